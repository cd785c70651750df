"""Listings: pages with their meta, the order of assets, and which assets a search finds."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from thesaury.sandbox.brandfolder.estate import Estate
from thesaury.sandbox.brandfolder.gate import Call
from thesaury.sandbox.brandfolder.query import Field, parsed
from thesaury.sandbox.brandfolder.refusal import bad
from thesaury.sandbox.brandfolder.shelf import Asset

USUAL, MOST = 100, 3_000
SORTS = ("name", "score", "position", "updated_at", "created_at")
_ORDERS = ("ASC", "DESC")
_MINUTE = 60
T = TypeVar("T")


def page(call: Call, items: Sequence[T]) -> tuple[Sequence[T], dict[str, Any]]:
    """The page that was asked for, and its meta. Raises Refusal."""
    number, per = _number(call, "page", 1, None), _number(call, "per", USUAL, MOST)
    pages = max(1, -(-len(items) // per))
    meta = {
        "current_page": number,
        "next_page": number + 1 if number < pages else None,
        "prev_page": number - 1 if number > 1 else None,
        "total_pages": pages,
        "total_count": len(items),
    }
    return items[(number - 1) * per : number * per], meta


def found(call: Call, scope: str, within: Callable[[int], bool]) -> list[int]:
    """The numbers of the assets within a scope that the search finds, in the order asked for. Raises Refusal."""
    sort, order, search = call.query("sort_by"), call.query("order"), call.query("search")
    if bool(sort) != bool(order):
        raise bad("sort_by and order only go together.")
    if sort and (sort not in SORTS or order not in _ORDERS):
        raise bad(f"sort_by is one of {', '.join(SORTS)}, order one of {', '.join(_ORDERS)}.")
    shelf = call.estate.shelf
    test = parsed(search, _fields(call.estate), _words) if search.strip() else None
    when = int(call.estate.now.timestamp()) // _MINUTE if search else 0

    def numbers() -> list[int]:
        chosen = [number for number in shelf.numbers() if within(number) and (not test or test(shelf.at(number)))]
        return _sorted(call.estate, chosen, sort, order)

    return shelf.listed((scope, sort, order, search, when), numbers)


def _sorted(estate: Estate, numbers: list[int], sort: str, order: str) -> list[int]:
    shelf = estate.shelf
    keys: Mapping[str, Callable[[int], Any]] = {
        "": lambda number: number,
        "position": lambda number: number,
        "updated_at": lambda number: (shelf.updated(number), number),
        "created_at": lambda number: (shelf.at(number)["created_at"], number),
        "name": lambda number: (shelf.at(number)["name"].casefold(), number),
        "score": lambda number: (shelf.at(number)["score"], number),
    }
    return sorted(numbers, key=keys[sort], reverse=order == "DESC")


def _fields(estate: Estate) -> dict[str, Field]:
    label_names = {entry["id"]: entry["name"] for entry in estate.tree.all("label")}
    return {
        "approved": lambda asset, value: asset["approved"] == _flag(value),
        "expired": lambda asset, value: (estate.availability(asset) == "expired") == _flag(value),
        "unpublished": lambda asset, value: (estate.availability(asset) == "unpublished") == _flag(value),
        "section_key": lambda asset, value: asset["section"] == value,
        "collection_key": lambda asset, value: value in asset["collections"],
        "label": lambda asset, value: any(_same(label_names.get(label, ""), value) for label in asset["labels"]),
        "filetype": _has_extension,
        "extension": _has_extension,
        "tags": lambda asset, value: any(_same(tag["name"], value) for tag in asset["tags"]),
        "name": lambda asset, value: value.casefold() in asset["name"].casefold(),
    }


def _words(asset: Asset, value: str) -> bool:
    tags = " ".join(tag["name"] for tag in asset["tags"])
    values = " ".join(entry["value"] for entry in asset["values"])
    return value.casefold() in f"{asset['name']} {asset['description']} {tags} {values}".casefold()


def _has_extension(asset: Asset, value: str) -> bool:
    return any(_same(entry["extension"], value) for entry in asset["attachments"])


def _same(text: str, value: str) -> bool:
    return text.casefold() == value.casefold()


def _flag(value: str) -> bool:
    if value not in ("true", "false"):
        raise bad(f"'{value}' is neither true nor false.")
    return value == "true"


def _number(call: Call, name: str, usual: int, most: int | None) -> int:
    text = call.query(name)
    if not text:
        return usual
    if not text.isdecimal() or int(text) < 1 or (most is not None and int(text) > most):
        raise bad(f"{name} is a whole number from 1{f' to {most}' if most else ''}.")
    return int(text)
