"""What each record is to carry in a system: the accepted concepts of its asset that are approved terms, by field, as a flow's filters
and mapping say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from thesaury.model.asset import Asset, Record
from thesaury.model.concept import Label
from thesaury.model.flow import Flow
from thesaury.model.outbox import ConceptTag
from thesaury.ports.catalogue import Catalogue
from thesaury.vocabulary.thesaurus import Thesaurus

SCHEME = "scheme"
"""The filter that restricts concepts instead of assets."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one field of one record is to hold of ours."""

    record: Record
    field: str
    concepts: tuple[ConceptTag, ...]

    @property
    def iris(self) -> frozenset[str]:
        """The concepts by IRI."""
        return frozenset(concept.iri for concept in self.concepts)


class Wanting:
    """Tells for records of one connection what the flow wants in each of their fields."""

    def __init__(
        self, catalogue: Catalogue, thesaurus: Thesaurus, flow: Flow, languages: tuple[str, ...] = ("en",)
    ) -> None:
        """`languages` say which label comes first."""
        self._catalogue, self._thesaurus, self._flow, self._languages = catalogue, thesaurus, flow, languages
        self._schemes = frozenset(value for name, values in flow.filters if name == SCHEME for value in values)
        self._filters = [(name, frozenset(values)) for name, values in flow.filters if name != SCHEME]
        self.fields = tuple(dict.fromkeys([field for _, field in flow.fields] or ["concepts"]))

    def of(self, records: Sequence[tuple[str, Record]]) -> list[Wanted]:
        """One entry for every record (given with its asset's id) and field, also where nothing is wanted."""
        ids = [asset for asset, _ in records]
        findings = self._catalogue.enrichments.findings(ids)
        assets = {asset.id: asset for asset in self._catalogue.records.assets(ids)}
        wanted: list[Wanted] = []
        for asset, record in records:
            by_field = (
                self._by_field(a.concept for a in findings[asset].annotations)
                if self._passes(assets.get(asset))
                else {}
            )
            wanted += [Wanted(record, field, tuple(by_field.get(field, ()))) for field in self.fields]
        return wanted

    def placed(self, asset: Asset, iris: Iterable[str]) -> Mapping[str, list[ConceptTag]]:
        """Those of these concepts that the flow would write for this asset, by field."""
        return self._by_field(iris) if self._passes(asset) else {}

    def _by_field(self, iris: Iterable[str]) -> Mapping[str, list[ConceptTag]]:
        by_field: dict[str, list[ConceptTag]] = {}
        for iri in filter(self._thesaurus.approved, iris):
            concept = tag(iri, self._thesaurus, self._languages)
            if not self._schemes or concept.scheme in self._schemes:
                by_field.setdefault(self._flow.field(concept.scheme), []).append(concept)
        return by_field

    def _passes(self, asset: Asset | None) -> bool:
        """Whether the asset is one the flow writes to; one whose records are all gone is not."""
        if asset is None:
            return False
        return all(
            any(value in allowed for record in asset.records for value in record.property_values(name))
            for name, allowed in self._filters
        )


def tag(iri: str, thesaurus: Thesaurus, languages: tuple[str, ...]) -> ConceptTag:
    """A concept as it is written: its first scheme, and its preferred labels, those of the wanted languages first."""
    concept = thesaurus.concept(iri)
    if concept is None:
        return ConceptTag(iri, "", (Label(iri),))
    by_language = {label.language: label for label in reversed(concept.preferred)}
    first = [by_language[language] for language in languages if language in by_language]
    rest = [label for label in concept.preferred if label not in first]
    return ConceptTag(iri, concept.schemes[0] if concept.schemes else "", tuple(dict.fromkeys([*first, *rest])))
