"""Watches the event loop: a loop that stands still is heard by every caller at once."""

from __future__ import annotations

import asyncio

import structlog

from voiceagent.ports import Clock

_EVERY_S = 0.05
_WARN_MS = 200.0
_log = structlog.get_logger()


async def watch_loop(clock: Clock) -> None:
    """Warn whenever the loop came back late; runs until cancelled."""
    while True:
        before_ms = clock.monotonic_ms()
        await asyncio.sleep(_EVERY_S)
        late_ms = clock.monotonic_ms() - before_ms - _EVERY_S * 1000
        if late_ms > _WARN_MS:
            _log.warning("the event loop stood still", late_ms=round(late_ms))
