"""The promises of `ports.table.TableWriter`, and what the forms of files make of cells."""

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from openpyxl import load_workbook

from tests.fakes.tables import FakeTableWriter
from thesaury.engines.tables import TableFiles, Tables
from thesaury.engines.tables import workbook_writing as limits
from thesaury.engines.tables.delimited_writing import inert
from thesaury.model.errors import BadInput, Unreachable, Usage
from thesaury.ports.table import TableWriter

ROWS: list[Mapping[str, Any]] = [
    {"id": "1", "tags": ["Küche", "winter"]},
    {"id": "2", "tags": ["=1+1"], "other": "x"},
    {"id": "3"},
]
TEXTS = [("1", "Küche; winter"), ("2", "=1+1"), ("3", "")]


class TableWriterSuite:
    """What every writer promises; `read` gives the rows of the sheet `Rows` of a written file, as texts."""

    def writer(self) -> TableWriter:
        raise AssertionError("each adapter's test says how")

    def read(self, writer: TableWriter, path: Path) -> list[tuple[str, ...]]:
        raise AssertionError("each adapter's test says how")

    def test_writes_the_columns_asked_for_in_their_order(self, tmp_path: Path):
        writer = self.writer()
        for ending in writer.endings:
            path = tmp_path / f"a{ending}"
            with writer.writing(path) as sheets:
                sheets.add("Rows", ("id", "tags"), ROWS)
                sheets.add("Sums", ("n",), [{"n": 3}])
            assert self.read(writer, path) == TEXTS, ending

    def test_another_ending_is_refused_with_those_that_are_written(self, tmp_path: Path):
        writer = self.writer()
        with pytest.raises(Usage, match=r"\.csv"), writer.writing(tmp_path / "a.pdf"):
            raise AssertionError

    def test_what_breaks_off_leaves_nothing(self, tmp_path: Path):
        writer, path = self.writer(), tmp_path / "a.csv"
        with pytest.raises(KeyError), writer.writing(path) as sheets:
            sheets.add("Rows", ("id",), ({"id": row["id"]} for row in [{"id": "1"}, {}]))
        assert not list(tmp_path.iterdir())


class TestFakeTableWriter(TableWriterSuite):
    def writer(self) -> FakeTableWriter:
        return FakeTableWriter()

    def read(self, writer: TableWriter, path: Path) -> list[tuple[str, ...]]:
        assert isinstance(writer, FakeTableWriter)
        _, rows = writer.files[path]["Rows"]
        return [(row["id"], "; ".join(row["tags"] or ())) for row in rows]


class TestTableFiles(TableWriterSuite):
    def writer(self) -> TableFiles:
        return TableFiles()

    def read(self, writer: TableWriter, path: Path) -> list[tuple[str, ...]]:
        rows = [row.cells for row in Tables().read(path)]
        texts = [
            (row["id"], "; ".join(tags) if isinstance(tags := row.get("tags", ""), list) else tags) for row in rows
        ]
        return [(number, tags.removeprefix("'")) for number, tags in texts]

    @pytest.mark.parametrize("ending", [".csv", ".tsv"])
    def test_no_cell_of_delimited_text_begins_like_a_formula(self, tmp_path: Path, ending: str):
        path = tmp_path / f"a{ending}"
        cells = ["=cmd|' /C calc'!A0", "+SUM(A1)", "-2+3", "@x", "\t=1", "-12.5", "+7 %", "ok"]
        with TableFiles().writing(path) as sheets:
            sheets.add("Rows", ("=head",), [{"=head": cell} for cell in cells])
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, delimiter="\t" if ending == ".tsv" else ","))
        assert [row[0][0] for row in rows] == ["'"] * 6 + ["-", "+", "o"]

    @given(some.text())
    def test_text_is_never_a_formula(self, cell: str):
        assert not inert(cell).startswith(("=", "@", "\t", "\r"))
        assert inert(cell).removeprefix("'") == cell.removeprefix("'")

    def test_a_workbook_has_texts_and_no_formulas(self, tmp_path: Path):
        path = tmp_path / "a.xlsx"
        cells = ['=HYPERLINK("x")', "#REF!", "+1", "bell\x07", "plain"]
        with TableFiles().writing(path) as sheets:
            sheets.add("A [1]/2", ("=head", "n"), [{"=head": cell, "n": 7} for cell in cells])
            sheets.add("Sums", ("n",), [])
        book = load_workbook(path)
        assert book.sheetnames == ["A  1  2", "Sums"]
        assert all(cell.data_type == "s" for cell in book.worksheets[0]["A"])
        assert [cell.value for cell in book.worksheets[0]["A"]] == ["=head", *cells[:3], "bell", "plain"]
        assert book.worksheets[0]["B2"].value == 7

    def test_a_cell_too_long_for_a_workbook_is_told_with_its_row(self, tmp_path: Path):
        path = tmp_path / "a.xlsx"
        with pytest.raises(BadInput, match=r"Row 3 .*CSV"), TableFiles().writing(path) as sheets:
            sheets.add("Rows", ("a",), [{"a": "x"}, {"a": "x" * (limits.CELL_LIMIT + 1)}])
        assert not path.exists()

    def test_more_rows_than_a_sheet_holds_are_told(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(limits, "ROW_LIMIT", 3)
        with pytest.raises(BadInput, match="CSV"), TableFiles().writing(tmp_path / "a.xlsx") as sheets:
            sheets.add("Rows", ("a",), ({"a": "x"} for _ in range(3)))

    def test_json_lines_keep_lists_and_leave_out_what_is_not_there(self, tmp_path: Path):
        path = tmp_path / "a.jsonl"
        with TableFiles().writing(path) as sheets:
            sheets.add("Rows", ("id", "tags"), ROWS)
            sheets.add("Sums", ("n",), [{"n": 3}])
        lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        assert lines == [{"id": "1", "tags": ["Küche", "winter"]}, {"id": "2", "tags": ["=1+1"]}, {"id": "3"}]

    def test_a_place_that_cannot_be_written_is_told(self, tmp_path: Path):
        (tmp_path / "file").write_text("")
        with pytest.raises(Unreachable, match="file"), TableFiles().writing(tmp_path / "file" / "a.csv"):
            raise AssertionError
