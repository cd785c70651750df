"""The promises of `ports.graph_questions`, and what the answering child withstands."""

import os
import threading
from collections.abc import Iterable
from pathlib import Path
from time import monotonic

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.contract.graph_questions_suite import (
    BOUNDS,
    GRAPHS,
    MANY,
    A,
    Asking,
    G,
    GraphQuestionsSuite,
    P,
    told,
    values,
)
from tests.patience import PATIENCE
from thesaury.engines.oxigraph import open_graph
from thesaury.engines.oxigraph.asking import Bounds, SafeGraphQuestions
from thesaury.engines.oxigraph.graph import OxigraphGraph
from thesaury.engines.oxigraph.questions import check, check_reads, names_graphs
from thesaury.engines.oxigraph.snapshot import snapshot
from thesaury.model.errors import BadInput, WorkspaceBusy
from thesaury.model.statement import Literal, Statement
from thesaury.ports.graph_questions import GraphQuestion, SolutionForm


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("asked")
    graph = open_graph(root / "graph")
    for name, statements in GRAPHS.items():
        graph.load(name, statements)
    graph.close()
    return root


def at(place: Path, bounds: Bounds = BOUNDS) -> SafeGraphQuestions:
    return SafeGraphQuestions(place / "graph", place / "copies", bounds)


class TestAnswers(GraphQuestionsSuite):
    @pytest.fixture
    def asking(self, place: Path) -> Asking:
        return lambda bounds: at(place, bounds)

    def test_where_there_is_no_graph_nothing_is_found(self, tmp_path: Path):
        assert values(at(tmp_path), "SELECT ?o { ?s ?p ?o }") == []
        assert list(tmp_path.iterdir()) == []

    def test_counts_rows_and_leaves_nothing_behind(self, place: Path):
        answer = at(place).ask(GraphQuestion(f"SELECT * {{ ?s <{P}> ?o }}"))
        answer.content.close()
        assert (answer.form, answer.count) == (SolutionForm.JSON, 42)
        assert not (place / "copies").exists()


class TestLimits:
    def test_time(self, place: Path):
        started = monotonic()
        with pytest.raises(BadInput, match="more than 1 seconds: ask for less"):
            told(at(place, Bounds(seconds=1)), MANY.replace("*", "(COUNT(*) AS ?n)"))
        assert monotonic() - started < PATIENCE

    def test_memory(self, place: Path):
        bomb = MANY.replace("*", '(CONCAT(STR(?a), "' + "x" * 3000 + '", STR(RAND())) AS ?y)') + " ORDER BY ?y"
        with pytest.raises(BadInput, match="more than 256 MiB of memory: ask for less"):
            told(at(place), bomb)

    def test_eight_thousand_parentheses(self, place: Path):
        with pytest.raises(BadInput, match="8000"):
            told(at(place), "ASK { FILTER(" + "(" * 8000 + "1" + ")" * 8000 + ") }")
        with pytest.raises(BadInput, match="nested more than 100 deep"):
            told(at(place), "ASK { FILTER(" + "(" * 3900 + "1" + ")" * 3900 + ") }")

    def test_who_leaves_ends_his_question(self, place: Path):
        started = monotonic()
        with pytest.raises(WorkspaceBusy, match="has left"):
            at(place).ask(GraphQuestion(MANY.replace("*", "(COUNT(*) AS ?n)")), lambda: monotonic() > started + 0.3)
        assert monotonic() - started < PATIENCE
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
