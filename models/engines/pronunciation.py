"""Respellings that make a voice say a word as people do.

espeak-ng's ``nb`` reads some everyday words letter by letter or with a wrong vowel. One word in,
one word (or a few) out; the caller keeps track of which written word each came from.

A policy's own words (names of companies and people) win over these. They are respelled in ordinary
letters, which every voice can read, or in espeak-ng's phonemes between double brackets
(``[[fj'u:t@k]]``), which only espeak-ng is given: another voice then reads the word as written.

Source: found by reading the phonemes of espeak-ng 1.52 for the dialog's vocabulary.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

_RESPELLED: dict[str, str] = {
    "og": "å",
    "meg": "mei",
    "deg": "dei",
    "seg": "sei",
    "jeg": "jei",
    "godt": "gått",
    "god": "go",
    "med": "me",
    "ved": "ve",
    "de": "di",
    "noe": "noe",
    "vil": "vill",
    "til": "till",
    "hvis": "viss",
    "hver": "vær",
    "itj": "ittj",
    "leads": "lids",
    "lead": "lid",
    "booking": "bokking",
    "møtebooking": "møtebokking",
    "crm": "se ær emm",
    "erp": "e ær pe",
    "it": "i te",
    "hr": "hå ær",
    "ai": "a i",
    "sms": "ess emm ess",
    "pdf": "pe de eff",
    "ki": "kå i",
    "as": "a ess",
    "asa": "a ess a",
    "ceo": "si i o",
    "cfo": "si eff o",
    "cto": "si ti o",
    "thomas": "tomas",
    "thea": "tea",
    "thor": "tor",
    "tove": "tåve",
    "bergen": "bærgen",
    "epost": "epost",
    "team": "tim",
    "teams": "tims",
    "online": "ånnlain",
    "service": "sørvis",
    "kundeservice": "kundesørvis",
    "sales": "seils",
    "business": "bissnis",
    "manager": "mænnedjer",
    "chat": "tsjætt",
    "mail": "meil",
    "email": "imeil",
    "outlook": "autlokk",
    "google": "gogl",
    "software": "såftver",
    "consulting": "konsølting",
    "okay": "[[u:k'aI]]",
    "ok": "[[u:k'aI]]",
    "mm": "[[m'm:]]",
    "mhm": "[[mh'm:]]",
    "hm": "[[h'm:]]",
    "eh": "øø",
    "ehm": "øhm",
    "øh": "øø",
}

_WORD = re.compile(r"\S+")
_EDGE = re.compile(r"^(\W*)(.*?)(\W*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class SayableText:
    """Text for espeak-ng, with the written words and where each begins in it.

    Attributes:
        text: What espeak-ng is to read.
        words: The words as they were written.
        starts: Place of each word's first character in ``text``.
    """

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]


def sayable(text: str, own: Mapping[str, str] | None = None) -> SayableText:
    """Respell what espeak-ng would mispronounce, word for word; ``own`` words win."""
    table = _RESPELLED if not own else _RESPELLED | _folded(own)
    return _respelled(text, table)


def in_letters(text: str, own: Mapping[str, str]) -> SayableText:
    """The same for a voice that reads ordinary letters: only ``own`` words, no phonemes."""
    return _respelled(text, {word: said for word, said in _folded(own).items() if "[[" not in said})


def fingerprint(own: Mapping[str, str]) -> str:
    """What tells one set of own words from another in a voice's name; empty for none."""
    if not own:
        return ""
    listed = "\n".join(f"{word}={said}" for word, said in sorted(_folded(own).items()))
    return "/w" + hashlib.sha256(listed.encode()).hexdigest()[:8]


def _folded(own: Mapping[str, str]) -> dict[str, str]:
    return {word.lower(): said for word, said in own.items()}


def _respelled(text: str, table: Mapping[str, str]) -> SayableText:
    out: list[str] = []
    words: list[str] = []
    starts: list[int] = []
    length = 0
    for match in _WORD.finditer(text):
        written = match.group()
        spoken = _respell(written, table)
        if out:
            length += 1
        words.append(written)
        starts.append(length)
        out.append(spoken)
        length += len(spoken)
    return SayableText(" ".join(out), tuple(words), tuple(starts))


def _respell(written: str, table: Mapping[str, str]) -> str:
    edges = _EDGE.match(written)
    if edges is None:
        return written
    before, core, after = edges.groups()
    whole = table.get(core.lower())
    if whole is None:
        whole = "-".join(table.get(part.lower(), part) for part in core.split("-"))
    return before + whole + after
