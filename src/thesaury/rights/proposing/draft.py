"""Proposals written into what was read, as the file a person confirms by; as it stands it permits nothing."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from thesaury.model.errors import BadInput
from thesaury.model.licensing import Axis, Statement
from thesaury.rights.proposing.checking import Kept, term_with
from thesaury.rights.stating.parts import Part
from thesaury.rights.stating.reading import statement_of
from thesaury.rights.stating.shape import shape_of
from thesaury.rights.vocabulary import Tables

_RESTRICTS = (".deny", ".unclear", "limits", "duties")
_READ = 'Read the clauses, keep what you are sure of, and take "other" out of unclear_axes: until then every use needs review.'


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement in the shape that `rights confirm --says` reads, and sentences on what a person has to do with it."""

    says: dict[str, Any]
    notes: tuple[str, ...]


def draft(statement: Statement, kept: Iterable[Kept], tables: Tables) -> Draft:
    """What was read, with the proposals in it.

    What restricts goes into every term. What grants goes into a licence of one term at most, where it says nothing of the kind yet.
    Every term stays unclear on the axis `other`, so that no decision permits anything by it before a person has taken that out.
    """
    read = shape_of(statement)
    says = {name: deepcopy(read[name]) for name in ("license_model", "prohibit_all", "terms")}
    says["terms"] = says["terms"] or [{}]
    notes: dict[str, None] = {}
    for one in kept:
        if why := _left_out(one, read["terms"]):
            notes[f"{one.field} {one.value!r} is not in the draft: {why}"] = None
        elif one.field == "prohibit_all":
            says["prohibit_all"] = True
        else:
            for term in says["terms"]:
                _merge(term, term_with(one.field, one.value))
    says["terms"] = [_doubted(term) for term in says["terms"] if term]
    return Draft(says, (*notes, *_amiss(says, tables), *([_READ] if says["terms"] else [])))


def _left_out(one: Kept, read: list[Mapping[str, Any]]) -> str:
    """Why a person has to place it himself; empty where he has not."""
    if one.field == "prohibit_all" or one.field.endswith(_RESTRICTS):
        return ""
    if len(read) > 1:
        return "the licence has several terms. Put it where it belongs."
    name, _, side = one.field.partition(".")
    said = read[0].get(name) if read else None
    already = said.get(side) if isinstance(said, dict) else said
    return "something was read there already. Decide which of them holds." if already else ""


def _merge(term: dict[str, Any], said: Mapping[str, Any]) -> None:
    """Lists grow, each value once; everything else is set."""
    for name, value in said.items():
        if isinstance(value, dict):
            inner = term[name] = term.get(name) or {}
            for side, names in value.items():
                inner[side] = _joined(inner.get(side), names)
        elif isinstance(value, list):
            term[name] = _joined(term.get(name), value)
        else:
            term[name] = value


def _joined(before: list[Any] | None, more: list[Any]) -> list[Any]:
    return [*(before or ()), *(one for one in more if one not in (before or ()))]


def _doubted(term: Mapping[str, Any]) -> dict[str, Any]:
    return {**term, "unclear_axes": _joined(term.get("unclear_axes"), [Axis.OTHER.value])}


def _amiss(says: Mapping[str, Any], tables: Tables) -> list[str]:
    """Why the draft cannot be confirmed as it is: two proposals may contradict one another."""
    try:
        statement_of(Part(says), tables)
    except BadInput as error:
        return [f"The draft contradicts itself. {error.message}"]
    return []
