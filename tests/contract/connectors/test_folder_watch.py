"""What the watch over a folder hints at, with real files and the real watching library."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.contract.asset_sink_suite import SIZE
from tests.contract.connectors.pictures import jpeg
from tests.fakes.tools import lent
from thesaury.connectors.folder.watch import FolderWatch, open_watch
from thesaury.connectors.folder.write_back import open_sink
from thesaury.connectors.manifest import manifests
from thesaury.model.connection import Connection
from thesaury.model.errors import Unreachable, Usage
from thesaury.model.outbox import Change
from thesaury.ports.hints import Hint
from thesaury.ports.opening import MayOpen, anywhere

# Whoever looks again and again sees the second of a change and no less.
LATER = 2_000_000_000


class Watching:
    """A watch that runs from the moment it is made; it beats often, so that no test waits long for nothing."""

    def __init__(self, root: Path, poll: bool = False, quiet: int = 50, may_open: MayOpen = anywhere) -> None:
        self.stopped = False
        watch = FolderWatch(root, poll, beat=50, quiet=quiet, pause=20, may_open=may_open)
        self.hints: Iterator[tuple[Hint, ...]] = watch.hints(lambda: self.stopped)
        assert next(self.hints) == ()

    def sees(self, *expected: str, when: Callable[[], object]) -> None:
        """These external ids and no others are hinted at."""
        when()
        found: set[str] = set()
        beats = 0
        while beats < (200 if set(expected) - found else 2):
            hints = next(self.hints)
            found |= {hint.external_id for hint in hints}
            beats = 0 if hints else beats + 1
        assert found == set(expected)

    def stop(self) -> list[tuple[Hint, ...]]:
        self.stopped = True
        return list(self.hints)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "pictures"
    (root / "b").mkdir(parents=True)
    for name in ("a.jpg", "a.tif", "b/c.jpg"):
        jpeg(root / name)
    return root


@pytest.fixture(params=[False, True], ids=["told", "polled"])
def watching(root: Path, request: pytest.FixtureRequest) -> Iterator[Watching]:
    watching = Watching(root, request.param)
    yield watching
    watching.stop()


def test_a_picture_that_comes_changes_moves_or_goes_is_hinted_at(root: Path, watching: Watching):
    watching.sees("b/new ü.jpg", when=lambda: jpeg(root / "b" / "new ü.jpg"))
    watching.sees("a.jpg", when=lambda: os.utime(jpeg(root / "a.jpg", exif=True), (LATER, LATER)))
    watching.sees("a.jpg", "b/d.jpg", when=lambda: (root / "a.jpg").rename(root / "b" / "d.jpg"))
    watching.sees("b/d.jpg", when=(root / "b" / "d.jpg").unlink)


def test_a_sidecar_hints_at_its_pictures(root: Path, watching: Watching):
    watching.sees("a.jpg", "a.tif", when=lambda: (root / "a.xmp").write_text("x"))
    watching.sees("b/c.jpg", when=lambda: (root / "b" / "c.jpg.xmp").write_text("x"))
    watching.sees("a.jpg", "a.tif", when=(root / "a.xmp").unlink)


def test_what_is_not_finished_hidden_or_no_picture_is_passed_over(root: Path, watching: Watching):
    names = (
        ".x.part",
        ".hidden.jpg",
        "~$a.jpg",
        "a.jpg.tmp",
        "a.jpg~",
        "note.txt",
        "of nothing.xmp",
        "a.jpg_exiftool_tmp",
    )

    def write() -> None:
        for folder in (".git", "@eaDir"):
            (root / folder).mkdir()
            jpeg(root / folder / "a.jpg")
        for name in names:
            (root / name).write_bytes(b"x")
        (root / "a.jpg.tmp").unlink()
        jpeg(root / "last.jpg")

    watching.sees("last.jpg", when=write)


def test_our_own_writing_hints_at_the_picture_alone(root: Path, watching: Watching):
    sink = open_sink(Connection("c", "folder", (("path", str(root)),)), lent())
    watching.sees("b/c.jpg", when=lambda: sink.apply(Change("1", "c", "b/c.jpg", "concepts", (SIZE,), (), (SIZE,))))


def test_a_folder_that_comes_or_goes_as_a_whole_hints_at_something(root: Path, tmp_path: Path):
    watching = Watching(root)
    watching.sees("", when=lambda: (root / "b").rename(tmp_path / "b"))
    watching.sees("", when=lambda: (tmp_path / "b").rename(root / "b"))
    watching.sees("b/c.jpg", when=lambda: jpeg(root / "b" / "c.jpg", exif=True))
    watching.stop()


def test_a_burst_is_told_at_once_and_every_picture_once(root: Path):
    watching = Watching(root, quiet=400)
    names = {f"{number}.jpg" for number in range(200)}
    for name in names:
        jpeg(root / name)
    told = next(hints for hints in watching.hints if hints)
    assert sorted(hint.external_id for hint in told) == sorted(names)
    watching.stop()


def test_it_ends_when_it_is_stopped(root: Path):
    assert Watching(root).stop() in ([], [()])


def test_a_folder_that_is_not_there_cannot_be_watched(root: Path, tmp_path: Path):
    with pytest.raises(Unreachable, match="not there"):
        next(FolderWatch(tmp_path / "nowhere").hints(lambda: False))
    watching = Watching(root)
    root.rename(tmp_path / "away")
    with pytest.raises(Unreachable, match="not there"):
        list(watching.hints)


def test_the_manifest_opens_it_and_settings_are_checked(root: Path):
    def watch(**given: str) -> object:
        return manifests()["folder"].factory("watch")(
            Connection("c", "folder", (("path", str(root)), *given.items())), lent()
        )

    assert watch() == FolderWatch(root)
    assert watch(poll="yes") == FolderWatch(root, poll=True)
    with pytest.raises(Usage, match="yes or no"):
        watch(poll="sometimes")
    with pytest.raises(Usage, match="needs the setting"):
        open_watch(Connection("c", "folder"), lent())


def test_what_a_link_leads_to_where_nothing_may_be_opened_is_not_named(root: Path, tmp_path: Path):
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (root / "b" / "link").symlink_to(theirs)
    watching = Watching(root, may_open=lambda place: not place.resolve().is_relative_to(theirs))
    watching.sees("b/c.jpg", when=lambda: (jpeg(theirs / "zibeline.jpg"), os.utime(root / "b/c.jpg", (LATER, LATER))))
    watching.stop()
