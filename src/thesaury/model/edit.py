"""Edits of a vocabulary: what somebody wants changed, as values that say it and do nothing."""

from dataclasses import dataclass
from enum import StrEnum

from thesaury.model.concept import Label, LabelKind, MappingRelation


class TextField(StrEnum):
    """The prose of a concept."""

    DEFINITION = "definitions"
    NOTE = "notes"


@dataclass(frozen=True, slots=True)
class AddConcept:
    """A new concept. Without schemes it is in those of its broader concepts, or in the only scheme there is."""

    concept: str
    preferred: tuple[Label, ...]
    schemes: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    alternative: tuple[Label, ...] = ()
    definitions: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True)
class RemoveConcept:
    """Take a concept out, with all that points to it; nothing may lie below it."""

    concept: str


@dataclass(frozen=True, slots=True)
class Rename:
    """Put this preferred label in the place of the one in its language; `keep` makes that one alternative."""

    concept: str
    label: Label
    keep: bool = False


@dataclass(frozen=True, slots=True)
class AddLabel:
    """Add a label; a preferred one only where its language has none."""

    concept: str
    kind: LabelKind
    label: Label


@dataclass(frozen=True, slots=True)
class RemoveLabel:
    """Take a label away; the last preferred one stays."""

    concept: str
    kind: LabelKind
    label: Label


@dataclass(frozen=True, slots=True)
class SetTexts:
    """Put these texts in the place of all definitions (or notes) in this language; none takes them away."""

    concept: str
    field: TextField
    language: str
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SetNotations:
    """Put these notations in the place of those there are."""

    concept: str
    notations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """Put the concept below these; below none, it is a top concept of its schemes."""

    concept: str
    broader: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SetSchemes:
    """Put the concept into these schemes and no others."""

    concept: str
    schemes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relate:
    """Say that two concepts have to do with each other."""

    concept: str
    other: str


@dataclass(frozen=True, slots=True)
class Unrelate:
    """Take that back."""

    concept: str
    other: str


@dataclass(frozen=True, slots=True)
class Map:
    """Map the concept to one elsewhere, by IRI."""

    concept: str
    relation: MappingRelation
    target: str


@dataclass(frozen=True, slots=True)
class Unmap:
    """Take a mapping back."""

    concept: str
    relation: MappingRelation
    target: str


@dataclass(frozen=True, slots=True)
class Merge:
    """Make the concept one with `target`, which gets its labels, what lies below and beside it, and its mappings.

    The concept is deprecated and replaced by the target, or gone where `remove` says so.
    """

    concept: str
    target: str
    remove: bool = False


@dataclass(frozen=True, slots=True)
class Deprecate:
    """Say that the concept is no longer used, and what is used instead, where there is something."""

    concept: str
    replacement: str | None = None


@dataclass(frozen=True, slots=True)
class Restore:
    """Use a deprecated concept again."""

    concept: str


@dataclass(frozen=True, slots=True)
class AddScheme:
    """A new concept scheme, with its titles."""

    scheme: str
    titles: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class SetTitle:
    """Put this title of a scheme in the place of the one in its language."""

    scheme: str
    title: Label


Edit = (
    AddConcept
    | RemoveConcept
    | Rename
    | AddLabel
    | RemoveLabel
    | SetTexts
    | SetNotations
    | Move
    | SetSchemes
    | Relate
    | Unrelate
    | Map
    | Unmap
    | Merge
    | Deprecate
    | Restore
    | AddScheme
    | SetTitle
)


def subject_of(edit: Edit) -> str:
    """The IRI of the concept (or scheme) that an edit is about: the one its author looked at."""
    return edit.scheme if isinstance(edit, AddScheme | SetTitle) else edit.concept
