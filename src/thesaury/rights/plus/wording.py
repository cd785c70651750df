"""The words by which rights are written into XMP, `wording.toml`."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from thesaury.model.licensing import ANY, WORLD, Limit, Selection

_MOST_PARTS = 8
"""Fractions of a page are said as halves to eighths."""


@cache
def words() -> Mapping[str, Any]:
    """The table, read once."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def listed(axis: str, selection: Selection) -> tuple[str, ...] | None:
    """What an axis (channels, regions, purposes, parties) allows and denies, in sentences; None where a name has no words.

    What is unclear is not said: the list of what is allowed is closed, and where there is none it is denied.
    """
    only, never = words()["lists"][axis]
    allow, deny = selection.allow, (*selection.deny, *(selection.unclear if selection.allow is None else ()))
    found: list[str] = []
    if allow is not None and (said := _everything(axis, allow)) is None:
        if (named := _named(axis, allow)) is None:
            return None
        found.append(only.format(names=named))
    elif allow is not None and said:
        found.append(said)
    if deny:
        if (named := _named(axis, deny)) is None:
            return None
        found.append(never.format(names=named))
    return tuple(found)


def limited(limit: Limit) -> str | None:
    """A cap in a sentence, for the whole licence; None where its number is not known or its kind has no words."""
    template = words()["limits"].get(limit.kind)
    number = None if limit.max is None else _number(limit)
    return template.format(max=number) if template and number else None


def _everything(axis: str, allow: tuple[str, ...]) -> str | None:
    """The sentence for a list without an end, empty where silence says the same; None for a list of names."""
    if axis == "channels" and ANY in allow:
        return str(words()["any_media"])
    if axis == "regions" and allow == (WORLD,):
        return "Worldwide."
    return "" if axis in ("purposes", "parties") and ANY in allow else None


def _named(axis: str, names: Iterable[str]) -> str | None:
    called: Callable[[str], str | None] = _region if axis == "regions" else words()[axis].get
    said = [called(name) for name in dict.fromkeys(names)]
    known = [one for one in said if one]
    return ", ".join(dict.fromkeys(known)) if known and len(known) == len(said) else None


def _region(name: str) -> str | None:
    from thesaury.rights.vocabulary.labels import labels_of

    return next((label.text for label in labels_of("region", name, ("en",)) if label.language == "en"), None)


def _number(limit: Limit) -> str | None:
    most = Fraction(limit.max or 0).limit_denominator(1000)
    if not limit.kind.endswith("_fraction"):
        return str(int(most)) if most >= 1 else None
    part = most.limit_denominator(_MOST_PARTS)
    return str(part) if part == most and 0 < part <= 1 else None
