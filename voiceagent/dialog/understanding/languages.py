"""Whether a caller speaks Nynorsk, or a dialect that Nynorsk answers better.

Only words that no Bokmål speaker uses count, and dialect words of the north and the middle do not:
those callers read Bokmål. One turn proves nothing; the engine waits for two.
"""

from __future__ import annotations

from voiceagent.dialog.understanding.phrases import listed

_CLEAR = frozenset(
    listed(
        """
        ikkje kva korleis kvifor kven kvar heiter noko nokon nokre dykk dykkar frå saman meir
        tysdag laurdag sundag vekene vike veke sjølv eigar dagleg leiar avgjerd avgjer treng
        ynskjer ønskjer ynskje hjå berre høyrer høyrast tilbod byrja mykje sidan verksemd vert
        kjem eigarar rådgjevar seier
        """
    )
)
_WEAK = frozenset(listed("eg me ein eit ho dei"))
_ENOUGH_WEAK = 3


def is_nynorsk(words: tuple[str, ...]) -> bool:
    """Whether these words, as delivered, are clearly Nynorsk."""
    if any(word in _CLEAR for word in words):
        return True
    return sum(word in _WEAK for word in words) >= _ENOUGH_WEAK
