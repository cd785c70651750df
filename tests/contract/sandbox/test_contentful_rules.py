"""The rules of Contentful that its sandbox keeps."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from thesaury.sandbox.contentful.server import ORGANIZATION, SPACE, TOKEN, create
from thesaury.sandbox.serving.server import running

HERE, TAXONOMY = f"/spaces/{SPACE}/environments/master", f"/organizations/{ORGANIZATION}/taxonomy"


@pytest.fixture(scope="module")
def served() -> Iterator[httpx.Client]:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    with running(create()) as server, httpx.Client(base_url=server.url, headers=headers, verify=False) as http:
        yield http


@pytest.fixture
def http(served: httpx.Client) -> httpx.Client:
    served.post("/__sandbox__/reset").raise_for_status()
    return served


def version(number: int) -> dict[str, str]:
    return {"X-Contentful-Version": str(number)}


def with_file(http: httpx.Client, id: str = "a") -> dict[str, Any]:
    upload = http.post(
        f"/spaces/{SPACE}/uploads", content=b"picture", headers={"Content-Type": "application/octet-stream"}
    )
    link = {"sys": {"type": "Link", "linkType": "Upload", "id": upload.json()["sys"]["id"]}}
    file = {"en": {"contentType": "image/jpeg", "fileName": "a.jpg", "uploadFrom": link}}
    http.put(f"{HERE}/assets/{id}", json={"fields": {"title": {"en": "A"}, "file": file}}).raise_for_status()
    http.put(f"{HERE}/assets/{id}/files/en/process", headers=version(1)).raise_for_status()
    found: dict[str, Any] = http.get(f"{HERE}/assets/{id}").json()
    return found


def test_versions_guard_every_change(http: httpx.Client):
    body = {"fields": {"title": {"en": "A"}}}
    assert http.put(f"{HERE}/assets/a", json=body).status_code == 201
    assert http.put(f"{HERE}/assets/a", json=body).status_code == 409
    refused = http.put(f"{HERE}/assets/a", json=body, headers=version(7))
    assert (refused.status_code, refused.json()["sys"]["id"]) == (409, "VersionMismatch")
    assert http.put(f"{HERE}/assets/a", json=body, headers=version(1)).json()["sys"]["version"] == 2
    assert http.put(f"{HERE}/assets/b", json=body, headers=version(1)).status_code == 404


def test_an_asset_is_published_once_its_file_is_processed_and_deleted_once_it_is_not_published(http: httpx.Client):
    http.put(f"{HERE}/assets/bare", json={"fields": {}}).raise_for_status()
    assert http.put(f"{HERE}/assets/bare/published", headers=version(1)).status_code == 422
    asset = with_file(http)
    url = asset["fields"]["file"]["en"]["url"]
    assert (http.get(url).content, asset["sys"]["version"]) == (b"picture", 2)
    assert http.put(f"{HERE}/assets/a/published", headers=version(1)).status_code == 409
    told = http.put(f"{HERE}/assets/a/published", headers=version(2)).json()["sys"]
    assert (told["publishedVersion"], told["version"]) == (2, 3)
    assert http.delete(f"{HERE}/assets/a").status_code == 400
    assert http.put(f"{HERE}/assets/a/archived").status_code == 400
    http.delete(f"{HERE}/assets/a/published").raise_for_status()
    assert http.get(url).status_code == 200  # served on, for the asset still has it
    assert http.delete(f"{HERE}/assets/a").status_code == 204
    assert http.get(url).status_code == 404


def test_an_archived_asset_cannot_be_edited(http: httpx.Client):
    with_file(http)
    http.put(f"{HERE}/assets/a/archived").raise_for_status()
    assert http.put(f"{HERE}/assets/a", json={"fields": {}}, headers=version(3)).status_code == 400
    http.delete(f"{HERE}/assets/a/archived").raise_for_status()
    assert http.put(f"{HERE}/assets/a", json={"fields": {}}, headers=version(4)).status_code == 200


def test_only_known_fields_locales_types_and_concepts_are_taken(http: httpx.Client):
    link = {"sys": {"type": "Link", "linkType": "TaxonomyConcept", "id": "nothing"}}
    wrong: list[dict[str, Any]] = [
        {"fields": {"credit": {"en": "A"}}},
        {"fields": {"title": {"it": "A"}}},
        {"fields": {"title": {"en": "A" * 257}}},
        {"fields": {}, "metadata": {"concepts": [link]}},
    ]
    assert {http.put(f"{HERE}/assets/a", json=body).status_code for body in wrong} == {422}
    assert http.put(f"{HERE}/assets/{'a' * 65}", json={"fields": {}}).status_code == 422
    assert http.put(f"{HERE}/entries/e", json={"fields": {}}).status_code == 404
    assert http.get(f"{HERE}/assets", params={"limit": "1001"}).status_code == 400
    assert http.get(f"{HERE}/assets", headers={"Authorization": "Bearer x"}).status_code == 401


def test_the_taxonomy_has_versions_cursors_and_patches_that_reach_nothing_unset(http: httpx.Client):
    for number in range(3):
        body = {"uri": f"https://t/{number}", "prefLabel": {"en": str(number)}}
        assert http.put(f"{TAXONOMY}/concepts/c{number}", json=body).status_code == 201
    assert http.put(f"{TAXONOMY}/concepts/x", json={"uri": "https://t/x", "prefLabel": {}}).status_code == 422
    first = http.get(f"{TAXONOMY}/concepts", params={"limit": "2"}).json()
    rest = http.get(first["pages"]["next"]).json()
    assert (len(first["items"]), len(rest["items"]), rest["pages"]) == (2, 1, {})
    http.put(f"{TAXONOMY}/concept-schemes/s", json={"prefLabel": {"en": "S"}}).raise_for_status()
    link = {"sys": {"type": "Link", "linkType": "TaxonomyConcept", "id": "c0"}}
    patch = [{"op": "add", "path": "/concepts/-", "value": link}]
    headers = {"Content-Type": "application/json-patch+json", **version(1)}
    where = f"{TAXONOMY}/concept-schemes/s"
    assert http.patch(where, json=patch, headers=headers).status_code == 422
    whole = [{"op": "add", "path": "/concepts", "value": []}, *patch]
    assert http.patch(where, json=whole, headers=headers).json()["totalConcepts"] == 1
    assert http.patch(where, json=whole, headers=headers).status_code == 409
    assert http.patch(where, json=whole, headers=version(2)).status_code == 415
