"""Fixed prompts: made once, kept on the disk, and nothing of a caller's with them."""

from __future__ import annotations

import errno
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.engines import ToneVoice
from tests.support.virtual_time import LoopClock
from voiceagent.core.events import Event, SpokenWord, Utterance
from voiceagent.dialog.policies.fixed_prompts import fixed_texts
from voiceagent.dialog.policies.loading import load_policy
from voiceagent.ports import VoiceChunk
from voiceagent.runtime.call_clock import CallClock
from voiceagent.runtime.phrase_files import PhraseFiles
from voiceagent.runtime.phrases import Phrase, PhraseCache
from voiceagent.runtime.prompt_sounds import PromptSounds
from voiceagent.runtime.voices import Voiced, VoiceOver
from voiceagent.settings import PROJECT

_TEXTS = ("Hei. Hva kan jeg hjelpe deg med?", "Et øyeblikk.", "Et øyeblikk.")
_PHRASE = Phrase(bytes(range(200)), (SpokenWord("hei", 0, 20), SpokenWord("på", 20, 25)))


def _files(folder: Path, limit_bytes: int = 10_000_000) -> PhraseFiles:
    return PhraseFiles(folder / "phrases", limit_bytes=limit_bytes)


def _kept(folder: Path) -> list[Path]:
    return sorted((folder / "phrases").iterdir())


async def _prepared(voice: ToneVoice, files: PhraseFiles | None) -> PhraseCache:
    phrases = PhraseCache(limit_bytes=1_000_000)
    await PromptSounds(_TEXTS, voice, phrases, files).run()
    return phrases


async def test_after_a_restart_nothing_is_made_again(tmp_path: Path) -> None:
    """Each clause once; a new process finds the sound and the words' times on the disk."""
    voice = ToneVoice()
    first = await _prepared(voice, _files(tmp_path))
    assert len(voice.spoken) == 3
    restarted = ToneVoice()
    second = await _prepared(restarted, _files(tmp_path))
    assert restarted.spoken == []
    for clause in ("Hei.", "Hva kan jeg hjelpe deg med?", "Et øyeblikk."):
        made = first.get(voice.voice, clause)
        assert made is not None
        assert second.get(voice.voice, clause) == made


async def test_without_a_disk_they_are_made_into_memory(tmp_path: Path) -> None:
    """The setting's zero."""
    voice = ToneVoice()
    phrases = await _prepared(voice, None)
    assert phrases.get(voice.voice, "Et øyeblikk.") is not None


async def test_what_a_call_says_never_reaches_the_disk(tmp_path: Path) -> None:
    """Names and times said in a call are cached in memory alone; only fixed prompts lie there."""
    voice = ToneVoice()
    phrases = await _prepared(voice, _files(tmp_path))
    before = {path.name: path.read_bytes() for path in _kept(tmp_path)}
    clock = LoopClock()
    events: list[Event] = []
    over = VoiceOver(voice, phrases, CallClock(clock), events.append, clause_deadline_s=5)
    said = ("Hei.", "Takk, Kari Nordmann.", "Jeg ringer 22 33 44 55.")
    await over.voice(Voiced(Utterance(1, said, True, "ack")), lambda: None)
    assert phrases.get(voice.voice, "Takk, Kari Nordmann.") is not None
    assert {path.name: path.read_bytes() for path in _kept(tmp_path)} == before
    assert not any(b"Nordmann" in content for content in before.values())


@pytest.mark.parametrize("name", ["b2b_lead", "callback", "reception", "rebooking"])
def test_fixed_texts_have_nothing_of_a_callers(name: str) -> None:
    """No placeholder is left, and none but the company's own facts was filled in."""
    policy = load_policy(PROJECT / "dialog_policies" / f"{name}.yaml")
    texts = fixed_texts(policy)
    assert len(texts) == len(set(texts)) > 20
    assert not any("{" in text for text in texts)
    written = [t for p in policy.prompts.values() for texts_ in p.values() for t in texts_]
    filled = [text for text in written if "{first_name}" in text or "{value}" in text]
    assert not set(filled) & set(texts)


async def test_names_of_files_tell_nothing(tmp_path: Path) -> None:
    """Digests of voice and text."""
    await _prepared(ToneVoice(), _files(tmp_path))
    for path in _kept(tmp_path):
        assert len(path.stem) == 64
        int(path.stem, 16)


def test_a_phrase_comes_back_as_it_was(tmp_path: Path) -> None:
    """Sound and words; another voice's is another phrase."""
    files = _files(tmp_path)
    files.write("voice", "hei på deg", _PHRASE)
    assert files.read("voice", "hei på deg") == _PHRASE
    assert files.read("other", "hei på deg") is None
    assert files.read("voice", "hei") is None


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda content: b"", id="empty"),
        pytest.param(lambda content: content[:-1], id="cut off"),
        pytest.param(lambda content: content[:60] + b"x" + content[61:], id="a byte is another"),
        pytest.param(lambda content: b"RIFF" + content, id="of something else"),
    ],
)
def test_a_damaged_file_is_as_if_it_were_not_there(tmp_path: Path, damage: object) -> None:
    """It is made again and written over."""
    files = _files(tmp_path)
    files.write("voice", "hei", _PHRASE)
    (path,) = _kept(tmp_path)
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    assert files.read("voice", "hei") is None
    files.write("voice", "hei", _PHRASE)
    assert files.read("voice", "hei") == _PHRASE


def test_the_folder_is_bounded_and_the_latest_used_stay(tmp_path: Path) -> None:
    """An old voice's phrases go when a new voice's come; a crash's leavings go as well."""
    files = _files(tmp_path, limit_bytes=700)
    for text in ("a", "b", "c"):
        files.write("voice", text, _PHRASE)
    for place, path in enumerate(_kept(tmp_path)):
        os.utime(path, ns=(place, place))
    assert files.read("voice", "a") is not None
    (tmp_path / "phrases" / ".half.1").write_bytes(b"VAP1")
    files.trim()
    assert len(_kept(tmp_path)) == 2
    assert files.read("voice", "a") is not None


def test_an_empty_house_has_nothing_to_trim(tmp_path: Path) -> None:
    """Before the first write there is no folder."""
    _files(tmp_path).trim()
    assert not (tmp_path / "phrases").exists()


async def test_a_full_disk_costs_only_the_head_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The prompts are in memory; the rest is not tried."""
    tried: list[str] = []

    def refuse(path: Path, content: bytes) -> int:
        tried.append(path.name)
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    voice = ToneVoice()
    phrases = await _prepared(voice, _files(tmp_path))
    assert phrases.get(voice.voice, "Et øyeblikk.") is not None
    assert len(tried) == 1


async def test_a_voice_that_fails_leaves_the_rest_to_the_calls(tmp_path: Path) -> None:
    """Starting goes on; what was made stays."""
    voice = ToneVoice(fail_on="hjelpe")
    phrases = await _prepared(voice, _files(tmp_path))
    assert phrases.get(voice.voice, "Hei.") is not None
    assert phrases.get(voice.voice, "Et øyeblikk.") is None


class _Whispering(ToneVoice):
    """The same engine in another manner."""

    @property
    def voice(self) -> str:
        return "tone/whispering"

    async def synthesize(self, text: str) -> AsyncIterator[VoiceChunk]:
        async for chunk in super().synthesize(text):
            yield chunk


async def test_another_voice_makes_its_own(tmp_path: Path) -> None:
    """Settings that change the sound change the voice's name, and with it every file's."""
    await _prepared(ToneVoice(), _files(tmp_path))
    other = _Whispering()
    await _prepared(other, _files(tmp_path))
    assert len(other.spoken) == 3
    assert len(_kept(tmp_path)) == 6
