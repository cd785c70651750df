"""Bought content over the sandbox: the promises of every source, merged licences, and a stream that goes wrong in every way."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract.connectors.smintio_server import Bench, fresh, holding, served
from tests.contract.source_suite import SourceSuite, everything, ids, records
from tests.fakes.source import FakeKnown
from thesaury.connectors.smintio.client import Stretch
from thesaury.connectors.smintio.licensed_source import LicensedSource
from thesaury.connectors.smintio.walking import walk
from thesaury.model.asset import Record
from thesaury.model.errors import Refused, Unreachable
from thesaury.ports.source import AssetSource, Page
from thesaury.sandbox.smintio.server import Paths, Setup

PURCHASES = "/sync/licensePurchaseTransactions$"


class LicensedBench:
    """A tenant's purchases; one is taken away when it may no longer go to other systems."""

    def __init__(self) -> None:
        self.bench: Bench | None = None

    def source(self) -> AssetSource:
        return self.held.source()

    def fill(self, count: int) -> None:
        self.context = holding(count)
        self.bench = self.context.__enter__()

    def alter(self, external_id: str) -> None:
        self.held.do(purchase={"uuid": self._purchase(external_id), "name": {"en": "Altered"}})

    def remove(self, external_id: str) -> None:
        self.held.do(purchase={"uuid": self._purchase(external_id), "set": {"can_be_synced": False}})

    def vanish(self) -> None:
        self.held.server.stop()

    def close(self) -> None:
        if self.bench:
            self.context.__exit__(None, None, None)

    @property
    def held(self) -> Bench:
        assert self.bench
        return self.bench

    @staticmethod
    def _purchase(external_id: str) -> str:
        return external_id.rpartition(":")[2]


class TestLicensed(SourceSuite):
    @pytest.fixture
    def bench(self) -> Iterator[LicensedBench]:
        bench = LicensedBench()
        yield bench
        bench.close()


@pytest.fixture(scope="module")
def server() -> Iterator[Bench]:
    with holding(7) as bench:
        yield bench


@pytest.fixture
def bench(server: Bench) -> Bench:
    return fresh(server)


@pytest.fixture(scope="module")
def edges() -> Iterator[Bench]:
    with served(Setup(size="tiny", edges=True)) as bench:
        yield bench


class Store(FakeKnown):
    """Keeps every page before the next is asked for, as a catalogue does."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: list[Page] = []

    def keep(self, pages: Iterator[Page]) -> "Store":
        for page in pages:
            self.pages.append(page)
            for gone in page.gone:
                self._records.pop(gone, None)
            self._records |= {record.external_id: record for record in page.records}
        return self

    @property
    def cursor(self) -> str:
        return self.pages[-1].cursor

    def all(self) -> dict[str, Record]:
        return dict(self._records)


def stored(source: AssetSource, cursor: str = "", known: Store | None = None) -> Store:
    known = known or Store()
    return known.keep(source.changes(cursor, known))


def states(record: Record) -> set[str]:
    return {dict(licence.fields)["state"] for licence in record.licences}


def transactions(record: Record) -> set[str]:
    return set(record.raw["transactions"])


def test_the_edge_cases_are_read_whatever_the_page_size_and_none_is_doubled(edges: Bench):
    small, large = (stored(edges.source(page_limit=limit)).all() for limit in (1, 50))
    assert small == large
    assert {key: record.etag for key, record in small.items()} == {key: record.etag for key, record in large.items()}
    assert list(edges.source().keys()) == sorted(large, key=list(edges.source().keys()).index)
    assert edges.violations() == []


def test_a_relicence_is_one_record_with_every_purchase_and_a_cancelled_one_says_so(edges: Bench):
    held = stored(edges.source()).all()
    assert any(len(transactions(record)) > 1 for record in held.values())
    assert any("cancelled" in states(record) for record in held.values())
    assert all(record.licences for record in held.values())


def test_withheld_purchases_move_the_cursor_and_leave_nothing(edges: Bench):
    pages = everything(edges.source(page_limit=1))
    assert any(not page.records and not page.unchanged and not page.last for page in pages)
    assert len({page.cursor for page in pages[:-1]}) == len(pages) - 1


def test_java_dates_and_constraints_of_2019_give_the_same_terms():
    wanted = {"valid_from", "valid_until", "allowed_geographies", "is_editorial_use"}
    with holding(5) as bench:
        usual = stored(bench.source()).all()
    with holding(5, java_dates=True, legacy_constraints=True) as bench:
        older = stored(bench.source()).all()
    assert set(usual) == set(older)
    for key, record in usual.items():
        ours, theirs = ([[p for p in x.fields if p[0] in wanted] for x in r.licences[1:]] for r in (record, older[key]))
        assert ours == theirs


def test_a_changed_purchase_comes_alone_and_keeps_the_others_of_its_asset(edges: Bench):
    with served(Setup(size="tiny", edges=True)) as bench:
        known = stored(bench.source())
        several = next(record for record in known.all().values() if len(transactions(record)) > 1)
        changed = min(transactions(several))
        bench.do(purchase={"uuid": changed, "set": {"current_downloads": 77}})
        before = len(known.pages)
        stored(bench.source(), known.cursor, known)
        again = [record for page in known.pages[before:] for record in page.records]
        assert [record.external_id for record in again] == [several.external_id]
        assert transactions(again[0]) == transactions(several)
        assert [dict(x.fields).get("current_downloads") for x in again[0].licences].count("77") == 1


def test_cancelling_revokes_and_keeps_the_record(bench: Bench):
    known = stored(bench.source())
    key = min(known.all())
    bench.do(cancel=min(transactions(known.all()[key])))
    stored(bench.source(), known.cursor, known)
    assert states(known.all()[key]) == {"cancelled"}
    assert key in list(bench.source().keys())


def test_what_may_no_longer_go_out_is_gone(bench: Bench):
    known = stored(bench.source())
    key = min(known.all())
    bench.do(purchase={"uuid": key.rpartition(":")[2], "set": {"can_be_synced": False}})
    stored(bench.source(), known.cursor, known)
    assert [page.gone for page in known.pages if page.gone] == [(key,)]
    assert key not in list(bench.source().keys())
    assert bench.source().read([key], known).gone == (key,)


def test_a_cursor_nobody_knows_any_more_starts_anew_and_doubles_nothing(bench: Bench):
    known = stored(bench.source())
    unchanged = everything(bench.source(), "no such cursor", known.all().values())
    assert (records(unchanged), sum(page.unchanged for page in unchanged)) == ([], 7)


def test_paths_hosts_and_page_sizes_are_settings():
    moved = Paths("/v9/vocab", "/v9/buys", "/v9/{cart}/x/{lpt}", "/where")
    with served(Setup(size="tiny", paths=moved)) as bench:
        with pytest.raises(Refused):
            everything(bench.source())
        own = {"metadata_path": "/v9/vocab", "transactions_path": "v9/buys", "binaries_path": "v9/{cart}/x/{lpt}"}
        source = bench.opened("source", page_size="4", **own)
        assert source.capabilities.page_limit == 4
        found = records(everything(source))
        assert found
        assert source.binaries().of(found[0])
        assert bench.opened("vocabulary", **own).outline().records


def test_cultures_are_chosen_and_english_stands_in(edges: Bench):
    german = stored(edges.source(cultures="de")).all()
    said = {text.language for record in german.values() for text in record.texts if text.field == "title"}
    assert "de" in said
    assert said <= {"de", "en", "it", "fr", "zh", ""}


def test_two_tenants_share_nothing(bench: Bench):
    other = Bench(bench.server, "tidewell")
    words = [text.value for record in records(everything(other.source())) for text in record.texts]
    own = [text.value for record in records(everything(bench.source())) for text in record.texts]
    assert any(other.where["canary"] in word for word in words)
    assert not any(bench.where["canary"] in word for word in words)
    assert not any(other.where["canary"] in word for word in own)
    crossed = bench.source(licensed_url=other.where["licensing"])
    with pytest.raises(Refused) as refused:
        everything(crossed)
    assert refused.value.status in (403, 404)


@pytest.mark.parametrize(
    "fault",
    [
        "status:429:0",
        "status:500",
        "status:502",
        "status:503",
        "html200",
        "empty",
        "garbage",
        "reset",
        "truncate",
        "cut",
        "repeat_cursor",
        "shrink_page",
    ],
)
def test_a_passing_fault_loses_nothing(bench: Bench, fault: str):
    bench.fault(fault, PURCHASES, 1, skip=1)
    assert len(records(everything(bench.source()))) == 7
    assert bench.violations() == []


@pytest.mark.parametrize(
    "fault",
    [
        "status:429:0",
        "status:503",
        "html200",
        "garbage",
        "truncate",
        "redirect_loop",
        "repeat_cursor",
        "oversized:40",
    ],
)
def test_a_lasting_fault_ends_in_a_sentence_and_what_came_before_stays_good(bench: Bench, fault: str):
    bench.fault(fault, PURCHASES, None, skip=1)
    known = Store()
    with pytest.raises(Unreachable) as error:
        stored(bench.source(), "", known)
    assert error.value.message.endswith(".")
    with pytest.raises(Unreachable):
        list(bench.source().keys())
    bench.control("faults", method="DELETE")
    assert len(stored(bench.source(), known.cursor, known).all()) == 7


class Told:
    """Answers with these pages in turn, the last one for ever."""

    name = "told"

    def __init__(self, *pages: tuple[int, str, int]) -> None:
        self.pages = [Stretch(tuple({"n": n, "uuid": i} for i in range(held)), at, n) for n, at, held in pages]

    def page(self, cursor: str, limit: int) -> Stretch:
        return self.pages.pop(0) if len(self.pages) > 1 else self.pages[0]


@pytest.mark.parametrize(
    ("pages", "words"),
    [
        ([(3, "a", 2)], "says it holds 3 purchases and holds 2"),
        ([(1, "a", 1), (2, "b", 2), (3, "a", 3)], "used before"),
        ([(1, "", 1)], "no cursor"),
        ([(1, "a", 1), (1, "b", 1), (1, "c", 1)], "same page 3 times"),
    ],
)
def test_a_stream_that_would_lose_something_or_never_end_is_noticed(pages: list[tuple[int, str, int]], words: str):
    with pytest.raises(Unreachable, match=words):
        list(walk(Told(*pages), "", 3))  # type: ignore[arg-type]


def test_a_page_that_is_short_once_is_asked_for_again():
    steps = list(walk(Told((3, "a", 2), (3, "a", 3), (0, "", 0)), "", 3))  # type: ignore[arg-type]
    assert [(len(step.stretch.items), step.cursor, step.last) for step in steps] == [(3, "a", False), (0, "a", True)]


def test_a_page_that_is_an_error_with_status_200_is_no_page(bench: Bench):
    source = bench.source(transactions_path="sync/genericMetadata")
    with pytest.raises(Unreachable, match="settings are those of your Swagger"):
        everything(source)


def test_an_item_without_a_content_element_is_refused_and_the_rest_goes_on(bench: Bench):
    bench.do(buy={"number": 800_001, "set": {"uuid": "lost", "content_element": None}})
    known = stored(bench.source())
    assert len(known.all()) == 7
    [(item, sentence)] = [refused for page in known.pages for refused in page.refused]
    assert item == "transaction lost"
    assert "no content element" in sentence
    assert bench.source().read([item], known).refused == ((item, sentence),)


def files(bench: Bench, **settings: str) -> tuple[LicensedSource, list[Record]]:
    source = bench.source(**settings)
    assert isinstance(source, LicensedSource)
    return source, list(stored(source).all().values())


def test_a_compound_asset_has_several_files_and_each_comes_whole(edges: Bench, tmp_path: Path):
    source, held = files(edges)
    listed = {record.external_id: source.binaries().of(record) for record in held}
    compound = max(listed.values(), key=len)
    assert len(compound) > 1
    assert len({binary.id for binary in compound}) == len(compound)
    for binary in compound:
        path = source.binaries().download(binary, tmp_path / binary.uuid)
        assert path.stat().st_size > 0
    assert not any(source.binaries().of(record) for record in held if states(record) == {"cancelled"})


def test_a_file_that_is_cut_off_leaves_nothing_behind(bench: Bench, tmp_path: Path):
    source, held = files(bench)
    [binary, *_] = source.binaries().of(held[0])
    bench.fault("truncate", "/files/", 1)
    with pytest.raises(Unreachable):
        source.binaries().download(binary, tmp_path / "file")
    assert list(tmp_path.iterdir()) == []
    assert source.binaries().download(binary, tmp_path / "file").stat().st_size > 0


def test_an_address_that_lapsed_is_asked_for_once_more(bench: Bench, tmp_path: Path):
    source, held = files(bench)
    [binary, *_] = source.binaries().of(held[0])
    before = len(bench.asked("/binaries"))
    bench.fault("status:403", "/files/", 1)
    assert source.binaries().download(binary, tmp_path / "file").is_file()
    assert len(bench.asked("/binaries")) == before + 2
    bench.fault("status:403", "/files/", None)
    with pytest.raises(Refused):
        source.binaries().download(binary, tmp_path / "other")
    assert not (tmp_path / "other").exists()


def test_a_replaced_file_has_a_higher_version(bench: Bench):
    source, held = files(bench)
    [before, *_] = source.binaries().of(held[0])
    bench.do(binary=before.transaction)
    [after, *_] = source.binaries().of(held[0])
    assert (after.id, after.version > before.version) == (before.id, True)


def test_the_outline_names_the_fields(bench: Bench):
    outline = bench.source().outline()
    assert outline.records == 7
    assert ("content_element.name", "title") in outline.mapping
    assert ids(everything(bench.source())) == list(bench.source().keys())
