"""What ``voiceagent calls`` and ``show`` say of a call."""

from __future__ import annotations

import asyncio
import io
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from tests.store.calls import NOON, NUMBER, closed, new_call
from voiceagent.inspection import list_calls, opened, show_call
from voiceagent.ports import HandoffRecord, IntentSignals, Submission
from voiceagent.settings import Settings, read_settings
from voiceagent.store.calls import SqlCallStore
from voiceagent.store.leads import SqlLeadBook
from voiceagent.store.schema import migrate

VERSIONED = replace(new_call(), policy_version="2026.11", policy_sha256="0123456789abcdef")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings(database_url=f"sqlite:///{tmp_path / 'calls.db'}")


def told(settings: Settings, *states: str, over: bool = False) -> tuple[str, str]:
    """What the list and the whole call say, after transfers in these states."""
    listed, shown = io.StringIO(), io.StringIO()

    async def run() -> None:
        await migrate(settings.database)
        async with opened(settings) as database:
            store = SqlCallStore(database)
            await store.open_call(VERSIONED)
            await store.append([HandoffRecord("c1", NOON, "default", "Kari", s) for s in states])
            if over:
                await store.close_call(closed("handed_over"))
        await list_calls(settings, Console(file=listed, width=160), limit=5)
        await show_call(settings, Console(file=shown, width=160), "c1", picture=None)

    asyncio.run(run())
    return listed.getvalue(), shown.getvalue()


def test_a_call_is_shown_with_the_policy_that_held_it(settings: Settings) -> None:
    """Name, version, the beginning of the content's hash, and the language (QUA-07)."""
    listed, shown = told(settings, over=True)
    assert "kontorvarme 2026.11" in listed
    assert "policy kontorvarme 2026.11, content 0123456789ab, begun in nb" in shown


@pytest.mark.parametrize(
    ("states", "word"),
    [
        pytest.param((), "(going on)", id="nobody is rung"),
        pytest.param(("ringing",), "(handing over)", id="it rings"),
        pytest.param(("answered",), "(handed over, going on)", id="somebody has answered"),
        pytest.param(("no-answer",), "(going on)", id="nobody answered"),
    ],
)
def test_a_call_that_goes_on_tells_who_has_it(
    settings: Settings, states: tuple[str, ...], word: str
) -> None:
    """Only a human who has answered has taken the call."""
    for text in told(settings, *states):
        assert word in text


def test_what_the_lead_had_done_before_is_shown(settings: Settings) -> None:
    """QUA-16: the form's signals stand beside the call's evidence."""
    signals = IntentSignals("nettside", "høst", 4, ("prisguide",), ("webinar",))
    form = Submission("f1", NUMBER, NOON, "Kari", "", "", "crm", signals)

    async def send() -> None:
        await migrate(settings.database)
        async with opened(settings) as database:
            await SqlLeadBook(database).submit(form)

    asyncio.run(send())
    _, shown = told(settings, over=True)
    line = "source nettside, campaign høst, 4 touches, downloaded prisguide, took part in webinar"
    assert line in shown


def test_a_transfers_states_are_shown(settings: Settings) -> None:
    """With the time of each."""
    _, shown = told(settings, "ringing", over=True)
    assert "handing over to default: ringing" in shown
