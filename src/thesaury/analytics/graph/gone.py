"""What assets that are gone stood for: what was done with them and paid for them stays counted, so it has to be found as well."""

from collections.abc import Iterator

from thesaury.analytics.statements import asset_iri, concept_iri
from thesaury.analytics.tallying.facts import Facts
from thesaury.model.statement import THY, Iri, Statement


def gone_statements(facts: Facts) -> Iterator[Statement]:
    """The concepts that each asset which is gone was last tagged with; nothing else is said of it."""
    tagged = facts.annotated
    left = ~facts.live[tagged.rows]
    for asset, concept in zip(tagged.rows[left].tolist(), tagged.values[left].tolist(), strict=True):
        yield Statement(
            asset_iri(facts.assets[asset]), f"{THY}formerConcept", Iri(concept_iri(facts.concepts[concept]))
        )
