"""Who is speaking: the detector's verdicts, frame by frame, become turns of the caller.

    QUIET ──onset_ms of speech──▶ SPEAKING ──tentative_end_ms of silence──▶ PAUSED
      ▲                              ▲                                        │
      │                              └────────── resume_ms of speech ─────────┤
      ├────────────────────────────────── close() ────────────────────────────┘
      └──tentative_end_ms of silence── DIN ◀──endless_ms of speech without a pause── SPEAKING

A turn that was closed too early can be reopened: the new one then begins where the old one did.

People pause for breath; what goes on without one is music, an engine, a crowd. It is told once and
then not listened to until it stops, or it would keep the floor for good.

The floor only listens. When a pause becomes the end of a turn is decided from more than sound, in
``endpointing``; the conversation then closes the turn here. Times are milliseconds of call audio
and point at the edge of the evidence: a turn starts where its first speech frame began and ends
where its last speech frame ended.

The detector says what is speech; :mod:`voiceagent.core.loudness` says when it is over.

Source: hysteresis 0.5/0.35 follows the published use of the Silero detector. Four silent frames are
a tentative end: ``python -m benchmarks turns`` has answers 20 to 40 ms sooner at 128 ms than at the
design's 160, and no sooner still at 96. Frames that are quiet while the detector is still sure lie
within words: without ``sure_probability`` twice as many pauses inside words would be asked about.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from enum import Enum

from voiceagent.core.events import Span, SpeechProbed
from voiceagent.core.loudness import Loudness, LoudnessSettings


@dataclass(frozen=True, slots=True)
class FloorSettings:
    """How sound becomes turns.

    Attributes:
        speech_threshold: A frame at or above it is speech.
        silence_threshold: Within speech, a frame below it is silence.
        onset_ms: So much speech within ``onset_window_ms`` begins a turn.
        eager_onset_ms: So much is enough while we are heard: to stop for nothing costs little.
        onset_window_ms: Where the onset's frames are counted.
        resume_ms: So much speech after a tentative end goes on with the turn.
        tentative_end_ms: So much silence may be the end…
        sure_probability: …unless the detector is still as sure as this that somebody speaks.
        lowered_ms: What is quiet for so long, while the detector is that sure, is a voice that has
            been lowered: the detector lags by half of this (95 %), in babble by three quarters.
        endless_ms: Speech that lasts so long without a pause is no speech.
        loudness: Which frames are too quiet to be speech.
    """

    speech_threshold: float = 0.5
    silence_threshold: float = 0.35
    onset_ms: int = 96
    eager_onset_ms: int = 64
    onset_window_ms: int = 160
    resume_ms: int = 64
    tentative_end_ms: int = 128
    endless_ms: int = 12_000
    lowered_ms: int = 400
    sure_probability: float = 0.65
    loudness: LoudnessSettings = field(default_factory=LoudnessSettings)


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """A turn has begun, at ``at_ms``."""

    turn: int
    at_ms: int


@dataclass(frozen=True, slots=True)
class TentativeEnd:
    """The turn may be over: nothing but silence since ``span.end_ms``."""

    span: Span


@dataclass(frozen=True, slots=True)
class SpeechResumed:
    """The caller went on after a pause of ``pause_ms``; the turn is the same."""

    turn: int
    pause_ms: int


@dataclass(frozen=True, slots=True)
class SoundEndless:
    """What was taken for speech since ``started_ms`` is none; the turn is closed."""

    turn: int
    started_ms: int


FloorEvent = SpeechStarted | TentativeEnd | SpeechResumed | SoundEndless


@dataclass(frozen=True, slots=True)
class _Frame:
    """A verdict on the sound between two times."""

    from_ms: int
    to_ms: int
    level_db: int
    is_speech: bool


class _State(Enum):
    QUIET = "quiet"
    SPEAKING = "speaking"
    PAUSED = "paused"
    DIN = "din"


class Floor:
    """The caller's side of the floor."""

    def __init__(self, settings: FloorSettings) -> None:
        self._settings = settings
        self._state = _State.QUIET
        self._turn = 0
        self._revision = 0
        self._start_ms = 0
        self._last_speech_ms = 0
        self._unbroken_from_ms = 0
        self._heard_ms = 0
        self._run_ms = 0
        self._recent: deque[_Frame] = deque()
        self._loudness = Loudness(settings.loudness)

    @property
    def turn_open(self) -> bool:
        """Whether a turn has begun and is not closed."""
        return self._state in (_State.SPEAKING, _State.PAUSED)

    @property
    def last_speech_ms(self) -> int:
        """Where the caller's last speech ended so far."""
        return self._last_speech_ms

    @property
    def stirring(self) -> bool:
        """Whether, in a pause, the last frames were speech: too few yet to say who goes on."""
        return self._state is _State.PAUSED and self._run_ms > 0

    @property
    def heard_ms(self) -> int:
        """Up to where frames were heard."""
        return self._heard_ms

    def hear(self, probe: SpeechProbed, *, eager: bool = False) -> FloorEvent | None:
        """Advance by a frame; ``eager`` while we are being heard.

        Returns:
            The event that the frame completed, or None.

        Raises:
            ValueError: Time went back.
        """
        if probe.at_ms < self._heard_ms:
            raise ValueError(f"at_ms went back from {self._heard_ms} to {probe.at_ms}")
        frame = _Frame(self._heard_ms, probe.at_ms, probe.level_db, self._is_speech(probe))
        self._heard_ms = probe.at_ms
        self._loudness.hear(probe.level_db, probe.probability)
        self._run_ms = self._run_ms + frame.to_ms - frame.from_ms if frame.is_speech else 0
        match self._state:
            case _State.QUIET:
                settings = self._settings
                return self._hear_quiet(
                    frame, settings.eager_onset_ms if eager else settings.onset_ms
                )
            case _State.SPEAKING:
                sure = probe.probability >= self._settings.sure_probability
                return self._hear_speaking(frame, sure=sure)
            case _State.PAUSED:
                return self._hear_paused(frame)
            case _State.DIN:
                self._hear_din(frame)
                return None

    def reopen(self, span: Span) -> None:
        """The turn that has just begun goes on with an earlier one, which was closed too early."""
        self._turn, self._revision, self._start_ms = span.turn, span.revision, span.start_ms

    def close(self) -> None:
        """End the open turn: what comes next is a new one."""
        self._state = _State.QUIET
        self._recent.clear()
        self._run_ms = 0

    def _is_speech(self, probe: SpeechProbed) -> bool:
        settings, in_speech = self._settings, self._state is _State.SPEAKING
        threshold = settings.silence_threshold if in_speech else settings.speech_threshold
        quiet = self.turn_open and self._loudness.is_quiet(probe.level_db, probe.probability)
        return probe.probability >= threshold and not quiet

    def _hear_quiet(self, frame: _Frame, onset_ms: int) -> FloorEvent | None:
        self._recent.append(frame)
        while (
            self._recent and frame.to_ms - self._recent[0].from_ms > self._settings.onset_window_ms
        ):
            self._recent.popleft()
        speech = [recent for recent in self._recent if recent.is_speech]
        heard_ms = sum(recent.to_ms - recent.from_ms for recent in speech)
        if not frame.is_speech or heard_ms < onset_ms:
            return None
        self._turn += 1
        self._revision = 0
        self._start_ms = self._unbroken_from_ms = speech[0].from_ms
        self._last_speech_ms = frame.to_ms
        self._state = _State.SPEAKING
        self._loudness.begin(max(recent.level_db for recent in speech))
        self._recent.clear()
        return SpeechStarted(turn=self._turn, at_ms=self._start_ms)

    def _hear_speaking(self, frame: _Frame, *, sure: bool) -> FloorEvent | None:
        if frame.is_speech:
            self._last_speech_ms = frame.to_ms
            self._loudness.go_on(frame.level_db)
            return self._note_endless(frame.to_ms)
        silent_ms = frame.to_ms - self._last_speech_ms
        if sure and silent_ms >= self._settings.lowered_ms:
            self._loudness.begin(frame.level_db)
            self._last_speech_ms = frame.to_ms
            return self._note_endless(frame.to_ms)
        if silent_ms < self._settings.tentative_end_ms or sure:
            return None
        self._state = _State.PAUSED
        self._revision += 1
        span = Span(self._turn, self._revision, self._start_ms, self._last_speech_ms)
        return TentativeEnd(span)

    def _hear_paused(self, frame: _Frame) -> FloorEvent | None:
        if not frame.is_speech or self._run_ms < self._settings.resume_ms:
            return None
        pause_ms = frame.to_ms - self._run_ms - self._last_speech_ms
        self._unbroken_from_ms = frame.to_ms - self._run_ms
        self._last_speech_ms = frame.to_ms
        self._loudness.go_on(frame.level_db)
        self._state = _State.SPEAKING
        return SpeechResumed(turn=self._turn, pause_ms=pause_ms)

    def _note_endless(self, at_ms: int) -> FloorEvent | None:
        if at_ms - self._unbroken_from_ms < self._settings.endless_ms:
            return None
        self._state = _State.DIN
        return SoundEndless(turn=self._turn, started_ms=self._start_ms)

    def _hear_din(self, frame: _Frame) -> None:
        if frame.is_speech:
            self._last_speech_ms = frame.to_ms
        elif frame.to_ms - self._last_speech_ms >= self._settings.tentative_end_ms:
            self.close()
