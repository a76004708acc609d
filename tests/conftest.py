"""What holds for every test."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
import structlog
from hypothesis import settings

# The same examples in every run, so that a change is judged by what it changed; new ones are
# looked for with HYPOTHESIS_PROFILE=search.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("search", max_examples=1_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    """A test that sets up logging does not do so for the tests after it."""
    yield
    structlog.reset_defaults()
