"""What a portal shows, over the sandbox: the promises of every source, both ways of paging, every layout, and partial answers."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.contract.connectors.smintio_server import Bench, fresh, holding, served
from tests.contract.source_suite import SourceSuite, everything, ids, records
from tests.fakes.source import FakeKnown
from thesaury.connectors.smintio.tasks import encoded, task
from thesaury.model.asset import Record
from thesaury.model.errors import Refused, Unreachable, Usage
from thesaury.ports.source import AssetSource, Page
from thesaury.sandbox.smintio.server import Paths, Setup

SEARCH = "searchAssetsAsync$"
# Batches are long-running calls, and polling waits a second each time; one test below reads in batches.
SINGLE = {"details": "single"}


class PortalBench:
    def __init__(self, **dialect: Any) -> None:
        self.dialect = dialect
        self.bench: Bench | None = None

    def source(self) -> AssetSource:
        return self.held.source("portal", **SINGLE)

    def fill(self, count: int) -> None:
        self.context = holding(count, **self.dialect)
        self.bench = self.context.__enter__()

    def alter(self, external_id: str) -> None:
        self.held.do(asset={"id": external_id, "name": {"en": "Altered"}})

    def remove(self, external_id: str) -> None:
        self.held.do(remove_asset=external_id)

    def vanish(self) -> None:
        self.held.server.stop()

    def close(self) -> None:
        if self.bench:
            self.context.__exit__(None, None, None)

    @property
    def held(self) -> Bench:
        assert self.bench
        return self.bench


class TestPortal(SourceSuite):
    @pytest.fixture
    def bench(self) -> Iterator[PortalBench]:
        bench = PortalBench()
        yield bench
        bench.close()


class TestPortalByResultSets(SourceSuite):
    """Every search has a result set of its own, which its cursors name: two passes agree in everything else."""

    @pytest.fixture
    def bench(self) -> Iterator[PortalBench]:
        bench = PortalBench(random_access=False, layout="list", quoted_results=True)
        yield bench
        bench.close()

    def test_every_cursor_gives_exactly_the_rest(self, bench: PortalBench):
        bench.fill(8)
        pages = everything(bench.source())
        for number, page in enumerate(pages[:-1], 1):
            assert records(everything(bench.source(), page.cursor)) == records(pages[number:])

    def test_two_passes_are_equal_ids_unique_and_keys_agree(self, bench: PortalBench):
        bench.fill(7)
        first, second = everything(bench.source()), everything(bench.source())
        assert records(first) == records(second)
        assert len(set(ids(first))) == 7
        assert list(bench.source().keys()) == ids(first)


@pytest.fixture(scope="module")
def server() -> Iterator[Bench]:
    with holding(7) as bench:
        yield bench


@pytest.fixture
def bench(server: Bench) -> Bench:
    return fresh(server)


def content(record: Record) -> tuple[Any, ...]:
    return record.texts, record.tags, record.properties, record.licences, record.file and record.file.media_type


@pytest.mark.parametrize("hint", ["auto", "exact"])
def test_three_layouts_give_the_same_records(hint: str):
    found = {}
    for layout in ("flat", "list", "map"):
        with served(Setup(size="tiny"), layout=layout) as bench:
            source = bench.source("portal", layout=layout if hint == "exact" else "auto", **SINGLE)
            found[layout] = {record.external_id: content(record) for record in records(everything(source))}
    assert found["flat"] == found["list"] == found["map"]
    assert all(texts for texts, *_ in found["flat"].values())


@pytest.mark.parametrize("settings", [{"body_encoding": "string"}, {"body_encoding": "raw", "culture": "de"}])
def test_arguments_are_sent_as_the_tenant_wants_them(bench: Bench, settings: dict[str, str]):
    assert len(records(everything(bench.source("portal", **SINGLE, **settings)))) == 7
    assert bench.violations() == []


def test_assets_are_read_in_batches_that_are_polled_at_ease():
    with holding(3, polls=2) as bench:
        bench.control("clock", {"freeze": False})
        found = records(everything(bench.source("portal", page_limit=50)))
        assert len(found) == 3
        assert len(bench.asked("getAssetsAsync")) == 1
        assert len(bench.asked("/backgroundTasks/")) == 2
        assert not bench.asked("getAssetAsync")
        assert bench.violations() == []


def test_a_batch_that_fails_is_read_one_by_one(bench: Bench):
    gone = "12:image:nothing"
    key = ids(everything(bench.source("portal", **SINGLE)))[0]
    page = bench.source("portal").read([key, gone], FakeKnown())
    assert (ids([page]), page.gone, page.refused) == ([key], (gone,), ())
    assert len(bench.asked("getAssetAsync")) > 7


def test_an_asset_that_is_denied_is_refused_and_not_gone(bench: Bench):
    first, *rest = ids(everything(bench.source("portal", **SINGLE)))
    bench.fault("status:403", "getAssetAsync$", 2)
    page = bench.source("portal", **SINGLE).read([first, *rest], FakeKnown())
    assert ids([page]) == rest
    assert [name for name, _ in page.refused] == [first]
    assert page.gone == ()


def test_nothing_is_read_in_detail_that_did_not_change(bench: Bench):
    known = records(everything(bench.source("portal", **SINGLE)))
    read = len(bench.asked("getAssetAsync"))
    again = everything(bench.source("portal", **SINGLE), known=known)
    assert (records(again), sum(page.unchanged for page in again)) == ([], 7)
    assert len(bench.asked("getAssetAsync")) == read


def test_an_etag_that_changes_alone_is_a_change(bench: Bench):
    known = records(everything(bench.source("portal", **SINGLE)))
    bench.do(asset={"id": known[2].external_id, "set": {"description": {"en": "Other"}}, "only": "eTag"})
    again = records(everything(bench.source("portal", **SINGLE), known=known))
    assert [record.external_id for record in again] == [known[2].external_id]
    assert again[0].property_values("modified") == known[2].property_values("modified")


def test_the_portal_says_where_its_search_is_unless_the_settings_do(bench: Bench):
    here = bench.where["portals"][0]
    own = {
        "frontend_url": bench.where["frontend"],
        "portal_uuid": here["uuid"],
        "search_page_uuid": here["search_page"],
    }
    assert len(records(everything(bench.source("portal", **SINGLE, **own)))) == 7
    assert not bench.asked("/portal/v1/")
    with pytest.raises(Refused, match="search_page_uuid"):
        everything(bench.source("portal", search_page_type="no-such-page", **SINGLE))
    with served(Setup(size="tiny", paths=Paths(payload="/elsewhere"))) as moved:
        assert records(everything(moved.source("portal", payload_path="elsewhere", **SINGLE)))


def test_a_portal_is_kept_to_its_data_adapters():
    with served(Setup(size="demo")) as bench:
        whole = records(everything(bench.source("portal", page_limit=50, **SINGLE)))
        adapters = {record.property_values("dataAdapter")[0] for record in whole}
        assert adapters == {"12", "14"}
        part = everything(bench.source("portal", page_limit=50, data_adapters="12", **SINGLE))
        both = everything(bench.source("portal", page_limit=50, data_adapters="da:12,14", **SINGLE))
        assert {record.property_values("dataAdapter") for record in records(part)} == {("12",)}
        assert sorted(ids(both)) == sorted(record.external_id for record in whole)
        assert sorted(bench.source("portal", data_adapters="12,14").keys()) == sorted(ids(both))
        assert bench.violations() == []


def test_ids_with_colons_stay_whole():
    with served(Setup(size="tiny")) as bench:
        key = bench.do(add_asset={"externalId": "a:b:c", "name": {"en": "Colon"}, "adapter": "12"})["add_asset"]
        [record] = bench.source("portal", **SINGLE).read([key], FakeKnown()).records
        assert (record.property_values("dataAdapter"), record.property_values("externalId")) == (("12",), ("a:b:c",))


def test_a_source_that_fails_in_a_search_is_said_and_nothing_counts_as_gone():
    with served(Setup(size="tiny"), partial_errors=True) as bench:
        pages = everything(bench.source("portal", **SINGLE))
        refused = [sentence for page in pages for _, sentence in page.refused]
        assert refused
        assert all("left a source out" in sentence for sentence in refused)
        assert records(pages)
        with pytest.raises(Unreachable, match="not sure to be complete"):
            list(bench.source("portal").keys())


def test_a_page_that_shrinks_is_asked_for_again_then_said_and_never_taken_for_all(bench: Bench):
    bench.fault("shrink_page", SEARCH, 1, skip=1)
    assert len(records(everything(bench.source("portal", **SINGLE)))) == 7
    bench.fault("shrink_page", SEARCH, None)
    pages = everything(bench.source("portal", **SINGLE))
    assert any("holds" in sentence for page in pages for _, sentence in page.refused)
    with pytest.raises(Unreachable, match="not sure to be complete"):
        list(bench.source("portal").keys())


def test_a_total_that_moves_is_walked_again(bench: Bench):
    seen = bench.source("portal", **SINGLE).changes("", FakeKnown())
    next(seen)
    bench.do(remove_asset=next(iter(bench.source("portal").keys())))
    rest: list[Page] = list(seen)
    assert rest[-1].last
    assert len(list(bench.source("portal").keys())) == 6


@pytest.mark.parametrize(
    "fault", ["status:429:0", "status:503", "status:502", "html200", "empty", "garbage", "reset", "truncate", "cut"]
)
def test_a_passing_fault_loses_nothing(bench: Bench, fault: str):
    for route in (SEARCH, "/portal/v1/", "getAssetAsync$"):
        bench.fault(fault, route, 1)
    assert len(records(everything(bench.source("portal", **SINGLE)))) == 7
    assert bench.violations() == []


@pytest.mark.parametrize("fault", ["status:503", "html200", "garbage", "redirect_loop", "status:424"])
def test_a_lasting_fault_ends_in_a_sentence(bench: Bench, fault: str):
    bench.fault(fault, SEARCH, None)
    for ask in (lambda: everything(bench.source("portal", **SINGLE)), lambda: list(bench.source("portal").keys())):
        with pytest.raises(Unreachable) as error:
            ask()
        assert error.value.message.endswith(".")


def test_a_task_that_never_ends_is_given_up():
    with holding(2, polls=1000) as bench:
        with pytest.raises(Unreachable, match="was not done after"):
            everything(bench.source("portal", task_seconds="1"))
        assert bench.violations() == []


def test_a_cursor_that_no_longer_fits_starts_anew(bench: Bench):
    for cursor in ("rubbish", "[]", '{"slice": 9}', '{"page": -1}', "null"):
        assert len(records(everything(bench.source("portal", **SINGLE), cursor))) == 7


def test_a_result_set_that_lapsed_is_searched_anew():
    with holding(7, random_access=False) as bench:
        page = next(iter(bench.source("portal", **SINGLE).changes("", FakeKnown())))
        cursor = {**json.loads(page.cursor), "result_set": "00000000-0000-0000-0000-000000000000"}
        assert len(records(everything(bench.source("portal", **SINGLE), json.dumps(cursor)))) == 7


def test_the_outline_shows_raw_data_to_choose_from():
    with served(Setup(size="demo")) as bench:
        outline = bench.source("portal").outline()
        assert outline.records == len(list(bench.source("portal", page_limit=50).keys()))
        assert ("localizedTags", "tags") in outline.mapping


def test_selectors_say_what_raw_data_mean():
    with served(Setup(size="tiny")) as bench:
        layer = [
            {
                "c101___Layer": {
                    "region": "DACH",
                    "ends": "2027-03-31",
                    "brand": ["Kibo"],
                    "iri": ["https://v.example/1", "no"],
                }
            }
        ]
        key = ids(everything(bench.source("portal", **SINGLE)))[0]
        bench.do(asset={"id": key, "set": {"rawData": layer}})
        chosen = {
            name: f"rawData/c101___Layer/{part}"
            for name, part in (("region", "region"), ("expiry", "ends"), ("brand", "brand"))
        }
        selectors = json.dumps({**chosen, "concepts": ["rawData/none", "rawData/c101___Layer/iri"]})
        [record] = bench.source("portal", selectors=selectors, **SINGLE).read([key], FakeKnown()).records
        assert {("region", "DACH"), ("expiry", "2027-03-31")} <= set(record.licences[0].fields)
        assert (record.property_values("brand"), record.stated) == (("Kibo",), ("https://v.example/1",))


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("layout", "round"),
        ("poll_seconds", "0.5"),
        ("content_types", "image"),
        ("selectors", "[1]"),
        ("selectors", "{"),
        ("portal_url", "http://portal.example"),
        ("page_size", "0"),
        ("page_size", "1.5"),
        ("cultures", "english!"),
        ("content", "both"),
        ("tenant", "a.b"),
        ("binaries_path", "x"),
        ("client_credentials", "maybe"),
    ],
)
def test_a_wrong_setting_is_named(bench: Bench, setting: str, value: str):
    with pytest.raises(Usage, match=setting.replace("tenant", "no tenant")):
        bench.opened("source", **{"content": "portal", setting: value})


def test_the_envelope_is_read_in_every_spelling():
    assert task({"uuid": "1", "state": "completed", "result_string": "'{\"a\":1}'"}).result == {"a": 1}
    assert task({"Uuid": "1", "State": "Completed", "ResultString": '{"a":1}'}).result == {"a": 1}
    assert task({"assetDataObjects": []}).result == {"assetDataObjects": []}
    assert not task({"uuid": "1", "state": "in_progress", "result_string": None}).done
    failed = task({"uuid": "1", "state": "error", "result_string": '{"errorCode":"backend_service_not_available"}'})
    assert failed.away
    for wrong in (
        ["x"],
        {"state": "dreaming", "uuid": "1"},
        {"state": "completed", "result_string": "{"},
        {"state": "created"},
    ):
        with pytest.raises(ValueError):
            task(wrong)
    assert encoded([{"a": "ü"}], False) == ['{"a": "ü"}']
    assert json.loads(encoded([], True)) == []
