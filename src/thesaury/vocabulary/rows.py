"""One row of a table as a concept in the making: its texts, its IRI, and how it names what is above it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from thesaury.model.concept import Concept, ConceptScheme, Label, MappingRelation, Match
from thesaury.ports.table import Row
from thesaury.vocabulary.cells import iris_in, parted, says_yes, unguarded
from thesaury.vocabulary.columns import Role
from thesaury.vocabulary.minting import concept_iri, scheme_iri

_TEXTS = {
    "preferred": "preferred",
    "alternative": "alternative",
    "hidden": "hidden",
    "definition": "definitions",
    "note": "notes",
}
_SPLIT = frozenset({"alternative", "hidden"})
_GUARDED = frozenset({*_TEXTS, "notation", "id"}) - _SPLIT
_SCHEME = frozenset({"conceptscheme", "concept scheme", "skos:conceptscheme"})

Path = tuple[str, ...]
"""The tiers of a row that are filled, the top one first."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row read: `key` is its id or notation; `broader`, `related` and `replaced_by` are still as the table names them. `schemes` are
    the IRIs of its schemes with what the table calls them, `tops` those whose top concept it is said to be."""

    line: int
    concept: Concept
    key: str = ""
    path: Path = ()
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()
    schemes: tuple[tuple[str, str], ...] = ()
    tops: tuple[str, ...] = ()

    def ends_in_itself(self) -> bool:
        """Whether the last tier is the concept itself, not (as in some tables) the one above it."""
        return any(label.text.casefold() == self.path[-1].casefold() for label in self.concept.preferred)


def entry(name: str, meaning: Mapping[str, Role], row: Row) -> Entry | None:
    """The concept a row of the vocabulary `name` describes, or None where nothing could name it."""
    cells = _cells(meaning, row)
    path = tuple(texts[0] for _, texts in sorted(_tiers(cells).items()))
    labels = _labels(cells, path)
    ids, notations = _of(cells, "id"), _of(cells, "notation")
    key = next(iter(ids or notations), "")
    broader = _of(cells, "broader")
    schemes = _schemes(name, _of(cells, "scheme"))
    if not path and not broader and any(role.field == "tier" for role in meaning.values()):
        path = tuple(label.text for label in labels.get("preferred", ())[:1])
    iri = _iri(name, _of(cells, "iri"), key, path, labels)
    if not iri:
        return None
    concept = Concept(
        iri,
        schemes=tuple(sorted(found for found, _ in schemes)),
        notations=tuple(sorted({*(notations or ids[:1])})),
        matches=_matches(cells),
        deprecated=any(says_yes(cell) for cell in _of(cells, "deprecated")),
        **labels,
    )
    related, replaced = _of(cells, "related"), _of(cells, "replaced_by")
    tops = tuple(found for cell in _of(cells, "top") for found in iris_in(cell))
    return Entry(row.line, concept, key, path, broader, related, replaced, schemes, tops)


def described_scheme(meaning: Mapping[str, Role], row: Row) -> ConceptScheme | None:
    """The scheme a row describes, where its type says that it is one: its preferred labels are the titles."""
    cells = _cells(meaning, row)
    iri = next(iter(_of(cells, "iri")), "").strip("<>")
    if not iri or not any(cell.casefold() in _SCHEME for cell in _of(cells, "type")):
        return None
    return ConceptScheme(iri, _labels(cells, ()).get("preferred", ()))


def _schemes(name: str, cells: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The schemes of a row: by their IRIs, else one by its name; the vocabulary's own where none is named."""
    if iris := [found for cell in cells for found in iris_in(cell)]:
        return tuple((iri, "") for iri in dict.fromkeys(iris))
    called = next(iter(cells), "")
    return ((scheme_iri(name, called), called or name),)


def _matches(cells: Mapping[Role, list[str]]) -> tuple[Match, ...]:
    found = (
        Match(relation, target)
        for relation in MappingRelation
        for cell in _of(cells, relation.value)
        for target in iris_in(cell) or parted(cell)
    )
    return tuple(sorted(set(found)))


def _cells(meaning: Mapping[str, Role], row: Row) -> dict[Role, list[str]]:
    cells: dict[Role, list[str]] = {}
    for column, role in meaning.items():
        if role.field and (texts := list(_texts(row.cells.get(column), role))):
            cells.setdefault(role, []).extend(texts)
    return cells


def _texts(cell: Any, role: Role) -> Iterable[str]:
    whole = [one for one in cell if isinstance(one, str)] if isinstance(cell, list) else [str(cell or "")]
    if role.field in _SPLIT:
        return (part for one in whole for part in parted(one))
    read = (unguarded(one.strip()) if role.field in _GUARDED else one for one in whole)
    return (part.strip() for part in read if part.strip())


def _of(cells: Mapping[Role, list[str]], field: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for role, texts in cells.items() if role.field == field for text in texts))


def _tiers(cells: Mapping[Role, list[str]]) -> dict[int, list[str]]:
    return {role.level: texts for role, texts in cells.items() if role.field == "tier"}


def _labels(cells: Mapping[Role, list[str]], path: Path) -> dict[str, Any]:
    """The texts of the concept by field; where nothing names it, the last tier does."""
    found: dict[str, set[Label]] = {}
    for role, texts in cells.items():
        if role.field in _TEXTS:
            found.setdefault(_TEXTS[role.field], set()).update(Label(text, role.language) for text in texts)
    if path and "preferred" not in found:
        found["preferred"] = {Label(path[-1])}
    return {field: tuple(sorted(labels)) for field, labels in found.items()}


def _iri(name: str, given: tuple[str, ...], key: str, path: Path, labels: Mapping[str, tuple[Label, ...]]) -> str:
    """The IRI the table gives, else one made of the id, the tiers or the label, whichever there is first."""
    if given:
        return given[0].removeprefix("<").removesuffix(">")
    if key or path:
        return concept_iri(name, key) if key else concept_iri(name, *path)
    named = labels.get("preferred") or labels.get("alternative") or ()
    return concept_iri(name, named[0].text) if named else ""
