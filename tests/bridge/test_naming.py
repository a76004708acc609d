"""A service by a line of settings, and what is said when the line does not do."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import voiceagent.__main__ as command_line
from models.bridge.loading import bridged_synthesizer, bridged_transcriber
from models.bridge.options import read_options
from models.bridge.service_class import find_class, runs_here
from models.loading import load_engines
from tests.bridge.engines import ENVIRON
from tests.support.vendors import KEY
from voiceagent.errors import ConfigurationError
from voiceagent.settings import read_settings

_KEYED = '{"api_key": "env:VENDOR_KEY"}'


def _refused(name: str, options: str = _KEYED, *, tts: bool = False) -> str:
    make = bridged_synthesizer if tts else bridged_transcriber
    with pytest.raises(ConfigurationError) as raised:
        make(f"pipecat:{name}", options, ENVIRON)
    return str(raised.value)


@pytest.mark.parametrize(
    ("name", "kind", "found"),
    [
        ("cartesia", "stt", "CartesiaSTTService"),
        ("elevenlabs", "tts", "ElevenLabsTTSService"),
        ("openai", "stt", "OpenAISTTService"),
        ("whisper", "stt", "WhisperSTTService"),
        ("pipecat.services.elevenlabs.stt.ElevenLabsRealtimeSTTService", "stt", None),
    ],
)
def test_a_vendor_is_found_by_its_name_or_its_class(
    name: str, kind: str, found: str | None
) -> None:
    """The vendor's main class, or any other by its full name."""
    read = read_options("VOICEAGENT_ASR", f"pipecat:{name}", "", {})
    service = find_class(read, kind)  # type: ignore[arg-type]
    assert service.__name__ == (found or name.rpartition(".")[2])
    assert runs_here(service) == (name == "whisper")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("nobody", "there is no pipecat.services.nobody.stt"),
        ("pipecat.services.cartesia.stt.Nothing", "there is no class"),
        ("pipecat.services.cartesia.tts.CartesiaTTSService", "is no recogniser"),
        ("pipecat.services.stt_service.STTService", "is no recogniser"),
        ("azure", r"pip install 'pipecat-ai[azure]==1.14.*'"),
        ("deepgram", r"pip install 'pipecat-ai[deepgram]==1.14.*'"),
        ("pipecat.services.deepgram.flux", "there is no class"),
    ],
)
def test_a_class_that_does_not_do_is_told_at_start_up(name: str, told: str) -> None:
    """In the operator's terms, with the extra to install where that is what is missing."""
    message = _refused(name)
    assert told in message
    assert message.startswith("VOICEAGENT_ASR")


def test_a_vendor_without_a_main_class_is_asked_for_by_one_of_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The message names them."""
    import pipecat.services.rime.tts as rime

    monkeypatch.setattr(rime, "RimeTTSService", None)
    assert "pipecat.services.rime.tts.RimeHttpTTSService" in _refused("rime", tts=True)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ("{", "VOICEAGENT_ASR_OPTIONS: not JSON"),
        ("[]", "a JSON object"),
        ("{}", "api_key: CartesiaSTTService needs it"),
        ('{"api_key": "abc"}', 'write "env:NAME"'),
        ('{"api_key": "env:NOT_THERE"}', "the environment has no NOT_THERE"),
        ('{"api_key": "env:VENDOR_KEY", "base_ulr": "x"}', "did you mean base_url?"),
        ('{"api_key": "env:VENDOR_KEY", "settings": {"modle": "x"}}', "did you mean model?"),
        ('{"api_key": "env:VENDOR_KEY", "settings": 1}', "settings: an object"),
        ('{"api_key": "env:VENDOR_KEY", "bridge": {"speed": 1}}', "bridge.speed: unknown"),
        ('{"api_key": "env:VENDOR_KEY", "bridge": {"spare": "1"}}', "a whole number"),
    ],
)
def test_a_wrong_option_is_told_at_start_up(options: str, told: str) -> None:
    """Misspelt, missing, or a key written out where anybody can read it."""
    assert told in _refused("cartesia", options)


def test_what_a_class_refuses_is_told_without_our_secrets() -> None:
    """A class may quote what it was given."""
    name = "pipecat.services.deepgram.tts.DeepgramTTSService"
    options = json.dumps({"api_key": "env:VENDOR_KEY", "encoding": "env:VENDOR_KEY"})
    message = _refused(name, options, tts=True)
    assert "Unsupported encoding" in message
    assert KEY not in message


def test_the_command_line_shows_an_extra_in_its_brackets(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """They are no style of the terminal's."""

    def refuse() -> None:
        raise ConfigurationError(_refused("azure"))

    monkeypatch.setattr(command_line, "app", refuse)
    with pytest.raises(SystemExit) as ending:
        command_line.main()
    assert ending.value.code == 2
    assert "pipecat-ai[azure]==1.14.*" in capsys.readouterr().err.replace("\n", "")


def test_options_fingerprint_is_that_of_what_is_written() -> None:
    """Another voice has another, another key has not."""
    one = read_options("VOICEAGENT_TTS", "pipecat:x", _KEYED, {"VENDOR_KEY": "a"})
    same = read_options("VOICEAGENT_TTS", "pipecat:x", _KEYED, {"VENDOR_KEY": "b"})
    assert one.fingerprint == same.fingerprint
    assert one.arguments["api_key"] == "a"


def test_the_settings_take_a_vendor_by_name() -> None:
    """And nothing that is neither an engine of ours nor a vendor's."""
    assert read_settings(asr="pipecat:azure").asr == "pipecat:azure"
    for wrong in ("azure", "pipecat:", "pipecat:a b"):
        with pytest.raises(ConfigurationError, match="VOICEAGENT_TTS"):
            read_settings(tts=wrong)


def test_options_for_an_engine_of_ours_are_refused() -> None:
    """They would have no effect."""
    with pytest.raises(ConfigurationError, match="only a pipecat"):
        load_engines(asr_options="{}")


def test_pipecat_is_neither_loaded_nor_heard_unless_chosen() -> None:
    """It costs seconds and logs what is said; chosen, it prints nothing."""
    asked = "import sys, models.loading; print('pipecat' in sys.modules)"
    chosen = "import models.bridge.loading, pipecat.services.cartesia.tts as t; print(True)"
    root = Path(__file__).parents[2]
    for code, told in ((asked, "False\n"), (chosen, "True\n")):
        run = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root
        )
        assert run.stdout == told
        assert "ipecat" not in run.stderr
