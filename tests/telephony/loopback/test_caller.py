"""A caller's manners, in virtual time: no socket, no clock."""

from __future__ import annotations

import numpy as np

from telephony.loopback.audio import NoiseKind, is_audible, noise
from telephony.loopback.caller import GOODBYE_MS, PATIENCE_MS, Caller
from telephony.loopback.lines import HangUp, Keys
from telephony.loopback.playout import FRAME_MS, PlayoutBuffer
from telephony.loopback.report import CallEvent, EventKind
from telephony.loopback.scenario import Scenario
from telephony.loopback.speech import Repertoire, rehearse
from tests.support.engines import ToneVoice, tone
from tests.telephony.loopback.scenarios import scenario
from voiceagent.core.audio import decode_ulaw, encode_ulaw


class Talk:
    """A caller on a line whose other end a test plays."""

    def __init__(self, whose: Scenario, repertoire: Repertoire) -> None:
        self.events: list[CallEvent] = []
        self.caller = Caller(whose, repertoire, self.events.append)
        self.playout = PlayoutBuffer()
        self.deeds: list[Keys | HangUp] = []
        self.spoken: list[bool] = []
        self.at_ms = 0.0

    def agent_says(self, duration_ms: int, mark: str) -> None:
        ulaw = encode_ulaw(tone(duration_ms))
        self.caller.receive_audio(ulaw, self.at_ms)
        self.playout.queue_audio(ulaw)
        self.playout.queue_mark(mark)

    def agent_clears(self) -> None:
        dropped = self.playout.buffered_ms > 0
        self.playout.clear()
        self.caller.receive_clear(self.at_ms, dropped=dropped)

    def run(self, duration_ms: int) -> None:
        for _ in range(duration_ms // FRAME_MS):
            self.at_ms += FRAME_MS
            self.spoken.append(is_audible(decode_ulaw(self.caller.speak(self.at_ms))))
            self.caller.hear(self.playout.play(), self.at_ms)
            deed = self.caller.act(self.at_ms)
            if deed:
                self.deeds.append(deed)
            if isinstance(deed, HangUp):
                return

    def of(self, kind: EventKind) -> list[CallEvent]:
        return [event for event in self.events if event.kind is kind]

    def said(self) -> list[str]:
        return [event.text for event in self.of(EventKind.CALLER_SPOKE)]


async def talk(answers: dict[str, object], **fields: object) -> Talk:
    whose = scenario(answers, **fields)
    return Talk(whose, await rehearse(whose, ToneVoice(word_ms=200)))


async def test_the_caller_answers_after_a_moments_thought() -> None:
    """300 ms of greeting, 250 ms to be sure that it is over, 100 ms of thought."""
    line = await talk({"greeting": "Hei du."}, think_ms=100)
    line.agent_says(300, "1.1.0.greeting")
    line.run(1_500)
    spoken = line.of(EventKind.CALLER_SPOKE)
    assert [(event.at_ms, event.until_ms, event.key) for event in spoken] == [
        (660, 1_060, "greeting")
    ]
    assert line.of(EventKind.AGENT_SPOKE)[0].until_ms == 300


async def test_the_caller_does_not_talk_into_a_second_sentence() -> None:
    """The agent goes on before the answer comes: the caller listens again."""
    line = await talk({"greeting": "Hei.", "ask.role": "Leder."}, think_ms=300)
    line.agent_says(300, "1.1.0.greeting")
    line.run(700)
    line.agent_says(300, "1.2.0.ask.role")
    line.run(1_500)
    assert line.said() == ["Leder."]


async def test_response_latency_is_measured_to_the_sample() -> None:
    """The turn ends at 1 060 ms; the reply arrives at 1 400 ms."""
    line = await talk({"greeting": "Hei du."}, think_ms=100)
    line.agent_says(300, "1.1.0.greeting")
    line.run(1_400)
    line.agent_says(200, "1.2.0.ask.role")
    line.run(200)
    (latency,) = line.caller.meter.results
    assert (latency.ended_ms, latency.socket_ms, latency.reply_key) == (1_060, 340, "ask.role")


async def test_an_interruption_breaks_into_the_prompt_that_it_is_meant_for() -> None:
    """500 ms into the second clause of the offer; the clear is timed from the onset."""
    line = await talk({"offer.slots": {"say": "Den første.", "interrupt_after_ms": 500}})
    line.agent_says(400, "1.1.0.offer.slots")
    line.agent_says(3_000, "1.1.1.offer.slots")
    line.run(600)
    assert line.spoken[-1]
    line.agent_clears()
    line.run(1_000)
    (barge_in,) = line.caller.barge_ins
    assert (barge_in.at_ms, barge_in.clear_ms) == (500, 100)
    assert line.said() == ["Den første."]
    assert line.of(EventKind.AGENT_SPOKE) == []


async def test_an_interruption_of_the_next_reply_needs_no_mark() -> None:
    """Agents that mark only behind their clauses can be broken in upon early all the same."""
    answers: dict[str, object] = {
        "greeting": {"say": "Hei.", "interrupt_reply": {"say": "Vent.", "after_ms": 400}}
    }
    line = await talk(answers, think_ms=0)
    line.agent_says(200, "1.1.0.greeting")
    line.run(1_000)
    line.agent_says(3_000, "1.2.0.ask.role")
    line.run(1_000)
    assert line.said() == ["Hei.", "Vent."]
    assert [barge_in.at_ms for barge_in in line.caller.barge_ins] == [1_400]


async def test_a_backchannel_is_neither_an_interruption_nor_an_answer() -> None:
    """«Mm» goes into the speech; the question is answered in its turn, and only that is timed."""
    lines = [{"backchannel": "Mm.", "after_ms": 300}, "Den første."]
    line = await talk({"offer.slots": lines})
    line.agent_says(200, "1.1.0.offer.slots")
    line.agent_says(1_000, "1.1.1.offer.slots")
    line.run(2_500)
    line.agent_says(200, "1.2.0.confirm.meeting")
    line.run(200)
    assert line.said() == ["Mm.", "Den første."]
    assert line.caller.barge_ins == []
    assert [latency.key for latency in line.caller.meter.results] == ["offer.slots"]


async def test_a_cough_comes_before_the_answer_and_is_no_turn() -> None:
    """It is heard, then thought about, and the answer follows."""
    line = await talk({"ask.role": [{"cough": 200}, "Leder."]})
    line.agent_says(200, "1.1.0.ask.role")
    line.run(2_000)
    line.agent_says(200, "1.2.0.ack")
    assert line.said() == ["(cough)", "Leder."]
    assert len(line.caller.meter.results) == 1


async def test_a_hesitation_lies_inside_the_turn() -> None:
    """The turn ends after the last word; an agent that comes in the pause has cut in."""
    line = await talk({"ask.budget": {"say": "Rundt", "pause_ms": 600, "then": "ti tusen"}})
    line.agent_says(200, "1.1.0.ask.budget")
    line.run(1_000)
    line.agent_says(100, "1.2.0.ask.name")
    line.run(1_200)
    (turn,) = line.of(EventKind.CALLER_SPOKE)
    assert turn.until_ms is not None
    assert turn.until_ms - turn.at_ms == 200 + 600 + 400
    assert turn.text == "Rundt … ti tusen"
    assert [event.at_ms for event in line.of(EventKind.CUT_IN)] == [1_000]


async def test_keys_are_pressed_without_a_sound() -> None:
    """They are a deed for the carrier, and the line stays quiet."""
    line = await talk({"narrow.offer": {"keys": "1"}})
    line.agent_says(200, "1.1.0.narrow.offer")
    line.run(1_000)
    assert line.deeds == [Keys("1")]
    assert not any(line.spoken)


async def test_a_silent_caller_is_silent_until_the_agent_asks() -> None:
    """Silence on purpose is not the impatience of somebody who got no reply."""
    line = await talk({"*": {"silence": True}})
    line.agent_says(200, "1.1.0.greeting")
    line.run(PATIENCE_MS + 3_000)
    assert not any(line.spoken)
    assert line.of(EventKind.NO_REPLY) == []


async def test_a_caller_who_gets_no_reply_asks_whether_anybody_is_there() -> None:
    """Nobody is left in silence: it is noted, and the caller says the fallback line."""
    line = await talk({"greeting": "Hei."}, fallback="Hallo?")
    line.agent_says(200, "1.1.0.greeting")
    line.run(PATIENCE_MS + 2_000)
    assert line.said() == ["Hei.", "Hallo?"]
    assert [event.key for event in line.of(EventKind.NO_REPLY)] == ["greeting"]


async def test_goodbye_is_followed_by_the_end_of_the_line() -> None:
    """An agent that says goodbye and stays is left, and that is noted."""
    line = await talk({"greeting": "Hei."})
    line.agent_says(200, "1.1.0.closing.goodbye")
    line.run(GOODBYE_MS)
    assert line.deeds == []
    line.run(400)
    assert line.deeds == [HangUp()]
    assert [event.text for event in line.of(EventKind.TROUBLE)] == ["the agent stayed on"]


async def test_a_caller_may_say_goodbye_and_go() -> None:
    """The receiver is put down when the last word is said."""
    line = await talk({"greeting": {"say": "Ha det.", "hang_up": True}})
    line.agent_says(200, "1.1.0.greeting")
    line.run(1_100)
    assert line.said() == ["Ha det."]
    assert line.deeds == [HangUp()]


async def test_a_line_that_closes_leaves_no_speech_open() -> None:
    """Words that were whole were heard; others were cut off, and the log says so."""
    whole = await talk({})
    whole.agent_says(200, "1.1.0.handover")
    whole.run(240)
    whole.caller.disconnect(whole.at_ms)
    assert [event.key for event in whole.of(EventKind.AGENT_SPOKE)] == ["handover"]
    cut = await talk({})
    cut.agent_says(400, "1.1.0.handover")
    cut.run(200)
    cut.caller.disconnect(cut.at_ms)
    assert len(cut.of(EventKind.AGENT_CUT_OFF)) == 1


async def test_a_voice_without_sound_is_noted() -> None:
    """A line that cannot be spoken is the test's trouble and must be seen."""
    whose = scenario({"greeting": "Hei."})
    mute = Repertoire(noise(NoiseKind.WHITE, 100, -60, 1), {"Hei.": np.zeros(0, np.int16)}, 1)
    line = Talk(whose, mute)
    line.agent_says(200, "1.1.0.greeting")
    line.run(1_000)
    assert [event.text for event in line.of(EventKind.TROUBLE)] == ["the voice gave no sound"]


async def test_the_same_scenario_sounds_the_same_every_time() -> None:
    """Noise and coughs come from a seed: a call can be repeated."""
    first, second = [await talk({"greeting": {"cough": 200}}) for _ in range(2)]
    assert [first.caller.speak(20.0 * frame) for frame in range(50)] == [
        second.caller.speak(20.0 * frame) for frame in range(50)
    ]
