"""The engines' threads: order, bounds, deadlines, cancellation."""

from __future__ import annotations

import asyncio
import threading

import pytest

from models.engines.worker import EngineThread, JobTimes
from voiceagent.errors import ConfigurationError, DeadlineExceeded, ProviderError


async def test_work_runs_on_the_engines_own_thread(thread: EngineThread) -> None:
    """A model never runs on the event loop's thread."""
    assert await thread.run(lambda: threading.current_thread().name) == "engine-test"


async def test_jobs_run_one_after_the_other_in_order(thread: EngineThread) -> None:
    """One queue, first come first served."""
    order: list[int] = []
    await asyncio.gather(*(thread.run(lambda n=n: order.append(n)) for n in range(5)))  # type: ignore[misc]
    assert order == [0, 1, 2, 3, 4]


async def test_a_full_queue_refuses_at_once_and_may_be_tried_again() -> None:
    """Overload is told, not queued: the error is retryable."""
    engine, gate = EngineThread("full", queue_limit=1), threading.Event()
    running = await _occupy(engine, gate)
    waiting = asyncio.ensure_future(engine.run(lambda: "second"))
    await asyncio.sleep(0)
    with pytest.raises(ProviderError, match="full") as caught:
        await engine.run(lambda: "third")
    assert caught.value.retryable
    gate.set()
    assert await waiting == "second"
    await running
    engine.close()


async def test_a_cancelled_job_is_never_begun_and_gives_its_place_free() -> None:
    """A caller who went on speaking cancels what was asked for."""
    engine, gate, begun = EngineThread("gone", queue_limit=1), threading.Event(), []
    running = await _occupy(engine, gate)
    gone = asyncio.ensure_future(engine.run(lambda: begun.append("gone")))
    await asyncio.sleep(0)
    gone.cancel()
    with pytest.raises(asyncio.CancelledError):
        await gone
    kept = asyncio.ensure_future(engine.run(lambda: begun.append("kept")))
    await asyncio.sleep(0)
    gate.set()
    await kept
    await running
    assert begun == ["kept"]
    engine.close()


async def test_a_late_answer_is_an_error() -> None:
    """The deadline counts from the asking."""
    engine, gate = EngineThread("late"), threading.Event()
    with pytest.raises(DeadlineExceeded, match="late"):
        await engine.run(lambda: gate.wait(10), deadline_ms=1)
    gate.set()
    engine.close()


async def test_a_models_exception_becomes_ours_with_its_cause(thread: EngineThread) -> None:
    """Whatever a library throws arrives as a ProviderError; our own errors arrive as they are."""

    def fail() -> None:
        raise IndexError("private words")

    with pytest.raises(ProviderError) as caught:
        await thread.run(fail)
    assert isinstance(caught.value.__cause__, IndexError)
    assert "private" not in str(caught.value)

    def misconfigured() -> None:
        raise ConfigurationError("voice")

    with pytest.raises(ConfigurationError):
        await thread.run(misconfigured)


async def test_a_closed_engine_fails_what_waits_and_refuses_the_rest() -> None:
    """Closing twice is harmless."""
    engine, gate = EngineThread("closed"), threading.Event()
    running = await _occupy(engine, gate)
    waiting = asyncio.ensure_future(engine.run(lambda: None))
    await asyncio.sleep(0)
    closing = threading.Thread(target=engine.close)
    closing.start()
    with pytest.raises(ProviderError, match="closed"):
        await waiting
    gate.set()
    await running
    closing.join()
    engine.close()
    with pytest.raises(ProviderError, match="closed"):
        await engine.run(lambda: None)


async def _occupy(engine: EngineThread, gate: threading.Event) -> asyncio.Future[bool]:
    """Keep the engine busy until the gate opens (or ten seconds pass, should a test fail)."""
    begun = threading.Event()

    def work() -> bool:
        begun.set()
        return gate.wait(10)

    running = asyncio.ensure_future(engine.run(work))
    await asyncio.to_thread(begun.wait, 10)
    return running


async def test_whoever_watches_is_told_how_long_a_job_waited_and_worked() -> None:
    """Asked, begun, done: what lies between the first two is the queue's."""
    seen: list[JobTimes] = []
    engine = EngineThread("watched", watch=seen.append)
    assert await engine.run(lambda: "answer") == "answer"
    with pytest.raises(ProviderError):
        await engine.run(lambda: 1 // 0)
    engine.close()
    (times,) = seen
    assert times.thread == "watched"
    assert times.asked_s <= times.begun_s <= times.done_s
