"""Leaves an endpoint alone that fails again and again.

```
closed ──failures in a row──▶ open ──rest_ms──▶ half open: one request
   ▲                            ▲                    │
   └────────── it succeeds ─────┼────────────────────┤
                                └──── it fails ──────┘
```
"""

from __future__ import annotations


class Breaker:
    """Decides whether a request may be sent.

    Args:
        failures: So many in a row open it.
        rest_ms: So long no request is sent; then one, to see.
    """

    def __init__(self, *, failures: int = 4, rest_ms: float = 20_000) -> None:
        self._limit = failures
        self._rest_ms = rest_ms
        self._failures = 0
        self._opened_ms: float | None = None
        self._probing = False

    @property
    def is_open(self) -> bool:
        """Whether the endpoint counts as broken."""
        return self._opened_ms is not None

    def admits(self, now_ms: float) -> bool:
        """Whether a request may be sent now; each that was admitted must be settled."""
        if self._opened_ms is None:
            return True
        if self._probing or now_ms - self._opened_ms < self._rest_ms:
            return False
        self._probing = True
        return True

    def succeeded(self) -> bool:
        """A request went well; whether that closed the breaker."""
        was_open = self.is_open
        self._failures, self._opened_ms, self._probing = 0, None, False
        return was_open

    def failed(self, now_ms: float) -> bool:
        """A request failed; whether that opened the breaker for the first time."""
        was_open = self.is_open
        self._failures += 1
        self._probing = False
        if self._failures >= self._limit:
            self._opened_ms = now_ms
        return self.is_open and not was_open

    def abandoned(self) -> None:
        """A request was given up by us and says nothing about the endpoint."""
        self._probing = False
