"""The webhooks: who gets in, what Twilio is told, and what the house learns."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from xml.etree.ElementTree import Element, fromstring

import httpx2
import pytest
from structlog.testing import capture_logs

from telephony.twilio.check_token import answer_check, make_check
from telephony.twilio.settings import (
    CHECK_PATH,
    OVERFLOW_PATH,
    STATUS_PATH,
    STREAM_STATUS_PATH,
    TRANSFER_PATH,
    VOICE_PATH,
    WHISPER_PATH,
)
from telephony.twilio.signature import sign
from tests.telephony.twilio.houses import AUTH_TOKEN, SETTINGS, House, voice_fields
from tests.telephony.twilio.sockets import ACCOUNT, CALL
from voiceagent.errors import CapacityError, StoreError
from voiceagent.ports import CallProgress, Refused, RingingCall

ALL_PATHS = [
    VOICE_PATH,
    STATUS_PATH,
    STREAM_STATUS_PATH,
    TRANSFER_PATH,
    OVERFLOW_PATH,
    WHISPER_PATH,
    CHECK_PATH,
]


@pytest.fixture
def house() -> House:
    """A house in which nothing has happened yet."""
    return House()


def document(response: httpx2.Response) -> Element:
    """The TwiML of an answer."""
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("application/xml")
    return fromstring(response.text)


def tags(response: httpx2.Response) -> list[str]:
    """The verbs of an answer, in order."""
    return [element.tag for element in document(response)]


def token_in(response: httpx2.Response) -> str:
    """The one-time token that an answer gives to the stream."""
    parameter = document(response).find("Connect/Stream/Parameter")
    assert parameter is not None
    return parameter.attrib["value"]


# ---------------------------------------------------------------- who gets in


@pytest.mark.parametrize("path", ALL_PATHS)
async def test_a_forged_webhook_is_forbidden(house: House, path: str) -> None:
    """No webhook does anything without Twilio's signature."""
    for signature in ("", "forged", sign("another token", SETTINGS.url(path))):
        response = await house.post(path, voice_fields(), signature=signature)
        assert response.status_code == 403
    assert (house.desk.rung, house.desk.told, house.desk.transfers) == ([], [], [])


async def test_a_signature_for_another_host_is_forbidden(house: House) -> None:
    """The URL is the configured one; a Host header changes nothing."""
    forged = sign(AUTH_TOKEN, "https://evil.example/phone/twilio/voice", voice_fields().items())
    headers = {"host": "evil.example", "x-forwarded-host": "evil.example"}
    response = await house.post(VOICE_PATH, voice_fields(), signature=forged, headers=headers)
    assert response.status_code == 403


async def test_another_account_is_forbidden(house: House) -> None:
    """A genuine signature for another account is still not ours."""
    response = await house.post(VOICE_PATH, voice_fields(AccountSid="AC" + "0" * 32))
    assert response.status_code == 403


@pytest.mark.parametrize("content_type", ["application/json", "multipart/form-data", ""])
async def test_another_kind_of_body_is_a_bad_request(house: House, content_type: str) -> None:
    """Twilio posts forms."""
    response = await house.post(VOICE_PATH, voice_fields(), headers={"content-type": content_type})
    assert response.status_code == 400


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param(b"x" * 1_000_000, 413, id="a megabyte"),
        pytest.param(b"\xff\xfe", 400, id="not ASCII"),
        pytest.param(b"a=%ff", 400, id="not UTF-8"),
        pytest.param(b"&".join([b"a=1"] * 300), 400, id="hundreds of fields"),
        pytest.param(b"", 403, id="nothing"),
    ],
)
async def test_a_body_out_of_bounds_is_refused(house: House, body: bytes, status: int) -> None:
    """Size first, then shape, then the signature."""
    response = await house.post(VOICE_PATH, {}, body=body, signature="any")
    assert response.status_code == status


async def test_only_posts_are_answered(house: House) -> None:
    """A GET is not one of Twilio's."""
    transport = httpx2.ASGITransport(app=house.app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://inside") as client:
        assert (await client.get(VOICE_PATH)).status_code == 405


@pytest.mark.parametrize("missing", ["CallSid", "To", "Direction"])
async def test_a_missing_field_is_a_bad_request(house: House, missing: str) -> None:
    """A call that does not say what it is, is not taken."""
    fields = {name: value for name, value in voice_fields().items() if name != missing}
    assert (await house.post(VOICE_PATH, fields)).status_code == 400


async def test_repeated_and_empty_fields_are_signed_too(house: House) -> None:
    """A form with a key twice and with an empty value passes, as Twilio signs it."""
    pairs = [*voice_fields().items(), ("Extra", "b"), ("Extra", "a"), ("CallerName", "")]
    assert (await house.post(VOICE_PATH, pairs)).status_code == 200


async def test_no_log_holds_a_number(house: House) -> None:
    """Neither a good nor a bad webhook leaves a telephone number in the log."""
    with capture_logs() as logs:
        await house.post(VOICE_PATH, voice_fields(Direction="sideways"))
        house.desk.trouble = CapacityError("full")
        await house.post(VOICE_PATH, voice_fields())
    assert len(logs) == 2
    assert "479" not in str(logs)


# ---------------------------------------------------------------- voice


async def test_a_ringing_call_gets_a_stream(house: House) -> None:
    """The desk hears who calls, and the stream gets its token."""
    response = await house.post(VOICE_PATH, voice_fields())
    assert house.desk.rung == [RingingCall(CALL, "+4790000001", "+4721000000", "inbound")]
    assert token_in(response) == "token-1"
    assert tags(response) == ["Connect", "Say", "Hangup"]


@pytest.mark.parametrize(
    "sender", ["+266696687", "anonymous", "", "sip:ola@example.no", "+47 900", "+0123456789"]
)
async def test_a_withheld_number_is_no_number(house: House, sender: str) -> None:
    """Words spelt on a keypad, SIP addresses and rubbish are not a caller's number."""
    await house.post(VOICE_PATH, voice_fields(From=sender))
    assert house.desk.rung[0].caller is None


async def test_a_call_that_we_placed_has_its_parties_turned_round(house: House) -> None:
    """Outbound, the other party is whom we called."""
    fields = voice_fields(From="+4721000000", To="+4790000001", Direction="outbound-api")
    await house.post(VOICE_PATH, fields)
    assert house.desk.rung == [RingingCall(CALL, "+4790000001", "+4721000000", "outbound")]


async def test_a_replayed_webhook_opens_no_second_call(house: House) -> None:
    """The same request again gets the same answer, with a token that is good for one stream."""
    first = await house.post(VOICE_PATH, voice_fields())
    again = await house.post(VOICE_PATH, voice_fields())
    assert first.text == again.text
    assert len(house.desk.rung) == 1
    other = await house.post(VOICE_PATH, voice_fields(CallSid="CA" + "1" * 32))
    assert token_in(other) != token_in(first)


async def test_a_repetition_that_overtakes_the_answer_waits_for_it(house: House) -> None:
    """Twilio's retry while we still think does not ask the desk twice."""
    house.desk.gate = asyncio.Event()
    requests = [asyncio.ensure_future(house.post(VOICE_PATH, voice_fields())) for _ in range(3)]
    await house.desk.asked.wait()
    requests[0].cancel()
    house.desk.gate.set()
    answers = await asyncio.gather(*requests[1:])
    assert {token_in(answer) for answer in answers} == {"token-1"}
    assert len(house.desk.rung) == 1


@pytest.mark.parametrize(
    "trouble",
    [
        pytest.param(StoreError("the database is locked"), id="a known error"),
        pytest.param(RuntimeError("a defect"), id="a defect"),
    ],
)
async def test_a_caller_never_hears_an_error(house: House, trouble: Exception) -> None:
    """When the house fails, the caller goes to the fallback; asked again, it may answer."""
    house.desk.trouble = trouble
    assert tags(await house.post(VOICE_PATH, voice_fields())) == ["Say", "Hangup"]
    house.desk.trouble = None
    assert token_in(await house.post(VOICE_PATH, voice_fields())) == "token-1"


async def test_a_house_that_thinks_too_long_falls_back() -> None:
    """Twilio waits fifteen seconds; we answer before."""
    house = House(settings=replace(SETTINGS, answer_timeout_s=0.05))
    house.desk.gate = asyncio.Event()
    assert tags(await house.post(VOICE_PATH, voice_fields())) == ["Say", "Hangup"]


async def test_a_full_house_refuses_with_a_sentence_or_rings_elsewhere(house: House) -> None:
    """Admission control is spoken, or the caller is put through to the overflow number."""
    house.desk.decision = Refused("capacity", "Det er fullt.", None)
    assert tags(await house.post(VOICE_PATH, voice_fields())) == ["Say", "Hangup"]
    house.desk.decision = Refused("capacity", "Det er fullt.", "+4790000009")
    fields = voice_fields(CallSid="CA" + "2" * 32)
    assert tags(await house.post(VOICE_PATH, fields)) == ["Dial", "Hangup"]


async def test_an_overflow_that_nobody_answers_ends_with_a_sentence(house: House) -> None:
    """Nobody is dropped without a word; who was served is not told that they were not."""
    served = voice_fields(DialCallStatus="completed", DialBridged="true")
    assert tags(await house.post(OVERFLOW_PATH, served)) == ["Hangup"]
    missed = voice_fields(DialCallStatus="no-answer", DialBridged="false")
    assert tags(await house.post(OVERFLOW_PATH, missed)) == ["Say", "Hangup"]


# ---------------------------------------------------------------- progress


async def test_progress_reaches_the_desk_as_it_comes(house: House) -> None:
    """Late, double and out of order: each is passed on with its counter."""
    for status, sequence in [("completed", "3"), ("ringing", "1"), ("ringing", "1")]:
        fields = voice_fields(CallStatus=status, SequenceNumber=sequence, CallDuration="42")
        assert (await house.post(STATUS_PATH, fields)).status_code == 204
    assert house.desk.told == [
        CallProgress(CALL, "completed", 3, 42),
        CallProgress(CALL, "ringing", 1, 42),
        CallProgress(CALL, "ringing", 1, 42),
    ]


async def test_progress_without_counter_or_length_is_understood(house: House) -> None:
    """The house's word for ``initiated`` is queued; an unknown state is a bad request."""
    await house.post(STATUS_PATH, voice_fields(CallStatus="initiated"))
    assert house.desk.told == [CallProgress(CALL, "queued", -1, None)]
    assert (await house.post(STATUS_PATH, voice_fields(CallStatus="lost"))).status_code == 400


async def test_a_locked_database_is_not_acknowledged(house: House) -> None:
    """What was not written down is answered with 503."""
    house.desk.trouble = StoreError("the database is locked")
    assert (await house.post(STATUS_PATH, voice_fields())).status_code == 503


async def test_a_stream_in_trouble_is_logged(house: House) -> None:
    """Stream states are noted; an error is a warning."""
    with capture_logs() as logs:
        for state in ("stream-started", "stream-error"):
            fields = voice_fields(StreamEvent=state)
            assert (await house.post(STREAM_STATUS_PATH, fields)).status_code == 204
    assert [entry["log_level"] for entry in logs] == ["info", "warning"]
    response = await house.post(STREAM_STATUS_PATH, voice_fields(StreamEvent="?"))
    assert response.status_code == 400


# ---------------------------------------------------------------- transfer


@pytest.mark.parametrize(
    ("fields", "accepted", "answered", "code"),
    [
        pytest.param({"DialBridged": "true"}, None, True, "completed", id="bridged"),
        pytest.param({"DialBridged": "false"}, True, False, "no-answer", id="hung up on us"),
        pytest.param({}, True, True, "completed", id="key pressed"),
        pytest.param({}, False, False, "no-answer", id="key not pressed"),
        pytest.param({}, None, True, "completed", id="nothing more is known"),
        pytest.param({"DialCallStatus": "busy"}, None, False, "busy", id="busy"),
        pytest.param({"DialCallStatus": "failed"}, True, False, "failed", id="failed"),
    ],
)
async def test_a_transfer_ends_as_the_human_decided(
    house: House, fields: dict[str, str], accepted: bool | None, answered: bool, code: str
) -> None:
    """Answered means that the two have spoken, not that a telephone was picked up."""
    if accepted is not None:
        key = house.whispers.put(CALL, "summary")
        if accepted:
            house.whispers.accept(key)
    full = voice_fields(**{"DialCallStatus": "completed", "DialCallSid": "CA9", **fields})
    response = await house.post(TRANSFER_PATH, full)
    assert house.desk.transfers == [(CALL, answered, code)]
    assert tags(response) == (["Hangup"] if answered else ["Connect", "Say", "Hangup"])


async def test_a_second_transfer_of_a_call_is_another_one(house: House) -> None:
    """A repeated outcome gets the same token; the next attempt's outcome gets a new one."""
    fields = voice_fields(DialCallStatus="no-answer", DialCallSid="CA7")
    first = await house.post(TRANSFER_PATH, fields)
    again = await house.post(TRANSFER_PATH, fields)
    later = await house.post(
        TRANSFER_PATH, voice_fields(DialCallStatus="no-answer", DialCallSid="CA8")
    )
    assert token_in(first) == token_in(again) != token_in(later)
    assert len(house.desk.transfers) == 2


async def test_a_failed_house_sends_the_returning_caller_to_the_fallback(house: House) -> None:
    """Nobody answered and we cannot either: the caller still reaches something."""
    house.desk.trouble = StoreError("the database is full")
    response = await house.post(TRANSFER_PATH, voice_fields(DialCallStatus="no-answer"))
    assert tags(response) == ["Say", "Hangup"]


async def test_the_human_hears_the_summary_and_takes_the_call(house: House) -> None:
    """Summary, key 1, bridge; the key in the URL says nothing about the caller."""
    key = house.whispers.put(CALL, "Kari fra Fjord AS vil ha et møte.")
    response = await house.post(f"{WHISPER_PATH}?id={key}", voice_fields())
    gather = document(response).find("Gather")
    assert gather is not None
    assert gather.findtext("Say") == "Kari fra Fjord AS vil ha et møte."
    path = gather.attrib["action"].removeprefix(SETTINGS.public_url)
    assert house.desk.answered == []
    assert tags(await house.post(path, voice_fields(Digits="1"))) == []
    assert house.whispers.accepted(CALL) is True
    assert house.desk.answered == [CALL]


async def test_the_two_are_connected_though_our_books_are_in_trouble(house: House) -> None:
    """Who presses the key gets the caller, whatever the desk says to it."""
    key = house.whispers.put(CALL, "summary")
    house.desk.trouble = StoreError("the database is full")
    response = await house.post(f"{WHISPER_PATH}/answer?id={key}", voice_fields(Digits="1"))
    assert (response.status_code, tags(response)) == (200, [])
    assert house.whispers.accepted(CALL) is True


@pytest.mark.parametrize("digits", [{"Digits": "2"}, {"Digits": ""}, {}])
async def test_a_human_who_presses_anything_else_is_not_connected(
    house: House, digits: dict[str, str]
) -> None:
    """Only 1 takes the call; voicemail presses nothing."""
    key = house.whispers.put(CALL, "summary")
    response = await house.post(f"{WHISPER_PATH}/answer?id={key}", voice_fields(**digits))
    assert tags(response) == ["Hangup"]
    assert house.whispers.accepted(CALL) is False
    assert house.desk.answered == []


async def test_a_forgotten_summary_still_lets_the_human_answer(house: House) -> None:
    """After ten minutes or a restart the invitation alone is said."""
    key = house.whispers.put(CALL, "summary")
    house.clock.moved = timedelta(minutes=11)
    gather = document(await house.post(f"{WHISPER_PATH}?id={key}", voice_fields())).find("Gather")
    assert gather is not None
    assert [say.text for say in gather] == ["Trykk én for å ta samtalen."]
    assert (await house.post(WHISPER_PATH, voice_fields())).status_code == 400


# ---------------------------------------------------------------- the check


async def test_a_check_is_answered_with_proof(house: House) -> None:
    """Whoever holds the token gets an answer that nobody else can compute."""
    question = make_check(AUTH_TOKEN, house.clock.now())
    response = await house.post(CHECK_PATH, {"AccountSid": ACCOUNT, "check": question})
    assert response.text == answer_check(AUTH_TOKEN, question)


@pytest.mark.parametrize("question", ["", "1.2.3", "å"])
async def test_a_made_up_check_is_forbidden(house: House, question: str) -> None:
    """A question that we did not sign, or an old one, gets no answer."""
    response = await house.post(CHECK_PATH, {"AccountSid": ACCOUNT, "check": question})
    assert response.status_code == 403
    old = make_check(AUTH_TOKEN, house.clock.now() - timedelta(seconds=61))
    response = await house.post(CHECK_PATH, {"AccountSid": ACCOUNT, "check": old})
    assert response.status_code == 403
