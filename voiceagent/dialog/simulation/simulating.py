"""Hundreds of text callers against one policy: does each reach the ending that their facts imply?

A caller answers by prompt key, sometimes tells more than was asked, asks back, says how they like
to be reached, changes the day, moves or cancels what was booked, and is heard with word errors:
letters that sound alike are swapped, endings and whole words are lost. Everything is drawn from one
seed, so a run can be repeated. Nothing here is speech.

A booking is wrong when it stands for a time that the caller had not accepted last, or with another
number than the one they asked to be reached at.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from voiceagent.dialog.engine import DialogEngine
from voiceagent.dialog.leading.qualifying import Standing, judge
from voiceagent.dialog.moves import CallStarted, KeysPressed, SilenceElapsed
from voiceagent.dialog.simulation.chat import Chat
from voiceagent.dialog.simulation.simulated_callers import Aim, Person, draw, outcome_of
from voiceagent.dialog.simulation.simulated_diary import Diary
from voiceagent.dialog.simulation.simulated_questions import Told, judge_told
from voiceagent.dialog.simulation.simulated_talk import Library, Mind, afterwards, answer
from voiceagent.dialog.simulation.simulated_words import E164

__all__ = ["Diary", "Library", "Report", "Result", "mishear", "simulate"]

NOW = "2026-11-21T10:00:00+01:00"
MAX_TURNS = 40
_SWAPS = (("e", "æ"), ("o", "å"), ("i", "y"), ("d", "t"), ("b", "p"), ("g", "k"), ("m", "n"))
_HEARS_SILENCE = 3
_NEEDS_CONSENT = frozenset(
    {"meeting_booked", "follow_up", "handed_over", "message_taken", "callback_requested"}
)


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
        return self.outcome == outcome_of(self.person) and not self.wrong_booking


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

    @property
    def meets(self) -> bool:
        """Whether any meeting was booked; a switchboard books none."""
        return any(one.outcome == "meeting_booked" for one in self.results)

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


def _call(
    engine: DialogEngine, generator: random.Random, word_errors: float, library: Library | None
) -> Result:
    language = engine.begin().language
    person = draw(generator, engine.policy, language)
    diary = Diary(generator, datetime.fromisoformat(NOW).date())
    chat = Chat.open(engine, library.open(diary) if library else diary)
    number = None if person.withheld else E164
    chat.observe(CallStarted(NOW, engine.policy.direction, number, person.form))
    mind = Mind(person, generator, library=library)
    told: list[Told] = []
    asked = ""
    for _ in range(MAX_TURNS):
        words = ""
        if chat.handed_over is not None:
            break
        if chat.ended is not None:
            words = afterwards(mind, chat)
            if not words:
                break
            chat.ended = None
        elif person.aim is Aim.SILENT:
            mind.silences += 1
            chat.observe(SilenceElapsed(min(mind.silences, _HEARS_SILENCE)))
            continue
        key = chat.keys[-1]
        # «Var det ja eller nei?» is about the question before it.
        asked = asked if key.endswith(".yes_no") and asked else key
        words = words or answer(mind, chat, asked)
        if words.isdigit():
            chat.observe(KeysPressed(words))
        else:
            before = len(chat.decisions)
            chat.hear(mishear(words, word_errors, generator), confidence=0.9)
            if mind.question is not None:
                told.append(judge_told(mind.question, chat.decisions[before:]))
    return Result(
        person,
        chat.outcome,
        chat.agent_turns,
        _is_wrong(diary, mind, chat),
        _lacks_evidence(engine, chat),
        f"[{person.aim}] {chat.outcome}\n{chat.transcript()}",
        tuple(told),
    )


def _is_wrong(diary: Diary, mind: Mind, chat: Chat) -> bool:
    """Whether the calendar has a time that the caller did not accept last, or another number.

    Who is told that the meeting stands as before, or is put through to a human in the middle of a
    change, knows or will learn of the time before.
    """
    phone = chat.state.slots.get("phone")
    if diary.booked and mind.told_number and (phone is None or phone.value != mind.reached_at):
        return True
    left_open = chat.handed_over is not None or "meeting.stands" in chat.keys
    fine = set(mind.accepted) if left_open else set(mind.accepted[-1:])
    return bool(diary.booked) and diary.booked not in fine


def _lacks_evidence(engine: DialogEngine, chat: Chat) -> bool:
    """Whether a meeting lacks a criterion's evidence, a refusal its category, or data a consent."""
    slots, outcome = chat.state.slots, chat.outcome
    if outcome == "not_qualified":
        return "not_qualified_reason" not in slots
    if outcome in _NEEDS_CONSENT and "consent" not in slots:
        return True
    if outcome != "meeting_booked":
        return False
    standing = {one.criterion: one for one in judge(engine.policy, chat.state)}
    needed = [name for name, rule in engine.policy.criteria.items() if rule.required]
    met = all(standing[name].standing is Standing.MET for name in needed)
    return not met or "next_step" not in slots or not slots["next_step"].utterance_id
