"""A written text cut into clauses that a voice speaks one by one.

Sentences are parted first, then a sentence at its commas, and at last a clause that is too long
before a joining word. Nothing is cut that is one figure in two pieces («Org.nr: 974 …», «100 000 –
200 000 kr»): the writer of words must see it whole.
"""

from __future__ import annotations

import re

from voiceagent.norwegian.speaking.sentence_ends import is_sentence_end

_SENTENCE_END = re.compile(r"[.!?…]+[»\")”]*(?=\s)")
_SOFT_END = re.compile(
    r"[,;](?=\s)|:(?=\s(?!\+?\d))|\s[–—-](?=\s(?!\d))|(?<![\d%])(?<!kr)\s[–—-](?=\s)"
)
_JOINTS = re.compile(
    r"\s(?=(?:og|men|så|for å|som|fordi|hvis|når|eller|slik at|at)\s(?!\d))"
    r"|\s(?=(?:hvis|når|men|så)\s)"
)
_FIRST_CLAUSE_MAX = 48
_CLAUSE_MIN = 24
_CLAUSE_MAX = 110
_ALONE_MIN = 4


def split_clauses(text: str) -> tuple[str, ...]:
    """Cut a text into clauses that can be spoken one by one.

    The first is kept short, so that sound starts early; the others are neither so short that the
    voice stumbles nor so long that it waits. Joined by spaces they give the text again.
    """
    clauses: list[str] = []
    for sentence in _sentences(re.sub(r"\s+", " ", text).strip()):
        clauses += _merged(_cut(sentence), opening=not clauses)
    return tuple(
        part for index, piece in enumerate(clauses) for part in _shortened(piece, first=index == 0)
    )


def _sentences(text: str) -> list[str]:
    pieces, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        point = match[0].rstrip('»")”')
        if point == "." and not is_sentence_end(text, match.start()):
            continue
        pieces.append(text[start : match.end()].strip())
        start = match.end()
    pieces.append(text[start:].strip())
    return [piece for piece in pieces if piece]


def _cut(sentence: str) -> list[str]:
    pieces, start = [], 0
    for match in _SOFT_END.finditer(sentence):
        pieces.append(sentence[start : match.end()].strip())
        start = match.end()
    pieces.append(sentence[start:].strip())
    return [piece for piece in pieces if piece]


def _merged(pieces: list[str], *, opening: bool) -> list[str]:
    """The pieces of one sentence, those too short joined to the next."""
    merged: list[str] = []
    for piece in pieces:
        first = opening and len(merged) == 1
        if merged and not first and len(merged[-1]) < _CLAUSE_MIN:
            merged[-1] += " " + piece
        elif merged and first and _runs_on(merged[0], piece):
            merged[0] += " " + piece
        else:
            merged.append(piece)
    return merged


def _runs_on(first: str, following: str) -> bool:
    """Whether a first piece is too short to stand alone, such as a lone number in a list."""
    return len(first) < _ALONE_MIN and len(first) + len(following) < _FIRST_CLAUSE_MAX


def _shortened(piece: str, *, first: bool) -> list[str]:
    limit = _FIRST_CLAUSE_MAX if first else _CLAUSE_MAX
    if len(piece) <= limit:
        return [piece]
    joints = [match.start() for match in _JOINTS.finditer(piece)]
    fitting = [at for at in joints if 12 <= at <= limit and len(piece) - at > 12]
    if not fitting:
        return [piece]
    cut = fitting[-1]
    return [piece[:cut].strip(), *_shortened(piece[cut:].strip(), first=False)]
