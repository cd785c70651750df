"""What a picture is known by: its image data over moves and writes, its look over sizes, and ten thousand of them."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract.asset_sink_suite import SIZE
from tests.contract.connectors.pictures import jpeg
from tests.contract.connectors.test_looks import scene
from tests.contract.source_suite import everything, ids, records
from tests.contract.test_asset_sink import FolderDesk, change
from tests.contract.test_connectors import opened
from tests.fakes.catalogue import FakeCatalogue
from tests.long_form import LONG
from thesaury.connectors.image_data import image_digest
from thesaury.connectors.looks import distance
from thesaury.engines.sql import open_catalogue
from thesaury.model.asset import Record
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.source import Page


def read(root: Path, **settings: str) -> list[Record]:
    return records(everything(opened("folder", 200, path=root, reader="pillow", **settings)))


@pytest.fixture(params=["fake", "sql"])
def catalogue(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Catalogue]:
    if request.param == "fake":
        yield FakeCatalogue()
        return
    catalogue = open_catalogue(tmp_path / "catalogue.db")
    yield catalogue
    catalogue.close()


def sync(catalogue: Catalogue, root: Path) -> dict[str, str]:
    """Pull the folder and drop what is gone; the asset of each external id that is there."""
    catalogue.records.put_connection(Connection("c", "folder"))
    source = opened("folder", 200, path=root, reader="pillow")
    before = held(catalogue)
    for page in everything(source):
        catalogue.records.store_page("c", page)
    gone = tuple(set(before) - set(source.keys()))
    catalogue.records.store_page("c", Page((), "", True, gone=gone))
    return held(catalogue)


def held(catalogue: Catalogue) -> dict[str, str]:
    assets = catalogue.records.asset_page("", 100)
    return {record.external_id: asset.id for asset in assets for record in asset.records}


def test_a_moved_picture_stays_the_same_asset(catalogue: Catalogue, tmp_path: Path):
    root = tmp_path / "pictures"
    (root / "new").mkdir(parents=True)
    scene(1).save(root / "a.jpg")
    scene(2).save(root / "b.jpg")
    before = sync(catalogue, root)
    (root / "a.jpg").rename(root / "new" / "renamed.jpg")
    after = sync(catalogue, root)
    assert after == {"new/renamed.jpg": before["a.jpg"], "b.jpg": before["b.jpg"]}


def test_two_copies_are_one_asset_also_when_one_is_written_to(catalogue: Catalogue, tmp_path: Path):
    desk = FolderDesk(tmp_path / "pictures")
    desk.root.mkdir()
    scene(1).save(desk.root / "a.jpg")
    shutil.copy(desk.root / "a.jpg", desk.root / "copy.jpg")
    desk.sink().apply(change(desk, "copy.jpg", add=(SIZE,)))
    found = sync(catalogue, desk.root)
    assert len(found) == 2
    assert len(set(found.values())) == 1


def test_a_smaller_copy_has_another_digest_and_nearly_the_same_look(tmp_path: Path):
    scene(1).save(tmp_path / "a.jpg")
    scene(1).resize((200, 150)).save(tmp_path / "b.jpg")
    first, second = (record.file for record in read(tmp_path))
    assert first is not None
    assert second is not None
    assert first.digest != second.digest
    assert distance(first.look, second.look) <= 4


def test_looks_can_be_left_out_and_change_no_etag(tmp_path: Path):
    scene(1).save(tmp_path / "a.jpg")
    (tmp_path / "b.svg").write_text("<svg/>")
    seen, unseen = read(tmp_path), read(tmp_path, looks="no")
    assert [bool(record.file and record.file.look) for record in seen] == [True, False]
    assert [bool(record.file and record.file.look) for record in unseen] == [False, False]
    assert [record.etag for record in seen] == [record.etag for record in unseen]
    with pytest.raises(Usage, match="'looks' is yes or no"):
        read(tmp_path, looks="maybe")


def test_many_pictures_are_read_in_pages_and_passed_over_when_known(tmp_path: Path):
    """A thousand of them, in the long form ten thousand."""
    folders = 100 if LONG else 10
    one = jpeg(tmp_path / "one.jpg")
    root = tmp_path / "many"
    for folder in range(folders):
        (root / f"{folder:02}").mkdir(parents=True)
        for number in range(100):
            os.link(one, root / f"{folder:02}" / f"{number:02}.jpg")
    source = opened("folder", 200, path=root, reader="pillow", looks="no")
    pages = everything(source)
    assert len(pages) == folders // 2
    assert len(set(ids(pages))) == folders * 100
    assert {record.digest for record in records(pages)} == {image_digest(one)}
    again = everything(source, known=records(pages))
    assert (records(again), sum(page.unchanged for page in again)) == ([], folders * 100)
