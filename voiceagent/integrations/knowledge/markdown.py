"""A company's text in Markdown as passages that can be said.

    # Priser                               the file's subject
    ## Pris per bruker                     the heading: names the source, helps to find
    > hva koster det i måneden             how callers ask it: helps to find, is never said
    Kundesystemet koster … for hver bruker.    a paragraph or a list's item: one passage

A passage is said as it stands, so what cannot be said (tables, links, code, pictures, HTML) is a
fault with its line, and so is a passage that is too long to be listened to.

Invariant: every passage has words, and its text holds neither line breaks nor Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

MAX_LETTERS = 150
"""About nine seconds of speech, as for the prompts of a policy."""

MAX_SENTENCES = 2

_HEADING = re.compile(r"^ {0,3}(#{1,6})(?:\s+(.*?))?(?:\s+#+)?\s*$")
_QUOTE = re.compile(r"^ {0,3}>\s?(.*)$")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+(.*)$")
_FENCE = re.compile(r"^\s*(```|~~~)")
_RULE = re.compile(r"^ {0,3}([-*_=])(?:\s*\1){2,}\s*$")
_MARKS = re.compile(r"(\*\*|__|~~|(?<!\w)[*_]|[*_](?!\w)|\\(?=[^\w\s]))")
_SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$)")
_UNSAYABLE = (
    (re.compile(r"`"), "code"),
    (re.compile(r"!\[[^\]]*\]\("), "a picture"),
    (re.compile(r"\]\(|\]\[|https?://|www\.|<https?:"), "a link"),
    (re.compile(r"\|"), "a table"),
    (re.compile(r"</?[a-zA-Z!][^>]*>"), "HTML"),
    (re.compile(r"[{}]"), "a placeholder"),
    (re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\ufeff]"), "a hidden character"),
)
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Written:
    """A passage as it was written down.

    Attributes:
        text: What is said.
        source: File and heading: ``"priser.md#Moms"``.
        heading: The heading alone; empty before the first one.
        subject: The file's own heading.
        asked: How callers ask for it.
    """

    text: str
    source: str
    heading: str = ""
    subject: str = ""
    asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a text that a caller could not be told.

    Attributes:
        rule: Stable name of what is wrong.
        line: Where, counted from 1.
        reason: What is wrong, in one line.
    """

    rule: str
    line: int
    reason: str


@dataclass(slots=True)
class _Section:
    heading: str
    blocks: list[tuple[int, str]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


def read_markdown(text: str, *, name: str) -> tuple[tuple[Written, ...], tuple[Fault, ...]]:
    """The passages of a text, and what is wrong with it; ``name`` is the file's."""
    faults: list[Fault] = []
    subject, sections = _sections(text, faults)
    passages: list[Written] = []
    for section in sections:
        source = f"{name}#{section.heading}" if section.heading else name
        for line, block in section.blocks:
            fault = _fault(line, block)
            if fault is not None:
                faults.append(fault)
                continue
            said = _plain(block)
            asked = tuple(section.asked)
            passages.append(Written(said, source, section.heading, subject, asked))
    return tuple(passages), tuple(sorted(faults, key=lambda fault: fault.line))


def _sections(text: str, faults: list[Fault]) -> tuple[str, list[_Section]]:
    """The subject, and the headings with their paragraphs, each with the line it begins on."""
    subject = ""
    sections = [_Section("")]
    open_block = False
    for number, line in _prose(text, faults):
        heading, quote, item = _HEADING.match(line), _QUOTE.match(line), _ITEM.match(line)
        blocks = sections[-1].blocks
        if not line.strip() or _RULE.match(line):
            open_block = False
        elif heading is not None:
            open_block = False
            title = _plain(heading[2] or "")
            if len(heading[1]) == 1 and not subject:
                subject = title
            sections.append(_Section(title))
        elif quote is not None:
            open_block = False
            if quote[1].strip():
                sections[-1].asked.append(_plain(quote[1]))
        elif item is not None:
            blocks.append((number, item[1]))
            open_block = True
        elif open_block:
            blocks[-1] = (blocks[-1][0], f"{blocks[-1][1]} {line.strip()}")
        else:
            blocks.append((number, line.strip()))
            open_block = True
    return subject, sections


def _prose(text: str, faults: list[Fault]) -> Iterator[tuple[int, str]]:
    """Lines with their numbers, without fenced code, which is a fault where it begins."""
    fence = ""
    for number, line in enumerate(text.splitlines(), 1):
        begins = _FENCE.match(line)
        if fence:
            fence = "" if begins is not None and begins[1] == fence else fence
        elif begins is not None:
            fence = begins[1]
            faults.append(Fault("text.unsayable", number, "code cannot be said"))
        else:
            yield number, line


def _fault(line: int, block: str) -> Fault | None:
    for pattern, what in _UNSAYABLE:
        if pattern.search(block):
            return Fault("text.unsayable", line, f"{what} cannot be said")
    said = _plain(block)
    if not _LETTER.search(said):
        return Fault("text.empty", line, "there is nothing to say")
    if len(said) > MAX_LETTERS:
        return Fault("text.too_long", line, f"{len(said)} letters, {MAX_LETTERS} at most")
    sentences = len(_SENTENCE_END.findall(said))
    if sentences > MAX_SENTENCES:
        return Fault("text.too_long", line, f"{sentences} sentences, {MAX_SENTENCES} at most")
    return None


def _plain(text: str) -> str:
    return " ".join(_MARKS.sub("", text).split())
