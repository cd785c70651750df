"""Brand terms as the rows of a table, there and back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from thesaury.model.brand_term import BrandTerm
from thesaury.model.errors import BadInput
from thesaury.ports.table import Row
from thesaury.vocabulary.brand.checking import ANY, EXACT, TermsBeside, check_beside, term_of
from thesaury.vocabulary.brand.problems import TermProblem
from thesaury.vocabulary.thesaurus import Thesaurus

COLUMNS = ("term", "language", "standing", "concept", "instead", "reason", "from", "case", "note", "by", "at")
"""The columns that are written; the last two are not read: who brings a table in decides what stands in it."""
_NEEDED = ("term", "standing")


@dataclass(frozen=True, slots=True)
class WrongRow:
    """A row that cannot be taken, and why."""

    line: int
    problem: TermProblem


def row_of(term: BrandTerm) -> dict[str, str]:
    """A term by the columns."""
    return {
        "term": term.text,
        "language": term.language,
        "standing": term.standing.value,
        "concept": term.concept,
        "instead": term.instead,
        "reason": term.reason,
        "from": term.since,
        "case": EXACT if term.exact else ANY,
        "note": term.note,
        "by": term.by,
        "at": term.at,
    }


def check_columns(columns: Sequence[str], name: str) -> None:
    """Raises BadInput for a table that has no such columns."""
    named = {column.strip().casefold() for column in columns}
    if lacking := [column for column in _NEEDED if column not in named]:
        raise BadInput(
            f"{name} has no column {lacking[0]!r}. Its first row names the columns; known are {', '.join(COLUMNS)}. Nothing was changed."
        )


def terms_in(
    rows: Iterable[Row], kept: Iterable[BrandTerm], thesaurus: Thesaurus, by: str, at: str
) -> tuple[list[BrandTerm], list[WrongRow]]:
    """The terms of a table, and every row that is wrong by itself, beside another row, or beside what is kept already.

    A row takes the place of a kept term with its text and language.
    """
    read: list[tuple[int, BrandTerm]] = []
    wrong: list[WrongRow] = []
    for row in rows:
        try:
            cells = {name.strip().casefold(): str(cell) for name, cell in row.cells.items()}
            read.append((row.line, term_of(cells, by, at)))
        except TermProblem as problem:
            wrong.append(WrongRow(row.line, problem))
    held = {term.key: term for term in kept}
    new = {term.key for _, term in read}
    beside = TermsBeside(term for key, term in held.items() if key not in new)
    taken: dict[tuple[str, str], BrandTerm] = {}
    for line, term in read:
        try:
            if term.key in taken:
                raise TermProblem("twice", text=term.text, other=term.text)
            check_beside(term, beside.near(term), thesaurus)
            taken[term.key] = term
            beside.add(term)
        except TermProblem as problem:
            wrong.append(WrongRow(line, problem))
    return list(taken.values()), sorted(wrong, key=lambda one: one.line)
