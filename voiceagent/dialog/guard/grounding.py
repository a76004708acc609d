"""Whether a sentence rests on a passage: it says nothing that does not stand there.

Every figure stands in the passage with the same worth, unit and order; no word of substance is new;
each clause takes its words and figures from one clause, denies what is denied there, lets the same
person do it, and keeps its conditions. It cannot see a clause in which every word and figure is the
passage's own and the relation between them is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from voiceagent.dialog.guard.guard_words import DENYING, HEDGING, OPENERS, PLAIN
from voiceagent.norwegian.texts.figures import Figure, figures, spelled_out
from voiceagent.norwegian.words.reading import Text, read_text

_MIN_LETTERS = 4
_WITHOUT = frozenset({"uten", "utan"})
_CLAUSE_WORDS = 2
_ALIKE_BUT = 2
_LONGEST_ENDING = 4
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[^\s])")
_PAUSE = re.compile(r"(?:,|(?<!\d)[.;:!])(?:\s|$)")
_JOINS = frozenset({"og", "men", "mens", "samt"})
_CONDITION = re.compile(
    r"\b(?:hvis|dersom|når(?! som helst)|såfremt|forutsatt|så lenge|med mindre|unntatt|bortsett fra"
    r"|om de|om du)\b[^,.;]*"
)
_LIMIT = re.compile(r"\b(?:de[tn]? (?:\w+ )?)?første \w+|\b(?:før|etter) klokka \w+")
_PRICE_CONDITION = re.compile(_CONDITION.pattern + r"|\b(?:uten|utan|eks\w*|pluss)\b[^,.;]*")
_CONTRASTS = frozenset({"deretter", "etterpå", "siden", "så", "ellers", "likevel", "andre"})
_PERSONS = {"vi": "we", "oss": "we", "dere": "you", "du": "you", "de": "you"}
_OTHERS = {"we": "you", "you": "we"}
_JOINING = frozenset({"og", "på", "for", "til", "av", "hos", "med", "i", "så", "at", "som"})
_ABBREVIATIONS = re.compile(r"\b(?:kl|ca|kr|mnd|bl\.a|f\.eks|stk|nr|inkl|eks)\.$|\b\d{1,2}\.$")


def sentences(text: str) -> tuple[str, ...]:
    """A text cut into sentences; «kl. 9» and «1. mars» end none."""
    found: list[str] = []
    for piece in _SENTENCE_END.split(text.strip()):
        if found and _ABBREVIATIONS.search(found[-1]):
            found[-1] += " " + piece
        else:
            found.append(piece)
    return tuple(found)


def clauses(text: str) -> tuple[str, ...]:
    """A text cut at commas and joining words, but not within «tre hundre og nitti»."""
    found: list[str] = []
    for piece in _PAUSE.split(spelled_out(text)):
        tokens = read_text(piece)
        within = {at for figure in figures(piece) for at in range(figure.at, figure.end)}
        begin = 0
        for place, word in enumerate((*tokens.raw, "og")):
            if word in _JOINS and place not in within:
                found.append(" ".join(tokens.raw[begin:place]))
                begin = place + 1
    return tuple(clause for clause in found if clause)


def ungrounded(sentence: str, passage: str, company: str) -> str:
    """Why a sentence does not rest on a passage; empty where it does."""
    tokens, source = read_text(sentence), read_text(passage)
    if any(tokens.norm == read_text(one).norm for one in sentences(passage)):
        return ""
    ours = read_text(company).raw
    words = [word for word in substance(tokens) if word not in ours]
    new = unknown(words, source)
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
    said = (substance(tokens), figures(sentence))
    for one in sentences(passage):
        source = read_text(one)
        if HEDGING.search(source.line) and _shares(said, one) and not HEDGING.search(tokens.line):
            return True
    priced = any(figure.kind == "krone" for figure in said[1])
    pattern = _PRICE_CONDITION if priced else _CONDITION
    return any(_leaves_out(said, one.lower(), pattern) for one in sentences(passage)) or any(
        _leaves_out(said, one, _LIMIT) for one in clauses(passage)
    )


def _leaves_out(
    said: tuple[Sequence[str], Sequence[Figure]], written: str, pattern: re.Pattern[str]
) -> bool:
    condition = pattern.search(written)
    if condition is None:
        return False
    rest = written.replace(condition[0], " ")
    return _shares(said, rest) and not _shares(said, condition[0])


def _shares(said: tuple[Sequence[str], Sequence[Figure]], written: str) -> bool:
    """Whether words of substance or figures are common to both."""
    words, counted = said
    known = set(substance(read_text(written)))
    theirs = figures(written)
    return _touches(words, known) or any(
        figure.agrees_with(other) for figure in counted for other in theirs
    )


def _denies_like(sentence: str, passage: str) -> bool:
    """Whether what the passage denies is denied, and what it states is stated, clause by clause."""
    written = [read_text(clause) for clause in clauses(passage)]
    denied = {word for clause in written for word in substance(_denied_part(clause))}
    stated = {word for clause in written for word in substance(clause)}
    stated -= {word for clause in written if _denies(clause) for word in denied}
    for clause in clauses(sentence):
        tokens = read_text(clause)
        words = substance(tokens)
        of_denied = _touches(words, denied - stated)
        if _denies(tokens):
            alike = any(_denials(tokens) == _denials(one) for one in written)
            if not alike or (_touches(words, stated - denied) and not of_denied):
                return False
        elif of_denied:
            return False
    return True


def _denied_part(clause: Text) -> Text:
    """What a clause denies: all of it, but for «uten», which denies what follows."""
    deniers = [place for place, word in enumerate(clause.norm) if word in DENYING]
    if not deniers:
        return read_text("")
    only_without = all(clause.norm[place] in _WITHOUT for place in deniers)
    return read_text(" ".join(clause.raw[deniers[0] :])) if only_without else clause


def _denials(tokens: Text) -> int:
    return sum(word in DENYING for word in tokens.norm)


def _denies(tokens: Text) -> bool:
    return _denials(tokens) > 0


def _mixes(sentence: str, passage: str, ours: Sequence[str]) -> bool:
    """Whether a clause takes its parts from several clauses: a subject here, a price there.

    The first word of substance is what the passage is about, and goes with each of its clauses.
    """
    written = _whole_clauses(passage)
    about = {*substance(read_text(written[0]))[:1], *ours}
    return any(
        not any(_rests_on(clause, one, about) for one in written) for clause in clauses(sentence)
    )


def _rests_on(clause: str, written: str, about: set[str]) -> bool:
    known = {*substance(read_text(written)), *about}
    if not all(_touches((word,), known) for word in substance(read_text(clause))):
        return False
    if _is_denied(clause) != _is_denied(written):
        return False
    theirs = figures(written)
    return all(any(mine.agrees_with(one) for one in theirs) for mine in figures(clause))


def _is_denied(clause: str) -> bool:
    return any(word in DENYING - _WITHOUT for word in read_text(clause).norm)


def _whole_clauses(passage: str) -> list[str]:
    """The clauses; a condition goes with what follows it, and an addition with what it adds to."""
    found: list[str] = []
    before = ""
    for clause in clauses(passage):
        if found and (_adds(clause, found[-1]) or _CONDITION.match(before)):
            found[-1] += f" {clause}"
        else:
            found.append(clause)
        before = clause
    return found


def _adds(clause: str, before: str) -> bool:
    """Whether a clause has no subject of its own: «… i året, i januar», «… og Visma»."""
    words, kinds = substance(read_text(clause)), {figure.kind for figure in figures(clause)}
    contrasts = read_text(clause).norm[:1] and read_text(clause).norm[0] in _CONTRASTS
    if contrasts or _is_denied(clause) != _is_denied(before):
        return False
    if kinds & {figure.kind for figure in figures(before)}:
        return False
    return len(words) < _CLAUSE_WORDS and not (words and kinds)


def _touches(words: Sequence[str], others: set[str]) -> bool:
    return any(alike(word, other) for word in words for other in others)


def substance(tokens: Text) -> tuple[str, ...]:
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


def unknown(words: Sequence[str], source: Text) -> list[str]:
    return [
        word
        for word in words
        if not any(alike(word, other) or other == word for other in (*source.raw, *source.norm))
    ]


def alike(said: str, written: str) -> bool:
    """Whether a word is a form of a written one, or a part of it: «pris» of «månedsprisen».

    Never the other way round: «livstidsgaranti» says more than «garanti», «uåpnet» the opposite.
    """
    if said == written or min(len(said), len(written)) < _MIN_LETTERS:
        return said == written
    if said in ("u" + written, written.removeprefix("u")):
        return False
    shorter, longer = sorted((said, written), key=len)
    stem = shorter[: max(_MIN_LETTERS, len(shorter) - _ALIKE_BUT)]
    if longer.startswith(stem) and len(said) - len(written) <= _LONGEST_ENDING:
        return True
    return len(said) < len(written) and said[: max(_MIN_LETTERS, len(said) - 1)] in written
