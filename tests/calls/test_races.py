"""Reports and failures that cross each other, in virtual time: nothing stays open for good."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.runtime.test_desk import House, opened, virtually
from tests.support.books import MemoryCarrier, MemoryStore
from tests.support.line import FakeLine
from tests.support.recording import agreed_tracks
from tests.support.virtual_time import run_virtually
from voiceagent.core.audio import silence_ulaw
from voiceagent.errors import ProviderError, StoreError
from voiceagent.ports import (
    Accepted,
    CallProgress,
    CallRecord,
    ClosedCall,
    DecisionRecord,
    NewCall,
    Refused,
    RingingCall,
    TimelineEntry,
)
from voiceagent.runtime.books import Books
from voiceagent.runtime.farewell import hang_up

COMPLETED = CallProgress("CA1", "completed", 3)


async def away(house: House) -> None:
    """A call that has just been sent to a human."""
    token = await house.ring()
    line = FakeLine()
    house.later(house.speak(line))

    async def carrier_stops_the_stream() -> None:
        await asyncio.sleep(4.0)
        line.hang_up()

    house.later(carrier_stops_the_stream())
    await house.desk.serve(line, call_sid="CA1", token=token)
    assert house.office.carrier.transfers


def endings(house: House) -> list[tuple[str, str]]:
    """Outcome and reason of each call that was closed."""
    return [(closed.outcome, closed.reason) for closed in house.office.store.closed]


# ---------------------------------------------------------------- transfers


def test_the_calls_end_may_be_reported_before_its_transfers() -> None:
    """The human took the call, whichever of the two reports comes first."""
    house = opened(["menneske"])

    async def run() -> None:
        await away(house)
        await house.desk.progress(COMPLETED)
        answer = await house.desk.transfer_ended("CA1", answered=True, code="completed")
        assert answer == Refused("over", "", None)

    virtually(run)
    assert endings(house) == [("handed_over", "transferred")]


def test_a_caller_who_hangs_up_while_the_human_rings_was_not_handed_over() -> None:
    """Nobody answered, and nobody is there to come back to us."""
    house = opened(["menneske"])

    async def run() -> None:
        await away(house)
        await house.desk.progress(COMPLETED)
        answer = await house.desk.transfer_ended("CA1", answered=False, code="no-answer")
        assert answer == Refused("over", "", None)

    virtually(run)
    assert endings(house) == [("hung_up", "hangup")]


def test_a_transfer_that_is_never_reported_on_does_not_stay_open() -> None:
    """The call's end alone is enough, a few seconds later."""
    house = opened(["menneske"])

    async def run() -> None:
        await away(house)
        await house.desk.progress(COMPLETED)
        await house.desk.sweep()
        assert endings(house) == []
        await asyncio.sleep(6.0)
        await house.desk.sweep()

    virtually(run)
    assert endings(house) == [("hung_up", "hangup")]


def test_a_call_that_nobody_ever_reports_on_is_closed_in_the_end() -> None:
    """Longer than the carrier lets a bridged call last, it cannot be going on."""
    house = opened(["menneske"])

    async def run() -> None:
        await away(house)
        await asyncio.sleep(4 * 3_600 + 301)
        await house.desk.sweep()

    virtually(run)
    assert len(endings(house)) == 1


def test_calls_that_are_away_do_not_fill_the_house() -> None:
    """With room for one, a call that a human has leaves room for another."""
    house = opened(["menneske"], max_calls=1)

    async def run() -> None:
        await away(house)
        await house.ring("CA2")

    virtually(run)


def test_a_drain_waits_for_a_caller_who_may_come_back() -> None:
    """While a human's telephone rings, the agent must stay for the message."""
    house = opened(["menneske"])

    async def run() -> None:
        await away(house)
        draining = asyncio.ensure_future(house.desk.drain(limit_s=60))
        await asyncio.sleep(5.0)
        assert not draining.done()
        answer = await house.desk.transfer_ended("CA1", answered=False, code="no-answer")
        assert isinstance(answer, Accepted)
        line = FakeLine()
        await house.desk.serve(line, call_sid="CA1", token=answer.token)
        assert await draining

    virtually(run)
    assert endings(house) == [("done", "ended")]


def test_a_busy_human_is_quicker_than_the_end_of_our_stream() -> None:
    """The report on the transfer waits for the stream, and the caller comes back."""
    house = opened(["menneske"])

    async def run() -> None:
        token = await house.ring()
        line = FakeLine()
        house.later(house.speak(line))
        serving = asyncio.ensure_future(house.desk.serve(line, call_sid="CA1", token=token))
        await asyncio.sleep(4.0)
        assert house.office.carrier.transfers
        back = asyncio.ensure_future(house.desk.transfer_ended("CA1", answered=False, code="busy"))
        await asyncio.sleep(0.5)
        line.hang_up()
        await serving
        assert isinstance(await back, Accepted)

    virtually(run)


# ---------------------------------------------------------------- entering a call


class SlowStore(MemoryStore):
    """Takes a minute to enter a call."""

    async def open_call(self, call: NewCall) -> None:
        await asyncio.sleep(60)


def test_a_call_whose_entering_was_given_up_is_asked_anew() -> None:
    """The carrier's patience ended first: neither a place nor a file is left behind."""
    house = opened([], max_calls=1)
    house.desk._store = SlowStore()
    ringing = RingingCall("CA1", None, "+4722", "inbound")

    async def run() -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(8):
                await house.desk.ringing(ringing)
        house.desk._store = house.office.store
        assert isinstance(await house.desk.ringing(ringing), Accepted)

    virtually(run)
    assert [call.call_sid for call in house.office.store.opened] == ["CA1"]


def test_a_call_that_cannot_be_made_gives_its_place_back() -> None:
    """A defect in making a call ends that call, and takes no room for good."""
    house = opened([], max_calls=1)

    def broken(_ringing: RingingCall, _call_id: str) -> object:
        raise OSError("no such folder")

    house.desk._make_call = broken  # type: ignore[assignment]

    async def run() -> None:
        token = await house.ring()
        with pytest.raises(OSError, match="no such folder"):
            await house.desk.serve(FakeLine(), call_sid="CA1", token=token)
        await house.ring("CA2")

    virtually(run)
    assert endings(house) == [("failed", "failed")]


# ---------------------------------------------------------------- the books


def entry(sequence: int, call_id: str = "c1") -> TimelineEntry:
    """One entry of a call's timeline."""
    return TimelineEntry(call_id, sequence, 20 * sequence, "event", "Ticked", "{}")


@dataclass(slots=True)
class PickyStore(MemoryStore):
    """Refuses whatever concerns the calls in ``unwanted``, and all of a batch with it."""

    unwanted: set[str] = field(default_factory=set)

    async def append(self, records: Sequence[CallRecord]) -> None:
        if any(record.call_id in self.unwanted for record in records):
            raise StoreError("the database refused a record", retryable=False)
        self.records += records

    async def close_call(self, closed: ClosedCall) -> None:
        if closed.call_id in self.unwanted:
            raise StoreError("the database refused a record", retryable=False)
        self.closed.append(closed)


def ending(call_id: str) -> ClosedCall:
    """A call's end."""
    return ClosedCall(call_id, datetime(2026, 11, 21, tzinfo=UTC), 1, "done", "done", "hangup")


def test_a_record_that_is_refused_does_not_stop_the_others() -> None:
    """One call that the database does not know is left out; everybody else's books go on."""
    store = PickyStore(unwanted={"c2"})
    books = Books(store)
    books.keep([entry(0), entry(0, "c2"), entry(1), entry(1, "c2"), entry(2)])
    books.close(ending("c2"))
    books.close(ending("c1"))
    assert run_virtually(books.settle())
    assert store.records == [entry(0), entry(1), entry(2)]
    assert [closed.call_id for closed in store.closed] == ["c1"]


def test_an_ending_waits_for_the_database_and_comes_last() -> None:
    """A call that ended while the database was locked is closed when it is not."""
    store = MemoryStore(broken=True)
    books = Books(store)

    async def run() -> None:
        books.keep([entry(0)])
        books.close(ending("c1"))
        assert not await books.settle()
        writing = asyncio.ensure_future(books.run())
        await asyncio.sleep(1)
        assert store.closed == []
        store.broken = False
        await asyncio.sleep(1)
        writing.cancel()

    run_virtually(run())
    assert store.records == [entry(0)]
    assert [closed.call_id for closed in store.closed] == ["c1"]


class SlowAppends(MemoryStore):
    """Takes a second for each batch, and then says that it is locked, once."""

    async def append(self, records: Sequence[CallRecord]) -> None:
        await asyncio.sleep(1)
        was_broken, self.broken = self.broken, False
        if was_broken:
            raise StoreError("the database is locked")
        self.records += records


def test_what_is_given_up_during_a_write_shifts_nothing_else() -> None:
    """Flight records fall away while a batch is being written; no decision falls with them."""
    store = SlowAppends(broken=True)
    books = Books(store, limit=4)
    decision = DecisionRecord("c1", 0, "rule", "", "", "")

    async def run() -> None:
        books.keep([entry(0), entry(1), decision])
        writing = asyncio.ensure_future(books.settle())
        await asyncio.sleep(0.5)
        books.keep([entry(number) for number in range(2, 9)])
        await writing
        assert await books.settle()

    run_virtually(run())
    assert decision in store.records


# ---------------------------------------------------------------- hanging up, recording


@pytest.mark.parametrize(("retryable", "asked"), [(True, 3), (False, 1)])
def test_a_hang_up_is_asked_for_again_only_where_that_may_help(retryable: bool, asked: int) -> None:
    """Hanging up twice is hanging up; what the carrier refuses it refuses again."""
    carrier = MemoryCarrier(fault=ProviderError("HTTP 500", retryable=retryable))
    assert not run_virtually(hang_up(carrier, "CA1"))
    assert len(carrier.hung_up) == asked


class SlowCarrier(MemoryCarrier):
    """Fails after five seconds."""

    async def hang_up(self, call_sid: str) -> None:
        await asyncio.sleep(5)
        await MemoryCarrier.hang_up(self, call_sid)


def test_a_carrier_that_is_slow_to_hang_up_is_not_asked_again() -> None:
    """The caller has heard goodbye and should not listen to silence for long."""
    carrier = SlowCarrier(fault=ProviderError("no answer", retryable=True))
    assert not run_virtually(hang_up(carrier, "CA1"))
    assert len(carrier.hung_up) == 1


def test_a_full_disk_ends_a_recording_and_not_the_call(tmp_path: Path) -> None:
    """Writing on is harmless, and what was kept before is joined."""
    tracks = agreed_tracks(tmp_path, "c1")
    tracks.caller(silence_ulaw(20))
    tracks._files[0].close()
    tracks._files[0] = Path("/dev/full").open("ab", buffering=0)  # noqa: SIM115
    tracks.caller(silence_ulaw(20))
    tracks.agent(silence_ulaw(20))
    assert tracks.close() == tracks.path
    assert tracks.path.read_bytes().endswith(silence_ulaw(40))


def test_a_recording_that_cannot_be_joined_is_none(tmp_path: Path) -> None:
    """The folder is gone: the call's end is written down all the same."""
    tracks = agreed_tracks(tmp_path / "recordings", "c1")
    tracks.caller(silence_ulaw(20))
    for path in (tmp_path / "recordings").iterdir():
        path.unlink()
    assert tracks.close() is None
