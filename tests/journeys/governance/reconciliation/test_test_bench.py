"""The service passes what the community's public test bench checks: manifest, match, suggest, preview, extend, in its order and manner.

The bench itself cannot be carried along, so its questions are asked as it asks them, as a page of another site, and each answer is looked
at by the checks of `protocol`, which were written from the specifications. `test_from_another_site.py` asks from a real browser.
"""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlsplit

import httpx
import pytest

from tests.journeys.governance.reconciliation import protocol
from tests.journeys.governance.reconciliation.conftest import CONCEPT, VERSIONS, Served
from tests.journeys.governance.reconciliation.shapes import faults

WANTED = f"{CONCEPT}compostable-packaging"
both = pytest.mark.parametrize("version", VERSIONS)


def read(answer: httpx.Response) -> Any:
    """What is answered: JSON that a page of another site may read."""
    assert answer.status_code == 200, answer.text
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["content-type"].startswith("application/json")
    return answer.json()


@pytest.fixture
def manifest(served: Served) -> Callable[[str], dict[str, Any]]:
    return lambda version: read(served.client.get(served.endpoint(version)))


@both
def test_the_manifest_is_what_this_version_asks_for(served: Served, manifest, version: str):
    told = manifest(version)
    assert faults(protocol.MANIFEST[version], told) == []
    other = next(one for one in VERSIONS if one != version)
    assert faults(protocol.MANIFEST[other], told), "a client of one version would take the other for its own"
    assert told["batchSize"] == 100
    assert next(one["id"] for one in told["defaultTypes"]) == "http://www.w3.org/2004/02/skos/core#Concept"
    assert served.client.get(told["logo"]).headers["content-type"] == "image/svg+xml"


@both
def test_a_manifest_of_all_vocabularies_too(served: Served, version: str):
    told = read(served.client.get(served.endpoint(version, "all")))
    assert faults(protocol.MANIFEST[version], told) == []
    assert told["name"] == "All vocabularies (Thesaury)"


def asked_02(served: Served, batch: Any, post: bool) -> Any:
    url, fields = served.endpoint("0.2"), {"queries": json.dumps(batch)}
    return read(served.client.post(url, data=fields) if post else served.client.get(url, params=fields))


def asked_draft(served: Served, batch: Any, post: bool) -> Any:
    url = f"{served.endpoint('1.0-draft')}/match"
    if post:
        return read(served.client.post(url, json=batch, headers={"Accept-Language": "en"}))
    return read(served.client.get(url, params={"queries": json.dumps(batch)}))


@pytest.mark.parametrize("post", [True, False], ids=["POST", "GET"])
@both
def test_match(served: Served, version: str, post: bool):
    names = ("Compostable_Packaging", "nothing like it whatsoever xyzzy", "compostabel packging")
    ask = asked_02 if version == "0.2" else asked_draft
    told = ask(served, protocol.batch_of(version, *names, limit=3), post)
    assert faults(protocol.MATCHED[version], told) == []
    lists = [told[f"q{at}"]["result"] for at in range(3)] if version == "0.2" else candidates_of(told)
    exact, nothing, near = lists
    assert (exact[0]["id"], exact[0]["score"], exact[0]["match"]) == (WANTED, 100, True)
    assert nothing == []
    assert near[0]["id"] == WANTED
    assert near[0]["score"] < 100
    assert not near[0]["match"]
    for found in lists:
        assert len(found) <= 3
        assert [one["score"] for one in found] == sorted((one["score"] for one in found), reverse=True)
        assert all(0 <= one["score"] <= 100 for one in found)
        for one in found:
            ids = [feature["id"] for feature in one["features"]]
            assert len(ids) == len(set(ids))


def candidates_of(told: Any) -> list[list[dict[str, Any]]]:
    return [one["candidates"] for one in told["results"]]


@both
def test_an_identifier_is_found_as_a_name(served: Served, version: str):
    ask = asked_02 if version == "0.2" else asked_draft
    told = ask(served, protocol.batch_of(version, WANTED), True)
    [first, *_] = told["q0"]["result"] if version == "0.2" else candidates_of(told)[0]
    assert (first["id"], first["match"]) == (WANTED, True)


def suggest_url(manifest: dict[str, Any], served: Served, version: str, kind: str) -> str:
    """As the clients of each version find it: told by the manifest, or fixed."""
    if version == "0.2":
        return manifest["suggest"][kind]["service_url"] + manifest["suggest"][kind]["service_path"]
    assert manifest["suggest"][kind] is True
    return f"{served.endpoint(version)}/suggest/{kind}"


@pytest.mark.parametrize(("kind", "prefix"), [("entity", "compos"), ("type", "prod"), ("property", "broader")])
@both
def test_suggest(served: Served, manifest, version: str, kind: str, prefix: str):
    url = suggest_url(manifest(version), served, version, kind)
    told = read(served.client.get(url, params={"prefix": prefix}))
    assert faults(protocol.suggested(kind, version), told) == []
    assert told["result"], f"nothing begins with {prefix}"
    [first, *_] = told["result"]
    for again in (first["id"], first["name"]):
        named = read(served.client.get(url, params={"prefix": again}))
        assert first["id"] in [one["id"] for one in named["result"]]
    everything = read(served.client.get(url, params={"prefix": "", "limit": 5}))["result"]
    skipping = {"cursor": 2} if version == "0.2" else {"offset": 2}
    assert read(served.client.get(url, params={"prefix": "", "limit": 3, **skipping}))["result"] == everything[2:]
    assert read(served.client.get(url, params={"prefix": "xyzzyqqq"}))["result"] == []


@both
def test_preview(served: Served, manifest, version: str):
    told = manifest(version)["preview"]
    id = quote(WANTED, safe="")
    url = told["url"].replace("{{id}}", id) if version == "0.2" else f"{served.endpoint(version)}/preview?id={id}"
    answer = served.client.get(url)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert "compostable packaging" in answer.text
    assert "<script" not in answer.text
    policy = answer.headers["content-security-policy"]
    assert "frame-ancestors *" in policy
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert served.client.get(url + "-that-is-not-there").status_code == 404


@pytest.mark.parametrize("kind", ["entity", "type", "property"])
def test_flyout(served: Served, manifest, kind: str):
    told = manifest("0.2")["suggest"][kind]
    [first, *_] = read(served.client.get(suggest_url(manifest("0.2"), served, "0.2", kind), params={"prefix": ""}))[
        "result"
    ]
    path = told["flyout_service_path"].replace("${id}", quote(first["id"], safe=""))
    shown = read(served.client.get(told["flyout_service_url"] + path))
    assert faults(protocol.FLYOUT, shown) == []
    assert shown["id"] == first["id"]
    assert first["name"] in shown["html"]


@both
def test_extend(served: Served, manifest, version: str):
    extend = manifest(version)["extend"]
    if version == "0.2":
        proposing = extend["propose_properties"]["service_url"] + extend["propose_properties"]["service_path"]
    else:
        proposing = f"{served.endpoint(version)}/extend/propose"
    offered = read(served.client.get(proposing, params={"type": "http://www.w3.org/2004/02/skos/core#Concept"}))
    assert faults(protocol.proposed(version), offered) == []
    limited = read(served.client.get(proposing, params={"type": "x", "limit": 4}))
    assert len(limited["properties"]) == limited["limit"] == 4
    question = {"ids": [WANTED, "urn:unknown"], "properties": [{"id": one["id"]} for one in offered["properties"]]}
    if version == "0.2":
        told = read(served.client.post(served.endpoint(version), data={"extend": json.dumps(question)}))
        assert told == read(served.client.get(served.endpoint(version), params={"extend": json.dumps(question)}))
        assert told["rows"].keys() == set(question["ids"])
        assert all(row.keys() == {one["id"] for one in offered["properties"]} for row in told["rows"].values())
    else:
        told = read(served.client.post(f"{served.endpoint(version)}/extend", json=question))
        assert [row["id"] for row in told["rows"]] == question["ids"]
    assert faults(protocol.EXTENDED[version], told) == []
    assert [one["id"] for one in told["meta"]] == [one["id"] for one in offered["properties"]]


def test_the_bench_of_the_draft_asks_for_columns_at_the_address_itself(served: Served):
    question = {"ids": [WANTED], "properties": [{"id": "skos:broader"}]}
    told = read(served.client.get(served.endpoint("1.0-draft"), params={"extend": json.dumps(question)}))
    assert told["rows"][WANTED]["skos:broader"]


@both
def test_a_page_of_another_site_may_send_json(served: Served, version: str):
    """Browsers ask before they send what is no form."""
    asking = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    path = "/match" if version == "1.0-draft" else ""
    told = served.client.options(served.endpoint(version) + path, headers=asking)
    assert told.status_code == 200
    assert told.headers["access-control-allow-origin"] == "*"
    assert "POST" in told.headers["access-control-allow-methods"]
    assert "content-type" in told.headers["access-control-allow-headers"]
    assert "access-control-allow-credentials" not in told.headers


@both
def test_the_view_of_a_concept_is_its_page(served: Served, manifest, version: str):
    template = manifest(version)["view"]["url"].replace("{{id}}", "{id}")
    url = template.replace("{id}", quote(WANTED, safe=""))
    assert urlsplit(url).netloc == urlsplit(served.address).netloc
    assert "compostable packaging" in httpx.get(url).text
