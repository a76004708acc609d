"""Waiting items of one kind share a pass."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest

from models.engines.gathering import SharedPass
from models.engines.worker import EngineThread
from voiceagent.errors import DeadlineExceeded, ProviderError


class _Doubling:
    """Doubles numbers and remembers its passes; odd and even ones are different kinds."""

    def __init__(self, thread: EngineThread, most: int = 4) -> None:
        self.passes: list[list[int]] = []
        self.shared: SharedPass[int, int] = SharedPass(
            thread, self._work, lambda number: number % 2, most=most
        )

    def _work(self, numbers: Sequence[int]) -> list[int]:
        self.passes.append(list(numbers))
        if 13 in numbers:
            raise ProviderError("thirteen")
        return [2 * number for number in numbers]


@asynccontextmanager
async def _busy(thread: EngineThread) -> AsyncIterator[None]:
    """The engine works on something else; what is asked meanwhile waits."""
    gate = threading.Event()
    running = asyncio.ensure_future(thread.run(lambda: gate.wait(10)))
    await asyncio.sleep(0)
    yield
    gate.set()
    await running


async def _asked(doubling: _Doubling, *numbers: int) -> list[asyncio.Task[int]]:
    tasks = [asyncio.create_task(doubling.shared.ask(number)) for number in numbers]
    await asyncio.sleep(0)
    return tasks


async def test_a_lone_item_does_not_wait_for_company(thread: EngineThread) -> None:
    """One asker, one pass."""
    doubling = _Doubling(thread)
    assert await doubling.shared.ask(3) == 6
    assert doubling.passes == [[3]]


async def test_items_that_wait_share_a_pass_by_kind(thread: EngineThread) -> None:
    """Each gets its own answer; kinds are not mixed."""
    doubling = _Doubling(thread)
    async with _busy(thread):
        tasks = await _asked(doubling, 1, 2, 3, 5)
    assert await asyncio.gather(*tasks) == [2, 4, 6, 10]
    assert doubling.passes == [[1, 3, 5], [2]]


async def test_a_pass_is_bounded(thread: EngineThread) -> None:
    """More than fit go in the next one."""
    doubling = _Doubling(thread, most=2)
    async with _busy(thread):
        tasks = await _asked(doubling, 1, 3, 5)
    await asyncio.gather(*tasks)
    assert doubling.passes == [[1, 3], [5]]


async def test_nothing_is_done_for_who_is_gone(thread: EngineThread) -> None:
    """A caller who went on speaking takes the item out of the line."""
    doubling = _Doubling(thread)
    async with _busy(thread):
        stays, goes = await _asked(doubling, 1, 3)
        goes.cancel()
        with pytest.raises(asyncio.CancelledError):
            await goes
    assert await stays == 2
    assert doubling.passes == [[1]]


async def test_who_shared_a_pass_that_failed_is_told(thread: EngineThread) -> None:
    """Both get the error, and the next pass works."""
    doubling = _Doubling(thread)
    async with _busy(thread):
        tasks = await _asked(doubling, 11, 13)
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [ProviderError, ProviderError]
    assert await doubling.shared.ask(1) == 2


async def test_a_late_answer_is_an_error() -> None:
    """The engine thread's deadline counts, and the item leaves the line."""
    thread = EngineThread("late", deadline_ms=1)
    doubling = _Doubling(thread)
    gate = threading.Event()
    running = asyncio.ensure_future(thread.run(lambda: gate.wait(10), deadline_ms=10_000))
    await asyncio.sleep(0)
    with pytest.raises(DeadlineExceeded):
        await doubling.shared.ask(1)
    gate.set()
    await running
    await thread.run(lambda: None, deadline_ms=10_000)
    assert doubling.passes == []
    thread.close()
