"""The language model against a real server that behaves, and one that misbehaves in every way."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import structlog
from structlog.testing import capture_logs

from tests.support.language_models import (
    Asked,
    FakeModel,
    Reply,
    answers,
    fake_model,
    says,
    understands,
)
from voiceagent.clock import SystemClock
from voiceagent.errors import ConfigurationError, DeadlineExceeded, ProviderError
from voiceagent.integrations.llm.breaker import Breaker
from voiceagent.integrations.llm.endpoint import ChatEndpoint, EndpointSettings
from voiceagent.integrations.llm.model import ChatModel
from voiceagent.ports import OpenSlot, Passage, Understood

PASSAGE = Passage("Kundesystemet koster 390 kroner i måneden.", "priser.md#Pris", 0.9)
ROLE = OpenSlot("role", "role", "Hvilken rolle har du?", ("ceo", "other"))
PATIENT_MS = 20_000
HASTY_MS = 60


@asynccontextmanager
async def model_at(
    server: FakeModel | str, *, deadline_ms: int = PATIENT_MS, breaker: Breaker | None = None
) -> AsyncIterator[ChatModel]:
    url = server if isinstance(server, str) else server.url
    settings = EndpointSettings(url, "norsk-7b", "hemmelig-nøkkel".replace("ø", "o"), deadline_ms)
    async with ChatEndpoint(settings, SystemClock(), breaker=breaker) as endpoint:
        yield ChatModel(endpoint)


async def phrased(model: ChatModel, question: str = "hva koster det") -> str:
    return await model.phrase(question, (PASSAGE,), language="nb")


async def test_a_question_and_its_passages_become_a_sentence() -> None:
    """One request in the agreed shape, with the key, and the answer out of its JSON."""
    async with fake_model(answers("Det koster 390 kroner i måneden.")) as server:
        async with model_at(server) as model:
            assert await phrased(model) == "Det koster 390 kroner i måneden."
        asked = server.asked[0]
        assert (asked.method, asked.path) == ("POST", "/v1/chat/completions")
        assert asked.headers["authorization"] == "Bearer hemmelig-nokkel"
        assert asked.json["model"] == "norsk-7b"
        assert asked.json["response_format"] == {"type": "json_object"}
        assert asked.data == {"question": "hva koster det", "passages": [PASSAGE.text]}


async def test_words_become_slots() -> None:
    """The caller's words and the choice that was named."""
    async with fake_model(understands(role=("sjef for det hele", "ceo"))) as server:
        async with model_at(server) as model:
            found = await model.interpret("jeg er sjef for det hele", (ROLE,), language="nb")
        assert found == {"role": Understood("sjef for det hele", "ceo")}
        assert server.asked[0].data["words"] == "jeg er sjef for det hele"


@pytest.mark.parametrize(
    "text",
    [
        'Her er svaret:\n```json\n{"answer": "Ja vel."}\n```\nHåper det hjelper!',
        '<think>{"answer": "nei"} eller …</think>{"answer": "Ja vel."}',
        '{"answer": "Ja vel."} {"answer": "Nei."}',
        'uferdig { her, men {"answer": "Ja vel."}',
    ],
)
async def test_json_is_found_among_other_words(text: str) -> None:
    """Fences, thoughts and politeness around it do no harm."""
    async with fake_model(says(text)) as server, model_at(server) as model:
        assert await phrased(model) == "Ja vel."


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        pytest.param(Reply(b"oops", 500), "llm-500", id="server error"),
        pytest.param(Reply(b"{}", 429), "llm-429", id="too many requests"),
        pytest.param(Reply(b"{}", 401), "llm-401", id="unauthorized"),
        pytest.param(Reply(b"", 302), "llm-302", id="a redirect is not followed"),
        pytest.param(Reply(b"<html>hei</html>"), "llm-nonsense", id="no JSON"),
        pytest.param(Reply(b'{"choices": []}'), "llm-nonsense", id="wrong schema"),
        pytest.param(Reply(b'{"choices": {"0": 1}}'), "llm-nonsense", id="wrong types"),
        pytest.param(Reply(b"[" * 50_000), "llm-nonsense", id="bottomless JSON"),
        pytest.param(Reply(b""), "llm-nonsense", id="empty"),
        pytest.param(says("Det koster litt."), "llm-nonsense", id="no object in the text"),
        pytest.param(says('{"answer": 390}'), "llm-nonsense", id="an answer that is no text"),
        pytest.param(says('{"svar": "hei"}'), "llm-nonsense", id="another field"),
        pytest.param(Reply(b"x" * 2_000_000), "llm-too-long", id="huge body"),
        pytest.param(
            Reply(says({"answer": "Hei."}).body, cut_after=20), "llm-unreachable", id="reset"
        ),
        pytest.param(
            Reply(says({"answer": "Hei."}).body, length=9_999), "llm-unreachable", id="too short"
        ),
        pytest.param(
            Reply(says({"answer": "Hei."}).body, length=12), "llm-nonsense", id="cut by its length"
        ),
    ],
)
async def test_whatever_else_comes_is_an_error_of_ours(reply: Reply, code: str) -> None:
    """Each kind of trouble ends in one kind of exception, with a code for the log."""
    async with fake_model(reply) as server, model_at(server) as model:
        with pytest.raises(ProviderError) as caught:
            await phrased(model)
        assert caught.value.code == code
        assert "hva koster" not in str(caught.value)
        assert "hemmelig" not in str(caught.value)


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(Reply(never=True), id="silence"),
        pytest.param(Reply(b"x" * 100, after_head=True), id="headers only"),
        pytest.param(Reply(says({"answer": "x" * 400}).body, in_drops=True), id="byte by byte"),
    ],
)
async def test_the_deadline_covers_everything(reply: Reply) -> None:
    """No part of an answer starts the clock again."""
    async with fake_model(reply) as server, model_at(server, deadline_ms=HASTY_MS) as model:
        with pytest.raises(DeadlineExceeded):
            await phrased(model)


async def test_a_closed_port_is_an_error_of_ours() -> None:
    """Connection refused."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        async with model_at(url) as model:
            with pytest.raises(ProviderError) as caught:
                await phrased(model)
    assert caught.value.code == "llm-unreachable"


async def test_a_server_that_knows_no_response_format_is_asked_plainly() -> None:
    """Once refused, the optional fields are left out for good."""

    def old(asked: Asked) -> Reply:
        return Reply(b"{}", 400) if "response_format" in asked.json else answers("Hei.")

    async with fake_model(old) as server, model_at(server) as model:
        assert await phrased(model) == "Hei."
        assert await phrased(model) == "Hei."
        assert ["response_format" in one.json for one in server.questions] == [True, False, False]


async def test_the_connection_is_kept() -> None:
    """One warm connection carries request after request."""
    async with fake_model(answers("Hei.")) as server:
        settings = EndpointSettings(server.url, "m", "", PATIENT_MS)
        async with ChatEndpoint(settings, SystemClock()) as endpoint:
            assert await endpoint.warm()
            for _ in range(3):
                await phrased(ChatModel(endpoint))
        assert server.connections == 1
        assert "authorization" not in server.asked[0].headers


async def test_warming_up_a_server_that_is_not_there_is_no_error() -> None:
    """The service starts without it."""
    settings = EndpointSettings("http://127.0.0.1:9/v1", "m")
    async with ChatEndpoint(settings, SystemClock()) as endpoint:
        assert not await endpoint.warm()


async def test_after_failures_in_a_row_it_is_left_alone_and_said_once() -> None:
    """No caller waits for a server that is down; the log has one line, without words."""
    with capture_logs() as logs:
        async with fake_model(Reply(b"", 500)) as server:
            async with model_at(server, breaker=Breaker(failures=2)) as model:
                codes = []
                for _ in range(5):
                    with pytest.raises(ProviderError) as caught:
                        await phrased(model)
                    codes.append(caught.value.code)
            assert codes == ["llm-500", "llm-500", "llm-resting", "llm-resting", "llm-resting"]
            assert len(server.questions) == 2
    assert [line["event"] for line in logs] == ["the language model fails; calls go on without it"]
    assert "koster" not in str(logs)


async def test_a_model_that_writes_nonsense_is_left_alone_too() -> None:
    """It costs the caller as much as one that is down."""
    async with fake_model(says("nei")) as server:
        async with model_at(server, breaker=Breaker(failures=1)) as model:
            for _ in range(3):
                with pytest.raises(ProviderError):
                    await phrased(model)
        assert len(server.questions) == 1


async def test_a_request_that_we_give_up_says_nothing_about_the_server() -> None:
    """The caller hung up; the probe may be sent again."""
    breaker = Breaker(failures=1, rest_ms=0)
    breaker.failed(0)
    async with fake_model(Reply(never=True)) as server, model_at(server, breaker=breaker) as model:
        asking = asyncio.ensure_future(phrased(model))
        await server.came.wait()
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)
        assert breaker.admits(1)


def test_the_breaker_lets_one_probe_through_after_a_rest() -> None:
    """Closed, open, half open, closed again."""
    breaker = Breaker(failures=2, rest_ms=100)
    assert breaker.admits(0)
    assert not breaker.failed(0)
    assert breaker.failed(1)
    assert not breaker.admits(50)
    assert breaker.admits(101)
    assert not breaker.admits(101)
    assert not breaker.failed(102)
    assert not breaker.admits(150)
    assert breaker.admits(202)
    assert breaker.succeeded()
    assert breaker.admits(203)
    assert not breaker.succeeded()


async def test_who_the_caller_is_does_not_leave_the_house() -> None:
    """Numbers, addresses and names are masked in every field (GDP)."""
    words = "jeg heter kari nordmann og nummeret er ni åtte sju seks fem fire tre to"
    async with fake_model(answers("")) as server, model_at(server) as model:
        await phrased(model, words + " hva koster det")
        assert await model.interpret(words, (ROLE,), language="nb") == {}
        sent = " ".join(one.body for one in server.questions)
    assert "nordmann" not in sent
    assert "fire tre to" not in sent
    assert "[navn]" in sent
    assert "[nummer]" in sent


@pytest.mark.parametrize(
    ("slots", "found"),
    [
        ({"role": {"words": "sjefen", "choice": "pave"}}, {"role": Understood("sjefen")}),
        ({"role": "sjefen"}, {"role": Understood("sjefen")}),
        ({"pin": {"words": "sjefen"}}, {}),
        ({"role": {"words": ["sjefen"]}}, {}),
        ({"role": {"words": ""}}, {}),
        ({"role": {"words": "x" * 500}}, {}),
        ({}, {}),
    ],
)
async def test_only_what_was_asked_about_is_taken(
    slots: object, found: dict[str, Understood]
) -> None:
    """Unknown slots, unknown choices and other shapes are dropped one by one."""
    async with fake_model(says({"slots": slots})) as server, model_at(server) as model:
        assert await model.interpret("sjefen er jeg", (ROLE,), language="nb") == found


async def test_nothing_is_asked_about_nothing() -> None:
    """Without passages, slots or words no request is sent."""
    async with fake_model(answers("Hei.")) as server, model_at(server) as model:
        assert await model.phrase("hva", (), language="nb") == ""
        assert await model.interpret("hva", (), language="nb") == {}
        assert await model.interpret(" ", (ROLE,), language="nb") == {}
        assert server.asked == []


@pytest.mark.parametrize(
    ("url", "key"), [("ftp://modell", ""), ("localhost", ""), ("http://127.0.0.1", "nøkkel\n")]
)
def test_settings_that_cannot_be_sent_are_refused_at_the_start(url: str, key: str) -> None:
    """The operator hears of it before a caller does."""
    with pytest.raises(ConfigurationError, match="VOICEAGENT_LLM"):
        ChatEndpoint(EndpointSettings(url, "m", key), SystemClock())


@pytest.fixture(autouse=True)
def quiet() -> None:
    """Log lines of these tests go nowhere."""
    structlog.configure(processors=[structlog.testing.LogCapture()])
