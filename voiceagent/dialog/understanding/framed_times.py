"""A time inside words that are about something else: «flytt det til onsdag», «møter før lunsj».

The reader of times trusts a value by what stands around it, and rightly gives up where it does not
know the rest. Here the rest is known: a wish to move a meeting, or what somebody is busy with. It
is taken away, and what remains is read again.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from voiceagent.norwegian.times.when import When, read_when
from voiceagent.norwegian.words.reading import Reading

_FRAMES = re.compile(
    r"(?<!\S)(?:"
    r"(?:flytt(?:e|a|es)?|utsett(?:e|es)?|endre|bytte?|skyve?)(?: (?:det|den|møtet|timen|avtalen))?"
    r"(?: (?:til|på))?"
    r"|(?:jeg|eg|vi|me)? ?(?:sitter|sit|er|har)(?: (?:jeg|eg|vi|me))?"
    r"(?: (?:som regel|alltid|ofte|vanligvis|normalt|stort sett|til vanlig))?"
    r" (?:i møter?|møter|opptatt|oppteken|opptekne)"
    r"|(?:avlys(?:e)?|nei|men|bare|berre|heller)"
    r")(?!\S)"
)


_NOW = re.compile(r"(?<!\S)(?:nå|no|akkurat|øyeblikket)(?!\S)")
"""«Jeg sitter i møte nå» is no time to call."""


_REQUEST = re.compile(r"(?<!\S)(?:kan|kunne|får|skal) (?:vi|me|du|jeg|eg)(?!\S).*")


def read_request(text: str, *, now: datetime) -> Reading[When] | None:
    """The time that is asked for: «jeg kan ikke likevel, kan vi ta onsdag» wants Wednesday."""
    request = _REQUEST.search(text)
    return read_time(request[0] if request is not None else text, now=now)


_NOT_NOW = re.compile(
    r"^(?:(?:nei|da|hei|ja|men) )*(?:det )?(?:passer |passar |går )?(?:ikke|ikkje)(?: akkurat)? "
    r"(?:nå|no),? (?=(?:men|heller|ring\w*|prøv\w*|kontakt\w*|ta|kom)(?!\S))",
    re.IGNORECASE,
)
"""«ikke nå, ring til uka»: only what comes after it says when."""


def read_time(text: str, *, now: datetime) -> Reading[When] | None:
    """What an utterance says about a time; one found inside a frame claims no words."""
    later = _NOT_NOW.sub("", text)
    if later != text:
        found = read_when(later, now=now)
        return None if found is None else replace(found, start=0, end=0)
    found = read_when(text, now=now)
    if found is not None:
        return found
    rest = " ".join(_FRAMES.sub(" ", text).split())
    if not rest or rest == text or _NOW.search(rest):
        return None
    found = read_when(rest, now=now)
    return None if found is None else replace(found, start=0, end=0)
