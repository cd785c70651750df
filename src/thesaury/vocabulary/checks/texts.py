"""Whether texts are fit to be kept and shown: control characters, white space, length, emptiness, language."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.vocabulary.checks.rule import Checked, ordered, quoted, with_concepts
from thesaury.vocabulary.languages import canonical
from thesaury.vocabulary.report import Finding, mended, refused

LONGEST = 64 << 10
"""Bytes a text may have."""

_LABELS = ("preferred", "alternative", "hidden")
_PROSE = ("definitions", "notes")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_SPACE = re.compile(r"\s\s|[^\S ]|\A\s|\s\Z")

Change = Callable[[str, Label], Label | None]
"""Gives for a text (with the IRI it belongs to) the text as it should be: the same object, another, or none."""


def control_characters(vocabulary: Vocabulary) -> Checked:
    """Control characters (but for tab and line breaks) are removed."""
    findings: list[Finding] = []

    def change(iri: str, label: Label) -> Label:
        if not _CONTROL.search(label.text):
            return label
        clean = replace(label, text=_CONTROL.sub("", label.text))
        findings.append(mended("control-character", iri, f"Control characters were removed from {quoted(clean)}."))
        return clean

    return _texts(vocabulary, (*_LABELS, *_PROSE), change, True), findings


def white_space(vocabulary: Vocabulary) -> Checked:
    """Labels are one line with single spaces; prose only loses the space around it."""
    findings: list[Finding] = []

    def label_changed(iri: str, label: Label) -> Label:
        if not _SPACE.search(label.text):
            return label
        clean = replace(label, text=" ".join(label.text.split()))
        findings.append(mended("white-space", iri, f"Spaces or line breaks were taken out of {quoted(clean)}."))
        return clean

    def prose_changed(iri: str, label: Label) -> Label:
        text = label.text.strip()
        return label if len(text) == len(label.text) else replace(label, text=text)

    return _texts(_texts(vocabulary, _LABELS, label_changed, True), _PROSE, prose_changed, False), findings


def long_texts(vocabulary: Vocabulary) -> Checked:
    """Texts of more than 64 KiB are refused."""
    findings: list[Finding] = []

    def change(iri: str, label: Label) -> Label | None:
        if len(label.text) * 4 <= LONGEST or len(label.text.encode(errors="replace")) <= LONGEST:
            return label
        findings.append(
            refused("long-text", iri, f"A text of more than {LONGEST >> 10} KiB is refused: {quoted(label)}")
        )
        return None

    return _texts(vocabulary, (*_LABELS, *_PROSE), change, True), findings


def empty_texts(vocabulary: Vocabulary) -> Checked:
    """Texts without any character are dropped."""
    findings: list[Finding] = []

    def change(iri: str, label: Label) -> Label | None:
        if label.text:
            return label
        findings.append(mended("empty-label", iri, f"An empty text of {iri} was dropped."))
        return None

    return _texts(vocabulary, (*_LABELS, *_PROSE), change, True), findings


def language_tags(vocabulary: Vocabulary) -> Checked:
    """Language tags are brought into canonical form; what is no tag is dropped. Other case alone is not worth a word."""
    first: dict[str, str] = {}
    count: Counter[str] = Counter()

    def change(iri: str, label: Label) -> Label:
        tag = canonical(label.language)
        if tag == label.language:
            return label
        if tag.lower() != label.language.lower():
            first.setdefault(label.language, iri)
            count[label.language] += 1
        return Label(label.text, tag)

    changed = _texts(vocabulary, (*_LABELS, *_PROSE), change, False)
    return changed, [_tag_finding(tag, iri, count[tag]) for tag, iri in sorted(first.items())]


def _tag_finding(tag: str, iri: str, count: int) -> Finding:
    read = f"was read as {canonical(tag)!r}" if canonical(tag) else "is no language tag and was dropped"
    return mended(
        "language-tag", iri, f"The language tag {tag[:100]!r} {read} ({count} {'text' if count == 1 else 'texts'})."
    )


def _texts(vocabulary: Vocabulary, fields: Sequence[str], change: Change, notations: bool) -> Vocabulary:
    """Change the texts in these fields of every concept, the titles of schemes and, if asked, the notations."""
    titled = []
    for scheme in vocabulary.schemes:
        titles = _changed(scheme.iri, scheme.titles, change)
        titled.append(scheme if titles is scheme.titles else replace(scheme, titles=titles))
    vocabulary = replace(vocabulary, schemes=tuple(titled))
    return with_concepts(vocabulary, lambda concept: _concept_changed(concept, fields, change, notations))


def _concept_changed(concept: Concept, fields: Sequence[str], change: Change, notations: bool) -> Concept:
    changes: dict[str, tuple[Label, ...] | tuple[str, ...]] = {}
    for field in fields:
        labels: tuple[Label, ...] = getattr(concept, field)
        if labels and (new := _changed(concept.iri, labels, change)) is not labels:
            changes[field] = new
    if notations and concept.notations:
        old = tuple(Label(notation) for notation in concept.notations)
        if (new := _changed(concept.iri, old, change)) is not old:
            changes["notations"] = tuple(label.text for label in new)
    return replace(concept, **changes) if changes else concept  # type: ignore[arg-type]  # fields are known by name only


def _changed(iri: str, labels: tuple[Label, ...], change: Change) -> tuple[Label, ...]:
    new = [change(iri, label) for label in labels]
    if all(one is label for one, label in zip(new, labels, strict=True)):
        return labels
    return ordered(label for label in new if label is not None)
