"""Nynorsk forms of the words that written text is expanded to: «i månaden», «ein time», «timar».

The writers of words write Bokmål; a text that is clearly Nynorsk has these words changed after
them. None of the words changed is Nynorsk in the sense it is changed from, so nothing that the text
said itself is lost.
"""

from __future__ import annotations

import re

from voiceagent.norwegian.words.reading import word_set

_CLEAR = word_set(
    "ikkje eg kva korleis kvifor kven kvar dykk dykkar frå saman meir måndag tysdag laurdag sundag"
    " veke veka vekene veker månad månader månaden månadene sjølv noko nokon nokre treng ynskjer"
    " ønskjer hjå berre høyrer høyrast mykje vert kjem ein eit eitt osb òg vere seie seier leiar"
    " dagleg tilbod brukar brukarar kundar timar gjer dei ho millionar tilsette lisensar utan"
    " nynorsk rimeleg vanleg kostar startar"
)
_FORMS = {
    "en": "ein", "ett": "eitt", "måned": "månad", "måneder": "månader", "måneden": "månaden",
    "uka": "veka", "uke": "veke", "timer": "timar", "minutter": "minutt", "sekunder": "sekund",
    "grader": "gradar", "millioner": "millionar", "milliarder": "milliardar", "fra": "frå",
    "uten": "utan", "mandag": "måndag", "tirsdag": "tysdag", "lørdag": "laurdag",
    "kilowattimer": "kilowattimar", "tredjedeler": "tredjedelar",
    "fjerdedeler": "fjerdedelar", "femtedeler": "femtedelar", "sjuende": "sjuande",
    "åttende": "åttande", "niende": "niande", "tiende": "tiande", "trettende": "trettande",
    "fjortende": "fjortande", "femtende": "femtande", "sekstende": "sekstande",
    "syttende": "syttande", "attende": "attande", "nittende": "nittande", "tjuende": "tjuande",
    "trettiende": "trettiande",
}  # fmt: skip
_PHRASES = (
    ("og så videre", "og så vidare"),
    ("blant annet", "mellom anna"),
    ("det vil si", "det vil seie"),
    ("for eksempel", "til dømes"),
    ("med mer", "med meir"),
    ("med hensyn til", "med omsyn til"),
    ("med videre", "med vidare"),
    ("i stedet for", "i staden for"),
    ("med vennlig hilsen", "med venleg helsing"),
)
_TENS = re.compile(
    r"\b(tjue|tretti|førti|femti|seksti|sytti|åtti|nitti)(en|ett|sjuende|åttende|niende)\b"
)
_WORD = re.compile(r"\b[a-zæøå]+\b")


def is_nynorsk(text: str) -> bool:
    """Whether a text has a word that only Nynorsk has."""
    return any(word in _CLEAR for word in _WORD.findall(text.lower()))


def in_nynorsk(words: str) -> str:
    """Expanded text with the Nynorsk forms."""
    for bokmål, nynorsk in _PHRASES:
        words = words.replace(bokmål, nynorsk)
    words = _TENS.sub(lambda match: match[1] + _FORMS[match[2]], words)
    return _WORD.sub(lambda match: _FORMS.get(match[0], match[0]), words)
