"""The promises of `ports.table`, and the forms and faults the file reader knows."""

import csv
import gzip
import json
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.fakes.tables import FakeTables
from thesaury.engines.tables import Tables, sheets, workbook
from thesaury.engines.tables import opening as limits
from thesaury.model.errors import BadInput, Unreachable
from thesaury.ports.table import Row, TableReader

COLUMNS = ("id", "title", "tags")
LINES = [["1", "Box", "a, b"], ["", "", ""], ["2", 'Bäg "x"', ""]]
ROWS = [
    Row(2, {"id": "1", "title": "Box", "tags": "a, b"}),
    Row(4, {"id": "2", "title": 'Bäg "x"', "tags": ""}),
]


class TableReaderSuite:
    """What every reader promises; `reader` makes one to which the path holds these columns and lines."""

    def reader(self, path: Path, columns: Sequence[str], lines: Sequence[Sequence[str]]) -> TableReader:
        raise AssertionError("each adapter's test says how")

    def test_outlines_what_it_reads(self, tmp_path: Path):
        path = tmp_path / "a.csv"
        table = self.reader(path, COLUMNS, LINES).outline(path)
        assert (table.path, table.columns, table.rows, len(table.digest)) == (path, COLUMNS, 2, 64)

    def test_gives_the_rows_that_are_not_empty_with_their_lines(self, tmp_path: Path):
        path = tmp_path / "a.csv"
        reader = self.reader(path, COLUMNS, LINES)
        assert list(reader.read(path)) == ROWS
        assert list(reader.read(path)) == ROWS

    def test_another_content_has_another_digest(self, tmp_path: Path):
        path = tmp_path / "a.csv"
        before = self.reader(path, COLUMNS, LINES).outline(path).digest
        assert self.reader(path, COLUMNS, LINES[:2]).outline(path).digest != before

    def test_a_missing_file_is_unreachable(self, tmp_path: Path):
        reader = self.reader(tmp_path / "a.csv", COLUMNS, LINES)
        with pytest.raises(Unreachable, match=r"no\.csv"):
            reader.outline(tmp_path / "no.csv")
        with pytest.raises(Unreachable, match=r"no\.csv"):
            list(reader.read(tmp_path / "no.csv"))

    def test_a_file_without_header_is_bad(self, tmp_path: Path):
        path = tmp_path / "a.csv"
        with pytest.raises(BadInput, match=r"a\.csv"):
            self.reader(path, (), []).outline(path)


class TestFake(TableReaderSuite):
    def reader(self, path: Path, columns: Sequence[str], lines: Sequence[Sequence[str]]) -> TableReader:
        return FakeTables({path: (columns, lines)})


class TestTables(TableReaderSuite):
    def reader(self, path: Path, columns: Sequence[str], lines: Sequence[Sequence[str]]) -> TableReader:
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([columns, *lines] if columns else [])
        return Tables()


def _put(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


Cells = Callable[..., list[list[object]]]


@pytest.fixture
def cells(tmp_path: Path) -> Cells:
    """Writes a file and gives its column names and then the cells of each row."""

    def run(name: str, content: str | bytes) -> list[list[object]]:
        path = _put(tmp_path / name, content)
        table, rows = Tables().outline(path), list(Tables().read(path))
        assert table.rows == len(rows)
        return [list(table.columns), *(list(row.cells.values()) for row in rows)]

    return run


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(cells: Cells, delimiter: str):
    text = "id;label;note\n1;Bars, pubs;a | b\n2;Cafés;x\n3;Tea, cake, etc;y\n"
    quoted = text.replace(";", delimiter) if delimiter not in ",|" else text.replace(";", f'"{delimiter}"')
    if delimiter in ",|":
        quoted = "".join(f'"{line}"\n' for line in quoted.splitlines())
    assert cells("a.csv", quoted)[:2] == [["id", "label", "note"], ["1", "Bars, pubs", "a | b"]]


def test_one_column_keeps_its_commas(cells: Cells):
    assert cells("a.csv", "label\nHello world\nBars, pubs\n")[2] == ["Bars, pubs"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings(cells: Cells, encoding: str, caplog: pytest.LogCaptureFixture, tmp_path: Path):
    assert cells("a.csv", "id,label\n1,Käse €\n".encode(encoding))[1] == ["1", "Käse €"]
    assert ("Windows-1252" in caplog.text) is (encoding == "cp1252")
    notes = Tables().outline(tmp_path / "a.csv").notes
    assert [note[:37] for note in notes] == ["Read as Windows-1252, for line 2 is n"] * (encoding == "cp1252")


def _book(path: Path, **sheets: list[list[object]]) -> Workbook:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return book


TABLE: list[list[object]] = [["id", "tags"], [1, "a"]]


def test_of_several_sheets_the_table_is_read_and_the_others_are_named(tmp_path: Path):
    path = tmp_path / "a.xlsx"
    _book(path, Cover=[["Export of 2 May"], ["By our DAM"]], Assets=TABLE, Rights=TABLE, Empty=[])
    found = Tables().outline(path)
    assert (found.columns, found.rows) == (("id", "tags"), 1)
    assert found.notes == (
        "Read is the sheet “Assets”, and not: “Cover”, “Rights”. Bring those as files of their own.",
    )


def test_a_sheet_that_is_out_of_sight_is_read_only_where_there_is_no_other(tmp_path: Path):
    path = tmp_path / "a.xlsx"
    book = _book(path, Lists=[["x", "y"], ["1", "2"]], Assets=TABLE)
    book["Lists"].sheet_state = "hidden"
    book.save(path)
    assert (Tables().outline(path).columns, Tables().outline(path).notes) == (("id", "tags"), ())
    del book["Assets"]
    book.create_sheet("Nothing")
    book.save(path)
    assert Tables().outline(path).columns == ("x", "y")


def test_formulas_that_nobody_worked_out_are_counted(tmp_path: Path):
    path = tmp_path / "a.xlsx"
    _book(path, Assets=[["id", "tags"], [1, "=A1"], [2, "=A2"]])
    found = Tables().outline(path)
    assert found.notes == (
        "Formulas whose values were not saved, 2, are read as empty cells. Open the workbook in a spreadsheet, and save it.",
    )
    worked_out = (
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c><c t="str"><f>A1</f><v></v></c></row>'
    )
    assert Tables().outline(_with_parts(tmp_path / "b.xlsx", {SHEET: _sheet(worked_out)})).notes == ()


def test_the_header_is_the_fullest_of_the_first_rows(cells: Cells):
    assert cells("a.csv", "Our taxonomy,,,\n,,,\nid,label,,label\n1,a,,b\n,,,\n2,c\n") == [
        ["id", "label", "column 3", "label (4)"],
        ["1", "a", "", "b"],
        ["2", "c", "", ""],
    ]


def test_lines_are_counted_as_an_editor_does(tmp_path: Path):
    path = _put(tmp_path / "a.csv", 'id,label\r\n1,"two\r\nlines"\r\n\r\n2,x\r\n')
    assert [row.line for row in Tables().read(path)] == [2, 5]


def test_a_workbook(tmp_path: Path):
    book = Workbook()
    book.active.title = "empty"
    sheet = book.create_sheet("terms")
    sheet.append(["Taxonomy 2026"])
    sheet.append(["id", "label", None, "since", "on", "share"])
    sheet.append([1.0, " Käse ", None, datetime(2026, 1, 2), True, 0.5])
    sheet.append([])
    sheet.append([2, "=1+1", None, date(2026, 1, 3), datetime(2026, 1, 4, 5, 6), None])
    book.save(tmp_path / "a.xlsx")
    table = Tables().outline(tmp_path / "a.xlsx")
    assert (table.columns, table.rows) == (("id", "label", "column 3", "since", "on", "share"), 2)
    first, second = Tables().read(tmp_path / "a.xlsx")
    assert (first.line, list(first.cells.values())) == (3, ["1", "Käse", "", "2026-01-02", "true", "0.5"])
    assert (second.line, second.cells["label"], second.cells["on"]) == (5, "", "2026-01-04T05:06:00")


def test_json_lines(cells: Cells, tmp_path: Path):
    text = '{"id": 1, "context": {"artist": " Ü ", "more": {}}, "tags": ["a", 2]}\n\n{"id": "2", "a": {"b": {"c": 7.50}}}\n'
    assert cells("a.jsonl", text) == [["id", "context.artist", "tags", "a.b.c"], ["1", "Ü", ["a", "2"]], ["2", "7.50"]]
    assert [row.line for row in Tables().read(tmp_path / "a.jsonl")] == [1, 3]
    assert cells("a.jsonl.gz", gzip.compress(text.encode()))[1] == ["1", "Ü", ["a", "2"]]


def test_a_json_array(cells: Cells, tmp_path: Path):
    assert cells("a.json", '[\n{"a": 1.50,\n "b": null},\n\n{"a": [1, {"c": 2}], "b": true}]') == [
        ["a", "b"],
        ["1.50", ""],
        [["1", {"c": "2"}], "true"],
    ]
    assert [row.line for row in Tables().read(tmp_path / "a.json")] == [2, 5]


BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ccc">]><worksheet>&b;</worksheet>'


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"", "holds no row"),
        ("a.csv", b"\n , \n", "holds no row"),
        ("a.csv", b"id,label\n1,a\n2,b\0c\n", "line 3: there is a NUL"),
        ("a.csv", b"id,label\n" + b"1,a\n" * 10 + b"1,a,b\n", "line 12: 3 cells where the header has 2"),
        ("a.csv", b'id,label\n1,a\n2,"never closed\n3,b\n', "line 3: a cell opens with a quote"),
        ("a.csv", b'id,label\n1,"a"b\n', "line 2: a quoted cell goes on"),
        ("a.csv", b"id,label\n1,\x81\xff\n", "line 2: the text is not UTF-8"),
        ("a.csv", b"\xff\xfea\0b", "the text is not UTF-16"),
        ("a.csv.gz", gzip.compress(b"id\n1\n" * 99, mtime=0)[:-9], "damaged or cut off"),
        ("a.csv.gz", b"\x1f\x8bnonsense", "damaged or cut off"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel form"),
        (
            "a.xlsx",
            b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "protected by a password",
        ),
        ("a.xlsx", b"PK\x03\x04nonsense", "damaged from the start. Export or fetch it again, as .xlsx or CSV."),
        ("a.xlsx", b"\0\0\0\0nonsense\xff", "neither a workbook nor text"),
        ("a.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "is a PDF, not a table. Save the table as .xlsx or CSV"),
        ("a.xlsx", b"%PDF-1.4\n1 0 obj\n", "is a PDF"),
        ("a.csv", b"\xff\xd8\xff\xe0\0\x10JFIF", "is a picture"),
        ("a.xls", b"\n<html><body><table><tr><td>id</td></tr></table></body></html>", "is a web page"),
        ("a.xls", b'\xef\xbb\xbf<?xml version="1.0"?>\n<Workbook/>', "is an XML file"),
        ("a.csv", b"7z\xbc\xaf\x27\x1c\0\4", "is an archive"),
        ("a.jsonl", b'{"a": 1}\n[1]\n', "line 2: not a JSON object"),
        ("a.jsonl", b'{"a": 1} {"a": 2}\n', "line 1: more than one"),
        ("a.jsonl", b'{"id": 1}\n{"Tags": 1, "Tags": 2}\n', "line 2: the object says “Tags” twice"),
        ("a.json", b'[{"a": {"b": 1}, "a.b": 2}]', "line 1: the object says “a.b” twice"),
        ("a.jsonl", b'{"a": "\\ud800"}\n', "line 1: an escaped NUL or half a character"),
        ("a.jsonl", b'{"a": "\\u0000"}\n', "line 1: an escaped NUL or half a character"),
        ("a.jsonl", b'{"a":' * 100_000, "line 1: nested too deeply"),
        ("a.json", b'[{"a": 1},\n{"a": 2}', "line 2: the JSON array is cut off"),
        ("a.json", b'[{"a": 1}]\n7', "cut off or followed"),
        ("a.jsonl", json.dumps({str(n): 1 for n in range(17_000)}).encode(), "more than 16,384 columns"),
    ],
)
def test_bad_files_end_in_a_sentence(cells: Cells, name: str, content: bytes, said: str):
    with pytest.raises(BadInput) as caught:
        cells(name, content)
    assert said in caught.value.message
    assert name in caught.value.message


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"assets.csv": "id,tags\n1,a\n"}, "is an archive"),
        (
            {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"},
            "OpenDocument file (.ods)",
        ),
        ({"[Content_Types].xml": "<a/>", "xl/workbook.bin": ""}, "binary workbook (.xlsb)"),
        ({"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"}, "text document"),
        ({"Index/Document.iwa": ""}, "Numbers document"),
    ],
)
@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_what_else_is_packed_is_named_whatever_it_is_called(
    tmp_path: Path, parts: dict[str, str], said: str, name: str
):
    with zipfile.ZipFile(tmp_path / name, "w") as made:
        for part, content in parts.items():
            made.writestr(part, content)
    with pytest.raises(BadInput, match=re.escape(said)):
        Tables().outline(tmp_path / name)


def _with_parts(path: Path, parts: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> Path:
    """A workbook with these parts in place of its own, and texts that cells share."""
    Workbook().save(path.with_name("good.xlsx"))
    with zipfile.ZipFile(path.with_name("good.xlsx")) as good, zipfile.ZipFile(path, "w", packing) as made:
        held = {STRINGS: TEXTS} | {one: good.read(one) for one in good.namelist()}
        held[LIST] = held[LIST].replace(b"</Types>", LISTED_TEXTS + b"</Types>")
        for name, content in (held | parts).items():
            made.writestr(name, content)
    return path


def _sheet(rows: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'.encode()


SHEET, STRINGS, STYLES, LIST = (
    *("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"),
    "[Content_Types].xml",
)
TEXTS = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>K\xc3\xa4se</t></si><si><r><t>a</t></r><r><t>b</t></r></si></sst>'
LISTED_TEXTS = (
    b'<Override PartName="/xl/sharedStrings.xml"'
    b' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)
CELL = '<c r="{0}"><v>1</v></c>'
MANY = "<a/>" * 300_000


@pytest.mark.parametrize("part", [BOMB, b"<worksheet><sheetData><row><c", b"\0\1"])
def test_workbooks_with_a_bad_part(tmp_path: Path, part: bytes):
    path = _with_parts(tmp_path / "a.xlsx", {SHEET: part})
    with pytest.raises(BadInput, match=r"a\.xlsx"):
        Tables().outline(path)


@pytest.mark.parametrize(
    ("part", "content", "said"),
    [
        (
            SHEET,
            _sheet(f'<row r="1">{CELL.format("A1")}</row><row r="999999999999">{CELL.format("A1")}</row>'),
            "1,048,576 rows",
        ),
        (SHEET, _sheet(f"<row>{MANY}</row>"), "more parts"),
        (SHEET, _sheet(MANY), "more parts"),
        (SHEET, _sheet('<row r="1"><c t="s"><v>7</v></c></row>'), "damaged"),
        (SHEET, _sheet('<row r="1e999"/>'), "damaged"),
        (STRINGS, b" " * (65 << 20), "64 MiB"),
        (STRINGS, f"<sst>{MANY}</sst>".encode(), "more parts"),
        (STYLES, f"<styleSheet>{MANY}</styleSheet>".encode(), "more formats"),
        (STYLES, b" " * (17 << 20), "more formats"),
    ],
    ids=["gap", "row", "between", "no such text", "endless", "texts", "text", "formats", "long"],
)
def test_a_workbook_that_would_fill_the_memory_is_refused(tmp_path: Path, part: str, content: bytes, said: str):
    path = _with_parts(tmp_path / "a.xlsx", {part: content})
    with pytest.raises(BadInput, match=rf"a\.xlsx.*{said}"):
        Tables().outline(path)


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sheets, "CONTENT_LIMIT", 1 << 20)
    path = _with_parts(tmp_path / "a.xlsx", {SHEET: _sheet(f"<row>{CELL.format('A1')}</row>") + b" " * (1 << 20)})
    with pytest.raises(BadInput, match="unpacks to more than 1 MiB"):
        Tables().outline(path)


def test_a_workbook_of_wide_empty_rows_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sheets, "CELL_LIMIT", 1_000_000)
    path = _with_parts(tmp_path / "a.xlsx", {SHEET: _sheet(f'<row>{CELL.format("A1")}<c r="XFD1"/></row>' * 70)})
    with pytest.raises(BadInput, match="1,000,000 cells"):
        Tables().outline(path)


def test_a_workbook_of_too_many_parts_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(workbook, "PART_LIMIT", 5)
    with pytest.raises(BadInput, match="more than 5 parts"):
        Tables().outline(_with_parts(tmp_path / "a.xlsx", {}))


def test_cells_that_share_texts(tmp_path: Path):
    row = '<row r="1"><c t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row><row r="2"><c t="s"><v>1</v></c></row>'
    path = _with_parts(tmp_path / "a.xlsx", {SHEET: _sheet(row)})
    assert [row.cells for row in Tables().read(path)] == [{"Käse": "ab", "column 2": "", "ab": ""}]


def test_a_workbook_is_packed_as_spreadsheets_pack(tmp_path: Path):
    sheet = _sheet(f'<row r="1">{CELL.format("A1")}</row>')
    path = _with_parts(tmp_path / "a.xlsx", {SHEET: sheet}, zipfile.ZIP_BZIP2)
    with pytest.raises(BadInput, match="damaged"):
        Tables().outline(path)


def test_rows_that_a_workbook_leaves_out_are_empty(tmp_path: Path):
    gap = _sheet(f'<row r="1">{CELL.format("A1")}</row><row r="1048576">{CELL.format("A1048576")}</row>')
    assert [row.line for row in Tables().read(_with_parts(tmp_path / "a.xlsx", {SHEET: gap}))] == [1_048_576]


def test_what_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "UNPACKED_LIMIT", 1 << 20)
    path = _put(tmp_path / "a.csv.gz", gzip.compress(b"id\n" * (1 << 20)))
    with pytest.raises(BadInput, match="unpacks to more"):
        Tables().outline(path)


def test_a_line_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "LINE_LIMIT", 1000)
    with pytest.raises(BadInput, match="line 2: the line is longer"):
        Tables().outline(_put(tmp_path / "a.csv", "id\n" + "x" * 2000))


def test_rows_are_streamed(tmp_path: Path):
    path = _put(tmp_path / "a.csv", "id,label\n" + "1,a\n" * 20 + "2,a,b\n")
    rows = Tables().read(path)
    assert next(rows).cells == {"id": "1", "label": "a"}
    with pytest.raises(BadInput, match="line 22"):
        list(rows)
