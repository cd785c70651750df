"""One edit carried out on a bench, whole or not at all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from thesaury.model import edit as edits
from thesaury.model.edit import Edit, subject_of
from thesaury.vocabulary.editing import coming, ending, labels, relations
from thesaury.vocabulary.editing.bench import Bench, States
from thesaury.vocabulary.editing.changing import Changing
from thesaury.vocabulary.editing.integrity import hold
from thesaury.vocabulary.editing.refusal import EditRefused

_Deed = Callable[[Any, Changing], None]
_DEEDS: Mapping[type[Edit], _Deed] = {
    edits.AddConcept: coming.add_concept,
    edits.RemoveConcept: ending.remove,
    edits.Rename: labels.rename,
    edits.AddLabel: labels.add_label,
    edits.RemoveLabel: labels.remove_label,
    edits.SetTexts: labels.set_texts,
    edits.SetNotations: labels.set_notations,
    edits.Move: relations.move,
    edits.SetSchemes: relations.set_schemes,
    edits.Relate: relations.relate,
    edits.Unrelate: relations.unrelate,
    edits.Map: relations.map_to,
    edits.Unmap: relations.unmap,
    edits.Merge: ending.merge,
    edits.Deprecate: ending.deprecate,
    edits.Restore: ending.restore,
    edits.AddScheme: coming.add_scheme,
    edits.SetTitle: coming.set_title,
}


@dataclass(frozen=True, slots=True)
class Applied:
    """What an edit changed: the states before it, which put back undo it, and the IRIs of the concepts and schemes it touched.

    A scheme counts as touched where its titles changed; that a concept became a top concept is told by the concept.
    """

    before: States
    touched: tuple[str, ...]


def apply(bench: Bench, edit: Edit) -> Applied:
    """Carry an edit out. Raises EditRefused, and changes nothing, where it does not fit or changes nothing."""
    changing = Changing(bench)
    _DEEDS[type(edit)](edit, changing)
    _repair_tops(changing)
    before = bench.put(changing.states)
    try:
        hold(bench, before)
        if all(bench.concept(iri) == old for iri, old in before.concepts.items()) and all(
            bench.scheme(iri) == scheme for iri, scheme in before.schemes.items()
        ):
            raise EditRefused(f"That is so already: this changes nothing of {bench.called(subject_of(edit))}.")
    except EditRefused:
        bench.put(before)
        raise
    return Applied(before, _touched(bench, before))


def _touched(bench: Bench, before: States) -> tuple[str, ...]:
    concepts = {iri for iri, old in before.concepts.items() if bench.concept(iri) != old}
    schemes = {iri for iri, old in before.schemes.items() if _titles(old) != _titles(bench.scheme(iri))}
    return tuple(sorted(concepts | schemes))


def _titles(scheme: object) -> object:
    return getattr(scheme, "titles", None)


def _repair_tops(changing: Changing) -> None:
    """A scheme that lost its last top concept, though it has concepts, gets those with nothing above them in it."""
    for iri, scheme in list(changing.states.schemes.items()):
        if scheme and not scheme.top_concepts and changing.bench.scheme(iri):
            changing.settle(_members(changing, iri))


def _members(changing: Changing, scheme: str) -> list[str]:
    states = changing.states.concepts
    held = changing.bench.members(scheme)
    new = [iri for iri, concept in states.items() if concept and scheme in concept.schemes]
    return sorted({*(iri for iri in held if states.get(iri, True)), *new})
