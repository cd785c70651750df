"""Reading the tables of rights: those that come with Thesaury, or a client's own in the same form."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from thesaury.model.errors import BadInput
from thesaury.rights.vocabulary.region_tables import read_regions
from thesaury.rights.vocabulary.regions import Regions

FILES = ("channels", "purposes", "parties", "limits", "duties", "areas", "groups", "subdivisions")
"""The tables, each a TOML file of that name; a client's folder may have some of them and takes the others as they come."""


_KEPT = 65_536
"""Expansions kept at once: far more than the lists of names that licences repeat."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names and the groups they are also called by; what is in neither is not known."""

    leaves: frozenset[str]
    groups: Mapping[str, frozenset[str]] = field(default_factory=dict)
    _expanded: dict[tuple[str, ...], frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    def known(self, name: str) -> bool:
        """Whether it is a leaf or a group."""
        return name in self.leaves or name in self.groups

    def expand(self, names: tuple[str, ...]) -> frozenset[str]:
        """The leaves of names and groups; a name that is not known stays as it is."""
        found = self._expanded.get(names)
        if found is None:
            if len(self._expanded) >= _KEPT:
                self._expanded.clear()
            found = self._expanded[names] = frozenset(leaf for n in names for leaf in self.groups.get(n, (n,)))
        return found

    def all_known(self, names: tuple[str, ...]) -> bool:
        """Whether each of them is a leaf or a group."""
        return self.expand(names) <= self.leaves


@dataclass(frozen=True, slots=True)
class LimitKind:
    """`adds_up`: earlier use counts against the cap. `near`: kinds people say for this one."""

    adds_up: bool
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Duty:
    """What is to be done; `before`: nothing is permitted until it is."""

    sentence: str
    before: bool = False
    unnamed: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """All words of rights. `kinds`: a purpose with its stricter ones. `perhaps`: parties that may or may not be meant by another."""

    channels: Names
    ordinary: frozenset[str]
    purposes: frozenset[str]
    kinds: Mapping[str, frozenset[str]]
    parties: Names
    unstated: frozenset[str]
    perhaps: Mapping[str, frozenset[str]]
    limits: Mapping[str, LimitKind]
    duties: Mapping[str, Duty]
    regions: Regions


@cache
def shipped() -> Tables:
    """The tables that come with Thesaury."""
    return read_tables()


@cache
def shipped_table(name: str) -> Mapping[str, Any]:
    """One of the tables that come with Thesaury, as it is written."""
    return _read(_place(name, None))


def read_tables(own: Path | None = None) -> Tables:
    """The shipped tables, with those of the folder `own` in their place. Raises BadInput where one cannot be understood."""
    found = {name: _read(_place(name, own)) for name in FILES}
    try:
        return _tables(found)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadInput(f"The tables of rights lack or misplace {error}. Compare them with the shipped ones.") from error


def _place(name: str, own: Path | None) -> Path:
    changed = own / f"{name}.toml" if own else None
    return changed if changed and changed.is_file() else Path(__file__).with_name(f"{name}.toml")


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"{path.name} is not a TOML table: {error}. Correct it and try again.") from error


def _tables(found: Mapping[str, dict[str, Any]]) -> Tables:
    purposes, parties = found["purposes"], found["parties"]
    names = frozenset(parties["names"])
    return Tables(
        Names(frozenset(found["channels"]["leaves"]), _sets(found["channels"]["groups"])),
        frozenset(purposes["ordinary"]),
        frozenset((*purposes["ordinary"], *purposes["named_only"])),
        _sets(purposes.get("kinds", {})),
        Names(names, {name: members | {name} for name, members in _sets(parties.get("includes", {})).items()}),
        frozenset(parties["unstated"]),
        _sets(parties.get("perhaps", {})),
        {k: LimitKind(v["adds_up"], tuple(v.get("near", ()))) for k, v in found["limits"]["kinds"].items()},
        {
            k: Duty(v["sentence"], v.get("before", False), v.get("unnamed", ""))
            for k, v in found["duties"]["duties"].items()
        },
        read_regions(found["areas"], found["groups"], found["subdivisions"]),
    )


def _sets(lists: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(members) for name, members in lists.items()}
