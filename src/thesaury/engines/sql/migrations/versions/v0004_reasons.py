"""Reasons: who spoke for a concept beside the words; what was found before has none."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TABLES = ("annotation", "suggestion")


def upgrade() -> None:
    """Add the reasons of annotations and suggestions."""
    for table in _TABLES:
        op.add_column(table, sa.Column("reasons", sa.Text, nullable=False, server_default="[]"))


def downgrade() -> None:
    """Drop them again."""
    for table in _TABLES:
        op.drop_column(table, "reasons")
