"""The rules of Strapi that its sandbox keeps; the suite of targets over a real one shows that they are Strapi's."""

from collections.abc import Iterator

import httpx
import pytest

from thesaury.sandbox.serving.server import running
from thesaury.sandbox.strapi.server import TOKEN, create

ASSETS, CONCEPTS, ARTICLES = "/api/thesaury-assets", "/api/thesaury-concepts", "/api/articles"


@pytest.fixture(scope="module")
def served() -> Iterator[httpx.Client]:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    with running(create()) as server, httpx.Client(base_url=server.url, headers=headers, verify=False) as http:
        yield http


@pytest.fixture
def http(served: httpx.Client) -> httpx.Client:
    served.post("/__sandbox__/reset").raise_for_status()
    return served


def made(http: httpx.Client, plural: str, status: str = "", **data: object) -> dict[str, object]:
    reply = http.post(plural, params={"status": status} if status else None, json={"data": data})
    assert reply.status_code == 201, reply.text
    found: dict[str, object] = reply.json()["data"]
    return found


def uploaded(http: httpx.Client, **form: str) -> dict[str, object]:
    reply = http.post("/api/upload", data=form, files={"files": ("a b.jpg", b"picture", "image/jpeg")})
    assert reply.status_code == 201
    [file] = reply.json()
    return dict(file)


def test_without_a_status_an_entry_is_live_at_once_and_drafts_are_not_listed(http: httpx.Client):
    live, draft = made(http, ASSETS, asset="a"), made(http, ASSETS, "draft", asset="b")
    assert (bool(live["publishedAt"]), draft["publishedAt"]) == (True, None)
    assert [one["asset"] for one in http.get(ASSETS).json()["data"]] == ["a"]
    drafts = http.get(ASSETS, params={"status": "draft"}).json()["data"]
    assert [(one["asset"], one["publishedAt"]) for one in drafts] == [("a", None), ("b", None)]
    assert http.get(f"{ASSETS}/{draft['documentId']}").status_code == 404


def test_a_draft_leaves_what_is_live_and_a_published_change_takes_it_along(http: httpx.Client):
    id = made(http, ARTICLES, title="one", slug="s")["documentId"]
    http.put(f"{ARTICLES}/{id}", params={"status": "draft"}, json={"data": {"title": "two"}}).raise_for_status()
    assert http.get(f"{ARTICLES}/{id}").json()["data"]["title"] == "one"
    http.put(f"{ARTICLES}/{id}", params={"status": "published"}, json={"data": {"slug": "t"}}).raise_for_status()
    found = http.get(f"{ARTICLES}/{id}").json()["data"]
    assert (found["title"], found["slug"]) == ("two", "t")


def test_relations_media_and_components_come_only_when_they_are_populated(http: httpx.Client):
    concept = made(http, CONCEPTS, uri="https://t/c", prefLabel="C")["documentId"]
    id = made(http, ASSETS, asset="a", concepts={"connect": [concept]}, texts=[{"language": "en"}])["documentId"]
    assert {"concepts", "texts", "file"}.isdisjoint(http.get(f"{ASSETS}/{id}").json()["data"])
    whole = http.get(f"{ASSETS}/{id}", params={"populate": "*"}).json()["data"]
    assert (whole["concepts"][0]["uri"], whole["texts"][0]["language"], whole["file"]) == ("https://t/c", "en", None)
    by_iri = http.get(ASSETS, params={"filters[concepts][uri][$eq]": "https://t/c"}).json()["data"]
    assert [one["documentId"] for one in by_iri] == [id]
    assert http.get(ARTICLES, params={"populate[title]": "true"}).status_code == 400


def test_pages_are_cut_at_a_hundred_and_unknown_keys_are_refused(http: httpx.Client):
    told = http.get(ASSETS, params={"pagination[pageSize]": "500"}).json()["meta"]["pagination"]
    assert told["pageSize"] == 100
    assert http.get(ASSETS).json()["meta"]["pagination"]["pageSize"] == 25
    assert http.get(ASSETS, params={"filters[nothing][$eq]": "1"}).status_code == 400
    refused = http.post(ASSETS, json={"data": {"nothing": 1}})
    assert (refused.status_code, refused.json()["error"]["message"]) == (400, "Invalid key nothing")


def test_what_is_unique_is_looked_at_when_it_goes_live(http: httpx.Client):
    made(http, ASSETS, asset="a")
    second = made(http, ASSETS, "draft", asset="a")["documentId"]
    refused = http.put(f"{ASSETS}/{second}", json={"data": {}})
    assert (refused.status_code, refused.json()["error"]["details"]["errors"][0]["path"]) == (400, ["asset"])


def test_a_file_keeps_its_address_when_another_takes_its_place_and_is_gone_with_its_sizes(http: httpx.Client):
    entry = made(http, ASSETS, "draft", asset="a")
    file = uploaded(http, ref="api::thesaury-asset.thesaury-asset", refId=str(entry["id"]), field="file")
    there = http.get(f"{ASSETS}/{entry['documentId']}", params={"status": "draft", "populate": "*"}).json()["data"]
    assert there["file"]["id"] == file["id"]
    reply = http.post(f"/api/upload?id={file['id']}", files={"files": ("other.jpg", b"another", "image/jpeg")})
    assert (reply.status_code, reply.json()["url"]) == (200, file["url"])
    sizes = [file["url"], *(one["url"] for one in file["formats"].values())]  # type: ignore[attr-defined]
    assert [http.get(str(url)).content for url in sizes] == [b"another", b"another"]
    assert http.delete(f"/api/upload/files/{file['id']}").status_code == 200
    assert [http.get(str(url)).status_code for url in sizes] == [404, 404]
    assert http.delete(f"/api/upload/files/{file['id']}").status_code == 404


def test_credentials_and_what_is_not_there(http: httpx.Client):
    assert http.get(ASSETS, headers={"Authorization": ""}).status_code == 403
    assert http.get(ASSETS, headers={"Authorization": "Bearer x"}).status_code == 401
    assert http.get("/api/nothings").status_code == 404
    assert http.delete(f"{ASSETS}/nothing").status_code == 204
    assert http.put(f"{ASSETS}/nothing", json={"data": {}}).status_code == 404
    assert http.post(ASSETS, content=b"[]").status_code == 400
