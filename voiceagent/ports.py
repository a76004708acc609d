"""What the runtime needs from the world, as Protocols.

Concrete parts are named in ``bootstrap`` alone.

Audio shapes, everywhere: *line audio* is µ-law bytes, 8 000 Hz mono, 160 bytes per 20 ms; *speech
audio* is float32, shape (samples,), −1…1, mono at 16 000 Hz; *voice audio* is int16, shape
(samples,), mono at 8 000 Hz.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from voiceagent.core.events import SpokenWord, Transcript
from voiceagent.dialog.moves import Expectation

# ---------------------------------------------------------------- engines


class SpeechDetector(Protocol):
    """Voice activity of one call. Keeps that call's state; the model behind it is shared."""

    @property
    def frame_samples(self) -> int:
        """Samples of speech audio per verdict (512 for Silero: 32 ms)."""
        ...

    def probe(self, frame: NDArray[np.float32]) -> float:
        """Probability 0…1 that ``frame``, shape (frame_samples,) at 16 kHz, holds speech."""
        ...


class SpeechDetectors(Protocol):
    """Opens a detector for a call; loaded once per process."""

    def open(self) -> SpeechDetector:
        """A detector with fresh state."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class TurnAudio:
    """The audio of a span with its pre-roll, float32 at 16 000 Hz.

    Compared by identity: the scorer and the recogniser get the same object, so that an engine
    that serves both can share one pass over it.
    """

    samples: NDArray[np.float32]
    speech_ms: int

    @property
    def duration_ms(self) -> int:
        """Length of the audio in milliseconds."""
        return len(self.samples) * 1000 // 16_000


class TurnScorer(Protocol):
    """Judges by sound whether a speaker has finished."""

    async def score(self, audio: TurnAudio) -> float:
        """Probability 0…1 of a finished turn.

        Raises:
            ProviderError: The engine failed, or its queue is full.
        """
        ...


class Transcriber(Protocol):
    """Recognises a caller's turn."""

    async def transcribe(self, audio: TurnAudio, expectation: Expectation) -> Transcript:
        """Words of the turn.

        Raises:
            ProviderError: The engine failed, or its queue is full.
        """
        ...


@dataclass(frozen=True, slots=True)
class VoiceChunk:
    """A piece of our voice: int16, shape (samples,), mono at 8 000 Hz, with the words in it.

    Word times are milliseconds from the start of the whole text that was asked for.
    """

    samples: NDArray[np.int16]
    words: tuple[SpokenWord, ...] = ()


class Synthesizer(Protocol):
    """Speaks Norwegian."""

    @property
    def voice(self) -> str:
        """Engine, voice and manner in one string: the phrase cache's key."""
        ...

    def synthesize(self, text: str) -> AsyncIterator[VoiceChunk]:
        """Speak one clause of ordinary written Norwegian, chunk by chunk.

        Closing the iterator stops the engine as soon as it can.

        Raises:
            ProviderError: The engine failed.
        """
        ...


# ---------------------------------------------------------------- the line and the carrier


@dataclass(frozen=True, slots=True)
class LineOpened:
    """The first event of a line: the carrier has told us whose call it is."""

    call_sid: str
    stream_sid: str


@dataclass(frozen=True, slots=True)
class AudioReceived:
    """Line audio; ``at_ms`` is where it begins, counted from the start of the stream."""

    at_ms: int
    ulaw: bytes


@dataclass(frozen=True, slots=True)
class DigitReceived:
    """A telephone key."""

    digit: str


@dataclass(frozen=True, slots=True)
class MarkReturned:
    """The carrier gave a mark back: played, or flushed by a clear."""

    name: str


@dataclass(frozen=True, slots=True)
class LineEnded:
    """The last event of a line. ``hangup``: the carrier said stop; ``lost``: the socket died."""

    reason: str


LineEvent = LineOpened | AudioReceived | DigitReceived | MarkReturned | LineEnded


class PhoneLine(Protocol):
    """One call's media, both ways. Sending on a closed line does nothing."""

    def events(self) -> AsyncIterator[LineEvent]:
        """Everything that comes from the line, ending with :class:`LineEnded`."""
        ...

    async def send_audio(self, ulaw: bytes) -> None:
        """Queue line audio for playing."""
        ...

    async def send_mark(self, name: str) -> None:
        """Ask to be told when everything queued so far has been played."""
        ...

    async def clear(self) -> None:
        """Drop whatever is queued and not yet played."""
        ...

    async def close(self) -> None:
        """End the media stream; the carrier goes on with what its instructions say."""
        ...


class Carrier(Protocol):
    """Call control at the telephone company, apart from media."""

    async def hang_up(self, call_sid: str) -> None:
        """End the call; one that is gone already counts as ended.

        Raises:
            ProviderError: The carrier refused or did not answer in time.
        """
        ...

    async def transfer(self, call_sid: str, *, target: str, summary: str) -> None:
        """Ring ``target`` (E.164) and connect the caller, after whispering ``summary``.

        The caller comes back to the agent when nobody answers within the ring time.

        Raises:
            ProviderError: The carrier refused or did not answer in time.
        """
        ...


# ---------------------------------------------------------------- the desk: what carriers tell us


@dataclass(frozen=True, slots=True)
class RingingCall:
    """A call that the carrier asks us to take.

    Attributes:
        call_sid: The carrier's name for it.
        caller: The other party in E.164, or None when withheld.
        called: Our number in E.164.
        direction: ``"inbound"``, or ``"outbound"`` where we placed it.
    """

    call_sid: str
    caller: str | None
    called: str
    direction: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """We take the call; the media stream must present ``token``, once."""

    token: str


@dataclass(frozen=True, slots=True)
class Refused:
    """We cannot take it: say ``sentence``, or ring ``overflow`` instead when there is one."""

    code: str
    sentence: str
    overflow: str | None


@dataclass(frozen=True, slots=True)
class CallProgress:
    """A call's state at the carrier. May come late, twice or out of order.

    Attributes:
        state: ``queued``, ``ringing``, ``in-progress``, ``completed``, ``busy``, ``failed``,
            ``no-answer`` or ``canceled``.
        sequence: The carrier's counter within the call; -1 where it gives none.
    """

    call_sid: str
    state: str
    sequence: int
    duration_s: int | None = None


class Desk(Protocol):
    """The house as a carrier sees it."""

    async def ringing(self, call: RingingCall) -> Accepted | Refused:
        """Decide whether to take a call. Asking again for the same call gives a new token."""
        ...

    async def serve(self, line: PhoneLine, *, call_sid: str, token: str) -> None:
        """Carry a call whose media stream has opened; returns when the stream is done.

        Raises:
            AuthenticationError: The token is unknown, spent, late or another call's.
            ProtocolError: The call already has a stream.
        """
        ...

    async def progress(self, progress: CallProgress) -> None:
        """Take note of a call's state at the carrier. Idempotent and free of order."""
        ...

    async def transfer_ended(
        self, call_sid: str, *, answered: bool, code: str
    ) -> Accepted | Refused:
        """A transfer is over; when nobody answered, the caller comes back with a new token.

        Returns:
            ``Refused`` with an empty sentence when the human took the call: nothing is left to do.
        """
        ...


# ---------------------------------------------------------------- the books


@dataclass(frozen=True, slots=True)
class NewCall:
    """A call to be entered."""

    id: str
    call_sid: str
    direction: str
    caller: str | None
    called: str
    policy: str
    language: str
    started: datetime


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event or command of a call, in its order; ``body`` is JSON text."""

    call_id: str
    sequence: int
    at_ms: int
    kind: str
    name: str
    body: str


@dataclass(frozen=True, slots=True)
class FactRecord:
    """A slot's value with its evidence; a later one for the same slot replaces it in reports."""

    call_id: str
    at_ms: int
    slot: str
    value: object
    display: str
    confirmed: bool
    utterance_id: str
    words: str
    confidence: float


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """Why the dialog did what it did."""

    call_id: str
    at_ms: int
    rule: str
    detail: str
    utterance_id: str
    words: str


@dataclass(frozen=True, slots=True)
class LineRecord:
    """A line of the transcript: what was said, and whether it was heard in full."""

    call_id: str
    speaker: str
    from_ms: int
    to_ms: int
    text: str
    utterance_id: str
    complete: bool


@dataclass(frozen=True, slots=True)
class HandoffRecord:
    """A transfer to a human and how it ended (``ringing``, ``answered``, ``no-answer``, …)."""

    call_id: str
    at: datetime
    target: str
    summary: str
    state: str


@dataclass(frozen=True, slots=True)
class MessageRecord:
    """A message taken for a human."""

    call_id: str
    at: datetime
    text: str
    name: str
    phone: str


CallRecord = (
    TimelineEntry | FactRecord | DecisionRecord | LineRecord | HandoffRecord | MessageRecord
)


@dataclass(frozen=True, slots=True)
class ClosedCall:
    """How a call ended. ``outcome`` is the policy's code, ``disposition`` the standard one."""

    call_id: str
    ended: datetime
    duration_ms: int
    outcome: str
    disposition: str
    reason: str


class CallStore(Protocol):
    """The durable record of calls. What a method has returned from survives a crash."""

    async def open_call(self, call: NewCall) -> None:
        """Enter a call, its caller and its lead (found by number, or new).

        Raises:
            StoreError: The database is locked, full or out of reach.
        """
        ...

    async def append(self, records: Sequence[CallRecord]) -> None:
        """Write records of one or many calls in one transaction; writing one twice is harmless.

        Raises:
            StoreError: Nothing of it was written.
        """
        ...

    async def close_call(self, closed: ClosedCall) -> None:
        """Enter how a call ended; the first ending of a call stands.

        Raises:
            StoreError: The database is locked, full or out of reach.
        """
        ...

    async def close_interrupted(self, now: datetime) -> tuple[str, ...]:
        """Close calls that a crash left open as ``interrupted``; returns their ids."""
        ...

    async def timeline(self, call_id: str) -> tuple[TimelineEntry, ...]:
        """A call's events and commands in order; ``call_id`` may be the carrier's name for it."""
        ...


# ---------------------------------------------------------------- the office


@dataclass(frozen=True, slots=True)
class MeetingSlot:
    """A free time of one seller; both ends aware, in the office's time zone."""

    seller: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class SlotQuery:
    """Which times are wanted.

    Attributes:
        duration_minutes: Length of the meeting.
        earliest: No slot begins before this.
        latest: No slot begins after this.
        dates: Only these dates; empty means any.
        not_dates: Never these dates.
        from_minute: Earliest start, minutes after midnight, or None.
        to_minute: Latest start, minutes after midnight, or None.
        limit: At most so many slots; they are spread over days where no date was asked for.
    """

    duration_minutes: int
    earliest: datetime
    latest: datetime
    dates: tuple[date, ...] = ()
    not_dates: tuple[date, ...] = ()
    from_minute: int | None = None
    to_minute: int | None = None
    limit: int = 2


@dataclass(frozen=True, slots=True)
class Booking:
    """A meeting to be written down. ``key`` makes it idempotent: same key, same meeting."""

    key: str
    slot: MeetingSlot
    call_id: str
    title: str
    agenda: str
    name: str
    company: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class BookedMeeting:
    """A meeting that stands in the calendar."""

    id: str
    slot: MeetingSlot
    ics: str


class Calendar(Protocol):
    """Free times, holds and bookings of the sellers."""

    async def free_slots(self, query: SlotQuery) -> tuple[MeetingSlot, ...]:
        """Free slots, earliest first, at most ``query.limit``.

        Raises:
            ProviderError: The calendar did not answer.
        """
        ...

    async def hold(self, slot: MeetingSlot, *, call_id: str) -> bool:
        """Keep a slot for a call for a limited time; False when it is taken by now.

        A call holds one slot at a time: a new hold frees the one before.
        """
        ...

    async def book(self, booking: Booking) -> BookedMeeting | None:
        """Book a slot, held or free; None when somebody else has it.

        Raises:
            ProviderError: The calendar did not answer; booking again with the same key is safe.
        """
        ...

    async def release(self, *, call_id: str) -> None:
        """Free what a call holds."""
        ...


class MeetingBook(Protocol):
    """Where the built-in calendar writes down meetings and holds.

    Two writers for one seller take turns: of two who want the same time, one gets it and the
    other is told.

    ``gap`` is the time that must be free before and after each meeting; ``now`` decides which
    holds have run out. All methods raise ``StoreError`` when the database cannot answer.
    """

    async def busy(
        self, earliest: datetime, latest: datetime, *, now: datetime
    ) -> tuple[MeetingSlot, ...]:
        """Meetings and live holds that touch the span, of all sellers, in any zone."""
        ...

    async def counts(self, since: datetime) -> Mapping[str, int]:
        """Meetings that begin at ``since`` or later, by seller; sellers without one are absent."""
        ...

    async def hold(
        self, slot: MeetingSlot, *, call_id: str, gap: timedelta, now: datetime, until: datetime
    ) -> bool:
        """Keep a slot for a call in place of what it held; False changes nothing."""
        ...

    async def enter(
        self, booking: Booking, meeting: BookedMeeting, *, gap: timedelta, now: datetime
    ) -> BookedMeeting | None:
        """Write a meeting down and end what its call held; None when the time is not free.

        A meeting that has the booking's key already is returned as it stands.
        """
        ...

    async def known(self, key: str) -> BookedMeeting | None:
        """The meeting with that key."""
        ...

    async def release(self, *, call_id: str) -> None:
        """End what a call holds."""
        ...


class Clock(Protocol):
    """Time, so that tests can move it."""

    def now(self) -> datetime:
        """Aware wall time."""
        ...

    def monotonic_ms(self) -> float:
        """Milliseconds that never go back."""
        ...
