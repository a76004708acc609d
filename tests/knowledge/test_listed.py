"""The policy's list and the company's texts, side by side: which of the two answers."""

from __future__ import annotations

import pytest

from benchmarks.knowledge.benchmark import POLICY, TEXTS, AskedOf, answered_by, read_listed
from voiceagent.dialog.policies.loading import load_policy
from voiceagent.integrations.knowledge.texts import FolderTexts

_POLICY = load_policy(POLICY)
_TEXTS = FolderTexts(TEXTS, ("nb", "nn"))


@pytest.mark.parametrize("asked", [pytest.param(one, id=one.words) for one in read_listed()])
def test_what_covers_more_of_a_question_answers_it(asked: AskedOf) -> None:
    """The list where it covers the question whole or the texts no more of it, else the text."""
    assert answered_by(_POLICY, _TEXTS, asked.words, asked.language) in asked.sources
