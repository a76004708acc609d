"""The embedded voice and its pronunciation."""

from __future__ import annotations

import asyncio

import numpy as np
import pytest

from models.engines.espeak import EspeakSynthesizer
from models.engines.espeak_library import espeak_library
from models.engines.loudness import active_level, levelled
from models.engines.pronunciation import sayable
from models.engines.worker import EngineThread
from models.loading import caller_voice
from models.voices import (
    AGENT_VOICE,
    CALLER_VOICES,
    HELD_OUT_VARIANTS,
    VALIDATION_VARIANTS,
)
from voiceagent.errors import ConfigurationError, ProviderError


def test_words_are_respelled_one_by_one_and_stay_traceable() -> None:
    """What is read differs from what is written; the written word keeps its place."""
    clause = sayable("Og et CRM-system, til meg.")
    assert clause.text == "å et se ær emm-system, till mei."
    assert clause.words == ("Og", "et", "CRM-system,", "til", "meg.")
    assert [clause.text[start] for start in clause.starts] == ["å", "e", "s", "t", "m"]


def test_the_library_is_one_per_process() -> None:
    """espeak-ng cannot be loaded twice."""
    assert espeak_library() is espeak_library()


def test_an_unknown_voice_is_an_error() -> None:
    """The engine says so; it does not speak in another voice."""
    with pytest.raises(ProviderError, match="voice"):
        espeak_library().speak("ja", AGENT_VOICE, language="none-of-this-name")


def test_stopping_ends_the_synthesis_early() -> None:
    """Asked every 60 ms of audio; a stopped clause is shorter than a whole one."""
    library = espeak_library()
    text = "dette er en ganske lang setning som ingen vil høre slutten av"
    whole = library.speak(text, AGENT_VOICE)
    stopped = library.speak(text, AGENT_VOICE, lambda: True)
    assert len(stopped.samples) < len(whole.samples) / 4


def test_the_word_that_a_mark_points_at_begins_there() -> None:
    """Marks count characters of the text as it was given."""
    speech = espeak_library().speak("onsdag klokka ti", AGENT_VOICE)
    assert [mark.position for mark in speech.marks] == [0, 7, 14]


async def test_small_words_that_run_together_get_times_of_their_own(thread: EngineThread) -> None:
    """espeak-ng marks «i dag» once; both words are timed."""
    voice = EspeakSynthesizer(thread)
    words = [w async for c in voice.synthesize("Kan vi ta det i dag?") for w in c.words]
    assert [word.text for word in words] == ["Kan", "vi", "ta", "det", "i", "dag?"]
    starts = [word.start_ms for word in words]
    assert starts == sorted(starts)


async def test_two_clauses_at_once_do_not_mix(thread: EngineThread) -> None:
    """Calls share the library; each gets its own words."""
    voices = [EspeakSynthesizer(thread), EspeakSynthesizer(thread, CALLER_VOICES["arne"])]

    async def length(voice: EspeakSynthesizer, text: str) -> int:
        return sum([len(chunk.samples) async for chunk in voice.synthesize(text)])

    short, long = await asyncio.gather(
        length(voices[0], "Ja."), length(voices[1], "Det er jeg som bestemmer i dette firmaet.")
    )
    assert long > 3 * short


async def test_every_voice_is_equally_loud(thread: EngineThread) -> None:
    """−20 to −16 dBFS while it sounds, whatever the variant, and nothing is clipped."""
    for voice in (AGENT_VOICE, *CALLER_VOICES.values()):
        speech = [c.samples async for c in EspeakSynthesizer(thread, voice).synthesize("Ja takk.")]
        samples = (np.concatenate(speech) / 32768).astype(np.float32)
        assert -20 <= 20 * np.log10(active_level(samples)) <= -16
        assert np.abs(samples).max() <= 0.91


def test_silence_is_not_made_loud() -> None:
    """Nothing to level in nothing."""
    quiet = np.full(800, 1e-4, np.float32)
    assert levelled(quiet) is quiet
    assert active_level(np.zeros(0, np.float32)) == 0
    assert active_level(np.full(10, 0.5, np.float32)) == 0.5


def test_a_policys_own_words_win_over_ours() -> None:
    """Names as the company says them, in letters or phonemes; compounds as a whole or in part."""
    own = {"Fjordlys": "[[fju:RlY:s]]", "CRM-system": "systemet", "og": "og"}
    clause = sayable("Fjordlys og CRM-system, CRM-lys.", own)
    assert clause.text == "[[fju:RlY:s]] og systemet, se ær emm-lys."
    assert clause.words == ("Fjordlys", "og", "CRM-system,", "CRM-lys.")


async def test_own_words_change_the_sound_and_the_voices_name(thread: EngineThread) -> None:
    """Cached phrases of the old pronunciation are then not used."""
    plain = EspeakSynthesizer(thread)
    own = EspeakSynthesizer(thread, own_words={"Fjordlys": "fjordlysene våre"})
    lengths = [
        sum([len(chunk.samples) async for chunk in voice.synthesize("Fjordlys")])
        for voice in (plain, own)
    ]
    assert lengths[1] > 1.3 * lengths[0]
    assert plain.voice != own.voice


def test_a_voice_names_its_manner() -> None:
    """The phrase cache's key changes with every setting that changes the sound."""
    names = {caller_voice(name).voice for name in CALLER_VOICES}
    assert len(names) == len(CALLER_VOICES)


def test_an_unknown_caller_is_told() -> None:
    """With the names that there are."""
    with pytest.raises(ConfigurationError, match="kari"):
        caller_voice("nobody")


def test_callers_validation_and_training_share_no_voice() -> None:
    """The recogniser's figures are on voices that it never heard."""
    callers = {voice.variant for voice in CALLER_VOICES.values()}
    assert not callers & set(VALIDATION_VARIANTS)
    assert callers | set(VALIDATION_VARIANTS) <= HELD_OUT_VARIANTS
