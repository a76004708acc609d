"""What we tell Twilio to do with a call: TwiML documents as text.

Each document leaves the caller with somebody or something: after ``<Connect>`` stands a fallback
for a stream that could not be opened or broke off.

Invariants: every document is well-formed XML whatever the texts in it; control characters, which
XML cannot hold, become spaces; a token or a sentence never becomes markup.

Source: Twilio, TwiML ``<Connect>``, ``<Stream>``, ``<Dial>``, ``<Number>``, ``<Gather>``, ``<Say>``
(voice and language must fit each other).
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement, tostring

from telephony.twilio.settings import (
    OVERFLOW_PATH,
    STREAM_STATUS_PATH,
    TRANSFER_PATH,
    TwilioSettings,
)

TOKEN_PARAMETER = "token"
ACCEPT_DIGIT = "1"

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WHISPER_INVITATION = "Trykk én for å ta samtalen."
_WHISPER_WAIT_S = 8


def connect_stream(settings: TwilioSettings, token: str) -> str:
    """Open the media stream with its one-time token; what follows is for a broken agent."""
    response = Element("Response")
    stream = SubElement(
        SubElement(response, "Connect"),
        "Stream",
        url=settings.media_url,
        statusCallback=settings.url(STREAM_STATUS_PATH),
        statusCallbackMethod="POST",
    )
    SubElement(stream, "Parameter", name=TOKEN_PARAMETER, value=_clean(token))
    _add_fallback(response, settings)
    return _document(response)


def fallback(settings: TwilioSettings) -> str:
    """The agent cannot take the call: ring the fallback number, or say so."""
    response = Element("Response")
    _add_fallback(response, settings)
    return _document(response)


def refusal(settings: TwilioSettings, sentence: str, overflow: str | None) -> str:
    """We are full: ring the overflow number, or say ``sentence`` where there is none.

    How the ringing ends is told to our overflow webhook, for then we are there to be asked.
    """
    response = Element("Response")
    if overflow:
        dial = _add_dial(response, settings, overflow)
        dial.set("action", settings.url(OVERFLOW_PATH))
        dial.set("method", "POST")
    elif sentence:
        _add_say(response, settings, sentence)
    SubElement(response, "Hangup")
    return _document(response)


def hang_up() -> str:
    """Nothing is left to do."""
    response = Element("Response")
    SubElement(response, "Hangup")
    return _document(response)


def transfer(settings: TwilioSettings, target: str, whisper_url: str) -> str:
    """Ring a human, who hears ``whisper_url`` first; the outcome comes to our transfer webhook."""
    response = Element("Response")
    dial = SubElement(
        response,
        "Dial",
        timeout=str(settings.ring_timeout_s),
        callerId=settings.from_number,
        action=settings.url(TRANSFER_PATH),
        method="POST",
        answerOnBridge="true",
    )
    if not settings.from_number:
        # Twilio then shows the caller's own number.
        del dial.attrib["callerId"]
    SubElement(dial, "Number", url=whisper_url, method="POST").text = _clean(target)
    return _document(response)


def whisper(settings: TwilioSettings, summary: str, answer_url: str) -> str:
    """What a human hears before taking a transferred call: the summary, then a choice."""
    response = Element("Response")
    gather = SubElement(
        response,
        "Gather",
        numDigits="1",
        timeout=str(_WHISPER_WAIT_S),
        action=answer_url,
        method="POST",
    )
    if summary:
        _add_say(gather, settings, summary)
    _add_say(gather, settings, _WHISPER_INVITATION)
    SubElement(response, "Hangup")
    return _document(response)


def bridge() -> str:
    """The human takes the call: the document ends, and Twilio connects the two."""
    return _document(Element("Response"))


def apology(settings: TwilioSettings) -> str:
    """Nobody answered where the caller was sent: say so."""
    response = Element("Response")
    _add_say(response, settings, settings.fallback_sentence)
    SubElement(response, "Hangup")
    return _document(response)


def _add_fallback(response: Element, settings: TwilioSettings) -> None:
    # A dial alone: we may be dead and cannot be asked how it ended, and a sentence after it would
    # also be heard by a caller whom the human served well and hung up on.
    if settings.fallback_number:
        _add_dial(response, settings, settings.fallback_number)
    else:
        _add_say(response, settings, settings.fallback_sentence)
    SubElement(response, "Hangup")


def _add_dial(response: Element, settings: TwilioSettings, number: str) -> Element:
    dial = SubElement(response, "Dial", timeout=str(settings.ring_timeout_s))
    SubElement(dial, "Number").text = _clean(number)
    return dial


def _add_say(parent: Element, settings: TwilioSettings, sentence: str) -> None:
    say = SubElement(parent, "Say", language=settings.language, voice=settings.voice)
    say.text = _clean(sentence)


def _clean(text: str) -> str:
    return _NOT_XML.sub(" ", text)


def _document(response: Element) -> str:
    body: str = tostring(response, encoding="unicode")
    return '<?xml version="1.0" encoding="UTF-8"?>' + body
