"""The stream of purchases a cursor runs over: changed ones move to its end, and a cursor stays good across restarts."""

import base64
import hmac
from datetime import datetime
from typing import Any

from thesaury.sandbox.serving.store import Store
from thesaury.sandbox.smintio.content import Series
from thesaury.sandbox.smintio.refusal import Refusal
from thesaury.sandbox.smintio.tenants import Tenant

_TAG = 12


class Stream:
    """The purchases of one tenant in the order in which a synchronising client meets them."""

    def __init__(self, tenant: Tenant, store: Store, series: Series) -> None:
        """The stream over a series, with the changes the store remembers."""
        self._tenant, self._store, self._series = tenant, store, series
        self._events: list[str] = []
        self._changed: dict[str, dict[str, Any]] = {}
        self._latest: dict[str, int] = {}
        self.load()

    def load(self) -> None:
        """Takes the changes from the store anew."""
        self._events = [uuid for _, uuid in self._store.all(f"{self._tenant.name}.event")]
        self._changed = dict(self._store.all(f"{self._tenant.name}.purchase"))
        self._latest = {uuid: self._series.count + place for place, uuid in enumerate(self._events)}

    @property
    def end(self) -> int:
        """The position behind the last purchase."""
        return self._series.count + len(self._events)

    @property
    def count(self) -> int:
        """How many different purchases there are."""
        added = sum(1 for uuid in self._changed if self._series.find(uuid) is None)
        return self._series.count + added

    def get(self, uuid: str) -> dict[str, Any] | None:
        """One purchase as it is now."""
        if uuid in self._changed:
            return self._changed[uuid]
        place = self._series.find(uuid)
        return None if place is None else self._series.make(place)

    def page(self, after: int, limit: int) -> tuple[list[dict[str, Any]], int]:
        """The next purchases behind a position, and the position behind them; a page ends where the series breaks."""
        found: list[dict[str, Any]] = []
        position = after
        while len(found) < limit and position < self.end and not (found and position in self._series.breaks):
            document = self._at(position)
            position += 1
            if document is not None:
                found.append(document)
        return found, position

    def put(self, document: dict[str, Any], moment: datetime) -> None:
        """Adds or changes a purchase; it stands at the end of the stream from now on, with a higher version."""
        uuid = str(document["uuid"])
        known = self.get(uuid)
        version = int(known.get("version") or 0) + 1 if known else 1
        kept = {**document, "version": version, "last_updated_at": moment.isoformat()}
        with self._store.transaction():
            self._store.put(f"{self._tenant.name}.purchase", uuid, kept)
            self._store.put(f"{self._tenant.name}.event", str(len(self._events)), uuid)
        self._changed[uuid] = kept
        self._latest[uuid] = self.end
        self._events.append(uuid)

    def cursor(self, position: int) -> str:
        """The opaque cursor of a position."""
        return base64.urlsafe_b64encode(f"{position}.{self._tag(position)}".encode()).decode().rstrip("=")

    def position(self, cursor: str | None) -> int:
        """The position of a cursor, the start for none. Raises Refusal for one that was never given out here."""
        if not cursor:
            return 0
        try:
            text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
            place, tag = text.split(".")
            position = int(place)
        except ValueError:
            position, tag = -1, ""
        if position < 0 or not hmac.compare_digest(tag, self._tag(position)):
            raise Refusal(400, "continuation_uuid_invalid")
        return position

    def _at(self, position: int) -> dict[str, Any] | None:
        if position < self._series.count:
            document = self._series.make(position)
            return None if document["uuid"] in self._latest else document
        uuid = self._events[position - self._series.count]
        return self._changed[uuid] if self._latest[uuid] == position else None

    def _tag(self, position: int) -> str:
        return hmac.new(self._tenant.digest("cursor").encode(), str(position).encode(), "sha256").hexdigest()[:_TAG]
