"""The Smint.io sandbox over real HTTP, by plain requests: what section 11 of the contract asks for, point by point."""

import base64
import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import jwt
import pytest
from websockets.sync.client import connect

from thesaury.sandbox.serving.kernel import Sandbox
from thesaury.sandbox.serving.server import running
from thesaury.sandbox.smintio import edge_cases
from thesaury.sandbox.smintio.dialect import Paths
from thesaury.sandbox.smintio.server import Setup, create
from thesaury.sandbox.smintio.tenants import FENNMOOR

VERIFIER = "a" * 43
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")
CALLBACK = "http://127.0.0.1:9/callback"


class Caller:
    """Plain requests with the tokens of one tenant."""

    def __init__(self, http: httpx.Client, tenant: str = "fennmoor") -> None:
        self.http = http
        self.where = http.get("/__sandbox__/where").json()["tenants"][tenant]
        self.licensing = self.bearer("licensing")
        self.portals = self.bearer("portals")

    def client(self) -> dict[str, str]:
        return {"client_id": self.where["client_id"], "client_secret": self.where["client_secret"]}

    def token(self, **form: str) -> httpx.Response:
        return self.http.post(f"{self.where['authority']}/connect/token", data={**self.client(), **form})

    def refreshed(self, token: str) -> httpx.Response:
        return self.token(grant_type="refresh_token", refresh_token=token)

    def bearer(self, scopes: str) -> dict[str, str]:
        return {
            "Authorization": f"Bearer {self.refreshed(self.where['refresh_tokens'][scopes]).json()['access_token']}"
        }

    def page(self, cursor: str | None = None, **query: Any) -> httpx.Response:
        params = {**({"continuationUuid": cursor} if cursor else {}), **query}
        address = self.where["licensing"] + self.where["paths"]["purchases"]
        return self.http.get(address, params=params, headers=self.licensing)

    def all(self, limit: int = 50, cursor: str | None = None) -> tuple[list[dict[str, Any]], str]:
        found: list[dict[str, Any]] = []
        while True:
            page = self.page(cursor, limit=limit).json()
            cursor = page["continuation_uuid"]
            if page["count"] == 0:
                return found, str(cursor)
            found += page["license_purchase_transactions"]

    def binaries(self, purchase: dict[str, Any]) -> httpx.Response:
        cart, uuid = purchase["cart_purchase_transaction_uuid"], purchase["uuid"]
        path = self.where["paths"]["binaries"].format(cart=cart, lpt=uuid)
        return self.http.get(self.where["licensing"] + path, headers=self.licensing)

    def execute(self, interface: str, method: str, *arguments: Any, **further: Any) -> httpx.Response:
        portal = further.pop("portal", self.where["portals"][0]["uuid"])
        address = f"{self.where['frontend']}/portals/{portal}/portalsContext/{interface}/execute/{method}"
        body = further.pop("content", json.dumps([json.dumps(argument) for argument in arguments]))
        return self.http.post(address, content=body, headers={**self.portals, **further.pop("headers", {})}, **further)

    def search(self, **argument: Any) -> httpx.Response:
        portal = self.where["portals"][0]
        page = f"{self.where['frontend']}/portals/{portal['uuid']}/pageConfigurations/{portal['search_page']}"
        address, body = f"{page}/assetsSearch/0/execute/searchAssetsAsync", json.dumps([json.dumps(argument)])
        return self.http.post(address, content=body, headers=self.portals)

    def found(self, **argument: Any) -> dict[str, Any]:
        return dict(result(self.search(**argument)))

    def finished(self, begun: httpx.Response) -> dict[str, Any]:
        task = begun.json()
        while task["state"] not in ("completed", "error"):
            self.http.post("/__sandbox__/clock", json={"advance": 1.5})
            task = self.http.get(
                f"{self.where['frontend']}/backgroundTasks/{task['uuid']}", headers=self.portals
            ).json()
        return dict(task)

    def edit(self, **payload: Any) -> Any:
        answer = self.http.post("/__sandbox__/data", json={"tenant": self.where["tenant"], **payload})
        assert answer.status_code == 200, answer.text
        return answer.json()["done"]

    def violations(self) -> list[str]:
        return [entry["rule"] for entry in self.http.get("/__sandbox__/violations").json()["violations"]]


def result(answer: httpx.Response) -> Any:
    assert answer.json()["state"] == "completed"
    return json.loads(answer.json()["result_string"])


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error_code"]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    made = create(Setup(edges=True))
    yield made
    made.store.close()


@pytest.fixture(scope="module")
def served(sandbox: Sandbox) -> Iterator[httpx.Client]:
    with running(sandbox) as server, httpx.Client(base_url=server.url, timeout=10) as made:
        yield made


@pytest.fixture
def caller(served: httpx.Client) -> Caller:
    served.post("/__sandbox__/reset")
    return Caller(served)


def edge(caller: Caller, name: str) -> dict[str, Any]:
    return next(purchase for purchase in caller.all()[0] if purchase["project_uuid"] == name)


# 1 sign-in


def signed_in(caller: Caller, **changed: str) -> dict[str, list[str]]:
    asked = {
        "response_type": "code",
        "client_id": caller.where["client_id"],
        "redirect_uri": CALLBACK,
        "scope": caller.where["scopes"]["licensing"],
        "state": "s1",
        "nonce": "n1",
        "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
    }
    answer = caller.http.get(f"{caller.where['authority']}/connect/authorize", params={**asked, **changed})
    assert answer.status_code == 302
    assert answer.headers["location"].startswith(CALLBACK)
    return parse_qs(urlsplit(answer.headers["location"]).query)


def exchange(caller: Caller, given: str, verifier: str = VERIFIER) -> httpx.Response:
    return caller.token(grant_type="authorization_code", code=given, redirect_uri=CALLBACK, code_verifier=verifier)


def test_discovery_names_an_issuer_that_is_not_the_host(caller: Caller) -> None:
    for authority in (caller.where["authority"], caller.where["portal"]):
        told = caller.http.get(f"{authority}/.well-known/openid-configuration").json()
        assert not told["issuer"].startswith(authority)
        assert told["token_endpoint"] == f"{authority}/connect/token"


def test_a_code_is_good_once_and_its_id_token_verifies(caller: Caller) -> None:
    answer = signed_in(caller)
    assert answer["state"] == ["s1"]
    tokens = exchange(caller, answer["code"][0]).json()
    keys = caller.http.get(f"{caller.where['authority']}/.well-known/openid-configuration/jwks").json()["keys"]
    claims = jwt.decode(
        tokens["id_token"], jwt.PyJWK(keys[0]).key, algorithms=["RS256"], audience=caller.where["client_id"], leeway=5
    )
    assert claims["nonce"] == "n1"
    again = exchange(caller, answer["code"][0])
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")
    assert caller.violations() == []


def test_a_code_needs_its_verifier_its_time_and_a_registered_address(caller: Caller) -> None:
    assert exchange(caller, signed_in(caller)["code"][0], "b" * 43).json()["error"] == "invalid_grant"
    late = signed_in(caller)["code"][0]
    caller.http.post("/__sandbox__/clock", json={"advance": 301})
    assert exchange(caller, late).json()["error"] == "invalid_grant"
    assert signed_in(caller, scope="everything")["error"] == ["invalid_scope"]
    signed_in(caller, code_challenge="")
    assert caller.violations() == ["no-proof-key"]
    strange = {
        "client_id": caller.where["client_id"],
        "redirect_uri": "https://evil.example/x",
        "response_type": "code",
    }
    assert caller.http.get(f"{caller.where['authority']}/connect/authorize", params=strange).status_code == 400


def test_refresh_tokens_rotate(caller: Caller) -> None:
    first = caller.where["refresh_tokens"]["licensing"]
    assert caller.refreshed(first).json()["error"] == "invalid_grant"  # the caller spent it already
    ready = caller.http.get("/__sandbox__/where").json()["refresh_tokens"]["licensing"]
    fresh = caller.refreshed(ready).json()
    assert fresh["refresh_token"] not in (first, ready)
    assert fresh["expires_in"] == 3600
    assert caller.refreshed(ready).json()["error"] == "invalid_grant"
    caller.http.post("/__sandbox__/clock", json={"advance": 16 * 86_400})
    assert caller.refreshed(fresh["refresh_token"]).json()["error"] == "invalid_grant"


def test_wrong_clients_are_refused(caller: Caller) -> None:
    form = {"grant_type": "refresh_token", "refresh_token": "x", "client_id": caller.where["client_id"]}
    answer = caller.http.post(f"{caller.where['authority']}/connect/token", data=form)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_client")
    assert caller.token(grant_type="password").json()["error"] == "unsupported_grant_type"


def test_access_tokens_expire_after_an_hour(caller: Caller) -> None:
    assert caller.page().status_code == 200
    caller.http.post("/__sandbox__/clock", json={"advance": 3601})
    assert code(caller.page()) == (401, "access_token_expired")


def test_disabled_accounts_and_revoked_tokens(caller: Caller) -> None:
    token = caller.http.get("/__sandbox__/where").json()["refresh_tokens"]["licensing"]
    caller.edit(account="disabled")
    assert code(caller.page()) == (401, "account_disabled")
    assert caller.refreshed(token).json()["error"] == "invalid_grant"
    caller.edit(account="enabled")
    form = {**caller.client(), "token": caller.licensing["Authorization"].removeprefix("Bearer ")}
    assert caller.http.post(f"{caller.where['authority']}/connect/revocation", data=form).status_code == 200
    assert code(caller.page()) == (401, "token_invalid_or_expired")


def test_client_credentials_are_an_option(caller: Caller) -> None:
    asked = {"grant_type": "client_credentials", "scope": "smintio.full"}
    assert caller.token(**asked).json()["error"] == "unauthorized_client"
    caller.edit(dialect={"client_credentials": True})
    answer = caller.token(**asked).json()
    assert "refresh_token" not in answer
    caller.licensing = {"Authorization": f"Bearer {answer['access_token']}"}
    assert caller.page().status_code == 200


def test_scopes_divide_licensing_from_portals(caller: Caller) -> None:
    caller.licensing, caller.portals = caller.portals, caller.licensing
    assert code(caller.page()) == (403, "permission_denied")
    assert code(caller.search()) == (403, "permission_denied")
    caller.licensing = {}
    assert code(caller.page()) == (401, "invalid_credentials")


# 2 licensed content


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


# 3 binaries


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


# 4 push


def test_push_is_authorised_and_nudges(caller: Caller) -> None:
    push = caller.where["push"]
    with connect(push["socket"]) as socket:
        hello = json.loads(socket.recv(timeout=5))
        form = {"socket_id": json.loads(hello["data"])["socket_id"], "channel_name": push["channel"]}
        wrong = caller.http.post(push["auth"], data={**form, "channel_name": "private-2-1"}, headers=caller.licensing)
        assert code(wrong) == (403, "permission_denied")
        assert caller.http.post(push["auth"], data=form).status_code == 401
        auth = caller.http.post(push["auth"], data=form, headers=caller.licensing).json()["auth"]
        for signature, expected in (("no", "pusher:error"), (auth, "pusher_internal:subscription_succeeded")):
            subscribe = {"channel": push["channel"], "auth": signature}
            socket.send(json.dumps({"event": "pusher:subscribe", "data": subscribe}))
            assert json.loads(socket.recv(timeout=5))["event"] == expected
        socket.send(json.dumps({"event": "pusher:ping", "data": {}}))
        assert json.loads(socket.recv(timeout=5))["event"] == "pusher:pong"
        assert caller.edit(nudge=3) == {"nudge": 1}
        caller.edit(buy={})
        events = [json.loads(socket.recv(timeout=5))["event"] for _ in range(4)]
        assert events == ["global-transaction-history-update"] * 4


# 5 payload


def test_the_payload_leads_to_the_portal_interface(caller: Caller) -> None:
    uuids = set()
    for portal in caller.where["portals"]:
        told = caller.http.get(f"{portal['url']}/portal/v1/payload", headers=caller.portals).json()
        assert told["current_tenant"]["backend_api_url"] == caller.where["frontend"]
        assert not caller.where["frontend"].startswith(portal["url"])
        pages = {page["page_type"]: page["uuid"] for page in told["current_portal_info"]["page_router_infos"]}
        assert pages["page-type-assets-search"] == portal["search_page"]
        uuids.add(told["current_portal_info"]["uuid"])
    assert len(uuids) == 2


# 6 portals


def test_arguments_in_every_accepted_spelling(caller: Caller) -> None:
    uuid = caller.found()["assetDataObjects"][0]["smintIoId"]
    raw = json.dumps([json.dumps({"AssetId": {"Id": uuid}})])
    bodies = (raw, json.dumps(raw), json.dumps(f"'{raw}'"), f"'{raw}'", json.dumps([{"ASSETID": {"id": uuid}}]))
    for body in bodies:
        answer = caller.execute("IAssetsRead", "getAssetAsync", content=body)
        assert result(answer)["assetDataObject"]["smintIoId"] == uuid
    for body in ("{}", "[", '["{"]'):
        assert code(caller.execute("IAssetsRead", "getAssetAsync", content=body)) == (400, "argument_invalid")
    assert result(caller.execute("IAssets", "getFeatureSupportAsync", content="[]"))["isRandomAccessSupported"]


def test_long_methods_are_polled_and_never_too_fast(caller: Caller) -> None:
    uuids = [{"id": asset["smintIoId"]} for asset in caller.found()["assetDataObjects"][:3]]
    begun = caller.execute("IAssetsRead", "getAssetsAsync", {"assetIds": uuids})
    assert (begun.json()["state"], begun.json()["result_string"]) == ("created", None)
    address = f"{caller.where['frontend']}/backgroundTasks/{begun.json()['uuid']}"
    assert caller.http.get(address, headers=caller.portals).json()["state"] == "in_progress"
    assert caller.violations() == []
    assert caller.http.get(address, headers=caller.portals).json()["state"] == "completed"
    assert caller.violations() == ["polled-too-fast"]
    task = caller.finished(begun)
    assert len(json.loads(task["result_string"])["assetDataObjects"]) == 3
    assert code(caller.http.get(address + "0", headers=caller.portals)) == (404, "not_found")


def test_one_missing_asset_fails_the_batch(caller: Caller) -> None:
    uuid = caller.found()["assetDataObjects"][0]["smintIoId"]
    task = caller.finished(
        caller.execute("IAssetsRead", "getAssetsAsync", {"assetIds": [{"id": uuid}, {"id": "12:image:no"}]})
    )
    assert task["state"] == "error"
    assert json.loads(task["result_string"])["errorCode"] == "assets_not_found"
    assert code(caller.execute("IAssetsRead", "getAssetAsync", {"assetId": {"id": "12:image:no"}}))[0] == 404


def test_results_in_single_quotes_on_demand(caller: Caller) -> None:
    caller.edit(dialect={"quoted_results": True})
    text = caller.search().json()["result_string"]
    assert (text[0], text[-1]) == ("'", "'")
    json.loads(text.strip("'"))


def test_three_layouts_of_an_asset(caller: Caller) -> None:
    uuid = caller.found()["assetDataObjects"][0]["smintIoId"]
    seen = {}
    for layout in ("flat", "list", "map"):
        caller.edit(dialect={"layout": layout})
        seen[layout] = result(caller.execute("IAssetsRead", "getAssetAsync", {"assetId": {"id": uuid}}))[
            "assetDataObject"
        ]
    listed = {entry["key"]: entry[f"{entry['data_type']}_value"] for entry in seen["list"]["properties"]}
    assert seen["flat"]["eTag"] == listed["eTag"] == seen["map"]["properties"]["eTag"]
    assert (seen["list"]["uuid"], seen["map"]["properties"]["contentType"]["id"]) == (uuid, "image")


def test_filters_are_opaque(caller: Caller) -> None:
    asked = {"formItemDefinitionId": "tags", "maxResultCount": 1}
    (value,) = result(caller.execute("IAssetsSearch", "getFormItemDefinitionAllowedValuesAsync", asked))[
        "allowedValues"
    ]

    def filtered(identifier: str, token: str) -> dict[str, Any]:
        value = {"id": identifier, "dataType": "string_array", "stringArrayValue": [token]}
        return {"currentFilters": {"values": [value]}}

    assert len(caller.found(**filtered("tags", value["value"]))["assetDataObjects"]) == value["count"]
    assert code(caller.search(**filtered("tags", value["name"]["x-default"]))) == (400, "filter_value_invalid")
    source = caller.found(**filtered("smintIoHub:dataAdapterInstanceKey", "da:14"))["assetDataObjects"]
    assert {asset["dataAdapterInstanceKey"] for asset in source} == {"da:14"}


def test_one_data_adapter_may_fail_beside_results(caller: Caller) -> None:
    caller.edit(dialect={"partial_errors": True})
    found = caller.found()
    assert {asset["dataAdapterInstanceKey"] for asset in found["assetDataObjects"]} == {"da:12"}
    assert found["details"]["errors"][0]["errorCode"] == "external_dependency_failed"


@pytest.mark.parametrize("random_access", [True, False])
def test_pages_by_number_or_by_cursor(caller: Caller, random_access: bool) -> None:
    caller.edit(dialect={"random_access": random_access})
    found, seen = caller.found(pageSize=3), []
    page = 0
    while True:
        seen += [asset["smintIoId"] for asset in found["assetDataObjects"]]
        if not found["details"]["hasMoreResults"]:
            break
        page += 1
        further = {"page": page} if random_access else {"searchResultSetUuid": found["details"]["searchResultSetId"]}
        found = caller.found(pageSize=3, **further)
    assert len(seen) == len(set(seen)) == found["details"]["totalResults"] == 7
    assert code(caller.search(searchResultSetUuid="invented")) == (400, "continuation_uuid_invalid")
    if not random_access:
        assert caller.search(page=1).status_code == 400
    else:
        assert code(caller.search(page=200, pageSize=50)) == (400, "max_paging_offset_exceeded")


def test_search_leaves_raw_data_out_and_ids_may_hold_colons(caller: Caller) -> None:
    caller.edit(
        asset={
            "id": caller.found()["assetDataObjects"][0]["smintIoId"],
            "set": {"rawData": [{"c101___X": {"region": "EU"}}]},
        }
    )
    first = caller.found()["assetDataObjects"][0]
    assert "rawData" not in first
    whole = result(caller.execute("IAssetsRead", "getAssetAsync", {"assetId": {"id": first["smintIoId"]}}))
    assert whole["assetDataObject"]["rawData"] == [{"c101___X": {"region": "EU"}}]
    colons = [asset for asset in caller.found()["assetDataObjects"] if asset["smintIoId"].count(":") > 2]
    assert colons[0]["smintIoId"] == f"12:image:{colons[0]['externalId']}"


def test_changes_and_removals_between_sweeps(caller: Caller) -> None:
    first, second, *_ = caller.found()["assetDataObjects"]
    caller.edit(asset={"id": first["smintIoId"], "only": "eTag"})
    caller.edit(asset={"id": second["smintIoId"], "description": {"de": "Neu gesagt."}})
    caller.edit(add_asset={"externalId": "new:1", "name": {"en": "New"}})
    third = caller.found()["assetDataObjects"][2]["smintIoId"]
    caller.edit(remove_asset=third)
    after = {asset["smintIoId"]: asset for asset in caller.found()["assetDataObjects"]}
    assert after[first["smintIoId"]]["eTag"] != first["eTag"]
    assert after[first["smintIoId"]]["modifiedAt"] == first["modifiedAt"]
    assert after[second["smintIoId"]]["version"] == 2
    assert after[second["smintIoId"]]["description"]["de"] == "Neu gesagt."
    assert third not in after
    assert "12:image:new:1" in after


def test_downloads_carry_warnings_and_signed_links(caller: Caller) -> None:
    uuid = caller.found()["assetDataObjects"][0]["smintIoId"]
    caller.edit(asset={"id": uuid, "set": {"fileMetadata": {"fileName": "x.jpg", "instructions": "Only in print."}}})
    asked = {"assetIds": [{"id": uuid}]}
    offers = json.loads(
        caller.finished(caller.execute("IAssetsDownload", "getAssetsDownloadsForAssetsAsync", asked))["result_string"]
    )
    (item,) = offers["assetDownloadGroups"][0]["assetDownloadItems"]
    assert item["warningToBeAccepted"] == {"x-default": "Only in print."}
    chosen = {**asked, "assetDownloadItems": [item], "immediatelyDownload": True}
    done = caller.finished(caller.execute("IAssetsDownload", "initiateAssetsDownloadForAssetsAsync", chosen))
    link = json.loads(done["result_string"])["assetDownloadUrl"]["url"]
    assert caller.http.get(link).headers["content-type"] == "image/jpeg"


def test_a_custom_interface_adds_and_removes_and_counts(caller: Caller) -> None:
    uuid = caller.found()["assetDataObjects"][0]["smintIoId"]
    change = {"assetId": {"id": uuid}, "add": [{"iri": "urn:c:1", "labels": {"en": "Cup"}}], "idempotencyKey": "k1"}
    assert result(caller.execute("IThesauryEnrichment", "setAssetConceptsAsync", change))["concepts"] == ["urn:c:1"]
    assert caller.edit(concepts={"asset": uuid, "add": ["urn:c:2"]})["concepts"] == ["urn:c:1", "urn:c:2"]
    lost = {"X-Sandbox-Fault": "reset_after"}
    with pytest.raises(httpx.TransportError):
        caller.execute("IThesauryEnrichment", "setAssetConceptsAsync", {**change, "remove": ["urn:c:2"]}, headers=lost)
    asked = {"assetIds": [{"id": uuid}]}
    stale = {"X-Sandbox-Fault": "stale"}
    before = result(caller.execute("IThesauryEnrichment", "getAssetConceptsAsync", asked, headers=stale))
    assert before["assets"] == [{"assetId": {"id": uuid}, "concepts": ["urn:c:1", "urn:c:2"]}]
    assert result(caller.execute("IThesauryEnrichment", "getAssetConceptsAsync", asked))["assets"][0]["concepts"] == [
        "urn:c:1"
    ]
    effects = caller.http.get("/__sandbox__/effects").json()
    assert (effects["count"], effects["repeated"]) == (2, {"k1": 2})
    assert caller.execute("IAssetsRead", "setAssetConceptsAsync", change).status_code == 404


def test_a_plain_address_for_concepts(caller: Caller) -> None:
    uuid = next(asset["smintIoId"] for asset in caller.found()["assetDataObjects"] if "/" in asset["externalId"])
    address = caller.where["custom"]["url"].format(id=uuid)
    done = caller.http.post(address, json={"add": ["urn:c:9"]}, headers={**caller.portals, "Idempotency-Key": "k9"})
    assert done.json()["concepts"] == ["urn:c:9"]
    assert caller.http.get(address, headers=caller.portals).json() == {"concepts": ["urn:c:9"]}
    assert caller.http.get("/__sandbox__/effects").json()["effects"][0]["key"] == "k9"
    assert caller.http.get(address).status_code == 401


def test_collections_flags_comments_and_tasks(caller: Caller) -> None:
    uuid = caller.found()["assetDataObjects"][0]["smintIoId"]

    def done(interface: str, method: str, argument: dict[str, Any]) -> dict[str, Any]:
        task = caller.finished(caller.execute(interface, method, argument, headers={"Idempotency-Key": method}))
        assert task["state"] == "completed", task
        return dict(json.loads(task["result_string"]))

    made = done(
        "ICollectionsCreate", "createCollectionAsync", {"definition": {"name": "Review"}, "assetIds": [{"id": uuid}]}
    )
    collection = {"collectionId": made["collectionId"]}
    done("ICollectionsAssets", "setAssetFlagAsync", {**collection, "assetId": {"id": uuid}, "flagId": "level_3"})
    done("ICollectionsAssets", "createCommentAsync", {**collection, "comment": "Please look."})
    done("ICollectionsAssets", "removeAssetsAsync", {**collection, "assetIds": [{"id": uuid}]})
    done("ICollectionsAssets", "addAssetsAsync", {**collection, "assetIds": [{"id": uuid}]})
    done("ITaskManagement", "createTaskAsync", {"taskHandlerId": "review", "formFieldValues": []})
    done("ISharesCreate", "createShareAsync", {"definition": {}, "assetIds": [{"id": uuid}]})
    told = result(caller.execute("ICollectionsRead", "getCollectionAsync", collection))
    assert (told["flags"], told["comments"][0]["comment"]) == ({uuid: "level_3"}, "Please look.")
    found = result(
        caller.execute("ICollectionsSearch", "searchCollectionsAsync", {"queryString": "rev", "sortDirection": 1})
    )
    assert [entry["totalCommentCount"] for entry in found["collections"]] == [1]
    assert caller.http.get("/__sandbox__/effects").json()["count"] == 7


def test_unknown_portals_pages_interfaces_methods_and_cultures(caller: Caller) -> None:
    assert caller.execute("IAssets", "getFeatureSupportAsync", portal="0").status_code == 404
    assert caller.execute("IUnheardOf", "getAssetAsync").status_code == 404
    assert caller.execute("IAssets", "GetAssetAsync").status_code == 404
    assert code(caller.execute("IAssets", "getFeatureSupportAsync", params={"culture": "english"})) == (
        400,
        "culture_invalid",
    )
    caller.execute("IAssets", "getFeatureSupportAsync", params={"colour": "red"})
    assert caller.violations() == ["unknown-parameter"]
    press = caller.where["portals"][1]["uuid"]
    studio = next(
        asset["smintIoId"] for asset in caller.found()["assetDataObjects"] if asset["smintIoId"].startswith("14:")
    )
    assert caller.execute("IAssets", "getAssetAsync", {"assetId": {"id": studio}}, portal=press).status_code == 404


def test_files_are_uploaded(caller: Caller) -> None:
    address = f"{caller.where['frontend']}/portals/{caller.where['portals'][0]['uuid']}/portalsContext/uploadFile"
    answer = caller.http.post(address, files={"file": ("a.jpg", b"abc")}, headers=caller.portals)
    assert answer.json()["uuid"]


# 7 backend


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


# 8 tenants


def test_tenants_share_nothing(caller: Caller) -> None:
    other = Caller(caller.http, "tidewell")
    ours, theirs = json.dumps(caller.all()[0]), json.dumps(other.all()[0])
    shown = json.dumps(caller.found()), json.dumps(other.found())
    for text in (theirs, shown[1]):
        assert other.where["canary"] in text
        assert caller.where["canary"] not in text
    for text in (ours, shown[0]):
        assert caller.where["canary"] in text
        assert other.where["canary"] not in text
    caller.licensing, caller.portals = other.licensing, other.portals
    assert code(caller.page()) == (403, "permission_denied")
    assert code(caller.search()) == (403, "permission_denied")
    assert caller.http.get(f"{caller.where['backend']}/customForms", headers=caller.licensing).status_code == 403
    assert caller.http.get(f"{caller.where['portal']}/portal/v1/payload", headers=caller.portals).status_code == 403


# data


def test_the_demo_brand_is_served(tmp_path: Path) -> None:
    sandbox = create(Setup(size="demo"))
    with running(sandbox) as server, httpx.Client(base_url=server.url) as http:
        caller = Caller(http)
        found, _ = caller.all()
        assert (len(found), {purchase["can_be_synced"] for purchase in found}) == (70, {True})
        thumbnail = found[0]["content_element"]["previews"][0]["preview"]["thumbnail"]["url"]
        assert http.get(thumbnail).headers["content-type"] == "image/jpeg"
        assert caller.found()["details"]["totalResults"] == 199
        source = {"id": "smintIoHub:dataAdapterInstanceKey", "dataType": "string", "stringValue": "da:14"}
        studio = caller.found(currentFilters={"values": [source]}, pageSize=50)["assetDataObjects"]
        assert all(asset["externalId"].endswith(".jpg") and "/" in asset["externalId"] for asset in studio)
    sandbox.store.close()


def test_pictures_of_a_written_brand_are_served_and_nothing_beside_them(tmp_path: Path) -> None:
    sandbox = create(Setup(size="demo", pack=tmp_path))
    (tmp_path / "licensed" / "previews").mkdir(parents=True)
    with running(sandbox) as server, httpx.Client(base_url=server.url) as http:
        caller = Caller(http)
        purchase = caller.page().json()["license_purchase_transactions"][0]
        (tmp_path / "licensed" / "previews" / f"{purchase['uuid']}.jpg").write_bytes(b"picture")
        assert http.get(caller.binaries(purchase).json()[0]["download_url"]).content == b"picture"
    sandbox.store.close()


def test_a_large_tenant_is_made_up_while_it_is_read() -> None:
    sandbox = create(Setup(size="large", assets=100_000))
    with running(sandbox) as server, httpx.Client(base_url=server.url) as http:
        caller = Caller(http)
        counts = http.get("/__sandbox__/state").json()["fennmoor"]
        assert (counts["purchases"], counts["assets"]) == (100_000, 100_000)
        first, again = caller.page(limit=50).json(), caller.page(limit=50).json()
        assert first == again
        assert caller.found(page=50, pageSize=50)["details"]["totalResults"] == 100_000
    sandbox.store.close()


def test_it_starts_by_hand_and_says_where_it_is(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "thesaury.sandbox.smintio",
        "--size",
        "tiny",
        "--state",
        str(tmp_path / "state.sqlite"),
    ]
    with subprocess.Popen([*command, "--purchases-path", "/deals"], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        where = json.loads(process.stdout.readline())
        try:
            with httpx.Client(base_url=where["url"]) as http:
                caller = Caller(http)
                assert len(caller.all()[0]) == 7
                assert caller.where["paths"]["purchases"] == "/deals"
        finally:
            process.terminate()
        process.wait(20)
