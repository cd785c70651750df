"""The files behind records, as renditions are made of them: over the sandbox server of each system, held to a size."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from PIL import Image

from tests.contract.connectors import brandfolder_server, bynder_server, smintio_server
from tests.contract.connectors.bynder_server import own_budget
from tests.fakes.source import FakeKnown
from thesaury.bootstrap import init_workspace
from thesaury.connectors.cloudinary.pictures import CloudinaryPictures
from thesaury.connectors.downloading import download
from thesaury.connectors.http import Ask, HttpClient
from thesaury.connectors.pacing import Pace
from thesaury.model.asset import File, Record
from thesaury.model.errors import Refused, Unreachable
from thesaury.model.rendition import FORMS, RightsMarks
from thesaury.ports.pictures import Pictures

pytestmark = pytest.mark.usefixtures("own_budget")
__all__ = ["own_budget"]

PLENTY = 1 << 30


def records(source: Any) -> list[Record]:
    return [record for page in source.changes("", FakeKnown()) for record in page.records]


def got(pictures: Pictures, found: list[Record], place: Path) -> list[tuple[Record, bytes]]:
    """The files there are, each at a place of its own."""
    had = []
    for number, record in enumerate(found):
        path = place / str(number)
        if pictures.original(record, path, PLENTY):
            had.append((record, path.read_bytes()))
        else:
            assert not path.exists(), "nothing is half written"
    return had


def is_picture(content: bytes) -> bool:
    with Image.open(BytesIO(content)) as image:
        return image.width > 0


def test_the_original_of_a_bynder_asset_is_downloaded_by_an_address_for_a_while(tmp_path: Path):
    with bynder_server.served() as bench:
        found = records(bench.source(page_limit=100))
        had = got(bench.opened("pictures"), found[:12], tmp_path)
        assert had
        assert any(is_picture(content) for _, content in had)
        record = had[0][0]
        pictures = bench.opened("pictures")
        assert not pictures.original(record, tmp_path / "small", 10), "it has more bytes than were wanted"
        assert not (tmp_path / "small").exists()
        asked = bench.asked("/s3/")
        assert asked
        assert not any("authorization" in map(str.lower, one.get("headers", {})) for one in asked)
        assert not pictures.original(Record("dam", "0" * 8, "1"), tmp_path / "gone", PLENTY)
        assert not bench.violations()


def test_without_the_right_to_download_there_is_no_original(tmp_path: Path):
    with bynder_server.served() as bench:
        found = records(bench.source(page_limit=100))
        bench.do(roles={"remove": ["MEDIAHIGHRES"]})
        assert got(bench.opened("pictures"), found[:3], tmp_path) == []


@pytest.mark.parametrize("fault", ["truncate", "status:503"])
def test_a_download_that_breaks_off_leaves_nothing(tmp_path: Path, fault: str):
    with bynder_server.served() as bench:
        pictures, found = bench.opened("pictures"), records(bench.source(page_limit=100))
        [(record, _), *_] = got(pictures, found[:3], tmp_path)
        bench.fault(fault, "/s3/", 1)
        with pytest.raises((Unreachable, Refused)):
            pictures.original(record, tmp_path / "broken", PLENTY)
        assert not any(one.name.endswith(".part") or one.name == "broken" for one in tmp_path.iterdir())
        assert pictures.original(record, tmp_path / "broken", PLENTY)


def test_the_first_picture_attached_in_brandfolder_is_fetched_by_a_new_address(tmp_path: Path):
    with brandfolder_server.served() as bench:
        found = records(bench.source())
        had = got(bench.opened("pictures"), found, tmp_path)
        assert had
        assert all(is_picture(content) for _, content in had)
        assert not bench.opened("pictures").original(had[0][0], tmp_path / "small", 10)


def test_the_picture_of_a_purchase_is_fetched_unless_its_downloads_are_counted(tmp_path: Path):
    with smintio_server.served(smintio_server.Setup(size="tiny", edges=True)) as bench:
        found = records(bench.source(page_limit=50))
        had = got(bench.opened("pictures"), found, tmp_path)
        assert had
        assert all(is_picture(content) for _, content in had)
        counted = [one for one in found if _allowed(one)]
        assert counted
        assert not {one.external_id for one in counted} & {one.external_id for one, _ in had}


def _allowed(record: Record) -> bool:
    constraints = [one.get("license_download_constraints") or {} for one in record.raw["transactions"].values()]
    return any((one.get("effective_max_downloads") or 0) > 0 for one in constraints)


def test_what_was_uploaded_to_cloudinary_is_fetched_where_it_was_delivered(tmp_path: Path):
    (tmp_path / "upload").mkdir()
    Image.new("RGB", (9, 6)).save(tmp_path / "upload" / "lake.jpg")
    with files_of(tmp_path) as address:
        pictures = CloudinaryPictures(HttpClient(address, "cloud", Pace(attempts=1)))
        image = (("resource_type", ("image",)),)
        there = Record("cloud", "1", "1", properties=image, file=File(f"{address}/upload/lake.jpg"))
        assert pictures.original(there, tmp_path / "had", PLENTY)
        assert is_picture((tmp_path / "had").read_bytes())
        gone = replace(there, file=File(f"{address}/upload/gone.jpg"))
        film = replace(there, properties=(("resource_type", ("video",)),))
        assert not any(pictures.original(one, tmp_path / "none", PLENTY) for one in (gone, film))


class Dripping(HttpClient):
    """Sends a little, and goes on sending."""

    @contextmanager
    def stream(self, ask: Ask) -> Iterator[Iterator[bytes]]:
        yield iter([b"x"] * 9)


def test_a_file_that_takes_longer_than_a_request_may_is_left(tmp_path: Path):
    with pytest.raises(Unreachable, match="not done after 0 seconds"):
        download(
            Dripping("http://dam.example", "dam", Pace(seconds=0.0)), "http://dam.example/a", tmp_path / "a", PLENTY
        )
    assert not list(tmp_path.iterdir())


@contextmanager
def files_of(folder: Path) -> Iterator[str]:
    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *given: Any) -> None:
            super().__init__(*given, directory=str(folder))

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def test_a_portal_hands_out_what_takes_nobodys_consent(tmp_path: Path):
    with smintio_server.served() as bench:
        warned, free, *_ = records(bench.source("portal", page_limit=50))
        told = {**warned.raw["asset"]["fileMetadata"], "instructions": "For editors only."}
        bench.do(asset={"id": warned.external_id, "set": {"fileMetadata": told}})
        [(record, content)] = got(bench.opened("pictures", "portal"), [warned, free], tmp_path)
        assert record == free
        assert is_picture(content)


@pytest.mark.parametrize("allowed", [True, False])
def test_a_workspace_delivers_every_form_of_a_picture_in_a_dam_for_one_download(tmp_path: Path, allowed: bool):
    """From the DAM to the files: of the original, or of its preview where the right to download is missing."""
    with bynder_server.served() as bench, closing(init_workspace(tmp_path / "workspace")) as workspace:
        kept, connection = workspace.catalogue, bench.connection()
        kept.secrets.put(connection.name, {"token": bench.where["permanent_token"]})
        kept.records.put_connection(connection)
        for page in workspace.source(connection).changes("", FakeKnown()):
            kept.records.store_page(connection.name, page)
        if not allowed:
            bench.do(roles={"remove": ["MEDIAHIGHRES"]})
        asset = next(one for one in kept.records.asset_page("", 100) if one.picture())
        before, marks = len(bench.asked("/download")), RightsMarks(asset=asset.id, copyright="© Fennmoor")
        files = [workspace.renditions.render(asset, form, marks) for form in FORMS]
        assert all(one and is_picture(one.content) and b"Fennmoor" in one.content for one in files)
        assert len(bench.asked("/download")) == before + 1
        assert bool(bench.asked("/s3/")) is allowed
        again = [workspace.renditions.tag(asset, form, marks) for form in FORMS]
        assert again == [one.tag for one in files if one]
