"""Saved searches in the database: `ports.saved_searches.SavedSearches`."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from thesaury.engines.sql.database import CHUNK, Database, insert_all
from thesaury.engines.sql.schema import saved_search, sighting
from thesaury.model.errors import Usage
from thesaury.model.saved_search import SavedSearch, Sighting
from thesaury.ports.catalogue import chunked


class SqlSavedSearches:
    """One row for each search, and one for each asset it ever found."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database

    def put(self, search: SavedSearch, found: Sequence[str], digest: str = "") -> None:
        """Keep a new search with the assets it finds now. Raises Usage where the name is taken."""
        row = {
            "id": search.id,
            "name": search.name,
            "words": search.words,
            "filters": _written(search),
            "at": search.at,
        }
        with self._database.writing(durable=True) as transaction:
            if transaction.scalar(select(saved_search.c.id).where(saved_search.c.name == search.name)):
                raise Usage(
                    f"There is a saved search {search.name!r} already. Choose another name, or remove that one."
                )
            insert_all(transaction, saved_search, [row | {"stamp": search.stamp, "digest": digest}])
            _insert(transaction, search.id, dict.fromkeys(found), "")

    def get(self, name: str) -> SavedSearch | None:
        """The search of this name."""
        return self._one(saved_search.c.name == name)

    def all(self) -> list[SavedSearch]:
        """Every search, by name."""
        with self._database.reading() as transaction:
            return [_read(row) for row in transaction.execute(select(saved_search).order_by(saved_search.c.name))]

    def drop(self, name: str) -> None:
        """Forget a search with all it found. Raises Usage where there is none."""
        with self._database.writing(durable=True) as transaction:
            id = transaction.scalar(select(saved_search.c.id).where(saved_search.c.name == name))
            if id is None:
                raise _unknown(name)
            transaction.execute(delete(sighting).where(sighting.c.search == id))
            transaction.execute(delete(saved_search).where(saved_search.c.id == id))

    def set_feed(self, name: str, digest: str) -> None:
        """Keep the digest of the token of its feed. Raises Usage where there is no such search."""
        with self._database.writing(durable=True) as transaction:
            changed = update(saved_search).where(saved_search.c.name == name).values(digest=digest)
            if not transaction.execute(changed).rowcount:
                raise _unknown(name)

    def by_feed(self, digest: str) -> SavedSearch | None:
        """The search whose feed has this digest."""
        return self._one(saved_search.c.digest == digest) if digest else None

    def fed(self) -> frozenset[str]:
        """The names of the searches that have a feed."""
        with self._database.reading() as transaction:
            return frozenset(transaction.scalars(select(saved_search.c.name).where(saved_search.c.digest != "")))

    def saw(self, id: str, found: Sequence[str], at: str, stamp: str) -> int:
        """What the search finds now; returns how many of these it never found before."""
        with self._database.writing() as transaction:
            checked = update(saved_search).where(saved_search.c.id == id).values(stamp=stamp)
            if not transaction.execute(checked).rowcount:
                return 0
            own = sighting.c.search == id
            rows = transaction.execute(select(sighting.c.asset, sighting.c.found).where(own))
            known = {row.asset: row.found for row in rows}
            now = dict.fromkeys(found)
            for held, names in ((False, known.keys() - now.keys()), (True, known.keys() & now.keys())):
                turned = sorted(name for name in names if known[name] is not held)
                for chunk in chunked(turned, CHUNK):
                    transaction.execute(update(sighting).where(own, sighting.c.asset.in_(chunk)).values(found=held))
            new = [name for name in now if name not in known]
            _insert(transaction, id, new, at)
            return len(new)

    def news(self, id: str, limit: int) -> list[Sighting]:
        """What the search finds and did not find when it was saved, the newest first."""
        rows = select(sighting.c.asset, sighting.c.at)
        rows = rows.where(sighting.c.search == id, sighting.c.found, sighting.c.at > "")
        with self._database.reading() as transaction:
            found = transaction.execute(rows.order_by(sighting.c.at.desc(), sighting.c.asset).limit(limit))
            return [Sighting(asset, at) for asset, at in found]

    def _one(self, this: Any) -> SavedSearch | None:
        with self._database.reading() as transaction:
            row = transaction.execute(select(saved_search).where(this)).first()
            return _read(row) if row else None


def _insert(transaction: Connection, id: str, assets: Iterable[str], at: str) -> None:
    insert_all(transaction, sighting, [{"search": id, "asset": asset, "at": at, "found": True} for asset in assets])


def _written(search: SavedSearch) -> str:
    """What is asked beside the words: the filters alone, as searches before uses were kept, or filters with what else there is."""
    more = {"filters": search.filters, "use": search.use, "related": search.related}
    return json.dumps(more if search.use or search.related else search.filters, separators=(",", ":"))


def _read(row: Row[Any]) -> SavedSearch:
    kept = json.loads(row.filters)
    told = kept if isinstance(kept, dict) else {"filters": kept}
    filters = tuple((name, tuple(values)) for name, values in told["filters"])
    use = tuple((name, value) for name, value in told.get("use", ()))
    return SavedSearch(row.id, row.name, row.words, filters, row.at, row.stamp, use, told.get("related", False))


def _unknown(name: str) -> Usage:
    return Usage(f"There is no saved search {name!r}. All of them are listed by: thesaury searches list")
