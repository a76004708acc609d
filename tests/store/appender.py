"""A process of its own that writes a call until it is killed, and says what was acknowledged.

Started as ``python -m tests.store.appender URL``. After each batch it prints the last sequence
number of it, so that whoever kills it knows what must be in the database.
"""

from __future__ import annotations

import asyncio
import sys

from tests.store.calls import entry, fact, new_call
from voiceagent.store.calls import SqlCallStore
from voiceagent.store.database import Database

BATCH = 7


async def append_for_ever(url: str) -> None:
    """Write batch after batch."""
    store = SqlCallStore(Database(url))
    await store.open_call(new_call())
    await store.append([fact("need", "varmepumpe")])
    sequence = 0
    while True:
        await store.append([entry(sequence + offset) for offset in range(BATCH)])
        sequence += BATCH
        sys.stdout.write(f"{sequence - 1}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(append_for_ever(sys.argv[1]))
