"""What an asset is found by: its words, its concepts with everything above them, and what its licences name."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from thesaury.model.asset import Asset
from thesaury.model.standing import replaces, standing
from thesaury.ports.enrichments import Findings
from thesaury.ports.index import Document
from thesaury.rights.facets import NAMES, RightsFacets
from thesaury.search.file_names import file_names
from thesaury.search.formats import format_of
from thesaury.vocabulary.thesaurus import Thesaurus

if TYPE_CHECKING:
    from thesaury.ports.index import Floats

FACETS = ("source", "type", "campaign", "market", "brand", "product", "concept", *NAMES)
RIGHTS_CHANGE = "rights_change"
"""Beside the facets people see: the day on which those of its licences change by themselves, in ISO form."""
RIGHTS_KEY = "rights_key"
"""Another one of those, with one value for each asset: assets with the same one have the same verdict on every use."""
MADE_FROM = "made_from"
"""Another one: the names of what the asset was made from, near and far."""
FORMAT = "format"
"""Another one: the shape of its picture, or that it is a film. An index made before 2026-11 has none until it is built anew."""
STANDING = "standing"
"""Another one: why it is not to be offered; what may be offered has no value here. As new as `FORMAT`."""
REPLACES = "replaces"
"""Another one: the names of what it took the place of."""
FILE_NAME = "file_name"
"""Another one: the names of its files, in small letters. As new as `FORMAT`."""

_PROPERTIES = ("campaign", "market", "brand", "product")


def document(
    asset: Asset,
    findings: Findings,
    thesaurus: Thesaurus,
    rights: RightsFacets | None = None,
    vector: "Floats | None" = None,
    model: str = "",
) -> Document:
    """The index entry: accepted concepts weigh 1, suggested ones their score, and broader ones as much: what is
    narrower is just as much what was asked for.

    The facet `concept` has what was accepted and everything above it, so that a choice takes in what is narrower.

    `rights`: what its licences name; None where nobody states anything. `vector`: that of its `meaning_text`, by the model of this
    name.
    """
    accepted = {annotation.concept: 1.0 for annotation in findings.annotations}
    suggested = {suggestion.concept: suggestion.score for suggestion in findings.suggestions}
    weights = _with_broader(suggested | accepted, thesaurus)
    return Document(
        id=asset.id,
        texts=tuple(asset.texts()),
        tags=asset.tags(),
        concepts=tuple(sorted(weights.items())),
        facets=(*_facets(asset, _upwards(accepted, thesaurus)), *_of_rights(rights or RightsFacets())),
        vector=vector,
        model=model if vector is not None else "",
    )


def _with_broader(concepts: dict[str, float], thesaurus: Thesaurus) -> dict[str, float]:
    weights = dict(concepts)
    for concept, weight in concepts.items():
        for broader in thesaurus.ancestors(concept):
            weights[broader] = max(weights.get(broader, 0.0), weight)
    return {concept: round(weight, 4) for concept, weight in weights.items()}


def meaning_text(asset: Asset, findings: Findings, thesaurus: Thesaurus, languages: Sequence[str]) -> str:
    """What a model reads of an asset: title, other texts, tags, and the labels of what was accepted, each once.

    The beginning counts most, as models cut long texts off.
    """
    texts = sorted(asset.texts(), key=lambda text: text.field != "title")
    labels = (thesaurus.label(annotation.concept, languages) for annotation in findings.annotations)
    said = [text.value.strip() for text in texts] + [", ".join(dict.fromkeys((*asset.tags(), *labels)))]
    return ". ".join(dict.fromkeys(part for part in said if part))


def _upwards(concepts: Iterable[str], thesaurus: Thesaurus) -> tuple[str, ...]:
    return tuple(sorted({name for iri in concepts for name in (iri, *thesaurus.ancestors(iri))}))


def _facets(asset: Asset, accepted: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    types = {record.file.media_type.split("/")[0] for record in asset.records if record.file and record.file.media_type}
    values = {"source": {record.connection for record in asset.records}, "type": types, "concept": set(accepted)}
    values["tag"] = set(asset.tags())
    for name in _PROPERTIES:
        values[name] = {value for record in asset.records for value in record.property_values(name)}
    if shape := format_of(asset):
        values[FORMAT] = {shape}
    if kept_back := standing(asset):
        values[STANDING] = {kept_back}
    values[REPLACES] = set(replaces(asset))
    values[FILE_NAME] = set(file_names(asset))
    names = (*FACETS, "tag", FORMAT, STANDING, REPLACES, FILE_NAME)
    return tuple((name, tuple(sorted(values[name]))) for name in names if values.get(name))


def _of_rights(rights: RightsFacets) -> tuple[tuple[str, tuple[str, ...]], ...]:
    change = rights.change.isoformat() if rights.change else ""
    hidden = ((RIGHTS_CHANGE, (change,) if change else ()), (RIGHTS_KEY, (rights.key,)), (MADE_FROM, rights.made_from))
    return (*rights.values, *((name, values) for name, values in hidden if values))
