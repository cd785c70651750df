"""What is kept, in the vendor's JSON: {id, type, attributes, relationships}."""

from collections.abc import Collection, Mapping
from typing import Any

from thesaury.sandbox.brandfolder.estate import Estate
from thesaury.sandbox.brandfolder.shelf import Asset
from thesaury.sandbox.brandfolder.tree import Entry

Shape = dict[str, Any]
ON_REQUEST = ("created_at", "updated_at", "cdn_url", "availability")
ON_REQUEST_ALONE = (*ON_REQUEST, "availability_start", "availability_end")
"""Attributes of a single asset that come only when asked for; a list has the first four of them."""
_TYPES = {
    "brandfolder": "brandfolders",
    "section": "sections",
    "collection": "collections",
    "label": "labels",
    "key": "custom_field_keys",
}


class Shapes:
    """The shapes of one organisation for a caller of that base URL."""

    def __init__(self, estate: Estate, base: str) -> None:
        """Shapes whose addresses begin with the base."""
        self.estate, self._base = estate, base

    def organization(self, fields: Collection[str] = ()) -> Shape:
        """The organisation itself."""
        organisation = self.estate.organisation
        attributes: Shape = {"name": organisation.title, "slug": organisation.name, "tagline": organisation.canary}
        extra = {"asset_count": sum(1 for _ in self.estate.shelf.numbers()) if fields else 0, "cname": None}
        attributes |= {name: value for name, value in extra.items() if name in fields}
        return _shape(organisation.key, "organizations", attributes)

    def entry(self, kind: str, entry: Entry, further: Mapping[str, Any] | None = None) -> Shape:
        """One entry of the structure."""
        attributes = {name: value for name, value in entry.items() if name not in ("id", "brandfolder", "parent")}
        if kind == "label":
            path = self.estate.tree.path(entry)
            attributes |= {"path": path, "depth": len(path)}
        if kind == "collection":
            attributes |= {"public": False, "stealth": False, "is_workspace": False}
        return _shape(entry["id"], _TYPES[kind], {**attributes, **(further or {})})

    def asset(self, asset: Asset, fields: Collection[str] = ()) -> Shape:
        """One asset with the attributes that were asked for."""
        attributes = {
            "name": asset["name"],
            "description": asset["description"],
            "thumbnail_url": self._thumbnail(asset),
            "approved": asset["approved"],
        }
        stored = ("created_at", "updated_at", "availability_start", "availability_end")
        attributes |= {name: asset[name] for name in stored if name in fields}
        if "availability" in fields:
            attributes["availability"] = self.estate.availability(asset)
        if "cdn_url" in fields:
            attributes["cdn_url"] = f"{self._base}/cdn/{self.estate.organisation.name}/{asset['id']}"
        return _shape(asset["id"], asset["type"], attributes)

    def attachment(self, entry: Entry) -> Shape:
        """One attachment, its addresses signed."""
        shown = ("filename", "extension", "mimetype", "position")
        facts = self.estate.pictures.facts(entry)
        addresses = {"url": self._file(entry, "original"), "thumbnail_url": self._file(entry, "thumbnail")}
        attributes = {**{name: entry[name] for name in shown}, **facts, **addresses}
        return _shape(entry["id"], "attachments", attributes)

    def tag(self, entry: Entry) -> Shape:
        """One tag of one asset."""
        return _shape(entry["id"], "tags", {name: entry[name] for name in ("name", "auto_generated", "source")})

    def value(self, entry: Entry) -> Shape:
        """One custom field value of one asset, under the name its key has now."""
        key = self.estate.tree.get("key", entry["key"]) or {}
        attributes = {"key": key.get("name", ""), "value": entry["value"]}
        return _shape(entry["id"], "custom_field_values", attributes)

    def values(self, asset: Asset) -> list[Entry]:
        """The values of an asset whose keys still exist."""
        return [entry for entry in asset["values"] if self.estate.tree.get("key", entry["key"])]

    def _thumbnail(self, asset: Asset) -> str:
        return self._file(asset["attachments"][0], "thumbnail") if asset["attachments"] else ""

    def _file(self, entry: Entry, size: str) -> str:
        path = f"/files/{self.estate.organisation.name}/{entry['id']}/{size}/{entry['filename']}"
        return self.estate.signed(self._base, path)


def _shape(identifier: str, kind: str, attributes: Shape) -> Shape:
    return {"id": identifier, "type": kind, "attributes": attributes}


def related(shape: Shape, name: str, found: Shape | list[Shape]) -> Shape:
    """The shape with a relationship to others."""
    pointers = [_pointer(one) for one in found] if isinstance(found, list) else _pointer(found)
    return {**shape, "relationships": {**shape.get("relationships", {}), name: {"data": pointers}}}


def _pointer(shape: Shape) -> dict[str, str]:
    return {"id": shape["id"], "type": shape["type"]}
