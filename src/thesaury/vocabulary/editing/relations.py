"""Edits of where a concept stands: above, beside, in which schemes, and mapped to what elsewhere."""

from thesaury.model.concept import Match
from thesaury.model.edit import Map, Move, Relate, SetSchemes, Unmap, Unrelate
from thesaury.vocabulary.checks.iris import fit
from thesaury.vocabulary.editing.changing import Changing, free_of
from thesaury.vocabulary.editing.refusal import EditRefused


def move(edit: Move, changing: Changing) -> None:
    """Where nothing is above it any more, the concept is a top concept."""
    changing.concept(edit.concept)
    if edit.concept in edit.broader:
        raise EditRefused(f"{changing.bench.called(edit.concept)} cannot lie below itself. Choose another place.")
    for iri in edit.broader:
        changing.bench.known(iri)
    changing.change(edit.concept, broader=edit.broader)
    changing.settle([edit.concept])


def set_schemes(edit: SetSchemes, changing: Changing) -> None:
    """What lies below may become a top concept, where the concept leaves its scheme."""
    changing.concept(edit.concept)
    if not edit.schemes:
        raise EditRefused(f"{changing.bench.called(edit.concept)} has to be in a scheme. Name at least one.")
    for iri in edit.schemes:
        changing.scheme(iri)
    changing.change(edit.concept, schemes=edit.schemes)
    changing.settle([edit.concept, *changing.bench.narrower(edit.concept)])


def relate(edit: Relate, changing: Changing) -> None:
    """Both concepts name each other."""
    _not_itself(edit.concept, edit.other, changing)
    for one, other in ((edit.concept, edit.other), (edit.other, edit.concept)):
        changing.change(one, related=[*changing.concept(one).related, other])


def unrelate(edit: Unrelate, changing: Changing) -> None:
    """Neither names the other."""
    for one, other in ((edit.concept, edit.other), (edit.other, edit.concept)):
        changing.change(one, related=free_of(changing.concept(one).related, [other]))


def map_to(edit: Map, changing: Changing) -> None:
    """One relation to each target: what is an exact match is no broader one as well (SKOS S46)."""
    concept = changing.concept(edit.concept)
    _not_itself(edit.concept, edit.target, changing)
    if not fit(edit.target):
        raise EditRefused(f"{edit.target[:200]!r} is not a whole http, https or urn IRI. Map to the IRI of a concept.")
    held = next((match for match in concept.matches if match.target == edit.target), None)
    if held and held.relation is not edit.relation:
        raise EditRefused(
            f"{changing.bench.called(edit.concept)} is mapped to {edit.target} as {held.relation} already. Take that back first."
        )
    changing.change(edit.concept, matches=[*concept.matches, Match(edit.relation, edit.target)])


def unmap(edit: Unmap, changing: Changing) -> None:
    """The mapping is gone."""
    concept, gone = changing.concept(edit.concept), Match(edit.relation, edit.target)
    changing.change(edit.concept, matches=[match for match in concept.matches if match != gone])


def _not_itself(concept: str, other: str, changing: Changing) -> None:
    if concept == other:
        raise EditRefused(f"{changing.bench.called(concept)} cannot be related or mapped to itself. Choose another.")
