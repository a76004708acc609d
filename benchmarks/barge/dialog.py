"""What is interrupted: an agent that explains for as long as it is let, and one that asks.

Given to the real service in the place of a policy's engine, so that every turn of a call is worth
measuring. Whatever is said is answered by a short reply, and the explaining goes on elsewhere; who
rings from :data:`ASKED_NUMBER` is asked a yes/no question again and again.

The texts hold no figure that is read as several words, so that word for word is known when it
sounds.
"""

from __future__ import annotations

from dataclasses import replace

from voiceagent.dialog.moves import (
    AnswerKind,
    CallStarted,
    Expectation,
    Move,
    NothingUnderstood,
    Observation,
    Say,
    SilenceElapsed,
    WordsHeard,
)
from voiceagent.dialog.state import DialogState
from voiceagent.dialog.step import Step

TOLD_NUMBER = "+4722000001"
ASKED_NUMBER = "+4722000002"

REPLY, AGAIN = "reply", "again"
EXPLAINED, STATED, ASKED = "explained", "stated", "asked"

_TEXTS = (
    "Systemet vårt samler alle kundene på ett sted, så selgerne slipper å lete i gamle regneark. "
    "Du ser hvem som har ringt, hva dere ble enige om, og når noen bør ta kontakt igjen. "
    "De fleste kommer i gang i løpet av en uke, og vi hjelper dere med å flytte over det dere har. "
    "Etterpå kan hver enkelt tilpasse sin egen oversikt, uten at resten av laget merker det. "
    "Rapportene lages om natta og ligger klare når dere kommer på jobb om morgenen.",
    "Opplæringen holder vi hos dere, og den varer vanligvis en hel dag med mange øvelser. "
    "Vi begynner med det enkle, som å registrere en kunde og å finne den igjen. "
    "Deretter går vi gjennom tilbud, avtaler og påminnelser, i det tempoet som passer gruppa. "
    "Alle får et hefte med bilder, og en kollega av meg svarer på spørsmål i ukene etterpå. "
    "Kommer det nye folk senere, kan de følge det samme kurset over nettet.",
    "Opplysningene lagres i Norge, i et datasenter som har vakt hele døgnet. "
    "Bare de som dere selv har godkjent, får se noe, og alt som blir gjort, blir skrevet ned. "
    "Hver natt tar vi en kopi, og en gang i måneden prøver vi om den virkelig kan brukes. "
    "Slutter dere hos oss, får dere med alt sammen i et format som andre systemer kan lese. "
    "Det har vært viktig for mange av kundene våre, særlig for dem som arbeider med helse.",
)


class Explaining:
    """The dialog; it keeps nothing, so one serves all calls."""

    def left_behind(self, _: DialogState) -> None:
        """Nothing is ever told for somebody else here."""
        return

    def begin(self) -> DialogState:
        """Nothing has been said."""
        return DialogState()

    def step(self, state: DialogState, observation: Observation) -> Step:
        """Go on explaining, or asking, whatever has been observed."""
        match observation:
            case CallStarted(caller=caller):
                return _on(replace(state, caller=caller))
            case WordsHeard(utterance_id=place):
                return _on(state, Say("Greit.", REPLY), place=_turn(place))
            case NothingUnderstood(utterance_id=place):
                return _on(state, Say("Hva sa du?", AGAIN), place=_turn(place))
            case SilenceElapsed(times):
                return _on(state, Say("Da går vi videre.", AGAIN), place=times)
            case _:
                return Step(state, (), Expectation(), ())


def _on(state: DialogState, *first: Move, place: int = 0) -> Step:
    if state.caller == ASKED_NUMBER:
        said = (Say("Vi har en ledig time på torsdag.", STATED), Say("Passer det for deg?", ASKED))
        return Step(state, (*first, *said), Expectation(AnswerKind.YES_NO), ())
    texts = _TEXTS[place % len(_TEXTS) :] + _TEXTS[: place % len(_TEXTS)]
    explained = (Say(text, EXPLAINED) for text in texts)
    return Step(state, (*first, *explained), Expectation(), ())


def _turn(utterance_id: str) -> int:
    """The number in ``t3.1``."""
    return int(utterance_id[1:].partition(".")[0])
