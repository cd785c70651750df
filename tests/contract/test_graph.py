"""Every graph against the suite, and what the one on pyoxigraph promises beyond it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.contract.graph_suite import NAME, ONE, TWO, GraphSuite, link, name
from tests.fakes.graph import MemoryGraph
from thesaury.engines.oxigraph import memory_graph, open_graph
from thesaury.engines.oxigraph.questions import check
from thesaury.model.errors import BadInput, Stop, Unreachable, WorkspaceBusy
from thesaury.model.statement import XSD, Iri, Literal, Statement
from thesaury.ports.graph import Graph


class TestGraphOnDisk(GraphSuite):
    @pytest.fixture
    def graph(self, tmp_path: Path) -> Graph:
        return open_graph(tmp_path / "graph")


class TestGraphInMemory(GraphSuite):
    @pytest.fixture
    def graph(self) -> Graph:
        return memory_graph()


class TestMemoryGraph(GraphSuite):
    @pytest.fixture
    def graph(self) -> Graph:
        return MemoryGraph()

    def refuses(self, graph: Graph, wrong: Statement) -> None:
        """A fake looks at no IRI."""

    def refuses_to_add(self, graph: Graph, wrong: Statement) -> None:
        """Nor at blank nodes."""


def test_a_graph_on_disk_keeps_what_it_was_told(tmp_path: Path) -> None:
    first = open_graph(tmp_path)
    first.replace(ONE, {"urn:a": [name("urn:a")]})
    first.close()
    with pytest.raises(Stop, match="closed"):
        first.match(ONE)
    assert list(open_graph(tmp_path).match(ONE)) == [name("urn:a")]


def test_what_was_written_is_in_tables_once_the_graph_is_closed(tmp_path: Path) -> None:
    graph = open_graph(tmp_path / "graph")
    graph.replace(ONE, {"urn:a": [name("urn:a")]})
    graph.close()
    copytree(tmp_path / "graph", tmp_path / "copy", ignore=ignore_patterns("*.log"))
    assert list(open_graph(tmp_path / "copy").match(ONE)) == [name("urn:a")]


def test_one_process_at_a_time(tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from thesaury.engines.oxigraph import open_graph\n"
    code += "graph = open_graph(Path(sys.argv[1])); print('open', flush=True); input()"
    command = [sys.executable, "-c", code, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(WorkspaceBusy):
            open_graph(tmp_path)
        os.kill(other.pid, signal.SIGKILL)
    assert list(open_graph(tmp_path).match(ONE)) == []


def test_a_damaged_store_is_refused_with_what_to_do(tmp_path: Path) -> None:
    open_graph(tmp_path).close()
    (tmp_path / "CURRENT").write_text("nothing\n")
    with pytest.raises(BadInput, match="thesaury reindex"):
        open_graph(tmp_path)


def test_a_load_that_breaks_off_leaves_the_old_graph() -> None:
    def broken() -> Iterator[Statement]:
        yield name("urn:new")
        raise BadInput("the file ends here")

    graph = memory_graph()
    graph.load(ONE, [name("urn:old")])
    with pytest.raises(BadInput, match="the file ends here"):
        graph.load(ONE, broken())
    assert list(graph.match(ONE)) == [name("urn:old")]


def test_a_first_load_that_breaks_off_late_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thesaury.engines.oxigraph.bulk._PART", 10)
    graph = memory_graph()
    assert graph.load(TWO, [name(f"urn:{number}") for number in range(25)]) == 25
    with pytest.raises(BadInput, match="mend it"):
        graph.load(ONE, [*(name(f"urn:{number}") for number in range(25)), name("no scheme")])
    assert list(graph.match(ONE)) == []
    assert len(list(graph.match(TWO))) == 25


def test_many_statements_come_and_go_like_few() -> None:
    graph, owners = memory_graph(), [f"urn:{number}" for number in range(60)]
    for texts in (range(100), range(50, 150), ()):
        said = {owner: [name(owner, str(text)) for text in texts] for owner in owners}
        graph.replace(ONE, said)
        assert set(graph.match(ONE)) == {statement for statements in said.values() for statement in statements}


def test_numbers_are_kept_by_value_and_loading_again_keeps_them() -> None:
    graph = memory_graph()
    for _ in range(2):
        assert graph.load(ONE, [Statement("urn:a", NAME, Literal("007", datatype=f"{XSD}integer"))]) == 1
        assert [found.object for found in graph.match(ONE)] == [Literal("7", datatype=f"{XSD}integer")]


def test_blank_nodes_are_loaded_but_belong_to_no_owner() -> None:
    graph, said = memory_graph(), [link("_:x", "_:y"), name("_:y")]
    assert graph.load(ONE, said) == 2
    assert set(graph.match(ONE)) == set(said)
    with pytest.raises(BadInput, match="fragment"):
        graph.replace(ONE, {"urn:a": [link("urn:a", "_:x")]})


def test_a_file_that_cannot_be_written_leaves_everything_as_it_was(tmp_path: Path) -> None:
    graph = memory_graph()
    graph.load(ONE, [name("urn:a")])
    (tmp_path / "file").write_text("")
    (tmp_path / "taken.ttl").mkdir()
    for path in (tmp_path / "file" / "x.ttl", tmp_path / "taken.ttl"):
        with pytest.raises(Unreachable, match=path.name):
            graph.write([ONE], path)
    assert sorted(found.name for found in tmp_path.iterdir()) == ["file", "taken.ttl"]


def test_turtle_uses_the_usual_prefixes(tmp_path: Path) -> None:
    graph = memory_graph()
    graph.load(ONE, [name("urn:a")])
    graph.write([ONE], tmp_path / "g.ttl")
    text = (tmp_path / "g.ttl").read_text()
    assert "dcterms:title" in text
    assert all(f"@prefix {prefix}:" in text for prefix in ("skos", "oa", "prov", "schema", "odrl", "thy"))


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { ?s ?p ?o FILTER(?a<?b).SERVICE<urn:x>{?a ?b ?c} }",
        "SELECT * { <urn:\\u0041#> ?p ?o . SERVICE <urn:x> {} #> \n }",
        "PREFIX : <urn:> SELECT * { ?s :a\\' ?o . SERVICE <urn:x> {} #' \n }",
        "PREFIX : <urn:> SELECT * { service:x{} }",
        "SELECT * { ?s ?p '''a\\''' ''' . seRvice ?x {} }",
        "SELECT * {" + "{" * 100 + "}" * 101,
        "SELECT * { FILTER(" + "! " * 3000 + "true) }",
        "SELECT * { ?s ?p ?o }" + " " * 8000,
    ],
)
def test_what_fetches_or_kills_is_refused_unseen(sparql: str) -> None:
    with pytest.raises(BadInput):
        check(sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?service { ?service <urn:x/SERVICE#load> 'SERVICE {((((' } # LOAD",
        "PREFIX ex: <urn:> SELECT * { ?s ex:service ex:load, ex:SERVICE-a ; ex:download ?load }",
        "SELECT * {" + "{" * 90 + "}" * 90 + "}" + "{}" * 500,
    ],
)
def test_names_and_texts_may_look_like_clauses(sparql: str) -> None:
    check(sparql)


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(["", "de", "en-gb"]))
@settings(max_examples=60, deadline=None)
def test_any_text_survives_a_replace(text: str, language: str) -> None:
    graph, said = memory_graph(), Statement("urn:a", NAME, Literal(text, language))
    graph.replace(ONE, {"urn:a": [said]})
    assert list(graph.match(ONE)) == [said]
    assert list(graph.select("SELECT ?s { ?s ?p $o }", {"o": said.object})) == [{"s": Iri("urn:a")}]
    graph.replace(ONE, {"urn:a": []})
    assert list(graph.match(ONE)) == []


@given(st.lists(st.tuples(st.text(), st.sampled_from(["", "de", "en-gb"])), max_size=5))
@settings(max_examples=60, deadline=None)
def test_any_text_survives_in_bulk_or_is_refused(texts: list[tuple[str, str]]) -> None:
    graph, said = memory_graph(), [name("urn:a", text, language) for text, language in texts]
    try:
        graph.extend(ONE, said)
    except BadInput:
        assert any("\ud800" <= letter <= "\udfff" for text, _ in texts for letter in text)
    else:
        assert set(graph.match(ONE)) == set(said)


@pytest.mark.parametrize(
    "wrong",
    [
        name("urn:a> <urn:p> <urn:o> .\n<urn:b"),
        name("no scheme"),
        link("urn:a", "relative"),
        name("urn:a", "x", "de .\n"),
        Statement("urn:a", NAME, Literal("x", datatype="urn:x> .")),
    ],
)
def test_what_cannot_be_said_is_refused_in_bulk(wrong: Statement) -> None:
    graph = memory_graph()
    for add in (graph.load, graph.extend):
        with pytest.raises(BadInput, match="mend it"):
            add(ONE, [wrong])
        assert list(graph.match(ONE)) == []


def test_two_processes_take_turns_at_the_graph_of_a_workspace(tmp_path: Path):
    """A worker that wrote to the graph lets the next one in as soon as it has given the workspace back."""
    from thesaury.bootstrap import init_workspace

    workspace = init_workspace(tmp_path / "work")
    with workspace.projecting(), workspace.projecting():
        workspace.graph.load("urn:g", [Statement("urn:s", "urn:p", Iri("urn:o"))])
    code = (
        "import sys; from pathlib import Path; from thesaury.bootstrap import open_workspace\n"
        "w = open_workspace(Path(sys.argv[1]))\n"
        "with w.projecting(): print(len(list(w.graph.match('urn:g'))))\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(workspace.root)], capture_output=True, text=True)
    assert done.stdout.strip() == "1", done.stderr
    with workspace.projecting():
        assert len(list(workspace.graph.match("urn:g"))) == 1
    workspace.close()
