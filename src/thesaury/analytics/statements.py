"""What is known of an asset, as RDF statements in SKOS, DCAT, Web Annotation, ODRL and PROV terms.

Every node is the asset's IRI or a fragment of it (`urn:thesaury:asset:<id>#...`) that links from the asset lead to, so
that a graph can replace all that is said of one asset.
"""

import re
from collections.abc import Iterator
from hashlib import sha256
from urllib.parse import quote

from thesaury.model.annotation import Annotation, Evidence, Reason, Suggestion, Voice
from thesaury.model.asset import Asset, File, Record, Text
from thesaury.model.policy import Policy
from thesaury.model.statement import DCAT, DCTERMS, OA, ODRL, PROV, RDF, SCHEMA, THY, XSD, Iri, Literal, Statement
from thesaury.ports.enrichments import Findings

ASSETS_GRAPH = "urn:thesaury:graph:assets"
"""The named graph of everything `asset_statements` says."""

SPDX = "http://spdx.org/rdf/terms#"

_KINDS = {"video": "VideoObject", "audio": "AudioObject"}
_PART = r"(?:[\w/?:@!$&'()*+,;=.~-]|%[0-9a-f]{2})*"
_PLACE = r"(?://[\w.~-]*(?::[0-9]*)?(?=[/?#]|$)|(?!//))"
_VALID_IRI = re.compile(rf"[a-z][a-z0-9+.-]*:{_PLACE}{_PART}(?:#{_PART})?", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def vocabulary_graph(name: str) -> str:
    """The named graph of the current version of a vocabulary."""
    return f"urn:thesaury:graph:vocabulary:{_encoded(name)}"


def asset_iri(asset: str) -> str:
    """The IRI of the asset with this id."""
    return f"urn:thesaury:asset:{_encoded(asset)}"


def concept_iri(concept: str) -> str:
    """The concept's own IRI, or, where a source calls a concept by something that is none, a name made from it."""
    return concept if _VALID_IRI.fullmatch(concept) else f"urn:thesaury:concept:{_encoded(concept)}"


def asset_statements(asset: Asset, findings: Findings) -> Iterator[Statement]:
    """The asset with its names, records and files, its annotations and suggestions with their evidence, its policies."""
    node = asset_iri(asset.id)
    yield from _typed(node, f"{SCHEMA}{_kind(asset)}", f"{DCAT}Resource")
    yield Statement(node, f"{DCTERMS}identifier", _text(asset.id))
    for text in asset.texts():
        if text.field == "title":
            yield Statement(node, f"{SCHEMA}name", _prose(text))
    for record in asset.records:
        yield from _record(node, record)
    for annotation in findings.annotations:
        yield from _annotation(node, annotation)
    for suggestion in findings.suggestions:
        yield from _suggestion(node, suggestion)
    for policy in findings.policies:
        yield from _policy(node, policy)


def _kind(asset: Asset) -> str:
    types = (record.file.media_type.split("/")[0] for record in asset.records if record.file)
    return _KINDS.get(next((kind for kind in types if kind), "image"), "ImageObject")


def _record(asset: str, record: Record) -> Iterator[Statement]:
    node = _fragment(asset, "record", record.key)
    yield Statement(asset, f"{THY}record", Iri(node))
    yield from _typed(node, f"{THY}Record")
    yield Statement(node, f"{THY}system", _text(record.connection))
    yield Statement(node, f"{DCTERMS}identifier", _text(record.external_id))
    if record.file:
        yield from _file(asset, node, record.file)


def _file(asset: str, record: str, file: File) -> Iterator[Statement]:
    node = record.replace("#record-", "#file-")
    yield Statement(asset, f"{DCAT}distribution", Iri(node))
    yield from _typed(node, f"{DCAT}Distribution")
    yield Statement(node, f"{PROV}wasDerivedFrom", Iri(record))
    if file.media_type:
        yield Statement(node, f"{DCTERMS}format", _text(file.media_type))
    for predicate, number in (
        (f"{DCAT}byteSize", file.bytes),
        (f"{SCHEMA}width", file.width),
        (f"{SCHEMA}height", file.height),
    ):
        if number:
            yield Statement(node, predicate, Literal(str(number), datatype=f"{XSD}integer"))
    if file.digest:
        yield from _checksum(asset, node, file.digest)


def _checksum(asset: str, file: str, digest: str) -> Iterator[Statement]:
    """The algorithm is our own: the digest covers the picture, not the metadata written into the same file."""
    node = _fragment(asset, "checksum", digest)
    yield Statement(file, f"{SPDX}checksum", Iri(node))
    yield from _typed(node, f"{SPDX}Checksum")
    yield Statement(node, f"{SPDX}algorithm", Iri(f"{THY}sha256OfImageData"))
    yield Statement(node, f"{SPDX}checksumValue", _text(digest))


def _annotation(asset: str, annotation: Annotation) -> Iterator[Statement]:
    node = _fragment(asset, "annotation", annotation.concept)
    yield from _tagging(asset, node, annotation.concept, annotation.evidence)
    yield from _said(node, "accepted", annotation.score, annotation.attributed_to, annotation.vocabulary)
    yield Statement(node, f"{THY}origin", _text(annotation.origin.value))
    for number, reason in enumerate(annotation.reasons, start=1):
        yield from _reason(node, f"{node}-reason-{number}", reason)


def _suggestion(asset: str, suggestion: Suggestion) -> Iterator[Statement]:
    """A suggestion without its words and reasons: they are in the catalogue until a review, and would be most of the graph."""
    node = _fragment(asset, "annotation", suggestion.concept)
    yield from _tagging(asset, node, suggestion.concept, ())
    yield from _said(node, "suggested", suggestion.score, suggestion.annotator, suggestion.vocabulary)


def _tagging(asset: str, node: str, concept: str, evidence: tuple[Evidence, ...]) -> Iterator[Statement]:
    """The target is the asset itself or, where words spoke for the concept, the asset with those words selected."""
    yield Statement(asset, f"{THY}annotation", Iri(node))
    yield from _typed(node, f"{OA}Annotation")
    yield Statement(node, f"{OA}motivatedBy", Iri(f"{OA}tagging"))
    yield Statement(node, f"{OA}hasBody", Iri(concept_iri(concept)))
    target = f"{node}-target" if evidence else asset
    yield Statement(node, f"{OA}hasTarget", Iri(target))
    if evidence:
        yield from _typed(target, f"{OA}SpecificResource")
        yield Statement(target, f"{OA}hasSource", Iri(asset))
    for number, found in enumerate(evidence, start=1):
        yield from _selector(target, f"{target}-{number}", found)


def _selector(target: str, node: str, evidence: Evidence) -> Iterator[Statement]:
    yield Statement(target, f"{OA}hasSelector", Iri(node))
    yield from _typed(node, f"{OA}TextQuoteSelector")
    yield Statement(node, f"{OA}exact", _text(evidence.quote))
    yield Statement(node, f"{THY}field", _text(evidence.field))
    yield Statement(node, f"{THY}label", _text(evidence.label, evidence.language))


def _reason(annotation: str, node: str, reason: Reason) -> Iterator[Statement]:
    """Who spoke for the concept, as a qualified influence of PROV-O: another asset, another concept, or words alone."""
    yield Statement(annotation, f"{PROV}qualifiedInfluence", Iri(node))
    yield from _typed(node, f"{PROV}Influence")
    yield Statement(node, f"{THY}voice", Literal(reason.voice.value))
    yield Statement(node, f"{THY}weight", Literal(f"{reason.weight:.4f}", datatype=f"{XSD}decimal"))
    if reason.voice in (Voice.EXPERIENCE, Voice.MEANING):
        yield Statement(node, f"{THY}words", _text(reason.subject))
        return
    name = asset_iri if reason.voice is Voice.NEIGHBOUR else concept_iri
    yield Statement(node, f"{PROV}influencer", Iri(name(reason.subject)))
    if reason.step:
        yield Statement(node, f"{THY}step", _text(reason.step))


def _said(node: str, status: str, score: float, agent: str, vocabulary: str) -> Iterator[Statement]:
    yield Statement(node, f"{THY}status", Literal(status))
    yield Statement(node, f"{THY}confidence", Literal(f"{score:.4f}", datatype=f"{XSD}decimal"))
    if agent:
        yield Statement(node, f"{PROV}wasAttributedTo", Iri(f"urn:thesaury:agent:{_encoded(agent)}"))
    if vocabulary:
        yield Statement(node, f"{THY}vocabulary", _text(vocabulary))


def _policy(asset: str, policy: Policy) -> Iterator[Statement]:
    node = _fragment(asset, "policy", repr(policy))
    yield Statement(asset, f"{ODRL}hasPolicy", Iri(node))
    yield from _typed(node, f"{ODRL}Policy")
    yield Statement(node, f"{THY}status", Literal(policy.status.value))
    yield Statement(node, f"{THY}rightsRecord", Iri(_fragment(asset, "record", policy.record)))
    if policy.text:
        yield Statement(node, f"{THY}text", _text(policy.text))
    for name, value in policy.fields:
        yield Statement(node, f"{THY}stated", _text(f"{name}: {value}"))
    for passage in policy.unresolved:
        yield Statement(node, f"{THY}unresolved", _text(passage))


def _typed(node: str, *classes: str) -> Iterator[Statement]:
    return (Statement(node, f"{RDF}type", Iri(name)) for name in classes)


def _fragment(asset: str, kind: str, key: str) -> str:
    return f"{asset}#{kind}-{sha256(key.encode('utf-8', 'replace')).hexdigest()[:12]}"


def _encoded(value: str) -> str:
    return quote(value, safe="", errors="replace")


def _prose(text: Text) -> Literal:
    return _text(text.value, text.language)


def _text(value: str, language: str = "") -> Literal:
    """A literal that every form of RDF can write: no control characters, and a language only if it is a tag."""
    tag = _LANGUAGE.fullmatch(language.replace("_", "-")) or _LANGUAGE.fullmatch(re.split("[-_]", language)[0])
    return Literal(_UNPRINTABLE.sub("", value), tag[0] if tag else "")
