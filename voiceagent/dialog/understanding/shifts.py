"""«En time senere», «dagen etter», «litt tidligere»: a time told by its distance from another.

A distance in days keeps the day and leaves the hour open; a distance in hours gives both.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from voiceagent.norwegian.reading import Text
from voiceagent.norwegian.when import When

_STEPS = re.compile(
    r"(?<!\S)(?P<count>et|en|ei|ett|to|tre|fire|halv|halvannen)? ?"
    r"(?P<unit>halvtime|halv time|time|timer|kvart|kvarter|dag|dager|uke|uker) "
    r"(?P<way>senere|etter|fram|frem|utpå|tidligere|før|bak|bakover)(?!\S)"
)
_NEXT = re.compile(r"(?<!\S)(?P<unit>dagen|uka|uken) (?P<way>etter|før)(?!\S)")
_A_LITTLE = re.compile(r"(?<!\S)litt (?P<way>senere|tidligere)(?!\S)")
_COUNTS = {"to": 2, "tre": 3, "fire": 4}
_BACKWARDS = frozenset({"tidligere", "før", "bak", "bakover"})
_HALF_HOUR = 30


def stepped_from(text: Text, base: datetime) -> When | None:
    """«en time senere», «dagen etter»: the time that lies so far from ``base``."""
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
