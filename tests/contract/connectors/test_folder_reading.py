"""What is read from pictures and sidecars, by ExifTool and by Pillow alike."""

import dataclasses
import json
import os
import random
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.contract.connectors.pictures import IPTC, XMP, jpeg
from tests.fakes.source import FakeKnown
from tests.fakes.tools import lent
from thesaury.connectors.folder import client, mapping
from thesaury.connectors.folder.exiftool import ExifTool
from thesaury.connectors.folder.layers import iso_date
from thesaury.connectors.folder.source import FolderSource, open_source
from thesaury.connectors.folder.xmp import read_xmp
from thesaury.model.asset import Licence, Record, Text
from thesaury.model.connection import Connection
from thesaury.model.errors import BadInput, Unreachable, Usage
from thesaury.ports.source import Page

needs_exiftool = pytest.mark.skipif(not shutil.which("exiftool"), reason="needs ExifTool")


def opened(root: Path, reader: str = "pillow") -> FolderSource:
    connection = Connection("c", "folder", (("path", str(root)), ("reader", reader)))
    source = open_source(connection, lent())
    assert isinstance(source, FolderSource)
    return source


def page(root: Path, reader: str = "pillow") -> Page:
    (only,) = opened(root, reader).changes("", FakeKnown())
    return only


def read(root: Path, reader: str = "pillow") -> Record:
    (record,) = page(root, reader).records
    return record


def sidecar(path: Path, properties: str) -> None:
    path.write_text(
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'><r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
        "<r:Description r:about='' xmlns:dc='http://purl.org/dc/elements/1.1/'>"
        f"{properties}</r:Description></r:RDF></x:xmpmeta>"
    )


def subject(*words: str) -> str:
    return f"<dc:subject><r:Bag>{''.join(f'<r:li>{word}</r:li>' for word in words)}</r:Bag></dc:subject>"


def test_embedded_xmp_iptc_and_exif_become_one_record(tmp_path: Path):
    jpeg(tmp_path / "a.jpg", XMP, IPTC, exif=True)
    record = read(tmp_path)
    assert record.texts == (
        Text("title", "Papierflasche", "de"),
        Text("title", "Paper bottle", "en-US"),
        Text("description", "A bottle of paper & plants"),
    )
    assert record.tags == ("eco", "2024", "007", "true", "بيئة 🌱", "Größe", "Küche", "Bad", "Bottle")
    assert record.stated == ("https://terms.example/bottle",)
    assert record.property_values("created") == ("2026-05-14T09:30:00+02:00",)
    assert record.property_values("campaign") == ("Relaunch",)
    fields = (
        ("LicenseEndDate", "2026-12-31"),
        ("ModelReleaseStatus", "MR-NAP"),
        ("LicensorName", "Fennmoor"),
        ("Marked", "True"),
    )
    assert record.licences == (Licence("© Fennmoor\nWeb only", fields),)
    assert record.file is not None
    assert (record.file.media_type, record.file.width, record.file.height) == ("image/jpeg", 12, 8)


@needs_exiftool
@pytest.mark.parametrize(
    "metadata",
    [
        {"xmp": XMP, "iptc": IPTC, "exif": True},
        {"iptc": IPTC},
        {"iptc": IPTC, "marker": False},
        {"iptc": ((120, "Größe".encode("cp1252")),), "marker": False},
        {"exif": True},
        {},
    ],
)
def test_both_readers_give_the_same_record(tmp_path: Path, metadata: dict[str, Any]):
    jpeg(tmp_path / "a.jpg", **metadata)
    assert read(tmp_path, "exiftool") == read(tmp_path, "pillow")


@needs_exiftool
def test_a_name_with_a_line_break_cannot_add_an_argument(tmp_path: Path):
    jpeg(tmp_path / f"x\n-execute\n{'y'}.jpg", XMP)
    jpeg(tmp_path / "-ver.jpg", XMP)
    assert [record.tags[0] for record in page(tmp_path, "exiftool").records] == ["eco", "eco"]


@needs_exiftool
def test_an_exiftool_that_takes_too_long_is_replaced_for_the_page(tmp_path: Path):
    jpeg(tmp_path / "a.jpg", XMP)
    slow = ExifTool(shutil.which("exiftool") or "", wall=0.0001)
    found = client.embedded(slow, [tmp_path / "a.jpg"])
    assert found[tmp_path / "a.jpg"]["dc:subject"][0] == "eco"


def test_a_sidecar_wins_field_by_field_and_differences_are_told(tmp_path: Path):
    jpeg(tmp_path / "a.jpg", XMP)
    sidecar(tmp_path / "a.xmp", "<dc:title>Other</dc:title>" + subject("x"))
    sidecar(tmp_path / "a.jpg.xmp", subject("y"))
    record = read(tmp_path)
    assert record.texts == (Text("title", "Other"), Text("description", "A bottle of paper & plants"))
    assert record.tags == ("y",)
    assert [difference["field"] for difference in record.raw["differences"]] == ["title", "tags"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<x/>",
        b"no xml",
        b'<!DOCTYPE r [<!ENTITY a "aa">]><r>&a;</r>',
        b"<a>" * 5000 + b"</a>" * 5000,
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'>".encode("utf-16"),
    ],
)
def test_a_broken_sidecar_is_noted_and_the_picture_still_read(tmp_path: Path, content: bytes):
    jpeg(tmp_path / "a.jpg", XMP)
    (tmp_path / "a.xmp").write_bytes(content)
    record = read(tmp_path)
    assert record.tags[0] == "eco"
    assert "a.xmp" in record.raw["notes"][0]
    with pytest.raises(BadInput):
        read_xmp(content)


def test_without_any_text_the_file_name_is_the_title(tmp_path: Path):
    jpeg(tmp_path / "eco-friendly_box  04.v2.jpg")
    assert read(tmp_path).texts == (Text("title", "eco friendly box 04 v2"),)


def test_a_file_that_is_no_picture_is_refused_and_the_rest_goes_on(tmp_path: Path):
    (tmp_path / "a.jpg").write_text("not a picture")
    (tmp_path / "b.png").touch()
    jpeg(tmp_path / "c.jpg")
    (tmp_path / "d.svg").write_text("<svg/>")
    only = page(tmp_path)
    assert [record.external_id for record in only.records] == ["c.jpg", "d.svg"]
    assert [name for name, sentence in only.refused if "save it anew" in sentence] == ["a.jpg", "b.png"]


def test_broken_metadata_never_costs_the_record(tmp_path: Path):
    chance = random.Random(7)
    whole = jpeg(tmp_path / "whole.jpg", XMP, IPTC, exif=True).read_bytes()
    start = whole.index(b"\xff\xdb")
    for number in range(60):
        data = bytearray(whole)
        for _ in range(8):
            data[chance.randrange(20, start)] = chance.randrange(256)
        (tmp_path / f"{number}.jpg").write_bytes(data)
    only = page(tmp_path)
    assert len(only.records) + len(only.refused) == 61
    assert len(only.records) > 40


VALUES = st.recursive(
    st.text(max_size=8) | st.sampled_from(["https://a.example/b", "2026:05:14", "0000:00:00"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["x-default", "de", "cvtermid", "en-US", "value"]), inner, max_size=3)
    ),
    max_leaves=5,
)
PLACES = [
    *sorted({place for places in mapping.FIELDS.values() for place in places}),
    *("dc:subject", "iptc4xmpext:aboutcvterm", "plus:licensor", "plus:licenseenddate", "thy:keywords", "thy:concepts"),
    *("exif:xpkeywords", "lr:hierarchicalsubject", "iptc:timecreated"),
]
LAYERS = st.dictionaries(st.sampled_from(PLACES), VALUES, max_size=6)


@settings(max_examples=150, deadline=None)
@given(LAYERS, st.lists(LAYERS, max_size=2))
def test_any_metadata_becomes_a_record(inside: dict[str, object], sidecars: list[dict[str, object]]):
    file = {"location": "/a.jpg", "media_type": "", "digest": "", "bytes": 0, "width": 0, "height": 0}
    payload = {"path": "a.jpg", "etag": "1", "file": file, "embedded": inside, "sidecars": sidecars, "notes": []}
    record = mapping.record("c", payload)
    assert all(isinstance(text.value, str) and text.value for text in record.texts)
    assert all(isinstance(tag, str) and tag for tag in record.tags)
    assert json.dumps(dataclasses.asdict(record))


@pytest.mark.parametrize(
    ("given", "iso"),
    [
        ("2026:05:14", "2026-05-14"),
        ("2026:05:14 09:30:00+02:00", "2026-05-14T09:30:00+02:00"),
        ("2026-05", "2026-05"),
        ("2026", "2026"),
        ("2026-05-14T09:30Z", "2026-05-14T09:30Z"),
        ("04/05/2026", "04/05/2026"),
        ("until revoked", "until revoked"),
    ],
)
def test_dates_are_respelled_and_never_guessed(given: str, iso: str):
    assert iso_date(given) == iso


def test_hidden_files_system_folders_and_loops_are_not_followed(tmp_path: Path):
    for folder in ("b", ".git", "@eaDir"):
        (tmp_path / folder).mkdir()
        jpeg(tmp_path / folder / "x.jpg")
    jpeg(tmp_path / ".hidden.jpg")
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "gone.jpg").symlink_to(tmp_path / "nowhere.jpg")
    os.mkfifo(tmp_path / "pipe.jpg")
    assert list(opened(tmp_path).keys()) == ["b/x.jpg"]


def test_what_is_read_alone_and_cannot_be_is_refused_not_gone(tmp_path: Path):
    jpeg(tmp_path / "a.jpg", XMP, IPTC, exif=True)
    (tmp_path / "b.png").touch()
    only = opened(tmp_path).read(["b.png", "a.jpg", "../a.jpg", "c.jpg"], FakeKnown())
    assert [record.external_id for record in only.records] == ["a.jpg"]
    assert [name for name, _ in only.refused] == ["b.png"]
    assert only.gone == ("../a.jpg", "c.jpg")


def test_a_name_that_is_no_utf8_is_refused_by_name(tmp_path: Path):
    source = jpeg(tmp_path / "a.jpg")
    os.rename(os.fsencode(source), os.fsencode(tmp_path) + b"/\xff.jpg")  # noqa: PTH104
    (refusal,) = page(tmp_path).refused
    assert refusal == ("\\udcff.jpg", "the name is not valid UTF-8; rename the file")


@pytest.mark.skipif(not hasattr(os, "seteuid") or os.geteuid() != 0, reason="needs root, who can become someone else")
def test_a_folder_that_cannot_be_listed_is_refused_and_nothing_counts_as_gone():
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        root.chmod(0o755)
        jpeg(root / "a.jpg")
        (root / "closed").mkdir(mode=0o700)
        os.seteuid(65534)
        try:
            only, alone = page(root), opened(root).read(["closed/b.jpg", "z.jpg"], FakeKnown())
            with pytest.raises(Unreachable, match="closed"):
                list(opened(root).keys())
        finally:
            os.seteuid(0)
    assert [record.external_id for record in only.records] == ["a.jpg"]
    assert only.refused[0][0] == "closed"
    assert (alone.gone, [name for name, _ in alone.refused]) == (("z.jpg",), ["closed/b.jpg"])


def test_a_file_in_place_of_the_folder_is_a_wrong_setting(tmp_path: Path):
    with pytest.raises(Usage, match="is a file"):
        opened(jpeg(tmp_path / "a.jpg")).outline()


def test_a_reader_that_is_not_there_is_a_wrong_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(Usage, match="auto, exiftool or pillow"):
        opened(tmp_path, "magic")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Usage, match="not installed"):
        opened(tmp_path, "exiftool")
    assert "Embedded metadata is read by Pillow." in opened(tmp_path, "auto").outline().notes


def test_the_outline_says_what_there_is(tmp_path: Path):
    jpeg(tmp_path / "a.jpg")
    jpeg(tmp_path / "b.jpg")
    (tmp_path / "c.svg").write_text("<svg/>")
    outline = opened(tmp_path).outline()
    assert (outline.records, outline.notes[0]) == (3, "2 jpg, 1 svg")
    assert ("dc:title", "title") in outline.mapping
