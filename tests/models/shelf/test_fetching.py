"""Whole models from a hub on this machine to the shelf."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from models.engines.whisper import WhisperTranscriber
from models.engines.worker import EngineThread
from models.shelf.fetching import Fetcher
from models.shelf.find import State, adopt, find_model, place_of, state_of
from models.shelf.ledger import read_ledger
from models.shelf.sources import SOURCES, Kind, Source, source_named
from tests.support.engines import turn_audio
from tests.support.file_server import FileServer
from tests.support.whisper_models import publishers_whisper, speaking_whisper
from voiceagent.dialog.moves import Expectation
from voiceagent.errors import ConfigurationError, ProviderError

_WORDS = ["ja", "det", "passer", "bra"]
VOICE = source_named("no_NO-talesyntese-medium")
BASE = source_named("nb-whisper-base")


class _Shelf:
    """A shelf, what was said while it was filled, and the hub behind it."""

    def __init__(self, hub: FileServer, folder: Path) -> None:
        self.hub, self.folder = hub, folder
        self.said: list[str] = []

    def offer(self, source: Source, path: str, content: bytes, revision: str = "") -> None:
        at = revision or source.revision
        self.hub.files[f"/{source.repository}/resolve/{at}/{path}"] = content

    def offer_voice(self, content: bytes = b"voice") -> None:
        for wanted, part in zip(VOICE.ways[0].files, (content, b"{}"), strict=True):
            self.offer(VOICE, wanted.path, part)

    def fetch(self, source: Source = VOICE, *, accept_change: bool = False) -> None:
        Fetcher(
            self.folder,
            report=lambda *_: None,
            say=self.said.append,
            hub_url=self.hub.url,
            accept_change=accept_change,
            sleep=lambda _: None,
        ).fetch(source)


@pytest.fixture
def shelf(hub: FileServer, tmp_path: Path) -> _Shelf:
    return _Shelf(hub, tmp_path / "models")


def test_a_voice_is_fetched_once_and_found_by_name(shelf: _Shelf) -> None:
    """Its folder holds the files; a second fetch asks nothing of the network."""
    shelf.offer_voice()
    shelf.fetch()
    found = find_model(VOICE.name, Kind.PIPER, shelf.folder)
    assert found.read_bytes() == b"voice"
    assert found.with_name(found.name + ".json").is_file()
    requests = len(shelf.hub.asked)
    shelf.fetch()
    assert len(shelf.hub.asked) == requests
    assert "whole" in shelf.said[-1]
    assert not (shelf.folder / ".incoming" / VOICE.name).exists()


async def test_a_published_recogniser_is_used_by_its_name(
    shelf: _Shelf, tmp_path: Path, thread: EngineThread
) -> None:
    """Ready-made files: fetch, then the name alone brings words out of audio."""
    made = speaking_whisper(tmp_path / "made", _WORDS, _WORDS)
    for path in made.iterdir():
        where = path.name if path.name in ("tokenizer.json", "preprocessor_config.json") else ""
        shelf.offer(BASE, where or f"ct2/{path.name}", path.read_bytes())
    shelf.fetch(BASE)
    folder = find_model("nb-whisper-base-verbatim", Kind.WHISPER, shelf.folder)
    heard = await WhisperTranscriber(folder, thread).transcribe(turn_audio(1_500), Expectation())
    assert (heard.text, heard.accepted) == ("ja det passer bra", True)


async def test_a_publishers_weights_are_converted(
    shelf: _Shelf, tmp_path: Path, thread: EngineThread
) -> None:
    """Where nothing is ready: safetensors in, words out, with neither torch nor transformers."""
    for path in publishers_whisper(tmp_path / "made", _WORDS, _WORDS).iterdir():
        if path.is_file():
            shelf.offer(BASE, path.name, path.read_bytes())
    shelf.fetch(BASE)
    folder = find_model(BASE.name, Kind.WHISPER, shelf.folder)
    heard = await WhisperTranscriber(folder, thread).transcribe(turn_audio(1_500), Expectation())
    assert heard.text == "ja det passer bra"
    assert not list(folder.glob("*.safetensors"))


def test_weights_in_shards_are_all_fetched(shelf: _Shelf, tmp_path: Path) -> None:
    """The index names them; a name that leads out of the folder is not followed."""
    made = publishers_whisper(tmp_path / "made", _WORDS, _WORDS)
    for path in made.iterdir():
        if path.is_file() and path.suffix == ".json":
            shelf.offer(BASE, path.name, path.read_bytes())
    shard = "model-00001-of-00001.safetensors"
    shelf.offer(BASE, shard, (made / "model.safetensors").read_bytes())
    index = '{"weight_map": {"a": "%s"}}'
    shelf.offer(BASE, "model.safetensors.index.json", (index % "../x.safetensors").encode())
    with pytest.raises(ProviderError, match="outside"):
        shelf.fetch(BASE)
    (shelf.folder / ".incoming" / BASE.name / "model.safetensors.index.json").unlink()
    shelf.offer(BASE, "model.safetensors.index.json", (index % shard).encode())
    shelf.fetch(BASE)
    assert state_of(BASE, shelf.folder) == (State.WHOLE, ())


def test_a_repository_without_the_files_is_told(shelf: _Shelf) -> None:
    """With its name and revision."""
    with pytest.raises(ProviderError, match="NbAiLab/nb-whisper-base-verbatim at main lacks"):
        shelf.fetch(BASE)


def test_all_files_are_of_one_commit(shelf: _Shelf) -> None:
    """A branch is resolved by the first answer; the rest is asked for by that commit."""
    shelf.hub.commit = "d" * 40
    moving = replace(VOICE, revision="main")
    first, second = VOICE.ways[0].files
    shelf.offer(moving, first.path, b"voice")
    shelf.offer(moving, second.path, b"{}", revision="d" * 40)
    shelf.fetch(moving)
    ledger = read_ledger(shelf.folder, VOICE.name)
    assert ledger is not None
    assert (ledger.revision, ledger.commit, ledger.trust) == ("main", "d" * 40, "first use")


def test_another_file_than_the_first_time_is_refused(shelf: _Shelf) -> None:
    """Trust on first use, outliving the folder, until the operator accepts the change."""
    shelf.offer_voice()
    shelf.fetch()
    for path in (shelf.folder / VOICE.name).iterdir():
        path.unlink()
    shelf.offer_voice(b"another voice")
    with pytest.raises(ConfigurationError, match="--accept-change"):
        shelf.fetch()
    assert state_of(VOICE, shelf.folder)[0] is State.FAULTY
    shelf.fetch(accept_change=True)
    assert place_of(VOICE, shelf.folder).read_bytes() == b"another voice"


def test_a_changed_file_is_not_used_and_can_be_fetched_again(shelf: _Shelf) -> None:
    """A flipped byte on the disk is found when the model is to be loaded."""
    shelf.offer_voice()
    shelf.fetch()
    place_of(VOICE, shelf.folder).write_bytes(b"vojce")
    with pytest.raises(ConfigurationError, match="was changed since it was fetched"):
        find_model(VOICE.name, Kind.PIPER, shelf.folder)
    shelf.fetch()
    assert find_model(VOICE.name, Kind.PIPER, shelf.folder).read_bytes() == b"voice"


def test_a_broken_fetch_is_finished_by_the_next(shelf: _Shelf) -> None:
    """Files that are whole are not asked for again; nothing half is on the shelf meanwhile."""
    shelf.offer_voice()
    second = f"/{VOICE.repository}/resolve/{VOICE.revision}/{VOICE.ways[0].files[1].path}"
    shelf.hub.mishaps[second] = ["forbidden"]
    with pytest.raises(ProviderError):
        shelf.fetch()
    assert state_of(VOICE, shelf.folder) == (State.MISSING, ())
    shelf.fetch()
    assert [path for path in shelf.hub.paths() if path.endswith(".onnx")] == [
        f"/{VOICE.repository}/resolve/{VOICE.revision}/{VOICE.ways[0].files[0].path}"
    ]


def test_two_fetches_at_once_take_turns(shelf: _Shelf) -> None:
    """The second waits, then finds the first one's work; each file came once."""
    shelf.offer_voice(b"voice" * 100_000)
    shelf.hub.gate.clear()
    fetches = [threading.Thread(target=shelf.fetch) for _ in range(2)]
    for fetch in fetches:
        fetch.start()
    waiting = threading.Event()
    while not any("another fetch" in line for line in shelf.said):
        waiting.wait(0.001)
    shelf.hub.gate.set()
    for fetch in fetches:
        fetch.join()
    assert len(shelf.hub.asked) == 2
    assert state_of(VOICE, shelf.folder) == (State.WHOLE, ())


def test_what_is_not_there_is_told_with_the_command(tmp_path: Path) -> None:
    """Missing, unknown, of the wrong kind, or a path that leads nowhere."""
    for value, kind, told in (
        (BASE.name, Kind.WHISPER, "voiceagent models fetch nb-whisper-base"),
        ("whisper-9", Kind.WHISPER, "one of nb-whisper-tiny"),
        (VOICE.name, Kind.WHISPER, "one of nb-whisper-tiny"),
        ("/nowhere/model", Kind.WHISPER, "there is no /nowhere/model"),
        ("", Kind.PIPER, "piper_voice: '' is neither"),
    ):
        with pytest.raises(ConfigurationError, match=told):
            find_model(value, kind, tmp_path)


def test_a_path_is_taken_as_it_is(tmp_path: Path) -> None:
    """An operator's own model needs no entry."""
    assert find_model(str(tmp_path), Kind.WHISPER, tmp_path / "models") == tmp_path


def test_files_put_there_by_hand_can_be_held_to(tmp_path: Path) -> None:
    """A machine without a network: copied, adopted, and from then on checked."""
    folder = tmp_path / VOICE.name
    folder.mkdir()
    for wanted in VOICE.ways[0].files:
        (folder / wanted.name).write_bytes(b"copied")
    assert state_of(VOICE, tmp_path)[0] is State.UNCHECKED
    assert find_model(VOICE.name, Kind.PIPER, tmp_path).is_file()
    adopt(VOICE, tmp_path)
    assert state_of(VOICE, tmp_path)[0] is State.WHOLE
    place_of(VOICE, tmp_path).write_bytes(b"other")
    assert state_of(VOICE, tmp_path)[0] is State.FAULTY


def test_a_damaged_ledger_is_told(shelf: _Shelf) -> None:
    """It is the operator's to decide whom to trust anew."""
    shelf.folder.mkdir()
    (shelf.folder / f"{VOICE.name}.lock.json").write_text("{")
    with pytest.raises(ConfigurationError, match="damaged"):
        shelf.fetch()


def test_a_shelf_that_cannot_be_made_is_told(hub: FileServer, tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "models").write_text("")
    with pytest.raises(ConfigurationError, match="models_dir"):
        _Shelf(hub, tmp_path / "models").fetch()


def test_a_source_is_found_by_its_name_alone() -> None:
    """The command line's names; an unknown one is answered with the known."""
    assert source_named("nb-whisper-base-verbatim") is BASE
    with pytest.raises(ConfigurationError, match="known are nb-whisper-tiny"):
        source_named("whisper-9")


def test_every_source_is_named_once_and_has_a_licence() -> None:
    """A name is a folder's; a pinned revision is a whole commit."""
    assert len({source.name for source in SOURCES}) == len(SOURCES)
    for source in SOURCES:
        assert source.licence in ("Apache-2.0", "MIT")
        assert source.is_pinned or source.revision == "main"
