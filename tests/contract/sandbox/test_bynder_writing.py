"""The Bynder sandbox over real HTTP: assets changed by form (applied later), by options and by tags; what cannot be undone; the trash."""

from typing import Any

import httpx
import pytest

from tests.contract.sandbox.bynder_caller import Caller


def tags(caller: Caller, asset: str) -> list[str]:
    return list(caller.asset(asset)["tags"])


def tag_id(caller: Caller, tag: str) -> str:
    return next(str(entry["id"]) for entry in caller.get("/api/v4/tags/").json() if entry["tag"] == tag)


def effects(caller: Caller) -> list[dict[str, Any]]:
    return list(caller.http.get("/__sandbox__/effects").json()["effects"])


def test_an_accepted_change_is_applied_when_its_time_has_come(bynder: Caller) -> None:
    bynder.clock(freeze=True)
    bynder.edit(switches={"delay": 30})
    before = bynder.asset(bynder.first())
    answer = bynder.post(f"/api/v4/media/{before['id']}/", description="Seen from the pier")
    assert (answer.status_code, answer.json()["statuscode"]) == (202, 202)
    bynder.clock(advance=29)
    assert bynder.asset(before["id"]) == before
    bynder.clock(advance=2)
    after = bynder.asset(before["id"])
    assert after["description"] == "Seen from the pier"
    assert after["dateModified"] > before["dateModified"]
    assert bynder.media(orderBy="dateModified desc", limit=1)[0]["id"] == before["id"]


def test_a_read_may_be_stale_after_an_accepted_write(bynder: Caller) -> None:
    asset = bynder.first()
    bynder.post(f"/api/v4/media/{asset}/", description="new")
    stale = bynder.ask("GET", f"/api/v4/media/{asset}/", headers={"X-Sandbox-Fault": "stale"}).json()
    assert stale["description"] != "new"
    assert bynder.asset(asset)["description"] == "new"


def test_tags_in_a_form_replace_the_whole_list(bynder: Caller) -> None:
    asset = bynder.first()
    bynder.edit(asset={"id": asset, "add_tags": ["by a person"]})
    kept = tags(bynder, asset)
    bynder.post(f"/api/v4/media/{asset}/", tags=",".join([*kept, "ferry"]))
    assert tags(bynder, asset) == [*kept, "ferry"]
    bynder.post(f"/api/v4/media/{asset}/", tags="alone")
    assert tags(bynder, asset) == ["alone"]
    assert bynder.violations() == []


def test_replacing_tags_without_having_read_them_is_a_violation(bynder: Caller) -> None:
    asset = bynder.first()
    bynder.post(f"/api/v4/media/{asset}/", tags="one")
    assert bynder.violations() == []
    bynder.post(f"/api/v4/media/{asset}/", tags="two")
    assert bynder.violations() == ["tags-unread"]


def test_a_comma_inside_a_tag_cannot_be_expressed(bynder: Caller) -> None:
    asset = bynder.first()
    bynder.post(f"/api/v4/media/{asset}/", tags="salt, pepper")
    assert tags(bynder, asset) == ["salt", "pepper"]


def test_one_tag_is_added_to_and_taken_from_a_list_of_assets(bynder: Caller) -> None:
    first, second = (entry["id"] for entry in bynder.media(limit=2))
    bynder.edit(asset={"id": first, "add_tags": ["regatta"]})
    before = tags(bynder, second)
    path = f"/api/v4/tags/{tag_id(bynder, 'regatta')}/media/"
    assert bynder.post(path, data=f'["{first}", "{second}"]').status_code == 202
    assert tags(bynder, second) == [*before, "regatta"]
    assert bynder.ask("DELETE", path, params={"deleteIds": second}).status_code == 204
    assert tags(bynder, second) == before
    assert "regatta" in tags(bynder, first)
    unknown = f"/api/v4/tags/{bynder.where['brand_id']}/media/"
    assert bynder.post(unknown, data=f'["{first}"]').status_code == 404
    found = bynder.get("/api/v4/tags/", keyword="regat").json()
    assert [(entry["tag"], entry["mediaCount"]) for entry in found] == [("regatta", 1)]


def test_options_are_added_and_taken_one_by_one(bynder: Caller) -> None:
    asset = bynder.first()
    before = bynder.asset(asset)["property_subject"]
    other = "harbour" if before == ["meadow"] else "meadow"
    assert bynder.options("POST", asset, "subject", other).status_code == 201
    assert bynder.asset(asset)["property_subject"] == [*before, other]
    assert bynder.options("POST", asset, "subject", other).status_code == 201  # twice is no error and no second value
    assert bynder.options("DELETE", asset, "subject", *before).status_code == 204
    assert bynder.asset(asset)["property_subject"] == [other]
    assert bynder.options("DELETE", asset, "subject", other).status_code == 204
    assert "property_subject" not in bynder.asset(asset)
    assert bynder.options("POST", asset, "region", "north").status_code == 201
    assert bynder.options("POST", asset, "region", "south").status_code == 201
    assert bynder.asset(asset)["property_region"] == "south"


def test_a_grouping_node_and_a_foreign_option_cannot_be_chosen(bynder: Caller) -> None:
    asset = bynder.first()
    assert bynder.options("POST", asset, "subject", "places").status_code == 404
    wrong = {"asset_id": asset, "metaproperty_id": bynder.property("region")["id"]}
    wrong["metaproperty_option_ids"] = [bynder.option("subject", "meadow")]
    assert bynder.ask("POST", "/api/media/options", json=wrong).status_code == 404


def test_dotted_keys_replace_the_values_of_their_property_and_no_other(bynder: Caller) -> None:
    asset = bynder.first()
    subject, text = bynder.property("subject")["id"], bynder.property("photographer")["id"]
    both = ",".join(bynder.option("subject", name) for name in ("harbour", "meadow"))
    region = bynder.asset(asset)["property_region"]
    fields = {f"metaproperty.{subject}": both, f"metaproperty.{text}": "Ole Brandt"}
    bynder.post(f"/api/v4/media/{asset}/", **fields)
    changed = bynder.asset(asset)
    assert changed["property_subject"] == ["harbour", "meadow"]
    assert (changed["property_photographer"], changed["property_region"]) == ("Ole Brandt", region)
    assert bynder.violations() == []
    bynder.post(f"/api/v4/media/{asset}/", property_subject="harbour")  # this spelling writes nothing
    assert bynder.asset(asset)["property_subject"] == ["harbour", "meadow"]
    bynder.post(f"/api/v4/media/{asset}/", **{f"metaproperty.{subject}": "harbour"})  # nor does a label
    assert bynder.violations() == ["unknown-field", "unknown-option"]


def test_an_empty_name_blanks_it(bynder: Caller) -> None:
    asset = bynder.first()
    bynder.post(f"/api/v4/media/{asset}/", name="")
    assert bynder.asset(asset)["name"] == ""
    assert bynder.violations() == ["name-blanked"]


def test_public_is_for_ever(bynder: Caller) -> None:
    asset = bynder.first()
    bynder.post(f"/api/v4/media/{asset}/", isPublic="true")
    bynder.post(f"/api/v4/media/{asset}/", isPublic="false")
    assert bynder.asset(asset)["isPublic"] == 1
    assert bynder.violations() == ["public-again"]


def test_rights_are_written_as_dates_and_flags(bynder: Caller) -> None:
    asset = bynder.first()
    bynder.post(f"/api/v4/media/{asset}/", limited="true", limitedDate="2027-01-31T22:59:00Z", archive="1")
    changed = bynder.asset(asset)
    assert (changed["limited"], changed["limitedDate"], changed["archive"]) == (1, "2027-01-31T22:59:00Z", 1)
    assert asset not in [entry["id"] for entry in bynder.media()]


def test_an_option_without_the_one_it_depends_on_is_taken_and_told_of(bynder: Caller) -> None:
    asset = bynder.first()
    bynder.options("POST", asset, "region", "south")
    assert bynder.options("POST", asset, "channel", "poster").status_code == 201
    assert bynder.violations() == ["dependency-unmet"]
    bynder.options("POST", asset, "region", "north")
    bynder.options("POST", asset, "channel", "poster")
    assert bynder.violations() == ["dependency-unmet"]


def test_a_deleted_asset_lies_in_the_trash_for_thirty_days(bynder: Caller) -> None:
    bynder.clock(freeze=True)
    assets = [entry["id"] for entry in bynder.media(limit=3)]
    assert bynder.ask("DELETE", f"/api/v4/media/{assets[0]}/").status_code == 204
    bynder.clock(advance=86_400)
    moment = bynder.http.get("/__sandbox__/clock").json()["now"]
    bynder.edit(delete_asset=assets[1])
    assert bynder.get(f"/api/v4/media/{assets[0]}/").status_code == 404
    removed = bynder.get("/api/trash/media", order="asc").json()
    assert [entry["id"] for entry in removed] == assets[:2]
    assert [entry["id"] for entry in bynder.get("/api/trash/media", dateRemoved=moment[:19] + "Z").json()] == [
        assets[1]
    ]
    assert len(bynder.get("/api/trash/media", limit=1, page=2, field="media.name").json()) == 1
    bynder.clock(advance=29.5 * 86_400)
    assert [entry["id"] for entry in bynder.get("/api/trash/media").json()] == [assets[1]]
    bynder.edit(restore_asset=assets[1])
    assert bynder.asset(assets[1])["id"] == assets[1]
    report = bynder.get(f"/v7/analytics/api/v1/report/asset/{assets[0]}").json()
    assert report["isRemoved"] is True


def test_writes_are_told_as_effects_and_a_lost_reply_has_written(bynder: Caller) -> None:
    asset = bynder.first()
    bynder.http.post("/__sandbox__/faults", json={"fault": "reset_after", "route": "^/api/media/options"})
    with pytest.raises(httpx.TransportError):
        bynder.options("POST", asset, "subject", "harbour", "meadow")
    assert [entry["route"] for entry in effects(bynder)] == ["options:post"]
    assert set(bynder.asset(asset)["property_subject"]) == {"harbour", "meadow"}
