"""Where a run stands; of earlier runs nobody knows."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("run", sa.Column("progress", sa.Text, nullable=False, server_default=""))


def downgrade() -> None:
    """Drop it again."""
    op.drop_column("run", "progress")
