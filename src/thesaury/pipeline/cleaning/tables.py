"""Plans as tables: one row for each entry, out for review in a spreadsheet, and back with decisions."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from thesaury.model.cleanup import Entry, Ruling, Treatment
from thesaury.model.errors import BadInput, Usage
from thesaury.pipeline.cleaning.deciding import ruling
from thesaury.ports.table import Row
from thesaury.vocabulary.thesaurus import Thesaurus

COLUMNS = (
    "id",
    "tags",
    "assets",
    "records",
    "standing",
    "suggested",
    "certainty",
    "decision",
    "concept",
    "label",
    "decided_by",
)
"""`decision` and `concept` are read again, by `id`; all others are for people to read."""


def entry_rows(
    entries: Iterable[Entry], thesaurus: Thesaurus, languages: tuple[str, ...]
) -> Iterator[Mapping[str, Any]]:
    """The rows of these entries. What is suggested stands under concept until something is decided."""
    for entry in entries:
        suggested = entry.use[0].concept if entry.use and entry.suggested is Treatment.REPLACE else ""
        concept = entry.concept if entry.treatment else suggested
        yield {
            "id": entry.id,
            "tags": list(entry.tags),
            "assets": entry.assets,
            "records": [f"{name}: {count}" for name, count in entry.records],
            "standing": entry.standing.value,
            "suggested": entry.suggested.value,
            "certainty": round(entry.certainty, 3),
            "decision": entry.treatment.value if entry.treatment else "",
            "concept": concept,
            "label": thesaurus.label(concept, languages) if concept else "",
            "decided_by": entry.decided_by,
        }


def rulings(rows: Iterable[Row], entries: Iterable[Entry], who: str) -> list[Ruling]:
    """The decisions of a table; rows without one, and those that say what is decided already, are left out.

    Raises BadInput, with the line, for an entry that is not in the plan, and for a decision that is none.
    """
    known = {entry.id: entry for entry in entries}
    made: list[Ruling] = []
    for row in rows:
        said = str(row.cells.get("decision", "")).strip().casefold()
        if not said:
            continue
        entry = known.get(str(row.cells.get("id", "")).strip())
        if entry is None:
            raise BadInput(f"Line {row.line}: this plan has no entry {row.cells.get('id', '')!r}. Nothing was decided.")
        one = _ruling(row, entry, said, who)
        if (one.treatment, one.concept) != (entry.treatment, entry.concept):
            made.append(one)
    return made


def _ruling(row: Row, entry: Entry, said: str, who: str) -> Ruling:
    if said not in list(Treatment):
        words = ", ".join(Treatment)
        raise BadInput(f"Line {row.line}: the decision is {said!r}, but has to be one of {words}. Nothing was decided.")
    try:
        return ruling(entry, Treatment(said), who, str(row.cells.get("concept", "")).strip())
    except Usage as error:
        raise BadInput(f"Line {row.line}: {error.message} Nothing was decided.") from error
