"""A house with a language model: warm before the first call, and noted in each flight record."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.calls.house import Service
from tests.calls.phone import Phone, telephones
from tests.support.language_models import Reply, fake_model
from voiceagent.conversations import make_conversation
from voiceagent.dialog.policies.loading import load_policy
from voiceagent.inspection import recorded_settings
from voiceagent.replay import recorded_setup, replay
from voiceagent.settings import read_settings

pytestmark = pytest.mark.slow


async def test_a_service_keeps_a_connection_to_its_model_and_says_so_in_the_record(
    tmp_path: Path,
) -> None:
    """Nobody waits for a handshake; the call replays with what it was built from."""
    async with fake_model(Reply(b"{}")) as server:
        house = Service(tmp_path, llm_url=server.url, llm_model="norsk", llm_key="hemmelig-nokkel")
        house.begin()
        try:
            await asyncio.to_thread(house.await_ready)
            async with asyncio.timeout(15):
                await server.came.wait()
            async with telephones(house) as webhooks:
                phone = Phone(house, webhooks)
                async with phone.call() as handset:
                    await handset.heard(500)
                report = await house.report(phone.sid)
            entries = await house.timeline(report.summary.id)
        finally:
            await asyncio.to_thread(house.end)
        assert server.asked[0].path == "/v1/models"
        assert server.asked[0].headers["authorization"] == "Bearer hemmelig-nokkel"
        assert all("hemmelig" not in str(line) for line in house.log())
    setup = recorded_setup(entries)
    assert setup["interprets"] is True
    settings = recorded_settings(read_settings(), setup)
    found = replay(
        entries, make_conversation(settings, load_policy(settings.policy), interprets=True)
    )
    assert found.events > 0
    assert found.differences == []


async def test_a_service_starts_and_answers_though_its_model_is_not_there(tmp_path: Path) -> None:
    """It is an adviser, not a part."""
    house = Service(tmp_path, llm_url="http://127.0.0.1:9/v1", llm_model="norsk")
    house.begin()
    try:
        await asyncio.to_thread(house.await_ready)
        async with telephones(house) as webhooks:
            phone = Phone(house, webhooks)
            async with phone.call() as handset:
                await handset.heard(500)
            assert (await house.report(phone.sid)).summary.outcome == "hung_up"
    finally:
        await asyncio.to_thread(house.end)
