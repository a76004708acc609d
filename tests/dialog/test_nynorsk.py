"""Nynorsk callers are understood as well as others, and the voice answers in Nynorsk."""

from __future__ import annotations

import pytest

from tests.dialog.calls import call, known, said
from voiceagent.dialog.leading.summary import summarise
from voiceagent.dialog.moves import HandOver
from voiceagent.dialog.policies.prompts import in_language
from voiceagent.norwegian.speaking.speak import sayable


@pytest.mark.parametrize(
    ("policy", "language", "words", "key"),
    [
        ("b2b_lead", "nn", "kvar held de til", "answer.office"),
        ("b2b_lead", "nn", "kvar er møtet", "answer.where"),
        ("b2b_lead", "nn", "kjem de til oss", "answer.where"),
        ("b2b_lead", "nn", "kva kan de tilby", "answer.what"),
        ("b2b_lead", "nn", "kva sel de", "answer.what"),
        ("b2b_lead", "nn", "kva tek de for det", "answer.price"),
        ("b2b_lead", "nn", "tek de opp samtalen", "answer.privacy"),
        ("b2b_lead", "nn", "blir samtalen teken opp", "answer.privacy"),
        ("b2b_lead", "nn", "vert dette teke opp", "answer.privacy"),
        ("b2b_lead", "nn", "kva gjer de med opplysningane", "answer.privacy"),
        ("b2b_lead", "nn", "får eg ei innkalling", "answer.confirmation"),
        ("b2b_lead", "nn", "får eg ei stadfesting", "answer.confirmation"),
        ("reception", "nn", "kva er adressa dykkar", "answer.office"),
        ("b2b_lead", "nb", "er det opptak av samtalen", "answer.privacy"),
        ("b2b_lead", "nb", "er det opptak", "answer.privacy"),
        ("b2b_lead", "nb", "er vi på opptak nå", "answer.privacy"),
        ("b2b_lead", "nb", "snakker jeg med et opptak", "answer.robot"),
    ],
)
def test_questions_on_the_list_are_answered_in_either_language(
    policy: str, language: str, words: str, key: str
) -> None:
    """DIA-06: whether we record is no question of what we are, and «de» is «dere»."""
    chat = call(policy, words, language=language)
    assert key in chat.keys, chat.transcript()
    assert "need" not in known(chat)


@pytest.mark.parametrize(
    "words", ["kvar har de fått nummeret frå", "korleis fekk de nummeret mitt"]
)
def test_whoever_asks_where_we_have_the_number_from_is_told(words: str) -> None:
    """GDP-09: once we know whom we speak with."""
    assert "answer.source" in call("callback", "ja", words, language="nn").keys


@pytest.mark.parametrize(
    "words", ["lagres dataene i norge", "blir dataa lagra i noreg", "vert opplysningane lagra her"]
)
def test_a_passive_question_is_no_need(words: str) -> None:
    """QUA-02: only what the caller needs is kept as their need."""
    assert "need" not in known(call("b2b_lead", "hei", words, language="nn"))


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("snakke med sal", "sales"),
        ("har du nummeret til sal", "sales"),
        ("eg skulle hatt tak i nokon på sal", "sales"),
        ("nokon på rekneskap", "accounting"),
        ("ha tak i rekneskap", "accounting"),
        ("eg har fått ei rekning som ikkje stemmer", "accounting"),
    ],
)
def test_departments_have_nynorsk_names(words: str, target: str) -> None:
    """HND-01: the queue that was named, and it is named before the transfer."""
    chat = call("reception", words, language="nn")
    assert chat.handed_over is not None
    assert chat.handed_over.target == target, chat.transcript()
    label = {"sales": "sal", "accounting": "rekneskap"}[target]
    assert said(chat)[-1] == f"Eg set deg over til {label}."


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nn", "eg vil strykast frå lista"),
        ("nb", "jeg vil strykes fra lista"),
        ("nn", "eg vil fjernast frå lista"),
        ("nn", "eg vil slettast"),
        ("nn", "kan eg bli stroken frå lista"),
        ("nn", "hald opp med å ringje"),
        ("nb", "dere må holde opp med å ringe"),
        ("nn", "de må halde opp med å ringje meg"),
    ],
)
def test_never_again_is_believed_in_either_language(language: str, words: str) -> None:
    """QUA-12: honoured at once, and never taken for a need."""
    chat = call("b2b_lead", words, language=language)
    assert chat.ended == "opted_out", chat.transcript()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nn", "det er dette nummeret"),
        ("nb", "jeg fikk en oppringning fra dette nummeret"),
        ("nn", "ikkje meir enn femti tusen"),
        ("nn", "vi treng ikkje meir enn ti lisensar"),
        ("nn", "eg ringjer om ein avtale eg har"),
        ("nb", "har du nummeret til salg"),
    ],
)
def test_nobody_is_hung_up_on_for_a_number(language: str, words: str) -> None:
    """DIA-03: a number that is spoken of is not the wrong one, and nobody asked to be rung."""
    chat = call("b2b_lead", words, language=language)
    assert chat.ended is None, chat.transcript()
    assert "ask.callback" not in chat.keys


def test_a_no_to_being_recorded_gets_a_word() -> None:
    """GDP-09: the caller hears that the no was heard."""
    for words in ("nei helst ikkje", "nei", "ikkje ta opp samtalen"):
        assert "recording.off" in call("b2b_lead_recorded", words, language="nn").keys, words
    assert "recording.off" not in call("b2b_lead_recorded", "ja", language="nn").keys


@pytest.mark.parametrize("words", ["ho er død", "Kari er død dessverre", "han har gått bort"])
def test_whoever_answers_for_the_dead_hears_that_we_are_sorry(words: str) -> None:
    """QUA-12: and nothing more is asked."""
    chat = call("callback", words, language="nn")
    assert chat.keys[-1] == "closing.grief"
    assert chat.ended is not None


def test_the_voice_knows_the_language_of_what_it_says() -> None:
    """DIA-07: ordinals and numbers in a clause that has no Nynorsk word of its own."""
    chat = call("b2b_lead", "hei", language="nn")
    assert [say.language for say in chat.state.pending.says] == ["nn"]
    clause = "onsdag 30. november klokka ett"
    assert sayable(clause, "nn") == "onsdag trettiande november klokka eitt"
    assert sayable(clause, "nb") == sayable(clause) == "onsdag trettiende november klokka ett"
    assert sayable("Er 41 81 41 00 rett nummer?", "nn").startswith("Er førtiein, åttiein,")


def test_days_and_their_parts_are_all_nynorsk() -> None:
    """DIA-07: not «mandag» beside «tysdag»."""
    assert in_language("mandag formiddag", "nn") == "måndag føremiddag"
    assert in_language("i løpet av formiddagen", "nn") == "i løpet av føremiddagen"
    assert in_language("mandag formiddag", "nb") == "mandag formiddag"


def test_colleagues_read_one_language() -> None:
    """HND-16: the company's, whatever the call was held in."""
    chat = call("b2b_lead", "eg vil snakke med eit menneske", language="nn")
    assert isinstance(chat.handed_over, HandOver)
    assert chat.handed_over.summary.startswith("Ukjent innringer")
    assert summarise(chat.state, language="nn").startswith("Ukjend innringar")
