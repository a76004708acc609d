"""``voiceagent calls``, ``show`` and ``replay``: what the books tell, for a terminal."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table
from rich.text import Text

from voiceagent.conversations import make_conversation, policy_fingerprint
from voiceagent.core.timeline import Response, responses
from voiceagent.dialog.policies.loading import load_policy
from voiceagent.dialog.policies.policy import Policy
from voiceagent.dialog.policies.visibility import hidden_from, role_of, roles_of
from voiceagent.errors import ConfigurationError, ProtocolError
from voiceagent.picture import draw_call
from voiceagent.ports import LeadReport
from voiceagent.replay import Replay, recorded_items, recorded_setup, replay
from voiceagent.settings import Settings
from voiceagent.store.calls import SqlCallStore
from voiceagent.store.database import Database
from voiceagent.store.leads import SqlLeadBook
from voiceagent.store.reports import CallReport, CallReports, CallSummary

_OFFICE = ZoneInfo("Europe/Oslo")
_DIGEST_SHOWN = 12


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Database]:
    """The database that the settings name."""
    database = Database(settings.database)
    try:
        yield database
    finally:
        await database.close()


async def list_calls(settings: Settings, console: Console, *, limit: int) -> None:
    """The latest calls, newest first."""
    table = Table(box=None, pad_edge=False)
    # The name of a call is there to be copied: where the terminal is narrow, the rest is cut.
    table.add_column("call", no_wrap=True, min_width=16)
    table.add_column("began", no_wrap=True, min_width=16)
    for name in ("direction", "length", "outcome", "ended by", "policy"):
        table.add_column(name, no_wrap=True)
    async with opened(settings) as database:
        for call in await CallReports(database).calls(limit=limit):
            length_ms = call.duration_ms
            table.add_row(
                call.id,
                call.started.astimezone(_OFFICE).strftime("%Y-%m-%d %H:%M"),
                call.direction,
                "" if length_ms is None else f"{length_ms / 1000:.0f} s",
                call.outcome or _state(call),
                call.reason or "",
                f"{call.policy} {call.policy_version}".rstrip(),
            )
    console.print(table)


async def show_call(
    settings: Settings, console: Console, call_id: str, *, picture: Path | None, role: str = ""
) -> None:
    """One call whole: what was said, learned, decided and booked, and how fast we answered.

    Args:
        settings: Which database.
        console: Where to print.
        call_id: Our id, or the carrier's.
        picture: SVG file to draw the call into, if one is wanted.
        role: Show what this role may see by the policy; empty for everything.

    Raises:
        ConfigurationError: There is no such call, no such role, or the policy is not the call's.
    """
    async with opened(settings) as database:
        report = await CallReports(database).call(call_id)
        if report is None:
            raise ConfigurationError(f"call {call_id!r}: there is none")
        timeline = await SqlCallStore(database).timeline(report.summary.id)
        lead = await SqlLeadBook(database).lead(report.summary.lead_id)
    report = seen_as(report, load_policy(settings.policy), role) if role else report
    _print_head(console, report.summary)
    if lead is not None and not role:
        _print_forms(console, lead)
    print_transcript(console, report)
    _print_facts(console, report)
    print_decisions(console, report)
    _print_handoffs(console, report)
    answers = list(responses(recorded_items(timeline)))
    _print_responses(console, answers)
    if picture is not None:
        summary = report.summary
        title = f"{summary.id}, {summary.outcome or _state(summary).strip('()')}"
        _write(picture, draw_call(title, report.lines, answers))
        console.print(f"Drawn: {picture}")


def seen_as(report: CallReport, policy: Policy, role: str) -> CallReport:
    """What a role may see of a call (GDP-04).

    Where any slot is hidden, the caller's words are too: they may say what the slot does.

    Raises:
        ConfigurationError: The policy knows no such role, or is not the one of the call.
    """
    if role not in roles_of(policy):
        raise ConfigurationError(f"role {role!r}: known are {', '.join(sorted(roles_of(policy)))}")
    if report.summary.policy != policy.name:
        raise ConfigurationError(f"the call was held by the policy {report.summary.policy}")
    hidden = hidden_from(policy, role)
    if not hidden:
        return report
    facts = tuple(replace(fact, words="") for fact in report.facts if fact.slot not in hidden)
    handoffs = tuple(
        replace(one, summary="") if _role_of(policy, one.target) != role else one
        for one in report.handoffs
    )
    return replace(report, facts=facts, lines=(), decisions=(), handoffs=handoffs, messages=())


def _role_of(policy: Policy, target: str) -> str:
    """The role of a queue; empty for one that the policy no longer has."""
    return role_of(policy, target) if target in policy.humans else ""


async def replay_call(settings: Settings, console: Console, call_id: str) -> bool:
    """Replay a call; whether it decides as it did.

    Raises:
        ConfigurationError: There is no such call.
        ProtocolError: It has no flight record, or a broken one.
    """
    async with opened(settings) as database:
        timeline = await SqlCallStore(database).timeline(call_id)
    if not timeline:
        raise ConfigurationError(f"call {call_id!r}: there is no flight record")
    setup = recorded_setup(timeline)
    policy = load_policy(settings.policy)
    if setup.get("policy_sha256") != policy_fingerprint(policy):
        console.print("[yellow]The policy is not the one that the call was held by.")
    conversation = make_conversation(
        recorded_settings(settings, setup), policy, interprets=setup.get("interprets") is True
    )
    found = replay(timeline, conversation)
    _print_replay(console, found)
    return not found.differences


def recorded_settings(settings: Settings, setup: object) -> Settings:
    """The settings, with what the recorded conversation was built from.

    Raises:
        ProtocolError: The record lacks something.
    """
    names = ("language", "tentative_end_ms", "silence_ms", "tool_slow_ms", "longest_call_s")
    try:
        return settings.model_copy(update={name: setup[name] for name in names})  # type: ignore[index]
    except (KeyError, TypeError) as error:
        raise ProtocolError("the flight record's setup is malformed") from error


def print_transcript(console: Console, report: CallReport) -> None:
    """A call as it was spoken."""
    for line in sorted(report.lines, key=lambda line: line.from_ms):
        who = "caller" if line.speaker == "caller" else "agent "
        cut = "" if line.complete else " …"
        text = Text(f"  {line.from_ms / 1000:5.1f} s  {who}  {line.text}{cut}")
        console.print(text, style="cyan" if line.speaker == "caller" else "")
    print_meetings(console, report)


def print_meetings(console: Console, report: CallReport) -> None:
    """What a call left behind: meetings and messages."""
    for meeting in report.meetings:
        when = meeting.starts.astimezone(_OFFICE).strftime("%A %d %B %H:%M")
        console.print(
            f"  in the calendar: {when}, {meeting.seller} with {meeting.name} ({meeting.company})"
        )
    for meeting in report.cancelled:
        when = meeting.starts.astimezone(_OFFICE).strftime("%A %d %B %H:%M")
        console.print(f"  cancelled: {when}, {meeting.seller} with {meeting.name}")
    for message in report.messages:
        console.print(Text(f"  message: {message.text}"))


def _state(call: CallSummary) -> str:
    """Where a call that goes on stands: a human has it who has answered, not one who is rung."""
    match call.transfer:
        case "ringing":
            return "(handing over)"
        case "answered":
            return "(handed over, going on)"
        case _:
            return "(going on)"


def _print_head(console: Console, call: CallSummary) -> None:
    began = call.started.astimezone(_OFFICE).strftime("%Y-%m-%d %H:%M")
    console.print(f"{call.id}, {began}, {call.direction}: {call.outcome or _state(call)}")
    version = f" {call.policy_version}" if call.policy_version else " (version not kept)"
    digest = f", content {call.policy_sha256[:_DIGEST_SHOWN]}" if call.policy_sha256 else ""
    console.print(Text(f"policy {call.policy}{version}{digest}, begun in {call.language}"))


def _print_forms(console: Console, lead: LeadReport) -> None:
    """What the lead had done before: where they came from, what they had looked at (QUA-16)."""
    for form in lead.submissions:
        signals = form.signals
        told = [f"source {signals.source or '–'}", f"campaign {signals.campaign or '–'}"]
        told.append(f"{signals.touches} touches")
        told += [f"downloaded {one}" for one in signals.downloads]
        told += [f"took part in {one}" for one in signals.events]
        at = form.at.astimezone(_OFFICE).strftime("%Y-%m-%d %H:%M")
        console.print(Text(f"lead's form {at}: {', '.join(told)}"))


def _print_handoffs(console: Console, report: CallReport) -> None:
    for one in report.handoffs:
        at = one.at.astimezone(_OFFICE).strftime("%H:%M:%S")
        console.print(Text(f"  {at}  handing over to {one.target}: {one.state}"))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _print_facts(console: Console, report: CallReport) -> None:
    table = Table(title="learned", title_justify="left", box=None, pad_edge=False)
    for name in ("slot", "value", "evidence", "words", "confirmed"):
        table.add_column(name)
    for fact in report.facts:
        words = Text(fact.words)
        confirmed = "yes" if fact.confirmed else ""
        table.add_row(fact.slot, fact.display, fact.utterance_id, words, confirmed)
    console.print(table)


def print_decisions(console: Console, report: CallReport) -> None:
    """The decision log: each rule that decided, and the turn that is its evidence."""
    table = Table(title="decided", title_justify="left", box=None, pad_edge=False)
    for name in ("at", "rule", "because", "evidence"):
        table.add_column(name)
    for decision in report.decisions:
        at = f"{decision.at_ms / 1000:.1f} s"
        table.add_row(at, decision.rule, Text(decision.detail), decision.utterance_id)
    console.print(table)


def _print_responses(console: Console, answers: Sequence[Response]) -> None:
    table = Table(title="answered", title_justify="left", box=None, pad_edge=False)
    for name in ("turn", "asked for", "words known after", "answer after"):
        table.add_column(name)
    for response in answers:
        words = "" if response.words_after_ms is None else f"{response.words_after_ms} ms"
        table.add_row(str(response.turn), response.asked, words, f"{response.latency_ms} ms")
    console.print(table)


def _print_replay(console: Console, found: Replay) -> None:
    console.print(
        f"{found.events} events replayed, {found.commands} commands compared, "
        f"{len(found.differences)} moments differ."
    )
    for difference in found.differences:
        console.print(f"\n{difference.at_ms / 1000:.2f} s, after {difference.event}:")
        for label, commands in (
            ("recorded", difference.recorded),
            ("now     ", difference.replayed),
        ):
            for command in commands or ("nothing",):
                console.print(Text(f"  {label}  {command}"))
