"""The port ``Knowledge`` over a folder: up to date, and never worse than before."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from voiceagent.errors import ConfigurationError, ProviderError
from voiceagent.integrations.knowledge.texts import FolderTexts
from voiceagent.ports import Knowledge

HOURS = "# Tider\n\n## Åpningstider\n\nVi har åpent fra åtte til fire.\n"


def folder_with(tmp_path: Path, text: str = HOURS) -> Path:
    """A folder that holds one text."""
    folder = tmp_path / "fjordlys"
    folder.mkdir(exist_ok=True)
    path = folder / "tider.md"
    path.write_text(text, encoding="utf-8")
    # File times may be too coarse to tell two writes apart.
    later = path.stat().st_mtime_ns + 1_000_000_000 * len(text)
    os.utime(path, ns=(later, later))
    return folder


async def test_a_question_is_answered_from_the_folder(tmp_path: Path) -> None:
    """The passage, its source and its score (DIA-06)."""
    texts: Knowledge = FolderTexts(folder_with(tmp_path), ("nb",))
    (found,) = await texts.look_up("når er åpningstidene", language="nb")
    assert found.text == "Vi har åpent fra åtte til fire."
    assert found.source == "tider.md#Åpningstider"
    assert 0.5 < found.score <= 1


async def test_a_language_that_the_policy_lacks_gets_the_first_one(tmp_path: Path) -> None:
    """A caller is not left without an answer for the language's sake."""
    texts = FolderTexts(folder_with(tmp_path), ("nb",))
    assert await texts.look_up("når er åpningstidene", language="nn")


async def test_a_changed_file_is_indexed_again(tmp_path: Path) -> None:
    """No restart is needed."""
    texts = FolderTexts(folder_with(tmp_path), ("nb",))
    folder_with(tmp_path, HOURS.replace("åtte til fire", "ni til tre"))
    (found,) = await texts.look_up("når er åpningstidene", language="nb")
    assert "ni til tre" in found.text


async def test_a_new_and_a_removed_file_are_seen(tmp_path: Path) -> None:
    """The folder's files count, not only their contents."""
    folder = folder_with(tmp_path)
    texts = FolderTexts(folder, ("nb",))
    (folder / "pris.md").write_text("## Rabatt\n\nDere får ti prosent rabatt.\n")
    assert await texts.look_up("får vi rabatt", language="nb")
    (folder / "pris.md").unlink()
    assert await texts.look_up("får vi rabatt", language="nb") == ()


async def test_a_change_that_cannot_be_used_leaves_the_old_texts(tmp_path: Path) -> None:
    """A mistake in an editor is logged, and callers hear what they heard before."""
    texts = FolderTexts(folder_with(tmp_path), ("nb",))
    folder_with(tmp_path, "| a | b |")
    for _ in range(2):
        assert await texts.look_up("når er åpningstidene", language="nb")
    folder_with(tmp_path, HOURS.replace("åtte", "sju"))
    (found,) = await texts.look_up("når er åpningstidene", language="nb")
    assert "sju" in found.text


def test_texts_that_do_not_do_stop_the_start(tmp_path: Path) -> None:
    """The error names file and line, and how many more there are."""
    with pytest.raises(ConfigurationError, match=r"tider\.md:1.*2 more"):
        FolderTexts(folder_with(tmp_path, "| a |\n\n| b |"), ("nb",))


async def test_an_index_that_fails_is_a_provider_error(tmp_path: Path) -> None:
    """The dialog hears of it as of any tool that fails."""
    texts = FolderTexts(folder_with(tmp_path), ("nb",))
    rows: sqlite3.Connection = texts._indexes["nb"]._rows
    rows.close()
    with pytest.raises(ProviderError):
        await texts.look_up("når er åpningstidene", language="nb")
