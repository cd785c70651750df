"""Templates of calls: places in braces filled from a change, as structures where a place stands alone."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from thesaury.connectors.smintio.data_object import identity, opened, pick, squashed
from thesaury.connectors.smintio.localised import scalar
from thesaury.connectors.texts import is_iri
from thesaury.model.outbox import Change, ConceptTag

_PLACE = re.compile(r"\{([a-z_]+)\}")


def places(change: Change, **more: Any) -> dict[str, Any]:
    """What a template may name: external_id, field, key, and the concepts to add, to remove and wanted, whole or by IRI or label."""
    found: dict[str, Any] = {"external_id": change.external_id, "field": change.field, "key": change.key, **more}
    for name, tags in (("add", change.add), ("remove", change.remove), ("wanted", change.wanted)):
        found[name] = [_concept(tag) for tag in tags]
        found[f"{name}_iris"] = [tag.iri for tag in tags]
        found[f"{name}_labels"] = [label for tag in tags for label in _labels(tag).values()]
    return found


def filled(template: Any, values: Mapping[str, Any]) -> Any:
    """The template with its places filled. A text that is one place becomes its value, with its type; unknown places stay."""
    if isinstance(template, Mapping):
        return {name: filled(inner, values) for name, inner in template.items()}
    if isinstance(template, list):
        return [filled(inner, values) for inner in template]
    if not isinstance(template, str):
        return template
    alone = _PLACE.fullmatch(template)
    if alone and alone[1] in values:
        return values[alone[1]]
    return _PLACE.sub(lambda place: _text(values[place[1]]) if place[1] in values else place[0], template)


def filled_address(template: str, values: Mapping[str, Any]) -> str:
    """The address with its places filled, each safe within a path or a query."""
    return _PLACE.sub(
        lambda place: quote(_text(values[place[1]]), safe="") if place[1] in values else place[0], template
    )


def concepts(answer: Any, path: str) -> dict[str, frozenset[str] | None]:
    """The concept IRIs at a path such as `assets/concepts`, by the asset they are of (empty where none is named).

    None where the last part of the path is not there: what is not said is not empty.
    """
    *outer, last = [part for part in path.split("/") if part]
    holders = [answer]
    for part in outer:
        holders = [item for holder in holders for item in _listed(pick(opened(holder, "flat"), part))]
    found: dict[str, frozenset[str] | None] = {}
    for holder in holders:
        members = opened(holder, "flat")
        named = pick(members, "assetId")
        key = (identity(opened(named, "flat")) if isinstance(named, Mapping) else scalar(named)) or identity(members)
        there = squashed(last) in members
        found[key] = frozenset(filter(is_iri, map(_iri, _listed(members[squashed(last)])))) if there else None
    return found


def _iri(value: Any) -> str:
    return scalar(pick(opened(value, "flat"), "iri", "uri", "id")) if isinstance(value, Mapping) else scalar(value)


def _listed(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _concept(tag: ConceptTag) -> dict[str, Any]:
    return {"iri": tag.iri, "scheme": tag.scheme, "labels": _labels(tag)}


def _labels(tag: ConceptTag) -> dict[str, str]:
    return {label.language or "x-default": label.text for label in tag.labels}


def _text(value: Any) -> str:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "; ".join(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
