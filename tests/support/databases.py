"""A fresh, migrated database for a test: SQLite in a file, or a private PostgreSQL.

One PostgreSQL cluster serves a whole test run. It is made with the system's own ``initdb``, in a
folder of its own, listens on a socket in that folder alone, and goes when the run ends. Tests that
need it are skipped, with the reason, where no PostgreSQL is installed.
"""

from __future__ import annotations

import atexit
import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator
from functools import cache
from pathlib import Path

import asyncpg
import pytest

from voiceagent.store.database import Database
from voiceagent.store.records import Record
from voiceagent.store.schema import migrate

_BATCH = itertools.count(1)
_READY: dict[str, str] = {}
_OWNER = "voiceagent"
_ACCOUNTS = ("postgres", "nobody")
DIALECTS = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))


def postgres_program(name: str) -> Path | None:
    """Where a PostgreSQL server program lies; distributions keep them off the path."""
    found = shutil.which(name)
    if found is not None:
        return Path(found)
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return versions[-1] if versions else None


@cache
def postgres_folder() -> Path:
    """The socket folder of the running private cluster, started at the first call."""
    initdb, server, control = map(postgres_program, ("initdb", "postgres", "pg_ctl"))
    if initdb is None or server is None or control is None:
        pytest.skip("no PostgreSQL is installed (initdb, postgres, pg_ctl)")
    folder = Path(tempfile.mkdtemp(prefix="vapg"))
    account = _account()
    if account is not None:
        shutil.chown(folder, account)
    data = folder / "data"
    _run(
        account, initdb, "-D", data, "-U", _OWNER, "-A", "trust", "-E", "UTF8", "-N", "--no-locale"
    )
    options = (
        f"-k {folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off"
        " -c synchronous_commit=off -c max_connections=60"
    )
    _run(account, control, "-D", data, "-l", folder / "log", "-o", options, "-w", "start")
    atexit.register(_stop, account, control, folder)
    return folder


async def fresh_postgres() -> str:
    """The URL of a new, empty PostgreSQL database."""
    folder = postgres_folder()
    name = f"test_{os.getpid()}_{next(_BATCH)}"
    connection = await asyncpg.connect(host=str(folder), user=_OWNER, database="postgres")
    try:
        await connection.execute(f"CREATE DATABASE {name}")
    finally:
        await connection.close()
    return f"postgresql://{_OWNER}@/{name}?host={folder}"


async def migrated(kind: str, folder: Path) -> str:
    """The URL of a database with our tables and nothing in them.

    The migrations run once per kind. After that SQLite's file is copied, and PostgreSQL's rows
    are deleted, both of which are much faster than beginning anew.
    """
    if kind == "sqlite":
        if kind not in _READY:
            path = Path(tempfile.mkdtemp(prefix="vasqlite")) / "calls.db"
            atexit.register(shutil.rmtree, path.parent, ignore_errors=True)
            await migrate(f"sqlite:///{path}")
            _READY[kind] = str(path)
        shutil.copy(_READY[kind], folder / "calls.db")
        return f"sqlite:///{folder}/calls.db"
    if kind not in _READY:
        _READY[kind] = await fresh_postgres()
        await migrate(_READY[kind])
    await _empty(_READY[kind])
    return _READY[kind]


async def _empty(url: str) -> None:
    database = Database(url)
    async with database.writing() as connection:
        for table in reversed(Record.metadata.sorted_tables):
            await connection.execute(table.delete())
    await database.close()


@pytest.fixture(params=DIALECTS)
def kind(request: pytest.FixtureRequest) -> str:
    """``"sqlite"`` or ``"postgresql"``: a test with a database runs once on each."""
    return str(request.param)


@pytest.fixture
async def empty_url(kind: str, tmp_path: Path) -> str:
    """A database without tables."""
    return f"sqlite:///{tmp_path}/calls.db" if kind == "sqlite" else await fresh_postgres()


@pytest.fixture
async def database_url(kind: str, tmp_path: Path) -> str:
    """A database with our tables."""
    return await migrated(kind, tmp_path)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """The same, opened."""
    opened = Database(database_url, busy_timeout_ms=2_000)
    yield opened
    await opened.close()


def _account() -> str | None:
    """Whom to run as: PostgreSQL refuses to be root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in _ACCOUNTS if name in known)


def _run(account: str | None, program: Path, *arguments: object) -> None:
    subprocess.run(
        [program, *map(str, arguments)],
        check=True,
        user=account,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=60,
    )


def _stop(account: str | None, control: Path, folder: Path) -> None:
    _run(account, control, "-D", folder / "data", "-m", "immediate", "-w", "stop")
    shutil.rmtree(folder, ignore_errors=True)
