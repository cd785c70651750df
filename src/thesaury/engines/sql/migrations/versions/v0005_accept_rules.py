"""Accept rules, and who suggested what was decided on; of earlier decisions nobody knows."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ORDERED = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the table of the rules and the annotators of annotations."""
    op.add_column("annotation", sa.Column("annotator", sa.Text, nullable=False, server_default=""))
    op.create_table(
        "accept_rule",
        sa.Column("scheme", ORDERED, primary_key=True),
        sa.Column("precision", sa.Float, nullable=False),
        sa.Column("threshold", sa.Float),
        sa.Column("pairs", sa.Integer, nullable=False),
        sa.Column("coverage", sa.Float, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("annotator", "at", "by", "reason")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop them again; what rules accepted stays."""
    op.drop_table("accept_rule")
    op.drop_column("annotation", "annotator")
