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
