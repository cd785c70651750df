"""The rules of Drupal's JSON:API that its sandbox keeps."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from thesaury.sandbox.drupal.server import PASSWORD, USER, create
from thesaury.sandbox.serving.server import running

TYPE = "application/vnd.api+json"
ID, OTHER = "6b1f5f0e-33c5-5f0a-9a8e-2f1f7f2a7c11", "7b1f5f0e-33c5-5f0a-9a8e-2f1f7f2a7c11"
MEDIA, TERMS = "/jsonapi/media/image", "/jsonapi/taxonomy_term/thesaury"


@pytest.fixture(scope="module")
def served() -> Iterator[httpx.Client]:
    headers = {"Content-Type": TYPE}
    with (
        running(create()) as server,
        httpx.Client(base_url=server.url, headers=headers, auth=(USER, PASSWORD), verify=False) as http,
    ):
        yield http


@pytest.fixture
def http(served: httpx.Client) -> httpx.Client:
    served.post("/__sandbox__/reset").raise_for_status()
    return served


def uploaded(http: httpx.Client, name: str = "a.jpg") -> dict[str, Any]:
    headers = {"Content-Type": "application/octet-stream", "Content-Disposition": f'file; filename="{name}"'}
    reply = http.post(f"{MEDIA}/field_media_image", content=b"picture", headers=headers)
    assert reply.status_code == 201, reply.text
    found: dict[str, Any] = reply.json()["data"]
    return found


def media(file: str, id: str = ID, **attributes: str) -> dict[str, Any]:
    link = {"data": {"type": "file--file", "id": file, "meta": {"alt": "A"}}}
    whole = {"name": "A", **attributes}
    return {
        "data": {"type": "media--image", "id": id, "attributes": whole, "relationships": {"field_media_image": link}}
    }


def test_ids_are_the_clients_and_are_given_once(http: httpx.Client):
    file = uploaded(http)["id"]
    assert http.post(MEDIA, json=media(file)).json()["data"]["id"] == ID
    assert http.post(MEDIA, json=media(file)).status_code == 409
    assert http.patch(f"{MEDIA}/{OTHER}", json=media(file)).status_code == 404
    http.post(MEDIA, json=media(file, OTHER)).raise_for_status()
    assert http.patch(f"{MEDIA}/{OTHER}", json=media(file)).status_code == 409


def test_fields_that_are_not_there_and_texts_that_are_too_long_are_refused(http: httpx.Client):
    file = uploaded(http)["id"]
    assert http.post(MEDIA, json=media(file, field_nothing="x")).status_code == 422
    assert http.post(MEDIA, json=media(file, name="x" * 256)).status_code == 422
    assert http.post(MEDIA, json=media(OTHER)).status_code == 404
    bare = media(file)
    del bare["data"]["relationships"]
    assert http.post(MEDIA, json=bare).status_code == 422
    assert http.get(MEDIA, params={"filter[field_nothing]": "x"}).status_code == 400
    assert http.get(MEDIA, params={"include": "field_nothing"}).status_code == 400
    assert http.get(MEDIA, params={"nothing": "x"}).status_code == 400


def test_filters_pages_and_what_is_included(http: httpx.Client):
    file = uploaded(http)["id"]
    http.post(MEDIA, json=media(file, field_thesaury_asset="a1")).raise_for_status()
    http.post(MEDIA, json=media(file, OTHER)).raise_for_status()
    condition = {"filter[x][condition][path]": "field_thesaury_asset", "filter[x][condition][operator]": "IN"}
    found = http.get(
        MEDIA, params={**condition, "filter[x][condition][value][1]": "A1", "include": "field_media_image"}
    )
    assert [one["id"] for one in found.json()["data"]] == [ID]
    assert [one["id"] for one in found.json()["included"]] == [file]
    filled = {**condition, "filter[x][condition][operator]": "IS NOT NULL"}
    assert len(http.get(MEDIA, params=filled).json()["data"]) == 1
    first = http.get(MEDIA, params={"page[limit]": "1"}).json()
    assert (len(first["data"]), "next" in first["links"]) == (1, True)


def test_a_file_that_was_deleted_is_called_missing_and_names_are_given_once(http: httpx.Client):
    one, two = uploaded(http), uploaded(http)
    urls = [file["attributes"]["uri"]["url"] for file in (one, two)]
    assert len(set(urls)) == 2
    http.post(MEDIA, json=media(one["id"])).raise_for_status()
    http.delete(f"/jsonapi/file/file/{one['id']}").raise_for_status()
    link = http.get(f"{MEDIA}/{ID}").json()["data"]["relationships"]["field_media_image"]["data"]
    assert (link["id"], [http.get(url).status_code for url in urls]) == ("missing", [404, 200])


def test_relationships_are_added_and_taken_away(http: httpx.Client):
    http.post(MEDIA, json=media(uploaded(http)["id"])).raise_for_status()
    parent = {"parent": {"data": [{"type": "taxonomy_term--thesaury", "id": "virtual"}]}}
    term = {"type": "taxonomy_term--thesaury", "attributes": {"name": "T"}, "relationships": parent}
    links = [{"type": term["type"], "id": http.post(TERMS, json={"data": term}).json()["data"]["id"]} for _ in range(2)]
    where = f"{MEDIA}/{ID}/relationships/field_thesaury_concepts"
    assert http.post(where, json={"data": links}).status_code == 204
    assert http.request("DELETE", where, json={"data": links[:1]}).status_code == 204
    held = http.get(f"{MEDIA}/{ID}").json()["data"]["relationships"]["field_thesaury_concepts"]["data"]
    assert held == links[1:]


def test_who_may_write_and_in_which_form(http: httpx.Client):
    term = {"data": {"type": "taxonomy_term--thesaury", "attributes": {"name": "T"}}}
    assert http.post(TERMS, json=term, headers={"Content-Type": "application/json"}).status_code == 415
    assert http.post(TERMS, json=term, auth=(USER, "wrong")).status_code == 401
    http.post("/__sandbox__/data", json={"writable": False}).raise_for_status()
    refused = http.post(TERMS, json=term)
    assert (refused.status_code, "read operations" in refused.json()["errors"][0]["detail"]) == (405, True)
