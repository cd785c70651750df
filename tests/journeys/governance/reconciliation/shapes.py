"""What the two versions of the protocol ask of an answer, field by field, written from the text of their specifications.

A shape is a function that names what is wrong with a value, each fault with its place; no faults is no output.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Shape = Callable[[Any, str], Iterator[str]]


def faults(shape: Shape, value: Any) -> list[str]:
    """All that is wrong with a value."""
    return list(shape(value, "$"))


def a(kind: type | tuple[type, ...], what: str, *, full: bool = False) -> Shape:
    def shape(value: Any, place: str) -> Iterator[str]:
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            yield f"{place} is no {what}: {value!r}"
        elif full and not value:
            yield f"{place} is empty"

    return shape


text = a(str, "string")
words = a(str, "string", full=True)
number = a((int, float), "number")
whole = a(int, "integer")
flag = a(bool, "boolean")


def written(pattern: str) -> Shape:
    def shape(value: Any, place: str) -> Iterator[str]:
        yield from words(value, place)
        if isinstance(value, str) and not re.search(pattern, value):
            yield f"{place} is not like {pattern}: {value!r}"

    return shape


def listed(of: Shape, *, unique: bool = False) -> Shape:
    def shape(value: Any, place: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield f"{place} is no array"
            return
        if unique and any(one in value[:at] for at, one in enumerate(value)):
            yield f"{place} has something twice"
        for at, one in enumerate(value):
            yield from of(one, f"{place}[{at}]")

    return shape


def keyed(of: Shape) -> Shape:
    def shape(value: Any, place: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{place} is no object"
            return
        for key, one in value.items():
            yield from of(one, f"{place}[{key}]")

    return shape


def an_object(needed: Mapping[str, Shape], allowed: Mapping[str, Shape] | None = None) -> Shape:
    """With these fields; with `allowed` these may be there too, and no others."""

    def shape(value: Any, place: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{place} is no object"
            return
        for field in needed.keys() - value.keys():
            yield f"{place} lacks {field}"
        known = {**needed, **(allowed or {})}
        for field, one in value.items():
            if field in known:
                yield from known[field](one, f"{place}.{field}")
            elif allowed is not None:
                yield f"{place} has {field}, which the protocol does not know"

    return shape


def one_of(*shapes: Shape) -> Shape:
    """Exactly one of these fits."""

    def shape(value: Any, place: str) -> Iterator[str]:
        fitting = [one for one in shapes if not list(one(value, place))]
        if len(fitting) != 1:
            yield f"{place} fits {len(fitting)} of {len(shapes)} shapes: {value!r}"

    return shape


def exactly(*values: Any) -> Shape:
    def shape(value: Any, place: str) -> Iterator[str]:
        if value not in values:
            yield f"{place} is none of {values}: {value!r}"

    return shape


def holding(wanted: str, of: Shape) -> Shape:
    def shape(value: Any, place: str) -> Iterator[str]:
        yield from of(value, place)
        if wanted not in value:
            yield f"{place} lacks {wanted}"

    return shape
