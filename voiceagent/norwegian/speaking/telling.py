"""Clock times to words."""

from __future__ import annotations

from voiceagent.norwegian.speaking.counting import say_number
from voiceagent.norwegian.times.clock import resolve_minute


def say_time(minute: int) -> str:
    """A clock time without «klokka»: «halv tre», «kvart over ni», «fem på halv elleve».

    The half of the day is added where office hours do not tell it: «åtte om kvelden».
    """
    hour, rest = divmod(minute, 60)
    words = _clock_words(hour, rest)
    resolved = resolve_minute(minute)
    if resolved.minute == minute and not resolved.ambiguous:
        return words
    if hour < 5:
        return f"{words} om natta"
    if hour < 12:
        return f"{words} om morgenen"
    return f"{words} om {'ettermiddagen' if hour < 18 else 'kvelden'}"


def _clock_words(hour: int, rest: int) -> str:
    this = say_number((hour - 1) % 12 + 1, neuter=True)
    following = say_number(hour % 12 + 1, neuter=True)
    match rest:
        case 0:
            return this
        case 5 | 10:
            return f"{say_number(rest)} over {this}"
        case 15:
            return f"kvart over {this}"
        case 20 | 25:
            return f"{say_number(30 - rest)} på halv {following}"
        case 30:
            return f"halv {following}"
        case 35 | 40:
            return f"{say_number(rest - 30)} over halv {following}"
        case 45:
            return f"kvart på {following}"
        case 50 | 55:
            return f"{say_number(60 - rest)} på {following}"
        case _ if rest < 10:
            return f"{this} null {say_number(rest, neuter=True)}"
        case _:
            return f"{this} {say_number(rest)}"
