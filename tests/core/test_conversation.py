"""The conversation: who has the floor, what is said when, and what was heard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import pytest

from tests.support.stage import ENGINE_MS, NOW, Answer, ScriptedDialog, Stage, texts
from voiceagent.core.commands import (
    Discard,
    HangUp,
    Hold,
    Prepare,
    Resume,
    RunTool,
    SaveFact,
    ScoreTurn,
    Speak,
    TranscribeSpan,
    Transfer,
)
from voiceagent.core.events import (
    KeyPressed,
    LineClosed,
    SupervisorActed,
    SynthesisFailed,
    Transcript,
    TransferEnded,
    TurnTranscribed,
)
from voiceagent.core.manners import Manners
from voiceagent.dialog.moves import (
    AnswerKind,
    CallStarted,
    EndCall,
    Expectation,
    GaveBack,
    HandOver,
    KeysPressed,
    NothingUnderstood,
    Observation,
    Say,
    SilenceElapsed,
    SlotValue,
    ToolAnswered,
    ToolSlow,
    TransferFailed,
    UseTool,
    WordsHeard,
)
from voiceagent.dialog.state import DialogState

Seen = TypeVar("Seen")
Reaction = Callable[[Observation], Answer]

YES_NO = Expectation(AnswerKind.YES_NO)
FREE = Expectation(AnswerKind.FREE)
LONG = Say("Vi hjelper bedrifter med å få flere møter og vi har gjort det i ti år nå", "pitch")


def opening(observation: Observation) -> Answer:
    """Greets, then answers everything with «Fint.»"""
    match observation:
        case CallStarted():
            return Answer((Say("Hei, passer det nå?", "greeting"),), YES_NO)
        case _:
            return Answer((Say("Fint.", "ack"),), FREE)


def staged(react: Reaction = opening, manners: Manners | None = None) -> Stage:
    stage = Stage(ScriptedDialog(react), manners)
    stage.connect()
    return stage


def observed(stage: Stage, kind: type[Seen]) -> list[Seen]:
    return [seen for seen in stage.dialog.seen if isinstance(seen, kind)]


def test_the_call_begins_with_what_the_dialog_says_first() -> None:
    """Connecting makes the dialog greet; the greeting is prepared and sent."""
    stage = staged()
    assert [type(command) for _, command in stage.of(Prepare, Speak)] == [Prepare, Speak]
    assert observed(stage, CallStarted) == [CallStarted(NOW, "inbound", "+4740000000")]


def test_a_yes_is_answered_a_fifth_of_a_second_after_it() -> None:
    """«Ja» to a yes/no question: words at 250 ms, answer at once (VOX-02, DIA-03)."""
    stage = staged()
    stage.wait(1_000)
    stage.speak(320, "ja")
    silent_from_ms = stage.now_ms
    stage.wait(2_000)
    latency_ms = stage.started_after(silent_from_ms) - silent_from_ms
    assert latency_ms <= 160 + ENGINE_MS + 32
    assert texts(stage.said(), "caller") == ["ja"]


def test_the_reply_is_prepared_in_the_silence_before_the_turn_is_over() -> None:
    """Speculation: the voice is at work before the floor is ours."""
    stage = staged()
    stage.wait(1_000)
    stage.speak(640, "jeg tenkte på noe rart")
    stage.wait(2_000)
    prepared_ms = [at for at, command in stage.of(Prepare)][1]
    spoken_ms = [at for at, command in stage.of(Speak)][1]
    assert prepared_ms < spoken_ms


def test_a_caller_who_goes_on_is_heard_out_and_the_whole_turn_is_recognised_again() -> None:
    """Speech before the commit drops the speculation; the second span holds both parts."""
    stage = staged()
    stage.wait(1_000)
    stage.speak(640, "jeg tenkte på noe rart")
    stage.wait(320)
    stage.speak(640, "jeg tenkte på noe rart som skjedde")
    stage.wait(2_000)
    spans = [command.span for _, command in stage.of(TranscribeSpan)]
    assert [span.revision for span in spans] == [1, 2]
    assert spans[0].start_ms == spans[1].start_ms
    assert len(stage.of(Discard)) == 1
    assert texts(stage.said(), "caller") == ["jeg tenkte på noe rart som skjedde"]


def test_the_sound_is_scored_only_where_the_words_do_not_decide() -> None:
    """A clear «ja» needs no score; an open answer is scored once, about the span recognised."""
    stage = staged()
    stage.wait(1_000)
    stage.speak(320, "ja")
    stage.wait(2_000)
    assert stage.of(ScoreTurn) == []
    stage.speak(640, "jeg tenkte på noe rart")
    stage.wait(2_000)
    (_, asked) = stage.of(TranscribeSpan)[-1]
    assert [command.span for _, command in stage.of(ScoreTurn)] == [asked.span]


def explaining(observation: Observation) -> Answer:
    match observation:
        case CallStarted():
            return Answer((LONG,), FREE)
        case _:
            return Answer((Say("Greit.", "ack"),), FREE)


def test_speech_over_our_voice_holds_it_within_200_ms() -> None:
    """Barge-in: our voice stops before the words are known (DIA-02)."""
    stage = staged(explaining)
    stage.wait(1_500)
    onset_ms = stage.now_ms
    stage.speak(320, "")
    (held_ms, _) = stage.of(Hold)[0]
    assert held_ms - onset_ms <= 200


def test_a_cough_costs_nothing_of_the_sentence() -> None:
    """A sound without words: we go on from the very place heard, within a second of its end."""
    stage = staged(explaining)
    stage.wait(1_504)
    stage.speak(192, "")
    cough_end_ms = stage.now_ms
    stage.wait(6_000)
    held_ms = stage.of(Hold)[0][0]
    (resumed_ms, resume) = stage.of(Resume)[0]
    assert resumed_ms - cough_end_ms <= 1_000
    assert abs(resume.from_ms - held_ms) <= 100
    assert texts(stage.said(), "agent") == [LONG.text]
    assert observed(stage, NothingUnderstood) == []


@pytest.mark.parametrize("words", ["mm", "akkurat", "ja"])
def test_a_backchannel_costs_nothing_of_the_sentence(words: str) -> None:
    """«Mm» while we explain says go on; the dialog does not hear of it."""
    stage = staged(explaining)
    stage.wait(1_504)
    stage.speak(256, words)
    stage.wait(6_000)
    assert len(stage.of(Resume)) == 1
    assert observed(stage, WordsHeard) == []
    assert texts(stage.said(), "agent") == [LONG.text]


def test_yes_after_a_yes_no_question_is_an_answer_even_over_our_voice() -> None:
    """The question decides what «ja» means: here it is an answer."""

    def asking(observation: Observation) -> Answer:
        if isinstance(observation, CallStarted):
            return Answer((Say("Passer det å snakke nå i et par minutter da", "ask"),), YES_NO)
        return Answer((Say("Fint.", "ack"),), FREE)

    stage = staged(asking)
    stage.wait(1_000)
    stage.speak(320, "ja")
    stage.wait(2_000)
    assert [seen.text for seen in observed(stage, WordsHeard)][-1] == "ja"
    assert stage.of(Resume) == []


def test_words_over_our_voice_take_the_floor_and_only_what_was_heard_is_kept() -> None:
    """A real interruption ends our turn; the record and the dialog know where it was cut."""
    stage = staged(explaining)
    stage.wait(1_504)
    stage.speak(640, "hva koster det")
    stage.wait(3_000)
    kept = texts(stage.said(), "agent")[0]
    assert LONG.text.startswith(kept)
    assert 6 <= len(kept.split()) <= 9  # 1.5 s at five words a second
    interrupted = observed(stage, WordsHeard)[-1].interrupted
    assert f"{kept} {interrupted}" == LONG.text
    assert stage.of(Resume) == []


def test_legal_text_is_heard_in_full_and_the_words_over_it_are_answered_after() -> None:
    """The disclosure cannot be interrupted, and what was said over it is not lost."""
    legal = Say("Du snakker med en kunstig intelligens fra Fjordlys", "disclosure", False)

    def disclosing(observation: Observation) -> Answer:
        if isinstance(observation, CallStarted):
            return Answer((legal, Say("Hva gjelder det?", "greeting")), FREE)
        return Answer((Say("Skjønner.", "ack"),), FREE)

    stage = staged(disclosing)
    stage.wait(500)
    stage.speak(512, "vi trenger et nytt system")
    stage.wait(4_000)
    assert stage.of(Hold) == []
    assert texts(stage.said(), "agent") == [legal.text, "Skjønner."]
    assert observed(stage, WordsHeard)[-1].interrupted == "Hva gjelder det?"


def test_speech_over_our_last_syllables_is_no_interruption() -> None:
    """Callers answer a moment early; nothing is held and nothing counts as unheard."""
    stage = staged()
    stage.wait(4 * 200 - 192)
    stage.speak(512, "ja")
    stage.wait(1_000)
    assert stage.of(Hold) == []
    assert observed(stage, WordsHeard)[-1].interrupted == ""


def test_noise_when_we_are_silent_is_nobodys_turn() -> None:
    """A short sound without words brings no question."""
    stage = staged()
    stage.wait(1_500)
    stage.speak(160, "")
    stage.wait(2_000)
    assert observed(stage, NothingUnderstood) == []


def test_speech_that_is_not_understood_is_asked_about_again() -> None:
    """A turn without words the recogniser trusts reaches the dialog as such (DIA-04)."""
    stage = staged()
    stage.wait(1_500)
    stage.speak(960, "gjeddefiske i slottsparken", accepted=False)
    stage.wait(2_000)
    assert observed(stage, NothingUnderstood) == [NothingUnderstood("t1.1")]


def test_a_recogniser_that_never_answers_does_not_leave_the_caller_in_silence() -> None:
    """After the limit the turn counts as not understood."""
    stage = staged()
    stage.engine_ms = 60_000
    stage.wait(1_500)
    stage.speak(960, "ja")
    stage.wait(3_500)
    assert observed(stage, NothingUnderstood) == [NothingUnderstood("t1.1")]


def test_silence_is_answered_by_prompts_that_count() -> None:
    """After six seconds, and again; the dialog decides what to say and when to end."""
    stage = staged()
    stage.wait(15_000)
    assert observed(stage, SilenceElapsed) == [SilenceElapsed(1), SilenceElapsed(2)]


def test_words_make_the_count_of_silences_begin_again() -> None:
    """A caller who has spoken is not a silent one."""
    stage = staged()
    stage.wait(7_500)
    stage.speak(320, "ja")
    stage.wait(7_500)
    assert [seen.times for seen in observed(stage, SilenceElapsed)] == [1, 1]


def booking(observation: Observation) -> Answer:
    match observation:
        case CallStarted():
            return Answer((Say("Jeg sjekker.", "check"), UseTool("find_slots")), Expectation())
        case ToolSlow():
            return Answer((Say("Et øyeblikk.", "tool.slow"),), Expectation())
        case ToolAnswered():
            return Answer((Say("Tirsdag eller onsdag?", "offer"),), FREE)
        case _:
            return Answer()


def test_a_tool_starts_at_once_and_its_answer_waits_for_what_is_being_said() -> None:
    """Tools run while we speak; nothing is cut off by a quick answer."""
    stage = staged(booking)
    stage.wait(4_000)
    assert stage.of(RunTool)[0][0] == 0
    assert observed(stage, ToolSlow) == []
    assert texts(stage.said(), "agent") == ["Jeg sjekker.", "Tirsdag eller onsdag?"]


def test_a_slow_tool_gets_one_moment_said_once() -> None:
    """Nobody is left in silence while a calendar thinks."""
    stage = Stage(ScriptedDialog(booking))
    stage.tool_ms = 3_000
    stage.connect()
    stage.wait(6_000)
    assert len(observed(stage, ToolSlow)) == 1
    assert texts(stage.said(), "agent")[1] == "Et øyeblikk."


def parting(observation: Observation) -> Answer:
    match observation:
        case CallStarted():
            return Answer((Say("Takk for praten og ha en fin dag", "closing"), EndCall("done")))
        case _:
            return Answer((Say("Ja?", "reopened"),), FREE, DialogState())


def test_the_goodbye_is_heard_in_full_before_the_line_drops() -> None:
    """Hanging up waits for the last word to be played, and a moment."""
    stage = staged(parting)
    stage.wait(4_000)
    (ended_ms, command) = stage.of(HangUp)[0]
    assert command == HangUp("done")
    assert ended_ms >= 8 * 200 + Manners().grace_ms
    assert texts(stage.said(), "agent") == ["Takk for praten og ha en fin dag"]


def test_a_goodbye_over_our_goodbye_does_not_stop_it() -> None:
    """Both say goodbye at once: ours goes on, and the call ends."""
    stage = staged(parting)
    stage.wait(600)
    stage.speak(448, "takk ha det bra")
    stage.wait(4_000)
    assert [command for _, command in stage.of(HangUp)] == [HangUp("done")]
    assert observed(stage, WordsHeard) == []


def test_agreement_that_goes_on_after_it_was_answered_does_not_stop_us() -> None:
    """«Ja … det stemmer»: the first word was the answer, the rest costs no word of ours."""

    def confirming(observation: Observation) -> Answer:
        if isinstance(observation, CallStarted):
            return Answer((Say("Stemmer det?", "confirm"),), YES_NO)
        return Answer((Say("Da er det booket på onsdag klokka ti", "booked"),), FREE)

    stage = staged(confirming)
    stage.wait(1_000)
    stage.speak(256, "ja")
    stage.wait(384)
    stage.speak(512, "a det stemmer")
    stage.wait(4_000)
    assert [seen.text for seen in observed(stage, WordsHeard)] == ["ja"]
    assert texts(stage.said(), "agent")[-1] == "Da er det booket på onsdag klokka ti"


def test_a_question_over_our_goodbye_is_answered_and_the_line_stays() -> None:
    """The caller has one more thing: the ending is called off."""
    stage = staged(parting)
    stage.wait(600)
    stage.speak(640, "vent litt hva koster det")
    stage.wait(3_000)
    assert stage.of(HangUp) == []
    assert texts(stage.said(), "agent")[-1] == "Ja?"


def test_a_hand_over_is_announced_in_full_and_then_made() -> None:
    """The transfer waits until the caller has heard of it (TEL-02)."""

    def handing(observation: Observation) -> Answer:
        if isinstance(observation, TransferFailed):
            return Answer((Say("Ingen svarte.", "transfer.failed"),), YES_NO)
        return Answer((Say("Jeg setter deg over.", "handover"), HandOver("sales", "Kari, CRM")))

    stage = staged(handing)
    stage.wait(10_000)
    (at_ms, command) = stage.of(Transfer)[0]
    assert command == Transfer("sales", "Kari, CRM")
    assert at_ms >= 4 * 200
    assert observed(stage, SilenceElapsed) == []
    stage.tell(TransferEnded(stage.now_ms, "no_answer"))
    stage.wait(1_000)
    assert texts(stage.said(), "agent")[-1] == "Ingen svarte."


def test_a_key_answers_at_once_and_over_our_voice() -> None:
    """Keys are a second way to answer; they do not wait for us to finish."""
    stage = staged(explaining)
    stage.wait(1_000)
    stage.tell(KeyPressed(stage.now_ms, "1"))
    assert observed(stage, KeysPressed) == [KeysPressed("1")]
    stage.wait(1_000)
    assert texts(stage.said(), "agent")[-1] == "Greit."


def test_keys_of_a_number_are_gathered() -> None:
    """Eight digits asked for are one answer."""

    def number(observation: Observation) -> Answer:
        return Answer((Say("Hvilket nummer?", "ask.phone"),), Expectation(AnswerKind.DIGITS))

    stage = staged(number)
    stage.wait(1_000)
    for digit in "40612345":
        stage.wait(300)
        stage.tell(KeyPressed(stage.now_ms, digit))
    assert observed(stage, KeysPressed) == [KeysPressed("40612345")]


def test_what_was_learned_is_kept_when_it_changes() -> None:
    """A slot is kept with its evidence, once per value (QUA-21)."""
    role = SlotValue("ceo", "daglig leder", "jeg er daglig leder", "t1.1", 0.9, True)

    def learning(observation: Observation) -> Answer:
        if isinstance(observation, WordsHeard):
            return Answer((Say("Fint.", "ack"),), FREE, DialogState(slots={"role": role}))
        return opening(observation)

    stage = staged(learning)
    stage.wait(1_000)
    for _ in range(2):
        stage.speak(640, "jeg er daglig leder")
        stage.wait(3_000)
    assert [command for _, command in stage.of(SaveFact)] == [
        SaveFact("role", "ceo", "daglig leder", True, "t1.1", "jeg er daglig leder", 0.9)
    ]


def test_a_speculation_on_an_outdated_state_is_made_again() -> None:
    """A tool answers while the caller's words are being weighed: the step is taken anew."""

    def busy(observation: Observation) -> Answer:
        match observation:
            case CallStarted():
                return Answer((UseTool("find_slots"),), FREE)
            case ToolAnswered():
                return Answer()
            case _:
                return Answer((Say("Fint.", "ack"),), FREE)

    stage = Stage(ScriptedDialog(busy))
    stage.tool_ms = 1_000
    stage.connect()
    stage.wait(96)
    stage.speak(640, "noe om været")
    stage.wait(1_500)
    assert len(observed(stage, WordsHeard)) == 2
    assert texts(stage.said(), "agent") == ["Fint."]


def test_words_of_an_earlier_span_are_ignored() -> None:
    """A late transcript of a turn that went on does not end it."""
    stage = staged()
    stage.engine_ms = 2_000
    stage.wait(1_000)
    stage.speak(640, "gammelt")
    stage.wait(224)
    (_, asked) = stage.of(TranscribeSpan)[0]
    stage.speak(320)
    stage.tell(TurnTranscribed(stage.now_ms, asked.span, Transcript("gammelt", 0.9, True)))
    stage.wait(192)
    assert observed(stage, WordsHeard) == []


def test_a_voice_that_fails_does_not_block_what_follows() -> None:
    """An utterance that cannot be said is skipped; the call goes on."""

    def two(observation: Observation) -> Answer:
        return Answer((Say("Første ting her", "one"), Say("Andre ting her", "two")), FREE)

    stage = staged(two)
    stage.tell(SynthesisFailed(10, 1, "provider"))
    stage.wait(3_000)
    assert texts(stage.said(), "agent")[-1] == "Andre ting her"


def test_a_call_at_its_longest_ends_with_a_sentence() -> None:
    """The limit is spoken, heard in full, and ends the call."""
    stage = staged(opening, replace(Manners(), longest_call_ms=5_000))
    stage.wait(12_000)
    assert texts(stage.said(), "agent")[-1] == Manners().limit_sentence
    assert [command for _, command in stage.of(HangUp)] == [HangUp("time_limit")]


def test_a_supervisor_who_takes_over_mutes_us_until_the_call_is_given_back() -> None:
    """Between taking over and giving back, the dialog hears and says nothing."""
    stage = staged(explaining)
    stage.wait(500)
    stage.tell(SupervisorActed(stage.now_ms, "took_over"))
    stage.speak(640, "hva koster det")
    stage.wait(8_000)
    assert observed(stage, WordsHeard) == []
    assert observed(stage, SilenceElapsed) == []
    stage.tell(SupervisorActed(stage.now_ms, "gave_back", "prisen er avklart"))
    assert observed(stage, GaveBack) == [GaveBack("prisen er avklart")]


def test_a_supervisors_line_is_said_next() -> None:
    """A whispered line is spoken by the agent."""
    stage = staged()
    stage.wait(1_500)
    stage.tell(SupervisorActed(stage.now_ms, "said", "Vi gir ti prosent rabatt"))
    stage.wait(2_000)
    assert texts(stage.said(), "agent")[-1] == "Vi gir ti prosent rabatt"


def test_nothing_happens_after_the_line_has_closed() -> None:
    """What was being said is kept as far as it was heard; later events are nobody's."""
    stage = staged(explaining)
    stage.wait(1_504)
    stage.tell(LineClosed(stage.now_ms, "hangup"))
    assert len(texts(stage.said(), "agent")) == 1
    before = len(stage.log)
    stage.speak(640, "hallo")
    stage.wait(2_000)
    assert len(stage.log) == before
