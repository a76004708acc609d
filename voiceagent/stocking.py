"""What ``voiceagent models`` does: shows which models are there, and fetches those that are not."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace

from rich.console import Console, JustifyMethod
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TaskID,
    TextColumn,
    TransferSpeedColumn,
)
from rich.table import Table

from models.catalogue import entries
from models.shelf.download import Report
from models.shelf.fetching import Fetcher
from models.shelf.find import State, adopt, needed, state_of
from models.shelf.sources import Source, source_named
from voiceagent.settings import Settings


def list_models(settings: Settings, console: Console, *, as_json: bool) -> None:
    """All models: what each is for, where it lies, what is missing and what to do."""
    listed = entries(settings.shelf)
    if as_json:
        print(json.dumps([asdict(entry) for entry in listed], indent=2, ensure_ascii=False))
        return
    shown = Table(box=None, pad_edge=False)
    for column in ("model", "for", "state", "MB", "licence", "revision"):
        justify: JustifyMethod = "right" if column == "MB" else "left"
        shown.add_column(column, justify=justify, no_wrap=column in ("model", "MB"))
    for entry in listed:
        shown.add_row(
            entry.name,
            entry.engine,
            entry.state,
            f"{entry.size_mb:g}",
            entry.licence,
            entry.revision[:12] if len(entry.revision) == 40 else entry.revision,
        )
    console.print(shown, highlight=False)
    console.print(f"\nFetched models lie in {settings.shelf}.", highlight=False, markup=False)
    for entry in listed:
        note = f"  ({entry.note})" if entry.note else ""
        line = f"{entry.name}: {entry.advice or entry.place}{note}"
        console.print(line, highlight=False, markup=False, soft_wrap=True)


def fetch_models(
    settings: Settings,
    console: Console,
    names: Sequence[str],
    *,
    revision: str | None,
    offline: bool,
    accept_change: bool,
) -> bool:
    """Fetch models, or see without a network what is lacking; whether all are there now.

    Raises:
        ConfigurationError: A name is unknown, or the disk does not take it.
        ProviderError: A model could not be fetched.
    """
    sources = [source_named(name) for name in names]
    if revision is not None:
        sources = [replace(source, revision=revision) for source in sources]
    if offline:
        there = [_is_there(settings, console, source) for source in sources]
        return all(there)
    with _progress(console) as (progress, report):
        fetcher = Fetcher(
            shelf=settings.shelf,
            report=report,
            say=lambda line: progress.console.print(line, highlight=False, markup=False),
            hub_url=settings.models_url,
            accept_change=accept_change,
        )
        for source in sources:
            ledger = fetcher.fetch(source)
            commit = ledger.commit or ledger.revision
            fetcher.say(f"{source.name}: {commit[:12]}, digests {ledger.trust}")
    for source in sources:
        console.print(_how_to_use(source), highlight=False, markup=False)
    return True


def _is_there(settings: Settings, console: Console, source: Source) -> bool:
    found, reasons = state_of(source, settings.shelf)
    folder = settings.shelf / source.name
    if found is State.UNCHECKED:
        adopt(source, settings.shelf)
        lines = [f"{source.name}: its files are written down and checked from now on"]
    elif found is State.WHOLE:
        lines = [f"{source.name}: here, and whole"]
    else:
        lines = [
            f"{source.name}: {'; '.join(reasons) or found}",
            f"  fetch it where there is a network, and copy {source.name} with",
            f"  {source.name}.lock.json to {settings.shelf}; or",
            f"  put {', '.join(needed(source))} into {folder} and ask again",
        ]
    for line in lines:
        console.print(line, highlight=False, markup=False, soft_wrap=True)
    return found in (State.WHOLE, State.UNCHECKED)


def _how_to_use(source: Source) -> str:
    setting = "PIPER_VOICE" if source.main_file else "WHISPER_MODEL"
    engine = "TTS=piper" if source.main_file else "ASR=whisper"
    return f"VOICEAGENT_{engine} VOICEAGENT_{setting}={source.name} uses it."


@contextmanager
def _progress(console: Console) -> Iterator[tuple[Progress, Report]]:
    """A bar per file; lines stay above it."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
    )
    bars: dict[str, TaskID] = {}
    with Progress(*columns, console=console, transient=True) as progress:

        def report(name: str, there: int, total: int | None) -> None:
            if name not in bars:
                bars[name] = progress.add_task(name)
            progress.update(bars[name], completed=there, total=total)

        yield progress, report
