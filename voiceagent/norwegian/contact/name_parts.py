"""Names that are told part by part: «etternavnet er lund og fornavnet er silje».

Each label takes the words beside it: those before it where they are bound to it («… er fornavnet»,
«… til fornavn»), else those behind. A surname may also just be added («og så dahl», «med etternavn
krog»).
"""

from __future__ import annotations

from voiceagent.norwegian.contact.name_spelling import spelled_letters
from voiceagent.norwegian.contact.name_words import is_plain, may_be_name, name_from, titled
from voiceagent.norwegian.words.name_tables import FIRST_NAMES, SURNAMES
from voiceagent.norwegian.words.reading import Reading, Text, word_set

_FIRST_LABELS = word_set("fornavn fornavnet førenamn førenamnet fornamn fornamnet")
_LAST_LABELS = word_set("etternavn etternavnet etternamn etternamnet slektsnavn familienavn")
_BEHIND_LABEL = word_set("mitt er det heter jo eh øh altså og så blir vårt")
_BINDING = word_set("er til som i var")
_ADDING = word_set("og så med har jeg deretter pluss eh øh også til men")
_MOST_ADDING = 5


def named_by_parts(tokens: Text) -> Reading[str] | None:
    """First name and surname, each with its label, in whatever order."""
    labels = [
        place for place, word in enumerate(tokens.norm) if word in _FIRST_LABELS | _LAST_LABELS
    ]
    if not labels:
        return None
    first, last = _part(tokens, labels, _FIRST_LABELS), _part(tokens, labels, _LAST_LABELS)
    if first is None or last is None or max(first[0], last[0]) < min(first[1], last[1]):
        return None
    start, end = min(first[0], last[0], *labels), max(first[1], last[1], labels[-1] + 1)
    words = tokens.raw[first[0] : first[1]] + tokens.raw[last[0] : last[1]]
    return tokens.reading(titled(words), start, end)


def _part(tokens: Text, labels: list[int], wanted: frozenset[str]) -> tuple[int, int] | None:
    """Where the name of one label stands."""
    place = next((one for one in labels if tokens.norm[one] in wanted), None)
    if place is None:
        other = labels[0]
        return _added(tokens, other) if wanted is _LAST_LABELS else _opening(tokens, other)
    return _before(tokens, place) or _behind(tokens, place)


def _before(tokens: Text, label: int) -> tuple[int, int] | None:
    """«silje er fornavnet», «lund til etternavn», «utne etternavnet»."""
    end = label
    while end and tokens.norm[end - 1] in _BINDING:
        end -= 1
    behind = tokens.norm[label + 1 : label + 2]
    if end == label and behind and (behind[0] in ("er", "mitt") or _may_stand(tokens, label + 1)):
        return None
    start = end
    while start and _may_stand(tokens, start - 1):
        start -= 1
    return (start, end) if start < end else None


def _behind(tokens: Text, label: int) -> tuple[int, int] | None:
    start = label + 1
    while start < len(tokens) and tokens.norm[start] in _BEHIND_LABEL:
        start += 1
    end = start + len(name_from(tokens, start))
    return (start, end) if start < end else None


def _added(tokens: Text, label: int) -> tuple[int, int] | None:
    """«silje marie er fornavnet og så strøm»: what is added behind is the surname."""
    start = label + 1
    while start < len(tokens) and tokens.norm[start] in _BEHIND_LABEL:
        start += 1
    if start == label + 1 or tokens.norm[label + 1] not in ("og", "så"):
        return None
    end = start + len(name_from(tokens, start))
    return (start, end) if start < end == len(tokens) else None


def _opening(tokens: Text, label: int) -> tuple[int, int] | None:
    """«silje og lund er etternavnet», «holte er etternavnet jan erik»: the rest is first names."""
    behind = name_from(tokens, label + 1)
    if behind and behind[0] in FIRST_NAMES and label + 1 + len(behind) == len(tokens):
        return label + 1, len(tokens)
    end = next((place for place in range(label) if tokens.norm[place] == "og"), 0)
    opens = end and all(_may_stand(tokens, place) for place in range(end))
    return (0, end) if opens and tokens.raw[0] in FIRST_NAMES else None


def _may_stand(tokens: Text, place: int) -> bool:
    labels = _FIRST_LABELS | _LAST_LABELS
    return (
        may_be_name(tokens, place)
        and not is_plain(tokens.raw[place])
        and tokens.norm[place] not in labels
    )


def surname_noted(tokens: Text, words: tuple[str, ...], end: int) -> tuple[tuple[str, ...], int]:
    """A name and the surname added to it: «espen med etternavn …», «… med c h og så dahl».

    Returns:
        The words of the name, and the token after the last that belongs to it.
    """
    place, labelled, counted = end, False, 0
    while place < len(tokens) and counted < _MOST_ADDING:
        word = tokens.norm[place]
        labelled = labelled or word in _LAST_LABELS
        if word not in _ADDING | _LAST_LABELS and not (labelled and word in _BEHIND_LABEL):
            break
        place += 1
        counted += 1
    if labelled and (letters := spelled_letters(tokens, place)) is not None:
        return (*words, letters[0]), letters[1]
    added = name_from(tokens, place)
    if place == end or not added:
        return words, end
    after = tokens.norm[place + 1 : place + 4]
    late = place + 1 < len(tokens) and bool(_LAST_LABELS.intersection(after))
    if labelled:
        return (*words, added[0]), place + 1
    then = tokens.norm[end:place]
    known = len(added) == 1 and added[0] in SURNAMES and ("så" in then or "deretter" in then)
    spelt = then == ("og",) and len(tokens.norm[end - 1]) == 1 and added[0] in SURNAMES
    if len(words) <= 2 and (late or spelt or (known and place + 1 == len(tokens))):
        return (*words, added[0]), place + 1
    return words, end
