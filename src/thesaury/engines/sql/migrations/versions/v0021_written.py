"""How the concepts that are ours in a field were called when they were written."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a column; what was written before counts as called as it is called when it is written next."""
    op.add_column("outbox_base", sa.Column("written", sa.Text, nullable=False, server_default="[]"))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("outbox_base", "written")
