"""Hundreds of text callers against one policy: does each reach the ending that their facts imply?

A caller answers by prompt key, sometimes tells more than was asked, asks back, changes the day, and
is heard with word errors: letters that sound alike are swapped, endings and whole words are lost.
Everything is drawn from one seed, so a run can be repeated. Nothing here is speech.

A booking is wrong when it stands for a time that the caller had not accepted last.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median

from voiceagent.dialog import simulated_callers as people
from voiceagent.dialog.chat import Chat, Office
from voiceagent.dialog.engine import DialogEngine
from voiceagent.dialog.moves import CallStarted, KeysPressed, SilenceElapsed, ToolAnswered, UseTool
from voiceagent.dialog.qualifying import Standing, judge
from voiceagent.dialog.simulated_callers import OUTCOMES, Aim, Person, draw
from voiceagent.dialog.simulated_questions import CompanyQuestion, Told, judge_told

NOW = "2026-11-21T10:00:00+01:00"
MAX_TURNS = 40
_DAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag")
_SWAPS = (("e", "æ"), ("o", "å"), ("i", "y"), ("d", "t"), ("b", "p"), ("g", "k"), ("m", "n"))
_HEARS_SILENCE = 3
_OF_THE_TEXTS = 0.7
"""How many of the callers' own questions are about what the company has written."""


class Diary:
    """A week of free half-hours, drawn at random; answers the dialog's tools."""

    def __init__(self, generator: random.Random) -> None:
        start = datetime.fromisoformat("2026-11-23T08:00:00+01:00")
        self._free = sorted(
            start + timedelta(days=day, minutes=30 * step)
            for day in (*range(5), *range(7, 12))
            for step in range(16)
            if generator.random() < 0.35
        )
        self.booked: str = ""

    def __call__(self, use: UseTool) -> ToolAnswered:
        """Answer a tool at once."""
        match use.tool:
            case "find_slots":
                return ToolAnswered(use.tool, ok=True, value={"slots": self._find(use)})
            case "book_meeting":
                self.booked = str(use.arguments["start"])
                return ToolAnswered(use.tool, ok=True, value={"booked": True, "meeting_id": "m"})
            case _:
                return ToolAnswered(use.tool, ok=True, value={"held": True})

    def _find(self, use: UseTool) -> list[dict[str, object]]:
        wanted = use.arguments
        dates, not_dates = _texts(wanted["dates"]), _texts(wanted["not_dates"])
        first, last, count = wanted["from_minute"], wanted["to_minute"], wanted["count"]
        found: list[dict[str, object]] = []
        for start in self._free:
            minute, day = start.hour * 60 + start.minute, start.date().isoformat()
            early = isinstance(first, int) and minute < first
            late = isinstance(last, int) and minute > last
            if early or late or day in not_dates or (dates and day not in dates):
                continue
            if not dates and any(str(slot["start"]).startswith(day) for slot in found):
                continue
            end = start + timedelta(minutes=30)
            found.append({"seller": "a", "start": start.isoformat(), "end": end.isoformat()})
            if isinstance(count, int) and len(found) == count:
                break
        return found


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, list | tuple) else ()


def mishear(text: str, rate: float, generator: random.Random) -> str:
    """The words as a recogniser with ``rate`` word errors might give them."""
    heard: list[str] = []
    for word in text.split():
        if generator.random() >= rate:
            heard.append(word)
            continue
        kind = generator.random()
        if kind < 0.25:
            continue
        if kind < 0.5 and len(word) > 3:
            heard.append(word[:-1])
            continue
        swap = [pair for pair in _SWAPS if pair[0] in word]
        if swap:
            old, new = generator.choice(swap)
            word = word.replace(old, new, 1)
        heard.append(word)
    return " ".join(heard) or text


@dataclass(frozen=True, slots=True)
class Result:
    """One simulated call."""

    person: Person
    outcome: str
    turns: int
    wrong_booking: bool
    without_evidence: bool
    transcript: str
    told: tuple[Told, ...] = ()

    @property
    def right(self) -> bool:
        """Whether it ended as the caller's facts imply."""
        return self.outcome == OUTCOMES[self.person.aim] and not self.wrong_booking


@dataclass(frozen=True, slots=True)
class Report:
    """A simulation's figures."""

    results: tuple[Result, ...]

    @property
    def completion(self) -> float:
        """Share of calls that ended as they should, 0…1."""
        return sum(result.right for result in self.results) / max(1, len(self.results))

    @property
    def wrong_bookings(self) -> int:
        """Meetings that the caller had not accepted."""
        return sum(result.wrong_booking for result in self.results)

    @property
    def without_evidence(self) -> int:
        """Meetings or refusals without their evidence or category."""
        return sum(result.without_evidence for result in self.results)

    @property
    def median_turns(self) -> float:
        """Our turns up to a booked meeting."""
        turns = [one.turns for one in self.results if one.outcome == "meeting_booked"]
        return float(median(turns)) if turns else 0.0

    def told(self) -> dict[Told, int]:
        """What became of the questions that were asked of the company's texts."""
        return Counter(told for result in self.results for told in result.told)

    def by_aim(self) -> dict[str, tuple[int, int]]:
        """Aim → (right, all)."""
        everyone = Counter(result.person.aim.value for result in self.results)
        right = Counter(result.person.aim.value for result in self.results if result.right)
        return {aim: (right[aim], count) for aim, count in sorted(everyone.items())}

    def worst(self, count: int = 5) -> tuple[Result, ...]:
        """Wrong bookings first, then the longest of the wrong endings."""
        wrong = [result for result in self.results if not result.right]
        wrong.sort(key=lambda result: (not result.wrong_booking, -result.turns))
        return tuple(wrong[:count])


@dataclass(frozen=True, slots=True)
class Library:
    """The company's texts in a simulation.

    Attributes:
        open: Makes an office that also looks things up.
        questions: What callers ask of them.
    """

    open: Callable[[Office], Office]
    questions: Sequence[CompanyQuestion]


def simulate(
    engine: DialogEngine,
    *,
    callers: int,
    seed: int = 1,
    word_errors: float = 0.08,
    library: Library | None = None,
) -> Report:
    """Run ``callers`` conversations; with a library, some of them ask what is in it."""
    generator = random.Random(seed)
    return Report(tuple(_call(engine, generator, word_errors, library) for _ in range(callers)))


@dataclass(slots=True)
class _Mind:
    """What a caller remembers during the call."""

    person: Person
    generator: random.Random
    accepted: str = ""
    refused_once: bool = False
    day: str = ""
    asked: int = 0
    silences: int = 0
    told: set[str] = field(default_factory=set)
    library: Library | None = None
    question: CompanyQuestion | None = None


def _call(
    engine: DialogEngine, generator: random.Random, word_errors: float, library: Library | None
) -> Result:
    person = draw(generator)
    diary = Diary(generator)
    chat = Chat.open(engine, library.open(diary) if library else diary)
    chat.observe(CallStarted(NOW, caller=None if person.withheld else "+4798765432"))
    mind = _Mind(person, generator, library=library)
    told: list[Told] = []
    asked = ""
    for _ in range(MAX_TURNS):
        if chat.ended is not None or chat.handed_over is not None:
            break
        if person.aim is Aim.SILENT:
            mind.silences += 1
            chat.observe(SilenceElapsed(min(mind.silences, _HEARS_SILENCE)))
            continue
        key = chat.keys[-1]
        # «Var det ja eller nei?» is about the question before it.
        asked = asked if key.endswith(".yes_no") and asked else key
        answer = _answer(mind, chat, asked)
        if answer.isdigit():
            chat.observe(KeysPressed(answer))
        else:
            before = len(chat.decisions)
            chat.hear(mishear(answer, word_errors, generator), confidence=0.9)
            if mind.question is not None:
                told.append(judge_told(mind.question, chat.decisions[before:]))
    outcome = chat.state.outcome
    wrong = bool(diary.booked) and diary.booked != mind.accepted
    return Result(
        person,
        outcome,
        chat.agent_turns,
        wrong,
        _lacks_evidence(engine, chat),
        f"[{person.aim}] {outcome}\n{chat.transcript()}",
        tuple(told),
    )


def _lacks_evidence(engine: DialogEngine, chat: Chat) -> bool:
    """Whether a meeting lacks one of the five criteria's evidence, or a refusal its category."""
    slots = chat.state.slots
    if chat.state.outcome == "not_qualified":
        return "not_qualified_reason" not in slots
    if chat.state.outcome != "meeting_booked":
        return False
    standing = {one.criterion: one for one in judge(engine.policy, chat.state)}
    needed = [name for name, rule in engine.policy.criteria.items() if rule.required]
    met = all(standing[name].standing is Standing.MET for name in needed)
    return not met or "next_step" not in slots or not slots["next_step"].utterance_id


def _answer(mind: _Mind, chat: Chat, key: str) -> str:
    """What the caller says to the last prompt."""
    person, pick = mind.person, mind.generator.choice
    mind.question = None
    if person.aim in people.FIXED:
        return _single_minded(mind, key)
    if mind.generator.random() < person.curious and mind.asked < 2 and key.startswith("ask."):
        mind.asked += 1
        if mind.library is not None and mind.generator.random() < _OF_THE_TEXTS:
            mind.question = pick(mind.library.questions)
            return mind.question.words
        return pick(people.QUESTIONS)
    answer = _meeting_answer(mind, chat, key)
    if not answer:
        answer = _fact(mind, key)
    if mind.generator.random() < 0.15 and not answer.isdigit():
        answer = pick(people.FILLERS) + answer
    return answer


def _single_minded(mind: _Mind, key: str) -> str:
    pick = mind.generator.choice
    if key in ("ask.callback", "ask.callback.other", "clarify.callback"):
        return pick(("i morgen klokka ti", "på mandag", "onsdag etter lunsj"))
    if key == "objection.not_interested":
        return pick(("nei", "nei takk", "nei det var alt"))
    if key in ("ask.phone", "clarify.phone", "ask.phone.rest"):
        return "ni åtte sju seks fem fire tre to"
    if key in ("confirm.phone", "confirm.callback", "offer.callback.time", "clarify.callback_time"):
        return "ja"
    if mind.person.aim is Aim.NOT_INTERESTED and key == "greeting":
        return mind.person.need
    return pick(people.FIXED[mind.person.aim])


def _fact(mind: _Mind, key: str) -> str:
    person, pick = mind.person, mind.generator.choice
    name = key.rsplit(".", 1)[-1]
    if key == "greeting":
        return _first_words(mind)
    match name:
        case "role" | "timing" | "budget" if key.startswith("narrow"):
            return _by_key(person, name)
        case "need" | "role" | "timing" | "budget" if not key.startswith("probe"):
            return str(getattr(person, name))
        case "authority" if not key.startswith("probe"):
            return person.authority
        case "contact":
            return pick((f"{person.name} fra {person.company}", _both(person)))
        case "name":
            return pick((person.name, f"jeg heter {person.name}"))
        case "company":
            return pick((person.company, f"jeg ringer fra {person.company}"))
        case "phone" if key == "narrow.phone":
            return "98765432"
        case "phone" | "rest" if not key.startswith("confirm"):
            return "ni åtte sju seks fem fire tre to"
        case _:
            return pick(people.PROBE_NO if _must_refuse(person, key) else people.AGREES)


def _by_key(person: Person, name: str) -> str:
    """The telephone key that the narrower question names."""
    first = {
        "role": person.role in people.DECIDERS,
        "timing": person.aim is not Aim.LATER,
        "budget": person.aim is not Aim.NO_MONEY,
    }
    return "1" if first[name] else "2"


def _must_refuse(person: Person, key: str) -> bool:
    """Whether the honest answer to a second question is no."""
    asked = {Aim.DECIDES_NOTHING: "authority", Aim.NO_MONEY: "budget"}.get(person.aim, "?")
    return key.startswith("probe") and key.endswith(asked)


def _both(person: Person) -> str:
    return f"jeg heter {person.name} og ringer fra {person.company}"


def _first_words(mind: _Mind) -> str:
    person = mind.person
    parts = ["hei"] if mind.generator.random() < 0.6 else []
    if person.talkative > 0.5:
        parts.append(_both(person))
    if person.talkative > 0.75:
        parts.append(person.role)
    parts.append(person.need)
    if person.talkative > 0.85 and person.aim is not Aim.LATER:
        parts.append(person.timing)
    return " ".join(parts)


def _meeting_answer(mind: _Mind, chat: Chat, key: str) -> str:
    person, pick = mind.person, mind.generator.choice
    booking = chat.state.booking
    if key in ("offer.slots", "offer.other", "clarify.offer", "offer.one", "offer.other.one"):
        return _choose(mind, key)
    if key == "narrow.offer":
        return str(max(person.wants, 0) + 1)
    if key in ("ask.other_time", "clarify.other_time", "narrow.other_time"):
        mind.day = mind.day or pick(_DAYS)
        return mind.day
    if key.endswith(".meeting") or key == "confirm.meeting.again":
        chosen = booking.chosen.start if booking.chosen else ""
        if mind.day and chosen and _DAYS[booking.chosen.moment.weekday()] != mind.day:  # type: ignore[union-attr]
            mind.day = ""
        mind.accepted = chosen
        return "1" if key.startswith("narrow") else pick(people.AGREES)
    return ""


def _choose(mind: _Mind, key: str) -> str:
    person, pick = mind.person, mind.generator.choice
    if person.wants < 0 and not mind.refused_once:
        mind.refused_once = True
        mind.day = pick(_DAYS)
        return pick((*people.REFUSES, f"nei har dere noe på {mind.day}", f"heller {mind.day}"))
    if key in ("offer.one", "offer.other.one"):
        return pick(("ja det passer", "ja", "ja gjerne"))
    place = max(person.wants, 0)
    return pick(people.SECOND_CHOICE if place else people.FIRST_CHOICE)
