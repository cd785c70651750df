"""The Smint.io sandbox over real HTTP, by plain requests: bought content, its files, the push channel, and the portal backend."""

import json
from pathlib import Path

import httpx
from websockets.sync.client import connect

from tests.contract.sandbox.smintio_caller import Caller, code, edge
from tests.patience import PATIENCE
from thesaury.sandbox.serving.server import running
from thesaury.sandbox.smintio import edge_cases
from thesaury.sandbox.smintio.dialect import Paths
from thesaury.sandbox.smintio.server import Setup, create
from thesaury.sandbox.smintio.tenants import FENNMOOR


def test_generic_metadata_has_fifteen_open_vocabularies(caller: Caller) -> None:
    address = caller.where["licensing"] + caller.where["paths"]["metadata"]
    told = caller.http.get(address, headers=caller.licensing).json()
    assert len(told) == 15
    for elements in told.values():
        assert {"en", "de"} == {element["culture"] for element in elements}
        assert "kelp_forest" in {element["metadata_element"]["key"] for element in elements}
    germany = [e for e in told["license_geographies"] if e["metadata_element"]["key"] == "europe_germany"]
    assert len(germany) == 2


def test_the_cursor_walks_everything_once_and_then_stands_still(caller: Caller) -> None:
    found, end = caller.all(limit=3)
    assert (
        len({purchase["uuid"] for purchase in found})
        == len(found)
        == caller.http.get("/__sandbox__/state").json()["fennmoor"]["purchases"]
    )
    page = caller.page(end).json()
    assert (page["count"], page["continuation_uuid"]) == (0, end)
    assert caller.violations() == []


def test_a_page_may_hold_only_what_cannot_be_synced(caller: Caller) -> None:
    cursor, kinds = None, []
    while True:
        page = caller.page(cursor).json()
        cursor = page["continuation_uuid"]
        if not page["count"]:
            break
        kinds.append({purchase["can_be_synced"] for purchase in page["license_purchase_transactions"]})
    assert {False} in kinds
    assert {True} in kinds


def test_changed_and_new_purchases_come_at_the_end(caller: Caller) -> None:
    found, end = caller.all()
    caller.edit(purchase={"uuid": found[0]["uuid"], "description": {"en": "A new sentence."}})
    bought = caller.edit(buy={"number": 900})["buy"]
    caller.edit(cancel=found[1]["uuid"])
    changed, _ = caller.all(cursor=end)
    assert [purchase["uuid"] for purchase in changed] == [found[0]["uuid"], bought, found[1]["uuid"]]
    assert changed[0]["version"] == 2
    assert {"culture": "en", "value": "A new sentence."} in changed[0]["content_element"]["description"]
    assert changed[2]["state"] == "cancelled"
    again, _ = caller.all()
    assert len(again) == len({purchase["uuid"] for purchase in again}) == len(found) + 1


def test_relicences_point_back_at_the_same_content(caller: Caller) -> None:
    chain = [edge(caller, f"relicence_{number}") for number in (1, 2, 3)]
    assert len({purchase["content_element"]["uuid"] for purchase in chain}) == 1
    reused = [purchase.get("reused_license_purchase_transaction_uuid") for purchase in chain]
    assert reused == [None, chain[0]["uuid"], chain[1]["uuid"]]


def test_edge_cases_of_the_contract_are_there(caller: Caller) -> None:
    assert edge(caller, "cancelled")["state"] == "cancelled"
    empty = edge(caller, "all_empty")
    assert (empty["license_terms"][0]["allowed_geographies"], empty["license_download_constraints"]) == ([], {})
    assert edge(caller, "no_terms")["license_terms"] is None
    assert edge(caller, "negative_sequence")["license_terms"][0]["sequence_number"] == -1
    assert edge(caller, "unknown_keys")["license_terms"][0]["allowed_geographies"] == ["oceania_atlantis"]
    assert len(edge(caller, "duplicate_keyword")["content_element"]["keywords"]) == 2
    assert [name["culture"] for name in edge(caller, "missing_cultures")["content_element"]["name"]] == ["it"]
    assert edge(caller, "nulls")["content_element"]["name"] is None
    assert "license_terms" not in edge(caller, "absent")
    assert "<script>" in edge(caller, "html_text")["license_text"]["effective_text"][0]["value"]


def test_java_dates_and_legacy_constraints_on_demand(caller: Caller) -> None:
    caller.edit(dialect={"java_dates": True, "legacy_constraints": True})
    purchase = caller.page().json()["license_purchase_transactions"][0]
    assert purchase["purchased_at"]["dateTime"]["date"]["year"] == 2025
    assert purchase["purchased_at"]["offset"] == {"totalSeconds": 0}
    assert "license_terms" not in purchase
    constraint = purchase["license_usage_constraints"][0]
    assert constraint["effective_restricted_verticals"] == ["industry_tobacco"]
    assert "dateTime" in constraint["effective_valid_until"]


def test_wrong_cursors_and_limits_are_refused(caller: Caller) -> None:
    other = Caller(caller.http, "tidewell")
    foreign = other.page(limit=1).json()["continuation_uuid"]
    for cursor in ("c-1", "ÄÖ", foreign):
        assert code(caller.page(cursor)) == (400, "continuation_uuid_invalid")
    assert code(caller.page(limit=0)) == (400, "paging_limit_invalid")
    assert code(caller.page(limit=51)) == (400, "max_paging_limit_exceeded")
    assert caller.page().json()["count"] == 7  # ten by default, but the page ends before what cannot be synced


def test_bursts_and_outages(caller: Caller) -> None:
    caller.http.post("/__sandbox__/faults", json={"fault": "status:429:2", "route": "sync", "times": 2})
    first = caller.page()
    assert (code(first), first.headers["retry-after"]) == ((429, "too_many_requests"), "2")
    caller.page()
    assert caller.page().status_code == 200
    caller.http.post("/__sandbox__/faults", json={"fault": "status:503", "route": "sync"})
    assert code(caller.page()) == (503, "backend_service_not_available")


def test_a_cursor_may_repeat_and_a_page_may_shrink(caller: Caller) -> None:
    first = caller.page(limit=2).json()["continuation_uuid"]
    caller.http.post("/__sandbox__/faults", json={"fault": "repeat_cursor", "route": "sync"})
    page = caller.page(first, limit=2).json()
    assert (page["count"], page["continuation_uuid"]) == (2, first)
    caller.http.post("/__sandbox__/faults", json={"fault": "shrink_page", "route": "sync"})
    assert caller.page(limit=5).json()["count"] == 1


def test_the_three_paths_are_settings_and_the_cursor_survives_a_restart(tmp_path: Path) -> None:
    setup = Setup(state=tmp_path / "state.sqlite", paths=Paths("/meta", "/deals", "/orders/{cart}/{lpt}/files"))
    ends: list[str] = []
    for _ in range(2):
        sandbox = create(setup)
        with running(sandbox) as server, httpx.Client(base_url=server.url) as http:
            caller = Caller(http)
            assert caller.where["paths"]["purchases"] == "/deals"
            moved = f"{caller.where['licensing']}/sync/licensePurchaseTransactions"
            assert http.get(moved, headers=caller.licensing).status_code == 404
            found, end = caller.all(cursor=ends[0] if ends else None)
            assert [purchase["version"] for purchase in found] == ([2] if ends else [1] * 7)
            assert caller.binaries(found[0]).status_code == 200
            ends.append(end)
            if len(ends) == 1:
                caller.edit(purchase={"uuid": found[3]["uuid"], "name": {"en": "Changed"}})
        sandbox.store.close()


def test_signed_addresses_are_good_for_an_hour(caller: Caller) -> None:
    (binary,) = caller.binaries(edge(caller, "unlimited")).json()
    picture = caller.http.get(binary["download_url"])
    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/jpeg")
    assert caller.http.get(binary["download_url"] + "0").status_code == 403
    caller.http.post("/__sandbox__/clock", json={"advance": 3600})
    assert caller.http.get(binary["download_url"]).status_code == 403


def test_compound_assets_large_bodies_and_versions(caller: Caller) -> None:
    film, text = caller.binaries(edge(caller, "compound")).json()
    assert (film["content_type"], text["content_type"], text["culture"]) == ("video", "document", "en")
    assert film["version"] is None
    (large,) = caller.binaries(edge(caller, "large_file")).json()
    with caller.http.stream("GET", large["download_url"]) as answer:
        size = sum(len(piece) for piece in answer.iter_bytes(1 << 20))
    assert size == 64 << 20
    caller.edit(binary=edge(caller, "compound")["uuid"])
    again = caller.binaries(edge(caller, "compound")).json()
    assert [(binary["uuid"], binary["version"]) for binary in again] == [(film["uuid"], 2), (text["uuid"], None)]
    wrong = {"cart_purchase_transaction_uuid": "0", "uuid": edge_cases.uuid(FENNMOOR, "compound")}
    assert code(caller.binaries(wrong)) == (404, "not_found")


def test_push_is_authorised_and_nudges(caller: Caller) -> None:
    push = caller.where["push"]
    with connect(push["socket"]) as socket:
        hello = json.loads(socket.recv(timeout=PATIENCE))
        form = {"socket_id": json.loads(hello["data"])["socket_id"], "channel_name": push["channel"]}
        wrong = caller.http.post(push["auth"], data={**form, "channel_name": "private-2-1"}, headers=caller.licensing)
        assert code(wrong) == (403, "permission_denied")
        assert caller.http.post(push["auth"], data=form).status_code == 401
        auth = caller.http.post(push["auth"], data=form, headers=caller.licensing).json()["auth"]
        for signature, expected in (("no", "pusher:error"), (auth, "pusher_internal:subscription_succeeded")):
            subscribe = {"channel": push["channel"], "auth": signature}
            socket.send(json.dumps({"event": "pusher:subscribe", "data": subscribe}))
            assert json.loads(socket.recv(timeout=PATIENCE))["event"] == expected
        socket.send(json.dumps({"event": "pusher:ping", "data": {}}))
        assert json.loads(socket.recv(timeout=PATIENCE))["event"] == "pusher:pong"
        assert caller.edit(nudge=3) == {"nudge": 1}
        caller.edit(buy={})
        events = [json.loads(socket.recv(timeout=PATIENCE))["event"] for _ in range(4)]
        assert events == ["global-transaction-history-update"] * 4


def test_forms_with_versions(caller: Caller) -> None:
    base, headers = caller.where["backend"], caller.licensing
    item = {"id": "region", "data_type": "string", "allowed_values": [{"string_value": "urn:r:1", "name": []}]}
    form = {"name": [{"culture": "en", "value": "Regions"}], "custom_form_groups": [{"id": "g", "form_items": [item]}]}
    uuid = caller.http.post(f"{base}/customForms", json=form, headers=headers).json()["uuid"]
    address = f"{base}/customForms/{uuid}"
    assert caller.http.put(address, params={"version": 1}, json=form, headers=headers).json()["version"] == 2
    stale = caller.http.put(address, params={"version": 1}, json=form, headers=headers)
    assert code(stale) == (409, "optimistic_lock_violated")
    assert code(caller.http.put(address, json=form, headers=headers)) == (400, "argument_missing")
    groups = caller.http.get(f"{base}/customForm/{uuid}/formGroups", headers=headers).json()
    assert groups[0]["form_items"][0]["allowed_values"][0]["string_value"] == "urn:r:1"
    assert len(caller.http.get(f"{base}/customForms", headers=headers).json()) == 1
    assert code(caller.http.delete(address, params={"version": 1}, headers=headers))[0] == 409
    assert caller.http.delete(address, params={"version": 2}, headers=headers).status_code == 204
    assert caller.http.get(address, headers=headers).status_code == 404


def test_values_vanish_until_the_form_is_attached(caller: Caller) -> None:
    base, headers = caller.where["backend"], caller.licensing
    form = {"custom_form_groups": [{"id": "g", "form_items": [{"id": "region", "data_type": "string_array"}]}]}
    uuid = caller.http.post(f"{base}/customForms", json=form, headers=headers).json()["uuid"]
    group, tenant = (
        f"{base}/frontendUserGroups/{caller.where['user_group_uuid']}",
        f"{base}/tenants/{caller.where['tenant_uuid']}",
    )
    values = {
        "custom_form_field_values": [{"id": "region", "data_type": "string_array", "string_array_values": ["EU"]}]
    }
    dropped = caller.http.put(group, params={"version": 1}, json=values, headers=headers)
    assert (dropped.status_code, dropped.json()["custom_form_field_values"]) == (200, [])
    attach = {"frontend_user_group_custom_form_uuid": uuid}
    assert code(caller.http.put(tenant, params={"version": 9}, json=attach, headers=headers)) == (
        409,
        "tenant_optimistic_lock_violated",
    )
    assert caller.http.put(tenant, params={"version": 1}, json=attach, headers=headers).json()["version"] == 2
    kept = caller.http.put(group, params={"version": 2}, json=values, headers=headers).json()
    assert kept["custom_form_field_values"] == values["custom_form_field_values"]
