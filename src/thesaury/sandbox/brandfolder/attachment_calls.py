"""Attachments: read, renamed or replaced, deleted one by one."""

from typing import Any

from thesaury.sandbox.brandfolder import included
from thesaury.sandbox.brandfolder.gate import Call, Operation, Table
from thesaury.sandbox.brandfolder.included import Finder
from thesaury.sandbox.brandfolder.plan import attachment
from thesaury.sandbox.brandfolder.refusal import bad
from thesaury.sandbox.brandfolder.shapes import Shape
from thesaury.sandbox.brandfolder.shelf import Asset
from thesaury.sandbox.brandfolder.tree import Entry
from thesaury.sandbox.brandfolder.uploading import source

_RELATED = ("section", "brandfolder", "collections", "tags", "labels")


def table() -> Table:
    """All operations by path."""
    one = {"GET": Operation(read, ("fields", "include")), "PUT": Operation(edit)}
    return {"/attachments/{id}": {**one, "DELETE": Operation(delete)}}


def read(call: Call) -> Any:
    """One attachment."""
    asset, entry = _held(call)
    shapes = call.shapes
    made = shapes.attachment(entry)
    made["attributes"] |= _extra(call, asset, made)
    of_asset = included.of_asset(shapes)
    finders: dict[str, Finder] = {name: finder for name, finder in of_asset.items() if name in _RELATED}
    finders["asset"] = lambda one: shapes.asset(one)
    (shape,), others = included.with_included([(made, asset)], finders, call.listed("include"))
    return {"data": shape, **({"included": others} if call.query("include") else {})}


def edit(call: Call) -> Any:
    """Another file name, or another file."""
    asset, entry = _held(call)
    asked = call.attributes()
    if not isinstance(asked, dict) or not asked.keys() <= {"filename", "url"} or not asked:
        raise bad("filename or url is required.")
    name, file = str(asked.get("filename", entry["filename"])), entry["file"]
    if "url" in asked:
        name, file = source(call, str(asked["url"]), asked.get("filename"))
    changed = {**entry, **attachment(name, entry["position"], file)}
    kept = [changed if one["id"] == entry["id"] else one for one in asset["attachments"]]
    call.estate.change({**asset, "attachments": kept})
    call.applied({"attachment": entry["id"], **asked})
    return {"data": call.shapes.attachment(changed)}


def delete(call: Call) -> Any:
    """Takes an attachment away; the asset stays."""
    asset, entry = _held(call)
    call.estate.change({**asset, "attachments": [one for one in asset["attachments"] if one is not entry]})
    call.applied({"attachment": entry["id"]})
    return {}


def _held(call: Call) -> tuple[Asset, Entry]:
    asset = call.estate.holding("attachments", call.path("id"))
    return asset, next(one for one in asset["attachments"] if one["id"] == call.path("id"))


def _extra(call: Call, asset: Asset, shape: Shape) -> dict[str, Any]:
    labels = [call.estate.tree.get("label", label) for label in asset["labels"]]
    known = {
        "metadata": {},
        "view_thumbnail_retina": shape["attributes"]["thumbnail_url"],
        "version_count": 1,
        "tag_names": [tag["name"] for tag in asset["tags"]],
        "label_names": [label["name"] for label in labels if label],
    }
    return {name: value for name, value in known.items() if name in call.listed("fields")}
