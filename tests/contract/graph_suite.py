"""What every graph keeps to; an adapter's test inherits `GraphSuite` and gives an empty `graph`."""

from pathlib import Path

import pyoxigraph
import pytest

from thesaury.model.errors import BadInput, Usage
from thesaury.model.statement import DCTERMS, SKOS, XSD, Iri, Literal, Statement
from thesaury.ports.graph import Graph

ONE, TWO = "urn:graph:one", "urn:graph:two"
NAME, PART, BROADER = f"{DCTERMS}title", f"{DCTERMS}hasPart", f"{SKOS}broader"


def name(subject: str, text: str = "n", language: str = "") -> Statement:
    return Statement(subject, NAME, Literal(text, language))


def link(subject: str, target: str, predicate: str = PART) -> Statement:
    return Statement(subject, predicate, Iri(target))


class GraphSuite:
    def test_load_replaces_the_graph_and_counts_each_statement_once(self, graph: Graph) -> None:
        assert graph.load(ONE, [name("urn:a"), name("urn:b"), name("urn:a")]) == 2
        assert graph.load(ONE, [name("urn:b"), name("urn:c")]) == 2
        assert set(graph.match(ONE)) == {name("urn:b"), name("urn:c")}
        assert graph.load(ONE, []) == 0
        assert list(graph.match(ONE)) == []

    def test_graphs_are_kept_apart(self, graph: Graph) -> None:
        graph.load(ONE, [name("urn:a")])
        graph.load(TWO, [name("urn:a"), name("urn:b")])
        graph.load(ONE, [])
        assert (len(list(graph.match(ONE))), len(list(graph.match(TWO)))) == (0, 2)

    @pytest.mark.parametrize(
        "value",
        [
            Literal('quotes " and \\ and \n lines \\u0041'),
            Literal("Grüße 🌲", "de"),
            Literal("12", datatype=f"{XSD}integer"),
            Literal("2026-01-31", datatype=f"{XSD}date"),
            Literal(""),
            Iri("https://example.org/Wälder?a=b#c"),
        ],
    )
    def test_objects_come_back_as_they_were(self, graph: Graph, value: Iri | Literal) -> None:
        graph.load(ONE, [Statement("urn:a", NAME, value)])
        graph.replace(TWO, {"urn:a": [Statement("urn:a", NAME, value)]})
        assert [found.object for found in graph.match(ONE)] == [found.object for found in graph.match(TWO)] == [value]
        assert [row["o"] for row in graph.select("SELECT DISTINCT ?o { ?s ?p ?o }")] == [value]

    def test_match_fits_every_part(self, graph: Graph) -> None:
        graph.load(ONE, [name("urn:a", "x", "en"), name("urn:a", "x"), name("urn:b", "x"), link("urn:a", "urn:b")])
        assert set(graph.match(ONE, "urn:a", NAME)) == {name("urn:a", "x", "en"), name("urn:a", "x")}
        assert list(graph.match(ONE, None, None, Iri("urn:b"))) == [link("urn:a", "urn:b")]
        assert set(graph.match(ONE, object=Literal("x"))) == {name("urn:a", "x"), name("urn:b", "x")}
        assert list(graph.match("urn:graph:none")) == []

    def test_replace_takes_an_owners_fragments_along(self, graph: Graph) -> None:
        old = [
            link("urn:a", "urn:a#1"),
            link("urn:a#1", "urn:a#2"),
            name("urn:a#1"),
            name("urn:a#2"),
            link("urn:a#2", "urn:a"),
        ]
        graph.replace(ONE, {"urn:a": old, "urn:b": [name("urn:b"), link("urn:b", "urn:b#1"), name("urn:b#1")]})
        graph.replace(ONE, {"urn:a": [name("urn:a", "new")], "urn:c": [name("urn:c")]})
        left = {name("urn:a", "new"), name("urn:b"), link("urn:b", "urn:b#1"), name("urn:b#1"), name("urn:c")}
        assert set(graph.match(ONE)) == left

    def test_replace_spares_other_owners_that_are_linked_or_sound_alike(self, graph: Graph) -> None:
        graph.replace(ONE, {"urn:a": [link("urn:a", "urn:ab"), link("urn:a", "urn:b#1")], "urn:ab": [name("urn:ab")]})
        graph.replace(ONE, {"urn:b": [name("urn:b#1")]})
        graph.replace(ONE, {"urn:a": []})
        assert set(graph.match(ONE)) == {name("urn:ab"), name("urn:b#1")}

    def test_replacing_by_the_same_changes_nothing(self, graph: Graph) -> None:
        said = {"urn:a": [link("urn:a", "urn:a#1"), Statement("urn:a#1", NAME, Literal("7", datatype=f"{XSD}integer"))]}
        graph.replace(ONE, said)
        graph.replace(ONE, said)
        assert set(graph.match(ONE)) == set(said["urn:a"])

    def test_select_sees_all_graphs_and_leaves_unbound_variables_out(self, graph: Graph) -> None:
        graph.load(ONE, [link("urn:a", "urn:b", BROADER)])
        graph.load(TWO, [name("urn:b", "B", "en")])
        asked = f"SELECT ?x ?n ?none {{ ?x <{BROADER}> ?y . ?y <{NAME}> ?n OPTIONAL {{ ?x <urn:no> ?none }} }}"
        assert list(graph.select(asked)) == [{"x": Iri("urn:a"), "n": Literal("B", "en")}]

    def test_bindings_stand_in_for_variables_and_are_never_text(self, graph: Graph) -> None:
        sly = Literal('" } # ?n')
        graph.load(ONE, [Statement("urn:a", NAME, sly), name("urn:b", "B"), name("urn:b", "B", "de")])
        asked = f"SELECT ?s {{ ?s <{NAME}> $n FILTER(?s != $other) }}  # $nobody"
        assert list(graph.select(asked, {"n": sly, "other": Iri("urn:b")})) == [{"s": Iri("urn:a")}]
        assert list(graph.select(asked, {"n": Literal("B", "de"), "other": Iri("urn:a")})) == [{"s": Iri("urn:b")}]
        assert list(graph.select(asked, {"n": Literal("B", "fr"), "other": Iri("urn:a")})) == []
        two = Literal("2", datatype=f"{XSD}integer")
        counted = f"SELECT (COUNT(?n) AS ?all) {{ $s <{NAME}> ?n }} GROUP BY ?s HAVING (COUNT(?n) = $two) LIMIT $two"
        assert list(graph.select(counted, {"s": Iri("urn:b"), "two": two})) == [{"all": two}]

    @pytest.mark.parametrize(
        ("asked", "given", "said"),
        [
            ("SELECT ?s { ?s ?p $o }", {}, r"value for \$o"),
            ("SELECT ?s { ?s ?p ?o }", {"o": Literal("x")}, r"no \$o"),
            ("SELECT ?s { ?s ?p '$o' }", {"o": Literal("x")}, r"no \$o"),
            ("SELECT ?s { ?s ?p $o }", {"o": Iri("_:b")}, "blank node"),
            ("SELECT ?s { ?s ?p $o }", {"o": Iri("urn:x> } #")}, "no IRI"),
        ],
    )
    def test_every_variable_of_that_kind_has_its_value(
        self, graph: Graph, asked: str, given: dict[str, Iri | Literal], said: str
    ) -> None:
        with pytest.raises(BadInput, match=said):
            list(graph.select(asked, given))

    def test_extend_adds_and_takes_nothing_away(self, graph: Graph) -> None:
        graph.load(ONE, [name("urn:a")])
        assert graph.extend(ONE, [name("urn:a"), name("urn:b")]) == 2
        assert graph.extend(ONE, [name("urn:b"), name("urn:c")]) == 2
        assert graph.extend(TWO, []) == 0
        assert sorted(map(str, graph.match(ONE))) == sorted(map(str, map(name, ("urn:a", "urn:b", "urn:c"))))
        self.refuses_to_add(graph, link("urn:a", "_:x"))

    def refuses_to_add(self, graph: Graph, wrong: Statement) -> None:
        with pytest.raises(BadInput, match="blank"):
            graph.extend(ONE, [wrong])

    @pytest.mark.parametrize(
        "sparql",
        [
            "ASK { ?s ?p ?o }",
            "CONSTRUCT WHERE { ?s ?p ?o }",
            "DESCRIBE <urn:a>",
            "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
            "LOAD <http://127.0.0.1:9/x>",
            "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
            "SELECT * { ?s ?p ?o",
            "SELECT * { \ud800 }",
            "SELECT * { ?s ?p ?o FILTER(" + "(" * 8000 + "1" + ")" * 8000 + ") }",
        ],
    )
    def test_only_a_sound_select_is_answered(self, graph: Graph, sparql: str) -> None:
        with pytest.raises(BadInput):
            list(graph.select(sparql))

    @pytest.mark.parametrize(
        ("ending", "form"), [("ttl", "TURTLE"), ("nt", "N_TRIPLES"), ("rdf", "RDF_XML"), ("jsonld", "JSON_LD")]
    )
    def test_files_say_the_same_in_every_form(self, graph: Graph, tmp_path: Path, ending: str, form: str) -> None:
        graph.load(ONE, [name("urn:a", 'ä "&<', "de"), link("urn:a", "urn:b")])
        graph.load(TWO, [link("urn:a", "urn:b"), name("urn:c")])
        path = tmp_path / "deeper" / f"graph.{ending}"
        assert graph.write([ONE, TWO], path) == 3
        triples = {quad.triple for quad in pyoxigraph.parse(path.read_bytes(), getattr(pyoxigraph.RdfFormat, form))}
        assert len(triples) == 3
        assert {triple.subject.value for triple in triples} == {"urn:a", "urn:c"}
        assert [found.name for found in path.parent.iterdir()] == [path.name]

    def test_only_the_asked_graphs_are_written(self, graph: Graph, tmp_path: Path) -> None:
        graph.load(ONE, [name("urn:a")])
        assert graph.write([TWO], tmp_path / "two.nt") == 0
        assert (tmp_path / "two.nt").read_text() == ""

    def test_an_unknown_ending_is_refused_with_those_there_are(self, graph: Graph, tmp_path: Path) -> None:
        with pytest.raises(Usage, match=r"\.ttl"):
            graph.write([ONE], tmp_path / "graph.docx")

    def test_what_is_no_iri_or_language_is_refused_and_nothing_lost(self, graph: Graph) -> None:
        graph.load(ONE, [name("urn:a")])
        for wrong in (name("no scheme"), name("urn:a", "x", "no language"), Statement("urn:a", "_:b", Iri("urn:b"))):
            self.refuses(graph, wrong)
        assert list(graph.match(ONE)) == [name("urn:a")]

    def refuses(self, graph: Graph, wrong: Statement) -> None:
        with pytest.raises(BadInput):
            graph.replace(ONE, {"urn:a": [name("urn:a", "other"), wrong]})
