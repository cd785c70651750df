"""What an asset is found by: its words, its concepts with everything above them, and what its licences name."""

from thesaury.model.asset import Asset
from thesaury.ports.catalogue import Findings
from thesaury.ports.index import Document
from thesaury.rights.facets import NAMES, RightsFacets
from thesaury.vocabulary.thesaurus import Thesaurus

FACETS = ("source", "type", "campaign", "market", "brand", "product", "concept", *NAMES)
RIGHTS_CHANGE = "rights_change"
"""Beside the facets people see: the day on which those of its licences change by themselves, in ISO form."""

_PROPERTIES = ("campaign", "market", "brand", "product")
_PER_STEP = 0.9
"""Each step up the tree says a little less about the asset."""


def document(asset: Asset, findings: Findings, thesaurus: Thesaurus, rights: RightsFacets | None = None) -> Document:
    """The index entry: accepted concepts weigh 1, suggested ones their score, broader ones 0.9 for each step up.

    `rights`: what its licences name; None where nobody states anything.
    """
    accepted = {annotation.concept: 1.0 for annotation in findings.annotations}
    suggested = {suggestion.concept: suggestion.score for suggestion in findings.suggestions}
    weights = _with_broader(suggested | accepted, thesaurus)
    return Document(
        id=asset.id,
        texts=tuple(asset.texts()),
        tags=asset.tags(),
        concepts=tuple(sorted(weights.items())),
        facets=(*_facets(asset, tuple(sorted(accepted))), *_of_rights(rights or RightsFacets())),
    )


def _with_broader(concepts: dict[str, float], thesaurus: Thesaurus) -> dict[str, float]:
    weights = dict(concepts)
    for concept, weight in concepts.items():
        for broader, distance in thesaurus.ancestors(concept).items():
            weights[broader] = max(weights.get(broader, 0.0), weight * _PER_STEP**distance)
    return {concept: round(weight, 4) for concept, weight in weights.items()}


def _facets(asset: Asset, accepted: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    types = {record.file.media_type.split("/")[0] for record in asset.records if record.file and record.file.media_type}
    values = {"source": {record.connection for record in asset.records}, "type": types, "concept": set(accepted)}
    for name in _PROPERTIES:
        values[name] = {value for record in asset.records for value in record.property_values(name)}
    return tuple((name, tuple(sorted(values[name]))) for name in FACETS if values.get(name))


def _of_rights(rights: RightsFacets) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (*rights.values, *(((RIGHTS_CHANGE, (rights.change.isoformat(),)),) if rights.change else ()))
