"""Slot types: how each is read from words, what its value looks like as JSON, and what it asks for.

The table is the single place where the dialog meets the readers; the checker proves that every type
in it has a reader, a kind of answer and a way to be read back. A reader gives nothing rather than a
guess. ``expected`` says that the slot was asked for, so that a bare answer counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from voiceagent.dialog.moves import AnswerKind
from voiceagent.dialog.policies.policy import Slot, SlotType
from voiceagent.dialog.understanding.phrases import best_entry, find_phrase
from voiceagent.norwegian.acts.answers import Act, read_acts, read_yes_no
from voiceagent.norwegian.contact.companies import read_company
from voiceagent.norwegian.contact.contact import read_email, read_phone
from voiceagent.norwegian.contact.names import read_person
from voiceagent.norwegian.numbers.amounts import Amount, read_amount, read_budget_absent
from voiceagent.norwegian.numbers.numbers import read_numbers
from voiceagent.norwegian.roles.roles import Authority, Role, read_authority, read_role
from voiceagent.norwegian.speaking.speak import say_phone
from voiceagent.norwegian.times.timing import read_horizon
from voiceagent.norwegian.times.when import When, read_when
from voiceagent.norwegian.words.reading import Reading, Text, read_text

ABSENT = "none"
"""Value of a slot whose absence was stated: no budget, no need."""

LITTLE = "little"
"""Value of an amount that was only said not to suffice."""

ENOUGH = "enough"
"""Value of an amount that was only said to suffice."""

_ANY_TIME = ("når som helst", "samme når", "samme for oss når", "når det passer dere")
_HALF_YEAR = ("i løpet av halvåret", "dette halvåret", "innen halvåret")
_NATIONAL_DIGITS = 8
_WEAK_WORDS = 4
_TITLE_WORDS = 2
_DENYING = frozenset({"ikke", "aldri", "neppe"})
_DENIED_WITHIN = 3
_WANTED_PEOPLE = (
    *("tak i", "snakke med", "snakket med", "treffe", "over til", "hilse på", "vegne av"),
    *("sjefen min", "sjefen vår", "lederen min", "lederen vår", "kollegaen min", "partneren min"),
    *("kona mi", "kona min", "mannen min", "for sjefen", "sjefen heter", "som heter"),
)
"""Whose name comes next: never the caller's own."""

_AT_A_FEAST = re.compile(
    r"(?<!\S)(?:i|rundt|omkring|ved|mot) (jul|påske)(?:e?tider|e?ferien)?(?!\S)"
)
"""«rundt påske», said to when it should be in place; told of anything else it is no horizon."""

UNKNOWN = "unknown"
"""Value of a slot that the caller does not know."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader may go by besides the words.

    Attributes:
        now: Wall time of the call.
        expected: The slot was asked for.
        slot: Its definition.
        tries: How often it has been misunderstood.
    """

    now: datetime
    expected: bool
    slot: Slot
    tries: int = 0


@dataclass(frozen=True, slots=True)
class SlotReading:
    """A value found in words.

    Attributes:
        value: JSON value.
        display: How it is written.
        words: The evidence.
        start: First token of the evidence.
        end: The one after the last.
    """

    value: object
    display: str
    words: str
    start: int
    end: int


ABOUT_THE_CALL = frozenset(
    {
        Act.PROFANITY,
        Act.COMPLAINT,
        Act.OTHER_LANGUAGE,
        Act.DONT_KNOW,
        Act.IS_ROBOT,
        Act.WHO_IS_CALLING,
        Act.REPEAT,
        Act.WAIT,
        Act.STOP,
        Act.GOODBYE,
        Act.NOT_INTERESTED,
        Act.CALL_BACK,
    }
)
"""Acts whose words are no title, need or name."""


def is_about_the_call(acts: tuple[Reading[Act], ...]) -> bool:
    """Whether the caller speaks about the call itself: waits, complains, wants nothing."""
    return any(act.value in ABOUT_THE_CALL for act in acts)


Reader = Callable[[str, Asked], SlotReading | None]


@dataclass(frozen=True, slots=True)
class TypeRules:
    """A slot type's reader, the answer it asks for, and its words for reading back."""

    kind: AnswerKind
    read: Reader
    speak: Callable[[object], str] = str


def _role(text: str, asked: Asked) -> SlotReading | None:
    found = read_role(text) or _role_after_name(text)
    if found is not None:
        return SlotReading(found.value.value, found.words, found.words, found.start, found.end)
    if not asked.expected or is_about_the_call(read_acts(text)):
        return None
    # A title that no table knows still says what somebody does; we ask once before taking it.
    tokens = read_text(text)
    title = find_phrase(tokens, ("jeg er", "jobber som", "jobber med", "jeg har ansvar for"))
    if "år" in tokens.norm or _is_act_only(text):
        return None  # «Jeg er sju år»: an age.
    if title is not None and title[1] < len(tokens):
        words = tokens.words(title[1], min(len(tokens), title[1] + 4))
        return SlotReading(Role.OTHER.value, words, words, title[1], len(tokens))
    if asked.tries and 0 < len(tokens) <= _TITLE_WORDS and not _is_act_only(text):
        return _whole(Role.OTHER.value, text)
    return None


def _role_after_name(text: str) -> Reading[Role] | None:
    """«jeg heter Per Aasen, er daglig leder»: the subject is said once."""
    tokens = read_text(text)
    if "heter" not in tokens.norm or "er" not in tokens.norm:
        return None
    person = read_person(text)
    if person is None or tokens.norm[person.end : person.end + 1] != ("er",):
        return None
    found = read_role("jeg " + tokens.words(person.end, len(tokens)))
    if found is None:
        return None
    before = person.end - 1
    return replace(found, start=found.start + before, end=found.end + before)


def read_slot(text: str, asked: Asked) -> SlotReading | None:
    """What an utterance says about a slot, by the policy's own phrases or the type's reader."""
    if asked.expected and asked.slot.means:
        tokens = read_text(text)
        entry = best_entry(tokens, asked.slot.means)
        if entry is not None and not _is_denied(tokens, entry[1]):
            value, start, end = entry
            words = tokens.words(start, end)
            return SlotReading(value, words, words, start, end)
    return RULES[asked.slot.type].read(text, asked)


def _is_denied(tokens: Text, start: int) -> bool:
    """«ikke massevis», «har ikke akkurat nok penger»: what is denied is not what is meant."""
    return not _DENYING.isdisjoint(tokens.norm[max(0, start - _DENIED_WITHIN) : start])


def _authority(text: str, asked: Asked) -> SlotReading | None:
    found = read_authority(text)
    # «vi vurderer å bytte» is a need; only the question makes it an answer about the decision.
    weak = (
        found is not None
        and not asked.expected
        and (
            found.value is Authority.INFLUENCES
            or (found.value is Authority.NONE and found.end - found.start <= _WEAK_WORDS)
        )
    )
    if found is not None and not weak:
        return SlotReading(found.value.value, found.words, found.words, found.start, found.end)
    if not asked.expected:
        return None
    verdict = read_yes_no(text)
    words = read_text(text).norm
    if verdict is None or ("ja" in words and "nei" in words):
        return None
    return _verdict((Authority.DECIDES if verdict else Authority.NONE).value, text)


def _horizon(text: str, asked: Asked) -> SlotReading | None:
    found = read_horizon(text, now=asked.now)
    if found is not None:
        horizon = found.value
        value = {"low_months": horizon.low_months, "high_months": horizon.high_months}
        return SlotReading(value, horizon.text, found.words, found.start, found.end)
    if not asked.expected:
        return None
    tokens = read_text(text)
    for phrases, months in ((_ANY_TIME, None), (_HALF_YEAR, 6.0)):
        if (place := find_phrase(tokens, phrases)) is not None:
            words = tokens.words(*place)
            return SlotReading({"low_months": 0.0, "high_months": months}, words, words, *place)
    feast = _AT_A_FEAST.search(read_text(text).line)
    if feast is not None and (told := read_horizon(f"til {feast[1]}", now=asked.now)) is not None:
        at_feast = {"low_months": told.value.low_months, "high_months": told.value.high_months}
        return SlotReading(at_feast, text.strip(), text.strip(), 0, len(read_text(text)))
    when = read_when(text, now=asked.now)
    if when is None or not when.value.dates:
        return None
    away = [max(0.0, (day - asked.now.date()).days / 30.4) for day in when.value.dates]
    value = {"low_months": round(min(away), 1), "high_months": round(max(away), 1)}
    return SlotReading(value, when.words, when.words, when.start, when.end)


def _amount(text: str, asked: Asked) -> SlotReading | None:
    if read_budget_absent(text):
        return _whole(ABSENT, text)
    found = read_amount(text)
    if found is not None:
        return SlotReading(
            amount_value(found.value), found.words, found.words, found.start, found.end
        )
    if asked.expected and read_yes_no(text) is False:
        return _verdict(ABSENT, text)
    return None


def amount_value(amount: Amount) -> dict[str, object]:
    """An amount as JSON; ``below`` is there only where the upper end itself is excluded."""
    value: dict[str, object] = {
        "low": amount.low,
        "high": amount.high,
        "approximate": amount.approximate,
        "period": amount.period,
    }
    return {**value, "below": True} if amount.below else value


def _person(text: str, asked: Asked) -> SlotReading | None:
    found = read_person(text, expected=asked.expected)
    if found is None or _is_act_only(text) or _asks_for(text, found.start):
        return None
    return SlotReading(found.value, found.value, found.words, found.start, found.end)


def _asks_for(text: str, start: int) -> bool:
    """«få tak i Ola Nordmann»: the name of somebody else."""
    before = read_text(text).words(max(0, start - 3), start)
    return find_phrase(read_text(before), _WANTED_PEOPLE) is not None


def _company(text: str, asked: Asked) -> SlotReading | None:
    found = read_company(text, expected=asked.expected)
    if found is None or _is_act_only(text):
        return None
    return SlotReading(found.value, found.value, found.words, found.start, found.end)


def _phone(text: str, _: Asked) -> SlotReading | None:
    found = read_phone(text)
    if found is None:
        # «… eller ni ni …»: the first of two is read back, and can be corrected.
        first = text.partition(" eller ")[0]
        found = read_phone(first) if first != text else None
    if found is None:
        return None
    return SlotReading(found.value, written_phone(found.value), found.words, found.start, found.end)


def written_phone(number: str) -> str:
    """A number as it is written: Norwegian ones in pairs."""
    national = number.removeprefix("+47")
    if national == number or len(national) != _NATIONAL_DIGITS:
        return number
    return " ".join(national[place : place + 2] for place in range(0, _NATIONAL_DIGITS, 2))


def _email(text: str, _: Asked) -> SlotReading | None:
    found = read_email(text)
    if found is None:
        return None
    return SlotReading(found.value, found.value, found.words, found.start, found.end)


def _yes_no(text: str, asked: Asked) -> SlotReading | None:
    refused = find_phrase(read_text(text), asked.slot.absent)
    if refused is not None:
        words = read_text(text).words(*refused)
        return SlotReading(False, words, words, *refused)
    verdict = read_yes_no(text) if asked.expected else None
    return None if verdict is None else _verdict(verdict, text)


def _number(text: str, asked: Asked) -> SlotReading | None:
    found = read_numbers(text) if asked.expected else ()
    if len(found) != 1:
        return None
    number = found[0]
    return SlotReading(number.value.high, number.words, number.words, number.start, number.end)


def _when(text: str, asked: Asked) -> SlotReading | None:
    found = read_when(text, now=asked.now) if asked.expected else None
    if found is None:
        return None
    return SlotReading(when_value(found.value), found.words, found.words, found.start, found.end)


def when_value(when: When) -> dict[str, object]:
    """A wish for a time as JSON."""
    return {
        "dates": [day.isoformat() for day in when.dates],
        "not_dates": [day.isoformat() for day in when.not_dates],
        "minute": when.minute,
        "from_minute": when.from_minute,
        "to_minute": when.to_minute,
    }


def _text(text: str, asked: Asked) -> SlotReading | None:
    """Free text is cut out of the utterance by ``reading``; here only its stated absence."""
    if find_phrase(read_text(text), asked.slot.absent) is not None:
        return _whole(ABSENT, text)
    return None


def _verdict(value: object, text: str) -> SlotReading:
    """A yes or no: it rests on the whole utterance and claims no word of it for itself."""
    return SlotReading(value, text.strip(), text.strip(), 0, 0)


def _whole(value: object, text: str) -> SlotReading:
    tokens = read_text(text)
    return SlotReading(value, text.strip(), text.strip(), 0, len(tokens))


def _is_act_only(text: str) -> bool:
    """Whether an utterance is nothing but «ja», «vent litt», «vet ikke»."""
    covered: set[int] = set()
    for act in read_acts(text):
        if act.value not in (Act.CORRECTION, Act.HESITATION):
            covered.update(range(act.start, act.end))
    return bool(covered) and len(covered) >= len(read_text(text))


RULES: Mapping[SlotType, TypeRules] = {
    SlotType.TEXT: TypeRules(AnswerKind.FREE, _text),
    SlotType.ROLE: TypeRules(AnswerKind.FREE, _role),
    SlotType.AUTHORITY: TypeRules(AnswerKind.YES_NO, _authority),
    SlotType.HORIZON: TypeRules(AnswerKind.WHEN, _horizon),
    SlotType.AMOUNT: TypeRules(AnswerKind.AMOUNT, _amount),
    SlotType.PERSON: TypeRules(AnswerKind.NAME, _person),
    SlotType.COMPANY: TypeRules(AnswerKind.COMPANY, _company),
    SlotType.PHONE: TypeRules(AnswerKind.DIGITS, _phone, lambda value: say_phone(str(value))),
    SlotType.EMAIL: TypeRules(AnswerKind.SPELLING, _email),
    SlotType.YES_NO: TypeRules(AnswerKind.YES_NO, _yes_no),
    SlotType.NUMBER: TypeRules(AnswerKind.NUMBER, _number),
    SlotType.WHEN: TypeRules(AnswerKind.WHEN, _when),
}
