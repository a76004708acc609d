"""What callers demand by law of what we keep about them: to see it, or to have it deleted (GDP-06).

Read by grammar and in every policy, because nobody may have to say it in the words that a policy
happens to list. A demand names what is kept and whose it is: «slett alt dere har om meg», «hvilke
opplysninger har dere om meg». Questions about a product («kan vi slette data selv», «innsyn i
kalenderen») are none. «Slett nummeret mitt» alone asks not to be called again.

Source: Regulation (EU) 2016/679, articles 15 and 17.
"""

from __future__ import annotations

from enum import StrEnum

from voiceagent.norwegian.words.reading import Text, words_pattern


class Claim(StrEnum):
    """A right that a caller makes use of."""

    ACCESS = "access"
    ERASURE = "erasure"


_DATA = r"(?:(?:person|kontakt|bruker|kunde)?(?:opplysning|informasjon|data|info)\w*)"
_OWN = r"(?:mine|mitt|min|mi|(?:om|på) (?:meg|oss)|vedrørende meg)"
_WE_HAVE = r"(?:dere|du|de) (?:har|vet|veit|sitter|lagrer|måtte)"
_DELETE = r"(?:slett|slette|fjern|fjerne|stryk|stryke|viske ut|makuler|makulere|kvitt)"
_DELETED = r"(?:slettes|slettet|sletta|slettast|fjernes|fjernet|fjerna|strøket|makulert)"
_SELF = r"(?<!vi )(?<!man )(?<!en )(?<!brukerne )(?<!kundene )(?<!å )"

_ERASURE = words_pattern(
    rf"{_SELF}{_DELETE} (?:\S+ ){{0,5}}?alt(?: sammen)?(?! (?:annet|arbeid|for))",
    rf"{_SELF}{_DELETE} (?:\S+ ){{0,5}}?{_DATA}(?: \S+){{0,2}} (?:{_OWN}|{_WE_HAVE})",
    rf"{_SELF}{_DELETE} (?:\S+ ){{0,3}}?{_DATA}$",
    rf"{_SELF}{_DELETE} (?:\S+ ){{0,3}}?(?:det|hva) {_WE_HAVE}",
    rf"(?:alt|{_DATA}) (?:\S+ ){{0,4}}?(?:{_OWN}|{_WE_HAVE}) (?:\S+ ){{0,5}}?{_DELETED}",
    rf"(?:alt|det|hva) {_WE_HAVE} (?:\S+ ){{0,5}}?{_DELETED}",
    rf"(?:få|ha|bli|blir|må|at) (?:\S+ ){{0,2}}?{_DELETED} (?:alt|{_DATA}|(?:det|hva) {_WE_HAVE})",
    rf"(?:vil|få|krever|ønsker|ber om|forlanger) (?:\S+ ){{0,3}}?(?:alt|{_DATA})"
    rf" (?:\S+ ){{0,4}}?{_DELETED}",
    rf"at (?:dere|de|du) (?:slett\w+|fjern\w+|stryk\w*) (?:\S+ ){{0,2}}?(?:alt|{_DATA})",
    r"(?:rett(?:en)? til|vil|krever|ønsker) (?:å )?(?:bli glemt|sletting)",
    rf"(?:krever|ber om|ønsker|forlanger|vil ha) (?:\S+ )?sletting(?: av (?:alt|{_DATA}))?",
)
_ACCESS = words_pattern(
    rf"innsyn (?:i|om) (?:\S+ ){{0,3}}?(?:{_DATA}|hva {_WE_HAVE}|det {_WE_HAVE}|alt {_WE_HAVE})",
    r"(?:krever|krev|ber om|be om|begjærer|rett til|ønsker|vil ha|få|rett på) (?:\S+ )?innsyn"
    r"(?! i (?!hva|det|alt))",
    r"innsyns(?:krav|begjæring|rett)\w*",
    rf"(?:hva slags|hvilken|hvilke|hva) {_DATA} (?:som )?(?:dere |du |de )?"
    r"(?:har|er|ligger|sitter|lagrer|lagrar|finnes|finst|står) (?:\S+ ){0,4}?(?:om|på) (?:meg|oss)",
    r"hva (?:har )?(?:dere|de) (?:har )?(?:\S+ ){0,3}?(?:lagret|registrert|stående|liggende|notert)"
    r" (?:\S+ )?(?:om|på) (?:meg|oss)",
    r"hva (?:er|ligger|står) (?:det )?(?:lagret|registrert|notert) (?:\S+ )?(?:om|på) (?:meg|oss)",
    r"hva (?:(?:har|vet|veit) (?:dere|de)|(?:dere|de) (?:har|vet|veit)) (?:\S+ ){0,2}?"
    r"(?:om|på) meg",
    rf"(?:kopi|utskrift|oversikt|utlevert|utlevere|innsikt) (?:\S+ ){{0,2}}?"
    rf"(?:{_DATA} (?:\S+ ){{0,3}}?(?:{_OWN}|{_WE_HAVE})|(?:det|alt|hva) {_WE_HAVE}"
    rf"(?: \S+){{0,3}} (?:om|på) (?:meg|oss))",
    rf"(?:se|vite) (?:alt |det |hva |hvilken )+(?:{_DATA} )?{_WE_HAVE} (?:\S+ ){{0,3}}?"
    r"(?:om|på) (?:meg|oss)",
)


def read_claim(tokens: Text) -> Claim | None:
    """The right that an utterance makes use of; deletion, where it asks for both."""
    if _ERASURE.search(tokens.line):
        return Claim.ERASURE
    return Claim.ACCESS if _ACCESS.search(tokens.line) else None
