"""Finds the passage that answers a question, or nothing.

SQLite's full-text index (FTS5, ranked by bm25) names the candidates: passages that share a stem
with the question. How good a candidate is is judged by *coverage*: the share of the question's
weight that the passage holds, heading and asked lines included, lowered where no single line of it
is about much the same. Rare words weigh more than common ones, and a word that no text holds weighs
most, so that a question about something else falls below the threshold: nothing is better than
something wrong.

The index is built in memory in a few milliseconds, and only ever read afterwards.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from voiceagent.integrations.knowledge.markdown import Written
from voiceagent.integrations.knowledge.vocabulary import Asked, Vocabulary
from voiceagent.norwegian.texts.stems import Term, terms
from voiceagent.ports import Passage

MAX_WORDS = 40
"""Of a longer question only the beginning is looked at."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """How candidates are judged; found by measurement on half of the questions.

    Attributes:
        threshold: A lower score is no answer.
        margin: The best must be so much better than the next under another heading.
        line_share: How much of the score depends on one line being about the same.
        asking_weight: What a question word weighs, beside 1 for the rarest word.
        candidates: How many passages are judged.
    """

    threshold: float = 0.68
    margin: float = 0.02
    line_share: float = 0.45
    asking_weight: float = 0.75
    candidates: int = 12


@dataclass(frozen=True, slots=True)
class _Entry:
    written: Written
    words: frozenset[str]
    lines: tuple[frozenset[str], ...]


class TextIndex:
    """An index of one language's passages."""

    def __init__(self, passages: Sequence[Written], ranking: Ranking = Ranking()) -> None:
        self._ranking = ranking
        self._entries = tuple(_entry(written) for written in passages)
        every = [[Term(word) for word in sorted(entry.words)] for entry in self._entries]
        self._vocabulary = Vocabulary(every, asking_weight=ranking.asking_weight)
        # One connection for all threads: it is read under the connection's own lock.
        self._rows = sqlite3.connect(":memory:", check_same_thread=False)
        self._rows.execute("CREATE VIRTUAL TABLE passages USING fts5(words, tokenize='unicode61')")
        self._rows.executemany(
            "INSERT INTO passages (rowid, words) VALUES (?, ?)",
            [(place, _column(entry.words)) for place, entry in enumerate(self._entries)],
        )

    def __len__(self) -> int:
        """Number of passages."""
        return len(self._entries)

    def search(self, question: str, *, limit: int = 3) -> tuple[Passage, ...]:
        """The passages that answer the question, best first; none where it is not clear."""
        ranked = self.ranked(question)
        if not ranked or ranked[0].score < self._ranking.threshold:
            return ()
        best = ranked[0]
        rivals = [one.score for one in ranked if one.source != best.source]
        if rivals and best.score - rivals[0] < self._ranking.margin:
            return ()
        return tuple(one for one in ranked[:limit] if one.score >= self._ranking.threshold)

    def ranked(self, question: str) -> tuple[Passage, ...]:
        """All candidates with their scores, best first, whatever they are worth."""
        asked = self._vocabulary.read(terms(" ".join(question.split()[:MAX_WORDS])))
        if not any(one.meets for one in asked if not one.stem.startswith("#")):
            return ()
        found = [(self._score(asked, entry), entry.written) for entry in self._candidates(asked)]
        found.sort(key=lambda pair: -pair[0])
        return tuple(Passage(one.text, one.source, round(score, 3)) for score, one in found)

    def _candidates(self, asked: Sequence[Asked]) -> list[_Entry]:
        stems = sorted({_quoted(word) for one in asked for word in one.meets})
        rows = self._rows.execute(
            "SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY bm25(passages) LIMIT ?",
            (" OR ".join(stems), self._ranking.candidates),
        )
        return [self._entries[place] for (place,) in rows]

    def _score(self, asked: Sequence[Asked], entry: _Entry) -> float:
        weight = sum(one.weight for one in asked)
        held = [_meets(one, entry.words) * one.weight for one in asked]
        coverage = sum(held) / weight
        line = max(self._likeness(asked, line) for line in entry.lines)
        share = self._ranking.line_share
        return coverage * (1 - share + share * line)

    def _likeness(self, asked: Sequence[Asked], line: frozenset[str]) -> float:
        """How far the question and a line are about the same: both hold each other's words."""
        held = [(_meets(one, line), one) for one in asked]
        weight = sum(one.weight for one in asked)
        there = sum(share * one.weight for share, one in held) / weight
        met = {word for one in asked for word in one.meets if word in line}
        whole = sum(self._vocabulary.weight(word) for word in line)
        back = sum(self._vocabulary.weight(word) for word in met) / whole if whole else 0.0
        return 2 * there * back / (there + back) if there + back else 0.0


def _entry(written: Written) -> _Entry:
    texts = (written.heading, written.text, *written.asked)
    lines = tuple(frozenset(term.stem for term in terms(text)) for text in texts)
    subject = {term.stem for term in terms(written.subject)}
    return _Entry(written, frozenset(subject.union(*lines)), lines)


def _meets(asked: Asked, words: frozenset[str]) -> float:
    return max((share for word, share in asked.meets.items() if word in words), default=0.0)


def _column(words: frozenset[str]) -> str:
    return " ".join(_token(word) for word in sorted(words))


def _quoted(word: str) -> str:
    """A stem as an FTS5 string: no character of it is syntax."""
    return '"' + _token(word).replace('"', '""') + '"'


def _token(word: str) -> str:
    """One token for the tokeniser: «#hvem» would else lose its mark."""
    return "q0" + word[1:] if word.startswith("#") else word
