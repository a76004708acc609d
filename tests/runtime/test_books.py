"""The writer of the books: gathered, retried, bounded."""

from __future__ import annotations

import asyncio

from tests.support.books import MemoryStore
from tests.support.virtual_time import run_virtually
from voiceagent.ports import DecisionRecord, TimelineEntry
from voiceagent.runtime.books import Books


def entry(sequence: int) -> TimelineEntry:
    return TimelineEntry("call1", sequence, sequence, "event", "Ticked", "{}")


DECISION = DecisionRecord("call1", 1, "rule", "detail", "t1.1", "ja")


def test_what_is_kept_is_written_within_a_quarter_of_a_second() -> None:
    """Keeping never waits; the writer does."""

    async def run() -> MemoryStore:
        store = MemoryStore()
        books = Books(store)
        writing = asyncio.ensure_future(books.run())
        books.keep([entry(0), DECISION])
        assert store.records == []
        await asyncio.sleep(0.3)
        writing.cancel()
        return store

    assert run_virtually(run()).records == [entry(0), DECISION]


def test_records_wait_for_a_database_that_takes_none_and_are_written_in_order() -> None:
    """Locked is not lost."""

    async def run() -> list[object]:
        store = MemoryStore(broken=True)
        books = Books(store)
        books.keep([entry(0)])
        assert not await books.settle()
        books.keep([entry(1)])
        store.broken = False
        assert await books.settle()
        return list(store.records)

    assert run_virtually(run()) == [entry(0), entry(1)]


def test_beyond_the_limit_flight_records_go_first_and_decisions_never() -> None:
    """Memory is bounded; what a call learned is worth more than its frames."""

    async def run() -> list[object]:
        store = MemoryStore(broken=True)
        books = Books(store, limit=10)
        books.keep([DECISION, *(entry(n) for n in range(30))])
        store.broken = False
        await books.settle()
        return list(store.records)

    written = run_virtually(run())
    assert written == [DECISION, *(entry(n) for n in range(21, 30))]
