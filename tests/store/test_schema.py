"""The migrations make exactly the tables that the records describe."""

from __future__ import annotations

import asyncio
import stat
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text

from tests.store.calls import new_call
from tests.support.databases import fresh_postgres
from voiceagent.errors import ConfigurationError
from voiceagent.store.calls import SqlCallStore
from voiceagent.store.database import Database
from voiceagent.store.records import Record
from voiceagent.store.reports import CallReports
from voiceagent.store.schema import migrate, migration_settings


def _differences(connection: Connection) -> list[Any]:
    context = MigrationContext.configure(connection, opts={"compare_server_default": True})
    return list(compare_metadata(context, Record.metadata))


def _spelled(thing: Any) -> str:
    """A constraint or index as text; the condition of a partial index by its words."""
    options = {name: str(value) for name, value in thing.get("dialect_options", {}).items()}
    return repr(sorted((thing | {"dialect_options": options}).items(), key=repr))


def _described(connection: Connection) -> dict[str, object]:
    """All that the database says of its tables, as text that can be compared."""
    inspector = inspect(connection)

    def by_name(things: Any) -> list[str]:
        return sorted(_spelled(thing) for thing in things)

    return {
        table: (
            [
                (column["name"], repr(column["type"]), column["nullable"], column["default"])
                for column in inspector.get_columns(table)
            ],
            inspector.get_pk_constraint(table),
            by_name(inspector.get_foreign_keys(table)),
            by_name(inspector.get_unique_constraints(table)),
            by_name(inspector.get_indexes(table)),
            by_name(inspector.get_check_constraints(table)),
        )
        for table in sorted(inspector.get_table_names())
        if table != "alembic_version"
    }


async def test_the_sum_of_the_migrations_equals_the_records(database: Database) -> None:
    """Alembic finds nothing to add, drop or alter after all migrations have run."""
    async with database.reading() as connection:
        assert await connection.run_sync(_differences) == []


async def test_migrated_and_created_databases_describe_themselves_alike(
    database: Database, tmp_path: Path
) -> None:
    """Keys, indexes, checks and rules on deletion agree, which Alembic does not compare in full."""
    if database.dialect == "sqlite":
        other = Database(f"sqlite:///{tmp_path}/created.db")
    else:
        other = Database(await fresh_postgres())
    async with other.writing() as connection:
        await connection.run_sync(Record.metadata.create_all)
        created = await connection.run_sync(_described)
    async with database.reading() as connection:
        migrated = await connection.run_sync(_described)
    await other.close()
    assert migrated == created


async def test_migrating_twice_and_at_once_is_harmless(empty_url: str) -> None:
    """Two services that start together on an empty database both find it ready."""
    await asyncio.gather(migrate(empty_url), migrate(empty_url))
    await migrate(empty_url)
    database = Database(empty_url)
    async with database.reading() as connection:
        versions = (await connection.execute(text("SELECT count(*) FROM alembic_version"))).scalar()
    await database.close()
    assert versions == 1


async def test_a_newer_database_is_refused(empty_url: str) -> None:
    """A program that was rolled back does not touch tables that it does not know."""
    await migrate(empty_url)
    database = Database(empty_url)
    async with database.writing() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await database.close()
    with pytest.raises(ConfigurationError, match="newer version"):
        await migrate(empty_url)


async def test_calls_from_before_policy_versions_were_kept_have_none(empty_url: str) -> None:
    """An older database with a call in it is brought up to date; nothing is made up."""
    await migrate(empty_url)
    database = Database(empty_url)
    await SqlCallStore(database).open_call(new_call())

    def move(connection: Connection, direction: str, to: str) -> None:
        config = migration_settings()
        config.attributes["connection"] = connection
        getattr(command, direction)(config, to)

    async with database.writing() as connection:
        await connection.run_sync(move, "downgrade", "0002")
    await migrate(empty_url)
    (summary,) = await CallReports(database).calls()
    await database.close()
    assert (summary.policy, summary.policy_version, summary.policy_sha256) == (
        "kontorvarme",
        "",
        "",
    )


async def test_migrations_can_be_undone_to_the_last_table(empty_url: str) -> None:
    """Down to nothing and up again gives the same database."""
    await migrate(empty_url)
    database = Database(empty_url)

    def undo(connection: Connection) -> list[str]:
        config = migration_settings()
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        return inspect(connection).get_table_names()

    async with database.writing() as connection:
        before = await connection.run_sync(_described)
        assert await connection.run_sync(undo) == ["alembic_version"]
    await migrate(empty_url)
    async with database.reading() as connection:
        assert await connection.run_sync(_described) == before
    await database.close()


async def test_a_file_that_cannot_be_made_is_the_operators_error(tmp_path: Path) -> None:
    """A folder's name is taken by a file."""
    (tmp_path / "taken").touch()
    with pytest.raises(ConfigurationError, match="cannot be made"):
        await migrate(f"sqlite:///{tmp_path}/taken/calls.db")


async def test_the_sqlite_file_is_its_owners_alone(tmp_path: Path) -> None:
    """The file holds what callers said; its folder is made where there is none."""
    path = tmp_path / "deep" / "calls.db"
    await migrate(f"sqlite:///{path}")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("url", "message"),
    [
        pytest.param("sqlite://", "needs a file", id="memory"),
        pytest.param("sqlite:///:memory:", "needs a file", id="named memory"),
        pytest.param("mysql://root@localhost/calls", "neither", id="another kind"),
        pytest.param("hemmelig", "malformed", id="no url"),
    ],
)
def test_an_unusable_url_is_the_operators_error(url: str, message: str) -> None:
    """The message says what is wrong and does not quote the URL, which may hold a password."""
    with pytest.raises(ConfigurationError, match=message) as caught:
        Database(url)
    assert url not in str(caught.value)
