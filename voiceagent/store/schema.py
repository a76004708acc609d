"""Brings a database to the tables that this version of the program knows.

Safe to run at every start and by several processes at once: the second waits for the first and
then finds nothing to do. A database from a newer version of the program is refused, not touched.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util.exc import CommandError
from sqlalchemy import Connection, text

from voiceagent.errors import ConfigurationError
from voiceagent.store.database import Database, prepare_file

PATIENCE_MS = 60_000
"""How long to wait for another process that migrates, or for one statement of our own."""

MIGRATIONS = Path(__file__).parent / "migrations"

_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(7226481)")  # any number, but always this one


async def migrate(url: str) -> None:
    """Bring the database at ``url`` up to date, making SQLite's file where there is none.

    Raises:
        ConfigurationError: The URL is unusable, or the database is newer than the program.
        StoreError: The database is locked, full or out of reach.
    """
    prepare_file(url)
    database = Database(url, busy_timeout_ms=PATIENCE_MS)
    try:
        async with database.writing() as connection:
            if database.dialect == "postgresql":
                await connection.execute(_ONE_AT_A_TIME)
            await connection.run_sync(_upgrade)
    finally:
        await database.close()


def migration_settings() -> Config:
    """Alembic's settings, for its own commands as well."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _upgrade(connection: Connection) -> None:
    config = migration_settings()
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise ConfigurationError("the database belongs to a newer version of voiceagent") from error
