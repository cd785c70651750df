"""Cells that no spreadsheet runs, at whichever sign it parts them."""

import csv

import pytest

from thesaury.model.table_cell import inert
from thesaury.pipeline.csv_line import csv_line


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("  @x", "'  @x"),
        ("＝1", "'＝1"),
        ("\n=1", "'\n'=1"),
        ("\tx", "'\tx"),
        ("x;=HYPERLINK(1)", "x;'=HYPERLINK(1)"),
        ("x; \u00a0=1;y;-2", "x;' \u00a0=1;y;'-2"),
        ("x\t+1\r\n-2", "x\t'+1\r\n'-2"),
        ("1 - 2; a=b, +3", "1 - 2; a=b, +3"),
        ("", ""),
    ],
)
def test_every_place_where_a_formula_could_begin_has_an_apostrophe(cell: str, safe: str):
    assert inert(cell) == safe


def test_no_cell_is_a_formula_to_who_parts_the_line_at_semicolons():
    line = csv_line(("a", 'x;=HYPERLINK("https://x.example")', 3, "y;\t@z"))
    cells = [cell for row in csv.reader([line], delimiter=";") for cell in row]
    assert not [cell for cell in cells if cell.strip(' "')[:1] in ("=", "@")]
