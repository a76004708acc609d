"""Every REST request that we make, against Twilio's own OpenAPI description.

The description is reference data and lies outside the repository. Unknown keys pass the validator,
so the keys of each form are compared with the schema's as well.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, cast
from urllib.parse import parse_qsl

import httpx2
import pytest

from telephony.twilio.calls import TwilioCarrier
from telephony.twilio.connect import find_number, point_number
from telephony.twilio.rest import TwilioRest
from telephony.twilio.whispers import WhisperBook
from tests.telephony.twilio.carriers import NUMBER_SID, RecordingCarrier
from tests.telephony.twilio.houses import SETTINGS, StandingClock
from tests.telephony.twilio.sockets import CALL

DESCRIPTION = Path(__file__).resolve().parents[4] / "shared" / "data" / "twilio_api_v2010.json"
LEAD = "+4790000001"

pytestmark = pytest.mark.skipif(
    not DESCRIPTION.exists(), reason="Twilio's OpenAPI description is not at hand"
)

NUMBERS = {"incoming_phone_numbers": [{"sid": NUMBER_SID, "phone_number": LEAD}]}

Action = Callable[[TwilioRest], Awaitable[object]]


def carrier(rest: TwilioRest) -> TwilioCarrier:
    """Call control over this client."""
    return TwilioCarrier(rest, SETTINGS, WhisperBook(StandingClock()))


ACTIONS = [
    pytest.param(lambda rest: carrier(rest).hang_up(CALL), {}, id="hang up"),
    pytest.param(
        lambda rest: carrier(rest).transfer(CALL, target=LEAD, summary="Kari vil ha møte."),
        {},
        id="transfer",
    ),
    pytest.param(
        lambda rest: carrier(rest).place_call(LEAD, attempt_id="a-1"),
        {"sid": CALL},
        id="place a call",
    ),
    pytest.param(lambda rest: find_number(rest, LEAD), NUMBERS, id="find a number"),
    pytest.param(
        lambda rest: point_number(rest, SETTINGS, NUMBER_SID), {}, id="point a number at us"
    ),
]


@pytest.fixture(scope="module")
def description() -> Mapping[str, Any]:
    """The description as plain JSON."""
    return cast(Mapping[str, Any], json.loads(DESCRIPTION.read_text()))


@pytest.fixture(scope="module")
def validator(description: Mapping[str, Any]) -> Any:
    """The description as a validator."""
    # Checking the description itself takes seconds, and is not our business.
    config = import_module("openapi_core").Config(spec_validator_cls=None)
    return import_module("openapi_core").OpenAPI.from_dict(description, config=config)


async def requests_of(action: Action, answer: object) -> list[httpx2.Request]:
    """What an action asks of Twilio."""
    twilio = RecordingCarrier(httpx2.Response(200, json=answer))
    async with TwilioRest(SETTINGS, transport=twilio.transport, pause_s=0) as rest:
        await action(rest)
    return twilio.requests


def as_validated(request: httpx2.Request) -> Any:
    """A recorded request as the validator takes it."""
    return import_module("openapi_core.testing").MockRequest(
        host_url=f"{request.url.scheme}://{request.url.host}",
        method=request.method,
        path=request.url.path,
        args=dict(request.url.params),
        headers=dict(request.headers),
        data=request.content,
        content_type=request.headers.get("content-type", ""),
    )


def pattern_of(path: str, description: Mapping[str, Any]) -> str:
    """The path of the description that a request's path belongs to."""
    parts = path.split("/")
    [found] = [
        pattern
        for pattern in description["paths"]
        if len(pattern.split("/")) == len(parts)
        and all(
            mine == theirs or ("{" in theirs and theirs.endswith(".json") == mine.endswith(".json"))
            for mine, theirs in zip(parts, pattern.split("/"), strict=True)
        )
    ]
    return cast(str, found)


@pytest.mark.parametrize(("action", "answer"), ACTIONS)
async def test_a_request_fits_twilios_description(
    action: Action, answer: object, validator: Any
) -> None:
    """Path, query, authentication, types, formats and enumerations are Twilio's."""
    for request in await requests_of(action, answer):
        validator.validate_request(as_validated(request))


@pytest.mark.parametrize(("action", "answer"), ACTIONS)
async def test_a_request_has_no_key_that_twilio_does_not_know(
    action: Action, answer: object, description: Mapping[str, Any]
) -> None:
    """A misspelt parameter would be ignored in silence."""
    for request in await requests_of(action, answer):
        path = description["paths"][pattern_of(request.url.path, description)]
        operation = path[request.method.lower()]
        query = {one["name"] for one in operation["parameters"] if one["in"] == "query"}
        assert set(request.url.params) <= query
        if request.method == "POST":
            body = operation["requestBody"]["content"]["application/x-www-form-urlencoded"]
            sent = {name for name, _ in parse_qsl(request.content.decode())}
            assert sent
            assert sent <= set(body["schema"]["properties"])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("From=", "Sender=", id="a required key is missing"),
        pytest.param("Timeout=25", "Timeout=soon", id="a number is a word"),
        pytest.param("Method=POST", "Method=SHOUT", id="a value outside its enumeration"),
    ],
)
async def test_the_validator_would_notice(old: str, new: str, validator: Any) -> None:
    """The check is no rubber stamp: a request spoilt on purpose fails."""
    action: Action = ACTIONS[2].values[0]  # type: ignore[assignment]
    [request] = await requests_of(action, {"sid": CALL})
    spoilt = as_validated(request)
    spoilt.body = request.content.replace(old.encode(), new.encode(), 1)
    assert spoilt.body != request.content
    errors = import_module("openapi_core.validation.request.exceptions")
    with pytest.raises(errors.RequestValidationError):
        validator.validate_request(spoilt)
