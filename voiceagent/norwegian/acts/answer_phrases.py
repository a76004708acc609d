"""How callers doubt, think aloud, and open or close with a verdict, as patterns over common forms.

Data for ``answers``: each pattern matches whole words of ``Text.line``, where dialect and Nynorsk
have been brought to one form («æ veit itj» reads ``jeg vet ikke``). What is an answer by itself
stands in ``verdicts.frames``.
"""

from __future__ import annotations

import re

from voiceagent.norwegian.words.reading import words_pattern

UNDECIDED = words_pattern(
    r"(?:vet|husker|aner) (?:jeg |vi |da |nå |sannelig |virkelig |egentlig |\S+ ?)?ikke",
    r"ikke (?:helt |så |veldig )?sikker(?:t)?",
    "usikker",
    "usikkert",
    "kanskje",
    "muligens",
    "tja",
    "nja",
    "kanhende",
    r"kan hende",
    r"kommer (?:litt |helt |jo )?an på",
    r"det spørs",
    "spørs",
    r"(?:både )?ja og nei",
    r"ja eller nei",
    r"må (?:jeg |vi )?(?:tenke|sjekke|se|høre|spørre|undersøke|diskutere)",
    r"ingen anelse",
    r"ikke peiling",
    r"la meg (?:tenke|se|sjekke)",
    r"skal (?:jeg )?(?:tenke|sjekke)",
    r"vanskelig å si",
    r"(?:har )?ikke (?:bestemt|tenkt|tatt stilling)\S*",
    r"litt (?:både )?òg",
    r"jaså",
    "jasså",
)

HALFWAY = words_pattern(
    r"^(?:ja|jo)(?: (?!takk)\S+)? men ikke (?:nå|no|i dag|akkurat nå|alene|før|helt)\S*"
)

THINKING = re.compile(
    r"(?:(?:hm+|eh|øh|ehm|tja|nå|ja|jo) )*(?:la meg|lat meg|få|skal vi|må|da må jeg) (?:nå )?"
    r"(?:se|tenke)(?: litt| nå| her| etter)* (?=(?:ja|jo|nei|jada|joda|neida)(?!\S))"
    r"|(?:(?:hm+|eh|øh|nja|tja) )+(?=nei (?!og|eller|ja)\S)"
)
"""Thinking aloud, where the answer follows."""
CLOSING = re.compile(
    r"^(?:(?:ja|nei|no|nå|jo|da|så|men) )*(?:ikke|det|den|jeg|vi|dette|da|så|har|er|kan|vil|skal|"
    r"får|blir|gjør|trenger|tror|må) (?!hender|spørs|kommer an)(?!.*(?<!\S)(?:kanskje|vet|hva|hvem|"
    r"hvor|eller|mulig|men|hvis|usikker)(?!\S)).* (?:så )?"
    r"(?:(?P<yes>ja|jau|joda)|(?P<no>nei|neida))$"
)
"""A clause that closes with its verdict."""

YES_WORD = words_pattern(
    r"ja+",
    r"jo+(?! (?:mer|bedre|\S+er|\S+[er]re) .*(?<!\S)(?:jo|desto|dess)(?!\S))",  # «jo mer jo bedre»
    "jepp",
    "japp",
    "jess",
    "yes",
    "yess",
    "yep",
    "jada",
    "joda",
    "jaja",
    "jovisst",
    "javel",
    "mhm",
    "mmhm",
    "hja",
    "jau",
    "jaddå",
    "jaua",
    "javisst",
    r"ja da",
    r"jo da",
    "okei",
    "ok",
    "oki",
    "okay",
    "greit",
    "riktig",
    "korrekt",
    "stemmer",
    "sikkert",
    "jup",
    "jauda",
    "aye",
)
NO_WORD = words_pattern(
    r"nei+",
    "neida",
    "nehei",
    "næ",
    "nope",
    "niks",
    "nix",
    "nepp",
    "nah",
    r"nei da",
    "neppe",
    "naj",
    "nejj",
    "nehe",
    "næi",
    "no",
    "nope",
)
