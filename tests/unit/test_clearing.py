"""Rights in a search: verdicts by key of equal rights, the same as those of the door, whatever the index and the records do meanwhile."""

import gc
import threading
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fakes.workspace import FakeWorkspace
from tests.unit.rights.licences import DENY, PERMIT, REVIEW, USE, capped, licence, use
from tests.unit.rights.wild import statements, uses
from tests.unit.test_rights_door import asset, keep, state, workspace
from thesaury.model.asset import Asset
from thesaury.model.licensing import Statement
from thesaury.model.policy import Verdict
from thesaury.model.use import Use
from thesaury.pipeline import project
from thesaury.pipeline.rights import clearing
from thesaury.pipeline.rights.asking import ask
from thesaury.pipeline.rights.clearing import Clearing
from thesaury.pipeline.rights.facets import rights_facets
from thesaury.pipeline.rights.held import held_rights
from thesaury.pipeline.rights.keys import bare_rights
from thesaury.ports.index import IndexQuery
from thesaury.search.cleared import Cleared
from thesaury.search.documents import RIGHTS_KEY

NAMES = ("a", "b", "c", "d", "e")
FREE, STOP = licence(), Statement(prohibit_all=True)
ENDING = licence(valid_until=date(2026, 6, 30), regions="DE AT")


def stated(**said: Statement | None) -> FakeWorkspace:
    """Assets `dam/NAME` that state this, projected."""
    opened = workspace(**dict.fromkeys(said, ""))
    for name, statement in said.items():
        if statement:
            state(opened, f"dam/{name}", statement)
    project(opened)
    return opened


def again(opened: FakeWorkspace, record: str, statement: Statement) -> None:
    """The next version of a record; index and graph do not know yet."""
    [newest] = opened.catalogue.rights.current([record])
    opened.catalogue.rights.put([replace(newest, version=newest.version + 1, statement=statement)])
    opened.catalogue.enrichments.touch([asset(opened, record).id])


def everything(opened: FakeWorkspace) -> list[Asset]:
    return opened.catalogue.records.asset_page("", 100)


def found(opened: FakeWorkspace, cleared: Cleared) -> list[str]:
    ids = opened.index.search(IndexQuery(filters=cleared.filters)).ids
    return sorted(asset.records[0].external_id for asset in opened.catalogue.records.assets(ids))


def counts(opened: FakeWorkspace, cleared: Cleared) -> dict[str, int]:
    return cleared.counted(
        opened.index.search(IndexQuery(most=0, groups=cleared.groups), [RIGHTS_KEY]).facets[RIGHTS_KEY]
    )


@st.composite
def worlds(draw: st.DrawFn) -> FakeWorkspace:
    """A few assets, some made from others or from what nobody knows, with a few licences that several of them share."""
    told = draw(st.lists(statements, min_size=1, max_size=3))
    from_ = {name: " ".join(draw(st.lists(st.sampled_from((*NAMES, "lost")), max_size=2))) for name in NAMES}
    opened = workspace(**from_)
    for name in NAMES:
        for place in range(draw(st.integers(0, 2))):
            used = float(draw(st.sampled_from((0, 0, 40))))
            state(opened, f"dam/{name}", draw(st.sampled_from(told)), str(place), used)
    return opened


@settings(max_examples=40, deadline=None)
@given(worlds(), uses())
def test_assets_with_one_key_have_the_verdict_of_the_door(opened: FakeWorkspace, asked: Use):
    project(opened)
    cleared = Clearing(opened).cleared(asked)
    assets = everything(opened)
    keys = bare_rights(held_rights(opened, assets), assets)
    for answered in ask(opened, assets, asked):
        assert cleared.verdicts[keys[answered.asset.id].key] is answered.decision.verdict
        assert cleared.decide([answered.asset])[answered.asset.id].verdict is answered.decision.verdict


@pytest.mark.parametrize("wanted", [(verdict,) for verdict in Verdict] + [(PERMIT, REVIEW), tuple(Verdict), ()])
def test_hits_are_those_that_were_counted(wanted: tuple[Verdict, ...]):
    opened = stated(a=FREE, b=STOP, c=ENDING, d=None, e=FREE, f=licence(regions="JP"))
    cleared = Clearing(opened).cleared(USE, wanted)
    assert counts(opened, cleared) == {"permit": 3, "deny": 2, "needs_review": 1}
    assert len(found(opened, cleared)) == sum(counts(opened, cleared)[one.value] for one in wanted or Verdict)


def test_where_nothing_is_permitted_nothing_is_found():
    opened = stated(a=STOP, b=None)
    assert found(opened, Clearing(opened).cleared(USE, [PERMIT])) == []


def test_the_day_on_which_a_licence_ends_changes_the_answer_and_nothing_is_indexed_again():
    opened = stated(a=ENDING, b=FREE)
    kept = Clearing(opened)
    assert found(opened, kept.cleared(use(first_day=date(2026, 6, 30)), [PERMIT])) == ["a", "b"]
    assert found(opened, kept.cleared(use(first_day=date(2026, 7, 1)), [PERMIT])) == ["b"]
    assert found(opened, kept.cleared(use(first_day=date(2026, 7, 1)), [DENY])) == ["a"]


def test_equal_rights_are_decided_once_however_many_assets_have_them():
    opened = stated(**{f"free{n}": FREE for n in range(20)}, **{f"none{n}": None for n in range(20)})
    assert len(Clearing(opened).cleared(USE).verdicts) == 2


def test_the_same_question_has_the_same_answer_at_hand():
    kept = Clearing(stated(a=FREE))
    first = kept.cleared(USE, [PERMIT])
    assert kept.cleared(USE, [PERMIT]) is first
    assert kept.cleared(USE, [PERMIT]).filters is first.filters
    for day in range(1, 20):
        kept.cleared(use(first_day=date(2026, 7, day)))
    assert kept.cleared(USE, [PERMIT]) is not first


def test_a_key_that_is_new_needs_review_until_it_is_looked_at():
    opened = stated(a=FREE)
    kept = Clearing(opened)
    cleared = kept.cleared(USE, [PERMIT])
    keep(opened, "dam", "new")
    state(opened, "dam/new", licence(regions="DE"))
    project(opened)
    keys = opened.index.search(IndexQuery(most=0), [RIGHTS_KEY]).facets[RIGHTS_KEY]
    assert counts(opened, cleared) == {"permit": 1, "undecided": 1}
    assert found(opened, cleared) == ["a"]
    renewed = cleared.renewed(keys)
    assert (found(opened, renewed), counts(opened, renewed)) == (["a", "new"], {"permit": 2})
    assert counts(opened, kept.cleared(USE, [PERMIT])) == {"permit": 2}


def test_an_asset_whose_rights_the_index_does_not_know_yet_is_never_a_yes():
    opened = stated(a=FREE)
    again(opened, "dam/a", STOP)
    kept = Clearing(opened)
    assert counts(opened, kept.cleared(USE)) == {"needs_review": 1}
    assert kept.cleared(USE).decide([asset(opened, "dam/a")])[asset(opened, "dam/a").id].verdict is DENY
    project(opened)
    cleared = kept.cleared(USE)
    keys = opened.index.search(IndexQuery(most=0), [RIGHTS_KEY]).facets[RIGHTS_KEY]
    assert counts(opened, cleared.renewed(keys)) == {"deny": 1}


def test_a_key_that_could_not_be_decided_is_looked_at_again(monkeypatch: pytest.MonkeyPatch):
    opened, now = stated(a=FREE), [100.0]
    monkeypatch.setattr(clearing, "monotonic", lambda: now[0])
    [newest] = opened.catalogue.rights.current(["dam/a"])
    again(opened, "dam/a", STOP)
    kept = Clearing(opened)
    assert counts(opened, kept.cleared(USE)) == {"needs_review": 1}
    opened.catalogue.rights.put([replace(newest, version=3)])
    assert counts(opened, kept.cleared(USE)) == {"needs_review": 1}
    now[0] += 5
    assert counts(opened, kept.cleared(USE)) == {"permit": 1}


def test_a_change_of_a_source_reaches_all_that_was_made_from_it():
    opened = workspace(far="", near="far", collage="near", other="", loop="loop collage")
    for name in ("far", "near", "collage", "other", "loop"):
        state(opened, f"dam/{name}", FREE)
    project(opened)
    kept = Clearing(opened)
    assert found(opened, kept.cleared(USE, [PERMIT])) == ["collage", "far", "loop", "near", "other"]
    again(opened, "dam/far", STOP)
    assert project(opened) == 1
    assert opened.catalogue.enrichments.count_unprojected() == 0
    cleared = kept.cleared(USE, [PERMIT])
    renewed = cleared.renewed(opened.index.search(IndexQuery(most=0), [RIGHTS_KEY]).facets[RIGHTS_KEY])
    assert found(opened, renewed) == ["other"]
    assert counts(opened, renewed) == {"permit": 1, "deny": 4}


def test_a_source_that_comes_later_reaches_what_was_made_from_it():
    opened = workspace(collage="lost")
    state(opened, "dam/collage", FREE)
    project(opened)
    assert counts(opened, Clearing(opened).cleared(USE)) == {"needs_review": 1}
    keep(opened, "dam", "lost")
    state(opened, "dam/lost", FREE)
    project(opened)
    assert counts(opened, Clearing(opened).cleared(USE)) == {"permit": 2}


def test_what_is_used_of_a_cap_makes_another_key():
    opened = workspace(fresh="", worn="")
    limited = licence(limits=(capped("copies", 100.0),))
    state(opened, "dam/fresh", limited)
    state(opened, "dam/worn", limited, used=90.0)
    project(opened)
    kept = Clearing(opened)
    assert found(opened, kept.cleared(use(quantity=(("copies", 20.0),)), [PERMIT])) == ["fresh"]
    assert found(opened, kept.cleared(use(quantity=(("copies", 5.0),)), [PERMIT])) == ["fresh", "worn"]


def test_lines_say_until_when_or_why_not_and_what_else():
    opened = stated(ending=ENDING, free=FREE, stop=STOP, unknown=None)
    assets = {name: asset(opened, f"dam/{name}") for name in ("ending", "free", "stop", "unknown")}

    def line(name: str, asked: Use) -> tuple[Verdict, str]:
        told = Clearing(opened).cleared(asked).decide([assets[name]])[assets[name].id]
        return told.verdict, told.sentence

    assert line("ending", USE) == (PERMIT, "Until 30 June 2026.")
    assert line("free", USE) == (PERMIT, "No end is in sight.")
    assert line("stop", USE) == (DENY, "The licence forbids every use.")
    verdict, sentence = line("ending", use(regions="JP"))
    assert verdict is DENY
    assert (
        sentence == "JP is not in the regions of the licence on 1 June 2026. Permitted in DE and AT until 30 June 2026."
    )
    assert line("unknown", USE)[0] is REVIEW


def test_keys_and_names_of_sources_are_in_the_entries():
    opened = workspace(source="", collage="source lost")
    state(opened, "dam/source", FREE)
    assets = everything(opened)
    told = rights_facets(opened, assets, date(2026, 6, 1))
    source, collage = asset(opened, "dam/source"), asset(opened, "dam/collage")
    assert told[source.id].made_from == ()
    assert set(told[collage.id].made_from) == {source.id, "source", "dam/source", "lost", "dam/lost"}
    assert told[source.id].key != told[collage.id].key


def test_what_is_read_ahead_is_what_would_be_read_on_the_first_question(caplog: pytest.LogCaptureFixture):
    opened = stated(a=FREE, b=STOP)
    ahead = Clearing(opened)
    ahead.warm()
    for thread in threading.enumerate():
        if thread.name == "rights":
            thread.join()
    assert ahead.cleared(USE).verdicts == Clearing(opened).cleared(USE).verdicts != {}
    assert gc.isenabled()
    assert not caplog.records


def test_many_keys_are_read_with_the_collector_at_rest_and_it_wakes_again(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(clearing, "_CHUNK", 1)
    opened = stated(a=FREE, b=STOP, c=ENDING)
    assert len(Clearing(opened).cleared(USE).verdicts) == 3
    assert gc.isenabled()
