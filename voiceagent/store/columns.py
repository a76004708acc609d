"""Column types that mean the same on SQLite and PostgreSQL.

- ``Instant``: an aware moment, kept in UTC and given back in UTC. SQLite has no such type and
  keeps text that sorts by time.
- ``Words``: text that can always be written. A peer may send NUL characters or lone surrogates,
  which PostgreSQL or UTF-8 refuse, and one bad letter must not cost a batch of records.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator

COUNTER = BigInteger().with_variant(Integer, "sqlite")
"""An automatic number; SQLite counts only in a plain INTEGER primary key."""


# SQLAlchemy passes the dialect by position; what does not depend on it is named with an underscore.


class Instant(TypeDecorator[datetime]):
    """A moment. Writing a naive one is an error."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; without the mark of it where the database cannot keep one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its offset from UTC")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """To an aware moment in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Words(TypeDecorator[str]):
    """Text of any origin."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        """Without what cannot be stored."""
        if value is None or (value.isascii() and "\0" not in value):
            return value
        return value.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
