"""A client's own groups of regions: `regions.toml` in the workspace, over the groups that come with Thesaury.

    [CEE]
    name = { en = "Central and Eastern Europe", de = "Mittel- und Osteuropa" }
    called = ["CEE", "CEE region"]
    members = ["PL", "CZ", "SK", "HU", { in = ["RO"], since = 2026-07-01 }]
    disputed = ["AT"]

A group of a name that is there already takes its place, whole. Everything is checked before anything is used: a group that cannot be
understood stops the work with a sentence, for a wrong table would give wrong answers.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from thesaury.model.concept import Label
from thesaury.model.errors import BadInput
from thesaury.model.remembering import remembered
from thesaury.rights.vocabulary.region_tables import read_regions
from thesaury.rights.vocabulary.tables import Tables, shipped, shipped_table

FILE = "regions.toml"
"""What the table is called in a workspace."""

_GROUP = re.compile(r"[A-Z][A-Z0-9_]{1,30}")
_KEYS = frozenset({"name", "called", "members", "disputed"})
_ENTRY = frozenset({"in", "since", "until"})


@dataclass(frozen=True, slots=True)
class OwnRegions:
    """A client's groups with labels and the words licences call them by; `digest` is the SHA-256 of the table, empty without one."""

    groups: tuple[str, ...] = ()
    labels: tuple[tuple[str, tuple[Label, ...]], ...] = ()
    called: tuple[tuple[str, str], ...] = ()
    digest: str = ""


def tables_of(root: Path | None) -> Tables:
    """The tables of a workspace: the shipped ones, with the groups of its `regions.toml`; None: of none. Raises BadInput where that is
    wrong."""
    return _kept(_text(root))[0]


def own_regions(root: Path | None) -> OwnRegions:
    """What the `regions.toml` of a workspace adds. Raises BadInput where it is wrong."""
    return _kept(_text(root))[1]


def _text(root: Path | None) -> str:
    if root is None:
        return ""
    try:
        return (root / FILE).read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{root / FILE} cannot be read: {error}. Save it as UTF-8, or take it away.") from error


@remembered(8)
def _kept(text: str) -> tuple[Tables, OwnRegions]:
    """One set of tables for one text, so that what is worked out from it is worked out once."""
    if not text.strip():
        return shipped(), OwnRegions()
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"{FILE} is not a TOML table: {error}. Correct it and try again.") from error
    groups = {name: group for name, group in given.items() if name != "version"}
    for name, group in groups.items():
        _check(name, group)
    regions = read_regions(shipped_table("areas"), {**shipped_table("groups"), **groups}, shipped_table("subdivisions"))
    called = ((words, name) for name, group in groups.items() for words in group.get("called") or [name])
    labels = (
        (name, tuple(sorted(Label(t, lang) for lang, t in g["name"].items())))
        for name, g in groups.items()
        if "name" in g
    )
    digest = sha256(text.encode()).hexdigest()
    return replace(shipped(), regions=regions), OwnRegions(tuple(groups), tuple(labels), tuple(called), digest)


def _check(name: str, group: object) -> None:
    """Raises BadInput, naming the group and what is wrong with it."""
    if not _GROUP.fullmatch(name) or (shipped().regions.known(name) and name not in shipped_table("groups")):
        raise _wrong(
            name, "a group is called by two or more capitals, digits and _, and not by the code of a country or area"
        )
    if not isinstance(group, dict) or not isinstance(group.get("members"), list) or not group["members"]:
        raise _wrong(name, 'it needs members, such as members = ["DE", "AT"]')
    if unknown := sorted(group.keys() - _KEYS):
        raise _wrong(name, f"{unknown[0]!r} means nothing here; there are {', '.join(sorted(_KEYS))}")
    if not isinstance(group.get("disputed", []), list):
        raise _wrong(name, 'disputed is a list, such as disputed = ["LI"]')
    for entry in (*group["members"], *group.get("disputed", [])):
        _check_entry(name, entry)
    _check_words(name, group)


def _check_entry(name: str, entry: object) -> None:
    regions = shipped().regions
    for code in _codes(name, entry):
        if not isinstance(code, str) or (
            code not in regions.countries and not (code.isdigit() and code in regions.stays)
        ):
            raise _wrong(name, f"{code!r} is no country (ISO 3166-1, such as DE) and no area (UN M49, such as 150)")


def _codes(name: str, entry: object) -> Iterator[object]:
    if not isinstance(entry, dict):
        yield entry
        return
    days = [entry[key] for key in ("since", "until") if key in entry]
    if entry.keys() - _ENTRY or not isinstance(entry.get("in"), list):
        raise _wrong(name, 'a dated member is written { in = ["GB"], since = 1973-01-01, until = 2020-01-31 }')
    if any(not isinstance(day, date) or isinstance(day, datetime) for day in days) or days != sorted(days):
        raise _wrong(name, "since and until are days such as 2020-01-31, without quotes, the first one first")
    yield from entry["in"]


def _check_words(name: str, group: Mapping[str, Any]) -> None:
    names, called = group.get("name", {}), group.get("called", [])
    if not isinstance(names, dict) or not all(isinstance(text, str) and text.strip() for text in names.values()):
        raise _wrong(name, 'name has a text by language, such as name = { en = "Central Europe" }')
    if not isinstance(called, list) or not all(isinstance(words, str) and words.strip() for words in called):
        raise _wrong(name, 'called is a list of words, such as called = ["CEE", "CEE region"]')
    from thesaury.rights.parsing.own_words import taken  # the parser's tables are read for those alone who have groups

    for words in called or [name]:
        if meant := taken(words):
            raise _wrong(
                name, f"licences that say {words!r} mean something else by it ({meant}); name other words in called"
            )


def _wrong(name: str, why: str) -> BadInput:
    return BadInput(f"{FILE}: the group {name} is wrong: {why}. Correct it and try again.")
