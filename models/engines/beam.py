"""CTC prefix beam search with a word model.

A hypothesis is a text; its acoustic probability is kept as «ends in blank» and «ends in its last
letter». The word model scores finished words exactly and unfinished ones by the best they can
become, so that a wrong word dies at its first unlikely letters. Frames that are surely blank cost
next to nothing.

Source: Hannun et al. 2014 (first-pass CTC decoding with a language model).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from models.engines.letters import ALPHABET, BLANK
from models.engines.word_model import EDGE, Expected
from voiceagent.dialog.moves import AnswerKind

_NEVER = -1e30
_SURELY_BLANK = math.log(0.998)
_QUICK_FLOOR, _QUICK_MARGIN = -5.0, 9.0
_CLEAR = -0.05


@dataclass(frozen=True, slots=True)
class BeamSettings:
    """How far to look and how much to believe the word model.

    Attributes:
        width: Hypotheses kept per frame.
        letter_floor: Log-probability below which a letter is not tried.
        model_weight: Exponent of the word model's probability.
        word_bonus: Added per word; balances the model's liking for few words.
        margin: Hypotheses so far (natural log) behind the best are dropped.
    """

    width: int = 16
    letter_floor: float = -8.0
    model_weight: float = 0.8
    word_bonus: float = 1.2
    margin: float = 14.0

    @property
    def quick(self) -> BeamSettings:
        """For turns that are clear: a fraction of the cost, and the same words."""
        return replace(self, letter_floor=_QUICK_FLOOR, margin=_QUICK_MARGIN)


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A text that may have been said.

    Attributes:
        text: Words with single spaces.
        acoustic: Log-probability of the text by sound alone.
        total: The same with the word model.
        letter_frames: The output frame at which each letter of ``text`` most likely came in.
    """

    text: str
    acoustic: float
    total: float
    letter_frames: tuple[int, ...]


class _Node:
    """A hypothesis while the search runs."""

    __slots__ = (
        "before",
        "blank",
        "entry",
        "frame",
        "last",
        "letter",
        "model",
        "parent",
        "text",
        "word",
        "words",
    )

    def __init__(self, text: str, letter: int, frame: int, parent: _Node | None) -> None:
        self.text = text
        self.letter = letter  # symbol of the last letter
        self.frame = frame
        self.entry = _NEVER  # how good its last letter's coming in at that frame was
        self.parent = parent
        self.blank = _NEVER
        self.last = _NEVER
        self.words = 0.0  # weighted score of the finished words
        self.before = EDGE  # the last finished word
        self.word = ""  # the unfinished word
        self.model = 0.0  # words, plus what the unfinished one promises

    @property
    def acoustic(self) -> float:
        return _add(self.blank, self.last)


def search(
    scores: NDArray[np.float32], expected: Expected, settings: BeamSettings
) -> list[Hypothesis]:
    """The best texts of log-probabilities of shape (frames, symbols), best first; never empty."""
    root = _Node("", BLANK, 0, None)
    root.blank = 0.0
    beam: dict[str, _Node] = {"": root}
    nodes: dict[str, _Node] = {"": root}
    best = scores.argmax(1).tolist()
    for frame in range(len(scores)):
        row = scores[frame]
        if best[frame] == BLANK and row[BLANK] > _SURELY_BLANK:
            surely = float(row[BLANK])
            for node in beam.values():
                node.blank, node.last = node.acoustic + surely, _NEVER
            continue
        letters = [
            (int(symbol), float(row[symbol]))
            for symbol in np.flatnonzero(row > settings.letter_floor)
            if symbol != BLANK
        ]
        beam = _advance(beam, nodes, row.tolist(), letters, frame, expected, settings)
    return _finish(beam, expected, settings)


def search_twice(
    scores: NDArray[np.float32], expected: Expected, settings: BeamSettings
) -> list[Hypothesis]:
    """A quick search, and the whole one where its text does not fit the letters.

    Clear means that nothing else can fit much better. Names are always searched for in full: what
    the call knows may outweigh the clearest letters.
    """
    if expected.kind not in (AnswerKind.NAME, AnswerKind.COMPANY):
        found = search(scores, expected, settings.quick)
        best = found[0]
        fit = best.acoustic - float(scores.max(1).sum())
        if best.text and fit >= _CLEAR * len(best.text):
            return found
    return search(scores, expected, settings)


def _advance(
    beam: dict[str, _Node],
    nodes: dict[str, _Node],
    row: list[float],
    letters: list[tuple[int, float]],
    frame: int,
    expected: Expected,
    settings: BeamSettings,
) -> dict[str, _Node]:
    fresh: dict[str, list[float]] = {}
    leader = max(node.acoustic for node in beam.values())
    # What falls behind this is dropped below anyway: a longer text promises no more, but the bonus.
    hopeless = (
        -settings.margin
        - settings.word_bonus
        + max(
            node.model + max(node.acoustic + row[BLANK], node.last + row[node.letter])
            for node in beam.values()
        )
    )
    for text, node in beam.items():
        whole = node.acoustic
        stays = fresh.setdefault(text, [_NEVER, _NEVER])
        stays[0] = _add(stays[0], whole + row[BLANK])
        if text:
            stays[1] = _add(stays[1], node.last + row[node.letter])
        for symbol, score in letters:
            source = node.blank if symbol == node.letter else whole
            if source <= _NEVER or source + score + node.model < hopeless:
                continue
            letter = ALPHABET[symbol - 1]
            if letter == " " and (not text or text[-1] == " "):
                continue
            longer = text + letter
            grown = fresh.get(longer)
            if grown is None:
                grown = fresh[longer] = [_NEVER, _NEVER]
                if longer not in nodes:
                    nodes[longer] = _extend(node, longer, symbol, frame, expected, settings)
                elif longer not in beam:
                    nodes[longer].entry = _NEVER
            child = nodes[longer]
            if source + score - leader > child.entry:
                child.entry, child.frame = source + score - leader, frame
            grown[1] = _add(grown[1], source + score)
    ranked = sorted(
        ((nodes[text].model + _add(*pair), text) for text, pair in fresh.items()), reverse=True
    )
    least = ranked[0][0] - settings.margin
    kept: dict[str, _Node] = {}
    for total, text in ranked[: settings.width]:
        if total >= least:
            node = nodes[text]
            node.blank, node.last = fresh[text]
            kept[text] = node
    return kept


def _extend(
    parent: _Node, text: str, symbol: int, frame: int, expected: Expected, settings: BeamSettings
) -> _Node:
    node = _Node(text, symbol, frame, parent)
    if text[-1] == " ":
        gained = settings.model_weight * expected.word(parent.before, parent.word)
        node.words = node.model = parent.words + gained + settings.word_bonus
        node.before, node.word = parent.word, ""
    else:
        node.words, node.before, node.word = parent.words, parent.before, parent.word + text[-1]
        node.model = node.words + settings.model_weight * expected.beginning(node.before, node.word)
    return node


def _finish(beam: dict[str, _Node], expected: Expected, settings: BeamSettings) -> list[Hypothesis]:
    merged: dict[str, Hypothesis] = {}
    for node in beam.values():
        words, before = node.words, node.before
        if node.word:
            words += settings.model_weight * expected.word(before, node.word) + settings.word_bonus
            before = node.word
        words += settings.model_weight * max(-6.0, expected.word(before, EDGE))
        text = node.text.strip()
        hypothesis = Hypothesis(
            text, node.acoustic, node.acoustic + words, _frames(node, len(text))
        )
        if text not in merged or hypothesis.total > merged[text].total:
            merged[text] = hypothesis
    return sorted(merged.values(), key=lambda hypothesis: -hypothesis.total)


def _frames(node: _Node | None, count: int) -> tuple[int, ...]:
    """First frames of the letters; a text that came back may be younger than what followed it."""
    frames: list[int] = []
    while node is not None and node.text:
        frames.append(min(node.frame, *frames[-1:]) if frames else node.frame)
        node = node.parent
    return tuple(frames[::-1][:count])


def _add(first: float, second: float) -> float:
    """log(exp(first) + exp(second))."""
    if first < second:
        first, second = second, first
    if second <= _NEVER or first - second > 30:
        return first
    return first + math.log1p(math.exp(second - first))
