"""How commands show what a licence states."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from thesaury.cli.output import print_table

if TYPE_CHECKING:
    from thesaury.model.licensing import Statement


def show_statement(statement: "Statement") -> None:
    """Print stop, grants axis by axis, what a person has to read, and the words each value was read from."""
    from thesaury.rights.stating.shape import spans_of
    from thesaury.rights.stating.words import words_of

    if statement.prohibit_all:
        print("It stops every use.")
    for number, term in enumerate(statement.terms, 1):
        _table(f"Grant {number}:", ("axis", "what it states"), [(axis.value, said) for axis, said in words_of(term)])
    _table("For a person:", ("reason", "words"), [(each.reason, each.words) for each in statement.unresolved])
    rows = [(span.axis.value, span.words, span.rule) for span in spans_of(statement)]
    _table("Read from:", ("axis", "words", "rule"), rows)


def _table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    if rows:
        print(title)
        print_table(heads, rows)
