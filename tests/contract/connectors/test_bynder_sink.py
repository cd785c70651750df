"""Writing to a Bynder portal over the sandbox: the promises of every sink, and what it refuses to do."""

from collections.abc import Iterator

import pytest

from tests.contract.asset_sink_suite import PEACE, PERSONS, SCHEME, SIZE, WATER, AssetSinkSuite, change, held, iris
from tests.contract.connectors.bynder_server import Bench, own_budget, served
from tests.fakes.outbox import FakeOutbox
from thesaury.connectors.bynder.locales import locale
from thesaury.connectors.bynder.naming import option_name
from thesaury.model.asset import Record
from thesaury.model.concept import Label
from thesaury.model.connection import Connection
from thesaury.model.errors import NeedsLogin
from thesaury.model.outbox import ConceptTag, WriteState
from thesaury.ports.sink import AssetSink, Outcome
from thesaury.sync.pushing import Pushing
from thesaury.sync.wanting import Wanted

pytestmark = pytest.mark.usefixtures("own_budget")
__all__ = ["own_budget"]
KNOWN = (SIZE, PEACE, WATER, PERSONS)


class PortalDesk:
    """A portal whose metaproperty `subject` takes every scheme, and knows the suite's concepts."""

    field = "concepts"
    settings = (("fields", "*=subject"),)

    def __init__(self) -> None:
        self.context = served()
        self.bench: Bench = self.context.__enter__()
        for tag in KNOWN:
            self.bench.do(add_option={"property": "subject", "externalReference": tag.iri, **self.option(tag)})

    @staticmethod
    def option(tag: ConceptTag) -> dict[str, object]:
        return {"name": option_name(tag.iri), "labels": {locale(label.language): label.text for label in tag.labels}}

    def sink(self) -> AssetSink:
        sink: AssetSink = self.bench.opened("sink", **dict(self.settings))
        return sink

    def fill(self, count: int) -> list[str]:
        return [self.bench.asset(name=f"Picture {number}", tags=["human"]) for number in range(count)]

    def by_hand(self, external_id: str, *tags: ConceptTag) -> None:
        names = {*self.names(external_id), *(option_name(tag.iri) for tag in tags)}
        self.bench.do(asset={"id": external_id, "values": {"subject": sorted(names)}})

    def carried(self, external_id: str) -> set[str]:
        by_name = {option_name(tag.iri): tag.iri for tag in KNOWN}
        return {by_name.get(name, name) for name in self.names(external_id)}

    def names(self, external_id: str) -> list[str]:
        return list(self.bench.get(f"/api/v4/media/{external_id}/").get("property_subject", []))

    def vanish(self) -> None:
        self.bench.server.stop()

    def close(self) -> None:
        self.context.__exit__(None, None, None)


class FieldDesk(PortalDesk):
    field = "subject"
    settings = (("write", "options"),)


@pytest.fixture
def desk() -> Iterator[PortalDesk]:
    desk = PortalDesk()
    yield desk
    desk.close()


class TestSink(AssetSinkSuite):
    @pytest.fixture
    def desk(self) -> Iterator[PortalDesk]:
        desk = PortalDesk()
        yield desk
        desk.close()


class TestSinkByFieldName(AssetSinkSuite):
    @pytest.fixture
    def desk(self) -> Iterator[PortalDesk]:
        desk = FieldDesk()
        yield desk
        desk.close()


def test_a_missing_option_is_refused_until_it_may_be_made(desk: PortalDesk):
    [one] = desk.fill(1)
    quay = ConceptTag("https://terms.example/quay", "https://terms.example/", (Label("Quay", "en"),))
    refused = desk.sink().apply(change(desk, one, add=(quay,)))
    assert (refused.outcome, "Publish the scheme there first" in refused.message) == (Outcome.REFUSED, True)
    making = desk.bench.opened("sink", fields="*=subject", create_options="yes")
    assert making.apply(change(desk, one, add=(quay,))).outcome is Outcome.DONE
    assert held(desk, one) == {one: frozenset({quay.iri})}


def test_an_option_without_reference_is_found_by_its_label_and_said_to_be_unreadable(desk: PortalDesk):
    [one] = desk.fill(1)
    meadow = ConceptTag("https://terms.example/meadow", "https://terms.example/", (Label("meadow", "en"),))
    sink = desk.sink()
    assert sink.apply(change(desk, one, add=(meadow,))).outcome is Outcome.DONE
    assert desk.names(one) == ["meadow"]
    assert sink.held([Record("c", one, "")], desk.field) == {one: frozenset({meadow.iri})}
    assert held(desk, one) == {one: None}  # another process cannot know what the option means


def test_a_single_choice_of_a_person_is_never_replaced(desk: PortalDesk):
    [one] = desk.fill(1)
    desk.bench.do(asset={"id": one, "values": {"region": ["north"]}})
    south = ConceptTag("urn:example:term:south", "urn:example:regions", (Label("South", "en"),))
    answer = desk.bench.opened("sink", fields="*=region").apply(change(desk, one, add=(south,)))
    assert (answer.outcome, "takes one option" in answer.message) == (Outcome.REFUSED, True)
    assert desk.bench.get(f"/api/v4/media/{one}/")["property_region"] == "north"


@pytest.mark.parametrize("fault", ["reset_after", "truncate", "status:502", "status:503"])
def test_a_write_whose_reply_is_lost_is_unknown_and_sent_once(desk: PortalDesk, fault: str):
    [one] = desk.fill(1)
    desk.bench.fault(fault, "/api/media/options", 1, method="POST")
    answer = desk.sink().apply(change(desk, one, add=(SIZE,)))
    assert (answer.outcome, answer.message[-1:]) == (Outcome.UNKNOWN, ".")
    assert len([entry for entry in desk.bench.asked("/api/media/options") if entry["method"] == "POST"]) == 1
    assert desk.carried(one) in (set(), iris(SIZE))


def test_a_second_call_that_fails_leaves_the_end_unknown(desk: PortalDesk):
    [one] = desk.fill(1)
    desk.by_hand(one, PEACE)
    desk.bench.fault("status:403", "/api/media/options", 1, method="POST")
    answer = desk.sink().apply(change(desk, one, add=(SIZE,), remove=(PEACE,)))
    assert (answer.outcome, "was written" in answer.message) == (Outcome.UNKNOWN, True)


def test_a_missing_role_is_refused_with_its_name(desk: PortalDesk):
    [one] = desk.fill(1)
    desk.bench.do(roles={"remove": ["MEDIAEDIT"]})
    answer = desk.sink().apply(change(desk, one, add=(SIZE,)))
    assert answer.outcome is Outcome.REFUSED
    assert "security role MEDIAEDIT" in answer.message


def test_a_dead_login_is_raised_and_nothing_is_sent(desk: PortalDesk):
    [one] = desk.fill(1)
    desk.bench.do(revoke="permanent")
    with pytest.raises(NeedsLogin):
        desk.sink().apply(change(desk, one, add=(SIZE,)))


def test_a_scheme_without_a_field_is_refused(desk: PortalDesk):
    [one] = desk.fill(1)
    answer = desk.bench.opened("sink", fields="https://other.example/=subject").apply(change(desk, one, add=(WATER,)))
    assert (answer.outcome, "setting fields" in answer.message) == (Outcome.REFUSED, True)


def test_many_assets_are_looked_at_in_one_request(desk: PortalDesk):
    keys = desk.fill(12)
    before = len(desk.bench.asked())
    assert set(held(desk, *keys)) == set(keys)
    assert len(desk.bench.asked()) - before <= 3


def test_a_grouping_node_is_refused(desk: PortalDesk):
    [one] = desk.fill(1)
    places = ConceptTag("https://terms.example/places", "https://terms.example/", (Label("Places", "en"),))
    answer = desk.sink().apply(change(desk, one, add=(places,)))
    assert (answer.outcome, "grouping node" in answer.message) == (Outcome.REFUSED, True)


@pytest.mark.parametrize("fields", ["*=tags", "*=subject"])
def test_what_a_person_had_set_before_us_stays_when_we_want_it_no_more(fields: str):
    """Neither a plain tag nor an option without a reference says who set it: what was there before is not ours."""
    with served() as bench:
        bench.do(add_option={"property": "subject", "name": "pier", "labels": {"en_US": "pier"}})
        bench.asset(tags=["pier"])  # so that the portal knows the tag
        one = bench.asset(tags=["pier"], values={"subject": ["pier"]})
        other = bench.asset(tags=["boats"])
        pier = ConceptTag("https://terms.example/pier", SCHEME, (Label("pier", "en"),))
        outbox, records = FakeOutbox(), [Record("c", id, "") for id in (one, other)]

        def push(*wanted: ConceptTag) -> None:
            sink: AssetSink = bench.opened("sink", fields=fields)  # as in another process
            pushing = Pushing(outbox, sink, Connection("c", "bynder"), lambda iri: pier)
            pushing.send(pushing.keep(pushing.plan([Wanted(record, "concepts", wanted) for record in records])))
            pushing.settle({record.external_id: record for record in records}, 0)

        def there(id: str) -> bool:
            asset = bench.get(f"/api/v4/media/{id}/")
            return "pier" in (asset["tags"] if fields == "*=tags" else asset.get("property_subject", []))

        push(pier)
        assert (there(one), there(other)) == (True, True)
        assert outbox.count([WriteState.UNCERTAIN]) == 0
        push()
        assert (there(one), there(other)) == (True, False)
