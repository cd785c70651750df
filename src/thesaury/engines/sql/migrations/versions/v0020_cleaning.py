"""Plans that clean up tags."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

ORDERED = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Add their tables."""
    op.create_table(
        "cleanup",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", ORDERED, nullable=False, unique=True),
        sa.Column("name", ORDERED, nullable=False, unique=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("scope", "made_by", "made_at", "state")),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("run", "revert_run")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "cleanup_entry",
        sa.Column("cleanup", ORDERED, primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", ORDERED, nullable=False, index=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("tags", "records", "standing", "use", "suggested")),
        sa.Column("assets", sa.Integer, nullable=False),
        sa.Column("certainty", sa.Float, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("treatment", "concept", "decided_by", "decided_at")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "cleanup_step",
        *(sa.Column(name, ORDERED, primary_key=True) for name in ("cleanup", "connection", "external_id")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("asset", "replaced", "at", "state", "message")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop them; what was written and decided stays."""
    for name in ("cleanup_step", "cleanup_entry", "cleanup"):
        op.drop_table(name)
