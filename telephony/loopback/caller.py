"""A person on the telephone: listens, thinks for a moment, speaks, and measures the wait.

Advanced by the carrier in steps of 20 ms; knows no clock and no socket. ``at_ms`` is time since
the call was answered, as the carrier's clock has it.

The caller answers when the agent has finished and a short thinking pause is over; speaks into the
agent's words where the scenario says so; asks whether anybody is there after a long silence; and
rings off when the agent has said goodbye and does not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from telephony.loopback.audio import is_audible
from telephony.loopback.ear import AgentFinished, Ear
from telephony.loopback.latency import LatencyMeter
from telephony.loopback.lines import (
    Backchannel,
    Burst,
    Cough,
    HangUp,
    Keys,
    Line,
    Say,
    Silence,
    interjection_ms,
    is_prelude,
)
from telephony.loopback.mouth import Mouth
from telephony.loopback.playout import FRAME_MS, Played
from telephony.loopback.report import BargeIn, CallEvent, EventKind
from telephony.loopback.scenario import Scenario
from telephony.loopback.script import Script, is_closing
from telephony.loopback.speech import Repertoire, Sounding
from voiceagent.core.audio import decode_ulaw

PATIENCE_MS = 5_000
"""Silence on both sides after which the caller asks whether anybody is there."""

SILENT_PATIENCE_MS = 15_000
"""The same for a caller who says nothing on purpose: the agent must ask."""

GOODBYE_MS = 3_000
"""How long the caller waits for the line to drop when goodbye has been said."""

Deed = Keys | HangUp
"""What a caller does with the telephone itself."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """A sound that the caller is making."""

    line: Sounding
    key: str
    began_ms: float
    interjected: bool


@dataclass(frozen=True, slots=True)
class _Plan:
    """An answer that is being thought of."""

    key: str
    at_ms: float


class Caller:
    """One caller in one call.

    Args:
        scenario: What the caller says to what.
        repertoire: The same as sound.
        note: Takes events as they happen; must not block.

    Attributes:
        ear: What has been heard of the agent.
        meter: Waits that were measured.
        barge_ins: Interruptions, in order.
    """

    def __init__(
        self, scenario: Scenario, repertoire: Repertoire, note: Callable[[CallEvent], None]
    ) -> None:
        self.ear = Ear()
        self.meter = LatencyMeter()
        self.barge_ins: list[BargeIn] = []
        self._think_ms = scenario.think_ms
        self._repertoire = repertoire
        self._script = Script(scenario)
        self._mouth = Mouth(repertoire.noise)
        self._note = note
        self._turn: _Turn | None = None
        self._plan: _Plan | None = None
        self._armed: Say | None = None
        self._key = ""
        self._patience_ms = PATIENCE_MS
        self._quiet_from_ms = 0.0
        self._leaving = False
        self._cut_in_noted = False

    # ------------------------------------------------------------ sending

    def speak(self, at_ms: float) -> bytes:
        """The next 20 ms of the caller's line, ending at ``at_ms``."""
        frame = self._mouth.frame()
        if frame.ended_ms is not None and self._turn is not None:
            self._end_turn(self._turn, at_ms - FRAME_MS + frame.ended_ms)
            self._turn = None
        return frame.ulaw

    def _end_turn(self, turn: _Turn, ended_ms: float) -> None:
        self._quiet_from_ms = ended_ms
        self._note(
            CallEvent(
                round(turn.began_ms),
                EventKind.CALLER_SPOKE,
                key=turn.key,
                text=_wording(turn.line),
                until_ms=round(ended_ms),
            )
        )
        if isinstance(turn.line, Say):
            playing = self.ear.sounded_within(100, ended_ms)
            self.meter.turn_ended(ended_ms, turn.key, "speech", agent_playing=playing)
            self._armed = turn.line.next
            self._leaving = turn.line.hangs_up
        elif is_prelude(turn.line) and not turn.interjected:
            self._plan = _Plan(turn.key, ended_ms + self._think_ms)

    # ------------------------------------------------------------ listening

    def receive_audio(self, ulaw: bytes, at_ms: float) -> None:
        """Audio of the agent arrived at the socket; it will be heard when it is played."""
        samples = decode_ulaw(ulaw)
        result = self.meter.agent_sent(samples, at_ms)
        if result:
            event = CallEvent(
                round(at_ms), EventKind.REPLY_HEARD, result.key, latency_ms=result.socket_ms
            )
            self._note(event)
        turn = self._turn
        if turn and isinstance(turn.line, Say) and not turn.interjected:
            self._note_cut_in(turn, at_ms, audible=is_audible(samples))

    def _note_cut_in(self, turn: _Turn, at_ms: float, *, audible: bool) -> None:
        if audible and not self._cut_in_noted:
            self._cut_in_noted = True
            self._note(CallEvent(round(at_ms), EventKind.CUT_IN, turn.key))

    def receive_clear(self, at_ms: float, *, dropped: bool) -> None:
        """The agent emptied the play-out buffer; ``dropped``: something was in it."""
        if not dropped and (self.ear.complete or not self.ear.speaking):
            return
        if self.ear.speaking:
            self._note(CallEvent(round(at_ms), EventKind.AGENT_CUT_OFF, self.ear.key))
        self.ear.cut_off()
        self._quiet_from_ms = at_ms
        if self.barge_ins and self.barge_ins[-1].clear_ms is None:
            last = self.barge_ins[-1]
            self.barge_ins[-1] = BargeIn(last.key, last.at_ms, round(at_ms - last.at_ms))

    def mark_reached(self, name: str) -> None:
        """A mark found nothing before it to be played."""
        self.ear.mark(name)
        self._name_reply()

    def hear(self, played: Played, at_ms: float) -> None:
        """Hear the 20 ms that end at ``at_ms``."""
        event = self.ear.hear(played, at_ms)
        if played.marks:
            self._name_reply()
        if self.ear.speaking:
            self._plan = None
            self._patience_ms = PATIENCE_MS
            self._quiet_from_ms = at_ms
        if isinstance(event, AgentFinished):
            self._agent_finished(event, at_ms)

    def _name_reply(self) -> None:
        if self.ear.key:
            self.meter.agent_named(self.ear.key)

    def _agent_finished(self, event: AgentFinished, at_ms: float) -> None:
        self._note_agent_spoke(event)
        self._key = event.key
        self._quiet_from_ms = event.to_ms
        if self._turn is None and not self._leaving:
            self._plan = _Plan(event.key, at_ms + self._think_ms)

    def _note_agent_spoke(self, event: AgentFinished) -> None:
        self._note(
            CallEvent(
                round(event.from_ms),
                EventKind.AGENT_SPOKE,
                key=event.key,
                text=" ".join(event.keys),
                until_ms=round(event.to_ms),
            )
        )

    def disconnect(self, at_ms: float) -> None:
        """The line closed; the agent's last words may have been whole, or not."""
        speaking, key = self.ear.speaking, self.ear.key
        finished = self.ear.end()
        if finished:
            self._note_agent_spoke(finished)
        elif speaking:
            self._note(CallEvent(round(at_ms), EventKind.AGENT_CUT_OFF, key))

    def reconnect(self, at_ms: float) -> None:
        """The line was away, ringing somebody else, and leads to the agent again."""
        self.ear.cut_off()
        self._plan = None
        self._armed = None
        self._quiet_from_ms = at_ms

    # ------------------------------------------------------------ acting

    def act(self, at_ms: float) -> Deed | None:
        """Decide what to do now; speech begins with the next frame."""
        if self._mouth.busy:
            return None
        if self._leaving:
            return HangUp()
        line = self._interjection()
        if line is not None:
            return self._perform(line, self.ear.key or self._key, at_ms, interjected=True)
        plan = self._plan
        if plan is not None and at_ms >= plan.at_ms:
            self._plan = None
            reply = self._script.reply(plan.key)
            return self._perform(reply, plan.key, at_ms) if reply is not None else None
        if plan is None and not self.ear.speaking:
            return self._wait(at_ms)
        return None

    def _interjection(self) -> Line | None:
        if not self.ear.speaking:
            return None
        armed = self._armed
        if armed is not None and self.ear.run_ms >= (armed.after_ms or 0):
            self._armed = None
            return armed
        return self._script.interjection(self.ear.key, self.ear.spoken_ms) if self.ear.key else None

    def _perform(
        self, line: Line, key: str, at_ms: float, *, interjected: bool = False
    ) -> Deed | None:
        match line:
            case Keys():
                self._quiet_from_ms = at_ms
                self._note(CallEvent(round(at_ms), EventKind.KEYS_PRESSED, key, line.digits))
                playing = self.ear.sounded_within(100, at_ms)
                self.meter.turn_ended(at_ms, key, "keys", agent_playing=playing)
                return line
            case HangUp():
                return line
            case Silence():
                self._patience_ms = SILENT_PATIENCE_MS
                self._note(CallEvent(round(at_ms), EventKind.CALLER_SILENT, key))
                return None
            case _:
                self._begin_turn(line, key, at_ms, interjected=interjected)
                return None

    def _begin_turn(self, line: Sounding, key: str, at_ms: float, *, interjected: bool) -> None:
        sound = self._repertoire.sound(line)
        if not len(sound):
            self._note(CallEvent(round(at_ms), EventKind.TROUBLE, key, "the voice gave no sound"))
            return
        self._mouth.say(sound)
        self._turn = _Turn(line, key, at_ms, interjected)
        self._cut_in_noted = False
        self.meter.turn_began()
        if interjected and isinstance(line, Say) and interjection_ms(line) is not None:
            self.barge_ins.append(BargeIn(key, round(at_ms), None))

    def _wait(self, at_ms: float) -> Deed | None:
        quiet_ms = at_ms - self._quiet_from_ms
        if is_closing(self._key) and quiet_ms >= GOODBYE_MS:
            event = CallEvent(round(at_ms), EventKind.TROUBLE, self._key, "the agent stayed on")
            self._note(event)
            return HangUp()
        if quiet_ms < self._patience_ms:
            return None
        self._quiet_from_ms = at_ms
        self._note(CallEvent(round(at_ms), EventKind.NO_REPLY, self._key))
        return self._perform(self._script.fallback(), self._key, at_ms)


def _wording(line: Sounding) -> str:
    match line:
        case Say():
            return f"{line.text} … {line.then}" if line.then else line.text
        case Backchannel():
            return line.text
        case Cough():
            return "(cough)"
        case Burst():
            return f"({line.kind})"
