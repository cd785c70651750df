"""The suite of catalogues over SQLite and over memory, and what the one on disk promises beyond it."""

import json
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.contract.catalogue_suite import CatalogueSuite
from tests.contract.catalogue_values import AT, record, suggested, tagged
from tests.fakes.catalogue import FakeCatalogue
from thesaury.engines.sql import SqlCatalogue, open_catalogue
from thesaury.engines.sql.database import Database
from thesaury.engines.sql.migrating import migrate
from thesaury.engines.vault import Vault
from thesaury.model.annotation import Decision, Enrichment, Review
from thesaury.model.asset import Record
from thesaury.model.connection import Connection
from thesaury.model.errors import BadInput, NoSpace, Unreachable, Usage, WorkspaceBusy
from thesaury.model.likeness import Verdict
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.source import Page

PER_PAGE = 7

PAGES_WITHOUT_END = """
import sys
from itertools import count
from pathlib import Path
from tests.contract.test_catalogue import numbered_page
from thesaury.engines.sql import open_catalogue
catalogue = open_catalogue(Path(sys.argv[1]))
for number in count(int(catalogue.records.cursor("dam") or 0)):
    catalogue.records.store_page("dam", numbered_page(number))
    print(number + 1, flush=True)
"""


def numbered_page(number: int) -> Page:
    """Page `number` of a long pass, whose records share their files with those of the page before."""
    first = number * PER_PAGE
    return Page(
        tuple(record(f"{n:06}", digest=f"d{n // 10}") for n in range(first, first + PER_PAGE)), str(number + 1), False
    )


class TestFakeCatalogue(CatalogueSuite):
    @pytest.fixture
    def catalogue(self) -> Catalogue:
        return FakeCatalogue()


class TestSqlCatalogue(CatalogueSuite):
    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        folder = tmp_path / "a ?#&%20 ü"
        folder.mkdir()
        return folder / "catalogue.db"

    @pytest.fixture
    def catalogue(self, path: Path) -> Iterator[Catalogue]:
        catalogue = open_catalogue(path, patience=0.05, cipher=Vault(path.with_name("secret.key")))
        yield catalogue
        catalogue.close()

    def test_everything_is_there_again_after_closing(self, path: Path, catalogue: Catalogue):
        catalogue.records.put_connection(Connection("dam", "table"))
        catalogue.records.store_page("dam", numbered_page(0))
        before = catalogue.records.asset_page("", 99)
        catalogue.close()
        again = open_catalogue(path)
        assert (again.records.asset_page("", 99), again.records.cursor("dam")) == (before, "1")
        again.close()

    def test_raw_payloads_are_kept_whatever_they_hold(self, path: Path, catalogue: Catalogue):
        catalogue.records.put_connection(Connection("dam", "table"))
        catalogue.records.store_page(
            "dam", Page((Record("dam", "1", "1", raw={"a": [1, {"ü": Path("b/c")}]}),), "", True)
        )
        with sqlite3.connect(path) as database:
            [(payload,)] = database.execute("SELECT payload FROM record_raw").fetchall()
        assert json.loads(payload) == {"a": [1, {"ü": "b/c"}]}
        database.close()

    def test_a_killed_writer_leaves_cursor_and_records_in_step(self, path: Path, catalogue: Catalogue):
        catalogue.records.put_connection(Connection("dam", "table"))
        for _ in range(2):
            acknowledged = killed_after_some_pages(path)
            cursor = int(catalogue.records.cursor("dam"))
            assert cursor >= acknowledged
            assert catalogue.enrichments.counts().records == cursor * PER_PAGE
        undisturbed = open_catalogue(path.with_name("undisturbed.db"))
        undisturbed.records.put_connection(Connection("dam", "table"))
        for number in range(cursor):
            undisturbed.records.store_page("dam", numbered_page(number))
        assert catalogue.records.asset_page("", 9**9) == undisturbed.records.asset_page("", 9**9)
        undisturbed.close()

    def test_readers_see_whole_pages_while_another_writes(self, path: Path, catalogue: Catalogue):
        catalogue.records.put_connection(Connection("dam", "table"))
        reader = open_catalogue(path)
        with ThreadPoolExecutor(1) as writer:
            written = writer.submit(lambda: [catalogue.records.store_page("dam", numbered_page(n)) for n in range(40)])
            seen = [0]
            while not written.done():
                seen.append(reader.enrichments.counts().records)
            assert len(written.result()) == 40
        assert seen == sorted(seen)
        assert all(records % PER_PAGE == 0 for records in seen)
        assert reader.records.cursor("dam") == "40"
        reader.close()

    def test_two_writers_take_turns(self, path: Path):
        both = [open_catalogue(path), open_catalogue(path)]
        for catalogue, name in zip(both, "ab", strict=True):
            catalogue.records.put_connection(Connection(name, "table"))

        def write(catalogue: Catalogue, name: str) -> None:
            for number in range(30):
                page = Page((record(str(number), f"d{number}", connection=name),), str(number), False)
                catalogue.records.store_page(name, page)

        with ThreadPoolExecutor(2) as writers:
            list(writers.map(write, both, "ab"))
        assert both[0].enrichments.counts().records == 60
        assert both[1].enrichments.counts().assets == 30
        for catalogue in both:
            catalogue.close()

    def test_one_writer_at_a_time_and_readers_never_wait(self, path: Path, catalogue: Catalogue):
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        assert catalogue.enrichments.counts().assets == 0
        with pytest.raises(WorkspaceBusy, match="Wait until"):
            catalogue.records.put_connection(Connection("dam", "table"))
        other.execute("ROLLBACK")
        other.close()
        catalogue.records.put_connection(Connection("dam", "table"))

    def test_a_full_disk_is_named_and_what_was_stored_is_whole(self, path: Path):
        database = Database(path)
        migrate(database)
        catalogue = SqlCatalogue(database)
        catalogue.records.put_connection(Connection("dam", "table"))
        limit_pages(database, 60)
        with pytest.raises(NoSpace, match="Make room"):
            fill_up(catalogue)
        cursor = int(catalogue.records.cursor("dam"))
        assert catalogue.enrichments.counts().records == cursor * PER_PAGE > 0
        limit_pages(database, 10_000)
        catalogue.records.store_page("dam", numbered_page(cursor))
        assert catalogue.records.cursor("dam") == str(cursor + 1)
        catalogue.close()

    def test_text_that_no_database_can_hold_is_refused(self, catalogue: Catalogue):
        with pytest.raises(BadInput, match="Unicode"):
            catalogue.records.put_connection(Connection("\ud800", "table"))

    def test_a_place_that_is_not_there_is_named(self, path: Path):
        with pytest.raises(Unreachable, match="missing"):
            open_catalogue(path.with_name("missing") / "catalogue.db")


def killed_after_some_pages(path: Path) -> int:
    command = [sys.executable, "-c", PAGES_WITHOUT_END, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        pages = [int(child.stdout.readline()) for _ in range(12)]
        child.send_signal(signal.SIGKILL)
        return max(pages + [int(line) for line in child.stdout if line.endswith("\n")])


def fill_up(catalogue: Catalogue) -> None:
    for number in range(1000):
        catalogue.records.store_page("dam", numbered_page(number))


def limit_pages(database: Database, pages: int) -> None:
    with database.reading() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")


@cache
def empty_database() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        open_catalogue(Path(folder) / "catalogue.db").close()
        return (Path(folder) / "catalogue.db").read_bytes()


IDS = st.sampled_from("123")
CONNECTIONS = st.sampled_from(["a", "b"])
CONCEPTS = st.sampled_from("xyz")
SCORES = st.sampled_from([0.1, 0.5, 0.9])
DECISIONS = st.sampled_from(Decision)


class SameAnswers(RuleBasedStateMachine):
    """Whatever is done to both catalogues, SQLite and memory answer alike."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        path = self.folder / "catalogue.db"
        path.write_bytes(empty_database())
        self.both: tuple[Catalogue, Catalogue] = (FakeCatalogue(), open_catalogue(path))

    def teardown(self) -> None:
        self.both[1].close()
        shutil.rmtree(self.folder)

    @initialize()
    def connect(self) -> None:
        for catalogue in self.both:
            for name in ("b", "a"):
                catalogue.records.put_connection(Connection(name, "table"))

    @rule(connection=CONNECTIONS, data=st.data(), gone=st.lists(IDS, max_size=1))
    def store_page(self, connection: str, data: st.DataObject, gone: list[str]) -> None:
        digests, etags, titles = st.sampled_from(["", "d", "e"]), st.sampled_from("12"), st.sampled_from(["", "t"])
        records = st.builds(record, IDS, digests, etags, st.just(connection), titles)
        page = Page(tuple(data.draw(st.lists(records, max_size=3))), "", True, tuple(gone))
        fake, sql = (catalogue.records.store_page(connection, page) for catalogue in self.both)
        assert fake == sql

    @rule(connection=CONNECTIONS, present=st.lists(IDS))
    def reconcile(self, connection: str, present: list[str]) -> None:
        fake, sql = (catalogue.records.reconcile(connection, present, AT) for catalogue in self.both)
        assert fake == sql

    @rule(
        annotated=st.lists(CONCEPTS), waiting=st.lists(st.tuples(CONCEPTS, SCORES)), stamp=st.sampled_from(["s", "t"])
    )
    def enrich(self, annotated: list[str], waiting: list[tuple[str, float]], stamp: str) -> None:
        annotations, suggestions = tuple(map(tagged, annotated)), tuple(suggested(*found) for found in waiting)
        for catalogue in self.both:
            for asset in catalogue.enrichments.outdated("s", "", 2):
                found = Enrichment(asset.id, asset.content_digest(), stamp, annotations, suggestions, asset.tags())
                catalogue.enrichments.store([found])

    @rule(made=st.lists(st.tuples(CONCEPTS, DECISIONS, st.sampled_from(["ana", "ben"])), max_size=3))
    def review(self, made: list[tuple[str, Decision, str]]) -> None:
        ids = [asset.id for asset in self.both[0].records.asset_page("", 2)]
        reviews = [Review(id, concept, decision, who, AT) for id in ids for concept, decision, who in made]
        fake, sql = (catalogue.enrichments.review(reviews) for catalogue in self.both)
        assert fake == sql

    @rule(id=IDS, named=IDS, etag=st.sampled_from("34"))
    def refer(self, id: str, named: str, etag: str) -> None:
        page = Page((replace(record(id, "", etag, "a"), same_as=(f"b/{named}",)),), "", True)
        fake, sql = (catalogue.records.store_page("a", page) for catalogue in self.both)
        assert fake == sql

    @rule(connection=CONNECTIONS, id=IDS)
    def part(self, connection: str, id: str) -> None:
        fake, sql = (ended(lambda c: c.identities.part(f"{connection}/{id}", "ana", AT), one) for one in self.both)
        assert (fake == "refused") == (sql == "refused")

    @rule(verdict=st.sampled_from([Verdict.SAME, Verdict.DIFFERENT]))
    def decide(self, verdict: Verdict) -> None:
        ids = [asset.id for asset in self.both[0].records.asset_page("", 2)]
        if len(ids) == 2:
            fake, sql = (ended(lambda c: c.identities.decide(*ids, verdict, "ana", AT), one) for one in self.both)
            assert fake == sql

    @rule(limit=st.integers(1, 3))
    def project(self, limit: int) -> None:
        for catalogue in self.both:
            catalogue.enrichments.mark_projected(catalogue.enrichments.unprojected(limit))

    @rule()
    def advance(self) -> None:
        for catalogue in self.both:
            catalogue.enrichments.advance([a.id for a in catalogue.records.asset_page("", 1)], "s")

    @invariant()
    def answers_agree(self) -> None:
        fake, sql = (answers(catalogue) for catalogue in self.both)
        assert fake == sql


def ended(ask: Callable[[Catalogue], str], catalogue: Catalogue) -> str:
    try:
        return ask(catalogue)
    except Usage:
        return "refused"


def answers(catalogue: Catalogue) -> list[object]:
    assets = catalogue.records.asset_page("", 99)
    enrichments = catalogue.enrichments
    return [
        assets,
        enrichments.outdated("s", "", 99),
        enrichments.findings([asset.id for asset in assets]),
        [id for id, _ in enrichments.unprojected(99)],
        enrichments.queue(99),
        enrichments.unknown_tags(99),
        enrichments.reviews(),
        enrichments.counts(),
        [catalogue.records.find(number) for number in "123"],
        [catalogue.identities.likenesses(verdict) for verdict in Verdict],
    ]


TestSameAnswers = SameAnswers.TestCase
# Without shrinking, which takes minutes here; a failing example is short as it is.
TestSameAnswers.settings = settings(
    max_examples=15, stateful_step_count=18, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate]
)
