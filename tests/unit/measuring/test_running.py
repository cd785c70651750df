"""The graph of analysis follows the catalogue, in whatever order things come and wherever it is stopped."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.contract.catalogue_values import AT, fill, record
from tests.fakes.tables import FakeTables
from tests.fakes.workspace import FakeWorkspace
from thesaury.analytics.asking import checked
from thesaury.analytics.definitions import defined
from thesaury.analytics.graph.campaigns import named_campaign
from thesaury.analytics.naming import (
    CAMPAIGNS_GRAPH,
    SEARCHES_GRAPH,
    STEPS_GRAPH,
    TALLIES_GRAPH,
    USES_GRAPH,
    campaign_iri,
    use_iri,
)
from thesaury.analytics.statements import asset_iri
from thesaury.model.errors import WorkspaceBusy
from thesaury.model.search_log import KeptSearch
from thesaury.model.statement import DCTERMS, PROV, THY, Iri, Statement
from thesaury.model.usage import UsageEvent, UsageKind
from thesaury.pipeline.measuring import running, tallies, uses
from thesaury.pipeline.measuring.reported import Hearing
from thesaury.pipeline.measuring.running import measure, needs_measuring
from thesaury.ports.source import Page
from thesaury.rights.vocabulary.client import tables_of

DAY = date(2026, 6, 1)


def workspace() -> FakeWorkspace:
    made = FakeWorkspace()
    fill(made.catalogue, record("1"))
    return made


def event(id: str, of: str = "1", kind: UsageKind = UsageKind.USE, campaign: str = "", quantity: int = 1) -> UsageEvent:
    told = (("campaign", campaign), ("regions", "AT DE")) if campaign else ()
    return UsageEvent(id, kind, AT, of, "https://x.example", quantity=quantity, properties=told)


def tell(at: FakeWorkspace, *events: UsageEvent) -> None:
    at.catalogue.usage.add("dam", events)


def used(at: FakeWorkspace, id: str) -> list[str]:
    found = at.graph.match(USES_GRAPH, use_iri("dam", id), f"{PROV}used")
    return [said.object.value for said in found]


def owner(at: FakeWorkspace, key: str) -> str:
    return asset_iri(at.catalogue.records.owners()[key])


def content(at: FakeWorkspace) -> dict[str, set[Statement]]:
    """All graphs, without the name of the load, which is another one each time."""
    return {
        name: {said for said in told if said.subject != USES_GRAPH} for name, told in at.graph.graphs.items() if told
    }


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uses, "_BULK", 2)
    monkeypatch.setattr(uses, "_FEW", 2)
    monkeypatch.setattr(tallies, "_FEW", 1.0)
    monkeypatch.setattr(tallies, "_AT_ONCE", 20)


def test_markets_are_those_of_the_workspaces_own_regions_as_they_are_now(tmp_path: Path):
    at, table = workspace(), tmp_path / "regions.toml"
    at.root = tmp_path
    table.write_text('[CEE]\nmembers = ["PL", "CZ"]\n')
    tell(at, UsageEvent("a", UsageKind.USE, AT, "1", properties=(("regions", "CEE"),)))

    def markets() -> list[str]:
        return [said.object.value for said in at.graph.match(USES_GRAPH, use_iri("dam", "a"), f"{THY}market")]

    measure(at, day=DAY)
    assert (markets(), needs_measuring(at, DAY)) == (["CEE"], False)
    assert checked(defined("content-gaps"), {"market": "cee"}, tables=tables_of(tmp_path))["market"] == "CEE"
    table.write_text("[CEE")
    assert (needs_measuring(at, DAY), [name for name, _ in measure(at, day=DAY).failed], markets()) == (
        True,
        ["uses"],
        ["CEE"],
    )
    table.write_text('[NORDICS_OWN]\nmembers = ["SE", "DK"]\n')
    measure(at, day=DAY)
    assert (markets(), needs_measuring(at, DAY)) == ([], False)


def test_what_comes_is_added_and_what_is_corrected_takes_the_place_of_what_was_said():
    at = workspace()
    tell(at, event("a", campaign="spring"), event("b"), event("c", kind=UsageKind.VIEW))
    assert measure(at, day=DAY).events == 3
    assert used(at, "a") == [owner(at, "dam/1")]
    assert not list(at.graph.match(USES_GRAPH, use_iri("dam", "c")))
    assert set(named_campaign("spring")) <= set(at.graph.match(CAMPAIGNS_GRAPH))
    tell(at, event("a", quantity=7), event("b", kind=UsageKind.VIEW), event("d"))
    assert measure(at, day=DAY).events == 3
    told = {said.predicate.removeprefix(THY): said.object for said in at.graph.match(USES_GRAPH, use_iri("dam", "a"))}
    assert (told["quantity"].value, "campaign" in told, used(at, "b")) == ("7", False, [])
    assert used(at, "d")
    assert not list(at.graph.match(CAMPAIGNS_GRAPH, campaign_iri("spring")))


def test_a_use_follows_its_record_to_another_asset_and_stays_when_the_asset_is_gone():
    at = workspace()
    tell(at, event("early", of="2"), event("known"))
    measure(at, day=DAY)
    assert used(at, "early") == []
    fill(at.catalogue, record("2", digest="same"))
    measure(at, day=DAY)
    assert used(at, "early") == [owner(at, "dam/2")]
    fill(at.catalogue, record("1", digest="same", etag="2"))
    assert owner(at, "dam/1") == owner(at, "dam/2")
    measure(at, day=DAY)
    assert used(at, "early") == used(at, "known") == [owner(at, "dam/2")]
    at.catalogue.records.reconcile("dam", [], AT)
    measure(at, day=DAY)
    assert used(at, "known") == [owner(at, "dam/2")]


def test_nothing_is_done_twice_and_a_new_day_is_tallied():
    at = workspace()
    assert needs_measuring(at, DAY)
    first = measure(at, day=DAY)
    assert first.tallied
    assert not needs_measuring(at, DAY)
    again = measure(at, day=DAY)
    assert (again.events, again.renewed, again.tallied) == (0, [], False)
    assert needs_measuring(at, date(2026, 6, 2))
    later = measure(at, day=date(2026, 6, 2))
    assert (later.renewed, later.tallied) == ([], True)
    at.catalogue.search_log.add([KeptSearch("s", AT, results=3)])
    assert needs_measuring(at, date(2026, 6, 2))
    assert measure(at, day=date(2026, 6, 2)).renewed == ["searches"]
    assert len(list(at.graph.match(SEARCHES_GRAPH, None, f"{THY}resultCount"))) == 1


def test_figures_that_stay_as_they_were_stay_as_old_as_they_are_and_it_is_said_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    at, moments = workspace(), count()
    monkeypatch.setattr(running, "now", lambda: f"moment {next(moments)}")
    measure(at, day=DAY)
    at.campaigns_file = tmp_path / "campaigns.csv"
    at.campaigns_file.write_text("no id")
    at.tables = FakeTables({at.campaigns_file: (["name"], [["Spring"]])})
    tell(at, event("a"))
    failed = measure(at, day=DAY).failed
    known = running.state_of(at, DAY)
    assert (known["at"], known["failed"] in failed[0][1], known["behind"]) == ("moment 0", True, True)
    at.campaigns_file.unlink()
    measure(at, day=DAY)
    known = running.state_of(at, DAY)
    assert (known["at"], known["failed"], known["behind"]) == ("moment 1", None, False)


def test_searches_and_uploads_that_systems_report_are_in_their_graphs():
    at = workspace()
    search = UsageEvent("q", UsageKind.SEARCH, AT, terms=("unheard", "of"), properties=(("regions", "DE"),))
    tell(at, search, event("u", kind=UsageKind.UPLOAD), event("v", of="nobody", kind=UsageKind.UPLOAD))
    measure(at, day=DAY)
    assert len(list(at.graph.match(SEARCHES_GRAPH, None, f"{THY}where"))) == 1
    assert not list(at.graph.match(SEARCHES_GRAPH, None, f"{THY}resultCount"))
    assert [said.object for said in at.graph.match(STEPS_GRAPH, None, f"{PROV}used")] == [Iri(owner(at, "dam/1"))]


def test_words_of_reported_searches_are_understood_before_the_graph_is_held(monkeypatch: pytest.MonkeyPatch):
    at, understood = workspace(), list[bool]()
    tell(at, UsageEvent("q", UsageKind.SEARCH, AT, terms=("unheard", "of")))
    held, concepts = list[int](), Hearing.concepts

    @contextmanager
    def projecting() -> Iterator[None]:
        held.append(1)
        yield
        held.pop()

    def spied(hearing: Hearing, words: str) -> tuple[str, ...]:
        understood.append(words in hearing._known or not held)
        return concepts(hearing, words)

    monkeypatch.setattr(at, "projecting", projecting)
    monkeypatch.setattr(Hearing, "concepts", spied)
    measure(at, day=DAY)
    assert understood
    assert all(understood)


def test_a_graph_that_is_another_one_is_loaded_anew():
    at = workspace()
    tell(at, event("a", campaign="spring"))
    measure(at, day=DAY)
    before = content(at)
    at.graph.graphs.clear()
    measure(at, day=DAY)
    assert content(at) == before


def test_a_broken_table_is_said_and_what_it_gave_stays(tmp_path: Path):
    at = workspace()
    at.campaigns_file = tmp_path / "campaigns.csv"
    at.campaigns_file.write_text("first")
    at.tables = FakeTables({at.campaigns_file: (["id", "name"], [["spring", "Spring"]])})
    tell(at, event("a"))
    assert measure(at, day=DAY).failed == []
    before = content(at)
    at.campaigns_file.write_text("second")
    at.tables = FakeTables({at.campaigns_file: (["name"], [["Spring"]])})
    done = measure(at, day=DAY)
    assert [name for name, _ in done.failed] == ["campaigns", "tallies"]
    assert "no column id" in done.failed[0][1]
    assert content(at) == before
    at.campaigns_file.write_text("third")
    at.tables = FakeTables({at.campaigns_file: (["id"], [["autumn"]])})
    assert measure(at, day=DAY).failed == []
    names = {said.object.value for said in at.graph.match(CAMPAIGNS_GRAPH, None, f"{DCTERMS}identifier")}
    assert names == {"autumn"}


def test_two_at_once_do_not_do_the_same():
    at = workspace()
    with running._alone(at), pytest.raises(WorkspaceBusy, match="up to date already"):
        measure(at)
    assert measure(at, day=DAY).whole


IDS, RECORDS = st.sampled_from("abcdef"), st.sampled_from("123")
EVENTS = st.builds(
    event,
    IDS,
    RECORDS,
    st.sampled_from((UsageKind.USE, UsageKind.USE, UsageKind.VIEW, UsageKind.SHARE)),
    st.sampled_from(("", "spring")),
    st.integers(1, 3),
)
DEEDS = st.one_of(
    st.tuples(st.just("told"), st.lists(EVENTS, min_size=1, max_size=5)),
    st.tuples(st.just("record"), st.tuples(RECORDS, st.sampled_from(("", "same")))),
    st.tuples(st.just("gone"), RECORDS),
    st.tuples(st.just("measured"), st.integers(0, 6)),
)


JOINED = [("record", ("1", "same")), ("measured", 6)]


@settings(max_examples=40, deadline=None)
@example([("told", [event("a", "1", campaign="c"), event("b", "2", campaign="c")]), ("record", ("2", "same")), *JOINED])
@example(
    [
        ("told", [event("a", "1", campaign="c"), event("b", "2", campaign="c")]),
        ("record", ("2", "same")),
        ("measured", 6),
        *JOINED,
    ]
)
@given(st.lists(DEEDS, max_size=12))
def test_wherever_it_is_stopped_it_ends_as_if_it_had_been_made_at_once(deeds: list[tuple[str, object]]):
    at, etags = workspace(), count()
    for verb, what in deeds:
        done(at, verb, what, etags)
    measure(at, day=DAY)
    grown = content(at)
    measure(at, anew=True, day=DAY)
    made = content(at)
    assert {name: told for name, told in grown.items() if name != CAMPAIGNS_GRAPH} == {
        name: told for name, told in made.items() if name != CAMPAIGNS_GRAPH
    }
    # A campaign that a corrected use names no more stays by its id until the table or a brief changes.
    assert made.get(CAMPAIGNS_GRAPH, set()) <= grown.get(CAMPAIGNS_GRAPH, set())
    assert grown[TALLIES_GRAPH] if grown.get(USES_GRAPH) else True


def done(at: FakeWorkspace, verb: str, what: object, etags: Iterator[int]) -> None:
    match verb, what:
        case "told", list(events):
            tell(at, *events)
        case "record", (str(id), str(digest)):
            fill(at.catalogue, record(id, digest=digest, etag=f"e{next(etags)}"))
        case "gone", str(id):
            at.catalogue.records.store_page("dam", Page((), "", True, gone=(id,)))
        case "measured", int(looks):
            left = iter(range(looks))
            measure(at, stopped=lambda: next(left, None) is None, day=DAY)
