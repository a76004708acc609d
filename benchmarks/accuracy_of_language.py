"""The accuracy of our Norwegian in the form that all benchmarks share.

Measured on the test part of the phrase corpus alone, which the grammar was not written against.
"""

from __future__ import annotations

from benchmarks.accuracy_language import Score, reading_times_ms, score, total
from benchmarks.language_corpus import load
from benchmarks.percentiles import percentile
from benchmarks.report import Outcome, ProgressLine, table

_ERROR_RATE = 0.08
_ROUNDS = 5


def language(quick: bool, progress: ProgressLine) -> Outcome:
    """Right, wrong-but-confident and nothing, as written and as a recogniser would mishear it."""
    progress("phrases of the test part")
    phrases = [phrase for phrase in load() if phrase.part == "test"]
    clean = score(phrases)
    progress(f"the same with {_ERROR_RATE:.0%} of the words misheard")
    misheard = score(phrases, error_rate=_ERROR_RATE, rounds=1 if quick else _ROUNDS)
    times_ms = reading_times_ms(phrases)
    figures = (
        _shares("language", total(clean))
        | _shares("language.misheard", total(misheard))
        | {
            "language.phrases": float(len(phrases)),
            "language.reading_p50_ms": percentile(times_ms, 0.5),
            "language.reading_p95_ms": percentile(times_ms, 0.95),
        }
    )
    shown = table("kind", "phrases", "right", "wrong", "nothing", "misheard: right", "wrong")
    for kind, one in (*sorted(clean.items()), ("all", total(clean))):
        other = total(misheard) if kind == "all" else misheard[kind]
        shares, changed = _shares("", one), _shares("", other)
        cells = [shares[".right"], shares[".wrong"], shares[".nothing"]]
        cells += [changed[".right"], changed[".wrong"]]
        shown.add_row(kind, str(one.total), *(f"{cell:.1%}" for cell in cells))
    rounded = {name: round(figure, 4) for name, figure in figures.items()}
    return Outcome(("language",), rounded, (shown,))


def _shares(prefix: str, one: Score) -> dict[str, float]:
    count = max(one.total, 1)
    return {
        f"{prefix}.right": one.right / count,
        f"{prefix}.wrong": one.wrong / count,
        f"{prefix}.nothing": one.nothing / count,
    }
