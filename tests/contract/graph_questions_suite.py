"""What all who answer questions of strangers keep to; an adapter's test inherits `GraphQuestionsSuite` and gives `asking`, which makes one
with the limits it is given, over a graph that holds `GRAPHS`."""

import json
from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from thesaury.engines.oxigraph.asking import Bounds
from thesaury.model.errors import BadInput
from thesaury.model.statement import XSD, Iri, Literal, Statement
from thesaury.ports.graph import Graph
from thesaury.ports.graph_questions import GraphQuestion, GraphQuestions, SolutionForm, StatementForm

Asking = Callable[[Bounds], GraphQuestions]

G, H = "https://g.example/g", "https://g.example/h"
P, Q = "https://p.example/p", "https://p.example/q"
A = "https://a.example/a"
WORDS = [
    Statement(A, P, Literal('grün "x",\n\t\r<&>\x07', "de")),
    Statement(A, P, Literal("7", "", f"{XSD}integer")),
    Statement(A, Q, Iri("https://a.example/b")),
    Statement("_:b", Q, Literal("=1+1")),
]
GRAPHS = {G: WORDS, H: [Statement(f"https://h.example/{n}", P, Literal(str(n))) for n in range(40)]}
BOUNDS = Bounds(seconds=20, memory_mib=256, rows=200, mib=1, at_once=1, patience=0.2)
MANY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?p ?q ?r . ?s ?t ?u . ?v ?w ?x }"
"""So many rows that nobody lives to see the last."""


def told(asked: GraphQuestions, sparql: str, **more: object) -> bytes:
    with asked.ask(GraphQuestion(sparql, **more)).content as content:  # type: ignore[arg-type]
        return content.read()


def values(asked: GraphQuestions, sparql: str, **more: object) -> list[str]:
    rows = json.loads(told(asked, sparql, **more))["results"]["bindings"]
    return sorted(row["o"]["value"] for row in rows)


def two_workspaces(opened: Callable[[str], Graph]) -> str:
    """Fill two workspaces of one server by the graphs that are opened for them; returns the id of the one that holds `GRAPHS`."""
    for workspace, graphs in (("full", GRAPHS), ("other", {G: [Statement(A, P, Literal("of others"))]})):
        graph = opened(workspace)
        for name, statements in graphs.items():
            graph.load(name, statements)
        graph.close()
    return "full"


class GraphQuestionsSuite:
    def test_asks_all_graphs_together(self, asking: Asking) -> None:
        assert values(asking(BOUNDS), f"SELECT ?o {{ ?s <{P}> ?o }} LIMIT 500") == sorted(
            [WORDS[0].object.value, "7", *map(str, range(40))]
        )

    def test_asks_the_graphs_that_are_named_in_the_question(self, asking: Asking) -> None:
        assert len(values(asking(BOUNDS), f"SELECT ?o FROM <{H}> {{ ?s <{P}> ?o }}")) == 40
        assert values(asking(BOUNDS), f"SELECT ?o FROM <https://none.example/> {{ ?s <{P}> ?o }}") == []
        assert len(values(asking(BOUNDS), f"SELECT ?o FROM NAMED <{G}> {{ GRAPH ?g {{ ?s <{P}> ?o }} }}")) == 2

    def test_graphs_named_beside_the_question_count_more(self, asking: Asking) -> None:
        sparql = f"SELECT ?o FROM <{H}> {{ ?s <{P}> ?o }}"
        assert len(values(asking(BOUNDS), sparql, default_graphs=(G,))) == 2
        assert values(asking(BOUNDS), sparql, named_graphs=(G,)) == []
        both = f"SELECT ?o {{ GRAPH ?g {{ ?s <{P}> ?o }} }}"
        assert len(values(asking(BOUNDS), both, named_graphs=(H,))) == 40

    def test_graphs_have_the_names_here_that_they_have_in_the_workspace(self, asking: Asking) -> None:
        asked = f"SELECT (COUNT(*) AS ?o) {{ GRAPH <{H}> {{ ?s ?p ?x }} }}"
        assert values(asking(BOUNDS), asked) == ["40"]
        names = f"SELECT DISTINCT (?g AS ?o) {{ GRAPH ?g {{ ?s ?p ?x }} FILTER(?g != <{G}>) }}"
        assert values(asking(BOUNDS), names) == [H]
        told_of = f"CONSTRUCT {{ ?g <{P}> ?g }} {{ GRAPH ?g {{ <{A}> ?p ?x }} }}"
        assert told(asking(BOUNDS), told_of, statements=StatementForm.N_TRIPLES) == f"<{G}> <{P}> <{G}> .\n".encode()

    def test_what_is_no_iri_of_a_graph_is_refused(self, asking: Asking) -> None:
        with pytest.raises(BadInput, match="no IRI"):
            told(asking(BOUNDS), "ASK {}", default_graphs=("no iri",))

    def test_writes_solutions_in_four_forms(self, asking: Asking) -> None:
        sparql = f"SELECT ?o ?nothing {{ <{A}> ?p ?o }} ORDER BY STR(?o)"
        as_json = json.loads(told(asking(BOUNDS), sparql))
        assert as_json["head"] == {"vars": ["o", "nothing"]}
        assert as_json["results"]["bindings"] == [
            {"o": {"type": "literal", "value": "7", "datatype": f"{XSD}integer"}},
            {"o": {"type": "literal", "value": WORDS[0].object.value, "xml:lang": "de"}},
            {"o": {"type": "uri", "value": "https://a.example/b"}},
        ]
        xml = ElementTree.fromstring(told(asking(BOUNDS), sparql, solutions=SolutionForm.XML))
        space = "{http://www.w3.org/2005/sparql-results#}"
        assert [one.text for one in xml.iter(f"{space}literal")] == ["7", 'grün "x",\n\t\r<&>\ufffd']
        assert [one.text for one in xml.iter(f"{space}uri")] == ["https://a.example/b"]
        as_csv = told(asking(BOUNDS), sparql, solutions=SolutionForm.CSV).decode()
        assert as_csv.startswith('o,nothing\r\n7,\r\n"grün ""x"",\n\t\r<&>\x07",\r\n')
        as_tsv = told(asking(BOUNDS), sparql, solutions=SolutionForm.TSV).decode().split("\n")
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
    def test_says_yes_or_no(self, asking: Asking, form: SolutionForm, yes: bytes) -> None:
        assert yes in told(asking(BOUNDS), f"ASK {{ <{A}> ?p ?o }}", solutions=form)
        assert b"false" in told(asking(BOUNDS), "ASK { <https://none.example/> ?p ?o }", solutions=form)

    @pytest.mark.parametrize("form", StatementForm)
    def test_writes_statements_that_the_engine_reads_again(self, asking: Asking, form: StatementForm) -> None:
        from pyoxigraph import RdfFormat, parse

        answer = told(asking(BOUNDS), f"CONSTRUCT {{ ?s ?p ?o }} {{ ?s ?p ?o . FILTER(?p = <{Q}>) }}", statements=form)
        read = list(parse(answer, RdfFormat.from_extension(form.value)))
        assert {triple.object.value for triple in read} == {"https://a.example/b", "=1+1"}
        assert told(asking(BOUNDS), f"DESCRIBE <{A}>", statements=StatementForm.N_TRIPLES).count(b"\n") == 3
        nothing = told(asking(BOUNDS), "DESCRIBE <https://none.example/>", statements=form)
        assert list(parse(nothing, RdfFormat.from_extension(form.value))) == []

    def test_a_kind_that_is_not_taken_is_not_written(self, asking: Asking) -> None:
        answer = asking(BOUNDS).ask(GraphQuestion("SELECT * { ?s ?p ?o }", solutions=None))
        with answer.content as content:
            assert (answer.form, content.read()) == (None, b"")

    def test_writes_so_many_rows_as_are_wanted_and_counts_all(self, asking: Asking) -> None:
        answer = asking(BOUNDS).ask(GraphQuestion(f"SELECT * {{ ?s <{P}> ?o }}", rows=2))
        with answer.content as content:
            assert (answer.count, len(json.load(content)["results"]["bindings"])) == (42, 2)
        statements = StatementForm.N_TRIPLES
        answer = asking(BOUNDS).ask(GraphQuestion("CONSTRUCT WHERE { ?s ?p ?o }", statements=statements, rows=3))
        with answer.content as content:
            assert (answer.count, len(content.readlines())) == (44, 3)

    def test_rows(self, asking: Asking) -> None:
        with pytest.raises(BadInput, match="more than 200 rows: ask for a part of it with LIMIT"):
            told(asking(BOUNDS), MANY)
        with pytest.raises(BadInput, match="more than 200 rows"):
            told(asking(BOUNDS), f"CONSTRUCT {{ ?a <{P}> ?f }} {{ ?a ?b ?c . ?d ?e ?f }}")

    def test_size(self, asking: Asking) -> None:
        wide = (
            "SELECT ?x { VALUES ?y { " + " ".join(str(n) for n in range(150)) + ' } BIND("' + "x" * 7000 + '" AS ?x) }'
        )
        with pytest.raises(BadInput, match="larger than 1 MiB: ask for a part"):
            told(asking(BOUNDS), wide)
        with pytest.raises(BadInput, match="larger than 1 MiB"):
            told(asking(Bounds()), wide, mib=1)

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
    def test_what_is_no_question_is_told_why(self, asking: Asking, sparql: str, why: str) -> None:
        with pytest.raises(BadInput, match=why):
            told(asking(BOUNDS), sparql)
