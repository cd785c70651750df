"""The query of a list: brackets into a tree, filters, populate, pages. Unknown keys are refused, too large pages are cut without a word."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from thesaury.sandbox.strapi.refusal import Refusal
from thesaury.sandbox.strapi.types import TYPES, ContentType

_MOST, _USUAL = 100, 25
_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "$eq": lambda value, wanted: str(value) == wanted,
    "$in": lambda value, wanted: str(value) in _texts(wanted),
    "$startsWith": lambda value, wanted: str(value).startswith(wanted),
    "$gt": lambda value, wanted: str(value or "") > wanted,
    "$notNull": lambda value, wanted: value is not None,
}
_OWN = ("id", "documentId", "createdAt", "updatedAt", "publishedAt")


def tree(pairs: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """`a[b][0]=c` as `{"a": {"b": {"0": "c"}}}`."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        first, *rest = [name.partition("[")[0], *re.findall(r"\[([^\]]*)\]", name)]
        at = found
        for key in (first, *rest)[: len(rest)]:
            at = at.setdefault(key, {})
        at[(rest or [first])[-1]] = value
    return found


def populated(value: Any) -> dict[str, Any]:
    """What to populate, by attribute, each with what to populate inside of it; `*` stands for everything there."""
    if value is None:
        return {}
    if isinstance(value, str):
        return {part: {} for part in value.split(",")}
    return {
        name: populated(told.get("populate")) if isinstance(told, dict) else {}
        for name, told in value.items()
        if told != "false"
    }


def checked(kind: ContentType, filters: Mapping[str, Any]) -> None:
    """Raises Refusal (400) for an attribute that is none, in what it is related to as well."""
    attributes = dict(kind.attributes)
    for name, told in filters.items():
        if name not in attributes and name not in _OWN:
            raise Refusal(400, f"Invalid key {name}", key=name, path=None, source="query", param="filters")
        if name in attributes and attributes[name].target:
            checked(TYPES[attributes[name].target], told)


def fits(kind: ContentType, row: Mapping[str, Any], filters: Mapping[str, Any]) -> bool:
    """Whether a row fits, whose relations are populated where filters ask for them."""
    attributes = dict(kind.attributes)
    for name, told in filters.items():
        target = attributes[name].target if name in attributes else ""
        if target:
            related = row[name] if isinstance(row[name], list) else [row[name]] if row[name] else []
            if not any(fits(TYPES[target], one, told) for one in related):
                return False
        elif not passes(row, {name: told}):
            return False
    return True


def passes(row: Mapping[str, Any], filters: Mapping[str, Any]) -> bool:
    """Whether the plain values of a row fit."""
    told = ((row.get(name), operator, wanted) for name, by in filters.items() for operator, wanted in by.items())
    return all(_OPERATORS[operator](value, wanted) for value, operator, wanted in told)


def page(rows: Sequence[Any], pagination: Mapping[str, str]) -> dict[str, Any]:
    """One page and what is said of it."""
    size = min(_MOST, max(1, int(pagination.get("pageSize", _USUAL))))
    number = max(1, int(pagination.get("page", 1)))
    told = {"page": number, "pageSize": size, "pageCount": -(-len(rows) // size), "total": len(rows)}
    return {"data": list(rows[(number - 1) * size : number * size]), "meta": {"pagination": told}}


def _texts(wanted: Any) -> list[str]:
    return list(wanted.values()) if isinstance(wanted, Mapping) else [wanted]
