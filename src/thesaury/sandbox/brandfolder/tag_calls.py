"""Tags: each belongs to one asset; adding never takes any away, removing is by name and takes its time."""

from collections.abc import Callable
from typing import Any

from thesaury.sandbox.brandfolder import listing
from thesaury.sandbox.brandfolder.gate import PAGING, Call, Operation, Table
from thesaury.sandbox.brandfolder.plan import tag
from thesaury.sandbox.brandfolder.refusal import bad
from thesaury.sandbox.brandfolder.shapes import related
from thesaury.sandbox.brandfolder.shelf import Asset


def table() -> Table:
    """All operations by path."""
    return {
        "/brandfolders/{id}/tags": {"GET": Operation(of_brandfolder, PAGING)},
        "/collections/{id}/tags": {"GET": Operation(of_collection, PAGING)},
        "/assets/{id}/tags": {
            "GET": Operation(of_asset, (*PAGING, "include")),
            "POST": Operation(add),
        },
        "/tags/{id}": {"PUT": Operation(rename)},
        "/async/tags/assets/{id}": {"DELETE": Operation(remove)},
    }


def of_brandfolder(call: Call) -> Any:
    """Every tag of every asset of a brandfolder: the same name as often as assets have it."""
    brandfolder = call.estate.entry("brandfolder", call.path("id"))["id"]
    return _of_many(call, lambda asset: call.estate.brandfolder(asset) == brandfolder)


def of_collection(call: Call) -> Any:
    """Every tag of every asset of a collection."""
    collection = call.estate.entry("collection", call.path("id"))["id"]
    return _of_many(call, lambda asset: collection in asset["collections"])


def of_asset(call: Call) -> Any:
    """The tags of one asset."""
    asset = call.estate.asset(call.path("id"))
    asset = call.estate.shelf.before(asset) if call.stale else asset
    names = call.listed("include")
    if set(names) - {"asset"}:
        raise bad("Only asset can be included with a tag.")
    answer = _told(call, asset)
    if not names:
        return answer
    shape = call.shapes.asset(asset)
    return {**answer, "data": [related(one, "asset", shape) for one in answer["data"]], "included": [shape]}


def add(call: Call) -> Any:
    """Adds tags to those there are, again if they are there already; answers all of them."""
    asset, asked = call.estate.asset(call.path("id")), call.attributes()
    if not isinstance(asked, list) or not asked:
        raise bad("data.attributes is a list of tags.")
    names = [_name(entry) for entry in asked]
    kept = call.estate.change_parts(call.estate.shelf.added(asset, "tags", *map(tag, names)))
    call.applied({"asset": asset["id"], "tags": names})
    return _told(call, kept)


def rename(call: Call) -> Any:
    """Gives one tag of one asset another name; the same name elsewhere stays."""
    asset, name = call.estate.holding("tags", call.path("id")), _name(call.attributes())
    tags = [{**one, "name": name} if one["id"] == call.path("id") else one for one in asset["tags"]]
    call.estate.change_parts({**asset, "tags": tags})
    call.applied({"asset": asset["id"], "tag": call.path("id"), "name": name})
    renamed = next(one for one in tags if one["id"] == call.path("id"))
    return {"data": call.shapes.tag(renamed)}


def remove(call: Call) -> Any:
    """Will remove the tags with those names; whether there are such is not said."""
    asset, body = call.estate.asset(call.path("id")), call.body
    names = body.get("tags") if isinstance(body, dict) else None
    if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
        raise bad('The body has to be {"tags": [names], "locale": "en"}.')
    call.estate.remove_tags(asset, names)
    call.applied({"asset": asset["id"], "tags": names})
    return {}


def _of_many(call: Call, within: Callable[[Asset], bool]) -> Any:
    shelf, shapes = call.estate.shelf, call.shapes
    tags = [one for number in shelf.numbers() if within(asset := shelf.at(number)) for one in asset["tags"]]
    shown, meta = listing.page(call, tags)
    return {"data": [shapes.tag(one) for one in shown], "meta": meta}


def _told(call: Call, asset: Asset) -> dict[str, Any]:
    shapes = call.shapes
    shown, meta = listing.page(call, asset["tags"])
    return {"data": [shapes.tag(one) for one in shown], "meta": meta}


def _name(entry: Any) -> str:
    name = entry.get("name") if isinstance(entry, dict) else None
    if not isinstance(name, str) or not name.strip():
        raise bad("A tag is an object with a name.")
    return name
