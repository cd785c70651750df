"""What changed between two versions of a vocabulary."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from thesaury.model.concept import Concept, Label, Match, Vocabulary

_LABELS = ("preferred", "alternative", "hidden")
_FIELDS = (*_LABELS, "definitions", "notes", "notations", "broader", "related", "matches", "schemes")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What one field of a concept gained and lost, as texts."""

    field: str
    added: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A concept that both versions have, as it was and as it is, with the fields that differ."""

    before: Concept
    after: Concept
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Diff:
    """Concepts added, removed and changed, each by IRI."""

    added: tuple[Concept, ...]
    removed: tuple[Concept, ...]
    changed: tuple[Change, ...]

    def touched_labels(self) -> frozenset[Label]:
        """Every label that came, went or changed its kind, and all labels of concepts that came or went."""
        whole = {label for concept in (*self.added, *self.removed) for _, label in concept.labels()}
        moved = (set(c.before.labels()) ^ set(c.after.labels()) for c in self.changed)
        return frozenset(whole | {label for labels in moved for _, label in labels})

    def as_dict(self) -> dict[str, Any]:
        """Plain values with stable keys, ready for JSON."""
        return {
            "added": [_brief(concept) for concept in self.added],
            "removed": [_brief(concept) for concept in self.removed],
            "changed": [
                _brief(change.after)
                | {
                    "fields": {
                        field.field: {"added": list(field.added), "removed": list(field.removed)}
                        for field in change.fields
                    }
                }
                for change in self.changed
            ],
        }

    def lines(self) -> Iterator[str]:
        """The difference as people read it, a line for each change."""
        for concept in self.added:
            yield f"+ {_name(concept)} <{concept.iri}>"
        for concept in self.removed:
            yield f"- {_name(concept)} <{concept.iri}>"
        for change in self.changed:
            yield f"~ {_name(change.after)} <{change.after.iri}>"
            for field in change.fields:
                yield from (f"    + {field.field}: {text}" for text in field.added)
                yield from (f"    - {field.field}: {text}" for text in field.removed)


def diff(before: Vocabulary, after: Vocabulary) -> Diff:
    """What has to be done to the older version to make it the newer."""
    old = {concept.iri: concept for concept in before.concepts}
    new = {concept.iri: concept for concept in after.concepts}
    return Diff(
        tuple(new[iri] for iri in sorted(new.keys() - old.keys())),
        tuple(old[iri] for iri in sorted(old.keys() - new.keys())),
        tuple(_change(old[iri], new[iri]) for iri in sorted(old.keys() & new.keys()) if old[iri] != new[iri]),
    )


def deprecated(found: Diff) -> int:
    """How many concepts are in use no more."""
    return sum(change.after.deprecated and not change.before.deprecated for change in found.changed)


def _change(before: Concept, after: Concept) -> Change:
    fields = [_field_change(field, set(getattr(before, field)), set(getattr(after, field))) for field in _FIELDS]
    fields.append(_field_change("deprecated", {before.deprecated} - {False}, {after.deprecated} - {False}))
    fields.append(_field_change("replaced_by", {before.replaced_by} - {None}, {after.replaced_by} - {None}))
    return Change(before, after, tuple(field for field in fields if field.added or field.removed))


def _field_change(field: str, before: set[Any], after: set[Any]) -> FieldChange:
    return FieldChange(field, tuple(sorted(map(_text, after - before))), tuple(sorted(map(_text, before - after))))


def _text(value: object) -> str:
    if isinstance(value, Label):
        return f"{value.text}@{value.language}" if value.language else value.text
    return f"{value.relation.value} {value.target}" if isinstance(value, Match) else str(value)


def _brief(concept: Concept) -> dict[str, Any]:
    return {"iri": concept.iri, "label": _name(concept)}


def _name(concept: Concept) -> str:
    return next((label.text for _, label in concept.labels()), concept.iri)
