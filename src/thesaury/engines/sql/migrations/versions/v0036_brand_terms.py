"""The words a client wants, allows and forbids."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

ORDERED = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """There are none yet: everything is called what the vocabularies call it."""
    op.create_table(
        "brand_term",
        *(sa.Column(name, ORDERED, primary_key=True) for name in ("text", "language")),
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("standing", "concept", "instead", "reason", "since", "note", "by", "at")
        ),
        *(sa.Column(name, sa.Boolean, nullable=False) for name in ("exact", "in_force")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("brand_term")
