"""Whether words complete the answer that is expected, and whether «ja» is one.

The floor asks this of words that may still grow: a complete answer lets us speak at once, a begun
one makes us wait, and where the words do not say, the sound decides. A wrong COMPLETE cuts somebody
off, so it is given only where the answer is closed in itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from voiceagent.dialog.moves import AnswerKind, Completeness, Expectation
from voiceagent.dialog.understanding.phrases import find_phrase, listed
from voiceagent.dialog.understanding.wishes import ordinal, say_so
from voiceagent.norwegian.acts.answers import Act, is_backchannel, read_acts, read_yes_no
from voiceagent.norwegian.contact.companies import read_company
from voiceagent.norwegian.contact.contact import read_email, read_phone_part
from voiceagent.norwegian.contact.names import read_person
from voiceagent.norwegian.numbers.amounts import read_amount, read_budget_absent
from voiceagent.norwegian.numbers.numbers import read_numbers
from voiceagent.norwegian.roles.roles import read_authority, read_role
from voiceagent.norwegian.times.timing import read_horizon
from voiceagent.norwegian.times.when import read_when
from voiceagent.norwegian.words.reading import Reading, read_text

_NOW = datetime.fromisoformat("2026-01-05T12:00:00+01:00")
"""Any day does: whether a date is named does not depend on which."""

_PHONE_DIGITS = 8

_UNFINISHED = frozenset(
    listed(
        """
        og eller men at som om fordi hvis når til fra på i med for av ved mellom rundt cirka omtrent
        klokka klokken halv kvart den de en et ei er har heter
        skal vil kan må bør eh øh ehm altså liksom nummer krøllalfa punktum alfa innen etter før
        """
    )
)
"""Words (common form) that cannot end an answer."""

_POSSESSIVES = frozenset({"min", "mi", "mitt", "mine", "vår", "vårt", "våre"})
_DEFINITE = ("en", "et", "a", "ene")
"""They end an answer behind their noun («sjefen min»), and never before it («på mitt»)."""

_DESCRIBING = frozenset({"ny", "nytt", "nye", "bedre", "god", "godt", "stor", "stort", "lite"})
_DESCRIBED = frozenset({"en", "et", "ei", "den", "det", "de", "noen", "flere", "veldig"})
"""«Et nytt» wants a noun; «noe nytt» is one."""

_PRONOUNS = frozenset({"det", "du", "vi", "jeg", "han", "hun", "dere"})
"""They end a question («hva koster det») as often as they begin a clause («og vi …»)."""

_SUBJECTS = frozenset({"vi", "jeg", "me", "eg", "det", "de"})

_CONJUNCTIONS = frozenset({"og", "men", "at", "som", "fordi", "hvis", "når", "så", "for", "om"})

_UNFINISHED_PHRASES = (
    "jeg vil gjerne",
    "vi vil gjerne",
    "kunne jeg",
    "kunne dere",
    "la meg se",
    "jeg tror",
    "skal vi se",
    "kan vi se",
    "jeg lurer på",
    "helst en gang",
    "rett og slett",
)

_WANT_MORE = frozenset(
    listed(
        """
        jobber mister ser trenger ønsker driver leter lurer lurte ringer selger lager bruker
        vurderer sliter holder tenker tenkte leverer styrer leder mangler kunne får gjør tar prøver
        savner ville skulle hadde jobbar treng ynskjer leitar ringjer
        """
    )
)
"""Verbs that say nothing without what follows: «jeg jobber …»."""

_FULL_DAY = ("en gang", "ein gong", "når som helst", "hele dagen", "heile dagen")
"""A day with these is all that is meant: no hour follows."""

_ENDS = frozenset(
    {Act.WANTS_HUMAN, Act.GOODBYE, Act.REPEAT, Act.WAIT, Act.WRONG_NUMBER, Act.IS_ROBOT}
)
"""Acts that stand for themselves, whatever was asked."""

_VALUED = frozenset({AnswerKind.WHEN, AnswerKind.AMOUNT, AnswerKind.NAME, AnswerKind.COMPANY})
"""Kinds of answer that hold a value which we would know if it had come."""

_MAY_END = {"det er det", "det er jeg", "det har vi", "det kan jeg", "det vil jeg", "jeg er her"}


def completeness(expectation: Expectation, text: str) -> Completeness:
    """Whether ``text`` completes the answer that ``expectation`` asks for."""
    tokens = read_text(text)
    if not tokens:
        return Completeness.UNKNOWN
    if expectation.kind is AnswerKind.DIGITS:
        return _digits(text)
    closing = [act for act in read_acts(text) if act.value in _ENDS]
    if any(act.end == len(tokens) or act.value is Act.WRONG_NUMBER for act in closing):
        return Completeness.COMPLETE
    if breaks_off(text):
        return Completeness.PARTIAL
    if closing:
        return Completeness.COMPLETE
    parts = expectation.slot.split("+")
    if len(parts) > 1:
        whole = all(_SLOTS.get(part, _never)(text) for part in parts)
        return Completeness.COMPLETE if whole else Completeness.UNKNOWN
    if expectation.kind is AnswerKind.SPELLING:
        return Completeness.COMPLETE if read_email(text) else Completeness.PARTIAL
    fills = _KINDS.get(expectation.kind, _never)(text) or _SLOTS.get(parts[0], _never)(text)
    if fills or _is_expected_phrase(expectation, text):
        may_grow = expectation.kind is AnswerKind.WHEN and _is_bare_day(text)
        more_begun = _has_begun_more(expectation.kind, text)
        return Completeness.UNKNOWN if may_grow or more_begun else Completeness.COMPLETE
    if expectation.kind in _VALUED and not read_acts(text):
        return Completeness.LACKING
    return Completeness.UNKNOWN


def is_backchannel_now(expectation: Expectation, text: str) -> bool:
    """Whether words over our voice only keep the line open; «ja» after a question is an answer."""
    if not is_backchannel(text):
        return False
    if expectation.kind in (AnswerKind.YES_NO, AnswerKind.CHOICE):
        return read_yes_no(text) is None
    return True


def breaks_off(text: str) -> bool:
    """Whether words cannot be all: they end where nobody ends."""
    tokens = read_text(text)
    if not tokens:
        return False
    line = tokens.line
    if any(line.endswith(end) for end in _MAY_END):
        return False
    last = tokens.norm[-1]
    if tokens.raw[-1] in _WANT_MORE and len(tokens) == 2 and tokens.norm[0] in _SUBJECTS:
        return True
    if last in _PRONOUNS and (len(tokens) == 1 or tokens.norm[-2] in _CONJUNCTIONS):
        return True
    if last in _UNFINISHED or tokens.raw[-1] in _UNFINISHED:
        return True
    before = tokens.norm[-2] if len(tokens) > 1 else ""
    if last in _POSSESSIVES:
        return not before.endswith(_DEFINITE)
    if last in _DESCRIBING and before in _DESCRIBED:
        return True
    span = find_phrase(tokens, _UNFINISHED_PHRASES)
    return span is not None and span[1] == len(tokens)


def _digits(text: str) -> Completeness:
    digits = read_phone_part(text).removeprefix("0047")
    if len(digits) > _PHONE_DIGITS and digits.startswith("47"):
        digits = digits[2:]
    if not digits:
        return Completeness.PARTIAL if breaks_off(text) else Completeness.UNKNOWN
    return Completeness.COMPLETE if len(digits) >= _PHONE_DIGITS else Completeness.PARTIAL


def _is_expected_phrase(expectation: Expectation, text: str) -> bool:
    """A whole phrase that was likely now: an offered time, «den første»."""
    closed = expectation.kind in (AnswerKind.CHOICE, AnswerKind.YES_NO)
    return closed and text.strip().lower() in expectation.phrases


def _never(_: str) -> bool:
    return False


def _yes_no(text: str) -> bool:
    return read_yes_no(text) is not None and not _may_turn(text)


def _may_turn(text: str) -> bool:
    """«Det tror jeg …»: one more word, «ikke», would make it the opposite."""
    tokens = read_text(text)
    ends_open = len(tokens) > 1 and tokens.norm[-1] in _SUBJECTS
    return ends_open and not {"ja", "jo", "ikke"}.intersection(tokens.norm)


def _choice(text: str) -> bool:
    if ordinal(read_text(text)) is not None:
        return True
    when = read_when(text, now=_NOW)
    return when is not None and (say_so(when.value) or when.value.any_time)


def _has_begun_more(kind: AnswerKind, text: str) -> bool:
    """«Innen tre måneder og budsjett…»: the answer is there, and the next one has begun."""
    found = [reading for read in _READINGS.get(kind, ()) if (reading := read(text)) is not None]
    if not found:
        return False
    after = read_text(text).norm[max(reading.end for reading in found) :]
    return any(word in ("og", "men") for word in after[-3:])


def _is_bare_day(text: str) -> bool:
    """«På torsdag», «neste uke»: an answer, to which people often add the hour."""
    when = read_when(text, now=_NOW)
    if when is None or not when.value.dates:
        return False
    if when.value.minute is not None or when.value.from_minute is not None:
        return False
    tokens = read_text(text)
    one_of_two = len(when.value.dates) in (2, 3) and "eller" in tokens.norm
    return not one_of_two and find_phrase(tokens, _FULL_DAY) is None


def _when(text: str) -> bool:
    if ordinal(read_text(text)) is not None:
        return True  # of the times that were named
    when = read_when(text, now=_NOW)
    if when is not None and (say_so(when.value) or when.value.any_time):
        return True
    return read_horizon(text, now=_NOW) is not None


def _name(text: str) -> bool:
    person = read_person(text, expected=True)
    return person is not None and " " in person.value


def _company(text: str) -> bool:
    return read_company(text) is not None


def _amount(text: str) -> bool:
    return read_amount(text) is not None or read_budget_absent(text)


_KINDS: Mapping[AnswerKind, Callable[[str], bool]] = {
    AnswerKind.YES_NO: _yes_no,
    AnswerKind.CHOICE: _choice,
    AnswerKind.WHEN: _when,
    AnswerKind.NUMBER: lambda text: bool(read_numbers(text)),
    AnswerKind.AMOUNT: _amount,
    AnswerKind.NAME: _name,
    AnswerKind.COMPANY: _company,
}
_READINGS: Mapping[AnswerKind, tuple[Callable[[str], Reading[object] | None], ...]] = {
    AnswerKind.WHEN: (
        lambda text: read_when(text, now=_NOW),
        lambda text: read_horizon(text, now=_NOW),
    ),
    AnswerKind.AMOUNT: (read_amount,),
    AnswerKind.NAME: (lambda text: read_person(text, expected=True),),
    AnswerKind.COMPANY: (read_company,),
}
_SLOTS: Mapping[str, Callable[[str], bool]] = {
    "role": lambda text: read_role(text) is not None,
    "authority": lambda text: read_authority(text) is not None,
    "name": lambda text: read_person(text) is not None,
    "company": _company,
    "timing": _when,
    "budget": _amount,
}
