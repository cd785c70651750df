"""The Bynder sandbox over real HTTP: lists with every filter and order, pages and cursors, the body switch, ids, flags, details."""

import json
from typing import Any

import httpx
import pytest

from tests.contract.sandbox.bynder_caller import Caller
from thesaury.sandbox.bynder.server import Setup, Switches, create
from thesaury.sandbox.serving.server import running

ASC = "dateModified asc"


def ids(found: list[dict[str, Any]]) -> list[str]:
    return [entry["id"] for entry in found]


def test_a_total_or_count_changes_the_body_from_a_list_to_an_object(bynder: Caller) -> None:
    assert isinstance(bynder.get("/api/v4/media/").json(), list)
    body = bynder.get("/api/v4/media/", total=1, count="true", limit=2).json()
    assert body["total"] == {"count": 7}
    assert body["count"]["total"] == 7
    assert len(body["media"]) == 2


def test_flags_are_numbers_on_the_wire_and_booleans_in_the_other_dialect(bynder: Caller) -> None:
    flags = ("archive", "limited", "watermarked", "isPublic")
    assert {json.dumps(entry[flag]) for entry in bynder.media() for flag in flags} == {"0", "1"}
    bynder.edit(switches={"dialect": "spec"})
    assert {json.dumps(entry[flag]) for entry in bynder.media() for flag in flags} == {"false", "true"}


def test_properties_are_lists_or_texts_of_option_names(bynder: Caller) -> None:
    asset = bynder.media()[0]
    assert isinstance(asset["property_subject"], list)
    assert asset["property_region"] in ("north", "south")
    assert asset["property_photographer"] == "Tilda Quist"
    subject = bynder.property("subject")
    known = {entry["id"]: entry["name"] for entry in subject["options"]}
    assert asset["property_subject"][0] in [known.get(key) for key in asset["propertyOptions"]]


def test_pages_in_every_order_hold_every_asset_once(bynder: Caller) -> None:
    for field in ("dateModified", "dateCreated", "datePublished", "name"):
        pages = [bynder.media(orderBy=f"{field} desc", limit=3, page=page) for page in (1, 2, 3, 4)]
        found = [entry for page in pages for entry in page]
        assert [len(page) for page in pages] == [3, 3, 1, 0]
        assert len(set(ids(found))) == 7
        assert [entry[field] for entry in found] == sorted((entry[field] for entry in found), reverse=True)
        assert found == bynder.media(orderBy=f"{field} asc")[::-1]
    assert bynder.get("/api/v4/media/", orderBy="dateModified").status_code == 400
    assert bynder.get("/api/v4/media/", limit=1_001).status_code == 400


def test_dates_have_seconds_and_z_and_no_fractions(bynder: Caller) -> None:
    moments = [entry["dateModified"] for entry in bynder.media(orderBy=ASC)]
    assert len(bynder.media(dateModified=moments[3])) == 4
    assert len(bynder.media(dateModified=moments[2], dateModifiedTo=moments[3])) == 2
    assert len(bynder.media(dateModifiedOn=moments[0])) == 7
    assert len(bynder.media(dateCreated="2030-01-01T00:00:00Z")) == 0
    for wrong in (moments[0].replace("Z", ".000Z"), moments[0].replace("Z", "+00:00"), moments[0][:10]):
        assert bynder.get("/api/v4/media/", dateModified=wrong).status_code == 400


def test_filters_that_look_into_assets(bynder: Caller) -> None:
    everything = bynder.media(orderBy=ASC)
    first = everything[0]
    meadow, region = bynder.option("subject", "meadow"), bynder.option("region", "north")
    by_meadow = [entry for entry in everything if meadow in entry["propertyOptions"]]
    both = [entry for entry in by_meadow if region in entry["propertyOptions"]]
    expected: dict[str, tuple[dict[str, Any], list[dict[str, Any]]]] = {
        "keyword": ({"keyword": first["name"].split("_")[0].upper()}, [first]),
        "tags": ({"tags": ",".join(first["tags"])}, [first]),
        "type": ({"type": "image,video"}, everything),
        "id": ({"id": first["id"]}, [first]),
        "ids": ({"ids": f"{first['id']},{everything[1]['id']}"}, everything[:2]),
        "brandId": ({"brandId": bynder.where["brand_id"]}, everything),
        "subBrandId": ({"subBrandId": bynder.where["brand_id"]}, []),
        "option name": ({"property_subject": "meadow"}, by_meadow),
        "option id": ({"property_subject": meadow}, by_meadow),
        "text": ({"property_photographer": "Tilda Quist"}, everything),
        "propertyOptionId": ({"propertyOptionId": f"{meadow},{region}"}, both),
        "limited": ({"limited": 1}, [entry for entry in everything if entry["limited"]]),
        "isPublic": ({"isPublic": "true"}, [entry for entry in everything if entry["isPublic"]]),
        "orientation": (
            {"orientation": "square"},
            [entry for entry in everything if entry["width"] == entry["height"]],
        ),
    }
    for name, (params, wanted) in expected.items():
        found = ids(bynder.media(orderBy=ASC, **params))
        assert set(ids(wanted)) <= set(found), name
        assert name in ("keyword", "tags") or found == ids(wanted), name
    assert by_meadow
    assert bynder.violations() == []


def test_archived_assets_are_shown_only_when_they_are_asked_for(bynder: Caller) -> None:
    archived = bynder.media(archive="true")
    assert [entry["archive"] for entry in archived] == [1]
    assert archived[0]["id"] not in ids(bynder.media())
    assert bynder.asset(archived[0]["id"])["archive"] == 1


def test_a_date_metaproperty_cannot_be_filtered_by(bynder: Caller) -> None:
    bynder.edit(asset={"id": bynder.first(), "values": {"release_date": "2026-05-01T00:00:00Z"}})
    assert bynder.media(property_release_date="2026-05-01T00:00:00Z") == []
    assert bynder.violations() == ["date-filter"]


def test_the_cursor_header_is_an_account_feature_and_survives_a_moving_set(bynder: Caller) -> None:
    assert "x-bynder-nextcursor" not in bynder.get("/api/v4/media/", limit=3).headers
    bynder.edit(switches={"cursor": True})
    found: list[str] = []
    params: dict[str, Any] = {"orderBy": ASC, "limit": 3}
    while True:
        answer = bynder.get("/api/v4/media/", **params)
        found += ids(answer.json())
        if "x-bynder-nextcursor" not in answer.headers:
            break
        params["cursor"] = answer.headers["x-bynder-nextcursor"]
        if len(found) == 3:
            bynder.edit(asset={"id": found[2], "description": "Moved to the end."})
    assert found[2] == found[-1]  # what changed meanwhile comes again, and nothing is lost
    assert len(set(found)) == 7
    assert bynder.get("/api/v4/media/", cursor="nonsense").status_code == 400


def test_pages_of_a_moving_set_lose_rows(bynder: Caller) -> None:
    first = ids(bynder.media(orderBy=ASC, limit=3))
    bynder.edit(asset={"id": first[0], "description": "Moved to the end."})
    rest = [key for page in (2, 3) for key in ids(bynder.media(orderBy=ASC, limit=3, page=page))]
    assert len({*first, *rest}) == 6


def test_the_wrong_shape_of_an_id_is_not_found(bynder: Caller) -> None:
    four = bynder.first()
    five = f"{four[:23]}-{four[23:]}".lower()
    assert bynder.get(f"/api/v4/media/{four}").status_code == 200
    assert bynder.get(f"/api/v4/media/{five}/").status_code == 404
    assert bynder.post(f"/api/v4/media/{five}/", description="x").status_code == 404
    subject = bynder.property("subject")["id"]
    newer = "/api/1/taxonomy/metaproperties/{}/options"
    assert bynder.get(newer.format(f"{subject[:23]}-{subject[23:]}".lower())).status_code == 200
    assert bynder.get(newer.format(subject)).status_code == 404


def test_a_detail_tells_more_than_the_list(bynder: Caller) -> None:
    identifier = bynder.first()
    asset = bynder.get(f"/api/v4/media/{identifier}/", versions=1, stats=1).json()
    assert (asset["views"], asset["downloads"]) == (1, 1)
    assert {item["name"] for item in asset["mediaItems"]} == {"original", "webimage"}
    assert asset["fileName"] == f"{asset['name']}.jpg"
    listed = bynder.media(ids=identifier, includeMediaItems="true", includeVersionNumber="true")[0]
    assert (listed["mediaItems"], listed["version"]) == (asset["mediaItems"], 1)
    assert bynder.get("/api/v4/media/00000000-0000-0000-0000000000000000/").status_code == 404


def test_only_public_assets_tell_their_original_and_only_where_the_account_does(bynder: Caller) -> None:
    assert not any("original" in entry for entry in bynder.media())
    bynder.edit(switches={"original": True})
    assert [entry["isPublic"] for entry in bynder.media() if "original" in entry] == [1]


@pytest.fixture(scope="module")
def many() -> Any:
    made = create(Setup(size="large", assets=100_000, switches=Switches(cursor=True)))
    with running(made) as server, httpx.Client(base_url=server.url, timeout=30) as http:
        yield Caller(http)
    made.store.close()


def test_a_hundred_thousand_assets_are_listed_by_their_last_change(many: Caller) -> None:
    body = many.get("/api/v4/media/", total=1, limit=2, page=50_000, orderBy=ASC).json()
    assert body["total"] == {"count": 99_999}  # one is archived
    assert [entry["name"][-5:] for entry in body["media"]] == ["99999"]
    many.edit(touch={"first": 40_000, "count": 50})
    since = many.media(orderBy=ASC, dateModified="2026-11-01T00:00:00Z", limit=1_000)
    assert len(since) >= 50
    assert all(entry["description"].endswith("Seen again.") for entry in since[-50:])
    assert many.get("/api/v4/media/", total=1, limit=1).json()["total"] == {"count": 99_999}
