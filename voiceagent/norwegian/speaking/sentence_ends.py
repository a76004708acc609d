"""Whether a full stop ends a sentence: not after «f.eks.», «dr.», «J.» or «3.» before «juni».

What decides is the word before and the word after. An abbreviation that can close a sentence
(«3 mnd.») does when a capital follows; one that leads on («dr.») never does. Behind the others, and
behind initials, the capital must begin an everyday word: «Kari N. Ring henne», «Kari N. Hansen».
"""

from __future__ import annotations

import re

from voiceagent.norwegian.speaking.abbreviations import ABBREVIATIONS, CLOSING, FRAMED, OPENING
from voiceagent.norwegian.times.dates import MONTHS, WEEKDAYS
from voiceagent.norwegian.words.name_tables import FIRST_NAMES, SURNAMES
from voiceagent.norwegian.words.plain_words import PLAIN

_BEFORE = re.compile(r"[^\s(«\"“/]*\Z")
_AFTER = re.compile(r"[\s»\")”]*([\w§+«(-]?[\w.-]*)")
_NUMBER = re.compile(r"(?:.*[–-])?\d{1,2}\.")
_DATE = re.compile(r"(?:.*[–-])?\d{1,2}\.\d{1,2}\.")
_INITIALS = re.compile(r"(?:[A-ZÆØÅ]\.-?)+")
_CAPITALS = re.compile(r"[A-ZÆØÅ]{2,}\.")
_DOTTED = re.compile(r"(?:[a-zæøå]{1,4}\.){2,}")
_APART = re.compile(r"(?i)\b(?:[a-zæøå]{1,4}\.[ \u00a0])+[a-zæøå]{1,4}\.\Z")
_CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxz]{1,4}\.|[aeioy]\.")
_BINDING = (",", ";", ":", "–", "-", "/")
_LED_ON = ("gt.", "vn.", "nr.", "pl.")
"""Ends of words that are shortened before a number: «Storgt. 1», «Saksnr. 12»."""

_CLOCK = re.compile(r"(?i)\bkl(?:\.|okka|okken)? ?\Z")
_DAYS_AND_MONTHS = frozenset(MONTHS) | frozenset(WEEKDAYS)


def is_sentence_end(text: str, at: int) -> bool:
    """Whether the point at ``at`` ends a sentence; the last of a text always does."""
    if text[at + 1 : at + 2] in _BINDING:
        return False
    after = _AFTER.match(text, at + 1)
    following = after[1] if after else ""
    if not following:
        return True
    begin = _BEFORE.search(text[:at])
    start = begin.start() if begin else at
    word = re.split(r"(?<=[.a-zæøå])[–-]", text[start : at + 1])[-1]
    apart = _APART.search(text[: at + 1])
    if apart and (joined := re.sub(r"\s", "", apart[0]).lower()) in ABBREVIATIONS:
        word = joined
    capital = following[0].isupper()
    if _NUMBER.fullmatch(word):
        return _number_ends(text, start, following)
    if _DATE.fullmatch(word):
        return capital
    if _INITIALS.fullmatch(word):
        return not capital or _begins_plainly(following)
    if _CAPITALS.fullmatch(word):
        return capital
    return _word_ends(word.lower(), following, capital=capital)


def _word_ends(word: str, following: str, *, capital: bool) -> bool:
    if word in OPENING:
        return False
    if word in CLOSING or word in FRAMED:
        return capital
    if word in ABBREVIATIONS:
        return capital and _begins_plainly(following)
    if _DOTTED.fullmatch(word):
        return capital
    if word.endswith(_LED_ON) and not capital:
        return False
    return capital or not _CONSONANTS.fullmatch(word) or word in ("hm.", "mm.", "hmm.")


def _number_ends(text: str, start: int, following: str) -> bool:
    """«den 3. Passer det» ends, «3. juni» does not, nor does the «1.» of a list."""
    if not following[0].isupper() or following.lower() in _DAYS_AND_MONTHS:
        return False
    before = text[:start].rstrip()
    return bool(_CLOCK.search(text[:start])) or (bool(before) and before[-1] not in ".!?:")


def _begins_plainly(following: str) -> bool:
    plain = following.lower().rstrip(".")
    if len(plain) > 1 and following.isupper():
        return False
    return plain in PLAIN and plain not in FIRST_NAMES and plain not in SURNAMES
