"""Profiles in the database: `ports.profiles.Profiles`."""

import json

from sqlalchemy import Connection, delete, select

from thesaury.engines.sql.database import Database, upsert
from thesaury.engines.sql.remembered import Remembered
from thesaury.engines.sql.schema import profile as table
from thesaury.model.errors import Usage
from thesaury.model.profile import Profile, SchemeRule, Unknowns


class SqlProfiles:
    """One row for each profile; all of them are remembered, for every question asks for them."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database
        self._all = Remembered[str, tuple[Profile, ...]](database)

    def all(self) -> list[Profile]:
        """Every profile, by name."""
        return list(self._all.one("", self._read))

    def get(self, name: str) -> Profile | None:
        """The profile of this name."""
        return next((one for one in self.all() if one.name == name), None)

    def put(self, profile: Profile) -> None:
        """Add a profile, or replace the one of this name."""
        with self._database.writing(durable=True) as transaction:
            _upsert(transaction, profile)

    def drop(self, name: str) -> None:
        """Remove a profile. Raises Usage where there is none."""
        with self._database.writing(durable=True) as transaction:
            if not transaction.execute(delete(table).where(table.c.name == name)).rowcount:
                raise Usage(f"There is no profile {name!r}. All of them are listed by: thesaury profile list")

    def exchange(self, name: str, before: Profile | None, profile: Profile | None) -> bool:
        """Compare and write in one transaction."""
        this = table.c.name == name
        with self._database.writing(durable=True) as transaction:
            kept = transaction.scalar(select(table.c.definition).where(this))
            if (None if kept is None else _decoded(name, kept)) != before:
                return False
            if profile is None:
                transaction.execute(delete(table).where(this))
            else:
                _upsert(transaction, profile)
        return True

    def _read(self) -> tuple[Profile, ...]:
        with self._database.reading() as transaction:
            rows = transaction.execute(select(table).order_by(table.c.name))
            return tuple(_decoded(row.name, row.definition) for row in rows)


def _upsert(transaction: Connection, profile: Profile) -> None:
    upsert(transaction, table, [{"name": profile.name, "definition": _encoded(profile)}])


def _encoded(profile: Profile) -> str:
    kept = {
        "applies": profile.applies,
        "schemes": [(rule.scheme, rule.least, rule.most) for rule in profile.schemes],
        "closed": profile.closed,
        "languages": profile.languages,
        "unknowns": profile.unknowns,
    }
    return json.dumps(kept, separators=(",", ":"), ensure_ascii=False)


def _decoded(name: str, definition: str) -> Profile:
    kept = json.loads(definition)
    return Profile(
        name,
        tuple((field, tuple(values)) for field, values in kept["applies"]),
        tuple(SchemeRule(*rule) for rule in kept["schemes"]),
        kept["closed"],
        tuple(kept["languages"]),
        Unknowns(kept["unknowns"]),
    )
