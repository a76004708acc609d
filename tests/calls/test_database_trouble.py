"""A database that takes nothing for a while: locked by somebody else, or out of room."""

from __future__ import annotations

import resource
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, closing, contextmanager

import pytest

from telephony.loopback.instructions import Announce, HangUpCall
from tests.calls.conftest import TROUBLE
from tests.calls.house import Service, until
from tests.calls.phone import Phone, telephones

pytestmark = pytest.mark.slow

WAITING = "records are waiting for the database"


def connected(service: Service) -> closing[sqlite3.Connection]:
    """A second user of the service's database, each statement its own transaction."""
    path = service.folder / "voiceagent.db"
    return closing(sqlite3.connect(path, isolation_level=None, timeout=5))


@contextmanager
def locked(service: Service) -> Iterator[None]:
    """Somebody else is writing, and takes his time."""
    with connected(service) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def full(service: Service) -> Iterator[None]:
    """No file of the service may grow beyond its log's size; what is there can be read.

    The write-ahead log could restart at its beginning and find room there. So it is first made
    longer than the limit, and a reader keeps it from restarting: the next write must grow it.
    """
    assert service.process is not None
    pid = service.process.pid
    soft, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    limit_bytes = 8_192 + sum(path.stat().st_size for path in service.folder.glob("*.log"))
    with connected(service) as other:
        other.execute("PRAGMA wal_autocheckpoint = 0")
        other.execute("CREATE TABLE IF NOT EXISTS ballast (filling BLOB)")
        other.execute("INSERT INTO ballast VALUES (zeroblob(?))", (limit_bytes,))
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM ballast").fetchone()
        try:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (limit_bytes, hard))
            yield
        finally:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (soft, hard))
            other.execute("ROLLBACK")


TROUBLES = [pytest.param(locked, id="locked"), pytest.param(full, id="full")]
Trouble = Callable[[Service], AbstractContextManager[None]]


@asynccontextmanager
async def in_call(service: Service) -> AsyncIterator[Phone]:
    """A call in progress, its greeting being heard."""
    async with telephones(service) as webhooks:
        phone = Phone(service, webhooks)
        async with phone.call() as handset:
            await handset.heard(200)
            yield phone
            so_far = handset.heard_ms
            await handset.heard(so_far + 200)


async def waits(service: Service, since: int) -> bool:
    """Whether a write has failed since."""
    return len(service.log(WAITING)) > since


@pytest.mark.parametrize("trouble", TROUBLES)
async def test_a_call_that_cannot_be_entered_is_told_so(service: Service, trouble: Trouble) -> None:
    """A caller hears of the trouble; afterwards calls are taken as before."""
    async with telephones(service) as webhooks:
        with trouble(service):
            verbs = await Phone(service, webhooks).ring()
        assert verbs == (Announce(TROUBLE), HangUpCall())
        phone = Phone(service, webhooks)
        async with phone.call() as handset:
            await handset.heard(100)
    assert (await service.report(phone.sid)).summary.outcome == "hung_up"


@pytest.mark.parametrize("trouble", TROUBLES)
async def test_a_live_call_goes_on_and_the_books_catch_up(
    service: Service, trouble: Trouble
) -> None:
    """Meanwhile the caller hears no difference; afterwards nothing is missing."""
    failures = len(service.log(WAITING))
    async with in_call(service) as phone:
        with trouble(service):
            await until(lambda: waits(service, failures))
    report = await service.report(phone.sid)
    assert (report.summary.outcome, report.summary.reason) == ("hung_up", "hangup")
    timeline = await service.timeline(phone.sid)
    assert [entry.sequence for entry in timeline] == list(range(len(timeline)))


@pytest.mark.parametrize("trouble", TROUBLES)
async def test_a_call_that_ends_meanwhile_is_closed_afterwards(
    service: Service, trouble: Trouble
) -> None:
    """Its ending waits with the rest, and is the true one."""
    failures = len(service.log(WAITING))
    async with telephones(service) as webhooks:
        phone = Phone(service, webhooks)
        verb = await phone.accepted()
        async with phone.stream(verb.parameters) as handset:
            await handset.socket.recv()
            with trouble(service):
                await handset.socket.send(handset.writer.stopped())
                await until(lambda: waits(service, failures))
                await until(lambda: nobody(service))
                assert (await service.report(phone.sid, closed=False)).summary.outcome is None
    report = await service.report(phone.sid)
    assert (report.summary.outcome, report.summary.reason) == ("hung_up", "hangup")


async def nobody(service: Service) -> bool:
    """Whether no stream is open."""
    return await service.live() == 0


def test_all_of_it_is_one_clear_line_in_the_log(service: Service) -> None:
    """Each failure has its code and its reason; none is a defect with a traceback."""
    failures = service.log(WAITING)
    assert {line["code"] for line in failures} == {"store"}
    assert "the database is locked" in {line["why"] for line in failures}
    assert [line for line in service.log() if "exception" in line] == []
