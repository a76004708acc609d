"""Engines that are slow to load, once per test run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from models.engines.recogniser import Recogniser
from models.engines.turn_encoder import TurnEncoder
from models.engines.worker import EngineThread
from models.loading import EMBEDDED_WEIGHTS


@pytest.fixture(scope="session")
def encoder() -> TurnEncoder:
    """The turn encoder with both outputs."""
    return TurnEncoder()


@pytest.fixture(scope="session")
def recogniser() -> Recogniser:
    """The embedded recogniser with its committed weights."""
    return Recogniser(EMBEDDED_WEIGHTS)


@pytest.fixture
def thread() -> Iterator[EngineThread]:
    """An engine thread that is closed after the test; patient, for busy test machines."""
    engine = EngineThread("test", deadline_ms=30_000)
    yield engine
    engine.close()
