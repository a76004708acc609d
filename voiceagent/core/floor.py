"""Who is speaking: the detector's verdicts, frame by frame, become turns of the caller.

    QUIET ──onset_ms of speech──▶ SPEAKING ──tentative_end_ms of silence──▶ PAUSED
      ▲                              ▲                                        │
      │                              └────────── resume_ms of speech ─────────┤
      ├────────────────────────────────── close() ────────────────────────────┘
      └──tentative_end_ms of silence── DIN ◀──endless_ms of speech without a pause── SPEAKING

People pause for breath; what goes on without one is music, an engine, a crowd. It is told once and
then not listened to until it stops, or it would keep the floor for good.

The floor only listens. When a pause becomes the end of a turn is decided from more than sound, in
``endpointing``; the conversation then closes the turn here. Times are milliseconds of call audio
and point at the edge of the evidence: a turn starts where its first speech frame began and ends
where its last speech frame ended.

Source: hysteresis 0.5/0.35 follows the published use of the Silero detector. Four silent frames are
a tentative end: ``python -m benchmarks turns`` has answers 20 to 40 ms sooner at 128 ms than at the
design's 160, and no sooner still at 96.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import Enum

from voiceagent.core.events import Span


@dataclass(frozen=True, slots=True)
class FloorSettings:
    """How sound becomes turns.

    Attributes:
        speech_threshold: A frame at or above it is speech.
        silence_threshold: Within speech, a frame below it is silence.
        onset_ms: So much speech within ``onset_window_ms`` begins a turn.
        onset_window_ms: Where the onset's frames are counted.
        resume_ms: So much speech after a tentative end goes on with the turn.
        tentative_end_ms: So much silence may be the end.
        endless_ms: Speech that lasts so long without a pause is no speech.
    """

    speech_threshold: float = 0.5
    silence_threshold: float = 0.35
    onset_ms: int = 96
    onset_window_ms: int = 160
    resume_ms: int = 64
    tentative_end_ms: int = 128
    endless_ms: int = 12_000


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
        self._recent: deque[tuple[int, int, bool]] = deque()

    @property
    def turn_open(self) -> bool:
        """Whether a turn has begun and is not closed."""
        return self._state in (_State.SPEAKING, _State.PAUSED)

    @property
    def last_speech_ms(self) -> int:
        """Where the caller's last speech ended so far."""
        return self._last_speech_ms

    def hear(self, *, at_ms: int, probability: float) -> FloorEvent | None:
        """Advance to ``at_ms``, the end of a frame with this speech probability.

        Returns:
            The event that the frame completed, or None.

        Raises:
            ValueError: ``at_ms`` went back.
        """
        frame_ms = at_ms - self._heard_ms
        if frame_ms < 0:
            raise ValueError(f"at_ms went back from {self._heard_ms} to {at_ms}")
        self._heard_ms = at_ms
        settings = self._settings
        in_speech = self._state is _State.SPEAKING
        threshold = settings.silence_threshold if in_speech else settings.speech_threshold
        is_speech = probability >= threshold
        self._run_ms = self._run_ms + frame_ms if is_speech else 0
        match self._state:
            case _State.QUIET:
                return self._hear_quiet(at_ms, frame_ms, is_speech)
            case _State.SPEAKING:
                return self._hear_speaking(at_ms, is_speech)
            case _State.PAUSED:
                return self._hear_paused(at_ms, is_speech)
            case _State.DIN:
                self._hear_din(at_ms, is_speech)
                return None

    def close(self) -> None:
        """End the open turn: what comes next is a new one."""
        self._state = _State.QUIET
        self._recent.clear()
        self._run_ms = 0

    def _hear_quiet(self, at_ms: int, frame_ms: int, is_speech: bool) -> FloorEvent | None:
        self._recent.append((at_ms - frame_ms, at_ms, is_speech))
        while self._recent and at_ms - self._recent[0][0] > self._settings.onset_window_ms:
            self._recent.popleft()
        speech = [(start, end) for start, end, spoken in self._recent if spoken]
        if not is_speech or sum(end - start for start, end in speech) < self._settings.onset_ms:
            return None
        self._turn += 1
        self._revision = 0
        self._start_ms = self._unbroken_from_ms = speech[0][0]
        self._last_speech_ms = at_ms
        self._state = _State.SPEAKING
        self._recent.clear()
        return SpeechStarted(turn=self._turn, at_ms=self._start_ms)

    def _hear_speaking(self, at_ms: int, is_speech: bool) -> FloorEvent | None:
        if is_speech:
            self._last_speech_ms = at_ms
            return self._note_endless(at_ms)
        if at_ms - self._last_speech_ms < self._settings.tentative_end_ms:
            return None
        self._state = _State.PAUSED
        self._revision += 1
        span = Span(self._turn, self._revision, self._start_ms, self._last_speech_ms)
        return TentativeEnd(span)

    def _hear_paused(self, at_ms: int, is_speech: bool) -> FloorEvent | None:
        if not is_speech or self._run_ms < self._settings.resume_ms:
            return None
        pause_ms = at_ms - self._run_ms - self._last_speech_ms
        self._unbroken_from_ms = at_ms - self._run_ms
        self._last_speech_ms = at_ms
        self._state = _State.SPEAKING
        return SpeechResumed(turn=self._turn, pause_ms=pause_ms)

    def _note_endless(self, at_ms: int) -> FloorEvent | None:
        if at_ms - self._unbroken_from_ms < self._settings.endless_ms:
            return None
        self._state = _State.DIN
        return SoundEndless(turn=self._turn, started_ms=self._start_ms)

    def _hear_din(self, at_ms: int, is_speech: bool) -> None:
        if is_speech:
            self._last_speech_ms = at_ms
        elif at_ms - self._last_speech_ms >= self._settings.tentative_end_ms:
            self.close()
