"""Whether words, said while we are saying goodbye, are a goodbye too."""

from __future__ import annotations

from voiceagent.norwegian.answers import Act, read_acts
from voiceagent.norwegian.reading import read_text

_FAREWELL = frozenset(
    {Act.YES, Act.THANKS, Act.GOODBYE, Act.BACKCHANNEL, Act.GREETING, Act.HESITATION}
)
_LEAVING = frozenset({Act.THANKS, Act.GOODBYE})
_LONGEST_WORDS = 8


def is_farewell(text: str) -> bool:
    """Whether ``text`` only takes leave («takk, ha det»): nothing in it asks for an answer."""
    acts = read_acts(text)
    found = {reading.value for reading in acts}
    words = len(read_text(text))
    if not found or not found <= _FAREWELL or words > _LONGEST_WORDS:
        return False
    covered = sum(reading.end - reading.start for reading in acts)
    return covered >= words or bool(found & _LEAVING)
