"""What was viewed, downloaded, searched, made, archived and removed: the events behind analytics, kept for twelve months."""

from datetime import timedelta
from typing import Any

from thesaury.sandbox.bynder import ids, times
from thesaury.sandbox.bynder.portals import FENNMOOR, INTEGRATION_USER, Portal
from thesaury.sandbox.bynder.series import Series
from thesaury.sandbox.serving.kernel import Sandbox

RETENTION = timedelta(days=365)
_SEARCHES = (  # terms, how many assets they found, hours ago
    (("morning",), 3, 90),
    (("submarine",), 0, 80),
    (("blue", "detail"), 2, 60),
    (("submarine",), 0, 30),
    (("autumn offer",), 0, 4),
)


class Events:
    """The events of one portal, the earliest first."""

    def __init__(self, portal: Portal, sandbox: Sandbox, series: Series, size: str) -> None:
        """What the store remembers, or some events of the recent past."""
        self._portal, self._sandbox, self._series, self._size = portal, sandbox, series, size
        self._collection = f"{portal.name}.event"
        self.load()

    def load(self) -> None:
        """Fills the store where it is empty."""
        if not self._sandbox.store.count(self._collection):
            with self._sandbox.store.transaction():
                for number, event in enumerate(sorted(self._first(), key=lambda event: str(event["at"]))):
                    self._sandbox.store.put(self._collection, f"{number:08}", {"user": INTEGRATION_USER, **event})

    def record(self, kind: str, asset: str, user: str, moment: str, **further: Any) -> None:
        """Adds an event."""
        number = self._sandbox.store.count(self._collection)
        document = {"kind": kind, "asset": asset, "at": moment, "user": user, **further}
        self._sandbox.store.put(self._collection, f"{number:08}", document)

    def of(self, *kinds: str, asset: str = "") -> list[dict[str, Any]]:
        """The events of some kinds within the retention, of one asset where it is named, each with its `id`."""
        first = times.iso(self._sandbox.clock.now() - RETENTION)
        return [
            {**event, "id": ids.made(self._portal.name, "event", key)}
            for key, event in self._sandbox.store.all(self._collection)
            if event["kind"] in kinds and event["at"] >= first and (not asset or event["asset"] == asset)
        ]

    def statistics(self, asset: str) -> dict[str, int]:
        """How often an asset was viewed and downloaded."""
        return {"views": len(self.of("view", asset=asset)), "downloads": len(self.of("download", asset=asset))}

    def _first(self) -> list[dict[str, Any]]:
        now = self._sandbox.clock.now()
        made: list[dict[str, Any]] = [
            {
                "kind": "search",
                "asset": "",
                "at": times.iso(now - timedelta(hours=hours)),
                "terms": terms,
                "found": found,
            }
            for terms, found, hours in _SEARCHES
        ]
        if self._portal is FENNMOOR and self._size == "demo":
            from thesaury.sandbox.bynder import branded

            return [*made, *branded.events()]
        for place in range(min(self._series.count, 50)):
            asset, moment = self._series.make(place)["id"], times.iso(now - timedelta(hours=100 - place))
            made.append({"kind": "view", "asset": asset, "at": moment})
            if place % 2 == 0:
                made.append({"kind": "download", "asset": asset, "at": moment, "reasons": ["web"]})
        return made
