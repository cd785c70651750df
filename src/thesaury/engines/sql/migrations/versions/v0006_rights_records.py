"""Rights records, version after version."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ORDERED = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Add their table."""
    op.create_table(
        "rights_record",
        sa.Column("record", ORDERED, primary_key=True),
        sa.Column("place", ORDERED, primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("status", "parser", "at", "confirmed_by", "confirmed_at", "payload")
        ),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop them; what sources state is read from them again."""
    op.drop_table("rights_record")
