"""The language model from the command line: tried once, and talking along by keyboard."""

from __future__ import annotations

import asyncio
import os
import sys

import pytest

from tests.support.language_models import Asked, FakeModel, Reply, answers, fake_model, understands
from voiceagent.settings import PROJECT

POLICY = PROJECT / "dialog_policies" / "b2b_lead.yaml"
PRICE = "Kundesystemet koster 390 kroner i måneden for hver bruker."


async def run(*words: str, server: FakeModel | None, typed: str = "") -> tuple[int, str]:
    kept = {name: value for name, value in os.environ.items() if "VOICEAGENT" not in name}
    named = {"COLUMNS": "300", "NO_COLOR": "1"}
    if server is not None:
        named |= {
            "VOICEAGENT_LLM_URL": server.url,
            "VOICEAGENT_LLM_MODEL": "norsk",
            "VOICEAGENT_LLM_DEADLINE_MS": "5000",
        }
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "voiceagent", *words),
        env=kept | named,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    out, _ = await process.communicate(typed.encode())
    assert process.returncode is not None
    return process.returncode, out.decode()


def helps(asked: Asked) -> Reply:
    words = asked.data.get("words", "")
    if "trådene" in str(words):
        return understands(role=("jeg som holder i alle trådene", "ceo"))
    return understands(role=("holder ballene", "ceo")) if words else answers(PRICE)


async def test_a_model_that_helps_passes_its_check() -> None:
    """Both questions with the time that they took, and exit code 0."""
    async with fake_model(helps) as server:
        code, out = await run("llm", "check", server=server)
    assert code == 0, out
    assert PRICE in out
    assert "→ ceo" in out
    assert out.count(" ms: ") == 2


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (answers("Kundesystemet koster 90 kroner."), "new_figure"),
        (Reply(b"", 401), "llm-401"),
    ],
)
async def test_a_model_that_does_not_fails_it_with_the_reason(reply: Reply, why: str) -> None:
    """Exit code 1, and what would be done instead."""
    async with fake_model(reply) as server:
        code, out = await run("llm", "check", server=server)
    assert code == 1, out
    assert why in out


async def test_without_a_model_there_is_nothing_to_check() -> None:
    """The setting is named."""
    code, out = await run("llm", "check", server=None)
    assert code == 2
    assert "VOICEAGENT_LLM_URL" in out


async def test_a_talk_by_keyboard_uses_the_model() -> None:
    """What it understood stands among the decisions."""
    typed = "vi trenger et nytt crm system\njeg holder ballene i lufta her på huset\n\n"
    async with fake_model(helps) as server:
        code, out = await run("policy", "chat", str(POLICY), server=server, typed=typed)
    assert code == 0, out
    assert "interpreted.role: holder ballene" in out
    assert "Når bør det være på plass?" in out
