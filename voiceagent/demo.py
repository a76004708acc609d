"""``voiceagent demo``: what it shows while calls go on, and the table at the end."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text

from telephony.loopback.report import CallEvent, EventKind, summarize
from telephony.loopback.scenario import Scenario
from telephony.loopback.webhooks import CarrierSettings
from voiceagent.bootstrap import twilio_settings
from voiceagent.inspection import print_decisions, print_meetings, print_transcript
from voiceagent.live_transcript import LiveTranscript
from voiceagent.rehearsal import Stage, Verdict, rehearse, scenarios, service
from voiceagent.settings import PROJECT, Settings
from voiceagent.store.database import Database
from voiceagent.store.reports import CallReports

FOLDER = PROJECT / "var" / "demo"
FEATURED = "books_a_meeting"
PROMISE_P50_MS = 500
PROMISE_P95_MS = 800
_SHOWN = {
    EventKind.CALLER_SPOKE: "»",
    EventKind.AGENT_SPOKE: "«",
    EventKind.KEYS_PRESSED: "#",
    EventKind.RINGING_HUMAN: "☎",
    EventKind.HUNG_UP: "■",
}


@dataclass(slots=True)
class Board:
    """What each call is doing now."""

    chosen: Sequence[Scenario]
    doing: dict[str, str] = field(default_factory=dict)
    latest: dict[str, int] = field(default_factory=dict)

    def note(self, scenario: str, event: CallEvent) -> None:
        """A call's next event."""
        sign = _SHOWN.get(event.kind)
        if sign is not None:
            self.doing[scenario] = f"{sign} {event.text or event.key}"
        if event.latency_ms is not None:
            self.latest[scenario] = event.latency_ms

    def __rich__(self) -> Table:
        """The board as a table, drawn anew each time."""
        table = Table(box=None, pad_edge=False)
        table.add_column("caller", style="bold", no_wrap=True)
        table.add_column("answered in", justify="right", no_wrap=True)
        table.add_column("now", no_wrap=True, overflow="ellipsis")
        for scenario in self.chosen:
            latency_ms = self.latest.get(scenario.name)
            table.add_row(
                scenario.name,
                f"{latency_ms} ms" if latency_ms is not None else "",
                Text(self.doing.get(scenario.name, "…")),
            )
        return table


async def run_demo(console: Console, *, names: Sequence[str], keep_audio: Path | None) -> bool:
    """Run the demo; whether every call went as its file says. A slow machine fails nothing."""
    chosen = scenarios(names)
    featured = next((one for one in chosen if one.name == FEATURED), chosen[0])
    audio = keep_audio or FOLDER / "audio"
    async with AsyncExitStack() as stack:
        with console.status("Starting the service: database, engines, voices …"):
            stage = await stack.enter_async_context(service(FOLDER))
        console.print(
            f"The service is ready. {len(chosen)} caller{'s ring' if chosen[1:] else ' rings'} it; "
            f"this is [bold]{featured.name}[/bold]: {featured.description}\n"
        )
        verdicts = await _watch(console, stage, chosen, featured, audio)
    shown = next(verdict for verdict in verdicts if verdict.scenario is featured)
    if shown.booked is not None:
        console.print()
        print_decisions(console, shown.booked)
        print_meetings(console, shown.booked)
        console.print()
    console.print(_results(verdicts))
    _print_latency(console, verdicts)
    console.print(f"Listen to the calls: {_near(audio)}/*.wav (caller left, agent right).")
    return not any(verdict.failures for verdict in verdicts)


async def _watch(
    console: Console,
    stage: Stage,
    chosen: Sequence[Scenario],
    featured: Scenario,
    audio: Path,
) -> list[Verdict]:
    """Place the calls; one is shown as it is spoken, all on a board below it."""
    board = Board(chosen)
    database = Database(stage.database_url)
    transcript = LiveTranscript(console, CallReports(database), featured.number or "")

    def note(scenario: str, event: CallEvent) -> None:
        board.note(scenario, event)
        if scenario == featured.name and event.latency_ms is not None:
            transcript.answered(event.latency_ms)

    following = asyncio.ensure_future(transcript.follow())
    try:
        with Live(board, console=console, refresh_per_second=4, transient=True):
            return await rehearse(stage, chosen, on_event=note, keep_audio=audio)
    finally:
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)
        await database.close()


async def run_call(
    console: Console,
    settings: Settings,
    name: str,
    *,
    url: str,
    rest_port: int,
    keep_audio: Path | None,
) -> bool:
    """Place one call to a service that runs, and judge it by the service's books.

    Raises:
        ConfigurationError: No such scenario, or no auth token to sign webhooks with.
    """
    account = twilio_settings(settings)
    carrier = CarrierSettings(
        public_url=account.public_url,
        local_url=url.rstrip("/"),
        account_sid=account.account_sid,
        auth_token=account.auth_token,
        rest_port=rest_port,
    )
    chosen = scenarios([name])
    board = Board(chosen)
    with Live(board, console=console, refresh_per_second=4, transient=True):
        verdicts = await rehearse(
            Stage(carrier, settings.database), chosen, on_event=board.note, keep_audio=keep_audio
        )
    if (booked := verdicts[0].booked) is not None:
        print_transcript(console, booked)
    console.print(_results(verdicts))
    return not verdicts[0].failures


def _results(verdicts: Sequence[Verdict]) -> Table:
    table = Table(box=None, pad_edge=False)
    for name in ("caller", "outcome", "meeting", "length", "turns", "p50", "max", "verdict"):
        table.add_column(name, no_wrap=name != "verdict")
    for verdict in verdicts:
        report = verdict.report
        times = summarize([report])
        outcome = verdict.booked.summary.outcome if verdict.booked else None
        table.add_row(
            verdict.scenario.name,
            outcome or "–",
            "booked" if verdict.booked and verdict.booked.meetings else "",
            f"{report.duration_ms / 1000:.0f} s",
            str(times.count) if times else "0",
            f"{times.p50_ms} ms" if times else "",
            f"{times.max_ms} ms" if times else "",
            "[red]" + "; ".join(verdict.failures) if verdict.failures else "[green]ok",
        )
    return table


def _print_latency(console: Console, verdicts: Sequence[Verdict]) -> None:
    times = summarize(verdict.report for verdict in verdicts)
    if times is None:
        console.print("No turn of a caller was answered.")
        return
    kept = times.p50_ms <= PROMISE_P50_MS and times.p95_ms <= PROMISE_P95_MS
    cut_ins = sum(verdict.report.cut_ins for verdict in verdicts)
    console.print(
        f"\nFrom the caller's last sound to our first, over {times.count} turns: "
        f"p50 {times.p50_ms} ms, p95 {times.p95_ms} ms, longest {times.max_ms} ms; "
        f"{cut_ins} cut-ins. Promised: {PROMISE_P50_MS} and {PROMISE_P95_MS} ms: "
        + ("[green]kept[/green]." if kept else "[red]missed[/red].")
    )
    console.print(
        "Callers and agent are synthesised: these figures say how fast we are, not how well "
        "people are understood."
    )
    console.print(
        f"The books: {_near(FOLDER)}/voiceagent.db; the service's log: service.log there."
    )


def _near(path: Path) -> Path:
    """The path as seen from here."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
