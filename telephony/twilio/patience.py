"""A limit on each of many short waits, with one timer for all of them.

``asyncio.timeout`` makes a timer for every wait and throws it away when the wait is over, which at
50 messages a second is a quarter of what reading a message costs. Here the timer stands; when it
goes off it looks whether the wait that goes on now has really lasted so long.

Invariants: a wait that lasts longer than the limit ends with TimeoutError; a cancellation from
outside stays one; outside of waits nothing is ever cancelled.
"""

from __future__ import annotations

import asyncio
from types import TracebackType


class Patience:
    """``with patience:`` around the await; not for use by two tasks at once."""

    def __init__(self, limit_s: float) -> None:
        self._limit_s = limit_s
        self._until_s = 0.0
        self._task: asyncio.Task[object] | None = None
        self._cancelling = 0
        self._over = False
        self._timer: asyncio.TimerHandle | None = None

    def __enter__(self) -> None:
        loop = asyncio.get_running_loop()
        task = asyncio.current_task(loop)
        assert task is not None
        self._task, self._cancelling = task, task.cancelling()
        self._over = False
        self._until_s = loop.time() + self._limit_s
        if self._timer is None:
            self._timer = loop.call_at(self._until_s, self._look, loop)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        task, self._task = self._task, None
        if not self._over or task is None:
            return
        only_ours = task.uncancel() <= self._cancelling
        if only_ours and kind is not None and issubclass(kind, asyncio.CancelledError):
            raise TimeoutError from error

    def lose(self) -> None:
        """End the wait that goes on now, if one does, as if it had lasted too long."""
        if self._task is not None and not self._over:
            self._over = True
            self._task.cancel()

    def stop(self) -> None:
        """There will be no more waits."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        self._timer = None
        if self._task is None:
            return
        if loop.time() < self._until_s:
            self._timer = loop.call_at(self._until_s, self._look, loop)
        else:
            self.lose()
