"""The words of a client that are decided on, as enrichment reads them."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

ORDERED = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """No word is in force yet."""
    op.create_table(
        "client_word",
        *(sa.Column(name, ORDERED, primary_key=True) for name in ("connection", "field", "word")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("label", "author", "said")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("client_word")
