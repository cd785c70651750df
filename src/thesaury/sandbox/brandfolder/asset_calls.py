"""Assets: listed by brandfolder, section, collection or label; read, created, edited and deleted one by one."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from thesaury.sandbox.brandfolder import included, listing
from thesaury.sandbox.brandfolder.gate import PAGING, Call, Operation, Table
from thesaury.sandbox.brandfolder.plan import Draft, attachment, stamp, written
from thesaury.sandbox.brandfolder.refusal import bad
from thesaury.sandbox.brandfolder.shapes import ON_REQUEST, ON_REQUEST_ALONE
from thesaury.sandbox.brandfolder.shelf import Asset
from thesaury.sandbox.brandfolder.uploading import source

_LISTED = (*PAGING, "search", "fields", "include", "sort_by", "order")
_SINGLE = ("fields", "include")
_TEXTS = ("name", "description")
_DATES = ("availability_start", "availability_end")
_REQUESTED = {*_TEXTS, *_DATES, "attachments", "thumbnail_url", "approved"}


def table() -> Table:
    """All operations by path."""
    return {
        "/brandfolders/{id}/assets": {"GET": _list(of_brandfolder), "POST": Operation(create)},
        "/collections/{id}/assets": {
            "GET": _list(of_collection),
            "POST": Operation(create_in_collection),
        },
        "/sections/{id}/assets": {"GET": _list(of_section)},
        "/labels/{id}/assets": {"GET": _list(of_label)},
        "/assets/{id}": {
            "GET": Operation(read, _SINGLE),
            "PUT": Operation(edit),
            "DELETE": Operation(delete),
        },
    }


def of_brandfolder(call: Call) -> list[int]:
    """The numbers of the assets of a brandfolder."""
    brandfolder, shelf = call.estate.entry("brandfolder", call.path("id")), call.estate.shelf
    sections = {section["id"] for section in call.estate.tree.all("section", brandfolder=brandfolder["id"])}
    return listing.found(call, call.path("id"), lambda number: shelf.section(number) in sections)


def of_section(call: Call) -> list[int]:
    """The numbers of the assets of a section."""
    section, shelf = call.estate.entry("section", call.path("id")), call.estate.shelf
    return listing.found(call, call.path("id"), lambda number: shelf.section(number) == section["id"])


def of_collection(call: Call) -> list[int]:
    """The numbers of the assets of a collection."""
    collection, shelf = call.estate.entry("collection", call.path("id")), call.estate.shelf
    return listing.found(call, call.path("id"), lambda number: collection["id"] in shelf.at(number)["collections"])


def of_label(call: Call) -> list[int]:
    """The numbers of the assets under a label or one below it."""
    label, shelf = call.estate.entry("label", call.path("id")), call.estate.shelf
    labels = call.estate.tree.below(label["id"])
    return listing.found(call, call.path("id"), lambda number: not labels.isdisjoint(shelf.at(number)["labels"]))


def read(call: Call) -> Any:
    """One asset."""
    asset = call.estate.asset(call.path("id"))
    (shape,), others = _shown(call, [call.estate.shelf.before(asset) if call.stale else asset], ON_REQUEST_ALONE)
    return {"data": shape, **({"included": others} if call.query("include") else {})}


def create(call: Call) -> Any:
    """New assets in a section of the brandfolder."""
    return _created(call, call.estate.entry("brandfolder", call.path("id"))["id"], ())


def create_in_collection(call: Call) -> Any:
    """New assets in a section of the collection's brandfolder, and in the collection."""
    collection = call.estate.entry("collection", call.path("id"))
    return _created(call, collection["brandfolder"], (collection["id"],))


def edit(call: Call) -> Any:
    """Changes what is given; attachments are added to those there are."""
    asset, asked = call.estate.asset(call.path("id")), _checked(call.attributes())
    if call.estate.switches.strict and not asked.get("name"):
        raise bad("name is required.")
    changed = {**asset, **{name: asked[name] for name in _TEXTS if name in asked}}
    changed |= {name: asked[name] for name in _DATES if name in asked}
    files = _files(call, asked, len(asset["attachments"]))
    kept = call.estate.change(call.estate.shelf.added(changed, "attachments", *files))
    call.applied({"asset": asset["id"], **asked})
    return {"data": call.shapes.asset(kept)}


def delete(call: Call) -> Any:
    """Takes an asset away."""
    asset = call.estate.asset(call.path("id"))
    call.estate.remove(asset)
    call.applied({"asset": asset["id"]})
    return {}


def _created(call: Call, brandfolder: str, collections: Sequence[str]) -> Any:
    entries = call.attributes()
    section = call.estate.tree.get("section", str(call.body.get("section_key")))
    if not section or section["brandfolder"] != brandfolder:
        raise bad("section_key is not a section of this brandfolder.")
    if not isinstance(entries, list) or not entries:
        raise bad("data.attributes is a list of assets.")
    checked = [_checked(entry) for entry in entries]
    if any(not entry.get("name") for entry in checked):
        raise bad("name is required.")
    drafts = [(entry, _files(call, entry, 0)) for entry in checked]
    made = [_made(call, entry, files, section["id"], collections) for entry, files in drafts]
    shapes = call.shapes
    _, meta = listing.page(call, made)
    return {"data": [shapes.asset(asset) for asset in made], "meta": meta}


def _made(
    call: Call, asked: dict[str, Any], files: list[dict[str, Any]], section: str, collections: Sequence[str]
) -> Asset:
    estate, now = call.estate, call.estate.now
    draft = Draft(asked["name"], now, now, description=asked.get("description") or "")
    places = {"section": section, "collections": list(collections)}
    asset = written(estate.organisation, estate.shelf.issued, draft, newer=True) | places
    asset |= {name: asked.get(name) for name in _DATES}
    kept = estate.add(estate.shelf.added(asset, "attachments", *files))
    call.applied({"asset": kept["id"], **asked})
    return kept


def _list(numbers: Callable[[Call], list[int]]) -> Operation:
    def answer(call: Call) -> Any:
        shown, meta = listing.page(call, numbers(call))
        assets = [call.estate.shelf.at(number) for number in shown]
        shapes, others = _shown(call, assets, ON_REQUEST)
        return {"data": shapes, **({"included": others} if call.query("include") else {}), "meta": meta}

    return Operation(answer, _LISTED)


def _shown(call: Call, assets: list[Asset], allowed: Sequence[str]) -> tuple[list[Any], list[Any]]:
    for name in set(call.listed("fields")) - set(allowed):
        call.estate.sandbox.violate("unknown-field", f"{call.request.url.path}: {name}")
    shapes, fields = call.shapes, set(call.listed("fields")) & set(allowed)
    made = ((shapes.asset(asset, fields), asset) for asset in assets)
    return included.with_included(made, included.of_asset(shapes), call.listed("include"))


def _checked(asked: Any) -> dict[str, Any]:
    if not isinstance(asked, dict) or asked.keys() - _REQUESTED:
        raise bad(f"The attributes of an asset are {', '.join(sorted(_REQUESTED))}.")
    if any(not isinstance(asked[name], str) for name in _TEXTS if name in asked):
        raise bad("name and description are strings.")
    return {**asked, **{name: _date(asked[name]) for name in _DATES if name in asked}}


def _files(call: Call, asked: dict[str, Any], place: int) -> list[dict[str, Any]]:
    files = asked.get("attachments", [])
    if not isinstance(files, list) or any(not isinstance(file, dict) or not file.get("url") for file in files):
        raise bad("attachments is a list of objects with a url.")
    made = [source(call, str(file["url"]), file.get("filename")) for file in files]
    return [attachment(filename, place + offset, file) for offset, (filename, file) in enumerate(made)]


def _date(text: Any) -> str | None:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError as error:
        raise bad(f"'{text}' is no moment in ISO 8601.") from error
    return stamp(moment.astimezone(UTC) if moment.tzinfo else moment)
