"""Labels: a tree that can be read, grown and moved; no call gives one to an asset."""

from typing import Any

from thesaury.sandbox.brandfolder import listing
from thesaury.sandbox.brandfolder.gate import PAGING, Call, Operation, Table
from thesaury.sandbox.brandfolder.refusal import bad, forbidden
from thesaury.sandbox.brandfolder.tree import Entry


def table() -> Table:
    """All operations by path."""
    return {
        "/brandfolders/{id}/labels": {"GET": Operation(labels, PAGING), "POST": Operation(add)},
        "/labels/{id}": {
            "GET": Operation(read),
            "PUT": Operation(rename),
            "DELETE": Operation(delete),
        },
        "/labels/{id}/move": {"PUT": Operation(move)},
    }


def labels(call: Call) -> Any:
    """All labels of a brandfolder."""
    _enabled(call)
    brandfolder = call.estate.entry("brandfolder", call.path("id"))
    shown, meta = listing.page(call, call.estate.tree.all("label", brandfolder=brandfolder["id"]))
    return {"data": [_shape(call, label) for label in shown], "meta": meta}


def add(call: Call) -> Any:
    """A new label, a root one where no parent is named."""
    _enabled(call)
    brandfolder, asked = call.estate.entry("brandfolder", call.path("id")), _named(call)
    parent = asked.get("parent_key")
    if parent is not None:
        _parent(call, brandfolder["id"], parent)
    place = len(call.estate.tree.all("label", brandfolder=brandfolder["id"], parent=parent))
    members = {"brandfolder": brandfolder["id"], "name": asked["name"], "parent": parent, "position": place}
    made = call.estate.tree.add("label", newer=True, **members)
    call.applied({"label": made["id"], "name": made["name"], "parent": parent})
    return {"data": _shape(call, made)}


def read(call: Call) -> Any:
    """One label."""
    return {"data": _shape(call, _label(call))}


def rename(call: Call) -> Any:
    """Another name; saved searches by the old one find nothing any more."""
    label = _label(call)
    kept = call.estate.tree.put("label", {**label, "name": _named(call)["name"]})
    call.estate.shelf.listings.clear()
    call.applied({"label": label["id"], "name": kept["name"]})
    return {"data": _shape(call, kept)}


def move(call: Call) -> Any:
    """Another parent; what lies below goes along."""
    label, asked = _label(call), call.attributes()
    parent = asked.get("parent_key") if isinstance(asked, dict) else None
    _parent(call, label["brandfolder"], parent)
    if str(parent) in call.estate.tree.below(label["id"]):
        raise bad("A label cannot be moved below itself.")
    kept = call.estate.tree.put("label", {**label, "parent": str(parent)})
    call.estate.shelf.listings.clear()
    call.applied({"label": label["id"], "parent": parent})
    return {"data": _shape(call, kept)}


def delete(call: Call) -> Any:
    """Takes a label away with everything below it."""
    label = _label(call)
    for identifier in call.estate.tree.below(label["id"]):
        call.estate.tree.remove("label", identifier)
    call.estate.shelf.listings.clear()
    call.applied({"label": label["id"]})
    return {}


def _label(call: Call) -> Entry:
    _enabled(call)
    return call.estate.entry("label", call.path("id"))


def _parent(call: Call, brandfolder: str, parent: Any) -> None:
    found = call.estate.tree.get("label", str(parent))
    if found is None or found["brandfolder"] != brandfolder:
        raise bad("parent_key is not a label of this brandfolder.")


def _enabled(call: Call) -> None:
    if not call.estate.switches.labels:
        raise forbidden()


def _shape(call: Call, label: Entry) -> dict[str, Any]:
    return call.shapes.entry("label", label)


def _named(call: Call) -> dict[str, Any]:
    asked = call.attributes()
    if not isinstance(asked, dict) or not isinstance(asked.get("name"), str) or not asked["name"]:
        raise bad("name is required.")
    return asked
