"""Related records: `include` names them, `included` carries each once, `relationships` point at them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from thesaury.sandbox.brandfolder.refusal import bad
from thesaury.sandbox.brandfolder.shapes import Shape, Shapes, related
from thesaury.sandbox.brandfolder.shelf import Asset
from thesaury.sandbox.brandfolder.tree import Entry

ASSET_INCLUDES = ("attachments", "brandfolder", "collections", "custom_fields", "section", "tags")
Finder = Callable[[Any], Shape | list[Shape]]


def with_included(
    shapes: Iterable[tuple[Shape, Any]], finders: Mapping[str, Finder], names: Sequence[str]
) -> tuple[list[Shape], list[Shape]]:
    """The shapes (given with what they were made of) with relationships, and the records these point at. Raises Refusal."""
    unknown = [name for name in names if name not in finders]
    if unknown:
        raise bad(f"Nothing can be included under the name {unknown[0]}.")
    included: dict[tuple[str, str], Shape] = {}
    done = []
    for shape, source in shapes:
        for name in names:
            found = finders[name](source)
            shape = related(shape, name, found)
            for record in found if isinstance(found, list) else [found]:
                included[record["type"], record["id"]] = record
        done.append(shape)
    return done, list(included.values())


def of_asset(shapes: Shapes) -> dict[str, Finder]:
    """What can be included with an asset; labels only where a switch says so, because nothing documents them."""
    tree = shapes.estate.tree

    def entries(kind: str, identifiers: Iterable[str]) -> list[Shape]:
        return [shapes.entry(kind, entry) for entry in (tree.get(kind, one) for one in identifiers) if entry]

    def custom_fields(asset: Asset) -> list[Shape]:
        return [shapes.value(value) for value in shapes.values(asset)]

    finders: dict[str, Finder] = {
        "attachments": lambda asset: [shapes.attachment(entry) for entry in asset["attachments"]],
        "brandfolder": lambda asset: entries("brandfolder", [shapes.estate.brandfolder(asset)]),
        "collections": lambda asset: entries("collection", asset["collections"]),
        "custom_fields": custom_fields,
        "section": lambda asset: entries("section", [asset["section"]]),
        "tags": lambda asset: [shapes.tag(tag) for tag in asset["tags"]],
    }
    if shapes.estate.switches.include_labels:
        finders["labels"] = lambda asset: entries("label", asset["labels"])
    return {name: _single(finder) if name in ("brandfolder", "section") else finder for name, finder in finders.items()}


def of_entry(shapes: Shapes) -> dict[str, Finder]:
    """What can be included with a section or collection."""
    tree, shelf = shapes.estate.tree, shapes.estate.shelf

    def assets(entry: Entry) -> list[Shape]:
        every = map(shelf.at, shelf.numbers())
        return [shapes.asset(one) for one in every if entry["id"] in (one["section"], *one["collections"])]

    return {
        "brandfolder": lambda entry: shapes.entry(
            "brandfolder", tree.get("brandfolder", entry["brandfolder"]) or entry
        ),
        "assets": assets,
        "search_filters": lambda entry: [],
    }


def of_brandfolder(shapes: Shapes) -> dict[str, Finder]:
    """What can be included with a brandfolder."""
    tree, shelf = shapes.estate.tree, shapes.estate.shelf

    def below(kind: str) -> Finder:
        return lambda entry: [shapes.entry(kind, one) for one in tree.all(kind, brandfolder=entry["id"])]

    def assets(entry: Entry) -> list[Shape]:
        sections = {section["id"] for section in tree.all("section", brandfolder=entry["id"])}
        return [shapes.asset(shelf.at(number)) for number in shelf.numbers() if shelf.section(number) in sections]

    return {
        "assets": assets,
        "organization": lambda entry: shapes.organization(),
        "collections": below("collection"),
        "sections": below("section"),
        "search_filters": lambda entry: [],
    }


def of_organization(shapes: Shapes) -> dict[str, Finder]:
    """What can be included with the organisation."""
    tree, shelf = shapes.estate.tree, shapes.estate.shelf

    def every(kind: str) -> Finder:
        return lambda source: [shapes.entry(kind, one) for one in tree.all(kind)]

    return {
        "assets": lambda source: [shapes.asset(shelf.at(number)) for number in shelf.numbers()],
        "brandfolders": every("brandfolder"),
        "collections": every("collection"),
        "brandguides": lambda source: [],
        "portals": lambda source: [],
    }


def _single(finder: Finder) -> Finder:
    def one(source: Any) -> Shape | list[Shape]:
        found = finder(source)
        return found[0] if isinstance(found, list) and found else found

    return one
