"""One row of a table as a concept in the making: its texts, its IRI, and how it names what is above it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from thesaury.model.concept import Concept, Label
from thesaury.ports.table import Row
from thesaury.vocabulary.columns import Role
from thesaury.vocabulary.minting import concept_iri, scheme_iri

SEVERAL = re.compile(r"[|;]")
"""What separates the values of one cell."""

_TEXTS = {
    "preferred": "preferred",
    "alternative": "alternative",
    "hidden": "hidden",
    "definition": "definitions",
    "note": "notes",
}
_SPLIT = frozenset({"alternative", "hidden"})

Path = tuple[str, ...]
"""The tiers of a row that are filled, the top one first."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row read: `key` is its id or notation, `broader` and `related` are still as the table names them."""

    line: int
    concept: Concept
    key: str = ""
    path: Path = ()
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    scheme: str = ""

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
    scheme = next(iter(_of(cells, "scheme")), "")
    if not path and not broader and any(role.field == "tier" for role in meaning.values()):
        path = tuple(label.text for label in labels.get("preferred", ())[:1])
    iri = _iri(name, _of(cells, "iri"), key, path, labels)
    if not iri:
        return None
    concept = Concept(
        iri,
        schemes=(scheme_iri(name, scheme),),
        notations=tuple(sorted({*(notations or ids[:1])})),
        **labels,
    )
    return Entry(row.line, concept, key, path, broader, _of(cells, "related"), scheme)


def _cells(meaning: Mapping[str, Role], row: Row) -> dict[Role, list[str]]:
    cells: dict[Role, list[str]] = {}
    for column, role in meaning.items():
        if role.field and (texts := list(_texts(row.cells.get(column), role))):
            cells.setdefault(role, []).extend(texts)
    return cells


def _texts(cell: Any, role: Role) -> Iterable[str]:
    whole = [one for one in cell if isinstance(one, str)] if isinstance(cell, list) else [str(cell or "")]
    parts = (part for one in whole for part in (SEVERAL.split(one) if role.field in _SPLIT else (one,)))
    return (part.strip() for part in parts if part.strip())


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
