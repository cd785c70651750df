"""Identity, hints and usage: looks and references of records, likenesses of assets, hooks of connections, usage events."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ORDERED = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Add what identity, hints and usage keep."""
    for name in ("hook", "usage_cursor"):
        op.add_column("connection", sa.Column(name, sa.Text, nullable=False, server_default=""))
    op.create_index("ix_connection_hook", "connection", ["hook"])
    op.add_column("record", sa.Column("look", sa.Text))
    op.add_column("record", sa.Column("compared", sa.Boolean, nullable=False, server_default=sa.false()))
    _identity()
    op.create_table("hint", _key("connection"), _key("external_id"), _text("at"), sqlite_with_rowid=False)
    _usage()


def downgrade() -> None:
    """Drop it again; assets that were joined stay joined."""
    for table in ("usage_event", "hint", "likeness", "record_reference"):
        op.drop_table(table)
    for column in ("look", "compared"):
        op.drop_column("record", column)
    op.drop_index("ix_connection_hook", "connection")
    for column in ("hook", "usage_cursor"):
        op.drop_column("connection", column)


def _key(name: str) -> "sa.Column[str]":
    return sa.Column(name, ORDERED, primary_key=True)


def _text(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text, nullable=False)


def _identity() -> None:
    op.create_table(
        "record_reference", _key("connection"), _key("external_id"), _key("target"), sqlite_with_rowid=False
    )
    op.create_index("ix_record_reference_target", "record_reference", ["target"])
    op.create_table(
        "likeness",
        _key("left"),
        _key("right"),
        sa.Column("distance", sa.Integer, nullable=False),
        _text("verdict"),
        _text("by"),
        _text("at"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_likeness_right", "likeness", ["right"])


def _usage() -> None:
    op.create_table(
        "usage_event",
        _key("connection"),
        _key("id"),
        _text("kind"),
        _text("at"),
        sa.Column("external_id", ORDERED, nullable=False),
        sa.Column("quantity", sa.Integer, nullable=False),
        _text("payload"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_usage_event_record", "usage_event", ["connection", "external_id"])
