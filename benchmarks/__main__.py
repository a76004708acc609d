"""``python -m benchmarks NAME``: measure, show, keep, compare, and judge by ``bars.toml``.

A benchmark is added by one function: its name is registered, its docstring is its help, its
parameters are its own options, and it returns what measures. All share the options of
:mod:`benchmarks.catalogue`. Engines are imported by the benchmark that needs them.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from benchmarks.catalogue import Catalogue
from benchmarks.reporting.bars import read_bars
from benchmarks.reporting.comparison import compare as hold_against
from benchmarks.reporting.results import read_baselines, read_result
from benchmarks.running import Benchmark, show_comparison
from voiceagent.errors import ConfigurationError, VoiceAgentError

catalogue = Catalogue()
app = catalogue.app

_CALL, _SPEECH, _RESULTS = "The call", "Speech and language", "Results"


@catalogue.add("load", panel=_CALL)
def load() -> Benchmark:
    """CPU, memory and loop lag as calls grow, part by part: the media path alone, and engines."""
    from benchmarks.load.report import load as benchmark

    return benchmark


@catalogue.add("latency", panel=_CALL)
def latency(
    engines: Annotated[
        str, typer.Option(help="embedded, or whisper-tiny, whisper-base, whisper-small.")
    ] = "embedded",
    device: Annotated[str, typer.Option(help="What Whisper runs on: cpu or cuda.")] = "cpu",
    calls: Annotated[
        str, typer.Option(help="These numbers of calls at once (1,2,4); else until it breaks.")
    ] = "",
) -> Benchmark:
    """How long callers wait, stage by stage, and how many can call before the promise breaks."""
    from benchmarks.latency.benchmark import latency as benchmark

    return partial(benchmark, engines=engines, device=device, calls=calls)


@catalogue.add("turns", panel=_CALL)
def turns() -> Benchmark:
    """When a pause is the end of a turn: waiting against cutting in, on 339 labelled turns."""
    from benchmarks.turns.benchmark import turns as benchmark

    return benchmark


@catalogue.add("barge", panel=_CALL)
def barge() -> Benchmark:
    """Interruptions, coughs, «mm», echo and noise: when we stop, what is lost, when we go on."""
    from benchmarks.barge.benchmark import barge as benchmark

    return benchmark


@catalogue.add("peers", panel=_CALL)
def peers() -> Benchmark:
    """Stock Pipecat beside us: the same engines, the same sounds, real time; and the ratios."""
    from benchmarks.peers.report import peers as benchmark

    return benchmark


@catalogue.add("vad", panel=_SPEECH)
def vad() -> Benchmark:
    """Silero against webrtcvad: onset, end, missed speech, false alarms, cost; synthetic sounds."""
    from benchmarks.vad.benchmark import vad as benchmark

    return benchmark


@catalogue.add("whisper", panel=_SPEECH)
def whisper() -> Benchmark:
    """What a turn costs Whisper, with the context cut and padded, on models of the real shapes."""
    from benchmarks.whisper.benchmark import whisper as benchmark

    return benchmark


@catalogue.add("voices", panel=_SPEECH)
def voices() -> Benchmark:
    """First audio of each voice, made and from the cache, and how it sounds, measured."""
    from benchmarks.voices.benchmark import voices as benchmark

    return benchmark


@catalogue.add("accuracy language", panel=_SPEECH)
def language() -> Benchmark:
    """Norwegian phrases: right, wrong-but-confident and nothing, per kind of reading."""
    from benchmarks.language.benchmark import language as benchmark

    return benchmark


@catalogue.add("accuracy knowledge", panel=_SPEECH)
def knowledge() -> Benchmark:
    """Questions to the company's texts: right, wrong and unknown, and the time of a search."""
    from benchmarks.knowledge.benchmark import knowledge as benchmark

    return benchmark


@catalogue.add("accuracy dialog", panel=_SPEECH)
def dialog() -> Benchmark:
    """Text callers to every policy: right endings, wrong bookings, turns, the time of a step."""
    from benchmarks.dialog.benchmark import dialog as benchmark

    return benchmark


@catalogue.add("accuracy speech", panel=_SPEECH)
def speech() -> Benchmark:
    """The embedded recogniser on synthetic callers: these figures say nothing about people."""
    from benchmarks.speech.benchmark import speech as benchmark

    return benchmark


catalogue.add_all(panel=_RESULTS)


@app.command(rich_help_panel=_RESULTS)
def compare(
    files: Annotated[
        list[Path], typer.Argument(help="Earlier results, or the word baseline; the new one last.")
    ],
    every: Annotated[bool, typer.Option("--all", help="Show what did not move, too.")] = False,
) -> None:
    """What moved beyond noise between results that were kept; nothing is run."""
    if len(files) < 2:
        raise ConfigurationError("two files are wanted at least: an earlier result and a new one")
    now = read_result(files[-1])
    earlier = read_baselines(files[:-1], now.benchmark)
    show_comparison(catalogue.runner.console, hold_against(earlier, now, read_bars()), every=every)


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
