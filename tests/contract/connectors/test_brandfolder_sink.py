"""Writing to Brandfolder over the sandbox, as custom field values and as tags: the promises of every sink, and lost replies."""

from collections.abc import Iterator

import pytest

from tests.contract.asset_sink_suite import PEACE, PERSONS, SIZE, WATER, AssetSinkSuite, change, held, iris
from tests.contract.connectors.brandfolder_server import Bench, fresh, served
from thesaury.connectors.brandfolder.pairing import Pair, pairs_of, value_of
from thesaury.connectors.brandfolder.settings import URI_FIELD
from thesaury.connectors.brandfolder.shapes import key, text
from thesaury.model.asset import Record
from thesaury.model.errors import NeedsLogin
from thesaury.model.outbox import ConceptTag
from thesaury.ports.sink import AssetSink, Outcome

VALUES = {value_of(tag, "en"): tag.iri for tag in (SIZE, PEACE, WATER, PERSONS)}


class FieldDesk:
    """Assets whose concepts are values of a custom field that takes only allowed ones."""

    field = "concepts"
    settings = (("write", "field"), ("fields", "*=Subject"), ("language", "en"))

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        api = bench.api()
        api.make_field("Subject", ["glass"])
        api.make_field(URI_FIELD)
        self.keys = {text(one, "name"): key(one) for one in api.listed("custom_field_keys")}

    def sink(self, **settings: str) -> AssetSink:
        return self.bench.sink(**{**dict(self.settings), **settings})

    def fill(self, count: int) -> list[str]:
        return self.bench.fill(count)

    def by_hand(self, external_id: str, *concepts: ConceptTag) -> None:
        """A person who notes the concepts as well, for a value alone stands for none."""
        for concept in concepts:
            self.put(external_id, value_of(concept, "en"))
            self.note(external_id, str(Pair(concept.iri, value_of(concept, "en"))))

    def put(self, external_id: str, *values: str) -> None:
        self.bench.do(values={"asset": external_id, "key": self.keys["Subject"], "add": list(values)})

    def take(self, external_id: str, *values: str) -> None:
        self.bench.do(values={"asset": external_id, "key": self.keys["Subject"], "remove": list(values)})

    def note(self, external_id: str, *entries: str) -> None:
        self.bench.do(values={"asset": external_id, "key": self.keys[URI_FIELD], "add": list(entries)})

    def shown(self, external_id: str) -> list[str]:
        """The values as a person sees them, doubles and all."""
        return [text(one, "value") for one in self._values(external_id) if text(one, "key") == "Subject"]

    def notes(self, external_id: str) -> list[str]:
        return [text(one, "value") for one in self._values(external_id) if text(one, "key") == URI_FIELD]

    def carried(self, external_id: str) -> set[str]:
        return {VALUES[value] for value in self.shown(external_id) if value in VALUES}

    def vanish(self) -> None:
        self.bench.fault("status:429:0", "^/api/", None)

    def _values(self, external_id: str):  # type: ignore[no-untyped-def]
        return self.bench.api().field_values(external_id)


class TagDesk(FieldDesk):
    """Assets whose concepts are tags."""

    settings = (("write", "tags"), ("language", "en"))

    def put(self, external_id: str, *values: str) -> None:
        self.bench.do(tags={"asset": external_id, "add": list(values)})

    def take(self, external_id: str, *values: str) -> None:
        self.bench.do(tags={"asset": external_id, "remove": list(values)})

    def shown(self, external_id: str) -> list[str]:
        self.bench.later(10)  # removed tags are gone by then
        return [text(one, "name") for one in self.bench.api().tags(external_id)]


@pytest.fixture(scope="module")
def server() -> Iterator[Bench]:
    with served() as bench:
        yield bench


class TestField(AssetSinkSuite):
    @pytest.fixture
    def desk(self, server: Bench) -> FieldDesk:
        return FieldDesk(fresh(server))


class TestTags(AssetSinkSuite):
    @pytest.fixture
    def desk(self, server: Bench) -> TagDesk:
        return TagDesk(fresh(server))

    def test_it_adds_and_removes_only_what_it_names(self, desk: TagDesk):
        one, other = desk.fill(2)
        assert desk.sink().apply(change(desk, one, add=(SIZE, PEACE))).outcome is Outcome.DONE
        second = change(desk, one, add=(WATER,), remove=(SIZE,), wanted=(PEACE, WATER), revision=1)
        answer = desk.sink().apply(second)
        assert (answer.outcome, answer.message.endswith(".")) == (Outcome.UNKNOWN, True)
        assert held(desk, one) == {one: iris(SIZE, PEACE, WATER)}  # not removed yet
        desk.bench.later(10)
        assert held(desk, one) == {one: iris(PEACE, WATER)}
        assert desk.carried(one) == iris(PEACE, WATER)
        assert desk.carried(other) == set()


BOTH = pytest.mark.parametrize("make", [FieldDesk, TagDesk])


@BOTH
def test_a_value_of_a_person_stays_theirs_when_ours_is_withdrawn(server: Bench, make: type[FieldDesk]):
    desk = make(fresh(server))
    [one] = desk.fill(1)
    desk.put(one, "water")
    assert desk.sink().apply(change(desk, one, add=(WATER, SIZE))).outcome is Outcome.DONE
    assert sorted(desk.shown(one)) == ["size", "water"]
    desk.sink().apply(change(desk, one, remove=(WATER, SIZE), revision=1))
    assert desk.shown(one) == ["water"]


@BOTH
def test_what_a_person_took_out_is_not_held_any_more(server: Bench, make: type[FieldDesk]):
    desk = make(fresh(server))
    [one] = desk.fill(1)
    desk.sink().apply(change(desk, one, add=(WATER, SIZE)))
    desk.take(one, "water")
    assert held(desk, one) == {one: iris(SIZE)}


@BOTH
@pytest.mark.parametrize("skip", [0, 1])
@pytest.mark.parametrize("fault", ["reset_after", "reset", "truncate", "status:502", "html200", "empty"])
def test_after_a_lost_reply_reading_back_and_writing_again_leaves_one_result(
    server: Bench, make: type[FieldDesk], skip: int, fault: str
):
    desk = make(fresh(server))
    [one] = desk.fill(1)
    desk.bench.fault(fault, "custom_field_values$|/tags$", 1, method="POST", skip=skip)
    asked = change(desk, one, add=(WATER,))
    answer = desk.sink().apply(asked)
    assert (answer.outcome, answer.message.endswith(".")) == (Outcome.UNKNOWN, True)
    assert (held(desk, one)[one] == iris(WATER)) == (desk.shown(one) == ["water"])  # never held without showing
    assert desk.sink().apply(asked).outcome is Outcome.DONE
    assert (desk.shown(one), desk.notes(one)) == (["water"], [f"{WATER.iri} water"])
    assert held(desk, one) == {one: iris(WATER)}


def test_a_refusal_after_a_part_was_written_leaves_the_end_unknown(server: Bench):
    desk = FieldDesk(fresh(server))
    [one] = desk.fill(1)
    desk.bench.fault("status:403", "custom_field_values$", 1, method="POST", skip=1)
    answer = desk.sink().apply(change(desk, one, add=(WATER,)))
    assert (answer.outcome, "A part was written" in answer.message) == (Outcome.UNKNOWN, True)


def test_two_concepts_with_one_value_leave_it_until_both_are_gone(server: Bench):
    desk = FieldDesk(fresh(server))
    [one] = desk.fill(1)
    same = ConceptTag("https://terms.example/aqua", "", WATER.labels)
    desk.sink().apply(change(desk, one, add=(WATER,)))
    desk.note(one, str(Pair(same.iri, "water")))
    desk.sink().apply(change(desk, one, remove=(WATER,), revision=1))
    assert (desk.shown(one), held(desk, one)) == (["water"], {one: iris(same)})
    desk.sink().apply(change(desk, one, remove=(same,), revision=2))
    assert (desk.shown(one), desk.notes(one)) == ([], [])


def test_a_renamed_concept_is_removed_by_the_value_it_was_written_as(server: Bench):
    desk = FieldDesk(fresh(server))
    [one] = desk.fill(1)
    desk.sink().apply(change(desk, one, add=(WATER,)))
    renamed = ConceptTag(WATER.iri, WATER.scheme, ())
    assert desk.sink().apply(change(desk, one, remove=(renamed,), revision=1)).outcome is Outcome.DONE
    assert desk.shown(one) == []


def test_concepts_go_to_the_field_of_their_scheme(server: Bench):
    desk = FieldDesk(fresh(server))
    [one] = desk.fill(1)
    sink = desk.sink(fields=f"{WATER.scheme}=Subject")
    assert sink.apply(change(desk, one, add=(WATER,))).outcome is Outcome.DONE
    stranger = ConceptTag("https://other.example/x", "https://other.example/", WATER.labels)
    refused = sink.apply(change(desk, one, add=(stranger,)))
    assert (refused.outcome, "*=Name" in refused.message) == (Outcome.REFUSED, True)
    nowhere = desk.sink(fields="*=Nowhere").apply(change(desk, one, add=(SIZE,)))
    assert (nowhere.outcome, "there are:" in nowhere.message) == (Outcome.REFUSED, True)
    assert desk.shown(one) == ["water"]


def test_the_field_for_iris_is_made_with_the_first_write(server: Bench):
    desk = FieldDesk(fresh(server))
    [one] = desk.fill(1)
    sink = desk.sink(uri_field="Begriffe")
    assert sink.apply(change(desk, one, add=(WATER,))).outcome is Outcome.DONE
    assert sink.held([Record("c", one, "")], "concepts") == {one: iris(WATER)}


def test_without_a_field_for_iris_a_value_of_the_label_is_the_concept_that_is_asked_about(server: Bench):
    desk = FieldDesk(fresh(server))
    [one] = desk.fill(1)
    sink = desk.sink(uri_field="none")
    assert "a value of that label" in sink.describes
    assert sink.apply(change(desk, one, add=(WATER,))).outcome is Outcome.DONE
    assert sink.held([Record("c", one, "")], "concepts") == {one: None}
    assert sink.held([Record("c", one, "")], "concepts", (WATER, SIZE)) == {one: iris(WATER)}
    sink.apply(change(desk, one, remove=(WATER,), revision=1))
    assert (desk.shown(one), desk.notes(one)) == ([], [])


def test_tags_of_a_machine_are_never_removed(server: Bench):
    desk = TagDesk(fresh(server))
    [one] = desk.fill(1)
    desk.note(one, str(Pair(WATER.iri, "water")))
    desk.bench.do(tags={"asset": one, "auto": ["water"]})
    assert desk.sink().apply(change(desk, one, remove=(WATER,))).outcome is Outcome.DONE
    assert desk.shown(one) == ["water"]


def test_notes_of_tags_that_are_gone_are_cleared_by_the_next_write(server: Bench):
    desk = TagDesk(fresh(server))
    [one] = desk.fill(1)
    desk.sink().apply(change(desk, one, add=(WATER,)))
    desk.sink().apply(change(desk, one, remove=(WATER,), revision=1))
    assert desk.shown(one) == []
    desk.sink().apply(change(desk, one, add=(SIZE,), revision=2))
    assert desk.notes(one) == [f"{SIZE.iri} size"]


def test_a_wrong_key_is_raised_and_nothing_is_sent(server: Bench):
    desk = FieldDesk(fresh(server))
    [one] = desk.fill(1)
    desk.bench.secrets.put("c", {"api_key": ""})
    with pytest.raises(NeedsLogin, match="api_key"):
        desk.sink().apply(change(desk, one, add=(WATER,)))
    assert desk.bench.control("effects")["repeated"] == {}


def test_a_connection_that_writes_nothing_says_so(server: Bench):
    sink = fresh(server).sink(write="none")
    assert sink.describes.startswith("Writes nothing")
    assert sink.held([Record("c", "1", "")], "concepts") == {"1": None}


def test_nothing_but_bare_iris_and_pairs_is_a_note():
    entries = ["https://terms.example/water water glass", "urn:example:y", "water", " ", "ftp://terms.example/a b"]
    assert pairs_of(entries) == (Pair("https://terms.example/water", "water glass"), Pair("urn:example:y"))
    assert value_of(ConceptTag("https://terms.example/#a", "", ()), "en") == "a"
    assert value_of(WATER, "fr-CA") == "eau"
