"""Fields that list channels, regions, purposes or parties: names of our tables, or words of the parser's dictionaries."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from thesaury.model.licensing import ANY, WORLD, Axis, Selection, Statement, Term
from thesaury.ports.licences import Field, Role
from thesaury.rights.fields.drawn import Drawn, span, words_of
from thesaury.rights.fields.silence import SILENT
from thesaury.rights.fields.words import folded, said, table
from thesaury.rights.parsing import Context, parse, selections
from thesaury.rights.parsing.codes import doubtful
from thesaury.rights.parsing.drafts import Draft, names
from thesaury.rights.parsing.meanings import Found, Kind, Meaning
from thesaury.rights.parsing.reading import read
from thesaury.rights.vocabulary import Tables

LISTS = {
    Role.CHANNELS: Kind.CHANNEL,
    Role.DENIED_CHANNELS: Kind.CHANNEL,
    Role.REGIONS: Kind.REGION,
    Role.DENIED_REGIONS: Kind.REGION,
    Role.PURPOSES: Kind.PURPOSE,
    Role.DENIED_PURPOSES: Kind.PURPOSE,
    Role.PARTIES: Kind.PARTY,
}
"""The roles whose values are lists, with what they list."""

_DENIED = (Role.DENIED_CHANNELS, Role.DENIED_REGIONS, Role.DENIED_PURPOSES)
_AXES = {
    Kind.CHANNEL: Axis.CHANNEL,
    Kind.REGION: Axis.REGION,
    Kind.PURPOSE: Axis.PURPOSE,
    Kind.PARTY: Axis.PARTY,
}
_TERMS = {Kind.CHANNEL: "channels", Kind.REGION: "regions", Kind.PURPOSE: "purposes", Kind.PARTY: "parties"}
_REASONS = {Kind.REGION: "undefined_region"}
_MARKS = re.compile(r"[;,|\n]")
_ALSO = re.compile(r"[;,|\n]|\s+(?:and|und|et|&|\+)\s+")
_BETWEEN = frozenset({Kind.COMMA, Kind.BREAK, Kind.JOIN, Kind.CELL})
_CODE = re.compile(r"[A-Z]{2}")
_STRUCK = re.compile(r"[-!–−¬~≠]\w")
"""A mark that touches the word behind it takes it away, as far as anybody can tell; one with a space behind it is a bullet."""


def listed(fields: Sequence[Field], tables: Tables, context: Context) -> Drawn:
    """All values of one field, which unite; what is not understood of them leaves the axis unclear."""
    kind = LISTS[fields[0].role]
    denies = fields[0].role in _DENIED
    found: list[Found] = []
    denied: list[Found] = []
    open_: list[Field] = []
    alone = _codes([item for field in fields for item in _items(field.value)], tables)
    for field in fields:
        told = (
            [] if denies and said(field.value, "none") else _meanings(field.value, kind, tables, alone, denies, context)
        )
        if told is None:
            open_.append(field)
        else:
            found += [each for each in told if each.meaning.rule != _EXCEPT]
            denied += [each for each in told if each.meaning.rule == _EXCEPT]
    selection, clash = _selection(kind, found, denied, denies)
    spans = tuple(span(field, _AXES[kind]) for field in fields)
    unclear = (_AXES[kind],) if open_ or clash else ()
    chosen: dict[str, Any] = {_TERMS[kind]: selection}
    term = Term(**chosen, unclear_axes=unclear, spans=spans)
    reasons = [words_of(field, _REASONS.get(kind, "not_a_grant")) for field in open_]
    reasons += [words_of(field, "contradiction") for field in fields[:1] if clash]
    return Drawn(term, tuple(reasons))


_EXCEPT = "left out"


def _selection(kind: Kind, found: list[Found], denied: list[Found], denies: bool) -> tuple[Selection, bool]:
    draft = Draft()
    part = draft.parts[kind]
    if denies:
        unclear = tuple(dict.fromkeys(name for each in found for name in each.meaning.unclear))
        deny = names(found, denied=True)
        return Selection(None, deny, tuple(name for name in unclear if name not in deny)), False
    part.allow, part.deny = found, denied
    if not found and not denied:
        return Selection(), False
    if kind is Kind.CHANNEL:
        return selections.channels_of(draft, None, Selection())
    if kind is Kind.REGION:
        return selections.regions_of(draft, None)
    return _purposes(draft) if kind is Kind.PURPOSE else (selections.parties_of(draft), False)


def _purposes(draft: Draft) -> tuple[Selection, bool]:
    """The purposes of a list. A text that names a further one allows it beside the ordinary ones; a list perhaps does not."""
    selection, clash = selections.purposes_of(draft, None)
    allow = selection.allow or ()
    if ANY not in allow or any(ANY in each.meaning.names for each in draft.parts[Kind.PURPOSE].allow):
        return selection, clash
    told = tuple(name for name in allow if name != ANY)
    perhaps = (name for name in selections.ORDINARY if name not in (*told, *selection.deny, *selection.unclear))
    return Selection(told, selection.deny, (*selection.unclear, *perhaps)), clash


def _items(value: str) -> list[str]:
    return [item for part in _MARKS.split(value) if (item := part.strip())]


def _meanings(
    value: str, kind: Kind, tables: Tables, codes: frozenset[str], denies: bool, context: Context
) -> list[Found] | None:
    """What a value names; None where a part of it is not understood."""
    if said(value, "all"):
        return [_found(kind, (WORLD if kind is Kind.REGION else ANY,))]
    items = [item for part in _ALSO.split(value) if (item := part.strip())]
    if any(map(_STRUCK.match, items)):
        return None
    if kind is Kind.REGION and any(said_code(item) and item not in codes for item in items):
        return None
    theirs = {folded(words) for words, _ in context.regions} if kind is Kind.REGION else set()
    exact = [None if folded(item) in theirs else _exact(item, kind, tables) for item in items]
    if items and all(exact):
        return [each for each in exact if each]
    if "_" not in value and (told := _worded(value, kind, context)):
        return told
    if not denies and "_" not in value and (told := _parsed(value, kind, context)):
        return told
    each_one = [[one] if one else _worded(item, kind, context) for one, item in zip(exact, items, strict=True)]
    return [each for told in each_one for each in told or ()] if items and all(each_one) else None


def said_code(item: str) -> bool:
    """Whether it is a code that people also write for something else; read as a country only in a list of codes with a plain one."""
    return doubtful(item)


def _codes(items: Sequence[str], tables: Tables) -> frozenset[str]:
    """The doubtful codes that are surely countries: all the list are codes of countries, and one of them is plain."""
    countries = [bool(_CODE.fullmatch(item)) and item in tables.regions.countries for item in items]
    plain = any(not said_code(item) for item in items)
    return frozenset(filter(said_code, items)) if all(countries) and plain else frozenset()


def _exact(item: str, kind: Kind, tables: Tables) -> Found | None:
    """A name of our tables. Codes of regions are in capitals or numbers: "de" may be a word."""
    regions = tables.regions
    known = {
        Kind.CHANNEL: lambda: tables.channels.known(item),
        Kind.REGION: lambda: item == item.upper() and regions.known(item) and regions.canonical(item) == item,
        Kind.PURPOSE: lambda: item in tables.purposes,
        Kind.PARTY: lambda: tables.parties.known(item),
    }
    if known[kind]():
        # Who is named beside the licensee is no reason to think that the licensee is not meant.
        return _found(kind, ("licensee", item) if kind is Kind.PARTY else (item,), (item,))
    return _purpose(item) if kind is Kind.PURPOSE else None


def _purpose(item: str) -> Found | None:
    found = next((name for name in table()["purposes"] if said(item, "purposes", name)), None)
    return _found(Kind.PURPOSE, (found,)) if found else None


def _found(kind: Kind, told: tuple[str, ...], denied: tuple[str, ...] = (), rule: str = "") -> Found:
    return Found(Meaning(kind, told, denied or told, rule=rule or " ".join(told)), 0, 0, 0, 0)


def _worded(value: str, kind: Kind, context: Context) -> list[Found] | None:
    """The words of a value, where it is nothing but words of its axis and what stands between them."""
    _, found = read(value, context.locale, context.regions)
    told = [each for each in found if each.kind is kind]
    pure = bool(told) and all(each.kind is kind or each.kind in _BETWEEN for each in found)
    return told if pure and all(each.meaning.names for each in told) else None


def _parsed(value: str, kind: Kind, context: Context) -> list[Found] | None:
    """A value that says more ("all media except TV", "worldwide without the US"), where all of it is about its axis."""
    chosen = _chosen(parse(value, context), kind)
    if chosen is None:
        return None
    allow, deny = chosen.allow or (), chosen.deny
    found = [_found(kind, allow).as_(Meaning(kind, allow, allow, chosen.unclear))] if allow else []
    return found + ([_found(kind, deny, deny, _EXCEPT)] if deny else [])


def _chosen(statement: Statement, kind: Kind) -> Selection | None:
    """The selection of a statement that says nothing else."""
    if statement.prohibit_all or len(statement.terms) != 1 or any(one not in SILENT for one in statement.unresolved):
        return None
    term = statement.terms[0]
    name = _TERMS[kind]
    chosen: Selection = getattr(term, name)
    nothing: dict[str, Any] = {name: Selection()}
    return chosen if replace(term, unclear_axes=(), spans=(), **nothing) == Term() else None
