"""Which of Whisper's guesses may be acted on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.engines.acceptance import WhisperGuess, acceptable, plain

_GOOD = WhisperGuess("ja det passer bra", log_probability=-0.2, no_speech=0.05, at_cap=False)


def test_text_becomes_plain_words() -> None:
    """The dialog's readers take lower-case words."""
    assert plain(" Ja, på Onsdag – kl. 10! ") == "ja på onsdag kl 10"


@pytest.mark.parametrize(
    ("guess", "speech_ms", "phrases"),
    [
        pytest.param(replace(_GOOD, text=""), 900, (), id="no words"),
        pytest.param(replace(_GOOD, at_cap=True), 900, (), id="did not stop"),
        pytest.param(replace(_GOOD, text="takk " * 40), 9_000, (), id="ran in circles"),
        pytest.param(replace(_GOOD, no_speech=0.9, log_probability=-1.1), 900, (), id="silence"),
        pytest.param(replace(_GOOD, log_probability=-1.6), 900, (), id="unlikely"),
        pytest.param(_GOOD, 500, (), id="faster than people speak"),
        pytest.param(replace(_GOOD, text="teksting av noen"), 900, (), id="a subtitle credit"),
        pytest.param(
            replace(_GOOD, text="ja det er greit teksting av nicolai winther"),
            9_000,
            (),
            id="a subtitle credit behind words",
        ),
        pytest.param(
            replace(_GOOD, text="takk for at du så på"), 9_000, (), id="a video's goodbye"
        ),
        pytest.param(replace(_GOOD, text="ja ja ja ja ja ja"), 9_000, (), id="one word on end"),
        pytest.param(
            replace(_GOOD, text="det er det er det er det er"), 9_000, (), id="two words on end"
        ),
        pytest.param(
            replace(_GOOD, text="fjordtek ola hansen"),
            9_000,
            ("Kari Nordmann", "Fjordtek", "Ola Hansen"),
            id="an echo of a part of it",
        ),
        pytest.param(
            replace(_GOOD, text="kari nordmann fjordtek"),
            900,
            ("Kari Nordmann", "Fjordtek"),
            id="an echo of what it was told",
        ),
    ],
)
def test_guesses_that_must_not_be_acted_on(
    guess: WhisperGuess, speech_ms: int, phrases: tuple[str, ...]
) -> None:
    """Each acceptance filter on its own."""
    assert acceptable(_GOOD, 900, ())
    assert not acceptable(guess, speech_ms, phrases)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("nei nei nei nei", id="said with force"),
        pytest.param("null null fire fire null null fire fire", id="a number"),
        pytest.param("takk for at du ringte", id="a goodbye"),
        pytest.param("kari nordmann", id="one of the phrases that were likely"),
    ],
)
def test_words_that_people_say_pass(text: str) -> None:
    """A filter that costs true answers costs more than it saves."""
    guess = replace(_GOOD, text=text)
    assert acceptable(guess, 4_000, ("Kari Nordmann", "Fjordtek"))
