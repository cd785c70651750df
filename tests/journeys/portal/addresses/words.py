"""Addresses of the room of vocabularies: concepts, a file that waits, a draft, an offer."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from thesaury.bootstrap import EmbeddedWorkspace as Workspace
from thesaury.model.concept import Label, LabelKind, VocabularyVersion
from thesaury.model.edit import AddLabel, Deprecate
from thesaury.pipeline import shared_model
from thesaury.pipeline.editing import edit
from thesaury.web.parts.vocabulary.drafts import Drafts


def vocabulary(workspace: Workspace) -> str:
    return workspace.catalogue.vocabularies.current()[0].name


def concept(workspace: Workspace) -> str:
    """The IRI of a concept that has something above it."""
    found = workspace.catalogue.vocabularies.get(vocabulary(workspace)).concepts
    return next(concept.iri for concept in found if concept.broader)


def leaves(workspace: Workspace) -> list[str]:
    """Concepts with nothing below them, and not the one that pages show."""
    found = workspace.catalogue.vocabularies.get(vocabulary(workspace)).concepts
    over = {iri for concept in found for iri in concept.broader} | {concept(workspace)}
    return [concept.iri for concept in found if concept.iri not in over]


def own_page(workspace: Workspace) -> str:
    """The page of a concept at its own address, as if that were ours."""
    base, _, name = concept(workspace).rpartition("/")
    workspace.settings = workspace.settings.model_copy(update={"concept_base": f"{base}/"})
    return f"/id/{name}.html"


def waiting_import(workspace: Workspace) -> str:
    """A file of other words that waits for a person's word to become the next version of a vocabulary."""
    drafts = Drafts(workspace.root)
    if waiting := drafts.waiting():
        return waiting[0].id
    draft = drafts.begin(vocabulary(workspace), "few_words.ttl", "mara@fennmoor.example")
    drafts.file(draft).write_bytes((Path(__file__).parents[2] / "few_words.ttl").read_bytes())
    return draft.id


def edited(workspace: Workspace) -> str:
    """A vocabulary with an open draft: one concept is called otherwise in it, and one is no longer used."""
    name, iri = vocabulary(workspace), concept(workspace)
    if workspace.catalogue.drafts.current(name) is None:
        leaf = leaves(workspace)[0]
        edits = (AddLabel(iri, LabelKind.ALTERNATIVE, Label("as people say it", "en")), Deprecate(leaf))
        edit(workspace, name, edits, None, "mara@fennmoor.example")
    return f"/vocabulary/{quote(name, safe='')}"


def offered(workspace: Workspace) -> str:
    """A vocabulary that the agency offers: what is here, with one concept less, under a name of its own."""
    kept = workspace.catalogue.vocabularies.get(vocabulary(workspace))
    content = replace(kept, name="model", concepts=kept.concepts[1:])
    version = VocabularyVersion("model", 3, "0f3c", len(content.concepts), "2026-11-28T10:00:00+00:00", "model.ttl")
    shared_model.offer(workspace, version, content, "Two concepts more for the autumn.")
    return "model"
