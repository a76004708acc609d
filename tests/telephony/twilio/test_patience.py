"""Patience limits each wait as ``asyncio.timeout`` would."""

from __future__ import annotations

import asyncio

import pytest

from telephony.twilio.patience import Patience
from tests.support.virtual_time import run_virtually


def test_a_wait_that_lasts_too_long_ends_in_a_timeout() -> None:
    """The third wait is the long one; those before it put its end off."""

    async def script() -> float:
        loop = asyncio.get_running_loop()
        patience = Patience(10)
        for pause_s in (4, 9):
            with patience:
                await asyncio.sleep(pause_s)
        with pytest.raises(TimeoutError), patience:
            await asyncio.sleep(60)
        patience.stop()
        return loop.time()

    assert run_virtually(script()) == pytest.approx(4 + 9 + 10)


def test_nothing_is_cancelled_between_waits() -> None:
    """Whoever does not wait may take as long as they like."""

    async def script() -> None:
        patience = Patience(1)
        with patience:
            await asyncio.sleep(0.5)
        await asyncio.sleep(30)
        with patience:
            await asyncio.sleep(0.9)
        patience.stop()

    run_virtually(script())


def test_a_lost_wait_ends_at_once() -> None:
    """And only the one that goes on: losing it before or after does nothing."""

    async def script() -> float:
        loop = asyncio.get_running_loop()
        patience = Patience(10)
        patience.lose()
        loop.call_later(2, patience.lose)
        with pytest.raises(TimeoutError), patience:
            await asyncio.sleep(60)
        patience.lose()
        await asyncio.sleep(1)
        patience.stop()
        return loop.time()

    assert run_virtually(script()) == pytest.approx(3)


def test_a_cancellation_from_outside_stays_one() -> None:
    """Even when patience ends in the same moment."""

    async def waiting(patience: Patience) -> None:
        with patience:
            await asyncio.sleep(60)

    async def script() -> bool:
        patience = Patience(10)
        task = asyncio.create_task(waiting(patience))
        await asyncio.sleep(1)
        patience.lose()
        task.cancel()
        await asyncio.wait([task])
        patience.stop()
        return task.cancelled()

    assert run_virtually(script())
