"""The Norwegian phrase corpus, and how a reading is judged against it.

A corpus file holds one kind of reading: ``part``, ``text`` and ``expected``. The ``dev`` part has
been mended for. The ``test`` part was written by authors who never saw the readers, and no reader
was mended for it: whoever reads one of its phrases to mend something moves it to ``dev``.

An empty or ``none`` expectation means that nothing may be read. A reading is *right*, *nothing*
(the reader kept silent where there was a value, or gave only a part of it: the day without the
time, the first name without the surname), or *wrong*: it gave a value that was not meant, which is
the one that costs a booking.

Notation of expectations:

    when      ``11-25 10:00`` · ``11-23..11-27`` (its workdays) · ``14:00-16:00`` · ``!11-23`` ruled
              out · ``any`` · ``?week`` what is open; days without a year are of 2026
    amounts   ``50000`` · ``50000-100000~`` approximate · ``/month`` · ``/year``
    numbers   ``25`` · ``10-20``
    horizons  ``3-6`` months · ``24-`` open; months of 30.4 days, right within a tenth
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from voiceagent.norwegian.acts.answers import Act, is_backchannel, read_acts, read_yes_no
from voiceagent.norwegian.contact.companies import read_company
from voiceagent.norwegian.contact.contact import (
    mask_national_id,
    read_email,
    read_org_number,
    read_phone,
    read_postcode,
)
from voiceagent.norwegian.contact.names import read_person
from voiceagent.norwegian.numbers.amounts import read_amount, read_budget_absent
from voiceagent.norwegian.numbers.headcount import read_count
from voiceagent.norwegian.numbers.numbers import (
    Number,
    read_digits,
    read_numbers,
    read_ordinal,
)
from voiceagent.norwegian.roles.roles import Authority, read_authority, read_level, read_role
from voiceagent.norwegian.times.calendar_days import workdays_between
from voiceagent.norwegian.times.timing import read_horizon
from voiceagent.norwegian.times.when import When, read_when
from voiceagent.norwegian.words.reading import Reading

NOW = datetime(2026, 11, 18, 9, 30)
"""The Wednesday that every date in the corpus is read against."""

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "norwegian" / "corpus"
_MONTH_TOLERANCE = 0.101
"""A month is 30.4 days on average, or 30.44, or the 30 of a bank: a tenth apart at most."""
_SOFT_ACTS = frozenset({Act.YES, Act.NO, Act.BACKCHANNEL, Act.THANKS, Act.GREETING, Act.HESITATION})


class Verdict(StrEnum):
    """How a reading compares with what was meant."""

    RIGHT = "right"
    WRONG = "wrong"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One line of the corpus."""

    kind: str
    part: str
    text: str
    expected: str


def load(folder: Path = FOLDER) -> tuple[Phrase, ...]:
    """All phrases, in the order of the files."""
    phrases = []
    for path in sorted(folder.glob("*.tsv")):
        for row in path.read_text(encoding="utf-8").splitlines()[1:]:
            part, text, expected = row.split("\t")
            phrases.append(Phrase(path.stem, part, text, expected))
    return tuple(phrases)


def read(kind: str, text: str) -> str:
    """What the reader of a kind makes of a text, in the corpus' notation; empty for nothing."""
    return _READERS[kind](text)


def judge(phrase: Phrase, *, text: str | None = None) -> Verdict:
    """Compare a reading with what was meant.

    Args:
        phrase: The phrase and its expectation.
        text: What was heard instead of the phrase, to judge under recognition errors.
    """
    heard = phrase.text if text is None else text
    if phrase.kind == "acts":
        return _judge_acts(heard, phrase.expected)
    got = read(phrase.kind, heard)
    if phrase.kind == "when" and got:
        return _judge_when(got, phrase.expected)
    expected = "" if phrase.expected in ("none", "nothing") else phrase.expected
    if got == expected or (phrase.kind == "horizon" and _is_close(got, expected)):
        return Verdict.RIGHT
    if phrase.kind in ("budget_absent", "backchannel"):
        return Verdict.WRONG if got == "yes" else Verdict.NOTHING
    if phrase.kind == "mask":
        # Of words that were changed, only the number matters: is it gone, and is no other?
        hidden = ("***" in got) == ("***" in expected)
        return Verdict.RIGHT if heard != phrase.text and hidden else Verdict.WRONG
    return Verdict.WRONG if got and not _is_part(phrase.kind, got, expected) else Verdict.NOTHING


def _is_close(got: str, expected: str) -> bool:
    """Whether two horizons differ by no more than how long a month is."""
    if not got or not expected:
        return False
    pairs = list(zip(got.split("-"), expected.split("-"), strict=True))
    return all(
        one == other or (one and other and abs(float(one) - float(other)) < _MONTH_TOLERANCE)
        for one, other in pairs
    )


def _is_part(kind: str, got: str, expected: str) -> bool:
    """Whether a reading is true as far as it goes."""
    match kind:
        case "person" | "person_expected" | "company" | "company_expected":
            return set(got.split()) < set(expected.split())
        case "digits":
            left = iter(expected)
            return all(digit in left for digit in got)
        case _:
            return False


def _judge_acts(text: str, expected: str) -> Verdict:
    acts = {reading.value for reading in read_acts(text)}
    if expected == "none":
        return Verdict.RIGHT if acts <= _SOFT_ACTS else Verdict.WRONG
    if Act(expected) in acts:
        return Verdict.RIGHT
    return Verdict.NOTHING if acts <= _SOFT_ACTS else Verdict.WRONG


# ---------------------------------------------------------------- readings in notation


def _number(value: Number) -> str:
    return f"{value.low:.10g}-{value.high:.10g}" if value.is_range else f"{value.low:.10g}"


def _numbers(text: str) -> str:
    found = read_numbers(text)
    if len(found) != 1:
        return ""
    return _number(found[0].value)


def _count(text: str) -> str:
    found = read_count(text)
    return "" if found is None else _number(found.value)


def _amount(text: str) -> str:
    found = read_amount(text)
    if found is None:
        return ""
    value = found.value
    words = str(value.high) if value.low == value.high else f"{value.low}-{value.high}"
    period = "" if value.period == "once" else f"/{value.period}"
    return f"{words}{'~' if value.approximate else ''}{period}"


def _yes_no(text: str) -> str:
    verdict = read_yes_no(text)
    return "" if verdict is None else "yes" if verdict else "no"


def _horizon(text: str) -> str:
    found = read_horizon(text, now=NOW)
    if found is None:
        return ""
    high = "" if found.value.high_months is None else f"{found.value.high_months:g}"
    return f"{found.value.low_months:g}-{high}"


def _authority(text: str) -> str:
    found = read_authority(text)
    if found is None:
        return ""
    return "none_" if found.value is Authority.NONE else found.value.value


def _role(text: str) -> str:
    role, level = read_role(text), read_level(text)
    return "" if role is None or level is None else f"{role.value.value}/{level.value.value}"


def _ordinal(text: str) -> str:
    value = read_ordinal(text)
    return "" if value is None else str(value)


def _when(text: str) -> str:
    found = read_when(text, now=NOW)
    return "" if found is None else _notation(found.value)


def _notation(when: When) -> str:
    words = [day.isoformat() for day in when.dates] + ["!" + d.isoformat() for d in when.not_dates]
    if when.minute is not None:
        words.append(_clock(when.minute))
    elif when.from_minute is not None or when.to_minute is not None:
        words.append(f"{_clock(when.from_minute)}-{_clock(when.to_minute)}")
    words.extend(["any"] if when.any_time else [])
    words.extend(f"?{note}" for note in when.ambiguous)
    return " ".join(words)


def _clock(minute: int | None) -> str:
    return "" if minute is None else f"{minute // 60:02}:{minute % 60:02}"


def _judge_when(got: str, expected: str) -> Verdict:
    """Notes on what is open are compared only where the corpus names one."""
    meant = _expanded(expected)
    notes = "?" in expected
    said = {word for word in got.split() if notes or not word.startswith("?")}
    if said == meant:
        return Verdict.RIGHT
    plain = {word for word in meant if not word.startswith("?")}
    return Verdict.NOTHING if said < plain else Verdict.WRONG


def _expanded(expected: str) -> set[str]:
    words: set[str] = set()
    for word in expected.split():
        mark = "!" if word.startswith("!") else ""
        plain = word.removeprefix("!")
        if ".." in plain:
            first, last = (_day(side) for side in plain.split(".."))
            words.update(mark + day.isoformat() for day in workdays_between(first, last))
        elif plain[0].isdigit() and ":" not in plain:
            words.add(mark + _day(plain).isoformat())
        else:
            words.add(word)
    return words - {"none"}


def _day(said: str) -> date:
    return date.fromisoformat(said if said.count("-") == 2 else f"2026-{said}")


_READERS: dict[str, Callable[[str], str]] = {
    "amount": _amount,
    "authority": _authority,
    "backchannel": lambda text: "yes" if is_backchannel(text) else "no",
    "budget_absent": lambda text: "yes" if read_budget_absent(text) else "no",
    "company": lambda text: _value(read_company(text)),
    "company_expected": lambda text: _value(read_company(text, expected=True)),
    "count": _count,
    "digits": read_digits,
    "email": lambda text: _value(read_email(text)),
    "horizon": _horizon,
    "mask": mask_national_id,
    "number": _numbers,
    "ordinal": _ordinal,
    "org": lambda text: _value(read_org_number(text)),
    "person": lambda text: _value(read_person(text)),
    "person_expected": lambda text: _value(read_person(text, expected=True)),
    "phone": lambda text: _value(read_phone(text)),
    "postcode": lambda text: _value(read_postcode(text)),
    "role": _role,
    "when": _when,
    "yes_no": _yes_no,
    "acts": lambda text: " ".join(reading.value.value for reading in read_acts(text)),
}


def _value(reading: Reading[str] | None) -> str:
    return "" if reading is None else reading.value
