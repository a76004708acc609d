"""A call's transcript on a terminal while it is spoken, read from the service's books as they fill.

A line appears when it has been heard; an answer of the agent carries the time that its caller
waited for it.
"""

from __future__ import annotations

import asyncio
from collections import deque

from rich.console import Console
from rich.text import Text

from voiceagent.errors import StoreError
from voiceagent.ports import LineRecord
from voiceagent.store.reports import CallReports

_LOOK_EVERY_S = 0.3


class LiveTranscript:
    """Follows the newest call from one number."""

    def __init__(self, console: Console, books: CallReports, number: str) -> None:
        self._console = console
        self._books = books
        self._number = number
        self._shown: set[tuple[int, str]] = set()
        self._waits: deque[int] = deque()
        self._awaited = False

    def answered(self, wait_ms: int) -> None:
        """The caller heard the first sound of an answer after ``wait_ms``."""
        self._waits.append(wait_ms)

    async def follow(self) -> None:
        """Print lines as they come, until cancelled."""
        while True:
            await asyncio.sleep(_LOOK_EVERY_S)
            try:
                await self._look()
            except StoreError:
                continue  # the tables are not there yet, or the books are being written

    async def _look(self) -> None:
        for call in await self._books.calls(limit=50):
            if call.caller != self._number:
                continue
            report = await self._books.call(call.id)
            for line in sorted(report.lines, key=lambda one: one.from_ms) if report else ():
                self._show(line)
            return

    def _show(self, line: LineRecord) -> None:
        name = (line.from_ms, line.speaker)
        if name in self._shown:
            return
        self._shown.add(name)
        self._console.print(self._text(line))

    def _text(self, line: LineRecord) -> Text:
        at = f"  {line.from_ms / 1000:5.1f} s  "
        if line.speaker == "caller":
            self._awaited = True
            return Text(f"{at}caller  {line.text}", style="cyan")
        text = Text(f"{at}agent   {line.text}{'' if line.complete else ' …'}")
        if self._awaited and self._waits:
            text.append(f"   answered in {self._waits.popleft()} ms", style="green")
        self._awaited = False
        return text
