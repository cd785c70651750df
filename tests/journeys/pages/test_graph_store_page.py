"""The graph store of a connection on its page and over the interface: chosen, empty, filled, and failing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from html import unescape
from pathlib import Path
from time import monotonic

import pytest

from tests.contract.connectors.poolparty_server import QUICK, Bench, served
from tests.journeys.pages.connected import pages_for, pages_of, text, workspace
from tests.patience import PATIENCE
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.dispatch import work
from thesaury.dispatch.graph_stores import put_where_due
from thesaury.dispatch.triggering import utc_now
from thesaury.model.access import Role
from thesaury.model.connection import Connection
from thesaury.pipeline.disconnecting import disconnect
from thesaury.pipeline.graph_stores.timing import PAUSE, is_due
from thesaury.pipeline.keeping import keep_connection
from thesaury.pipeline.measuring.running import AT, measure
from thesaury.ports.graph_store import KEEPS

FEW_WORDS = Path(__file__).parents[1] / "few_words.ttl"
GRAPHS = "/api/v1/connections/words/graphs"


@pytest.fixture
def bench() -> Iterator[Bench]:
    with served() as there:
        yield there


@pytest.fixture
def opened(tmp_path: Path, bench: Bench) -> Iterator[EmbeddedWorkspace]:
    """A workspace with a connection whose store nothing was put into, and one that has none."""
    where = bench.where
    settings = {
        "url": bench.url,
        "project": where["project"],
        "user": where["users"][0]["username"],
        "graph_url": f"{where['graphstore']}/data",
        "graph_update_url": f"{where['graphstore']}/update",
        "graph_user": where["graphstore_username"],
        **QUICK,
    }
    with workspace(tmp_path / "work") as made:
        made.catalogue.records.put_connection(Connection("words", "poolparty", tuple(settings.items())))
        made.catalogue.records.put_connection(Connection("pics", "folder", (("path", str(tmp_path)),)))
        secrets = {"password": where["users"][0]["password"], "graph_password": where["graphstore_password"]}
        made.catalogue.secrets.put("words", secrets)
        yield made


def test_it_is_chosen_filled_shown_and_told_where_it_fails(opened: EmbeddedWorkspace, bench: Bench):
    with pages_of(opened) as pages:
        page = text(pages.get("/connections/words").text)
        assert "Nothing is put there by itself. Keep it current" in page
        assert "Nothing was put there yet." in page
        assert pages.get(GRAPHS).json()["graphs"] == []
        assert "Graph store" not in pages.get("/connections/pics").text
        refused = pages.get("/api/v1/connections/pics/graphs")
        assert (refused.status_code, "has no graph store" in refused.json()["detail"]) == (404, True)

        kept = {f"set.{name}": value for name, value in opened.connection("words").settings}
        assert 'id="set-graph_keep"' in pages.get("/connections/words/settings").text
        wrong = pages.post("/connections/words/settings", data=kept | {"set.graph_keep": "yes", "set.graph_url": ""})
        assert (wrong.status_code, "graph_update_url" in wrong.text) == (422, True)
        assert pages.post("/connections/words/settings", data=kept | {"set.graph_keep": "yes"}).status_code == 303

        measure(opened)
        (done,) = put_where_due(opened, utc_now())
        told = pages.get(GRAPHS).json()
        assert {one["graph"]: one["statements"] for one in told["graphs"]} == done.graphs
        assert (told["keeps"], told["failed"], told["statements"]) == (True, "", sum(done.graphs.values()))
        page = text(pages.get("/connections/words").text)
        assert "The graph is kept current there" in page
        assert "Everything there was as here last" in page
        assert "All is well" not in page  # it was never read

        bench.fault("status:503", "/graphstore", times=None)
        with opened.projecting():
            opened.graph.load("urn:thesaury:graph:assets", opened.rdf.read(FEW_WORDS))
        opened.catalogue.measuring.note({AT: "later"})
        (done,) = put_where_due(opened, utc_now() + timedelta(seconds=PAUSE + 60))
        sentence = done.failed[0][1].message
        assert pages.get(GRAPHS).json()["failed"] == sentence
        for address in ("/connections", "/connections/words"):
            assert "The graph was not put there" in pages.get(address).text
        assert sentence in unescape(text(pages.get("/connections/words").text))
        german = text(pages.get("/connections/words", headers={"Accept-Language": "de"}).text)
        assert "Der Graph wurde nicht hingebracht" in german


def test_who_only_reads_sees_it_and_chooses_nothing(opened: EmbeddedWorkspace):
    with pages_for(opened, Role.REVIEWER) as pages:
        page = pages.get("/connections/words").text
        assert "Nothing was put there yet." in page
        assert "Keep it current" not in page


def test_a_worker_puts_it_by_itself(opened: EmbeddedWorkspace):
    words = opened.connection("words")
    keep_connection(opened.catalogue, replace(words, settings=(*words.settings, (KEEPS, "yes"))))
    measure(opened)
    puts, until = opened.catalogue.graph_puts, monotonic() + PATIENCE
    work(opened, lambda: puts.newest_round("words") is not None or monotonic() > until)
    done = puts.newest_round("words")
    assert done
    assert (done.failed, done.whole) == ("", done.ended)
    assert not list(opened.root.glob("graph.put*"))
    later = utc_now() + timedelta(days=1)
    with opened.projecting():
        opened.graph.load("urn:thesaury:graph:assets", opened.rdf.read(FEW_WORDS))
    assert not is_due(opened, opened.connection("words"), later)  # written, and not measured since
    opened.catalogue.measuring.note({AT: later.isoformat()})
    assert is_due(opened, opened.connection("words"), later)
    disconnect(opened, "words")
    assert (puts.graphs("words"), puts.newest_round("words")) == ([], None)
