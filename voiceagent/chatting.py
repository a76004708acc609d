"""``voiceagent policy chat`` and ``policy simulate``: policies tried by text."""

from __future__ import annotations

import random
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table
from rich.text import Text

from voiceagent.advisers import AdvisedOffice, model_endpoint
from voiceagent.clock import SystemClock
from voiceagent.dialog.engine import DialogEngine
from voiceagent.dialog.moves import CallStarted
from voiceagent.dialog.policies.loading import load_policy
from voiceagent.dialog.policies.policy import Policy
from voiceagent.dialog.simulation.chat import Chat, Office
from voiceagent.dialog.simulation.simulated_questions import Told
from voiceagent.dialog.simulation.simulating import Diary, Library, simulate
from voiceagent.errors import ConfigurationError
from voiceagent.integrations.knowledge.office import ReadingOffice, questions_about
from voiceagent.integrations.knowledge.texts import texts_beside
from voiceagent.settings import Settings

_OFFICE = ZoneInfo("Europe/Oslo")


_FORM = {"name": "Kari Nordmann", "company": "Fjordtek", "need": "nytt kundesystem"}
"""Whom an outbound policy rings in a chat, and what their form said."""


def chat(file: Path, language: str, console: Console, settings: Settings) -> None:
    """Talk to a policy until the line read is empty, also over its goodbye; then show the record.

    A language model helps where the settings name one.

    Raises:
        ConfigurationError: The policy is malformed, or does not speak the language.
    """
    policy = _speaking(file, language)
    endpoint = model_endpoint(settings, SystemClock())
    engine = DialogEngine(policy, language=language, interprets=endpoint is not None)
    now = datetime.now(_OFFICE)
    office: Office = Diary(random.Random(1), now.date())
    texts = texts_beside(file, policy)
    if texts is not None:
        office = ReadingOffice(office, texts)
    with ExitStack() as stack:
        if endpoint is not None:
            company = policy.company.name
            office = stack.enter_context(AdvisedOffice(office, endpoint, company=company))
        talk = Chat.open(engine, office)
        facts = _FORM if policy.direction == "outbound" else {}
        talk.observe(CallStarted(now.isoformat(), policy.direction, "+4740000000", facts))
        _hold(talk, console)
    console.print(_record(talk))


def _speaking(file: Path, language: str) -> Policy:
    policy = load_policy(file)
    if language not in policy.languages:
        spoken = ", ".join(policy.languages)
        raise ConfigurationError(f"{policy.name} speaks {spoken}, not «{language}»")
    return policy


def _hold(talk: Chat, console: Console) -> None:
    shown = _show(talk, console, _Shown())
    while talk.handed_over is None:
        try:
            text = console.input("[cyan]caller[/cyan] ").strip()
        except (EOFError, KeyboardInterrupt):
            console.print()
            return
        if not text:
            return
        talk.ended = None
        talk.hear(text)
        shown = _show(talk, console, shown)
        if talk.ended is not None:
            console.print(Text(f"— {talk.ended}; an empty line hangs up"), style="bold")


@dataclass(frozen=True, slots=True)
class _Shown:
    """How much of a chat has been printed."""

    lines: int = 0
    decisions: int = 0
    tools: int = 0


def _show(talk: Chat, console: Console, shown: _Shown) -> _Shown:
    for decision in talk.decisions[shown.decisions :]:
        console.print(Text(f"         {decision.rule}: {decision.detail}"), style="dim")
    for use in talk.tools[shown.tools :]:
        given = ", ".join(f"{name}={value}" for name, value in use.arguments.items() if value)
        console.print(Text(f"         → {use.tool}({given})"), style="dim")
    for line in talk.lines[shown.lines :]:
        if line.speaker == "agent":
            console.print(Text(f"agent  {line.text}"))
    return _Shown(len(talk.lines), len(talk.decisions), len(talk.tools))


def _record(talk: Chat) -> Table:
    """What is known after the talk, each value with the words it stands on."""
    ending = f"{talk.outcome}: {talk.handed_over.summary}" if talk.handed_over else talk.outcome
    table = Table("known", "value", "said", title=ending, title_justify="left", box=None)
    for name, slot in talk.state.slots.items():
        table.add_row(*(Text(cell) for cell in (name, slot.display or str(slot.value), slot.words)))
    return table


def simulate_callers(
    file: Path,
    console: Console,
    *,
    callers: int,
    word_errors: float,
    seed: int,
    language: str = "nb",
) -> None:
    """Run text callers and print what came of them.

    Raises:
        ConfigurationError: The policy is malformed, or does not speak the language.
    """
    policy = _speaking(file, language)
    engine = DialogEngine(policy, language=language)
    library = library_beside(file, policy, language)
    with console.status(f"{callers} callers …"):
        report = simulate(
            engine, callers=callers, seed=seed, word_errors=word_errors, library=library
        )
    table = Table("aim", "right", "of", box=None, pad_edge=False)
    for aim, (right, everyone) in report.by_aim().items():
        table.add_row(aim, str(right), str(everyone))
    console.print(table)
    console.print(
        f"{report.completion:.1%} ended as they should; {report.wrong_bookings} wrong bookings; "
        f"{report.without_evidence} without evidence"
        + (f"; {report.median_turns:g} agent turns (median) to a meeting." if report.meets else ".")
    )
    if told := report.told():
        figures = ", ".join(f"{told[kind]} {kind}" for kind in Told)
        console.print(f"{sum(told.values())} questions about the company: {figures}.")
    for result in report.worst(3):
        console.print(Text(f"\n{result.transcript}"), style="dim")


def library_beside(file: Path, policy: Policy, language: str) -> Library | None:
    """The company's texts beside a policy, and what simulated callers ask of them."""
    texts = texts_beside(file, policy)
    if texts is None:
        return None
    questions = questions_about(texts, language)
    return Library(lambda office: ReadingOffice(office, texts), questions)
