"""How soon a voice is heard, and how it sounds: the fixed prompts of the shipped policy.

*First audio* is the time from asking for a clause to its first line audio, on the path that
a call takes: made by the engine, or found in the phrase cache. A restart is measured as the time
until all prompts are ready again from the disk. Piper is measured where its package and voice are
at hand.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from rich.table import Table

from benchmarks.reporting.bars import limits
from benchmarks.reporting.percentiles import percentile
from benchmarks.reporting.pictures import Histogram, Picture
from benchmarks.reporting.progress import ProgressLine, counted, part_of, parts_of
from benchmarks.reporting.report import Outcome, table
from benchmarks.voices.measures import Sound, measure, semitones
from models.engines.espeak import EspeakSynthesizer
from models.engines.loudness import TARGET_DBFS
from models.engines.piper import PiperSynthesizer
from models.engines.placement import Device
from models.engines.worker import EngineThread
from models.shelf.find import find_model
from models.shelf.sources import Kind
from voiceagent.clock import SystemClock
from voiceagent.core.audio import decode_ulaw
from voiceagent.core.events import Event, Utterance
from voiceagent.dialog.policies.fixed_prompts import fixed_texts
from voiceagent.dialog.policies.loading import load_policy
from voiceagent.errors import ConfigurationError
from voiceagent.norwegian.speaking.speak import sayable, split_clauses
from voiceagent.ports import Synthesizer
from voiceagent.runtime.call_clock import CallClock
from voiceagent.runtime.phrase_files import PhraseFiles
from voiceagent.runtime.phrases import PhraseCache
from voiceagent.runtime.prompt_sounds import PromptSounds
from voiceagent.runtime.voices import Voiced, VoiceOver
from voiceagent.settings import PROJECT, read_settings

_POLICY = PROJECT / "dialog_policies" / "b2b_lead.yaml"
_QUICK_CLAUSES = 40
_RATE_SYLLABLES_PER_S = 5.0
_PACE = (4.5, 5.5)


@dataclass(slots=True)
class _Voice:
    """What was measured of one voice."""

    made_ms: list[float] = field(default_factory=list)
    cached_ms: list[float] = field(default_factory=list)
    sounds: list[Sound] = field(default_factory=list)
    cold_s: float = 0.0
    restart_s: float = 0.0

    @property
    def melody_hz(self) -> list[float]:
        return [hz for sound in self.sounds for hz in sound.melody_hz]


def voices(quick: bool, progress: ProgressLine) -> Outcome:
    """Every voice at hand."""
    policy = load_policy(_POLICY)
    texts = fixed_texts(policy)
    clauses = list(dict.fromkeys(clause for text in texts for clause in split_clauses(text)))
    measured: dict[str, _Voice] = {}
    thread = EngineThread("voice", deadline_ms=60_000)
    try:
        at_hand = _at_hand(thread, progress)
        parts = parts_of(progress, [1] * len(at_hand))
        for (name, voice), part in zip(at_hand.items(), parts, strict=True):
            asked = clauses[:_QUICK_CLAUSES] if quick else clauses
            line = part_of(part, 0.0, 1.0, prefix=f"{name}: ")
            measured[name] = asyncio.run(_measure(voice, asked, texts, line))
    finally:
        thread.close()
    tables = (_soon(measured), _sounding(measured))
    return Outcome(("voices",), _figures(measured), tables, _pictures(measured))


def _at_hand(thread: EngineThread, progress: ProgressLine) -> dict[str, Synthesizer]:
    found: dict[str, Synthesizer] = {"espeak": EspeakSynthesizer(thread)}
    settings = read_settings()
    try:
        if find_spec("piper") is None:
            raise ConfigurationError("piper is not installed")
        path = find_model(settings.piper_voice, Kind.PIPER, settings.shelf)
        found["piper"] = PiperSynthesizer(path, thread, Device(settings.device))
    except ConfigurationError as error:
        progress(f"Piper is left out: {error}")
    return found


async def _measure(
    voice: Synthesizer, clauses: list[str], texts: tuple[str, ...], progress: ProgressLine
) -> _Voice:
    measured = _Voice()
    phrases = PhraseCache(limit_bytes=100_000_000)
    async for _ in voice.synthesize("Hei."):  # the first use of an engine is not a call's
        pass
    for clause in counted(part_of(progress, 0.0, 0.4), "clause", clauses):
        measured.made_ms.append(await _first_audio_ms(voice, phrases, clause))
        measured.cached_ms.append(await _first_audio_ms(voice, phrases, clause))
        phrase = phrases.get(voice.voice, clause)
        if phrase is not None and len(phrase.words) > 1:
            measured.sounds.append(measure(sayable(clause), decode_ulaw(phrase.ulaw)))
    with tempfile.TemporaryDirectory(prefix="voices-") as folder:
        files = PhraseFiles(Path(folder), limit_bytes=100_000_000)
        progress(f"{len(texts)} fixed prompts", 0.4)
        measured.cold_s = await _ready_s(voice, texts, files)
        measured.restart_s = await _ready_s(voice, texts, files)
    return measured


async def _first_audio_ms(voice: Synthesizer, phrases: PhraseCache, clause: str) -> float:
    """Until there is something to send, by a call's own path."""
    events: list[Event] = []
    over = VoiceOver(voice, phrases, CallClock(SystemClock()), events.append, clause_deadline_s=60)
    voiced = Voiced(Utterance(1, (clause,), True, "bench"))
    heard_s: list[float] = []

    def grown() -> None:
        if voiced.ulaw and not heard_s:
            heard_s.append(time.perf_counter())

    begun_s = time.perf_counter()
    await over.voice(voiced, grown)
    return (heard_s[0] - begun_s) * 1000 if heard_s else 0.0


async def _ready_s(voice: Synthesizer, texts: tuple[str, ...], files: PhraseFiles) -> float:
    begun_s = time.perf_counter()
    await PromptSounds(texts, voice, PhraseCache(limit_bytes=100_000_000), files).run()
    return time.perf_counter() - begun_s


def _soon(measured: dict[str, _Voice]) -> Table:
    shown = table("first audio, ms", "made p50", "p95", "cached p50", "p95", "prompts", "restart")
    for name, voice in measured.items():
        shown.add_row(
            name,
            f"{percentile(voice.made_ms, 0.5):.1f}",
            f"{percentile(voice.made_ms, 0.95):.1f}",
            f"{percentile(voice.cached_ms, 0.5):.2f}",
            f"{percentile(voice.cached_ms, 0.95):.2f}",
            f"{voice.cold_s:.2f} s",
            f"{voice.restart_s:.3f} s",
        )
    return shown


def _sounding(measured: dict[str, _Voice]) -> Table:
    shown = table("sound", "syllables/s", "p10–p90", "dBFS", "p10–p90", "peak", "melody", "median")
    for name, voice in measured.items():
        rates = [sound.syllables_per_s for sound in voice.sounds]
        levels = [sound.level_dbfs for sound in voice.sounds]
        shown.add_row(
            name,
            f"{percentile(rates, 0.5):.2f}",
            f"{percentile(rates, 0.1):.1f}–{percentile(rates, 0.9):.1f}",
            f"{percentile(levels, 0.5):.1f}",
            f"{percentile(levels, 0.1):.1f}…{percentile(levels, 0.9):.1f}",
            f"{max(sound.peak for sound in voice.sounds):.2f}",
            f"{semitones(voice.melody_hz):.1f} semitones",
            f"{percentile(voice.melody_hz, 0.5):.0f} Hz",
        )
    return shown


def _pictures(measured: dict[str, _Voice]) -> tuple[Picture, ...]:
    return (
        Histogram(
            "From asking for a clause to its first line audio, made by the engine",
            "ms",
            {name: voice.made_ms for name, voice in measured.items()},
            limits({"promised p95": "voices.espeak.first_audio_p95_ms"}),
        ),
        Histogram(
            "How fast it speaks, clause by clause",
            "syllables a second",
            {
                name: [sound.syllables_per_s for sound in voice.sounds]
                for name, voice in measured.items()
            },
            {"slowest wanted": _PACE[0], "fastest wanted": _PACE[1]},
        ),
    )


def _figures(measured: dict[str, _Voice]) -> dict[str, float]:
    figures: dict[str, float] = {}
    for name, voice in measured.items():
        rate = percentile([sound.syllables_per_s for sound in voice.sounds], 0.5)
        levels = [sound.level_dbfs for sound in voice.sounds]
        figures |= {
            f"voices.{name}.first_audio_p50_ms": percentile(voice.made_ms, 0.5),
            f"voices.{name}.first_audio_p95_ms": percentile(voice.made_ms, 0.95),
            f"voices.{name}.cached_p95_ms": percentile(voice.cached_ms, 0.95),
            f"voices.{name}.prompts_cold_s": voice.cold_s,
            f"voices.{name}.prompts_restart_s": voice.restart_s,
            f"voices.{name}.syllables_per_s": rate,
            f"voices.{name}.off_pace": abs(rate - _RATE_SYLLABLES_PER_S),
            f"voices.{name}.level_dbfs": percentile(levels, 0.5),
            f"voices.{name}.off_level_db": abs(percentile(levels, 0.5) - TARGET_DBFS),
            f"voices.{name}.clipped_samples": sum(sound.clipped for sound in voice.sounds),
            f"voices.{name}.melody_semitones": semitones(voice.melody_hz),
        }
    return {name: round(figure, 3) for name, figure in figures.items()}
