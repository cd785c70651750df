"""What holds for every operation: problems, pages, ETags, keys, methods, limits and headers."""

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from starlette.testclient import TestClient

from thesaury import dispatch
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.ports.audit import Sought
from thesaury.web.app import create_app

PROBLEM = "application/problem+json"


def waiting(api: TestClient) -> dict[str, str]:
    first = api.get("/review/suggestions").json()["suggestions"][0]
    return {"asset": first["asset"], "concept": first["concept"], "decision": "accepted"}


def told(answer: Any, status: int, kind: str) -> Any:
    assert (answer.status_code, answer.headers["content-type"]) == (status, PROBLEM), answer.text
    body = answer.json()
    assert (body["type"], body["status"]) == (f"/api/v1#problem-{kind}", status)
    assert body["title"]
    assert body["detail"]
    return body


def test_every_failure_is_a_problem_of_its_kind(read_only: TestClient):
    told(read_only.get("/nothing"), 404, "not-found")
    told(read_only.get("/assets/nobody"), 404, "not-found")
    told(read_only.get("/search?channel=fax&region=DE"), 400, "bad-request")
    told(
        read_only.post("/rights/parse", content=b"x=1", headers={"content-type": "text/plain"}),
        415,
        "unsupported-media-type",
    )
    told(read_only.post("/rights/parse", content=b"{}" + b" " * (1 << 20)), 413, "too-large")
    assert told(read_only.patch("/flows"), 405, "method-not-allowed")
    wrong = told(
        read_only.post("/review/decisions", json={"decisions": [{"asset": "a", "concept": "c"}], "x": 1}),
        422,
        "invalid",
    )
    assert {(one["in"], one["field"]) for one in wrong["errors"]} == {("body", "decisions[0].decision"), ("body", "x")}
    strange = told(read_only.get("/assets?colour=red"), 422, "invalid")
    assert strange["errors"] == [{"in": "query", "field": "colour", "detail": "There is no such parameter here."}]


@pytest.mark.parametrize("body", [b"{", b'{"text": "a", "text": "b"}', b'{"key": "\\ud800"}', b'{"key": NaN}', b"\xff"])
def test_json_that_says_two_things_or_none_is_refused(read_only: TestClient, body: bytes):
    answer = read_only.post("/rights/notices/acknowledge", content=body, headers={"content-type": "application/json"})
    told(answer, 422, "invalid")


@pytest.mark.parametrize(
    ("path", "name"),
    [("/assets", "assets"), ("/vocabularies/terms/concepts", "concepts"), ("/search?q=", "hits"), ("/audit", "deeds")],
)
def test_pages_lead_through_everything_once(read_only: TestClient, path: str, name: str):
    join = "&" if "?" in path else "?"
    whole = read_only.get(f"{path}{join}limit=100").json()
    assert whole["next"] is None
    found, at = [], f"{path}{join}limit=1"
    while at:
        answer = read_only.get(at)
        found += answer.json()[name]
        link = re.fullmatch(r'</api/v1(.+)>; rel="next"', answer.headers.get("link", ""))
        assert bool(link) is bool(answer.json()["next"])
        at = link[1] if link else ""
    assert found == whole[name]
    assert len(found) > 1


def test_a_cursor_is_good_for_one_question(read_only: TestClient):
    cursor = read_only.get("/assets?limit=1").json()["next"]
    told(read_only.get("/audit", params={"cursor": cursor}), 400, "bad-cursor")
    told(read_only.get("/assets", params={"cursor": cursor[:-2]}), 400, "bad-cursor")


def test_a_search_says_when_the_index_changed_between_two_pages(api: TestClient, opened: EmbeddedWorkspace):
    first = api.get("/search?limit=1").json()
    assert first["moved"] is False
    assert api.post("/review/decisions", json={"decisions": [waiting(api)]}).json()["changed"] == 1
    second = api.get("/search", params={"limit": 1, "cursor": first["next"]}).json()
    assert second["moved"] is True


def test_reads_are_asked_for_again_cheaply(read_only: TestClient):
    first = read_only.get("/assets?limit=2")
    again = read_only.get("/assets?limit=2", headers={"if-none-match": f'"x", {first.headers["etag"]}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert first.headers["cache-control"] == "private, no-cache"


def test_a_write_of_what_two_may_edit_names_what_was_read(api: TestClient):
    flow = api.get("/flows/nightly")
    change = {"connections": ["assets"], "enabled": False}
    told(api.put("/flows/nightly", json=change), 428, "precondition-required")
    told(api.delete("/flows/nightly"), 428, "precondition-required")
    assert api.put("/flows/nightly", json=change, headers={"if-match": flow.headers["etag"]}).status_code == 200
    told(api.put("/flows/nightly", json=change, headers={"if-match": flow.headers["etag"]}), 412, "precondition-failed")
    told(api.put("/flows/nightly", json=change, headers={"if-none-match": "*"}), 412, "precondition-failed")
    told(api.put("/flows/new", json=change, headers={"if-match": '"x"'}), 412, "precondition-failed")
    assert (
        api.delete("/flows/nightly", headers={"if-match": api.get("/flows/nightly").headers["etag"]}).status_code == 204
    )


def test_a_decision_is_made_once_and_changed_by_who_read_it(api: TestClient):
    one = waiting(api)
    made = api.post("/review/decisions", json={"decisions": [one]}).json()
    assert [each["outcome"] for each in made["decisions"]] == ["decided"]
    assert [
        each["outcome"] for each in api.post("/review/decisions", json={"decisions": [one]}).json()["decisions"]
    ] == ["conflict"]
    told(api.post("/review/decisions", json={"decisions": [one, one]}), 400, "bad-request")
    where, which = f"/review/decisions/{one['asset']}", {"concept": one["concept"]}
    read = api.get(where, params=which)
    assert read.json()["state"] == "accepted"
    otherwise = {"decision": "rejected"}
    told(api.put(where, params=which, json=otherwise), 428, "precondition-required")
    etag = {"if-match": read.headers["etag"]}
    assert api.put(where, params=which, json=otherwise, headers=etag).json()["state"] == "rejected"
    told(api.put(where, params=which, json=otherwise, headers=etag), 412, "precondition-failed")


def test_rights_are_confirmed_by_who_read_the_newest_records(api: TestClient):
    read = api.get("/rights/records/assets/1")
    body = {"record": "assets/1", "place": "0", "version": 1, "says": {"terms": [{"perpetual": True}]}}
    told(api.post("/rights/records/confirm", json=body, headers={"if-match": '"x"'}), 412, "precondition-failed")
    made = api.post("/rights/records/confirm", json=body, headers={"if-match": read.headers["etag"]})
    assert (made.status_code, made.json()["version"]) == (200, 2)
    told(api.post("/rights/records/confirm", json=body), 409, "conflict")


def test_a_write_under_a_key_is_done_once(api: TestClient, opened: EmbeddedWorkspace, key: Any):
    body = {"decisions": [waiting(api)]}
    first, again = (api.post("/review/decisions", json=body, headers=key("k")) for _ in range(2))
    assert first.json()["changed"] == 1
    assert again.json() == first.json()
    assert (again.headers["idempotency-replayed"], "idempotency-replayed" in first.headers) == ("true", False)
    assert len(opened.catalogue.audit.deeds(Sought(action="suggestion"))) == 1
    other = {"decisions": [{**body["decisions"][0], "decision": "rejected"}]}
    told(api.post("/review/decisions", json=other, headers=key("k")), 422, "key-reused")
    told(api.post("/flows/nightly/runs", headers=key("k")), 422, "key-reused")
    told(api.post("/flows/nightly/runs", headers={"Idempotency-Key": "two words"}), 400, "bad-request")


def test_of_twins_at_once_one_is_done(api: TestClient, opened: EmbeddedWorkspace, key: Any):
    body = {"decisions": [waiting(api)]}
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda _: api.post("/review/decisions", json=body, headers=key("t")), range(4)))
    assert {answer.status_code for answer in answers} <= {200, 409}
    assert next(answer.json()["changed"] for answer in answers if answer.status_code == 200) == 1
    assert len(opened.catalogue.audit.deeds(Sought(action="suggestion"))) == 1


def test_a_refused_write_may_be_mended_and_an_answer_with_a_secret_is_kept_nowhere(
    api: TestClient, key: Any, opened: EmbeddedWorkspace
):
    refused = api.post("/searches", json={"name": "x", "words": ""}, headers=key("a"))
    assert (
        refused.status_code
        == api.post("/searches", json={"name": "x", "words": ""}, headers=key("a")).status_code
        == 400
    )
    body = {"name": "snow", "words": "winter"}
    made = api.post("/searches", json=body, headers=key("s"))
    assert made.status_code == 201
    assert made.headers["location"] == "/api/v1/searches/snow"
    told(api.post("/searches", json=body, headers=key("s")), 409, "given-once")
    token = made.json()["feed"].split("/")[2].removesuffix(".atom").encode()
    assert all(token not in path.read_bytes() for path in opened.root.glob("catalogue.db*"))


def test_head_options_and_other_methods(read_only: TestClient):
    for path in ("/flows/nightly", "/assets", "/runs/1/events"):
        got, head = read_only.get(path), read_only.head(path)
        assert (head.status_code, head.content, head.headers["content-type"]) == (200, b"", got.headers["content-type"])
    assert read_only.head("/assets").headers["etag"] == read_only.get("/assets").headers["etag"]
    options = read_only.options("/flows/nightly")
    assert (options.status_code, options.headers["allow"]) == (204, "GET, PUT, DELETE, HEAD, OPTIONS")
    assert read_only.request("TRACE", "/me").headers["allow"] == "GET, HEAD, OPTIONS"


def test_who_asks_too_often_is_told_when_to_come_back(opened: EmbeddedWorkspace):
    with TestClient(create_app(opened, per_minute=3), base_url="http://127.0.0.1/api/v1") as client:
        answers = [client.get("/me") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert [answer.headers["ratelimit"].split(";")[1] for answer in answers] == ["r=2", "r=1", "r=0", "r=0"]
    assert answers[0].headers["ratelimit-policy"] == '"default";q=3;w=60'
    told(answers[3], 429, "too-many-requests")
    assert 1 <= int(answers[3].headers["retry-after"]) <= 61


def test_a_page_of_another_site_changes_nothing(api: TestClient):
    assert api.post("/flows/nightly/runs", headers={"sec-fetch-site": "cross-site"}).status_code == 403


def test_the_events_of_a_run_end_with_it_and_go_on_where_they_were_left(api: TestClient, opened: EmbeddedWorkspace):
    number = api.post("/flows/nightly/runs").json()["run"]
    with ThreadPoolExecutor(1) as threads:
        stream = threads.submit(lambda: api.get(f"/runs/{number}/events").text)
        dispatch.run_now(opened, "nightly", patience=0)
        lines = stream.result(60).splitlines()
    names = [line.removeprefix("event: ") for line in lines if line.startswith("event: ")]
    assert names[-1] == "end"
    assert set(names[:-1]) <= {"progress"}
    seen = [line.removeprefix("id: ") for line in lines if line.startswith("id: ")][-1]
    again = api.get(f"/runs/{number}/events", headers={"Last-Event-ID": seen}).text
    assert re.findall("event: (.*)", again) == ["end"]


def test_who_calls(read_only: TestClient):
    assert "administer" in read_only.get("/me").json()["permissions"]


def test_the_reference_is_a_page_with_a_place_for_every_operation_and_kind_of_problem(read_only: TestClient):
    page = read_only.get("http://127.0.0.1/api/v1").text
    described = read_only.get("/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    names = [
        operation["operationId"] for operations in described["paths"].values() for operation in operations.values()
    ]
    assert len(set(names)) == len(names) > 40
    assert [name for name in names if f'id="{name}"' not in page] == []
    assert 'id="problem-bad-cursor"' in page


def test_every_operation_is_described_in_full(read_only: TestClient):
    described = read_only.get("/openapi.json").json()
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            where = f"{method} {path}"
            assert operation["summary"], where
            assert operation["tags"], where
            assert {"401", "403", "422", "429"} <= operation["responses"].keys(), where
            for answer in (told for status, told in operation["responses"].items() if status.startswith("2")):
                schema = answer.get("content", {}).get("application/json", {}).get("schema", {})
                name = schema.get("anyOf", [schema])[0].get("$ref", "").rpartition("/")[2]
                assert not name or described["components"]["schemas"][name].get("examples"), (where, name)
