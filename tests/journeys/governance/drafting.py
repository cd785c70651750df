"""A small synced workspace whose vocabulary is edited in a draft."""

from dataclasses import replace
from pathlib import Path

from tests.journeys.conftest import TABLE, prepared
from tests.journeys.conftest import TERMS as TURTLE
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.model.concept import Concept
from thesaury.pipeline import editing, keep_vocabulary

ROOT = "https://terms.example/"
PACKAGING, SUSTAINABLE, ECO, REFILL, SEASON, WINTER = (
    f"{ROOT}{name}" for name in ("packaging", "sustainable", "eco", "refill", "season", "winter")
)
TERMS = "terms"


def synced(folder: Path) -> Path:
    """A workspace that nobody opens: it is copied."""
    (folder / "terms.ttl").write_text(TURTLE)
    (folder / "assets.csv").write_text(TABLE)
    prepared("init", folder / "work")
    prepared("vocabulary", "import", folder / "terms.ttl", "-w", folder / "work")
    prepared("connect", "table", folder / "assets.csv", "-w", folder / "work")
    prepared("sync", "-w", folder / "work")
    return folder / "work"


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
