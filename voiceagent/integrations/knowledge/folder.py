"""A folder of a company's texts: one Markdown file for each subject and language.

``priser.md`` is in the policy's first language, ``priser.nn.md`` in Nynorsk, ``priser.nb.md`` in
Bokmål. A language's texts are its own files and, where it has none on a subject, the other
language's: a caller is rather told in the other written language than not at all.

What is wrong with a folder is found before a call needs it; what can be read of it is read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from voiceagent.dialog.policies.findings import Finding
from voiceagent.errors import ConfigurationError
from voiceagent.integrations.knowledge.markdown import Written, read_markdown

_LANGUAGES = ("nb", "nn")
MAX_FILE_BYTES = 1_000_000
"""Nobody has so much to say in sentences; a larger file is a mistake."""


@dataclass(frozen=True, slots=True)
class CompanyTexts:
    """What a folder holds.

    Attributes:
        own: Language → passages written in it.
        borrowed: Language → passages on subjects that only the other language has.
        findings: What is wrong, each with its file and line.
    """

    own: Mapping[str, tuple[Written, ...]]
    borrowed: Mapping[str, tuple[Written, ...]]
    findings: tuple[Finding, ...]

    def __len__(self) -> int:
        """Number of passages, each counted where it was written."""
        return sum(len(passages) for passages in self.own.values())

    def all_in(self, language: str) -> tuple[Written, ...]:
        """Everything that may be said to who speaks the language."""
        return (*self.own.get(language, ()), *self.borrowed.get(language, ()))


def read_folder(folder: Path, languages: Sequence[str]) -> CompanyTexts:
    """The texts in a folder; ``languages`` are the policy's, of which the first is the default."""
    by_subject: dict[str, dict[str, tuple[Written, ...]]] = {}
    findings: list[Finding] = []
    for path in files_in(folder):
        subject, language = _named(path, languages)
        try:
            passages, faults = read_markdown(_text(path), name=path.name)
        except ConfigurationError as error:
            findings.append(Finding("text.unreadable", f"{folder.name}/{path.name}", str(error)))
            continue
        by_subject.setdefault(subject, {})[language] = passages
        findings += [
            Finding(fault.rule, f"{folder.name}/{path.name}:{fault.line}", fault.reason)
            for fault in faults
        ]
    own = {
        language: tuple(one for texts in by_subject.values() for one in texts.get(language, ()))
        for language in languages
    }
    borrowed = {
        language: tuple(
            one
            for texts in by_subject.values()
            if not texts.get(language)
            for passages in texts.values()
            for one in passages
        )
        for language in languages
    }
    findings += _missing(folder, languages, own)
    return CompanyTexts(own, borrowed, tuple(findings))


def files_in(folder: Path) -> tuple[Path, ...]:
    """The folder's Markdown files, sorted by name; empty where there is no such folder."""
    try:
        return tuple(sorted(path for path in folder.iterdir() if path.suffix == ".md"))
    except OSError:
        return ()


def _named(path: Path, languages: Sequence[str]) -> tuple[str, str]:
    """Subject and language by the file's name."""
    subject, _, last = path.stem.rpartition(".")
    if subject and last in _LANGUAGES:
        return subject, last
    return path.stem, languages[0]


def _text(path: Path) -> str:
    """The file's text.

    Raises:
        ConfigurationError: It cannot be read; the message says why, but not where.
    """
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise ConfigurationError(f"it is larger than {MAX_FILE_BYTES} bytes")
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"it cannot be read ({type(error).__name__})") from error


def _missing(
    folder: Path, languages: Sequence[str], own: Mapping[str, tuple[Written, ...]]
) -> list[Finding]:
    place = "knowledge.folder"
    if not folder.is_dir():
        return [Finding("knowledge.missing", place, f"there is no folder {folder.name}")]
    if not any(own.values()):
        return [Finding("knowledge.empty", place, f"{folder.name} holds nothing that can be said")]
    return [
        Finding("language.missing", place, f"{folder.name} has no text in {language}")
        for language in languages
        if not own[language]
    ]
