"""The traps of the Brandfolder contract, one test each, over the sandbox."""

import json
from collections.abc import Iterator
from itertools import permutations

import pytest

from tests.contract.asset_sink_suite import SIZE, WATER, change, held, iris
from tests.contract.connectors.brandfolder_server import Bench, fresh, served
from tests.contract.connectors.test_brandfolder_sink import FieldDesk, TagDesk
from tests.contract.source_suite import everything, ids, records
from tests.fakes.source import FakeKnown
from thesaury.connectors.brandfolder.client import EVENTS
from thesaury.connectors.brandfolder.mapping import UNKNOWN
from thesaury.connectors.brandfolder.mapping import record as mapped
from thesaury.connectors.brandfolder.search_syntax import labelled
from thesaury.connectors.brandfolder.shapes import key, text, texts
from thesaury.model.errors import NeedsLogin, Refused, Usage
from thesaury.ports.hints import Hint
from thesaury.ports.sink import Outcome

JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def server() -> Iterator[Bench]:
    with served() as bench:
        yield bench


@pytest.fixture
def bench(server: Bench) -> Bench:
    return fresh(server)


def event(bench: Bench, kind: str = "asset.update", **other: str) -> bytes:
    told = {
        "key": "a-1",
        "event_time": "2026-08-03 09:00:00.000000",
        "event_type": kind,
        "brandfolder_key": bench.where["brandfolder"],
        "organization_key": bench.where["organization_key"],
        **other,
    }
    return json.dumps({"data": {"attributes": told, "webhook_id": "w-1"}}).encode()


def test_trap_01_tag_removal_visible_only_later(bench: Bench):
    desk = TagDesk(bench)
    [one] = desk.fill(1)
    desk.sink().apply(change(desk, one, add=(WATER,)))
    assert desk.sink().apply(change(desk, one, remove=(WATER,), revision=1)).outcome is Outcome.UNKNOWN
    assert held(desk, one) == {one: iris(WATER)}
    bench.later(10)
    assert held(desk, one) == {one: frozenset()}


def test_trap_02_sort_by_without_order(bench: Bench):
    bench.fill(1)
    list(bench.source().keys())
    everything(bench.source())
    assert bench.violations() == []
    listed = f"brandfolders/{bench.where['brandfolder']}/assets"
    assert bench.status(f"{listed}?sort_by=updated_at", **JSON) == 400
    assert bench.status(f"{listed}?sort_by=updated_at&order=ASC", **JSON) == 200


def test_trap_03_availability_not_requested_is_unknown(bench: Bench):
    [one] = bench.fill(1)
    bare = bench.api().assets(1, 10, whole=False).items[0]
    payload = {"asset": bare, "included": [], "labels": {}, "language": "", "uri_field": ""}
    assert mapped("c", payload).licences[0].fields == (("availability", UNKNOWN),)
    [found] = records(everything(bench.source()))
    assert dict(found.licences[0].fields)["availability"] == "published"
    assert found.external_id == one


def test_trap_04_403_for_a_deleted_asset(bench: Bench):
    one, other, hidden = bench.fill(3)
    bench.do(remove_asset=one)
    bench.fault("status:403", f"^/api/v4/assets/{hidden}$", None)
    page = bench.source().read([one, other, hidden], FakeKnown())
    assert (page.gone, ids([page])) == ((one,), [other])
    assert [asset for asset, _ in page.refused] == [hidden]  # still listed, so it is not gone


def test_trap_05_restricted_field_refuses_an_unknown_value_push_then_set(bench: Bench):
    desk = FieldDesk(bench)
    [one] = desk.fill(1)
    with pytest.raises(Refused) as refused:
        bench.api().add_field_values(desk.keys["Subject"], one, ["water"])
    assert refused.value.status == 400
    assert desk.sink().apply(change(desk, one, add=(WATER,))).outcome is Outcome.DONE
    [field] = [one for one in bench.api().listed("custom_field_keys") if text(one, "name") == "Subject"]
    assert texts(field, "allowed_values") == ("glass", "water")
    methods = [(entry["method"], entry["path"].rpartition("/")[2]) for entry in bench.asked("custom_field_keys")]
    assert methods.index(("PUT", desk.keys["Subject"])) < len(methods) - 1


def test_trap_06_same_tag_name_on_two_assets_rename_one(bench: Bench):
    one, other = bench.fill(2)
    for asset in (one, other):
        bench.do(tags={"asset": asset, "add": ["glass"]})
    [tag] = bench.api().tags(one)
    assert bench.status(f"tags/{key(tag)}", "PUT", {"data": {"attributes": {"name": "jar"}}}, **JSON) == 200
    assert {record.external_id: record.tags for record in records(everything(bench.source()))} == {
        one: ("jar",),
        other: ("glass",),
    }


def test_trap_07_signed_thumbnail_expired(bench: Bench):
    bench.fill(1)
    [found] = records(everything(bench.source()))
    bench.later(100_000)
    pictures = bench.opened("pictures")
    with pytest.raises(Refused):
        bench.api().bytes(found.file.location if found.file else "")
    assert pictures.preview(found)
    [again] = records(everything(bench.source()))
    assert (again.etag, again.file == found.file) == (found.etag, False)  # a new address alone is no change


def test_trap_08_duplicate_after_a_retried_post(bench: Bench):
    desk = FieldDesk(bench)
    [one] = desk.fill(1)
    asked = change(desk, one, add=(WATER, SIZE))
    bench.fault("reset_after", "custom_field_values$", 1, method="POST", skip=1)
    assert desk.sink().apply(asked).outcome is Outcome.UNKNOWN
    assert desk.sink().apply(asked).outcome is Outcome.DONE
    assert sorted(desk.shown(one)) == ["size", "water"]
    assert len(desk.notes(one)) == 2


def test_trap_09_put_without_name(bench: Bench):
    desk = FieldDesk(bench)
    [one] = desk.fill(1)
    desk.sink().apply(change(desk, one, add=(WATER,)))
    assert bench.asked(f"custom_field_keys/{desk.keys['Subject']}")[0]["method"] == "PUT"
    assert bench.violations() == []  # the server would have noted a PUT without a name
    body = {"data": {"attributes": {"description": "x"}}}
    assert bench.status(f"assets/{one}", "PUT", body, **JSON) == 400


def test_trap_10_missing_content_type_on_get(bench: Bench):
    bench.fill(1)
    everything(bench.source())
    bench.opened("vocabulary").outline()
    assert bench.violations() == []
    assert (bench.status("brandfolders"), bench.status("brandfolders", **JSON)) == (400, 200)


def test_trap_11_create_and_update_events_in_either_order_retries_and_deactivation(bench: Bench):
    listener = bench.opened("listener")
    bench.do(switches={"https_only": False})
    address = f"{bench.url}/nowhere/token"
    first = listener.subscribe(address)
    assert [sentence.partition(" ")[0] for sentence in first] == ["asset.create", "asset.update", "asset.delete"]
    assert not any("token" in sentence for sentence in first)  # the address is a secret
    for order in permutations(("asset.create", "asset.update")):
        assert {hint for kind in order for hint in listener.heard({}, event(bench, kind))} == {Hint("a-1")}
    assert {listener.heard({}, event(bench)) for _ in range(16)} == {
        (Hint("a-1"),)
    }  # the first delivery and 15 retries
    bench.do(revoke=True)
    bench.later(3_600)
    bench.status("brandfolders")  # the server looks at its clock when it is asked
    bench.do(revoke=False)
    assert bench.api().subscriptions() == ()
    bench.opened("listener").subscribe(address)
    assert sorted(text(one, "event_type") for one in bench.api().subscriptions()) == sorted(EVENTS)


def test_trap_12_event_of_another_brandfolder_on_our_path(bench: Bench):
    listener = bench.opened("listener")
    assert listener.heard({}, event(bench)) == (Hint("a-1"),)
    for other in ({"brandfolder_key": "x"}, {"organization_key": "x"}, {"brandfolder_key": ""}):
        with pytest.raises(Refused):
            listener.heard({}, event(bench, **other))


def test_trap_13_label_names_with_quotes(bench: Bench):
    names = ['He said "glass"', "Paper (recycled)", "AND", "back\\slash"]
    search = labelled(names)
    assert search == r'label:("He said \"glass\"" OR "Paper (recycled)" OR "AND" OR "back\\slash")'
    assert bench.api().assets(1, 3, search).items == ()


def test_trap_14_empty_list_on_a_bad_key(bench: Bench):
    bench.secrets.put("c", {"api_key": "wrong"})
    for ask in (bench.source().outline, lambda: everything(bench.source()), lambda: list(bench.source().keys())):
        with pytest.raises(NeedsLogin, match="check the key"):
            ask()
    bench.secrets.put("c", {"api_key": bench.where["api_key"]})
    with pytest.raises(Usage, match="Fennmoor Brand"):
        bench.source(brandfolder="elsewhere").outline()


def test_trap_15_custom_field_values_as_strings(bench: Bench):
    [one] = bench.fill(1)
    bench.do(values={"asset": one, "key": bench.where["custom_field_keys"]["Order number"], "add": ["123", "0456"]})
    [found] = records(everything(bench.source()))
    assert found.property_values("Order number") == ("123", "0456")
