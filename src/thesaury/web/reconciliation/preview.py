"""A concept on a card: as a small page that other tools may show in a frame, and as a piece of HTML."""

from collections.abc import Sequence
from dataclasses import dataclass

from jinja2 import Environment

from thesaury.governance.reconciling.properties import known_property
from thesaury.model.concept import Concept, Label
from thesaury.vocabulary.languages import best
from thesaury.web.reconciliation.naming import Namer
from thesaury.web.reconciliation.suggestions import suggested

_SYNONYMS = 12


@dataclass(frozen=True, slots=True)
class Card:
    """What is shown of a concept."""

    name: Label
    definition: Label | None
    path: tuple[Label, ...]
    schemes: tuple[Label, ...]
    synonyms: tuple[Label, ...]
    deprecated: bool
    replaced_by: Label | None
    iri: str


def card(concept: Concept, namer: Namer) -> Card:
    """The card of a concept, before the reader for whom things are named."""
    offered, languages = namer.offered, namer.languages
    above = (offered.thesaurus.concept(iri) for iri in offered.thesaurus.path(concept.iri)[:-1])
    name = offered.label(concept, languages)
    taken = offered.thesaurus.concept(concept.replaced_by or "")
    schemes = (offered.schemes[iri] for iri in concept.schemes if iri in offered.schemes)
    return Card(
        name,
        best(concept.definitions, languages),
        tuple(offered.label(one, languages) for one in above if one),
        tuple(offered.title(scheme, languages) for scheme in schemes),
        _others(name, (*concept.preferred, *concept.alternative)),
        concept.deprecated,
        offered.label(taken, languages) if taken else None,
        concept.iri,
    )


def page(templates: Environment, concept: Concept, namer: Namer) -> str:
    """The page that is framed."""
    return templates.get_template("reconcile_preview.html").render(card=card(concept, namer))


def flyout(templates: Environment, kind: str, id: str, namer: Namer) -> str:
    """A piece of HTML on a concept, type or property; empty where there is none of this id."""
    piece = templates.get_template("reconcile_flyout.html")
    if kind == "entity":
        concept = namer.offered.thesaurus.concept(id)
        return piece.render(card=card(concept, namer), other=None) if concept else ""
    if kind == "property" and (known := known_property(id)):
        return piece.render(card=None, other=namer.described_property(known))
    found = next((one for one in suggested(kind, id, namer, 1, 0) if one["id"] == id), None)
    return piece.render(card=None, other=found) if found else ""


def _others(name: Label, labels: Sequence[Label]) -> tuple[Label, ...]:
    return tuple(label for label in dict.fromkeys(labels) if label != name)[:_SYNONYMS]
