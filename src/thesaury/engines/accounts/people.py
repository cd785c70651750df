"""People and their roles in the database: `ports.accounts.People`."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from thesaury.engines.accounts.schema import identity, membership, person
from thesaury.engines.sql.database import Database, upsert
from thesaury.engines.sql.remembered import Remembered
from thesaury.model.access import Role
from thesaury.model.account import Member, Person
from thesaury.model.errors import Usage


class SqlPeople:
    """One row for each person, and one for each workspace he holds roles in."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database
        self._members = Remembered[tuple[str, str], Member | None](database)

    def add(self, person_: Person) -> None:
        """Add a person. Raises Usage where the address is taken."""
        with self._database.writing(durable=True) as transaction:
            _free(transaction, person_)
            transaction.execute(person.insert(), [asdict(person_)])

    def change(self, person_: Person) -> None:
        """Replace what is known of him. Raises Usage for an unknown person, or where the address is another's."""
        with self._database.writing(durable=True) as transaction:
            _free(transaction, person_)
            changed = update(person).where(person.c.id == person_.id).values(asdict(person_))
            if not transaction.execute(changed).rowcount:
                raise Usage(f"There is no person {person_.address}.")

    def get(self, id: str) -> Person | None:
        """The person with this id."""
        return self._one(person.c.id == id)

    def called(self, address: str) -> Person | None:
        """The person with this address."""
        return self._one(person.c.address == address)

    def set_roles(self, id: str, workspace: str, roles: frozenset[Role]) -> None:
        """Let him hold exactly these roles there."""
        with self._database.writing(durable=True) as transaction:
            if roles:
                row = {"person": id, "workspace": workspace, "roles": " ".join(sorted(roles))}
                upsert(transaction, membership, [row])
            else:
                this = (membership.c.person == id, membership.c.workspace == workspace)
                transaction.execute(delete(membership).where(*this))

    def amend(
        self, before: Member, workspace: str, roles: frozenset[Role], enabled: bool, needed: frozenset[Role]
    ) -> bool:
        """Compare and write in one transaction. Raises Usage where nobody would be left who holds one of the needed roles."""
        id = before.person.id
        with self._database.writing(durable=True) as transaction:
            if _member_of(transaction, id, workspace) != before:
                return False
            if not (enabled and roles & needed) and not _others(transaction, id, workspace, needed):
                raise Usage(f"{before.person.address} is the only administrator. Make somebody else one first.")
            if roles:
                row = {"person": id, "workspace": workspace, "roles": " ".join(sorted(roles))}
                upsert(transaction, membership, [row])
            else:
                here = (membership.c.person == id, membership.c.workspace == workspace)
                transaction.execute(delete(membership).where(*here))
            transaction.execute(update(person).where(person.c.id == id).values(enabled=enabled))
        return True

    def member(self, id: str, workspace: str) -> Member | None:
        """The person with his roles there."""
        return self._members.one((id, workspace), lambda: self._read_member(id, workspace))

    def _read_member(self, id: str, workspace: str) -> Member | None:
        with self._database.reading() as transaction:
            return _member_of(transaction, id, workspace)

    def members(self, workspace: str) -> list[Member]:
        """Everybody with a role there, by address."""
        rows = select(person, membership.c.roles).join_from(person, membership)
        rows = rows.where(membership.c.workspace == workspace).order_by(person.c.address)
        with self._database.reading() as transaction:
            return [_member(row) for row in transaction.execute(rows)]

    def workspaces(self, id: str) -> list[str]:
        """Where he holds roles, by id."""
        rows = select(membership.c.workspace).where(membership.c.person == id).order_by(membership.c.workspace)
        with self._database.reading() as transaction:
            return list(transaction.scalars(rows))

    def known_as(self, issuer: str, subject: str) -> Person | None:
        """The person whom a provider calls so."""
        bound = select(identity.c.person).where(identity.c.issuer == issuer, identity.c.subject == subject)
        return self._one(person.c.id == bound.scalar_subquery())

    def bind(self, id: str, issuer: str, subject: str) -> None:
        """The provider's name stands for him."""
        with self._database.writing(durable=True) as transaction:
            upsert(transaction, identity, [{"issuer": issuer, "subject": subject, "person": id}])

    def _one(self, this: Any) -> Person | None:
        with self._database.reading() as transaction:
            row = transaction.execute(select(person).where(this)).first()
            return _person(row) if row else None


def _member_of(transaction: Connection, id: str, workspace: str) -> Member | None:
    joined = (membership.c.person == person.c.id) & (membership.c.workspace == workspace)
    rows = select(person, membership.c.roles).outerjoin_from(person, membership, joined).where(person.c.id == id)
    row = transaction.execute(rows).first()
    return _member(row) if row else None


def _others(transaction: Connection, id: str, workspace: str, needed: frozenset[Role]) -> bool:
    """Whether somebody else is enabled and holds one of these roles there."""
    rows = select(person, membership.c.roles).join_from(person, membership)
    rows = rows.where(membership.c.workspace == workspace, person.c.id != id, person.c.enabled)
    return any(_member(row).roles & needed for row in transaction.execute(rows))


def _free(transaction: Connection, wanted: Person) -> None:
    other = select(person.c.id).where(person.c.address == wanted.address, person.c.id != wanted.id)
    if transaction.scalar(other):
        raise Usage(f"There is somebody with the address {wanted.address} already.")


def _person(row: Row[Any]) -> Person:
    return Person(row.id, row.address, row.name, row.made_at, row.enabled, row.password)


def _member(row: Row[Any]) -> Member:
    return Member(_person(row), frozenset(Role(role) for role in (row.roles or "").split()))
