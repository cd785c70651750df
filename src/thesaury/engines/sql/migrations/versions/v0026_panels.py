"""The picker in other programs: allowed origins, panels that ask to be connected, and sessions."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

ORDERED = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Add their tables."""
    op.create_table(
        "panel_origin",
        sa.Column("origin", ORDERED, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("by", "at")),
        sqlite_with_rowid=False,
    )
    asked = ("host", "origin", "place", "made_at", "ends_at", "state", "person")
    op.create_table(
        "panel_pairing",
        sa.Column("device", ORDERED, primary_key=True),
        sa.Column("code", ORDERED, nullable=False, unique=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in asked),
        sqlite_with_rowid=False,
    )
    said = ("host", "origin", "scopes", "made_at", "ends_at", "renewed_at")
    op.create_table(
        "panel_session",
        sa.Column("id", ORDERED, primary_key=True),
        sa.Column("person", ORDERED, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in said),
        *(sa.Column(name, sa.Text, nullable=False, index=True) for name in ("refresh", "earlier")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("token", "ended_at")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop them; panels have to be connected anew, and origins allowed anew."""
    for name in ("panel_session", "panel_pairing", "panel_origin"):
        op.drop_table(name)
