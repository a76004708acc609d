"""Turns that wait for the same engine share one pass.

Asking puts the item in line and one job on the engine's thread. Whichever job comes first takes its
own item and every waiting one of the same kind; the others' jobs then find their answer ready. So a
lone item never waits for company, and a queue empties faster the longer it is.

An item whose asker is gone (cancelled or late) is not worked on. When a shared pass fails, all who
shared it get the error.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from models.engines.worker import EngineThread

Item = TypeVar("Item")
Result = TypeVar("Result")


class _Entry(Generic[Item, Result]):
    """An item in line; ``outcome`` is set by whoever worked on it."""

    __slots__ = ("item", "outcome")

    def __init__(self, item: Item) -> None:
        self.item = item
        self.outcome: Result | BaseException | None = None


class SharedPass(Generic[Item, Result]):
    """Gathers waiting items into passes.

    Args:
        thread: The engine's thread; its queue limit and deadline count.
        work: Answers several items of one kind, in order; it must not return None for any.
        kind: Items of equal kind may share a pass.
        most: Items per pass.
    """

    def __init__(
        self,
        thread: EngineThread,
        work: Callable[[Sequence[Item]], Sequence[Result]],
        kind: Callable[[Item], Hashable],
        *,
        most: int,
    ) -> None:
        self._thread = thread
        self._work = work
        self._kind = kind
        self._most = most
        self._line: list[_Entry[Item, Result]] = []
        self._lock = threading.Lock()

    async def ask(self, item: Item) -> Result:
        """The answer to one item.

        Raises:
            ProviderError: The engine failed, was late, or its queue is full.
        """
        entry: _Entry[Item, Result] = _Entry(item)
        with self._lock:
            self._line.append(entry)
        try:
            return await self._thread.run(lambda: self._answer(entry))
        finally:
            with self._lock:
                if entry in self._line:
                    self._line.remove(entry)

    def _answer(self, entry: _Entry[Item, Result]) -> Result:
        if entry.outcome is None:
            self._serve(entry)
        if isinstance(entry.outcome, BaseException):
            raise entry.outcome
        assert entry.outcome is not None
        return entry.outcome

    def _serve(self, first: _Entry[Item, Result]) -> None:
        group = self._take(first)
        try:
            answers: Sequence[Result] = self._work([entry.item for entry in group])
        except Exception as error:
            for entry in group:
                entry.outcome = error
            return
        for entry, answer in zip(group, answers, strict=True):
            entry.outcome = answer

    def _take(self, first: _Entry[Item, Result]) -> list[_Entry[Item, Result]]:
        kind = self._kind(first.item)
        with self._lock:
            company = [e for e in self._line if e is not first and self._kind(e.item) == kind]
            group = [first, *company[: self._most - 1]]
            self._line = [entry for entry in self._line if entry not in group]
        return group
