"""The interruptions as figures, tables and pictures."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from rich.table import Table

from benchmarks.barge.callers import Played
from benchmarks.barge.plans import Kind
from benchmarks.barge.trials import Trial
from benchmarks.reporting.percentiles import percentile
from benchmarks.reporting.pictures import BarChart, Curve, Histogram, Picture, Waterfall
from benchmarks.reporting.report import Outcome, table

Trials = Sequence[Trial]
_STAGES = ("noticed", "decided", "wire")
_SILENT_BAR_MS, _GAP_BAR_MS, _BOTH_BAR_MS = 200, 1_000, 1_000


def outcome(trials: Trials, played: Sequence[Played]) -> Outcome:
    """Figures, tables and pictures of a run."""
    by_kind: defaultdict[Kind, list[Trial]] = defaultdict(list)
    for trial in trials:
        if trial.over_us or trial.cue.kind in (Kind.YES, Kind.NOTHING):
            by_kind[trial.cue.kind].append(trial)
    real = by_kind[Kind.WORDS] + by_kind[Kind.LONG]
    short = {"burst": by_kind[Kind.BURST], "backchannel": by_kind[Kind.BACKCHANNEL]}
    found = {
        **_real(real, by_kind[Kind.WORDS]),
        **{key: value for name, ones in short.items() for key, value in _short(name, ones)},
        **_answered(by_kind[Kind.YES]),
        **_nothing(by_kind[Kind.NOTHING]),
        **_heard(trials),
        **_both("both", by_kind[Kind.LONG]),
        **_both("goes_on", by_kind[Kind.GOES_ON]),
        "barge.failed_calls": float(sum(bool(call.failure) for call in played)),
        "barge.caller_lag_max_ms": max((call.lag_ms for call in played), default=math.nan),
    }
    tables = (
        _by_line(real),
        _ladder(by_kind[Kind.BURST]),
        _by_name(by_kind[Kind.BACKCHANNEL], "backchannel"),
        _lines(by_kind[Kind.NOTHING]),
        _talking(by_kind),
        *_failures(played),
    )
    return Outcome(("barge",), found, tables, tuple(_pictures(by_kind, real)))


# ---------------------------------------------------------------- figures


def _real(real: Trials, words: Trials) -> dict[str, float]:
    stops = _known(trial.stop_ms for trial in real)
    lasts = _known(trial.last_ms for trial in real)
    found = {
        "barge.interruptions": float(len(real)),
        "barge.silence_p50_ms": percentile(stops, 0.5),
        "barge.silence_p95_ms": percentile(stops, 0.95),
        "barge.silence_max_ms": percentile(stops, 1),
        "barge.last_sound_p95_ms": percentile(lasts, 0.95),
        "barge.not_stopped_share": _share(trial.stop_ms is None for trial in real),
        "barge.words_not_taken_share": _share(not trial.lost for trial in words),
    }
    for place, stage in enumerate(_STAGES):
        lengths = [_stages(trial)[place] for trial in real if trial.stages]
        found[f"barge.stage.{stage}_p50_ms"] = percentile(lengths, 0.5)
        found[f"barge.stage.{stage}_p95_ms"] = percentile(lengths, 0.95)
    return found


def _short(name: str, trials: Trials) -> Iterator[tuple[str, float]]:
    gaps = [gap for trial in trials for gap in trial.gaps_ms]
    after = _known(trial.since_end_ms for trial in trials)
    yield f"barge.{name}.count", float(len(trials))
    yield f"barge.{name}.stopped_share", _share(trial.holds > 0 for trial in trials)
    yield f"barge.{name}.sentences_lost", float(sum(trial.lost for trial in trials))
    for part, share in (("p50", 0.5), ("p95", 0.95), ("max", 1.0)):
        yield f"barge.{name}.gap_{part}_ms", percentile(gaps, share)
    yield f"barge.{name}.after_end_p95_ms", percentile(after, 0.95)


def _answered(trials: Trials) -> dict[str, float]:
    replies = _known(trial.reply_ms for trial in trials)
    return {
        "barge.yes.count": float(len(trials)),
        "barge.yes.answered_share": _share(trial.replied for trial in trials),
        "barge.yes.reply_p95_ms": percentile(replies, 0.95),
    }


def _nothing(trials: Trials) -> dict[str, float]:
    echoes = [trial for trial in trials if trial.cue.echo]
    rest = [trial for trial in trials if not trial.cue.echo]
    found = {}
    for name, ones in (("echo", echoes), ("background", rest)):
        found[f"barge.{name}.minutes"] = _minutes(ones)
        found[f"barge.{name}.holds_per_minute"] = _per_minute(ones)
        found[f"barge.{name}.sentences_lost"] = float(sum(trial.lost for trial in ones))
    for name, ones in sorted(_grouped(trials, lambda trial: trial.cue.name).items()):
        key = name.replace("−", "").replace(" ", "_")
        found[f"barge.line.{key}.holds_per_minute"] = _per_minute(ones)
        found[f"barge.line.{key}.sentences_lost"] = float(sum(trial.lost for trial in ones))
    return found


def _heard(trials: Trials) -> dict[str, float]:
    errors = [error for trial in trials for error in trial.heard if trial.over_us]
    places = [abs(error.place_ms) for error in errors]
    words = _known(error.words for error in errors)
    at_onset = _known(error.words_at_onset for error in errors if error.words is not None)
    return {
        "barge.heard.count": float(len(words)),
        "barge.heard.words_max": percentile([abs(word) for word in words], 1),
        "barge.heard.words_wrong_share": _share(word != 0 for word in words),
        "barge.heard.place_p50_ms": percentile(places, 0.5),
        "barge.heard.place_p95_ms": percentile(places, 0.95),
        "barge.heard.place_max_ms": percentile(places, 1),
        "barge.heard.onset_words_p95": percentile([abs(word) for word in at_onset], 0.95),
        "barge.heard.onset_words_max": percentile([abs(word) for word in at_onset], 1),
    }


def _both(name: str, trials: Trials) -> dict[str, float]:
    both = _known(trial.both_ms for trial in trials)
    return {
        f"barge.{name}.count": float(len(both)),
        f"barge.{name}.p50_ms": percentile(both, 0.5),
        f"barge.{name}.p95_ms": percentile(both, 0.95),
        f"barge.{name}.max_ms": percentile(both, 1),
    }


# ---------------------------------------------------------------- tables


def _by_line(real: Trials) -> Table:
    shown = table("interrupted by", "n", *_STAGES, "silent p50", "p95", "longest", "never", "taken")
    groups = _grouped(real, lambda trial: trial.call)
    for name, trials in (*groups.items(), ("all", real)):
        stops = _known(trial.stop_ms for trial in trials)
        stages = [_stages(trial) for trial in trials if trial.stages]
        shown.add_row(
            name,
            str(len(trials)),
            *(_ms(percentile([stage[place] for stage in stages], 0.5)) for place in range(3)),
            *(_ms(percentile(stops, share)) for share in (0.5, 0.95, 1)),
            str(sum(trial.stop_ms is None for trial in trials)),
            f"{_share(trial.lost > 0 for trial in trials):.0%}",
        )
    return shown


def _ladder(bursts: Trials) -> Table:
    lengths = sorted({trial.cue.size for trial in bursts})
    shown = table(
        "burst: stopped us / lost", *(f"{length:.0f} ms" for length in lengths), "gap max"
    )
    for name, trials in sorted(_grouped(bursts, lambda trial: trial.cue.name).items()):
        cells = []
        for length in lengths:
            ones = [trial for trial in trials if trial.cue.size == length]
            lost = sum(trial.lost for trial in ones)
            cells.append(f"{sum(trial.holds > 0 for trial in ones)}/{len(ones)} / {lost}")
        gaps = [gap for trial in trials for gap in trial.gaps_ms]
        shown.add_row(name, *cells, _ms(percentile(gaps, 1)))
    return shown


def _by_name(trials: Trials, what: str) -> Table:
    shown = table(what, "n", "stopped us", "lost", "gap p50", "longest", "after its end p95")
    for name, ones in sorted(_grouped(trials, lambda trial: trial.cue.name).items()):
        gaps = [gap for trial in ones for gap in trial.gaps_ms]
        after = _known(trial.since_end_ms for trial in ones)
        shown.add_row(
            f"«{name}»",
            str(len(ones)),
            str(sum(trial.holds > 0 for trial in ones)),
            str(sum(trial.lost for trial in ones)),
            *(_ms(percentile(gaps, share)) for share in (0.5, 1)),
            _ms(percentile(after, 0.95)),
        )
    return shown


def _lines(trials: Trials) -> Table:
    shown = table("nobody speaks", "seconds", "holds", "per minute", "sentences lost")
    for name, ones in sorted(_grouped(trials, lambda trial: trial.cue.name).items()):
        shown.add_row(
            name,
            f"{_minutes(ones) * 60:.0f}",
            str(sum(trial.holds for trial in ones)),
            f"{_per_minute(ones):.1f}",
            str(sum(trial.lost for trial in ones)),
        )
    return shown


def _talking(by_kind: Mapping[Kind, Trials]) -> Table:
    shown = table("both talk", "n", "p50", "p95", "longest")
    rows = {"the caller breaks in and talks on": by_kind[Kind.LONG]}
    for name, ones in sorted(_grouped(by_kind[Kind.GOES_ON], lambda one: one.cue.name).items()):
        rows[f"the caller goes on {name}"] = ones
    for name, trials in rows.items():
        both = _known(trial.both_ms for trial in trials)
        shares = (_ms(percentile(both, share)) for share in (0.5, 0.95, 1))
        shown.add_row(name, str(len(both)), *shares)
    return shown


def _failures(played: Sequence[Played]) -> Iterator[Table]:
    failed = [call for call in played if call.failure]
    if failed:
        shown = table("calls that were not carried to their end")
        for call in failed:
            shown.add_row(f"{call.plan.name}: {call.failure}")
        yield shown


# ---------------------------------------------------------------- pictures


def _pictures(by_kind: Mapping[Kind, Trials], real: Trials) -> Iterator[Picture]:
    yield Histogram(
        "From the first sound of an interruption to our silence",
        "ms",
        {
            "told to be silent": _known(trial.stop_ms for trial in real),
            "last sound of ours": _known(trial.last_ms for trial in real),
        },
        {"bar": _SILENT_BAR_MS},
    )
    rows = {}
    for name, trials in (*_grouped(real, lambda trial: trial.call).items(), ("all", real)):
        stages = [_stages(trial) for trial in trials if trial.stages]
        if stages:
            medians = [percentile([stage[place] for stage in stages], 0.5) for place in range(3)]
            rows[name] = tuple(zip(_STAGES, medians, strict=True))
    yield Waterfall("What an interruption waits for", "ms", rows, {"bar": _SILENT_BAR_MS})
    bursts = by_kind[Kind.BURST]
    yield Curve(
        "Bursts that make us stop for a moment",
        "length of the burst, ms",
        "share that stops us",
        {name: _shares(ones) for name, ones in _grouped(bursts, lambda one: one.cue.name).items()},
    )
    gaps = {
        name: [gap for trial in by_kind[kind] for gap in trial.gaps_ms]
        for name, kind in (("bursts", Kind.BURST), ("backchannels", Kind.BACKCHANNEL))
    }
    yield Histogram("How long we are silent for nothing", "ms", gaps, {"bar": _GAP_BAR_MS})
    lines = _grouped(by_kind[Kind.NOTHING], lambda trial: trial.cue.name)
    groups = {
        name: {
            "holds a minute": _per_minute(ones),
            "sentences lost a minute": sum(trial.lost for trial in ones) / _minutes(ones),
        }
        for name, ones in sorted(lines.items())
    }
    yield BarChart("What stops us when nobody speaks", "per minute", groups)
    talking = {
        name: _known(trial.both_ms for trial in by_kind[kind])
        for name, kind in (("breaks in", Kind.LONG), ("goes on", Kind.GOES_ON))
    }
    yield Histogram("How long both are heard", "ms", talking, {"bar": _BOTH_BAR_MS})


def _shares(bursts: Trials) -> list[tuple[float, float]]:
    lengths = sorted({trial.cue.size for trial in bursts})
    return [
        (length, _share(one.holds > 0 for one in bursts if one.cue.size == length))
        for length in lengths
    ]


# ---------------------------------------------------------------- counting


def _grouped(trials: Trials, key: Callable[[Trial], str]) -> dict[str, list[Trial]]:
    groups: defaultdict[str, list[Trial]] = defaultdict(list)
    for trial in trials:
        groups[key(trial)].append(trial)
    return dict(groups)


def _known(values: Iterable[float | None]) -> list[float]:
    return [value for value in values if value is not None]


def _share(flags: Iterable[bool]) -> float:
    counted = list(flags)
    return sum(counted) / len(counted) if counted else math.nan


def _minutes(trials: Trials) -> float:
    return sum(len(trial.cue.sound) for trial in trials) / 8_000 / 60


def _per_minute(trials: Trials) -> float:
    minutes = _minutes(trials)
    return sum(trial.holds for trial in trials) / minutes if minutes else math.nan


def _stages(trial: Trial) -> tuple[float, float, float]:
    assert trial.stages is not None
    return trial.stages.noticed_ms, trial.stages.decided_ms, trial.stages.wire_ms


def _ms(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.0f} ms"
