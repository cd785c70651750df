"""One organisation's whole house in the sandbox: structure, assets, switches, signed addresses, and what a change sets off."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from thesaury.sandbox.brandfolder.organisations import Organisation
from thesaury.sandbox.brandfolder.pictures import Pictures
from thesaury.sandbox.brandfolder.plan import stamp
from thesaury.sandbox.brandfolder.refusal import Refusal, forbidden
from thesaury.sandbox.brandfolder.shelf import Asset, Shelf
from thesaury.sandbox.brandfolder.switches import Switches
from thesaury.sandbox.brandfolder.tree import Entry, Tree
from thesaury.sandbox.serving.kernel import Sandbox

_TAG = 32
_MINUTES_UNTIL_DEACTIVATED = 30

Told = Callable[[str, str, str], None]
"""event type, asset, brandfolder: somebody may want to hear of it."""


@dataclass
class Estate:
    """Everything of one organisation. `told` hears of every change of an asset; `revoked` is when its key lost access."""

    sandbox: Sandbox
    organisation: Organisation
    tree: Tree
    shelf: Shelf
    pictures: Pictures
    start: Switches
    switches: Switches = field(init=False)
    told: Told = field(init=False, default=lambda event, asset, brandfolder: None)
    revoked: datetime | None = None

    def __post_init__(self) -> None:
        """The switches as they were at the start."""
        self.switches = self.start

    def reload(self) -> None:
        """After the store was emptied: everything as at the start."""
        self.switches, self.revoked = self.start, None
        self.tree.load()
        self.shelf.load()

    @property
    def now(self) -> datetime:
        """The sandbox's time."""
        return self.sandbox.clock.now().astimezone(UTC)

    def asset(self, identifier: str) -> Asset:
        """One asset. Raises Refusal: 403 for one that is gone, 404 for an id that never was."""
        asset = self.shelf.get(identifier)
        if asset is None:
            raise forbidden() if self.shelf.number(identifier) is not None else Refusal(404)
        return asset

    def holding(self, part: str, identifier: str) -> Asset:
        """The asset that has that attachment, tag or value. Raises Refusal."""
        asset = self.shelf.holder(part, identifier)
        if asset is None:
            raise forbidden() if self.shelf.known(part, identifier) else Refusal(404)
        return asset

    def entry(self, kind: str, identifier: str) -> Entry:
        """One entry of the structure. Raises Refusal."""
        entry = self.tree.get(kind, identifier)
        if entry is None:
            raise forbidden() if self.tree.issued(kind, identifier) else Refusal(404)
        return entry

    def brandfolder(self, asset: Asset) -> str:
        """The id of the brandfolder an asset lies in."""
        section = self.tree.get("section", asset["section"])
        return str(section["brandfolder"]) if section else ""

    def add(self, asset: Asset) -> Asset:
        """A new asset; a create and an update event, as the platform sends them."""
        kept = self.shelf.put(asset)
        self.told("asset.create", kept["id"], self.brandfolder(kept))
        self.told("asset.update", kept["id"], self.brandfolder(kept))
        return kept

    def change(self, asset: Asset, quiet: bool = False) -> Asset:
        """An asset as it is from now on, and an update event; a quiet change leaves updated_at as it was."""
        kept = self.shelf.put(asset if quiet else {**asset, "updated_at": stamp(self.now)})
        self.told("asset.update", kept["id"], self.brandfolder(kept))
        return kept

    def change_parts(self, asset: Asset) -> Asset:
        """A change of tags or custom fields, of which nobody published whether it moves updated_at: a switch says so."""
        return self.change(asset, self.switches.quiet_edits)

    def remove(self, asset: Asset) -> None:
        """The asset is gone, and a delete event."""
        brandfolder = self.brandfolder(asset)
        self.shelf.remove(asset)
        self.told("asset.delete", asset["id"], brandfolder)

    def remove_tags(self, asset: Asset, names: list[str]) -> None:
        """The tags with those names will be gone after the delay."""
        gone = [tag["id"] for tag in asset["tags"] if tag["name"] in names]
        due = (self.now + timedelta(seconds=self.switches.delay)).isoformat()
        self.shelf.put({**asset, "removals": [*asset["removals"], {"tags": gone, "due": due}]})
        self.settle()

    def settle(self) -> None:
        """Carries out the removals of tags that are due."""
        for number in sorted(self.shelf.removing):
            asset = self.shelf.at(number)
            due = [entry for entry in asset["removals"] if entry["due"] <= self.now.isoformat()]
            if due:
                gone = {tag for entry in due for tag in entry["tags"]}
                left = [entry for entry in asset["removals"] if entry not in due]
                tags = [tag for tag in asset["tags"] if tag["id"] not in gone]
                self.change_parts({**asset, "tags": tags, "removals": left})

    def lapse(self) -> None:
        """Deactivates the subscriptions of a key that has been without access for long enough."""
        if self.revoked and self.now >= self.revoked + timedelta(minutes=_MINUTES_UNTIL_DEACTIVATED):
            for webhook in self.tree.all("webhook", active=True):
                self.tree.put("webhook", {**webhook, "active": False})

    def availability(self, asset: Asset) -> str:
        """Whether an asset may be used now, in the vendor's words."""
        now = stamp(self.now)
        if not asset["approved"]:
            return "pending approval"
        if asset["availability_end"] and asset["availability_end"] <= now:
            return "expired"
        return "unpublished" if asset["availability_start"] and asset["availability_start"] > now else "published"

    def signed(self, base: str, path: str) -> str:
        """An address that is good for the time the switches say."""
        expires = int(self.now.timestamp()) + self.switches.url_seconds
        return f"{base}{quote(path)}?expires={expires}&signature={self._tag(path, expires)}"

    def check_signature(self, path: str, asked: Any) -> None:
        """Raises Refusal when the address was not signed here or is too old."""
        expires = asked.get("expires", "")
        right = self._tag(path, int(expires)) if expires.isdecimal() else ""
        if not right or not hmac.compare_digest(asked.get("signature", ""), right):
            raise Refusal(403, "The signature is wrong.")
        if self.now.timestamp() >= int(expires):
            raise Refusal(403, "The address has expired.")

    def _tag(self, path: str, expires: int) -> str:
        return hmac.new(self.organisation.digest("file").encode(), f"{path}?{expires}".encode(), "sha256").hexdigest()[
            :_TAG
        ]
