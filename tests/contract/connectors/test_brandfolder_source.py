"""Reading Brandfolder over the sandbox: the suite of sources, and what is particular about it."""

from collections.abc import Iterator

import pytest

from tests.contract.asset_sink_suite import WATER
from tests.contract.connectors.brandfolder_server import Bench, fresh, served
from tests.contract.source_suite import SourceSuite, everything, ids, records
from tests.fakes.source import FakeKnown
from thesaury.connectors.brandfolder.settings import URI_FIELD
from thesaury.connectors.brandfolder.shapes import key, text, texts
from thesaury.model.asset import Record
from thesaury.model.errors import Refused, Unreachable, Usage
from thesaury.model.outbox import Change
from thesaury.ports.sink import Outcome
from thesaury.ports.source import AssetSource


class BrandfolderBench:
    """The system under test of the suite."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench

    def source(self) -> AssetSource:
        return self.bench.source()

    def fill(self, count: int) -> None:
        self.bench.fill(count)

    def alter(self, external_id: str) -> None:
        self.bench.later(60)
        self.bench.do(asset={"id": external_id, "description": "Another one."})

    def remove(self, external_id: str) -> None:
        self.bench.do(remove_asset=external_id)

    def vanish(self) -> None:
        self.bench.fault("status:503", "^/api/", None)


@pytest.fixture(scope="module")
def server() -> Iterator[Bench]:
    with served() as bench:
        yield bench


class TestSource(SourceSuite):
    @pytest.fixture
    def bench(self, server: Bench) -> BrandfolderBench:
        return BrandfolderBench(fresh(server))


def only(bench: Bench, **settings: str) -> Record:
    [found] = records(everything(bench.source(**settings)))
    return found


def test_a_second_pass_with_few_changes_makes_few_requests(server: Bench):
    bench = fresh(server)
    made = bench.fill(12)
    pages = everything(bench.source(50))
    bench.later(3_600)
    for changed in made[:2]:
        bench.do(asset={"id": changed, "name": "New name"})
    before = len(bench.asked("/api/"))
    again = everything(bench.source(50, dates="no"), pages[-1].cursor)
    assert sorted(ids(again)) == sorted(made[:2])
    assert len(bench.asked("/api/")) - before <= 3  # the brandfolder, one page, and once more without labels
    assert records(everything(bench.source(50), again[-1].cursor)) == []


def test_what_changes_within_the_overlap_comes_and_the_rest_does_not_come_again(server: Bench):
    bench = fresh(server)
    made = bench.fill(3)
    [*_, last] = everything(bench.source(50))
    bench.do(tags={"asset": made[2], "add": ["late"]})  # at the very same moment
    assert ids(everything(bench.source(50), last.cursor)) == [made[2]]


def test_assets_that_change_or_go_during_a_pass_make_it_skip_nothing(server: Bench):
    bench = fresh(server)
    made = bench.fill(9)
    pages = bench.source().changes("", FakeKnown())
    seen = ids([next(pages)])
    bench.later(60)
    bench.do(asset={"id": made[0], "name": "Moved to the front"}, remove_asset=seen[0])
    rest = list(pages)
    seen += ids(rest)
    seen += ids(everything(bench.source(), rest[-1].cursor))
    assert set(seen) == set(made)


def test_a_cursor_that_fits_no_more_starts_anew(server: Bench):
    bench = fresh(server)
    made = bench.fill(2)
    for cursor in ("x", "[]", '{"form":1}', '{"form":1,"page":-1,"seen":[],"near":[]}', '{"form":9}'):
        assert sorted(ids(everything(bench.source(), cursor))) == sorted(made)


def test_everything_an_asset_says_arrives(server: Bench):
    bench = fresh(server, include_labels=True)
    [one] = bench.fill(1)
    api = bench.api()
    [label] = [found for found in api.listed("labels") if len(texts(found, "path")) > 1][:1]
    [collection] = api.listed("collections")[:1]
    bench.do(
        tags={"asset": one, "add": ["jar"], "auto": ["Glass bottle"]},
        values={"asset": one, "key": bench.where["custom_field_keys"]["Market"], "add": ["AT", "DE"]},
        assign={"asset": one, "labels": [key(label)], "collections": [key(collection)]},
    )
    found = only(bench, language="en")
    assert [(text.field, text.value, text.language) for text in found.texts] == [
        ("title", "Picture 0", "en"),
        ("description", "Number 0.", "en"),
    ]
    assert (found.tags, found.property_values("auto_tags")) == (("jar",), ("Glass bottle",))
    assert found.property_values("Market") == ("AT", "DE")
    assert found.property_values("collection") == (text(collection, "name"),)
    assert found.property_values("label")[0].endswith(f" > {text(label, 'name')}")
    assert found.property_values("section")
    assert found.file is not None
    assert found.file.location.startswith("http")


def test_labels_are_asked_for_once_where_they_are_refused(server: Bench):
    bench = fresh(server)
    bench.fill(7)
    assert len(ids(everything(bench.source(3, dates="no")))) == 7
    asked = [entry["query"] for entry in bench.asked("/assets") if "include=" in entry["query"]]
    assert ["labels" in query for query in asked] == [True, False, False, False]


def test_dates_come_by_a_single_read_and_change_no_etag_of_others(server: Bench):
    bench = fresh(server)
    [one] = bench.fill(1)
    before = only(bench)
    bench.later(60)
    bench.do(asset={"id": one, "availability_end": "2027-01-31T00:00:00.000Z"})
    after = only(bench)
    assert dict(after.licences[0].fields)["availability_end"].startswith("2027-01-31")
    assert after.etag != before.etag
    assert "availability_end" not in dict(only(bench, dates="no").licences[0].fields)
    assert bench.source().read([one], FakeKnown()).records == (after,)


def test_a_connection_keeps_to_its_sections_and_collections(server: Bench):
    bench = fresh(server)
    one, _ = bench.fill(2)
    bench.do(asset={"id": one, "section": bench.where["sections"]["Films and links"]})
    source = bench.source(sections="Films and links")
    assert ids(everything(source)) == list(source.keys()) == [one]
    assert source.outline().records == 1
    assert bench.source(sections="Films and links, Packshots").outline().records == 2
    assert bench.source(sections="Packshots").read([one], FakeKnown()).gone == (one,)
    with pytest.raises(Usage, match="Packshots"):
        bench.source(sections="Nowhere").outline()


def test_what_we_wrote_is_not_stated_and_no_tag_while_a_bare_iri_is_stated(server: Bench):
    bench = fresh(server)
    [one] = bench.fill(1)
    api = bench.api()
    api.make_field(URI_FIELD)
    [field] = [found for found in api.listed("custom_field_keys") if text(found, "name") == URI_FIELD]
    sink = bench.sink(write="tags", language="en")
    bench.do(tags={"asset": one, "add": ["jar"]})
    change = Change("k", "c", one, "concepts", (WATER,), (), (WATER,))
    assert sink.apply(change).outcome is Outcome.DONE
    bench.do(values={"asset": one, "key": key(field), "add": ["https://terms.example/size"]})
    found = only(bench)
    assert (found.tags, found.stated) == (("jar",), ("https://terms.example/size",))
    assert found.property_values(URI_FIELD) == ()


def test_the_list_of_keys_is_whole_or_not_at_all(server: Bench):
    bench = fresh(server)
    bench.fill(2)
    bench.fault("cut", "/assets$", None)
    with pytest.raises(Unreachable):
        list(bench.source().keys())


def test_another_organisations_key_sees_nothing_of_ours(server: Bench):
    bench = fresh(server)
    bench.fill(1)
    other = Bench(server.server, "pellward")
    everything_there = records(everything(other.source(50)))
    assert everything_there
    assert bench.where["canary"] not in str([record.raw for record in everything_there])
    foreign = other.source().read(list(bench.source().keys()), FakeKnown())
    assert (foreign.records, len(foreign.gone)) == ((), 1)


def test_the_check_says_what_the_key_sees_and_what_writing_needs(server: Bench):
    bench = fresh(server)
    said = bench.opened("check", fields="*=Nowhere; x:y=Material")
    assert "Fennmoor Brand" in said[0]
    assert any("There is no custom field 'Nowhere'" in sentence for sentence in said)
    assert all(sentence.endswith(".") for sentence in said)


def test_an_asset_dated_ahead_hides_no_change_until_then(server: Bench):
    bench = fresh(server)
    first, _ = bench.fill(2)
    bench.control("clock", {"set": "2099-01-01T00:00:00Z"})
    ahead = bench.do(add_asset={"name": "From tomorrow"})["add_asset"]
    pages = everything(bench.source(50))
    bench.control("clock", {"set": "2098-01-01T00:00:00Z"})
    bench.do(asset={"id": first, "description": "Changed today."})
    again = ids(everything(bench.source(50), pages[-1].cursor, records(pages)))
    assert first in again
    assert ahead not in again


@pytest.mark.parametrize("status", [403, 404])
def test_what_does_not_open_and_is_listed_is_not_gone(server: Bench, status: int):
    bench = fresh(server)
    asset, other = bench.fill(2)
    bench.fault(f"status:{status}", "^/api/v4/assets/", None)
    bench.do(remove_asset=other)
    page = bench.source().read([asset, other], FakeKnown())
    assert page.gone == (other,)
    assert [item for item, _ in page.refused] == [asset]


def test_where_everything_is_not_found_nothing_is_gone(server: Bench):
    bench = fresh(server)
    [asset] = bench.fill(1)
    bench.fault("status:404", "^/api/", None)
    with pytest.raises(Refused):
        bench.source().read([asset], FakeKnown())
