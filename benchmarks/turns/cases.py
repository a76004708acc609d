"""Turns of callers, labelled: what was asked, what is said, and where the speaker only pauses.

A bar in a text is a place where people do pause inside a turn: before the number, between the
groups of a number, after «og», while they think. The voice says the sentence in one go and the
pause is cut into the sound, because a synthesised fragment would fall at its end like a finished
sentence. A turn's only end is the end of its text.

Pauses are drawn as people make them: log-normal around 430 ms, 200 to 1,100. The set is the same in
every run.

Source: spec/speech.md on made pauses; published corpora put pauses within turns at 0.3 to 0.6 s in
the middle, with a long tail.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import exp, log
from random import Random

from models.voices import CALLER_VOICES
from telephony.loopback.audio import NoiseKind
from voiceagent.dialog.moves import AnswerKind, Expectation

_MIDDLE_MS = 430
_SPREAD = 0.45
_SHORTEST_MS, _LONGEST_MS = 200, 1_100
_SEED = 20_261

_YES_NO = Expectation(AnswerKind.YES_NO)
_CHOICE = Expectation(AnswerKind.CHOICE, "", ("tirsdag klokka ti", "onsdag klokka to"))
_WHEN = Expectation(AnswerKind.WHEN, "timing")
_AMOUNT = Expectation(AnswerKind.AMOUNT, "budget")
_PHONE = Expectation(AnswerKind.DIGITS, "phone")
_EMAIL = Expectation(AnswerKind.SPELLING, "email")
_NAME = Expectation(AnswerKind.NAME, "name")
_COMPANY = Expectation(AnswerKind.COMPANY, "company")
_NEED = Expectation(AnswerKind.FREE, "need")
_ROLE = Expectation(AnswerKind.FREE, "role")
_AUTHORITY = Expectation(AnswerKind.FREE, "authority")


ADDED_TO = "goes on after an answer"
"""What comes before the pause is a whole answer: «ja … det er jeg som bestemmer»."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a caller.

    Attributes:
        tag: What is hard about it.
        asked: What it answers.
        words: What is said.
        pauses: After how many words the speaker pauses, and for how many milliseconds.
        voice: Name of a simulated caller.
        rate: Their pace; 1 is their own.
        noise: Noise behind them, with its distance to the speech in dB; None for a quiet line.
    """

    tag: str
    asked: Expectation
    words: tuple[str, ...]
    pauses: tuple[tuple[int, int], ...]
    voice: str
    rate: float = 1.0
    noise: tuple[NoiseKind, float] | None = None


_SHORT: Mapping[Expectation, str] = {
    _YES_NO: "ja; nei; ja takk; nei takk; ja det stemmer; ja gjerne; jo; ja det passer fint; "
    "nei det stemmer ikke; ja det er greit; helt riktig; nei ikke nå",
    _CHOICE: "den første; den andre; tirsdag klokka ti; onsdag passer best; det siste; klokka to",
}
_WHOLE: Mapping[Expectation, str] = {
    _WHEN: "innen tre måneder; så fort som mulig; til høsten; på torsdag klokka to; "
    "neste uke en gang; om et halvt år",
    _AMOUNT: "rundt femti tusen kroner; hundre tusen; det har vi ikke bestemt; en halv million",
    _NAME: "jeg heter kari nordmann; ola hansen; det er ingrid berg",
    _COMPANY: "jeg ringer fra nordlys regnskap; fjellheim bygg as; vi er fra solberg transport",
    _NEED: "vi trenger et nytt kundesystem; vi vil ha flere leads; vi mister for mange "
    "henvendelser; hei jeg lurte på hva et kundesystem koster",
    _ROLE: "jeg er daglig leder; jeg jobber som økonomisjef; it sjef",
    _AUTHORITY: "det er jeg som bestemmer; jeg og styret; det må sjefen min bestemme",
}
_IN_SENTENCE: Mapping[Expectation, str] = {
    _WHEN: "vi tenkte at det kunne passe | på torsdag klokka to; helst en gang | neste uke; "
    "det må være på plass | innen tre måneder; på tirsdag | etter klokka tolv",
    _AMOUNT: "vi har satt av | rundt hundre tusen kroner; det ligger på mellom | femti og "
    "hundre tusen; budsjettet er på | to hundre tusen kroner",
    _COMPANY: "jeg ringer fra | nordlys regnskap; firmaet heter | fjellheim bygg",
    _NAME: "jeg heter | kari nordmann; navnet mitt er | ola hansen",
    _NEED: "vi trenger et nytt | kundesystem; vi ser etter en løsning for | kundeservice; vi er "
    "et lite firma som | trenger hjelp med telefonen; grunnen til at jeg ringer er at | vi vil "
    "bytte kundesystem; jeg lurte på om dere | kunne hjelpe oss med flere leads",
    _ROLE: "jeg jobber som | økonomisjef; jeg er | daglig leder i firmaet",
    _AUTHORITY: "det er jeg og | styret som bestemmer; det må jeg ta med | sjefen min",
}
_GROUPED: Mapping[Expectation, str] = {
    _PHONE: "ni åtte null | fire to | to en en; nittiåtte | null fire | tjueto | elleve; "
    "fire en | to to | tre tre | fem fem; nummeret er | ni en fem | to to | tre tre tre; "
    "ni tre | fire fem | seks syv | åtte ni; fire null | seks en | to fem | null åtte",
}
_SPELLED: Mapping[Expectation, str] = {
    _EMAIL: "kari | krøllalfa | nordlys punktum no; ola punktum hansen | krøllalfa fjellheim | "
    "punktum no; post | krøllalfa solberg | punktum no; k a r i | krøllalfa | berg punktum no",
}
_HESITANT: Mapping[Expectation, str] = {
    _NEED: "eh | vi trenger et nytt kundesystem; altså | vi vil ha flere leads; hei eh | jeg "
    "ringer om et kundesystem",
    _WHEN: "eh | innen tre måneder; skal vi se | på torsdag klokka to; la meg se | neste uke",
    _AMOUNT: "eh | rundt femti tusen; la meg se | hundre tusen kroner",
    _YES_NO: "eh | ja; eh | nei det tror jeg ikke; altså | ja det gjør det",
}
_TRAILING: Mapping[Expectation, str] = {
    _NEED: "vi trenger et nytt kundesystem og | hjelp med telefonen; vi vil ha flere leads men | "
    "vi har ikke tid selv; vi mister henvendelser fordi | vi er for få",
    _AUTHORITY: "det er jeg som bestemmer men | styret må si ja; jeg bestemmer sammen med | "
    "sjefen min",
    _WHEN: "innen tre måneder eller | kanskje litt senere; på torsdag eller | på fredag",
}
_GOES_ON: Mapping[Expectation, str] = {
    _YES_NO: "ja | det er jeg som bestemmer; nei | det passer ikke så godt; ja | jeg har noen "
    "minutter",
    _NEED: "vi trenger et nytt kundesystem | det vi har er for gammelt; vi vil ha flere leads | "
    "gjerne så fort som mulig",
    _WHEN: "på torsdag | klokka to; neste uke | helst på tirsdag",
}

_TAGS: tuple[tuple[str, Mapping[Expectation, str], int], ...] = (
    ("short answer", _SHORT, 60),
    ("whole answer", _WHOLE, 60),
    ("pause inside", _IN_SENTENCE, 66),
    ("number in groups", _GROUPED, 36),
    ("spelled address", _SPELLED, 24),
    ("hesitation", _HESITANT, 33),
    ("trailing word", _TRAILING, 32),
    (ADDED_TO, _GOES_ON, 28),
)
"""What is hard, the texts, and how many turns of them there are."""


def labelled_turns() -> tuple[Turn, ...]:
    """The whole set, the same in every run."""
    rng = Random(_SEED)
    return tuple(turn for tag, texts, count in _TAGS for turn in _of_tag(rng, tag, texts, count))


def _of_tag(rng: Random, tag: str, texts: Mapping[Expectation, str], count: int) -> Iterator[Turn]:
    pairs = [(asked, text.strip()) for asked, line in texts.items() for text in line.split(";")]
    voices = list(CALLER_VOICES)
    for place in range(count):
        asked, text = pairs[place % len(pairs)]
        words, pauses = _cut(text, rng)
        yield Turn(
            tag,
            asked,
            words,
            pauses,
            voice=voices[(place + place // len(voices)) % len(voices)],
            rate=rng.choice([0.85, 1.0, 1.0, 1.0, 1.25]),
            noise=_noise(rng),
        )


def _cut(text: str, rng: Random) -> tuple[tuple[str, ...], tuple[tuple[int, int], ...]]:
    words: list[str] = []
    pauses = []
    for word in text.split():
        if word == "|":
            pauses.append((len(words), _pause_ms(rng)))
        else:
            words.append(word)
    return tuple(words), tuple(pauses)


def _pause_ms(rng: Random) -> int:
    drawn = exp(rng.gauss(log(_MIDDLE_MS), _SPREAD))
    return round(min(max(drawn, _SHORTEST_MS), _LONGEST_MS))


def _noise(rng: Random) -> tuple[NoiseKind, float] | None:
    kind = rng.choice([None, None, NoiseKind.PINK, NoiseKind.BABBLE, NoiseKind.TRAFFIC])
    return None if kind is None else (kind, rng.uniform(12.0, 30.0))
