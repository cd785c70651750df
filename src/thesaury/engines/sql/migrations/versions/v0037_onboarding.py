"""What a client's fields, values and concepts are said to be, and who decided it."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

ORDERED = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Nothing was brought in yet."""
    op.create_table(
        "onboarding_round",
        sa.Column("name", ORDERED, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("kind", "source", "vocabulary", "begun_at", "done_at")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "client_mapping",
        *(sa.Column(name, ORDERED, primary_key=True) for name in ("round", "kind", "field", "value")),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("assets", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("label", "status", "author", "said", "choices")),
        sa.Column("decided", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("client_mapping_place", "client_mapping", ["round", "place"])
    op.create_table(
        "client_mapping_step",
        sa.Column("round", ORDERED, primary_key=True),
        sa.Column("batch", sa.Integer, primary_key=True),
        *(sa.Column(name, ORDERED, primary_key=True) for name in ("kind", "field", "value")),
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("before", "before_author", "after", "after_author", "by", "at")
        ),
        sa.Column("undone", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop them."""
    for name in ("client_mapping_step", "client_mapping", "onboarding_round"):
        op.drop_table(name)
