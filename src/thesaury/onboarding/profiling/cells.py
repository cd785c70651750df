"""The texts of a cell, with their languages where it says them: plain texts, lists, and objects of one text for each language."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_TAG = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?")
_NO_LANGUAGE = "x-default"
_VALUES = ("value", "name", "label", "text", "title")
_LONGEST = 20_000
_MOST = 500
_DEEPEST = 4
"""Texts are cut, and lists and nested lists left out, behind these: what a field is can be told long before."""


@dataclass(frozen=True, slots=True)
class Said:
    """One text of a cell, stripped and never empty; `listed` where the cell was a list and needs no cutting."""

    text: str
    language: str = ""
    listed: bool = False


def said_in(cell: Any) -> list[Said]:
    """Every different text of a cell in order, at most 500; objects that are no localised texts give the texts of their `name`, `value`,
    `label`, `text` or `title`, and else none. Never fails, whatever the cell is."""
    found: dict[Said, None] = {}
    for one in _said(cell, "", False, _DEEPEST):
        found[one] = None
        if len(found) >= _MOST:
            break
    return list(found)


def structured(cell: Any) -> bool:
    """Whether the cell holds objects of several fields, such as licence terms, that are no texts."""
    items = cell if isinstance(cell, (list, tuple)) else (cell,)
    return any(isinstance(item, Mapping) and not _localised(item) for item in items[:_MOST])


def _said(cell: Any, language: str, listed: bool, depth: int) -> Iterator[Said]:
    if isinstance(cell, Mapping):
        if depth:
            yield from _of_object(cell, language, listed, depth - 1)
    elif isinstance(cell, (list, tuple)):
        for item in cell[:_MOST] if depth else ():
            yield from _said(item, language, True, depth - 1)
    elif text := _text(cell):
        yield Said(text, language, listed)


def _of_object(cell: Mapping[Any, Any], language: str, listed: bool, depth: int) -> Iterator[Said]:
    if "culture" in cell:
        yield from _said(
            next((cell[name] for name in _VALUES if name in cell), None), _tag(cell["culture"]), listed, depth
        )
    elif _localised(cell):
        for key, value in cell.items():
            yield from _said(value, _tag(key), listed, depth)
    else:
        yield from _said(next((cell[name] for name in _VALUES if name in cell), None), language, listed, depth)


def _localised(cell: Mapping[Any, Any]) -> bool:
    return "culture" in cell or (bool(cell) and all(key == _NO_LANGUAGE or _tag(key) for key in cell))


def _tag(key: Any) -> str:
    return key.replace("_", "-") if isinstance(key, str) and _TAG.fullmatch(key) and key not in _VALUES else ""


def _text(cell: Any) -> str:
    """Half characters and control characters of broken files are left out, so that what is told of a field can be shown and stored."""
    if cell is None:
        return ""
    text = str(cell).lower() if isinstance(cell, bool) else str(cell)
    return _SURROGATE.sub("\ufffd", _CONTROL.sub("", text[:_LONGEST])).strip()
