"""The Brandfolder sandbox over real HTTP, by plain requests: assets, tags, custom fields, labels and uploads are written."""

import httpx
import pytest

from tests.contract.sandbox.brandfolder_caller import Caller, refused


def test_a_removed_tag_is_gone_only_later(bf: Caller) -> None:
    bf.clock(freeze=True)
    asset = bf.asset(1)
    first, *others = bf.names(asset)
    before = bf.get(f"/assets/{asset}", fields="updated_at")["data"]["attributes"]["updated_at"]
    assert bf.delete(f"/async/tags/assets/{asset}", json={"tags": [first], "locale": "en"}) == {}
    bf.clock(advance=1.9)
    assert bf.names(asset) == [first, *others]
    bf.clock(advance=0.2)
    assert bf.names(asset) == others
    assert bf.get(f"/assets/{asset}", fields="updated_at")["data"]["attributes"]["updated_at"] > before
    assert bf.delete(f"/async/tags/assets/{asset}", json={"tags": ["never there"], "locale": "en"}) == {}
    for wrong in ({}, {"tags": []}, {"tags": "table"}):
        assert refused(bf("DELETE", f"/async/tags/assets/{asset}", json=wrong)) == 400


def test_a_tag_given_again_meanwhile_stays(bf: Caller) -> None:
    asset = bf.asset(1)
    first = bf.names(asset)[0]
    bf.edit(switches={"delay": 60})
    bf.delete(f"/async/tags/assets/{asset}", json={"tags": [first], "locale": "en"})
    bf.post(f"/assets/{asset}/tags", {"attributes": [{"name": first}]})
    bf.clock(advance=61)
    assert bf.names(asset).count(first) == 1


def test_tags_are_added_and_a_retried_post_gives_duplicates(bf: Caller) -> None:
    asset = bf.asset()
    before = bf.names(asset)
    body = {"attributes": [{"name": "compostable"}, {"name": "Kräuter"}]}
    told = [tag["attributes"]["name"] for tag in bf.post(f"/assets/{asset}/tags", body)["data"]]
    assert told == [*before, "compostable", "Kräuter"] == bf.names(asset)
    lost = {**bf.headers, "X-Sandbox-Fault": "reset_after"}
    with pytest.raises(httpx.TransportError):
        bf.http.post(f"/api/v4/assets/{asset}/tags", json={"data": {"attributes": [{"name": "lost"}]}}, headers=lost)
    bf.post(f"/assets/{asset}/tags", {"attributes": [{"name": "lost"}]})
    assert bf.names(asset).count("lost") == 2
    for wrong in ({"name": "x"}, [], [{}], [{"name": ""}], ["x"]):
        assert refused(bf("POST", f"/assets/{asset}/tags", json={"data": {"attributes": wrong}})) == 400


def test_a_read_may_lag_behind_an_accepted_write(bf: Caller) -> None:
    asset = bf.asset()
    bf.post(f"/assets/{asset}/tags", {"attributes": [{"name": "fresh"}]})
    stale = bf("GET", f"/assets/{asset}/tags", headers={"X-Sandbox-Fault": "stale"}).json()["data"]
    assert "fresh" not in [tag["attributes"]["name"] for tag in stale]
    assert "fresh" in bf.names(asset)


def test_renaming_a_tag_leaves_its_namesake_on_another_asset(bf: Caller) -> None:
    path = f"/brandfolders/{bf.brandfolder}/tags"
    tags = [tag for tag in bf.get(path)["data"] if tag["attributes"]["name"] == "everyday"]
    assert len(tags) == len({tag["id"] for tag in tags}) > 1
    assert bf.put(f"/tags/{tags[0]['id']}", name="workday")["data"]["attributes"]["name"] == "workday"
    after = {tag["id"]: tag["attributes"]["name"] for tag in bf.get(path)["data"]}
    assert [after[tag["id"]] for tag in tags] == ["workday", *["everyday"] * (len(tags) - 1)]
    owner = bf.get(f"/assets/{bf.asset()}/tags", include="asset")["included"]
    assert [one["id"] for one in owner] == [bf.asset()]


def test_tags_a_machine_gave_are_marked(bf: Caller) -> None:
    asset = bf.asset()
    bf.edit(tags={"asset": asset, "auto": ["tableware"]})
    marked = [tag["attributes"] for tag in bf.get(f"/assets/{asset}/tags")["data"]]
    auto = {tag["name"]: tag["source"] for tag in marked if tag["auto_generated"]}
    assert auto == {"table": "google_vision", "tableware": "google_vision"}
    assert all(tag["source"] is None for tag in marked if not tag["auto_generated"])


def test_a_restricted_field_refuses_a_value_until_it_is_allowed(bf: Caller) -> None:
    asset, key = bf.asset(), bf.key("Material")
    assert refused(bf.set_value(asset, "Material", "bamboo")) == 400
    (now,) = [one for one in bf.get(f"/brandfolders/{bf.brandfolder}/custom_field_keys")["data"] if one["id"] == key]
    allowed = [*now["attributes"]["allowed_values"], "bamboo"]
    bf.put(f"/custom_field_keys/{key}", name="Material", allowed_values=allowed)
    assert bf.set_value(asset, "Material", "bamboo").json()["data"][0]["attributes"] == {
        "key": "Material",
        "value": "bamboo",
    }
    assert bf.values(asset, "Material") == ["paper", "bamboo"]
    assert bf.set_value(asset, "Order number", "whatever").status_code == 200


def test_values_are_strings_and_come_twice_when_posted_twice(bf: Caller) -> None:
    asset = bf.asset()
    for wrong in (123, None, ["123"], True):
        assert refused(bf.set_value(asset, "Order number", wrong)) == 400
    for _ in range(2):
        assert bf.set_value(asset, "Order number", "123").status_code == 200
    assert bf.values(asset, "Order number") == ["100", "123", "123"]
    told = bf.get(f"/assets/{asset}/custom_field_values", include="custom_field_key")
    assert {one["attributes"]["name"] for one in told["included"]} == set(bf.where["custom_field_keys"])
    last = told["data"][-1]["id"]
    bf.put(f"/custom_field_values/{last}", value="124")
    assert bf.values(asset, "Order number") == ["100", "123", "124"]
    assert bf.delete(f"/custom_field_values/{last}") == {}
    assert bf.values(asset, "Order number") == ["100", "123"]
    assert refused(bf("DELETE", f"/custom_field_values/{last}")) == 403


def test_a_batch_of_values_is_set_whole_or_not_at_all(bf: Caller) -> None:
    first, second = bf.asset(0), bf.asset(1)

    def entry(asset: str, value: str, kind: str = "assets") -> dict[str, object]:
        return {"attributes": {"value": value}, "relationships": {"asset": {"data": {"type": kind, "id": asset}}}}

    path = f"/custom_field_keys/{bf.key('Market')}/custom_field_values"
    assert refused(bf("POST", path, json={"data": [entry(first, "NL"), entry(second, "XX")]})) == 400
    assert refused(bf("POST", path, json={"data": [entry(first, "NL", "generic_files")]})) == 400
    assert bf.values(first, "Market") == ["DE", "FR"]
    bf.post(path, [entry(first, "NL"), entry(second, "NL")])
    assert (bf.values(first, "Market"), bf.values(second, "Market")) == (["DE", "FR", "NL"], ["FR", "GB", "NL"])


def test_keys_are_made_changed_and_deleted_with_their_values(bf: Caller) -> None:
    path, asset = f"/brandfolders/{bf.brandfolder}/custom_field_keys", bf.asset()
    (made,) = bf.post(path, {"attributes": [{"name": "Topic", "allowed_values": ["tea", "café"], "restricted": True}]})[
        "data"
    ]
    assert made["attributes"]["restricted"] is True
    bf.where["custom_field_keys"]["Topic"] = made["id"]
    assert bf.set_value(asset, "Topic", "café").status_code == 200
    assert refused(bf.set_value(asset, "Topic", "coffee")) == 400
    used = {one["attributes"]["name"]: one["attributes"]["value"] for one in bf.get(path, fields="value")["data"]}
    assert used["Topic"] == ["café"]
    assert bf.get(path, include="custom_field_values")["included"]
    prioritized = [{"name": f"P{number}", "prioritized": True} for number in range(5)]
    assert refused(bf("POST", path, json={"data": {"attributes": prioritized}})) == 400
    assert refused(bf("POST", path, json={"data": {"attributes": [{"allowed_values": []}]}})) == 400
    bf.delete(f"/custom_field_keys/{made['id']}")
    assert bf.values(asset, "Topic") == []
    bf.edit(switches={"controlled_fields": False})
    assert refused(bf("POST", path, json={"data": {"attributes": [{"name": "More"}]}})) == 403


def test_an_asset_is_created_edited_and_deleted(bf: Caller) -> None:
    section, path = bf.where["sections"]["Packshots"], f"/brandfolders/{bf.brandfolder}/assets"
    attributes = [{"name": "New cup", "attachments": [{"url": "https://pictures.example/cup.png"}]}, {"name": "Second"}]
    made, second = bf.post(path, {"attributes": attributes}, section_key=section)["data"]
    assert bf.get(f"/assets/{made['id']}", include="attachments")["included"][0]["attributes"]["filename"] == "cup.png"
    more = {"availability_end": "2027-01-01T00:00:00Z", "attachments": [{"url": "https://pictures.example/b.jpg"}]}
    bf.put(f"/assets/{made['id']}", name="New cup", description="Told.", **more)
    told = bf.get(f"/assets/{made['id']}", include="attachments", fields="availability_end")
    assert (told["data"]["attributes"]["description"], len(told["included"])) == ("Told.", 2)
    assert told["data"]["attributes"]["availability_end"] == "2027-01-01T00:00:00.000Z"
    assert bf.delete(f"/assets/{second['id']}") == {}
    assert {refused(bf("GET", f"/assets/{second['id']}{part}")) for part in ("", "/tags")} == {403}
    assert len(bf.assets()) == 9
    for wrong in ([], [{}], [{"name": 1}], [{"name": "x", "colour": "red"}], [{"name": "x", "attachments": [{}]}]):
        body = {"data": {"attributes": wrong}, "section_key": section}
        assert refused(bf("POST", path, json=body)) == 400
    trade = bf.where["sections"]["Leaflets"]
    assert refused(bf("POST", path, json={"data": {"attributes": [{"name": "x"}]}, "section_key": trade})) == 400


def test_an_asset_without_a_name_in_the_put_is_refused_by_the_letter(bf: Caller) -> None:
    asset, body = bf.asset(), {"data": {"attributes": {"description": "Only this."}}}
    assert refused(bf("PUT", f"/assets/{asset}", json=body)) == 400
    bf.edit(switches={"dialect": "lenient"})
    name = bf.get(f"/assets/{asset}")["data"]["attributes"]["name"]
    told = bf.put(f"/assets/{asset}", description="Only this.")["data"]["attributes"]
    assert (told["name"], told["description"]) == (name, "Only this.")
    assert refused(bf("PUT", f"/assets/{asset}", content=b"{")) == 400


def test_labels_are_a_tree_that_can_be_grown_and_moved(bf: Caller) -> None:
    path = f"/brandfolders/{bf.brandfolder}/labels"
    labels = {one["attributes"]["name"]: one for one in bf.get(path)["data"]}
    camp = labels['Camp "fire" (summer)']
    assert camp["attributes"]["path"] == [camp["id"], labels["Outdoors"]["id"], labels["Themes"]["id"]]
    assert camp["attributes"]["depth"] == 3
    made = bf.post(path, {"attributes": {"name": "Winter", "parent_key": labels["Seasons"]["id"]}})["data"]
    assert made["attributes"]["depth"] == 2
    moved = bf.put(f"/labels/{labels['Outdoors']['id']}/move", parent_key=made["id"])["data"]
    assert (moved["attributes"]["depth"], bf.get(f"/labels/{camp['id']}")["data"]["attributes"]["depth"]) == (3, 4)
    inside = {"data": {"attributes": {"parent_key": camp["id"]}}}
    assert refused(bf("PUT", f"/labels/{made['id']}/move", json=inside)) == 400
    assert len(bf.get(f"/labels/{labels['Seasons']['id']}/assets")["data"]) == 4
    bf.delete(f"/labels/{labels['Outdoors']['id']}")
    assert len(bf.get(path)["data"]) == 3
    assert refused(bf("GET", f"/labels/{camp['id']}")) == 403


def test_sections_collections_and_brandfolders_are_written(bf: Caller) -> None:
    sections, collections = (f"/brandfolders/{bf.brandfolder}/{kind}" for kind in ("sections", "collections"))
    section = bf.post(sections, {"attributes": {"name": "Press", "default_asset_type": "GenericFile"}})["data"]
    assert refused(bf("POST", sections, json={"data": {"attributes": {"name": "x", "default_asset_type": "y"}}})) == 400
    made = bf.post(collections, {"attributes": {"name": "Autumn range"}})["data"]
    assert made["attributes"]["slug"] == "autumn-range"
    assert refused(bf("POST", collections, json={"data": {"attributes": {"name": "Autumn range"}}})) == 422
    body = {"data": {"attributes": [{"name": "Leaf"}]}, "section_key": section["id"]}
    assert bf("POST", f"/collections/{made['id']}/assets", json=body).status_code == 200
    assert len(bf.get(f"/collections/{made['id']}/assets")["data"]) == 1
    assert bf.put(f"/collections/{made['id']}", name="Autumn")["data"]["attributes"]["name"] == "Autumn"
    assert bf.delete(f"/collections/{made['id']}") == {}
    assert bf.put(f"/brandfolders/{bf.brandfolder}", tagline="New")["data"]["attributes"]["tagline"] == "New"
    assert bf.get(f"/collections/{bf.get('/collections')['data'][0]['id']}/tags")["data"]


def test_bytes_are_uploaded_beside_the_interface(bf: Caller) -> None:
    asked = bf.get("/upload_requests")
    content = httpx.get(bf.get(f"/assets/{bf.asset()}", fields="cdn_url")["data"]["attributes"]["cdn_url"]).content
    path, section = f"/brandfolders/{bf.brandfolder}/assets", bf.where["sections"]["Packshots"]
    attributes = [{"name": "Uploaded", "attachments": [{"url": asked["object_url"], "filename": "cup.jpg"}]}]
    body = {"data": {"attributes": attributes}, "section_key": section}
    assert refused(bf("POST", path, json=body)) == 400
    begun = httpx.post(asked["resumable_upload_url"])
    assert begun.status_code == 201
    assert httpx.put(begun.json()["location"], content=content).status_code == 200
    (made,) = bf("POST", path, json=body).json()["data"]
    file = bf.get(f"/assets/{made['id']}", include="attachments")["included"][0]
    assert httpx.get(file["attributes"]["url"]).content == content
    assert (file["attributes"]["size"], file["attributes"]["width"]) == (len(content), 96)
    renamed = bf.put(f"/attachments/{file['id']}", filename="Mug #1 (50 %).jpg")["data"]["attributes"]
    assert renamed["filename"] == "Mug #1 (50 %).jpg"
    assert httpx.get(renamed["url"]).content == content
    assert bf.delete(f"/attachments/{file['id']}") == {}
    assert refused(bf("GET", f"/attachments/{file['id']}")) == 403
    httpx.put(asked["upload_url"], content=b"x", headers={"Authorization": "Bearer key"})
    assert bf.violations() == ["key-on-upload"]
    bf.clock(advance=25 * 3600)
    assert refused(httpx.put(asked["upload_url"], content=b"x")) == 403


def test_people_edit_meanwhile(bf: Caller) -> None:
    asset, key = bf.asset(), bf.key("Market")
    assert bf.edit(tags={"asset": asset, "add": ["by hand"], "remove": ["table"]})["tags"][-1] == "by hand"
    assert "table" not in bf.names(asset)
    assert bf.edit(values={"asset": asset, "key": key, "add": ["NL"], "remove": ["DE"]})["values"] == ["FR", "NL"]
    collection = bf.get("/collections")["data"][1]["id"]
    bf.edit(assign={"asset": asset, "labels": [], "collections": [collection]})
    assert asset in [one["id"] for one in bf.get(f"/collections/{collection}/assets")["data"]]
    gone = bf.edit(remove_asset=bf.asset(2), add_asset={"name": "By hand"})
    assert gone["add_asset"] in [one["id"] for one in bf.assets()]
    assert refused(bf("GET", f"/assets/{gone['remove_asset']}")) == 403
    assert bf.http.get("/__sandbox__/effects").json()["count"] == 0
    assert bf.http.post("/__sandbox__/data", json={"paint": 1}).status_code == 400
    assert bf.http.post("/__sandbox__/data", json={"remove_asset": "nothing"}).status_code == 400


@pytest.mark.parametrize("quiet", [True, False])
def test_tags_and_fields_may_or_may_not_move_updated_at(bf: Caller, quiet: bool) -> None:
    bf.edit(switches={"quiet_edits": quiet})
    asset = bf.asset()
    before = bf.get(f"/assets/{asset}", fields="updated_at")["data"]["attributes"]["updated_at"]
    bf.post(f"/assets/{asset}/tags", {"attributes": [{"name": "new"}]})
    after = bf.get(f"/assets/{asset}", fields="updated_at")["data"]["attributes"]["updated_at"]
    assert (after == before) is quiet
