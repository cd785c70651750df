"""Fields that narrow a licence beside its lists and days: named licences, caps, duties, credits, changes, exclusivity, scope."""

import re
from collections.abc import Sequence
from dataclasses import replace

from thesaury.model.licensing import Axis, LicenceModel, Limit, Modification, Selection, Term
from thesaury.ports.licences import Field, Role
from thesaury.rights.fields.drawn import Drawn, drawn, left, span
from thesaury.rights.fields.silence import SILENT
from thesaury.rights.fields.words import said, table
from thesaury.rights.parsing import parse
from thesaury.rights.parsing.drafts import Draft
from thesaury.rights.parsing.licences import Template, named, templates
from thesaury.rights.parsing.meanings import Kind
from thesaury.rights.parsing.reading import read
from thesaury.rights.parsing.terms import missing, term_of
from thesaury.rights.vocabulary import Tables

SCOPES = {
    Role.CAMPAIGN: "campaign",
    Role.BRAND: "brand",
    Role.PRODUCT: "product",
    Role.INDUSTRY: "industry",
}
"""The roles that name what the licence is for, with the kinds of scope."""

_COUNTED = re.compile(r"(?P<kind>[a-z_]+)\s*[:= ]\s*(?P<most>\d+(?:\.\d+)?)")
_TAG = re.compile(r"[a-z]{2}(?:-[A-Z]{2})?")
_FILLING = frozenset({Kind.MODEL, Kind.PLAIN, Kind.BREAK, Kind.COMMA, Kind.CLOSE})


def licence_named(value: str) -> Template | None:
    """The licence whose name a value is, and nothing more than a name."""
    if (id_ := table()["models"].get(value.strip())) is not None:
        return templates()[id_]
    _, found = read(value, "")
    names = {each.meaning.names for each in found if each.kind is Kind.MODEL}
    return named(names.pop()) if len(names) == 1 and all(each.kind in _FILLING for each in found) else None


def brought_by(template: Template) -> Term:
    """What the name of a licence brings: all of its terms where it is a public one, else what it restricts."""
    term, _ = term_of(Draft(), {}, template, lambda reason, found: missing(reason, ""))
    return replace(term, unclear_axes=())


def model(field: Field, tables: Tables) -> Drawn:
    """A licence by its name."""
    if (template := licence_named(field.value)) is not None:
        return Drawn(_spanned(brought_by(template), field), (), LicenceModel(template.model))
    statement = parse("editorial use only" if field.value.strip() == LicenceModel.EDITORIAL else field.value)
    understood = len(statement.terms) == 1 and all(one in SILENT for one in statement.unresolved)
    if statement.prohibit_all or not understood:
        return left(field, Axis.OTHER, "not_a_grant")
    return Drawn(_spanned(replace(statement.terms[0], unclear_axes=()), field), (), statement.model)


def _spanned(term: Term, field: Field) -> Term:
    """The term with the field behind every axis its name speaks of."""
    said = {
        Axis.CHANNEL: term.channels != Selection(),
        Axis.REGION: term.regions != Selection(),
        Axis.DATE: term.perpetual or term.valid_until is not None,
        Axis.PURPOSE: term.purposes != Selection(),
        Axis.QUANTITY: bool(term.limits),
        Axis.MODIFICATION: term.modification is not None,
        Axis.OTHER: True,
    }
    return replace(term, spans=tuple(span(field, axis) for axis, speaks in said.items() if speaks))


def limits(field: Field, tables: Tables) -> Drawn:
    """A cap: a kind of our table with its number, or in words."""
    value = field.value.strip()
    if said(value, "none"):
        return Drawn()
    if value in tables.limits:
        return drawn(Term(limits=(Limit(value, None),)), field, Axis.QUANTITY)
    match = _COUNTED.fullmatch(value)
    if match and match["kind"] in tables.limits:
        return drawn(Term(limits=(Limit(match["kind"], float(match["most"])),)), field, Axis.QUANTITY)
    term = _only(value, "limits")
    return drawn(term, field, Axis.QUANTITY) if term else left(field, Axis.QUANTITY, "not_a_grant")


def duties(field: Field, tables: Tables) -> Drawn:
    """Something to be done in return, by its name or in words."""
    value = field.value.strip()
    if said(value, "none"):
        return Drawn()
    term = Term(duties=(value,)) if value in tables.duties else _only(value, "duties", "attribution_text")
    return drawn(term, field, Axis.OTHER) if term else left(field, Axis.OTHER, "not_a_grant")


def credit(field: Field, tables: Tables) -> Drawn:
    """Whether a credit line is asked for, or the line itself."""
    value = field.value.strip()
    if said(value, "credit", "free") or said(value, "no"):
        return Drawn()
    asked = said(value, "credit", "asked") or said(value, "yes")
    line = "" if asked else value
    return drawn(Term(duties=("attribution",), attribution_text=line), field, Axis.OTHER)


def modification(field: Field, tables: Tables) -> Drawn:
    """How far a picture may be changed. One kind of change that is not allowed leaves the others open."""
    value = field.value.strip()
    if value in set(Modification):
        return drawn(Term(modification=Modification(value)), field, Axis.MODIFICATION)
    if said(value, "modification", "minor"):
        return drawn(Term(modification=Modification.MINOR), field, Axis.MODIFICATION)
    term = _only(value, "modification")
    return drawn(term, field, Axis.MODIFICATION) if term else left(field, Axis.MODIFICATION, "not_a_grant")


def exclusivity(field: Field, tables: Tables) -> Drawn:
    """What binds the licensor, in the words of the source: it restricts nobody who uses the picture."""
    value = field.value.strip()
    return Drawn() if said(value, "none") else drawn(Term(exclusivity=value), field, Axis.OTHER)


def scope(fields: Sequence[Field]) -> Drawn:
    """What the licence is for, one of the values of a field, each by its whole name: names have commas of their own."""
    names = tuple(dict.fromkeys(field.value.strip() for field in fields))
    spans = tuple(span(field, Axis.SCOPE) for field in fields)
    return Drawn(Term(scope=((SCOPES[fields[0].role], names),), spans=spans))


def language(field: Field, tables: Tables) -> Drawn:
    """The languages a picture may be used in, by tag or name."""
    told = list[str]()
    for item in filter(None, map(str.strip, re.split(r"[;,|\n]", field.value))):
        found = read(item, "")[1]
        if _TAG.fullmatch(item):
            told.append(item)
        elif len(found) == 1 and found[0].kind is Kind.LANGUAGE:
            told += found[0].meaning.names
        else:
            return left(field, Axis.SCOPE, "not_a_grant")
    return drawn(Term(scope=(("language", tuple(dict.fromkeys(told))),)), field, Axis.SCOPE)


def prohibited(field: Field, tables: Tables) -> Drawn:
    """A switch that forbids every use while it is on, or the state of a licence that is over."""
    if said(field.value, "yes") or said(field.value, "ended"):
        return Drawn(prohibits=True, spans=(span(field, Axis.OTHER),))
    return Drawn() if said(field.value, "no") else left(field, Axis.OTHER, "not_a_grant")


def _only(value: str, *names: str) -> Term | None:
    """What a value says in words, where it speaks of nothing but these members of a term."""
    statement = parse(value)
    if statement.prohibit_all or len(statement.terms) != 1 or any(one not in SILENT for one in statement.unresolved):
        return None
    term = statement.terms[0]
    told = {name: getattr(term, name) for name in names}
    return Term(**told) if replace(term, unclear_axes=(), spans=()) == Term(**told) else None
