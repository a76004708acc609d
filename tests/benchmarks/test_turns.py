"""The labelled turns, and how an ending is judged."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.turns.benchmark import judge, outcome, scale_delays
from benchmarks.turns.cases import Turn, labelled_turns
from benchmarks.turns.sounds import TurnSound, render
from benchmarks.turns.trial import Ending, by_pipecats_timeout, listen, ours
from models.loading import Engines, load_engines
from telephony.loopback.audio import Voice, is_audible
from voiceagent.core.audio import decode_ulaw
from voiceagent.core.manners import Manners
from voiceagent.dialog.moves import AnswerKind, Expectation


def a_turn(words: str, *pauses: tuple[int, int]) -> Turn:
    return Turn(
        "pause inside", Expectation(AnswerKind.YES_NO), tuple(words.split()), pauses, voice="kari"
    )


def test_there_are_three_hundred_turns_of_every_hard_kind() -> None:
    """Pauses in sentences and numbers, spelling, hesitation, trailing words, short answers."""
    tags = Counter(turn.tag for turn in labelled_turns())
    assert sum(tags.values()) >= 300
    assert min(tags.values()) >= 24
    assert len(tags) == 8


def test_the_set_is_the_same_in_every_run() -> None:
    """Two rules that were measured on different days heard the same turns."""
    assert labelled_turns() == labelled_turns()


def test_a_pause_lies_between_two_words() -> None:
    """Neither before the first word nor after the last: that would be an end."""
    for turn in labelled_turns():
        for after, pause_ms in turn.pauses:
            assert 0 < after < len(turn.words)
            assert 200 <= pause_ms <= 1_100


async def test_the_sound_is_quiet_where_the_label_says_pause() -> None:
    """Times of the label are those of the sound."""
    sound = await render(a_turn("ja det er jeg som bestemmer", (1, 500)), seed=1)
    ((from_ms, to_ms),) = sound.pauses_ms
    assert to_ms - from_ms == 500
    assert not is_audible(_cut(sound, from_ms + 40, to_ms - 40))
    assert is_audible(_cut(sound, from_ms - 150, from_ms))
    assert is_audible(_cut(sound, to_ms, to_ms + 150))
    assert is_audible(_cut(sound, sound.end_ms - 150, sound.end_ms))
    assert not is_audible(_cut(sound, sound.end_ms + 60, sound.end_ms + 1_000))


def _cut(sound: TurnSound, from_ms: int, to_ms: int) -> Voice:
    return decode_ulaw(b"".join(sound.frames)[from_ms * 8 : to_ms * 8])


@pytest.fixture(scope="module")
def engines() -> Engines:
    return load_engines()


async def test_an_impatient_rule_cuts_in_and_a_patient_one_does_not(engines: Engines) -> None:
    """The same sound, judged by two rules."""
    heard = listen(await render(a_turn("ja det er jeg som bestemmer", (1, 500)), seed=1), engines)
    own = Manners()
    hasty, patient = scale_delays(own, 0.5), scale_delays(own, 6)
    assert judge(heard, await ours(hasty)(heard, engines)).cut_in
    slow = judge(heard, await ours(patient)(heard, engines))
    assert not slow.cut_in
    assert slow.wait_ms is not None
    assert slow.wait_ms > 500
    by_clock = judge(heard, await by_pipecats_timeout(heard, engines))
    assert by_clock.wait_ms is not None
    assert 700 < by_clock.wait_ms < 1_000


async def test_figures_count_cut_ins_by_pause_and_waits_by_turn(engines: Engines) -> None:
    """A turn that was cut off has no wait; one that never ended is counted."""
    heard = listen(await render(a_turn("ja det stemmer", (1, 300)), seed=2), engines)
    early, late, never = Ending(heard.sound.end_ms - 100), Ending(heard.sound.end_ms + 240), None
    judged = [judge(heard, ending) for ending in (early, late, Ending(never))]
    found = outcome({"voiceagent": judged, "pipecat's rule": judged[1:2]}).figures
    assert found["turns.ours.p50_ms"] == 240
    assert found["turns.ours.cut_in_share"] == pytest.approx(1 / 3)
    assert found["turns.ours.never"] == 1
    assert found["turns.pipecat_rule.p95_ms"] == 240
