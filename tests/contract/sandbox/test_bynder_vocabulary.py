"""The Bynder sandbox over real HTTP: metaproperties, options with names for ever, nested creation, dependencies, the newer list."""

import json
from typing import Any

import httpx

from tests.contract.sandbox.bynder_caller import Caller

BASE = "/api/v4/metaproperties"


def options_of(caller: Caller, name: str) -> str:
    return f"{BASE}/{caller.property(name)['id']}/options"


def create(caller: Caller, path: str, **option: Any) -> httpx.Response:
    return caller.post(path, data=json.dumps(option))


def five(four: str) -> str:
    return f"{four[:23]}-{four[23:]}".lower()


def test_metaproperties_are_an_object_by_name(bynder: Caller) -> None:
    found = bynder.get(f"{BASE}/").json()
    assert {name: entry["type"] for name, entry in found.items()} == {
        "subject": "select2",
        "region": "select",
        "channel": "select",
        "photographer": "text",
        "release_date": "date",
    }
    subject = found["subject"]
    assert subject["labels"] == {"en_US": "Subject", "de_DE": "Motiv"}
    assert "options" not in found["photographer"]
    counted = bynder.get(f"{BASE}/{subject['id']}", count=1).json()["options"]
    assert sum(option["mediaCount"] for option in counted) == 8
    assert bynder.get(f"{BASE}/", options=0, ids=subject["id"]).json().keys() == {"subject"}
    assert "options" not in bynder.get(f"{BASE}/{subject['id']}", options="false").json()
    assert bynder.get(f"{BASE}/{bynder.where['brand_id']}").json()["statuscode"] == 404


def test_a_metaproperty_is_made_changed_and_removed(bynder: Caller) -> None:
    made = create(bynder, BASE, name="mood", type="select2", labels={"en_US": "Mood"}, isMultiselect=True).json()
    assert bynder.property("mood")["id"] == made["id"]
    assert create(bynder, f"{BASE}/{made['id']}", label="Temper", isApiField=False).status_code == 201
    assert bynder.property("mood")["label"] == "Temper"
    assert create(bynder, BASE, name="x", type="colour").json()["message"] == "Invalid metaproperty type"
    assert bynder.ask("DELETE", f"{BASE}/{made['id']}").status_code == 204
    assert "mood" not in bynder.get(f"{BASE}/").json()


def test_a_property_that_is_no_api_field_is_not_told_with_assets(bynder: Caller) -> None:
    region = bynder.property("region")
    create(bynder, f"{BASE}/{region['id']}", isApiField=False)
    asset = bynder.media()[0]
    assert "property_region" not in asset
    assert {option["id"] for option in region["options"]} & set(asset["propertyOptions"])


def test_options_in_pages_by_name_and_by_reference(bynder: Caller) -> None:
    path = options_of(bynder, "subject")
    assert [option["name"] for option in bynder.get(path).json()] == ["harbour", "places", "meadow", "fennmoor"]
    assert [option["name"] for option in bynder.get(path, limit=3, page=2).json()] == ["fennmoor"]
    assert [option["name"] for option in bynder.get(path, name="meadow").json()] == ["meadow"]
    by_reference = bynder.get(path, externalReference="https://example.org/place/harbour").json()
    assert [option["name"] for option in by_reference] == ["harbour"]
    assert not by_reference[0].keys() & {"externalReference", "parentId"}  # known, but never told here
    again = bynder.get(f"{BASE}/options", ids=by_reference[0]["id"]).json()
    assert again == by_reference
    assert bynder.get(f"{BASE}/options", ids="").json()["message"] == "No data sent"
    assert bynder.get(f"{BASE}/options", ids="7").json()["message"] == "Invalid metaproperty option id sent"


def test_an_existing_name_is_refused_with_the_id_that_has_it(bynder: Caller) -> None:
    path = options_of(bynder, "subject")
    made = create(bynder, path, name="pier", labels={"en_US": "Pier", "de_DE": "Steg"}, externalReference="urn:pier")
    again = create(bynder, path, name="pier")
    assert (made.status_code, again.status_code) == (201, 400)
    assert again.json()["existingUUID"] == made.json()["id"]
    assert create(bynder, options_of(bynder, "region"), name="pier").status_code == 201  # names are of one property
    for body, message in (("", "No data sent"), ("{", "Invalid JSON"), ("{}", "Meta property option name is required")):
        assert bynder.post(path, data=body).json()["message"] == message
    assert create(bynder, f"{BASE}/{bynder.where['brand_id']}/options", name="x").status_code == 404


def test_options_are_made_with_others_below_them(bynder: Caller) -> None:
    path = options_of(bynder, "subject")
    below = [{"name": "kayak", "label": "Kayak"}, {"name": "ferry", "label": "Ferry"}]
    made = create(bynder, path, name="boats", isSelectable=False, options=below).json()["id"]
    names = {option["name"]: option for option in bynder.property("subject")["options"]}
    assert {"boats", "kayak", "ferry"} <= names.keys()
    assert names["boats"]["isSelectable"] is False
    assert create(bynder, path, name="canoe", parentId=made).status_code == 201
    assert create(bynder, path, name="raft", parentId=bynder.option("region", "north")).status_code == 400
    assert (
        create(bynder, path, name="rafts", options=[{"name": "kayak"}]).json()["existingUUID"] == names["kayak"]["id"]
    )
    assert "rafts" not in {option["name"] for option in bynder.property("subject")["options"]}


def test_the_name_of_an_option_is_for_ever(bynder: Caller) -> None:
    path, option = options_of(bynder, "subject"), bynder.option("subject", "meadow")
    refused = create(bynder, f"{path}/{option}", name="field")
    assert (refused.status_code, refused.json()["message"]) == (400, "Editing meta property option name not allowed")
    assert create(bynder, f"{path}/{option}", label="Field", externalReference="urn:field").status_code == 201
    assert [entry["label"] for entry in bynder.get(path, externalReference="urn:field").json()] == ["Field"]
    assert create(bynder, f"{path}/{bynder.where['brand_id']}", label="x").status_code == 404


def test_removing_an_option_that_assets_carry_is_a_violation(bynder: Caller) -> None:
    path = options_of(bynder, "subject")
    assert bynder.ask("DELETE", f"{path}/{bynder.option('subject', 'fennmoor')}").status_code == 204
    assert bynder.violations() == []
    harbour = bynder.option("subject", "harbour")
    assert bynder.ask("DELETE", f"{path}/{harbour}").status_code == 204
    assert bynder.violations() == ["option-in-use"]
    assert all(harbour not in asset["propertyOptions"] for asset in bynder.media())


def test_dependencies_single_and_in_groups(bynder: Caller) -> None:
    channel = bynder.property("channel")
    poster, north, south = (
        bynder.option("channel", "poster"),
        *(bynder.option("region", n) for n in ("north", "south")),
    )
    path = f"{BASE}/{channel['id']}/options/{poster}/dependencies"
    assert channel["useDependencies"] is True
    assert bynder.get(f"{BASE}/options/dependencies").json() == {channel["id"]: {poster: {"ungrouped": [north]}}}
    assert bynder.get(path).json() == [north]
    group = bynder.post(f"{path}/group", data=json.dumps([south])).json()["id"]
    assert bynder.post(f"{path}/group/{group}/{north}").status_code == 201
    assert bynder.get(path, includeGroupedResults="true").json() == {"ungrouped": [north], group: [south, north]}
    assert bynder.ask("DELETE", f"{path}/{north}").status_code == 204
    assert bynder.get(f"{BASE}/{channel['id']}/options/dependencies").json() == {poster: {group: [south, north]}}
    assert bynder.ask("DELETE", f"{path}/group/{group}/{south}").status_code == 204
    assert bynder.post(f"{path}/{south}").status_code == 201
    assert bynder.post(f"{path}/{bynder.where['brand_id']}").json()["message"] == "Unknown dependency option"
    assert bynder.post(f"{path}/group/{south}", data=json.dumps([south])).json()["message"] == "Unknown group"


def test_the_newer_list_tells_references_and_goes_by_cursors(bynder: Caller) -> None:
    path = f"/api/1/taxonomy/metaproperties/{five(bynder.property('subject')['id'])}/options"
    first = bynder.get(path, limit=3).json()
    assert [option["name"] for option in first["options"]] == ["fennmoor", "harbour", "meadow"]
    assert first["options"][1]["externalReference"] == "https://example.org/place/harbour"
    second = bynder.get(path, limit=3, start=first["metadata"]["nextPage"]).json()
    assert [option["name"] for option in second["options"]] == ["places"]
    assert "nextPage" not in second["metadata"]
    assert bynder.get(path, limit=3, before=second["metadata"]["prevPage"]).json()["options"] == first["options"]
    assert len(bynder.get(path, ids=[option["id"] for option in first["options"][:2]]).json()["options"]) == 2
    both = bynder.get(path, start=first["metadata"]["nextPage"], before=first["metadata"]["nextPage"])
    assert both.json()["errorCode"] == "option-list-cursor-parameter-invalid"
    assert bynder.get(path, start="harbour").json()["errorCode"] == "option-list-cursor-format-invalid"
    missing = bynder.get(f"/api/1/taxonomy/metaproperties/{five(bynder.where['brand_id'])}/options")
    assert (missing.status_code, missing.json()["errorCode"]) == (404, "metaproperty-not-existing")


def test_people_add_change_and_remove_options(bynder: Caller) -> None:
    made = bynder.edit(
        add_option={"property": "subject", "name": "pier", "labels": {"en_US": "Pier"}, "parent": "places"}
    )
    assert bynder.option("subject", "pier") == made["add_option"]
    bynder.edit(option={"property": "subject", "name": "pier", "set": {"active": False, "labels": {"de_DE": "Steg"}}})
    found = next(option for option in bynder.property("subject")["options"] if option["name"] == "pier")
    assert (found["active"], found["labels"]) == (False, {"de_DE": "Steg"})
    assert bynder.get(options_of(bynder, "subject"), name="pier").json()[0]["active"] == 0
    bynder.edit(remove_option={"property": "subject", "name": "pier"})
    assert bynder.get(options_of(bynder, "subject"), name="pier").json() == []
