"""What the interruptions' benchmark says of a call is what its caller and the books know."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.barge.books import read_book
from benchmarks.barge.callers import Clear, Deed, Played
from benchmarks.barge.dialog import ASKED, ASKED_NUMBER, REPLY, TOLD_NUMBER, Explaining
from benchmarks.barge.plans import Cue, Kind, Plan
from benchmarks.barge.report import outcome
from benchmarks.barge.sounds import bursts
from benchmarks.barge.trials import judge
from telephony.loopback.audio import rms, silence
from voiceagent.core.commands import Command, Discard, Hold, Prepare, Resume, SaveLine
from voiceagent.core.events import (
    ClauseSynthesized,
    Event,
    SpeakingHeld,
    SpeakingStarted,
    SpeechProbed,
    SpokenWord,
    Utterance,
)
from voiceagent.core.timeline import encode
from voiceagent.dialog.moves import AnswerKind, CallStarted, Say, WordsHeard
from voiceagent.ports import TimelineEntry

NOW = "2026-11-23T10:00:00+01:00"
WORDS = ("en", "to", "tre", "fire", "fem")
CLAUSE = ClauseSynthesized(
    0, 1, 0, 2_500, tuple(SpokenWord(word, n * 500, n * 500 + 500) for n, word in enumerate(WORDS))
)
Items = list[tuple[int, Event | Command]]
SPOKEN: Items = [
    (0, Prepare(Utterance(1, (" ".join(WORDS),)))),
    (0, CLAUSE),
    (0, SpeakingStarted(0, 1)),
]
HELD: Items = [
    (1_184, SpeechProbed(1_184, 0.9, -20)),
    (1_248, Hold(1)),
    (1_248, SpeakingHeld(1_248, 1, 1_440)),
]


def _entries(items: Items) -> list[TimelineEntry]:
    return [
        TimelineEntry(
            "c1", place, at_ms, "command" if isinstance(item, Command) else "event", *encode(item)
        )
        for place, (at_ms, item) in enumerate(items)
    ]


def _played(kind: Kind, *, sounding_until_ms: int, again_ms: int | None = None) -> Played:
    """A caller who makes a sound of 300 ms at 1 100 ms and is cleared for at 1 260."""
    cue = Cue(kind, "sound", silence(300), 1_000)
    played = Played("c1", Plan("caller", TOLD_NUMBER, silence(20), (cue,)))
    for number in range(150):
        at_ms = number * 20
        sounds = at_ms < sounding_until_ms or (again_ms is not None and at_ms >= again_ms)
        played.sounding.append(sounds)
        played.offsets.append(min(at_ms + 20, 1_260) * 8)
    played.clears.append(Clear(1_260.0, 1_440 * 8, 1_250 * 8))
    played.deeds.append(Deed(cue, 1_100.0, 1_400.0))
    return played


def test_an_interruption_is_told_from_its_first_sound_to_our_silence() -> None:
    """Onset at 1 100, first frame of speech at 1 184, held at 1 248, cleared at 1 260."""
    dropped: Items = [
        (1_900, Discard(1)),
        (1_900, SaveLine("agent", "en to", 0, 1_250, "a1", complete=False)),
    ]
    played = _played(Kind.WORDS, sounding_until_ms=1_240)
    (trial,) = judge(played, _entries([*SPOKEN, *HELD, *dropped]))
    assert trial.over_us
    assert trial.stop_ms == 160
    assert trial.last_ms == 140
    assert trial.stages is not None
    assert (trial.stages.noticed_ms, trial.stages.decided_ms, trial.stages.wire_ms) == (84, 64, 12)
    assert trial.lost == 1
    (heard,) = trial.heard
    assert heard.words == 0, "two words had ended at 1 250 ms"
    assert heard.words_at_onset == 0
    assert heard.place_ms == -2


def test_a_cough_costs_the_silence_until_we_go_on_where_we_were() -> None:
    """Cleared at 1 260, heard again at 2 000: nothing is lost."""
    resumed: Items = [(1_900, Resume(1, 1_248)), (1_905, SpeakingStarted(1_905, 1, 1_248))]
    played = _played(Kind.BURST, sounding_until_ms=1_240, again_ms=2_000)
    (trial,) = judge(played, _entries([*SPOKEN, *HELD, *resumed]))
    assert trial.lost == 0
    assert trial.gaps_ms == (740.0,)
    assert trial.since_end_ms == 600.0


def test_what_had_been_played_is_known_across_a_hold() -> None:
    """What is sent after a clear is counted from there, at its place in the utterance."""
    resumed: Items = [(1_900, Resume(1, 1_248)), (1_905, SpeakingStarted(1_905, 1, 1_248))]
    clears = [Clear(1_260.0, 1_440 * 8, 1_250 * 8)]
    book = read_book(_entries([*SPOKEN, *HELD, *resumed]), clears)
    assert book.place(1_000 * 8) == (1, 1_000)
    assert book.place(1_540 * 8) == (1, 1_348)
    assert book.words_until(1, 1_499) == 2
    assert book.words_until(1, 1_500) == 3


def test_both_talk_until_one_is_silent() -> None:
    """We are heard for 140 ms of a caller's talk."""
    played = _played(Kind.LONG, sounding_until_ms=1_240)
    (trial,) = judge(played, _entries([*SPOKEN, *HELD]))
    assert trial.both_ms == 140


def test_a_sentence_that_never_goes_on_is_counted_as_lost() -> None:
    """Held by a burst and then dropped: the figure that the bar holds against 0."""
    dropped: Items = [(1_900, Discard(1))]
    played = _played(Kind.BURST, sounding_until_ms=1_240)
    trials = judge(played, _entries([*SPOKEN, *HELD, *dropped]))
    figures = outcome(trials, [played]).figures
    assert figures["barge.burst.sentences_lost"] == 1
    assert figures["barge.burst.stopped_share"] == 1


def test_who_rings_from_the_asked_number_is_asked() -> None:
    """Everybody else is told things, and expects to be answered shortly when they break in."""
    dialog = Explaining()
    told = dialog.step(dialog.begin(), CallStarted(NOW, caller=TOLD_NUMBER))
    asked = dialog.step(dialog.begin(), CallStarted(NOW, caller=ASKED_NUMBER))
    assert told.expectation.kind is AnswerKind.NOTHING
    assert asked.expectation.kind is AnswerKind.YES_NO
    assert [move.key for move in asked.moves if isinstance(move, Say)][-1] == ASKED
    answered = dialog.step(told.state, WordsHeard("vent litt", "t3.1"))
    assert isinstance(answered.moves[0], Say)
    assert answered.moves[0].key == REPLY


@pytest.mark.parametrize("name", ["cough", "clicks", "noise", "speech-like"])
@pytest.mark.parametrize("duration_ms", [120, 700])
def test_a_burst_is_as_long_as_it_says(name: str, duration_ms: int) -> None:
    """And it is heard."""
    speech = np.random.default_rng(1).integers(-9_000, 9_000, 8_000).astype(np.int16)
    sound = bursts([speech])[name](duration_ms, 3)
    assert len(sound) == duration_ms * 8
    assert rms(sound) > 100
