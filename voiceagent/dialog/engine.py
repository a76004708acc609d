"""The dialog engine: one pure step per observation.

The engine keeps nothing between steps; everything is in the state. So the call core may try a step
on words that still change, and throw it away. Each observation goes to the module that knows it:

```
CallStarted       opening      WordsHeard        hearing → objections · answering · asking
ToolAnswered      trouble → booking · closing    KeysPressed, SilenceElapsed,
TransferFailed    trouble                        NothingUnderstood    trouble · asking
```
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from voiceagent.dialog.leading import asking, closing, hearing, opening, trouble
from voiceagent.dialog.leading.draft import Draft
from voiceagent.dialog.moves import (
    CallStarted,
    GaveBack,
    KeysPressed,
    NothingUnderstood,
    Observation,
    SilenceElapsed,
    ToolAnswered,
    ToolSlow,
    TransferFailed,
    WordsHeard,
)
from voiceagent.dialog.policies.policy import Language, Policy
from voiceagent.dialog.policies.prompts import missing_prompts
from voiceagent.dialog.state import HANDING_OVER, NOT_REACHED, DialogState, Evidence
from voiceagent.dialog.step import Step
from voiceagent.errors import ConfigurationError
from voiceagent.norwegian.contact.contact import mask_national_id


class DialogEngine:
    """Leads conversations by one policy. Stateless: one engine serves all calls.

    Args:
        policy: The conversation's rules.
        language: The language to begin in, where the policy offers it; else the policy's first.
        interprets: A language model may be asked about words that the grammar cannot read.

    Raises:
        ConfigurationError: A prompt that every call may need is missing.
    """

    def __init__(self, policy: Policy, *, language: str = "nb", interprets: bool = False) -> None:
        missing = missing_prompts(policy)
        if missing:
            raise ConfigurationError(f"{policy.name}: prompts: {missing[0]} is missing")
        self._policy = policy
        self._interprets = interprets
        self._language: Language = "nn" if language == "nn" else "nb"

    @property
    def policy(self) -> Policy:
        """The conversation's rules."""
        return self._policy

    def begin(self) -> DialogState:
        """A conversation in which nothing has happened."""
        offered = self._policy.languages
        return DialogState(
            language=self._language if self._language in offered else offered[0],
            direction=self._policy.direction,
        )

    def left_behind(self, state: DialogState) -> Mapping[str, str] | None:
        """The message that was told before the line dropped, as ``take_message`` is given it."""
        if not state.message or state.outcome not in ("", HANDING_OVER, NOT_REACHED):
            return None
        return closing.message_of(self._policy, state)

    def step(self, state: DialogState, observation: Observation) -> Step:
        """What one observation leads to; ``state`` stays as it is.

        Raises:
            ValueError: Anything came before :class:`CallStarted`.
        """
        if not state.now and not isinstance(observation, CallStarted):
            raise ValueError("a conversation begins with CallStarted")
        if isinstance(observation, WordsHeard):
            # Nothing may be kept of a national identity number, so it goes at the door.
            observation = replace(observation, text=mask_national_id(observation.text))
        draft = Draft(self._policy, state, _evidence(observation), interprets=self._interprets)
        _take(draft, observation)
        return draft.step()


def _evidence(observation: Observation) -> Evidence | None:
    match observation:
        case WordsHeard(text, utterance_id, confidence):
            return Evidence(utterance_id, text, confidence)
        case NothingUnderstood(utterance_id):
            return Evidence(utterance_id, "", 0.0)
        case KeysPressed(digits):
            return Evidence("keys", digits)
        case _:
            return None


def _take(draft: Draft, observation: Observation) -> None:
    match observation:
        case NothingUnderstood() | KeysPressed() | ToolSlow() if draft.state.ended:
            draft.end_silently()
        case CallStarted():
            opening.begin(draft, observation)
        case WordsHeard():
            hearing.hear(draft, observation)
        case NothingUnderstood():
            asking.miss(draft, "not_understood")
        case KeysPressed(digits):
            trouble.pressed(draft, digits)
        case SilenceElapsed(times):
            trouble.silent(draft, times)
        case ToolAnswered():
            trouble.tool_answered(draft, observation)
        case ToolSlow(tool):
            trouble.tool_slow(draft, tool)
        case TransferFailed(code):
            trouble.transfer_failed(draft, code)
        case GaveBack():
            trouble.gave_back(draft)
