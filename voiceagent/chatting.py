"""``voiceagent policy chat`` and ``policy simulate``: policies tried by text."""

from __future__ import annotations

import random
from contextlib import ExitStack
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
from voiceagent.integrations.knowledge.office import ReadingOffice, questions_about
from voiceagent.integrations.knowledge.texts import texts_beside
from voiceagent.settings import Settings

_OFFICE = ZoneInfo("Europe/Oslo")


_FORM = {"name": "Kari Nordmann", "company": "Fjordtek", "need": "nytt kundesystem"}
"""Whom an outbound policy rings in a chat, and what their form said."""


def chat(file: Path, language: str, console: Console, settings: Settings) -> None:
    """Talk to a policy until it ends the call or the line read is empty.

    A language model helps where the settings name one.

    Raises:
        ConfigurationError: The policy is malformed, or does not speak the language.
    """
    policy = load_policy(file)
    endpoint = model_endpoint(settings, SystemClock())
    engine = DialogEngine(policy, language=language, interprets=endpoint is not None)
    office: Office = Diary(random.Random(1))
    texts = texts_beside(file, policy)
    if texts is not None:
        office = ReadingOffice(office, texts)
    with ExitStack() as stack:
        if endpoint is not None:
            company = policy.company.name
            office = stack.enter_context(AdvisedOffice(office, endpoint, company=company))
        _hold(Chat.open(engine, office), console)


def _hold(talk: Chat, console: Console) -> None:
    policy, now = talk.engine.policy, datetime.now(_OFFICE).isoformat()
    facts = _FORM if policy.direction == "outbound" else {}
    talk.observe(CallStarted(now, policy.direction, "+4740000000", facts))
    shown = _show(talk, console, 0, 0)
    while talk.ended is None and talk.handed_over is None:
        try:
            text = console.input("[cyan]caller[/cyan] ").strip()
        except EOFError:
            return
        if not text:
            return
        talk.hear(text)
        shown = _show(talk, console, *shown)
    ending = f"handed over: {talk.handed_over.summary}" if talk.handed_over else talk.ended
    console.print(Text(f"— {ending}"), style="bold")


def _show(talk: Chat, console: Console, lines: int, decisions: int) -> tuple[int, int]:
    for decision in talk.decisions[decisions:]:
        console.print(Text(f"         {decision.rule}: {decision.detail}"), style="dim")
    for line in talk.lines[lines:]:
        if line.speaker == "agent":
            console.print(Text(f"agent  {line.text}"))
    return len(talk.lines), len(talk.decisions)


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
        ConfigurationError: The policy is malformed.
    """
    policy = load_policy(file)
    engine, library = DialogEngine(policy, language=language), _library(file, policy, language)
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
        f"{report.without_evidence} without evidence; {report.median_turns:g} agent turns (median) "
        "to a meeting."
    )
    if told := report.told():
        figures = ", ".join(f"{told[kind]} {kind}" for kind in Told)
        console.print(f"{sum(told.values())} questions about the company: {figures}.")
    for result in report.worst(3):
        console.print(Text(f"\n{result.transcript}"), style="dim")


def _library(file: Path, policy: Policy, language: str) -> Library | None:
    texts = texts_beside(file, policy)
    if texts is None:
        return None
    questions = questions_about(texts, language)
    return Library(lambda office: ReadingOffice(office, texts), questions)
