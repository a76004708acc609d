"""``python -m benchmarks NAME``: measure, show, keep, and judge by ``bars.toml``.

Every benchmark takes ``--quick`` (a look of a minute or less), ``--json FILE`` and ``--check``,
which ends with exit code 1 when a figure falls short and names it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from benchmarks.bars import judge, read_bars
from benchmarks.machine import machine
from benchmarks.report import Outcome, ProgressLine, progress_line, verdict_table, write_json
from voiceagent.errors import VoiceAgentError
from voiceagent.logs import configure_logs

app = typer.Typer(
    help="Measures what we promise.", no_args_is_help=True, add_completion=False,
    pretty_exceptions_enable=False,
)  # fmt: skip
accuracy = typer.Typer(help="How much is understood.", no_args_is_help=True)
app.add_typer(accuracy, name="accuracy")
_console = Console()

Quick = Annotated[bool, typer.Option("--quick", help="A short look; some figures are left out.")]
Check = Annotated[bool, typer.Option("--check", help="Compare with bars.toml; fail where short.")]
Json = Annotated[Path | None, typer.Option("--json", help="Keep machine, versions and figures.")]

Benchmark = Callable[[bool, ProgressLine], Outcome]
"""Measures; the first argument asks for a quick look."""


@app.command()
def media(quick: Quick = False, check: Check = False, json: Json = None) -> None:
    """CPU and memory per call, loop lag and dropped calls, with engines that cost nothing."""
    from benchmarks.media_report import media as benchmark

    _run("media", benchmark, quick=quick, check=check, json=json)


@app.command()
def latency(quick: Quick = False, check: Check = False, json: Json = None) -> None:
    """How long the shipped scenarios' callers wait for an answer, stage by stage."""
    from benchmarks.latency import latency as benchmark

    _run("latency", benchmark, quick=quick, check=check, json=json)


@app.command()
def turns(quick: Quick = False, check: Check = False, json: Json = None) -> None:
    """When a pause is the end of a turn: waiting against cutting in, on 339 labelled turns."""
    from benchmarks.turns import turns as benchmark

    _run("turns", benchmark, quick=quick, check=check, json=json)


@app.command()
def vad(quick: Quick = False, check: Check = False, json: Json = None) -> None:
    """Silero against webrtcvad: onset, end, missed speech, false alarms, cost; synthetic sounds."""
    from benchmarks.vad import vad as benchmark

    _run("vad", benchmark, quick=quick, check=check, json=json)


@app.command()
def whisper(quick: Quick = False, check: Check = False, json: Json = None) -> None:
    """What a turn costs Whisper, with the context cut and padded, on models of the real shapes."""
    from benchmarks.whisper import whisper as benchmark

    _run("whisper", benchmark, quick=quick, check=check, json=json)


@app.command()
def voices(quick: Quick = False, check: Check = False, json: Json = None) -> None:
    """First audio of each voice, made and from the cache, and how it sounds, measured."""
    from benchmarks.voices import voices as benchmark

    _run("voices", benchmark, quick=quick, check=check, json=json)


@accuracy.command()
def language(quick: Quick = False, check: Check = False, json: Json = None) -> None:
    """Norwegian phrases: right, wrong-but-confident and nothing, per kind of reading."""
    from benchmarks.accuracy_language import language as benchmark

    _run("accuracy language", benchmark, quick=quick, check=check, json=json)


@accuracy.command()
def knowledge(quick: Quick = False, check: Check = False, json: Json = None) -> None:
    """Questions to the company's texts: right, wrong and unknown, and the time of a search."""
    from benchmarks.accuracy_knowledge import knowledge as benchmark

    _run("accuracy knowledge", benchmark, quick=quick, check=check, json=json)


@accuracy.command()
def speech(quick: Quick = False, check: Check = False, json: Json = None) -> None:
    """The embedded recogniser on synthetic callers: these figures say nothing about people."""
    from benchmarks.accuracy_speech import speech as benchmark

    _run("accuracy speech", benchmark, quick=quick, check=check, json=json)


def _run(name: str, benchmark: Benchmark, *, quick: bool, check: bool, json: Path | None) -> None:
    configure_logs(level="warning", as_json=False)
    before = machine()
    _console.print(
        f"{before['cores']} cores, {before['cpu']}; load before: {before['load_before']}"
    )
    with progress_line(_console, name) as progress:
        outcome = benchmark(quick, progress)
    for shown in outcome.tables:
        _console.print(shown)
        _console.print()
    if json is not None:
        write_json(json, name, outcome, before, quick=quick)
    verdicts = judge(outcome.figures, read_bars(), families=outcome.families, quick=quick)
    if verdicts:
        _console.print(verdict_table(verdicts))
    short = [verdict.bar.name for verdict in verdicts if not verdict.passed]
    if check and short:
        _console.print(f"[red]falls short[/red]: {', '.join(short)}")
        raise typer.Exit(1)


def main() -> None:
    """Run the command line; an error of ours is one clear line and exit code 2."""
    try:
        app()
    except VoiceAgentError as error:
        said = escape(str(error))  # «pipecat-ai[azure]» is no style
        Console(stderr=True).print(f"[red]error[/red] ({error.code}): {said}", highlight=False)
        raise SystemExit(2) from error


if __name__ == "__main__":
    main()
