"""Edits of what a concept is called and of what is said of it."""

from collections.abc import Sequence

from thesaury.model.concept import Concept, Label, LabelKind
from thesaury.model.edit import AddLabel, RemoveLabel, Rename, SetNotations, SetTexts
from thesaury.vocabulary.checks.rule import quoted
from thesaury.vocabulary.editing.changing import Changing, label_of, language_of
from thesaury.vocabulary.editing.refusal import EditRefused

FIELD = {
    LabelKind.PREFERRED: "preferred",
    LabelKind.ALTERNATIVE: "alternative",
    LabelKind.HIDDEN: "hidden",
}


def rename(edit: Rename, changing: Changing) -> None:
    """The new label leaves the lesser kinds, where it stood."""
    concept, label = changing.concept(edit.concept), label_of(edit.label)
    former = [one for one in concept.preferred if one.language == label.language]
    if former == [label]:
        raise EditRefused(f"{changing.bench.called(edit.concept)} is called {quoted(label)} already.")
    alternative = {*concept.alternative, *(former if edit.keep else ())} - {label}
    changing.change(
        edit.concept,
        preferred=[*({*concept.preferred} - {*former}), label],
        alternative=alternative,
        hidden={*concept.hidden} - {label} - alternative,
    )


def add_label(edit: AddLabel, changing: Changing) -> None:
    """A label has one kind: the better one stays, and a hidden one that becomes alternative is hidden no more."""
    concept, label = changing.concept(edit.concept), label_of(edit.label)
    if held := kind_in(concept, label):
        if not (held is LabelKind.HIDDEN and edit.kind is LabelKind.ALTERNATIVE):
            raise EditRefused(f"{quoted(label)} is a label of {changing.bench.called(edit.concept)} already ({held}).")
        changing.change(edit.concept, hidden={*concept.hidden} - {label})
    if edit.kind is LabelKind.PREFERRED and any(one.language == label.language for one in concept.preferred):
        raise EditRefused(
            f"{changing.bench.called(edit.concept)} has a preferred label in this language. Rename it, or add another kind."
        )
    field = FIELD[edit.kind]
    changing.change(edit.concept, **{field: [*getattr(concept, field), label]})


def remove_label(edit: RemoveLabel, changing: Changing) -> None:
    """The last preferred label stays, so that a concept can always be named."""
    concept, field = changing.concept(edit.concept), FIELD[edit.kind]
    held: Sequence[Label] = getattr(concept, field)
    if edit.label not in held:
        raise EditRefused(
            f"{quoted(edit.label)} is no {edit.kind} of {changing.bench.called(edit.concept)}. It may be gone already."
        )
    if edit.kind is LabelKind.PREFERRED and len(held) == 1:
        raise EditRefused(f"{quoted(edit.label)} is the last preferred label. Rename the concept, or deprecate it.")
    changing.change(edit.concept, **{field: {*held} - {edit.label}})


def set_texts(edit: SetTexts, changing: Changing) -> None:
    """All texts of the field in this language are these."""
    language = language_of(edit.language)
    held: Sequence[Label] = getattr(changing.concept(edit.concept), edit.field.value)
    others = [label for label in held if label.language != language]
    new = [Label(text.strip(), language) for text in edit.texts if text.strip()]
    changing.change(edit.concept, **{edit.field.value: [*others, *new]})


def set_notations(edit: SetNotations, changing: Changing) -> None:
    """The notations are these."""
    changing.concept(edit.concept)
    changing.change(edit.concept, notations=[" ".join(text.split()) for text in edit.notations if text.strip()])


def kind_in(concept: Concept, label: Label) -> LabelKind | None:
    """Of which kind a label of a concept is, or None where it has no such label."""
    return next((kind for kind, held in concept.labels() if held == label), None)
