"""The documents that we answer with, against Twilio's own TwiML classes and an XML reader."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telephony.twilio import twiml
from tests.telephony.twilio.houses import SETTINGS

# Twilio's package has no types.
voice_response = import_module("twilio.twiml.voice_response")
Connect = voice_response.Connect
Dial = voice_response.Dial
Gather = voice_response.Gather
VoiceResponse = voice_response.VoiceResponse

PUBLIC = "https://agent.example.no/phone"


def same(ours: str, theirs: Any) -> bool:
    """Whether two documents have the same elements, attributes and texts."""
    return shape(fromstring(ours)) == shape(fromstring(str(theirs)))


def shape(element: Element) -> object:
    """An element as nested plain values."""
    children = [shape(child) for child in element]
    return (element.tag, dict(element.attrib), element.text or "", children)


def test_a_call_is_connected_with_its_token_and_a_fallback() -> None:
    """The stream carries the token; after it stands a sentence for a dead agent."""
    theirs = VoiceResponse()
    connect = Connect()
    stream = connect.stream(
        url="wss://agent.example.no/phone/twilio/media",
        status_callback=f"{PUBLIC}/twilio/stream",
        status_callback_method="POST",
    )
    stream.parameter(name="token", value="t-1")
    theirs.append(connect)
    theirs.say(SETTINGS.fallback_sentence, language="nb-NO", voice="Polly.Ida-Neural")
    theirs.hangup()
    assert same(twiml.connect_stream(SETTINGS, "t-1"), theirs)


def test_a_dead_agent_sends_the_caller_to_a_human() -> None:
    """With a fallback number the caller is put through, and hears no sentence afterwards."""
    theirs = VoiceResponse()
    dial = Dial(timeout=25)
    dial.number("+4790000009")
    theirs.append(dial)
    theirs.hangup()
    assert same(twiml.fallback(replace(SETTINGS, fallback_number="+4790000009")), theirs)


def test_a_refused_caller_hears_why_or_is_put_through() -> None:
    """Overflow rings instead of the sentence; how it ends comes to us."""
    theirs = VoiceResponse()
    theirs.say("Det er fullt.", language="nb-NO", voice="Polly.Ida-Neural")
    theirs.hangup()
    assert same(twiml.refusal(SETTINGS, "Det er fullt.", None), theirs)
    theirs = VoiceResponse()
    dial = Dial(timeout=25, action=f"{PUBLIC}/twilio/overflow", method="POST")
    dial.number("+4790000009")
    theirs.append(dial)
    theirs.hangup()
    assert same(twiml.refusal(SETTINGS, "Det er fullt.", "+4790000009"), theirs)
    theirs = VoiceResponse()
    theirs.hangup()
    assert same(twiml.refusal(SETTINGS, "", None), theirs)


@pytest.mark.parametrize("own_number", ["+4721000000", ""])
def test_a_transfer_rings_a_human_who_is_whispered_to(own_number: str) -> None:
    """Ring time, our number where there is one, and where the outcome goes."""
    theirs = VoiceResponse()
    dial = Dial(
        timeout=25,
        caller_id=own_number or None,
        action=f"{PUBLIC}/twilio/transfer",
        method="POST",
        answer_on_bridge=True,
    )
    dial.number("+4790000009", url=f"{PUBLIC}/twilio/whisper?id=k", method="POST")
    theirs.append(dial)
    ours = twiml.transfer(
        replace(SETTINGS, from_number=own_number),
        "+4790000009",
        f"{PUBLIC}/twilio/whisper?id=k",
    )
    assert same(ours, theirs)


def test_a_whisper_asks_for_a_key() -> None:
    """Summary, invitation, and a hang-up for who presses nothing."""
    theirs = VoiceResponse()
    gather = Gather(num_digits=1, timeout=8, action="https://h/a?id=k&x=1", method="POST")
    gather.say("Ola fra Fjord & sønn vil ha møte.", language="nb-NO", voice="Polly.Ida-Neural")
    gather.say("Trykk én for å ta samtalen.", language="nb-NO", voice="Polly.Ida-Neural")
    theirs.append(gather)
    theirs.hangup()
    ours = twiml.whisper(SETTINGS, "Ola fra Fjord & sønn vil ha møte.", "https://h/a?id=k&x=1")
    assert same(ours, theirs)


@given(st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_no_text_becomes_markup_or_breaks_a_document(text: str) -> None:
    """Fuzz: any summary, sentence, token or number leaves the document whole."""
    ours = fromstring(twiml.whisper(SETTINGS, text, "https://h/a"))
    assert {element.tag for element in ours.iter()} == {"Response", "Gather", "Say", "Hangup"}
    for document in (
        twiml.connect_stream(SETTINGS, text),
        twiml.refusal(SETTINGS, text, text),
        twiml.transfer(SETTINGS, text, "https://h/w"),
    ):
        fromstring(document)
