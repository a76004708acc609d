"""A result on disk: what was measured, when, on what, and by which versions.

One file may hold several runs of the same benchmark. A figure is then their mean (of three runs,
one of which dropped a call, a median would say that none did), and their spread is what
:mod:`benchmarks.reporting.comparison` takes for noise. A figure that is no finite number is written
as null and read as missing.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import fmean

from benchmarks.reporting.machine import versions
from voiceagent.errors import ConfigurationError

BASELINES = Path(__file__).parents[1] / "baselines"
BASELINE = "baseline"
"""What stands for the committed file in place of a path."""


@dataclass(frozen=True, slots=True)
class Result:
    """Figures, and what they were measured on.

    Attributes:
        at: When the first run began, ISO 8601.
        families: First parts of the figures' names; the bars of these are the benchmark's own.
        machine: As it was before the first run.
        runs: Finite figures by name, run by run; at least one run.
    """

    benchmark: str
    families: Sequence[str]
    quick: bool
    at: str
    machine: Mapping[str, object]
    versions: Mapping[str, str]
    runs: Sequence[Mapping[str, float]]

    @property
    def figures(self) -> dict[str, float]:
        """The mean of each figure over the runs that have it."""
        return means(self.runs)


def result_of(
    benchmark: str, families: Sequence[str], runs: Sequence[Mapping[str, float]], *,
    quick: bool, at: datetime, machine: Mapping[str, object],
) -> Result:  # fmt: skip
    """What this process has measured."""
    finite = [
        {name: float(value) for name, value in run.items() if math.isfinite(value)} for run in runs
    ]
    when = at.astimezone(UTC).isoformat(timespec="seconds")
    return Result(benchmark, tuple(families), quick, when, machine, versions(), finite)


def means(runs: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Each figure's mean over the runs that have a number for it; NaN where none has."""
    names = dict.fromkeys(name for run in runs for name in run)
    found = {
        name: [run[name] for run in runs if math.isfinite(run.get(name, math.nan))]
        for name in names
    }
    return {name: fmean(values) if values else math.nan for name, values in found.items()}


def write_result(path: Path, result: Result, *, names: Sequence[str] = ()) -> None:
    """Keep a result; ``names`` are figures that are wanted as null where no run has them.

    Raises:
        ConfigurationError: The file cannot be written.
    """
    figures = result.figures
    content: dict[str, object] = {
        "benchmark": result.benchmark,
        "families": list(result.families),
        "quick": result.quick,
        "at": result.at,
        "machine": dict(result.machine),
        "versions": dict(result.versions),
        "figures": {name: figures.get(name) for name in sorted({*figures, *names})},
    }
    if len(result.runs) > 1:
        content["runs"] = [dict(sorted(run.items())) for run in result.runs]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be written: {error.strerror}") from error


def read_result(path: Path) -> Result:
    """A result that was kept.

    Raises:
        ConfigurationError: There is no such file, or it holds no result; the message says which.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ConfigurationError(f"{path}: there is no such file") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path} cannot be read: {error}") from error
    except json.JSONDecodeError as error:
        raise ConfigurationError(f"{path} is no JSON (line {error.lineno}): {error.msg}") from error
    if not isinstance(content, dict) or not isinstance(content.get("benchmark"), str):
        raise ConfigurationError(f"{path} holds no result of a benchmark; --json FILE writes one")
    runs = content.get("runs") or [content.get("figures")]
    if not isinstance(runs, list) or not all(isinstance(run, dict) for run in runs):
        raise ConfigurationError(f"{path}: figures by name are wanted")
    return Result(
        benchmark=content["benchmark"],
        families=tuple(map(str, content.get("families", ()))),
        quick=content.get("quick") is True,
        at=str(content.get("at", "")),
        machine=_mapping(path, content, "machine"),
        versions={name: str(of) for name, of in _mapping(path, content, "versions").items()},
        runs=[_finite(path, run) for run in runs],
    )


def read_baselines(named: Sequence[Path], benchmark: str) -> tuple[Result, ...]:
    """What to compare a benchmark with: files, or the word ``baseline`` for the committed one.

    Raises:
        ConfigurationError: A file is missing, malformed, or of another benchmark.
    """
    results = []
    for path in named:
        committed = str(path) == BASELINE and not path.exists()
        place = baseline_of(benchmark) if committed else path
        if committed and not place.exists():
            raise ConfigurationError(
                f"{benchmark} has no baseline yet; --json {_short(place)} writes one"
            )
        result = read_result(place)
        if result.benchmark != benchmark:
            raise ConfigurationError(f"{path} is a result of {result.benchmark}, not {benchmark}")
        results.append(result)
    return tuple(results)


def baseline_of(benchmark: str) -> Path:
    """Where a benchmark's committed baseline lies."""
    return BASELINES / file_name(benchmark, "json")


def file_name(benchmark: str, ending: str) -> str:
    """A benchmark's name as a file's: ``accuracy speech`` becomes ``accuracy-speech.json``."""
    return f"{benchmark.replace(' ', '-')}.{ending}"


def _short(path: Path) -> Path:
    return path.relative_to(BASELINES.parent.parent)


def _mapping(path: Path, content: Mapping[str, object], name: str) -> Mapping[str, object]:
    found = content.get(name, {})
    if not isinstance(found, dict):
        raise ConfigurationError(f"{path}: {name} has to be a table of names and values")
    return found


def _finite(path: Path, run: Mapping[str, object]) -> dict[str, float]:
    figures = {}
    for name, value in run.items():
        if value is None:
            continue
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ConfigurationError(f"{path}: figure {name} is no number")
        if math.isfinite(value):
            figures[name] = float(value)
    return figures
