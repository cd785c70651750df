"""The suite of plain tags over the fake, the folder, Bynder, Brandfolder and Cloudinary; manifests say what their sinks can."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from tests.contract.asset_sink_suite import change
from tests.contract.connectors.brandfolder_server import Bench, fresh, served
from tests.contract.connectors.bynder_server import own_budget
from tests.contract.connectors.test_brandfolder_sink import TagDesk
from tests.contract.connectors.test_bynder_sink import PortalDesk
from tests.contract.connectors.test_folder_embedding import PictureDesk, exiftool, inside
from tests.contract.connectors.test_folder_embedding import pytestmark as needs_exiftool
from tests.contract.free_tags_suite import ECO, OTHER, FreeTagsSuite, carry_out, free, retagging
from tests.contract.test_asset_sink import EMPTY, FolderDesk, MemoryDesk
from tests.contract.test_rehearsals import rehearsal
from thesaury.connectors.folder.xmp import read_xmp
from thesaury.connectors.manifest import manifests
from thesaury.model.concept import Label
from thesaury.model.outbox import ConceptTag, Renaming
from thesaury.ports.sink import FreeTagSink, Outcome

__all__ = ["own_budget"]


class MemoryTags(MemoryDesk):
    def tag_by_hand(self, external_id: str, *tags: str) -> None:
        self.dam.tags.setdefault(external_id, set()).update(tags)

    def tags(self, external_id: str) -> list[str]:
        return sorted(self.dam.tags.get(external_id, ()))


class SidecarTags(FolderDesk):
    def tag_by_hand(self, external_id: str, *tags: str) -> None:
        words = "".join(f"<rdf:li>{tag.replace('&', '&amp;')}</rdf:li>" for tag in (*self.tags(external_id), *tags))
        subject = f'<dc:subject xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Bag>{words}</rdf:Bag></dc:subject>'
        self.sidecar(external_id).write_text(EMPTY.replace("</rdf:Description>", f"{subject}</rdf:Description>"))

    def tags(self, external_id: str) -> list[str]:
        sidecar = self.sidecar(external_id)
        found = read_xmp(sidecar.read_bytes()) if sidecar.exists() else {}
        ours = found.get("thy:keywords", [])
        return [word for word in found.get("dc:subject", []) if word not in ours]


class PictureTags(PictureDesk):
    def tag_by_hand(self, external_id: str, *tags: str) -> None:
        words = [f"-XMP-dc:Subject+={tag}" for tag in tags] + [f"-IPTC:Keywords+={tag}" for tag in tags]
        exiftool("-codedcharacterset=utf8", *words, self.root / external_id)

    def tags(self, external_id: str) -> list[str]:
        found = inside(self.root / external_id)
        xmp = set(found.get("dc:subject", [])) - set(found.get("thy:keywords", []))
        return sorted(xmp)


class PortalTags(PortalDesk):
    def tag_by_hand(self, external_id: str, *tags: str) -> None:
        self.bench.do(asset={"id": external_id, "add_tags": list(tags)})

    def tags(self, external_id: str) -> list[str]:
        self.bench.control("clock", {"advance": 10})  # what was answered with 202 is done by then
        return list(self.bench.get(f"/api/v4/media/{external_id}/")["tags"])


class BrandTags(TagDesk):
    settings = (("write", "tags"), ("language", "en"))

    def tag_by_hand(self, external_id: str, *tags: str) -> None:
        self.put(external_id, *tags)

    def tags(self, external_id: str) -> list[str]:
        return self.shown(external_id)


class TestMemory(FreeTagsSuite):
    @pytest.fixture
    def desk(self) -> MemoryTags:
        return MemoryTags()


class TestSidecars(FreeTagsSuite):
    @pytest.fixture
    def desk(self, tmp_path: Path) -> SidecarTags:
        return SidecarTags(tmp_path / "pictures")


@needs_exiftool
class TestPictures(FreeTagsSuite):
    @pytest.fixture
    def desk(self, tmp_path: Path) -> PictureTags:
        return PictureTags(tmp_path / "pictures")


@pytest.mark.usefixtures("own_budget")
class TestBynder(FreeTagsSuite):
    @pytest.fixture
    def desk(self) -> Iterator[PortalTags]:
        desk = PortalTags()
        yield desk
        desk.close()


@pytest.fixture(scope="module")
def server() -> Iterator[Bench]:
    with served() as bench:
        yield bench


class TestBrandfolder(FreeTagsSuite):
    @pytest.fixture
    def desk(self, server: Bench) -> BrandTags:
        return BrandTags(fresh(server))


class TestCloudinary(FreeTagsSuite):
    @pytest.fixture
    def desk(self, tmp_path: Path) -> Iterator[object]:
        with rehearsal("cloudinary", "desk", tmp_path) as desk:
            yield desk


def test_what_stands_in_the_picture_is_left_where_only_sidecars_are_written(tmp_path: Path):
    desk = SidecarTags(tmp_path)
    [one] = desk.fill(1)
    info = PngImagePlugin.PngInfo()
    info.add_itxt("XML:com.adobe.xmp", packet(WORDS))
    Image.new("L", (2, 2)).save(tmp_path / one, pnginfo=info)
    assert free(desk, one) == {one: frozenset({OTHER})}
    answer = carry_out(desk, retagging(one, clear=(OTHER,)))
    assert (answer.outcome, "stands in the picture itself" in answer.message) == (Outcome.REFUSED, True)
    assert not desk.sidecar(one).exists()


WORDS = '<dc:subject xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Bag><rdf:li>{0}</rdf:li></rdf:Bag></dc:subject>'
PATHS = (
    '<lr:hierarchicalSubject xmlns:lr="http://ns.adobe.com/lightroom/1.0/"><rdf:Bag><rdf:li>When|{0}</rdf:li></rdf:Bag>'
    "</lr:hierarchicalSubject>"
)


def packet(*properties: str) -> str:
    held = "".join(properties).format(OTHER)
    return EMPTY.replace("</rdf:Description>", f"{held}</rdf:Description>")


@pytest.mark.parametrize("place", ["another list", "picture", "shared"])
def test_nothing_is_touched_where_a_keyword_would_stay_in_another_place(tmp_path: Path, place: str):
    desk = SidecarTags(tmp_path)
    [one] = desk.fill(1)
    desk.sidecar(one).write_text(packet(WORDS, *([PATHS] if place == "another list" else [])))
    if place == "picture":
        info = PngImagePlugin.PngInfo()
        info.add_itxt("XML:com.adobe.xmp", packet(WORDS))
        Image.new("L", (2, 2)).save(tmp_path / one, pnginfo=info)
    if place == "shared":
        (tmp_path / f"{one}.xmp").write_text(packet(WORDS))
        Image.new("L", (2, 2)).save((tmp_path / one).with_suffix(".tif"))
    before = {file: file.read_bytes() for file in (tmp_path / one).parent.iterdir()}
    answer = carry_out(desk, retagging(one, clear=(OTHER,)))
    said = {
        "another list": "among the keywords of another kind in 0.xmp, which are left alone",
        "picture": "in the picture itself, which is left alone",
        "shared": "in 0.xmp, which other pictures share",
    }
    assert (answer.outcome, answer.message) == (
        Outcome.REFUSED,
        f"'{OTHER}' stands {said[place]}; take it out there.",
    )
    assert {file: file.read_bytes() for file in (tmp_path / one).parent.iterdir()} == before


@needs_exiftool
@pytest.mark.parametrize("place", ["another list", "sidecar", "read-only"])
def test_no_picture_is_touched_where_a_keyword_would_stay_beside_it(tmp_path: Path, place: str):
    desk = PictureTags(tmp_path)
    [one] = desk.fill(1)
    picture, sidecar = tmp_path / one, (tmp_path / one).with_suffix(".xmp")
    desk.tag_by_hand(one, OTHER)
    if place == "another list":
        exiftool(f"-XMP-lr:HierarchicalSubject=When|{OTHER}", picture)
    sidecar.write_text(packet(WORDS, *([PATHS] if place == "sidecar" else [])))
    if place == "read-only":
        picture.chmod(0o444)
    before = picture.read_bytes(), sidecar.read_bytes()
    answer = carry_out(desk, retagging(one, clear=(OTHER,)))
    said = {
        "another list": "among the keywords of another kind in 0.jpg, which are left alone",
        "sidecar": "among the keywords of another kind in 0.xmp, which are left alone",
        "read-only": "in the picture itself, which is left alone",
    }
    assert (answer.outcome, answer.message) == (
        Outcome.REFUSED,
        f"'{OTHER}' stands {said[place]}; take it out there.",
    )
    assert (picture.read_bytes(), sidecar.read_bytes()) == before


@needs_exiftool
def test_a_concept_that_is_called_anew_is_no_failure_where_its_old_name_stands_in_the_picture(tmp_path: Path):
    pictures, sidecar = PictureTags(tmp_path), SidecarTags(tmp_path)
    [one] = pictures.fill(1)
    pictures.sink().apply(change(pictures, one, add=(ECO,)))
    before = (tmp_path / one).read_bytes()
    anew = ConceptTag(ECO.iri, ECO.scheme, (Label("sustainable", "en"),))
    answer = sidecar.sink().apply(replace(change(sidecar, one, revision=1), renamed=(Renaming(ECO, anew),)))
    assert (answer.outcome, sidecar.carried(one)) == (Outcome.DONE, {ECO.iri})
    assert (tmp_path / one).read_bytes() == before


def test_manifests_say_which_sinks_take_single_tags_away(tmp_path: Path):
    told = {name: known.capabilities.free_tags for name, known in manifests().items() if "sink" in known.roles}
    assert told == {"bynder": True, "brandfolder": True, "cloudinary": True, "folder": True, "smintio": False}
    assert isinstance(SidecarTags(tmp_path).sink(), FreeTagSink)
