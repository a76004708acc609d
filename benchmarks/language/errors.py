"""Simulated recogniser errors: words changed by sound, or torn in two.

Not a model of any recogniser: it makes the kinds of mistakes that all of them make, so that readers
can be shown to keep silent rather than to guess. Deterministic for a seed and a text.
"""

from __future__ import annotations

import random

_SOUND_ALIKE: dict[str, tuple[str, ...]] = {
    "tre": ("tren", "trær", "ter"),
    "to": ("tog", "do", "tå"),
    "ti": ("tid", "til", "di"),
    "ni": ("nye", "mi", "nei"),
    "seks": ("sex", "sekk"),
    "fem": ("frem", "hjem"),
    "fire": ("firer", "fyre"),
    "en": ("enn", "den"),
    "åtte": ("otte", "måtte"),
    "sju": ("sjur", "ju"),
    "halv": ("hav", "kalv", "halvt"),
    "kvart": ("hvert", "vart"),
    "klokka": ("flokka", "låka"),
    "mandag": ("mandat", "mann dag"),
    "tirsdag": ("tirs dag", "tidsdag"),
    "onsdag": ("ons dag", "onsta"),
    "torsdag": ("tors dag", "torsk da"),
    "fredag": ("fred dag", "fre dag"),
    "ikke": ("ikke å", "ik", "ikkje"),
    "ja": ("jah", "da", "ha"),
    "nei": ("nein", "nai", "mei"),
    "uke": ("uka", "duke"),
    "uka": ("luka", "uken"),
    "neste": ("reste", "nest"),
    "tusen": ("tus", "duser"),
    "million": ("milion", "melon"),
    "krøllalfa": ("krøll alfa", "rølla alfa"),
    "punktum": ("pumpum", "punkt"),
    "etter": ("ette", "heter"),
    "før": ("for", "fyr"),
    "morgen": ("morn", "måren"),
    "tjue": ("tju", "skue"),
    "tretti": ("trette", "tredve"),
    "førti": ("forti", "førtid"),
    "femti": ("femte", "hemti"),
    "seksti": ("sekste",),
    "måneder": ("måned er",),
    "jeg": ("je", "ei", "jei"),
    "heter": ("eter", "het"),
    "bestemmer": ("bestemme", "stemmer"),
}
_SOUNDS = (
    ("b", "p"),
    ("d", "t"),
    ("g", "k"),
    ("v", "f"),
    ("m", "n"),
    ("o", "å"),
    ("e", "æ"),
    ("i", "y"),
)


def misheard(text: str, *, rate: float, seed: int) -> str:
    """The text with about ``rate`` of its words changed."""
    source = random.Random(f"{seed}:{text}")
    words: list[str] = []
    for word in text.split():
        if source.random() < rate:
            words.extend(_changed(word, source).split())
        else:
            words.append(word)
    return " ".join(words)


def _changed(word: str, source: random.Random) -> str:
    choice = source.random()
    if word in _SOUND_ALIKE and choice < 0.6:
        return source.choice(_SOUND_ALIKE[word])
    if choice < 0.75 and len(word) > 5:
        middle = len(word) // 2
        return f"{word[:middle]} {word[middle:]}"
    pairs = [pair for pair in _SOUNDS if pair[0] in word]
    if not pairs:
        return word[:-1]
    left, right = source.choice(pairs)
    return word.replace(left, right, 1)
