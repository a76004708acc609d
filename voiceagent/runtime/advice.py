"""A language model's advice in a call: taken where it holds, done without where it does not.

Nothing raises here and nothing waits longer than the model's own deadline; what a model writes
reaches the dialog only past the guard, and what it points at only as a hint.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import structlog

from voiceagent.dialog.guard.guarding import refusal
from voiceagent.errors import ProviderError
from voiceagent.ports import LanguageModel, OpenSlot, Passage

_log = structlog.get_logger()

JsonMap = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Phrasing:
    """What is to be said of a question's passages.

    Attributes:
        text: The sentence: the model's, or the best passage itself.
        fault: Why it is not the model's: the guard's code or the failure's; empty where it is.
    """

    text: str
    fault: str = ""


class Advice:
    """What the model of a process has to say to the calls of one company."""

    def __init__(self, model: LanguageModel, *, company: str) -> None:
        self._model = model
        self._company = company

    async def phrase(
        self, question: str, passages: Sequence[Passage], *, language: str
    ) -> Phrasing:
        """A sentence that answers the question from the passages, of which the first is the best.

        Raises:
            IndexError: There are no passages.
        """
        best = passages[0].text
        try:
            sentence = await self._model.phrase(question, tuple(passages), language=language)
        except ProviderError as error:
            return Phrasing(best, error.code)
        texts = [passage.text for passage in passages]
        fault = refusal(sentence, texts, company=self._company)
        if fault:
            _log.info("a phrasing was refused", code=fault)
            return Phrasing(best, fault)
        return Phrasing(sentence)

    async def interpret(self, arguments: JsonMap) -> JsonMap:
        """The tool ``interpret``: what the model found in the caller's words, by slot.

        Raises:
            KeyError: An argument is missing.
        """
        utterance, words = str(arguments["utterance"]), str(arguments["words"])
        slots = tuple(_slots(arguments["slots"]))
        nothing: JsonMap = {"utterance": utterance, "found": {}}
        try:
            understood = await self._model.interpret(
                words, slots, language=str(arguments["language"])
            )
        except ProviderError as error:
            return {**nothing, "fault": error.code}
        found = {
            name: {"words": one.words, "choice": one.choice} for name, one in understood.items()
        }
        return {**nothing, "found": found}


def _slots(value: object) -> list[OpenSlot]:
    entries = value if isinstance(value, list | tuple) else ()
    return [
        OpenSlot(
            str(entry["name"]),
            str(entry["kind"]),
            str(entry["question"]),
            tuple(str(choice) for choice in entry["choices"]),
        )
        for entry in entries
        if isinstance(entry, Mapping)
    ]
