"""The audit log, with triggers that let rows in and let nobody change or remove them."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

ORDERED = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
_WHY = "the audit log is only ever added to"

_SQLITE = [
    f"CREATE TRIGGER deed_no_{verb} BEFORE {verb} ON deed BEGIN SELECT RAISE(ABORT, '{_WHY}'); END"
    for verb in ("update", "delete")
]
_POSTGRESQL = [
    f"CREATE FUNCTION deed_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{_WHY}'; END $$",
    "CREATE TRIGGER deed_stays BEFORE UPDATE OR DELETE ON deed FOR EACH ROW EXECUTE FUNCTION deed_stays()",
    "CREATE TRIGGER deed_all_stay BEFORE TRUNCATE ON deed FOR EACH STATEMENT EXECUTE FUNCTION deed_stays()",
]


def upgrade() -> None:
    """Add its tables and triggers."""
    op.create_table(
        "deed",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", ORDERED, nullable=False),
        *(sa.Column(name, ORDERED, nullable=False, index=True) for name in ("who", "action", "subject")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("before", "after", "seal")),
    )
    end = op.create_table(
        "deed_end",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("number", sa.Integer, nullable=False),
    )
    op.bulk_insert(end, [{"id": 1, "number": 0}])
    for statement in _POSTGRESQL if op.get_bind().dialect.name == "postgresql" else _SQLITE:
        op.execute(statement)


def downgrade() -> None:
    """Drop them; the audit log is lost."""
    for name in ("deed_end", "deed"):
        op.drop_table(name)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION deed_stays()")
