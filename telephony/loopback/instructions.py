"""TwiML as a carrier reads it: a document becomes the verbs that it tells us to follow.

Only what our agent has use for; anything else is a ProtocolError, as a wrong document is with
Twilio (12100, 12200). URLs are resolved against the address that the document came from.

Source: Twilio, TwiML voice verbs; error pages 12100 (document parse failure), 12200 (schema).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin
from xml.etree import ElementTree

from voiceagent.errors import ProtocolError

DIAL_TIMEOUT_S = 30
"""How long ``<Dial>`` rings when it does not say."""


@dataclass(frozen=True, slots=True)
class ConnectStream:
    """Open a bidirectional media stream; go on with ``action`` or the next verb when it closes."""

    url: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
    action: str | None = None
    status_callback: str | None = None


@dataclass(frozen=True, slots=True)
class Announce:
    """The carrier's own voice speaks, or plays a file: ``text`` is what it says, or its address."""

    text: str


@dataclass(frozen=True, slots=True)
class DialNumber:
    """A number to ring; ``url`` is what whoever answers hears first."""

    number: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Dial:
    """Ring somebody else and connect the caller; ``action`` hears how it went."""

    numbers: tuple[DialNumber, ...]
    timeout_s: int = DIAL_TIMEOUT_S
    action: str | None = None


@dataclass(frozen=True, slots=True)
class Gather:
    """Wait for telephone keys while ``said`` is spoken; they go to ``action``."""

    action: str
    said: tuple[Announce, ...] = ()


@dataclass(frozen=True, slots=True)
class Redirect:
    """Fetch other instructions and follow those instead."""

    url: str


@dataclass(frozen=True, slots=True)
class Pause:
    """Let time pass."""

    duration_s: int


@dataclass(frozen=True, slots=True)
class HangUpCall:
    """End the call; ``rejected`` when it was never answered."""

    rejected: bool = False


Verb = ConnectStream | Announce | Dial | Gather | Redirect | Pause | HangUpCall


def read_instructions(document: str, source_url: str) -> tuple[Verb, ...]:
    """The verbs of a TwiML document in order.

    Args:
        document: The text that the agent answered with.
        source_url: Where it came from; relative addresses start there.

    Raises:
        ProtocolError: It is not TwiML, or holds a verb or a noun that is not known.
    """
    try:
        root = ElementTree.fromstring(document)
    except ElementTree.ParseError as trouble:
        raise ProtocolError("instructions: not XML (12100)") from trouble
    if root.tag != "Response":
        raise ProtocolError("instructions: the root is not Response (12100)")
    return tuple(_read_verb(element, source_url) for element in root)


def _read_verb(element: ElementTree.Element, source_url: str) -> Verb:
    match element.tag:
        case "Connect":
            return _read_connect(element, source_url)
        case "Say" | "Play":
            return Announce(_text(element))
        case "Dial":
            return _read_dial(element, source_url)
        case "Gather":
            said = tuple(Announce(_text(part)) for part in element if part.tag in ("Say", "Play"))
            return Gather(_address(element, "action", source_url) or source_url, said)
        case "Redirect":
            return Redirect(urljoin(source_url, _text(element)))
        case "Pause":
            return Pause(_whole_number(element, "length", 1))
        case "Hangup" | "Reject":
            return HangUpCall(rejected=element.tag == "Reject")
        case _:
            raise ProtocolError(f"instructions: verb {element.tag} is not known (12200)")


def _read_connect(element: ElementTree.Element, source_url: str) -> ConnectStream:
    stream = element.find("Stream")
    if stream is None or len(element) != 1:
        raise ProtocolError("instructions: Connect wants one Stream (12200)")
    url = stream.get("url", "")
    # An agent that is known by a plain address on this machine has no TLS for its streams either.
    scheme = "ws://" if source_url.startswith("http://") else "wss://"
    if not url.startswith(scheme) or "?" in url:
        raise ProtocolError(f"instructions: Stream url must be {scheme}… without a query (31920)")
    return ConnectStream(
        url=url,
        parameters={
            part.get("name", ""): part.get("value", "")
            for part in stream
            if part.tag == "Parameter"
        },
        name=stream.get("name", ""),
        action=_address(element, "action", source_url),
        status_callback=_address(stream, "statusCallback", source_url),
    )


def _read_dial(element: ElementTree.Element, source_url: str) -> Dial:
    numbers = [
        DialNumber(_text(part), _address(part, "url", source_url))
        for part in element
        if part.tag == "Number"
    ]
    if not numbers:
        numbers = [DialNumber(_text(element))]
    if not all(number.number for number in numbers):
        raise ProtocolError("instructions: Dial has no number (13200)")
    return Dial(
        tuple(numbers),
        _whole_number(element, "timeout", DIAL_TIMEOUT_S),
        _address(element, "action", source_url),
    )


def _address(element: ElementTree.Element, name: str, source_url: str) -> str | None:
    value = element.get(name)
    return urljoin(source_url, value) if value else None


def _whole_number(element: ElementTree.Element, name: str, default: int) -> int:
    value = element.get(name)
    if value is None:
        return default
    if not value.isdecimal():
        raise ProtocolError(f"instructions: {element.tag} {name} is not a number (12200)")
    return int(value)


def _text(element: ElementTree.Element) -> str:
    return "".join(element.itertext()).strip()
