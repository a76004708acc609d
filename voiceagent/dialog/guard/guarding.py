"""Whether a sentence that a language model wrote may be said: only what the company has written.

The sentence is held against passages of the company's own texts. Each of its sentences must rest on
one passage (``grounding``). Besides, it makes no promise of its own, speaks for nobody, asks
nothing, brings no name, and is one or two short sentences of plain Norwegian.

A refusal has a code; the passage itself is then said. The guard would rather refuse what is right
than let pass what is wrong: a refusal costs the caller nothing but elegance.

Pure, and deaf to the question: what a caller asks for is no source of what we answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from voiceagent.dialog.guard.grounding import alike, sentences, substance, ungrounded, unknown
from voiceagent.dialog.guard.guard_words import (
    ASKING,
    COMMITTING,
    FOREIGN,
    HUMAN,
    INSULTS,
    META,
    SELF,
)
from voiceagent.dialog.policies.checking_texts import MAX_LETTERS
from voiceagent.norwegian.acts.answers import Act, read_acts
from voiceagent.norwegian.words.reading import Text, read_text

MAX_SENTENCES = 2
_NORWEGIAN_SIGNS = re.compile(r"[a-zæøåéèêóòôüöäA-ZÆØÅÉÖÄÜ0-9 .,;:!?%/+&@'’\"«»()–-]*")
_MARKUP = re.compile(r"https?:|www\.|\w\(\)|[a-z]:\s*\"")
_NAME = re.compile(r"(?<=[^.!?\s] )[A-ZÆØÅ][\wæøåÆØÅ-]*|\b\w*[a-zæøå][A-ZÆØÅ]\w*|\b[A-ZÆØÅ]{2,}\b")
_ADDRESS = re.compile(r"\S+@\S+|\b[\w-]+\.(?:no|com|net|org|io|eu|app|ai)\b")


def refusal(answer: str, passages: Sequence[str], *, company: str = "") -> str:
    """Why an answer may not be said; empty where it may.

    Args:
        answer: What a language model made of the passages.
        passages: The company's own texts, the only source of facts.
        company: Our own name, which needs no source.
    """
    if not answer.strip():
        return "empty"
    if not passages:
        return "no_passage"
    return (
        _form(answer) or _words(answer, passages, company) or _sentences(answer, passages, company)
    )


# ---------------------------------------------------------------- form


def _form(answer: str) -> str:
    if "\n" in answer.strip() or not _NORWEGIAN_SIGNS.fullmatch(answer.strip()):
        return "signs"
    if _MARKUP.search(answer):
        return "markup"
    if len(answer) > MAX_LETTERS:
        return "too_long"
    if len(sentences(answer)) > MAX_SENTENCES:
        return "too_many_sentences"
    if "?" in answer or any(_begins(read_text(one), ASKING) for one in sentences(answer)):
        return "asks_back"
    return ""


def _begins(tokens: Text, phrases: frozenset[str]) -> bool:
    return any(tokens.line == one or tokens.line.startswith(one + " ") for one in phrases)


# ---------------------------------------------------------------- words


def _words(answer: str, passages: Sequence[str], company: str) -> str:
    tokens = read_text(answer)
    sources = [read_text(passage) for passage in passages]
    known = {word for source in sources for word in (*source.norm, *source.raw)}
    known.update(read_text(company).raw)
    new = [word for word in tokens.raw if word not in known]
    line = " ".join(tokens.raw)
    if any(act.value is Act.PROFANITY for act in read_acts(answer)) or INSULTS.search(line):
        return "rude"
    if _new_phrase(HUMAN, line, sources) or _new_phrase(HUMAN, tokens.line, sources):
        return "claims_human"
    if any(word in FOREIGN for word in new):
        return "not_norwegian"
    if _new_phrase(META, line, sources):
        return "meta"
    if any(word in SELF for word in new):
        return "speaks_for_itself"
    if _new_phrase(COMMITTING, line, sources):
        return "promises"
    return "new_name" if _new_names(answer, passages, company) else ""


def _new_phrase(pattern: re.Pattern[str], line: str, sources: Sequence[Text]) -> bool:
    """Whether the pattern finds something in the line that stands in no source."""
    return any(
        not any(_has(source, match[0]) for source in sources) for match in pattern.finditer(line)
    )


def _has(source: Text, phrase: str) -> bool:
    return all(
        any(word == other or alike(word, other) for other in (*source.raw, *source.norm))
        for word in phrase.split()
    )


def _new_names(answer: str, passages: Sequence[str], company: str) -> bool:
    known = " ".join((*passages, company)).lower()
    names = {match[0] for pattern in (_NAME, _ADDRESS) for match in pattern.finditer(answer)}
    return any(
        not re.search(rf"(?<!\w){re.escape(name.lower().rstrip('.'))}", known) for name in names
    )


# ---------------------------------------------------------------- sentence by sentence


def _sentences(answer: str, passages: Sequence[str], company: str) -> str:
    for sentence in sentences(answer):
        faults = [
            ungrounded(sentence, passage, company) for passage in _best_first(sentence, passages)
        ]
        if all(faults):
            return faults[0]
    return ""


def _best_first(sentence: str, passages: Sequence[str]) -> list[str]:
    words = substance(read_text(sentence))
    return sorted(passages, key=lambda passage: len(unknown(words, read_text(passage))))
