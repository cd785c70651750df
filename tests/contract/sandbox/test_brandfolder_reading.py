"""The Brandfolder sandbox over real HTTP, by plain requests: keys, the tree, listings and their pages, what comes on request only."""

from typing import Any

import httpx
import pytest

from tests.contract.sandbox.brandfolder_caller import ALL, STAMPS, VENDORS, Caller, judges, refused


def test_every_correction_of_the_vendors_file_is_needed() -> None:
    if not VENDORS.is_dir():
        pytest.skip("The vendor's definition is not beside this checkout.")
    assert [judge.unused for judge in judges()] == [[], []]


def test_a_wrong_answer_would_be_complained_of(bf: Caller) -> None:
    path = f"/api/v4/assets/{bf.asset()}"
    right = bf.get(f"/assets/{bf.asset()}")
    misspelt = {"data": {**right["data"], "attributes": {**right["data"]["attributes"], "aproved": True}}}
    for judge in judges():
        assert judge.complaints("GET", path, 200, right) == []
        for wrong in (misspelt, {"data": {"id": "x"}}, right["data"]):
            assert judge.complaints("GET", path, 200, wrong)


def test_two_organisations_share_nothing(bf: Caller) -> None:
    other = Caller(bf.http, "pellward")
    for caller, canary, foreign in ((bf, "Brindlemoss", "Quorrendale"), (other, "Quorrendale", "Brindlemoss")):
        seen = caller("GET", f"/brandfolders/{caller.brandfolder}/assets", params={"include": ALL}).text
        seen += "".join(caller("GET", path).text for path in ("/organizations", "/brandfolders", "/collections"))
        assert canary in seen
        assert foreign not in seen
    asset, key = other.asset(), next(iter(other.where["custom_field_keys"].values()))
    tag = other.get(f"/assets/{asset}/tags")["data"][0]["id"]
    foreign_paths = (f"/assets/{asset}", f"/assets/{asset}/tags", f"/brandfolders/{other.brandfolder}")
    assert {refused(bf("GET", path)) for path in foreign_paths} <= {403, 404}
    assert refused(bf("PUT", f"/tags/{tag}", json={"data": {"attributes": {"name": "mine"}}})) in (403, 404)
    assert refused(bf("DELETE", f"/custom_field_keys/{key}")) in (403, 404)
    assert other.names(asset)


def test_an_empty_list_on_a_bad_key(bf: Caller) -> None:
    wrong = {"Authorization": "Bearer invented"}
    for path in ("/brandfolders", "/organizations", "/collections"):
        answer = bf("GET", path, headers=wrong)
        assert (answer.status_code, answer.json()["data"]) == (200, [])
    for path in ("/users/whoami", f"/brandfolders/{bf.brandfolder}/assets"):
        assert refused(bf("GET", path, headers=wrong)) == 403
    assert refused(bf("GET", "/webhooks", headers=wrong)) == 403
    assert refused(bf("GET", "/users/whoami", headers={"Authorization": ""})) == 403


def test_the_tree_from_the_organisation_down_to_attachments(bf: Caller) -> None:
    (organisation,) = bf.get("/organizations", include="brandfolders,collections", fields="asset_count")["data"]
    assert organisation["attributes"]["asset_count"] == 10
    assert len(bf.get(f"/organizations/{organisation['id']}", include="assets", fields="cname")["included"]) == 10
    assert len(bf.get("/brandfolders", include="assets")["included"]) == 10
    told = bf.get("/brandfolders", include="organization,sections,collections", fields="asset_count,attachment_count")
    assert [one["attributes"]["asset_count"] for one in told["data"]] == [8, 2]
    assert {one["type"] for one in told["included"]} == {"organizations", "sections", "collections"}
    sections = bf.get(f"/brandfolders/{bf.brandfolder}/sections", include="assets")
    assert sum(len(one["relationships"]["assets"]["data"]) for one in sections["data"]) == 8
    for section in sections["data"]:
        found = bf.get(f"/sections/{section['id']}/assets")["data"]
        assert [one["id"] for one in found] == [one["id"] for one in section["relationships"]["assets"]["data"]]
        assert bf.get(f"/sections/{section['id']}", include="brandfolder")["included"][0]["id"] == bf.brandfolder
    for collection in bf.get("/collections")["data"]:
        count = bf.get(f"/collections/{collection['id']}", fields="asset_count")["data"]["attributes"]["asset_count"]
        assert len(bf.get(f"/collections/{collection['id']}/assets")["data"]) == count > 0
    attachment = bf.get(f"/assets/{bf.asset()}", include="attachments")["included"][0]
    fields = {"fields": "tag_names,label_names,metadata,version_count", "include": "asset,section,brandfolder"}
    read = bf.get(f"/attachments/{attachment['id']}", **fields)
    assert read["data"]["attributes"]["tag_names"] == bf.names(bf.asset())
    assert {one["type"] for one in read["included"]} == {"generic_files", "sections", "brandfolders"}
    assert bf.get(f"/brandfolders/{bf.brandfolder}", fields="section_count")["data"]["attributes"]["section_count"] == 2
    assert bf.get("/users/whoami")["data"]["type"] == "users"


def test_included_records_come_once_and_are_pointed_at(bf: Caller) -> None:
    told = bf.get(f"/brandfolders/{bf.brandfolder}/assets", include=ALL)
    places = [(one["type"], one["id"]) for one in told["included"]]
    assert len(places) == len(set(places))
    pointed: set[tuple[str, str]] = set()
    for asset in told["data"]:
        assert set(asset["relationships"]) == set(ALL.split(","))
        for entry in asset["relationships"].values():
            found = entry["data"] if isinstance(entry["data"], list) else [entry["data"]]
            pointed |= {(one["type"], one["id"]) for one in found}
    assert pointed == set(places)
    assert "included" not in bf.get(f"/brandfolders/{bf.brandfolder}/assets")
    assert refused(bf("GET", f"/brandfolders/{bf.brandfolder}/assets", params={"include": "comments"})) == 400


def test_labels_can_be_included_only_where_the_account_knows_them(bf: Caller) -> None:
    path = f"/brandfolders/{bf.brandfolder}/assets"
    assert refused(bf("GET", path, params={"include": "tags,labels"})) == 400
    bf.edit(switches={"include_labels": True})
    assert "labels" in {one["type"] for one in bf.get(path, include="tags,labels")["included"]}
    bf.edit(switches={"labels": False})
    assert refused(bf("GET", f"/brandfolders/{bf.brandfolder}/labels")) == 403


def test_availability_comes_only_when_it_is_asked_for(bf: Caller) -> None:
    assert all("availability" not in asset["attributes"] for asset in bf.assets())
    shown = [asset["attributes"]["availability"] for asset in bf.assets(fields="availability")]
    assert set(shown) == {"published", "pending approval", "expired", "unpublished"}
    one = bf.get(f"/assets/{bf.asset(6)}", fields="availability,availability_start,availability_end")["data"]
    assert one["attributes"]["availability"] == "expired"
    assert one["attributes"]["availability_end"] < "2026"
    assert "availability_end" not in bf.assets(fields="availability_end")[6]["attributes"]
    assert bf.violations() == ["unknown-field"]


def test_pages_up_to_three_thousand_with_their_meta(bf: Caller) -> None:
    path, seen, number = f"/brandfolders/{bf.brandfolder}/assets", [], 1
    while number:
        told = bf.get(path, per=3, page=number)
        seen += [asset["id"] for asset in told["data"]]
        assert told["meta"]["current_page"] == number
        assert (told["meta"]["total_pages"], told["meta"]["total_count"]) == (3, 8)
        number = told["meta"]["next_page"]
    assert len(seen) == len(set(seen)) == 8
    assert bf.get(path, page=9)["data"] == []
    for wrong in ({"per": 3001}, {"per": 0}, {"page": 0}, {"page": "two"}):
        assert refused(bf("GET", path, params=wrong)) == 400
    assert len(bf.assets(per=3000)) == 8


def test_a_page_has_a_hundred_unless_asked(bf: Caller) -> None:
    asset = bf.asset()
    bf.edit(tags={"asset": asset, "add": [f"word {number}" for number in range(150)]})
    told = bf.get(f"/assets/{asset}/tags")
    assert (len(told["data"]), told["meta"]["next_page"]) == (100, 2)


def test_sort_by_without_order_is_refused(bf: Caller) -> None:
    path = f"/brandfolders/{bf.brandfolder}/assets"
    for wrong in ({"sort_by": "updated_at"}, {"order": "ASC"}, {"sort_by": "size", "order": "ASC"}):
        assert refused(bf("GET", path, params=wrong)) == 400
    assert refused(bf("GET", path, params={"sort_by": "name", "order": "asc"})) == 400
    for sort in ("updated_at", "created_at", "name", "score", "position"):
        up = [asset["id"] for asset in bf.assets(sort_by=sort, order="ASC")]
        assert up == [asset["id"] for asset in bf.assets(sort_by=sort, order="DESC")][::-1]
    bf.edit(asset={"id": bf.asset(), "description": "Told anew."})
    last = bf.assets(sort_by="updated_at", order="ASC", fields="updated_at")[-1]
    assert last["attributes"]["description"] == "Told anew."


SEARCHES: list[tuple[str, int]] = [
    ("approved:true", 7),
    ("NOT approved:true", 1),
    ("approved:true AND expired:false AND unpublished:false", 5),
    ("expired:true OR unpublished:true", 2),
    ("glass", 2),
    ('"glass jar" OR name:"cotton bag"', 2),
    ("(glass OR cotton) AND NOT approved:false", 4),
    ('filetype:("png" OR "jpg")', 8),
    ("extension:png", 0),
    ('tags:("sustainable" OR "craft")', 5),
    ('label:("Camp \\"fire\\" (summer)")', 2),
]


@pytest.mark.parametrize(("search", "count"), SEARCHES)
def test_a_search_finds(bf: Caller, search: str, count: int) -> None:
    found = bf.get(f"/brandfolders/{bf.brandfolder}/assets", search=search)
    assert (len(found["data"]), found["meta"]["total_count"]) == (count, count)


WRONG = (
    "approved:maybe",
    '"open',
    "(glass",
    "glass)",
    "AND glass",
    "glass OR",
    "label:()",
    "shade:red",
    "NOT",
    ":",
    "(" * 40,
)


@pytest.mark.parametrize("search", WRONG)
def test_a_search_that_cannot_be_read_is_refused(bf: Caller, search: str) -> None:
    assert refused(bf("GET", f"/brandfolders/{bf.brandfolder}/assets", params={"search": search})) == 400


def test_a_search_by_section_collection_and_renamed_label(bf: Caller) -> None:
    section = bf.where["sections"]["Packshots"]
    assert len(bf.assets(search=f'section_key:("{section}" OR "other")')) == 7
    collection = bf.get("/collections")["data"][1]["id"]
    assert len(bf.assets(search=f'collection_key:("{collection}")')) == len(
        bf.get(f"/collections/{collection}/assets")["data"]
    )
    label = next(
        one for one in bf.get(f"/brandfolders/{bf.brandfolder}/labels")["data"] if "fire" in one["attributes"]["name"]
    )
    bf.put(f"/labels/{label['id']}", name="Camping")
    assert bf.assets(search='label:"Camp \\"fire\\" (summer)"') == []
    assert len(bf.assets(search="label:Camping")) == 2


def test_a_missing_content_type_is_refused_by_the_letter(bf: Caller) -> None:
    bare = {"Authorization": bf.headers["Authorization"]}
    assert refused(bf.http.get("/api/v4/brandfolders", headers=bare)) == 400
    bf.edit(switches={"dialect": "lenient"})
    assert bf.http.get("/api/v4/brandfolders", headers=bare).json()["data"] != []
    assert bf.violations() == ["no-content-type", "no-content-type"]


def test_a_method_or_path_that_does_not_exist(bf: Caller) -> None:
    asset = bf.asset()
    assert refused(bf.http.patch(f"/api/v4/assets/{asset}", headers=bf.headers, json={})) == 405
    for path in ("/api/v4/assets", "/api/v4/attachments", "/api/v4/webhooks", "/api/v5/brandfolders"):
        assert refused(bf.http.get(path, headers=bf.headers)) == 404
    assert refused(bf("GET", "/assets/never-was-one")) == 404
    bf.get("/brandfolders", colour="red")
    assert bf.violations() == ["unknown-parameter"]


def test_bursts_are_told_off_and_errors_are_strings(bf: Caller) -> None:
    bf.clock(freeze=True)
    bf.edit(switches={"burst": 3})
    statuses = [bf("GET", "/brandfolders").status_code for _ in range(5)]
    assert statuses == [200, 200, 200, 429, 429]
    bf.clock(advance=11)
    assert bf("GET", "/brandfolders").status_code == 200
    bf.http.post("/__sandbox__/faults", json={"fault": "status:500", "route": "^/api/v4/brandfolders"})
    assert refused(bf("GET", "/brandfolders")) == 500


def test_signed_addresses_give_bytes_until_they_expire(bf: Caller) -> None:
    told: dict[str, Any] = bf.get(f"/assets/{bf.asset()}", fields=STAMPS, include="attachments")
    file, shown = told["included"][0]["attributes"], told["data"]["attributes"]
    with httpx.Client() as anybody:
        original = anybody.get(file["url"])
        assert (original.headers["content-type"], len(original.content)) == ("image/jpeg", file["size"])
        assert original.content[:3] == b"\xff\xd8\xff"
        assert anybody.get(shown["thumbnail_url"]).content[:3] == b"\xff\xd8\xff"
        assert anybody.get(shown["cdn_url"]).content == original.content
        assert refused(anybody.get(file["url"].partition("?")[0])) == 403
        bf.clock(advance=3601)
        assert {refused(anybody.get(url)) for url in (file["url"], shown["thumbnail_url"])} == {403}
        assert anybody.get(bf.assets()[0]["attributes"]["thumbnail_url"]).status_code == 200
        expired = bf.get(f"/assets/{bf.asset(6)}", fields="cdn_url")["data"]["attributes"]["cdn_url"]
        assert refused(anybody.get(expired)) == 403
