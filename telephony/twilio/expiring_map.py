"""A mapping that forgets: entries older than their time to live, and the oldest when it is full.

Bounded by construction, so that whoever can make us remember cannot make us remember everything.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Generic, TypeVar

from voiceagent.ports import Clock

Value = TypeVar("Value")


class ExpiringMap(Generic[Value]):
    """Text keys to values. Setting a key anew makes it young again."""

    def __init__(self, clock: Clock, *, ttl_s: float, capacity: int) -> None:
        self._clock = clock
        self._ttl_ms = ttl_s * 1000
        self._capacity = capacity
        self._entries: OrderedDict[str, tuple[float, Value]] = OrderedDict()

    def __len__(self) -> int:
        self._forget()
        return len(self._entries)

    def get(self, key: str) -> Value | None:
        """The value, or None when it was never there or has been forgotten."""
        self._forget()
        entry = self._entries.get(key)
        return None if entry is None else entry[1]

    def put(self, key: str, value: Value) -> None:
        """Remember a value; the oldest entry goes when there is no room."""
        self._entries.pop(key, None)
        self._entries[key] = (self._clock.monotonic_ms() + self._ttl_ms, value)
        while len(self._entries) > self._capacity:
            self._entries.popitem(last=False)

    def drop(self, key: str) -> None:
        """Forget a key, which may be unknown."""
        self._entries.pop(key, None)

    def _forget(self) -> None:
        now_ms = self._clock.monotonic_ms()
        while self._entries:
            key, (until_ms, _) = next(iter(self._entries.items()))
            if until_ms > now_ms:
                return
            del self._entries[key]
