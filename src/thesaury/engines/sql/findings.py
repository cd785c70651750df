"""What was found out about assets, as rows and as values."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Table, func, select

from thesaury.engines.sql.codec import (
    decode_evidence,
    decode_policy,
    decode_reasons,
    encode_evidence,
    encode_policy,
    encode_reasons,
)
from thesaury.engines.sql.database import CHUNK, insert_all
from thesaury.engines.sql.schema import annotation, asset, policy, review, suggestion, unknown_tag
from thesaury.model.annotation import Annotation, Decision, Enrichment, Origin, Suggestion
from thesaury.model.policy import Policy
from thesaury.ports.catalogue import chunked
from thesaury.ports.enrichments import Carried, Decided, Findings

Settled = set[tuple[str, str]]
"""The (asset id, concept) pairs a person has decided on."""

HOLDS = annotation.c.decision != Decision.REJECTED
"""Rows of annotations that hold."""


def read_findings(database: Connection, ids: Sequence[str]) -> dict[str, Findings]:
    """The findings of each of these assets, empty where nothing is known."""
    found: dict[str, Findings] = {}
    for chunk in chunked(list(dict.fromkeys(ids)), CHUNK):
        annotations = _by_asset(_rows(database, annotation, chunk, HOLDS))
        suggestions = _by_asset(_rows(database, suggestion, chunk))
        policies = _by_asset(_rows(database, policy, chunk))
        tags = _by_asset(_rows(database, unknown_tag, chunk))
        for id in chunk:
            found[id] = Findings(
                annotations=tuple(
                    sorted((to_annotation(row) for row in annotations.get(id, ())), key=lambda a: a.concept)
                ),
                suggestions=tuple(sorted((to_suggestion(row) for row in suggestions.get(id, ())), key=_best_first)),
                policies=tuple(_policies(policies.get(id, ()))),
                unknown_tags=tuple(sorted(row.tag for row in tags.get(id, ()))),
            )
    return found


def write_findings(database: Connection, enrichments: Sequence[Enrichment], decided: Settled) -> None:
    """Insert what was found, except for concepts a person has decided on; what is annotated is not suggested too."""
    insert_all(database, annotation, [row for e in enrichments for row in _annotation_rows(e, decided)])
    insert_all(database, suggestion, [row for e in enrichments for row in _suggestion_rows(e, decided)])
    insert_all(database, policy, [row for e in enrichments for row in _policy_rows(e)])
    tags = [{"asset_id": e.asset, "tag": tag} for e in enrichments for tag in dict.fromkeys(e.unknown_tags)]
    insert_all(database, unknown_tag, tags)


def carried(database: Connection) -> dict[str, Carried]:
    """How often every concept is carried, suggested and rejected by live assets; each table is read once."""
    count = func.count()
    decided = select(annotation.c.concept, HOLDS.label("holds"), count).join(asset).where(asset.c.live)
    waiting = select(suggestion.c.concept, count).join(asset).where(asset.c.live).group_by(suggestion.c.concept)
    suggested = {str(concept): int(number) for concept, number in database.execute(waiting)}
    holds: dict[bool, dict[str, int]] = {True: {}, False: {}}
    for concept, held, number in database.execute(decided.group_by(annotation.c.concept, HOLDS)):
        holds[bool(held)][concept] = number
    return {
        concept: Carried(holds[True].get(concept, 0), suggested.get(concept, 0), holds[False].get(concept, 0))
        for concept in sorted(holds[True].keys() | holds[False].keys() | suggested.keys())
    }


def decided(database: Connection) -> list[Decided]:
    """The decision that holds on every concept that was decided on; the last one of the log says when it was made."""
    pair = (review.c.asset_id, review.c.concept)
    last = select(func.max(review.c.id).label("id")).group_by(*pair).cte("last")
    kept = annotation.c
    same = (kept.asset_id == review.c.asset_id) & (kept.concept == review.c.concept)
    columns = (*pair, kept.decision, review.c.reviewer, review.c.at, kept.annotator, kept.evidence)
    rows = select(*columns).join(last, last.c.id == review.c.id).join(annotation, same).where(kept.decision != "")
    return [
        Decided(id, concept, Decision(decision), by, at, annotator, _fields(evidence))
        for id, concept, decision, by, at, annotator, evidence in database.execute(rows.order_by(*pair))
    ]


def _fields(evidence: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.field for one in decode_evidence(evidence)))


def to_annotation(row: Row[Any]) -> Annotation:
    """A row of the table as a value."""
    evidence, reasons = decode_evidence(row.evidence), decode_reasons(row.reasons)
    who = Origin(row.origin), row.attributed_to
    return Annotation(row.concept, *who, row.score, evidence, row.vocabulary, reasons, row.annotator)


def to_suggestion(row: Row[Any]) -> Suggestion:
    """A row of the table as a value."""
    evidence, reasons = decode_evidence(row.evidence), decode_reasons(row.reasons)
    return Suggestion(row.concept, row.score, evidence, row.annotator, row.vocabulary, reasons)


def _rows(database: Connection, table: Table, ids: Sequence[str], *conditions: Any) -> Sequence[Row[Any]]:
    return database.execute(select(table).where(table.c.asset_id.in_(ids), *conditions)).all()


def _by_asset(rows: Sequence[Row[Any]]) -> dict[str, list[Row[Any]]]:
    found: dict[str, list[Row[Any]]] = {}
    for row in rows:
        found.setdefault(row.asset_id, []).append(row)
    return found


def _best_first(suggestion: Suggestion) -> tuple[float, str]:
    return -suggestion.score, suggestion.concept


def _policies(rows: Sequence[Row[Any]]) -> Iterator[Policy]:
    for row in sorted(rows, key=lambda row: (row.record, row.position)):
        yield decode_policy(row.record, row.status, row.payload)


def _annotation_rows(enrichment: Enrichment, decided: Settled) -> Iterator[dict[str, Any]]:
    seen = set()
    for found in enrichment.annotations:
        if found.concept not in seen and (enrichment.asset, found.concept) not in decided:
            seen.add(found.concept)
            yield {
                "asset_id": enrichment.asset,
                "concept": found.concept,
                "origin": found.origin,
                "attributed_to": found.attributed_to,
                "score": found.score,
                "evidence": encode_evidence(found.evidence),
                "vocabulary": found.vocabulary,
                "decision": "",
                "reasons": encode_reasons(found.reasons),
                "annotator": found.annotator,
            }


def _suggestion_rows(enrichment: Enrichment, decided: Settled) -> Iterator[dict[str, Any]]:
    seen = {annotation.concept for annotation in enrichment.annotations}
    for found in enrichment.suggestions:
        if found.concept not in seen and (enrichment.asset, found.concept) not in decided:
            seen.add(found.concept)
            yield {
                "asset_id": enrichment.asset,
                "concept": found.concept,
                "score": found.score,
                "evidence": encode_evidence(found.evidence),
                "annotator": found.annotator,
                "vocabulary": found.vocabulary,
                "reasons": encode_reasons(found.reasons),
            }


def _policy_rows(enrichment: Enrichment) -> Iterator[dict[str, Any]]:
    for position, found in enumerate(enrichment.policies):
        yield {
            "asset_id": enrichment.asset,
            "position": position,
            "record": found.record,
            "status": found.status,
            "payload": encode_policy(found),
        }
