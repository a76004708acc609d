"""Words that add nothing, and words that do."""

from __future__ import annotations

import pytest

from voiceagent.dialog.afterthoughts import adds_nothing


@pytest.mark.parametrize(
    "text",
    ["takk ha det bra", "ja det stemmer", "a det stemmer", "tusen takk", "ha det", "ja takk det"],
)
def test_agreement_thanks_and_goodbyes_add_nothing(text: str) -> None:
    """They need no answer of ours."""
    assert adds_nothing(text)


@pytest.mark.parametrize(
    "text",
    ["vent litt", "hva koster det", "nei", "ja men ikke på onsdag klokka ti", "", "banan"],
)
def test_questions_refusals_and_news_do_not(text: str) -> None:
    """They must reach the dialog."""
    assert not adds_nothing(text)
