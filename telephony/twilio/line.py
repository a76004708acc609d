"""One call's media over a Twilio websocket, as a ``PhoneLine``.

::

    waiting ──start──▶ open ──stop──▶ ended: hangup
       │                 │
       └── late start ───┴── socket died · idle · send stuck · too many bad frames ──▶ ended: lost

A bad frame is logged with its error code and passed over; the one too many closes the socket:
1003 for binary frames, 1008 for the rest. A frame beyond the size cap closes it at once (1009).
Messages of another stream, and keys and marks that come twice, are passed over.

Invariants: ``events`` ends with exactly one LineEnded and raises nothing but cancellation; audio,
marks and clears reach the socket in the order of the calls; every wait on the peer is limited.
Memory is bounded: at most one message and less than ``coalesce_ms`` of audio are held here.

Source: Twilio, Media Streams (order of messages, 31950 for binary frames); tiny outbound messages
stutter and are coalesced (openai-agents-python #1906).
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass

import structlog

from telephony.twilio.audio_clock import SAMPLES_PER_MS, AudioClock, Fit
from telephony.twilio.media_socket import (
    MESSAGE_TOO_BIG,
    NORMAL,
    NOT_ACCEPTED_DATA,
    POLICY_VIOLATION,
    MediaSocket,
)
from telephony.twilio.media_stream import (
    MAX_MESSAGE_BYTES,
    ClearAudio,
    Connected,
    Dtmf,
    MarkEchoed,
    Media,
    PlaceMark,
    PlayAudio,
    Started,
    Stopped,
    StreamMessage,
    StreamOrder,
    Unknown,
    decode,
    encode,
)
from telephony.twilio.patience import Patience
from voiceagent.errors import DeadlineExceeded, ProtocolError
from voiceagent.ports import (
    AudioReceived,
    DigitReceived,
    LineEnded,
    LineEvent,
    LineOpened,
    MarkReturned,
)

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

_REMEMBERED_SEQUENCES = 64
_LOGGED_LEAPS = 5


@dataclass(frozen=True, slots=True)
class LineLimits:
    """What a line puts up with.

    Attributes:
        start_timeout_s: How long a fresh socket may take to say whose call it is.
        idle_timeout_s: How long the carrier may be silent; it sends audio all the time.
        send_timeout_s: How long one message may take to leave.
        close_timeout_s: How long the closing handshake may take.
        bad_frames: So many bad frames are passed over; one more ends the line.
        coalesce_ms: Outbound audio is held until there is this much of it, or a mark follows.
    """

    start_timeout_s: float = 5.0
    idle_timeout_s: float = 10.0
    send_timeout_s: float = 5.0
    close_timeout_s: float = 2.0
    bad_frames: int = 5
    coalesce_ms: int = 40


@dataclass(slots=True)
class _Tally:
    """What was not as it should be, for one log line at the end."""

    bad_frames: int = 0
    foreign: int = 0
    repeated: int = 0
    filled_ms: int = 0
    leaps: int = 0


class TwilioLine:
    """A ``PhoneLine`` for one reader and any number of senders."""

    def __init__(self, socket: MediaSocket, limits: LineLimits | None = None) -> None:
        self._socket = socket
        self._limits = limits or LineLimits()
        self._started: Started | None = None
        self._clock = AudioClock()
        self._tally = _Tally()
        self._sequences: deque[int] = deque(maxlen=_REMEMBERED_SEQUENCES)
        self._held = bytearray()
        self._sending = asyncio.Lock()
        self._patience = Patience(self._limits.idle_timeout_s)
        self._dead = False
        self._closed = False
        self._close_code = NORMAL

    # ------------------------------------------------------------ in

    async def opened(self) -> Started:
        """Wait until the carrier has said whose call this is.

        Raises:
            ProtocolError: It did not, or the socket closed before.
        """
        if self._started is None:
            try:
                async with asyncio.timeout(self._limits.start_timeout_s):
                    self._started = await self._await_start()
            except TimeoutError:
                raise ProtocolError("no start message in time") from None
        return self._started

    async def events(self) -> AsyncIterator[LineEvent]:
        """See ``PhoneLine``. A leap of more than a second shows as a gap between ``at_ms``."""
        try:
            started = await self.opened()
        except ProtocolError as error:
            log.warning("stream never started", code=error.code, reason=str(error))
            await self.refuse()
            yield LineEnded("lost")
            return
        yield LineOpened(started.call_sid, started.stream_sid)
        reason = "lost"
        while (message := await self._next_in_time()) is not None:
            if isinstance(message, Stopped) and message.stream_sid == started.stream_sid:
                self._dead = True
                reason = "hangup"
                break
            event = self._translate(message, started.stream_sid)
            if event is not None:
                yield event
        self._log_end(reason)
        if self._close_code != NORMAL:
            await self._close(self._close_code)
        yield LineEnded(reason)

    async def _await_start(self) -> Started:
        while (message := await self._next()) is not None:
            match message:
                case Started():
                    return message
                case Connected() | Unknown():
                    continue
                case _:
                    self._reject(ProtocolError("a message before start"), POLICY_VIOLATION)
        raise ProtocolError("the socket closed before start")

    async def _next_in_time(self) -> StreamMessage | None:
        try:
            with self._patience:
                return await self._next()
        except TimeoutError:
            # A sender that found the socket dead ends our patience to wake us.
            if not self._dead:
                error = DeadlineExceeded("the carrier sent nothing")
                log.warning("stream idle", code=error.code)
                self._give_up(POLICY_VIOLATION)
            return None

    async def _next(self) -> StreamMessage | None:
        while not self._dead:
            frame = await self._socket.receive()
            if frame is None:
                self._dead = True
                break
            if len(frame) > MAX_MESSAGE_BYTES:
                self._reject(ProtocolError("oversize frame"), MESSAGE_TOO_BIG)
            elif isinstance(frame, bytes):
                self._reject(ProtocolError("binary frame"), NOT_ACCEPTED_DATA)
            else:
                try:
                    return decode(frame)
                except ProtocolError as error:
                    self._reject(error, POLICY_VIOLATION)
        return None

    def _reject(self, error: ProtocolError, close_code: int) -> None:
        self._tally.bad_frames += 1
        log.warning("frame rejected", code=error.code, reason=str(error))
        if close_code == MESSAGE_TOO_BIG or self._tally.bad_frames > self._limits.bad_frames:
            log.error("stream given up", code=error.code, close_code=close_code)
            self._give_up(close_code)

    def _give_up(self, close_code: int) -> None:
        # The reader itself says so: the socket is closed once it is out of its timeout.
        self._dead = True
        self._close_code = close_code

    def _translate(self, message: StreamMessage, stream_sid: str) -> LineEvent | None:
        match message:
            case Media() | Dtmf() | MarkEchoed() | Stopped() if message.stream_sid != stream_sid:
                self._tally.foreign += 1
            case Media(track="inbound"):
                return self._hear(message)
            case Dtmf(digit=digit) if self._is_new(message.sequence):
                return DigitReceived(digit)
            case MarkEchoed(name=name) if self._is_new(message.sequence):
                return MarkReturned(name)
            case Started() | Dtmf() | MarkEchoed():
                self._tally.repeated += 1
            case Unknown(event):
                log.debug("stream event not known", stream_event=event)
            case _:
                pass
        return None

    def _hear(self, media: Media) -> AudioReceived | None:
        placed = self._clock.place(media.ulaw, chunk=media.chunk, timestamp_ms=media.timestamp_ms)
        match placed.fit:
            case Fit.REPEATED:
                self._tally.repeated += 1
            case Fit.FILLED:
                self._tally.filled_ms += placed.off_ms
            case Fit.LEAPT | Fit.REANCHORED:
                self._tally.leaps += 1
                if self._tally.leaps <= _LOGGED_LEAPS:
                    log.warning("stream time leapt", fit=placed.fit.value, off_ms=placed.off_ms)
            case Fit.NEXT:
                pass
        return AudioReceived(placed.at_ms, placed.ulaw) if placed.ulaw else None

    def _is_new(self, sequence: int) -> bool:
        if sequence < 0:
            return True
        if sequence in self._sequences:
            return False
        self._sequences.append(sequence)
        return True

    def _log_end(self, reason: str) -> None:
        tally = self._tally
        log.info(
            "stream ended",
            reason=reason,
            bad_frames=tally.bad_frames,
            foreign=tally.foreign,
            repeated=tally.repeated,
            filled_ms=tally.filled_ms,
            leaps=tally.leaps,
        )

    # ------------------------------------------------------------ out

    async def send_audio(self, ulaw: bytes) -> None:
        """See ``PhoneLine``. What is held back leaves with the next audio or mark."""
        self._held += ulaw
        if len(self._held) >= self._limits.coalesce_ms * SAMPLES_PER_MS:
            await self._flush()

    async def send_mark(self, name: str) -> None:
        """See ``PhoneLine``."""
        await self._flush()
        if self._started is not None:
            await self._send(PlaceMark(self._started.stream_sid, name))

    async def clear(self) -> None:
        """See ``PhoneLine``. Pending marks come back at once, as after playing."""
        self._held.clear()
        if self._started is not None:
            await self._send(ClearAudio(self._started.stream_sid))

    async def close(self) -> None:
        """See ``PhoneLine``."""
        await self._close(NORMAL)

    async def refuse(self) -> None:
        """Close because the peer broke the rules: by the code for what it did, or 1008."""
        await self._close(POLICY_VIOLATION if self._close_code == NORMAL else self._close_code)

    async def _flush(self) -> None:
        ulaw = bytes(self._held)
        self._held.clear()
        if ulaw and self._started is not None:
            await self._send(PlayAudio(self._started.stream_sid, ulaw))

    async def _send(self, order: StreamOrder) -> None:
        if self._dead:
            return
        try:
            async with asyncio.timeout(self._limits.send_timeout_s), self._sending:
                sent = await self._socket.send(encode(order))
        except TimeoutError:
            error = DeadlineExceeded("a message did not leave")
            log.warning("stream stuck", code=error.code)
            sent = False
        if not sent:
            self._die()

    def _die(self) -> None:
        self._dead = True
        self._held.clear()
        self._patience.lose()

    async def _close(self, code: int) -> None:
        if self._closed:
            return
        self._closed = True
        self._die()
        self._patience.stop()
        try:
            async with asyncio.timeout(self._limits.close_timeout_s):
                await self._socket.close(code)
        except TimeoutError:
            log.warning("socket did not close in time", code="deadline")
