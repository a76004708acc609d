"""The comparison with Pipecat: the pretended carrier, what is read from it, and a call by each."""

from __future__ import annotations

import asyncio
import json
from importlib.util import find_spec
from math import isfinite, nan
from pathlib import Path

import numpy as np
import pytest

from benchmarks.barge.sounds import BURSTS_MS
from benchmarks.peers import interruptions, overhead, report, turn_taking
from benchmarks.peers.booths import booth
from benchmarks.peers.clips import (
    OverClip,
    Sort,
    TurnClip,
    chosen_turns,
    turn_blocks,
    turn_clips,
)
from benchmarks.peers.ear import Ear
from benchmarks.peers.engines import CannedVoice, HearingAs, NotingVoice
from benchmarks.peers.interruptions import Reacted, believed_words, heard_words
from benchmarks.peers.overhead import Cost, Load
from benchmarks.peers.report import outcome, ratios_of, require_pipecat
from benchmarks.peers.script import Happened, Hearing, Script, System
from benchmarks.peers.turn_taking import Waited
from benchmarks.peers.wire import Wire
from benchmarks.turns.cases import labelled_turns
from telephony.twilio.media_stream import (
    ClearAudio,
    MarkEchoed,
    Media,
    PlaceMark,
    PlayAudio,
    decode,
    encode,
)
from tests.support.engines import ScriptedTranscriber, ToneVoice, tone, turn_audio
from tests.support.virtual_time import run_virtually
from voiceagent.core.audio import encode_ulaw, silence_ulaw
from voiceagent.dialog.moves import AnswerKind, Expectation
from voiceagent.errors import ConfigurationError

TONE = encode_ulaw(tone(100))


# ---------------------------------------------------------------- the ear


def test_sound_that_comes_in_time_plays_without_a_gap() -> None:
    """A frame that arrives while the one before plays is heard after it."""
    ear = Ear()
    ear.play(1.0, TONE)
    ear.play(1.02, TONE)
    assert ear.free_s == pytest.approx(1.2)
    ((from_ms, to_ms),) = ear.audible_ms(1.0)
    assert from_ms == pytest.approx(0)
    assert to_ms == pytest.approx(200)


def test_a_clear_silences_at_once_and_counts_what_it_drops() -> None:
    """What has played stays heard; what waits is gone."""
    ear = Ear()
    ear.play(1.0, TONE)
    ear.play(1.0, TONE)
    ear.clear(1.05)
    assert ear.played_ms(1.0, 10_000) == pytest.approx(50)
    assert ear.dropped_bytes == 150 * 8
    assert ear.cut
    ear.play(1.5, TONE)
    assert not ear.cut
    (_, to_ms), (from_ms, _) = ear.audible_ms(1.0)
    assert to_ms == pytest.approx(50)
    assert from_ms == pytest.approx(500)


def test_silence_that_was_sent_is_not_heard() -> None:
    """A voice's lead-in is no answer yet."""
    ear = Ear()
    ear.play(2.0, silence_ulaw(60) + TONE)
    assert ear.audible_ms(2.0)[0][0] == pytest.approx(60)


# ---------------------------------------------------------------- the wire


def test_a_frame_leaves_when_its_last_sample_would_have_been_spoken() -> None:
    """Deadlines are counted from the beginning; after the clip its quiet end goes on."""

    async def call() -> list[tuple[float, object]]:
        wire = Wire([TONE[:160], silence_ulaw(20)])
        loop = asyncio.get_running_loop()
        got = []

        async def read() -> None:
            while (text := await wire.receive()) is not None:
                got.append((loop.time(), decode(text)))

        reading = asyncio.create_task(read())
        begin_s = loop.time() + 0.5
        await wire.feed(begin_s, lambda at_ms: at_ms >= 80)
        wire.close()
        await reading
        return [(at_s - begin_s, message) for at_s, message in got]

    media = [(at, one) for at, one in run_virtually(call()) if isinstance(one, Media)]
    assert [at for at, _ in media] == pytest.approx([0.02, 0.04, 0.06, 0.08])
    assert [one.timestamp_ms for _, one in media] == [0, 20, 40, 60]


def test_a_mark_comes_back_when_played_or_cleared() -> None:
    """As Twilio gives them back."""

    async def call() -> list[tuple[float, str]]:
        wire = Wire([TONE[:160]])
        loop = asyncio.get_running_loop()
        begin_s = loop.time()
        marks = []

        async def read() -> None:
            while (text := await wire.receive()) is not None:
                if isinstance(message := decode(text), MarkEchoed):
                    marks.append((loop.time() - begin_s, message.name))

        reading = asyncio.create_task(read())
        sid = wire.stream_sid
        wire.send(encode(PlayAudio(sid, TONE)))
        wire.send(encode(PlaceMark(sid, "first")))
        await asyncio.sleep(0.15)
        wire.send(encode(PlaceMark(sid, "at once")))
        wire.send(encode(PlayAudio(sid, TONE)))
        wire.send(encode(PlaceMark(sid, "flushed")))
        await asyncio.sleep(0.03)
        wire.send(encode(ClearAudio(sid)))
        await asyncio.sleep(0.3)
        wire.close()
        await reading
        return marks

    marks = run_virtually(call())
    assert [name for _, name in marks] == ["first", "at once", "flushed"]
    assert [at for at, _ in marks] == pytest.approx([0.1, 0.15, 0.18])


# ---------------------------------------------------------------- scripts and clips


def test_a_script_survives_its_journey_to_the_booth() -> None:
    """What is asked in a booth is what was asked for."""
    script = Script("a.ulaw", "choice", "slot", ("tirsdag",), hearing=Hearing.NOTHING)
    there = Script.from_json(json.loads(json.dumps(script.to_json())))
    assert there.asked == script.asked == Expectation(AnswerKind.CHOICE, "slot", ("tirsdag",))
    assert there.hearing is Hearing.NOTHING


def test_a_limit_without_end_survives_the_journey() -> None:
    """Calls for load have none."""
    there = json.loads(json.dumps(Script("a", limit_ms=float("inf")).to_json()))
    assert Script.from_json(there).limit_ms == float("inf")


def test_the_turns_hold_every_hard_kind_and_both_answers() -> None:
    """A share is taken, but no kind is left out."""
    chosen = chosen_turns(quick=False)
    assert {turn.tag for turn in chosen} == {turn.tag for turn in labelled_turns()}
    short = {turn.words[0] for turn in chosen if turn.tag == "short answer"}
    assert {"ja", "nei"} <= short
    assert len(chosen_turns(quick=True)) <= 8


async def test_turns_held_together_do_not_end_together(tmp_path: Path) -> None:
    """Or a queue at the turn scorer would be measured."""
    clips = await turn_clips(chosen_turns(quick=True)[:4], tmp_path, lambda _: None)
    (block,) = turn_blocks(clips, 4)
    ends_ms = sorted(
        script.delay_ms + clip.end_ms for script, clip in zip(block, clips, strict=True)
    )
    assert min(np.diff(ends_ms)) >= 300
    assert all(
        len(script.frames()) * 20 > clip.end_ms for script, clip in zip(block, clips, strict=True)
    )


# ---------------------------------------------------------------- engines


async def test_the_voice_notes_its_words() -> None:
    """What was said, word by word, with where each ends."""
    voice = NotingVoice(ToneVoice())
    assert [chunk async for chunk in voice.synthesize("god dag")]
    (spoken,) = voice.spoken
    assert spoken.words == [("god", 200.0), ("dag", 400.0)]
    assert spoken.duration_ms == 400


async def test_a_canned_voice_is_asked_once() -> None:
    """It says the same twice and costs once."""
    inner = ToneVoice()
    voice = CannedVoice(inner)
    first = [chunk async for chunk in voice.synthesize("hei")]
    assert [chunk async for chunk in voice.synthesize("hei")] == first
    assert inner.spoken == ["hei"]


@pytest.mark.parametrize(
    ("hearing", "text"),
    [(Hearing.NOTHING, ""), (Hearing.SAME, "det er litt vanskelig å si"), (Hearing.ALL, "ja")],
)
async def test_a_recogniser_hears_as_the_script_says(hearing: Hearing, text: str) -> None:
    """Deaf, always alike, or what it hears."""
    transcriber = HearingAs(ScriptedTranscriber(["ja"]), hearing)
    assert (await transcriber.transcribe(turn_audio(), Expectation())).text == text


# ---------------------------------------------------------------- judging


def happened(
    audible: list[tuple[float, float]],
    clears: list[tuple[float, float]] | None = None,
    *,
    total_ms: float = 8_000,
    believed: str = "",
) -> Happened:
    voiced = [
        (
            "Takk for at du tar telefonen.",
            [("Takk", 200.0), ("for", 400.0), ("at", 600.0)],
            2_000.0,
        ),
        ("Vi hjelper små bedrifter", [("Vi", 300.0), ("hjelper", 700.0)], 6_000.0),
        ("Greit.", [("Greit.", 400.0)], 420.0),
    ]
    return Happened(
        audible_ms=audible,
        clears_ms=[at for at, _ in clears or []],
        played_ms=[played for _, played in clears or []],
        total_ms=total_ms,
        ahead_ms=60,
        voiced=voiced,
        believed=believed,
        late_frames=0,
    )


def a_clip(end_ms: int = 2_000, tag: str = "short answer") -> TurnClip:
    turn = next(turn for turn in labelled_turns() if turn.tag == tag)
    return TurnClip(turn, end_ms, Script("x"))


def test_a_sound_before_the_callers_last_is_a_cut_in() -> None:
    """It is counted apart and never averaged."""
    cut = turn_taking.judge(a_clip(), happened([(1_900, 2_300)]))
    in_time = turn_taking.judge(a_clip(), happened([(2_250, 2_600)]))
    never = turn_taking.judge(a_clip(), happened([]))
    assert (cut.cut_in, cut.wait_ms) == (True, None)
    assert (in_time.cut_in, in_time.wait_ms) == (False, 250)
    assert never.never
    figures = turn_taking.figures({System.OURS: [cut, in_time, never]})
    assert figures["ours.p50_ms"] == 250
    assert figures["ours.cut_ins"] == 1
    assert figures["ours.never"] == 1


def over_clip(sort: Sort = Sort.MEANT, name: str = "vent litt") -> OverClip:
    return OverClip(sort, name, 3_000, 3_400, Script("x"))


def test_an_interruption_is_timed_from_its_first_sample() -> None:
    """And what is believed to have been heard is held against what played."""
    seen = interruptions.judge(
        over_clip(),
        happened(
            [(0, 3_200), (5_000, 5_400)],
            [(3_200, 3_100)],
            total_ms=3_500,
            believed="Takk for at du tar telefonen. Vi hjelper Greit.",
        ),
    )
    assert (seen.stop_ms, seen.gap_ms, seen.lost) == (200, 1_800, True)
    # Three words with times in the first clause, both of the second: five; believed are eight.
    assert seen.words_off == 3


def test_a_greeting_that_goes_on_is_not_lost() -> None:
    """The gap is from the clear to the next sound."""
    seen = interruptions.judge(
        over_clip(Sort.BURST, "400 ms"),
        happened([(0, 3_150), (4_000, 9_000)], [(3_150, 3_100)], total_ms=8_050),
    )
    assert (seen.stop_ms, seen.gap_ms, seen.lost) == (150, 850, False)


def test_a_greeting_that_nobody_stopped_has_no_gap() -> None:
    """A clear long after is another's."""
    seen = interruptions.judge(
        over_clip(Sort.WORDLESS, "cough"), happened([(0, 8_000)], [(7_000, 6_900)])
    )
    assert (seen.stop_ms, seen.gap_ms) == (None, None)


def test_words_count_as_heard_when_they_have_ended() -> None:
    """Clauses follow each other; the reply is none of them."""
    one = happened([], believed="Takk for Greit.")
    assert heard_words(one, 450) == 2
    assert heard_words(one, 2_350) == 4
    assert heard_words(one, 9_999) == 5
    assert believed_words(one) == 2


# ---------------------------------------------------------------- the outcome


def a_cost(system: System, calls: int, cpu_ms: float, rss_mb: float, what: str = "full") -> Cost:
    return Cost(Load(system, what, calls), cpu_ms, rss_mb, 0.5, 5.0, 3.0, 0.0)


def test_the_carriers_own_cost_is_taken_off() -> None:
    """It is nobody's; memory per extra call is a difference and needs no such care."""
    costs = [
        a_cost(System.OURS, 1, 9, 250, "idle"),
        a_cost(System.OURS, 8, 5, 250, "idle"),
        a_cost(System.OURS, 1, 29, 250),
        a_cost(System.OURS, 8, 20, 257),
    ]
    figures = overhead.figures(costs)
    assert figures["ours.cpu_ms_per_call_second"] == 15
    assert figures["ours.raw_cpu_ms_per_call_second_8_calls"] == 20
    assert figures["ours.mb_per_extra_call"] == 1


def test_a_ratio_is_ours_over_theirs_where_both_are_known() -> None:
    """Nothing is divided by nothing."""
    ratios = ratios_of(
        {
            "ours.p50_ms": 300,
            "pipecat_default.p50_ms": 600,
            "pipecat_timeout.p50_ms": nan,
            "ours.lost_share": 0,
            "pipecat_default.lost_share": 0,
        }
    )
    assert ratios == {"pipecat_default.p50_ms": 0.5}


def test_every_figure_has_a_name_and_every_system_its_place() -> None:
    """Tables and pictures are made of the same run."""
    waited = {
        system: [Waited(a_clip(), 300.0 + place, cut_in=False)]
        for place, system in enumerate(System)
    }
    reacted = {
        system: [
            Reacted(over_clip(), 150.0, 900.0, True, 1, 60.0),
            Reacted(over_clip(Sort.BURST, f"{BURSTS_MS[0]} ms"), None, None, False, None, 0.0),
        ]
        for system in System
    }
    costs = [a_cost(system, calls, 30, 200) for system in System for calls in (1, 8)]
    found = outcome(waited, reacted, costs, words_ms=40.0)
    assert found.families == ("peers",)
    for system in System:
        assert isfinite(found.figures[f"peers.{system.value}.p50_ms"])
        assert found.figures[f"peers.{system.value}.stop_p95_ms"] == 150
    assert found.figures["peers.ratio.pipecat_default.p50_ms"] == pytest.approx(300 / 301)
    assert len(found.tables) == 4
    assert len(found.pictures) >= 4


def test_without_pipecat_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """One clear line."""
    monkeypatch.setattr(report, "find_spec", lambda _: None)
    with pytest.raises(ConfigurationError, match="pip install pipecat-ai"):
        require_pipecat()


# ---------------------------------------------------------------- for real


@pytest.mark.slow
@pytest.mark.parametrize("system", [System.OURS, System.PIPECAT_TIMEOUT])
async def test_a_booth_answers_a_caller_and_ends(system: System, tmp_path: Path) -> None:
    """A call in real time, in a process of its own, from the greeting's first sound to its end."""
    if system is not System.OURS and find_spec("pipecat") is None:
        pytest.skip("Pipecat is not installed")
    clip = tmp_path / "quiet.ulaw"
    clip.write_bytes(silence_ulaw(400))
    script = Script(str(clip), greeting="Hei.", least_ms=600, limit_ms=3_000)
    async with booth(system, tmp_path / "booth") as opened:
        (seen,) = await opened.hold([script])
        assert opened.cpu_s() > 0
        assert opened.rss_mb() > 50
    assert seen.audible_ms
    assert seen.clears_ms == []
    assert seen.believed == "Hei."
