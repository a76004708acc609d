"""The port ``Knowledge`` over a folder of Markdown: indexed at the start, anew when files change.

A change that cannot be used (a table, a file that cannot be read) leaves what was there before in
force and is logged: a mistake in an editor does not leave callers without answers.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path

import structlog

from voiceagent.dialog.policies.findings import Finding
from voiceagent.dialog.policies.policy import Policy
from voiceagent.errors import ConfigurationError, ProviderError
from voiceagent.integrations.knowledge.folder import CompanyTexts, files_in, read_folder
from voiceagent.integrations.knowledge.index import TextIndex
from voiceagent.ports import Passage

_log = structlog.get_logger()

_Stamp = tuple[tuple[str, int, int], ...]


class FolderTexts:
    """A company's texts, searched.

    Args:
        folder: Where the Markdown files are.
        languages: The policy's; the first is the one of files that name none.

    Raises:
        ConfigurationError: There is nothing to search, or something that cannot be said.
    """

    def __init__(self, folder: Path, languages: Sequence[str]) -> None:
        self._folder = folder
        self._languages = tuple(languages)
        self._stamp = _stamp(folder)
        self._refused: _Stamp | None = None
        self._rebuilding = asyncio.Lock()
        self.texts, self._indexes = _build(folder, self._languages)

    async def look_up(self, question: str, *, language: str, limit: int = 3) -> tuple[Passage, ...]:
        """The passages that answer a question, best first; none where nothing does."""
        await self._keep_up()
        return self.find(question, language=language, limit=limit)

    def find(self, question: str, *, language: str, limit: int = 3) -> tuple[Passage, ...]:
        """As :meth:`look_up`, at once, in the texts as they were read last.

        Raises:
            ProviderError: The index cannot be read.
        """
        index = self._indexes.get(language) or self._indexes[self._languages[0]]
        try:
            return index.search(question, limit=limit)
        except sqlite3.Error as error:
            raise ProviderError(f"the index of {self._folder.name}: {error}") from error

    async def _keep_up(self) -> None:
        """Read the texts again if a file has changed; callers meanwhile hear the old ones."""
        stamp = _stamp(self._folder)
        if stamp in (self._stamp, self._refused) or self._rebuilding.locked():
            return
        async with self._rebuilding:
            try:
                made = await asyncio.to_thread(_build, self._folder, self._languages)
            except ConfigurationError as error:
                self._refused = stamp
                _log.warning("the company's texts have changed and do not do", fault=str(error))
                return
            self.texts, self._indexes = made
            self._stamp, self._refused = stamp, None
            _log.info("the company's texts were read again", passages=len(self.texts))


def _build(
    folder: Path, languages: tuple[str, ...]
) -> tuple[CompanyTexts, Mapping[str, TextIndex]]:
    texts = read_folder(folder, languages)
    if texts.findings:
        more = len(texts.findings) - 1
        rest = f" (and {more} more: voiceagent policy check)" if more else ""
        raise ConfigurationError(f"the company's texts: {texts.findings[0]}{rest}")
    return texts, {language: TextIndex(texts.all_in(language)) for language in languages}


def _stamp(folder: Path) -> _Stamp:
    """What tells one state of the folder from another."""
    found = []
    for path in files_in(folder):
        try:
            status = path.stat()
        except OSError:
            continue
        found.append((path.name, status.st_mtime_ns, status.st_size))
    return tuple(found)


def texts_beside(file: Path, policy: Policy) -> FolderTexts | None:
    """The texts that a policy names; ``file`` is where the policy stands. None where it has none.

    Raises:
        ConfigurationError: They do not do.
    """
    if policy.knowledge is None:
        return None
    return FolderTexts(file.parent / policy.knowledge.folder, policy.languages)


def check_texts(file: Path, policy: Policy) -> tuple[Finding, ...]:
    """What is wrong with the texts that a policy names; ``file`` is where the policy stands."""
    if policy.knowledge is None:
        return ()
    return read_folder(file.parent / policy.knowledge.folder, policy.languages).findings
