"""What is behind the figures of analytics, counted in a real workspace: every list can be asked, and comes to the figure it is behind."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import date

import pytest

from tests.contract.catalogue_values import AT, enrich, fill, record, tagged
from thesaury.analytics.advice import Advice, Advises, advised
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.bootstrap.workspace import init_workspace
from thesaury.model.board import Board
from thesaury.model.brief import Brief, BriefConcept, Said, Wanting
from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.model.licensing import ANY, WORLD, Selection, Statement, Term
from thesaury.model.policy import PolicyStatus
from thesaury.model.question import Answer
from thesaury.model.rights_record import Purchase, RightsRecord, RightsSource
from thesaury.model.search_log import KeptSearch, SearchKind
from thesaury.model.usage import UsageEvent, UsageKind
from thesaury.pipeline.measuring.answering import Answering
from thesaury.pipeline.measuring.running import measure
from thesaury.pipeline.projecting import project
from thesaury.ports.source import Page

DAY = date(2026, 11, 30)
OCTOBER, NOVEMBER = "2026-10-05T10:00:00+00:00", "2026-11-05T10:00:00+00:00"
DRINKS, WATER, STILL = (f"https://terms.example/{name}" for name in ("drinks", "water", "still"))

Ask = Callable[[str, Mapping[str, str]], Answer]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedWorkspace]:
    with closing(init_workspace(tmp_path_factory.mktemp("behind") / "work", ("en",))) as workspace:
        furnish(workspace)
        project(workspace)
        measure(workspace, day=DAY)
        yield workspace


def furnish(workspace: EmbeddedWorkspace) -> None:
    """Water is asked for in every way, and hardly there; one asset of three has a licence that has ended."""
    catalogue = workspace.catalogue
    catalogue.vocabularies.put(Vocabulary("v", (), (_concept(DRINKS), _concept(WATER, DRINKS))), "file", AT)
    catalogue.vocabularies.put(Vocabulary("own", (), (_concept(STILL, WATER),)), "file", AT)
    ids = fill(catalogue, *(record(name) for name in ("1", "2", "3")))
    for id, concept in zip(ids, (STILL, DRINKS, DRINKS), strict=True):
        enrich(catalogue, id, tagged(concept))
    catalogue.search_log.add(
        [KeptSearch(f"s{n}", OCTOBER, concepts=(WATER,)) for n in range(30)]
        + [KeptSearch(f"r{n}", OCTOBER, SearchKind.RECOMMENDATION, concepts=(WATER,)) for n in range(8)]
        + [KeptSearch("later", NOVEMBER, concepts=(WATER,), regions=("DE",))]
    )
    for name, at in (("b1", OCTOBER), ("b2", OCTOBER), ("b3", NOVEMBER)):
        brief = Brief("Water", concepts=(BriefConcept(WATER, Wanting.WISHED),), regions=(Said("DE"),))
        catalogue.boards.put(Board(name, "Board", brief, at=at, changed=at))
    catalogue.rights.put([_ended("dam/1"), _ended("dam/2")])
    many = [UsageEvent(f"a{n}", UsageKind.USE, NOVEMBER, "1", quantity=2) for n in range(1_100)]
    few = [UsageEvent(f"b{n}", UsageKind.USE, OCTOBER, "2", properties=(("regions", "DE AT"),)) for n in range(5)]
    catalogue.usage.add("dam", [*many, *few])


def _concept(iri: str, *broader: str) -> Concept:
    return Concept(iri, preferred=(Label(iri[-5:], "en"),), broader=broader)


def _ended(of: str) -> RightsRecord:
    term = Term(Selection((ANY,)), Selection((WORLD,)), date(2026, 1, 1), date(2026, 9, 30))
    bought = Purchase("Lumen", "", f"T-{of}", "2026-01-01", (100.0, "EUR"))
    return RightsRecord(RightsSource(of, "l"), 1, Statement(terms=(term,)), PolicyStatus.COMPLETE, "p", AT, bought)


def one_of(advises: Advises, pieces: tuple[Advice, ...], about: str) -> Advice:
    [found] = [one for one in pieces if one.advises is advises and one.about.endswith(about)]
    return found


def listed(ask: Ask, one: Advice, name: str) -> Answer:
    """The rows behind a figure of a piece of advice."""
    [figure] = [figure for figure in one.figures if figure.name == name]
    assert figure.behind
    return ask(figure.behind.question, dict(figure.behind.parameters))


def test_every_figure_of_advice_opens_to_rows(opened: EmbeddedWorkspace):
    ask = Answering(opened).answer
    for period, market in (("all", "all"), ("2026-10", "all"), ("2026-Q4", "DE")):
        pieces = advised(ask, DAY, period, market).pieces
        assert {one.advises for one in pieces} >= {Advises.WITHDRAW}
        for one in pieces:
            for figure in one.figures:
                assert not figure.behind or listed(ask, one, figure.name).rows or not figure.value, figure


def test_lists_behind_demand_come_to_the_figures_of_their_period(opened: EmbeddedWorkspace):
    ask = Answering(opened).answer
    water = one_of(Advises.CLEAR, advised(ask, DAY, "2026-10").pieces, "water")
    assert [water.figure(name) for name in ("demand", "searches", "requests", "briefs")] == [40, 30, 8, 2]
    assert [len(listed(ask, water, name).rows) for name in ("searches", "requests", "briefs")] == [30, 8, 2]
    assert len(listed(ask, water, "demand").rows) == 38  # searches and requests; the briefs are a list of their own


def test_answers_that_are_cut_say_so_and_advice_is_made_from_sums(opened: EmbeddedWorkspace):
    ask = Answering(opened).answer
    late = ask("used-after-expiry", {})
    assert (len(late.rows), late.cut, len({row["asset"] for row in late.rows})) == (1_000, True, 1)
    assert [ask("used-after-expiry", {}, limit).cut for limit in (999, 1_000, None)] == [True] * 3
    pieces = [one for one in advised(ask, DAY).pieces if one.advises is Advises.WITHDRAW]
    assert [one.figure("uses") for one in pieces] == [2_200, 5]
    few = listed(ask, pieces[1], "uses")
    assert (len(few.rows), few.cut) == (5, False)


def test_what_another_vocabulary_has_above_a_concept_has_its_rows(opened: EmbeddedWorkspace):
    ask = Answering(opened).answer
    uses = {str(row["concept"]): row["uses"] for row in ask("most-reused-concepts", {"period": "2026-11"}).rows}
    assert uses == {DRINKS: 2_200, WATER: 2_200, STILL: 2_200}
    for concept in uses:
        behind = ask("uses-of-concept", {"concept": concept, "period": "2026-11"})
        assert (len(behind.rows), behind.cut) == (500, True)


def test_what_is_gone_has_its_rows_too(opened: EmbeddedWorkspace):
    opened.catalogue.records.store_page("dam", Page((), "", True, gone=("2",)))
    project(opened)
    measure(opened, day=DAY)
    ask = Answering(opened).answer
    october = {"period": "2026-10"}
    assert [row["uses"] for row in ask("most-reused-concepts", october).rows] == [5]
    assert len(ask("uses-of-concept", october | {"concept": DRINKS}).rows) == 5
    bought = ask("purchases-behind", {"by": "concept", "subject": DRINKS})
    assert [row["number"] for row in bought.rows] == ["T-dam/1", "T-dam/2"]
