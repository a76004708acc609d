"""``voiceagent demo``: what it shows while calls go on, and the table at the end."""

from __future__ import annotations

from collections.abc import Sequence
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
from voiceagent.inspection import print_transcript
from voiceagent.rehearsal import Stage, Verdict, rehearse, scenarios, service
from voiceagent.settings import PROJECT, Settings

FOLDER = PROJECT / "var" / "demo"
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
    console.print(f"Starting the service; then {len(chosen)} callers ring it at the same time.")
    board = Board(chosen)
    async with service(FOLDER) as stage:
        with Live(board, console=console, refresh_per_second=4, transient=True):
            verdicts = await rehearse(stage, chosen, on_event=board.note, keep_audio=keep_audio)
    booked = [verdict for verdict in verdicts if verdict.booked is not None]
    first = next(
        (v for v in booked if v.scenario.name == "books_a_meeting"), booked[0] if booked else None
    )
    if first is not None and first.booked is not None:
        console.print(f"\n[bold]{first.scenario.name}[/bold]: {first.scenario.description}")
        print_transcript(console, first.booked)
        console.print()
    console.print(_results(verdicts))
    _print_latency(console, verdicts)
    return not any(verdict.failures for verdict in verdicts)


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
            "[red]" + "; ".join(verdict.failures) if verdict.failures else "[green]as expected",
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
    folder = FOLDER.relative_to(Path.cwd()) if FOLDER.is_relative_to(Path.cwd()) else FOLDER
    console.print(
        f"Every call is in {folder / 'voiceagent.db'}; what the service logged: service.log"
    )
