"""Durable sync: passes and sweeps of connections, runs over several of them, flows, outbox, leases, pulls and secrets."""

from collections.abc import Callable
from json import dumps, loads

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ORDERED = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Add what durable sync keeps; runs of before stay in the log."""
    op.add_column("connection", sa.Column("passing", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("connection", _text("swept_at", default=""))
    # A cursor was kept only while a pass was under way.
    op.execute("UPDATE connection SET passing = TRUE WHERE cursor != ''")
    _runs()
    _flows()
    _outbox()
    _leases_and_secrets()


def downgrade() -> None:
    """Drop the new tables and columns; a run over several connections is noted under the first."""
    for table in ("secret", "lease", "outbox_base", "outbox", "flow", "run_failure", "vocabulary_pull"):
        op.drop_table(table)
    op.add_column("run", sa.Column("connection", ORDERED, nullable=False, server_default=""))
    _rewrite("connections", "connection", lambda connections: next(iter(loads(connections)), ""))
    for index in ("ix_run_state", "ix_run_flow"):
        op.drop_index(index, "run")
    for column in ("connections", "flow", "timings"):
        op.drop_column("run", column)
    op.create_index("ix_run_connection", "run", ["connection"])
    for column in ("passing", "swept_at"):
        op.drop_column("connection", column)


def _text(name: str, default: str | None = None) -> "sa.Column[str]":
    return sa.Column(name, sa.Text, nullable=False, server_default=default)


def _key(name: str) -> "sa.Column[str]":
    return sa.Column(name, ORDERED, primary_key=True)


def _ordered(name: str, default: str | None = None) -> "sa.Column[str]":
    return sa.Column(name, ORDERED, nullable=False, server_default=default)


def _runs() -> None:
    op.add_column("run", _text("connections", default="[]"))
    op.add_column("run", _ordered("flow", default=""))
    op.add_column("run", _text("timings", default="[]"))
    _rewrite("connection", "connections", lambda connection: dumps([connection], separators=(",", ":")))
    # No worker of before is left that would end them.
    op.execute("UPDATE run SET state = 'interrupted' WHERE state = 'running'")
    op.drop_index("ix_run_connection", "run")
    op.drop_column("run", "connection")
    op.create_index("ix_run_state", "run", ["state"])
    op.create_index("ix_run_flow", "run", ["flow"])
    op.create_table(
        "run_failure",
        sa.Column("run_id", sa.Integer, sa.ForeignKey("run.id"), primary_key=True),
        _key("stage"),
        _key("connection"),
        _key("item"),
        _text("reason"),
    )


def _rewrite(source: str, target: str, converted: Callable[[str], str]) -> None:
    """Fill one column of the runs from another: JSON has no one form that every database would make itself."""
    run = sa.table("run", sa.column("id"), sa.column(source), sa.column(target))
    database = op.get_bind()
    for id, value in database.execute(sa.select(run.c.id, run.c[source])).all():
        database.execute(run.update().where(run.c.id == id).values({target: converted(value)}))


def _flows() -> None:
    op.create_table("flow", _key("name"), _text("definition"), _text("due"), _text("hook"))
    op.create_index("ix_flow_hook", "flow", ["hook"])


def _outbox() -> None:
    op.create_table(
        "outbox",
        _key("key"),
        _ordered("connection"),
        _ordered("external_id"),
        _ordered("field"),
        _text("change"),
        _text("state"),
        sa.Column("overtaken", sa.Boolean, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        _text("created_at"),
        _text("sent_at"),
        _text("settled_at"),
        _text("message"),
        sa.Column("run", sa.Integer, nullable=False),
    )
    op.create_index("ix_outbox_state", "outbox", ["state", "connection", "key"])
    op.create_index("ix_outbox_place", "outbox", ["connection", "field", "external_id"])
    op.create_table(
        "outbox_base",
        _key("connection"),
        _key("field"),
        _key("external_id"),
        _text("concepts"),
        _text("wanted"),
        sa.Column("revision", sa.Integer, nullable=False),
    )


def _leases_and_secrets() -> None:
    op.create_table("lease", _key("name"), _text("holder"), sa.Column("until", sa.Float, nullable=False))
    op.create_table("secret", _key("connection"), _key("name"), sa.Column("sealed", sa.LargeBinary, nullable=False))
    op.create_table(
        "vocabulary_pull",
        _key("connection"),
        _ordered("vocabulary"),
        _text("cursor"),
        _text("at"),
        _text("whole_at"),
        _text("failed_at"),
        _text("message"),
        _text("notes"),
    )
