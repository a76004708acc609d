"""The colleague at the other end of a transfer: picks up, hears the whisper, takes the call."""

from __future__ import annotations

from collections.abc import Mapping

from telephony.loopback.instructions import Announce, DialNumber, Gather, HangUpCall, Verb
from telephony.loopback.webhooks import WebhookClient
from voiceagent.errors import ProtocolError

ACCEPTING_DIGIT = "1"


async def accept(
    webhooks: WebhookClient, number: DialNumber, form: Mapping[str, str]
) -> str | None:
    """Answer a call that is being transferred, as one who wants it.

    Args:
        webhooks: The carrier's way to the agent.
        number: Who was rung, and where the whisper is to be had.
        form: Fields of the call for the webhooks.

    Returns:
        What was whispered; None when the instructions hung up on the human all the same.

    Raises:
        ProtocolError: The whisper does more than speak and gather keys.
        ProviderError: The agent did not answer.
    """
    if number.url is None:
        return ""
    words: list[str] = []
    for verb in await webhooks.instructions(number.url, form):
        match verb:
            case Announce(text):
                words.append(text)
            case Gather(action, said):
                words.extend(announced.text for announced in said)
                decided = await webhooks.instructions(action, {**form, "Digits": ACCEPTING_DIGIT})
                return None if _hangs_up(decided) else " ".join(words)
            case HangUpCall():
                return None
            case _:
                raise ProtocolError("instructions: a whisper may only say and gather (13223)")
    return " ".join(words)


def _hangs_up(verbs: tuple[Verb, ...]) -> bool:
    return any(isinstance(verb, HangUpCall) for verb in verbs)
