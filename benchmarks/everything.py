"""All benchmarks one after the other, each as if it were run alone, and what they say together.

One that cannot run here is named and does not keep the others from running; it counts as short.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from rich.markup import escape

from benchmarks.page import Report, need_drawing, write_index
from benchmarks.report import comparison_line, verdict_table
from benchmarks.results import BASELINE, baseline_of, file_name
from benchmarks.running import Benchmark, Finished, Runner, Wishes
from voiceagent.errors import VoiceAgentError


@dataclass(frozen=True, slots=True)
class Everything:
    """A run of many benchmarks.

    Attributes:
        json: Folder of their results; None for none.
        html: Folder of their reports; None for none.
        compares: Whether each is held against its baseline, where it has one.
    """

    runner: Runner
    json: Path | None
    html: Path | None
    compares: bool

    def run(self, chosen: Mapping[str, Callable[..., Benchmark]], wishes: Wishes) -> list[str]:
        """Run them with the defaults of their own options.

        Returns:
            The bars that were missed, and the benchmarks that did not run.

        Raises:
            ConfigurationError: Reports are wanted and cannot be drawn or written.
        """
        if self.html is not None:
            need_drawing()
        finished: dict[str, Finished] = {}
        failed: dict[str, str] = {}
        for place, (name, choose) in enumerate(chosen.items(), start=1):
            self.runner.console.rule(f"{name} ({place} of {len(chosen)})")
            try:
                finished[name] = self.runner.run(name, choose(), self._wishes(name, wishes))
            except VoiceAgentError as error:
                failed[name] = str(error)
                said = f"[red]did not run[/red]: {escape(str(error))}"
                self.runner.console.print(said, highlight=False)
            self._write_index(finished, failed)
        self._sum_up(finished, failed)
        return [*(bar for each in finished.values() for bar in each.short), *failed]

    def _wishes(self, name: str, wishes: Wishes) -> Wishes:
        compares = self.compares and baseline_of(name).exists()
        return replace(
            wishes,
            json=None if self.json is None else self.json / file_name(name, "json"),
            html=None if self.html is None else self.html / file_name(name, "html"),
            baselines=(Path(BASELINE),) if compares else (),
        )

    def _write_index(self, finished: Mapping[str, Finished], failed: Mapping[str, str]) -> None:
        """After each benchmark, so that what is interrupted can be read."""
        if self.html is None:
            return
        reports = {
            file_name(name, "html"): Report(each.result, each.verdicts, comparison=each.comparison)
            for name, each in finished.items()
        }
        write_index(self.html / "index.html", reports, failed)

    def _sum_up(self, finished: Mapping[str, Finished], failed: Mapping[str, str]) -> None:
        console = self.runner.console
        console.rule("all verdicts")
        verdicts = [verdict for each in finished.values() for verdict in each.verdicts]
        console.print(verdict_table(verdicts))
        for name, each in finished.items():
            if each.comparison is not None:
                said = f"{name}: {comparison_line(each.comparison)}"
                console.print(escape(said), highlight=False)
        for name, why in failed.items():
            console.print(f"[red]{escape(name)} did not run[/red]: {escape(why)}", highlight=False)
        if self.html is not None:
            console.print(f"reports: {escape(str(self.html / 'index.html'))}", highlight=False)
