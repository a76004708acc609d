"""The recogniser's accuracy in the form that all benchmarks share; synthetic callers only."""

from __future__ import annotations

import math

from benchmarks.accuracy_speech import Report, measure
from benchmarks.percentiles import percentile
from benchmarks.report import Outcome, ProgressLine, table

_UTTERANCES = 1_200
_QUICK_UTTERANCES = 120


def speech(quick: bool, progress: ProgressLine) -> Outcome:
    """Word error, exact answers and wrong ones that were accepted, by kind of sentence."""
    count = _QUICK_UTTERANCES if quick else _UTTERANCES
    progress(f"{count} utterances of callers that no training heard")
    report = measure(count)
    shown = table("kind", "utterances", "word error", "exact", "accepted", "wrong accepted")
    for kind, tally in sorted(report.kinds.items(), key=lambda of: of[1].word_error):
        uttered = max(tally.utterances, 1)
        shares = (tally.exact / uttered, tally.accepted / uttered, tally.wrong_accepted / uttered)
        shown.add_row(
            kind,
            str(tally.utterances),
            f"{tally.word_error:.1%}",
            *(f"{share:.1%}" for share in shares),
        )
    return Outcome(("speech",), _figures(report), (shown,))


def _figures(report: Report) -> dict[str, float]:
    figures = {
        "speech.sounds_accepted": report.sounds_accepted / max(report.sounds, 1),
        "speech.front_p50_ms": percentile(report.front_ms, 0.5),
        "speech.words_p50_ms": percentile(report.words_ms, 0.5),
        "speech.words_p95_ms": percentile(report.words_ms, 0.95),
    }
    for kind, tally in report.kinds.items():
        name = kind.replace(" ", "_")
        uttered = tally.utterances or math.nan
        figures[f"speech.{name}.word_error"] = tally.word_error
        figures[f"speech.{name}.exact"] = tally.exact / uttered
        figures[f"speech.{name}.wrong_accepted"] = tally.wrong_accepted / uttered
    return {name: round(figure, 4) for name, figure in figures.items()}
