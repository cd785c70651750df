"""Opens the JSON:API flavoured shapes of the interface: items, their attributes, what they are related to, and pages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Listing:
    """One page: its items, what came along, how many there are in all, and the number of the next page (0 after the last)."""

    items: tuple[Item, ...]
    included: tuple[Item, ...] = ()
    total: int | None = None
    following: int = 0
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False)


def listing(answer: Any) -> Listing | None:
    """The page an answer is, or None when it is none."""
    if not isinstance(answer, Mapping) or not isinstance(answer.get("data"), list):
        return None
    told = answer.get("meta")
    meta: Mapping[str, Any] = told if isinstance(told, Mapping) else {}
    return Listing(
        items(answer["data"]), items(answer.get("included")), natural(meta, "total_count"), _next(meta), answer
    )


def items(value: Any) -> tuple[Item, ...]:
    """Every object with an id of a list, or the one object itself."""
    found = value if isinstance(value, list | tuple) else [value]
    return tuple(item for item in found if isinstance(item, Mapping) and key(item))


def key(item: Item) -> str:
    """The item's key, opaque and without a prefix for its type."""
    found = item.get("id")
    return found if isinstance(found, str) else ""


def kind(item: Item) -> str:
    """The item's type."""
    found = item.get("type")
    return found if isinstance(found, str) else ""


def attributes(item: Item) -> Mapping[str, Any]:
    """The item's attributes, none for a broken one."""
    found = item.get("attributes")
    return found if isinstance(found, Mapping) else {}


def text(item: Item, name: str) -> str:
    """An attribute as text, empty where there is none."""
    found = attributes(item).get(name)
    return found if isinstance(found, str) else ""


def texts(item: Item, name: str) -> tuple[str, ...]:
    """An attribute as a list of texts."""
    found = attributes(item).get(name)
    return tuple(entry for entry in found if isinstance(entry, str)) if isinstance(found, list) else ()


def related(item: Item, included: Sequence[Item]) -> tuple[Item, ...]:
    """What of `included` this item names in its relationships, in the order it names them."""
    by_name = {(kind(other), key(other)): other for other in included}
    return tuple(by_name[name] for name in dict.fromkeys(named(item)) if name in by_name)


def named(item: Item, relationship: str = "") -> Iterator[tuple[str, str]]:
    """Type and key of everything the item is related to (by this relationship alone, where one is given)."""
    relationships = item.get("relationships")
    for name, holder in relationships.items() if isinstance(relationships, Mapping) else ():
        if isinstance(holder, Mapping) and relationship in ("", name):
            yield from ((kind(other), key(other)) for other in items(holder.get("data")))


def natural(holder: Mapping[str, Any], name: str) -> int | None:
    """A member as a whole number that is not negative."""
    found = holder.get(name)
    return found if isinstance(found, int) and not isinstance(found, bool) and 0 <= found < 2**53 else None


def _next(meta: Mapping[str, Any]) -> int:
    if (following := natural(meta, "next_page")) is not None:
        return following
    current, pages = natural(meta, "current_page") or 0, natural(meta, "total_pages") or 0
    return current + 1 if "next_page" not in meta and 0 < current < pages else 0
