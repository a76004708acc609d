"""Inserts that may meet their own row again, in the words of either database."""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from voiceagent.store.records import Record

Insert = postgresql.Insert | sqlite.Insert
"""Either database's INSERT; both speak of conflicts in the same way."""


def added(table: type[Record], dialect: str, *, keys: tuple[str, ...]) -> Insert:
    """Insert, or leave the row that has these keys already as it is."""
    return _insert(table, dialect).on_conflict_do_nothing(index_elements=list(keys))


def replaced(table: type[Record], dialect: str, *, keys: tuple[str, ...]) -> Insert:
    """Insert, or overwrite all but keys and number of the row that has these keys already."""
    statement = _insert(table, dialect)
    fields: dict[Any, Any] = {
        column.name: statement.excluded[column.name]
        for column in table.__table__.columns
        if column.name not in {"id", *keys}
    }
    return statement.on_conflict_do_update(index_elements=list(keys), set_=fields)


def _insert(table: type[Record], dialect: str) -> Insert:
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
