"""Forms that leads have sent in, with what their senders had done before.

They hang on the lead and go with it when it is erased.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """No lead has a form yet."""
    op.create_table(
        "submissions",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("lead_id", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("phone", "name", "company", "email", "need", "source", "campaign")
        ),
        sa.Column("touches", sa.Integer(), nullable=False),
        sa.Column("downloads", sa.JSON(), nullable=False),
        sa.Column("events", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["leads.id"], name="fk_submissions_lead_id_leads", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_submissions"),
    )
    op.create_index("ix_submissions_lead_id", "submissions", ["lead_id"])
    op.create_index("ix_submissions_source_campaign", "submissions", ["source", "campaign"])


def downgrade() -> None:
    """Forget the forms; the leads stay."""
    op.drop_index("ix_submissions_source_campaign", table_name="submissions")
    op.drop_index("ix_submissions_lead_id", table_name="submissions")
    op.drop_table("submissions")
