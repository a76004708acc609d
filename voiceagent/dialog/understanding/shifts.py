"""«En time senere», «dagen etter», «litt tidligere»: a time told by its distance from another.

A distance in days keeps the day and leaves the hour open; a distance in hours gives both. «Ikke så
tidlig», «noe senere», «senere i uka» only lean away from the times that were named.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from voiceagent.norwegian.times.when import When
from voiceagent.norwegian.words.reading import Text

_STEPS = re.compile(
    r"(?<!\S)(?P<count>et|en|ei|ett|to|tre|fire|halv|halvannen)? ?"
    r"(?P<unit>halvtime|halv time|time|timer|kvart|kvarter|dag|dager|uke|uker) "
    r"(?P<way>senere|etter|fram|frem|utpå|tidligere|før|bak|bakover)(?!\S)(?! (?:klokka|lunsj))"
)
_NEXT = re.compile(
    r"(?<!\S)(?P<unit>dagen|uka|uken|uke) (?P<way>etter|før)(?!\S)(?! (?:klokka|lunsj))"
)
_DAY = "(?P<day>mandag|tirsdag|onsdag|torsdag|fredag)"
_DAY_AFTER = re.compile(
    rf"(?<!\S){_DAY} (?:(?P<week>uke|uka|uken) )?(?:etter|deretter)"
    r"(?: (?:det|der|igjen|da|heller|i stedet|takk|den|altså))*$"
)
_LATER = re.compile(
    r"(?<!\S)(?:ikke (?:så |fullt så |veldig |for |altfor )?tidlig|(?:for|altfor|litt|veldig|vel) "
    r"tidlig|senere|lenger (?:ut|utpå)|litt ut på)(?!\S)(?! enn)"
)
_EARLIER = re.compile(
    r"(?<!\S)(?:ikke (?:så |fullt så |veldig |for |altfor )?sent|(?:for|altfor|litt|veldig|vel) "
    r"sent|tidligere)(?!\S)(?! enn)"
)
_BY_DAYS = re.compile(
    r"(?<!\S)(?:(?:senere|tidligere|lenger ut|lenger bak|ut) (?:i|på) (?:uk[ea]n?|måned(?:en)?)"
    r"|(?:senere|tidligere) dag(?:er)?|lenger (?:fram|frem)|dager senere)(?!\S)"
)
_NOT_THIS_WEEK = re.compile(
    r"(?<!\S)ikke (?:noe |nå |i )*(?:denne|inneværende) (?:uke|uka|uken)(?!\S)"
)
_WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag")
_HOUR = 60
_A_LITTLE = re.compile(r"(?<!\S)litt (?P<way>senere|tidligere)(?!\S)")
_COUNTS = {"to": 2, "tre": 3, "fire": 4}
_BACKWARDS = frozenset({"tidligere", "før", "bak", "bakover"})
_HALF_HOUR = 30


def stepped_from(text: Text, base: datetime) -> When | None:
    """«en time senere», «dagen etter»: the time that lies so far from ``base``."""
    named = _DAY_AFTER.search(text.line)
    if named is not None:
        return When(dates=(_weekday_after(named, base),))
    match = _STEPS.search(text.line) or _NEXT.search(text.line)
    if match is not None:
        step = _step(match)
        moment = base - step if match["way"] in _BACKWARDS else base + step
        minute = moment.hour * 60 + moment.minute
        whole_days = step >= timedelta(days=1)
        return When(dates=(moment.date(),), minute=None if whole_days else minute)
    little = _A_LITTLE.search(text.line)
    if little is None:
        return None
    minute = base.hour * 60 + base.minute
    if little["way"] == "senere":
        return When(dates=(base.date(),), from_minute=minute + _HALF_HOUR)
    return When(dates=(base.date(),), to_minute=minute - _HALF_HOUR)


def _weekday_after(match: re.Match[str], base: datetime) -> date:
    """«fredagen etter», «fredag uka etter», seen from a time that was named."""
    weekday = _WEEKDAYS.index(match["day"])
    if match["week"] is not None:
        return base.date() + timedelta(days=7 - base.weekday() + weekday)
    return base.date() + timedelta(days=(weekday - base.weekday() - 1) % 7 + 1)


def leaning(text: Text, named: tuple[datetime, ...], when: When | None) -> When | None:
    """«mandag går, men ikke så tidlig»: away from the times ``named``, on the day that is said.

    ``when`` is the time that was read in the words; where it has an hour of its own, that counts.
    """
    later, earlier = _LATER.search(text.line), _EARLIER.search(text.line)
    lean = later or earlier
    if not named or lean is None or (later is not None and earlier is not None):
        return None
    if when is not None and (when.minute is not None or _has_range(when, lean[0])):
        return None
    said = when.dates if when is not None else ()
    if not said and _BY_DAYS.search(text.line) is not None:
        first, last = min(named).date(), max(named).date()
        if later is None:
            return None
        days = range((last - first).days + 1)
        return When(not_dates=tuple(first + timedelta(days=ahead) for ahead in days))
    minutes = [
        moment.hour * _HOUR + moment.minute for moment in named if not said or moment.date() in said
    ]
    if not minutes:
        return None
    if later is not None:
        return When(dates=said, from_minute=max(minutes) + _HOUR)
    return When(dates=said, to_minute=min(minutes) - _HALF_HOUR)


def _has_range(when: When, lean: str) -> bool:
    """Whether hours were said besides: in «ikke så sent» they are of the leaning itself."""
    itself = lean.startswith(("ikke", "for", "altfor"))
    return not itself and (when.from_minute is not None or when.to_minute is not None)


def not_this_week(text: Text, now: datetime) -> When | None:
    """«ikke denne uka»: what is left of it is ruled out."""
    if _NOT_THIS_WEEK.search(text.line) is None:
        return None
    left = range(7 - now.weekday())
    return When(not_dates=tuple(now.date() + timedelta(days=ahead) for ahead in left))


def _step(match: re.Match[str]) -> timedelta:
    groups = match.groupdict()
    word, unit = groups.get("count") or "", match["unit"]
    if unit.startswith("halv") or (word == "halv" and unit == "time"):
        return timedelta(minutes=_HALF_HOUR)
    if word == "halvannen":
        return timedelta(minutes=3 * _HALF_HOUR)
    count = _COUNTS.get(word, 1)
    if unit.startswith("kvart"):
        return timedelta(minutes=15 * count)
    if unit.startswith("time"):
        return timedelta(hours=count)
    return timedelta(weeks=count) if unit.startswith("uk") else timedelta(days=count)
