"""Judges by sound whether a speaker has finished, and shares its pass with the recogniser.

The turn score and the words of a span are asked for at the same moment, with the same
:class:`TurnAudio`. The first of the two starts the pass; the other joins it. A pass is given up
only when everybody who waited for it is gone.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass

from models.engines.turn_encoder import TurnEncoder, TurnPass
from models.engines.worker import EngineThread
from voiceagent.ports import TurnAudio

_REMEMBERED = 32


@dataclass(slots=True)
class _Shared:
    """A pass, under way or done, and how many wait for it. Keeps the audio: its id must hold."""

    audio: TurnAudio
    task: asyncio.Task[TurnPass]
    waiting: int = 0


class SharedPasses:
    """One encoder pass per :class:`TurnAudio`, however many ask for it. For one event loop.

    The last 32 passes are remembered, by identity of the audio.
    """

    def __init__(self, encoder: TurnEncoder, thread: EngineThread) -> None:
        self._encoder = encoder
        self._thread = thread
        self._shared: OrderedDict[int, _Shared] = OrderedDict()

    async def of(self, audio: TurnAudio) -> TurnPass:
        """The pass over the last eight seconds of ``audio``.

        Raises:
            ProviderError: The engine failed or is overloaded; nothing is remembered of it.
        """
        shared = self._shared.get(id(audio))
        if shared is None:
            task = asyncio.ensure_future(
                self._thread.run(lambda: self._encoder.encode(audio.samples))
            )
            shared = self._shared[id(audio)] = _Shared(audio, task)
            self._forget_oldest()
        shared.waiting += 1
        try:
            return await asyncio.shield(shared.task)
        except BaseException:
            if shared.waiting == 1 or shared.task.done():
                shared.task.cancel()
                self._forget(shared)
            raise
        finally:
            shared.waiting -= 1

    def _forget(self, shared: _Shared) -> None:
        if self._shared.get(id(shared.audio)) is shared:
            del self._shared[id(shared.audio)]

    def _forget_oldest(self) -> None:
        for key, shared in list(self._shared.items()):
            if len(self._shared) <= _REMEMBERED:
                return
            if shared.task.done():
                del self._shared[key]


class SmartTurnScorer:
    """The TurnScorer port on Smart-Turn."""

    def __init__(self, passes: SharedPasses) -> None:
        self._passes = passes

    async def score(self, audio: TurnAudio) -> float:
        """Probability of a finished turn."""
        return (await self._passes.of(audio)).probability
