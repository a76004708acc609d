"""Which line comes next."""

from __future__ import annotations

from telephony.loopback.audio import NoiseKind
from telephony.loopback.lines import Backchannel, Burst, Cough, Line, Say, Silence
from telephony.loopback.script import Script, is_closing
from tests.telephony.loopback.scenarios import scenario


def test_lines_of_a_prompt_are_taken_in_turn_and_the_last_one_again() -> None:
    """Asked the same a third time, people repeat what they said."""
    script = Script(scenario({"ask.role": ["Leder.", "Daglig leder."]}))
    said = [script.reply("ask.role") for _ in range(4)]
    assert said == [Say("Leder."), *[Say("Daglig leder.")] * 3]


def test_nobody_repeats_a_line_for_ever() -> None:
    """After three repeats the caller falls back on something else."""
    script = Script(scenario({"ask.role": "Leder."}))
    said = [script.reply("ask.role") for _ in range(5)]
    assert said == [*[Say("Leder.")] * 4, Say("Hva?")]


def test_an_exact_key_goes_before_a_pattern_and_patterns_by_their_order() -> None:
    """The file's order decides only among patterns."""
    answers = {"ask.*": "En.", "ask.role": "To.", "*": "Tre."}
    script = Script(scenario(answers))
    assert script.reply("ask.role") == Say("To.")
    assert script.reply("ask.need") == Say("En.")
    assert script.reply("offer.slots") == Say("Tre.")


def test_statements_are_not_answered_unless_a_rule_names_them() -> None:
    """«Fint.» needs no reply, and a rule for everything does not mean it."""
    script = Script(scenario({"*": "Ja.", "answer.*": "Takk."}))
    assert script.reply("ack.name") is None
    assert script.reply("disclosure") is None
    assert script.reply("answer.price") == Say("Takk.")


def test_a_question_asked_in_other_words_gets_the_last_answer() -> None:
    """A scenario need not list every way in which the agent may ask again."""
    script = Script(scenario({"ask.timing": "Til høsten."}))
    script.reply("ask.timing")
    assert script.reply("clarify.timing") == Say("Til høsten.")
    assert script.reply("narrow.timing") == Say("Til høsten.")


def test_an_unknown_question_gets_the_fallback() -> None:
    """Its lines in turn, then the last of them again, and at length nothing."""
    script = Script(scenario({}, fallback=["Hva?", "Ja."]))
    said = [script.reply("ask.colour") for _ in range(6)]
    assert said == [Say("Hva?"), *[Say("Ja.")] * 4, Silence()]
    assert script.fallback() == Silence()


def test_an_interjection_waits_for_its_moment_and_is_used_once() -> None:
    """Not before so much has been heard, and not for another prompt."""
    line = {"backchannel": "Mm.", "after_ms": 400}
    script = Script(scenario({"offer.slots": [line, "Den første."]}))
    assert script.interjection("offer.slots", 380) is None
    assert script.interjection("ask.role", 900) is None
    assert script.interjection("offer.slots", 400) == Backchannel("Mm.", 400)
    assert script.interjection("offer.slots", 900) is None
    assert script.reply("offer.slots") == Say("Den første.")


def test_interjections_whose_moment_passed_are_left_out() -> None:
    """A prompt shorter than thought: «mm» is dropped, an interruption becomes an answer."""
    answers = {
        "offer.slots": [{"backchannel": "Mm.", "after_ms": 400}, {"cough": 200, "after_ms": 9}],
        "ask.role": {"say": "Leder.", "interrupt_after_ms": 5_000},
    }
    script = Script(scenario(answers))
    assert script.reply("offer.slots") == Say("Hva?")
    assert script.reply("ask.role") == Say("Leder.", after_ms=5_000)
    assert script.reply("ask.role") == Say("Leder.")


def test_an_interruption_is_repeated_as_an_answer() -> None:
    """When the agent asks again after it was interrupted, the same words are said in turn."""
    script = Script(scenario({"ask.role": {"say": "Leder.", "interrupt_after_ms": 100}}))
    assert script.interjection("ask.role", 100) == Say("Leder.", after_ms=100)
    assert script.reply("ask.role") == Say("Leder.")


def test_a_prelude_is_no_answer() -> None:
    """A cough comes first, the answer next, and only the answer is ever repeated."""
    answers = {"ask.role": [{"cough": 200}, {"noise": {"kind": "pink", "ms": 300}}, "Leder."]}
    script = Script(scenario(answers))
    expected: list[Line] = [
        Cough(200),
        Burst(NoiseKind.PINK, 300, -26.0),
        Say("Leder."),
        Say("Leder."),
    ]
    assert [script.reply("ask.role") for _ in expected] == expected


def test_closings_are_known_by_their_name() -> None:
    """After these the line must drop."""
    assert is_closing("closing.booked")
    assert not is_closing("handover")
