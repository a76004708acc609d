"""The one writer of the store: what calls want kept is gathered and written in few transactions.

``keep`` never waits. Records are written every ``flush_every_s``, or at once when somebody awaits
``settle``. If the database cannot take them they are kept and tried again; beyond ``limit`` records
the flight recorder's entries are given up first (oldest first, counted in a warning), never facts,
decisions or transcript lines.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import structlog

from voiceagent.errors import StoreError
from voiceagent.ports import CallRecord, CallStore, TimelineEntry

_BATCH = 2_000
_log = structlog.get_logger()


class Books:
    """Shared by all calls of a process."""

    def __init__(
        self, store: CallStore, *, flush_every_s: float = 0.25, limit: int = 50_000
    ) -> None:
        self._store = store
        self._flush_every_s = flush_every_s
        self._limit = limit
        self._records: list[CallRecord] = []
        self._writing = asyncio.Lock()
        self._given_up = 0

    def keep(self, records: Sequence[CallRecord]) -> None:
        """Have records written soon."""
        self._records.extend(records)
        if len(self._records) > self._limit:
            self._give_up()

    async def settle(self) -> bool:
        """Write all that is waiting; False when the database would not take it."""
        async with self._writing:
            while self._records:
                batch = self._records[:_BATCH]
                try:
                    await self._store.append(batch)
                except StoreError as error:
                    _log.warning("records are waiting for the database", code=error.code)
                    return False
                del self._records[: len(batch)]
        return True

    async def run(self) -> None:
        """Write from time to time, until cancelled."""
        while True:
            await asyncio.sleep(self._flush_every_s)
            if self._records:
                await self.settle()

    def _give_up(self) -> None:
        surplus = len(self._records) - self._limit
        kept: list[CallRecord] = []
        for record in self._records:
            if surplus > 0 and isinstance(record, TimelineEntry):
                surplus -= 1
                self._given_up += 1
            else:
                kept.append(record)
        self._records = kept
        _log.error("flight records given up: the database takes none", count=self._given_up)
