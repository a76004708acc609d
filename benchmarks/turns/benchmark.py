"""When is a pause the end of a turn? Waiting against cutting in, on labelled turns.

Each rule hears the same sounds. A rule that ends a turn before its speaker has finished cuts in;
all others are measured from the speaker's last sound. A cut-in is *mended* where the conversation
then takes its answer back and understands the turn whole. Our own delays are scaled up and down for
the curve; a delay that cuts in less but keeps everybody waiting is no better.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from rich.table import Table

from benchmarks.reporting.percentiles import percentile
from benchmarks.reporting.pictures import Picture
from benchmarks.reporting.progress import ProgressLine, counted, parts_of
from benchmarks.reporting.report import Outcome, table
from benchmarks.turns.cases import ADDED_TO, Turn, labelled_turns
from benchmarks.turns.pictures import pictures
from benchmarks.turns.sounds import render
from benchmarks.turns.trial import (
    Ending,
    Heard,
    Rule,
    by_pipecats_rules,
    by_pipecats_timeout,
    listen,
    ours,
)
from models.loading import load_engines
from voiceagent.core.manners import Manners
from voiceagent.dialog.moves import AnswerKind

_SCALES = (0.5, 0.7, 0.85, 1.2, 1.5, 2.0)
_QUICK_EVERY = 6
_OURS = "voiceagent"
_HEARING, _JUDGING, _AGAIN = 3, (6, 4, 0), 1
"""Parts of the work: the first rules ask the engines for what the others ask for again."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A rule's ending of a turn, against the label.

    Attributes:
        wait_ms: From the speaker's last sound to the ending; None where it came before, or never.
        cut_in: Whether it came before.
        mended: Whether the turn was then understood whole all the same: it was reopened.
    """

    turn: Turn
    wait_ms: int | None
    cut_in: bool
    mended: bool = False


def turns(quick: bool, progress: ProgressLine) -> Outcome:
    """Hear all turns by all rules.

    Raises:
        ProviderError: An engine failed.
    """
    chosen = labelled_turns()[:: _QUICK_EVERY if quick else 1]
    return asyncio.run(_measure(chosen, progress))


async def _measure(chosen: Sequence[Turn], progress: ProgressLine) -> Outcome:
    engines = load_engines()
    try:
        rules = _rules()
        hearing, *judging = parts_of(progress, (_HEARING, *_JUDGING, *[_AGAIN] * len(_SCALES)))
        heard = [
            listen(await render(turn, seed=seed), engines)
            for seed, turn in enumerate(counted(hearing, "hearing turn", chosen))
        ]
        found: dict[str, list[Judged]] = {}
        for (name, rule), part in zip(rules.items(), judging, strict=True):
            found[name] = [
                judge(one, await rule(one, engines))
                for one in counted(part, f"by {name}: turn", heard)
            ]
    finally:
        engines.close()
    return outcome(found)


def _rules() -> Mapping[str, Rule]:
    own = Manners()
    scaled = {f"{_OURS} × {scale:g}": ours(scale_delays(own, scale)) for scale in _SCALES}
    peers = {
        "pipecat's rule": by_pipecats_rules,
        "pipecat's timeout": by_pipecats_timeout,
    }
    return {_OURS: ours(own), **peers, **scaled}


def scale_delays(manners: Manners, scale: float) -> Manners:
    """The same rule, more or less patient at the end of a turn."""
    settings = manners.endpoint

    def scaled(delays: Mapping[AnswerKind, int]) -> Mapping[AnswerKind, int]:
        return MappingProxyType({kind: round(ms * scale) for kind, ms in delays.items()})

    endpoint = replace(
        settings,
        complete_ms=scaled(settings.complete_ms),
        unknown_ms=scaled(settings.unknown_ms),
        lacking_ms=round(settings.lacking_ms * scale),
        partial_ms=round(settings.partial_ms * scale),
        digits_partial_ms=round(settings.digits_partial_ms * scale),
        wordless_ms=round(settings.wordless_ms * scale),
    )
    return replace(manners, endpoint=endpoint)


def judge(heard: Heard, ending: Ending) -> Judged:
    """Compare an ending with where the speaker really ended."""
    sound = heard.sound
    if ending.at_ms is None:
        return Judged(sound.turn, None, cut_in=False)
    if ending.at_ms < sound.end_ms:
        return Judged(sound.turn, None, cut_in=True, mended=ending.whole)
    return Judged(sound.turn, ending.at_ms - sound.end_ms, cut_in=False)


# ---------------------------------------------------------------- what is shown


def outcome(found: Mapping[str, Sequence[Judged]]) -> Outcome:
    """Figures and tables."""
    figures: dict[str, float] = {}
    for name, judged in found.items():
        key = name.replace("voiceagent", "ours").replace("pipecat's ", "pipecat_")
        figures |= {
            f"turns.{key}.{figure}": value
            for figure, value in _figures(judged).items()
            if "×" not in name
        }
    own = found[_OURS]
    added = [judged for judged in own if judged.turn.tag == ADDED_TO]
    others = [judged for judged in own if judged.turn.tag != ADDED_TO]
    figures["turns.ours.cut_in_share.whole_answer_first"] = _figures(added)["cut_in_share"]
    figures["turns.ours.cut_in_share.others"] = _figures(others)["cut_in_share"]
    short = [judged for judged in own if judged.turn.tag == "short answer"]
    yes_no = [judged for judged in short if judged.turn.asked.kind is AnswerKind.YES_NO]
    figures["turns.short_answer.p95_ms"] = _figures(short)["p95_ms"]
    figures["turns.yes_no.p95_ms"] = _figures(yes_no)["p95_ms"]
    figures["turns.count"] = float(len(own))
    return Outcome(("turns",), figures, (_by_rule(found), _by_tag(found)), _pictures(found))


def _pictures(found: Mapping[str, Sequence[Judged]]) -> tuple[Picture, ...]:
    names = [name for name in found if "×" not in name]
    waits_ms = {
        name: [float(one.wait_ms) for one in found[name] if one.wait_ms is not None]
        for name in names
    }
    by_tag = {
        tag: {name: figures["p95_ms"] for name, figures in _of_tag(found, names, tag).items()}
        for tag in _tags(found)
    }
    figures = {name: _figures(judged) for name, judged in found.items()}
    return pictures(_OURS, figures, waits_ms, by_tag)


def _tags(found: Mapping[str, Sequence[Judged]]) -> list[str]:
    return list(dict.fromkeys(judged.turn.tag for judged in found[_OURS]))


def _of_tag(
    found: Mapping[str, Sequence[Judged]], names: Sequence[str], tag: str
) -> dict[str, dict[str, float]]:
    return {name: _figures([one for one in found[name] if one.turn.tag == tag]) for name in names}


def _figures(judged: Sequence[Judged]) -> dict[str, float]:
    waits = [one.wait_ms for one in judged if one.wait_ms is not None]
    pauses = sum(len(one.turn.pauses) for one in judged)
    cut_ins = sum(one.cut_in for one in judged)
    return {
        "p50_ms": percentile(waits, 0.5),
        "p95_ms": percentile(waits, 0.95),
        "cut_in_share": cut_ins / pauses if pauses else float(cut_ins > 0),
        "mended_share": sum(one.mended for one in judged) / cut_ins if cut_ins else 1.0,
        "never": float(sum(one.wait_ms is None and not one.cut_in for one in judged)),
    }


def _by_rule(found: Mapping[str, Sequence[Judged]]) -> Table:
    shown = table("rule", "p50", "p95", "cut-ins", "of pauses", "mended", "endless")
    for name, judged in found.items():
        figures = _figures(judged)
        shown.add_row(
            name,
            f"{figures['p50_ms']:.0f} ms",
            f"{figures['p95_ms']:.0f} ms",
            str(sum(one.cut_in for one in judged)),
            f"{figures['cut_in_share']:.1%}",
            f"{figures['mended_share']:.0%}",
            f"{figures['never']:.0f}",
        )
    return shown


def _by_tag(found: Mapping[str, Sequence[Judged]]) -> Table:
    names = [name for name in found if "×" not in name]
    shown = table("p50 / p95 / cut-ins", "n", *names)
    for tag in _tags(found):
        by_rule = [[one for one in found[name] if one.turn.tag == tag] for name in names]
        shown.add_row(tag, str(len(by_rule[0])), *(_cell(ones) for ones in by_rule))
    return shown


def _cell(judged: Sequence[Judged]) -> str:
    figures = _figures(judged)
    cut_ins = sum(one.cut_in for one in judged)
    return f"{figures['p50_ms']:.0f} / {figures['p95_ms']:.0f} / {cut_ins}"
