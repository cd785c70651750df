"""What lets people in, in the database: sessions, tokens, links and failed attempts of `ports.accounts`."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, delete, func, or_, select, update

from thesaury.engines.accounts.schema import attempt, link, session, token
from thesaury.engines.sql.database import Database, insert_all
from thesaury.engines.sql.remembered import Remembered
from thesaury.model.access import Permission
from thesaury.model.account import Link, Purpose, Session, Token


class SqlSessions:
    """One row for each session."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database
        self._sessions = Remembered[str, Session | None](database)

    def open(self, session_: Session) -> None:
        """Keep a new session."""
        with self._database.writing() as transaction:
            transaction.execute(session.insert(), [asdict(session_)])

    def get(self, digest: str) -> Session | None:
        """The session with this digest."""
        return self._sessions.one(digest, lambda: self._read(digest))

    def _read(self, digest: str) -> Session | None:
        with self._database.reading() as transaction:
            row = transaction.execute(select(session).where(session.c.digest == digest)).first()
            return Session(**row._mapping) if row else None

    def seen(self, digest: str, at: str) -> None:
        """Note that it was used."""
        with self._database.writing() as transaction:
            transaction.execute(update(session).where(session.c.digest == digest).values(seen_at=at))

    def of(self, person: str) -> list[Session]:
        """A person's sessions, the last used first."""
        rows = select(session).where(session.c.person == person).order_by(session.c.seen_at.desc(), session.c.digest)
        with self._database.reading() as transaction:
            return [Session(**row._mapping) for row in transaction.execute(rows)]

    def end(self, digests: Sequence[str]) -> None:
        """End these."""
        with self._database.writing(durable=True) as transaction:
            transaction.execute(delete(session).where(session.c.digest.in_(list(digests))))

    def end_all(self, person: str, but: str = "") -> None:
        """End all of a person's sessions but one."""
        with self._database.writing(durable=True) as transaction:
            transaction.execute(delete(session).where(session.c.person == person, session.c.digest != but))

    def sweep(self, made_before: str, seen_before: str) -> None:
        """Forget what is over."""
        over = or_(session.c.made_at < made_before, session.c.seen_at < seen_before)
        with self._database.writing() as transaction:
            transaction.execute(delete(session).where(over))


class SqlTokens:
    """One row for each token; revoked ones stay."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database
        self._tokens = Remembered[str, Token | None](database)

    def add(self, token_: Token) -> None:
        """Keep a new token."""
        with self._database.writing(durable=True) as transaction:
            transaction.execute(token.insert(), [asdict(token_) | {"scopes": " ".join(sorted(token_.scopes))}])

    def by_digest(self, digest: str) -> Token | None:
        """The token with this digest."""
        return self._tokens.one(digest, lambda: self._read(digest))

    def _read(self, digest: str) -> Token | None:
        with self._database.reading() as transaction:
            row = transaction.execute(select(token).where(token.c.digest == digest)).first()
            return _token(row) if row else None

    def all(self, workspace: str, person: str = "") -> list[Token]:
        """Those of a workspace, the newest first."""
        rows = select(token).where(token.c.workspace == workspace).order_by(token.c.made_at.desc(), token.c.id)
        if person:
            rows = rows.where(token.c.person == person)
        with self._database.reading() as transaction:
            return [_token(row) for row in transaction.execute(rows)]

    def used(self, id: str, at: str) -> None:
        """Note that it was used."""
        with self._database.writing() as transaction:
            transaction.execute(update(token).where(token.c.id == id).values(used_at=at))

    def revoke(self, id: str, at: str) -> None:
        """It opens nothing from now on."""
        with self._database.writing(durable=True) as transaction:
            first = (token.c.id == id, token.c.revoked_at == "")
            transaction.execute(update(token).where(*first).values(revoked_at=at))


class SqlLinks:
    """One row for each link that may be used."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database

    def add(self, link_: Link) -> None:
        """Keep a new link in the place of earlier ones."""
        same = (link.c.person == link_.person, link.c.purpose == link_.purpose, link.c.workspace == link_.workspace)
        with self._database.writing(durable=True) as transaction:
            transaction.execute(delete(link).where(*same))
            transaction.execute(link.insert(), [asdict(link_)])

    def get(self, digest: str) -> Link | None:
        """The link with this digest."""
        with self._database.reading() as transaction:
            row = transaction.execute(select(link).where(link.c.digest == digest)).first()
            return Link(row.digest, Purpose(row.purpose), row.person, row.workspace, row.expires_at) if row else None

    def use(self, digest: str) -> bool:
        """Take it away; true for the one who had it."""
        with self._database.writing(durable=True) as transaction:
            return bool(transaction.execute(delete(link).where(link.c.digest == digest)).rowcount)

    def drop(self, person: str) -> None:
        """Take all links of a person away."""
        with self._database.writing(durable=True) as transaction:
            transaction.execute(delete(link).where(link.c.person == person))


class SqlAttempts:
    """One row for each failure."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database

    def add(self, keys: Sequence[str], at: str) -> None:
        """Note a failure of each."""
        with self._database.writing() as transaction:
            insert_all(transaction, attempt, [{"key": key, "at": at} for key in keys])

    def count(self, key: str, since: str) -> int:
        """Failures since then."""
        counted = select(func.count()).select_from(attempt).where(attempt.c.key == key, attempt.c.at >= since)
        with self._database.reading() as transaction:
            return transaction.scalar(counted) or 0

    def clear(self, key: str) -> None:
        """Forget its failures."""
        with self._database.writing() as transaction:
            transaction.execute(delete(attempt).where(attempt.c.key == key))

    def sweep(self, before: str) -> None:
        """Forget what is older."""
        with self._database.writing() as transaction:
            transaction.execute(delete(attempt).where(attempt.c.at < before))


def _token(row: Row[Any]) -> Token:
    scopes = frozenset(Permission(scope) for scope in row.scopes.split())
    return Token(**{**row._mapping, "scopes": scopes})
