"""The port ``LanguageModel`` on a chat-completions endpoint.

Invariant: no telephone number, e-mail address, identity number or name that a caller gives leaves
the house (GDP); words are masked here, at the last door.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace

from voiceagent.integrations.llm.endpoint import ChatEndpoint
from voiceagent.integrations.llm.prompts import interpret_messages, phrase_messages
from voiceagent.integrations.llm.replies import answer_in, understood_in
from voiceagent.norwegian.contact.masking import mask_identity
from voiceagent.ports import OpenSlot, Passage, Understood

_WARM_EVERY_S = 45.0


class ChatModel:
    """Advises through an endpoint that it does not own."""

    def __init__(self, endpoint: ChatEndpoint) -> None:
        self._endpoint = endpoint

    async def phrase(self, question: str, passages: tuple[Passage, ...], *, language: str) -> str:
        """One or two sentences that answer the question from the passages; empty for "cannot".

        Raises:
            ProviderError: No answer in time, or none that can be used.
        """
        if not passages:
            return ""
        masked = mask_identity(question)
        asked = phrase_messages(masked, passages, language=language)
        return await self._endpoint.ask(asked, answer_in)

    async def interpret(
        self, words: str, slots: tuple[OpenSlot, ...], *, language: str
    ) -> Mapping[str, Understood]:
        """What the caller's words say about the slots; see the port.

        Raises:
            ProviderError: No answer in time, or none that can be used.
        """
        if not slots or not words.strip():
            return {}
        masked = tuple(replace(slot, question=mask_identity(slot.question)) for slot in slots)
        asked = interpret_messages(mask_identity(words), masked, language=language)
        return await self._endpoint.ask(asked, lambda text: understood_in(text, slots))

    async def stay_warm(self) -> None:
        """Keep a connection ready, until cancelled."""
        while True:
            await self._endpoint.warm()
            await asyncio.sleep(_WARM_EVERY_S)
