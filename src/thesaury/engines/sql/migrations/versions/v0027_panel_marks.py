"""Which password of its person a panel was connected under; sessions are found by their id alone."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

KEYS = ("refresh", "earlier")


def upgrade() -> None:
    """Add a column; sessions of before are bound to no password. Nothing looks for a key by its digest any more."""
    op.add_column("panel_session", sa.Column("mark", sa.Text, nullable=False, server_default=""))
    for name in KEYS:
        op.drop_index(f"ix_panel_session_{name}", "panel_session")


def downgrade() -> None:
    """Drop it, and look by digests again."""
    for name in KEYS:
        op.create_index(f"ix_panel_session_{name}", "panel_session", [name])
    op.drop_column("panel_session", "mark")
