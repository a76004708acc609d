"""Meetings can be moved and cancelled: their state, how often they changed, and when last.

Only one meeting of a seller may stand at a time; those that were cancelled stay in the book and
are in nobody's way.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_STANDING = sa.text("state = 'booked'")


def upgrade() -> None:
    """Every meeting that is there stands, unchanged."""
    with op.batch_alter_table("meetings") as meetings:
        meetings.add_column(sa.Column("state", sa.Text(), nullable=False, server_default="booked"))
        meetings.add_column(sa.Column("sequence", sa.Integer(), nullable=False, server_default="0"))
        meetings.add_column(sa.Column("changed", sa.DateTime(timezone=True), nullable=True))
        meetings.drop_constraint("uq_meetings_seller_starts", type_="unique")
    with op.batch_alter_table("meetings") as meetings:
        meetings.alter_column("state", server_default=None)
        meetings.alter_column("sequence", server_default=None)
    op.create_index(
        "ix_meetings_standing",
        "meetings",
        ["seller", "starts"],
        unique=True,
        sqlite_where=_STANDING,
        postgresql_where=_STANDING,
    )


def downgrade() -> None:
    """Forget what was cancelled, which the older tables have no word for."""
    op.drop_index("ix_meetings_standing", table_name="meetings")
    op.execute("DELETE FROM meetings WHERE state <> 'booked'")
    with op.batch_alter_table("meetings") as meetings:
        meetings.drop_column("changed")
        meetings.drop_column("sequence")
        meetings.drop_column("state")
        meetings.create_unique_constraint("uq_meetings_seller_starts", ["seller", "starts"])
