"""Edits after which a concept is used no more, or again: merge, deprecate, restore, remove."""

from dataclasses import replace

from thesaury.model.concept import Concept, Label
from thesaury.model.edit import Deprecate, Merge, RemoveConcept, Restore
from thesaury.vocabulary.checks.rule import rest
from thesaury.vocabulary.editing.changing import Changing, free_of
from thesaury.vocabulary.editing.refusal import EditRefused

_SHOWN = 3


def deprecate(edit: Deprecate, changing: Changing) -> None:
    """What is in use does not lie below what is not."""
    bench, concept = changing.bench, changing.concept(edit.concept)
    if edit.replacement is not None:
        if edit.replacement == edit.concept:
            raise EditRefused(f"{bench.called(edit.concept)} cannot take its own place. Choose another concept.")
        changing.in_use(edit.replacement, "used instead")
    below = sorted(iri for iri in bench.narrower(edit.concept) if not changing.concept(iri).deprecated)
    if below and not concept.deprecated:
        shown = ", ".join(map(bench.called, below[:_SHOWN])) + (" ..." if len(below) > _SHOWN else "")
        raise EditRefused(
            f"{len(below)} {'concept in use lies' if len(below) == 1 else 'concepts in use lie'} below"
            f" {bench.called(edit.concept)} ({shown}). Move or deprecate them first, or merge."
        )
    changing.change(edit.concept, deprecated=True, replaced_by=edit.replacement)


def restore(edit: Restore, changing: Changing) -> None:
    """The concept is in use again, and nothing takes its place."""
    changing.change(edit.concept, deprecated=False, replaced_by=None)


def remove(edit: RemoveConcept, changing: Changing) -> None:
    """What pointed to the concept points to nothing there."""
    bench = changing.bench
    bench.known(edit.concept)
    if count := len(list(bench.narrower(edit.concept))):
        raise EditRefused(
            f"{count} {'concept lies' if count == 1 else 'concepts lie'} below {bench.called(edit.concept)}. Move them first, or merge."
        )
    for iri in bench.pointing(edit.concept):
        changing.put(_without(changing.concept(iri), edit.concept))
    changing.drop(edit.concept)
    changing.settle([edit.concept])


def merge(edit: Merge, changing: Changing) -> None:
    """The target gets what the concept had; what pointed to the concept points to the target."""
    bench = changing.bench
    if edit.concept == edit.target:
        raise EditRefused(f"{bench.called(edit.concept)} cannot be merged with itself. Choose another concept.")
    source, target = bench.known(edit.concept), changing.in_use(edit.target, "merged into")
    if source.deprecated and not edit.remove:
        raise EditRefused(f"{bench.called(edit.concept)} is deprecated already. Restore it first, or remove it.")
    moved = _below(source, target, changing)
    for iri in {*bench.pointing(source.iri)} - {target.iri, source.iri}:
        changing.put(_turned(changing.concept(iri), source.iri, target.iri))
    for iri in free_of(source.related, [target.iri]):
        changing.change(iri, related=[*free_of(changing.concept(iri).related, [source.iri]), target.iri])
    _given(changing.concept(target.iri), source, changing, whole=edit.remove)
    if edit.remove:
        changing.drop(source.iri)
    else:
        named = {} if not source.preferred else {"alternative": (), "hidden": ()}
        changing.change(source.iri, related=(), matches=(), deprecated=True, replaced_by=target.iri, **named)
    changing.settle([*([source.iri] if edit.remove else []), target.iri, *moved])


def _below(source: Concept, target: Concept, changing: Changing) -> list[str]:
    """What lay below the concept lies below the target; the target itself, where it did, takes the concept's place."""
    moved = sorted({*changing.bench.narrower(source.iri)} - {target.iri})
    for iri in moved:
        changing.change(iri, broader=[*free_of(changing.concept(iri).broader, [source.iri]), target.iri])
    if source.iri in target.broader:
        changing.change(target.iri, broader=[*free_of(target.broader, [source.iri]), *source.broader])
    return moved


def _given(target: Concept, source: Concept, changing: Changing, whole: bool) -> None:
    """The target with the labels, neighbours, mappings and notations of the concept, and (`whole`) with what was said of it."""
    alternative = {*target.alternative, *source.preferred, *source.alternative} - {*target.preferred}
    held = {match.target for match in target.matches}
    changing.change(
        target.iri,
        alternative=alternative,
        hidden={*target.hidden, *source.hidden} - alternative - {*target.preferred},
        related=free_of([*target.related, *source.related], [source.iri, target.iri]),
        matches=[
            *(match for match in target.matches if match.target != source.iri),
            *(match for match in source.matches if match.target not in held | {target.iri}),
        ],
        notations=[*target.notations, *source.notations],
    )
    if whole:
        changing.change(
            target.iri,
            definitions=_besides(target.definitions, source.definitions),
            notes=[*target.notes, *source.notes],
        )


def _besides(own: tuple[Label, ...], others: tuple[Label, ...]) -> list[Label]:
    spoken = {label.language for label in own}
    return [*own, *(label for label in others if label.language not in spoken)]


def _turned(concept: Concept, old: str, new: str) -> Concept:
    """The concept with its mappings and its replacement turned to another; of what is mapped there already, that stays."""
    held = {match.target for match in concept.matches}
    kept = [match for match in concept.matches if match.target != old]
    turned = [replace(match, target=new) for match in concept.matches if match.target == old and new not in held]
    return replace(
        concept,
        matches=tuple(sorted([*kept, *turned])),
        replaced_by=new if concept.replaced_by == old else concept.replaced_by,
    )


def _without(concept: Concept, gone: str) -> Concept:
    return replace(
        concept,
        related=rest(concept.related, [gone]),
        matches=tuple(match for match in concept.matches if match.target != gone),
        replaced_by=None if concept.replaced_by == gone else concept.replaced_by,
    )
