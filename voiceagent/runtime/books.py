"""The one writer of the store: what calls want kept is gathered and written in few transactions.

``keep`` never waits. Records are written every ``flush_every_s``, or at once when somebody awaits
``settle``. If the database cannot take them they are kept and tried again; beyond ``limit`` records
the flight recorder's entries are given up first (oldest first, counted in a warning), never facts,
decisions or transcript lines. A record that the database refuses for what it is would be refused
for ever: it alone is left out, so that one call cannot stop the books of the others.

A call's ending is written after all that was kept before it, however long that takes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import structlog

from voiceagent.errors import StoreError
from voiceagent.ports import CallRecord, CallStore, ClosedCall, TimelineEntry

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
        self._endings: list[ClosedCall] = []
        self._writing = asyncio.Lock()
        self._given_up = 0

    def keep(self, records: Sequence[CallRecord]) -> None:
        """Have records written soon."""
        self._records.extend(records)
        if len(self._records) > self._limit:
            self._give_up()

    def close(self, closed: ClosedCall) -> None:
        """Have a call's ending written soon."""
        self._endings.append(closed)

    async def settle(self) -> bool:
        """Write all that is waiting; False when the database would not take it."""
        async with self._writing:
            try:
                while self._records:
                    await self._append_next()
                while self._endings:
                    await self._close_next()
            except StoreError as error:
                why = str(error)
                _log.warning("records are waiting for the database", code=error.code, why=why)
                return False
        return True

    async def run(self) -> None:
        """Write from time to time, until cancelled."""
        while True:
            await asyncio.sleep(self._flush_every_s)
            if self._records or self._endings:
                await self.settle()

    async def _append_next(self) -> None:
        # Taken out while they are written: what is given up meanwhile must not shift them.
        batch, self._records = self._records[:_BATCH], self._records[_BATCH:]
        try:
            await self._append(batch)
        except BaseException:
            # Some may have been written: writing one twice is harmless.
            self._records = batch + self._records
            raise

    async def _append(self, batch: Sequence[CallRecord]) -> None:
        try:
            await self._store.append(batch)
        except StoreError as error:
            if error.retryable:
                raise
            await self._append_apart(batch, error.code)
        except Exception as error:
            # Nobody foresaw it; kept, it would stop the books of every call.
            await self._append_apart(batch, type(error).__name__)

    async def _append_apart(self, batch: Sequence[CallRecord], code: str) -> None:
        """Write a refused batch without the record that is to blame."""
        if len(batch) == 1:
            [record] = batch
            kind = type(record).__name__
            _log.error("a record was refused", code=code, kind=kind, of=record.call_id)
            return
        half = len(batch) // 2
        await self._append(batch[:half])
        await self._append(batch[half:])

    async def _close_next(self) -> None:
        closed = self._endings[0]
        try:
            await self._store.close_call(closed)
        except StoreError as error:
            if error.retryable:
                raise
            _log.error("a call's ending was refused", code=error.code, of=closed.call_id)
        except Exception as error:
            fault = type(error).__name__
            _log.error("a call's ending was refused", code=fault, of=closed.call_id)
        self._endings.pop(0)

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
