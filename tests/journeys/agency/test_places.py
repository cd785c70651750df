"""A connection of a client leads to no file of its agency but its own: a page must not read what lies beside it on the server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.bootstrap.agency import Agency, init_agency
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Agency:
    made = init_agency(tmp_path_factory.mktemp("places") / "agency", ("en",))
    for name in ("alder", "birch"):
        made.create(name).close()
        (made.folder(name) / "pictures").mkdir()
        (made.folder(name) / "pictures" / "list.csv").write_text("id,title\n1,zibeline\n")
    (made.root / "sources").mkdir()
    (made.root.parent / "link").symlink_to(made.folder("birch") / "pictures")
    return made


@pytest.fixture(params=["alder", "shared"])
def workspace(agency: Agency, request: pytest.FixtureRequest) -> Iterator[EmbeddedWorkspace]:
    opened = agency.shared if request.param == "shared" else agency.open(request.param)
    yield opened
    opened.close()


def to(workspace: EmbeddedWorkspace, kind: str, **settings: Path | str) -> str:
    """What is said of a connection to this place; empty where it is read."""
    try:
        workspace.source(Connection("c", kind, tuple((name, str(value)) for name, value in settings.items()))).outline()
    except Usage as error:
        return error.message
    return ""


def test_others_files_are_read_by_no_way_and_nobody_learns_who_is_there(
    agency: Agency, workspace: EmbeddedWorkspace, tmp_path: Path
):
    theirs = agency.folder("birch") / "pictures"
    (tmp_path / "own.csv").write_text("id,file\n1,list.csv\n")
    said = {
        to(workspace, "folder", path=place)
        for place in (
            theirs,
            agency.folder("nobody"),
            agency.root / "receipts",
            agency.root,
            agency.root.parent,
            "/",
            agency.root.parent / "link",
            workspace.root / ".." / "birch" if workspace.root.name == "alder" else workspace.root / "../clients",
        )
    }
    said |= {to(workspace, "table", path=theirs / "list.csv"), to(workspace, "table", path=agency.root / "accounts.db")}
    said |= {to(workspace, "table", path=tmp_path / "own.csv", root=theirs)}
    assert len(said) == 1
    [sentence] = said
    assert "where other clients are" in sentence
    assert not {"birch", "nobody"} & {*sentence.split()}


def test_what_is_its_own_or_of_no_client_is_read(agency: Agency, workspace: EmbeddedWorkspace, tmp_path: Path):
    (tmp_path / "own.csv").write_text("id,title\n1,A lake\n")
    (workspace.root / "mine").mkdir(exist_ok=True)
    assert to(workspace, "table", path=tmp_path / "own.csv") == ""
    assert to(workspace, "folder", path=workspace.root / "mine") == ""
    assert to(workspace, "folder", path=agency.root / "sources") == ""
