"""What a client names of the machine is opened where the agency's operator allows it, and nowhere else."""

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from contextlib import closing
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.contract.connectors.pictures import jpeg
from tests.journeys.agency.test_places import SHUT, to
from tests.journeys.agency.two_clients import administrator
from tests.journeys.conftest import TABLE, TERMS, Command
from thesaury.bootstrap import EmbeddedWorkspace, init_workspace
from thesaury.bootstrap.agency import Agency, init_agency
from thesaury.bootstrap.agency.deleting import delete
from thesaury.bootstrap.allowing import allow
from thesaury.bootstrap.settings_file import change_settings
from thesaury.bootstrap.standing import MARK
from thesaury.model.asset import Asset, File, Record
from thesaury.model.connection import Connection
from thesaury.model.errors import ThesauryError, Usage
from thesaury.model.onboarding import SourceKind
from thesaury.pipeline.onboarding import begin
from thesaury.web.app import create_app

_LINE = re.compile(r"under (\[\S+\]): (places = \[.*?\])\. What")


@pytest.fixture
def agency(tmp_path: Path) -> Agency:
    made = init_agency(tmp_path / "agency", ("en",))
    for name in ("alder", "birch"):
        made.create(name).close()
    return made


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder of the server that nobody allowed."""
    folder = tmp_path / "machine"
    (folder / "pictures").mkdir(parents=True)
    (folder / "list.csv").write_text("id,file\n1,pictures/a.jpg\n")
    (folder / "rates.csv").write_text("day,currency,rate\n2026-01-01,USD,0.9\n")
    (folder / "bought.json").write_text("[]")
    jpeg(folder / "pictures" / "a.jpg")
    return folder


@pytest.fixture
def alder(agency: Agency) -> Iterator[EmbeddedWorkspace]:
    with closing(agency.open("alder")) as opened:
        yield opened


def ways(workspace: EmbeddedWorkspace, folder: Path) -> dict[str, Callable[[], object]]:
    """Everything that is kept and names a file or a folder, tried with things of this folder."""
    (workspace.root / "own.csv").write_text("id,file\n1,pictures/a.jpg\n")

    def connected(kind: str, role: str = "source", **settings: object) -> Callable[[], object]:
        named = Connection("c", kind, tuple((name, str(value)) for name, value in settings.items()))
        return lambda: getattr(workspace, role)(named)

    def setting(name: str, value: Path) -> Callable[[], object]:
        return lambda: change_settings(workspace.root, {name: str(value)})

    table = folder / "list.csv"
    return {
        "folder": connected("folder", path=folder / "pictures"),
        "watch": connected("folder", "watch", path=folder / "pictures"),
        "written": connected("folder", "sink", path=folder / "pictures"),
        "table": connected("table", path=table),
        "pictures of a table": connected("table", path="own.csv", root=folder / "pictures"),
        "purchases": connected("smintio", content="export", path=folder / "bought.json"),
        "insights": connected("brandfolder", "usage_source", brandfolder="b", insights=table),
        "embedding model": setting("embedding_model", folder / "model"),
        "wordnet": setting("wordnet", folder / "wordnet"),
        "campaigns": setting("campaigns", table),
        "rates": setting("rates", folder / "rates.csv"),
    }


def said(ask: Callable[[], object]) -> str:
    """What is refused; empty where nothing is."""
    try:
        ask()
    except ThesauryError as error:
        return error.message
    return ""


def test_no_way_leads_to_what_nobody_allowed_and_nobody_learns_whether_it_is_there(
    alder: EmbeddedWorkspace, machine: Path
):
    """The same words for what is there as for what is not, once the name of the folder is the same."""
    there, nowhere = ways(alder, machine), ways(alder, machine.with_name("nothing"))
    told = {name: said(ask) for name, ask in there.items()}
    assert [name for name, sentence in told.items() if "is not open here" not in sentence] == []
    assert told == {name: said(ask).replace("/nothing", "/machine") for name, ask in nowhere.items()}


def test_the_refusal_names_the_line_that_opens_it_and_it_holds_at_once(agency: Agency, machine: Path):
    """Line after line is written as it is told, while the workspace stays open."""
    with closing(agency.open("alder")) as alder:
        for name, ask in ways(alder, machine).items():
            while "is not open here" in (sentence := said(ask)):
                heading, line = _LINE.findall(sentence)[0]
                assert heading == "[clients.alder]"
                (agency.root / MARK).write_text(f"{heading}\n{line}\n")
            assert SHUT not in sentence, name
        allowed = tomllib.loads((agency.root / MARK).read_text())["clients"]["alder"]["places"]
        assert {*allowed} >= {str(machine), str(machine / "pictures")}
        (agency.root / MARK).write_text("")
        assert "is not open here" in to(alder, "folder", path=machine / "pictures")


def test_what_one_client_is_allowed_no_other_is(agency: Agency, machine: Path, tmp_path: Path):
    (tmp_path / "both").mkdir()
    allow(agency.root, "alder", [machine])
    allow(agency.root, places=[tmp_path / "both"])
    with (
        closing(agency.open("alder")) as alder,
        closing(agency.open("birch")) as birch,
        closing(agency.open_own()) as own,
    ):
        assert [to(one, "folder", path=machine / "pictures") == "" for one in (alder, birch, own)] == [
            True,
            False,
            False,
        ]
        assert [to(one, "folder", path=tmp_path / "both") == "" for one in (alder, birch, own)] == [True] * 3
        allow(agency.root, "shared", [machine])
        assert to(own, "folder", path=machine / "pictures") == ""
        assert "under [clients.birch]" in to(birch, "folder", path=machine / "pictures")


def test_no_link_in_an_allowed_place_leads_out_of_it(agency: Agency, machine: Path, tmp_path: Path):
    secret = tmp_path / "elsewhere"
    secret.mkdir()
    jpeg(secret / "secret.jpg")
    (machine / "pictures" / "b.jpg").symlink_to(secret / "secret.jpg")
    (machine / "pictures" / "all").symlink_to(secret)
    allow(agency.root, "alder", [machine])
    with closing(agency.open("alder")) as alder:
        source = alder.source(Connection("c", "folder", (("path", str(machine / "pictures")),)))
        assert set(source.keys()) == {"a.jpg"}
        assert "is not open here" in to(alder, "folder", path=machine / "pictures" / "all")


def test_what_a_record_or_a_round_names_elsewhere_is_not_here(alder: EmbeddedWorkspace, machine: Path):
    """Also where it was kept before the rule was, came in an archive, or is a link by now."""
    picture = Asset("a1", (Record("desk", "x", "1", file=File(str(machine / "pictures" / "a.jpg"), "image/jpeg")),))
    assert alder.previews.preview(picture, 320) is None
    with pytest.raises(FileNotFoundError):
        alder.opened(machine / "list.csv")
    (alder.root / "campaigns.csv").symlink_to(machine / "list.csv")
    with pytest.raises(Usage, match="is not open here: a link"):
        _ = alder.campaigns_file
    with pytest.raises(Usage, match=r"under \[clients\.alder\]: places"):
        alder.tables.outline(machine / "list.csv")
    file = alder.root / "terms.ttl"
    file.write_text(TERMS)
    with pytest.raises(Usage, match=r"under \[clients\.alder\]: places"):
        begin(_with_terms(alder, file), SourceKind.TABLE, str(machine / "list.csv"))


def _with_terms(workspace: EmbeddedWorkspace, file: Path) -> EmbeddedWorkspace:
    from thesaury.pipeline import keep_vocabulary
    from thesaury.vocabulary.importing import import_vocabulary

    vocabulary, _ = import_vocabulary(file, "terms", workspace.rdf, workspace.tables)
    with workspace.writing():
        keep_vocabulary(workspace, vocabulary, file.name)
    return workspace


def test_what_is_kept_is_refused_by_commands_too_and_what_is_read_once_is_not(
    agency: Agency, thesaury: Command, machine: Path
):
    root = agency.folder("alder")
    (machine / "terms.ttl").write_text(TERMS)
    (machine / "assets.csv").write_text(TABLE)
    (machine / "words.csv").write_text("iri,prefLabel@en\nhttps://a.example/1,winter\n")
    (machine / "used.csv").write_text("external_id,uri\n")
    thesaury("vocabulary", "import", machine / "terms.ttl", "-w", root)
    thesaury("vocabulary", "import", machine / "words.csv", "--name", "words", "-w", root)
    for command in (
        ("connect", "table"),
        ("connect", "folder"),
        ("onboard", "propose", "--vocabulary", "terms", "--table"),
    ):
        refused = thesaury(*command, machine / "assets.csv", "-w", root, ok=False)
        assert "is not open here" in refused.stderr, command
    allow(agency.root, "alder", [machine])
    thesaury("connect", "table", machine / "assets.csv", "-w", root)


def test_a_workspace_of_no_agency_reads_what_its_owner_names(machine: Path, tmp_path: Path):
    with closing(init_workspace(tmp_path / "alone")) as alone:
        allowed = {name: said(ask) for name, ask in ways(alone, machine).items()}
    assert [name for name, sentence in allowed.items() if "is not open here" in sentence] == []


def test_what_is_allowed_stays_where_a_client_is_suspended_and_goes_with_it(agency: Agency, machine: Path):
    allow(agency.root, "alder", [machine])
    agency.suspend("alder")
    agency.resume("alder")
    with closing(agency.open("alder")) as alder:
        assert to(alder, "folder", path=machine / "pictures") == ""
    delete(agency, "alder", notice=0)
    assert "alder" not in (agency.root / MARK).read_text()
    with closing(agency.create("alder")) as another:
        assert "is not open here" in to(another, "folder", path=machine / "pictures")


@pytest.mark.parametrize("wrong", ['places = "/srv"', "places = [1]", 'places = [""]'])
def test_a_list_that_is_none_opens_nothing_and_is_told(agency: Agency, machine: Path, wrong: str):
    (agency.root / MARK).write_text(f"[clients.alder]\n{wrong}\n")
    with closing(agency.open("alder")) as alder:
        assert "says of places what it cannot" in to(alder, "folder", path=machine / "pictures")


def test_the_command_writes_what_it_says_and_holds_at_once(agency: Agency, thesaury: Command, machine: Path):
    with closing(agency.open("alder")) as alder:
        assert "is not open here" in to(alder, "folder", path=machine / "pictures")
        told = thesaury("agency", "allow", "alder", "--place", "machine", "--host", "DAM.internal:8443", "--json", "-a", agency.root,
                        cwd=machine.parent)  # fmt: skip
        assert json.loads(told.stdout) == {"name": "alder", "places": [str(machine)], "hosts": ["dam.internal:8443"]}
        assert to(alder, "folder", path=machine / "pictures") == ""
    assert "its own folder alone" in thesaury("agency", "allow", "birch", "-a", agency.root).stderr
    assert thesaury("agency", "allow", "cedar", "--place", machine, "-a", agency.root, ok=False).returncode == 2


def test_a_place_within_a_client_is_allowed_nobody(agency: Agency, machine: Path):
    """A link that somebody there makes would lead wherever he likes."""
    (agency.folder("alder") / "inbox").symlink_to(machine)
    allow(agency.root, "alder", [agency.folder("alder") / "inbox"])
    with closing(agency.open("alder")) as alder:
        assert "is not open here: a link" in to(alder, "folder", path=agency.folder("alder") / "inbox" / "pictures")


def test_an_administrator_in_the_browser_connects_and_sets_nothing_that_was_not_allowed(
    agency: Agency, alder: EmbeddedWorkspace, machine: Path
):
    """The page keeps nothing, says how it may be allowed in the reader's language, and tells what is there as what is not."""
    session, *_ = administrator(alder)
    with TestClient(create_app(alder, access=alder.access), base_url="http://localhost") as pages:

        def sent(address: str, language: str = "en", **fields: str) -> str:
            headers = {**session.headers(), "Accept-Language": language}
            answer = pages.post(address, data={"name": "c", **fields}, headers=headers, follow_redirects=False)
            assert answer.status_code == 422, f"{address}: {answer.status_code}"
            return " ".join(unescape(answer.text).split())

        for kind, place in (("folder", machine / "pictures"), ("table", machine / "list.csv")):
            there = sent(f"/connections/new/{kind}", **{"set.path": str(place)})
            nowhere = sent(f"/connections/new/{kind}", **{"set.path": str(place).replace("/machine", "/nothing")})
            assert f"{place} is not open here. Put what is wanted from there" in there
            assert _LINE.findall(there) == [("[clients.alder]", f'places = ["{_folder(place)}"]')]
            assert [one.replace("/nothing", "/machine") for one in _LINE.findall(nowhere)[0]] == [
                *_LINE.findall(there)[0]
            ]
            german = sent(f"/connections/new/{kind}", "de", **{"set.path": str(place)})
            assert f"{place} steht hier nicht offen. Legen Sie in den Ordner dieses Arbeitsbereichs" in german
        assert "is not open here" in sent("/settings/model", embedding_model=str(machine))
        inside = {"set.base_url": "http://127.0.0.1:9", "set.channel": "web", "secret.token": "x"}
        assert "127.0.0.1 liegt in einem Netz, das hier nicht offen steht" in sent(
            "/connections/new/strapi", "de", **inside
        )
    assert alder.catalogue.records.connections() == ()


def _folder(place: Path) -> Path:
    return place.parent if place.suffix else place


def test_what_was_connected_before_is_refused_with_its_line_and_all_else_goes_on(
    agency: Agency, thesaury: Command, machine: Path
):
    """Its assets stay, with their rights; other connections are read as ever."""
    root = agency.folder("alder")
    (root / "terms.ttl").write_text(TERMS)
    (root / "own.csv").write_text(TABLE)
    (machine / "assets.csv").write_text(TABLE)
    thesaury("vocabulary", "import", root / "terms.ttl", "-w", root)
    allow(agency.root, "alder", [machine])
    for name, table in (("before", machine / "assets.csv"), ("own", root / "own.csv")):
        thesaury("connect", "table", table, "--name", name, "-w", root)
    thesaury("sync", "-w", root)
    (agency.root / MARK).write_text("")
    with (root / "own.csv").open("a") as more:
        more.write("5,Winter kitchen,Snow at the window,Winter,en\n")
    refused = thesaury("sync", "before", "-w", root, ok=False)
    assert f'under [clients.alder]: places = ["{machine}"]' in refused.stderr
    thesaury("sync", "own", "-w", root)
    with closing(agency.open("alder")) as alder:
        session, *_ = administrator(alder)
        assets = [asset.id for asset in alder.catalogue.records.asset_page("", 100)]
        assert set(alder.licence_readers()) == {"before", "own"}
        with TestClient(create_app(alder, access=alder.access), base_url="http://localhost") as pages:
            addresses = [
                "/",
                "/search",
                "/connections",
                "/connections/before",
                *(f"/assets/{one}" for one in assets[:3]),
            ]
            shown = {one: pages.get(one, headers=session.headers()).status_code for one in addresses}
    assert {*shown.values()} == {200}, shown
