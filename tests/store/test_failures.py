"""A database that is locked, full, gone or empty: one clear error, and it works again after."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from tests.store.calls import closed, entry, new_call
from tests.support.databases import migrated
from voiceagent.errors import StoreError
from voiceagent.store.calls import SqlCallStore
from voiceagent.store.database import Database
from voiceagent.store.reports import CallReports

SHORT_MS = 50


@pytest.fixture
async def impatient(database_url: str) -> AsyncIterator[Database]:
    """A database whose locks are waited for very briefly."""
    opened = Database(database_url, busy_timeout_ms=SHORT_MS)
    await SqlCallStore(opened).open_call(new_call())
    yield opened
    await opened.close()


async def _lock_everything(other: Database) -> Any:
    """Begin a transaction that keeps writers out."""
    writing = other.writing()
    connection = await writing.__aenter__()
    if other.dialect == "postgresql":
        await connection.execute(text("LOCK TABLE timeline IN ACCESS EXCLUSIVE MODE"))
    return writing


async def test_a_locked_database_is_an_error_within_its_time_and_then_works_again(
    impatient: Database, database_url: str
) -> None:
    """Somebody else holds the lock: StoreError; they let go: the same batch goes in."""
    store, other = SqlCallStore(impatient), Database(database_url)
    lock = await _lock_everything(other)
    with pytest.raises(StoreError, match="locked"):
        await store.append([entry(1)])
    await lock.__aexit__(None, None, None)
    await store.append([entry(1)])
    assert len(await store.timeline("c1")) == 1
    await other.close()


async def test_many_writers_wait_for_a_locked_database_no_longer_than_one(
    impatient: Database, database_url: str
) -> None:
    """The writers of thirty calls do not add their waits up: each fails in its own time."""
    store, other = SqlCallStore(impatient), Database(database_url)
    lock = await _lock_everything(other)
    batches = (store.append([entry(number)]) for number in range(30))
    results = await asyncio.gather(*batches, return_exceptions=True)
    await lock.__aexit__(None, None, None)
    assert {type(result) for result in results} == {StoreError}
    await store.append([entry(1)])
    await other.close()


async def test_reading_goes_on_while_somebody_writes(database: Database, database_url: str) -> None:
    """A long writer does not keep the console from reading what was there before it."""
    store = SqlCallStore(database)
    await store.open_call(new_call())
    other = Database(database_url)
    async with other.writing() as connection:
        await connection.execute(text("DELETE FROM calls"))
        assert len(await CallReports(database).calls()) == 1
    await other.close()
    assert await CallReports(database).calls() == ()


async def test_a_full_database_is_an_error_and_works_again_with_room(tmp_path: Path) -> None:
    """Nothing of the batch that did not fit is kept, and all of what did."""
    database = Database(await migrated("sqlite", tmp_path), pool_size=1)
    store = SqlCallStore(database)
    await store.open_call(new_call())

    def cap(connection: Any, _entry: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")  # SQLite: no less than it has by now

    await database.close()
    event.listen(database.engine.sync_engine, "connect", cap)
    with pytest.raises(StoreError, match="full"):
        await store.append([entry(number) for number in range(5_000)])
    assert await store.timeline("c1") == ()

    event.remove(database.engine.sync_engine, "connect", cap)
    await database.close()
    await store.append([entry(number) for number in range(5_000)])
    assert len(await store.timeline("c1")) == 5_000
    await database.close()


async def test_a_database_without_tables_says_so(empty_url: str) -> None:
    """The operator forgot the migrations and is told."""
    database = Database(empty_url)
    with pytest.raises(StoreError, match="run the migrations"):
        await SqlCallStore(database).open_call(new_call())
    await database.close()


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("postgresql://nobody@127.0.0.1:1/calls", id="no server"),
        pytest.param("postgresql://nobody@/calls?host={folder}", id="no socket"),
        pytest.param("sqlite:///{folder}/missing/calls.db", id="no folder"),
    ],
)
async def test_a_database_that_is_not_there_is_out_of_reach(address: str, tmp_path: Path) -> None:
    """Whatever the driver raises, it leaves as the store's own error."""
    database = Database(address.format(folder=tmp_path))
    with pytest.raises(StoreError, match="out of reach"):
        await SqlCallStore(database).close_call(closed())
    with pytest.raises(StoreError, match="out of reach"):
        await CallReports(database).calls()
    await database.close()


async def test_a_server_that_drops_our_connections_is_reached_again(
    database: Database, kind: str
) -> None:
    """PostgreSQL restarts in mid-call: the next batch finds a new connection by itself."""
    if kind != "postgresql":
        pytest.skip("SQLite has no server")
    store = SqlCallStore(database)
    await store.open_call(new_call())
    killer = Database(database.engine.url.render_as_string(hide_password=False))
    async with killer.writing() as connection:
        await connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    await killer.close()
    await store.append([entry(1)])
    assert len(await store.timeline("c1")) == 1


async def test_a_write_that_is_cancelled_leaves_nothing_and_blocks_nobody(
    database: Database,
) -> None:
    """A call that is torn down in the middle of a write does not keep the lock."""
    store = SqlCallStore(database)
    await store.open_call(new_call())
    for turns in range(12):
        task = asyncio.create_task(store.append([entry(turns * 2), entry(turns * 2 + 1)]))
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    await store.append([entry(1_000)])
    sequences = [kept.sequence for kept in await store.timeline("c1")]
    assert sequences[-1] == 1_000
    pairs = sequences[:-1]
    assert pairs == sorted(
        {number for even in pairs for number in (even // 2 * 2, even // 2 * 2 + 1)}
    )


def test_the_sqlite_file_is_in_wal_mode(tmp_path: Path) -> None:
    """A crash loses nothing that was committed, and readers never block the writer."""

    async def write() -> None:
        database = Database(await migrated("sqlite", tmp_path))
        async with database.reading() as connection:
            answers = [
                (await connection.execute(text(f"PRAGMA {name}"))).scalar()
                for name in ("synchronous", "foreign_keys", "busy_timeout")
            ]
        await database.close()
        assert answers == [1, 1, 5_000]

    asyncio.run(write())
    connection = sqlite3.connect(tmp_path / "calls.db")
    mode = connection.execute("PRAGMA journal_mode").fetchone()
    connection.close()
    assert mode == ("wal",)
