"""Whether a sentence that a language model wrote may be said: only what the company has written.

The sentence is held against passages of the company's own texts. Each of its sentences must rest on
one passage: every figure stands there with the same worth, unit and order; no word of substance is
new; each clause takes its words from one clause, denies what is denied there and keeps its
conditions. Besides, it makes no promise of its own, speaks for nobody, asks nothing, and is one or
two short sentences of plain Norwegian.

A refusal has a code; the passage itself is then said. The guard would rather refuse what is right
than let pass what is wrong: a refusal costs the caller nothing but elegance. What it cannot see is
a clause in which every word and figure is the passage's own and the relation between them is not.

Pure, and deaf to the question: what a caller asks for is no source of what we answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from voiceagent.dialog.checking_texts import MAX_LETTERS
from voiceagent.dialog.guard_words import (
    ASKING,
    COMMITTING,
    DENYING,
    FOREIGN,
    HEDGING,
    HUMAN,
    INSULTS,
    META,
    OPENERS,
    PLAIN,
    SELF,
)
from voiceagent.norwegian.answers import Act, read_acts
from voiceagent.norwegian.figures import Figure, figures
from voiceagent.norwegian.reading import Text, read_text

MAX_SENTENCES = 2
_MIN_LETTERS = 4
_CLAUSE_WORDS = 2
_ALIKE_BUT = 2
_NORWEGIAN_SIGNS = re.compile(r"[a-zæøåéèêóòôüöäA-ZÆØÅÉÖÄÜ0-9 .,;:!?%/+&@'’\"«»()–-]*")
_MARKUP = re.compile(r"https?:|www\.|\w\(\)|[a-z]:\s*\"")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[^\s])")
_CLAUSE = re.compile(r"[,;:.!] |(?<=\s)(?:og|men|mens|samt)\s")
_CONDITION = re.compile(
    r"\b(?:hvis|dersom|når(?! som helst)|såfremt|forutsatt|så lenge|med mindre|unntatt|bortsett fra"
    r"|om de|om du)\b[^,.;]*"
)
_PERSONS = {"vi": "we", "oss": "we", "dere": "you", "du": "you", "de": "you"}
_OTHERS = {"we": "you", "you": "we"}
_JOINING = frozenset({"og", "på", "for", "til", "av", "hos", "med", "i", "så", "at", "som"})
_ABBREVIATIONS = re.compile(r"\b(?:kl|ca|kr|mnd|bl\.a|f\.eks|stk|nr|inkl|eks)\.$|\b\d{1,2}\.$")
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


def sentences(text: str) -> tuple[str, ...]:
    """A text cut into sentences; «kl. 9» and «1. mars» end none."""
    found: list[str] = []
    for piece in _SENTENCE_END.split(text.strip()):
        if found and _ABBREVIATIONS.search(found[-1]):
            found[-1] += " " + piece
        else:
            found.append(piece)
    return tuple(found)


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
        any(word == other or _alike(word, other) for other in (*source.raw, *source.norm))
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
            _unsupported(sentence, passage, company) for passage in _best_first(sentence, passages)
        ]
        if all(faults):
            return faults[0]
    return ""


def _best_first(sentence: str, passages: Sequence[str]) -> list[str]:
    words = _substance(read_text(sentence))
    return sorted(passages, key=lambda passage: len(_unknown(words, read_text(passage))))


def _unsupported(sentence: str, passage: str, company: str) -> str:
    """Why a sentence does not rest on a passage; empty where it does."""
    tokens, source = read_text(sentence), read_text(passage)
    if any(tokens.norm == read_text(one).norm for one in sentences(passage)):
        return ""
    ours = read_text(company).raw
    words = [word for word in _substance(tokens) if word not in ours]
    new = _unknown(words, source)
    if len(new) == len(words) and (words or not figures(sentence)):
        return "off_topic"
    if not _in_order(figures(sentence), figures(passage)):
        return "new_figure"
    if tokens.norm[:1] and tokens.norm[0] in OPENERS and tokens.norm[0] not in source.norm[:1]:
        return "verdict"
    if new:
        return "new_facts"
    if not _denies_like(sentence, passage) or _swaps_persons(tokens, source):
        return "other_polarity"
    if _mixes(sentence, passage, ours):
        return "mixes_clauses"
    return "drops_condition" if _drops_condition(sentence, passage) else ""


def _in_order(said: Sequence[Figure], written: Sequence[Figure]) -> bool:
    """Whether each figure stands in the source; those of a kind in the order that they have there.

    Days are a set: «mandag til fredag» is the same as «hverdager».
    """
    reached: dict[str, int] = {}
    for figure in said:
        start = 0 if figure.kind == "weekday" else reached.get(figure.kind, 0)
        rest = range(start, len(written))
        found = next((at for at in rest if figure.agrees_with(written[at])), None)
        if found is None:
            return False
        reached[figure.kind] = found
    return True


def _swaps_persons(tokens: Text, source: Text) -> bool:
    """«vi eier» where it says «dere eier»."""
    written = _persons(source)
    return any(
        (_OTHERS[person], verb) in written and (person, verb) not in written
        for person, verb in _persons(tokens)
    )


def _persons(tokens: Text) -> set[tuple[str, str]]:
    """Who does what, by the words on both sides of «vi» and «dere»."""
    found = set()
    for place, word in enumerate(tokens.norm):
        if word not in _PERSONS:
            continue
        before, after = tokens.norm[max(0, place - 2) : place], tokens.norm[place + 1 : place + 2]
        # In «vi varsler dere» the second is whom it is done to.
        subject = before[-1:] if not _PERSONS.keys() & set(before) else ()
        found |= {(_PERSONS[word], verb) for verb in (*subject, *after) if verb not in _JOINING}
    return found


def _drops_condition(sentence: str, passage: str) -> bool:
    """Whether a sentence says without «hvis» or «de fleste» what is written with it."""
    tokens = read_text(sentence)
    said = (_substance(tokens), figures(sentence))
    for one in sentences(passage):
        source = read_text(one)
        if HEDGING.search(source.line) and _shares(said, one) and not HEDGING.search(tokens.line):
            return True
        if (condition := _CONDITION.search(one.lower())) is not None:
            main, limit = one.lower().replace(condition[0], " "), condition[0]
            if _shares(said, main) and not _shares(said, limit):
                return True
    return False


def _shares(said: tuple[Sequence[str], Sequence[Figure]], written: str) -> bool:
    """Whether words of substance or figures are common to both."""
    words, counted = said
    known = set(_substance(read_text(written)))
    theirs = figures(written)
    return _touches(words, known) or any(
        figure.agrees_with(other) for figure in counted for other in theirs
    )


def _denies_like(sentence: str, passage: str) -> bool:
    """Whether what the passage denies is denied, and what it states is stated, clause by clause."""
    clauses = [read_text(clause) for clause in _CLAUSE.split(passage)]
    denied = {word for clause in clauses if _denies(clause) for word in _substance(clause)}
    stated = {word for clause in clauses if not _denies(clause) for word in _substance(clause)}
    for clause in _CLAUSE.split(sentence):
        tokens = read_text(clause)
        words = _substance(tokens)
        of_denied = _touches(words, denied - stated)
        if _denies(tokens):
            alike = any(_denials(tokens) == _denials(one) for one in clauses)
            if not alike or (_touches(words, stated - denied) and not of_denied):
                return False
        elif of_denied:
            return False
    return True


def _denials(tokens: Text) -> int:
    return sum(word in DENYING for word in tokens.norm)


def _denies(tokens: Text) -> bool:
    return _denials(tokens) > 0


def _mixes(sentence: str, passage: str, ours: Sequence[str]) -> bool:
    """Whether a clause takes its words from several clauses: a subject here, a verb there.

    The first word of substance is what the passage is about, and goes with each of its clauses.
    """
    written = _whole_clauses(passage)
    about = {*written[0][:1], *ours}
    for clause in _CLAUSE.split(sentence):
        words = _substance(read_text(clause))
        if not any(all(_touches((word,), {*one, *about}) for word in words) for one in written):
            return True
    return False


def _whole_clauses(passage: str) -> list[tuple[str, ...]]:
    """Words of substance by clause; a part with fewer than two belongs to the one before it."""
    found: list[tuple[str, ...]] = []
    for clause in _CLAUSE.split(passage):
        words = _substance(read_text(clause))
        if found and len(words) < _CLAUSE_WORDS:
            found[-1] += words
        else:
            found.append(words)
    return found


def _touches(words: Sequence[str], others: set[str]) -> bool:
    return any(_alike(word, other) for word in words for other in others)


def _substance(tokens: Text) -> tuple[str, ...]:
    """Words that say what a sentence is about."""
    return tuple(dict.fromkeys(_substantial(tokens)))


def _substantial(tokens: Text) -> Iterator[str]:
    counted = {
        place for figure in figures(" ".join(tokens.raw)) for place in range(figure.at, figure.end)
    }
    for place, (raw, norm) in enumerate(zip(tokens.raw, tokens.norm, strict=True)):
        small = raw in PLAIN or norm in PLAIN or len(raw) < _MIN_LETTERS
        if not small and place not in counted and raw.isalpha():
            yield raw


def _unknown(words: Sequence[str], source: Text) -> list[str]:
    return [
        word
        for word in words
        if not any(_alike(word, other) or other == word for other in (*source.raw, *source.norm))
    ]


def _alike(one: str, other: str) -> bool:
    """Whether two words are forms of one, or one is a part of the other: «pris», «månedsprisen»."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < _MIN_LETTERS:
        return one == other
    if longer.startswith(shorter[: max(_MIN_LETTERS, len(shorter) - _ALIKE_BUT)]):
        return True
    return shorter[: max(_MIN_LETTERS, len(shorter) - 1)] in longer
