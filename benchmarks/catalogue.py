"""The benchmarks by name, and the command line that they share.

A benchmark is registered once, as a function that returns what measures::

    @catalogue.add("latency", panel="The call")
    def latency(engines: Annotated[str, typer.Option(help="…")] = "embedded") -> Benchmark:
        "Its help."
        from benchmarks.latency.benchmark import latency as benchmark
        return partial(benchmark, engines=engines)

Its parameters become options beside those of all benchmarks; ``all`` runs it with their defaults.
A name of two words (``accuracy speech``) is a command of a group.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_type_hints

import typer

from benchmarks.everything import Everything, Folders, Start, in_a_process
from benchmarks.running import Benchmark, Runner, Wishes
from voiceagent.logs import configure_logs

_HELP = """Measures what we promise, and holds it against the bars in benchmarks/bars.toml.

\b
[bold]python -m benchmarks turns --quick[/bold]
[bold]python -m benchmarks turns --html turns.html --json turns.json[/bold]
[bold]python -m benchmarks turns --compare baseline[/bold]
[bold]python -m benchmarks all --quick --html reports --json reports[/bold]

Every benchmark prints tables and verdicts, and takes these; some have more of their own:

\b
[bold]--quick[/bold]         a minute or less; some figures are left out
[bold]--check[/bold]         exit code 1 where a bar is missed, with its name
[bold]--json FILE[/bold]     keep the figures with machine, versions and time
[bold]--html FILE[/bold]     a report with pictures: one file, no network
[bold]--svg FOLDER[/bold]    the pictures alone
[bold]--compare FILE[/bold]  what moved beyond noise since an earlier --json
                (several, or one of several runs, tell the noise);
                «baseline» is benchmarks/baselines/NAME.json,
                and --json to that path renews it
[bold]--repeat N[/bold]      N runs make one result: figures are their means,
                and their spread is the noise
"""
_GROUPS = {"accuracy": "How much is understood: speech, language, knowledge, whole talks."}

Choose = TypeVar("Choose", bound=Callable[..., Benchmark])
_Quick = Annotated[bool, typer.Option("--quick", help="A short look; some figures are left out.")]
_Check = Annotated[bool, typer.Option("--check", help="Fail where a bar of bars.toml is missed.")]
_Json = Annotated[Path | None, typer.Option("--json", help="Keep machine, versions and figures.")]
_Html = Annotated[Path | None, typer.Option("--html", help="Write a report with pictures.")]
_Svg = Annotated[Path | None, typer.Option("--svg", help="A folder for the pictures alone.")]
_Compare = Annotated[
    list[Path] | None,
    typer.Option("--compare", help="An earlier --json, or «baseline»; several show the noise."),
]
_Repeat = Annotated[int, typer.Option("--repeat", min=1, help="So many runs make one result.")]
_SHARED = {
    "quick": (_Quick, False), "check": (_Check, False), "json": (_Json, None),
    "html": (_Html, None), "svg": (_Svg, None), "compare": (_Compare, None),
    "repeat": (_Repeat, 1),
}  # fmt: skip


def _new_app() -> typer.Typer:
    return typer.Typer(
        help=_HELP, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
        rich_markup_mode="rich", context_settings={"help_option_names": ["--help", "-h"]},
    )  # fmt: skip


@dataclass(slots=True)
class Catalogue:
    """All benchmarks; filled when the command line is loaded.

    Attributes:
        chosen: What makes a benchmark of its own options, by name, in the order of registration.
        start: How ``all`` runs one of them.
    """

    app: typer.Typer = field(default_factory=_new_app)
    runner: Runner = field(default_factory=Runner)
    chosen: dict[str, Callable[..., Benchmark]] = field(default_factory=dict)
    start: Start = in_a_process
    _groups: dict[str, typer.Typer] = field(default_factory=dict)

    def add_all(self, *, panel: str) -> None:
        """Register ``all``; last, so that its place in the help is."""
        self.app.command("all", rich_help_panel=panel)(self._all)

    def add(self, name: str, *, panel: str) -> Callable[[Choose], Choose]:
        """Register what makes a benchmark; its help stands in this panel."""

        def take(choose: Choose) -> Choose:
            self.chosen[name] = choose
            group, _, last = name.rpartition(" ")
            app = self._group(group, panel) if group else self.app
            command = app.command(last, help=choose.__doc__, rich_help_panel=panel)
            command(self._command(name, choose))
            return choose

        return take

    def _group(self, name: str, panel: str) -> typer.Typer:
        if name not in self._groups:
            self._groups[name] = typer.Typer(help=_GROUPS.get(name), no_args_is_help=True)
            self.app.add_typer(self._groups[name], name=name, rich_help_panel=panel)
        return self._groups[name]

    def _command(self, name: str, choose: Callable[..., Benchmark]) -> Callable[..., None]:
        own = inspect.signature(choose).parameters

        def command(**options: Any) -> None:
            configure_logs(level="warning", as_json=False)
            chosen = partial(choose, **{each: options.pop(each) for each in own})
            finished = self.runner.run(name, chosen, _wishes(**options))
            if options["check"]:
                self._check(finished.short)

        hints = get_type_hints(choose, include_extras=True)
        parameters = [each.replace(annotation=hints[each.name]) for each in own.values()]
        parameters += [
            inspect.Parameter(
                each, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation
            )
            for each, (annotation, default) in _SHARED.items()
        ]
        # typer reads the options from here.
        command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        command.__annotations__ = {each.name: each.annotation for each in parameters}
        return command

    def _all(
        self,
        quick: _Quick = False,
        check: _Check = False,
        json: Annotated[Path | None, typer.Option(help="A folder: NAME.json of each.")] = None,
        html: Annotated[Path | None, typer.Option(help="A folder: index.html leads on.")] = None,
        compare: Annotated[
            bool, typer.Option("--compare", help="Each with its baseline, where it has one.")
        ] = False,
        only: Annotated[list[str] | None, typer.Option(help="These alone; repeatable.")] = None,
        repeat: _Repeat = 1,
    ) -> None:
        """Every benchmark in turn; all verdicts in one table, and a page that leads on."""
        names = self._named(only) if only else list(self.chosen)
        options = [
            *(["--quick"] if quick else []),
            *(["--repeat", str(repeat)] if repeat > 1 else []),
        ]
        folders = Folders(json, html)
        everything = Everything(self.runner.console, folders, options, compare, self.start)
        short = everything.run(names)
        if check:
            self._check(short)

    def _named(self, names: list[str]) -> list[str]:
        unknown = [name for name in names if name not in self.chosen]
        if unknown:
            known = ", ".join(self.chosen)
            raise typer.BadParameter(f"{', '.join(unknown)}: there are {known}")
        return names

    def _check(self, short: list[str]) -> None:
        if short:
            self.runner.console.print(f"[red]falls short[/red]: {', '.join(short)}")
            raise typer.Exit(1)


def _wishes(*, check: bool, compare: list[Path] | None, **rest: Any) -> Wishes:
    del check  # judged by who calls
    return Wishes(baselines=tuple(compare or ()), **rest)
