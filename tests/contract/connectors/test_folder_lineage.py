"""What a picture was made from: pictures of the folder by their paths, other documents by their ids, and never itself."""

import shutil
from pathlib import Path

import pytest
from PIL import Image

from tests.contract.connectors.pictures import jpeg
from tests.contract.connectors.test_folder_licences import PLUS
from tests.contract.connectors.test_folder_reading import page
from thesaury.model.asset import DERIVED_FROM

READERS = [
    "pillow",
    pytest.param("exiftool", marks=pytest.mark.skipif(not shutil.which("exiftool"), reason="needs ExifTool")),
]


def reference(**members: str) -> str:
    return "".join(f"<stRef:{name}>{value}</stRef:{name}>" for name, value in members.items())


def derived(**members: str) -> str:
    return f"<xmpMM:DerivedFrom rdf:parseType='Resource'>{reference(**members)}</xmpMM:DerivedFrom>"


def own(original: str, document: str = "xmp.did:own") -> str:
    return (
        f"<xmpMM:OriginalDocumentID>{original}</xmpMM:OriginalDocumentID>"
        f"<xmpMM:DocumentID>{document}</xmpMM:DocumentID>"
    )


def sources(folder: Path, properties: str, reader: str = "pillow") -> tuple[str, ...]:
    (folder / "shoot").mkdir(exist_ok=True)
    Image.new("L", (3, 2)).save(folder / "raw & co.tif")
    jpeg(folder / "shoot" / "a.jpg", PLUS.format(properties))
    records = {record.external_id: record for record in page(folder, reader).records}
    assert records["raw & co.tif"].property_values(DERIVED_FROM) == ()
    return records["shoot/a.jpg"].property_values(DERIVED_FROM)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("path", ["../raw &amp; co.tif", "{root}/raw &amp; co.tif", "file://{root}/raw%20%26%20co.tif"])
def test_a_path_below_the_folder_names_the_picture(tmp_path: Path, path: str, reader: str):
    found = sources(tmp_path, derived(filePath=path.format(root=tmp_path)), reader)
    assert found == ("c/raw & co.tif",)


@pytest.mark.parametrize(
    "path",
    [
        *("raw.tif", "/etc/raw &amp; co.tif", "../../raw &amp; co.tif", "a.jpg", "../shoot", "C:\\raw.tif", ""),
        *("file://[/raw.tif", "file:", "file:///%00.tif", f"{'x' * 5000}.tif", "..", "/"),
    ],
)
def test_other_paths_name_no_picture_of_the_folder(tmp_path: Path, path: str):
    assert sources(tmp_path, derived(filePath=path)) == ()


@pytest.mark.parametrize("reader", READERS)
def test_the_parts_of_a_composite_are_sources_too(tmp_path: Path, reader: str):
    part = f"<rdf:li rdf:parseType='Resource'>{reference(filePath='../raw &amp; co.tif')}</rdf:li>"
    assert sources(tmp_path, f"<xmpMM:Ingredients><rdf:Bag>{part}</rdf:Bag></xmpMM:Ingredients>", reader) == (
        "c/raw & co.tif",
    )


def test_an_export_of_the_same_original_was_made_from_nothing_else(tmp_path: Path):
    told = derived(documentID="xmp.did:before", instanceID="xmp.iid:1", originalDocumentID="xmp.did:first")
    assert sources(tmp_path, own("xmp.did:first") + told) == ()


@pytest.mark.parametrize(
    ("mine", "told"),
    [
        ("", derived(documentID="uuid:other", originalDocumentID="uuid:other")),
        (own("xmp.did:first"), derived(documentID="uuid:other")),
        (own("xmp.did:first"), derived(documentID="xmp.did:first", originalDocumentID="uuid:odd")),
    ],
)
def test_a_reference_that_names_no_other_original_says_nothing(tmp_path: Path, mine: str, told: str):
    assert sources(tmp_path, mine + told) == ()


@pytest.mark.parametrize("reader", READERS)
def test_another_original_is_one_that_nobody_here_knows(tmp_path: Path, reader: str):
    told = derived(documentID="xmp.did:theirs", originalDocumentID="xmp.did:other")
    assert sources(tmp_path, own("xmp.did:first") + told, reader) == ("xmp.did:other",)
