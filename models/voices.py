"""Who speaks in synthetic calls, and which voices the recogniser must never have heard.

Every voice is espeak-ng's Norwegian ``nb`` with one of its ``!v`` variants. Three sets that do not
meet: ``CALLER_VOICES`` (simulated callers), ``VALIDATION_VARIANTS`` (choose the best checkpoint)
and everything else (training). ``TWIN_VARIANTS`` are near copies of held-out ones: they are used
for nothing, so that a held-out voice is not heard under another name.

Source: the formant tables in espeak-ng-data/voices/!v of espeakng-loader 0.2.4.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EspeakVoice:
    """A voice and its manner.

    Attributes:
        variant: Name of the ``!v`` variant; empty for plain ``nb``.
        rate_wpm: Words per minute, 80…450.
        pitch: 0…100; espeak's own default is 50.
        pitch_range: 0…100: how much the melody moves; 0 is monotone.
    """

    variant: str
    rate_wpm: int = 165
    pitch: int = 50
    pitch_range: int = 50

    def espeak_name(self, language: str = "nb") -> str:
        """What espeak-ng's ``SetVoiceByName`` takes."""
        return f"{language}+{self.variant}" if self.variant else language


AGENT_VOICE = EspeakVoice("f5", rate_wpm=180, pitch=46, pitch_range=80)
"""Our own voice, chosen by what can be measured and not by ear: 4.8 syllables a second (Norwegian
conversation: 4.5 to 5.5) and a melody of nearly five semitones between its tenth and ninetieth
percentile, the widest before more ``pitch_range`` adds nothing. ``python -m benchmarks voices``
measures both."""

CALLER_VOICES: dict[str, EspeakVoice] = {
    "kari": EspeakVoice("f2", rate_wpm=160, pitch=50, pitch_range=55),
    "ingrid": EspeakVoice("Andrea", rate_wpm=170, pitch=45, pitch_range=50),
    "solveig": EspeakVoice("steph", rate_wpm=150, pitch=48, pitch_range=60),
    "ola": EspeakVoice("m6", rate_wpm=165, pitch=50, pitch_range=50),
    "henrik": EspeakVoice("Denis", rate_wpm=175, pitch=45, pitch_range=45),
    "arne": EspeakVoice("pedro", rate_wpm=145, pitch=40, pitch_range=55),
}
"""Voices of the simulated callers, by a first name; reserved for them."""

VALIDATION_VARIANTS: tuple[str, ...] = ("f5", "belinda", "m4", "gustave", "antonio", "Reed")
"""Variants that only choose between checkpoints."""

TWIN_VARIANTS: frozenset[str] = frozenset({"steph2", "steph3", "whisperf", "linda"})
"""Near copies of held-out variants; never used."""

HELD_OUT_VARIANTS: frozenset[str] = (
    frozenset(voice.variant for voice in CALLER_VOICES.values())
    | frozenset(VALIDATION_VARIANTS)
    | TWIN_VARIANTS
)
"""Variants that training must leave alone."""
