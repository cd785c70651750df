"""Renditions are made once and kept, originals are fetched once, and what cannot be had now is asked for again."""

import os
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from threading import Thread

import pytest
from PIL import Image

from tests.fakes.source import FakeSource
from tests.fakes.workspace import FakeWorkspace
from tests.unit.renditions.pictures import from_a_camera, opened
from thesaury.engines.renditions import KeptRenditions
from thesaury.engines.renditions.keeping import Kept
from thesaury.engines.renditions.making import made
from thesaury.engines.renditions.placeholder import _SENTENCES, _font
from thesaury.engines.turns import Turns
from thesaury.model.asset import Asset, File, Record
from thesaury.model.errors import NeedsLogin, Refused, Unreachable
from thesaury.model.rendition import BY_NAME, FORMS, RenditionForm, RightsMarks
from thesaury.ports.renditions import Busy

MARKS = RightsMarks(asset="a1", title="Lake")
SMALL, SQUARE = BY_NAME["small"], BY_NAME["square"]


class Album:
    """A DAM with one picture: its original, and a small preview of another colour."""

    def __init__(self) -> None:
        self.content: bytes | None = _jpeg("navy", (1600, 900))
        self.failure: Exception | None = None
        self.downloads = 0

    def preview(self, record: Record) -> bytes:
        return _jpeg("red", (300, 200))

    def original(self, record: Record, place: Path, most: int) -> bool:
        self.downloads += 1
        if self.failure:
            raise self.failure
        if self.content is None:
            return False
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(self.content)
        return True


def _jpeg(colour: str, size: tuple[int, int]) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()


def elsewhere(etag: str = "1", media_type: str = "image/jpeg") -> Asset:
    file = File("https://dam.example/1.jpg", media_type)
    return Asset("a1", (Record("dam", "1", etag, file=file),))


def here(path: Path) -> Asset:
    return Asset("a1", (Record("studio", "1", "1", file=File(str(path), "image/jpeg")),))


@pytest.fixture
def workspace(tmp_path: Path) -> FakeWorkspace:
    workspace = FakeWorkspace(dam=FakeSource())
    workspace.root = tmp_path / "workspace"
    workspace.albums["dam"] = Album()
    return workspace


@pytest.fixture
def album(workspace: FakeWorkspace) -> Album:
    found = workspace.albums["dam"]
    assert isinstance(found, Album)
    return found


class Counting:
    """Makes renditions, and counts."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def __call__(self, path: Path, form: RenditionForm, marks: RightsMarks, focus: object) -> bytes:
        self.made.append(form.name)
        return made(path, form, marks, None)


def colour(content: bytes) -> str:
    return "navy" if opened(content).convert("RGB").getpixel((5, 5))[0] < 128 else "red"


def test_a_rendition_is_made_once_and_its_tag_is_known_before(workspace, tmp_path):
    lake, make = here(from_a_camera(tmp_path / "lake.jpg")), Counting()
    renditions = KeptRenditions(workspace, make)
    tag = renditions.tag(lake, SMALL, MARKS)
    assert make.made == []
    found = renditions.render(lake, SMALL, MARKS)
    assert found is not None
    assert (found.tag, found.width, found.height, found.media_type) == (tag, 640, 427, "image/jpeg")
    assert KeptRenditions(workspace, make).render(lake, SMALL, MARKS) == found
    assert make.made == ["small"]


def test_the_tag_changes_with_the_picture_its_form_its_focus_and_what_is_written_into_it(workspace, tmp_path):
    path = from_a_camera(tmp_path / "lake.jpg")
    renditions, lake = KeptRenditions(workspace), here(path)
    tags = {
        renditions.tag(lake, SMALL, MARKS),
        renditions.tag(lake, SQUARE, MARKS),
        renditions.tag(lake, replace(SMALL, media_type="image/webp"), MARKS),
        renditions.tag(lake, SMALL, replace(MARKS, expires="2027-01-01")),
        renditions.tag(lake, SMALL, MARKS, (0.1, 0.2)),
    }
    os.utime(path, ns=(1, 1))
    tags.add(renditions.tag(lake, SMALL, MARKS))
    assert len(tags) == 6


def test_where_there_is_no_picture_there_is_no_rendition(workspace, tmp_path):
    renditions = KeptRenditions(workspace)
    (tmp_path / "broken.jpg").write_bytes(b"no picture")
    for asset in (Asset("a1", ()), here(tmp_path / "gone.jpg")):
        assert renditions.tag(asset, SMALL, MARKS) == ""
        assert renditions.render(asset, SMALL, MARKS) is None
    assert renditions.render(here(tmp_path / "broken.jpg"), SMALL, MARKS) is None


def test_all_forms_of_a_picture_elsewhere_take_one_download_until_it_changes(workspace, album):
    renditions = KeptRenditions(workspace)
    found = [renditions.render(elsewhere(), form, MARKS) for form in FORMS]
    assert all(one and colour(one.content) == "navy" for one in found)
    assert album.downloads == 1
    assert KeptRenditions(workspace).render(elsewhere(), replace(SMALL, width=77), MARKS)
    assert album.downloads == 1
    assert renditions.render(elsewhere("2"), SMALL, MARKS)
    assert album.downloads == 2


def test_a_record_that_changes_without_its_picture_changes_no_rendition(workspace, album):
    renditions, make = KeptRenditions(workspace), Counting()
    before = renditions.render(elsewhere(), SMALL, MARKS)
    assert before is not None
    assert renditions.tag(elsewhere("2"), SMALL, MARKS) != before.tag, "it has to be looked at"
    assert KeptRenditions(workspace, make).render(elsewhere("2"), SMALL, MARKS) == before
    assert make.made == []
    assert renditions.tag(elsewhere("2"), SMALL, MARKS) == before.tag
    album.content = _jpeg("black", (1600, 900))
    after = renditions.render(elsewhere("3"), SMALL, MARKS)
    assert after is not None
    assert after.tag == renditions.tag(elsewhere("3"), SMALL, MARKS) != before.tag


def test_many_at_once_take_one_download(workspace, album):
    renditions, found = KeptRenditions(workspace, turns=Turns(2, 9, 20.0)), []
    threads = [
        Thread(target=lambda form=form: found.append(renditions.render(elsewhere(), form, MARKS))) for form in FORMS[:6]
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([one for one in found if one]) == 6
    assert album.downloads == 1


@pytest.mark.parametrize("content", [None, b"\xff\xd8 half a picture"])
def test_where_there_is_no_original_the_preview_has_to_do_and_that_is_known_from_then_on(workspace, album, content):
    album.content = content
    before = KeptRenditions(workspace).tag(elsewhere(), SMALL, MARKS)
    found = KeptRenditions(workspace).render(elsewhere(), SMALL, MARKS)
    assert found is not None
    assert (colour(found.content), found.width, found.height) == ("red", 300, 200)
    assert KeptRenditions(workspace).tag(elsewhere(), SMALL, MARKS) == found.tag != before, "in another process too"
    assert KeptRenditions(workspace).render(elsewhere(), SQUARE, MARKS) is not None
    assert album.downloads == 1, "it is not asked for again at once"


@pytest.mark.parametrize(
    ("failure", "after"), [(Unreachable("x"), 61), (Refused("x", 409), 601), (NeedsLogin("x"), 601)]
)
def test_where_a_system_does_not_answer_the_preview_has_to_do_for_a_while(workspace, album, failure, after):
    now = [0.0]
    renditions = KeptRenditions(workspace, clock=lambda: now[0])
    tag, album.failure = renditions.tag(elsewhere(), SMALL, MARKS), failure
    worse = [renditions.render(elsewhere(), form, MARKS) for form in (SMALL, SQUARE)]
    assert album.downloads == 1
    assert all(one and colour(one.content) == "red" and one.tag != tag for one in worse)
    assert renditions.tag(elsewhere(), SMALL, MARKS) == tag, "nobody takes the worse one for what there is"
    album.failure, now[0] = None, after
    better = renditions.render(elsewhere(), SMALL, MARKS)
    assert better is not None
    assert (colour(better.content), better.tag) == ("navy", renditions.tag(elsewhere(), SMALL, MARKS))


def test_an_original_that_was_not_given_is_asked_for_again_after_a_day(workspace, album):
    renditions = KeptRenditions(workspace)
    album.content, there = None, album.content
    lacking = renditions.render(elsewhere(), SMALL, MARKS)
    album.content = there
    for noted in (workspace.root / "renditions" / "known").glob("*/*"):
        os.utime(noted, (1, 1))
    assert lacking is not None
    assert renditions.tag(elsewhere(), SMALL, MARKS) == lacking.tag
    better = renditions.render(elsewhere(), SMALL, MARKS)
    assert better is not None
    assert colour(better.content) == "navy"
    assert renditions.tag(elsewhere(), SMALL, MARKS) == better.tag != lacking.tag


def test_of_a_film_its_preview_is_shown(workspace, album):
    found = KeptRenditions(workspace).render(elsewhere(media_type="video/mp4"), SMALL, MARKS)
    assert found is not None
    assert album.downloads == 0


def test_a_file_on_this_machine_comes_before_one_elsewhere(workspace, album, tmp_path):
    both = Asset("a1", (*elsewhere().records, *here(from_a_camera(tmp_path / "lake.jpg")).records))
    assert KeptRenditions(workspace).render(both, SMALL, MARKS)
    assert album.downloads == 0


def test_who_asks_while_too_many_are_made_is_told_to_ask_again(workspace, tmp_path):
    lake, turns, refused = here(from_a_camera(tmp_path / "lake.jpg")), Turns(1, 0, 0), []

    def make(path: Path, form: RenditionForm, marks: RightsMarks, focus: object) -> bytes:
        try:
            KeptRenditions(workspace, made, turns).render(lake, SQUARE, MARKS)
        except Busy as error:
            refused.append(error.message)
        return made(path, form, marks, None)

    assert KeptRenditions(workspace, make, turns).render(lake, SMALL, MARKS)
    assert len(refused) == 1
    assert KeptRenditions(workspace, made, turns).render(lake, SQUARE, MARKS), "turns are given back"


def test_what_is_used_stays_and_the_rest_goes(tmp_path):
    kept = Kept(tmp_path / "kept", 3, 1 << 20)
    for number in range(5):
        kept.write(f"{number:02}", b"x")
        os.utime(kept.place(f"{number:02}"), (number, number))
    assert kept.read("02") == b"x"
    kept.sweep(always=True)
    assert [name for name in ("00", "01", "02", "03", "04") if kept.read(name)] == ["02", "03", "04"]


def test_a_folder_holds_no_more_bytes_than_it_may_but_always_the_newest(tmp_path):
    kept = Kept(tmp_path / "kept", 100, 250)
    for number in range(5):
        kept.write(f"{number:02}", b"x" * 100)
        os.utime(kept.place(f"{number:02}"), (number, number))
    kept.sweep(always=True)
    assert [name for name in ("02", "03", "04") if kept.read(name)] == ["03", "04"]
    kept.write("05", b"x" * 900)
    kept.sweep(always=True)
    assert [name for name in ("03", "04", "05") if kept.read(name)] == ["05"]


def test_what_cannot_be_kept_is_delivered_all_the_same(workspace, tmp_path):
    workspace.root.mkdir()
    (workspace.root / "renditions").write_bytes(b"a file where a folder should be")
    assert KeptRenditions(workspace).render(here(from_a_camera(tmp_path / "lake.jpg")), SMALL, MARKS)


@pytest.mark.parametrize("language", ["en", "de", "de-AT", "ar", "", "x" * 90])
@pytest.mark.parametrize("size", [(640, 427), (1, 1), (0, -3), (9_000, 40)])
def test_a_placeholder_has_the_size_and_is_always_the_same(workspace, language, size):
    found = KeptRenditions(workspace).placeholder(*size, language)
    assert opened(found.content).size == (found.width, found.height)
    assert (found.width, found.height) == tuple(max(1, min(4_096, side)) for side in size)
    assert found == KeptRenditions(workspace).placeholder(*size, language)


def test_a_placeholder_says_something_in_the_language(workspace):
    renditions = KeptRenditions(workspace)
    english, german = renditions.placeholder(800, 600, "en"), renditions.placeholder(800, 600, "de-CH")
    assert english.tag != german.tag
    assert english.content != german.content
    assert "nicht mehr verfügbar".encode() in german.content
    dark = sum(opened(english.content).convert("L").histogram()[:160])
    assert dark > 800, "there are letters"


def test_every_letter_of_a_placeholder_is_in_its_font():
    font = _font("x", (2_000, 600))
    assert font is not None
    missing = bytes(font.getmask("\U0010fffd"))
    for sentence in _SENTENCES.values():
        for letter in set(sentence) - {" "}:
            assert bytes(font.getmask(letter)) != missing, letter
