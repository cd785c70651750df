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
from thesaury.cli.check_document import exit_code
from thesaury.model.asset import Asset, File, Record, Text
from thesaury.model.errors import BadInput, Usage
from thesaury.model.licensing import Statement
from thesaury.model.placement import Placement
from thesaury.model.use import Use
from thesaury.pipeline import project
from thesaury.pipeline.checking_documents import (
    Checked,
    Found,
    State,
    as_csv,
    check,
    checking,
    described,
    read_document,
)
from thesaury.pipeline.placing import place
from thesaury.pipeline.placing.recording import decision_digest
from thesaury.pipeline.rights.asking import ask
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


def _asset(opened: FakeWorkspace, name: str) -> Asset:
    found = opened.catalogue.records.find(f"dam/{name}")
    assert found
    return found


def asset_id(opened: FakeWorkspace, name: str) -> str:
    return _asset(opened, name).id


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


def test_a_draft_takes_no_place_of_what_is_approved(opened: FakeWorkspace):
    keep(opened, "v1", FREE)
    keep(opened, "v2", FREE, "Something else", replaces="v1", status="draft")
    project(opened)
    (fine,) = checked(opened, "dam/v1")
    assert (fine.state, fine.instead) == (State.FINE, ())
    keep(opened, "v3", FREE, "Something else", replaces="v2")
    project(opened)
    (beyond,) = checked(opened, "dam/v1")
    assert (beyond.state, [newer(beyond)]) == (State.REPLACED, [["v3"]])
    keep(opened, "a", FREE, replaced_by="b")
    keep(opened, "b", FREE, status="Withdrawn")
    project(opened)
    (pointed,) = checked(opened, "dam/a")
    assert (pointed.state, newer(pointed)) == (State.REPLACED, [])


def newer(told: Checked) -> list[str]:
    return [one.asset.records[0].external_id for one in told.instead if one.newer]


def test_what_another_one_replaced_is_not_offered(opened: FakeWorkspace):
    keep(opened, "other2", FREE, "Something else", replaces="other")
    project(opened)
    stop, *_ = checked(opened, "dam/stop", "dam/third", "dam/soon", "dam/later")
    assert {one.asset.records[0].external_id for one in stop.instead} == {"free"}


def test_the_same_picture_is_looked_after_once(opened: FakeWorkspace, monkeypatch: pytest.MonkeyPatch):
    asked: list[str] = []
    monkeypatch.setattr(checking, "instead", lambda _, asset, *__: asked.append(asset.id) or ())
    monkeypatch.setattr(checking, "newer_version", lambda _, asset: asked.append(asset.id))
    checked(opened, *["dam/stop"] * 5, "stop", "stop large.jpg")
    assert asked == [asset_id(opened, "stop")] * 2


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


WEBSITE = {"channel": "website", "regions": ("DE",)}


def unasked(opened: FakeWorkspace, *found: Found, document: str = "") -> list[Checked]:
    return list(check(opened, found, None, sources(opened), Clearing(opened), document=document))


def test_a_use_in_another_document_says_nothing_of_this_one(opened: FakeWorkspace):
    place(opened, Placement("p", asset_id(opened, "free"), "", "figma", "web.indd", **WEBSITE))  # type: ignore[arg-type]
    (elsewhere,) = unasked(opened, Found("dam/free"), document="poster.indd")
    assert (elsewhere.state, elsewhere.use, elsewhere.changed) == (State.REVIEW, None, False)
    (here,) = unasked(opened, Found("dam/free"), document="web.indd")
    assert (here.state, here.use, "last placed" in here.sentence) == (State.FINE, use(), False)
    (guessed,) = unasked(opened, Found("dam/free"))
    assert (guessed.state, guessed.use) == (State.FINE, use())
    assert "Asked for a use on website in DE" in guessed.sentence


def test_half_a_use_of_a_picture_is_refused_by_its_name(opened: FakeWorkspace, tmp_path: Path):
    place(opened, Placement("p", asset_id(opened, "free"), "", "figma", "f", **WEBSITE))  # type: ignore[arg-type]
    for half in (
        Found("dam/free", channel="print"),
        Found("dam/free", regions=("DE",)),
        Found("x", last_day="2030-01-01"),
    ):
        with pytest.raises(BadInput, match=f"{half.named}: A use has both"):
            unasked(opened, half, document="f")
        assert check(opened, [half], use(), sources(opened), Clearing(opened))
    (tmp_path / "half.json").write_text('{"found": [], "use": {"channel": "print"}}')
    with pytest.raises(BadInput, match="A use has both"):
        read_document(opened, tmp_path / "half.json")


def test_a_placement_whose_use_is_in_no_table_any_more_tells_none(opened: FakeWorkspace):
    strange = Placement("p", asset_id(opened, "free"), "", "figma", "f", "dam/free", channel="smoke", regions=("DE",))
    opened.catalogue.placements.put(strange)
    assert unasked(opened, Found("dam/free"), document="f")[0].state is State.REVIEW


def test_a_title_alone_tells_nothing_for_sure(opened: FakeWorkspace):
    keep(opened, "4711", FREE, "Team")
    project(opened)
    titled, plain = checked(opened, "team.jpg", "Team")
    assert {(one.state, one.asset) for one in (titled, plain)} == {(State.UNKNOWN, None)}
    assert "may be dam/4711 (Team)" in titled.sentence


def test_a_file_name_that_is_also_an_external_id_is_not_known_before_others(opened: FakeWorkspace):
    for name in ("hero.jpg", "2024/hero.jpg", "2024/only.jpg"):
        keep(opened, name, FREE)
    project(opened)
    bare, whole, folder, only = checked(opened, "hero.jpg", "dam/hero.jpg", "2024/hero.jpg", "only.jpg")
    assert (bare.state, "Several" in bare.sentence) == (State.UNKNOWN, True)
    assert [one.asset.id if one.asset else "" for one in (whole, folder)] == [
        asset_id(opened, "hero.jpg"),
        asset_id(opened, "2024/hero.jpg"),
    ]
    assert [one.by_name for one in (bare, whole, folder, only)] == [False, False, True, True]
    assert (only.state, "Only its name" in only.sentence, "Only its name" in whole.sentence) == (
        State.FINE,
        True,
        False,
    )


def test_another_file_of_the_name_is_not_what_is_gone(opened: FakeWorkspace):
    for name in ("hero.jpg", "2024/hero.jpg"):
        keep(opened, name, FREE)
    opened.catalogue.records.store_page("dam", Page((), "", True, gone=("hero.jpg",)))
    project(opened)
    (gone,) = checked(opened, "dam/hero.jpg")
    assert (gone.state, "may be dam/2024/hero.jpg" in gone.sentence) == (State.UNKNOWN, True)


def test_other_rights_than_those_it_was_placed_under_are_told(opened: FakeWorkspace):
    where = {"channel": "website", "regions": ("DE",)}
    place(opened, Placement("p", asset_id(opened, "free"), "", "figma", "f", **where))  # type: ignore[arg-type]
    assert [one.changed for one in checked(opened, "dam/free", document="f")] == [False]
    [newest] = opened.catalogue.rights.current(["dam/free"])
    opened.catalogue.rights.put([replace(newest, version=2, statement=until(300))])
    assert [one.changed for one in checked(opened, "dam/free", document="f")] == [True]


def test_rights_are_not_others_because_a_part_of_the_use_has_another_answer(opened: FakeWorkspace):
    days = {"first_day": today().isoformat(), "last_day": (today() + timedelta(days=300)).isoformat()}
    long = Placement("p", asset_id(opened, "later"), "", "figma", "f", **WEBSITE, **days)  # type: ignore[arg-type]
    place(opened, long)
    (told,) = unasked(opened, Found("dam/later"), document="f")
    assert (told.state, told.changed) == (State.ENDS_SOON, False)  # denied as a whole, permitted today
    assert checked(opened, "dam/later", document="f")[0].changed is False  # nor because another use is asked about
    kept = opened.catalogue.placements.get("p")
    assert kept
    (shown,) = unasked(opened, Found("dam/later", rights=kept.rights), document="f")
    assert (shown.changed, unasked(opened, Found("dam/later", rights="0"), document="f")[0].changed) == (False, True)
    over = Placement("q", asset_id(opened, "ended"), (today() - timedelta(days=9)).isoformat(), "figma", "g", **WEBSITE)  # type: ignore[arg-type]
    then = ask(opened, [_asset(opened, "ended")], use(first=today() - timedelta(days=9)))[0]
    opened.catalogue.placements.put(replace(over, record="dam/ended", rights=decision_digest(then)))
    (ended,) = unasked(opened, Found("dam/ended"), document="g")
    assert (ended.state, ended.changed) == (State.ENDED, False)  # they ended as they always said


def test_a_checked_document_is_told_as_data_and_as_a_table(opened: FakeWorkspace):
    told = checked(opened, "dam/soon", "=SUM(A1)")
    shape = described(told, ("en",))
    assert json.loads(json.dumps(shape)) == shape
    assert (shape["counts"], shape["fine"]) == ({"unknown": 1, "ends_soon": 1}, False)
    heads, soon, strange = as_csv(told, ("en",))
    assert heads.startswith("named,asset,title,state,")
    day = today().isoformat()
    assert [one["use"] for one in shape["found"]] == [
        {"channel": "website", "regions": ["DE"], "from": day, "to": day},
        None,
    ]
    assert f",website,DE,{day},{day}," in soon
    assert LAKE in soon
    assert strange.startswith("'=SUM(A1),")
    assert described([], ("en",))["fine"] is True


def test_a_newer_version_is_something_to_do_for_the_command():
    told = [Checked(Found("x"), state, "", "") for state in (State.REPLACED, State.REVIEW, State.ENDS_SOON)]
    assert [exit_code([one]) for one in told] == [3, 4, 0]


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
