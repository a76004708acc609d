"""A whole call over the websocket with a vendor's recogniser and a vendor's voice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from telephony.loopback.carrier import LoopbackCarrier
from telephony.loopback.report import EndedBy
from tests.bridge.engines import CARTESIA_VOICE
from tests.calls.callers import WRONG_NUMBER, caller, place
from tests.calls.house import Service, serving
from tests.support.vendors import KEY, LETTER_MS, Manner, vendor

pytestmark = pytest.mark.slow


async def test_a_call_is_held_with_a_vendors_engines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both by one line of settings each; a lost connection on the way is not noticed.

    The log holds neither the key nor what was said.
    """
    monkeypatch.setenv("VENDOR_KEY", KEY)
    key = {"api_key": "env:VENDOR_KEY", "bridge": {"connect_ms": 20_000}}
    with vendor() as house:
        house.heard, house.letter_ms = WRONG_NUMBER, LETTER_MS // 2
        service = Service(
            tmp_path,
            asr="pipecat:cartesia",
            asr_options=json.dumps(key | {"base_url": house.url}),
            tts=CARTESIA_VOICE,
            tts_options=json.dumps(key | {"url": f"{house.url}/tts/websocket"}),
        )
        with serving(service):
            house.manner, house.times = Manner.DROPPING, 1
            async with LoopbackCarrier(service.carrier) as carrier:
                report = await place(
                    carrier, caller("astray", "+4740000301", {"greeting": WRONG_NUMBER})
                )
                booked = await service.report(report.call_sid)
        log = (tmp_path / "service.log").read_text()
    assert report.ended_by is EndedBy.AGENT
    assert booked.summary.outcome == "wrong_number"
    assert any("kunstig intelligens" in text for text in house.texts)
    assert "the connection was lost" in log
    for kept in (KEY, "feil nummer", "kunstig intelligens"):
        assert kept not in log
