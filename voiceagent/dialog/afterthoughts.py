"""Whether words add nothing: a goodbye over our goodbye, a «det stemmer» after a «ja»."""

from __future__ import annotations

from voiceagent.norwegian.acts.answers import Act, read_acts, read_yes_no
from voiceagent.norwegian.words.reading import read_text

_AGREEING = frozenset(
    {Act.YES, Act.THANKS, Act.GOODBYE, Act.BACKCHANNEL, Act.GREETING, Act.HESITATION}
)
_LEAVING = frozenset({Act.THANKS, Act.GOODBYE})
_LONGEST_WORDS = 8
_FRAGMENT_LETTERS = 2


def is_said_again(first: str, whole: str) -> bool:
    """Whether ``whole`` is ``first`` and some agreement with it: «ja», «ja det stemmer»."""
    same = read_yes_no(first) == read_yes_no(whole)
    return same and adds_nothing(first) and adds_nothing(whole)


def adds_nothing(text: str) -> bool:
    """Whether ``text`` only agrees, thanks or takes leave: nothing in it asks for an answer.

    A word of one or two letters that nobody knows is a broken end («a det stemmer») and does not
    count.
    """
    acts = read_acts(text)
    found = {reading.value for reading in acts}
    tokens = read_text(text).raw
    if not found or not found <= _AGREEING or len(tokens) > _LONGEST_WORDS:
        return False
    covered = {place for reading in acts for place in range(reading.start, reading.end)}
    strange = [word for place, word in enumerate(tokens) if place not in covered]
    return all(len(word) <= _FRAGMENT_LETTERS for word in strange) or bool(found & _LEAVING)
