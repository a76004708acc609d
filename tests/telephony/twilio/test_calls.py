"""Call control through REST: what is asked of Twilio, and what its troubles become."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from urllib.parse import parse_qsl
from xml.etree.ElementTree import fromstring

import httpx2
import pytest
from structlog.testing import capture_logs

from telephony.twilio.calls import TwilioCarrier
from telephony.twilio.rest import TwilioRefused, TwilioRest
from telephony.twilio.whispers import WhisperBook
from tests.telephony.twilio.carriers import Manners, RecordingCarrier, refusal, server
from tests.telephony.twilio.houses import SETTINGS, StandingClock
from tests.telephony.twilio.sockets import ACCOUNT, CALL
from voiceagent.errors import DeadlineExceeded, ProviderError

LEAD = "+4790000001"


class Office:
    """A carrier with its REST client, and a stand-in behind it."""

    def __init__(self, *answers: httpx2.Response | Exception) -> None:
        self.twilio = RecordingCarrier(*answers)
        self.whispers = WhisperBook(StandingClock())
        rest = TwilioRest(SETTINGS, transport=self.twilio.transport, pause_s=0)
        self.carrier = TwilioCarrier(rest, SETTINGS, self.whispers)

    def fields(self) -> list[tuple[str, str]]:
        """The form of the only request."""
        [request] = self.twilio.requests
        return parse_qsl(request.content.decode(), keep_blank_values=True)


async def test_a_hang_up_completes_the_call() -> None:
    """One POST to the call, by name, with basic authentication."""
    office = Office()
    await office.carrier.hang_up(CALL)
    [request] = office.twilio.requests
    assert request.method == "POST"
    assert str(request.url) == (
        f"https://api.twilio.com/2010-04-01/Accounts/{ACCOUNT}/Calls/{CALL}.json"
    )
    assert request.headers["authorization"].startswith("Basic ")
    assert office.fields() == [("Status", "completed")]


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(refusal(404, 20404), id="no such call"),
        pytest.param(httpx2.Response(404, text="gone"), id="404 without a word"),
        pytest.param(refusal(400, 21220), id="not in progress"),
    ],
)
async def test_hanging_up_a_call_that_is_gone_is_a_success(answer: httpx2.Response) -> None:
    """Somebody else hung up first: the aim is reached."""
    await Office(answer).carrier.hang_up(CALL)


async def test_another_refusal_carries_twilios_number() -> None:
    """The error has Twilio's code for logs and metrics, and not its words, which quote numbers."""
    with pytest.raises(TwilioRefused) as caught:
        await Office(refusal(401, 20003)).carrier.hang_up(CALL)
    assert (caught.value.code, caught.value.status) == ("twilio-20003", 401)
    assert LEAD not in str(caught.value)
    assert not caught.value.retryable


async def test_a_transfer_rings_the_human_and_keeps_the_summary() -> None:
    """New instructions for the call; the summary waits under a key that the URL carries."""
    office = Office()
    await office.carrier.transfer(CALL, target=LEAD, summary="Kari vil ha et møte.")
    [(name, document)] = office.fields()
    number = fromstring(document).find("Dial/Number")
    assert (name, number is not None and number.text) == ("Twiml", LEAD)
    assert "Kari" not in document
    assert number is not None
    key = number.attrib["url"].partition("?id=")[2]
    assert office.whispers.summary(key) == "Kari vil ha et møte."


async def test_a_transfer_that_fails_forgets_the_summary() -> None:
    """The caller stays with the agent, and nothing personal stays behind."""
    office = Office(refusal(500))
    with pytest.raises(ProviderError) as caught:
        await office.carrier.transfer(CALL, target=LEAD, summary="Kari vil ha et møte.")
    assert not caught.value.retryable
    assert office.whispers.accepted(CALL) is None


@pytest.mark.parametrize("target", ["113", "90000001", "+47", "sip:a@b", LEAD + " ", ""])
async def test_only_full_numbers_are_rung(target: str) -> None:
    """Emergency and short numbers, and anything that is no number, never reach Twilio."""
    office = Office()
    with pytest.raises(ProviderError):
        await office.carrier.transfer(CALL, target=target, summary="")
    with pytest.raises(ProviderError):
        await office.carrier.place_call(target, attempt_id="a-1")
    assert office.twilio.requests == []


@pytest.mark.parametrize("call_sid", ["", "..", "../Messages", CALL + "/", "CA" * 40])
async def test_only_a_calls_name_goes_into_the_path(call_sid: str) -> None:
    """A name that is none cannot lead a request elsewhere."""
    office = Office()
    with pytest.raises(ProviderError):
        await office.carrier.hang_up(call_sid)
    assert office.twilio.requests == []


async def test_a_call_is_placed_with_our_limits_and_our_name_for_it() -> None:
    """Ring time before voicemail, a longest length, all states, and the attempt in the URLs."""
    office = Office()
    assert await office.carrier.place_call(LEAD, attempt_id="a-1") == CALL
    assert office.fields() == [
        ("To", LEAD),
        ("From", "+4721000000"),
        ("Url", "https://agent.example.no/phone/twilio/voice?attempt=a-1"),
        ("Method", "POST"),
        ("Timeout", "25"),
        ("TimeLimit", "3600"),
        ("StatusCallback", "https://agent.example.no/phone/twilio/status?attempt=a-1"),
        ("StatusCallbackMethod", "POST"),
        ("StatusCallbackEvent", "initiated"),
        ("StatusCallbackEvent", "ringing"),
        ("StatusCallbackEvent", "answered"),
        ("StatusCallbackEvent", "completed"),
    ]


@pytest.mark.parametrize(
    ("answers", "requests", "retryable"),
    [
        pytest.param([refusal(500)], 1, False, id="500"),
        pytest.param([refusal(503, 20503)], 1, False, id="503"),
        pytest.param([httpx2.ReadTimeout("slow")], 1, False, id="no answer"),
        pytest.param([httpx2.ReadError("cut")], 1, False, id="cut off"),
        pytest.param([httpx2.Response(201, text="<html>")], 1, False, id="garbage"),
        pytest.param([httpx2.Response(201, json=[])], 1, False, id="a list"),
        pytest.param([httpx2.Response(201, json={"sid": 7})], 1, False, id="a call without name"),
        pytest.param([httpx2.Response(302)], 1, False, id="sent elsewhere"),
        pytest.param([httpx2.Response(201, content=b" " * 1_100_000)], 1, False, id="endless"),
        pytest.param([refusal(429, 20429)] * 3, 3, True, id="always too many requests"),
        pytest.param([httpx2.ConnectError("refused")] * 3, 3, True, id="never reached"),
    ],
)
async def test_a_call_is_never_placed_twice(
    answers: list[httpx2.Response | Exception], requests: int, retryable: bool
) -> None:
    """Only what certainly was not carried out is sent again; the error tells the two apart."""
    office = Office(*answers)
    with pytest.raises(ProviderError) as caught:
        await office.carrier.place_call(LEAD, attempt_id="a-1")
    assert len(office.twilio.requests) == requests
    assert caught.value.retryable == retryable


async def test_what_was_not_carried_out_is_sent_again() -> None:
    """After 429 and a refused connection the third attempt may succeed."""
    office = Office(refusal(429, 20429), httpx2.ConnectError("refused"))
    assert await office.carrier.place_call(LEAD, attempt_id="a-1") == CALL
    assert len(office.twilio.requests) == 3


async def test_a_hang_up_that_got_no_answer_may_be_sent_again() -> None:
    """Hanging up twice is hanging up, so its errors are retryable."""
    for answer in (refusal(500), httpx2.ReadTimeout("slow"), httpx2.ReadError("cut")):
        with pytest.raises(ProviderError) as caught:
            await Office(answer).carrier.hang_up(CALL)
        assert caught.value.retryable


async def test_no_log_holds_a_number_or_a_summary() -> None:
    """Neither success nor failure writes down who was called, or why."""
    with capture_logs() as logs:
        await Office(refusal(404)).carrier.hang_up(CALL)
        with pytest.raises(ProviderError):
            await Office(refusal(400, 21211)).carrier.transfer(CALL, target=LEAD, summary="Kari")
    assert LEAD not in str(logs)
    assert "Kari" not in str(logs)


# ---------------------------------------------------------------- over a real connection


async def _silent(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    await reader.read()


async def _dripping(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n")
    while True:
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.005)


async def _hanging_up(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    await reader.readline()


async def _garbling(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readline()
    writer.write(b"\x00\xff not HTTP at all\r\n\r\n")


@pytest.mark.parametrize(
    ("manners", "error"),
    [
        pytest.param(_silent, DeadlineExceeded, id="never answers"),
        pytest.param(_dripping, DeadlineExceeded, id="answers a byte at a time"),
        pytest.param(_hanging_up, ProviderError, id="hangs up"),
        pytest.param(_garbling, ProviderError, id="does not speak HTTP"),
    ],
)
async def test_a_carrier_without_manners_costs_our_timeout_at_most(
    manners: Manners, error: type[ProviderError]
) -> None:
    """The limit is ours and counts over everything, also against an answer that drips."""
    async with server(manners) as url:
        settings = replace(SETTINGS, rest_url=url, rest_timeout_s=0.1)
        async with TwilioRest(settings, pause_s=0) as rest:
            with pytest.raises(error):
                await rest.post("Calls", CALL, fields=[("Status", "completed")])


async def test_nobody_listening_is_a_provider_error() -> None:
    """A refused connection is tried again and then told."""
    async with server(_silent) as url:
        pass
    async with TwilioRest(replace(SETTINGS, rest_url=url), pause_s=0) as rest:
        with pytest.raises(ProviderError) as caught:
            await rest.get("Calls", CALL)
    assert caught.value.retryable
