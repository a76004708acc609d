"""Opens the database and guards every transaction on it.

Invariants:
- A transaction either happened in full or raised ``StoreError`` and left nothing.
- On SQLite a writer asks for the write lock when it begins, so that it cannot fail half-way; our
  own writers queue fairly in the process, so that only *other* processes are waited for by
  polling. No wait lasts longer than ``busy_timeout_ms``.
- Readers see one state of the database throughout, and never block a writer.

SQLite runs in WAL mode with ``synchronous=NORMAL``: what has been committed survives the death of
the process at any point (the pages are with the operating system by then); after a power cut the
last moments may be gone, though the file is never damaged. PostgreSQL keeps its own, stricter
default.

Source: https://www.sqlite.org/pragma.html#pragma_synchronous and https://www.sqlite.org/wal.html
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from voiceagent.errors import ConfigurationError, StoreError
from voiceagent.store.failures import LOCKED, store_errors

BUSY_TIMEOUT_MS = 5_000
CONNECT_TIMEOUT_S = 5
SILENCE_S = 5
_WAL_ATTEMPTS = 50
_WAL_PAUSE_S = 0.02

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
}


class Database:
    """A pool of connections to one database, opened when first needed.

    Args:
        url: ``sqlite:///path/to/file`` or ``postgresql://user@host/name``.
        busy_timeout_ms: How long to wait for somebody else's lock.
        pool_size: Connections kept open at most.

    Raises:
        ConfigurationError: The URL is malformed or names a database that we cannot use.
    """

    def __init__(
        self, url: str, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS, pool_size: int = 5
    ) -> None:
        address = _address(url)
        self._busy_timeout_s = busy_timeout_ms / 1000
        if address.get_backend_name() == "sqlite":
            self.engine = _sqlite(address, busy_timeout_ms, pool_size)
            self._readers = self.engine
            self._turn: asyncio.Lock | None = asyncio.Lock()
        else:
            self.engine = _postgresql(address, busy_timeout_ms, pool_size)
            self._readers = self.engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
            self._turn = None

    @property
    def dialect(self) -> str:
        """``"sqlite"`` or ``"postgresql"``."""
        return self.engine.dialect.name

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that reads one unchanging state.

        Raises:
            StoreError: The database is locked or out of reach.
        """
        with store_errors():
            async with self._readers.begin() as connection:
                yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that is committed at the end of the block, or else leaves nothing.

        Raises:
            StoreError: The database is locked, full or out of reach, or refused a record.
        """
        if self._turn is None:
            async with self._transaction() as connection:
                yield connection
            return
        await self._take_turn(self._turn)
        try:
            async with self._transaction() as connection:
                yield connection
        finally:
            self._turn.release()

    async def close(self) -> None:
        """Close every connection; the database opens again when next needed."""
        await self.engine.dispose()

    async def _take_turn(self, turn: asyncio.Lock) -> None:
        try:
            async with asyncio.timeout(self._busy_timeout_s):
                await turn.acquire()
        except TimeoutError as error:
            raise StoreError(LOCKED) from error

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[AsyncConnection]:
        with store_errors():
            async with self.engine.connect() as plain:
                connection = await plain.execution_options(voiceagent_writes=True)
                async with connection.begin():
                    yield connection


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except ArgumentError:
        # The message of the library would quote the URL, and with it a password.
        raise ConfigurationError("the database URL is malformed") from None
    driver = _DRIVERS.get(address.drivername.partition("+")[0])
    if driver is None:
        raise ConfigurationError("the database URL names neither sqlite nor postgresql")
    if driver.startswith("sqlite") and address.database in {None, "", ":memory:"}:
        raise ConfigurationError("SQLite needs a file: the record must outlive the process")
    return address.set(drivername=driver)


def prepare_file(url: str) -> None:
    """Make SQLite's folder and file, readable by their owner alone; nothing on PostgreSQL."""
    address = _address(url)
    if address.get_backend_name() != "sqlite" or address.database is None:
        return
    path = Path(address.database)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600, exist_ok=True)
        _use_wal(path)
    except sqlite3.OperationalError as error:
        raise StoreError("the database is locked") from error
    except (OSError, sqlite3.DatabaseError) as error:
        raise ConfigurationError("the database file cannot be made") from error


def _use_wal(path: Path) -> None:
    """Switch the file to WAL, which lasts.

    Two processes that do so at the same moment do not wait for each other as they do for other
    locks; the one that is told «locked» finds it done a moment later.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for attempt in range(_WAL_ATTEMPTS):
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError:
                if attempt == _WAL_ATTEMPTS - 1:
                    raise
                time.sleep(_WAL_PAUSE_S)


def _sqlite(address: URL, busy_timeout_ms: int, pool_size: int) -> AsyncEngine:
    engine = create_async_engine(
        address,
        hide_parameters=True,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=busy_timeout_ms / 1000,
    )

    @event.listens_for(engine.sync_engine, "do_connect")
    def look_first(_dialect: object, _entry: object, where: list[str], _options: object) -> None:
        # A connection that cannot be opened leaves the driver's thread behind it, which may answer
        # to an event loop that is gone by then.
        if not Path(where[0]).parent.is_dir():
            raise sqlite3.OperationalError("its folder is missing")

    @event.listens_for(engine.sync_engine, "connect")
    def set_up(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        # Our own BEGIN below, rather than the driver's guess at when one is due.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout = {busy_timeout_ms}",
            "journal_mode = WAL",
            "synchronous = NORMAL",
            "foreign_keys = ON",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("voiceagent_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgresql(address: URL, busy_timeout_ms: int, pool_size: int) -> AsyncEngine:
    arguments: dict[str, Any] = {
        "timeout": CONNECT_TIMEOUT_S,
        # The server ends a wait for a lock; this one is for a server that has fallen silent.
        "command_timeout": busy_timeout_ms / 1000 + SILENCE_S,
        "server_settings": {
            "application_name": "voiceagent",
            "lock_timeout": str(busy_timeout_ms),
            "idle_in_transaction_session_timeout": "60000",
        },
    }
    return create_async_engine(
        address,
        hide_parameters=True,
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_timeout=busy_timeout_ms / 1000,
        pool_pre_ping=True,
        connect_args=arguments,
    )
