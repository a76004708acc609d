"""All that a conversation knows, as one frozen value.

A step takes a state and gives a new one; the old one stays as it was, so a step can be tried on
words that may still change and be thrown away. Nothing here refers to a clock: ``now`` is what the
call said when it began.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from voiceagent.dialog.moves import AnswerKind, Say, SlotValue

HANDING_OVER = "handing_over"
"""A human's telephone rings: no outcome yet, and never the last word on a call."""
HANDED_OVER = "handed_over"
"""A human has taken the call."""
NOT_REACHED = "not_reached"
"""A human was wanted, nobody answered, and the caller left neither a message nor a time."""
MESSAGE_TAKEN = "message_taken"
"""A message is written down for a human."""


class Goal(StrEnum):
    """What the conversation is to end in."""

    MEETING = "meeting"
    CALLBACK = "callback"
    MESSAGE = "message"


class Topic(StrEnum):
    """What the last question was about; it decides how the next words are taken."""

    NOTHING = "nothing"
    GATE = "gate"
    OPENING = "opening"
    SLOT = "slot"
    PROBE = "probe"
    CONFIRM_SLOT = "confirm_slot"
    TOOL = "tool"
    """Nothing was asked: a tool is at work."""
    OFFER = "offer"
    WISH = "wish"
    MEETING = "meeting"
    CANCEL = "cancel"
    """Whether a meeting that stands is to be cancelled."""
    FOLLOW_UP = "follow_up"
    CALLBACK = "callback"
    CALLBACK_TIME = "callback_time"
    """The time for our call is read back."""
    CALLBACK_OFFER = "callback_offer"
    MESSAGE_OFFER = "message_offer"
    MESSAGE = "message"
    LAST_WORD = "last_word"
    """«Kan jeg svare på noe før vi avslutter?»"""
    HUMAN = "human"
    """The caller is being put through."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The utterance, keys or facts that a decision goes by."""

    utterance_id: str = ""
    words: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Pending:
    """The question that waits for an answer.

    Attributes:
        topic: What it is about.
        name: Its name in prompt keys: ``clarify.NAME`` and ``narrow.NAME``.
        kind: What kind of answer it wants.
        slots: The slots that it asks for.
        says: The lines that asked it, for repeating.
        phrases: Likely words in the answer, for the recogniser.
        misses: How often in a row the answer could not be used.
        unused: The last answer that could not be used: the next may complete it.
        repeats: How often the caller asked to hear it again.
    """

    topic: Topic = Topic.NOTHING
    name: str = ""
    kind: AnswerKind = AnswerKind.NOTHING
    slots: tuple[str, ...] = ()
    says: tuple[Say, ...] = ()
    phrases: tuple[str, ...] = ()
    misses: int = 0
    unused: str = ""
    repeats: int = 0


@dataclass(frozen=True, slots=True)
class Offer:
    """A free time of a seller, as the calendar gave it; both ends ISO 8601."""

    seller: str
    start: str
    end: str

    @property
    def moment(self) -> datetime:
        """When it begins."""
        return datetime.fromisoformat(self.start)


@dataclass(frozen=True, slots=True)
class Wish:
    """When the caller would like the meeting; empty means any time.

    ``minute`` is an exact start. ``exact`` says that the caller named both day and time, so that a
    free slot there needs no further choice.
    """

    dates: tuple[date, ...] = ()
    not_dates: tuple[date, ...] = ()
    from_minute: int | None = None
    to_minute: int | None = None
    minute: int | None = None

    @property
    def exact(self) -> bool:
        """One day and one clock time."""
        return len(self.dates) == 1 and self.minute is not None


@dataclass(frozen=True, slots=True)
class Booking:
    """How far the meeting has come.

    Attributes:
        wish: What the caller wants.
        offers: The times last offered.
        named: The times that were offered before these.
        refused: Starts that the caller or the calendar has ruled out.
        chosen: The time that the caller picked.
        meeting_id: Set when it is booked, or was known beforehand.
        standing: The time at which it stands in the calendar.
        made: It was booked or moved in this call.
        moving: Another time is being looked for, while it stands.
        unbound: Nothing suited the caller's preferences, so the search leaves them aside.
        searches: How often we have searched.
        relaxed: The wish that the last search had to leave: we say that it was taken.
        closed: The wish named a time when nobody works, or one too far ahead: we say that instead.
        onwards: Nothing was free on the day of the wish, so the search looks at the next ones.
        wanted: The caller asked for a meeting in their own words.
    """

    wish: Wish = Wish()
    offers: tuple[Offer, ...] = ()
    named: tuple[Offer, ...] = ()
    refused: tuple[str, ...] = ()
    chosen: Offer | None = None
    meeting_id: str = ""
    standing: Offer | None = None
    made: bool = False
    moving: bool = False
    unbound: bool = False
    searches: int = 0
    relaxed: bool = False
    closed: bool = False
    onwards: bool = False
    wanted: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the caller's that is being looked up.

    Attributes:
        words: As it was asked.
        by_the_way: Something else was said as well: not to find it needs no word.
        owes: We owe the caller a word about a question before it.
    """

    words: str
    by_the_way: bool = False
    owes: bool = False


@dataclass(frozen=True, slots=True)
class MailWish:
    """An e-mail that the caller has asked for and that is not noted yet; no words for none.

    Attributes:
        words: As it was asked for.
        evidence: What it rests on.
        instead: It is wanted in place of the talk.
        aside: The question that waits meanwhile.
        tries: How often the address was asked for.
    """

    words: str = ""
    evidence: Evidence = Evidence()
    instead: bool = False
    aside: Pending = Pending()
    tries: int = 0


@dataclass(frozen=True, slots=True)
class DialogState:
    """A conversation so far.

    Attributes:
        slots: What is known, with its evidence.
        outcome: The policy's code of how it ended; empty while it is open. While a human is being
            called it is :data:`HANDING_OVER`, and who hears that somebody has answered makes
            :data:`HANDED_OVER` of it. After a transfer that nobody took it is
            :data:`NOT_REACHED`, until something else is agreed.
        language: ``"nb"`` or ``"nn"``.
        ended: The call is to be ended; later words may open it again.
        now: ISO 8601 time of the call's beginning; empty before :class:`CallStarted`.
        caller: E.164 number of the other party, or None.
        goal: What the conversation is to end in.
        pending: The question that waits.
        skipped: Slots that we gave up on.
        passed: Gates that were passed.
        probed: Criteria whose second question has been asked.
        booking: The meeting.
        waiting: The tool that is at work; empty when none is.
        failures: How often tools failed in a row.
        said: How often each prompt was said, for variation.
        quiet_turns: Turns since we last acknowledged.
        turns: Turns of the caller.
        nynorsk_turns: Turns that were clearly Nynorsk.
        objections: Objections raised, in order.
        digits: Digits of a number that came in part.
        transfers: Transfers that nobody took.
        put_through: Somebody who answered for another is fetching them.
        message: What the caller wants passed on.
        evidence: What the caller said or pressed last; what a tool's answer leads to rests on it.
        unread: Words that a language model is asked about.
        questions: Questions that are being looked up; the first of them now.
        unanswered: Questions that nobody could answer, for a colleague.
        mail: An e-mail that is being arranged.
        call_after: A day for our call that was too early, ISO 8601; empty for none.
    """

    slots: Mapping[str, SlotValue] = field(default_factory=dict)
    outcome: str = ""
    language: str = "nb"
    ended: bool = False
    now: str = ""
    direction: str = "inbound"
    caller: str | None = None
    goal: Goal = Goal.MEETING
    pending: Pending = Pending()
    skipped: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()
    probed: tuple[str, ...] = ()
    booking: Booking = Booking()
    waiting: str = ""
    failures: int = 0
    said: Mapping[str, int] = field(default_factory=dict)
    quiet_turns: int = 9
    turns: int = 0
    nynorsk_turns: int = 0
    objections: tuple[str, ...] = ()
    digits: str = ""
    transfers: int = 0
    put_through: bool = False
    message: str = ""
    evidence: Evidence = Evidence()
    unread: Evidence = Evidence()
    questions: tuple[Question, ...] = ()
    unanswered: tuple[str, ...] = ()
    mail: MailWish = MailWish()
    call_after: str = ""

    @property
    def settled(self) -> str:
        """The outcome that stands whatever comes: what is agreed is not undone by hanging up."""
        if self.booking.made:
            return "meeting_booked"
        later = self.slots.get("follow_up")
        return "follow_up" if later is not None and later.confirmed else ""

    @property
    def undecided(self) -> str:
        """What a call comes to where nothing more is agreed; empty for nothing that counts."""
        return self.settled or (NOT_REACHED if self.transfers else "")

    @property
    def moment(self) -> datetime:
        """Wall time of the call; all dates are read against it."""
        return datetime.fromisoformat(self.now)
