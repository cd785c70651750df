"""The promises of `ports.graph_questions`, and what the answering child withstands."""

import json
import os
import threading
from collections.abc import Iterable
from pathlib import Path
from time import monotonic
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.patience import PATIENCE
from thesaury.engines.oxigraph import open_graph
from thesaury.engines.oxigraph.asking import Bounds, SafeGraphQuestions
from thesaury.engines.oxigraph.graph import OxigraphGraph
from thesaury.engines.oxigraph.questions import check, check_reads, names_graphs
from thesaury.engines.oxigraph.snapshot import snapshot
from thesaury.model.errors import BadInput, WorkspaceBusy
from thesaury.model.statement import XSD, Iri, Literal, Statement
from thesaury.ports.graph_questions import GraphQuestion, SolutionForm, StatementForm

G, H = "https://g.example/g", "https://g.example/h"
P, Q = "https://p.example/p", "https://p.example/q"
A = "https://a.example/a"
WORDS = [
    Statement(A, P, Literal('grün "x",\n\t\r<&>\x07', "de")),
    Statement(A, P, Literal("7", "", f"{XSD}integer")),
    Statement(A, Q, Iri("https://a.example/b")),
    Statement("_:b", Q, Literal("=1+1")),
]
BOUNDS = Bounds(seconds=20, memory_mib=256, rows=200, mib=1, at_once=1, patience=0.2)
MANY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?p ?q ?r . ?s ?t ?u . ?v ?w ?x }"
"""So many rows that nobody lives to see the last."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("asked")
    graph = open_graph(root / "graph")
    graph.load(G, WORDS)
    graph.load(H, [Statement(f"https://h.example/{n}", P, Literal(str(n))) for n in range(40)])
    graph.close()
    return root


def at(place: Path, bounds: Bounds = BOUNDS) -> SafeGraphQuestions:
    return SafeGraphQuestions(place / "graph", place / "copies", bounds)


def told(asked: SafeGraphQuestions, sparql: str, **more: object) -> bytes:
    with asked.ask(GraphQuestion(sparql, **more)).content as content:  # type: ignore[arg-type]
        return content.read()


def values(asked: SafeGraphQuestions, sparql: str, **more: object) -> list[str]:
    rows = json.loads(told(asked, sparql, **more))["results"]["bindings"]
    return sorted(row["o"]["value"] for row in rows)


class TestAnswers:
    def test_asks_all_graphs_together(self, place: Path):
        assert values(at(place), f"SELECT ?o {{ ?s <{P}> ?o }} LIMIT 500") == sorted(
            [WORDS[0].object.value, "7", *map(str, range(40))]
        )

    def test_asks_the_graphs_that_are_named_in_the_question(self, place: Path):
        assert len(values(at(place), f"SELECT ?o FROM <{H}> {{ ?s <{P}> ?o }}")) == 40
        assert values(at(place), f"SELECT ?o FROM <https://none.example/> {{ ?s <{P}> ?o }}") == []
        assert len(values(at(place), f"SELECT ?o FROM NAMED <{G}> {{ GRAPH ?g {{ ?s <{P}> ?o }} }}")) == 2

    def test_graphs_named_beside_the_question_count_more(self, place: Path):
        sparql = f"SELECT ?o FROM <{H}> {{ ?s <{P}> ?o }}"
        assert len(values(at(place), sparql, default_graphs=(G,))) == 2
        assert values(at(place), sparql, named_graphs=(G,)) == []
        both = f"SELECT ?o {{ GRAPH ?g {{ ?s <{P}> ?o }} }}"
        assert len(values(at(place), both, named_graphs=(H,))) == 40

    def test_what_is_no_iri_of_a_graph_is_refused(self, place: Path):
        with pytest.raises(BadInput, match="no IRI"):
            told(at(place), "ASK {}", default_graphs=("no iri",))

    def test_writes_solutions_in_four_forms(self, place: Path):
        sparql = f"SELECT ?o ?nothing {{ <{A}> ?p ?o }} ORDER BY STR(?o)"
        as_json = json.loads(told(at(place), sparql))
        assert as_json["head"] == {"vars": ["o", "nothing"]}
        assert as_json["results"]["bindings"] == [
            {"o": {"type": "literal", "value": "7", "datatype": f"{XSD}integer"}},
            {"o": {"type": "literal", "value": WORDS[0].object.value, "xml:lang": "de"}},
            {"o": {"type": "uri", "value": "https://a.example/b"}},
        ]
        xml = ElementTree.fromstring(told(at(place), sparql, solutions=SolutionForm.XML))
        space = "{http://www.w3.org/2005/sparql-results#}"
        assert [one.text for one in xml.iter(f"{space}literal")] == ["7", 'grün "x",\n\t\r<&>\ufffd']
        assert [one.text for one in xml.iter(f"{space}uri")] == ["https://a.example/b"]
        as_csv = told(at(place), sparql, solutions=SolutionForm.CSV).decode()
        assert as_csv.startswith('o,nothing\r\n7,\r\n"grün ""x"",\n\t\r<&>\x07",\r\n')
        as_tsv = told(at(place), sparql, solutions=SolutionForm.TSV).decode().split("\n")
        assert as_tsv[0] == "?o\t?nothing"
        assert as_tsv[3] == "<https://a.example/b>\t"
        assert all(line.count("\t") == 1 for line in as_tsv[:-1])

    @pytest.mark.parametrize(
        ("form", "yes"),
        [
            (SolutionForm.JSON, b'"boolean":true'),
            (SolutionForm.XML, b"<boolean>true</boolean>"),
            (SolutionForm.CSV, b"true\n"),
        ],
    )
    def test_says_yes_or_no(self, place: Path, form: SolutionForm, yes: bytes):
        assert yes in told(at(place), f"ASK {{ <{A}> ?p ?o }}", solutions=form)
        assert b"false" in told(at(place), "ASK { <https://none.example/> ?p ?o }", solutions=form)

    @pytest.mark.parametrize("form", StatementForm)
    def test_writes_statements_that_the_engine_reads_again(self, place: Path, form: StatementForm):
        from pyoxigraph import RdfFormat, parse

        answer = told(at(place), f"CONSTRUCT {{ ?s ?p ?o }} {{ ?s ?p ?o . FILTER(?p = <{Q}>) }}", statements=form)
        read = list(parse(answer, RdfFormat.from_extension(form.value)))
        assert {triple.object.value for triple in read} == {"https://a.example/b", "=1+1"}
        assert told(at(place), f"DESCRIBE <{A}>", statements=StatementForm.N_TRIPLES).count(b"\n") == 3
        nothing = told(at(place), "DESCRIBE <https://none.example/>", statements=form)
        assert list(parse(nothing, RdfFormat.from_extension(form.value))) == []

    def test_a_kind_that_is_not_taken_is_not_written(self, place: Path):
        answer = at(place).ask(GraphQuestion("SELECT * { ?s ?p ?o }", solutions=None))
        with answer.content as content:
            assert (answer.form, content.read()) == (None, b"")

    def test_where_there_is_no_graph_nothing_is_found(self, tmp_path: Path):
        assert values(at(tmp_path), "SELECT ?o { ?s ?p ?o }") == []
        assert list(tmp_path.iterdir()) == []

    def test_counts_rows_and_leaves_nothing_behind(self, place: Path):
        answer = at(place).ask(GraphQuestion(f"SELECT * {{ ?s <{P}> ?o }}"))
        answer.content.close()
        assert (answer.form, answer.count) == (SolutionForm.JSON, 42)
        assert not (place / "copies").exists()

    def test_writes_so_many_rows_as_are_wanted_and_counts_all(self, place: Path):
        answer = at(place).ask(GraphQuestion(f"SELECT * {{ ?s <{P}> ?o }}", rows=2))
        with answer.content as content:
            assert (answer.count, len(json.load(content)["results"]["bindings"])) == (42, 2)
        statements = StatementForm.N_TRIPLES
        answer = at(place).ask(GraphQuestion("CONSTRUCT WHERE { ?s ?p ?o }", statements=statements, rows=3))
        with answer.content as content:
            assert (answer.count, len(content.readlines())) == (44, 3)


class TestLimits:
    def test_rows(self, place: Path):
        with pytest.raises(BadInput, match="more than 200 rows: ask for a part of it with LIMIT"):
            told(at(place), MANY)
        with pytest.raises(BadInput, match="more than 200 rows"):
            told(at(place), f"CONSTRUCT {{ ?a <{P}> ?f }} {{ ?a ?b ?c . ?d ?e ?f }}")

    def test_size(self, place: Path):
        wide = (
            "SELECT ?x { VALUES ?y { " + " ".join(str(n) for n in range(150)) + ' } BIND("' + "x" * 7000 + '" AS ?x) }'
        )
        with pytest.raises(BadInput, match="larger than 1 MiB: ask for a part"):
            told(at(place), wide)
        with pytest.raises(BadInput, match="larger than 1 MiB"):
            told(at(place, Bounds()), wide, mib=1)

    def test_time(self, place: Path):
        started = monotonic()
        with pytest.raises(BadInput, match="more than 1 seconds: ask for less"):
            told(at(place, Bounds(seconds=1)), MANY.replace("*", "(COUNT(*) AS ?n)"))
        assert monotonic() - started < 15

    def test_memory(self, place: Path):
        bomb = MANY.replace("*", '(CONCAT(STR(?a), "' + "x" * 3000 + '", STR(RAND())) AS ?y)') + " ORDER BY ?y"
        with pytest.raises(BadInput, match="more than 256 MiB of memory: ask for less"):
            told(at(place), bomb)

    def test_eight_thousand_parentheses(self, place: Path):
        with pytest.raises(BadInput, match="8000"):
            told(at(place), "ASK { FILTER(" + "(" * 8000 + "1" + ")" * 8000 + ") }")
        with pytest.raises(BadInput, match="nested more than 100 deep"):
            told(at(place), "ASK { FILTER(" + "(" * 3900 + "1" + ")" * 3900 + ") }")

    @pytest.mark.parametrize(
        ("sparql", "why"),
        [
            ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "Nothing is changed"),
            ("PREFIX a: <urn:a>\n# insert\nBASE <urn:x> DELETE WHERE { ?s ?p ?o }", "Nothing is changed"),
            ("CLEAR ALL", "Nothing is changed"),
            ("LOAD <https://a.example/x>", "Nothing is changed"),
            ("SELECT * { SERVICE <https://a.example/sparql> { ?s ?p ?o } }", "SERVICE and LOAD"),
            ("SELECT * { ?s ?p }", "no SPARQL question"),
            ("", "no SPARQL question"),
            ("hello", "no SPARQL question"),
        ],
    )
    def test_what_is_no_question_is_told_why(self, place: Path, sparql: str, why: str):
        with pytest.raises(BadInput, match=why):
            told(at(place), sparql)

    def test_who_leaves_ends_his_question(self, place: Path):
        started = monotonic()
        with pytest.raises(WorkspaceBusy, match="has left"):
            at(place).ask(GraphQuestion(MANY.replace("*", "(COUNT(*) AS ?n)")), lambda: monotonic() > started + 0.3)
        assert monotonic() - started < 10
        assert told(at(place), "ASK {}")

    def test_only_so_many_at_once(self, place: Path):
        asked, leave, begun = at(place), threading.Event(), threading.Event()

        def waits() -> bool:
            begun.set()
            return leave.is_set()

        def long() -> None:
            with pytest.raises(WorkspaceBusy, match="has left"):
                asked.ask(GraphQuestion(MANY.replace("*", "(COUNT(*) AS ?n)")), waits)

        first = threading.Thread(target=long)
        first.start()
        assert begun.wait(PATIENCE)
        with pytest.raises(WorkspaceBusy, match="1 questions are being answered"):
            told(asked, "ASK {}")
        leave.set()
        first.join()
        assert told(asked, "ASK {}")


class TestWhileSomebodyWrites:
    def test_sees_what_the_writer_has_written_and_no_half_of_a_load(self, tmp_path: Path):
        graph = open_graph(tmp_path / "graph")
        asked, rounds, wrong = at(tmp_path), 12, list[str]()
        graph.load(G, versions(0))
        done = threading.Event()

        def write() -> None:
            for number in range(1, rounds):
                graph.replace(G, {A: versions(number)})
            done.set()

        writer = threading.Thread(target=write)
        writer.start()
        while not done.is_set():
            seen = set(values(asked, f"SELECT DISTINCT ?o {{ <{A}> ?p ?o }}"))
            if len(seen) != 1:
                wrong.append(str(seen))
        writer.join()
        assert wrong == []
        assert values(asked, f"SELECT DISTINCT ?o {{ <{A}> ?p ?o }}") == [str(rounds - 1)]
        graph.close()

    def test_a_store_that_is_exchanged_is_missed_by_nobody(self, tmp_path: Path):
        filled(tmp_path / "graph").close()
        (tmp_path / "graph").rename(tmp_path / "graph.old")
        back = threading.Timer(0.04, (tmp_path / "graph.old").rename, [tmp_path / "graph"])
        back.start()
        assert values(at(tmp_path), "SELECT ?o { ?s ?p ?o }") == ["x"]
        back.join()

    def test_what_others_left_is_thrown_away_and_what_they_use_is_not(self, tmp_path: Path):
        filled(tmp_path / "graph").close()
        for name in ("999999999-x", "999999999-y"):
            (tmp_path / "copies" / name).mkdir(parents=True)
        os.utime(tmp_path / "copies" / "999999999-x", (0, 0))
        with snapshot(tmp_path / "graph", tmp_path / "copies") as mine:
            assert mine is not None
            values(at(tmp_path), "SELECT ?o { ?s ?p ?o }")
            left = {one.name for one in (tmp_path / "copies").iterdir()}
            assert left == {mine.parent.name, "999999999-y"}  # a young one may be somebody's on another machine

    def test_a_damaged_store_is_told_and_answers_nothing(self, tmp_path: Path):
        filled(tmp_path / "graph").close()
        (tmp_path / "graph" / "CURRENT").write_text("MANIFEST-000000\n")
        (tmp_path / "graph" / "MANIFEST-000000").write_text("no manifest")
        with pytest.raises(WorkspaceBusy, match="thesaury reindex"):
            told(at(tmp_path), "ASK {}")


def versions(number: int) -> list[Statement]:
    return [Statement(A, f"https://p.example/{n}", Literal(str(number))) for n in range(200)]


def filled(path: Path) -> OxigraphGraph:
    graph = open_graph(path)
    graph.load(G, [Statement(A, P, Literal("x"))])
    return graph


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.text(max_size=200),
        st.lists(
            st.sampled_from(
                ["SELECT", "ASK", "{", "}", "(", ")", "?s", "<urn:a>", ".", ";", "FILTER", "!", "-", "1", "'x", "FROM"]
            )
        ).map(" ".join),
    )
)
def test_any_text_is_answered_or_refused_with_a_sentence(place: Path, sparql: str):
    try:
        assert told(at(place), sparql) is not None
    except BadInput as refusal:
        sentence = refusal.message
    else:
        return
    assert len(sentence) > 20


@pytest.mark.parametrize("words", [["FROM <urn:a>"], ["from", "<urn:a>"], ["\nFrom NAMED <urn:a>"]])
def test_from_is_found_where_it_names_a_graph(words: Iterable[str]):
    assert names_graphs(f"SELECT * {' '.join(words)} {{ ?s ?p ?o }}")
    assert not names_graphs('PREFIX from: <urn:from> SELECT ?from { ?from from:from "from" } # from')


def test_words_that_only_look_like_updates_are_questions():
    for sparql in ("PREFIX insert: <urn:x> SELECT * { ?s insert:delete ?o }", "ASK { ?insert ?p 'drop' }"):
        check_reads(sparql)
        check(sparql)
