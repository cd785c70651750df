"""Publishing channels with their keys and approvals, and their feeds."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

ORDERED = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
TABLES = (
    "feed_touch",
    "feed_wait",
    "feed_audience",
    "feed_topic",
    "feed_entry",
    "feed",
    "approval",
    "channel_key",
    "channel",
)


def upgrade() -> None:
    """Add their tables."""
    _add_channels()
    _add_feeds()
    _add_looks()


def downgrade() -> None:
    """Drop them; what stands in a CMS stays there, and is withdrawn by nobody any more."""
    for name in TABLES:
        op.drop_table(name)


def _add_channels() -> None:
    op.create_table(
        "channel",
        sa.Column("name", ORDERED, primary_key=True),
        sa.Column("payload", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "channel_key",
        sa.Column("channel", ORDERED, primary_key=True),
        sa.Column("name", ORDERED, primary_key=True),
        sa.Column("digest", sa.Text, nullable=False, unique=True),
        sa.Column("at", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "approval",
        sa.Column("channel", ORDERED, primary_key=True),
        sa.Column("asset", ORDERED, primary_key=True),
        sa.Column("approved", sa.Boolean, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("at", "by", "note")),
        sqlite_with_rowid=False,
    )


def _add_feeds() -> None:
    op.create_table(
        "feed",
        sa.Column("channel", ORDERED, primary_key=True),
        *(sa.Column(name, sa.BigInteger, nullable=False) for name in ("head", "floor", "seen")),
        sa.Column("basis", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "feed_entry",
        sa.Column("channel", ORDERED, primary_key=True),
        sa.Column("asset", ORDERED, primary_key=True),
        sa.Column("number", sa.BigInteger, nullable=False),
        *(sa.Column(name, ORDERED, nullable=False) for name in ("reason", "kind", "changed_at", "turns_at")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("published_at", "allowed_until", "since", "sentence")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("digest", "payload")),
        sa.UniqueConstraint("channel", "number", name="uq_feed_entry_number"),
    )
    op.create_index("ix_feed_entry_asset", "feed_entry", ["asset"])
    op.create_index("ix_feed_entry_state", "feed_entry", ["channel", "reason", "asset"])
    op.create_index("ix_feed_entry_turns", "feed_entry", ["channel", "reason", "turns_at"])
    gone = sa.text("reason != ''")
    for name, columns in (("gone", ["channel", "number"]), ("left", ["changed_at"])):
        op.create_index(f"ix_feed_entry_{name}", "feed_entry", columns, sqlite_where=gone, postgresql_where=gone)


def _add_looks() -> None:
    for name, key, column in (
        ("feed_topic", "concept", sa.Column("direct", sa.Boolean, nullable=False)),
        ("feed_audience", "audience", None),
        ("feed_wait", "", sa.Column("turns_at", ORDERED, nullable=False)),
    ):
        op.create_table(
            name,
            sa.Column("channel", ORDERED, primary_key=True),
            *([sa.Column(key, ORDERED, primary_key=True)] if key else []),
            sa.Column("asset", ORDERED, primary_key=True),
            *([] if column is None else [column]),
            sqlite_with_rowid=False,
        )
    op.create_index("ix_feed_topic_asset", "feed_topic", ["channel", "asset"])
    op.create_index("ix_feed_audience_asset", "feed_audience", ["channel", "asset"])
    op.create_index("ix_feed_wait_turns", "feed_wait", ["channel", "turns_at"])
    op.create_table(
        "feed_touch",
        sa.Column("asset", ORDERED, primary_key=True),
        sa.Column("number", sa.BigInteger, nullable=False, unique=True),
        sqlite_with_rowid=False,
    )
