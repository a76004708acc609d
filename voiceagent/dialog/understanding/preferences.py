"""How and when a caller likes to be reached, as far as they say so (DIA-09).

«Ring meg heller på ettermiddagen», «jeg sitter i møter før lunsj», «send helst e-post», «ikke på
fredager»: what holds as a rule, apart from the one time that is being arranged. Each preference is
kept with the words that it rests on, newest last, in the slot ``preferences``:

    [{"channel": "email", "words": "send helst e-post", "utterance_id": "t4.1", …}, …]

A day or hour counts only where the words say that it is a habit («fredager», «som regel»), a
standing obstacle («sitter i møter») or about our calls; «på fredag» is a time for this once. A
preference bends a search that says nothing else, and never stands against what the caller asks for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta

from voiceagent.dialog.moves import SlotValue
from voiceagent.dialog.state import Wish
from voiceagent.dialog.understanding.phrases import find_phrase
from voiceagent.norwegian.times.when import When
from voiceagent.norwegian.words.reading import Reading, Text

SLOT = "preferences"
HORIZON_DAYS = 42

_CHANNELS = {
    "email": ("epost", "e post", "mail", "mailen"),
    "sms": ("sms", "tekstmelding", "melding på telefon", "send en melding"),
    "phone": ("ringe", "telefon", "mobil", "mobilen", "bli oppringt", "bli ringt"),
    "video": ("video", "videomøte", "videosamtale", "teams"),
}
_PHONE_PREFERRED = (
    *("ringe helst", "helst telefon", "helst på telefon", "foretrekker telefon"),
    *("foretrekker å bli ringt", "foretrekker at dere ringer", "telefon er best"),
)
_PREFERS = ("heller", "helst", "i stedet", "foretrekker", "er best", "er enklest", "passer best")
_HABITUAL = (
    *("som regel", "vanligvis", "alltid", "aldri", "pleier", "normalt", "stort sett"),
    *("til vanlig", "på faste dager"),
)
_OBSTACLES = (
    *(
        "sitter i møter",
        "sitter i møte",
        "sit i møte",
        "sit i møter",
        "er i møter",
        "i møter",
        "har møter",
        "er opptatt",
    ),
    *("opptatt", "ikke på jobb", "arbeider ikke", "jobber ikke", "har fri", "stengt"),
    *("underviser", "ikke tilgjengelig", "ikke til stede", "passer dårlig", "passer ikke"),
    *("er vanskelig", "går ikke", "kan ikke", "tar ikke telefonen"),
)
_CALLS = (
    *("ringe meg", "ringe oss", "ringer meg", "ringer dere", "dere ringe", "oppringt"),
    *("ringt", "få tak i meg", "nå meg", "treffe meg", "tar telefonen", "på telefonen"),
)
_PARTS = ("ettermiddagen", "formiddagen", "morgenen", "kvelden", "lunsj", "midt på dagen")
_WEEKDAYS = ("man", "tirs", "ons", "tors", "fre")
_EVERY_WEEK = re.compile(r"(?<!\S)(?P<day>man|tirs|tys|ons|tors|fre)dager(?!\S)")
_NOT_CHANNEL = re.compile(
    r"(?<!\S)(?:ikke|i stedet for|istedenfor|framfor|heller enn) (?:på |via |med |bruke |bruk |ha |"
    r"send |les |leser |et |eit |en )*(?P<what>epost|mail|sms|ringe|telefon|videomøte|video|teams)"
    r"(?!\S)"
)

_BY_PHONE = re.compile(
    r"(?<!\S)(?:(?:ha|har|ta|tar|få|gjøre|gjør|kjøre|bli|blir|være|møtet?|møtes) (?:\S+ ){0,2}?"
    r"(?:på|over|via|per) (?:telefon|mobil)(?:en)?|telefonmøte|(?:vanlig|vanleg) telefon"
    r"|ringe meg (?:da|i stedet)|slippe video)(?!\S)"
)
_NOT_BY_PHONE = re.compile(r"(?<!\S)ikke (?:\S+ )?(?:på|over|via) (?:telefon|mobil)(?:en)?(?!\S)")


@dataclass(frozen=True, slots=True)
class Preference:
    """One preference.

    Attributes:
        channel: ``"phone"``, ``"email"``, ``"sms"`` or ``"video"``; empty where none is preferred.
        not_channel: A channel that is not wanted.
        weekdays: Weekdays that suit, Monday is 0.
        not_weekdays: Weekdays that do not.
        from_minute: Not before this, minutes after midnight.
        to_minute: Not after this.
        about_calls: It is about being called, and says nothing of meetings.
    """

    channel: str = ""
    not_channel: str = ""
    weekdays: tuple[int, ...] = ()
    not_weekdays: tuple[int, ...] = ()
    from_minute: int | None = None
    to_minute: int | None = None
    about_calls: bool = False

    @property
    def says_when(self) -> bool:
        """Whether it is about times."""
        return bool(
            self.weekdays
            or self.not_weekdays
            or self.from_minute is not None
            or self.to_minute is not None
        )


def read_preference(text: Text, when: Reading[When] | None) -> Preference | None:
    """The preference in an utterance whose time reads as ``when``; None where there is none."""
    channel, unwanted = _channels(text)
    found = Preference(channel, unwanted)
    if when is not None and _is_standing(text):
        found = _with_times(found, text, when.value)
    return None if found == Preference() else found


def meeting_by_phone(text: Text) -> Preference | None:
    """«kan vi ta det på telefon»: said of a meeting that is arranged, instead of on video."""
    if _BY_PHONE.search(text.line) is None or _NOT_BY_PHONE.search(text.line) is not None:
        return None
    return Preference(channel="phone", not_channel="video")


def around_obstacles(text: Text, when: Reading[When]) -> Reading[When]:
    """The time that is left: «jeg sitter i møter før lunsj» means after it."""
    value = when.value
    stands = find_phrase(text, _OBSTACLES) is not None and not value.not_dates
    if not stands or value.minute is not None or value.dates:
        return when
    turned = _turned(value)
    return when if turned is None else replace(when, value=turned)


# ---------------------------------------------------------------- reading


def _channels(text: Text) -> tuple[str, str]:
    """The channel that is preferred, and the one that is not wanted."""
    denied = _NOT_CHANNEL.search(text.line)
    unwanted = _channel_of(denied["what"]) if denied is not None else ""
    if find_phrase(text, _PREFERS) is None and not unwanted:
        return "", ""
    named = [
        (span[0], name)
        for name, phrases in _CHANNELS.items()
        if name != unwanted and (span := find_phrase(text, phrases)) is not None
    ]
    channel = next((name for _, name in sorted(named) if name != "phone"), "")
    if not channel and unwanted and any(name == "phone" for _, name in named):
        channel = "phone"
    if not channel and find_phrase(text, _PHONE_PREFERRED) is not None:
        channel = "phone"
    return channel, unwanted


def _channel_of(word: str) -> str:
    return next(name for name, words in _CHANNELS.items() if word in words)


def _is_standing(text: Text) -> bool:
    """Whether a time is said to hold as a rule."""
    part = any(word in text.norm for word in _PARTS)
    every_week = _EVERY_WEEK.search(text.line) is not None
    obstacle = find_phrase(text, _OBSTACLES) is not None and (part or every_week)
    prefers = find_phrase(text, _PREFERS) is not None or part
    calls = find_phrase(text, _CALLS) is not None and prefers
    return every_week or obstacle or calls or find_phrase(text, _HABITUAL) is not None


def _with_times(found: Preference, text: Text, when: When) -> Preference:
    obstacle = find_phrase(text, _OBSTACLES) is not None
    weekdays = tuple(sorted({_weekday(match["day"]) for match in _EVERY_WEEK.finditer(text.line)}))
    ruled_out = {day.weekday() for day in when.not_dates}
    denied = tuple(day for day in weekdays if obstacle or day in ruled_out)
    wanted = tuple(day for day in weekdays if day not in denied)
    turned = _turned(when) if obstacle and not weekdays and not when.not_dates else None
    hours = turned if turned is not None else when
    if when.dates and not weekdays:
        # One day, this once: a wish, and no habit.
        return found
    whole_days = bool(denied) and obstacle
    return replace(
        found,
        weekdays=wanted,
        not_weekdays=denied,
        from_minute=None if whole_days else _lower(hours),
        to_minute=None if whole_days else _upper(hours),
        about_calls=find_phrase(text, _CALLS) is not None,
    )


def _weekday(stem: str) -> int:
    return _WEEKDAYS.index("tirs" if stem == "tys" else stem)


def _lower(when: When) -> int | None:
    return when.minute if when.minute is not None else when.from_minute


def _upper(when: When) -> int | None:
    return None if when.minute is not None else when.to_minute


def _turned(when: When) -> When | None:
    """The other side of an hour: before it, after it; None where it has no other side.

    A range that the reader has turned already («på formiddagen er jeg opptatt») has one end only.
    """
    match when.part_of_day:
        case "morning" | "forenoon" | "lunch" if when.to_minute is not None:
            return When(from_minute=when.to_minute)
        case "afternoon" | "evening" if when.from_minute is not None:
            return When(to_minute=when.from_minute)
        case _:
            return None


# ---------------------------------------------------------------- keeping and using


def as_value(
    preference: Preference, *, words: str, utterance_id: str, kept: SlotValue | None
) -> list[Mapping[str, object]]:
    """The slot's new value: what was kept before, and this one."""
    before = kept.value if kept is not None and isinstance(kept.value, list) else []
    said = {name: part for name, part in asdict(preference).items() if part not in ("", (), None)}
    listed = {name: list(part) if isinstance(part, tuple) else part for name, part in said.items()}
    return [*before, {**listed, "words": words, "utterance_id": utterance_id}]


def kept_in(slots: Mapping[str, SlotValue]) -> tuple[Preference, ...]:
    """The preferences of a talk so far, oldest first."""
    value = slots[SLOT].value if SLOT in slots else None
    if not isinstance(value, list):
        return ()
    return tuple(_restored(entry) for entry in value if isinstance(entry, Mapping))


def about_meetings(slots: Mapping[str, SlotValue]) -> tuple[Preference, ...]:
    """The preferences that a time for a meeting should heed."""
    return tuple(one for one in kept_in(slots) if one.says_when and not one.about_calls)


def _restored(entry: Mapping[str, object]) -> Preference:
    return Preference(
        channel=str(entry.get("channel", "")),
        not_channel=str(entry.get("not_channel", "")),
        weekdays=_whole_numbers(entry.get("weekdays")),
        not_weekdays=_whole_numbers(entry.get("not_weekdays")),
        from_minute=_minute(entry.get("from_minute")),
        to_minute=_minute(entry.get("to_minute")),
        about_calls=entry.get("about_calls") is True,
    )


def _whole_numbers(value: object) -> tuple[int, ...]:
    return tuple(int(one) for one in value) if isinstance(value, list | tuple) else ()


def _minute(value: object) -> int | None:
    return value if isinstance(value, int) else None


def bent(wish: Wish, preferences: tuple[Preference, ...], now: datetime) -> Wish:
    """The wish as preferences complete it; what it says itself stands."""
    days = tuple(now.date() + timedelta(days=ahead) for ahead in range(HORIZON_DAYS))
    for one in reversed([preference for preference in preferences if preference.says_when]):
        free_hours = wish.minute is None and wish.from_minute is None and wish.to_minute is None
        if free_hours and (one.from_minute is not None or one.to_minute is not None):
            wish = replace(wish, from_minute=one.from_minute, to_minute=one.to_minute)
        if not wish.dates and one.weekdays:
            wish = replace(wish, dates=_on(days[1:], one.weekdays, wish.not_dates))
        ruled_out = _on(days, one.not_weekdays, wish.dates)
        wish = replace(wish, not_dates=tuple(dict.fromkeys((*wish.not_dates, *ruled_out))))
    return wish


def _on(
    days: tuple[date, ...], weekdays: tuple[int, ...], but: tuple[date, ...]
) -> tuple[date, ...]:
    return tuple(day for day in days if day.weekday() in weekdays and day not in but)
