"""Outgoing webhooks: endpoints, how far they were told, and messages."""

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add their tables."""


def downgrade() -> None:
    """Drop them."""
