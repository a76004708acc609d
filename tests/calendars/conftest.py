"""Databases for the tests of this room."""

from __future__ import annotations

from tests.support.databases import database, database_url, empty_url, kind

__all__ = ["database", "database_url", "empty_url", "kind"]
