"""The stations of one engine: as many as there is work at once, one open ahead of need.

Bounded: whoever comes when all are busy waits for one, within the deadline of what they ask. A
broken station is closed; one that is idle is kept up to ``spare``.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from models.bridge.station import Station
from voiceagent.errors import ProviderError


class Stations:
    """All methods are for the service loop.

    Args:
        make: Builds a station; it is opened here.
        connections: Stations at work at once.
        spare: Idle stations kept open.
    """

    def __init__(
        self, make: Callable[[], Awaitable[Station]], *, connections: int, spare: int
    ) -> None:
        self._make = make
        self._places = asyncio.Semaphore(connections)
        self._connections = connections
        self._spare = min(spare, connections)
        self._idle: list[Station] = []
        self._busy: set[Station] = set()
        self._all: set[Station] = set()
        self._opening = 0
        self._tasks: set[asyncio.Task[None]] = set()

    async def borrow(self, *, fresh: bool = False) -> Station:
        """A station for one request; ``fresh``: one that nobody has used.

        Raises:
            ProviderError: None could be opened.
        """
        await self._places.acquire()
        try:
            station = None if fresh else self._take_idle()
            if station is None:
                station = await self._open()
        except BaseException:
            self._places.release()
            raise
        self._busy.add(station)
        station.begin()
        self._prepare()
        return station

    def give_back(
        self,
        station: Station,
        *,
        again: bool,
        before: Callable[[Station], Awaitable[None]] | None = None,
        rest_s: float = 0.0,
    ) -> None:
        """The request is over.

        Args:
            again: The station may serve another.
            before: What it has to do first.
            rest_s: How long it then rests.
        """
        station.end()
        self._busy.discard(station)
        self._places.release()
        self._do(self._settle(station, again=again, before=before, rest_s=rest_s))

    async def close(self) -> None:
        """Close every station."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._idle.clear()
        self._busy.clear()
        closing = [self._close(station) for station in self._all]
        await asyncio.gather(*closing, return_exceptions=True)

    def _take_idle(self) -> Station | None:
        while self._idle:
            station = self._idle.pop()
            if station.usable:
                return station
            self._do(self._close(station))
        return None

    async def _open(self) -> Station:
        station = await self._make()
        self._all.add(station)
        try:
            await station.open()
        except BaseException:
            self._do(self._close(station))
            raise
        return station

    async def _close(self, station: Station) -> None:
        try:
            await station.close()
        finally:
            self._all.discard(station)

    def _prepare(self) -> None:
        """See to it that a station will be open when the next request comes."""
        ahead = len(self._idle) + self._opening
        if ahead < self._spare and len(self._busy) + ahead < self._connections:
            self._opening += 1
            self._do(self._open_ahead())

    async def _open_ahead(self) -> None:
        try:
            await self._keep(await self._open())
        except ProviderError:
            pass  # whoever asks next tries again, and is told
        finally:
            self._opening -= 1

    async def _settle(
        self,
        station: Station,
        *,
        again: bool,
        before: Callable[[Station], Awaitable[None]] | None,
        rest_s: float,
    ) -> None:
        if before is not None:
            try:
                await before(station)
            except (ProviderError, TimeoutError):
                again = False
            await asyncio.sleep(rest_s)
        if again:
            await self._keep(station)
            return
        await self._close(station)
        self._prepare()

    async def _keep(self, station: Station) -> None:
        if station.usable and len(self._idle) < max(self._spare, 1):
            self._idle.append(station)
        else:
            await self._close(station)

    def _do(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
