"""Columns for tables that are reconciled: the values of properties, by concept, as the two versions of the protocol write them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from starlette.exceptions import HTTPException

from thesaury.governance.reconciling.matching import ANY_CONCEPT
from thesaury.governance.reconciling.properties import LINKING, Property, Value, in_language, known_property, values
from thesaury.model.concept import Label
from thesaury.vocabulary.languages import canonical
from thesaury.web.reconciliation.naming import Namer
from thesaury.web.reconciliation.questions import refused
from thesaury.web.texts import phrase

IDS = 1_000
"""Concepts asked for at once."""
PROPERTIES = 50
CONTENTS = ("concept", "name", "iri")
"""What is told of values that are concepts: something that counts as reconciled, or a text."""


@dataclass(frozen=True, slots=True)
class _Column:
    """One property as it was asked for: by which id, at most how many values (0: all), and what of those that are concepts, in which
    language."""

    id: str
    property: Property | None
    limit: int = 0
    content: str = CONTENTS[0]
    language: str = ""


@dataclass(frozen=True, slots=True)
class Extension:
    """What was asked: concepts by IRI, and columns."""

    ids: tuple[str, ...]
    columns: tuple[_Column, ...] = field(default=())


def asked(given: Any) -> Extension:
    """The question. Raises 400 for one that cannot be read, 413 for too many concepts."""
    ids, wanted = (given.get("ids"), given.get("properties")) if isinstance(given, dict) else (None, None)
    if not isinstance(ids, list) or not isinstance(wanted, list) or not all(isinstance(one, str) for one in ids):
        raise refused('What is asked for is {"ids": [...], "properties": [{"id": ...}]}.')
    if len(ids) > IDS or len(wanted) > PROPERTIES:
        raise HTTPException(413, f"Ask for {IDS} concepts and {PROPERTIES} properties at most. Send several questions.")
    return Extension(tuple(dict.fromkeys(ids)), tuple(map(_column, wanted)))


def answered(question: Extension, namer: Namer) -> dict[str, Any]:
    """As version 0.2 has it: rows by id, values by property."""
    rows = {id: {one.id: _cells(id, one, namer) for one in question.columns} for id in question.ids}
    return {"meta": _meta(question, namer), "rows": rows}


def answered_in_lists(question: Extension, namer: Namer) -> dict[str, Any]:
    """As the draft has it: lists, in the order of the question."""
    rows = [
        {"id": id, "properties": [{"id": one.id, "values": _cells(id, one, namer)} for one in question.columns]}
        for id in question.ids
    ]
    return {"meta": _meta(question, namer), "rows": rows}


def settings() -> list[dict[str, Any]]:
    """What can be set of a column: (id, name, kind, default, help, choices) by the names of the draft."""
    content = [{"value": one, "name": phrase(f"reconcile.content.{one}")} for one in CONTENTS]
    kinds: Sequence[tuple[str, str, Any, Mapping[str, Any]]] = (
        ("limit", "number", 0, {}),
        ("content", "select", CONTENTS[0], {"choices": content}),
        ("language", "text", "", {}),
    )
    return [
        {
            "id": id,
            "name": phrase(f"reconcile.setting.{id}"),
            "type": kind,
            "default": default,
            "helpText": phrase(f"reconcile.setting.{id}.help"),
            **more,
        }
        for id, kind, default, more in kinds
    ]


def proposed(type: str, limit: int, namer: Namer) -> dict[str, Any]:
    """Properties for concepts of a type: all have the same, those of every language first."""
    first = sorted(namer.offered.properties, key=lambda one: bool(one.language))
    told = [namer.property(one) for one in (first[:limit] if limit else first)]
    return {"properties": told, "type": type} | ({"limit": limit} if limit else {})


def _column(given: Any) -> _Column:
    if not isinstance(given, dict) or not isinstance(given.get("id"), str) or not given["id"]:
        raise refused('Each of `properties` is an object with an `id`, such as {"id": "skos:prefLabel"}.')
    chosen = given.get("settings") or {}
    if not isinstance(chosen, dict):
        raise refused(f"`settings` of {given['id']} is an object.")
    property = known_property(given["id"])
    language = canonical(str(chosen.get("language") or "").strip())
    if property and language:
        property = in_language(property, language)
    content = chosen.get("content") or CONTENTS[0]
    if content not in CONTENTS:
        raise refused(f"`content` of {given['id']} is one of {', '.join(CONTENTS)}.")
    return _Column(given["id"], property, _limit(given["id"], chosen.get("limit")), content, language)


def _limit(id: str, given: Any) -> int:
    """Clients send what was typed into a field: a number, or a text with one."""
    try:
        limit = int(float(given or 0))
    except (TypeError, ValueError, OverflowError):
        raise refused(f"`limit` of {id} is a number, 0 for all.") from None
    return max(limit, 0)


def _meta(question: Extension, namer: Namer) -> list[dict[str, Any]]:
    told = []
    for column in question.columns:
        named = namer.property(column.property) if column.property else {"name": column.id}
        linked = column.property and column.property.name in LINKING and column.content == CONTENTS[0]
        told.append(named | {"id": column.id} | ({"type": namer.type(ANY_CONCEPT)} if linked else {}))
    return told


def _cells(id: str, column: _Column, namer: Namer) -> list[dict[str, Any]]:
    concept = namer.offered.thesaurus.concept(id)
    if concept is None or column.property is None:
        return []
    found = values(column.property, concept, namer.offered.thesaurus)
    return [_cell(one, column, namer) for one in (found[: column.limit] if column.limit else found)]


def _cell(value: Value, column: _Column, namer: Namer) -> dict[str, Any]:
    if isinstance(value, Label):
        return dict(namer.named(value, "str"))
    offered, languages = namer.offered, (column.language, *namer.languages) if column.language else namer.languages
    concept, scheme = offered.thesaurus.concept(value.iri), offered.schemes.get(value.iri)
    if column.content == "iri" or not (concept or scheme):
        return {"str": value.iri}
    if concept is None:
        return namer.named(offered.title(scheme, languages), "str") if scheme else {"str": value.iri}
    label = offered.label(concept, languages)
    return namer.named(label, "str") if column.content == "name" else {"id": value.iri, **namer.named(label)}
