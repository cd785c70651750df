"""Values to compact JSON texts and back, exactly: what is decoded equals what was encoded."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from thesaury.model.annotation import Evidence, Reason, Voice
from thesaury.model.asset import File, Licence, Record, Text
from thesaury.model.concept import Concept, ConceptScheme, Label, MappingRelation, Match
from thesaury.model.policy import Policy, PolicyStatus

Pairs = tuple[tuple[str, Any], ...]


def _dumps(value: Any) -> str:
    # ASCII only, so that even a lone surrogate from a damaged file name survives.
    return json.dumps(value, separators=(",", ":"))


def encode_record(record: Record) -> str:
    """What a record says; its connection, external id, etag and raw payload are kept beside it."""
    file = record.file
    return _dumps(
        [
            [(t.field, t.value, t.language) for t in record.texts],
            record.tags,
            record.stated,
            record.properties,
            file and (file.location, file.media_type, file.digest, file.bytes, file.width, file.height, file.look),
            [(licence.text, licence.fields) for licence in record.licences],
            record.same_as,
        ]
    )


def decode_record(connection: str, external_id: str, etag: str, payload: str) -> Record:
    """The record again, with an empty raw payload."""
    texts, tags, stated, properties, file, licences, *further = json.loads(payload)
    return Record(
        connection=connection,
        external_id=external_id,
        etag=etag,
        texts=tuple(Text(*text) for text in texts),
        tags=tuple(tags),
        stated=tuple(stated),
        properties=tuple((name, tuple(values)) for name, values in properties),
        file=File(*file) if file else None,
        licences=tuple(Licence(text, _pairs(fields)) for text, fields in licences),
        same_as=tuple(further[0]) if further else (),
    )


def encode_raw(raw: Mapping[str, Any]) -> str:
    """A raw payload; whatever JSON has no form for, such as a date of a spreadsheet, is kept as its text."""
    return json.dumps(dict(raw), separators=(",", ":"), default=str)


_NOTHING = "[]"
"""An empty list as it is written: most rows have one, and a page of hits reads hundreds of them."""


def encode_evidence(evidence: Sequence[Evidence]) -> str:
    """The evidence of one suggestion or annotation."""
    return _dumps([(e.field, e.start, e.end, e.quote, e.label, e.language) for e in evidence])


def decode_evidence(payload: str) -> tuple[Evidence, ...]:
    """The evidence again."""
    return tuple(Evidence(*evidence) for evidence in json.loads(payload)) if payload != _NOTHING else ()


def encode_reasons(reasons: Sequence[Reason]) -> str:
    """The voices beside the words for one suggestion or annotation."""
    return _dumps([_reason(reason) for reason in reasons])


def _reason(reason: Reason) -> tuple[str | float, ...]:
    """Most have nobody who decided: two empty texts for each would be much of the database."""
    told = (reason.voice, reason.subject, reason.weight, reason.step)
    return (*told, reason.by, reason.at) if reason.by or reason.at else told


def decode_reasons(payload: str) -> tuple[Reason, ...]:
    """The reasons again."""
    if payload == _NOTHING:
        return ()
    return tuple(Reason(Voice(voice), *told) for voice, *told in json.loads(payload))


def encode_policy(policy: Policy) -> str:
    """What a policy says; its record and status are kept beside it."""
    return _dumps([policy.text, policy.fields, policy.unresolved])


def decode_policy(record: str, status: str, payload: str) -> Policy:
    """The policy again."""
    text, fields, unresolved = json.loads(payload)
    return Policy(record, PolicyStatus(status), text, _pairs(fields), tuple(unresolved))


def encode_pairs(pairs: Sequence[tuple[str, Any]]) -> str:
    """Ordered pairs, such as settings or counts."""
    return _dumps(list(pairs))


def decode_pairs(payload: str) -> Pairs:
    """The pairs again."""
    return _pairs(json.loads(payload))


def encode_concept(concept: Concept) -> str:
    """One concept; equal concepts have equal texts."""
    c = concept
    return _dumps(
        [
            c.iri,
            c.schemes,
            _labels(c.preferred),
            _labels(c.alternative),
            _labels(c.hidden),
            _labels(c.definitions),
            _labels(c.notes),
            c.notations,
            c.broader,
            c.related,
            [(match.relation, match.target) for match in c.matches],
            c.deprecated,
            c.replaced_by,
        ]
    )


def decode_concept(payload: str) -> Concept:
    """The concept again."""
    iri, schemes, preferred, alternative, hidden, definitions, notes, *rest = json.loads(payload)
    notations, broader, related, matches, deprecated, replaced_by = rest
    return Concept(
        iri,
        tuple(schemes),
        _to_labels(preferred),
        _to_labels(alternative),
        _to_labels(hidden),
        _to_labels(definitions),
        _to_labels(notes),
        tuple(notations),
        tuple(broader),
        tuple(related),
        tuple(Match(MappingRelation(relation), target) for relation, target in matches),
        deprecated,
        replaced_by,
    )


def encode_scheme(scheme: ConceptScheme) -> str:
    """One concept scheme."""
    return _dumps([scheme.iri, _labels(scheme.titles), scheme.top_concepts])


def decode_scheme(payload: str) -> ConceptScheme:
    """The concept scheme again."""
    iri, titles, top_concepts = json.loads(payload)
    return ConceptScheme(iri, _to_labels(titles), tuple(top_concepts))


def _labels(labels: Sequence[Label]) -> list[tuple[str, str]]:
    return [(label.text, label.language) for label in labels]


def _to_labels(labels: list[list[str]]) -> tuple[Label, ...]:
    return tuple(Label(*label) for label in labels)


def _pairs(pairs: list[list[Any]]) -> Pairs:
    return tuple((name, value) for name, value in pairs)
