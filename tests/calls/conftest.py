"""One service for all tests that leave it as they found it; the others start their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.calls.house import Service, serving

TROUBLE = "Vi har tekniske problemer."


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A house with little patience: for streams, for the carrier and for its database."""
    house = Service(
        tmp_path_factory.mktemp("service"),
        stream_wait_s=3,
        twilio_timeout_s=1,
        database_wait_ms=2_000,
        trouble_sentence=TROUBLE,
    )
    with serving(house):
        yield house
