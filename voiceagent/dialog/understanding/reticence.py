"""Whether somebody keeps an answer to themselves: «det vil jeg ikke si», «det tar vi i møtet»."""

from __future__ import annotations

from voiceagent.dialog.understanding.phrases import find_phrase
from voiceagent.norwegian.words.reading import Text

_KEEPS_BACK = (
    *("vil ikke si", "vil ikke oppgi", "ikke oppgi", "helst ikke si", "vil jeg ikke si"),
    *("har du ikke noe med", "vil ikke dele", "ønsker ikke å si", "er hemmelig"),
    *("vil ikke svare", "ikke noe jeg vil svare", "vil jeg ikke svare", "ønsker ikke å svare"),
    *("ikke noe jeg vil si", "ikke noe jeg vil dele", "ikke noe jeg vil snakke om"),
    *("tar vi i møtet", "tar jeg i møtet", "ta det i møtet", "tar det i møtet", "ta i møtet"),
    *("snakker vi om i møtet", "kommer vi tilbake til", "får dere vite i møtet", "si i møtet"),
    *("forteller jeg i møtet", "tar vi når vi møtes", "tar vi da", "tek vi i møtet"),
)


def keeps_back(text: Text) -> bool:
    """Whether an utterance declines to answer, for now or for good."""
    return find_phrase(text, _KEEPS_BACK) is not None
