"""Whole calls with the simulated carrier: webhooks, stream and REST as one, over real sockets.

The carrier was written apart from this side: it signs with Twilio's own library, follows our TwiML
and runs our REST requests.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
import uvicorn

from telephony.loopback.carrier import LoopbackCarrier
from telephony.loopback.local_server import listen, serving
from telephony.loopback.placing import CallOptions, place_on
from telephony.loopback.report import CallReport, EndedBy, EventKind
from telephony.loopback.speech import rehearse
from telephony.loopback.webhooks import CarrierSettings
from telephony.twilio.calls import TwilioCarrier
from telephony.twilio.rest import TwilioRest
from tests.support.engines import ToneVoice
from tests.telephony.loopback.scenarios import scenario
from tests.telephony.twilio.houses import SETTINGS, House, RememberingDesk
from voiceagent.errors import AuthenticationError, CapacityError
from voiceagent.ports import Carrier, LineEnded, LineEvent, PhoneLine, Refused

COLLEAGUE = "+4790000009"
# A public URL without a path, which is how the simulated carrier knows an agent.
PUBLIC = replace(SETTINGS, public_url="https://agent.example.no")


class TransferringDesk(RememberingDesk):
    """On a call's first stream it fetches a colleague; on the second it says goodbye."""

    carrier: Carrier

    async def serve(self, line: PhoneLine, *, call_sid: str, token: str) -> None:
        if self.tokens.pop(token, None) != call_sid:
            raise AuthenticationError("token is spent")
        first = call_sid not in self.heard
        events: list[LineEvent] = self.heard.setdefault(call_sid, [])
        if first:
            await self.carrier.transfer(call_sid, target=COLLEAGUE, summary="Kari vil ha møte.")
        else:
            await self.carrier.hang_up(call_sid)
        events += [event async for event in line.events()]


@asynccontextmanager
async def exchange(desk: RememberingDesk) -> AsyncIterator[LoopbackCarrier]:
    """The carrier with our service behind its number."""
    listener = listen("127.0.0.1", 0)
    host, port = listener.getsockname()
    carrier_settings = CarrierSettings(
        PUBLIC.public_url, f"http://{host}:{port}", PUBLIC.account_sid, PUBLIC.auth_token
    )
    async with LoopbackCarrier(carrier_settings) as carrier:
        settings = replace(PUBLIC, rest_url=carrier.rest_url)
        house = House(settings=settings, desk=desk)
        config = uvicorn.Config(house.app, log_config=None, lifespan="off", ws="websockets-sansio")
        async with serving(config, listener), TwilioRest(settings) as rest:
            if isinstance(desk, TransferringDesk):
                desk.carrier = TwilioCarrier(rest, settings, house.whispers)
            yield carrier


async def called(desk: RememberingDesk, **human: object) -> CallReport:
    """One call, with such a colleague."""
    caller = scenario({"greeting": "Hei."}, human=human)
    async with exchange(desk) as carrier:
        repertoire = await rehearse(caller, ToneVoice(word_ms=100))
        return await place_on(carrier, CallOptions(caller), repertoire)


def kinds(report: CallReport) -> list[EventKind]:
    """What happened in the call."""
    return [event.kind for event in report.events]


async def test_a_caller_is_handed_to_a_colleague_who_knows_why() -> None:
    """REST transfer, whisper with the summary, key 1, bridge, and the outcome at the desk."""
    desk = TransferringDesk()
    report = await called(desk, ring_ms=10, answers=True, talk_ms=10)
    [(call_sid, answered, code)] = desk.transfers
    assert (call_sid, answered, code) == (report.call_sid, True, "completed")
    [whispered] = [one.text for one in report.events if one.kind is EventKind.HUMAN_ANSWERED]
    assert whispered.startswith("Kari vil ha møte. ")
    assert desk.heard[call_sid][-1] == LineEnded("hangup")
    assert report.ended_by is EndedBy.HUMAN
    assert EventKind.TROUBLE not in kinds(report)
    assert [told.state for told in desk.told] == ["completed"]


async def test_a_caller_whom_nobody_takes_comes_back_to_the_agent() -> None:
    """No answer within the ring time: a second stream with a new token, then a REST hang-up."""
    desk = TransferringDesk()
    report = await called(desk, ring_ms=10, answers=False)
    assert desk.transfers == [(report.call_sid, False, "no-answer")]
    assert desk.heard[report.call_sid].count(LineEnded("hangup")) == 2
    assert kinds(report).count(EventKind.STREAM_OPENED) == 2
    assert report.ended_by is EndedBy.AGENT
    assert EventKind.TROUBLE not in kinds(report)


@pytest.mark.parametrize(
    ("desk_says", "text"),
    [
        pytest.param(Refused("capacity", "Det er fullt.", None), "Det er fullt.", id="full"),
        pytest.param(CapacityError("draining"), SETTINGS.fallback_sentence, id="failing"),
    ],
)
async def test_a_caller_who_cannot_be_served_is_told(
    desk_says: Refused | Exception, text: str
) -> None:
    """Refused or in trouble, the house says a sentence and the call ends."""
    desk = RememberingDesk()
    if isinstance(desk_says, Refused):
        desk.decision = desk_says
    else:
        desk.trouble = desk_says
    report = await called(desk)
    announced = [one.text for one in report.events if one.kind is EventKind.ANNOUNCED]
    assert announced == [text]
