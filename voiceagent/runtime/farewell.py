"""Hanging up at a carrier that may fail: asked again while that is safe, then left alone.

Closing the stream ends a call as well, but then the carrier goes on with its fallback, which is
meant for a dead agent: a caller who has said goodbye should not be put through to anybody. So that
comes last, after the carrier was asked ``1 + len(_PAUSES_S)`` times or was slow for ``_LIMIT_S``:
the line is silent all the while.
"""

from __future__ import annotations

import asyncio

import structlog

from voiceagent.errors import ProviderError
from voiceagent.ports import Carrier

_log = structlog.get_logger()
_PAUSES_S = (0.5, 1.0)
_LIMIT_S = 4.5


async def hang_up(carrier: Carrier, call_sid: str) -> bool:
    """End a call at the carrier; False when the carrier did not do it."""
    clock = asyncio.get_running_loop()
    until_s = clock.time() + _LIMIT_S
    for pause_s in (*_PAUSES_S, None):
        try:
            await carrier.hang_up(call_sid)
        except ProviderError as error:
            _log.warning("the carrier would not hang up", code=error.code)
            if pause_s is None or not error.retryable or clock.time() > until_s:
                return False
            await asyncio.sleep(pause_s)
        else:
            return True
    raise AssertionError("the last attempt returns")
