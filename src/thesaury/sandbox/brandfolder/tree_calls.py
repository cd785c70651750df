"""The structure: who asks, organisations, brandfolders, sections, collections, attachments."""

from collections.abc import Mapping, Sequence
from typing import Any

from thesaury.sandbox.brandfolder import included, listing
from thesaury.sandbox.brandfolder.gate import PAGING, Call, Operation, Table
from thesaury.sandbox.brandfolder.included import Finder
from thesaury.sandbox.brandfolder.plan import slug
from thesaury.sandbox.brandfolder.refusal import Refusal, bad
from thesaury.sandbox.brandfolder.shapes import Shape
from thesaury.sandbox.brandfolder.tree import Entry

_WIDE = (*PAGING, "fields", "include")
_SINGLE = ("fields", "include")
_TYPES = ("GenericFile", "Color", "Font", "ExternalMedium", "Person", "Press", "Text")


def table() -> Table:
    """All operations by path."""
    return {
        "/users/whoami": {"GET": Operation(whoami)},
        "/organizations": {"GET": Operation(organizations, _WIDE, open=True)},
        "/organizations/{id}": {"GET": Operation(organization, _SINGLE)},
        "/brandfolders": {"GET": Operation(brandfolders, (*_WIDE, "search"), open=True)},
        "/brandfolders/{id}": {
            "GET": Operation(brandfolder, _SINGLE),
            "PUT": Operation(edit_brandfolder),
        },
        "/brandfolders/{id}/sections": {
            "GET": Operation(sections, (*PAGING, "include")),
            "POST": Operation(add_section),
        },
        "/sections/{id}": {"GET": Operation(section, ("include",))},
        "/collections": {"GET": Operation(collections, PAGING, open=True)},
        "/brandfolders/{id}/collections": {
            "GET": Operation(collections_of, PAGING),
            "POST": Operation(add_collection),
        },
        "/collections/{id}": {
            "GET": Operation(collection, _SINGLE),
            "PUT": Operation(edit_collection),
            "DELETE": Operation(delete_collection),
        },
    }


def whoami(call: Call) -> Any:
    """The user of the key."""
    organisation = call.estate.organisation
    names = {"first_name": "Ida", "last_name": "Brennholt", "email": f"ida@{organisation.name}.example"}
    return {"data": {"id": organisation.identifier("user", 1), "type": "users", "attributes": names}}


def organizations(call: Call) -> Any:
    """The one organisation of the key."""
    shape, others = _organization(call)
    _, meta = listing.page(call, [shape])
    return _answer([shape], others, call, meta)


def organization(call: Call) -> Any:
    """The organisation by its id."""
    if call.path("id") != call.estate.organisation.key:
        raise Refusal(404)
    shape, others = _organization(call)
    return _answer(shape, others, call)


def brandfolders(call: Call) -> Any:
    """The brandfolders of the organisation."""
    wanted = call.query("search").casefold()
    entries = [one for one in call.estate.tree.all("brandfolder") if wanted in one["name"].casefold()]
    return _list(call, "brandfolder", entries, included.of_brandfolder(call.shapes))


def brandfolder(call: Call) -> Any:
    """One brandfolder."""
    return _one(call, "brandfolder", included.of_brandfolder(call.shapes))


def edit_brandfolder(call: Call) -> Any:
    """Changes what is given."""
    return _edit(call, "brandfolder", ("name", "privacy", "slug", "tagline"))


def sections(call: Call) -> Any:
    """The sections of a brandfolder."""
    entries = call.estate.tree.all("section", brandfolder=call.estate.entry("brandfolder", call.path("id"))["id"])
    return _list(call, "section", entries, included.of_entry(call.shapes))


def section(call: Call) -> Any:
    """One section."""
    return _one(call, "section", included.of_entry(call.shapes))


def add_section(call: Call) -> Any:
    """A new section."""
    brandfolder, asked = call.estate.entry("brandfolder", call.path("id"))["id"], _named(call)
    if asked.get("default_asset_type") not in _TYPES:
        raise bad(f"default_asset_type is one of {', '.join(_TYPES)}.")
    place = asked.get("position", len(call.estate.tree.all("section", brandfolder=brandfolder)))
    members = {"name": asked["name"], "default_asset_type": asked["default_asset_type"], "position": place}
    return _added(call, "section", brandfolder, members)


def collections(call: Call) -> Any:
    """Every collection of the organisation."""
    return _list(call, "collection", call.estate.tree.all("collection"), {})


def collections_of(call: Call) -> Any:
    """The collections of a brandfolder."""
    brandfolder = call.estate.entry("brandfolder", call.path("id"))["id"]
    return _list(call, "collection", call.estate.tree.all("collection", brandfolder=brandfolder), {})


def collection(call: Call) -> Any:
    """One collection."""
    return _one(call, "collection", included.of_entry(call.shapes))


def add_collection(call: Call) -> Any:
    """A new collection; a slug that is taken is refused."""
    brandfolder, asked = call.estate.entry("brandfolder", call.path("id"))["id"], _named(call)
    short = asked.get("slug") or slug(asked["name"])
    if any(one["slug"] == short for one in call.estate.tree.all("collection", brandfolder=brandfolder)):
        raise Refusal(422, "The slug is taken.")
    members = {"name": asked["name"], "tagline": asked.get("tagline", ""), "slug": short}
    return _added(call, "collection", brandfolder, members)


def edit_collection(call: Call) -> Any:
    """Changes what is given."""
    return _edit(call, "collection", ("name", "slug", "tagline"))


def delete_collection(call: Call) -> Any:
    """Takes a collection away; its assets stay."""
    entry = call.estate.entry("collection", call.path("id"))
    call.estate.tree.remove("collection", entry["id"])
    call.applied({"collection": entry["id"]})
    return {}


def _organization(call: Call) -> tuple[Shape, list[Shape]]:
    shapes = call.shapes
    made = shapes.organization(call.listed("fields"))
    (shape,), others = included.with_included([(made, None)], included.of_organization(shapes), call.listed("include"))
    return shape, others


def _list(call: Call, kind: str, entries: Sequence[Entry], finders: Mapping[str, Finder]) -> Any:
    shapes = call.shapes
    shown, meta = listing.page(call, entries)
    made = ((shapes.entry(kind, entry, _counts(call, kind, entry)), entry) for entry in shown)
    data, others = included.with_included(made, finders, call.listed("include"))
    return _answer(data, others, call, meta)


def _one(call: Call, kind: str, finders: Mapping[str, Finder]) -> Any:
    entry = call.estate.entry(kind, call.path("id"))
    made = call.shapes.entry(kind, entry, _counts(call, kind, entry))
    (shape,), others = included.with_included([(made, entry)], finders, call.listed("include"))
    return _answer(shape, others, call)


def _counts(call: Call, kind: str, entry: Entry) -> dict[str, int]:
    """What a list does not count unless it is asked to."""
    fields, shelf = set(call.listed("fields")), call.estate.shelf
    if not fields:
        return {}
    if kind == "collection":
        numbers = [number for number in shelf.numbers() if entry["id"] in shelf.at(number)["collections"]]
        return {"asset_count": len(numbers)} if "asset_count" in fields else {}
    sections = {section["id"] for section in call.estate.tree.all("section", brandfolder=entry["id"])}
    numbers = [number for number in shelf.numbers() if shelf.section(number) in sections]
    files = [file for number in numbers for file in shelf.at(number)["attachments"]]
    known = {
        "asset_count": len(numbers),
        "attachment_count": len(files),
        "section_count": len(sections),
        "storage": sum(call.estate.pictures.facts(file)["size"] for file in files),
    }
    return {name: value for name, value in known.items() if name in fields}


def _edit(call: Call, kind: str, names: Sequence[str]) -> Any:
    entry, asked = call.estate.entry(kind, call.path("id")), call.attributes()
    if not isinstance(asked, dict) or any(not isinstance(asked.get(name, ""), str) for name in names):
        raise bad(f"{', '.join(names)} are strings.")
    kept = call.estate.tree.put(kind, {**entry, **{name: asked[name] for name in names if name in asked}})
    call.applied({kind: entry["id"], **asked})
    return {"data": call.shapes.entry(kind, kept)}


def _added(call: Call, kind: str, brandfolder: str, members: Mapping[str, Any]) -> Any:
    made = call.estate.tree.add(kind, newer=True, brandfolder=brandfolder, **members)
    call.applied({kind: made["id"], **members})
    return {"data": call.shapes.entry(kind, made)}


def _answer(data: Any, others: list[Shape], call: Call, meta: Mapping[str, Any] | None = None) -> dict[str, Any]:
    related = {"included": others} if call.query("include") else {}
    return {"data": data, **related, **({"meta": meta} if meta else {})}


def _named(call: Call) -> dict[str, Any]:
    asked = call.attributes()
    if not isinstance(asked, dict) or not isinstance(asked.get("name"), str) or not asked["name"]:
        raise bad("name is required.")
    return asked
