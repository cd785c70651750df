"""What stands in which CMS, the log of what was done there, and the pages that use it."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

ORDERED = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Add their tables."""
    op.create_table(
        "publication",
        *(sa.Column(name, ORDERED, primary_key=True) for name in ("connection", "asset")),
        *(sa.Column(name, ORDERED, nullable=False) for name in ("state", "needed_at", "due_at")),
        *(sa.Column(name, sa.Boolean, nullable=False) for name in ("live", "leaving")),
        sa.Column("payload", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_publication_asset", "publication", ["asset"])
    op.create_index("ix_publication_leaving", "publication", ["leaving", "connection", "asset"])
    op.create_index("ix_publication_state", "publication", ["connection", "state", "live", "leaving"])
    is_open = sa.text("state IN ('pending', 'sending', 'uncertain')")
    ordered = [sa.text(name) for name in ("connection", "leaving DESC", "needed_at", "asset")]
    op.create_index("ix_publication_open", "publication", ordered, sqlite_where=is_open, postgresql_where=is_open)
    op.create_table(
        "publication_step",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        *(sa.Column(name, ORDERED, nullable=False) for name in ("connection", "asset", "at")),
        sa.Column("payload", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_publication_step_asset", "publication_step", ["asset", "number"])
    op.create_index("ix_publication_step_connection", "publication_step", ["connection", "number"])
    op.create_index("ix_publication_step_both", "publication_step", ["connection", "asset", "number"])
    op.create_table(
        "publication_feed",
        sa.Column("connection", ORDERED, primary_key=True),
        *(sa.Column(name, sa.BigInteger, nullable=False) for name in ("number", "floor", "sought")),
        *(sa.Column(name, ORDERED, nullable=False) for name in ("channel", "at", "basis")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "page_use",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        *(
            sa.Column(name, ORDERED, nullable=False)
            for name in ("connection", "asset", "page", "place", "external_id", "seen_at", "ended_at")
        ),
        sa.Column("payload", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_page_use_connection", "page_use", ["connection", "ended_at", "number"])
    op.create_index("ix_page_use_asset", "page_use", ["asset"])


def downgrade() -> None:
    """Drop them. What stands in a CMS is found there again by its reference, the log of what was done is lost."""
    for name in ("page_use", "publication_feed", "publication_step", "publication"):
        op.drop_table(name)
