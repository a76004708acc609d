"""The process is killed while it writes: what it acknowledged is in the database."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta

from tests.store.appender import BATCH
from tests.store.calls import NOON
from voiceagent.store.calls import SqlCallStore
from voiceagent.store.database import Database
from voiceagent.store.reports import CallReports

ACKNOWLEDGED_BATCHES = 40


def _killed_after_some_batches(url: str) -> int:
    """Run the writer, kill it with SIGKILL in full flight; the last number it acknowledged."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.store.appender", url], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        numbers = [int(process.stdout.readline()) for _ in range(ACKNOWLEDGED_BATCHES)]
        process.kill()
        # What it had said before it died counts as well; half a line was never finished.
        rest = process.stdout.read().rpartition("\n")[0]
        return max([*numbers, *map(int, rest.split())])


async def test_what_was_acknowledged_survives_a_kill(database: Database, database_url: str) -> None:
    """Not one acknowledged event is lost, no batch is there by half, and the facts are kept."""
    last = _killed_after_some_batches(database_url)
    store = SqlCallStore(database)
    sequences = [kept.sequence for kept in await store.timeline("c1")]
    assert sequences[: last + 1] == list(range(last + 1))
    assert len(sequences) % BATCH == 0

    assert await store.close_interrupted(NOON + timedelta(days=1)) == ("c1",)
    report = await CallReports(database).call("c1")
    assert report is not None
    assert report.summary.disposition == "interrupted"
    assert report.summary.duration_ms == sequences[-1] * 20
    assert [kept.value for kept in report.facts] == ["varmepumpe"]
