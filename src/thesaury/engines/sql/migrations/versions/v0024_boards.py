"""Moodboards with their items, comments, links, and what was touched when."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

ORDERED = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Add their tables."""
    op.create_table(
        "board",
        sa.Column("id", ORDERED, primary_key=True),
        *_texts("title", "brief"),
        sa.Column("revision", sa.Integer, nullable=False),
        *_texts("by", "at"),
        sa.Column("changed", ORDERED, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_board_changed", "board", ["changed"])
    _part("board_item", "asset", sa.Column("place", sa.Integer, nullable=False), *_texts("section", "note", "rights"),
          *_texts("content", "by", "at"))  # fmt: skip
    op.create_index("ix_board_item_asset", "board_item", ["asset"])
    _part("board_comment", "id", sa.Column("place", sa.Integer, nullable=False), *_texts("text", "by", "at", "asset"))
    _part(
        "board_share",
        "id",
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("digest", sa.Text, nullable=False, unique=True),
        *_texts("until", "by", "at"),
    )
    _part("board_touched", "slot", sa.Column("revision", sa.Integer, nullable=False), *_texts("by", "at"))


def downgrade() -> None:
    """Drop them; boards and their links are gone."""
    for table in ("board_touched", "board_share", "board_comment", "board_item", "board"):
        op.drop_table(table)


def _texts(*names: str) -> "list[sa.Column[str]]":
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _part(table: str, key: str, *columns: "sa.Column[int] | sa.Column[str]") -> None:
    board = sa.Column("board", ORDERED, sa.ForeignKey("board.id"), primary_key=True)
    op.create_table(table, board, sa.Column(key, ORDERED, primary_key=True), *columns, sqlite_with_rowid=False)
