"""The crosswalk of Smint.io's licence keys to the words of rights, as `licence_keys.toml` has it."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

ANY = "any"
SELECTED = ("usages", "sizes", "placements", "distributions", "geographies", "industries", "languages")
"""The lists a term allows from and restricts (contract: `allowed_X`, `restricted_X`)."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one key says; the file explains each part. A cap whose number is not known is `(kind, None)`."""

    sure: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    denies: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    limit: tuple[str, float | None] | None = None
    page: str = ""
    free: bool = False
    open: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Crosswalk:
    """All lists by name with the meaning of their keys; `named` are the lists whose keys are only called otherwise."""

    version: str
    leaves: tuple[str, ...]
    groups: Mapping[str, tuple[str, ...]]
    only: str
    denies: tuple[str, ...]
    unsaid: tuple[str, ...]
    models: Mapping[str, str]
    lists: Mapping[str, Mapping[str, Meaning]]
    named: Mapping[str, Mapping[str, str]]

    def known(self, name: str, key: str) -> bool:
        """Whether the list of that name has the key."""
        return key in self.lists.get(name, ()) or key in self.named.get(name, ())

    def meaning(self, name: str, key: str) -> Meaning:
        """What the key says, nothing where it is not known."""
        return self.lists.get(name, {}).get(key, Meaning())

    def expanded(self, name: str, key: str) -> tuple[str, ...]:
        """The key with every known key it covers; `any` alone stands for its whole list and is not taken apart."""
        if key == ANY or not key.endswith(f"_{ANY}"):
            return (key,)
        return (key, *(other for other in self.lists[name] if other != key and covers(key, other)))


def covers(key: str, other: str) -> bool:
    """Whether a key speaks for another: `any` for all, `P_any` for every key that starts with `P_`, any other for itself."""
    return key in (other, ANY) or (key.endswith(f"_{ANY}") and other.startswith(key.removesuffix(ANY)))


def uncovered(keys: Iterable[str]) -> tuple[str, ...]:
    """The keys for which no other of them speaks, in order."""
    told = tuple(dict.fromkeys(keys))
    return tuple(key for key in told if not any(covers(other, key) for other in told if other != key))


@cache
def crosswalk() -> Crosswalk:
    """The shipped crosswalk."""
    text = (files(__package__ or "") / "licence_keys.toml").read_text("utf-8")
    told = tomllib.loads(text)
    groups = {**told["groups"], "*": told["leaves"]}
    lists = ("usages", "distributions", "placements", "sizes", "usage_limits", "geographies")
    return Crosswalk(
        told["version"],
        tuple(told["leaves"]),
        {name: tuple(leaves) for name, leaves in told["groups"].items()},
        told["editorial"]["only"],
        tuple(told["editorial"]["denies"]),
        tuple(told["editorial"]["unsaid"]),
        told["models"],
        {name: {key: _meaning(entry, groups) for key, entry in told[name].items()} for name in lists},
        {name: told[name] for name in ("industries", "languages", "exclusivities")},
    )


def _meaning(entry: Mapping[str, Any], groups: Mapping[str, list[str]]) -> Meaning:
    kind, most = entry.get("limit", ("", ""))
    return Meaning(
        ("*",) if entry.get("sure") == ["*"] else _leaves(entry.get("sure", ()), groups),
        _leaves(entry.get("perhaps", ()), groups),
        tuple(entry.get("purposes", ())),
        tuple(entry.get("denies", ())),
        tuple(entry.get("parties", ())),
        (kind, None if isinstance(most, str) else float(most)) if kind else None,
        entry.get("page", ""),
        entry.get("free", False),
        entry.get("open", False),
    )


def _leaves(names: Iterable[str], groups: Mapping[str, list[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(leaf for name in names for leaf in groups.get(name, (name,))))
