"""A whole call over a fake line, in virtual time: from the ring to the last word."""

from __future__ import annotations

import asyncio

import pytest

from tests.runtime.office import Office
from tests.support.engines import ScriptedTranscriber, ToneVoice
from tests.support.stage import Answer
from tests.support.virtual_time import run_virtually
from voiceagent.core.events import Transcript, TransferEnded
from voiceagent.dialog.moves import (
    AnswerKind,
    CallStarted,
    EndCall,
    Expectation,
    HandOver,
    KeysPressed,
    NothingUnderstood,
    Observation,
    Say,
    ToolAnswered,
    TransferFailed,
    UseTool,
    WordsHeard,
)
from voiceagent.errors import ProviderError
from voiceagent.ports import LineRecord, TurnAudio

YES_NO = Expectation(AnswerKind.YES_NO)


def polite(observation: Observation) -> Answer:
    """Asks one question, says goodbye to the answer."""
    match observation:
        case CallStarted():
            return Answer((Say("Hei passer det nå", "greeting"),), YES_NO)
        case WordsHeard() | KeysPressed():
            return Answer((Say("Fint ha det bra", "closing"), EndCall("done")))
        case _:
            return Answer((Say("Hva sa du", "clarify"),), YES_NO)


def spoken(office: Office, speaker: str) -> list[str]:
    return [
        record.text
        for record in office.store.records
        if isinstance(record, LineRecord) and record.speaker == speaker
    ]


def test_a_call_is_answered_understood_and_ended() -> None:
    """The greeting is heard, «ja» is answered, the goodbye is heard in full, then we hang up."""
    office = Office(polite, transcriber=ScriptedTranscriber(["ja"]))

    async def caller() -> None:
        await asyncio.sleep(1.5)
        office.line.say(400)

    assert run_virtually(office.run(caller)) == "ended"
    assert office.carrier.hung_up == ["CA1"]
    assert office.line.closed
    assert office.line.heard_ms == 8 * 200
    assert spoken(office, "agent") == ["Hei passer det nå", "Fint ha det bra"]
    assert spoken(office, "caller") == ["ja"]


def test_scorer_and_recogniser_are_given_the_same_audio() -> None:
    """One cut of the turn serves both, so that an engine can share one pass over it."""

    def curious(observation: Observation) -> Answer:
        answer = polite(observation)
        return Answer(answer.moves, Expectation(AnswerKind.FREE))

    transcriber = ScriptedTranscriber(["vi har det fint"])
    office = Office(curious, transcriber=transcriber)
    seen: list[TurnAudio] = []

    async def caller() -> None:
        await asyncio.sleep(1.5)
        office.line.say(400)

    async def run() -> None:
        call = office.make()
        scorer = call._engines.scorer
        await office.carry(call, caller)
        seen.extend(scorer.asked)  # type: ignore[attr-defined]

    run_virtually(run())
    assert [id(audio) for audio in seen] == [id(audio) for audio, _ in transcriber.asked]
    assert 400 <= seen[0].speech_ms <= 470
    assert seen[0].duration_ms >= seen[0].speech_ms + 300


def test_a_national_identity_number_is_masked_before_anything_keeps_it() -> None:
    """Neither the dialog nor the books ever see one (GDP-09)."""
    said = "fødselsnummeret mitt er 01010112345 ja"
    office = Office(polite, transcriber=ScriptedTranscriber([said]))

    async def caller() -> None:
        await asyncio.sleep(1.5)
        office.line.say(900)

    run_virtually(office.run(caller))
    assert all("01010112345" not in repr(record) for record in office.store.records)
    assert all("01010112345" not in repr(seen) for seen in office.dialog.seen)


def test_the_voice_is_given_words_and_the_transcript_keeps_what_was_written() -> None:
    """Dates and times are spoken as people say them, and read as people write them."""

    def dated(observation: Observation) -> Answer:
        if isinstance(observation, CallStarted):
            return Answer((Say("Da blir det 23. november kl. 14.30.", "m"), EndCall("done")))
        return Answer()

    voice = ToneVoice()
    office = Office(dated, voice=voice)
    run_virtually(office.run())
    assert voice.spoken == ["Da blir det tjuetredje november klokka halv tre."]
    assert spoken(office, "agent") == ["Da blir det 23. november kl. 14.30."]


def test_marks_are_named_by_generation_utterance_clause_and_prompt() -> None:
    """The carrier's echo tells which words were heard; the name holds no text."""
    office = Office(polite, transcriber=ScriptedTranscriber(["ja"]))

    async def caller() -> None:
        await asyncio.sleep(1.5)
        office.line.say(400)

    run_virtually(office.run(caller))
    assert office.line.marks[0] == "1.1.0.greeting"
    assert office.line.marks[-1].endswith(".closing")


@pytest.mark.parametrize(("sound_ms", "words"), [(300, ""), (300, "mm")])
def test_an_interruption_that_is_none_costs_no_word(sound_ms: int, words: str) -> None:
    """After a cough or a backchannel our sentence goes on, and all of it is heard once."""

    def explaining(observation: Observation) -> Answer:
        if isinstance(observation, CallStarted):
            return Answer(
                (Say("en to tre fire fem seks sju åtte ni ti", "pitch"), EndCall("done")),
                Expectation(AnswerKind.FREE),
            )
        return Answer()

    office = Office(explaining, transcriber=ScriptedTranscriber([words]))

    async def caller() -> None:
        await asyncio.sleep(0.8)
        office.line.say(sound_ms)

    run_virtually(office.run(caller))
    assert len(office.line.clears) == 1
    assert abs(office.line.heard_ms - 10 * 200) <= 100


def test_words_over_our_voice_stop_it_for_good() -> None:
    """A real interruption is answered, and the rest of our sentence is never played."""

    def explaining(observation: Observation) -> Answer:
        match observation:
            case CallStarted():
                return Answer((Say(" ".join(["ord"] * 20), "pitch"),), Expectation())
            case WordsHeard():
                return Answer((Say("Hundre kroner", "answer"), EndCall("done")))
            case _:
                return Answer()

    office = Office(explaining, transcriber=ScriptedTranscriber(["hva koster det"]))

    async def caller() -> None:
        await asyncio.sleep(1.0)
        office.line.say(700)

    run_virtually(office.run(caller))
    assert office.line.heard_ms < 2_000


def test_a_recogniser_that_fails_makes_us_ask_again() -> None:
    """An engine's failure is the caller's «hva sa du», not the end of the call."""
    office = Office(polite, transcriber=ScriptedTranscriber([ProviderError("broken"), "ja"]))

    async def caller() -> None:
        await asyncio.sleep(1.5)
        office.line.say(600)
        await asyncio.sleep(4.0)
        office.line.say(400)

    run_virtually(office.run(caller))
    assert any(isinstance(seen, NothingUnderstood) for seen in office.dialog.seen)
    assert office.carrier.hung_up == ["CA1"]


class LateTranscriber:
    """Never answers."""

    async def transcribe(self, audio: TurnAudio, expectation: Expectation) -> Transcript:
        await asyncio.sleep(3_600)
        raise AssertionError("nobody waits that long")


def test_a_recogniser_that_hangs_is_given_up_on() -> None:
    """The deadline turns a hanging engine into a turn that was not understood."""
    office = Office(polite, transcriber=LateTranscriber())

    async def caller() -> None:
        await asyncio.sleep(1.5)
        office.line.say(600)
        await asyncio.sleep(5.0)
        office.line.hang_up()

    assert run_virtually(office.run(caller)) == "hangup"
    assert any(isinstance(seen, NothingUnderstood) for seen in office.dialog.seen)


def test_a_voice_that_fails_leaves_the_call_alive() -> None:
    """What cannot be said is skipped; the caller can still answer."""
    office = Office(
        polite, transcriber=ScriptedTranscriber(["ja"]), voice=ToneVoice(fail_on="passer")
    )

    async def caller() -> None:
        await asyncio.sleep(1.5)
        office.line.say(400)

    run_virtually(office.run(caller))
    assert office.carrier.hung_up == ["CA1"]


def test_a_carrier_that_does_not_hang_up_gets_its_stream_closed() -> None:
    """When REST fails, closing the stream ends the call all the same."""
    office = Office(polite, transcriber=ScriptedTranscriber(["ja"]))
    office.carrier.fault = ProviderError("HTTP 500", retryable=True)

    async def caller() -> None:
        await asyncio.sleep(1.5)
        office.line.say(400)

    assert run_virtually(office.run(caller)) == "ended"
    assert office.line.closed


def test_a_line_that_dies_ends_the_call_and_keeps_what_was_heard() -> None:
    """A lost socket is an ending like others; the half sentence is in the books."""
    office = Office(polite)

    async def caller() -> None:
        await asyncio.sleep(0.5)
        office.line.hang_up("lost")

    assert run_virtually(office.run(caller)) == "lost"
    assert spoken(office, "agent") == ["Hei passer"]


def test_keys_answer_when_the_voice_is_not_used() -> None:
    """DTMF is a second way to answer."""
    office = Office(polite)

    async def caller() -> None:
        await asyncio.sleep(1.5)
        office.line.press("1")

    run_virtually(office.run(caller))
    assert KeysPressed("1") in office.dialog.seen
    assert office.carrier.hung_up == ["CA1"]


def test_time_goes_by_on_a_line_that_brings_no_audio() -> None:
    """A stream that opens and sends nothing is still prompted after the silence."""
    office = Office(polite)
    office.line.mute = True

    async def caller() -> None:
        await asyncio.sleep(9.0)
        office.line.hang_up()

    run_virtually(office.run(caller))
    assert "SilenceElapsed" in [type(seen).__name__ for seen in office.dialog.seen]


def test_a_tool_is_run_and_its_answer_reaches_the_dialog() -> None:
    """Free slots come from the calendar and go to the dialog as plain values."""

    def looking(observation: Observation) -> Answer:
        match observation:
            case CallStarted():
                return Answer((UseTool("find_slots", {"count": 2}),))
            case ToolAnswered():
                return Answer((EndCall("done"),))
            case _:
                return Answer()

    office = Office(looking)
    run_virtually(office.run())
    answers = [seen for seen in office.dialog.seen if isinstance(seen, ToolAnswered)]
    assert answers == [ToolAnswered("find_slots", ok=True, value={"slots": []})]


def handing(observation: Observation) -> Answer:
    match observation:
        case CallStarted():
            return Answer((Say("Jeg setter deg over", "handover"), HandOver("default", "Kari")))
        case TransferFailed():
            return Answer((Say("Ingen svarte", "transfer.failed"), EndCall("message_taken")))
        case _:
            return Answer()


def test_a_transfer_is_made_after_it_was_announced_and_the_call_may_come_back() -> None:
    """The stream ends with the transfer; on a new one the conversation goes on (TEL-02)."""
    office = Office(handing)

    async def run() -> list[str]:
        call = office.make()

        async def caller() -> None:
            await asyncio.sleep(2.0)  # the carrier stops the stream when it has transferred
            office.line.hang_up()

        reasons = [await office.carry(call, caller)]
        office.line = type(office.line)()
        call.transferring = False
        reasons.append(await call.carry(office.line, lambda at: TransferEnded(at, "no_answer")))
        await call.finish()
        await office.books.settle()
        return reasons

    assert run_virtually(run()) == ["transfer", "ended"]
    assert office.carrier.transfers == [("CA1", "+4722000001", "Kari")]
    assert spoken(office, "agent") == ["Jeg setter deg over", "Ingen svarte"]


def test_a_transfer_that_cannot_be_made_is_told_to_the_dialog() -> None:
    """The carrier's refusal brings the caller's apology, on the same stream."""
    office = Office(handing)
    office.carrier.fault = ProviderError("HTTP 500")

    run_virtually(office.run())
    assert TransferFailed("provider") in office.dialog.seen
