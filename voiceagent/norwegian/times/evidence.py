"""Which days and times of an utterance may be trusted, by what stands around them.

A bare number is a time only beside a day or a trusted time, or as the whole answer. A value that
stands beside what may be a misheard word of time, or in an utterance where a sign of time
(«klokka», a month, «mellom») is left over, lost a piece on its way here and is given up. So is a
day that a sentence about the past or about habits names («dere ringte på mandag», «hver fredag»).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol, TypeVar

from voiceagent.norwegian.times.availability import AVAILABLE
from voiceagent.norwegian.times.clock import SaidTime
from voiceagent.norwegian.times.dates import MONTHS, SaidDay
from voiceagent.norwegian.times.day_parts import SaidPart
from voiceagent.norwegian.words.mishearing import may_be_time
from voiceagent.norwegian.words.reading import word_set, words_pattern


class Placed(Protocol):
    """Something with a place in a line."""

    @property
    def start(self) -> int:
        """First word."""

    @property
    def end(self) -> int:
        """Word after the last."""


P = TypeVar("P", bound=Placed)

_BARE_ANSWER = word_set(
    "ja nei jo det er ok okei kanskje passer går fint bra bedre best heller da så vi kan si "
    "jeg tror"
    " for meg greit helst gjerne hadde vært ville på takk mm eh øh hmm tja ta sier blir den også"
    " deg oss perfekt mulig å og være litt klokka fungerer funker en av dem dei ledig ledige utover"
    " tilgjengelig fri supert topp flott om skal tar kunne altså passet vel nok jo bare helt veldig"
    " da ehm hm hos oss dere du men som tid har tida møte møtes møtet tidlig sent sånn kanskje "
    "men må bli kan kunne skal"
    " gjerne cirka ikke hvertfall a ass"
)
_BRIDGE = word_set(
    "på klokka den da ved rundt om eller og er passer kan det nei ja i heller så men ikke "
    "gjerne helst"
)
_NOWADAYS = re.compile(
    r"(?<!\S)(?:(?:bruker|betaler|brukar|betalar|kjører|gjør|driver)|har(?! (?:jeg |vi )?(?:ikke )?"
    r"(?:tid|mulighet|ledig|møte|anledning))) (?!.*(?:klokka|passer|ledig|kan ))\S.* i dag$"
)
_PAST = words_pattern(
    r"(?<!hvordan )(?<!hva )var(?! det med)",
    r"(?:ble|blei|vart)(?! det)(?!.*(?:den dagen|så da|derfor))",
    "fikk",
    "gikk",
    r"kom(?! (?:gjerne|bare|innom|du|hit))",
    "tok",
    "ga",
    r"(?<!om du )(?<!om dere )(?<!hvis du )(?<!hvis dere )(?<!at du )(?<!at dere )ring[td]e",
    r"(?:har|ble) (?:\S+ )?(?:ringt|snakket|snakka|pratet|sendt|møtt|vært|bestilt)",
    "snakket",
    "snakka",
    "pratet",
    "prata",
    "sendte",
    "bestilte",
    "kjøpte",
    "møtte",
    "startet",
    "starta",
    "begynte",
    "sluttet",
    "slutta",
    "skrev",
    "hørte",
    "leverte",
    "traff",
    "spurte",
    "svarte",
    "fylte",
    "hentet",
    "byttet",
    "flyttet",
    "glemte",
    r"hadde(?! (?:vært|vore|høvd|høvt|egnet|funka|sett|blitt|vori|"
    r"passet|passa|gått|fungert|likt|foretrukket|håpet|tenkt|kunnet|jeg|vi))",
)
_LONG_AGO = words_pattern(r"^(?:\S+ )?(?:sist|forrige) (?:vi|jeg|gang|dere)")
_FORETELLS = words_pattern(
    r"kan", r"passer", r"skal", r"vil", r"kunne", r"hva med", r"heller", r"helst", r"klokka", r"går"
)
_ASKS = words_pattern(
    "kan", "passer", "skal", "vil", "kunne", "heller", "helst", "går", "funker", r"må (?:det|vi)"
    " bli",
    r"så (?:da|det|før|etter|klokka|ring|etterpå)", "gjerne", "fint", "bra", "greit", "møtes",
)  # fmt: skip
_NOT_OF_OTHERS = "".join(
    f"(?<!{who} )"
    for who in ("sjefen", "leder", "lederen", "han", "hun", "kollegaen", "direktøren", "eieren",
                "sjefen min", "sjefen vår", "kona", "mannen", "økonomisjefen", "kollegaen min")
)  # fmt: skip
"""Whose being there is no wish of the speaker's: «sjefen er tilbake på torsdag»."""
_WISHES = words_pattern(
    r"kan",
    r"kunne",
    r"kan'ke",
    r"passer(?! på (?!\S*dag(?:en)?(?!\S)|klokka))",
    r"(?<!toget )(?<!bussen )(?<!flyet )(?<!mitt )(?<!båten )går(?! (?:jeg|vi|de) )",
    r"funker",
    r"fungerer",
    r"hva (?:med|sier|om)",
    r"hva (?:sier )?(?:du|dere) (?:sier )?(?:til|om)",
    r"hvordan (?:er|blir|ser|passer|var|med|hadde)",
    r"(?:må|får|kan|skal|bør) det (?:bli|være)",
    r"kom(?:me)? (?:gjerne |bare |da |dere )*(?:innom|hit|bort|opp|ned|på|i|til|og)",
    r"(?:flyttes|utsettes|skyves|tas|ringes|holdes)",
    r"(?:greiest|finest|enklest|lettest|ideelt|prima|blinken|gull|null problem|funnet|notert)",
    r"(?:fått|få|får) (?:det )?til",
    r"(?:stiller|klare|eneste|har (?:egentlig |vel |nok |jo )*bare|ypperlig|strålende|fortreffelig"
    r"|(?:null|0) (?:problem|stress)|innafor|i orden|begge|en mulighet|et alternativ|flytt|skyv"
    r"|utsett)",
    r"(?:høres|hørtes|la oss|noterer|setter|slår til|ordner seg|duger|holder)",
    r"(?:rekker|klarer) (?:du|dere|de)",
    r"\S{3,}este? (?:er|hadde|blir|ville|for)",
    r"(?:det|da) (?:må|lyt|lytt|får|bør|kan) bli",
    r"(?:det|da) blir(?: det)?",
    r"da (?:ble|blei) det",
    r"håper (?:på|det)",
    r"tenkte? (?:kanskje|på|at|meg|vi)",
    r"blir (?:det|fint|bra|greit|best)",
    r"velge[rs]?",
    r"alternativ(?:et)?",
    r"ta kontakt",
    r"(?:slå|slår) på tråden",
    r"(?:gi|slå|ta) (?:meg |oss )?(?:en |ei |på )?(?:lyd|ring|tråd|pling|telefon|samtale)",
    r"er (?:du|dere) (?:\S+ )?(?:våken|våkne|oppe|på plass|der|på jobb|på kontoret|inne|i gang)",
    r"så (?:da )?(?:si |ta |ring )?(?:klokka|på \S*dag)",
    r"(?:jeg|vi) har (?:bare |kun )?\d+ minutter",
    r"altså (?:(?:etter|før|rundt|mellom) )?(?:klokka|halv|kvart|\d)",
    r"(?:ble|blei) det$",
    r"det er (?:de|den|da|dei) (?:dagene|dager|dagen|eneste|tider|tidene)",
    r"kontakte?",
    r"(?:er|har) (?:det|du|dere|de) (?:noe|noen)",
    r"(?:satser|satse|sikter|lander|lande|enes|går) (?:på|mot|for)",
    r"den (?:første|siste|andre|1.|2.|3.)",
    r"(?:det|den) (?:1\.|2\.|3\.|siste)",
    r"heller",
    r"helst",
    r"gjerne",
    r"foretrekker",
    r"(?:skal|får|må|bør) (?:vi|det|den)",
    r"(?:vi|da|jeg) (?:sier|tar|prøver)",
    r"(?:sier|tar|prøver|velger) (?:vi|jeg)",
    r"(?:ta|tar|sette|sett|booke|book|avtale|legge|legg|skriv|skrive|noter|notere|før|føre|fest"
    r"|lås|låse|reserver|reservere|hold|holde|plott|gi|plasser|marker)"
    r" (?:det|den|dette|noe|meg|oss|opp|inn|av|ned)",
    r"^(?:\S+ )?(?:ta|bruk|velg|kjør|book|noter|skriv|si)",
    r"(?:la|lar) seg gjøre",
    r"(?:er|blir) (?:notert|booket|booka|skrevet|avtalt|avtale|satt|bestemt|spikret|klart)",
    rf"{_NOT_OF_OTHERS}(?:er|har|blir|ser ut|finnes|ligger|står|sitter) (?:jeg |vi |det |me |de "
    rf"|dere |hele )?"
    rf"{AVAILABLE}",
    r"ringe",
    r"ring(?:er)? (?:du|dere|meg|oss|igjen|tilbake|opp)",
    r"møtes",
    r"treffes",
    r"snakkes",
    r"ses",
    r"sees",
    r"prøv",
    r"prøve",
    r"ledige?",
    r"tilgjengelige?",
    r"best",
    r"bedre",
    r"bra",
    r"fint",
    r"fin",
    r"greit",
    r"grei",
    r"perfekt",
    r"likegyldig",
    r"flott",
    r"topp",
    r"supert",
    r"mulig",
    r"ønsker",
    r"vil",
    r"ville",
    r"hadde",
    r"åpent?",
    r"tid",
    "hull",
    "luke",
    r"et møte",
    r"vær så snill",
    r"takk",
    r"ok",
    r"okei",
    r"vente",
    r"utsette",
    r"flytte",
    r"ikke",
)
_BESIDES = word_set(
    "hvertfall orsak a ass oi ops åh hør "
    "ja nei jo jeg vi du dere det den dette der her i på om ved rundt til fra for og eller men "
    "så da"
    " en et ei av med min mi vår meg oss deg er blir var bli være vært har ha må skal får bør nå "
    "jo vel"
    " nok bare altså liksom kanskje omtrent cirka sånn litt helt veldig ganske også at hvis når enn"
    " eh ehm øh hm mm hei god dag morgen gang dagen uke tida tiden rett like kort straks først sist"
    " mener mente sa si tror tenker regner antar egentlig faktisk nemlig hele alle begge noen noe"
    " etter før mellom klokka presis senere tidligere tidlig sent samme fleksibel opptatt tilbake"
    " heter møter møte kalenderen min enten både dag dager klokken gjøre går hvor hva hvilken"
    " innen senest tidligst utenom unntatt verken alt unnskyld vent førstkommende beste "
    "tidspunkt tidspunktet løpet tidsrommet annet sted de dem 1 bestemt"
    " full åpen forresten"
    " nøyaktig akkurat neida jada igjen eksakt mot"
    " slutten begynnelsen annen vettu vet du skjønner blank mandag tirsdag"
    " onsdag torsdag fredag midt utpå omkring trolig sikkert ønskelig aktuelt hos dere oss dykk"
)
_SUBORDINATE = word_set("når for fordi siden hvis dersom mens så ellers elles før etter da")
_HABIT = re.compile(r"(?:hver|hver eneste|annenhver|kvar)(?: \S+)?$")


_HABITUAL = words_pattern(
    r"(?:hver|kvar) (?:eneste )?(?:dag|hverdag|ukedag|morgen|kveld|uke)", "alle hverdager",
    r"både morgen og kveld", r"alltid (?:fri|stengt|lukket|lukka)",
    r"(?:kontor|åpnings|arbeids|opnings)tid\S* (?:\S+ )?(?:er|går)",
    "til vanlig", "vanligvis", r"pleier|pleide|plar", "som regel",
    r"på (?:hver|uke|arbeids)dag(?:er|ene)",
)  # fmt: skip
_OWN_TIME = words_pattern(
    rf"(?:er|har|sitter) (?:jeg|vi) (?!åpent?){AVAILABLE}",
    rf"(?:jeg|vi) (?:er|har|sitter) (?!åpent?){AVAILABLE}",
    rf"(?:pleier|bruker) (?:jeg |vi )?å (?:ha|være) {AVAILABLE}",
)
"""What somebody uses to be free for, in answer to when we may call."""


_EVENT = words_pattern(
    r"^(?:\S+ ){1,3}?(?:åpner|stenger|begynner|starter|slutter|spiser|sover)(?!.*(?:ring|ledig"
    r"|best))"
)


def is_about_now(line: str) -> bool:
    """Whether «i dag» says how things are nowadays: «vi bruker excel i dag»."""
    return _NOWADAYS.search(line) is not None


def is_about_the_past(words: Sequence[str]) -> bool:
    """Whether an utterance tells what has happened and asks for nothing."""
    line = " ".join(words)
    if _LONG_AGO.search(line):
        return True
    return _PAST.search(line) is not None and _FORETELLS.search(line) is None


def is_event(line: str) -> bool:
    """Whether an utterance tells when something opens or ends: «vi stenger klokka fire»."""
    return _EVENT.search(line) is not None and _ASKS.search(line) is None


def is_wish(words: Sequence[str], claimed: set[int]) -> bool:
    """Whether an utterance speaks of when to meet, rather than of what happens at some time.

    Either it holds a word of wishing or arranging, or there is nothing in it besides times and
    small words.
    """
    if _WISHES.search(" ".join(words)):
        return True
    head = words[: _head(words, claimed)]
    rest = [word for index, word in enumerate(head) if index not in claimed]
    rest = rest[1:] if words[0] == "å" else rest  # «å nei …»; else «å» may be a year
    said = (word for word in rest if not re.fullmatch(r"\d+\.", word))  # «25. nei 26. november»
    return all(word in _BESIDES for word in said)


def _head(words: Sequence[str], claimed: set[int]) -> int:
    """The word after the main clause: «onsdag ettermiddag når jeg er tilbake»."""
    for place, word in enumerate(words):
        if (
            (word in _SUBORDINATE or words[place : place + 2] == ["rett", "etter"])
            and place not in claimed
            and place - 1 in claimed
        ):
            return place
    return len(words)


def is_habitual(line: str) -> bool:
    """Whether an utterance says what happens every day: «åpent ni til fem alle hverdager»."""
    said = _HABITUAL.search(line)
    return said is not None and _FORETELLS.search(line) is None and not _OWN_TIME.search(line)


def is_habit(words: Sequence[str], day: Placed) -> bool:
    """Whether a day stands for every such day: «hver mandag»."""
    return _HABIT.search(" ".join(words[max(0, day.start - 2) : day.start])) is not None


def lost_pieces(words: Sequence[str], claimed: set[int]) -> tuple[bool, bool]:
    """Whether signs of a day, and of a time, are left over that nothing was read from."""
    loose = [(index, word) for index, word in enumerate(words) if index not in claimed]
    of_day = any(
        word in MONTHS or (word == "uke" and (index == 0 or _doubtful_near(words, index, claimed)))
        for index, word in loose
    )
    of_time = any(word in ("klokka", "mellom") for _, word in loose)
    return of_day, of_time


def untouched(values: Sequence[P], words: Sequence[str], claimed: set[int]) -> list[P]:
    """The values beside which no word stands that may be one of time, misheard."""
    return [
        value
        for value in values
        if not any(
            place not in claimed and may_be_time(words[place])
            for place in (value.start - 1, value.end)
            if 0 <= place < len(words)
        )
        and not _is_cut_off(value, words, claimed)
    ]


def _is_cut_off(value: Placed, words: Sequence[str], claimed: set[int]) -> bool:
    """Whether the words before a value are the beginning of another one: «… på halv ett»."""
    before = value.start - 1
    if before < 0 or before in claimed:
        return False
    halved = words[value.start] == "halv" and words[before] in ("på", "over")
    return halved or words[before] == "klokka"


def trusted_times(
    times: Sequence[SaidTime],
    days: Sequence[SaidDay],
    parts: Sequence[SaidPart],
    words: Sequence[str],
    claimed: set[int],
    wish: tuple[int, int],
) -> list[SaidTime]:
    """Strong times, and weak ones beside a day or a trusted time, or as the whole wish."""
    anchors: list[SaidDay | SaidPart] = [*days, *parts]
    spans = [(anchor.start, anchor.end) for anchor in anchors]
    trusted: list[SaidTime] = []
    for time in (*times, *times):  # the second time by those that stand behind it
        if time in trusted:
            continue
        near = any(
            _close(words, end, time.start) or _close(words, time.end, start)
            for start, end in [*spans, *((one.start, one.end) for one in trusted)]
        )
        rest = [words[index] for index in range(*wish) if index not in claimed]
        alone = all(word in _BARE_ANSWER for word in rest) and rest[:2] != ["vi", "er"]
        if time.strong or near or alone:
            trusted.append(time)
    return sorted(trusted, key=lambda time: time.start)


def _close(words: Sequence[str], end: int, start: int) -> bool:
    return 0 <= start - end <= 2 and all(word in _BRIDGE for word in words[end:start])


def _doubtful_near(words: Sequence[str], index: int, claimed: set[int]) -> bool:
    following = range(index + 1, min(len(words), index + 3))
    return any(place not in claimed and may_be_time(words[place]) for place in following)
