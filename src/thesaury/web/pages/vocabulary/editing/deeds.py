"""What the buttons beside a concept ask for, as edits."""

from collections.abc import Callable, Mapping

from thesaury.model.concept import Concept, MappingRelation
from thesaury.model.edit import Deprecate, Edit, Map, Merge, Move, Relate, RemoveConcept, Restore, Unmap, Unrelate
from thesaury.model.errors import BadInput

Form = Mapping[str, str]

CHOOSING = ("move", "also", "relate", "map", "merge", "deprecate")
"""Deeds for which another concept is chosen first."""


def edit_of(deed: str, concept: Concept, form: Form) -> Edit:
    """The edit of this concept that a deed is. Raises BadInput for a deed or relation nobody offers."""
    if deed not in _DEEDS:
        raise BadInput(f"There is no deed {deed[:50]!r}. Go back to the concept, and use its buttons.")
    return _DEEDS[deed](concept, form)


def _other(form: Form) -> str:
    if not (found := form.get("other", "").strip()):
        raise BadInput("No other concept was chosen. Choose one, then send it again.")
    return found


def _relation(form: Form) -> MappingRelation:
    try:
        return MappingRelation(form.get("relation", ""))
    except ValueError as error:
        raise BadInput("No relation was chosen. Say how the two concepts compare.") from error


def _away(concept: Concept, form: Form) -> Edit:
    return Move(concept.iri, tuple(iri for iri in concept.broader if iri != _other(form)))


_DEEDS: Mapping[str, Callable[[Concept, Form], Edit]] = {
    "move": lambda concept, form: Move(concept.iri, (_other(form),)),
    "also": lambda concept, form: Move(concept.iri, tuple(sorted({*concept.broader, _other(form)}))),
    "away": _away,
    "top": lambda concept, form: Move(concept.iri),
    "relate": lambda concept, form: Relate(concept.iri, _other(form)),
    "unrelate": lambda concept, form: Unrelate(concept.iri, _other(form)),
    "map": lambda concept, form: Map(concept.iri, _relation(form), _other(form)),
    "unmap": lambda concept, form: Unmap(concept.iri, _relation(form), _other(form)),
    "merge": lambda concept, form: Merge(concept.iri, _other(form), "remove" in form),
    "deprecate": lambda concept, form: Deprecate(concept.iri, form.get("other", "").strip() or None),
    "restore": lambda concept, form: Restore(concept.iri),
    "remove": lambda concept, form: RemoveConcept(concept.iri),
}
