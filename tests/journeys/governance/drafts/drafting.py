"""A small synced workspace whose vocabulary is edited in a draft."""

from dataclasses import replace

from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.model.concept import Concept
from thesaury.pipeline import editing, keep_vocabulary

ROOT = "https://terms.example/"
PACKAGING, SUSTAINABLE, ECO, REFILL, SEASON, WINTER = (
    f"{ROOT}{name}" for name in ("packaging", "sustainable", "eco", "refill", "season", "winter")
)
TERMS = "terms"


def now_of(workspace: EmbeddedWorkspace, iri: str) -> Concept:
    found = editing.concept_of(workspace, TERMS, iri)[1]
    assert found
    return found


def imported(workspace: EmbeddedWorkspace, *changes: Concept, without: str = "") -> None:
    """A new version with these concepts in the place of those there are."""
    old = workspace.catalogue.vocabularies.get(TERMS)
    new = {concept.iri: concept for concept in (*old.concepts, *changes)}
    new.pop(without, None)
    keep_vocabulary(workspace, replace(old, concepts=tuple(new[iri] for iri in sorted(new))), "terms.ttl")


def carriers(workspace: EmbeddedWorkspace, iri: str) -> int:
    held = workspace.catalogue.enrichments.carried().get(iri)
    return held.accepted if held else 0
