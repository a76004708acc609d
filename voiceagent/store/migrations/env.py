"""Alembic's way in: runs the migrations on the connection that it is handed.

The caller holds the transaction, so a migration happens in full or not at all.
"""

from __future__ import annotations

from alembic import context

from voiceagent.store.records import Record

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Record.metadata,
    # SQLite cannot alter a table in place: copy it instead.
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
