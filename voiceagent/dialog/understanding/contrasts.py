"""What is put right by contrast: «det heter Fjordteknikk, ikke Fjordtek», «ikke crm, men telefoni».

Whoever denies a value that we have, and names another beside it, corrects it, whatever was asked.
Only known values are put right so, for only there is the denied half recognised for what it is. A
first name put right keeps the surname.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rapidfuzz import fuzz

from voiceagent.dialog.moves import SlotValue
from voiceagent.dialog.policies.policy import Policy, SlotType
from voiceagent.dialog.understanding.free_text import EMPTY
from voiceagent.dialog.understanding.phrases import listed
from voiceagent.dialog.understanding.slots import SlotReading
from voiceagent.norwegian.contact.companies import read_company
from voiceagent.norwegian.contact.names import read_person
from voiceagent.norwegian.words.reading import Text, read_text

_ALIKE, _AKIN = 83.0, 70.0
_READERS = {SlotType.PERSON: read_person, SlotType.COMPANY: read_company}
_FRAME = frozenset(
    listed("""
    nei jo ja beklager unnskyld men det er heter heiter hette firmaet selskapet bedriften navnet
    namnet jeg vi altså egentlig jo da vårt mitt fra hos gjelder handler om snakker snakke som skal
    vil trenger ha at så
    """)
)
_TAIL = frozenset(listed("vi skal snakke om det gjelder handler trenger ha er jeg snakker vil som"))


def contrasts(policy: Policy, slots: Mapping[str, SlotValue], text: Text) -> dict[str, SlotReading]:
    """Known slots that the words put right, and their new values."""
    found: dict[str, SlotReading] = {}
    places = [place for place, word in enumerate(text.norm) if word == "ikke"]
    for name, slot in policy.slots.items():
        known = slots.get(name)
        if known is None or not known.display:
            continue
        for place in places:
            reading = _put_right(slot.type, known, text, place)
            if reading is not None:
                found[name] = reading
    types = {policy.slots[name].type: name for name in found}
    if SlotType.PERSON in types and SlotType.COMPANY in types:
        # «Eg heiter Bergh, ikkje Berg»: of Berg AS, but it is the person who says so.
        del found[types[SlotType.COMPANY if "jeg" in text.norm else SlotType.PERSON]]
    return found


def keep_surnames(
    policy: Policy, slots: Mapping[str, SlotValue], facts: dict[str, SlotReading]
) -> None:
    """«nei, jeg heter Karin»: the surname we know was not what was wrong."""
    for name, fact in facts.items():
        if policy.slots[name].type is SlotType.PERSON and name in slots:
            whole = with_surname(str(fact.value), slots[name].display)
            facts[name] = replace(fact, value=whole, display=whole)


def with_surname(name: str, known: str) -> str:
    """«Karin» for «Kari Hansen» is Karin Hansen; another name altogether stands alone."""
    first, _, surname = known.partition(" ")
    if " " in name or not surname or fuzz.ratio(name.lower(), first.lower()) < _AKIN:
        return name
    return f"{name} {surname}"


def _put_right(kind: SlotType, known: SlotValue, text: Text, place: int) -> SlotReading | None:
    if kind is SlotType.TEXT:
        return _text(known, text, place)
    if kind not in _READERS:
        return None
    denied = _denied(known, text, place + 1)
    if not denied:
        return None
    start, stop = _other_half(text, place, place + 1 + denied)
    found = _READERS[kind](text.words(start, stop), expected=True) if start < stop else None
    if found is None or found.value.lower() == known.display.lower():
        return None
    value = found.value
    if kind is SlotType.PERSON:
        last = read_text(known.display).norm[-1]
        of_surname = denied == 1 and text.norm[place + 1] == last and " " not in value
        value = with_surname(value, known.display)
        if of_surname and " " in known.display:
            value = f"{known.display.rsplit(' ', 1)[0]} {value}"
        elif denied == 1 and " " not in value and " " in known.display:
            value = f"{value} {known.display.split(' ', 1)[1]}"
    return SlotReading(value, value, text.words(start, stop), start, stop)


def _denied(known: SlotValue, text: Text, start: int) -> int:
    """How many words from ``start`` are of the known value, beginning with any of its words."""
    words = read_text(known.display).norm
    count = 0
    for heard in text.norm[start : start + len(words)]:
        if not any(heard == word or fuzz.ratio(heard, word) >= _ALIKE for word in words):
            break
        count += 1
    return count


def _other_half(text: Text, place: int, behind: int) -> tuple[int, int]:
    """The words beside a denial: those behind it, or else those before, without their frame."""
    start, stop = behind, len(text)
    while start < stop and text.norm[start] in _FRAME:
        start += 1
    while stop > start and text.norm[stop - 1] in _TAIL:
        stop -= 1
    if start < stop:
        return start, stop
    start, stop = 0, place
    while start < stop and text.norm[start] in _FRAME:
        start += 1
    return start, stop


def _text(known: SlotValue, text: Text, place: int) -> SlotReading | None:
    """«det er ikke crm, det er telefonsentral vi skal snakke om»."""
    words = {word for word in read_text(known.display).norm if word not in EMPTY}
    if place + 1 >= len(text) or text.norm[place + 1] not in words:
        return None
    behind = place + 1
    while behind < len(text) and text.norm[behind] in words:
        behind += 1
    start, stop = _other_half(text, place, behind)
    content = [word for word in text.norm[start:stop] if word not in EMPTY and word not in words]
    if not content:
        return None
    said = text.words(start, stop)
    return SlotReading(said, said, said, start, stop)
