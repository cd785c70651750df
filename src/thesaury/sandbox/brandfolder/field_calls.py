"""Custom fields: keys with their allowed values, and the values assets have: strings, several of them as several objects."""

from typing import Any

from thesaury.sandbox.brandfolder import listing
from thesaury.sandbox.brandfolder.gate import PAGING, Call, Operation, Table
from thesaury.sandbox.brandfolder.plan import key_attributes
from thesaury.sandbox.brandfolder.refusal import bad, forbidden
from thesaury.sandbox.brandfolder.shapes import Shape, Shapes, related
from thesaury.sandbox.brandfolder.tree import Entry

_MOST_PRIORITIZED = 5
_KINDS = {
    "name": str,
    "restricted": bool,
    "required": bool,
    "prioritized": bool,
    "position": int,
    "allowed_values": list,
}
_CHANGEABLE = ("name", "allowed_values")


def table() -> Table:
    """All operations by path."""
    return {
        "/brandfolders/{id}/custom_field_keys": {
            "GET": Operation(keys, (*PAGING, "fields", "include")),
            "POST": Operation(add_keys),
        },
        "/custom_field_keys/{id}": {"PUT": Operation(edit_key), "DELETE": Operation(delete_key)},
        "/custom_field_keys/{id}/custom_field_values": {"POST": Operation(add_values)},
        "/assets/{id}/custom_field_values": {"GET": Operation(values, (*PAGING, "include"))},
        "/custom_field_values/{id}": {"PUT": Operation(edit_value), "DELETE": Operation(delete_value)},
    }


def keys(call: Call) -> Any:
    """The keys of a brandfolder, on demand with every value assets have under them."""
    brandfolder, names = call.estate.entry("brandfolder", call.path("id")), call.listed("include")
    if set(names) - {"custom_field_values"}:
        raise bad("Only custom_field_values can be included with a key.")
    shown, meta = listing.page(call, call.estate.tree.all("key", brandfolder=brandfolder["id"]))
    shapes = call.shapes
    data = [shapes.entry("key", key) for key in shown]
    values = _values_by_key(call, shapes) if names or "value" in call.listed("fields") else {}
    if "value" in call.listed("fields"):
        for shape in data:
            used = dict.fromkeys(value["attributes"]["value"] for value in values.get(shape["id"], []))
            shape["attributes"]["value"] = list(used)
    if not names:
        return {"data": data, "meta": meta}
    linked = [related(shape, "custom_field_values", values.get(shape["id"], [])) for shape in data]
    included = [value for shape in data for value in values.get(shape["id"], [])]
    return {"data": linked, "included": included, "meta": meta}


def add_keys(call: Call) -> Any:
    """New controlled keys, where the account has the option."""
    brandfolder, asked = call.estate.entry("brandfolder", call.path("id")), call.attributes()
    if not call.estate.switches.controlled_fields:
        raise forbidden()
    if not isinstance(asked, list) or not asked:
        raise bad("data.attributes is a list of keys.")
    there = call.estate.tree.all("key", brandfolder=brandfolder["id"])
    for entry in asked:
        _check_key(entry, required=True)
    if sum(bool(key.get("prioritized")) for key in (*there, *asked)) > _MOST_PRIORITIZED:
        raise bad(f"A brandfolder has at most {_MOST_PRIORITIZED} prioritized custom fields.")
    given = [key_attributes(entry, len(there) + place) for place, entry in enumerate(asked)]
    made = [call.estate.tree.add("key", newer=True, brandfolder=brandfolder["id"], **one) for one in given]
    call.applied({"brandfolder": brandfolder["id"], "keys": asked})
    _, meta = listing.page(call, made)
    return {"data": [call.shapes.entry("key", key) for key in made], "meta": meta}


def edit_key(call: Call) -> Any:
    """Changes name and allowed values; values in use stay as they are."""
    key, asked = call.estate.entry("key", call.path("id")), call.attributes()
    _check_key(asked, required=False)
    kept = call.estate.tree.put("key", {**key, **{name: asked[name] for name in _CHANGEABLE if name in asked}})
    call.applied({"key": key["id"], **asked})
    return {"data": call.shapes.entry("key", kept)}


def delete_key(call: Call) -> Any:
    """Takes a key away, and with it every value under it."""
    key = call.estate.entry("key", call.path("id"))
    call.estate.tree.remove("key", key["id"])
    call.estate.shelf.listings.clear()
    call.applied({"key": key["id"]})
    return {}


def values(call: Call) -> Any:
    """The values of one asset."""
    asset, names = call.estate.asset(call.path("id")), call.listed("include")
    asset = call.estate.shelf.before(asset) if call.stale else asset
    if set(names) - {"custom_field_key"}:
        raise bad("Only custom_field_key can be included with a value.")
    shapes = call.shapes
    shown, meta = listing.page(call, shapes.values(asset))
    data = [shapes.value(value) for value in shown]
    if not names:
        return {"data": data, "meta": meta}
    keys = [shapes.entry("key", call.estate.entry("key", value["key"])) for value in shown]
    linked = [related(shape, "custom_field_key", key) for shape, key in zip(data, keys, strict=True)]
    return {"data": linked, "included": list({key["id"]: key for key in keys}.values()), "meta": meta}


def add_values(call: Call) -> Any:
    """New values under one key for one or many assets, all of them or none; a value that is there already comes twice."""
    key, body = call.estate.entry("key", call.path("id")), call.body
    entries = body.get("data") if isinstance(body, dict) else None
    if not isinstance(entries, list) or not entries:
        raise bad("data is a list of values with the assets they belong to.")
    checked = [(_value(key, entry), call.estate.asset(_asset(entry))["id"]) for entry in entries]
    made = []
    for value, identifier in checked:
        asset = call.estate.shelf.added(call.estate.asset(identifier), "values", {"key": key["id"], "value": value})
        made.append(call.estate.change_parts(asset)["values"][-1])
        call.applied({"asset": identifier, "key": key["id"], "value": value})
    return {"data": [call.shapes.value(value) for value in made]}


def edit_value(call: Call) -> Any:
    """Changes one value of one asset."""
    asset, kept = _held(call)
    key = call.estate.entry("key", kept["key"])
    changed = {**kept, "value": _allowed(key, (call.attributes() or {}).get("value"))}
    values = [changed if one["id"] == kept["id"] else one for one in asset["values"]]
    call.estate.change_parts({**asset, "values": values})
    call.applied({"asset": asset["id"], "key": key["id"], "value": changed["value"]})
    return {"data": call.shapes.value(changed)}


def delete_value(call: Call) -> Any:
    """Takes one value of one asset away."""
    asset, kept = _held(call)
    call.estate.change_parts({**asset, "values": [one for one in asset["values"] if one is not kept]})
    call.applied({"asset": asset["id"], "key": kept["key"], "removed": kept["value"]})
    return {}


def _held(call: Call) -> tuple[Entry, Entry]:
    asset = call.estate.holding("values", call.path("id"))
    kept = next(one for one in asset["values"] if one["id"] == call.path("id"))
    if call.estate.tree.get("key", kept["key"]) is None:
        raise forbidden()
    return asset, kept


def _values_by_key(call: Call, shapes: Shapes) -> dict[str, list[Shape]]:
    found: dict[str, list[Shape]] = {}
    for number in call.estate.shelf.numbers():
        for value in call.estate.shelf.at(number)["values"]:
            found.setdefault(value["key"], []).append(shapes.value(value))
    return found


def _check_key(asked: Any, required: bool) -> None:
    if not isinstance(asked, dict) or asked.keys() - _KINDS or (required and not asked.get("name")):
        raise bad(f"A key has a name and may have {', '.join(_KINDS)}.")
    if any(not isinstance(value, _KINDS[name]) for name, value in asked.items()):
        raise bad("An attribute of the key is of the wrong type.")
    if any(not isinstance(value, str) for value in asked.get("allowed_values", [])):
        raise bad("allowed_values are strings.")


def _value(key: Entry, entry: Any) -> str:
    attributes = entry.get("attributes") if isinstance(entry, dict) else None
    return _allowed(key, attributes.get("value") if isinstance(attributes, dict) else None)


def _allowed(key: Entry, value: Any) -> str:
    if not isinstance(value, str):
        raise bad("A value is a string.")
    if key["restricted"] and key["allowed_values"] and value not in key["allowed_values"]:
        raise bad(f"'{value}' is not among the allowed values of {key['name']}.")
    return value


def _asset(entry: Any) -> str:
    pointer: Any = entry
    for name in ("relationships", "asset", "data"):
        pointer = pointer.get(name) if isinstance(pointer, dict) else None
    if not isinstance(pointer, dict) or pointer.get("type") != "assets" or not pointer.get("id"):
        raise bad('relationships.asset.data has to be {"type": "assets", "id": "..."}.')
    return str(pointer["id"])
