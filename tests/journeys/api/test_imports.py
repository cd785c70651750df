"""A vocabulary over the interface: uploaded, read, compared, kept, gone back on; its versions and what is worth a look."""

import time
from typing import Any

from tests.journeys.conftest import TERMS
from tests.patience import PATIENCE

with_turtle = {"content-type": "text/turtle"}
MORE = TERMS + (
    "\n<https://t.example/novel> a <http://www.w3.org/2004/02/skos/core#Concept> ;"
    ' <http://www.w3.org/2004/02/skos/core#prefLabel> "novel thing"@en .\n'
)


def until(api: Any, id: str, *states: str) -> dict[str, Any]:
    """The import once it is in one of these states."""
    end = time.monotonic() + PATIENCE
    while (told := api.get(f"/imports/{id}").json())["state"] not in states:
        assert time.monotonic() < end, told
        time.sleep(0.05)
    return dict(told)


def uploaded(api: Any, text: str) -> dict[str, Any]:
    made = api.post("/imports?name=terms&file=terms.ttl", content=text.encode(), headers=with_turtle)
    assert made.status_code == 201, made.text
    assert made.headers["location"] == f"/api/v1/imports/{made.json()['id']}"
    return until(api, made.json()["id"], "ready", "refused")


def test_an_upload_is_read_compared_and_kept(api: Any):
    told = uploaded(api, MORE)
    assert (told["state"], told["current"], told["changes"]) == ("ready", 1, {"added": 1})
    assert [one["id"] for one in api.get("/imports").json()["imports"]] == [told["id"]]
    changes = api.get(f"/imports/{told['id']}/changes?kind=added").json()["changes"]
    assert [(one["label"], one["kinds"]) for one in changes] == [("novel thing", ["added"])]
    findings = api.get(f"/imports/{told['id']}/findings").json()["findings"]
    assert len(findings) == told["report"]["findings"]
    assert api.post(f"/imports/{told['id']}/keep", json={"current": 0}).status_code == 409
    assert api.post(f"/imports/{told['id']}/keep", json={"current": 1}).status_code == 202
    assert until(api, told["id"], "kept")["version"] == 2
    versions = api.get("/vocabularies/terms/versions").json()["versions"]
    assert [one["version"] for one in versions] == [2, 1]
    difference = api.get("/vocabularies/terms/diff").json()
    assert (difference["old"], difference["new"], difference["counts"]) == (1, 2, {"added": 1})
    history = api.get("/concepts/history", params={"iri": "https://t.example/novel"}).json()
    assert [(step["version"], step["kinds"]) for step in history["steps"]] == [(2, ["added"])]
    deeds = {one["action"] for one in api.get("/audit?limit=200").json()["deeds"]}
    assert "vocabulary.upload" in deeds


def test_a_version_can_be_proposed_again_and_left(api: Any):
    kept = uploaded(api, MORE)
    api.post(f"/imports/{kept['id']}/keep", json={"current": 1})
    until(api, kept["id"], "kept")
    back = api.post("/vocabularies/terms/versions/1/back")
    assert back.status_code == 201
    told = until(api, back.json()["id"], "ready")
    assert (told["back_to"], told["changes"]) == (1, {"removed": 1})
    assert api.delete(f"/imports/{told['id']}").status_code == 204
    assert api.get(f"/imports/{told['id']}").status_code == 404
    assert api.post("/vocabularies/terms/versions/9/back").status_code == 404


def test_what_is_no_vocabulary_is_refused_with_a_reason(api: Any):
    told = uploaded(api, "this is no turtle")
    assert told["state"] == "refused"
    assert told["message"]
    assert api.get(f"/imports/{told['id']}/changes").status_code == 409
    nothing = api.post("/imports?file=a.ttl", content=b"", headers=with_turtle)
    assert (nothing.status_code, api.post("/imports", content=b"x").status_code) == (422, 400)
    wrong = api.post("/imports?file=a.ttl", content=b"x", headers={"content-type": "image/png"})
    assert wrong.status_code == 415
    keyed = api.post("/imports?file=a.ttl", content=b"x", headers={**with_turtle, "idempotency-key": "k"})
    assert keyed.status_code == 400


def test_a_large_upload_passes_the_limit_of_other_bodies(api: Any):
    told = uploaded(api, TERMS + "# nothing\n" * 200_000)
    assert told["state"] == "ready"


def test_a_concept_is_told_as_rdf_to_who_asks_for_it(api: Any):
    iri = api.get("/vocabularies/terms/concepts?limit=1").json()["concepts"][0]["iri"]
    for kind, sign in (
        ("text/turtle", "prefLabel"),
        ("application/ld+json", "@id"),
        ("application/rdf+xml", "rdf:RDF"),
    ):
        answer = api.get("/concepts", params={"iri": iri}, headers={"accept": f"{kind}, application/json;q=0.5"})
        assert answer.headers["content-type"].startswith(kind)
        assert sign in answer.text
        assert "Accept" in answer.headers["vary"]
    plain = api.get("/concepts", params={"iri": iri}, headers={"accept": "text/turtle;q=0.1, application/json"})
    assert plain.json()["iri"] == iri


def test_quality_is_told_by_rule(api: Any):
    end = time.monotonic() + PATIENCE
    while not (told := api.get("/vocabularies/terms/quality").json())["ready"]:
        assert time.monotonic() < end
    assert sum(told["counts"].values()) == len(told["notices"]) > 0
    rule = told["notices"][0]["rule"]
    assert {one["rule"] for one in api.get(f"/vocabularies/terms/quality?rule={rule}").json()["notices"]} == {rule}
