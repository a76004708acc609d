"""Calls that end or come back in ways that nobody planned for."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.runtime.office import Office
from tests.runtime.test_call import spoken
from tests.runtime.test_desk import House, opened, virtually
from tests.support.books import MemoryCalendar, MemoryStore
from tests.support.engines import ScriptedTranscriber
from tests.support.line import FakeLine
from tests.support.recording import agreed_tracks
from tests.support.stage import Answer
from tests.support.virtual_time import run_virtually
from voiceagent.core.events import TransferEnded
from voiceagent.dialog.moves import (
    CallStarted,
    EndCall,
    HandOver,
    Observation,
    Say,
    TransferFailed,
    WordsHeard,
)
from voiceagent.dialog.state import HANDING_OVER, DialogState
from voiceagent.errors import DeadlineExceeded
from voiceagent.ports import CallProgress, CallRecord, DecisionRecord, Refused
from voiceagent.runtime.books import Books

LONG = Say("Beklager jeg fikk dessverre ikke tak i noen kollega akkurat nå", "transfer.failed")


def handing(observation: Observation) -> Answer:
    """Hands over at once, as the real dialog does it: the outcome is set before anybody answers."""
    match observation:
        case CallStarted():
            handed = DialogState(outcome=HANDING_OVER)
            moves = (Say("Jeg setter deg over", "handover"), HandOver("default", "Kari"))
            return Answer(moves, state=handed)
        case TransferFailed("deadline"):
            return Answer((LONG,), state=DialogState())
        case TransferFailed():
            taken = DialogState(outcome="message_taken")
            return Answer((Say("Ingen svarte", "m"), EndCall("message_taken")), state=taken)
        case _:
            return Answer()


def test_a_sentence_cut_by_the_end_of_a_stream_does_not_silence_the_next_one() -> None:
    """A transfer that was made though the carrier was late in saying so, and nobody answered."""
    office = Office(handing)
    office.carrier.fault = DeadlineExceeded("no answer")

    async def run() -> list[str]:
        call = office.make()

        async def caller() -> None:
            await asyncio.sleep(2.5)
            office.line.hang_up()

        reasons = [await office.carry(call, caller)]
        office.line = FakeLine()
        call.transferring = False
        back = call.carry(office.line, lambda at: TransferEnded(at, "no_answer"))
        async with asyncio.timeout(20):
            reasons.append(await back)
        await call.finish()
        await office.books.settle()
        return reasons

    assert run_virtually(run()) == ["transfer", "ended"]
    assert spoken(office, "agent")[-1] == "Ingen svarte"


def opened_for_handing(words: list[str]) -> House:
    house = opened(words)
    house.office.dialog.react = handing
    return house


def test_who_hangs_up_while_the_transfer_is_announced_was_not_handed_over() -> None:
    """The books say handed over only of a caller whom a human took (CRM-11)."""
    house = opened_for_handing([])

    async def run() -> None:
        line = FakeLine()
        token = await house.ring()
        serving = asyncio.ensure_future(house.desk.serve(line, call_sid="CA1", token=token))
        await asyncio.sleep(0.5)
        line.hang_up()
        await serving

    virtually(run)
    (closed,) = house.office.store.closed
    assert (closed.outcome, closed.reason) == ("hung_up", "hangup")


def test_who_hangs_up_while_the_human_rings_was_not_handed_over() -> None:
    """The outcome that the dialog hoped for does not stand."""
    house = opened_for_handing([])

    async def run() -> None:
        line = FakeLine()
        token = await house.ring()
        serving = asyncio.ensure_future(house.desk.serve(line, call_sid="CA1", token=token))
        await asyncio.sleep(3.0)
        line.hang_up()
        await serving
        await house.desk.progress(CallProgress("CA1", "completed", 3))
        await house.desk.transfer_ended("CA1", answered=False, code="no-answer")

    virtually(run)
    assert [closed.outcome for closed in house.office.store.closed] == ["hung_up"]


def test_a_call_that_dies_while_its_transfer_is_reported_is_closed_once() -> None:
    """The report waits for the stream; the stream is lost, and that was the end of it."""
    house = opened(["menneske"])

    async def run() -> object:
        line = FakeLine()
        token = await house.ring()
        serving = asyncio.ensure_future(house.desk.serve(line, call_sid="CA1", token=token))
        await asyncio.sleep(1.0)
        report = house.desk.transfer_ended("CA1", answered=False, code="busy")
        reporting = asyncio.ensure_future(report)
        await asyncio.sleep(0.2)
        line.hang_up("lost")
        await serving
        return await reporting

    assert virtually(run) == Refused("over", "", None)
    assert [closed.reason for closed in house.office.store.closed] == ["lost"]


def test_a_call_that_ran_out_of_time_is_closed_as_such() -> None:
    """The outcome that the core decided on reaches the books."""
    house = opened([])
    house.office.manners = type(house.office.manners)(longest_call_ms=3_000)

    async def run() -> None:
        await house.desk.serve(FakeLine(), call_sid="CA1", token=await house.ring())

    virtually(run)
    assert [closed.outcome for closed in house.office.store.closed] == ["time_limit"]


def test_words_on_their_way_to_the_recogniser_when_the_line_closes_are_kept() -> None:
    """Who says «nei takk» and puts the receiver down has said it."""

    def asking(observation: Observation) -> Answer:
        if isinstance(observation, WordsHeard):
            return Answer(state=DialogState(outcome="not_interested"))
        return Answer((Say("Passer det nå", "greeting"),))

    office = Office(asking, transcriber=ScriptedTranscriber(["nei takk"]))

    async def run() -> str:
        call = office.make()

        async def caller() -> None:
            await asyncio.sleep(1.5)
            office.line.say(500)
            await asyncio.sleep(0.5 + 0.2)
            office.line.hang_up()

        await office.carry(call, caller)
        await call.finish()
        await office.books.settle()
        return call.conversation.outcome

    assert run_virtually(run()) == "not_interested"
    assert spoken(office, "caller") == ["nei takk"]


@pytest.mark.parametrize("blocked", ["folder", "file"])
def test_a_disk_that_takes_nothing_costs_the_recording_and_not_the_call(
    tmp_path: Path, blocked: str
) -> None:
    """The docstring's promise holds from the first byte."""
    folder = tmp_path / "recordings"
    if blocked == "folder":
        folder.write_text("in the way")
    else:
        (folder / "call1.agent.ulaw").mkdir(parents=True)
    tracks = agreed_tracks(folder, "call1")
    tracks.caller(b"\xff" * 160)
    tracks.agent(b"\xff" * 160)
    assert tracks.close() is None


class OddStore(MemoryStore):
    """Fails in a way that nobody foresaw on one record."""

    async def append(self, records: Sequence[CallRecord]) -> None:
        if any(isinstance(record, DecisionRecord) and record.rule == "odd" for record in records):
            raise OverflowError("a number too large")
        await MemoryStore.append(self, records)


def test_the_books_are_written_on_after_a_fault_that_nobody_foresaw() -> None:
    """One odd failure must not stop the writer for all calls to come."""
    store = OddStore()

    async def run() -> None:
        books = Books(store)
        writing = asyncio.ensure_future(books.run())
        for rule in ("one", "odd", "two"):
            books.keep([DecisionRecord("call1", 0, rule, "", "", "")])
        await asyncio.sleep(2)
        writing.cancel()
        await asyncio.gather(writing, return_exceptions=True)

    run_virtually(run())
    kept = [record.rule for record in store.records if isinstance(record, DecisionRecord)]
    assert kept == ["one", "two"]


def test_a_call_that_breaks_is_not_booked_as_a_caller_who_hung_up() -> None:
    """A defect of ours is told from a decision of theirs."""
    house = opened(["menneske"])

    def broken(observation: Observation) -> Answer:
        raise LookupError("a defect")

    house.office.dialog.react = broken

    async def run() -> None:
        token = await house.ring()
        with pytest.raises(ExceptionGroup):
            await house.desk.serve(FakeLine(), call_sid="CA1", token=token)

    virtually(run)
    assert [closed.outcome for closed in house.office.store.closed] == ["failed"]


def test_a_call_that_cannot_be_put_away_is_closed_all_the_same() -> None:
    """Its ending stands in the books, whatever its calendar does."""
    house = opened([])

    class OddCalendar(MemoryCalendar):
        async def release(self, *, call_id: str) -> None:
            raise LookupError("a defect")

    house.office.calendar = OddCalendar()

    async def run() -> None:
        line = FakeLine()
        token = await house.ring()
        serving = asyncio.ensure_future(house.desk.serve(line, call_sid="CA1", token=token))
        await asyncio.sleep(1)
        line.hang_up()
        await serving

    virtually(run)
    assert [closed.reason for closed in house.office.store.closed] == ["hangup"]


def test_a_recording_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    """Voices are personal data."""
    tracks = agreed_tracks(tmp_path, "call1")
    tracks.caller(b"\xff" * 160)
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}
    path = tracks.close()
    assert path is not None
    assert path.stat().st_mode & 0o777 == 0o600
