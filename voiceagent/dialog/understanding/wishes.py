"""Times that a caller wishes for, and which of the offered ones they mean.

A new wish narrows or replaces the one before: «heller torsdag» replaces the day, «klokka to» keeps
the day and adds the time, «ikke mandag» rules a day out. An offer is chosen only when exactly one
fits; two that fit are a question, none is a new wish.
"""

from __future__ import annotations

import re
from dataclasses import replace

from voiceagent.dialog.state import Offer, Wish
from voiceagent.dialog.understanding.phrases import find_phrase
from voiceagent.norwegian.times.when import When
from voiceagent.norwegian.words.reading import Text

_PLACE = (
    r"(?<!\S)(?:(?P<not>ikke) )?(?:(?:(?:den|det|tar|ta|velger) )+(?:aller )?(?:{words})"
    r"|(?:nummer|alternativ) (?:{count}|{words}))(?!\S)"
    r"|^(?:(?:ja|jo|nei|eh|da|så|vi|jeg|heller) )*(?:{words})(?: (?:av dem|takk|da|der|passer|er"
    r"|går|best|bra|fint|greit))*$"
)
_FIRST = re.compile(
    _PLACE.format(words="første|fyrste|fyste|førstnevnte|førstnemnde|tidligste", count="en|ett|1")
)
_SECOND = re.compile(
    _PLACE.format(words="andre|siste|sistnevnte|sistnemnde|seneste|seinaste", count="to|2")
)
"""Said of an offer, or alone: «noen andre tider», «sjekke med sjefen først» choose nothing."""

CHANGED_MIND = (
    *("ombestemt meg", "ombestemte meg", "ombestemt oss", "ombestemte oss", "ombestemmer meg"),
    *("skiftet mening", "skifta mening", "skifta meining", "skifta meininga", "angrer", "angrar"),
)
"""Taken back: of a time that it was said yes to, of an interest that it is gone."""
_NONE = (
    *("ingen av", "ingen av dem", "passer ikke", "går ikke", "kan ikke", "ikke noen av"),
    *CHANGED_MIND,
)
_EITHER = (
    "begge",
    "samme for meg",
    "det er det samme",
    "spiller ingen rolle",
    "velg du",
    "bestemmer du",
    "du bestemme",
    "du kan velge",
    "opp til deg",
    "likegyldig",
    "ett fett",
    "hva som",
)


def say_so(when: When) -> bool:
    """Whether a time says anything that a search can use."""
    return bool(
        when.dates
        or when.not_dates
        or when.minute is not None
        or when.from_minute is not None
        or when.to_minute is not None
    )


def narrowed(wish: Wish, when: When) -> Wish:
    """The wish after the caller said ``when``."""
    if when.any_time and not say_so(when):
        return Wish(not_dates=wish.not_dates)
    new = wish
    if when.dates:
        new = Wish(dates=when.dates, not_dates=wish.not_dates)
    if when.not_dates:
        ruled_out = tuple(dict.fromkeys((*new.not_dates, *when.not_dates)))
        kept = tuple(day for day in new.dates if day not in when.not_dates)
        new = replace(new, dates=kept, not_dates=ruled_out)
    if when.minute is not None:
        return replace(new, minute=when.minute, from_minute=None, to_minute=None)
    if when.from_minute is not None or when.to_minute is not None:
        return replace(new, minute=None, from_minute=when.from_minute, to_minute=_latest(when))
    return new


def _latest(when: When) -> int | None:
    """The latest start: what begins at twelve is no longer «på formiddagen»."""
    if when.to_minute is not None and when.part_of_day == "forenoon":
        return when.to_minute - 1
    return when.to_minute


def fits(offer: Offer, when: When) -> bool:
    """Whether an offered time is what ``when`` says."""
    moment = offer.moment
    minute = moment.hour * 60 + moment.minute
    if when.dates and moment.date() not in when.dates:
        return False
    if moment.date() in when.not_dates:
        return False
    if when.minute is not None and when.minute != minute:
        return False
    if when.from_minute is not None and minute < when.from_minute:
        return False
    latest = _latest(when)
    return latest is None or minute <= latest


def meant(offers: tuple[Offer, ...], when: When | None) -> tuple[Offer, ...]:
    """The offers that a time points at; all of them where it says nothing."""
    if when is None or not say_so(when):
        return offers
    return tuple(offer for offer in offers if fits(offer, when))


def ordinal(text: Text) -> int | None:
    """0 for «den første», 1 for «den andre» or «ikke den første»; None for neither or both."""
    first, second = _FIRST.search(text.line), _SECOND.search(text.line)
    found = first or second
    if found is None or (first is not None and second is not None):
        return None
    return int(first is None) if found["not"] is None else int(first is not None)


def refuses_all(text: Text) -> bool:
    """«ingen av dem»."""
    return find_phrase(text, _NONE) is not None


def takes_either(text: Text) -> bool:
    """«det er det samme for meg»."""
    return find_phrase(text, _EITHER) is not None


def search_arguments(
    wish: Wish, *, duration_minutes: int, count: int, refused: tuple[str, ...]
) -> dict[str, object]:
    """What ``find_slots`` is asked for. More than ``count`` where some will be left out."""
    exact = wish.minute is not None
    return {
        "dates": [day.isoformat() for day in wish.dates],
        "not_dates": [day.isoformat() for day in wish.not_dates],
        "from_minute": wish.minute if exact else wish.from_minute,
        "to_minute": wish.minute if exact else wish.to_minute,
        "duration_minutes": duration_minutes,
        "count": count + min(len(refused), 4),
        "after": None,
    }


def relaxed(wish: Wish) -> Wish | None:
    """A wider wish when nothing was free: first the time goes, then the day; None at the end."""
    if wish.minute is not None or wish.from_minute is not None or wish.to_minute is not None:
        if wish.dates:
            return Wish(dates=wish.dates, not_dates=wish.not_dates)
        return Wish(not_dates=wish.not_dates)
    if wish.dates:
        return Wish(not_dates=wish.not_dates)
    return None
