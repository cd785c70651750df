"""Rows of a table: identity, changes, pictures and settings."""

import json
from pathlib import Path

import pytest
from PIL import Image

from tests.fakes.source import FakeKnown
from tests.fakes.tools import lent
from thesaury.connectors.image_data import image_digest
from thesaury.connectors.table.source import open_source
from thesaury.model.asset import File, Record
from thesaury.model.connection import Connection
from thesaury.model.errors import BadInput, Usage
from thesaury.ports.source import AssetSource, Page


def opened(path: Path, text: str = "", **given: str) -> AssetSource:
    if text:
        path.write_text(text)
    settings = (("path", str(path)), *given.items())
    return open_source(Connection("c", "table", settings), lent())


def page(path: Path, text: str = "", **given: str) -> Page:
    (only,) = opened(path, text, **given).changes("", FakeKnown())
    return only


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "assets.csv"


def test_a_row_without_id_is_named_by_its_file_or_refused_by_its_line(table: Path):
    only = page(table, "id,title,file\n1,a,\n,b,pics/b.jpg\n,c,\n")
    assert [record.external_id for record in only.records] == ["1", "pics/b.jpg"]
    assert only.refused == (("line 4", "the row has no id and no file to name it by; fill its id"),)


def test_of_rows_with_the_same_id_the_first_stays(table: Path):
    only = page(table, "id,title\n1,a\n2,b\n1,c\n")
    assert [(record.external_id, record.texts[0].value) for record in only.records] == [("1", "a"), ("2", "b")]
    assert [line for line, _ in only.refused] == ["line 4"]
    assert list(opened(table).keys()) == ["1", "2"]


def test_a_table_whose_records_nothing_names_is_refused(table: Path):
    with pytest.raises(Usage, match="id=COLUMN; the columns are number, title"):
        opened(table, "number,title\n1,a\n").outline()
    assert opened(table, id="number").outline().mapping == (("number", "id"), ("title", "title"))


def test_columns_of_the_same_title_stay_apart_or_fill_a_list_together(table: Path):
    text = "id,title,tags,genre,tags,title,genre\n1,Box,eco,still,tree,Karton,portrait\n"
    (record,) = page(table, text, mapping='{"genre": "property:genre", "genre (7)": "property:form"}').records
    assert (record.tags, dict(record.properties)) == (("eco", "tree"), {"genre": ("still",), "form": ("portrait",)})
    assert [one.value for one in record.texts if one.field == "title"] == ["Box"]
    assert "tags (5), title (6), genre (7)" in opened(table).outline().notes[1]


def test_the_setting_overrides_the_guess(table: Path):
    mapping = json.dumps({"name": "creator", "note": "text:note@de", "title": "ignore"})
    only = page(table, "id,name,note,title\n1,Ada,kurz,x\n", mapping=mapping)
    (record,) = only.records
    assert record.property_values("creator") == ("Ada",)
    assert [(text.field, text.value, text.language) for text in record.texts] == [("note", "kurz", "de")]
    assert record.raw["cells"]["title"] == "x"


def test_a_field_given_by_hand_is_not_guessed_as_well(table: Path):
    outline = opened(table, "id,sku\n1,2\n", id="sku").outline()
    assert outline.mapping == (("id", ""), ("sku", "id"))


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"mapping": '{"headline": "title"}'}, "no column 'headline'. Its columns are id, title."),
        ({"mapping": '{"title": "headline"}'}, "no field 'headline'"),
        ({"mapping": "{"}, "is no JSON"),
        ({"mapping": '["title"]'}, "has to be a JSON object"),
        ({"id": "nr"}, "no column 'nr'"),
        ({"language": "German"}, "'German' is no language"),
    ],
)
def test_a_wrong_setting_names_the_right_ones(table: Path, given: dict[str, str], sentence: str):
    with pytest.raises(Usage) as error:
        opened(table, "id,title\n1,a\n", **given).outline()
    assert sentence in error.value.message


def test_languages_come_from_cell_column_and_setting_in_that_order(table: Path):
    cells = "id,title,title_fr,language\n1,a,b,de\n2,c,,\n3,d,,en;de\n4,e,,German\n"
    texts = [text for record in page(table, cells, language="en").records for text in record.texts]
    assert [(text.value, text.language) for text in texts] == [
        ("a", "de"),
        ("b", "fr"),
        ("c", "en"),
        ("d", ""),
        ("e", "de"),
    ]


def test_licence_cells_are_passed_on_as_they_stand(table: Path):
    (record,) = page(table, 'id,title,licence,valid until\n1,a,"Web, DE; no print",03/04/26\n').records
    assert (record.licences[0].text, record.licences[0].fields) == ("Web, DE; no print", (("valid_until", "03/04/26"),))
    assert page(table, "id,title,licence\n1,a,\n").records[0].licences == ()


def test_another_mapping_or_language_is_another_etag(table: Path):
    text = "id,title\n1,a\n"
    etags = {
        page(table, text, **given).records[0].etag
        for given in ({}, {"language": "de"}, {"mapping": '{"title": "ignore"}'})
    }
    assert len(etags) == 3


def first(table: Path) -> Record:
    return page(table).records[0]


def test_a_local_picture_is_measured_and_its_change_noticed(table: Path):
    missing = page(table, "id,file\n1,pics\\a.png\n").records[0]
    picture = table.parent / "pics" / "a.png"
    assert missing.file == File(str(picture), "image/png")
    picture.parent.mkdir()
    Image.new("L", (3, 2)).save(picture)
    present = first(table)
    assert present.etag != missing.etag
    assert present.file == File(str(picture), "image/png", image_digest(picture), picture.stat().st_size, 3, 2)
    picture.write_bytes(b"broken")
    assert first(table).file == File(str(picture), "image/png")


def test_an_address_stays_as_it_is(table: Path):
    (record,) = page(table, "id,url\n1,https://cdn.example/a.webp?w=2\n").records
    assert record.file == File("https://cdn.example/a.webp?w=2", "image/webp")


@pytest.mark.parametrize("named", ["../secret.png", "/etc/passwd", "link/secret.png", "a" * 5000, "x.txt"])
def test_nothing_outside_the_root_and_nothing_but_pictures_is_opened(tmp_path: Path, named: str):
    inside = tmp_path / "inside"
    inside.mkdir()
    Image.new("L", (3, 2)).save(tmp_path / "secret.png")
    (inside / "x.txt").write_text("no picture")
    (inside / "link").symlink_to(tmp_path)
    file = page(inside / "t.csv", f"id,file\n1,{named}\n").records[0].file
    assert file is None or file.digest == ""


def test_the_outline_tells_of_files_outside_and_the_root_lets_them_in(tmp_path: Path):
    inside = tmp_path / "inside"
    inside.mkdir()
    Image.new("L", (3, 2)).save(tmp_path / "a.png")
    notes = opened(inside / "t.csv", "id,file,misc\n1,../a.png,x\n").outline().notes
    assert notes[0] == "id names the records."
    assert notes[1] == "Kept with the record and not used: misc."
    assert notes[2].startswith("1 files lie outside")
    source = opened(inside / "t.csv", "id,file\n1,a.png\n", root=str(tmp_path))
    assert next(source.changes("", FakeKnown())).records[0].digest == image_digest(tmp_path / "a.png")


def test_a_cursor_of_another_table_starts_anew(table: Path):
    source = opened(table, "id,title\n" + "".join(f"{n},t\n" for n in range(1200)))
    pages = list(source.changes("", FakeKnown()))
    assert [len(page.records) for page in pages] == [500, 500, 200]
    assert [len(page.records) for page in source.changes(pages[0].cursor, FakeKnown())] == [500, 200]
    for cursor in ("other:502", pages[0].cursor.replace(":", ":x"), "nonsense"):
        assert sum(len(page.records) for page in source.changes(cursor, FakeKnown())) == 1200


def test_a_line_that_breaks_off_stops_with_its_number(tmp_path: Path):
    with pytest.raises(BadInput, match="line 2"):
        opened(tmp_path / "t.jsonl", '{"id": "1"}\n{"id":').outline()


def test_a_row_that_was_refused_is_read_again_by_its_line(table: Path):
    source = opened(table, "id,title\n1,a\n,b\n1,c\n")
    read = source.read(["line 3", "line 4", "1"], FakeKnown())
    assert ([record.external_id for record in read.records], read.gone) == (["1"], ())
    assert [line for line, _ in read.refused] == ["line 3", "line 4"]
    table.write_text("id,title\n1,a\n2,b\n1,c\n")
    mended = source.read(["line 3", "line 9"], FakeKnown())
    assert ([record.external_id for record in mended.records], mended.gone) == (["2"], ("line 9",))
