"""The recogniser's accuracy in the form that all benchmarks share; synthetic callers only."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from rich.table import Table

from benchmarks.reporting.bars import limits
from benchmarks.reporting.percentiles import percentile
from benchmarks.reporting.pictures import SHARE, BarChart, Picture
from benchmarks.reporting.progress import ProgressLine, parts_of
from benchmarks.reporting.report import Outcome, table
from benchmarks.speech.ear import Ear
from benchmarks.speech.outsiders import Outsiders, OutsiderTally, measure_outsiders
from benchmarks.speech.sentences import Sentences, measure_sentences
from benchmarks.speech.slots import NAMED, SlotTally, measure_slots

_UTTERANCES, _QUICK_UTTERANCES = 1_200, 120
_PER_SLOT, _QUICK_PER_SLOT = 150, 12
_CONFUSIONS = 15
_WORK, _QUICK_WORK = (8, 5, 8), (9, 5, 11)
"""Parts of the work: sentences, answers, other sounds."""


def speech(quick: bool, progress: ProgressLine) -> Outcome:
    """Words, values, and what is no answer: by kind, on voices that no training heard."""
    ear = Ear(Random(1))
    count = _QUICK_UTTERANCES if quick else _UTTERANCES
    saying, answering, sounding = parts_of(progress, _QUICK_WORK if quick else _WORK)
    sentences = measure_sentences(ear, count, saying)
    slots = measure_slots(ear, _QUICK_PER_SLOT if quick else _PER_SLOT, answering)
    outsiders = measure_outsiders(ear, sounding, quick=quick)
    figures = {
        "speech.front_p50_ms": percentile(ear.front_ms, 0.5),
        "speech.words_p50_ms": percentile(ear.words_ms, 0.5),
        "speech.words_p95_ms": percentile(ear.words_ms, 0.95),
        **dict(_sentence_figures(sentences)),
        **dict(_slot_figures(slots)),
        **dict(_outsider_figures(outsiders)),
    }
    shown = (
        _sentence_table(sentences),
        _slot_table(slots),
        _outsider_table(outsiders),
        _confusion_table(sentences),
    )
    rounded = {name: round(figure, 4) for name, figure in figures.items()}
    return Outcome(("speech",), rounded, shown, _pictures(sentences, slots, outsiders))


def _pictures(
    sentences: Sentences, slots: dict[str, SlotTally], outsiders: Outsiders
) -> tuple[Picture, ...]:
    wrong = {kind: tally for kind, tally in sentences.kinds.items() if tally.word_error}
    kinds = sorted(wrong.items(), key=lambda of: of[1].word_error)
    answers = sorted(slots.items(), key=lambda of: of[1].accuracy)
    return (
        BarChart(
            "Words wrong, by kind of sentence; kinds without any are left out",
            SHARE,
            {kind.replace("_", " "): {SHARE: tally.word_error} for kind, tally in kinds},
            limits({"aim for the domain": "speech.domain.word_error"}),
        ),
        BarChart(
            "Answers with a value, by what was asked",
            SHARE,
            {
                kind.replace("_", " "): {
                    "understood as meant": tally.accuracy,
                    "understood as something else": tally.wrong / max(1, tally.cases),
                }
                for kind, tally in answers
            },
        ),
        BarChart(
            "Sounds that are no answer",
            SHARE,
            {
                kind: dict(zip(("words trusted", "taken for an answer"), tally.shares, strict=True))
                for kind, tally in {**outsiders.sounds, "all": outsiders.all}.items()
            },
            limits({"aim": "speech.outside.answered"}),
        ),
    )


def _sentence_figures(sentences: Sentences) -> Iterator[tuple[str, float]]:
    if sentences.typical_ms:
        yield "speech.words_of_4s_p50_ms", percentile(sentences.typical_ms, 0.5)
    for kind, tally in sentences.kinds.items():
        name = f"speech.{_plain(kind)}"
        yield f"{name}.word_error", tally.word_error
        yield f"{name}.exact", tally.share(tally.exact)
        yield f"{name}.accepted", tally.share(tally.accepted)
        yield f"{name}.wrong_accepted", tally.share(tally.wrong_accepted)


def _slot_figures(slots: dict[str, SlotTally]) -> Iterator[tuple[str, float]]:
    for kind, tally in slots.items():
        name = f"speech.slot.{kind}"
        yield f"{name}.right", tally.accuracy
        yield f"{name}.wrong", tally.wrong / max(1, tally.cases)
        yield f"{name}.accepted", tally.accepted / max(1, tally.cases)
        if kind in NAMED:
            yield f"{name}.letter_error", tally.letter_error


def _outsider_figures(outsiders: Outsiders) -> Iterator[tuple[str, float]]:
    named = {f"outside.{_plain(kind)}": tally for kind, tally in outsiders.sounds.items()}
    named |= {f"outside.asked_{name}": tally for name, tally in outsiders.questions.items()}
    for name, tally in {"outside": outsiders.all, **named}.items():
        trusted, answered = tally.shares
        yield f"speech.{name}.trusted", trusted
        yield f"speech.{name}.answered", answered


def _plain(name: str) -> str:
    return name.lower().replace(",", "").replace(" ", "_")


def _sentence_table(sentences: Sentences) -> Table:
    shown = table("sentences", "number", "word error", "exact", "accepted", "wrong accepted")
    for kind, tally in sorted(sentences.kinds.items(), key=lambda of: of[1].word_error):
        counts = (tally.exact, tally.accepted, tally.wrong_accepted)
        shares = [f"{tally.share(count):.1%}" for count in counts]
        shown.add_row(kind, str(tally.utterances), f"{tally.word_error:.1%}", *shares)
    return shown


def _slot_table(slots: dict[str, SlotTally]) -> Table:
    shown = table("answers", "number", "right", "wrong", "accepted", "letters wrong")
    for kind, tally in slots.items():
        shown.add_row(
            kind.replace("_", " "),
            str(tally.cases),
            f"{tally.accuracy:.1%}",
            f"{tally.wrong / max(1, tally.cases):.1%}",
            f"{tally.accepted / max(1, tally.cases):.1%}",
            f"{tally.letter_error:.1%}" if kind in NAMED else "",
        )
    return shown


def _outsider_table(outsiders: Outsiders) -> Table:
    shown = table("no answers", "hearings", "trusted", "answered")
    questions = {f"asked {name}": tally for name, tally in outsiders.questions.items()}
    for kind, tally in {**outsiders.sounds, **questions, "all": outsiders.all}.items():
        shown.add_row(kind, str(tally.hearings), *_percent(tally))
    return shown


def _percent(tally: OutsiderTally) -> list[str]:
    return [f"{share:.1%}" for share in tally.shares]


def _confusion_table(sentences: Sentences) -> Table:
    shown = table("said", "heard", "times")
    for (said, heard), times in sentences.confused.most_common(_CONFUSIONS):
        shown.add_row(said, heard, str(times))
    return shown
