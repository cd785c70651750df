"""What is said in the graph conforms to the shapes, whatever values it is made from, and every term of ours is described."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode
from pyshacl import validate
from rdflib import OWL, RDF, RDFS, Graph, URIRef

from tests.unit.analytics.kept_worlds import workspace_of
from tests.unit.analytics.worlds import TODAY, world
from thesaury.analytics import naming
from thesaury.analytics.activity import activity_of
from thesaury.analytics.graph.briefs import brief_statements
from thesaury.analytics.graph.campaigns import campaign_statements, named_campaign
from thesaury.analytics.graph.purchases import purchase_statements
from thesaury.analytics.graph.searches import search_statements
from thesaury.analytics.graph.steps import StepKind, step_statements
from thesaury.analytics.graph.uses import use_statements
from thesaury.analytics.ontology import ONTOLOGY, SHAPES
from thesaury.analytics.statements import ASSETS_GRAPH, asset_statements
from thesaury.engines.oxigraph import memory_graph
from thesaury.engines.oxigraph.files import serialized
from thesaury.engines.oxigraph.terms import quad
from thesaury.model.annotation import Annotation, Evidence, Origin, Reason, Suggestion, Voice
from thesaury.model.asset import Asset, File, Record, Text
from thesaury.model.board import Board
from thesaury.model.brief import Brief, BriefConcept, Said, Wanting
from thesaury.model.campaign import Campaign
from thesaury.model.licensing import Axis, Selection, Term
from thesaury.model.licensing import Statement as Licensed
from thesaury.model.policy import Policy, PolicyStatus
from thesaury.model.rights_record import RightsRecord, RightsSource
from thesaury.model.search_log import KeptSearch, SearchKind
from thesaury.model.spend import LicencePurchase
from thesaury.model.statement import QB, THY, Iri, Statement
from thesaury.model.usage import CAMPAIGN, CHANNEL, REGIONS, UsageEvent, UsageKind
from thesaury.pipeline import project
from thesaury.pipeline.measuring.running import measure
from thesaury.ports.enrichments import Findings

TEXT = st.one_of(
    st.sampled_from(("", "DE", "\x00\ud800", 'a "b"\\\n', "<x y>", "urn:a#b", "https://v.example/ü")), st.text()
)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
IDS = TEXT.filter(bool)
DAYS = st.one_of(st.none(), st.dates())
AT = st.one_of(
    st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)).map(datetime.isoformat),
    st.just("2026-03-01T00:30:00+02:00"),
)
ALL_BUT_WORDS = [
    *(name for key, name in vars(naming).items() if key.endswith("_GRAPH") and key != "ONTOLOGY_GRAPH"),
    ASSETS_GRAPH,
]
SAYING = sorted(Path("src/thesaury/analytics").rglob("*.py"))
AMOUNTS = st.decimals(0, 10**9, places=4)


@cache
def shapes() -> Graph:
    return Graph().parse(SHAPES)


def conforms(statements: Iterable[Statement]) -> tuple[bool, str]:
    data = Graph().parse(serialized(statements, "nt"), format="nt")
    conforming, _, told = validate(data, shacl_graph=shapes())
    return bool(conforming), str(told)


@st.composite
def things(draw: st.DrawFn) -> list[Statement]:
    """One of each kind, made from wild values."""
    text, texts = (lambda: draw(TEXT)), (lambda: draw(TEXTS))
    told = ((CAMPAIGN, text()), (CHANNEL, draw(st.sampled_from(("website", text())))), (REGIONS, f"AT {text()} DE"))
    done = UsageEvent(text(), draw(st.sampled_from(UsageKind)), draw(AT), text(), text(), texts(), None, 3, told)
    activity = activity_of(text(), done, draw(st.one_of(st.just(""), IDS)))
    first, last = sorted((draw(st.dates()), draw(st.dates())))
    campaign = Campaign(text(), text(), text(), texts(), texts(), first.isoformat(), last.isoformat())
    return [
        *use_statements(activity),
        *named_campaign(activity.campaign),
        *campaign_statements(campaign, texts()),
        *purchase_statements(
            purchase(draw),
            draw(st.one_of(st.none(), st.tuples(AMOUNTS, TEXT))),
            3,
            {"r": text()},
            {text(): draw(AMOUNTS)},
        ),
        *search_statements(search(draw), draw(st.booleans())),
        *brief_statements(board(draw, activity.campaign)),
        *step_statements(draw(st.sampled_from(StepKind)), draw(IDS), draw(AT), text()),
        *asset_of(draw),
    ]


def purchase(draw: st.DrawFn) -> LicencePurchase:
    at, price = draw(AT), draw(st.one_of(st.none(), AMOUNTS))
    named = (draw(TEXT), draw(TEXT), ("a", draw(IDS)), draw(TEXT))
    day = draw(st.one_of(st.none(), st.just(date(2026, 1, 1))))
    return LicencePurchase(*named, price, draw(TEXT), at, day, draw(DAYS), draw(DAYS), (("r", ""), (draw(TEXT), "")))


def search(draw: st.DrawFn) -> KeptSearch:
    words = [draw(TEXT) for _ in range(6)]
    axes = draw(st.lists(st.tuples(st.sampled_from(Axis), st.integers(0, 3)), unique_by=lambda pair: pair[0]))
    blocked = tuple((axis.value, count) for axis, count in axes)
    usable, kind = draw(st.one_of(st.none(), st.integers(0, 5))), draw(st.sampled_from(SearchKind))
    told = (*words[1:], draw(TEXTS), 4, usable, draw(TEXT), draw(TEXTS), blocked)
    return KeptSearch(words[0], draw(AT), kind, *told)


def board(draw: st.DrawFn, campaign: str) -> Board:
    wanted = draw(st.lists(st.builds(BriefConcept, TEXT, st.sampled_from(Wanting), st.floats(0, 1)), max_size=4))
    once = {(one.concept, one.wanting): one for one in wanted}
    said = draw(st.lists(st.builds(Said, TEXT), max_size=3).map(tuple))
    days = [None if day is None else Said(day.isoformat()) for day in (draw(DAYS), draw(DAYS))]
    brief = Brief(draw(TEXT), "", "", tuple(once.values()), said, said, *days, campaign=campaign)
    return Board(draw(TEXT), draw(TEXT), brief, at=draw(st.one_of(st.just(""), AT)))


def asset_of(draw: st.DrawFn) -> list[Statement]:
    text = draw(TEXT)
    created = (("created", (draw(TEXT), "2026-01-02T03:04:05Z")),)
    record = Record(
        text, draw(TEXT), "e", (Text("title", text, draw(TEXT)),), properties=created, file=File("", text, text, 1)
    )
    why = tuple(Reason(voice, text, draw(st.floats(0, 1)), draw(TEXT)) for voice in Voice)
    seen = (Evidence(text, 0, 1, draw(TEXT), text, draw(TEXT)),)
    term = Term(Selection(draw(TEXTS)), Selection(None, draw(TEXTS)), draw(DAYS), draw(DAYS))
    source = RightsSource(record.key, text, draw(TEXT), ((text, draw(TEXT)),))
    stated = RightsRecord(source, 1, Licensed(terms=(term, Term())), draw(st.sampled_from(PolicyStatus)), "p", "")
    findings = Findings(
        (Annotation(f"a{text}", Origin.TAG, draw(TEXT), draw(st.floats(0, 1)), seen, draw(TEXT), why),),
        (Suggestion(f"s{text}", draw(st.floats(0, 1)), seen, draw(TEXT), draw(TEXT)),),
        (Policy(record.key, PolicyStatus.NEEDS_REVIEW, draw(TEXT), (), draw(TEXTS)),),
    )
    return list(asset_statements(Asset(draw(IDS), (record,)), findings, (stated,), [draw(IDS)]))


@settings(max_examples=25, deadline=None)
@given(things())
def test_whatever_things_are_made_from_their_statements_conform(statements: list[Statement]):
    conforming, told = conforms(statements)
    assert conforming, told


@settings(max_examples=60, deadline=None)
@given(things())
def test_a_store_gives_back_what_was_said_so_that_saying_it_again_changes_nothing(statements: list[Statement]):
    graph = memory_graph()
    graph.load("urn:g", statements)
    named = NamedNode("urn:g")  # the engine compares languages without case
    assert {quad(one, named) for one in graph.match("urn:g")} == {quad(one, named) for one in statements}


def test_shapes_refuse_what_does_not_conform():
    done = activity_of("dam", UsageEvent("1", UsageKind.USE, "2026-01-02T03:04:05+00:00", "x"), "a")
    said = list(use_statements(done))
    assert conforms(said)[0]
    lacking = [one for one in said if not one.predicate.endswith("startedAtTime")]
    twice = [*said, *(Statement(one.subject, one.predicate, Iri("urn:thesaury:asset:b")) for one in said[1:2])]
    beside = [*said, Statement(said[0].subject, f"{THY}invented", Iri("urn:x"))]
    assert [conforms(one)[0] for one in (lacking, twice, beside)] == [False, False, False]


def test_every_term_of_ours_that_is_said_or_shaped_is_described():
    described = {str(term) for term in ontology().subjects(RDF.type) if str(term).startswith(THY)}
    sources = " ".join(path.read_text(encoding="utf-8") for path in SAYING)
    said = {f"{THY}{name}" for name in re.findall(r"\{THY\}([A-Za-z0-9]+)", sources)}
    shaped = {str(term) for triple in shapes() for term in triple if str(term).startswith(THY)}
    assert said | {term for term in shaped if not term.endswith("Shape")} <= described


@pytest.mark.parametrize("term", sorted(str(term) for term in Graph().parse(ONTOLOGY).subjects(RDF.type)))
def test_a_term_has_a_name_a_sentence_and_a_place_below_a_standard(term: str):
    node, told = URIRef(term), ontology()
    assert told.value(node, RDFS.label)
    assert str(told.value(node, RDFS.comment)).endswith(".")
    if (node, RDF.type, OWL.Class) in told:
        above = told.value(node, RDFS.subClassOf)
        assert above is not None
        assert not str(above).startswith(THY)


def test_the_page_of_the_ontology_says_what_the_ontology_does():
    page = Path("docs/ontology.md").read_text(encoding="utf-8")
    told = ontology()
    for term in told.subjects(RDF.type):
        if str(term).startswith(THY):
            row = f"| `thy:{str(term).removeprefix(THY)}` | {told.value(term, RDFS.comment)} |"
            assert row in page
    assert len(re.findall(r"^\| `thy:", page, re.M)) == len({t for t in told.subjects() if str(t).startswith(THY)})


@cache
def ontology() -> Graph:
    return Graph().parse(ONTOLOGY)


@pytest.mark.parametrize("seed", range(4))
def test_whole_workspaces_conform(seed: int, tmp_path: Path):
    at = workspace_of(world(seed), tmp_path)
    project(at)
    assert measure(at, day=TODAY).failed == []
    said = [statement for name in ALL_BUT_WORDS for statement in at.graph.match(name)]
    conforming, told = conforms(said)
    assert conforming, told
    assert {Iri(f"{THY}Use"), Iri(f"{THY}LicencePurchase"), Iri(f"{QB}Slice")} <= {one.object for one in said}
