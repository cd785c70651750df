"""What a model proposed, held against our tables and the words of the clause: what is outside of either is dropped, and told."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from thesaury.model.errors import BadInput
from thesaury.model.licensing import ANY, WORLD, Unresolved
from thesaury.ports.proposer import Proposed
from thesaury.rights.proposing.prompt import prompt
from thesaury.rights.stating.parts import Part
from thesaury.rights.stating.reading import statement_of
from thesaury.rights.vocabulary import Tables

_LISTS = frozenset({"limits", "duties"})
_SIDED = frozenset({"channels", "regions", "purposes", "parties"})
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Kept:
    """A proposed value that our tables know, and the code points of the licence it rests on; `wide`: it would allow everything."""

    field: str
    value: Any
    words: str
    start: int
    end: int
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Dropped:
    """A proposed value that is not shown as one, and why."""

    field: str
    value: str
    why: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What a person may look at, and what was dropped, in the order of the model; each value once."""

    kept: tuple[Kept, ...]
    dropped: tuple[Dropped, ...]


def checked(values: Iterable[Proposed], clause: Unresolved, tables: Tables) -> Checked:
    """The values that can be stated at all and rest on words of this clause. Nothing is raised, whatever a model says."""
    kept: list[Kept] = []
    dropped: list[Dropped] = []
    for one in values:
        try:
            found = _kept(one, clause, tables)
        except BadInput as error:
            dropped.append(Dropped(one.field[:_SHOWN], repr(one.value)[:_SHOWN], error.message))
            continue
        if found not in kept:
            kept.append(found)
    return Checked(tuple(kept), tuple(dropped))


def term_with(field: str, value: Any) -> dict[str, Any]:
    """A term as plain data that says this one thing."""
    name, _, side = field.partition(".")
    if name in _SIDED:
        return {name: {side: [value]}}
    if name == "scope":
        return {name: {side: [value]}}
    return {name: [value] if name in _LISTS else value}


def _kept(one: Proposed, clause: Unresolved, tables: Tables) -> Kept:
    if one.field not in prompt()["fields"]:
        raise BadInput("There is no such field.")
    start, end = _place(one.words, clause)
    if one.field == "prohibit_all":
        said: dict[str, Any] = {"prohibit_all": one.value}
    else:
        said = {"terms": [term_with(one.field, one.value)]}
    _says_yes(one)
    statement_of(Part(said), tables)
    return Kept(one.field, one.value, clause.words[start:end], clause.start + start, clause.start + end, _wide(one))


def _says_yes(one: Proposed) -> None:
    if one.value is None or (one.field in ("perpetual", "prohibit_all") and one.value is not True):
        raise BadInput("It says nothing: leave out what is not stated.")


def _place(words: str, clause: Unresolved) -> tuple[int, int]:
    """Where the words stand in the clause, whatever white space is between them. Raises BadInput where they do not."""
    said = words.split()
    if not said or not any(letter.isalnum() for letter in words):
        raise BadInput("It names no words of the clause.")
    found = re.search(r"\s+".join(map(re.escape, said)), clause.words, re.IGNORECASE)
    if found is None:
        raise BadInput("The words it names do not stand in the clause.")
    return found.start(), found.end()


def _wide(one: Proposed) -> bool:
    """Whether it would allow everything on an axis: a person should read such a clause twice."""
    return one.field == "perpetual" or (one.field.endswith(".allow") and one.value in (ANY, WORLD))
