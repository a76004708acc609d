"""``voiceagent models``: the table, and fetching from a hub on this machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from models.shelf.sources import SOURCES, source_named
from tests.support.file_server import FileServer, file_server
from voiceagent.__main__ import app

_VOICE = source_named("no_NO-talesyntese-medium")


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FileServer]:
    """A hub that has the voice, and a data folder of this test's own."""
    monkeypatch.setenv("VOICEAGENT_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "200")
    with file_server() as server:
        monkeypatch.setenv("VOICEAGENT_MODELS_URL", server.url)
        for wanted in _VOICE.ways[0].files:
            path = f"/{_VOICE.repository}/resolve/{_VOICE.revision}/{wanted.path}"
            server.files[path] = wanted.name.encode()
        yield server


def _run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["models", *words])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


def test_the_list_says_what_is_here_and_what_to_do(hub: FileServer) -> None:
    """Packaged models are here; each that can be fetched comes with its command."""
    code, output = _run("list")
    assert code == 0
    assert "silero-vad" in output
    for source in SOURCES:
        assert f"voiceagent models fetch {source.name}" in output
    assert "GPL-3.0-or-later" in output


def test_a_fetched_model_stands_in_the_list_with_its_trust(hub: FileServer, tmp_path: Path) -> None:
    """Name, size, licence, revision, place and state, for programs too."""
    code, output = _run("fetch", _VOICE.name)
    assert code == 0
    assert "VOICEAGENT_TTS=piper VOICEAGENT_PIPER_VOICE=no_NO-talesyntese-medium" in output
    listed = {entry["name"]: entry for entry in json.loads(_run("list", "--json")[1])}
    entry = listed[_VOICE.name]
    assert entry["state"] == "here, first use"
    assert entry["licence"] == "MIT"
    assert entry["revision"] == _VOICE.revision
    assert entry["advice"] == ""
    assert Path(entry["place"]).is_relative_to(tmp_path)


def test_offline_nothing_is_asked_and_what_is_lacking_is_said(hub: FileServer) -> None:
    """Exit code 1, and which files to put where."""
    code, output = _run("fetch", "--offline", "nb-whisper-base")
    assert code == 1
    assert "put model.bin, config.json, vocabulary.json, tokenizer.json into" in output
    assert hub.asked == []


def test_files_copied_by_hand_are_written_down_offline(hub: FileServer, tmp_path: Path) -> None:
    """From then on they are checked."""
    folder = tmp_path / "models" / _VOICE.name
    folder.mkdir(parents=True)
    for wanted in _VOICE.ways[0].files:
        (folder / wanted.name).write_bytes(b"copied")
    assert "--offline writes down" in _run("list")[1]
    assert _run("fetch", "--offline", _VOICE.name)[0] == 0
    code, output = _run("fetch", "--offline", _VOICE.name)
    assert (code, "here, and whole" in output) == (0, True)
    (folder / _VOICE.main_file).write_bytes(b"changed")
    code, output = _run("fetch", "--offline", _VOICE.name)
    assert (code, "was changed" in output) == (1, True)


def test_another_revision_can_be_asked_for(hub: FileServer) -> None:
    """A branch or commit of the operator's choice."""
    for path in list(hub.files):
        hub.files[path.replace(_VOICE.revision, "v2")] = b"second version"
    assert _run("fetch", _VOICE.name, "--revision", "v2")[0] == 0
    assert json.loads(_run("list", "--json")[1])[-1]["revision"] == "v2"
