"""What is opened is what was looked at, whatever is put in its place between."""

import os
from pathlib import Path

import pytest

from thesaury.ports.opening import held, name_of, opened, whole


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    for name in ("ours", "theirs"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(name)
    (tmp_path / "inbox").symlink_to(tmp_path / "ours")
    return tmp_path / "inbox"


def turned(inbox: Path, to: str) -> None:
    inbox.unlink()
    inbox.symlink_to(inbox.parent / to)


def test_what_lies_where_it_may_not_be_opened_is_not_here_though_the_path_is_right_while_it_is_asked(inbox: Path):
    def asked(place: Path) -> bool:
        turned(inbox, "ours")
        return "theirs" not in place.parts

    for reads in (lambda: whole(inbox / "a.txt", asked), lambda: held(inbox, asked).__enter__()):
        turned(inbox, "theirs")
        with pytest.raises(FileNotFoundError):
            reads()


def test_what_was_opened_stays_though_the_path_leads_elsewhere_then(inbox: Path):
    def asked(place: Path) -> bool:
        turned(inbox, "theirs")
        return "ours" in place.parts

    with opened(inbox / "a.txt", asked) as file:
        assert file.read() == name_of(file).read_bytes() == b"ours"
    turned(inbox, "ours")
    with held(inbox, asked) as place:
        assert (place / "a.txt").read_bytes() == b"ours"
        assert (inbox / "a.txt").read_bytes() == b"theirs"


def test_a_file_that_was_taken_away_since_is_told_by_where_it_was(inbox: Path):
    (inbox / "b.txt").write_text("b")
    descriptor = os.open(inbox / "b.txt", os.O_RDONLY)
    (inbox / "b.txt").unlink()
    told: list[Path] = []
    with opened(Path(f"/proc/self/fd/{descriptor}"), lambda place: not told.append(place)):
        os.close(descriptor)
    assert told == [inbox.resolve() / "b.txt"]


def test_what_is_no_file_is_not_here_and_nobody_waits_for_it(inbox: Path):
    os.mkfifo(inbox / "pipe")
    for name in ("pipe", "", "nothing"):
        with pytest.raises(OSError):
            opened(inbox / name)
