"""What a driver's error means to us: every failure of the database leaves as a ``StoreError``.

The message says what is wrong (locked, full, out of reach, without tables, refused) and holds no
value of any row. Drivers are less discreet: PostgreSQL quotes the row that broke a constraint. So
an error about *values* is raised without its cause, and one about the *database* keeps it.

Source: SQLSTATE classes of PostgreSQL (appendix A of its manual); result codes of SQLite.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg
from sqlalchemy import exc

from voiceagent.errors import StoreError

LOCKED = "the database is locked"
FULL = "the database is full"
UNREACHABLE = "the database is out of reach"
TABLELESS = "the database lacks our tables: run the migrations"
REFUSED = "the database refused a record"

_BY_SQLSTATE = {
    "55P03": LOCKED,  # lock_not_available
    "57014": LOCKED,  # query_canceled: it waited past its time
    "40P01": LOCKED,  # deadlock_detected
    "40001": LOCKED,  # serialization_failure
    "53100": FULL,  # disk_full
    "42P01": TABLELESS,  # undefined_table
    "42703": TABLELESS,  # undefined_column
    "3F000": TABLELESS,  # invalid_schema_name
}
_BY_SQLITE_NAME = {
    "SQLITE_BUSY": LOCKED,
    "SQLITE_LOCKED": LOCKED,
    "SQLITE_FULL": FULL,
}

_DRIVER_ERRORS = (
    exc.SQLAlchemyError,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    OSError,
    TimeoutError,
    UnicodeError,
)


@contextmanager
def store_errors() -> Iterator[None]:
    """Turn whatever the drivers raise inside into :class:`StoreError`."""
    try:
        yield
    except StoreError:
        raise
    except _DRIVER_ERRORS as error:
        meaning = _meaning(error)
        if meaning is None and _is_about_values(error):
            raise StoreError(REFUSED, retryable=False) from None
        raise StoreError(meaning or UNREACHABLE) from error


def _is_about_values(error: BaseException) -> bool:
    """Whether the row was at fault: a broken constraint, or a value that no column can hold."""
    if isinstance(error, exc.OperationalError | exc.InterfaceError):
        return False
    return isinstance(error, exc.StatementError | UnicodeError)


def _meaning(error: BaseException) -> str | None:
    """What the driver's own code says, wherever in the chain of causes it sits."""
    cause: BaseException | None = error
    while cause is not None:
        state = getattr(cause, "sqlstate", None)
        if isinstance(state, str) and state in _BY_SQLSTATE:
            return _BY_SQLSTATE[state]
        name = getattr(cause, "sqlite_errorname", None)
        if isinstance(name, str):
            if "no such table" in str(cause) or "no such column" in str(cause):
                return TABLELESS
            for prefix, meaning in _BY_SQLITE_NAME.items():
                if name.startswith(prefix):  # extended codes: SQLITE_BUSY_SNAPSHOT …
                    return meaning
        original = getattr(cause, "orig", None)
        cause = original if isinstance(original, BaseException) else cause.__cause__
    return None
