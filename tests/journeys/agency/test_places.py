"""A connection of a client leads to no file but its own, and what the agency's operator allows: a page must not read what else the server
can."""

import os
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image

from tests.contract.connectors.pictures import jpeg
from tests.contract.connectors.test_folder_licences import PLUS
from tests.contract.connectors.test_folder_lineage import derived
from tests.journeys.conftest import Command
from thesaury.bootstrap import EmbeddedWorkspace, init_workspace
from thesaury.bootstrap.agency import Agency, init_agency
from thesaury.bootstrap.allowing import allow
from thesaury.bootstrap.apart import check_apart
from thesaury.bootstrap.settings_file import change_settings, settings_of
from thesaury.model.asset import DERIVED_FROM
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage
from thesaury.web.parts.settings.form import changes, field

SHUT = "What lies among the files of an agency, or around them, stays shut."
SAID = (
    "/x is not open here. Put what is wanted from there into the folder of this workspace, or ask who runs the agency's server to write "
    f'into agency.toml, under [shared]: places = ["/x"]. {SHUT}'
)


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Agency:
    made = init_agency(tmp_path_factory.mktemp("places") / "agency", ("en",))
    for name in ("alder", "birch"):
        made.create(name).close()
        (made.folder(name) / "pictures").mkdir()
        (made.folder(name) / "pictures" / "list.csv").write_text("id,title\n1,zibeline\n")
    (made.root / "sources").mkdir()
    allow(made.root, places=["sources", "/"])  # whatever is allowed, what lies among the files of an agency stays shut
    (made.root.parent / "link").symlink_to(made.folder("birch") / "pictures")
    return made


@pytest.fixture(params=["alder", "shared"])
def workspace(agency: Agency, request: pytest.FixtureRequest) -> Iterator[EmbeddedWorkspace]:
    opened = agency.open_own() if request.param == "shared" else agency.open(request.param)
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
    lone, another = tmp_path / "lone", init_agency(tmp_path / "another", ("en",))
    init_workspace(lone).close()
    another.create("cedar").close()
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
            "/proc/self/environ",
            another.folder("cedar"),
            lone / "list.csv",
            workspace.root / ".." / "birch" if workspace.root.name == "alder" else workspace.root / "../clients",
        )
    }
    said |= {to(workspace, "table", path=theirs / "list.csv"), to(workspace, "table", path=agency.root / "accounts.db")}
    said |= {to(workspace, "table", path=tmp_path / "own.csv", root=theirs)}
    assert all(SHUT in sentence for sentence in said)
    assert {_same_words(sentence) for sentence in said} == {_same_words(SAID)}


def _same_words(sentence: str) -> str:
    """Without the place that was named, the line that would allow it, and whom."""
    return re.sub(r"places = .*?\]\.|^\S+|\[\S+\]:", "", sentence)


def test_what_is_its_own_or_of_no_client_is_read(agency: Agency, workspace: EmbeddedWorkspace, tmp_path: Path):
    (tmp_path / "own.csv").write_text("id,title\n1,A lake\n")
    (workspace.root / "mine").mkdir(exist_ok=True)
    assert to(workspace, "table", path=tmp_path / "own.csv") == ""
    assert to(workspace, "folder", path=workspace.root / "mine") == ""
    assert to(workspace, "folder", path=agency.root / "sources") == ""


def test_a_relative_place_is_that_of_the_workspace_wherever_somebody_stands(
    agency: Agency, workspace: EmbeddedWorkspace, monkeypatch: pytest.MonkeyPatch
):
    (workspace.root / "own.csv").write_text("id,title\n1,A lake\n")
    theirs = os.path.relpath(agency.folder("birch") / "pictures" / "list.csv", workspace.root)
    monkeypatch.chdir(agency.folder("birch"))
    assert to(workspace, "table", path="own.csv") == ""
    assert SHUT in to(workspace, "table", path=theirs)
    assert SHUT in to(workspace, "folder", path="..")


def test_settings_of_a_client_name_no_folder_of_another_and_send_no_key_elsewhere(
    agency: Agency, workspace: EmbeddedWorkspace, monkeypatch: pytest.MonkeyPatch
):
    theirs = str(agency.folder("birch") / "pictures")
    for name in ("embedding_model", "wordnet"):
        with pytest.raises(Usage, match=SHUT):
            change_settings(workspace.root, {name: theirs})
    change_settings(workspace.root, {"embedding_model": "some/model", "wordnet": "auto"})
    change_settings(workspace.root, {"embedding_model": None, "wordnet": None})
    monkeypatch.setenv("THESAURY_EMBEDDING_MODEL", theirs)
    monkeypatch.setenv("THESAURY_WORDNET", theirs)
    with closing(EmbeddedWorkspace(workspace.root)) as opened:
        for read in (lambda: opened.embedder, lambda: opened.senses):
            with pytest.raises(Usage, match=SHUT):
                read()
    a_client = workspace.root.name == "alder"
    kept = settings_of(workspace.root)
    sent = {"proposals_url": "https://elsewhere.example/v1", "model_hub": "https://elsewhere.example"}
    reached = {"webhook_private_hosts": "localhost"}
    changed = {} if a_client else sent | {"webhook_private_hosts": ("localhost",)}
    assert changes(sent | reached, kept, (*sent, *reached)) == changed
    assert [bool(field(kept[name]).fixed) for name in (*sent, *reached)] == [a_client] * 3


def test_no_link_below_an_allowed_folder_leads_to_others(agency: Agency, workspace: EmbeddedWorkspace):
    """Whoever may put files into a client's folder may put links there, too."""
    inbox, theirs = workspace.root / "inbox", agency.folder("birch") / "pictures"
    inbox.mkdir()
    (inbox / "own.png").write_bytes(b"\x89PNG")
    (theirs / "secret.png").write_bytes(b"\x89PNG")
    (theirs / "secret.xmp").write_text("zibeline")
    (inbox / "aside.png").write_bytes(b"\x89PNG")
    (inbox / "aside.xmp").symlink_to(theirs / "secret.xmp")
    (inbox / "one.png").symlink_to(theirs / "secret.png")
    (inbox / "all").symlink_to(theirs)
    (inbox / "again.png").symlink_to(inbox / "own.png")
    jpeg(inbox / "says.jpg", PLUS.format(derived(filePath="all/secret.png")))
    source = workspace.source(Connection("c", "folder", (("path", str(inbox)),)))
    assert set(source.keys()) == {"own.png", "again.png", "says.jpg"}
    # Nor is it told whether a file is there that a picture says it was made from.
    [says] = source.read(["says.jpg"], lambda _: {}).records
    assert says.property_values(DERIVED_FROM) == ()


def test_a_table_beside_an_agency_names_no_picture_in_it(agency: Agency, workspace: EmbeddedWorkspace):
    """A relative cell begins at the folder of its table, and may lead from there into a client's."""
    theirs, table = agency.folder("birch") / "pictures" / "shown.png", agency.root.parent / "beside.csv"
    Image.new("RGB", (9, 7)).save(theirs)
    (agency.root / "sources" / "own.png").write_bytes(theirs.read_bytes())
    table.write_text("id,file\n1,agency/clients/birch/pictures/shown.png\n2,agency/sources/own.png\n")
    source = workspace.source(Connection("c", "table", (("path", str(table)),)))
    read = {one.external_id: one.file for one in source.read(["1", "2"], lambda _: {}).records}
    assert read["1"] is None
    assert read["2"]
    assert read["2"].width == 9


def test_a_place_is_seen_whatever_the_setting_is_called(
    agency: Agency, workspace: EmbeddedWorkspace, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(agency.root / "clients")
    for setting in (("insights", "birch"), ("insights", "../accounts.db"), ("listing", "birch/pictures/list.csv")):
        with pytest.raises(Usage, match=SHUT):
            check_apart(workspace.root, Connection("c", "brandfolder", (setting,)))


def test_the_table_of_a_round_is_no_other_clients(agency: Agency, thesaury: Command):
    table = agency.folder("birch") / "pictures" / "list.csv"
    refused = thesaury("onboard", "propose", "--table", table, "-w", agency.folder("alder"), ok=False)
    assert SHUT in refused.stderr
