"""Why a reviewer decided as he did; the decisions on one concept of one asset are found at once."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a column for the reason and an index over asset and concept."""
    op.add_column("review", sa.Column("reason", sa.Text, nullable=False, server_default=""))
    op.create_index("ix_review_pair", "review", ["asset_id", "concept"])


def downgrade() -> None:
    """Drop both; the decisions stay."""
    op.drop_index("ix_review_pair", "review")
    op.drop_column("review", "reason")
