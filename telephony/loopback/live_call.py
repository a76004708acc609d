"""One call at the simulated carrier, from the first ring to the last callback.

    ringing ──instructions──▶ in progress ──────────────▶ completed
                                │  ▲
              verb after verb:  │  │ a stream's end, a dial's action, a redirect or an order
              stream, announce, ▼  │ of the agent (REST) bring other instructions
              dial, redirect … ────┘

The carrier follows instructions as Twilio does: when a stream is closed by the agent the next verb
is followed; an order of the agent ends whatever is going on; when nothing is left, it hangs up.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from secrets import token_hex

from websockets.asyncio.client import ClientConnection
from websockets.exceptions import InvalidHandshake

from telephony.loopback.caller import Caller
from telephony.loopback.forms import call_form, dial_fields, result_fields, stream_fields
from telephony.loopback.human_leg import accept
from telephony.loopback.instructions import (
    Announce,
    ConnectStream,
    Dial,
    Gather,
    HangUpCall,
    Pause,
    Redirect,
    Verb,
    read_instructions,
)
from telephony.loopback.report import CallEvent, EndedBy, EventKind
from telephony.loopback.scenario import Human
from telephony.loopback.stream import MediaStream, StreamEnd, Tracks
from telephony.loopback.webhooks import CarrierSettings, WebhookClient
from telephony.twilio.media_stream_peer import StreamWriter
from voiceagent.errors import ProtocolError, VoiceAgentError

_VERBS_LIMIT = 30
"""Instructions that go in circles end here."""


@dataclass(frozen=True, slots=True)
class CallerLine:
    """The calling party as the carrier knows it.

    Attributes:
        number: E.164, or empty when withheld.
        human: The colleague who may be rung.
        limit_ms: How long the call may last.
    """

    number: str
    human: Human
    limit_ms: int


@dataclass(frozen=True, slots=True)
class _Step:
    """What came of a verb: how the call would have ended now, and other instructions."""

    stands: EndedBy | None = None
    instead: tuple[Verb, ...] | None = None


class LiveCall:
    """One call.

    Attributes:
        sid: The carrier's name for it.
        status: ``ringing``, ``in-progress`` or ``completed``.
        bridged: Whether a human took the call.
        duration_ms: From answer to end; 0 before the end.
        lag_ms: How late a frame of the caller left, at worst.
        opened_ms: When the first media stream opened; None before.
    """

    def __init__(
        self,
        settings: CarrierSettings,
        webhooks: WebhookClient,
        line: CallerLine,
        caller: Caller,
        note: Callable[[CallEvent], None],
        tracks: Tracks | None = None,
    ) -> None:
        self.sid = "CA" + token_hex(16)
        self.status = "ringing"
        self.bridged = False
        self.duration_ms = 0
        self.lag_ms = 0.0
        self.opened_ms: float | None = None
        self.line = line
        self._settings = settings
        self._webhooks = webhooks
        self._caller = caller
        self._note_event = note
        self._tracks = tracks
        self._answered_at = asyncio.get_running_loop().time()
        self._ordered = asyncio.Event()
        self._orders: deque[tuple[Verb, ...]] = deque(maxlen=1)

    @property
    def clock_ms(self) -> float:
        """Milliseconds since the call was answered, or placed while it rings."""
        return (asyncio.get_running_loop().time() - self._answered_at) * 1000

    # ------------------------------------------------------------ what the agent orders

    def hang_up(self) -> None:
        """The agent ends the call."""
        self.status = "completed"
        self._order((HangUpCall(),))

    def redirect(self, *, twiml: str, url: str) -> None:
        """The agent gives other instructions; ones that cannot be read end the call, as there."""
        if not twiml:
            self._order((Redirect(url),))
            return
        try:
            self._order(read_instructions(twiml, self._settings.voice_url))
        except ProtocolError as trouble:
            self._trouble(str(trouble))
            self._order((HangUpCall(),))

    def _order(self, verbs: tuple[Verb, ...]) -> None:
        self._orders.append(verbs)
        self._ordered.set()

    # ------------------------------------------------------------ following instructions

    async def run(self) -> EndedBy:
        """Place the call and carry it to its end.

        Never raises an error of ours: what the agent does wrong is noted and ends the call.
        """
        self._note(EventKind.RINGING)
        try:
            verbs = await self._webhooks.instructions(self._settings.voice_url, self._form())
            ended = await self._follow(verbs)
        except VoiceAgentError as trouble:
            self._trouble(str(trouble))
            ended = EndedBy.TROUBLE
        self.duration_ms = round(self.clock_ms) if self.status != "ringing" else 0
        self._note(EventKind.HUNG_UP, text=ended.value)
        self.status = "completed"
        if self._settings.status_path:
            form = self._form() | result_fields(self.duration_ms)
            await self._tell(self._settings.public_url + self._settings.status_path, form)
        return ended

    async def _follow(self, verbs: tuple[Verb, ...]) -> EndedBy:
        waiting = deque(verbs)
        stands = EndedBy.REFUSED
        for _ in range(_VERBS_LIMIT):
            if self._ordered.is_set():
                self._ordered.clear()
                waiting = deque(self._orders.popleft())
                stands = EndedBy.AGENT
            if not waiting or isinstance(waiting[0], HangUpCall):
                return stands
            self._answer()
            step = await self._perform(waiting.popleft())
            stands = step.stands or stands
            if stands in (EndedBy.CALLER, EndedBy.TIME_LIMIT):
                return stands
            if step.instead is not None:
                waiting = deque(step.instead)
        raise ProtocolError("instructions: they go in circles")

    def _answer(self) -> None:
        if self.status == "ringing":
            self.status = "in-progress"
            self._answered_at = asyncio.get_running_loop().time()
            self._note(EventKind.ANSWERED)

    async def _perform(self, verb: Verb) -> _Step:
        match verb:
            case ConnectStream():
                return await self._stream(verb)
            case Announce(text):
                self._note(EventKind.ANNOUNCED, text=text)
            case Dial():
                return await self._dial(verb)
            case Gather():
                for announced in verb.said:
                    self._note(EventKind.ANNOUNCED, text=announced.text)
            case Redirect(url):
                return _Step(instead=await self._webhooks.instructions(url, self._form()))
            case Pause(duration_s):
                await self._wait_unless_ordered(duration_s)
            case HangUpCall():
                pass  # seen before it is performed
        return _Step()

    # ------------------------------------------------------------ streams

    async def _stream(self, verb: ConnectStream) -> _Step:
        writer = StreamWriter(
            "MZ" + token_hex(16), self.sid, self._settings.account_sid, dict(verb.parameters)
        )
        try:
            socket = await self._webhooks.open_socket(verb.url)
        except (OSError, InvalidHandshake, TimeoutError) as trouble:
            self._trouble(f"stream: not opened (31920): {type(trouble).__name__}")
            return await self._after_stream(verb)
        await self._stream_event(verb, writer, "stream-started")
        end = await self._carry(socket, writer)
        self._note(EventKind.STREAM_CLOSED, text=end.value)
        await self._stream_event(verb, writer, "stream-stopped")
        match end:
            case StreamEnd.CALLER_LEFT:
                return _Step(EndedBy.CALLER)
            case StreamEnd.TIME_LIMIT:
                return _Step(EndedBy.TIME_LIMIT)
            case StreamEnd.ORDERED:
                return _Step(EndedBy.AGENT)
            case StreamEnd.AGENT_CLOSED:
                return await self._after_stream(verb)

    async def _after_stream(self, verb: ConnectStream) -> _Step:
        if not verb.action:
            return _Step(EndedBy.SOCKET)
        verbs = await self._webhooks.instructions(verb.action, self._form())
        return _Step(EndedBy.SOCKET, verbs)

    async def _carry(self, socket: ClientConnection, writer: StreamWriter) -> StreamEnd:
        if self.opened_ms is None:
            self.opened_ms = self.clock_ms
        self._note(EventKind.STREAM_OPENED)
        self._caller.reconnect(self.clock_ms)
        stream = MediaStream(
            socket,
            writer,
            self._caller,
            clock_ms=lambda: self.clock_ms,
            limit_ms=self.line.limit_ms,
            tracks=self._tracks,
            trouble=self._trouble,
        )
        try:
            return await stream.run(self._ordered)
        finally:
            self.lag_ms = max(self.lag_ms, stream.lag_ms)
            self._caller.disconnect(self.clock_ms)
            await socket.close()

    async def _stream_event(self, verb: ConnectStream, writer: StreamWriter, event: str) -> None:
        if verb.status_callback:
            form = {"AccountSid": self._settings.account_sid, "CallSid": self.sid}
            fields = stream_fields(writer.stream_sid, verb.name, event)
            await self._tell(verb.status_callback, form | fields)

    # ------------------------------------------------------------ ringing somebody else

    async def _dial(self, dial: Dial) -> _Step:
        human, began_ms = self.line.human, self.clock_ms
        self._note(EventKind.RINGING_HUMAN)
        if await self._wait_unless_ordered(min(human.ring_ms / 1000, dial.timeout_s)):
            return _Step()
        whispered = None
        if human.answers:
            whispered = await accept(self._webhooks, dial.numbers[0], self._form())
        if whispered is None:
            self._note(EventKind.HUMAN_ABSENT)
        else:
            self.bridged = True
            self._note(EventKind.HUMAN_ANSWERED, text=whispered)
            if await self._wait_unless_ordered(human.talk_ms / 1000):
                return _Step()
        stands = EndedBy.HUMAN if self.bridged else None
        if not dial.action:
            return _Step(stands)
        form = self._form() | dial_fields(self.clock_ms - began_ms, bridged=self.bridged)
        return _Step(stands, await self._webhooks.instructions(dial.action, form))

    async def _wait_unless_ordered(self, duration_s: float) -> bool:
        """Let time pass; True when an order of the agent cut it short."""
        try:
            async with asyncio.timeout(duration_s):
                await self._ordered.wait()
        except TimeoutError:
            return False
        return True

    # ------------------------------------------------------------ telling

    async def _tell(self, url: str, form: dict[str, str]) -> None:
        try:
            await self._webhooks.post(url, form)
        except VoiceAgentError as trouble:
            self._trouble(f"callback: {trouble}")

    def _form(self) -> dict[str, str]:
        return call_form(
            self.sid,
            self._settings.account_sid,
            caller=self.line.number,
            called=self._settings.called,
            status=self.status,
        )

    def _trouble(self, why: str) -> None:
        self._note(EventKind.TROUBLE, text=why)

    def _note(self, kind: EventKind, text: str = "") -> None:
        at_ms = 0 if self.status == "ringing" else round(self.clock_ms)
        self._note_event(CallEvent(at_ms, kind, text=text))
