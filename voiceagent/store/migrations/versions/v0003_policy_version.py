"""Each call is kept with the version of the policy that held it, and what that held, as a hash.

Calls from before have neither: nobody can say which text they were held by.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_COLUMNS = ("policy_version", "policy_sha256")


def upgrade() -> None:
    """Earlier calls get the empty text."""
    with op.batch_alter_table("calls") as calls:
        for name in _COLUMNS:
            calls.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("calls") as calls:
        for name in _COLUMNS:
            calls.alter_column(name, server_default=None)


def downgrade() -> None:
    """Forget the versions."""
    with op.batch_alter_table("calls") as calls:
        for name in _COLUMNS:
            calls.drop_column(name)
