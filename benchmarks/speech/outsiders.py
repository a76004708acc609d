"""Sounds that answer nothing, heard under every kind of question.

Two shares for each sound: *trusted*, the recogniser gave words and held them to be reliable, and
*answered*, the dialog took them for an answer to what was asked: it fills the slot, understands a
yes or a no, a time, a choice. Only the second misleads a call; the first costs a misunderstanding.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

from benchmarks.language.everyday_talk import ENGLISH, EVERYDAY, SWEDISH
from benchmarks.reporting.progress import ProgressLine, counted
from benchmarks.speech.cases import NOW
from benchmarks.speech.ear import Ear
from models.training.corpus import open_vocabulary
from models.training.line import LINE_RATE_HZ, LineCondition, through_line
from voiceagent.dialog.leading.asking import likely_phrases
from voiceagent.dialog.leading.draft import Draft
from voiceagent.dialog.moves import AnswerKind, Expectation, WordsHeard
from voiceagent.dialog.policies.loading import load_policy
from voiceagent.dialog.policies.policy import Policy
from voiceagent.dialog.state import DialogState, Pending, Topic
from voiceagent.dialog.understanding.reading import Heard, read
from voiceagent.dialog.understanding.slots import RULES
from voiceagent.dialog.understanding.wishes import ordinal, say_so

POLICY = Path(__file__).parents[2] / "dialog_policies" / "b2b_lead.yaml"
Sound = Callable[[], NDArray[np.float32]]
"""Makes a sound; in the order of the list, so that the same lines are drawn in every run."""

_SLOTS = ("need", "role", "timing", "budget", "name", "company", "phone")


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the shipped policy.

    Attributes:
        name: In the report.
        expectation: What the recogniser is told.
        state: The dialog, waiting for the answer.
        answered: Whether what was read is taken for an answer.
    """

    name: str
    expectation: Expectation
    state: DialogState
    answered: Callable[[Heard], bool]


@dataclass(slots=True)
class OutsiderTally:
    """Counts over hearings of one kind of sound, or under one kind of question."""

    hearings: int = 0
    trusted: int = 0
    answered: int = 0

    def add(self, *, trusted: bool, answered: bool) -> None:
        """Count one hearing."""
        self.hearings += 1
        self.trusted += trusted
        self.answered += answered

    @property
    def shares(self) -> tuple[float, float]:
        """Of the hearings, how many were trusted and how many answered the question."""
        return self.trusted / max(1, self.hearings), self.answered / max(1, self.hearings)


@dataclass(frozen=True, slots=True)
class Outsiders:
    """What was measured, by kind of sound and by question; ``examples`` were taken for answers."""

    sounds: Mapping[str, OutsiderTally]
    questions: Mapping[str, OutsiderTally]
    examples: tuple[tuple[str, str, str], ...]

    @property
    def all(self) -> OutsiderTally:
        """Everything together."""
        every = self.sounds.values()
        return OutsiderTally(
            sum(tally.hearings for tally in every),
            sum(tally.trusted for tally in every),
            sum(tally.answered for tally in every),
        )


def measure_outsiders(ear: Ear, progress: ProgressLine, *, quick: bool) -> Outsiders:
    """Hear every sound under every question."""
    policy = load_policy(POLICY)
    asked = questions(policy)
    sounds: dict[str, OutsiderTally] = defaultdict(OutsiderTally)
    by_question: dict[str, OutsiderTally] = defaultdict(OutsiderTally)
    examples: list[tuple[str, str, str]] = []
    for kind, said, sound in counted(progress, "other sound", outsiders(ear, quick=quick)):
        scores = ear.scores(sound())
        for question in asked:
            heard = ear.hear(scores, question.expectation)
            answered = heard.accepted and is_answer(policy, question, heard.text, heard.confidence)
            for tally in (sounds[kind], by_question[question.name]):
                tally.add(trusted=heard.accepted, answered=answered)
            if answered:
                examples.append((question.name, said, heard.text))
    return Outsiders(dict(sounds), dict(by_question), tuple(examples))


def is_answer(policy: Policy, question: Question, text: str, confidence: float = 1.0) -> bool:
    """Whether the dialog takes words for an answer to the question."""
    if not text or confidence < policy.limits.min_confidence:
        return False
    return question.answered(
        read(policy, question.state, WordsHeard(text, "t1.1", confidence=confidence))
    )


def questions(policy: Policy) -> tuple[Question, ...]:
    """One of each kind, as the policy asks them."""
    begun = DialogState(now=NOW.isoformat())
    slots = [
        _question(
            begun,
            Pending(
                Topic.SLOT,
                name,
                RULES[policy.slots[name].type].kind,
                (name,),
                phrases=likely_phrases(Draft(policy, begun, None), (name,)),
            ),
            lambda heard: any(name in heard.facts for name in heard.asked),
        )
        for name in _SLOTS
    ]
    confirm = Pending(Topic.CONFIRM_SLOT, "yes_no", AnswerKind.YES_NO, phrases=("ja", "nei"))
    wish = Pending(Topic.WISH, "when", AnswerKind.WHEN)
    offer = Pending(Topic.OFFER, "choice", AnswerKind.CHOICE, phrases=("den første", "den andre"))
    return (
        _question(begun, confirm, lambda heard: heard.verdict is not None),
        _question(begun, wish, _says_when),
        _question(begun, offer, lambda heard: _says_when(heard) or _chooses(heard)),
        *slots,
    )


def _question(begun: DialogState, pending: Pending, answered: Callable[[Heard], bool]) -> Question:
    slot = "+".join(pending.slots)
    expectation = Expectation(pending.kind, slot, tuple(p.lower() for p in pending.phrases))
    return Question(pending.name, expectation, replace(begun, pending=pending), answered)


def _says_when(heard: Heard) -> bool:
    return heard.when is not None and (say_so(heard.when.value) or heard.when.value.any_time)


def _chooses(heard: Heard) -> bool:
    return ordinal(heard.tokens) is not None


# ---------------------------------------------------------------- the sounds


def outsiders(ear: Ear, *, quick: bool) -> list[tuple[str, str, Sound]]:
    """Kind of sound, what is said in it, and what makes it."""
    share = 8 if quick else 1
    rng = Random(41)
    spoken = {
        "everyday talk": ("nb", EVERYDAY),
        "random words": ("nb", list(islice(_random_words(rng), 120))),
        "English": ("en-us", ENGLISH),
        "Swedish": ("sv", SWEDISH),
        "Swedish, Norwegian voice": ("nb", SWEDISH),
    }
    found: list[tuple[str, str, Sound]] = [
        (kind, text, partial(ear.say, text, language=language))
        for kind, (language, texts) in spoken.items()
        for text in texts[::share]
    ]
    for kind, noises in {
        "music": ("music",),
        "babble": ("babble",),
        "noise": ("white", "pink", "hum"),
        "silence": ("none",),
    }.items():
        times = islice(cycle(noises), max(1, 30 // share))
        found += [(kind, "", partial(_wordless, ear, noise)) for noise in times]
    return found


def _random_words(rng: Random) -> Iterator[str]:
    words = open_vocabulary()
    while words:
        yield " ".join(rng.choice(words) for _ in range(rng.randrange(2, 6)))


def _wordless(ear: Ear, noise: str) -> NDArray[np.float32]:
    """Half a second to four of one noise, as loud as speech; silence has a click in it."""
    quiet = np.zeros(int(ear.rng.uniform(0.5, 4.0) * LINE_RATE_HZ), np.int16)
    quiet[len(quiet) // 3] = 900 if noise == "none" else 1
    loud = LineCondition(noise_kind=noise, snr_db=0.0, level_db=ear.rng.uniform(-34, -12))
    return through_line(quiet, LINE_RATE_HZ, loud, ear.rng, ear.babble())
