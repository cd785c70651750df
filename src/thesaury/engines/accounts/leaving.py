"""What the directory keeps of one workspace, counted and taken away."""

from sqlalchemy import Connection, Table, delete, func, select

from thesaury.engines.accounts.schema import identity, link, membership, person, session, token
from thesaury.model.account import Holdings

_OF_PEOPLE = (identity, session, token, link)
"""Tables that name a person in their column `person`."""


def held(transaction: Connection, workspace: str) -> Holdings:
    """How many rows each table has of a workspace."""

    def counted(table: Table) -> int:
        rows = select(func.count()).select_from(table).where(table.c.workspace == workspace)
        return transaction.scalar(rows) or 0

    return Holdings(counted(membership), counted(session), counted(token), counted(link))


def forget(transaction: Connection, workspace: str) -> None:
    """Take the rows of a workspace away, and with them the people who are members of no other."""
    members = set(transaction.scalars(select(membership.c.person).where(membership.c.workspace == workspace)))
    for table in (session, token, link, membership):
        transaction.execute(delete(table).where(table.c.workspace == workspace))
    staying = set(transaction.scalars(select(membership.c.person)))
    for gone in sorted(members - staying):
        for table in _OF_PEOPLE:
            transaction.execute(delete(table).where(table.c.person == gone))
        transaction.execute(delete(person).where(person.c.id == gone))
