"""The language model that the settings name, if they name one, for calls and for talks by text."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from types import TracebackType

from voiceagent.dialog.leading.interpreting import INTERPRET
from voiceagent.dialog.moves import ToolAnswered, UseTool
from voiceagent.dialog.simulation.chat import Office
from voiceagent.errors import ConfigurationError
from voiceagent.integrations.llm.endpoint import ChatEndpoint, EndpointSettings
from voiceagent.integrations.llm.model import ChatModel
from voiceagent.ports import Clock, Passage
from voiceagent.runtime.advice import Advice
from voiceagent.settings import Settings

LOOK_UP = "look_up"


def model_endpoint(settings: Settings, clock: Clock) -> ChatEndpoint | None:
    """The endpoint, unopened; None where calls do without.

    Raises:
        ConfigurationError: The settings do not fit together.
    """
    if not settings.llm_url:
        return None
    if not settings.llm_model:
        raise ConfigurationError("VOICEAGENT_LLM_MODEL: name the model to ask for")
    return ChatEndpoint(
        EndpointSettings(
            url=settings.llm_url,
            model=settings.llm_model,
            key=settings.llm_key.get_secret_value(),
            deadline_ms=settings.llm_deadline_ms,
        ),
        clock,
    )


class AdvisedOffice:
    """Answers the dialog's tools in a talk by text: another office's answers, with advice.

    To be used as a context: it keeps the endpoint open, in an event loop of its own.
    """

    def __init__(self, office: Office, endpoint: ChatEndpoint, *, company: str) -> None:
        self._office = office
        self._endpoint = endpoint
        self._advice = Advice(ChatModel(endpoint), company=company)
        self._loop = asyncio.Runner()

    def __enter__(self) -> AdvisedOffice:
        self._loop.run(self._endpoint.warm())
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._loop.run(self._endpoint.close())
        self._loop.close()

    def __call__(self, use: UseTool) -> ToolAnswered:
        """Answer a tool, as a call's own tools would."""
        if use.tool == INTERPRET:
            found = self._loop.run(self._advice.interpret(use.arguments))
            return ToolAnswered(use.tool, ok=True, value=found)
        answer = self._office(use)
        passages = _passages(answer.value.get("passages"))
        if use.tool != LOOK_UP or not passages:
            return answer
        question, language = str(use.arguments["question"]), str(use.arguments["language"])
        phrasing = self._loop.run(self._advice.phrase(question, passages, language=language))
        said = {"answer": phrasing.text, "phrasing_fault": phrasing.fault}
        return replace(answer, value={**answer.value, **said})


def _passages(value: object) -> tuple[Passage, ...]:
    entries = value if isinstance(value, list | tuple) else ()
    return tuple(
        Passage(str(entry["text"]), str(entry["source"]), float(entry["score"]))
        for entry in entries
        if isinstance(entry, Mapping)
    )
