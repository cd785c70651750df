"""The Bynder sandbox over real HTTP: where assets are used, analytics, collections, downloads, similar assets, campaigns."""

import csv
import io
import json
from typing import Any

import httpx
from PIL import Image

from tests.contract.sandbox.bynder_caller import Caller
from thesaury.sandbox.brand import pictures, portal
from thesaury.sandbox.bynder.server import Setup, create
from thesaury.sandbox.serving.server import running

USAGE, ANALYTICS = "/api/media/usage", "/v7/analytics/api"


def fed(caller: Caller, path: str, **params: Any) -> list[list[dict[str, Any]]]:
    """The pages of a feed, by its cursors."""
    pages = []
    while True:
        answer = caller.get(f"{ANALYTICS}{path}", **params)
        pages.append(answer.json())
        if "next-cursor" not in answer.headers:
            return pages
        assert answer.headers["next-url"].startswith("/api/v")
        params["cursor"] = answer.headers["next-cursor"]


def test_usage_is_recorded_once_per_asset_and_address(bynder: Caller) -> None:
    asset, integration = bynder.first(), bynder.where["integration_id"]
    record = {"asset_id": asset, "integration_id": integration, "uri": "https://www.example.org/a"}
    made = bynder.post(USAGE, **record, additional="first").json()
    again = bynder.post(USAGE, **record, additional="second").json()
    assert made["id"] == again["id"]
    assert [entry["additional"] for entry in bynder.get(USAGE, asset_id=asset).json()] == ["second"]
    assert bynder.get(USAGE, uri="https://www.example.org/b").json() == []
    assert bynder.ask("DELETE", USAGE, params=record).status_code == 204
    assert bynder.get(USAGE).json() == []
    wrong = bynder.post(USAGE, asset_id="7", integration_id="nobody")
    assert (wrong.status_code, wrong.json().keys()) == (400, {"asset_id", "integration_id"})


def test_usage_sync_replaces_the_set_of_the_given_addresses(bynder: Caller) -> None:
    first, second, third = (entry["id"] for entry in bynder.media(limit=3))
    page, other = "https://www.example.org/page", "https://www.example.org/other"
    sync = {"integration_id": bynder.where["integration_id"], "uris": [page]}

    def synced(*pairs: tuple[str, str], uris: list[str] | None = None) -> dict[str, Any]:
        usages = [{"asset_id": asset, "uri": uri, "additional": "hero"} for asset, uri in pairs]
        body = {**sync, "usages": usages, **({"uris": uris} if uris else {})}
        return dict(bynder.ask("POST", f"{USAGE}/sync", json=body).json())

    assert len(synced((first, page), (second, page))["new"]) == 2
    synced((third, other), uris=[other])
    answer = synced((first, page), (bynder.where["brand_id"], page), (third, other))
    assert [entry["asset_id"] for entry in answer["accepted"]] == [first]
    assert answer["new"] == []
    assert [entry["reason"] for entry in answer["rejected"]] == ["Asset not found", "URI not in uris"]
    assert answer["removed"] == [{"asset_id": second, "uri": page}]
    assert {entry["asset_id"] for entry in bynder.get(USAGE).json()} == {first, third}
    assert bynder.ask("POST", f"{USAGE}/sync", json={"uris": []}).status_code == 400


def test_views_and_downloads_come_in_pages_with_cursors(bynder: Caller) -> None:
    pages = fed(bynder, "/v2/asset/views", limit=3)
    assert [len(page) for page in pages] == [3, 3, 2]
    assert [event["eventType"] for event in pages[0]] == ["AssetViewed"] * 3
    downloads = fed(bynder, "/v1/asset/v2/download", limit=3)
    assert [len(page) for page in downloads] == [3, 1]
    assert downloads[0][0]["downloadReasons"] == ["web"]
    since = pages[1][0]["dateTime"]
    assert sum(map(len, fed(bynder, "/v2/asset/views", fromDateTime=since))) == 5
    assert bynder.get(f"{ANALYTICS}/v2/asset/views", limit=10_001).status_code == 400
    assert bynder.get(f"{ANALYTICS}/v2/asset/views", cursor="x").status_code == 400


def test_older_feeds_tell_json_and_csv(bynder: Caller) -> None:
    asset = bynder.first()
    every = fed(bynder, f"/v1/asset/{asset}")[0]
    assert {event["eventType"] for event in every} == {"asset.view", "asset.download"}
    answer = bynder.ask("GET", f"{ANALYTICS}/v1/asset/view", headers={"Accept": "text/csv"})
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == 8
    assert rows[0]["dateTime"].isdecimal()
    year = every[0]["dateTime"][:4]
    history = bynder.get(f"{ANALYTICS}/v1/historical/{year}.csv").text.splitlines()
    assert all(line.startswith(("asset.", "SearchExecuted,")) for line in history)


def test_searches_tell_their_terms_and_how_much_they_found(bynder: Caller) -> None:
    bynder.edit(search={"terms": ["regatta"], "found": 0, "times": 2})
    found = [(event["terms"], event["results"]["assets"]) for event in fed(bynder, "/v1/search/executions", limit=4)[0]]
    assert (["submarine"], 0) in found
    latest = fed(bynder, "/v1/search/executions", limit=4)[1]
    assert [event["terms"] for event in latest] == [["autumn offer"], ["regatta"], ["regatta"]]
    older = fed(bynder, "/v1/search/keyword")[0]
    assert [event["keyword"] for event in older][-1] == "regatta"
    table = bynder.get(f"{ANALYTICS}/v1/search/keyword.csv").text
    assert [row["keyword"] for row in csv.DictReader(io.StringIO(table))][-1] == "regatta"


def test_analytics_forget_after_twelve_months_and_note_what_happens(bynder: Caller) -> None:
    asset = bynder.edit(add_asset={"name": "new"})["add_asset"]
    bynder.edit(asset={"id": asset, "archive": True})
    bynder.edit(delete_asset=asset)
    bynder.edit(view={"id": bynder.first(), "hours_ago": 400 * 24}, download={"id": bynder.first(), "times": 3})
    kinds = [fed(bynder, f"/v1/asset/{kind}")[0][0]["assetId"] for kind in ("create", "archive", "remove")]
    assert kinds == [asset] * 3
    assert sum(map(len, fed(bynder, "/v2/asset/views"))) == 8
    assert sum(map(len, fed(bynder, "/v1/asset/v2/download"))) == 7


def test_the_report_covers_every_asset_with_properties_as_text(bynder: Caller) -> None:
    asset = bynder.first()
    bynder.options("POST", asset, "subject", "meadow")
    bynder.options("POST", asset, "subject", "harbour")
    bynder.edit(delete_asset=bynder.media(limit=1)[0]["id"])
    rows = [row for page in fed(bynder, "/v1/report/asset", limit=3) for row in page]
    assert len({row["assetId"] for row in rows}) == 8
    assert [row["isRemoved"] for row in rows].count(True) == 1
    told = bynder.get(f"{ANALYTICS}/v1/report/asset/{asset}").json()
    assert set(told["metaproperties"]["subject"].split(", ")) == {"meadow", "harbour"}


def test_collections_hold_assets(bynder: Caller) -> None:
    made = bynder.post("/api/v4/collections/", name="Spring")
    address = made.headers["location"].partition("/api")[2]
    assets = [entry["id"] for entry in bynder.media(limit=2)]
    assert bynder.post(f"/api{address}media/", data=json.dumps(assets)).status_code == 202
    assert bynder.get(f"/api{address}media/").json() == assets
    assert bynder.ask("DELETE", f"/api{address}media/", params={"deleteIds": assets[0]}).status_code == 204
    listed = bynder.get("/api/v4/collections/", keyword="spr", minCount=1).json()
    assert [(entry["name"], entry["collectionCount"]) for entry in listed] == [("Spring", 1)]
    assert [entry["id"] for entry in bynder.media(collectionId=listed[0]["id"])] == [assets[1]]
    assert bynder.post(f"/api{address}", name="Summer", isPublic="true").status_code == 201
    assert bynder.get(f"/api{address}").json()["name"] == "Summer"
    share = bynder.post(f"/api{address}share/", collectionOptions="view", recipients="a@example.org")
    assert share.status_code == 202
    assert bynder.post(f"/api{address}share/", collectionOptions="view").status_code == 400
    assert bynder.post("/api/v4/collections/", name="").status_code == 400
    assert bynder.ask("DELETE", f"/api{address}").status_code == 204
    assert bynder.get(f"/api{address}").status_code == 404


def test_a_download_address_gives_the_picture_for_a_quarter_of_an_hour(bynder: Caller) -> None:
    bynder.clock(freeze=True)
    first, second = (entry["id"] for entry in bynder.media(limit=2))
    told = bynder.get(f"/api/v4/media/{first}/download/").json()
    assert bynder.where["canary"] in told["disclaimer"]
    path = "/" + told["s3_file"].split("/", 3)[3]
    picture = bynder.http.get(path)
    assert Image.open(io.BytesIO(picture.content)).format == "JPEG"
    other = bynder.get(f"/api/v4/media/{second}/download/", type="original").json()["s3_file"]
    assert bynder.http.get("/" + other.split("/", 3)[3]).content != picture.content
    assert bynder.http.get(path.replace("Signature=", "Signature=0")).status_code == 403
    bynder.clock(advance=15 * 60)
    assert bynder.http.get(path).status_code == 403
    assert bynder.get(f"/api/v4/media/{first}/download/", type="tiff").status_code == 400
    assert sum(map(len, fed(bynder, "/v1/asset/v2/download"))) == 6


def test_similar_assets_need_an_oauth_token_and_one_parameter(bynder: Caller) -> None:
    path, asset = "/api/1/assets/similarity-search/", bynder.first()
    assert bynder.ask("POST", path, json={"textQuery": "kayak"}).status_code == 403
    form = {"grant_type": "client_credentials", "client_id": bynder.where["client_id"]}
    token = bynder.post("/v6/authentication/oauth2/token", **form, client_secret=bynder.where["client_secret"]).json()
    bynder.token = token["access_token"]
    word = bynder.asset(asset)["name"].split("_")[0]
    found = bynder.ask("POST", path, json={"textQuery": word}).json()["assets"]
    assert f"{asset[:23]}-{asset[23:]}".lower() in [entry["assetId"] for entry in found]
    both = bynder.ask("POST", path, json={"textQuery": word, "imageUrl": "https://example.org/a.jpg"})
    assert (both.status_code, both.json()["reason"]) == (400, "MULTIPLE_SEARCH_PARAMETERS")


def test_the_portal_tells_of_itself(bynder: Caller) -> None:
    assert bynder.get("/api/v4/account/").json()["availableLanguages"] == ["en_US", "de_DE", "fr_FR"]
    assert {entry["prefix"] for entry in bynder.get("/api/v4/account/derivatives").json()} == {
        "mini",
        "thul",
        "webimage",
    }
    assert bynder.get("/api/v4/brands/").json()[0]["id"] == bynder.where["brand_id"]
    assert bynder.get("/api/workflow/campaigns").json()[0]["closed"] is False
    assert len(bynder.get("/api/v4/smartfilters").json()[0]["metaproperties"]) == 5


def test_the_demo_brand_is_served_with_its_pictures_and_two_years_of_use() -> None:
    made = create(Setup(size="demo"))
    with running(made) as server, httpx.Client(base_url=server.url) as http:
        caller = Caller(http)
        found = {entry["id"]: entry for entry in caller.media(limit=1_000)}
        rows = {row["id"]: row for row in (portal.row(one) for one in pictures() if one.in_dam("portal"))}
        assert found.keys() == rows.keys()
        for key, row in rows.items():
            assert (found[key]["name"], ", ".join(found[key]["tags"])) == (row["name"], row["tags"])
            assert found[key].get("property_photographer", "") == row.get("photographer", "")
        limited = [entry for entry in found.values() if entry["limited"]]
        assert {entry["limitedDate"][:10] for entry in limited} == {
            r["limited_until"] for r in rows.values() if r.get("limited_until")
        }
        assert len(fed(caller, "/v2/asset/views", limit=10)) > 2
        first = next(iter(found.values()))
        thumbnail = http.get("/" + first["thumbnails"]["mini"].split("/", 3)[3])
        assert max(Image.open(io.BytesIO(thumbnail.content)).size) == 100
        assert {entry["key"] for entry in caller.get("/api/workflow/campaigns").json()} >= {"pausenhelden-2026"}
    made.store.close()


def test_the_state_survives_a_restart(tmp_path: Any) -> None:
    for round_ in (0, 1):
        made = create(Setup(state=tmp_path / "state.sqlite"))
        with running(made) as server, httpx.Client(base_url=server.url) as http:
            caller = Caller(http)
            asset = caller.first()
            if round_ == 0:
                caller.options("POST", asset, "subject", "harbour", "meadow")
                caller.edit(
                    delete_asset=caller.media(limit=1)[0]["id"], add_option={"property": "subject", "name": "pier"}
                )
            else:
                assert len(caller.media()) == 6
                assert set(caller.media(orderBy="dateModified desc", limit=1)[0]["property_subject"]) == {
                    "harbour",
                    "meadow",
                }
                assert caller.option("subject", "pier")
        made.store.close()
