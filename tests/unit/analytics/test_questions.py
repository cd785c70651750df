"""The named questions, each with its expected answer on a fixed graph that is small enough to count by hand."""

import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from thesaury.analytics.answers import rows_of
from thesaury.analytics.asking import bindings, checked
from thesaury.analytics.definitions import TWELVE, definitions
from thesaury.analytics.naming import SEARCHES_GRAPH
from thesaury.engines.oxigraph import OxigraphGraph
from thesaury.model.errors import BadInput
from thesaury.model.question import ParameterKind
from thesaury.model.statement import Iri, Literal
from thesaury.ports.graph import Graph

GRAPH = Path(__file__).parents[2] / "data" / "analytics" / "graph.ttl"
DRINKS, WATER, JUICE, TEA = (f"https://terms.example/{name}" for name in ("drinks", "water", "juice", "tea"))
THIRD = Decimal(1) / 3


@pytest.fixture(scope="module")
def graph() -> OxigraphGraph:
    store = Store()
    # One graph for all of it, by the name of the only one that a question asks for.
    store.load(path=str(GRAPH), format=RdfFormat.TURTLE, to_graph=NamedNode(SEARCHES_GRAPH))
    return OxigraphGraph(store)


def answered(graph: Graph, name: str, **given: str) -> list[tuple[Any, ...]]:
    """The rows as tuples: quotients to six places, days as they are written."""
    definition = definitions()[name]
    values = checked(definition, given)
    solutions = graph.select(definition.question.sparql, bindings(definition, values))
    return [tuple(told(cell) for cell in row.values()) for row in rows_of(definition, values, solutions)]


def told(cell: object) -> object:
    if isinstance(cell, Decimal):
        return float(round(cell, 6))
    return cell if cell is None or isinstance(cell, int | str) else str(cell)


ANSWERS: dict[str, tuple[Mapping[str, str], list[tuple[Any, ...]]]] = {
    "most-reused-concepts": ({}, [(DRINKS, 6, 2, 1, 0.5), (WATER, 6, 2, 1, 0.5)]),
    "licensed-dependence": ({}, [("summer", 5, 4, 0.8, 1, 1), ("launch 2", 1, 1, 1.0, 1, 1)]),
    "ending-in-live-campaigns": (
        {"day": "2026-11-30", "within": "62"},
        [
            ("a1", "summer", "2026-12-31", 31, "2027-01-31", 4, "Ana"),
            ("a1", "launch 2", "2026-12-31", 31, None, 1, None),
        ],
    ),
    "used-after-expiry": (
        {"period": "2027"},
        [("urn:thesaury:use:9", "a1", "2027-01-03", "2026-12-31", 3, 1, None, "DE")],
    ),
    "content-gaps": (
        {},
        [
            (JUICE, 2, 0, 1, 3, 0, 2, 0.8, 0.25, 3.2),
            (TEA, 0, 0, 1, 1, 0, 0, 0.4, 0.25, 1.6),
            (DRINKS, 3, 0, 1, 4, 3, 4, 1.0, 1.0, 1.0),
            (WATER, 2, 0, 0, 2, 3, 3, 0.6, 1.0, 0.6),
        ],
    ),
    "found-nothing": ({"language": "de"}, [(JUICE, 1, 1, 1.0)]),
    "blocked-by-rights": ({"axis": "region"}, [(WATER, 1, 2, 0.5)]),
    "spend-per-use": (
        {},
        [
            ("Picture House", 2, 100.0, 5, 20.0, 1, 0.0, "EUR"),
            ("Nobody's Pictures", 1, 10.0, 0, None, 1, 10.0, "EUR"),
        ],
    ),
    "coverage-matrix": (
        {"below": DRINKS},
        [(DRINKS, "all", 3, 4), (WATER, "DE", 2, 3), (WATER, "all", 3, 3), (JUICE, "all", 0, 2)],
    ),
    "tag-quality": ({}, [("lexical", 3, 1, 0.75)]),
    "time-to-find": ({}, [("all", 4, 3, 0.75, 42.5), ("Retail", 1, 0, 0.0, None)]),
    "impact-of-withdrawal": (
        {"asset": "a1"},
        [
            ("a1", "summer", "website", "/start", 2, 3, "2026-11-01"),
            ("a1", "launch 2", None, None, 1, 1, "2026-11-06"),
            ("a1", "summer", "social", None, 1, 1, "2026-11-05"),
            ("a3", None, None, None, 1, 1, "2026-11-07"),
            ("a4", None, None, None, 0, 0, None),
        ],
    ),
    "uses-of-concept": (
        {"concept": DRINKS, "period": "2026-11", "market": "DE"},
        [
            ("urn:thesaury:use:2", "a1", "2026-11-01", 2, "summer", "website", "/start"),
            ("urn:thesaury:use:3", "a1", "2026-11-05", 1, "summer", "social", None),
            ("urn:thesaury:use:5", "a3", "2026-11-07", 1, None, None, None),
        ],
    ),
    "uses-of-campaign": (
        {"campaign": "summer", "period": "2026-11"},
        [
            ("urn:thesaury:use:7", None, "2026-11-08", 1, None, None, None),
            ("urn:thesaury:use:3", "a1", "2026-11-05", 1, "social", None, "urn:thesaury:purchase:p1"),
            ("urn:thesaury:use:2", "a1", "2026-11-01", 2, "website", "/start", "urn:thesaury:purchase:p1"),
        ],
    ),
    "uses-of-asset": (
        {"asset": "a1", "campaign": "launch 2"},
        [("urn:thesaury:use:4", "2026-11-06", 1, "launch 2", None, None)],
    ),
    "purchases-behind": (
        {"subject": "Picture House"},
        [
            (
                *("urn:thesaury:purchase:p1", "T-1", "2026-09-01", "Picture House", 110.0, "USD", 100.0, "EUR"),
                *("2026-09-01", "2026-12-31", 5, 1, 100.0),
            ),
            ("urn:thesaury:purchase:p2", "T-2", None, "Picture House", 50.0, "XTS", None, None, None, None, 0, 1, None),
        ],
    ),
    "searches-of-concept": (
        {"concept": DRINKS, "outcome": "blocked", "axis": "date"},
        [("urn:thesaury:search:s2", "2026-11-03", 1, 3, 0, "en", "website")],
    ),
    "briefs-of-concept": (
        {"concept": DRINKS},
        [("urn:thesaury:brief:b1", "Spring", None, "2026-11-01", JUICE, 0.8)],
    ),
    "assets-of-concept": ({"concept": JUICE}, [("a2", 0), ("a4", 0)]),
    "overview": ({}, [(7, 1, 0, 9, 2, 1, 3, 1, 1, 1, 2, 100.0, 0.0, 1, 5, 1)]),
    "uses-by-month": ({}, [("2026-10", 1, 0, 1), ("2026-11", 6, 1, 2)]),
    "uses-by-channel": ({"period": "2026-11"}, [("website", 2, 1)]),
    "uses-by-market": ({"period": "2026-11"}, [("DE", 4, 2)]),
    "searches-by-month": ({}, [("2026-11", 3, 1, 1, 1, float(round(THIRD, 6)), 1.0)]),
    "spend-by-month": ({}, [("2026-09", 1, 100.0, 0.0, 5, 0, "EUR")]),
    "blocked-axes": ({}, [("region", 1)]),
    "time-to-find-by-month": ({}, [("2026-11", 4, 3, 0.75, 42.5)]),
    "ended-in-live-campaigns": (
        {"day": "2027-01-15"},
        [
            ("a1", "summer", "2026-12-31", 15, "2027-01-31", 4, "Ana"),
            ("a1", "launch 2", "2026-12-31", 15, None, 1, None),
        ],
    ),
    "late-uses-by-asset": ({"period": "2027"}, [("a1", 1, "2026-12-31", "2027-01-03")]),
    "idle-licences": ({"day": "2026-11-30"}, []),
    "licences-ending": (
        {"day": "2026-11-30"},
        [
            (
                "urn:thesaury:purchase:p1",
                "T-1",
                "Picture House",
                "2026-09-01",
                "2026-12-31",
                100.0,
                "EUR",
                5,
                20.0,
                1,
                0,
                1,
            )
        ],
    ),
}


@pytest.mark.parametrize("name", definitions())
def test_every_question_has_its_expected_answer(graph: OxigraphGraph, name: str):
    given, rows = ANSWERS[name]
    found = answered(graph, name, **given)
    assert found == rows if "ORDER BY" in definitions()[name].question.sparql else sorted(found, key=str) == rows


def test_other_choices_name_other_things(graph: OxigraphGraph):
    assert answered(graph, "spend-per-use", by="campaign") == [("launch 2", 1, 33.333333, 1, 33.333333, 0, 0.0, "EUR")]
    [purchase] = answered(graph, "purchases-behind", by="campaign", subject="launch 2")
    [spent] = answered(graph, "spend-per-use", by="campaign")
    assert (purchase[0], purchase[-1]) == ("urn:thesaury:purchase:p1", spent[2])
    assert answered(graph, "purchases-behind", by="campaign", subject="summer") == []  # which used nothing in its term
    bought = answered(graph, "purchases-behind", by="concept", subject=DRINKS, period="2026-09")
    assert [(row[1], row[-1]) for row in bought] == [("T-1", 100.0)]
    briefs = {
        market: answered(graph, "briefs-of-concept", concept=DRINKS, market=market) for market in ("DE", "unknown")
    }
    assert {market: len(rows) for market, rows in briefs.items()} == {"DE": 0, "unknown": 1}
    assert answered(graph, "briefs-of-concept", concept=DRINKS, period="2026-10") == []
    assert answered(graph, "assets-of-concept", concept=WATER) == [("a1", 5), ("a3", 1), ("a4", 0)]
    assert answered(graph, "searches-of-concept", concept=DRINKS, kind="request") == []
    assert len(answered(graph, "searches-of-concept", concept=DRINKS, kind="any")) == 3
    assert answered(graph, "tag-quality", by="concept") == [(WATER, 3, 1, 0.75)]
    assert answered(graph, "coverage-matrix", across="channel", market="DE") == [
        (WATER, "all", 2, 3),
        (WATER, "website", 1, 3),
    ]
    assert answered(graph, "used-after-expiry", period="2027", market="AT") == []
    assert answered(graph, "used-after-expiry", period="2027", of="a2") == []


LICENCES = """
PREFIX thy: <https://thesaury.example/ontology#> PREFIX qb: <http://purl.org/linked-data/cube#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
<urn:thesaury:purchase:ends> a thy:LicencePurchase ; thy:covers <urn:thesaury:asset:a> , <urn:thesaury:asset:b> , <urn:thesaury:asset:c> ;
    thy:termStart "2026-01-01"^^xsd:date ; thy:termEnd "2026-12-31"^^xsd:date .
<urn:thesaury:purchase:renewed> a thy:LicencePurchase ; thy:covers <urn:thesaury:asset:a> ; thy:termStart "2027-01-01"^^xsd:date .
<urn:thesaury:purchase:shorter> a thy:LicencePurchase ; thy:covers <urn:thesaury:asset:b> ;
    thy:termStart "2026-01-01"^^xsd:date ; thy:termEnd "2026-11-01"^^xsd:date .
<urn:s> thy:cube "endings" ; qb:observation <urn:s#b> , <urn:s#c> .
<urn:s#b> thy:asset <urn:thesaury:asset:b> ; thy:until "2026-12-31"^^xsd:date ; thy:campaignEnd "2027-02-28"^^xsd:date .
<urn:s#c> thy:asset <urn:thesaury:asset:c> ; thy:until "2027-06-30"^^xsd:date .
"""
"""Of a licence of three assets one is licensed on, one is needed longer, and one is permitted longer."""


def test_of_a_licence_that_ends_is_told_what_goes_on_and_what_a_campaign_needs():
    store = Store()
    store.load(LICENCES.encode(), format=RdfFormat.TURTLE, to_graph=NamedNode("urn:test:graph"))
    [row] = answered(OxigraphGraph(store), "licences-ending", day="2026-11-30")
    assert row[-3:] == (3, 1, 1)


def test_a_graph_without_anything_gives_no_rows_and_totals_of_nothing():
    empty = OxigraphGraph(Store())
    for name, (given, _) in ANSWERS.items():
        rows = answered(empty, name, **given)
        expected: list[tuple[Any, ...]] = {
            "overview": [(0,) * 11 + (0.0, 0.0, 0, 0, 0)],
            "impact-of-withdrawal": [("a1", None, None, None, 0, 0, None)],
        }.get(name, [])
        assert rows == expected, name


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("content-gaps", {"marke": "DE"}, "no parameter 'marke'. It has: period, market, channel"),
        ("content-gaps", {"market": "DE", "channel": "website"}, "for market or channel, not for both"),
        ("content-gaps", {"market": "DE", "period": "2026-11"}, "not by month: ask for 2026-Q4, or leave market out"),
        ("most-reused-concepts", {"channel": "unknown", "period": "2026-01"}, "ask for 2026-Q1, or leave channel out"),
        ("content-gaps", {"period": "2026-13"}, "period cannot be '2026-13'"),
        ("content-gaps", {"period": "2026-Q5"}, "period cannot be"),
        ("content-gaps", {"market": "Atlantis"}, "market cannot be 'Atlantis'"),
        ("content-gaps", {"channel": "carrier pigeon"}, "or one of app, "),
        ("found-nothing", {"language": "de; DROP"}, "language cannot be"),
        ("ending-in-live-campaigns", {"day": "30.11.2026"}, "day cannot be '30.11.2026'"),
        ("ending-in-live-campaigns", {"within": "-1"}, "a whole number from 0"),
        ("ending-in-live-campaigns", {"within": "9" * 30}, "a whole number from 0"),
        ("spend-per-use", {"by": "weather"}, "one of provider, campaign, concept"),
        ("impact-of-withdrawal", {}, "needs a value for asset"),
        ("impact-of-withdrawal", {"asset": ""}, "needs a value for asset"),
        ("impact-of-withdrawal", {"asset": "a\x00b"}, "cannot be read"),
        ("impact-of-withdrawal", {"asset": "x" * 5000}, "too many"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_can(name: str, given: dict[str, str], said: str):
    with pytest.raises(BadInput) as refused:
        checked(definitions()[name], given)
    assert said in refused.value.message


SLY = [
    'a1" } #',
    "a1> ?p ?o } #",
    "$period",
    "?affected",
    'https://terms.example/a b<>"{}|\\^`',
    "\\u0022 } INSERT DATA { <urn:a> <urn:b> <urn:c> } #",
    "urn:thesaury:asset:a1",
    "Ärger 🌲'",
]


@pytest.mark.parametrize("sly", SLY)
def test_hostile_values_are_values_and_nothing_else(graph: OxigraphGraph, sly: str):
    assert answered(graph, "impact-of-withdrawal", asset=sly) == [(sly, None, None, None, 0, 0, None)]
    for name, parameter in (
        ("uses-of-concept", "concept"),
        ("uses-of-campaign", "campaign"),
        ("purchases-behind", "subject"),
        ("time-to-find-by-month", "team"),
        ("coverage-matrix", "below"),
    ):
        assert answered(graph, name, **{parameter: sly}) == []


def test_a_period_begins_where_campaigns_count_their_days():
    definition = definitions()["uses-of-asset"]
    told = bindings(definition, checked(definition, {"asset": "a b", "period": "2026-Q4"}))
    moment = "http://www.w3.org/2001/XMLSchema#dateTime"
    assert told == {
        "asset": Iri("urn:thesaury:asset:a%20b"),
        "campaign": Literal("all"),
        "begin": Literal("2026-09-30T22:00:00Z", datatype=moment),
        "end": Literal("2026-12-31T23:00:00Z", datatype=moment),
    }


@pytest.mark.parametrize("name", definitions())
def test_definitions_fit_their_sparql_and_each_other(name: str):
    definition = definitions()[name]
    question = definition.question
    text = re.sub(r"^#.*$", "", question.sparql, flags=re.M)
    columns, parameters = {one.name for one in question.columns}, {one.name for one in question.parameters}
    selected = set(re.findall(r"\?(\w+)", text))
    assert not selected & definition.needed, "in SPARQL both signs mean the same variable"
    assert columns - {column for column, _, _ in definition.spans} <= selected
    periods = {one.name for one in question.parameters if one.kind is ParameterKind.PERIOD}
    derived = ({"begin", "end"} if periods else set()) | ({"last"} if "within" in parameters else set())
    derived |= {f"{one}Held" for one in parameters & {"market", "channel"}}
    assert definition.needed <= parameters | derived
    assert {question.chart.along, question.chart.across, *question.chart.height} <= columns | {""}
    assert {name for group in definition.either for name in group} <= parameters
    if question.rows_behind:
        there, by = question.rows_behind
        takes = {one.name: one for one in definitions()[there].question.parameters}
        given = {parameter for parameter, _ in by} | {one for one, _ in definition.behind_with} | parameters
        assert {column for _, column in by} <= columns
        assert {name for name, one in takes.items() if one.default is None} <= given


def test_the_twelve_come_first_and_each_says_what_its_words_mean():
    assert tuple(definitions())[:12] == TWELVE
    assert all(definitions()[name].question.terms for name in TWELVE)
