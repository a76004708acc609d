"""The tool ``look_up``: what a call gets of the company's texts."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from tests.support.books import MemoryCalendar, MemoryStore
from tests.support.virtual_time import LoopClock, run_virtually
from voiceagent.errors import ProviderError
from voiceagent.ports import Knowledge, Passage
from voiceagent.runtime.books import Books
from voiceagent.runtime.tools import ToolResult, Tools, ToolSettings

ASKED = {"question": "hvor lagres dataene", "language": "nn"}
FOUND = (Passage("I Norge.", "a.md#Lagring", 0.9), Passage("I Bergen.", "b.md#Kontor", 0.7))


@dataclass(slots=True)
class Shelf:
    """Texts that are what a test says."""

    passages: tuple[Passage, ...] = FOUND
    fault: ProviderError | None = None
    takes_s: float = 0.0
    asked: list[tuple[str, str]] = field(default_factory=list)

    async def look_up(self, question: str, *, language: str, limit: int = 3) -> tuple[Passage, ...]:
        self.asked.append((question, language))
        await asyncio.sleep(self.takes_s)
        if self.fault is not None:
            raise self.fault
        return self.passages[:limit]


def look_up(knowledge: Knowledge | None, arguments: dict[str, object] | None = None) -> ToolResult:
    """The tool's answer, in virtual time."""

    async def run() -> ToolResult:
        tools = Tools(
            "call1",
            MemoryCalendar(),
            Books(MemoryStore()),
            LoopClock(),
            ToolSettings(deadline_s=2.0),
            knowledge,
        )
        return await tools.run("look_up", ASKED if arguments is None else arguments)

    return run_virtually(run())


def test_the_best_passage_is_the_answer_and_all_come_with_it() -> None:
    """Text, source and score, in plain JSON values (DIA-06)."""
    shelf = Shelf()
    result = look_up(shelf)
    assert result.ok
    assert shelf.asked == [("hvor lagres dataene", "nn")]
    assert {name: result.value[name] for name in ("answer", "source", "score")} == {
        "answer": "I Norge.",
        "source": "a.md#Lagring",
        "score": 0.9,
    }
    assert result.value["passages"] == [
        {"text": "I Norge.", "source": "a.md#Lagring", "score": 0.9},
        {"text": "I Bergen.", "source": "b.md#Kontor", "score": 0.7},
    ]


def test_nothing_found_is_an_empty_answer() -> None:
    """It is no failure: the texts do not say."""
    result = look_up(Shelf(passages=()))
    assert result.ok
    assert (result.value["answer"], result.value["source"], result.value["passages"]) == (
        "",
        "",
        [],
    )


def test_a_company_without_texts_has_nothing_to_say() -> None:
    """The dialog does not ask then; asked all the same, nothing is found."""
    result = look_up(None)
    assert result.ok
    assert result.value["answer"] == ""


def test_an_index_that_fails_is_a_failed_tool() -> None:
    """With the error's code, never an exception."""
    result = look_up(Shelf(fault=ProviderError("the index is gone")))
    assert (result.ok, result.code) == (False, "provider")


def test_a_look_up_that_takes_too_long_has_failed() -> None:
    """The tool's deadline holds for it as for any."""
    result = look_up(Shelf(takes_s=60))
    assert (result.ok, result.code) == (False, "deadline")
