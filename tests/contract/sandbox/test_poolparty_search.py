"""The PoolParty sandbox over real HTTP: GraphSearch with its spaces, limits and swapped facets."""

from typing import Any

import httpx

from tests.contract.sandbox.poolparty_server import FM, House, P

SPACE, PRIVATE = "fennmoor-space", "colours-space"
CONCEPTS = "dyn_uri_all_concepts"


def content(pp: House, call: str, number: int = 1, auth: Any = None, **further: Any) -> httpx.Response:
    body = {
        "identifier": f"https://assets.fennmoor.example/{number}",
        "title": f"Picture {number}",
        "author": "studio",
        "searchSpaceId": SPACE,
        "date": f"2026-0{number}-01T00:00:00Z",
        "text": "A packshot",
        "facets": {"dyn_lit_kind": ["picture"]},
        "useExtraction": True,
        **further,
    }
    return pp.post(f"/GraphSearch/api/content/{call}", auth, json=body)


def search(pp: House, *filters: dict[str, Any], **further: Any) -> dict[str, Any]:
    body = {"searchSpaceId": SPACE, "searchFilters": list(filters), **further}
    answer = pp.post("/GraphSearch/api/search", json=body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_heartbeat_and_spaces(pp: House) -> None:
    beat = pp.http.get("/GraphSearch/api/heartbeat")
    assert (beat.status_code, beat.content) == (200, b"")
    spaces = pp.get("/GraphSearch/api/context/all").json()
    assert [each["searchSpaceId"] for each in spaces] == [SPACE]
    assert spaces[0]["facetIds"] == [{"facetId": CONCEPTS, "thesaurus": pp.uuid}]
    assert len(pp.get("/GraphSearch/api/context/all", pp.both).json()) == 2
    assert pp.get("/GraphSearch/api/context/fields", searchSpaceId=SPACE).json()["searchFields"]


def test_wrong_private_and_missing_search_spaces(pp: House) -> None:
    def asked(auth: Any = None, **body: Any) -> httpx.Response:
        return pp.http.post("/GraphSearch/api/search", json=body, auth=auth)

    wrong = asked(searchSpaceId="nowhere")
    assert (wrong.status_code, "message" in wrong.json()) == (404, True)
    for auth in (None, pp.user):
        private = asked(auth, searchSpaceId=PRIVATE)
        assert (private.status_code, private.json()["message"]) == (403, "Access denied")
    assert asked(pp.both, searchSpaceId=PRIVATE).status_code == 200
    assert pp.violations() == []
    assert asked().status_code == 200  # the default space, silently
    assert pp.violations() == ["missing-search-space"]


def test_create_refuses_what_exists_and_update_does_not(pp: House) -> None:
    assert content(pp, "create").status_code == 200
    again = content(pp, "create")
    assert again.status_code == 400
    assert "already exists" in again.json()["message"]
    assert content(pp, "update", title="New").status_code == 200
    assert [each["title"] for each in search(pp)["result"]] == ["New"]
    assert content(pp, "create", auth=pp.reader, number=2).status_code == 403


def test_texts_and_titles_have_limits(pp: House) -> None:
    assert content(pp, "update", text="x" * 12_048, title="y" * 1_250).status_code == 200
    assert content(pp, "update", text="x" * 12_049).status_code == 400
    assert content(pp, "update", title="y" * 1_251).status_code == 400
    assert content(pp, "update", author="").status_code == 400


def test_search_by_words_concepts_and_dates(pp: House) -> None:
    content(pp, "create", 1)
    content(pp, "create", 2, text="A close-up of lavender")
    words = {"field": "full_text_search", "value": "lavender close"}
    assert [each["title"] for each in search(pp, words)["result"]] == ["Picture 2"]
    assert search(pp, {"field": CONCEPTS, "value": FM + "packshot"})["total"] == 1
    assert search(pp, {"field": "date", "value": "[2026-02-01T00:00:00Z TO NOW]"})["total"] == 1
    assert search(pp, {"field": "identifier", "value": "https://assets.fennmoor.example/1"})["total"] == 1
    newest = search(pp, sort={"field": "date", "direction": "DESC"}, count=1)
    assert ([each["title"] for each in newest["result"]], newest["total"]) == (["Picture 2"], 2)


def test_results_are_named_by_dialect_and_concept_facets_may_be_swapped(pp: House, old: House) -> None:
    for found in (pp, old):
        content(found, "create", 1)
    new = search(pp, searchFacets=[{"field": CONCEPTS}])
    before = search(old, searchFacets=[{"field": CONCEPTS}])
    assert {"total", "result", "success", "status"} <= set(new)
    assert {"total", "results"} <= set(before)
    (swapped,) = new["facetList"][0]["facets"]
    assert swapped == {"value": "packshot", "label": FM + "packshot", "count": 1}
    (straight,) = before["facetList"][0]["facets"]
    assert straight["value"] == FM + "packshot"
    pp.options(swapped_facets=False)
    assert search(pp, searchFacets=[{"field": CONCEPTS}])["facetList"][0]["facets"][0]["label"] == "packshot"


def test_similar_suggest_and_recommend(pp: House, old: House) -> None:
    content(pp, "create", 1)
    content(pp, "create", 2, text="Another packshot")
    content(pp, "create", 3, text="Lavender")
    similar = pp.get("/GraphSearch/api/similar", searchSpaceId=SPACE, id="https://assets.fennmoor.example/1").json()
    assert [each["title"] for each in similar["result"]] == ["Picture 2"]
    asked = {"searchSpaceId": SPACE, "searchString": "packsh", "locale": "en"}
    (hit,) = pp.get("/GraphSearch/api/suggest", **asked).json()["result"]
    assert (hit["value"], hit["label"], hit["field"]) == (FM + "packshot", "packshot", CONCEPTS)
    assert old.get("/GraphSearch/api/suggest", **asked).json()[0]["id"] == FM + "packshot"
    body = {"searchSpaceId": SPACE, "text": "We need a packshot.", "locale": "en"}
    found = pp.post("/GraphSearch/api/recommend", json=body).json()
    assert found["concepts"][0]["label"] == "packshot"
    assert [each["title"] for each in found["documents"]] == ["Picture 1", "Picture 2"]


def test_content_is_deleted(pp: House) -> None:
    content(pp, "create", 1)
    content(pp, "create", 2)
    gone = {"identifier": "https://assets.fennmoor.example/1", "searchSpaceId": SPACE}
    assert pp.post("/GraphSearch/api/content/delete/id", json=gone).json()["success"] is True
    again = pp.post("/GraphSearch/api/content/delete/id", json=gone)
    assert (again.status_code, again.json()["success"]) == (200, False)
    assert pp.post("/GraphSearch/api/content/delete/all", json={"searchSpaceId": SPACE}).status_code == 200
    assert search(pp)["total"] == 0


def test_documents_of_a_private_space_stay_there(pp: House) -> None:
    content(pp, "create", 1, pp.both, searchSpaceId=PRIVATE, text="limewash")
    assert search(pp)["total"] == 0
    body = {"searchSpaceId": PRIVATE, "searchFilters": [{"field": CONCEPTS, "value": P + "limewash"}]}
    assert pp.post("/GraphSearch/api/search", pp.both, json=body).json()["total"] == 1
