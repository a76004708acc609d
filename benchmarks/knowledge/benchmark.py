"""How well questions are answered from the shipped texts: right, wrong, and not known.

The questions in ``tests/knowledge/questions.tsv`` are written as callers ask and recognisers
deliver; those without a source have no answer in the texts, and nothing is the right answer.
*Wrong* is what costs trust: another passage than the one that answers, or any where none does.
*Unknown* sends the question to a colleague. The index and the texts were tuned on the part ``dev``;
of the part ``test`` only the totals were ever looked at.

The questions in ``tests/knowledge/listed.tsv`` are on the policy's own list, in whole or in part:
measured is whether the list or the texts answer them, as the dialog decides it.
"""

from __future__ import annotations

import csv
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from rich.table import Table

from benchmarks.language.errors import misheard
from benchmarks.reporting.bars import limits
from benchmarks.reporting.percentiles import percentile
from benchmarks.reporting.pictures import SHARE, BarChart, Histogram, Picture
from benchmarks.reporting.report import Outcome, ProgressLine, table
from voiceagent.dialog.leading import listed
from voiceagent.dialog.policies.loading import load_policy
from voiceagent.dialog.policies.policy import Policy
from voiceagent.dialog.state import Question
from voiceagent.integrations.knowledge.texts import FolderTexts
from voiceagent.norwegian.words.reading import read_text

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = ROOT / "tests" / "knowledge" / "questions.tsv"
LISTED = ROOT / "tests" / "knowledge" / "listed.tsv"
POLICY = ROOT / "dialog_policies" / "b2b_lead.yaml"
TEXTS = ROOT / "dialog_policies" / "fjordlys"
BY_LIST = "list:"
"""What an answer of the policy's own list is called, before its entry's name."""

_ERROR_RATE = 0.08
_ROUNDS = 5
_TIMES = 5


class Verdict(StrEnum):
    """What a question got."""

    RIGHT = "right"
    WRONG = "wrong"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class AskedOf:
    """A question of the file; without sources, the texts do not answer it."""

    part: str
    language: str
    words: str
    sources: tuple[str, ...]

    def judge(self, found: str) -> Verdict:
        """``found`` is the source of the best passage; empty for none."""
        if found:
            return Verdict.RIGHT if found in self.sources else Verdict.WRONG
        return Verdict.UNKNOWN if self.sources else Verdict.RIGHT


def read_questions(path: Path = QUESTIONS) -> tuple[AskedOf, ...]:
    """All questions."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return tuple(
            AskedOf(
                row["part"],
                row["language"],
                row["question"],
                tuple(source for source in (row["sources"] or "").split("|") if source),
            )
            for row in rows
        )


def read_listed(path: Path = LISTED) -> tuple[AskedOf, ...]:
    """Questions on the policy's list, each with what is to answer it."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            AskedOf("", row["language"], row["question"], tuple(row["answered_by"].split("|")))
            for row in csv.DictReader(file, delimiter="\t")
        )


def answered_by(policy: Policy, texts: FolderTexts, words: str, language: str) -> str:
    """What the dialog would answer a question with: an entry of the list, or a passage's source."""
    name, _ = listed.find(policy, words)
    found = texts.find(words, language=language)
    score = found[0].score if found else 0.0
    if listed.answers_whole(policy, words) or listed.beats(policy, Question(words), score):
        return BY_LIST + name
    return found[0].source if found else ""


def knowledge(quick: bool, progress: ProgressLine) -> Outcome:
    """Right, wrong and unknown, as asked and with words misheard, and the time of a search."""
    progress("reading the texts", 0.0)
    texts, questions = FolderTexts(TEXTS, ("nb", "nn")), read_questions()
    figures: dict[str, float] = {"knowledge.questions": float(len(questions))}
    shown = table("questions", "of", "right", "wrong", "unknown", "misheard: right", "wrong")
    groups = {
        "all": questions,
        "never tuned on": [one for one in questions if one.part == "test"],
        "answered by the texts": [one for one in questions if one.sources],
        "not answered by them": [one for one in questions if not one.sources],
    }
    of_groups: dict[str, dict[str, float]] = {}
    for place, (name, group) in enumerate(groups.items()):
        progress(name, 0.1 + 0.15 * place)
        clean = _shares(texts, group, rate=0.0, rounds=1)
        changed = _shares(texts, group, rate=_ERROR_RATE, rounds=1 if quick else _ROUNDS)
        of_groups[name] = {str(verdict): share for verdict, share in clean.items()}
        prefix = {"all": "knowledge", "never tuned on": "knowledge.unseen"}.get(name)
        if prefix:
            figures |= {f"{prefix}.{verdict}": clean[verdict] for verdict in Verdict}
            figures |= {f"{prefix}.misheard.{verdict}": changed[verdict] for verdict in Verdict}
        cells = [*clean.values(), changed[Verdict.RIGHT], changed[Verdict.WRONG]]
        shown.add_row(name, str(len(group)), *(f"{cell:.1%}" for cell in cells))
    figures |= _listed(texts, shown)
    progress("timing", 0.7)
    times_ms = _times_ms(texts, questions)
    figures["knowledge.lookup_p50_ms"] = percentile(times_ms, 0.5)
    figures["knowledge.lookup_p95_ms"] = percentile(times_ms, 0.95)
    rounded = {name: round(figure, 4) for name, figure in figures.items()}
    return Outcome(("knowledge",), rounded, (shown,), _pictures(of_groups, times_ms))


def _listed(texts: FolderTexts, shown: Table) -> dict[str, float]:
    """Questions on the policy's list: whether it or the texts answered as they should."""
    policy, asked = load_policy(POLICY), read_listed()
    counts: Counter[Verdict] = Counter()
    for one in asked:
        counts[one.judge(answered_by(policy, texts, one.words, one.language))] += 1
    shares = {verdict: counts[verdict] / len(asked) for verdict in Verdict}
    cells = (f"{share:.1%}" for share in shares.values())
    shown.add_row("on the policy's list", str(len(asked)), *cells, "", "")
    return {f"knowledge.listed.{verdict}": share for verdict, share in shares.items()}


def _pictures(
    of_groups: Mapping[str, Mapping[str, float]], times_ms: Sequence[float]
) -> tuple[Picture, ...]:
    aims = {
        "right, at least": "knowledge.right",
        "wrong, at most": "knowledge.wrong",
    }
    return (
        BarChart("What a question to the company's texts gets", SHARE, of_groups, limits(aims)),
        Histogram(
            "Time of a search, the best of five",
            "ms",
            {"searches": times_ms},
            limits({"aim for p95": "knowledge.lookup_p95_ms"}),
        ),
    )


def _shares(
    texts: FolderTexts, questions: Sequence[AskedOf], *, rate: float, rounds: int
) -> dict[Verdict, float]:
    counts: Counter[Verdict] = Counter()
    for turn in range(rounds):
        for one in questions:
            words = misheard(one.words, rate=rate, seed=turn) if rate else one.words
            found = texts.find(words, language=one.language)
            counts[one.judge(found[0].source if found else "")] += 1
    every = max(sum(counts.values()), 1)
    return {verdict: counts[verdict] / every for verdict in Verdict}


def _times_ms(texts: FolderTexts, questions: Sequence[AskedOf]) -> list[float]:
    """Time of each search in milliseconds, the best of five: other work is not what we measure.

    The dialog has read the words before it asks.
    """
    times = []
    for one in questions:
        read_text(one.words)
        tries = []
        for _ in range(_TIMES):
            start = time.perf_counter()
            texts.find(one.words, language=one.language)
            tries.append((time.perf_counter() - start) * 1000)
        times.append(min(tries))
    return times
