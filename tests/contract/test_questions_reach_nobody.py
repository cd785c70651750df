"""Whatever is asked of the graph, nobody else is: what the check refuses, and what stops a question that no check has found."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from thesaury.engines.oxigraph import asking, open_graph
from thesaury.engines.oxigraph.questions import check
from thesaury.model.errors import BadInput, ThesauryError
from thesaury.model.statement import Iri, Literal, Statement
from thesaury.ports.graph_questions import GraphQuestion

PLACE = "http://127.0.0.1:PORT/sparql"
BODY = f"<{PLACE}> {{ ?a ?b ?c }}"
BOUND = "BIND(IRI(CONCAT('http://127.0.0.1:', 'PORT/sparql')) AS ?x) LATERAL"
FETCHING = {
    "plain": f"SELECT * {{ SERVICE {BODY} }}",
    "silent": f"SELECT * {{ service Silent {BODY} }}",
    "a comment between": f"SELECT * {{ SERVICE#\r\n#x\nSILENT# y\n{BODY} }}",
    "less than, and a comment to the greater": f"SELECT * {{ ?s ?p ?o FILTER(1<2)SERVICE#>\n{BODY} }}",
    "less than, and a greater in a string": f"ASK {{ FILTER(1<2&&'x'='>'||1=1)SERVICE {BODY} FILTER(''='') }}",
    "a string that is none": f"SELECT * {{ FILTER(1<2#>'''\n)SERVICE {BODY}#'''\n }}",
    "by a variable": f"SELECT * {{ {BOUND} {{ SERVICE?x{{ ?a ?b ?c }} }} }}",
    "by a variable, hidden": f"SELECT * {{ {BOUND} {{ FILTER(1<2)SERVICE#>\n?x{{ ?a ?b ?c }} }} }}",
    "a name that would be no IRI": f"PREFIX a: <http://x:> SELECT * {{ ?s ?p a:SERVICE {BODY} }}",
    "by a name with a prefix": f"PREFIX : <{PLACE}> SELECT * {{ FILTER(1<2)#>\nSERVICE:{{ ?a ?b ?c }} }}",
    "by a name with an escape": f"PREFIX s: <{PLACE}> SELECT * {{ SERVICE s:\\(\\#x{{ ?a ?b ?c }} }}",
    "by an IRI with an escape": f"SELECT * {{ SERVICE <\\u0068{PLACE[1:]}> {{ ?a ?b ?c }} }}",
    "by the base": f"BASE <{PLACE}> SELECT * {{ SERVICE<>{{ ?a ?b ?c }} }}",
    "in a filter": f"ASK {{ FILTER EXISTS {{ FILTER(1<2)SERVICE#>\n{BODY} }} }}",
}
"""Questions that the engine answers by asking somebody else."""
BROKEN = {
    "an escape in the word": f"SELECT * {{ \\u0053ERVICE {BODY} }}",
    "another sign that folds to S": f"SELECT * {{ \u017fERVICE {BODY} }}",
    "spaces that are none": f"SELECT * {{ SERVICE\u2028{BODY} }}",
    "a mark of the byte order": f"\ufeffSELECT * {{ SERVICE {BODY} }}",
    "an update": f"LOAD <{PLACE}>",
    "an update behind a question": f"SELECT * {{}} ; LOAD <{PLACE}>",
    "a graph": f"SELECT * FROM <{PLACE}> {{ ?s ?p ?o }}",
}
"""Questions that ask nobody else as the engine reads them today."""
HONEST = (
    "SELECT ?service ?label { ?service a <urn:Service> ; <urn:service> ?label }",
    "SELECT $myservice ?dienst { ?s ?p 'customer service' , \"customer service: call <us>\" }",
    "PREFIX schema: <https://schema.org/> SELECT * { ?s schema:service ?o ; schema:load 'load' . { ?o ?p ?q } }",
    "PREFIX service: <urn:x> ASK { GRAPH <https://a.example/service> { ?s service:of ?o } }",
)
_ALONE = """
import json, sys
from pyoxigraph import Store
from thesaury.engines import cutting_off
store, wall, questions = json.load(sys.stdin)
if wall == "sockets":
    assert cutting_off.no_sockets()
opened = Store.read_only(store)
if wall == "files":
    cutting_off.no_files(store)
print(len(list(opened.query("SELECT * { GRAPH ?g { ?s ?p ?o } }"))))
for question in questions:
    try:
        found = opened.query(question, use_default_graph_as_union=True)
        list(found) if hasattr(found, "__iter__") else bool(found)
    except (OSError, RuntimeError, SyntaxError, ValueError):
        pass
"""


class Listener:
    """Somebody else, who notes that he was asked."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.asked = list[str]()

    def of(self, sparql: str) -> str:
        return sparql.replace("PORT", str(self.port))


@pytest.fixture
def listener() -> Iterator[Listener]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            found.asked.append(self.path)
            self.send_error(404)

        do_GET = do_POST  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        found = Listener(server.server_port)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield found
        server.shutdown()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("reaching") / "graph"
    graph = open_graph(place)
    graph.load("urn:g", [Statement("urn:a", "urn:p", Iri("http://x:")), Statement("urn:a", "urn:p", Literal("x"))])
    graph.close()
    return place


def asked_alone(store: Path, wall: str, questions: list[str]) -> int:
    """Ask past the check, behind this wall alone; returns how many statements were read."""
    given = json.dumps([str(store), wall, questions])
    return int(subprocess.check_output([sys.executable, "-c", _ALONE], input=given, text=True))


@pytest.mark.parametrize("name", FETCHING)
def test_what_would_ask_somebody_else_is_refused(name: str):
    with pytest.raises(BadInput, match="SERVICE and LOAD"):
        check(FETCHING[name].replace("PORT", "80"))


@pytest.mark.parametrize("sparql", HONEST)
def test_what_only_has_the_word_is_a_question(sparql: str):
    check(sparql)


@pytest.mark.parametrize(
    "hidden",
    [f"ASK {{ FILTER(1<{'(' * 900}1{')' * 900}>0) }}", f"ASK {{ FILTER(1<2#>'''\n&&{'(' * 900}1{')' * 900})#'''\n }}"],
)
def test_depth_is_not_hidden_by_less_than(hidden: str):
    with pytest.raises(BadInput, match="nested"):
        check(hidden)


@pytest.mark.parametrize("part", ["service:", "service#", "service<", "service silent ", "service#\n", "service:\\#"])
def test_looking_for_the_clause_takes_no_longer_than_reading(part: str):
    check(part * (7_900 // len(part)))


def test_each_of_them_does_ask_where_there_is_no_wall(store: Path, listener: Listener):
    """Else the tests below would say nothing."""
    assert asked_alone(store, "", [listener.of(one) for one in FETCHING.values()]) == 2
    assert len(listener.asked) == len(FETCHING)


@pytest.mark.parametrize("wall", ["sockets", "files"])
def test_each_wall_alone_holds(store: Path, listener: Listener, wall: str):
    if wall == "sockets" and sys.platform != "linux":
        pytest.skip("a wall of Linux")
    assert asked_alone(store, wall, [listener.of(one) for one in (FETCHING | BROKEN).values()]) == 2
    assert listener.asked == []


@pytest.mark.parametrize(
    "start", ["", "import thesaury.engines.oxigraph.answering as a; a.no_sockets = bool; a.start()"]
)
def test_the_child_has_the_walls(store: Path, listener: Listener, monkeypatch: pytest.MonkeyPatch, start: str):
    monkeypatch.setattr(asking, "check", lambda sparql: None)
    monkeypatch.setattr(asking, "_START", start or asking._START)
    questions = asking.SafeGraphQuestions(store, store.parent / "copies")
    with pytest.raises(ThesauryError, match="cannot be read"):
        questions.ask(GraphQuestion(listener.of(FETCHING["less than, and a comment to the greater"])))
    with questions.ask(GraphQuestion("SELECT * { ?s ?p ?o }")).content as content:
        assert b'"x"' in content.read()
    assert listener.asked == []


def test_what_is_asked_is_asked_of_no_one(store: Path, listener: Listener):
    questions = asking.SafeGraphQuestions(store, store.parent / "copies")
    for sparql in FETCHING.values():
        with pytest.raises(BadInput):
            questions.ask(GraphQuestion(listener.of(sparql)))
    assert listener.asked == []


def test_a_store_of_many_tables_is_read_behind_the_walls(tmp_path: Path):
    """It opens most of them only when they are read, where there may be no more files."""
    from pyoxigraph import Literal as Number
    from pyoxigraph import NamedNode, Quad, Store

    store = Store(str(tmp_path / "graph"))
    for start in range(0, 8_000, 1_000):
        rows = (
            Quad(NamedNode("urn:a"), NamedNode("urn:p"), Number(start + n), NamedNode("urn:g")) for n in range(1_000)
        )
        store.extend(rows)
        store.flush()
    del store
    assert len(list((tmp_path / "graph").glob("*.sst"))) > 16
    for wall in ("sockets", "files") if sys.platform == "linux" else ("files",):
        assert asked_alone(tmp_path / "graph", wall, []) == 8_000
