"""What an edit writes over: told so that it never writes over what somebody else brought meanwhile."""

from thesaury.model.concept import Concept
from thesaury.model.edit import Deprecate, Edit, Merge, Move, Rename, Restore, SetNotations, SetSchemes, SetTexts
from thesaury.vocabulary.languages import canonical


def overwrites(edit: Edit, concept: Concept) -> object:
    """The part of a concept, as it stands, in whose place the edit puts something; None for edits that only add or take away."""
    match edit:
        case Rename():
            language = canonical(edit.label.language)
            return tuple(label for label in concept.preferred if label.language == language)
        case SetTexts():
            language = canonical(edit.language)
            return tuple(label for label in getattr(concept, edit.field.value) if label.language == language)
        case SetNotations():
            return concept.notations
        case Move():
            return concept.broader
        case SetSchemes():
            return concept.schemes
        case Deprecate() | Restore() | Merge():
            return concept.deprecated, concept.replaced_by
        case _:
            return None
