"""Which pieces of an utterance are wanted, ruled out or taken back.

A day and the time beside it share one polarity. What a reason names is judged apart from the wish
(``reasons``), and a correction between two values of a kind takes the first back.
"""

from __future__ import annotations

from collections.abc import Sequence

from voiceagent.norwegian.times.clock import SaidTime
from voiceagent.norwegian.times.dates import SaidDay
from voiceagent.norwegian.times.day_parts import SaidDelay, SaidPart
from voiceagent.norwegian.times.polarity import (
    Polarity,
    corrected,
    ends_corrected,
    polarities,
    preferred,
)
from voiceagent.norwegian.times.reasons import Clauses, Fate, bordered, fate

Piece = SaidDay | SaidTime | SaidPart | SaidDelay
Judged = list[tuple[Piece, Polarity]]

_FATES = {
    Fate.KEPT: Polarity.WANTED,
    Fate.DROPPED: Polarity.TAKEN_BACK,
    Fate.RULED_OUT: Polarity.RULED_OUT,
}


def judged_pieces(
    pieces: Sequence[Piece], words: Sequence[str], where: Clauses | None = None
) -> Judged:
    """Each piece with its polarity.

    Args:
        pieces: The pieces in order.
        words: The words of the line.
        where: The reason and the wish, where one was given.
    """
    if where is None:
        return _judge(pieces, words)
    if (border := bordered(pieces, where, words)) is not None:
        return [(piece, Polarity.WANTED) for piece in border]
    first, last = where.wish
    wished = [piece for piece in pieces if first <= piece.start < last]
    if not wished or len(wished) == len(pieces):
        return _judge(pieces, words)
    judged = [
        (piece, _FATES[fate(piece, pieces, where)]) for piece in pieces if piece not in wished
    ]
    # The words before the wish keep their places, but no longer speak.
    silenced = [word if first <= at < last else "" for at, word in enumerate(words)]
    return sorted([*judged, *_judge(wished, silenced)], key=lambda one: one[0].start)


def _judge(pieces: Sequence[Piece], words: Sequence[str]) -> Judged:
    groups: list[list[Piece]] = []
    for piece in pieces:
        if groups and _belong(groups[-1][-1], piece, words):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    spans = [(group[0].start, group[-1].end) for group in groups]
    days = [any(isinstance(piece, SaidDay) for piece in group) for group in groups]
    marks = polarities(words, spans, days) if spans else []
    judged: Judged = []
    for place, (group, mark) in enumerate(zip(groups, marks, strict=True)):
        mixed = mark is Polarity.RULED_OUT and len(group) > 1
        other = Polarity.TAKEN_BACK if mixed else mark
        stands = sum(days) == 1 and _another_time(group, groups[place + 1 :], marks[place:])
        judged.extend(
            (piece, Polarity.WANTED if stands and isinstance(piece, SaidDay) else other)
            for piece in group
        )
    return _without_corrected(judged, words)


def _another_time(
    group: Sequence[Piece], later: Sequence[Sequence[Piece]], marks: Sequence[Polarity]
) -> bool:
    """Whether a day's time alone gives way: «torsdag klokka ti er opptatt men klokka elleve»."""
    if marks[0] is Polarity.WANTED or not any(isinstance(piece, SaidTime) for piece in group):
        return False
    return any(
        mark is Polarity.WANTED and any(isinstance(piece, SaidTime) for piece in other)
        for other, mark in zip(later, marks[1:], strict=True)
    )


def _belong(left: Piece, right: Piece, words: Sequence[str]) -> bool:
    """Whether a day and a time make one value: «torsdag klokka ti», «ti på torsdag»."""
    if isinstance(left, SaidDay) == isinstance(right, SaidDay):
        return False
    return all(word in ("på", "den", "ved", "rundt") for word in words[left.end : right.start])


def _is_point(piece: Piece) -> bool:
    if isinstance(piece, SaidDay):
        return len(piece.dates) == 1 and not piece.is_week
    return isinstance(piece, SaidTime) and piece.exact


def _without_corrected(judged: Judged, words: Sequence[str]) -> Judged:
    kept: Judged = []
    for index, (piece, mark) in enumerate(judged):
        is_day = isinstance(piece, SaidDay)
        later = [
            other
            for other, other_mark in judged[index + 1 :]
            if isinstance(other, SaidDay) == is_day and other_mark is Polarity.WANTED
        ]
        taken_back = mark is Polarity.WANTED and any(
            corrected(words, piece.end, other.start)
            or (_is_point(piece) and _is_point(other) and preferred(words, piece.end, other.start))
            for other in later
        )
        if mark is Polarity.WANTED and index == len(judged) - 1:
            taken_back = ends_corrected(words, piece.end)
        kept.append((piece, Polarity.TAKEN_BACK if taken_back else mark))
    return kept


def times_of_days_differ(judged: Judged) -> bool:
    """Whether two wanted days have each a time of its own: «mandag før ti eller tirsdag etter to».

    A time belongs to the day right beside it, else to the last day before it.
    """
    wanted = [piece for piece, mark in judged if mark is Polarity.WANTED]
    days = [piece for piece in wanted if isinstance(piece, SaidDay)]
    of_days: dict[int, set[tuple[int | None, int | None]]] = {}
    for piece in wanted:
        match piece:
            case SaidTime():
                span = (piece.low, piece.high)
            case SaidPart(today=False):
                span = (piece.from_minute, piece.to_minute)
            case _:
                continue
        before = [place for place, day in enumerate(days) if day.end <= piece.start]
        after = [place for place, day in enumerate(days) if 0 <= day.start - piece.end <= 1]
        place = after[0] if after and not (before and days[before[-1]].end == piece.start) else None
        place = before[-1] if place is None and before else place
        if place is not None:
            of_days.setdefault(place, set()).add(span)
    return len(of_days) > 1 and len({frozenset(spans) for spans in of_days.values()}) > 1
