"""``voiceagent llm check``: the configured language model asked as a call would ask it."""

from __future__ import annotations

from time import perf_counter

from rich.console import Console
from rich.text import Text

from voiceagent.advisers import model_endpoint
from voiceagent.clock import SystemClock
from voiceagent.dialog.leading.interpreting import choices, own_words
from voiceagent.dialog.policies.loading import load_policy
from voiceagent.dialog.policies.policy import Policy, SlotType
from voiceagent.errors import ConfigurationError, ProviderError
from voiceagent.integrations.llm.model import ChatModel
from voiceagent.ports import OpenSlot, Passage
from voiceagent.runtime.advice import Advice
from voiceagent.settings import Settings

_QUESTION = "hva koster det for hver av oss i måneden"
_PASSAGE = "Kundesystemet koster tre hundre og nitti kroner i måneden for hver bruker."
_WORDS = "det er vel jeg som holder i alle trådene her hos oss"


async def check_model(settings: Settings, console: Console) -> bool:
    """Ask for one phrasing and one interpretation; whether both came, in time and usable.

    Raises:
        ConfigurationError: No model is configured, or the settings do not fit together.
    """
    endpoint = model_endpoint(settings, SystemClock())
    if endpoint is None:
        raise ConfigurationError("VOICEAGENT_LLM_URL: it names no language model")
    policy = load_policy(settings.policy)
    async with endpoint:
        warm = await endpoint.warm()
        _tell(console, warm, "reached", settings.llm_url if warm else "nobody answers there")
        model = ChatModel(endpoint)
        phrased = await _phrase(model, policy, console)
        return await _interpret(model, policy, console) and phrased


async def _phrase(model: ChatModel, policy: Policy, console: Console) -> bool:
    passage = Passage(_PASSAGE, "example", 1.0)
    began = perf_counter()
    advice = Advice(model, company=policy.company.name)
    phrasing = await advice.phrase(_QUESTION, (passage,), language="nb")
    taken_ms = (perf_counter() - began) * 1000
    good = not phrasing.fault
    why = f"«{phrasing.text}»" if good else f"{phrasing.fault}; the passage is said instead"
    _tell(console, good, "phrase", f"{taken_ms:.0f} ms: {why}")
    return good


async def _interpret(model: ChatModel, policy: Policy, console: Console) -> bool:
    role = next((slot for slot in policy.slots.values() if slot.type is SlotType.ROLE), None)
    codes = choices(role) if role is not None else ("ceo", "other")
    slot = OpenSlot("role", SlotType.ROLE.value, "Hvilken rolle har du?", codes)
    began = perf_counter()
    try:
        found = await model.interpret(_WORDS, (slot,), language="nb")
    except ProviderError as error:
        _tell(console, False, "interpret", error.code)
        return False
    taken_ms = (perf_counter() - began) * 1000
    one = found.get("role")
    good = one is not None and bool(own_words(_WORDS, one.words))
    why = f"«{one.words}» → {one.choice or 'no choice'}" if one else "it found nothing"
    _tell(console, good, "interpret", f"{taken_ms:.0f} ms: {why}")
    return good


def _tell(console: Console, good: bool, name: str, why: str) -> None:
    sign = Text("ok    ", "green") if good else Text("failed", "red")
    console.print(sign, Text(f" {name}: {why}"))
