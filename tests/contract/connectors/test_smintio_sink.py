"""Writing to Smint.io over the sandbox: each strategy keeps the promises of every sink, or says what it cannot do."""

import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

import pytest

from tests.contract.asset_sink_suite import PERSONS, SIZE, WATER, AssetSinkSuite, change, held, iris
from tests.contract.connectors.smintio_server import Bench, holding
from tests.contract.source_suite import everything, records
from tests.fakes.write_back import MemoryDam
from thesaury.connectors.smintio.filling import concepts, filled, filled_address, places
from thesaury.model.asset import Record
from thesaury.model.errors import NeedsLogin, Unreachable, Usage
from thesaury.model.outbox import Change, ConceptTag
from thesaury.ports.sink import AssetSink, Outcome


class PortalDesk:
    """A portal whose assets are written to by one strategy."""

    field = "concepts"
    strategy: Mapping[str, str] = MappingProxyType({})

    def __init__(self) -> None:
        self.bench: Bench | None = None
        self.dam = MemoryDam()

    @property
    def held(self) -> Bench:
        assert self.bench
        return self.bench

    def sink(self) -> AssetSink:
        return self.held.sink({"studio": self.dam}, details="single", **self.strategy)

    def fill(self, count: int) -> list[str]:
        self.context = holding(count)
        self.bench = self.context.__enter__()
        found = records(everything(self.bench.source("portal", 50, details="none")))
        for record in found:
            self.dam.put(record.property_values("externalId")[0])
        return [record.external_id for record in found]

    def by_hand(self, external_id: str, *tags: ConceptTag) -> None:
        self.held.do(concepts={"asset": external_id, "add": sorted(iris(*tags))})

    def carried(self, external_id: str) -> set[str]:
        """Looked at through the custom interface by a call of its own, without the sink."""
        reader = self.held.sink({}, write="adapter")
        return set(reader.held([Record("c", external_id, "")], self.field)[external_id] or ())

    def vanish(self) -> None:
        self.held.server.stop()
        self.dam.reachable = False

    def close(self) -> None:
        if self.bench:
            self.context.__exit__(None, None, None)


class AdapterDesk(PortalDesk):
    strategy = MappingProxyType({"write": "adapter"})


class TemplateDesk(PortalDesk):
    @property
    def strategy(self) -> dict[str, str]:  # type: ignore[override]
        url = self.held.where["custom"]["url"].replace("{id}", "{external_id}")
        body = json.dumps({"add": "{add}", "remove": "{remove_iris}"})
        return {"write": "template", "template_url": url, "template_read_url": url, "template_body": body}


class DamDesk(PortalDesk):
    strategy = MappingProxyType({"write": "dam", "dams": "12=studio, 14=studio"})

    def by_hand(self, external_id: str, *tags: ConceptTag) -> None:
        self.dam.put(self._behind(external_id), self.field, *iris(*tags))

    def carried(self, external_id: str) -> set[str]:
        return self.dam.carried(self._behind(external_id))

    @staticmethod
    def _behind(external_id: str) -> str:
        return external_id.split(":", 2)[2]


class TestAdapter(AssetSinkSuite):
    @pytest.fixture
    def desk(self) -> Iterator[PortalDesk]:
        desk = AdapterDesk()
        yield desk
        desk.close()

    def test_it_says_in_a_sentence_how_it_writes(self, desk: PortalDesk):
        desk.fill(1)
        assert "reads back by getAssetConceptsAsync" in desk.sink().describes


class TestTemplate(AssetSinkSuite):
    @pytest.fixture
    def desk(self) -> Iterator[PortalDesk]:
        desk = TemplateDesk()
        yield desk
        desk.close()

    def test_it_says_in_a_sentence_how_it_writes(self, desk: PortalDesk):
        desk.fill(1)
        assert "--dry-run" in desk.sink().describes


class TestDam(AssetSinkSuite):
    @pytest.fixture
    def desk(self) -> Iterator[PortalDesk]:
        desk = DamDesk()
        yield desk
        desk.close()

    def test_it_says_in_a_sentence_how_it_writes(self, desk: PortalDesk):
        desk.fill(1)
        assert "only after its own sync" in desk.sink().describes


@pytest.fixture
def desk(request: pytest.FixtureRequest) -> Iterator[PortalDesk]:
    desk: PortalDesk = request.param()
    yield desk
    desk.close()


BOTH = pytest.mark.parametrize("desk", [AdapterDesk, TemplateDesk], indirect=True)
ROUTE = "setAssetConceptsAsync$|/custom/assets/"


@BOTH
@pytest.mark.parametrize(
    "fault", ["reset_after", "truncate", "cut", "status:502", "status:503", "html200", "garbage", "empty"]
)
def test_a_write_whose_reply_is_lost_is_unknown_and_sent_once(desk: PortalDesk, fault: str):
    [one] = desk.fill(1)
    desk.held.fault(fault, ROUTE, 1, method="POST")
    answer = desk.sink().apply(change(desk, one, add=(SIZE,)))
    assert answer.outcome is Outcome.UNKNOWN
    assert answer.message.endswith(".")
    effects = desk.held.control("effects")
    assert effects["count"] <= 1
    assert effects["repeated"] == {}
    assert desk.carried(one) in (set(), iris(SIZE))


@BOTH
def test_a_write_that_was_surely_not_carried_out_is_sent_again(desk: PortalDesk):
    [one] = desk.fill(1)
    desk.held.fault("status:429:0", ROUTE, 2, method="POST")
    asked = change(desk, one, add=(SIZE,))
    assert desk.sink().apply(asked).outcome is Outcome.DONE
    [effect] = desk.held.control("effects")["effects"]
    assert effect["key"] == asked.key


@BOTH
def test_a_dead_login_is_raised_and_nothing_is_sent(desk: PortalDesk):
    [one] = desk.fill(1)
    desk.held.do(revoke=True)
    with pytest.raises(NeedsLogin):
        desk.sink().apply(change(desk, one, add=(SIZE,)))
    assert desk.held.control("effects")["count"] == 0


def test_an_adapter_without_a_read_method_cannot_be_read_back():
    desk = AdapterDesk()
    [one] = desk.fill(1)
    sink = desk.held.sink(write="adapter", adapter_read_method="none")
    assert sink.held([Record("c", one, "")], "concepts") == {one: None}
    assert "cannot read back" in sink.describes
    missing = desk.held.sink(write="adapter", adapter_read_path="assets/nothing")
    assert missing.held([Record("c", one, "")], "concepts") == {one: None}
    desk.close()


def test_an_adapter_reads_many_assets_in_one_call():
    desk = AdapterDesk()
    keys = desk.fill(5)
    before = len(desk.held.asked("getAssetConceptsAsync"))
    assert held(desk, *keys) == dict.fromkeys(keys, frozenset())
    assert len(desk.held.asked("getAssetConceptsAsync")) == before + 1
    desk.close()


def test_the_dam_sink_knows_its_assets_from_records_and_says_whom_it_cannot_write_for():
    desk = DamDesk()
    [one] = desk.fill(1)
    record = Record("portal", one, "", properties=(("dataAdapter", ("99",)), ("externalId", ("x",))))
    sink = desk.sink()
    assert sink.held([record], "concepts") == {one: None}
    refused = sink.apply(change(desk, one, add=(SIZE,)))
    assert (refused.outcome, "99=NAME" in refused.message) == (Outcome.REFUSED, True)
    desk.close()


def test_the_dams_answer_comes_back_under_our_key():
    desk = DamDesk()
    [one] = desk.fill(1)
    desk.dam.lose_reply = True
    asked = change(desk, one, add=(SIZE,))
    answer = desk.sink().apply(asked)
    assert (answer.key, answer.outcome) == (asked.key, Outcome.UNKNOWN)
    assert desk.dam.applied == [asked.key]
    desk.close()


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    with holding(2) as bench:
        yield bench


def asked(bench: Bench, *add: ConceptTag, key: str = "k" * 64) -> Change:
    return Change(key, "portal", bench.source("portal", details="none").keys().__next__(), "concepts", add, (), add)


def test_marks_are_left_for_people_and_are_no_tags(bench: Bench):
    sink = bench.sink(
        write="marks", marks="collection,comment,flag,task", task_handler="review", review_collection="To review"
    )
    first = asked(bench, SIZE, WATER)
    assert "no tags" in sink.describes
    assert sink.held([Record("c", first.external_id, "")], "concepts") == {first.external_id: None}
    assert sink.apply(first).outcome is Outcome.DONE
    effects = {effect["route"]: effect["what"] for effect in bench.control("effects")["effects"]}
    assert effects["collection:create"]["name"] == "To review"
    assert WATER.iri in effects["comment"]["comment"]
    assert effects["flag"]["flag"] == "level_3"
    assert effects["task:create"]["taskHandlerId"] == "review"


def test_the_collection_for_review_is_made_once(bench: Bench):
    sink = bench.sink(write="marks", marks="collection", review_collection="Only one")
    for key in ("a" * 64, "b" * 64):
        assert sink.apply(asked(bench, SIZE, key=key)).outcome is Outcome.DONE
    made = [
        e
        for e in bench.control("effects")["effects"]
        if e["route"] == "collection:create" and e["what"]["name"] == "Only one"
    ]
    assert len(made) == 1


def test_a_mark_that_fails_after_another_leaves_the_end_unknown(bench: Bench):
    bench.fault("status:403", "createCommentAsync$", 2)
    answer = bench.sink(write="marks", review_collection="Half").apply(asked(bench, SIZE))
    assert (answer.outcome, "left already" in answer.message) == (Outcome.UNKNOWN, True)


def test_a_connection_that_writes_nothing_says_so(bench: Bench):
    sink = bench.sink()
    assert sink.describes.startswith("Writes nothing")
    assert sink.held([Record("c", "1", "")], "concepts") == {"1": None}
    assert sink.apply(asked(bench, SIZE)).outcome is Outcome.REFUSED


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"write": "magic"}, "write"),
        ({"write": "dam"}, "dams"),
        ({"dams": "12"}, "dams"),
        ({"write": "template"}, "template_url"),
        ({"write": "template", "template_url": "http://elsewhere.example/x"}, "template_url"),
        ({"write": "template", "template_url": "https://x.example", "template_headers": "[]"}, "template_headers"),
        ({"write": "adapter", "adapter_body": "{"}, "adapter_body"),
        ({"write": "marks", "marks": "graffiti"}, "graffiti"),
        ({"write": "marks", "marks": "task"}, "task_handler"),
        ({"write": "marks", "marks_methods": '{"flag": "x"}'}, "marks_methods"),
        ({"write": "adapter", "content": "licensed"}, "content=portal"),
    ],
)
def test_a_wrong_strategy_is_named(bench: Bench, settings: dict[str, str], words: str):
    with pytest.raises(Usage, match=words):
        bench.opened("sink", **{"content": "portal", **settings})


def test_our_credential_goes_to_our_hosts_only(bench: Bench):
    other = {"authority_url": bench.where["authority"].replace("127.0.0.1", "localhost")}
    hosts = {
        name: bench.where[key].replace("127.0.0.1", "localhost")
        for name, key in (("licensed_url", "licensing"), ("backend_url", "backend"), ("portal_url", "portal"))
    }
    url = bench.where["custom"]["url"].replace("{id}", "{external_id}")
    foreign = bench.sink(write="template", template_url=url, **other, **hosts)
    with pytest.raises(NeedsLogin):
        foreign.apply(asked(bench, SIZE))
    bench.secrets.put("portal", {"template_secret": bench.secrets.get("portal", "access_token")})
    headers = json.dumps({"Authorization": "Bearer {secret}"})
    given = bench.sink(write="template", template_url=url, template_headers=headers, **other, **hosts)
    assert given.apply(asked(bench, SIZE)).outcome is Outcome.DONE


def test_templates_are_filled_by_structure_and_never_by_pasting():
    tag = ConceptTag('urn:x:"1', "", SIZE.labels)
    values = places(Change("k", "c", 'a/b "}?#', "f", (tag,), (), (tag,)), secret="s")
    template: Any = {
        "id": "{external_id}",
        "add": "{add}",
        "text": "{field}: {add_iris} {unknown}",
        "n": [1, None, "{wanted_labels}"],
    }
    body = filled(template, values)
    assert body["id"] == 'a/b "}?#'
    assert body["add"] == [
        {"iri": 'urn:x:"1', "scheme": "", "labels": {label.language: label.text for label in SIZE.labels}}
    ]
    assert body["text"] == 'f: urn:x:"1 {unknown}'
    assert body["n"] == [1, None, [label.text for label in SIZE.labels]]
    assert json.loads(json.dumps(body)) == body
    assert (
        filled_address("https://x.example/{external_id}?f={field}", values)
        == "https://x.example/a%2Fb%20%22%7D%3F%23?f=f"
    )


def test_what_is_read_back_is_told_from_what_is_not_said():
    one = {
        "assets": [
            {"assetId": {"id": "1"}, "concepts": [{"iri": PERSONS.iri}, "tag"]},
            {"assetId": "2", "concepts": []},
            {"id": "3"},
        ]
    }
    assert concepts(one, "assets/concepts") == {"1": frozenset({PERSONS.iri}), "2": frozenset(), "3": None}
    assert concepts({"concepts": [SIZE.iri]}, "concepts") == {"": frozenset({SIZE.iri})}
    assert concepts(None, "a/b") == {}


def test_an_unreachable_portal_sends_nothing():
    with holding(1) as bench:
        first = asked(bench, SIZE)
        bench.server.stop()
        for settings in ({"write": "marks"}, {"write": "adapter"}):
            with pytest.raises(Unreachable):
                bench.sink(**settings).apply(first)
