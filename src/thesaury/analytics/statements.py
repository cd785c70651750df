"""What is known of an asset, as RDF statements in SKOS, DCAT, Web Annotation, ODRL and PROV terms.

Every node is the asset's IRI or a fragment of it (`urn:thesaury:asset:<id>#...`) that links from the asset lead to, so
that a graph can replace all that is said of one asset.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from thesaury.analytics.policies import policy_statements
from thesaury.analytics.terms import agent_iri, calendar_day, decimal, encoded, fragment, integer, text, typed
from thesaury.model.annotation import Annotation, Evidence, Reason, Suggestion, Voice
from thesaury.model.asset import Asset, File, Record
from thesaury.model.rights_record import RightsRecord
from thesaury.model.statement import DCAT, DCTERMS, OA, PROV, SCHEMA, THY, Iri, Literal, Statement
from thesaury.ports.enrichments import Findings

ASSETS_GRAPH = "urn:thesaury:graph:assets"
"""The named graph of everything `asset_statements` says."""

SPDX = "http://spdx.org/rdf/terms#"

_KINDS = {"video": "VideoObject", "audio": "AudioObject"}
_PART = r"(?:[\w/?:@!$&'()*+,;=.~-]|%[0-9a-f]{2})*"
_PLACE = r"(?://[\w.~-]*(?::[0-9]*)?(?=[/?#]|$)|(?!//))"
_VALID_IRI = re.compile(rf"[a-z][a-z0-9+.-]*:{_PLACE}{_PART}(?:#{_PART})?", re.IGNORECASE)
_CREATED = "created"
"""The property of records that says when a picture was made."""


def vocabulary_graph(name: str) -> str:
    """The named graph of the current version of a vocabulary."""
    return f"urn:thesaury:graph:vocabulary:{encoded(name)}"


def asset_iri(asset: str) -> str:
    """The IRI of the asset with this id."""
    return f"urn:thesaury:asset:{encoded(asset)}"


def concept_iri(concept: str) -> str:
    """The concept's own IRI, or, where a source calls a concept by something that is none, a name made from it."""
    return concept if _VALID_IRI.fullmatch(concept) else f"urn:thesaury:concept:{encoded(concept)}"


def record_iri(asset: str, key: str) -> str:
    """The IRI of a record of the asset with this id, by the record's key."""
    return fragment(asset_iri(asset), "record", key)


def asset_statements(
    asset: Asset, findings: Findings, rights: Sequence[RightsRecord] = (), made_from: Sequence[str] = ()
) -> Iterator[Statement]:
    """The asset with its names, records and files, its annotations and suggestions with their evidence, its policies with the terms of its
    current rights records, and the assets it was made from, by id."""
    node = asset_iri(asset.id)
    yield from typed(node, f"{SCHEMA}{_kind(asset)}", f"{DCAT}Resource")
    yield Statement(node, f"{DCTERMS}identifier", text(asset.id))
    for title in asset.texts():
        if title.field == "title":
            yield Statement(node, f"{SCHEMA}name", text(title.value, title.language))
    if created := _created(asset):
        yield Statement(node, f"{DCTERMS}created", calendar_day(created))
    for source in dict.fromkeys(made_from):
        yield Statement(node, f"{PROV}wasDerivedFrom", Iri(asset_iri(source)))
    for record in asset.records:
        yield from _record(node, record)
    for annotation in findings.annotations:
        yield from _annotation(node, annotation)
    for suggestion in findings.suggestions:
        yield from _suggestion(node, suggestion)
    yield from policy_statements(node, findings.policies, rights)


def _kind(asset: Asset) -> str:
    types = (record.file.media_type.split("/")[0] for record in asset.records if record.file)
    return _KINDS.get(next((kind for kind in types if kind), "image"), "ImageObject")


def _created(asset: Asset) -> date | None:
    """The earliest day that a record gives; a moment counts as the day it is written with."""
    written = (value for record in asset.records for value in record.property_values(_CREATED))
    return min((day for day in map(_day, written) if day), default=None)


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None


def _record(asset: str, record: Record) -> Iterator[Statement]:
    node = fragment(asset, "record", record.key)
    yield Statement(asset, f"{THY}record", Iri(node))
    yield from typed(node, f"{THY}Record")
    yield Statement(node, f"{THY}system", text(record.connection))
    yield Statement(node, f"{DCTERMS}identifier", text(record.external_id))
    if record.file:
        yield from _file(asset, node, record.file)


def _file(asset: str, record: str, file: File) -> Iterator[Statement]:
    node = record.replace("#record-", "#file-")
    yield Statement(asset, f"{DCAT}distribution", Iri(node))
    yield from typed(node, f"{DCAT}Distribution")
    yield Statement(node, f"{PROV}wasDerivedFrom", Iri(record))
    if file.media_type:
        yield Statement(node, f"{DCTERMS}format", text(file.media_type))
    for predicate, number in (
        (f"{DCAT}byteSize", file.bytes),
        (f"{SCHEMA}width", file.width),
        (f"{SCHEMA}height", file.height),
    ):
        if number:
            yield Statement(node, predicate, integer(number))
    if file.digest:
        yield from _checksum(asset, node, file.digest)


def _checksum(asset: str, file: str, digest: str) -> Iterator[Statement]:
    """The algorithm is our own: the digest covers the picture, not the metadata written into the same file."""
    node = fragment(asset, "checksum", digest)
    yield Statement(file, f"{SPDX}checksum", Iri(node))
    yield from typed(node, f"{SPDX}Checksum")
    yield Statement(node, f"{SPDX}algorithm", Iri(f"{THY}sha256OfImageData"))
    yield Statement(node, f"{SPDX}checksumValue", text(digest))


def _annotation(asset: str, annotation: Annotation) -> Iterator[Statement]:
    node = fragment(asset, "annotation", annotation.concept)
    yield from _tagging(asset, node, annotation.concept, annotation.evidence)
    yield from _said(node, "accepted", annotation.score, annotation.attributed_to, annotation.vocabulary)
    yield Statement(node, f"{THY}origin", text(annotation.origin.value))
    for number, reason in enumerate(annotation.reasons, start=1):
        yield from _reason(node, f"{node}-reason-{number}", reason)


def _suggestion(asset: str, suggestion: Suggestion) -> Iterator[Statement]:
    """A suggestion without its words and reasons: they are in the catalogue until a review, and would be most of the graph."""
    node = fragment(asset, "annotation", suggestion.concept)
    yield from _tagging(asset, node, suggestion.concept, ())
    yield from _said(node, "suggested", suggestion.score, suggestion.annotator, suggestion.vocabulary)


def _tagging(asset: str, node: str, concept: str, evidence: tuple[Evidence, ...]) -> Iterator[Statement]:
    """The target is the asset itself or, where words spoke for the concept, the asset with those words selected."""
    yield Statement(asset, f"{THY}annotation", Iri(node))
    yield from typed(node, f"{OA}Annotation")
    yield Statement(node, f"{OA}motivatedBy", Iri(f"{OA}tagging"))
    yield Statement(node, f"{OA}hasBody", Iri(concept_iri(concept)))
    target = f"{node}-target" if evidence else asset
    yield Statement(node, f"{OA}hasTarget", Iri(target))
    if evidence:
        yield from typed(target, f"{OA}SpecificResource")
        yield Statement(target, f"{OA}hasSource", Iri(asset))
    for number, found in enumerate(evidence, start=1):
        yield from _selector(target, f"{target}-{number}", found)


def _selector(target: str, node: str, evidence: Evidence) -> Iterator[Statement]:
    yield Statement(target, f"{OA}hasSelector", Iri(node))
    yield from typed(node, f"{OA}TextQuoteSelector")
    yield Statement(node, f"{OA}exact", text(evidence.quote))
    yield Statement(node, f"{THY}field", text(evidence.field))
    yield Statement(node, f"{THY}label", text(evidence.label, evidence.language))


def _reason(annotation: str, node: str, reason: Reason) -> Iterator[Statement]:
    """Who spoke for the concept, as a qualified influence of PROV-O: another asset, another concept, or words alone."""
    yield Statement(annotation, f"{PROV}qualifiedInfluence", Iri(node))
    yield from typed(node, f"{PROV}Influence")
    yield Statement(node, f"{THY}voice", Literal(reason.voice.value))
    yield Statement(node, f"{THY}weight", decimal(round(reason.weight, 4)))
    if reason.voice in (Voice.EXPERIENCE, Voice.MEANING, Voice.MAPPING):
        yield Statement(node, f"{THY}words", text(reason.subject))
        return
    name = asset_iri if reason.voice is Voice.NEIGHBOUR else concept_iri
    yield Statement(node, f"{PROV}influencer", Iri(name(reason.subject)))
    if reason.step:
        yield Statement(node, f"{THY}step", text(reason.step))


def _said(node: str, status: str, score: float, agent: str, vocabulary: str) -> Iterator[Statement]:
    yield Statement(node, f"{THY}status", Literal(status))
    yield Statement(node, f"{THY}confidence", decimal(round(score, 4)))
    if agent:
        yield Statement(node, f"{PROV}wasAttributedTo", Iri(agent_iri(agent)))
    if vocabulary:
        yield Statement(node, f"{THY}vocabulary", text(vocabulary))
