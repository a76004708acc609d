"""Constructions over word classes: the little language in which meanings are written down.

A frame is a row of slots, matched against the common forms of an utterance:

    word          the word itself; ``a/b`` either; ``i_dag`` words that stand together
    word*  *word  any word that begins, or ends, so; ``*`` alone is any word
    <class>       a word of a class
    (slot)        may be missing
    _             up to three filler words («nok», «jo», «egentlig»)
    ...           up to four words of any kind, within the clause
    ^  $          the utterance begins, or ends, here; ``a/$`` the word or the end
    -slot         the next word is not this
    ~word         the word before is not this

``<we> har _ ikke _ råd`` thus reads «vi har dessverre ikke råd» and «me har nok ikkje råd» alike.
Frames stand in ``*.frames`` files beside this module: ``<class> = words`` (further lines are
indented), then a ``[section]`` for each meaning with one frame a line; ``#`` begins a comment.

Invariants: frames see ``Text.line`` followed by one space, so each slot consumes whole words and a
match maps to tokens without doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

_CLAUSE_BORDER = "(?:men|fordi|hvis)"
_FILLERS = "filler"
_CLASS_LINE = re.compile(r"<(?P<name>\w+)> = (?P<words>.+)")


def load_frames(name: str) -> dict[str, re.Pattern[str]]:
    """The sections of ``<name>.frames``, each as one pattern.

    Raises:
        KeyError: A frame names a class that is not there.
        ValueError: A frame has no slot that must be filled.
    """
    classes: dict[str, str] = {}
    sections: dict[str, list[str]] = {}
    frames: list[str] = []
    latest = ""
    path = Path(__file__).with_name(f"{name}.frames")
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("["):
            frames = sections.setdefault(line.strip("[]"), [])
        elif named := _CLASS_LINE.match(line):
            latest = named["name"]
            classes[latest] = named["words"]
        elif line.startswith("    "):
            classes[latest] += " " + line.strip()
        else:
            frames.append(_compiled(line, classes))
            if re.match(frames[-1], "") or re.fullmatch(frames[-1], "nok "):
                raise ValueError(f"a frame needs a word of its own: {line}")
    return {
        name: re.compile(rf"(?<!\S)(?:{'|'.join(frames)})") for name, frames in sections.items()
    }


def _compiled(frame: str, classes: Mapping[str, str]) -> str:
    return "".join(_slot(slot, classes) for slot in frame.split())


def _slot(slot: str, classes: Mapping[str, str]) -> str:
    plain = slot.strip("()")
    match slot[0], slot:
        case _, "^" | "$":
            return slot
        case _, "_":
            return rf"(?:{_any_of(classes[_FILLERS].split())} ){{0,3}}"
        case _, "...":
            return rf"(?:(?!{_CLAUSE_BORDER} )\S+ ){{0,4}}?"
        case _, _ if plain.endswith("/$"):
            return f"(?:{_slot(plain[:-2], classes)}|$)"
        case "(", _:
            return f"(?:{_slot(plain, classes)})?"
        case "-", _:
            return f"(?!{_slot(slot[1:], classes)})"
        case "~", _:
            words = slot[1:].replace("_", " ").split("/")
            return "".join(f"(?<!{re.escape(word)} )" for word in words)
        case _:
            words = []
            for word in slot.split("/"):
                words.extend(classes[word[1:-1]].split() if word[0] == "<" else [word])
            return _any_of(words) + " "


def _any_of(words: Iterable[str]) -> str:
    ordered = sorted(set(words), key=lambda word: (-word.count("_"), word))
    parts = [" ".join(_starred(part) for part in word.split("_")) for word in ordered]
    return f"(?:{'|'.join(parts)})"


def _starred(word: str) -> str:
    start = r"\S*" if word.startswith("*") else ""
    ending = r"\S*" if word.endswith("*") and word != "*" else ""
    return start + re.escape(word.strip("*")) + ending
