"""Edits behind the interface's back, as the control plane asks for them: what people and machines do to assets meanwhile."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from thesaury.sandbox.brandfolder.deliveries import Deliveries
from thesaury.sandbox.brandfolder.estate import Estate
from thesaury.sandbox.brandfolder.exports import write_exports
from thesaury.sandbox.brandfolder.plan import Draft, attachment, tag, written
from thesaury.sandbox.brandfolder.refusal import Refusal

_SETTABLE = ("name", "description", "approved", "availability_start", "availability_end", "section", "score")


class Behind:
    """The edits of one organisation. None of them counts as an effect; all are told as events."""

    def __init__(self, estate: Estate, deliveries: Deliveries) -> None:
        """Edits in an estate."""
        self.estate, self.deliveries = estate, deliveries

    def edit(self, payload: dict[str, Any]) -> dict[str, Any]:
        """Carries out every edit of the payload in order. Raises ValueError and KeyError for what does not exist."""
        actions: dict[str, Callable[[Any], Any]] = {
            "asset": self.asset,
            "add_asset": self.add_asset,
            "remove_asset": self.remove_asset,
            "tags": self.tags,
            "values": self.values,
            "assign": self.assign,
            "revoke": self.revoke,
            "switches": self.switch,
            "event": self.event,
            "exports": self.exports,
        }
        wrong = payload.keys() - actions.keys()
        if wrong:
            raise ValueError(f"No edit {', '.join(sorted(wrong))}. Known: {', '.join(actions)}.")
        try:
            return {name: actions[name](value) for name, value in payload.items()}
        except Refusal as refusal:
            raise KeyError(str(refusal)) from refusal

    def asset(self, asked: dict[str, Any]) -> str:
        """{"id", "name", "description", "approved", "availability_start", ..., "quiet": true}: changed; quietly keeps updated_at."""
        changed = {name: asked[name] for name in _SETTABLE if name in asked}
        kept = self.estate.change({**self.estate.asset(asked["id"]), **changed}, bool(asked.get("quiet")))
        return str(kept["updated_at"])

    def add_asset(self, asked: dict[str, Any]) -> str:
        """{"name", "section": id or ''}: a person's upload; its id is returned."""
        estate, now = self.estate, self.estate.now
        section = asked.get("section") or estate.tree.all("section")[0]["id"]
        draft = Draft(asked["name"], now, now, description=asked.get("description", ""))
        made = written(estate.organisation, estate.shelf.issued, draft, newer=True)
        file = attachment(asked.get("filename", "upload.jpg"), 0)
        place = {"section": estate.entry("section", section)["id"]}
        return str(estate.add(estate.shelf.added({**made, **place}, "attachments", file))["id"])

    def remove_asset(self, identifier: str) -> str:
        """The asset is deleted."""
        self.estate.remove(self.estate.asset(identifier))
        return identifier

    def tags(self, asked: dict[str, Any]) -> list[str]:
        """{"asset", "add": [name], "remove": [name], "auto": [name]}: at once; `auto` are a machine's. All names are returned."""
        asset, gone = self.estate.asset(asked["asset"]), set(asked.get("remove", []))
        asset = {**asset, "tags": [one for one in asset["tags"] if one["name"] not in gone]}
        new = [*map(tag, asked.get("add", [])), *(tag(name, "google_vision") for name in asked.get("auto", []))]
        kept = self.estate.change_parts(self.estate.shelf.added(asset, "tags", *new))
        return [one["name"] for one in kept["tags"]]

    def values(self, asked: dict[str, Any]) -> list[str]:
        """{"asset", "key": id, "add": [value], "remove": [value]}: all values under the key are returned."""
        asset, key = self.estate.asset(asked["asset"]), self.estate.entry("key", asked["key"])["id"]
        gone = set(asked.get("remove", []))
        left = [one for one in asset["values"] if one["key"] != key or one["value"] not in gone]
        new = [{"key": key, "value": value} for value in asked.get("add", [])]
        kept = self.estate.change_parts(self.estate.shelf.added({**asset, "values": left}, "values", *new))
        return [one["value"] for one in kept["values"] if one["key"] == key]

    def assign(self, asked: dict[str, Any]) -> list[str]:
        """{"asset", "labels": [id], "collections": [id]}: exactly these from now on."""
        kinds = {"labels": "label", "collections": "collection"}
        given = {
            name: [self.estate.entry(kinds[name], one)["id"] for one in asked[name]] for name in kinds if name in asked
        }
        kept = self.estate.change_parts({**self.estate.asset(asked["asset"]), **given})
        return [*kept["labels"], *kept["collections"]]

    def revoke(self, asked: bool) -> bool:
        """The key loses its access, or has it again; half an hour later its subscriptions are inactive."""
        self.estate.revoked = self.estate.now if asked else None
        return asked

    def switch(self, asked: dict[str, Any]) -> dict[str, Any]:
        """{switch: value}."""
        self.estate.switches = self.estate.switches.changed(asked)
        return asked

    def event(self, asked: dict[str, Any]) -> int:
        """{"type", "asset", "brandfolder", "organization", "url"}: sent as it is, true or not; how many callbacks there are."""
        brandfolder = asked.get("brandfolder") or self.estate.tree.all("brandfolder")[0]["id"]
        attributes = self.deliveries.attributes(
            asked["type"], asked["asset"], brandfolder, asked.get("organization", "")
        )
        webhooks = self.estate.tree.all("webhook", active=True, event_type=asked["type"])
        targets = [("", asked["url"])] if "url" in asked else [(one["id"], one["callback_url"]) for one in webhooks]
        for webhook, url in targets:
            self.deliveries.send(webhook, url, attributes)
        return len(targets)

    def exports(self, folder: str) -> list[str]:
        """The nightly tables of the Insights Data Connector are written into that folder; the names of the files."""
        return [file.name for file in write_exports(self.estate, Path(folder))]
