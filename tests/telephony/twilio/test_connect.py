"""Connecting a number: the way back is really walked, over a real server, before it is used."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs

import httpx2
import pytest
from fastapi import FastAPI
from starlette.responses import PlainTextResponse

from telephony.twilio.connect import Check, connect_number, prove_way_back
from telephony.twilio.rest import TwilioRest
from telephony.twilio.settings import TwilioSettings
from tests.telephony.twilio.carriers import NUMBER_SID, RecordingCarrier, refusal
from tests.telephony.twilio.houses import SETTINGS, House, StandingClock
from tests.telephony.twilio.servers import listening, served

NUMBER = "+4721000000"


def names(checks: tuple[Check, ...]) -> dict[str, bool]:
    """The verdicts by name."""
    return {check.name: check.ok for check in checks}


def numbers(*found: str) -> httpx2.Response:
    """Twilio's list of numbers."""
    listed = [{"sid": NUMBER_SID, "phone_number": number} for number in found]
    return httpx2.Response(200, json={"incoming_phone_numbers": listed})


def pointed(settings: TwilioSettings) -> httpx2.Response:
    """Twilio's answer to the new webhooks."""
    return httpx2.Response(
        200,
        json={
            "sid": NUMBER_SID,
            "voice_url": f"{settings.public_url}/twilio/voice",
            "status_callback": f"{settings.public_url}/twilio/status",
        },
    )


async def connected(
    settings: TwilioSettings, twilio: RecordingCarrier, number: str = NUMBER
) -> tuple[Check, ...]:
    """The checks against this Twilio."""
    async with TwilioRest(settings, transport=twilio.transport, pause_s=0) as rest:
        return await connect_number(settings, number, rest=rest, clock=StandingClock())


async def test_a_number_is_pointed_at_a_service_that_answers() -> None:
    """Webhook reached, forgery refused, stream opened, then the number is changed and read back."""
    async with listening() as (port, settings):
        twilio = RecordingCarrier(numbers("+4721000000"), numbers(NUMBER), pointed(settings))
        house = House(settings=settings)
        async with served(house.app, port):
            checks = await connected(settings, twilio)
    assert [check.name for check in checks if check.ok] == [
        "number",
        "webhook",
        "forgery",
        "stream",
        "pointed",
    ]
    assert parse_qs(twilio.requests[-1].content.decode()) == {
        "VoiceUrl": [f"{settings.public_url}/twilio/voice"],
        "VoiceMethod": ["POST"],
        "StatusCallback": [f"{settings.public_url}/twilio/status"],
        "StatusCallbackMethod": ["POST"],
    }
    assert (house.desk.rung, house.desk.heard) == ([], {})


async def test_a_number_is_not_pointed_at_a_service_that_is_down() -> None:
    """Nobody listens: every check says so, and the live number is left alone."""
    async with listening() as (_, settings):
        twilio = RecordingCarrier(numbers(NUMBER))
        checks = await connected(settings, twilio)
    assert names(checks) == {"number": True, "webhook": False, "forgery": False, "stream": False}
    assert [request.method for request in twilio.requests] == ["GET"]


async def test_a_service_with_another_token_is_found_out() -> None:
    """The checks say what is to be put right."""
    async with listening() as (port, settings):
        house = House(settings=replace(settings, auth_token="another"))
        async with served(house.app, port):
            checks = await prove_way_back(settings, clock=StandingClock())
    assert names(checks) == {"webhook": False, "forgery": True, "stream": False}
    assert "same auth token" in checks[0].why


async def test_a_stranger_who_says_yes_to_everything_is_found_out() -> None:
    """An answer is not enough; it must be this service's."""
    stranger = FastAPI()

    @stranger.post("/{path:path}")
    async def agree(path: str) -> PlainTextResponse:
        return PlainTextResponse("OK")

    async with listening() as (port, settings), served(stranger, port):
        checks = await prove_way_back(settings, clock=StandingClock())
    assert names(checks) == {"webhook": False, "forgery": False, "stream": False}


@pytest.mark.parametrize(
    ("number", "answers", "why"),
    [
        pytest.param("21000000", [], "in full", id="a number that is not in full"),
        pytest.param(NUMBER, [numbers("+47210000001")], "no such number", id="not ours"),
        pytest.param(NUMBER, [httpx2.Response(200, json={})], "no such number", id="an odd answer"),
        pytest.param(NUMBER, [refusal(401, 20003)], "20003", id="a wrong auth token"),
        pytest.param(NUMBER, [httpx2.ReadTimeout("slow")], "in time", id="no answer"),
    ],
)
async def test_without_the_number_nothing_else_is_tried(
    number: str, answers: list[httpx2.Response | Exception], why: str
) -> None:
    """The first check says what is wrong, in words without the number."""
    [check] = await connected(SETTINGS, RecordingCarrier(*answers), number)
    assert (check.name, check.ok) == ("number", False)
    assert why in check.why


async def test_webhooks_that_twilio_did_not_take_are_told() -> None:
    """What Twilio reads back must be what we asked for."""
    async with listening() as (port, settings):
        answer = httpx2.Response(200, json={"sid": NUMBER_SID, "voice_url": "https://old/"})
        twilio = RecordingCarrier(numbers(NUMBER), numbers(NUMBER), answer)
        async with served(House(settings=settings).app, port):
            checks = await connected(settings, twilio)
    assert not checks[-1].ok
    assert checks[-1].name == "pointed"
