"""Panels in the database: `ports.panels.Panels`."""

from typing import Any

from sqlalchemy import Row, delete, func, select, update

from thesaury.engines.sql.database import Database, insert_all
from thesaury.engines.sql.schema import panel_origin, panel_pairing, panel_session
from thesaury.model.access import Permission
from thesaury.model.panel import AllowedOrigin, Pairing, PairingState, PanelSession

_PAIRING = ("device", "code", "host", "origin", "place", "made_at", "ends_at", "state", "person")


class SqlPanels:
    """One row for each origin, each panel that waits and each session."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database

    def origins(self) -> list[AllowedOrigin]:
        """Every allowed origin, by its text."""
        with self._database.reading() as transaction:
            rows = transaction.execute(select(panel_origin).order_by(panel_origin.c.origin))
            return [AllowedOrigin(row.origin, row.by, row.at) for row in rows]

    def allow(self, origin: AllowedOrigin) -> bool:
        """Allow an origin, unless it is allowed already."""
        with self._database.writing(durable=True) as transaction:
            if transaction.scalar(select(panel_origin.c.at).where(panel_origin.c.origin == origin.origin)) is not None:
                return False
            insert_all(transaction, panel_origin, [{"origin": origin.origin, "by": origin.by, "at": origin.at}])
            return True

    def forbid(self, origin: str) -> bool:
        """Allow it no more."""
        with self._database.writing(durable=True) as transaction:
            return bool(transaction.execute(delete(panel_origin).where(panel_origin.c.origin == origin)).rowcount)

    def ask(self, pairing: Pairing, most: int, most_of_place: int) -> bool:
        """Keep a panel that asks, unless too many wait (of its place) or its code is taken."""
        waits = panel_pairing.c.state == PairingState.WAITING.value
        here = waits & (panel_pairing.c.place == pairing.place)
        counts = [select(func.count()).select_from(panel_pairing).where(which) for which in (waits, here)]
        with self._database.writing() as transaction:
            transaction.execute(delete(panel_pairing).where(panel_pairing.c.ends_at < pairing.made_at))
            waiting, of_place = (transaction.scalar(count) or 0 for count in counts)
            taken = transaction.scalar(select(panel_pairing.c.device).where(panel_pairing.c.code == pairing.code))
            if waiting >= most or of_place >= most_of_place or taken is not None:
                return False
            insert_all(transaction, panel_pairing, [{name: getattr(pairing, name) for name in _PAIRING}])
            return True

    def asking(self, code: str) -> Pairing | None:
        """The one that shows this code."""
        return self._pairing(panel_pairing.c.code == code)

    def asked(self, device: str) -> Pairing | None:
        """The one with this digest."""
        return self._pairing(panel_pairing.c.device == device)

    def settle(self, code: str, state: PairingState, person: str) -> bool:
        """Say what a person decided on one that waits."""
        waits = (panel_pairing.c.code == code) & (panel_pairing.c.state == PairingState.WAITING.value)
        with self._database.writing(durable=True) as transaction:
            changed = update(panel_pairing).where(waits).values(state=state.value, person=person)
            return bool(transaction.execute(changed).rowcount)

    def take(self, device: str) -> bool:
        """Forget one that was decided."""
        decided = (panel_pairing.c.device == device) & (panel_pairing.c.state != PairingState.WAITING.value)
        with self._database.writing(durable=True) as transaction:
            return bool(transaction.execute(delete(panel_pairing).where(decided)).rowcount)

    def open(self, session: PanelSession, ended_before: str) -> None:
        """Keep a new session, and forget those that are long over."""
        over = (panel_session.c.ends_at < ended_before) | (
            (panel_session.c.ended_at != "") & (panel_session.c.ended_at < ended_before)
        )
        with self._database.writing(durable=True) as transaction:
            transaction.execute(delete(panel_session).where(over))
            insert_all(transaction, panel_session, [_written(session)])

    def session(self, id: str) -> PanelSession | None:
        """The session of this id."""
        return next(iter(self._sessions(panel_session.c.id == id)), None)

    def exchange(self, id: str, before: str, after: PanelSession) -> bool:
        """Put `after` in the place of a session that nobody ended or prolonged meanwhile."""
        same = (panel_session.c.id == id) & (panel_session.c.refresh == before) & (panel_session.c.ended_at == "")
        with self._database.writing(durable=True) as transaction:
            return bool(transaction.execute(update(panel_session).where(same).values(_written(after))).rowcount)

    def sessions(self, person: str = "") -> list[PanelSession]:
        """Those that nobody ended, the newest first."""
        open_ = panel_session.c.ended_at == ""
        return self._sessions(open_ & (panel_session.c.person == person) if person else open_)

    def end(self, id: str, at: str) -> bool:
        """End one that nobody ended."""
        one = (panel_session.c.id == id) & (panel_session.c.ended_at == "")
        with self._database.writing(durable=True) as transaction:
            return bool(transaction.execute(update(panel_session).where(one).values(ended_at=at)).rowcount)

    def end_all(self, person: str, at: str) -> list[PanelSession]:
        """End those of a person that no API token made, and forget what he decided."""
        c, pairings = panel_session.c, panel_pairing.c.person == person
        own = (c.person == person) & (c.token == "") & (c.ended_at == "")
        with self._database.writing(durable=True) as transaction:
            transaction.execute(delete(panel_pairing).where(pairings))
            rows = transaction.execute(select(panel_session).where(own).order_by(c.made_at.desc(), c.id)).all()
            transaction.execute(update(panel_session).where(own).values(ended_at=at))
            return [_read(row) for row in rows]

    def _pairing(self, which: Any) -> Pairing | None:
        with self._database.reading() as transaction:
            row = transaction.execute(select(panel_pairing).where(which)).first()
            return Pairing(**{**row._mapping, "state": PairingState(row.state)}) if row else None

    def _sessions(self, which: Any) -> list[PanelSession]:
        newest = (panel_session.c.made_at.desc(), panel_session.c.id)
        with self._database.reading() as transaction:
            return [_read(row) for row in transaction.execute(select(panel_session).where(which).order_by(*newest))]


def _written(session: PanelSession) -> dict[str, Any]:
    plain = {name: getattr(session, name) for name in PanelSession.__slots__ if name != "scopes"}
    return {**plain, "scopes": " ".join(sorted(scope.value for scope in session.scopes))}


def _read(row: Row[Any]) -> PanelSession:
    return PanelSession(**{**row._mapping, "scopes": frozenset(map(Permission, row.scopes.split()))})
