"""What was a client's own file when it was synced, and leads to another client's by now, is not here: no byte of it comes by any way."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.contract.connectors.pictures import XMP, jpeg
from tests.journeys.conftest import prepared
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.bootstrap.agency import Agency, init_agency
from thesaury.bootstrap.agency.exporting import export_workspace
from thesaury.model.asset import Asset, File, Record
from thesaury.model.concept import Label
from thesaury.model.errors import Unreachable, Usage
from thesaury.model.outbox import Change, ConceptTag
from thesaury.model.rendition import BY_NAME, RightsMarks
from thesaury.ports.sink import AssetSink
from thesaury.ports.source import AssetSource
from thesaury.web.panel.renditions import LARGE, ORIGINAL, PREVIEW, content_of, renditions_of

CANARY = "zibeline"
NAMES = ("bag/a.jpg", "bag/film.mp4", "bag/b.jpg")
"""A picture, a film, and a picture with a sidecar."""


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Agency:
    """Both clients have files of the same names; ours were synced, and what is written back goes into them."""
    made = init_agency(tmp_path_factory.mktemp("swapped") / "agency", ("en",))
    for name, word in (("alder", "plain"), ("birch", CANARY)):
        made.create(name).close()
        bag = made.folder(name) / "inbox" / "bag"
        bag.mkdir(parents=True)
        for one in NAMES:
            jpeg(bag.parent / one, XMP.replace("eco", word))
        (bag / "b.xmp").write_text(XMP.replace("eco", word))
        (bag / "list.csv").write_text(f"id,title\n1,{word}\n")
    root = made.folder("alder")
    prepared("connect", "folder", root / "inbox", "--name", "desk", "--set", "write=embed", "-w", root)
    prepared("sync", "--quiet", "-w", root)
    return made


@dataclass(frozen=True)
class Ours:
    """Our client, and what its worker has open of the folder since before anything was swapped."""

    workspace: EmbeddedWorkspace
    source: AssetSource
    sink: AssetSink

    def records(self) -> list[Record]:
        """As they were synced."""
        found = [record for asset in self.workspace.catalogue.records.asset_page("", 10) for record in asset.records]
        assert {record.external_id for record in found} == set(NAMES)
        return found


@pytest.fixture(params=["the other client", "nobody"])
def theirs(agency: Agency, request: pytest.FixtureRequest) -> Path:
    """Files of the same names: of the other client, or of the machine, where nothing was allowed."""
    inbox, aside = agency.folder("birch") / "inbox", agency.root.parent / "aside"
    if request.param == "nobody" and not aside.exists():
        shutil.copytree(inbox, aside)
    return aside if request.param == "nobody" else inbox


@pytest.fixture(params=["file", "folder", "above"])
def ours(agency: Agency, theirs: Path, request: pytest.FixtureRequest) -> Iterator[Ours]:
    """After its files, the folder they lie in, or the whole inbox became links to those of others."""
    inbox = agency.folder("alder") / "inbox"
    before = {path: path.read_bytes() for path in theirs.rglob("*.*")}
    workspace = EmbeddedWorkspace(agency.folder("alder"))
    desk = workspace.connection("desk")
    opened = Ours(workspace, workspace.source(desk), workspace.sink(desk))
    shutil.copytree(inbox, inbox.with_name("kept"))
    files = [path.relative_to(inbox) for path in inbox.rglob("*.*")]
    for place in {"file": files, "folder": [Path("bag")], "above": [Path()]}[request.param]:
        shutil.rmtree(inbox / place) if (inbox / place).is_dir() else (inbox / place).unlink()
        (inbox / place).symlink_to(theirs / place)
    yield opened
    workspace.close()
    assert {path: path.read_bytes() for path in theirs.rglob("*.*")} == before
    inbox.unlink() if inbox.is_symlink() else shutil.rmtree(inbox)
    shutil.move(inbox.with_name("kept"), inbox)


def test_what_is_shown_sent_and_delivered_is_not_here(ours: Ours, theirs: Path):
    """Nor is what a record names at the other's place itself, as one in an archive that is received may."""
    workspace, named = ours.workspace, str(theirs / NAMES[0])
    previews, renditions = workspace.previews, workspace.renditions
    for record in (*ours.records(), Record("desk", "x", "1", file=File(named, "image/jpeg"))):
        asset = Asset("a1", (record,))
        assert previews.preview(asset, 320) is None
        assert renditions.render(asset, BY_NAME["small"], RightsMarks()) is None
        assert renditions.tag(asset, BY_NAME["small"], RightsMarks()) == ""
        assert [one.name for one in renditions_of(asset, workspace.opened)] == [PREVIEW]
        for name in (PREVIEW, LARGE, ORIGINAL):
            assert content_of(asset, name, previews, renditions, workspace.opened) is None


def test_what_is_read_later_is_not_here(ours: Ours, agency: Agency):
    table = agency.folder("alder") / "inbox" / "bag" / "list.csv"
    with pytest.raises(Usage, match="is not open here: a link in the folder of this workspace leads out of it"):
        ours.workspace.tables.outline(table)
    answered = said(lambda: ours.source.read(NAMES, lambda _: {}))
    assert CANARY not in answered
    assert "records=()" in answered or "cannot be read" in answered


def test_what_is_written_back_reads_and_writes_nothing_of_the_other(ours: Ours):
    tag = ConceptTag("https://terms.example/bag", "https://terms.example/", (Label("bag", "en"),))
    assert CANARY not in said(lambda: ours.sink.held(ours.records(), "concepts"))
    assert CANARY not in said(lambda: ours.sink.free_tags(ours.records()))
    for name in NAMES:
        change = Change("k", "desk", name, "concepts", (tag,), (), (tag,))
        answered = said(partial(ours.sink.apply, change))
        assert "Outcome.REFUSED" in answered or "cannot be used" in answered


def test_what_leaves_with_a_client_is_its_own(agency: Agency, theirs: Path, tmp_path: Path):
    """Tables of the workspace and what was uploaded, too, whatever they lead to by now."""
    root, bag = agency.folder("alder"), theirs / "bag"
    (root / "onboarding").mkdir(exist_ok=True)
    for name, led in (("campaigns.csv", bag / "list.csv"), ("imports", bag), ("onboarding/round", bag)):
        (root / name).unlink(missing_ok=True)
        (root / name).symlink_to(led)
    with closing(EmbeddedWorkspace(root)) as workspace:
        export_workspace(workspace, "alder", tmp_path / "alder.zip")
    with ZipFile(tmp_path / "alder.zip") as archive:
        assert [name for name in archive.namelist() if CANARY.encode() in archive.read(name)] == []
        assert not {"list.csv", "campaigns.csv"} & {name.rpartition("/")[2] for name in archive.namelist()}


def said(ask: Callable[[], object]) -> str:
    """What is answered, or told in its place."""
    try:
        return repr(ask())
    except Unreachable as error:
        return error.message
