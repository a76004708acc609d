"""What a conversation is made of, as data: the schema of a policy file.

A policy says what is asked, what is answered, what qualifies, what is offered and how it is said;
it holds no code and decides nothing by itself. Everything is frozen after loading. Whether a policy
hangs together (reachable endings, bound placeholders, a human within reach) is the checker's
business; this module only says what the fields are.

Source: requirements QUA-01…QUA-12, QUA-20, DIA-06, BOO-12.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Language = Literal["nb", "nn"]

NAME_PATTERN = r"^[a-z][a-z0-9_]*$"
KEY_PATTERN = r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$"

Name = Annotated[str, Field(pattern=NAME_PATTERN)]
PromptKey = Annotated[str, Field(pattern=KEY_PATTERN)]


_CLOCK = r"^([01]\d|2[0-3]):[0-5]\d$"


def _minutes(clock: str) -> int:
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes)


def _as_variants(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Variants = Annotated[tuple[str, ...], BeforeValidator(_as_variants), Field(min_length=1)]
Prompt = Mapping[Language, Variants]


class Section(BaseModel):
    """A part of a policy: frozen, and a misspelled field is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SlotType(StrEnum):
    """What kind of value a slot holds; each kind has a reader and a way to be read back."""

    TEXT = "text"
    ROLE = "role"
    AUTHORITY = "authority"
    HORIZON = "horizon"
    AMOUNT = "amount"
    PERSON = "person"
    COMPANY = "company"
    PHONE = "phone"
    EMAIL = "email"
    YES_NO = "yes_no"
    NUMBER = "number"
    WHEN = "when"


class Confirm(StrEnum):
    """When a value is read back before it is relied on."""

    NEVER = "never"
    DICTATED = "dictated"
    """When the caller said it, but not when it was known beforehand."""


class GivenUp(StrEnum):
    """What happens when a question has been clarified twice in vain."""

    SKIP = "skip"
    HUMAN = "human"


class Company(Section):
    """Who the agent speaks for."""

    name: str = Field(min_length=1)
    about: Prompt = Field(description="One sentence: what the company does.")


class Disclosure(Section):
    """What a caller must be told first."""

    ai: bool = True
    recording: bool = False


class KeyMeaning(Section):
    """What a telephone key says: a code, or a horizon in months."""

    value: str | None = None
    low_months: float | None = None
    high_months: float | None = None
    display: str = Field(min_length=1)


class Slot(Section):
    """Something to be known about the caller."""

    type: SlotType
    ask: bool = Field(default=True, description="False: kept when heard, never asked for.")
    confirm: Confirm = Confirm.NEVER
    if_given_up: GivenUp = GivenUp.SKIP
    markers: tuple[str, ...] = Field(
        default=(), description="Words that begin or show the value in free speech (text slots)."
    )
    absent: tuple[str, ...] = Field(
        default=(), description="Phrases that say there is none, or no (yes/no slots)."
    )
    means: Mapping[str, tuple[str, ...]] = Field(
        default_factory=dict, description="Value → the company's own ways to say it."
    )
    keys: Mapping[Literal["1", "2", "3"], KeyMeaning] = Field(
        default_factory=dict, description="Telephone key → value, named by «narrow.SLOT»."
    )
    phrases: tuple[str, ...] = Field(default=(), description="Likely words, for the recogniser.")
    seen_by: tuple[str, ...] = Field(
        default=("sales",), description="Roles that may see the value."
    )
    implied_by: Mapping[Name, Mapping[str, str]] = Field(
        default_factory=dict, description="Other slot → its value → the value implied here."
    )


class Group(Section):
    """Slots that one question asks for when all of them are missing."""

    slots: tuple[Name, ...] = Field(min_length=2)


class Otherwise(StrEnum):
    """What becomes of a caller who fails a criterion."""

    NOT_QUALIFIED = "not_qualified"
    FOLLOW_UP = "follow_up"


class Gate(Section):
    """A yes/no question before everything else: is it you, may I, does the form still hold.

    A yes passes. A no leads to one of: a call back, forgetting a slot (and asking for it), an end,
    or simply on.
    """

    needs: tuple[Name, ...] = Field(default=(), description="Skipped where these are unknown.")
    callback: bool = False
    forget: Name | None = None
    end: Name | None = None
    go_on: bool = Field(default=False, description="A no changes nothing but the slot it fills.")
    fills: Name | None = Field(default=None, description="The yes/no slot that keeps the answer.")


class Finish(StrEnum):
    """What comes when everything is known."""

    MEETING = "meeting"
    TRANSFER = "transfer"
    MESSAGE = "message"


class Criterion(Section):
    """One condition of a qualified meeting."""

    slot: Name
    required: bool = True
    rejects: tuple[str, ...] = ()
    probe: bool = Field(default=False, description="Ask «probe.SLOT» once before rejecting.")
    probe_value: str = Field(default="", description="The slot's value after a yes to the probe.")
    probe_display: str = Field(default="", description="What that yes says, for a colleague.")
    within_months: float | None = Field(default=None, gt=0)
    at_least: int | None = Field(default=None, gt=0, description="Kroner a year, or once.")
    otherwise: Otherwise = Otherwise.NOT_QUALIFIED
    reason: Name = Field(description="Category of the refusal, one of ``reasons``.")


class Booking(Section):
    """How a meeting is offered and made."""

    duration_minutes: int = Field(default=30, ge=10, le=240)
    offers: Literal[2] = 2
    title: Prompt
    agenda: Prompt
    max_searches: int = Field(default=4, ge=1, le=10)


class Limits(Section):
    """How patient the agent is."""

    clarify_times: int = Field(default=2, ge=1, le=2)
    silence_times: int = Field(default=3, ge=2, le=4)
    min_confidence: float = Field(default=0.2, ge=0, le=1)
    free_confidence: float = Field(default=0.35, ge=0, le=1)
    turns: int = Field(default=60, ge=10, le=200, description="After so many a human takes over.")


class Human(Section):
    """A queue of people; the runtime knows its number."""

    label: Prompt
    role: Name = Field(default="sales", description="What they may see: slots seen by this role.")


class Faq(Section):
    """A question that callers ask, and the company's answer."""

    phrases: tuple[str, ...] = Field(min_length=1)
    answer: Prompt
    source: str = Field(default="", description="Where the answer comes from, for the log.")
    private: bool = Field(
        default=False, description="Only for the person whom a gate asks for by name (GDP-09)."
    )


class Route(Section):
    """Something a caller says that ends the qualification: one of the three ways on."""

    phrases: tuple[str, ...] = Field(min_length=1)
    hand_over: Name | None = None
    stop: Name | None = Field(default=None, description="Not qualified, for this reason.")
    end: Name | None = Field(default=None, description="Close with this outcome.")


class Market(Section):
    """Where the callers are: when people work there, by which clock (DIA-11)."""

    country: Literal["NO"] = Field(default="NO", description="Whose holidays and numbers count.")
    zone: str = Field(default="Europe/Oslo", description="Time zone of all hours.")
    opens: str = Field(default="08:00", pattern=_CLOCK, description="We call from then on,")
    closes: str = Field(default="16:00", pattern=_CLOCK, description="until then.")

    @property
    def opens_minute(self) -> int:
        """``opens`` in minutes after midnight."""
        return _minutes(self.opens)

    @property
    def closes_minute(self) -> int:
        """``closes`` in minutes after midnight."""
        return _minutes(self.closes)


class Texts(Section):
    """The company's own texts, which answer what no entry under ``faq`` does."""

    folder: str = Field(
        pattern=r"^[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*$",
        description="Folder of Markdown files, beside the policy's own file.",
    )


class Outcome(Section):
    """How a call may end."""

    disposition: Name = Field(description="Standard code, the same in every policy.")
    closing: PromptKey | None = None


class Policy(Section):
    """A whole conversation."""

    schema_version: Literal[1] = Field(alias="schema")
    name: Name
    description: str
    owner: str = Field(min_length=1, description="Who owns the definition (QUA-07).")
    version: str = Field(default="1", min_length=1, description="Changes with every approval.")
    approved_by: str = Field(
        default="", description="Who has approved what is said; empty: a draft (DIA-08)."
    )
    approved_on: date | None = Field(default=None, description="When (DIA-10).")
    market: Market = Market()
    direction: Literal["inbound", "outbound"] = "inbound"
    languages: tuple[Language, ...] = Field(min_length=1)
    follow_nynorsk: bool = Field(
        default=True, description="Switch after two clearly Nynorsk turns."
    )
    company: Company
    disclosure: Disclosure = Disclosure()
    gates: Mapping[Name, Gate] = Field(default_factory=dict)
    finish: Finish = Finish.MEETING
    opening: Name = Field(
        default="need", description="The slot that the open first question asks for."
    )
    slots: Mapping[Name, Slot] = Field(min_length=1)
    order: tuple[Name, ...] = Field(min_length=1)
    groups: Mapping[Name, Group] = Field(default_factory=dict)
    criteria: Mapping[Name, Criterion] = Field(default_factory=dict)
    reasons: Mapping[Name, str] = Field(default_factory=dict)
    booking: Booking | None = None
    limits: Limits = Limits()
    humans: Mapping[Name, Human] = Field(default_factory=dict)
    faq: Mapping[Name, Faq] = Field(default_factory=dict)
    knowledge: Texts | None = None
    routes: Mapping[Name, Route] = Field(default_factory=dict)
    outcomes: Mapping[Name, Outcome] = Field(min_length=1)
    pronunciations: Mapping[
        Annotated[str, Field(pattern=r"^\S+$")], Annotated[str, Field(min_length=1)]
    ] = Field(
        default_factory=dict,
        description="Written word → how it is said: in letters, or espeak-ng's [[phonemes]].",
    )
    prompts: Mapping[PromptKey, Prompt]
