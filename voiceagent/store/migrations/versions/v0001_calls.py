"""The first tables: leads, calls with all that hangs on them, and the built-in calendar's book.

Types are spelled out here rather than taken from the records: a migration is history and must
not change when they do.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_COUNTER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables, referred ones first."""
    _make_leads()
    _make_calls()
    _make_learned()
    _make_office()
    _make_calendar()


def downgrade() -> None:
    """Drop the tables and all that is in them."""
    for table in (
        "meetings",
        "holds",
        "sellers",
        "messages",
        "handoffs",
        "lines",
        "decisions",
        "facts",
        "timeline",
        "dispositions",
        "calls",
        "callers",
        "leads",
    ):
        op.drop_table(table)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _call_column() -> sa.Column[str]:
    return sa.Column("call_id", sa.Text(), nullable=False)


def _call_key(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["call_id"], ["calls.id"], name=f"fk_{table}_call_id_calls", ondelete="CASCADE"
    )


def _make_leads() -> None:
    op.create_table(
        "leads",
        _text("id"),
        _text("state"),
        sa.Column("created", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_leads"),
    )
    op.create_table(
        "callers",
        _text("id"),
        _text("phone"),
        _text("lead_id"),
        sa.Column("created", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_callers"),
        sa.UniqueConstraint("phone", name="uq_callers_phone"),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["leads.id"], name="fk_callers_lead_id_leads", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_callers_lead_id", "callers", ["lead_id"])


def _make_calls() -> None:
    op.create_table(
        "calls",
        _text("id"),
        _text("call_sid"),
        _text("direction"),
        _text("caller_id", nullable=True),
        _text("lead_id"),
        _text("called"),
        _text("policy"),
        _text("language"),
        sa.Column("started", _MOMENT, nullable=False),
        _text("instance"),
        sa.PrimaryKeyConstraint("id", name="pk_calls"),
        sa.UniqueConstraint("call_sid", name="uq_calls_call_sid"),
        sa.ForeignKeyConstraint(
            ["caller_id"], ["callers.id"], name="fk_calls_caller_id_callers", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["leads.id"], name="fk_calls_lead_id_leads", ondelete="CASCADE"
        ),
    )
    for column in ("caller_id", "lead_id", "started"):
        op.create_index(f"ix_calls_{column}", "calls", [column])
    op.create_table(
        "dispositions",
        _call_column(),
        sa.Column("ended", _MOMENT, nullable=False),
        sa.Column("duration_ms", sa.Integer(), nullable=False),
        _text("outcome"),
        _text("disposition"),
        _text("reason"),
        sa.PrimaryKeyConstraint("call_id", name="pk_dispositions"),
        _call_key("dispositions"),
    )
    op.create_table(
        "timeline",
        _call_column(),
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        _text("kind"),
        _text("name"),
        _text("body"),
        sa.PrimaryKeyConstraint("call_id", "sequence", name="pk_timeline"),
        _call_key("timeline"),
        sqlite_with_rowid=False,
    )


def _make_learned() -> None:
    op.create_table(
        "facts",
        sa.Column("id", _COUNTER, nullable=False),
        _call_column(),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        _text("slot"),
        sa.Column("value", sa.JSON(), nullable=False),
        _text("display"),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        _text("utterance_id"),
        _text("words"),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_facts"),
        sa.UniqueConstraint(
            *("call_id", "slot", "at_ms", "utterance_id"),
            name="uq_facts_call_id_slot_at_ms_utterance_id",
        ),
        _call_key("facts"),
    )
    op.create_table(
        "decisions",
        sa.Column("id", _COUNTER, nullable=False),
        _call_column(),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        _text("rule"),
        _text("detail"),
        _text("utterance_id"),
        _text("words"),
        _text("fingerprint"),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
        sa.UniqueConstraint(
            *("call_id", "at_ms", "rule", "fingerprint"),
            name="uq_decisions_call_id_at_ms_rule_fingerprint",
        ),
        _call_key("decisions"),
    )
    op.create_table(
        "lines",
        sa.Column("id", _COUNTER, nullable=False),
        _call_column(),
        _text("speaker"),
        sa.Column("from_ms", sa.Integer(), nullable=False),
        sa.Column("to_ms", sa.Integer(), nullable=False),
        _text("text"),
        _text("utterance_id"),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_lines"),
        sa.UniqueConstraint(
            *("call_id", "from_ms", "speaker", "utterance_id"),
            name="uq_lines_call_id_from_ms_speaker_utterance_id",
        ),
        _call_key("lines"),
    )


def _make_office() -> None:
    op.create_table(
        "handoffs",
        sa.Column("id", _COUNTER, nullable=False),
        _call_column(),
        sa.Column("at", _MOMENT, nullable=False),
        _text("target"),
        _text("summary"),
        _text("state"),
        sa.PrimaryKeyConstraint("id", name="pk_handoffs"),
        sa.UniqueConstraint("call_id", "at", "state", name="uq_handoffs_call_id_at_state"),
        _call_key("handoffs"),
    )
    op.create_table(
        "messages",
        sa.Column("id", _COUNTER, nullable=False),
        _call_column(),
        sa.Column("at", _MOMENT, nullable=False),
        _text("text"),
        _text("name"),
        _text("phone"),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
        sa.UniqueConstraint("call_id", "at", name="uq_messages_call_id_at"),
        _call_key("messages"),
    )


def _make_calendar() -> None:
    op.create_table("sellers", _text("id"), sa.PrimaryKeyConstraint("id", name="pk_sellers"))
    op.create_table(
        "holds",
        _call_column(),
        _text("seller"),
        sa.Column("starts", _MOMENT, nullable=False),
        sa.Column("ends", _MOMENT, nullable=False),
        sa.Column("expires", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("call_id", name="pk_holds"),
        sa.UniqueConstraint("seller", "starts", name="uq_holds_seller_starts"),
        sa.ForeignKeyConstraint(
            ["seller"], ["sellers.id"], name="fk_holds_seller_sellers", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "meetings",
        _text("id"),
        _text("key"),
        _text("seller"),
        sa.Column("starts", _MOMENT, nullable=False),
        sa.Column("ends", _MOMENT, nullable=False),
        *map(_text, ("call_id", "title", "agenda", "name", "company", "phone", "email", "ics")),
        sa.Column("created", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_meetings"),
        sa.UniqueConstraint("key", name="uq_meetings_key"),
        sa.UniqueConstraint("seller", "starts", name="uq_meetings_seller_starts"),
        sa.ForeignKeyConstraint(["seller"], ["sellers.id"], name="fk_meetings_seller_sellers"),
    )
    op.create_index("ix_meetings_call_id", "meetings", ["call_id"])
    op.create_index("ix_meetings_starts", "meetings", ["starts"])
