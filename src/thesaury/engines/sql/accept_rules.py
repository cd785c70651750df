"""Accept rules in the database: `ports.acceptance.AcceptRules`."""

from dataclasses import asdict

from sqlalchemy import delete, select

from thesaury.engines.sql.database import Database, upsert
from thesaury.engines.sql.schema import accept_rule
from thesaury.model.acceptance import AcceptRule
from thesaury.model.errors import Usage


class SqlAcceptRules:
    """Rules by scheme."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database

    def put(self, rule: AcceptRule) -> None:
        """Add a rule, or replace the one of this scheme."""
        with self._database.writing() as transaction:
            upsert(transaction, accept_rule, [asdict(rule)])

    def drop(self, scheme: str) -> None:
        """Remove a rule. Raises Usage where there is none."""
        with self._database.writing() as transaction:
            if not transaction.execute(delete(accept_rule).where(accept_rule.c.scheme == scheme)).rowcount:
                raise Usage(f"There is no accept rule for {scheme!r}. All of them are listed by: thesaury accept list")

    def all(self) -> list[AcceptRule]:
        """Every rule, by scheme."""
        with self._database.reading() as transaction:
            rows = transaction.execute(select(accept_rule).order_by(accept_rule.c.scheme)).mappings()
            return [AcceptRule(**row) for row in rows]
