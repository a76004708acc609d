"""An event loop in a thread of its own, where one bridged engine's connections live.

Vendors' classes block now and then: a handshake's cryptography, a model that is loaded, a codec.
Here that costs other turns of the same engine a moment and a call's frames nothing.
"""

from __future__ import annotations

import asyncio
import atexit
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

from voiceagent.errors import ProviderError

Result = TypeVar("Result")

_PATIENCE_S = 5.0
"""How long closing waits for connections to be closed."""


class ServiceLoop:
    """Runs coroutines for callers in other loops.

    Args:
        name: Names the thread and stands in errors.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._loop = asyncio.new_event_loop()
        self._closers: list[Callable[[], Coroutine[Any, Any, None]]] = []
        self._closed = False
        self._thread = threading.Thread(target=self._run, name=f"bridge-{name}", daemon=True)
        self._thread.start()
        atexit.register(self.close)

    def on_close(self, closer: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Have ``closer`` run in the loop before it ends."""
        self._closers.append(closer)

    def begin(self, work: Coroutine[Any, Any, Result]) -> Future[Result]:
        """Start ``work``; cancelling the future cancels it.

        Raises:
            ProviderError: The loop is closed.
        """
        if self._closed:
            work.close()
            raise ProviderError(f"{self._name}: closed")
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    async def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Await ``work`` from another loop; cancelling this cancels it.

        Raises:
            ProviderError: The loop is closed.
        """
        return await asyncio.wrap_future(self.begin(work))

    def close(self) -> None:
        """Run the closers, cancel what is left and end the thread. Twice does nothing more."""
        if self._closed:
            return
        ending = self.begin(self._end())
        self._closed = True
        try:
            ending.result(_PATIENCE_S)
        except TimeoutError:
            ending.cancel()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_PATIENCE_S)
        atexit.unregister(self.close)

    async def _end(self) -> None:
        for closer in self._closers:
            await closer()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()
        self._loop.close()
