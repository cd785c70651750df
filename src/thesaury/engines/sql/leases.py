"""Leases in the database: `ports.catalogue.Leases`."""

from sqlalchemy import delete, func, or_, select

from thesaury.engines.sql.database import Database, inserting
from thesaury.engines.sql.schema import lease
from thesaury.ports.flows import Lease


class SqlLeases:
    """Names with their holders; whoever opens the database, in whatever process, sees the same ones."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database

    def take(self, name: str, holder: str, now: float, seconds: float) -> bool:
        """Take or renew a name until `now + seconds`, in one statement; false while another holder's lease runs."""
        with self._database.writing() as transaction:
            wanted = inserting(transaction, lease).values(name=name, holder=holder, until=now + seconds)
            free = or_(lease.c.holder == wanted.excluded.holder, lease.c.until <= now)
            moved = {"holder": wanted.excluded.holder, "until": wanted.excluded.until}
            taking = wanted.on_conflict_do_update(index_elements=[lease.c.name], set_=moved, where=free)
            return transaction.execute(taking.returning(lease.c.name)).one_or_none() is not None

    def release(self, name: str, holder: str) -> None:
        """Give a name back, if this holder has it."""
        with self._database.writing() as transaction:
            transaction.execute(delete(lease).where(lease.c.name == name, lease.c.holder == holder))

    def held(self, prefix: str) -> list[Lease]:
        """Every lease whose name starts so, run out or not, by name."""
        rows = select(lease.c.name, lease.c.holder, lease.c.until).order_by(lease.c.name)
        with self._database.reading() as transaction:
            found = transaction.execute(rows.where(func.substr(lease.c.name, 1, len(prefix)) == prefix))
            return [Lease(*row) for row in found]
