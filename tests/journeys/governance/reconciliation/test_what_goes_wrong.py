"""Questions that cannot be read are answered with what has to be sent instead, and nothing that is sent breaks the service."""

import json
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.routing import Mount

from tests.journeys.governance.reconciliation import protocol
from tests.journeys.governance.reconciliation.conftest import VERSIONS, Served
from tests.journeys.governance.reconciliation.shapes import faults
from tests.journeys.pages.browsing import served_at
from thesaury.dispatch.keying import service_path
from thesaury.web.desk import desk_for
from thesaury.web.reconciliation.app import reconcile_app
from thesaury.web.reconciliation.opening import Opening

MANY = [{"pid": "skos:definition", "v": ["x"] * 20}] * 10
ABOVE = {"matchType": "property", "propertyId": "skos:broader", "propertyValue": "x"}
NAMED = [{"matchType": "name", "propertyValue": "x"}]


def refused(answer: httpx.Response, status: int, *said: str) -> None:
    """A failure that a page of another site can read, with these words."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["access-control-allow-origin"] == "*"
    told = answer.json()
    assert told["status"] == status
    for words in said:
        assert words in told["detail"]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ("{", "no JSON"),
        ("[" * 5000, "no JSON"),
        ("[]", "`queries` is an object"),
        ('{"q0": "packaging"}', "q0 is an object"),
        ('{"q0": {}}', "q0 needs `query` or `properties`"),
        ('{"q0": {"limit": 3}}', "q0 needs `query` or `properties`"),
        ('{"q0": {"query": 7}}', "q0: a name is a text"),
        ('{"q0": {"query": "a", "limit": 0}}', "q0: `limit` is a positive number"),
        ('{"q0": {"query": "a", "limit": "many"}}', "q0: `limit`"),
        ('{"q0": {"query": "a", "limit": NaN}}', "no JSON"),
        ('{"q0": {"query": "a", "limit": -Infinity}}', "no JSON"),
        (
            f'{{"q0": {{"query": "a", "properties": {[*MANY, MANY[0]]}}}}}'.replace("'", '"'),
            "q0 has 11 conditions; a query has 10",
        ),
        ('{"q0": {"query": "a", "type": [7]}}', "q0: `type` is the id"),
        ('{"q0": {"query": "a", "properties": [{"v": "x"}]}}', "needs `pid`"),
        ('{"q0": {"query": "a", "properties": [{"pid": "skos:broader"}]}}', "a value is"),
        ('{"q0": {"query": "a", "properties": "skos:broader"}}', "`properties` is a list"),
    ],
)
def test_a_batch_of_02_that_cannot_be_read(served: Served, sent: str, said: str):
    refused(served.client.post(served.endpoint("0.2"), data={"queries": sent}), 400, said)
    if len(sent) < 1000:
        refused(served.client.get(served.endpoint("0.2"), params={"queries": sent}), 400, said)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, '{"queries": [...]}'),
        ({"queries": {"q0": {}}}, '{"queries": [...]}'),
        ({"queries": [{"conditions": []}]}, "queries[0] needs a list of at least one condition"),
        ({"queries": [{"query": "old"}]}, "queries[0] needs a list of at least one condition"),
        ({"queries": [{"conditions": [{"propertyValue": "x"}]}]}, "matchType"),
        ({"queries": [{"conditions": [{"matchType": "property", "propertyValue": "x"}]}]}, "propertyId"),
        ({"queries": [{"conditions": NAMED * 2}]}, "2 names"),
        ({"queries": [{"conditions": [ABOVE] * 11}]}, "queries[0] has 11 conditions"),
        ({"queries": [{"conditions": [ABOVE | {"propertyValue": ["x"] * 21}]}]}, "conditions[0] has 21 values"),
        ({"queries": [{"conditions": [ABOVE | {"matchQuantifier": [1]}]}]}, "`matchQuantifier` is any, all or none"),
        ({"queries": [{"conditions": [ABOVE | {"matchQuantifier": {}}, 1]}]}, "conditions[1] is an object"),
        ({"queries": [{"conditions": NAMED, "type": ["a", "b"]}]}, "`type` is the id"),
        ({"queries": [{"conditions": [{**ABOVE, "matchQuantifier": "most"}]}]}, "any, all or none"),
        ({"queries": [{"conditions": [{**ABOVE, "matchQualifier": "Fuzzy"}]}]}, "matchQualifier"),
        ({"queries": [{"conditions": [{**ABOVE, "required": "yes"}]}]}, "true or false"),
    ],
)
def test_a_batch_of_the_draft_that_cannot_be_read(served: Served, sent: Any, said: str):
    refused(served.client.post(f"{served.endpoint('1.0-draft')}/match", json=sent), 400, said)


def test_too_much_at_once(served: Served):
    many = {f"q{at}": {"query": "a"} for at in range(101)}
    refused(served.client.post(served.endpoint("0.2"), data={"queries": json.dumps(many)}), 413, "100 queries", "101")
    lists = {"queries": [{"conditions": NAMED}] * 101}
    refused(served.client.post(f"{served.endpoint('1.0-draft')}/match", json=lists), 413, "100 queries")
    ids = {"ids": [str(at) for at in range(1001)], "properties": []}
    refused(served.client.post(f"{served.endpoint('1.0-draft')}/extend", json=ids), 413, "1000 concepts")
    refused(served.client.post(served.endpoint("0.2"), data={"queries": "x" * (3 << 20)}), 413, "2 MiB")


def test_a_batch_of_many_values_is_sent_as_several(served: Served):
    batch = {f"q{at}": {"query": "a", "properties": MANY} for at in range(11)}
    refused(served.client.post(served.endpoint("0.2"), data={"queries": json.dumps(batch)}), 413, "2,000", "2,200")
    del batch["q0"]
    assert served.client.post(served.endpoint("0.2"), data={"queries": json.dumps(batch)}).status_code == 200
    lists = {"queries": [{"conditions": [ABOVE | {"propertyValue": ["x"] * 20}] * 10}] * 11}
    refused(served.client.post(f"{served.endpoint('1.0-draft')}/match", json=lists), 413, "Send several")


def test_half_a_character_breaks_nothing(served: Served):
    half = "\ud83d"
    batch = {"queries": json.dumps({half: {"query": f"compostable {half}"}})}
    told = served.client.post(served.endpoint("0.2"), data=batch)
    assert (told.status_code, list(told.json())) == (200, ["?"])
    refused(served.client.post(served.endpoint("0.2"), data={"queries": json.dumps({half: {}})}), 400, "? needs")
    wanted = {"ids": [half], "properties": [{"id": half}, {"id": "skos:altLabel"}]}
    assert served.client.post(served.endpoint("0.2"), data={"extend": json.dumps(wanted)}).status_code == 200
    draft = served.client.post(f"{served.endpoint('1.0-draft')}/extend", content=json.dumps(wanted))
    assert [row["id"] for row in draft.json()["rows"]] == ["?"]
    odd = {"matchType": "property", "propertyId": half, "propertyValue": {"id": half}}
    conditions = [odd, odd | {"propertyId": "skos:broader"}, odd | {"propertyId": "inScheme"}]
    asked = {"queries": [{"conditions": conditions, "type": half, "lang": half}]}
    told = served.client.post(f"{served.endpoint('1.0-draft')}/match", content=json.dumps(asked))
    assert told.json() == {"results": [{"candidates": []}]}


def test_other_bodies_and_fields(served: Served):
    refused(served.client.post(served.endpoint("0.2"), json={"queries": {}}), 415, "application/x-www-form-urlencoded")
    refused(served.client.post(served.endpoint("0.2"), data={"query": "a"}), 400, "`queries` or `extend`")
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    refused(served.client.post(served.endpoint("0.2"), content=b"queries=\xff\xfe", headers=form), 400, "UTF-8")
    refused(served.client.post(served.endpoint("0.2"), data={"extend": '{"ids": "x"}'}), 400, '"properties"')
    refused(served.client.get(f"{served.endpoint('0.2')}/suggest/entity?cursor=-1"), 400, "cursor")
    refused(served.client.get(f"{served.endpoint('0.2')}/suggest/nothing"), 404)
    refused(served.client.get(f"{served.endpoint('0.2')}/flyout/entity?id=nothing"), 404)
    refused(served.client.get(f"{served.endpoint('0.3')}"), 404)
    refused(served.client.put(served.endpoint("0.2")), 405)
    for setting in ({"limit": "many"}, {"content": "pictures"}):
        wanted = {"ids": [], "properties": [{"id": "skos:broader", "settings": setting}]}
        refused(served.client.post(f"{served.endpoint('1.0-draft')}/extend", json=wanted), 400, "skos:broader")


def test_what_is_empty_or_unknown_has_no_candidates(served: Served):
    batch = {
        "blank": {"query": "  "},
        "empty cells": {"query": "", "properties": [{"pid": "skos:broader", "v": ""}]},
        "no such type": {"query": "compostable", "type": "urn:nothing"},
        "signs": {"query": "?!"},
    }
    told = served.client.post(served.endpoint("0.2"), data={"queries": json.dumps(batch)}).json()
    assert told == {key: {"result": []} for key in batch}
    unknown = [*NAMED, {"matchType": "property", "propertyId": "nothing", "propertyValue": "x", "required": True}]
    unknown[0] = {"matchType": "name", "propertyValue": "compostable"}
    told = served.client.post(f"{served.endpoint('1.0-draft')}/match", json=[{"conditions": unknown}]).json()
    assert told == {"results": [{"candidates": []}]}
    assert served.client.post(served.endpoint("0.2"), data={"queries": "{}"}).json() == {}


def test_words_are_words_wherever_they_are_shown(served: Served):
    id = "https://terms.example/hostile"
    for version in VERSIONS:
        shown = served.client.get(f"{served.endpoint(version, 'topics')}/preview", params={"id": id}).text
        assert "<script" not in shown
        assert "<img" not in shown
        assert "&lt;script&gt;" in shown
    flyout = served.client.get(f"{served.endpoint('0.2', 'topics')}/flyout/entity", params={"id": id}).json()
    assert "<script" not in flyout["html"]
    arabic = {"conditions": [{"matchType": "name", "propertyValue": "مرحبا", "lang": "ar"}]}
    draft = f"{served.endpoint('1.0-draft', 'topics')}"
    told = served.client.post(f"{draft}/match", json=[arabic]).json()
    assert [(one["id"], one["match"]) for one in told["results"][0]["candidates"]] == [(id, True)]
    wanted = {"ids": [id], "properties": [{"id": "skos:altLabel@ar"}]}
    [row] = served.client.post(f"{draft}/extend", json=wanted).json()["rows"]
    assert row["properties"][0]["values"] == [{"str": "مرحبا", "lang": "ar", "dir": "rtl"}]


def test_who_asks_too_often_is_told_when_to_ask_again(served: Served):
    desk = desk_for(served.workspace)
    with served_at(
        Starlette(routes=[Mount("/reconcile", reconcile_app(desk, Opening(desk, per_minute=2)))])
    ) as address:
        path = address + service_path(served.key, "0.2", "topics")
        assert [served.client.get(path).status_code for _ in range(3)] == [200, 200, 429]
        assert int(served.client.get(path).headers["retry-after"]) > 0


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
names = st.text(max_size=60)
values = st.one_of(
    names, st.integers(), st.booleans(), st.fixed_dictionaries({"id": names}), st.lists(names, max_size=3)
)
properties = st.sampled_from(
    ["skos:broader", "inScheme", "skos:prefLabel@de", "iri", "nothing", "skos:definition", "@"]
)
conditions = st.fixed_dictionaries(
    {"matchType": st.just("property"), "propertyId": properties, "propertyValue": values},
    optional={"required": st.booleans(), "matchQuantifier": st.sampled_from(["any", "all", "none"])},
)
queries = st.fixed_dictionaries(
    {
        "conditions": st.tuples(
            st.fixed_dictionaries({"matchType": st.just("name"), "propertyValue": names}), conditions
        )
    },
    optional={"limit": st.integers(1, 1000), "type": names, "lang": names},
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(queries, max_size=3) | json_values)
def test_any_question_is_answered_or_refused(served: Served, body: Any):
    sent = json.dumps({"queries": body}).encode("utf-8", "surrogatepass")
    answer = served.client.post(f"{served.endpoint('1.0-draft', 'topics')}/match", content=sent)
    assert answer.status_code in (200, 400), answer.text
    if answer.status_code == 200:
        assert faults(protocol.MATCHED["1.0-draft"], answer.json()) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60), st.sampled_from(["entity", "type", "property"]), st.integers(0, 50))
def test_any_prefix_is_answered(served: Served, prefix: str, kind: str, cursor: int):
    asked = {"prefix": prefix.encode("utf-8", "replace").decode(), "cursor": cursor}
    answer = served.client.get(f"{served.endpoint('0.2', 'all')}/suggest/{kind}", params=asked)
    assert answer.status_code == 200, answer.text
    assert faults(protocol.suggested(kind, "0.2"), answer.json()) == []
