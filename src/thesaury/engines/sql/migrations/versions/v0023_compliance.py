"""Compliance day by day."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

ORDERED = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Add its table."""
    op.create_table(
        "compliance_day",
        *(sa.Column(name, ORDERED, primary_key=True) for name in ("kind", "value", "day")),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("assets", "complete", "clean", "compliant")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop it; what is measured next begins a new trend."""
    op.drop_table("compliance_day")
