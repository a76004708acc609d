"""A hub on this machine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.file_server import FileServer, file_server


@pytest.fixture
def hub() -> Iterator[FileServer]:
    """A server for one test."""
    with file_server() as server:
        yield server
