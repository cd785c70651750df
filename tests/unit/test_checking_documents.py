"""Documents checked: which picture it is, how it stands with its rights today, and what may take its place."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.source import FakeSource
from tests.fakes.workspace import FakeWorkspace
from tests.unit.rights.licences import licence
from tests.unit.test_rights_door import state
from thesaury.model.asset import File, Record, Text
from thesaury.model.errors import BadInput, Usage
from thesaury.model.licensing import Statement
from thesaury.model.placement import Placement
from thesaury.model.use import Use
from thesaury.pipeline import project
from thesaury.pipeline.checking_documents import Checked, Found, State, as_csv, check, described, read_document
from thesaury.pipeline.placing import place
from thesaury.pipeline.rights.clearing import Clearing
from thesaury.pipeline.rights.facets import today
from thesaury.pipeline.searching import by_words
from thesaury.ports.source import Page
from thesaury.search.finding import Sources
from thesaury.vocabulary.thesaurus import Thesaurus

FREE, STOP = licence(), Statement(prohibit_all=True)
LAKE = "A blue mountain lake in the morning"


def until(days: int) -> Statement:
    return licence(valid_until=today() + timedelta(days=days))


def keep(opened: FakeWorkspace, name: str, statement: Statement | None, title: str = LAKE, **properties: str) -> None:
    said = tuple((key, (value,)) for key, value in properties.items())
    file = File(f"https://dam.example/files/{name}%20large.jpg", "image/jpeg")
    record = Record("dam", name, "e", (Text("title", title, "en"),), ("lake", "mountain"), properties=said, file=file)
    opened.catalogue.records.store_page("dam", Page((record,), "", True))
    if statement:
        state(opened, f"dam/{name}", statement)


@pytest.fixture
def opened() -> FakeWorkspace:
    """Pictures of one lake, named by how it stands with them; three of them may be used for ever."""
    made = FakeWorkspace(dam=FakeSource([]))
    for name in ("free", "other", "third"):
        keep(made, name, FREE)
    for name, statement in {
        "stop": STOP,
        "ended": until(-5),
        "soon": until(10),
        "later": until(60),
        "bare": None,
    }.items():
        keep(made, name, statement)
    keep(made, "abroad", licence(regions="JP"))
    project(made)
    return made


def use(**days: date | None) -> Use:
    return Use("website", ("DE",), days.get("first") or today(), days.get("last"))


def sources(opened: FakeWorkspace) -> Sources:
    thesaurus = Thesaurus([])
    return by_words(opened, thesaurus).sources(opened, thesaurus)


def checked(opened: FakeWorkspace, *named: str, asked: Use | None = None, **further: Any) -> list[Checked]:
    found = [Found(name) for name in named]
    return list(check(opened, found, asked or use(), sources(opened), Clearing(opened), **further))


def asset_id(opened: FakeWorkspace, name: str) -> str:
    found = opened.catalogue.records.find(f"dam/{name}")
    assert found
    return found.id


STATES = {
    "free": State.FINE,
    "later": State.FINE,
    "soon": State.ENDS_SOON,
    "ended": State.ENDED,
    "stop": State.DENIED,
    "abroad": State.DENIED,
    "bare": State.REVIEW,
    "nobody": State.UNKNOWN,
}


def test_each_picture_is_told_how_it_stands_with_it(opened: FakeWorkspace):
    told = dict(zip(STATES, checked(opened, *(f"dam/{name}" for name in STATES)), strict=True))
    assert {name: one.state for name, one in told.items()} == STATES
    assert told["abroad"].axis == "region"
    assert (told["soon"].by, told["ended"].by) == (today() + timedelta(days=10), None)
    assert "licence prolonged" in told["soon"].todo
    assert all(one.todo for one in told.values() if one.state is not State.FINE)
    assert {"free": (), "later": (), "nobody": ()}.items() <= {n: one.instead for n, one in told.items()}.items()


def test_what_takes_a_place_is_permitted_and_not_in_the_document_yet(opened: FakeWorkspace):
    stop, free = checked(opened, "dam/stop", "dam/free")
    instead = {one.asset.records[0].external_id for one in stop.instead}
    assert instead <= {"other", "third", "soon", "later"}
    assert len(instead) == 3
    assert {one.rights.verdict.value for one in stop.instead} == {"permit"}
    assert free.instead == ()


@pytest.mark.parametrize(
    "name", ["dam/free", "free", "C:\\Bilder\\Free large.JPG", "https://x.example/free%20large.jpg?w=5"]
)
def test_a_picture_is_known_by_many_names(opened: FakeWorkspace, name: str):
    (told,) = checked(opened, name)
    assert told.asset
    assert told.asset.id == asset_id(opened, "free")


def test_the_id_inside_a_file_name_is_enough_and_two_files_of_one_name_are_not(opened: FakeWorkspace):
    keep(opened, "again/soon large.jpg", FREE)
    project(opened)
    inside, several = checked(opened, f"lake--{asset_id(opened, 'stop').upper()}.psd", "soon large.jpg")
    assert inside.state is State.DENIED
    assert (several.state, several.asset) == (State.UNKNOWN, None)
    assert "Several" in several.sentence
    assert {one.state for one in checked(opened, "a/free large.jpg", "b/free large.jpg")} == {State.FINE}


def test_what_is_gone_is_told_from_what_never_was(opened: FakeWorkspace):
    kept = asset_id(opened, "free")
    place(opened, Placement("p", kept, "", "indesign", "brochure"))
    opened.catalogue.records.store_page("dam", Page((), "", True, gone=("free",)))
    states = [one.state for one in checked(opened, "dam/free", kept, "dam/never")]
    assert states == [State.GONE, State.GONE, State.UNKNOWN]


def test_a_newer_version_comes_first_and_what_was_withdrawn_goes(opened: FakeWorkspace):
    keep(opened, "old", FREE)
    keep(opened, "new", FREE, "Something else", replaces="old")
    keep(opened, "pulled", FREE, status="Withdrawn")
    project(opened)
    old, new, pulled = checked(opened, "dam/old", "dam/new", "dam/pulled")
    assert (old.state, new.state, pulled.state) == (State.REPLACED, State.FINE, State.GONE)
    assert old.instead == ()[:0] or all(not one.newer for one in old.instead)  # the newer one stands there already
    (alone,) = checked(opened, "dam/old")
    assert [one.asset.records[0].external_id for one in alone.instead if one.newer] == ["new"]
    assert "old" not in {one.asset.records[0].external_id for one in pulled.instead}


def test_days_count_from_today_to_the_end_of_the_use(opened: FakeWorkspace):
    past = use(first=date(2020, 1, 1), last=date(2020, 2, 1))
    assert checked(opened, "dam/free", asked=past)[0].state is State.FINE
    long = use(first=today() - timedelta(days=9), last=today() + timedelta(days=300))
    ends, fine = checked(opened, "dam/later", "dam/free", asked=long)
    assert (ends.state, ends.by, ends.axis) == (State.ENDS_SOON, today() + timedelta(days=60), "date")
    assert fine.state is State.FINE
    short = use(last=today() + timedelta(days=5))
    assert checked(opened, "dam/soon", asked=short)[0].state is State.FINE  # it is out before the rights end
    assert checked(opened, "dam/later", soon=90)[0].state is State.ENDS_SOON


def test_without_a_use_each_is_asked_about_in_its_own(opened: FakeWorkspace):
    where = {"channel": "website", "regions": ("JP",)}
    place(opened, Placement("p", asset_id(opened, "abroad"), "", "indesign", "brochure", **where))  # type: ignore[arg-type]
    found = [Found("dam/abroad"), Found("dam/abroad", channel="website", regions=("DE",)), Found("dam/free")]
    placed, told, unsaid = check(opened, found, None, sources(opened), Clearing(opened), document="brochure")
    assert (placed.state, told.state, unsaid.state) == (State.FINE, State.DENIED, State.REVIEW)
    assert "for which use" in unsaid.sentence


def test_other_rights_than_those_it_was_placed_under_are_told(opened: FakeWorkspace):
    where = {"channel": "website", "regions": ("DE",)}
    place(opened, Placement("p", asset_id(opened, "free"), "", "figma", "f", **where))  # type: ignore[arg-type]
    assert [one.changed for one in checked(opened, "dam/free", document="f")] == [False]
    [newest] = opened.catalogue.rights.current(["dam/free"])
    opened.catalogue.rights.put([replace(newest, version=2, statement=until(300))])
    assert [one.changed for one in checked(opened, "dam/free", document="f")] == [True]


def test_a_checked_document_is_told_as_data_and_as_a_table(opened: FakeWorkspace):
    told = checked(opened, "dam/soon", "=SUM(A1)")
    shape = described(told, ("en",))
    assert json.loads(json.dumps(shape)) == shape
    assert (shape["counts"], shape["fine"]) == ({"unknown": 1, "ends_soon": 1}, False)
    heads, soon, strange = as_csv(told, ("en",))
    assert heads.startswith("named,asset,title,state,")
    assert LAKE in soon
    assert strange.startswith("'=SUM(A1),")
    assert described([], ("en",))["fine"] is True


def test_too_much_and_what_is_in_no_table_is_refused(opened: FakeWorkspace):
    with pytest.raises(BadInput, match="500"):
        checked(opened, *["dam/free"] * 501)
    with pytest.raises(BadInput, match="days"):
        checked(opened, "dam/free", soon=-1)
    strange = [Found("dam/free", channel="smoke", regions=("DE",))]
    with pytest.raises(Usage, match="smoke"):
        check(opened, strange, None, sources(opened), Clearing(opened))


def test_files_of_what_was_found_are_read_strictly(opened: FakeWorkspace, tmp_path: Path):
    good = tmp_path / "good.json"
    one = {"named": "dam/free", "channel": "website", "regions": ["DE"], "from": "2026-12-01", "to": "2026-12-02"}
    whole = {"document": "brochure", "found": [one], "use": {"channel": "print", "regions": ["AT"]}}
    good.write_text(json.dumps(whole))
    read = read_document(opened, good)
    assert (read.document, read.use and read.use.regions) == ("brochure", ("AT",))
    assert read.found == (
        Found("dam/free", channel="website", regions=("DE",), first_day="2026-12-01", last_day="2026-12-02"),
    )
    good.write_text(json.dumps([{"named": "x"}]))
    assert read_document(opened, good).found == (Found("x"),)
    for wrong in ('{"found": [{}]}', "{}", "[1]", '{"found": [{"named": "x", "colour": 1}]}', "{"):
        good.write_text(wrong)
        with pytest.raises(BadInput):
            read_document(opened, good)
