"""The lead policy, its engine, and a talk that has just been opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dialog.office import NOW, Office
from voiceagent.dialog.engine import DialogEngine
from voiceagent.dialog.moves import CallStarted
from voiceagent.dialog.policies.loading import load_policy
from voiceagent.dialog.policies.policy import Policy
from voiceagent.dialog.simulation.chat import Chat

POLICIES = Path(__file__).parents[2] / "dialog_policies"
CALLER = "+4798765432"


@pytest.fixture(scope="session")
def policy() -> Policy:
    return load_policy(POLICIES / "b2b_lead.yaml")


@pytest.fixture(scope="session")
def engine(policy: Policy) -> DialogEngine:
    return DialogEngine(policy)


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def chat(engine: DialogEngine, office: Office) -> Chat:
    """A talk with a caller whose number is known, after our greeting."""
    talk = Chat.open(engine, office)
    talk.observe(CallStarted(NOW, caller=CALLER))
    return talk
