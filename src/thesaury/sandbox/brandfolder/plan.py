"""How an organisation is arranged at the start, and how an asset of it is written down: places are positions in the plan."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from thesaury.sandbox.brandfolder.organisations import PARTS, Organisation
from thesaury.sandbox.brandfolder.shelf import Asset
from thesaury.sandbox.brandfolder.tree import Seed, Tree

_MEDIA = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".pdf": "application/pdf",
    ".mp4": "video/mp4",
}


@dataclass(frozen=True, slots=True)
class Plan:
    """Names by kind. A section is (brandfolder, name, asset type), a collection (brandfolder, name), a label (name, parent);
    a custom field key is its attributes. Labels and keys belong to the first brandfolder."""

    brandfolders: tuple[str, ...]
    sections: tuple[tuple[int, str, str], ...]
    collections: tuple[tuple[int, str], ...] = ()
    labels: tuple[tuple[str, int | None], ...] = ()
    keys: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What an asset says at the start. `files` are (filename, path in a written brand or ''), `auto` the tags a machine gave."""

    name: str
    created: datetime
    updated: datetime
    section: int = 0
    description: str = ""
    type: str = "generic_files"
    approved: bool = True
    start: datetime | None = None
    end: datetime | None = None
    score: int = 0
    files: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()
    auto: tuple[str, ...] = ()
    values: tuple[tuple[int, str], ...] = ()
    collections: tuple[int, ...] = ()
    labels: tuple[int, ...] = ()
    further: Mapping[str, Any] = field(default_factory=dict)


def seed(organisation: Organisation, plan: Plan) -> Seed:
    """Plants the plan into a tree that is empty."""

    def plant(tree: Tree) -> None:
        brandfolders = [
            tree.add(
                "brandfolder",
                name=name,
                slug=slug(name),
                privacy="private",
                tagline=f"The pictures of {organisation.canary}",
            )["id"]
            for name in plan.brandfolders
        ]
        for place, (brandfolder, name, kind) in enumerate(plan.sections):
            tree.add(
                "section", brandfolder=brandfolders[brandfolder], name=name, default_asset_type=kind, position=place
            )
        for brandfolder, name in plan.collections:
            tree.add("collection", brandfolder=brandfolders[brandfolder], name=name, tagline="", slug=slug(name))
        labels: list[str] = []
        for place, (name, parent) in enumerate(plan.labels):
            above = None if parent is None else labels[parent]
            labels.append(tree.add("label", brandfolder=brandfolders[0], name=name, parent=above, position=place)["id"])
        for place, key in enumerate(plan.keys):
            tree.add("key", brandfolder=brandfolders[0], **key_attributes(key, place))

    return plant


def key_attributes(given: Mapping[str, Any], place: int) -> dict[str, Any]:
    """All attributes of a custom field key, those not given as the vendor defaults them."""
    usual = {"allowed_values": [], "restricted": False, "required": False, "prioritized": False, "position": place}
    return {"name": given["name"], **{name: given.get(name, value) for name, value in usual.items()}}


def slug(name: str) -> str:
    """A name as it stands in addresses."""
    return "-".join("".join(sign if sign.isalnum() else " " for sign in name.casefold()).split())


def written(organisation: Organisation, number: int, draft: Draft, newer: bool = False) -> Asset:
    """The asset of that number as it is kept. `serial` counts its parts, whose ids lead back to it."""
    parts: dict[str, list[dict[str, Any]]] = {
        "attachments": [attachment(name, place, file) for place, (name, file) in enumerate(draft.files)],
        "tags": [tag(name) for name in draft.tags] + [tag(name, "google_vision") for name in draft.auto],
        "values": [{"key": organisation.identifier("key", key + 1), "value": value} for key, value in draft.values],
    }
    serial = 0
    for part in PARTS:
        for entry in parts[part]:
            entry["id"] = organisation.part(part, number, serial, newer)
            serial += 1
    return {
        "id": organisation.identifier("asset", number, newer),
        "number": number,
        "serial": serial,
        "type": draft.type,
        "name": draft.name,
        "description": draft.description,
        "approved": draft.approved,
        "section": organisation.identifier("section", draft.section + 1),
        "collections": [organisation.identifier("collection", place + 1) for place in draft.collections],
        "labels": [organisation.identifier("label", place + 1) for place in draft.labels],
        "created_at": stamp(draft.created),
        "updated_at": stamp(draft.updated),
        "availability_start": stamp(draft.start) if draft.start else None,
        "availability_end": stamp(draft.end) if draft.end else None,
        "score": draft.score,
        "removals": [],
        **parts,
        **draft.further,
    }


def attachment(filename: str, place: int, file: str = "") -> dict[str, Any]:
    """An attachment without an id; `file` says where its bytes are, '' that they are drawn."""
    suffix = PurePosixPath(filename).suffix.lower()
    media = _MEDIA.get(suffix, "application/octet-stream")
    return {"filename": filename, "extension": suffix.lstrip("."), "mimetype": media, "position": place, "file": file}


def tag(name: str, source: str | None = None) -> dict[str, Any]:
    """A tag without an id; one with a source was made by a machine."""
    return {"name": name, "auto_generated": source is not None, "source": source}


def stamp(moment: datetime) -> str:
    """A moment (UTC) as the platform writes it."""
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03}Z"
