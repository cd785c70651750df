"""What changed of concepts, as people read it: by kind of change, and line by line, with names in the place of IRIs."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from thesaury.model.concept import Concept, Label, LabelKind
from thesaury.vocabulary.diff import Change, Diff, FieldChange
from thesaury.vocabulary.languages import best
from thesaury.web.desk import concept_url

KINDS = ("added", "removed", "deprecated", "moved", "relabelled", "described")
"""Kinds of change, in the order in which they matter; a concept may have changed in several ways."""
PAGE = 50

_KIND_OF = {
    "preferred": "relabelled",
    "alternative": "relabelled",
    "hidden": "relabelled",
    "broader": "moved",
    "schemes": "moved",
    "deprecated": "deprecated",
    "replaced_by": "deprecated",
}
_LINKS = ("broader", "related", "schemes", "replaced_by")
Namer = Callable[[str], Label]


@dataclass(frozen=True, slots=True)
class Line:
    """One text that a field gained or lost."""

    field: str
    added: bool
    text: Label


@dataclass(frozen=True, slots=True)
class Changed:
    """One concept that changed: how, and line by line. `url` is empty where no current vocabulary holds it."""

    iri: str
    name: Label
    url: str
    kinds: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """One page of a difference, of one kind or of all; `counts` are of the whole difference."""

    counts: Mapping[str, int]
    total: int
    kind: str
    page: int
    last_page: int
    shown: tuple[Changed, ...]


def changes(found: Diff, names: Namer, here: Callable[[str], bool], kind: str = "", page: int = 1) -> Changes:
    """A page of this difference; `here` says which concepts have a page now."""
    kinds = [(concept, ("added",), None) for concept in found.added]
    kinds += [(concept, ("removed",), None) for concept in found.removed]
    all_: list[tuple[Concept, tuple[str, ...], Change | None]] = [*kinds]
    all_ += [(change.after, kinds_of(change.fields), change) for change in found.changed]
    counts = {name: sum(name in held for _, held, _ in all_) for name in KINDS}
    wanted = [one for one in all_ if not kind or kind in one[1]]
    last = max(1, -(-len(wanted) // PAGE))
    page = min(max(page, 1), last)
    shown = tuple(_changed(*one, names, here) for one in wanted[(page - 1) * PAGE : page * PAGE])
    return Changes({name: count for name, count in counts.items() if count}, len(all_), kind, page, last, shown)


def touched(found: Diff) -> list[str]:
    """The concepts that came, went or changed."""
    return [c.iri for c in (*found.added, *found.removed)] + [change.after.iri for change in found.changed]


def kinds_of(fields: Iterable[FieldChange]) -> tuple[str, ...]:
    """How a concept changed, by what its fields gained and lost."""
    held = {_KIND_OF.get(field.field, "described") for field in fields}
    return tuple(kind for kind in KINDS if kind in held)


def lines(fields: Sequence[FieldChange], names: Namer) -> Iterator[Line]:
    """What each field lost and gained."""
    for field in fields:
        for texts, added in ((field.removed, False), (field.added, True)):
            yield from (Line(field.field, added, _text(field.field, text, names)) for text in texts)


def own_name(concept: Concept, languages: Sequence[str]) -> Label:
    """What a concept calls itself, whatever vocabulary it is of."""
    for kind in (concept.preferred, concept.alternative, concept.hidden):
        if label := best(kind, languages):
            return label
    return Label(concept.iri)


def _changed(
    concept: Concept, kinds: tuple[str, ...], change: Change | None, names: Namer, here: Callable[[str], bool]
) -> Changed:
    told = tuple(lines(change.fields, names)) if change else tuple(_labels(concept, kinds == ("added",)))
    url = concept_url(concept.iri) if here(concept.iri) else ""
    return Changed(concept.iri, names(concept.iri), url, kinds, told)


def _labels(concept: Concept, added: bool) -> Iterator[Line]:
    field = {LabelKind.PREFERRED: "preferred", LabelKind.ALTERNATIVE: "alternative", LabelKind.HIDDEN: "hidden"}
    return (Line(field[kind], added, label) for kind, label in concept.labels())


def _text(field: str, text: str, names: Namer) -> Label:
    if field in _LINKS:
        return names(text)
    if field == "matches":
        return Label(text)
    if field == "deprecated":
        return Label("")
    words, _, tag = text.rpartition("@")
    return Label(words, tag) if words and tag.replace("-", "").isalnum() and len(tag) < 36 else Label(text)
