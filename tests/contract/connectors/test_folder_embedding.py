"""Concepts written into pictures by ExifTool, read back by Pillow and our own readers; the suite of sinks over that way of writing."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from tests.contract.asset_sink_suite import PEACE, PERSONS, SIZE, WATER, AssetSinkSuite, change, held, iris
from tests.contract.connectors.pictures import IPTC, XMP, jpeg
from tests.contract.source_suite import everything
from tests.contract.test_asset_sink import FolderDesk
from tests.contract.test_connectors import opened
from tests.fakes.tools import lent
from thesaury.connectors.folder.embedded import Embedded
from thesaury.connectors.folder.settings import roles
from thesaury.connectors.folder.write_back import open_sink
from thesaury.connectors.image_data import image_digest
from thesaury.model.concept import Label
from thesaury.model.connection import Connection
from thesaury.model.errors import Unreachable, Usage
from thesaury.model.outbox import ConceptTag
from thesaury.ports.sink import AssetSink, Outcome

pytestmark = pytest.mark.skipif(not shutil.which("exiftool"), reason="needs ExifTool, which writes into pictures")


class PictureDesk(FolderDesk):
    """A folder whose pictures themselves are written; another program writes by a call of its own."""

    def sink(self, **settings: str) -> AssetSink:
        given = {"path": str(self.root), "write": "embed", **settings}
        return open_sink(Connection("c", "folder", tuple(given.items())), lent())

    def fill(self, count: int) -> list[str]:
        names = [f"b/{number}.jpg" for number in range(count)]
        (self.root / "b").mkdir(parents=True, exist_ok=True)
        for name in names:
            jpeg(self.root / name)
        return names

    def by_hand(self, external_id: str, *concepts: ConceptTag) -> None:
        terms = [f"-XMP-iptcExt:AboutCvTerm+={{CvTermId={concept.iri}}}" for concept in concepts]
        exiftool(*terms, self.root / external_id)

    def carried(self, external_id: str) -> set[str]:
        terms = inside(self.root / external_id).get("iptc4xmpext:aboutcvterm", [])
        return {term["cvtermid"] for term in terms}


class TestPictures(AssetSinkSuite):
    @pytest.fixture
    def desk(self, tmp_path: Path) -> PictureDesk:
        return PictureDesk(tmp_path / "pictures")


@pytest.fixture
def desk(tmp_path: Path) -> PictureDesk:
    return PictureDesk(tmp_path)


def exiftool(*arguments: object) -> bytes:
    command = ["exiftool", "-overwrite_original", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=True).stdout


def inside(picture: Path) -> dict[str, object]:
    """What Pillow and our own reader of XMP find in the picture."""
    return Embedded().read([picture])[picture]


def one_picture(desk: PictureDesk, name: str = "a.jpg", *metadata: object) -> str:
    jpeg(desk.root / name, *metadata)
    return name


def apply(desk: PictureDesk, name: str, *add: ConceptTag, remove: tuple[ConceptTag, ...] = (), revision: int = 0):
    return desk.sink().apply(change(desk, name, add, remove, revision=revision))


def test_labels_go_into_both_blocks_and_the_concept_into_its_structure(desk: PictureDesk):
    one = one_picture(desk)
    answer = apply(desk, one, SIZE, PEACE)
    assert (answer.outcome, answer.location) == (Outcome.DONE, str(desk.root / one))
    found = inside(desk.root / one)
    assert found["dc:subject"] == found["iptc:keywords"] == ["Größe 🎒", "שלום & <x>"]
    assert found["iptc4xmpext:aboutcvterm"] == [
        {
            "cvid": SIZE.scheme,
            "cvtermid": SIZE.iri,
            "cvtermname": {"x-default": "Größe 🎒", "de": "Größe 🎒", "en": "size"},
        },
        {"cvid": PEACE.scheme, "cvtermid": PEACE.iri, "cvtermname": {"x-default": "שלום & <x>", "he": "שלום & <x>"}},
    ]
    (read,) = json.loads(exiftool("-json", "-G1", "-IPTC:all", desk.root / one))
    assert read["IPTC:CodedCharacterSet"] == "UTF8"
    assert os.listdir(desk.root) == [one]  # noqa: PTH208


def test_the_keyword_is_the_label_in_the_chosen_language(desk: PictureDesk):
    one = one_picture(desk)
    desk.sink(language="fr").apply(change(desk, one, add=(WATER, SIZE)))
    assert inside(desk.root / one)["dc:subject"] == ["eau", "Größe 🎒"]


def test_what_others_wrote_stays_when_ours_comes_and_goes(desk: PictureDesk):
    one = one_picture(desk, "a.jpg", XMP, IPTC)
    before, pixels = inside(desk.root / one), image_digest(desk.root / one)
    apply(desk, one, SIZE, WATER)
    assert inside(desk.root / one)["iptc:keywords"] == ["Größe", "eco", "Größe 🎒", "water"]
    apply(desk, one, remove=(SIZE, WATER), revision=1)
    assert inside(desk.root / one) == before
    assert image_digest(desk.root / one) == pixels


@pytest.mark.parametrize("spelling", ["utf8", "cp1252"])
def test_keywords_without_a_mark_are_spelled_anew_when_the_mark_comes(desk: PictureDesk, spelling: str):
    blocks = ((25, "Größe".encode(spelling)), (25, b"1.50"), (25, b"007"), (120, "Übersicht für alle".encode(spelling)))
    one = one_picture(desk, "a.jpg", "", blocks, False)
    apply(desk, one, PEACE)
    found = inside(desk.root / one)
    assert (found["iptc:keywords"], found["iptc:caption-abstract"]) == (
        ["Größe", "1.50", "007", "שלום & <x>"],
        "Übersicht für alle",
    )


def test_a_keyword_of_a_person_stays_when_the_concept_goes(desk: PictureDesk):
    one = one_picture(desk, "a.jpg", "", ((25, b"water"),))
    apply(desk, one, WATER)
    apply(desk, one, remove=(WATER,), revision=1)
    assert inside(desk.root / one)["iptc:keywords"] == "water"


def test_a_label_too_long_for_iptc_stands_in_xmp_alone(desk: PictureDesk):
    one = one_picture(desk)
    long = ConceptTag(f"{SIZE.scheme}long", SIZE.scheme, (Label("Ü" * 40, "de"),))
    apply(desk, one, long, WATER)
    found = inside(desk.root / one)
    assert (found["dc:subject"], found["iptc:keywords"]) == (["Ü" * 40, "water"], "water")


@pytest.mark.parametrize("reader", ["pillow", "exiftool"])
def test_what_was_written_does_not_come_back_as_the_word_of_a_person(desk: PictureDesk, reader: str):
    one = one_picture(desk, "a.jpg", XMP, IPTC)
    [before] = everything(opened("folder", path=desk.root, reader=reader))[0].records
    apply(desk, one, SIZE, PEACE)
    [after] = everything(opened("folder", path=desk.root, reader=reader))[0].records
    assert (after.tags, after.stated, after.texts) == (before.tags, before.stated, before.texts)
    assert after.digest == before.digest
    assert after.etag != before.etag


def test_a_png_is_written_where_pillow_finds_it(desk: PictureDesk):
    Image.new("RGB", (20, 20), "teal").save(desk.root / "a.png")
    pixels = image_digest(desk.root / "a.png")
    assert apply(desk, "a.png", SIZE).location.endswith("a.png")
    assert inside(desk.root / "a.png")["dc:subject"] == ["Größe 🎒"]
    assert image_digest(desk.root / "a.png") == pixels


@pytest.mark.parametrize("name", ["a.tif", "a.webp", "a.gif", "a.pdf"])
def test_other_types_get_a_sidecar_and_are_left_alone(desk: PictureDesk, name: str):
    Image.new("RGB", (20, 20), "teal").save(desk.root / name)
    content = (desk.root / name).read_bytes()
    assert apply(desk, name, SIZE).location == str(desk.root / "a.xmp")
    assert (desk.root / name).read_bytes() == content
    assert held(desk, name) == {name: iris(SIZE)}


def closed(desk: PictureDesk) -> None:
    (desk.root / "a.jpg").chmod(0o444)


def named_twice(desk: PictureDesk) -> None:
    os.link(desk.root / "a.jpg", desk.root / "second.jpg")


def cut_short(desk: PictureDesk) -> None:
    (desk.root / "a.jpg").write_bytes((desk.root / "a.jpg").read_bytes()[:200])


def with_much_xmp(desk: PictureDesk) -> None:
    jpeg(desk.root / "a.jpg", XMP.replace("eco<", "eco " * 15_600 + "<"))


@pytest.mark.parametrize("awkward", [closed, named_twice, cut_short, with_much_xmp])
def test_a_picture_that_cannot_be_written_gets_a_sidecar(desk: PictureDesk, awkward):
    one = one_picture(desk)
    awkward(desk)
    content, mode = (desk.root / one).read_bytes(), (desk.root / one).stat().st_mode
    assert apply(desk, one, SIZE).location == str(desk.root / "a.xmp")
    assert ((desk.root / one).read_bytes(), (desk.root / one).stat().st_mode) == (content, mode)


def test_two_pictures_of_one_name_are_written_each_for_itself(desk: PictureDesk):
    one = one_picture(desk)
    Image.new("RGB", (20, 20), "teal").save(desk.root / "a.png")
    Image.new("RGB", (20, 20), "teal").save(desk.root / "a.tif")
    for name, concept in ((one, SIZE), ("a.png", PEACE), ("a.tif", WATER)):
        apply(desk, name, concept)
    assert held(desk, one, "a.png", "a.tif") == {one: iris(SIZE), "a.png": iris(PEACE), "a.tif": iris(WATER)}
    assert sorted(path.name for path in desk.root.glob("*.xmp")) == ["a.tif.xmp"]


def test_a_concept_leaves_the_sidecar_as_well(desk: PictureDesk):
    one = one_picture(desk)
    desk.sink(write="sidecar").apply(change(desk, one, add=(SIZE, WATER)))
    assert held(desk, one) == {one: iris(SIZE, WATER)}
    apply(desk, one, PEACE, remove=(SIZE,), revision=1)
    assert held(desk, one) == {one: iris(WATER, PEACE)}


def test_a_sidecar_cannot_take_away_what_stands_in_the_picture_and_says_so(desk: PictureDesk):
    one = one_picture(desk)
    apply(desk, one, SIZE)
    answer = desk.sink(write="sidecar").apply(change(desk, one, remove=(SIZE,), revision=1))
    assert (answer.outcome, SIZE.iri in answer.message) == (Outcome.REFUSED, True)
    assert held(desk, one) == {one: iris(SIZE)}


@pytest.mark.parametrize(
    "name", ["-a.jpg", "ü %f $1 @x.jpg", "line\nbreak.jpg", 'a"b\\c.jpg', " a .jpg", "#[CSTR]a.jpg", "a\n$b.jpg"]
)
def test_any_name_can_be_written(desk: PictureDesk, name: str):
    one_picture(desk, name)
    assert apply(desk, name, SIZE).location == str(desk.root / name)
    assert desk.carried(name) == iris(SIZE)
    assert [path.name for path in desk.root.iterdir()] == [name]


def test_a_link_stays_a_link(desk: PictureDesk):
    one_picture(desk, "real.jpg")
    (desk.root / "a.jpg").symlink_to("real.jpg")
    apply(desk, "a.jpg", SIZE)
    assert (desk.root / "a.jpg").is_symlink()
    assert desk.carried("real.jpg") == iris(SIZE)


def test_mode_stays_and_the_same_change_twice_touches_nothing(desk: PictureDesk):
    one = one_picture(desk)
    (desk.root / one).chmod(0o640)
    apply(desk, one, SIZE)
    first = (desk.root / one).stat()
    apply(desk, one, SIZE)
    again = (desk.root / one).stat()
    assert (again.st_mode & 0o777, again.st_ino, again.st_mtime_ns) == (0o640, first.st_ino, first.st_mtime_ns)


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="keeps no extended attributes")
def test_what_people_tagged_in_their_file_manager_stays(desk: PictureDesk):
    one = one_picture(desk)
    picture = desk.root / one
    try:
        os.setxattr(picture, "user.xdg.tags", b"blue")
    except OSError:
        pytest.skip("this disk keeps no extended attributes")
    os.utime(picture, (0, 0))
    apply(desk, one, WATER)
    assert os.getxattr(picture, "user.xdg.tags") == b"blue"
    assert picture.stat().st_mtime > 0


def test_a_picture_that_changes_meanwhile_is_not_overwritten(desk: PictureDesk, monkeypatch: pytest.MonkeyPatch):
    one = one_picture(desk)
    from thesaury.connectors.folder import embedding

    def digest(path: Path) -> str:
        jpeg(desk.root / one, XMP)
        return image_digest(path)

    monkeypatch.setattr(embedding, "image_digest", digest)
    with pytest.raises(Unreachable, match="Another program"):
        apply(desk, one, SIZE)
    assert desk.carried(one) == {"https://terms.example/bottle"}
    assert [path.name for path in desk.root.iterdir()] == [one]


KILLED = """
import os, signal, sys
from pathlib import Path
from tests.contract.connectors.test_folder_embedding import PictureDesk, SIZE, change
from thesaury.connectors.folder import embedding
def die(picture, temporary):
    os.kill(os.getpid(), signal.SIGKILL)
embedding._like = die
desk = PictureDesk(Path(sys.argv[1]))
desk.sink().apply(change(desk, "a.jpg", add=(SIZE,)))
"""


def test_a_writer_killed_half_way_leaves_the_picture_whole(desk: PictureDesk):
    one = one_picture(desk, "a.jpg", XMP)
    content = (desk.root / one).read_bytes()
    done = subprocess.run([sys.executable, "-c", KILLED, desk.root], capture_output=True)
    assert done.returncode == -9, done.stderr
    assert (desk.root / one).read_bytes() == content
    assert len(list(desk.root.iterdir())) == 2
    assert [record.external_id for record in everything(opened("folder", path=desk.root))[0].records] == [one]
    assert apply(desk, one, SIZE).outcome is Outcome.DONE


def test_nothing_is_written_where_nothing_shall_be(desk: PictureDesk):
    with pytest.raises(Usage, match="only read"):
        desk.sink(write="none")
    with pytest.raises(Usage, match="sidecar, embed or none"):
        desk.sink(write="paper")
    assert roles(Connection("c", "folder", (("write", "none"),))) == ("source",)


def test_embedding_needs_its_program(desk: PictureDesk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(desk.root))
    with pytest.raises(Usage, match="set write to sidecar"):
        desk.sink()


def test_concepts_of_people_in_the_picture_are_held_as_well(desk: PictureDesk):
    one = one_picture(desk)
    desk.by_hand(one, PERSONS)
    desk.sink(write="sidecar").apply(change(desk, one, add=(SIZE,)))
    assert dict(desk.sink(write="sidecar").held([], "concepts")) == {}
    assert held(desk, one) == {one: iris(PERSONS, SIZE)}
