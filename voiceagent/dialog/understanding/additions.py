"""Words over our goodbye that change or add to what was agreed.

«Nei forresten, det er ordnet» takes our call back; «husk at vi er tre» and an address add to it.
Thanks, goodbyes and talk to others in the room do neither.
"""

from __future__ import annotations

import re

from voiceagent.dialog.understanding.questions import questions_in
from voiceagent.norwegian.words.reading import Text

_CALLED_OFF = re.compile(
    r"(?<!\S)(?:(?:det|saken|saka|alt) (?:er|har|ble|blei) (?:\S+ ){0,2}?"
    r"(?:ordnet|ordna|løst|løyst|fikset|fiksa|i orden nå|avklart|avklara)"
    r"|(?:trenger|trengs|behøver|behøves|skal|må|vil)(?: dere| de| du)?(?: \S+)?? ikke (?:å )?"
    r"(?:ringe|ringes|bli ringt|ha noen|noe mer|noen samtale|likevel)"
    r"|(?:slipper|slippe) (?:dere |de |du )?(?:å )?ringe"
    r"|ikke (?:ring|ringe)(?: \S+){0,2}? likevel"
    r"|(?:glem|dropp|avlys|stryk|kanseller) (?:det|samtalen|hele|alt)"
    r"|(?:ombestemt|ombestemte|angrer|angra) (?:meg|oss)?)(?!\S)"
)
_ADDS = re.compile(
    r"^(?:(?:ja|å|ok|men|og|du|nei|jo|hei|vent|litt) ){0,4}?"
    r"(?:forresten|husk|hugs|ta med|noter|legg til|si fra|kan dere også|kan du også)(?!\S)"
)
_LEAST_WORDS = 4


def calls_off(tokens: Text) -> bool:
    """Whether our call is not wanted after all."""
    return _CALLED_OFF.search(" ".join(tokens.norm)) is not None


def adds(tokens: Text) -> bool:
    """Whether something is to be noted besides; a question wants an answer instead."""
    if len(tokens) < _LEAST_WORDS or questions_in(tokens):
        return False
    return _ADDS.search(" ".join(tokens.norm)) is not None
