"""One call's media both ways, and call control at the telephone company."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Protocol


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
