"""TwiML as a carrier reads it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telephony.loopback.instructions import (
    Announce,
    ConnectStream,
    Dial,
    DialNumber,
    Gather,
    HangUpCall,
    Pause,
    Redirect,
    Verb,
    read_instructions,
)
from voiceagent.errors import ProtocolError

SOURCE = "https://agent.example.no/twilio/voice"


@pytest.mark.parametrize(
    ("body", "verb"),
    [
        pytest.param(
            '<Connect action="/after"><Stream url="wss://a.example/m" name="n">'
            '<Parameter name="token" value="t&amp;1"/></Stream></Connect>',
            ConnectStream(
                "wss://a.example/m", {"token": "t&1"}, "n", "https://agent.example.no/after"
            ),
            id="a stream",
        ),
        pytest.param("<Say>Hei <break/>du</Say>", Announce("Hei du"), id="speech"),
        pytest.param(
            "<Dial>+4799999999</Dial>", Dial((DialNumber("+4799999999"),)), id="a bare number"
        ),
        pytest.param(
            '<Dial timeout="20" action="done"><Number url="w?i=1">+471</Number></Dial>',
            Dial(
                (DialNumber("+471", "https://agent.example.no/twilio/w?i=1"),),
                20,
                "https://agent.example.no/twilio/done",
            ),
            id="a transfer",
        ),
        pytest.param("<Gather><Say>Én?</Say></Gather>", Gather(SOURCE, (Announce("Én?"),))),
        pytest.param("<Redirect>/x</Redirect>", Redirect("https://agent.example.no/x")),
        pytest.param('<Pause length="2"/>', Pause(2)),
        pytest.param("<Hangup/>", HangUpCall()),
        pytest.param("<Reject/>", HangUpCall(rejected=True)),
    ],
)
def test_a_verb_becomes_a_value(body: str, verb: Verb) -> None:
    """Addresses are resolved against the one that the document came from."""
    assert read_instructions(f"<Response>{body}</Response>", SOURCE) == (verb,)


@pytest.mark.parametrize(
    ("document", "fault"),
    [
        pytest.param("", "not XML", id="nothing"),
        pytest.param("<Response>", "not XML", id="cut off"),
        pytest.param("<Answer/>", "the root is not Response", id="another root"),
        pytest.param("<Response><Sing/></Response>", "verb Sing", id="unknown verb"),
        pytest.param("<Response><Connect/></Response>", "one Stream", id="nothing to connect"),
        pytest.param(
            '<Response><Connect><Stream url="ws://a/m"/></Connect></Response>', "wss", id="no TLS"
        ),
        pytest.param(
            '<Response><Connect><Stream url="wss://a/m?t=1"/></Connect></Response>',
            "query",
            id="a query",
        ),
        pytest.param("<Response><Dial/></Response>", "no number", id="nobody to ring"),
        pytest.param('<Response><Pause length="long"/></Response>', "not a number", id="no number"),
    ],
)
def test_instructions_that_twilio_would_refuse_are_refused(document: str, fault: str) -> None:
    """With Twilio's own error number in the message."""
    with pytest.raises(ProtocolError, match=fault):
        read_instructions(document, SOURCE)


@settings(max_examples=50, deadline=None)
@given(st.text())
def test_no_text_does_worse_than_a_protocol_error(document: str) -> None:
    """Whatever an agent answers, the carrier keeps its head."""
    try:
        read_instructions(document, SOURCE)
    except ProtocolError:
        return
