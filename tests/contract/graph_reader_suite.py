"""What every reader of the graph keeps to; an adapter's test inherits `GraphReaderSuite` and gives an empty `graph` and its `reader`."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.contract.graph_suite import NAME, ONE, TWO, name
from thesaury.model.errors import BadInput, Stop
from thesaury.model.statement import Iri, Literal
from thesaury.ports.graph import Graph, GraphReader

NAMED = f"SELECT DISTINCT ?s {{ ?s <{NAME}> ?n }} ORDER BY ?s"


def seen(reader: GraphReader) -> list[str]:
    return [row["s"].value for row in reader.select(NAMED)]


class GraphReaderSuite:
    def test_reads_what_was_written_last(self, graph: Graph, reader: GraphReader) -> None:
        assert seen(reader) == []
        graph.load(ONE, [name("urn:a")])
        assert seen(reader) == ["urn:a"]
        graph.replace(TWO, {"urn:b": [name("urn:b")]})
        assert seen(reader) == ["urn:a", "urn:b"]
        graph.extend(ONE, [name("urn:c")])
        assert seen(reader) == ["urn:a", "urn:b", "urn:c"]
        graph.load(ONE, [])
        assert seen(reader) == ["urn:b"]

    def test_the_state_changes_with_every_write(self, graph: Graph, reader: GraphReader) -> None:
        states = [reader.state]
        for write in (
            lambda: graph.load(ONE, [name("urn:a")]),
            lambda: graph.replace(ONE, {"urn:a": [name("urn:a", "other")]}),
            lambda: graph.extend(TWO, [name("urn:a")]),
        ):
            write()
            states.append(reader.state)
        assert len(set(states)) == 4

    def test_answers_with_bindings_and_refuses_what_a_graph_refuses(self, graph: Graph, reader: GraphReader) -> None:
        graph.load(ONE, [name("urn:a", "x", "de"), name("urn:b", "x")])
        found = reader.select(f"SELECT ?s {{ ?s <{NAME}> $text }}", {"text": Literal("x", "de")})
        assert found == [{"s": Iri("urn:a")}]
        for sparql in ("ASK { ?s ?p ?o }", "SELECT * { ?s ?p $o }", "SELECT * { SERVICE <urn:x> { ?s ?p ?o } }"):
            with pytest.raises(BadInput):
                reader.select(sparql)

    def test_threads_share_it_while_somebody_writes(self, graph: Graph, reader: GraphReader) -> None:
        graph.load(ONE, [name("urn:0")])
        with ThreadPoolExecutor(4) as readers:
            found = [readers.submit(seen, reader) for _ in range(8)]
            for number in range(1, 5):
                graph.replace(ONE, {f"urn:{number - 1}": [], f"urn:{number}": [name(f"urn:{number}")]})
                found += [readers.submit(seen, reader) for _ in range(8)]
        assert {len(one.result()) for one in found} == {1}
        assert seen(reader) == ["urn:4"]

    def test_a_closed_one_answers_no_more(self, reader: GraphReader) -> None:
        reader.close()
        with pytest.raises(Stop, match="closed"):
            reader.select(NAMED)
