"""Whole calls: the simulated carrier and caller against a tiny agent, over real sockets."""

from __future__ import annotations

import wave
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2
import numpy as np
import pytest

from telephony.loopback.audio import is_audible, silence
from telephony.loopback.carrier import LoopbackCarrier
from telephony.loopback.placing import CallOptions, place_call, place_calls, place_on
from telephony.loopback.report import CallReport, EndedBy, EventKind, summarize
from telephony.loopback.rest import Fault
from telephony.loopback.scenario import Scenario
from telephony.loopback.speech import rehearse
from telephony.loopback.webhooks import CarrierSettings
from tests.support.engines import ToneVoice, tone
from tests.telephony.loopback.scenarios import scenario
from tests.telephony.loopback.tiny_agent import (
    ACCOUNT_SID,
    AUTH_TOKEN,
    CONNECT,
    PUBLIC_URL,
    AgentLine,
    TinyAgent,
    on_duty,
    rest_client,
)


@dataclass(slots=True)
class Exchange:
    """A carrier that is open, and the agent behind its number."""

    carrier: LoopbackCarrier
    agent: TinyAgent

    async def call(self, caller: Scenario, keep_audio: Path | None = None) -> CallReport:
        repertoire = await rehearse(caller, ToneVoice(word_ms=100))
        return await place_on(self.carrier, CallOptions(caller, keep_audio=keep_audio), repertoire)


def settings_for(local_url: str) -> CarrierSettings:
    return CarrierSettings(PUBLIC_URL, local_url, ACCOUNT_SID, AUTH_TOKEN)


@asynccontextmanager
async def exchange(agent: TinyAgent) -> AsyncIterator[Exchange]:
    async with on_duty(agent) as url, LoopbackCarrier(settings_for(url)) as carrier:
        agent.rest_url = carrier.rest_url
        yield Exchange(carrier, agent)


async def hang_up(agent: TinyAgent, line: AgentLine) -> None:
    """End the call as a good agent does, and wait for the carrier to say so."""
    await agent.order(line.call_sid, Status="completed")
    await line.stopped.wait()


async def greet(line: AgentLine, mark: str = "1.1.0.greeting") -> None:
    await line.say(mark, 200)


async def test_a_call_is_placed_answered_and_hung_up_by_the_agent() -> None:
    """Ring, signed webhook, signed upgrade, token, two turns, REST hang-up, last callback."""

    async def mind(agent: TinyAgent, line: AgentLine) -> None:
        await greet(line)
        await line.reply_after(200, "1.2.0.closing.wrong_number")
        await line.heard_to_end("1.2.0.closing.wrong_number")
        await hang_up(agent, line)

    caller = scenario(
        {"greeting": "Feil nummer."},
        number="+4740000001",
        expect={"outcome": "wrong_number", "heard": ["greeting", "closing.wrong_number"]},
    )
    async with exchange(TinyAgent((mind,))) as place:
        report = await place.call(caller)
    assert report.failures == ()
    assert report.ended_by is EndedBy.AGENT
    assert report.outcome == "wrong_number"
    assert report.heard == ("greeting", "closing.wrong_number")
    assert place.agent.forged == []
    rung = place.agent.told("/twilio/voice")[0]
    assert (rung["From"], rung["CallStatus"]) == ("+4740000001", "ringing")
    assert place.agent.told("/twilio/status")[0]["CallStatus"] == "completed"
    started = place.agent.lines[0].started
    assert started is not None
    assert started.parameters == {"token": "once"}
    assert started.call_sid == rung["CallSid"] == report.call_sid


async def test_response_latency_is_that_of_the_agent_within_forty_milliseconds() -> None:
    """VOX-02: from the caller's last sample to the reply's first sound at the socket."""

    async def mind(agent: TinyAgent, line: AgentLine) -> None:
        await greet(line)
        await line.reply_after(300, "1.2.0.ask.role", 200)
        await line.reply_after(180, "1.3.0.closing.goodbye", 100)
        await line.heard_to_end("1.3.0.closing.goodbye")
        await hang_up(agent, line)

    caller = scenario({"greeting": "Hei.", "ask.role": "Daglig leder."})
    async with exchange(TinyAgent((mind,))) as place:
        report = await place.call(caller)
    assert [(one.key, one.reply_key) for one in report.latencies] == [
        ("greeting", "ask.role"),
        ("ask.role", "closing.goodbye"),
    ]
    measured = [one.socket_ms for one in report.latencies]
    assert measured == pytest.approx(place.agent.lines[0].waits_ms, abs=40)
    summary = summarize([report])
    assert summary is not None
    assert (summary.count, summary.max_ms) == (2, max(measured))


async def test_silence_at_the_head_of_a_reply_counts_as_waiting() -> None:
    """Sending silence early wins nothing: the wait lasts to the first sound."""

    async def mind(agent: TinyAgent, line: AgentLine) -> None:
        await greet(line)
        await line.turn_over(160)
        await line.play(np.concatenate([silence(250), tone(100)]))
        await line.mark("1.2.0.closing.goodbye")
        await line.heard_to_end("1.2.0.closing.goodbye")
        await hang_up(agent, line)

    async with exchange(TinyAgent((mind,))) as place:
        report = await place.call(scenario({"greeting": "Hei."}))
    assert report.latencies[0].socket_ms >= 160 + 250 - 40


async def test_clear_cuts_the_agent_short_and_returns_its_marks() -> None:
    """A caller breaks in; the agent clears; its pending marks come back and nothing more plays."""

    async def mind(agent: TinyAgent, line: AgentLine) -> None:
        await line.say("1.1.0.greeting", 300)
        await line.say("1.1.1.greeting", 4_000)
        await line.until(lambda: len(line.marks) == 1)
        await line.turn_over(0)
        await line.clear()
        await line.heard_to_end("1.1.1.greeting")
        await line.reply_after(200, "2.2.0.closing.goodbye", 100)
        await line.heard_to_end("2.2.0.closing.goodbye")
        await hang_up(agent, line)

    caller = scenario({"greeting": {"say": "Vent litt da.", "interrupt_after_ms": 500}})
    async with exchange(TinyAgent((mind,))) as place:
        report = await place.call(caller)
    assert len(report.barge_ins) == 1
    clear_ms = report.barge_ins[0].clear_ms
    assert clear_ms is not None
    assert clear_ms < 200
    assert EventKind.AGENT_CUT_OFF in [event.kind for event in report.events]
    assert report.heard == ("greeting", "closing.goodbye")
    assert report.duration_ms < 3_000
    assert [one.reply_key for one in report.latencies] == ["closing.goodbye"]


TRANSFER = (
    '<Response><Dial timeout="20" action="/twilio/transfer" method="POST">'
    '<Number url="/twilio/whisper?id=7">+4799999999</Number></Dial></Response>'
)
WHISPER = (
    '<Response><Gather numDigits="1" action="/twilio/whisper/answer"><Say>Kari ringer.</Say>'
    "</Gather><Hangup/></Response>"
)
ANSWERS: Mapping[str, str | int] = {"/twilio/whisper": WHISPER}


async def test_a_transfer_is_whispered_accepted_and_ends_the_call() -> None:
    """The stream stops, the human hears the summary, presses 1 and talks; then all hang up."""

    async def mind(agent: TinyAgent, line: AgentLine) -> None:
        await greet(line, "1.1.0.handover")
        await line.heard_to_end("1.1.0.handover")
        await agent.order(line.call_sid, Twiml=TRANSFER)
        await line.stopped.wait()

    caller = scenario(
        {"greeting": "Menneske."},
        human={"answers": True, "ring_ms": 50, "talk_ms": 50},
        expect={"outcome": "handed_over", "heard": ["handover"]},
    )
    async with exchange(TinyAgent((mind,), ANSWERS)) as place:
        report = await place.call(caller)
    assert report.failures == ()
    assert report.ended_by is EndedBy.HUMAN
    assert place.agent.told("/twilio/whisper/answer")[0]["Digits"] == "1"
    assert place.agent.told("/twilio/transfer")[0]["DialCallStatus"] == "completed"
    assert place.agent.forged == []
    whispered = [one.text for one in report.events if one.kind is EventKind.HUMAN_ANSWERED]
    assert whispered == ["Kari ringer."]


async def test_a_transfer_that_nobody_answers_brings_the_caller_back() -> None:
    """The action's instructions open a second stream of the same call, and the talk goes on."""

    async def first(agent: TinyAgent, line: AgentLine) -> None:
        await greet(line, "1.1.0.handover")
        await line.heard_to_end("1.1.0.handover")
        await agent.order(line.call_sid, Twiml=TRANSFER)
        await line.stopped.wait()

    async def second(agent: TinyAgent, line: AgentLine) -> None:
        await greet(line, "1.2.0.transfer.failed")
        await line.reply_after(200, "1.3.0.closing.message", 100)
        await line.heard_to_end("1.3.0.closing.message")
        await hang_up(agent, line)

    caller = scenario(
        {"transfer.failed": "Ja."},
        human={"answers": False, "ring_ms": 50},
        expect={"outcome": "message_taken"},
    )
    agent = TinyAgent((first, second), {**ANSWERS, "/twilio/transfer": CONNECT})
    async with exchange(agent) as place:
        report = await place.call(caller)
    assert report.failures == ()
    assert agent.told("/twilio/transfer")[0]["DialCallStatus"] == "no-answer"
    assert agent.told("/twilio/whisper") == []
    first_line, second_line = agent.lines
    assert first_line.call_sid == second_line.call_sid
    assert first_line.stream_sid != second_line.stream_sid


async def test_keys_reach_the_agent_in_order() -> None:
    """DTMF arrives over the stream, one message a key, and its reply is measured apart."""

    async def mind(agent: TinyAgent, line: AgentLine) -> None:
        await greet(line, "1.1.0.narrow.offer")
        await line.until(lambda: line.keys == "12#")
        await line.say("1.2.0.closing.goodbye", 100)
        await line.heard_to_end("1.2.0.closing.goodbye")
        await hang_up(agent, line)

    async with exchange(TinyAgent((mind,))) as place:
        report = await place.call(scenario({"narrow.*": {"keys": "12#"}}))
    assert [(one.key, one.by) for one in report.latencies] == [("narrow.offer", "keys")]
    assert summarize([report]) is None


async def test_a_caller_who_hangs_up_stops_the_stream() -> None:
    """The agent gets ``stop`` and a closed socket; the carrier asks for no more instructions."""

    async def mind(agent: TinyAgent, line: AgentLine) -> None:
        await greet(line)
        await line.stopped.wait()

    async with exchange(TinyAgent((mind,))) as place:
        report = await place.call(scenario({"greeting": {"say": "Ha det.", "hang_up": True}}))
    assert report.ended_by is EndedBy.CALLER
    assert report.outcome == "hung_up"
    assert report.failures == ()
    assert place.agent.lines[0].stopped.is_set()


async def test_a_refusal_is_spoken_by_the_carrier() -> None:
    """Instructions without a stream: the sentence is announced and the call ends."""
    answers = {"/twilio/voice": "<Response><Say>Alle er opptatt.</Say><Hangup/></Response>"}
    async with exchange(TinyAgent(answers=answers)) as place:
        report = await place.call(scenario({"greeting": "Hei."}))
    assert report.ended_by is EndedBy.REFUSED
    assert "the call was refused" in report.failures
    said = [event.text for event in report.events if event.kind is EventKind.ANNOUNCED]
    assert said == ["Alle er opptatt."]


async def test_a_socket_that_closes_without_a_hang_up_falls_through_to_the_next_verb() -> None:
    """A dead agent still leaves the caller with the fallback that its instructions hold."""

    async def mind(agent: TinyAgent, line: AgentLine) -> None:
        await greet(line)
        await line.heard_to_end("1.1.0.greeting")

    async with exchange(TinyAgent((mind,))) as place:
        report = await place.call(scenario({"greeting": "Hei."}))
    assert report.ended_by is EndedBy.SOCKET
    assert "Vi har tekniske problemer." in [event.text for event in report.events]
    assert any("socket closed" in failure for failure in report.failures)


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        pytest.param(500, "webhook: status 500 (11200)", id="an error"),
        pytest.param("hei", "instructions: not XML (12100)", id="no XML"),
        pytest.param(
            '<Response><Connect><Stream url="wss://evil.example/x"/></Connect></Response>',
            "instructions: an address that is not the agent's own",
            id="somebody else's stream",
        ),
        pytest.param(
            '<Response><Connect><Stream url="wss://agent.example.no/none"/></Connect></Response>',
            "stream: not opened (31920): InvalidStatus",
            id="no such stream",
        ),
        pytest.param(
            "<Response><Redirect>/twilio/voice</Redirect></Response>",
            "instructions: they go in circles",
            id="a circle",
        ),
    ],
)
async def test_bad_instructions_end_the_call_with_their_reason(
    answer: str | int, failure: str
) -> None:
    """Whatever the agent answers, there is a report."""
    async with exchange(TinyAgent(answers={"/twilio/voice": answer})) as place:
        report = await place.call(scenario({"greeting": "Hei."}))
    assert failure in report.failures


async def test_what_breaks_the_protocol_is_reported_and_survived() -> None:
    """Garbage, an unknown event and another stream's audio are troubles, not the end."""

    async def mind(agent: TinyAgent, line: AgentLine) -> None:
        await line.raw("{")
        await line.raw('{"event":"hello","streamSid":"MZ1"}')
        await line.raw('{"event":"clear","streamSid":"MZ1"}')
        await greet(line, "1.1.0.closing.goodbye")
        await line.heard_to_end("1.1.0.closing.goodbye")
        await hang_up(agent, line)

    async with exchange(TinyAgent((mind,))) as place:
        report = await place.call(scenario({"greeting": "Hei."}))
    assert len([one for one in report.failures if one.startswith("agent: ")]) == 3
    assert report.ended_by is EndedBy.AGENT


async def test_a_call_that_never_ends_is_ended_with_a_clear_failure() -> None:
    """The scenario's limit holds whatever the agent does."""

    async def mind(agent: TinyAgent, line: AgentLine) -> None:
        await line.play(tone(10_000))
        await line.stopped.wait()

    async with exchange(TinyAgent((mind,))) as place:
        report = await place.call(scenario({"greeting": "Hei."}, max_ms=1_000))
    assert report.ended_by is EndedBy.TIME_LIMIT
    assert "the call was not over after 1000 ms" in report.failures


async def test_both_sides_are_kept_as_they_were_heard(tmp_path: Path) -> None:
    """Caller left, agent right, as long as the call; noise is under everything."""

    async def mind(agent: TinyAgent, line: AgentLine) -> None:
        await greet(line)
        await line.stopped.wait()

    caller = scenario({"greeting": {"say": "Ha det bra.", "hang_up": True}})
    async with exchange(TinyAgent((mind,))) as place:
        report = await place.call(caller, keep_audio=tmp_path / "audio")
    assert report.recording is not None
    with wave.open(str(report.recording)) as reader:
        frames = np.frombuffer(reader.readframes(reader.getnframes()), dtype="<i2")
    left, right = frames[::2], frames[1::2]
    assert is_audible(left[-2_400:])
    assert is_audible(right[:2_400])
    assert left[:1_600].any()


async def test_rest_tells_of_calls_and_refuses_what_twilio_refuses() -> None:
    """Credentials, lists, calls that are gone, contradictory orders, faults on demand."""

    async def mind(agent: TinyAgent, line: AgentLine) -> None:
        await line.stopped.wait()

    root = f"/2010-04-01/Accounts/{ACCOUNT_SID}"
    caller = scenario({}, max_ms=1_000, number="+4740000001")
    async with exchange(TinyAgent((mind,))) as place:
        report = await place.call(caller)
        async with rest_client(place.carrier.rest_url) as http:
            listed = (await http.get(f"{root}/Calls.json?From=%2B4740000001")).json()["calls"]
            assert [call["sid"] for call in listed] == [report.call_sid]
            assert (await http.get(f"{root}/Calls.json?Status=ringing")).json()["calls"] == []
            one = f"{root}/Calls/{report.call_sid}.json"
            assert (await http.get(one)).json()["status"] == "completed"
            gone = await http.post(one, data={"Status": "completed"})
            assert (gone.status_code, gone.json()["code"]) == (404, 20404)
            late = await http.post(one, data={"Twiml": TRANSFER})
            assert (late.status_code, late.json()["code"]) == (400, 21220)
            both = await http.post(one, data={"Twiml": TRANSFER, "Url": "https://x.example"})
            assert both.status_code == 400
            assert (await http.get(f"{root}/Calls/CA0.json")).status_code == 404
            place.carrier.rest.faults.extend([Fault(status=500), Fault(status=429)])
            assert (await http.get(one)).status_code == 500
            assert (await http.get(one)).json()["code"] == 20429
            place.carrier.rest.faults.append(Fault(delay_s=0.4))
            with pytest.raises(httpx2.ReadTimeout):
                await http.get(one, timeout=0.1)
            assert (await http.get(one, auth=("AC0", "wrong"))).status_code == 401


async def test_many_calls_run_at_the_same_time() -> None:
    """Reports come in the order of the calls; events name their scenario as they happen."""

    async def mind(agent: TinyAgent, line: AgentLine) -> None:
        await greet(line)
        await line.reply_after(200, "1.2.0.closing.goodbye", 100)
        await line.stopped.wait()

    agent = TinyAgent((mind,) * 4)
    callers = [
        scenario({"greeting": {"say": "Ha det.", "hang_up": True}}, name=f"caller_{number}")
        for number in range(4)
    ]
    seen: set[str] = set()
    async with on_duty(agent) as url:
        reports = await place_calls(
            [CallOptions(caller) for caller in callers],
            settings=settings_for(url),
            voices=lambda _: ToneVoice(word_ms=100),
            on_event=lambda name, _: seen.add(name),
            stagger_ms=50,
        )
    assert [report.scenario for report in reports] == [caller.name for caller in callers]
    assert seen == {caller.name for caller in callers}
    assert all(report.failures == () for report in reports)


async def test_the_longest_calls_ring_first() -> None:
    """So a dozen calls end soonest; the reports keep the order that was asked for."""

    async def mind(agent: TinyAgent, line: AgentLine) -> None:
        await greet(line)
        await line.stopped.wait()

    agent = TinyAgent((mind,) * 3)
    going = {"greeting": {"hang_up": True}}
    lengths = {"short": 5, "long": 40, "middling": 20}
    callers = [scenario(going, name=name, length_s=length) for name, length in lengths.items()]
    rung: list[str] = []
    async with on_duty(agent) as url:
        reports = await place_calls(
            [CallOptions(caller) for caller in callers],
            settings=settings_for(url),
            voices=lambda _: ToneVoice(word_ms=100),
            on_event=lambda name, event: (
                rung.append(name) if event.kind is EventKind.RINGING else None
            ),
            stagger_ms=100,
        )
    assert rung == ["long", "middling", "short"]
    assert [report.scenario for report in reports] == list(lengths)


async def test_an_agent_that_is_not_there_is_reported() -> None:
    """No connection is a failure of the call, not a traceback."""
    nowhere = settings_for("http://127.0.0.1:9")
    report = await place_call(
        CallOptions(scenario({"greeting": "Hei."}), number=""),
        settings=nowhere,
        voices=lambda _: ToneVoice(word_ms=100),
    )
    assert report.ended_by is EndedBy.TROUBLE
    assert "webhook: no connection (11205)" in report.failures
    assert report.greeting_ms is None
