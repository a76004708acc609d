"""A thread of its own for every engine, so that a slow model never holds up a call's frames.

One thread, one queue. The queue is bounded: when it is full, asking fails at once with a retryable
:class:`ProviderError`, because a late answer in a call is worth nothing. Every job has a deadline,
counted from the asking; a job whose asker is gone (cancelled or late) is never begun.
"""

from __future__ import annotations

import asyncio
import atexit
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, TypeVar

from voiceagent.errors import DeadlineExceeded, ProviderError, VoiceAgentError

Result = TypeVar("Result")

_PATIENCE_S = 10.0
"""How long closing waits for work that has begun."""


@dataclass(frozen=True, slots=True)
class JobTimes:
    """When a job was asked for, begun and done: seconds on the monotonic clock."""

    thread: str
    asked_s: float
    begun_s: float
    done_s: float


Watch = Callable[[JobTimes], None]
"""Is told, in the asker's context, of a job that was answered in time; must not block."""


@dataclass(slots=True, eq=False)
class _Job:
    work: Callable[[], Any]
    answer: Future[Any]
    begun_s: float = 0.0
    done_s: float = 0.0


class EngineThread:
    """Runs an engine's jobs one after the other.

    Args:
        name: Names the thread and stands in errors.
        queue_limit: Jobs that may wait; one more is refused.
        deadline_ms: How long a job may take from the asking, waiting included.
        watch: Is told of each answered job; None where nobody wants to know.
    """

    def __init__(
        self,
        name: str,
        *,
        queue_limit: int = 64,
        deadline_ms: int = 3_000,
        watch: Watch | None = None,
    ) -> None:
        self._name = name
        self._watch = watch
        self._queue_limit = queue_limit
        self._deadline_ms = deadline_ms
        self._waiting: deque[_Job] = deque()
        self._changed = threading.Condition()
        self._closed = False
        self._thread = threading.Thread(target=self._work, name=f"engine-{name}", daemon=True)
        self._thread.start()
        # A daemon thread inside native code when the interpreter goes down aborts the process.
        atexit.register(self.close)

    async def run(self, work: Callable[[], Result], *, deadline_ms: int | None = None) -> Result:
        """Do ``work`` on the engine's thread.

        Raises:
            DeadlineExceeded: No answer in time; work that has begun goes on, unheard.
            ProviderError: The queue is full (retryable), the engine is closed, or the work failed.
        """
        limit_ms = self._deadline_ms if deadline_ms is None else deadline_ms
        answer: Future[Result] = Future()
        job, asked_s = _Job(work, answer), time.monotonic()
        self._enqueue(job)
        try:
            async with asyncio.timeout(limit_ms / 1000):
                result = await asyncio.wrap_future(answer)
        except TimeoutError as error:
            raise DeadlineExceeded(f"{self._name}: no answer within {limit_ms} ms") from error
        if self._watch is not None:
            self._watch(JobTimes(self._name, asked_s, job.begun_s, job.done_s))
        return result

    def close(self) -> None:
        """Refuse new jobs, fail the waiting ones and end the thread. Twice does nothing more."""
        with self._changed:
            self._closed = True
            waiting = list(self._waiting)
            self._waiting.clear()
            self._changed.notify()
        for job in waiting:
            if job.answer.set_running_or_notify_cancel():
                job.answer.set_exception(ProviderError(f"{self._name}: closed"))
        if threading.current_thread() is not self._thread:
            self._thread.join(_PATIENCE_S)
        atexit.unregister(self.close)

    def _enqueue(self, job: _Job) -> None:
        with self._changed:
            if self._closed:
                raise ProviderError(f"{self._name}: closed")
            if len(self._waiting) >= self._queue_limit:
                self._waiting = deque(kept for kept in self._waiting if not kept.answer.cancelled())
            if len(self._waiting) >= self._queue_limit:
                raise ProviderError(f"{self._name}: its queue is full", retryable=True)
            self._waiting.append(job)
            self._changed.notify()

    def _work(self) -> None:
        while True:
            with self._changed:
                while not self._waiting and not self._closed:
                    self._changed.wait()
                if self._closed:
                    return
                job = self._waiting.popleft()
            if job.answer.set_running_or_notify_cancel():
                self._answer(job)

    def _answer(self, job: _Job) -> None:
        job.begun_s = time.monotonic()
        try:
            result = job.work()
            job.done_s = time.monotonic()
        except VoiceAgentError as error:
            job.answer.set_exception(error)
        except Exception as error:  # the thread must outlive whatever a model throws
            failure = ProviderError(f"{self._name}: {type(error).__name__}")
            failure.__cause__ = error
            job.answer.set_exception(failure)
        else:
            job.answer.set_result(result)
