"""Concepts by what people call them, and edits as they read them."""

from collections.abc import Mapping

from thesaury.model.errors import Usage
from thesaury.pipeline.editing.drafting import DraftView, opened
from thesaury.ports.workspace import Workspace
from thesaury.vocabulary.editing.bench import name_of
from thesaury.vocabulary.editing.telling import sentence


def find(workspace: Workspace, vocabulary: str, text: str) -> str:
    """The IRI of the concept or scheme that somebody means: its IRI, or a label as the draft has it. Raises Usage where none or several
    are called so, and as `opened`."""
    with opened(workspace, vocabulary) as (_, work):
        if work.bench.concept(text) or work.bench.scheme(text):
            return text
        content, wanted = work.bench.vocabulary(), text.casefold()
        found = [c.iri for c in content.concepts if any(label.text.casefold() == wanted for _, label in c.labels())]
        found = found or [s.iri for s in content.schemes if any(t.text.casefold() == wanted for t in s.titles)]
    if len(found) != 1:
        told = f"{len(found)} concepts are called so: {', '.join(found[:5])}" if found else "none is called so"
        raise Usage(f"{text!r} says not which concept of {vocabulary} is meant: {told}. Give its IRI.")
    return found[0]


def sentences(workspace: Workspace, vocabulary: str) -> tuple[DraftView, Mapping[int, str]]:
    """The draft, and what each of its edits does, in English. Raises as `opened`."""
    with opened(workspace, vocabulary) as (view, work):
        former = work.originals()

        def called(iri: str) -> str:
            before = former.get(iri)
            return name_of(before) if before else work.bench.called(iri)

        return view, {entry.number: sentence(entry.edit, called) for entry in view.entries}
