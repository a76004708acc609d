"""The desk: takes calls from the carrier, carries them, and closes their files.

    ringing ─▶ accepted ─▶ live ─▶ over
                  │          │└──▶ away (ringing ─▶ answered) ─▶ accepted again │ over
                  │          └ stream lost or closed ─▶ over
                  └ the stream never opened ─▶ over (no_stream)

What the carrier reports may come late, twice or out of order: a call that is over stays over. A
call that is reported as over while it is away waits a moment for the word on how its transfer went,
because the two reports race.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import structlog

from voiceagent.core.events import CallConnected, Event, TransferEnded
from voiceagent.dialog.state import HANDED_OVER, HANDING_OVER, MESSAGE_TAKEN, NOT_REACHED
from voiceagent.errors import CapacityError, ProtocolError, StoreError
from voiceagent.ports import (
    Accepted,
    CallProgress,
    CallStore,
    Clock,
    ClosedCall,
    HandoffRecord,
    MessageRecord,
    NewCall,
    PhoneLine,
    Refused,
    RingingCall,
)
from voiceagent.runtime.admission import Admission
from voiceagent.runtime.books import Books
from voiceagent.runtime.call import Call

_log = structlog.get_logger()
_REMEMBERED_CALLS = 1_000
_REPORTS_RACE_MS = 5_000
_STREAM_ENDS_S = 3.0
_DRAIN_LOOK_S = 0.1
_ANSWERED = "answered"
_OVERTAKEN = frozenset({"", HANDING_OVER, NOT_REACHED})
"""What the dialog thought of a call, and a human who takes it sets right."""
_TERMINAL = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """What the desk says and does at its limits.

    Attributes:
        full_sentence: Said to a caller when there is no room.
        trouble_sentence: Said to a caller when we cannot take calls (no database).
        overflow: A number that is rung instead of saying so; None for none.
        policy: Name of the policy that takes calls, for the record.
        policy_version: Its version.
        policy_sha256: Hash of its content.
        language: The language that calls begin in.
        dispositions: Standard code of each outcome.
    """

    full_sentence: str
    trouble_sentence: str
    overflow: str | None
    policy: str
    language: str
    dispositions: Mapping[str, str]
    policy_version: str = ""
    policy_sha256: str = ""


def _set_event() -> asyncio.Event:
    event = asyncio.Event()
    event.set()
    return event


@dataclass(slots=True)
class _File:
    """A call at the desk.

    ``gone_ms`` is when the carrier said that the call is over, where that was not the end of it;
    ``idle`` is set while no stream is being carried; ``answered`` while a human has the caller.
    """

    ringing: RingingCall
    call_id: str
    call: Call | None = None
    over: bool = False
    gone_ms: float | None = None
    answered: bool = False
    idle: asyncio.Event = field(default_factory=_set_event)


CallMaker = Callable[[RingingCall, str], Call]
"""Makes the call for a ringing one, given our id for it."""


class CallDesk:
    """Implements the port ``Desk``."""

    def __init__(
        self,
        *,
        admission: Admission,
        store: CallStore,
        books: Books,
        make_call: CallMaker,
        new_id: Callable[[], str],
        clock: Clock,
        settings: DeskSettings,
    ) -> None:
        self._admission = admission
        self._store = store
        self._books = books
        self._make_call = make_call
        self._new_id = new_id
        self._clock = clock
        self._settings = settings
        self._files: OrderedDict[str, _File] = OrderedDict()
        self._closing = 0

    @property
    def live(self) -> int:
        """Calls with an open stream."""
        return self._admission.live

    # -------------------------------------------------------- the carrier's side

    async def ringing(self, call: RingingCall) -> Accepted | Refused:
        """Decide whether to take a call."""
        file = self._files.get(call.call_sid)
        if file is not None and file.over:
            return Refused("over", "", None)
        try:
            token = self._admission.admit(call.call_sid)
        except CapacityError as error:
            _log.warning("a call was refused", code=error.code, why=str(error))
            return Refused(error.code, self._settings.full_sentence, self._settings.overflow)
        except ProtocolError as error:
            return Refused(error.code, "", None)
        if file is None:
            return await self._enter_new(call, token)
        return Accepted(token)

    async def serve(self, line: PhoneLine, *, call_sid: str, token: str) -> None:
        """Carry a call whose stream has opened."""
        self._admission.enter(call_sid, token)
        file = self._files[call_sid]
        file.idle.clear()
        with structlog.contextvars.bound_contextvars(call_id=file.call_id):
            reason = "failed"
            try:
                returning = file.call is not None
                if file.call is None:
                    file.call = self._make_call(file.ringing, file.call_id)
                _log.info("stream opened", returning=returning)
                reason = await file.call.carry(line, self._first_event(file, returning))
            finally:
                await self._stream_ended(file, reason)

    async def progress(self, progress: CallProgress) -> None:
        """Take note of a call's state at the carrier."""
        file = self._files.get(progress.call_sid)
        if file is None or file.over or progress.state not in _TERMINAL:
            return
        if file.call is not None:
            # Its stream ends too, or the word on its transfer is on its way: that closes the file.
            file.gone_ms = self._clock.monotonic_ms()
        elif file.idle.is_set():
            await self._close(file, progress.state)

    async def human_answered(self, call_sid: str) -> None:
        """The human takes the call: from now on the caller is handed over."""
        file = self._files.get(call_sid)
        if file is None or file.call is None or file.over or file.answered:
            return
        file.answered = True
        self._note_handoff(file, file.call, _ANSWERED)
        await self._books.settle()

    async def transfer_ended(
        self, call_sid: str, *, answered: bool, code: str
    ) -> Accepted | Refused:
        """A transfer is over."""
        file = self._files.get(call_sid)
        if file is None or file.call is None or file.over:
            sentence = "" if answered else self._settings.trouble_sentence
            return Refused("unknown", sentence, None)
        call = file.call
        await self._stream_is_done(file)
        if not (answered and file.answered):
            self._note_handoff(file, call, _ANSWERED if answered else code)
        file.answered = answered
        if answered or file.gone_ms is not None or file.over:
            await self._close(file, "transferred" if answered else "hangup")
            return Refused("over", "", None)
        return Accepted(self._admission.admit(call_sid))

    # -------------------------------------------------------- our side

    async def sweep(self) -> None:
        """Close the files of calls that nothing more will come of."""
        for call_sid in self._admission.expire():
            if (file := self._files.get(call_sid)) and not file.over:
                await self._close(file, "transferred" if file.answered else "no_stream")
        silent_ms = self._clock.monotonic_ms() - _REPORTS_RACE_MS
        for file in list(self._files.values()):
            gone = file.gone_ms is not None and file.gone_ms < silent_ms
            if gone and not file.over and file.idle.is_set():
                await self._close(file, "transferred" if file.answered else "hangup")

    async def drain(self, *, limit_s: float) -> bool:
        """Take no more calls and wait for those that go on; False when some outlasted the limit.

        A call that was accepted and one that may come back from a transfer are waited for too.
        """
        self._admission.draining = True
        _log.info("draining", live=self.live, calls=self._admission.unfinished)
        try:
            async with asyncio.timeout(limit_s):
                # Looked at, because places also run out by themselves.
                while self._admission.unfinished or self._closing:  # noqa: ASYNC110
                    await asyncio.sleep(_DRAIN_LOOK_S)
        except TimeoutError:
            _log.warning("calls outlasted the drain", live=self.live)
            return False
        await self.sweep()
        return True

    # -------------------------------------------------------- inside

    async def _enter_new(self, call: RingingCall, token: str) -> Accepted | Refused:
        file = _File(call, self._new_id())
        self._files[call.call_sid] = file
        try:
            await self._store.open_call(
                NewCall(
                    id=file.call_id,
                    call_sid=call.call_sid,
                    direction=call.direction,
                    caller=call.caller,
                    called=call.called,
                    policy=self._settings.policy,
                    language=self._settings.language,
                    started=self._clock.now(),
                    policy_version=self._settings.policy_version,
                    policy_sha256=self._settings.policy_sha256,
                )
            )
        except StoreError as error:
            why = str(error)
            _log.error("a call was refused: it cannot be entered", code=error.code, why=why)
            self._strike_out(file)
            return Refused(error.code, self._settings.trouble_sentence, self._settings.overflow)
        except BaseException:
            # Given up by whoever asked: asked again, we must not take it for a call in the books.
            self._strike_out(file)
            raise
        self._forget_old()
        return Accepted(token)

    def _first_event(self, file: _File, returning: bool) -> Callable[[int], Event]:
        if returning:
            assert file.call is not None
            file.call.transferring = False
            return lambda at_ms: TransferEnded(at_ms, "no_answer")
        ringing = file.ringing
        now = self._clock.now().isoformat()
        return lambda at_ms: CallConnected(at_ms, ringing.direction, now, ringing.caller)

    async def _stream_ended(self, file: _File, reason: str) -> None:
        if reason == "transfer" and file.call is not None:
            self._admission.leave_for_a_while(file.ringing.call_sid)
            self._note_handoff(file, file.call, "ringing")
            file.idle.set()
            await self._books.settle()
        else:
            file.idle.set()
            await self._close(file, reason)

    async def _stream_is_done(self, file: _File) -> None:
        """A human who is busy says so sooner than our side of the stream has come to its end."""
        try:
            async with asyncio.timeout(_STREAM_ENDS_S):
                await file.idle.wait()
        except TimeoutError:
            _log.warning("a transfer ended before its stream", call_id=file.call_id)

    async def _close(self, file: _File, reason: str) -> None:
        if file.over:
            return
        file.over = True
        self._closing += 1
        try:
            self._admission.leave(file.ringing.call_sid)
            call, file.call = file.call, None
            outcome, duration_ms = _ending(call, reason)
            if call is not None and reason != "transferred" and self._keep_message(file, call):
                outcome = MESSAGE_TAKEN
            closed = ClosedCall(
                call_id=file.call_id,
                ended=self._clock.now(),
                duration_ms=duration_ms,
                outcome=outcome,
                disposition=self._settings.dispositions.get(outcome, outcome),
                reason=reason,
            )
            try:
                if call is not None:
                    await self._finish(call)
            finally:
                self._books.close(closed)
            await self._books.settle()
        finally:
            self._closing -= 1
        _log.info("call over", call_id=file.call_id, outcome=outcome, reason=reason)

    def _keep_message(self, file: _File, call: Call) -> bool:
        """Whether the caller had told a message when the line dropped; it is written down now."""
        told = call.conversation.left_behind
        if told is None:
            return False
        self._books.keep([MessageRecord(file.call_id, self._clock.now(), **told)])
        return True

    async def _finish(self, call: Call) -> None:
        try:
            await call.finish()
        except Exception:
            # Whatever it could not put away, the call is over, and the books must say so.
            _log.exception("a call left something open", call_id=call.call_id, code="error")

    def _strike_out(self, file: _File) -> None:
        self._admission.leave(file.ringing.call_sid)
        self._files.pop(file.ringing.call_sid, None)

    def _note_handoff(self, file: _File, call: Call, state: str) -> None:
        target, summary = call.handed_to
        self._books.keep([HandoffRecord(file.call_id, self._clock.now(), target, summary, state)])

    def _forget_old(self) -> None:
        over = [sid for sid, file in self._files.items() if file.over]
        for call_sid in over[: max(len(over) - _REMEMBERED_CALLS, 0)]:
            del self._files[call_sid]


def _ending(call: Call | None, reason: str) -> tuple[str, int]:
    """Outcome and length of a call that ends for ``reason``."""
    if call is None:
        # Completed without a stream: the caller was quicker than we.
        return "hung_up" if reason == "completed" else reason.replace("-", "_"), 0
    outcome = call.conversation.outcome
    if reason == "transferred":
        return (HANDED_OVER if outcome in _OVERTAKEN else outcome), call.now_ms
    if outcome == HANDING_OVER:
        outcome = ""  # that was the plan, but nobody took the caller
    return outcome or ("failed" if reason == "failed" else "hung_up"), call.now_ms
