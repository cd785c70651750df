"""The pull surface as marketing tools use it: folders of concepts, searches, items and files of one channel, and only what is permitted."""

import logging
from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from openapi_schema_validator import OAS31Validator
from PIL import Image

from tests.journeys.publishing.feed_house import BEGIN, Feed, FeedHouse, TestClient, furnish
from thesaury.model.errors import Unreachable
from thesaury.pipeline.publishing.channels import drop_channel, drop_key
from thesaury.web.app import create_app

T = "https://terms.example/"
SCHEME, PACKAGING, SUSTAINABLE, REFILL, WINTER = (
    f"{T}{n}" for n in ("scheme", "packaging", "sustainable", "refill", "winter")
)
AFTER = datetime(2026, 7, 1, 10, tzinfo=UTC)
"""The licence of the beach is over."""

ASSET = {
    "type": "object",
    "required": ["id", "name", "type", "path"],
    "properties": {
        "id": {"type": "string"},
        "name": {"type": "string"},
        "type": {"enum": ["image", "video", "folder"]},
        "path": {"type": "string"},
        "url": {"type": "string"},
        "thumbnail_url": {"type": "string"},
        "metadata": {
            "type": "object",
            "properties": {
                "width": {"type": "number"},
                "height": {"type": "number"},
                "size": {"type": "number"},
                "mime_type": {"type": "string"},
            },
        },
    },
}
MESSAGE = {
    "type": "object",
    "required": ["message", "type", "level"],
    "properties": {"type": {"enum": ["search", "empty"]}, "level": {"enum": ["info", "warning", "error"]}},
}
KNAK = OAS31Validator(
    {
        "type": "object",
        "required": ["data", "meta", "metadata"],
        "properties": {
            "data": {"type": "array", "items": ASSET},
            "messages": {"type": "array", "items": MESSAGE},
            "meta": {
                "type": "object",
                "required": ["offset", "total"],
                "properties": {name: {"type": "number"} for name in ("offset", "per_page", "total")},
            },
        },
    }
)
"""What Knak asks of an answer, field by field as its reference describes them."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FeedHouse]:
    house = FeedHouse(furnish(tmp_path_factory.mktemp("pull")))
    house.accept("alps", WINTER, SUSTAINABLE)
    house.accept("beach", REFILL)
    house.accept("elsewhere", f"{T}eco")  # not for this channel: its folder is shown to nobody
    yield house
    house.close()


@pytest.fixture
def house(made: FeedHouse) -> Iterator[FeedHouse]:
    made.at = BEGIN
    yield made
    for channel in made.catalogue.channels.all():
        drop_channel(made.workspace, channel.name)


@pytest.fixture
def feed(house: FeedHouse) -> Feed:
    return house.feed()


def basic(feed: Feed, key: str = "") -> dict[str, str]:
    return {"Authorization": f"Basic {b64encode(f'{feed.name}:{key or feed.key}'.encode()).decode()}"}


def pull(feed: Feed, path: str, **more: Any) -> Any:
    told = feed.get(f"/pull/{path}", **more)
    assert told.status_code == 200, told.text
    return told.json()


def knak(feed: Feed, what: str, **params: Any) -> Any:
    told = feed.house.http.get(f"/pull/knak/v1/{what}", params=params, headers=basic(feed))
    assert told.status_code == 200, told.text
    KNAK.validate(told.json())
    return told.json()


def named(told: Any, what: str = "items") -> list[str]:
    return [one["name"] for one in told[what]]


def file_at(feed: Feed, address: str) -> Any:
    return feed.house.http.get(address.removeprefix("http://testserver"), follow_redirects=True)


def test_folders_are_the_concepts_below_which_something_is_published(feed: Feed):
    root = pull(feed, "v1/folders")
    assert root == {"folders": [{"id": SCHEME, "name": "Topics", "path": "/Topics"}], "next": None}
    below = pull(feed, "v1/folders", params={"parent": SCHEME})["folders"]
    assert [(one["id"], one["path"]) for one in below] == [
        (PACKAGING, "/Topics/packaging"),
        (f"{T}season", "/Topics/season"),
    ]
    deep = pull(feed, "v1/folders", params={"parent": SUSTAINABLE})["folders"]
    assert [one["path"] for one in deep] == ["/Topics/packaging/sustainable packaging/refill pouch"]
    german = pull(feed, "v1/folders", params={"parent": PACKAGING, "language": "de"})["folders"]
    assert [(one["name"], one["path"]) for one in german] == [
        ("nachhaltige Verpackung", "/Topics/Verpackung/nachhaltige Verpackung")
    ]
    assert feed.get("/pull/v1/folders", params={"parent": f"{T}nothing"}).status_code == 404
    assert feed.get("/pull/v1/folders", params={"language": "fr"}).status_code == 422


def test_items_lie_in_the_folders_of_their_concepts(feed: Feed):
    everything = pull(feed, "v1/items")
    assert sorted(named(everything)) == ["Alpine meadow", "Beach", "City", "Dunes", "Forest"]
    assert everything["total"] == 5
    assert named(pull(feed, "v1/items", params={"folder": REFILL})) == ["Beach"]
    assert named(pull(feed, "v1/items", params={"folder": SUSTAINABLE})) == ["Alpine meadow"]
    assert named(pull(feed, "v1/items", params={"folder": SCHEME})) == []
    first = pull(feed, "v1/items", params={"limit": 2})
    second = pull(feed, "v1/items", params={"limit": 3, "cursor": first["next"]})
    assert sorted(named(first) + named(second)) == sorted(named(everything))
    assert second["next"] is None
    assert feed.get("/pull/v1/items", params={"cursor": "x"}).status_code == 400


def test_a_search_finds_by_meaning_within_the_channel_alone(feed: Feed):
    assert set(named(pull(feed, "v1/search", params={"q": "sustainable packaging"}))) == {"Alpine meadow", "Beach"}
    assert named(pull(feed, "v1/search", params={"q": "packaging", "folder": REFILL})) == ["Beach"]
    assert named(pull(feed, "v1/search", params={"q": "Elsewhere"})) == []
    assert named(pull(feed, "v1/search", params={"q": "Wald", "kind": "video"})) == []
    assert feed.get("/pull/v1/search").status_code == 422


def test_an_item_says_everything_and_its_files_can_be_had(feed: Feed):
    told = pull(feed, f"v1/items/{feed.house.ids['beach']}", params={"language": "de"})
    assert (told["title"], told["creator"], told["allowed_until"]) == ("Strand", "Ana Lind", "2026-06-30")
    assert told["concepts"] == [{"iri": REFILL, "label": "Nachfüllbeutel", "scheme": SCHEME}]
    sizes = {one["name"]: (one.get("width"), one.get("height")) for one in told["renditions"]}
    assert (sizes["thumbnail"], sizes["large"], sizes["square"]) == ((320, 240), (800, 600), (None, None))
    small = next(one for one in told["renditions"] if one["name"] == "thumbnail")
    with Image.open(BytesIO(file_at(feed, small["url"]).content)) as picture:
        assert picture.size == (320, 240)
    assert feed.get("/pull/v1/items/nobody").status_code == 404
    assert pull(feed, "v1/channel")["published"] == 5


def test_what_is_withdrawn_is_in_no_answer_from_that_moment(feed: Feed):
    house, beach = feed.house, feed.house.ids["beach"]
    picture = next(one for one in knak(feed, "search", term="refill")["data"] if one["id"] == beach)
    assert file_at(feed, picture["url"]).status_code == 200
    house.at = AFTER
    assert "Beach" not in named(pull(feed, "v1/items"))
    assert named(pull(feed, "v1/items", params={"folder": REFILL})) == []
    assert "Beach" not in named(pull(feed, "v1/search", params={"q": "refill"}))
    assert [one["id"] for one in pull(feed, "v1/folders", params={"parent": SUSTAINABLE})["folders"]] == []
    assert beach not in [one["id"] for one in knak(feed, "search", term="refill")["data"]]
    gone = feed.get(f"/pull/v1/items/{beach}")
    assert (gone.status_code, gone.json()["reason"]) == (410, "licence_expired")
    late = file_at(feed, picture["url"])
    assert (late.status_code, late.json()["reason"]) == (410, "licence_expired")


def test_knak_browses_searches_and_keeps_an_address_that_lasts(feed: Feed):
    root = knak(feed, "dam-assets")
    assert [(one["type"], one["name"]) for one in root["data"]][:2] == [
        ("folder", "Topics"),
        ("image", "Alpine meadow.jpg"),
    ]
    assert root["meta"] == {"offset": 0, "per_page": 10, "total": 6}
    pages = [knak(feed, "dam-assets", offset=offset, per_page=2)["data"] for offset in (0, 2, 4, 6)]
    assert [one["id"] for page in pages for one in page] == [one["id"] for one in root["data"]]
    deep = knak(feed, "dam-assets", path="/Topics/packaging/sustainable packaging/")["data"]
    assert [(one["type"], one["path"]) for one in deep] == [
        ("folder", "/Topics/packaging/sustainable packaging/refill pouch"),
        ("image", "/Topics/packaging/sustainable packaging/Alpine meadow.jpg"),
    ]
    found = knak(feed, "search", term="refill*", path="Topics/packaging")["data"][0]
    assert (found["name"], found["metadata"]) == ("Beach.jpg", {"width": 800, "height": 600, "mime_type": "image/jpeg"})
    again = knak(feed, "search", term="refill*", path="Topics/packaging")["data"][0]
    assert again["url"] == found["url"]
    feed.house.at = datetime(2026, 6, 20, tzinfo=UTC)
    lasting = file_at(feed, found["url"])
    for told in (*lasting.history, lasting):
        assert told.headers["cross-origin-resource-policy"] == "cross-origin", "pages of other sites show it"
    with Image.open(BytesIO(lasting.content)) as picture:
        assert picture.size == (800, 600)
    assert knak(feed, "search", term="*")["data"] == []
    missing = feed.house.http.get("/pull/knak/v1/dam-assets?path=nowhere", headers=basic(feed))
    assert missing.status_code == 404
    assert feed.house.http.get("/pull/knak/v1/ping").status_code == 200
    drop_key(feed.house.workspace, feed.name, "site")
    assert file_at(feed, found["url"]).status_code == 410


def test_the_key_opens_its_channel_alone_in_three_ways(house: FeedHouse, feed: Feed):
    other = house.feed(markets=("FR",))
    ask = {"grant_type": "client_credentials", "client_id": feed.name, "client_secret": feed.key}
    given = house.http.post("/pull/oauth2/token", data=ask)
    assert (given.status_code, given.headers["cache-control"]) == (200, "no-store")
    assert (given.json()["token_type"], given.json()["expires_in"]) == ("Bearer", 3600)
    token = given.json()["access_token"]
    by_basic = house.http.post("/pull/oauth2/token", data={"grant_type": "client_credentials"}, headers=basic(feed))
    assert by_basic.status_code == 200

    def name(headers: dict[str, str]) -> str:
        told = house.http.get("/pull/v1/channel", headers=headers)
        return str(told.json()["name"]) if told.status_code == 200 else str(told.status_code)

    bearer = [{"Authorization": f"Bearer {text}"} for text in (feed.key, token, other.key)]
    assert [name(one) for one in (*bearer, basic(feed))] == [feed.name, feed.name, other.name, feed.name]
    for wrong in (
        {},
        {"Authorization": "Bearer x"},
        {"Authorization": "Basic x"},
        {"Authorization": "Basic " + b64encode(b"no colon").decode()},
        basic(feed, other.key),
        {"Authorization": f"Bearer {token[:-2]}xx"},
    ):
        told = house.http.get("/pull/v1/channel", headers=wrong)
        assert (told.status_code, "Bearer" in told.headers["www-authenticate"]) == (401, True)
    with house.browser() as browser:
        assert browser.get("/pull/v1/channel").status_code == 401
    for asked, error in (
        (ask | {"grant_type": "password"}, "unsupported_grant_type"),
        (ask | {"client_secret": other.key}, "invalid_client"),
        (ask | {"client_id": ""}, "invalid_client"),
    ):
        assert house.http.post("/pull/oauth2/token", data=asked).json()["error"] == error
    house.at = AFTER
    assert name(bearer[1]) == "401"
    house.at = BEGIN
    drop_key(house.workspace, feed.name, "site")
    assert [name(one) for one in (*bearer, basic(feed))] == ["401", "401", other.name, "401"]


def test_addresses_that_were_made_up_open_nothing(feed: Feed):
    for path in ("v1/items/" + "x" * 500, "v1/items/..%2F..%2Fetc", "v1/items?folder=" + "x" * 3_000, "v1/nothing"):
        assert feed.get(f"/pull/{path}").status_code in (404, 422)
    for path in ("files/x", "files/" + "e30." * 3):
        assert feed.house.http.get(f"/pull/{path}").status_code == 403
    long = feed.house.http.get("/pull/knak/v1/dam-assets", params={"path": "a/" * 100}, headers=basic(feed))
    assert long.status_code == 404
    odd = feed.house.http.get("/pull/knak/v1/dam-assets?offset=-5&per_page=99999&unknown=1", headers=basic(feed))
    assert odd.json()["meta"] == {"offset": 0, "per_page": 200, "total": 6}


def test_an_address_that_lasts_is_in_no_log(
    feed: Feed, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    address = knak(feed, "search", term="refill*")["data"][0]["url"]

    def away(*_: object) -> None:
        raise Unreachable("The database does not answer.")

    monkeypatch.setattr(type(feed.house.catalogue.channels), "get", away)
    with caplog.at_level(logging.DEBUG, "thesaury"):
        assert file_at(feed, address).status_code == 503
    assert "The database does not answer." in caplog.text
    assert address.rpartition("/")[2] not in caplog.text


def test_who_shows_wrong_keys_is_told_so_a_number_of_times_only(house: FeedHouse, feed: Feed):
    own = TestClient(create_app(house.workspace, access=house.access, per_minute=3))
    wrong, right = {"Authorization": "Bearer thf_wrong"}, {"Authorization": f"Bearer {feed.key}"}
    for path in ("/pull/v1/channel", f"/feed/{feed.name}/items"):
        told = [own.get(path, headers=wrong).status_code for _ in range(5)]
        assert told == [401, 401, 401, 429, 429]
        assert own.get(path, headers=right).status_code == 200, "whoever has the key is not held up by that"
