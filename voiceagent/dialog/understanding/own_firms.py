"""The firm of whoever has none but their own name: «enkeltpersonforetak på eget navn».

Asked for a firm, that is an answer, and the firm is called by its owner.
"""

from __future__ import annotations

from collections.abc import Mapping

from voiceagent.dialog.moves import SlotValue
from voiceagent.dialog.policies.policy import Policy, SlotType
from voiceagent.dialog.understanding.phrases import find_phrase
from voiceagent.dialog.understanding.slots import SlotReading
from voiceagent.norwegian.words.reading import Text

_OWN = (
    *("enkeltpersonforetak", "enkeltmannsforetak", "eneforetak", "eget navn", "mitt eget navn"),
    *("driver for meg selv", "jobber for meg selv", "selvstendig næringsdrivende"),
    *("bare meg selv", "er bare meg", "firmaet er meg"),
)


def add_own_firm(
    policy: Policy,
    known: Mapping[str, SlotValue],
    found: dict[str, SlotReading],
    tokens: Text,
    expected: tuple[str, ...],
) -> None:
    """Fill the firm that was asked for with its owner's name, where there is no other."""
    kinds = {policy.slots[name].type: name for name in policy.order}
    person, firm = kinds.get(SlotType.PERSON, ""), kinds.get(SlotType.COMPANY, "")
    if firm not in expected or firm in found:
        return
    place = find_phrase(tokens, _OWN)
    owner = found[person].display if person in found else ""
    if not owner and person in known:
        owner = known[person].display
    if place is None or not owner:
        return
    found[firm] = SlotReading(owner, owner, tokens.words(*place), *place)
