"""Feeds as programs read them: by the key of a channel, in every form, narrowed, in pages; and nothing in them that is not permitted."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import feedparser
import pytest
from PIL import Image

from tests.journeys.conftest import prepared
from tests.journeys.publishing.feed_house import BEGIN, Feed, FeedHouse, TestClient, furnish, write
from tests.unit.publishing.atom_rules import faults
from tests.unit.publishing.feed_rules import check
from thesaury.model.publishing import EVERY_CHANNEL
from thesaury.pipeline.publishing import approve, revoke
from thesaury.pipeline.publishing.channels import drop_channel, drop_key, put_channel
from thesaury.ports.renditions import Busy
from thesaury.web.app import create_app

END = datetime(2026, 6, 30, 22, tzinfo=UTC)
"""When the licence of the beach is over: midnight in Berlin."""
OUTSIDE = {"Authorization": ""}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FeedHouse]:
    """One application for all tests, for making it takes longer than they do; each makes channels of its own."""
    house = FeedHouse(furnish(tmp_path_factory.mktemp("feeds")))
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


def kind(answer: Any) -> str:
    assert answer.headers["content-type"] == "application/problem+json"
    return str(answer.json()["type"].partition("#problem-")[2])


def test_only_what_is_permitted_is_in_a_feed(feed: Feed):
    assert sorted(feed.items()) == ["alps", "beach", "city", "dunes", "forest"]
    one = feed.items()["beach"]
    assert one["expires"] == "2026-06-30"
    assert one["thy:nextChange"] == "2026-06-30T22:00:00+00:00"
    assert one["name"] == [{"@value": "Beach", "@language": "en"}, {"@value": "Strand", "@language": "de"}]
    assert one["creator"] == {"@type": "Person", "name": "Ana Lind"}


def test_a_key_opens_the_feed_of_its_channel_and_nothing_else(
    house: FeedHouse, feed: Feed, caplog: pytest.LogCaptureFixture
):
    other = house.feed()
    for headers in (OUTSIDE, {"Authorization": "Bearer thf_wrong"}, {"Authorization": "Basic YTpi"}):
        told = feed.get(headers=headers)
        assert (told.status_code, kind(told)) == (401, "not-signed-in")
        assert told.headers["www-authenticate"].startswith('Bearer realm="Thesaury feed"')
    told = feed.get(headers={"Authorization": f"Bearer {other.key}"})
    assert (told.status_code, kind(told)) == (404, "not-found")
    bearer = {"Authorization": f"Bearer {feed.key}"}
    assert house.http.get("/api/v1/assets", headers=bearer).status_code == 401
    assert house.http.get(f"/api/v1/assets?key={feed.key}").status_code == 401
    for path in ("/", "/assets", "/sparql", f"/search?key={feed.key}"):
        assert house.http.get(path, headers=bearer, follow_redirects=False).status_code in (303, 401)
    assert house.http.post(f"/feed/{feed.name}/items", headers=bearer).status_code == 405
    drop_key(house.workspace, feed.name, "site")
    assert feed.get(f"items?key={feed.key}").status_code == 401
    assert feed.key not in caplog.text


def test_readers_without_headers_put_the_key_into_the_address_and_only_their_own_links_keep_it(feed: Feed):
    told = feed.get(f"feed.json?limit=2&key={feed.key}", headers=OUTSIDE).json()
    assert f"key={feed.key}" in told["next_url"]
    assert feed.get(told["next_url"], headers=OUTSIDE).status_code == 200
    assert feed.key not in str(told["items"])
    assert feed.key not in feed.get("feed.json?limit=2").text
    listed = feed.get(f"iiif/collection.json?key={feed.key}", headers=OUTSIDE).json()
    assert feed.get(listed["items"][0]["id"], headers=OUTSIDE).status_code == 200


def test_people_who_may_read_look_at_every_feed_and_strangers_at_none(house: FeedHouse, feed: Feed):
    vera = house.browser()
    assert vera.get(f"/feed/{feed.name}/items").status_code == 200
    told = vera.get("/feed/nowhere/items")
    assert (told.status_code, told.json()["detail"]) == (404, "There is no channel of this name.")
    assert TestClient(house.app).get(f"/feed/{feed.name}/items").status_code == 401


def test_pages_of_other_sites_may_read_a_feed_and_show_its_pictures(feed: Feed):
    told = feed.get(headers={"Origin": "https://site.example"})
    assert told.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in told.headers
    picture = feed.get(feed.items()["alps"]["contentUrl"], headers=OUTSIDE)
    assert picture.headers["cross-origin-resource-policy"] == "cross-origin"


def test_each_form_keeps_its_rules(house: FeedHouse, feed: Feed):
    house.at = END
    check("json_feed.schema.json", feed.json("feed.json?language=de"))
    check("changes.schema.json", feed.json("changes"))
    check("iiif.schema.json", feed.json("iiif/collection.json?limit=2"))
    check("iiif.schema.json", feed.json(f"iiif/{house.ids['alps']}/manifest.json"))
    told = feed.get("atom.xml?language=de")
    assert faults(told.content) == []
    assert not feedparser.parse(told.content).bozo
    assert "Stadt" in told.text
    assert feed.json(f"items/{house.ids['city']}")["@context"][0] == "https://schema.org"
    types = {path: feed.get(path).headers["content-type"] for path in ("items", "feed.json", "atom.xml", "changes")}
    assert list(types.values()) == [
        "application/ld+json",
        "application/feed+json",
        "application/atom+xml; charset=utf-8",
        "application/json",
    ]
    for path in (*types, "iiif/collection.json"):
        head = house.http.head(f"/feed/{feed.name}/{path}", headers={"Authorization": f"Bearer {feed.key}"})
        assert (head.status_code, head.content) == (200, b"")


def test_an_empty_feed_is_one_in_each_form(house: FeedHouse):
    feed = house.feed(concepts=50)
    assert feed.items() == {}
    check("json_feed.schema.json", feed.json("feed.json"))
    check("iiif.schema.json", feed.json("iiif/collection.json"))
    assert faults(feed.get("atom.xml").content) == []
    told = feed.json("changes")
    assert (told["events"], told["more"]) == ([], False)
    assert feed.json(told["next"])["events"] == []


@pytest.mark.parametrize("path", ["items", "feed.json", "atom.xml", "iiif/collection.json", "changes"])
def test_pages_give_each_asset_once(house: FeedHouse, feed: Feed, path: str):
    seen, address, pages = list[str](), f"{path}?limit=2", 0
    while address:
        told = feed.get(address)
        seen += re.findall(r'"(?:identifier|asset)":"([^"]+)"|<entry><id>urn:thesaury:asset:([^<]+)', told.text) or (
            re.findall(r"iiif/([^/]+)/manifest()", told.text)
        )
        address = told.links.get("next", {}).get("url", "")
        pages += 1
    found = [next(filter(None, pair)) for pair in seen]
    wanted = sorted(house.ids[name] for name in ("alps", "beach", "city", "dunes", "forest"))
    assert (sorted(set(found)), pages) == (wanted, 3)
    assert path == "changes" or len(found) == 5


def test_a_feed_is_narrowed_and_never_widened(house: FeedHouse, feed: Feed):
    t = "https://terms.example/"
    house.accept("alps", f"{t}winter")
    house.accept("city", f"{t}season")
    feed.refresh()
    assert feed.shown(params={"topic": f"{t}season"}) == "ac"
    assert feed.shown(params={"topic": f"{t}season", "narrower": "false"}) == "c"
    assert feed.shown(params={"topic": f"{t}nothing"}) == ""
    assert feed.shown(params={"region": "AT"}) == "abcdf"
    assert feed.shown(params={"region": "DE-BY"}) == "abcdf"
    assert feed.shown(params={"channel": "email"}) == "abcf"
    assert feed.shown(params={"asOf": "2026-06-30"}) == "abcdf"
    assert feed.shown(params={"asOf": "2026-07-01"}) == "acdf"
    assert feed.shown(params={"asOf": "2027-01-01"}) == "acf"
    assert feed.shown(params={"kind": "video"}) == ""
    assert feed.shown(params={"asOf": "2027-01-01", "topic": f"{t}season", "limit": "1"}) == "a"


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        ({"region": "FR"}, 422, "does not lie within the markets"),
        ({"region": "world"}, 422, "does not lie within the markets"),
        ({"region": "DACHL"}, 422, "does not lie within the markets"),
        ({"channel": "telepathy"}, 400, "telepathy"),
        ({"asOf": "2026-06-14"}, 422, "is past"),
        ({"asOf": "tomorrow"}, 422, "is no day"),
        ({"topics": "x"}, 422, "There is no parameter 'topics' here."),
        ({"limit": "0"}, 422, "limit"),
        ({"limit": "100000"}, 422, "limit"),
        ({"cursor": "nonsense"}, 400, "This is no cursor"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_sentence(feed: Feed, asked: dict[str, str], status: int, said: str):
    told = feed.get(params=asked)
    assert (told.status_code, said in told.json()["detail"]) == (status, True), told.text


def test_a_cursor_is_good_for_its_own_question_alone(feed: Feed):
    following = feed.json("items?limit=2")["next"]
    for path in (following.replace("/items", "/feed.json"), f"{following}&kind=image", f"{following}&asOf=2026-07-01"):
        assert kind(feed.get(path)) == "bad-cursor"
    assert kind(feed.get("changes?since=abc")) == "bad-cursor"
    assert kind(feed.get("feed.json?language=fr")) == "invalid"


def test_nobody_reads_again_what_did_not_change(house: FeedHouse, feed: Feed):
    for path in ("items", "feed.json", "atom.xml", "iiif/collection.json", f"items/{house.ids['alps']}", "changes"):
        told = feed.get(path)
        tag = told.headers["etag"]
        assert told.headers["cache-control"] == "private, no-cache"
        again = feed.get(path, headers={"If-None-Match": f'"other", {tag}'})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        assert feed.get(f"{path}?key={feed.key}", headers={**OUTSIDE, "If-None-Match": tag}).status_code == 200
    nothing = f"changes?since={feed.cursor()}"
    tag = feed.get(nothing).headers["etag"]
    house.at += timedelta(hours=3)
    assert feed.get(nothing, headers={"If-None-Match": tag}).status_code == 304


def test_a_licence_that_ends_takes_the_picture_out_at_midnight_without_anybody_doing_anything(
    house: FeedHouse, feed: Feed
):
    since = feed.cursor()
    house.at = END - timedelta(seconds=1)
    assert feed.shown() == "abcdf"
    paths = ("items", "feed.json", "atom.xml", f"changes?since={since}", f"items/{house.ids['beach']}")
    tags = {path: feed.get(path).headers["etag"] for path in paths}
    picture = feed.items()["beach"]["contentUrl"]
    assert feed.get(picture, headers=OUTSIDE).status_code == 200
    house.at = END
    told = {path: feed.get(path, headers={"If-None-Match": tag}) for path, tag in tags.items()}
    assert [one.status_code for one in told.values()] == [200, 200, 200, 200, 410]
    assert feed.shown() == "acdf"
    assert feed.events(since) == [("withdraw", "beach", "licence_expired")]
    gone = told[paths[-1]]
    assert (kind(gone), gone.json()["reason"], gone.json()["since"]) == (
        "withdrawn",
        "licence_expired",
        "2026-06-30T22:00:00+00:00",
    )
    assert f'deleted-entry ref="urn:thesaury:asset:{house.ids["beach"]}"' in told["atom.xml"].text
    [withdrawn] = told["feed.json"].json()["_thesaury"]["withdrawn"]
    assert withdrawn["reason"] == "licence_expired"
    late = feed.get(picture, headers=OUTSIDE)
    assert late.status_code == 410
    assert feed.get(f"iiif/{house.ids['beach']}/manifest.json").status_code == 410


def test_an_approval_that_is_taken_back_counts_at_the_next_read(house: FeedHouse, feed: Feed):
    since, tag = feed.cursor(), feed.get().headers["etag"]
    picture = feed.items()["city"]["contentUrl"]
    house.at += timedelta(minutes=1)
    revoke(house.workspace, feed.name, [house.ids["city"]], "Wrong person in it")
    told = feed.get(headers={"If-None-Match": tag})
    assert (told.status_code, "city" in feed.items()) == (200, False)
    assert feed.events(since) == [("withdraw", "city", "approval_withdrawn")]
    late = feed.get(picture, headers=OUTSIDE)
    assert (late.status_code, kind(late), late.json()["reason"]) == (410, "withdrawn", "approval_withdrawn")
    assert "Wrong person in it" in late.json()["detail"]
    approve(house.workspace, feed.name, [house.ids["city"]])
    feed.refresh()
    assert feed.events(since) == [("upsert", "city", "")]
    assert feed.get(picture, headers=OUTSIDE).status_code == 200


def test_what_nobody_approved_is_not_there_where_a_channel_is_by_approval(house: FeedHouse):
    feed = house.feed(by_approval=True)
    assert feed.shown() == ""
    approve(house.workspace, feed.name, [house.ids["alps"]])
    feed.refresh()
    assert feed.shown() == "a"


def test_readers_are_told_while_somebody_else_brings_the_feed_up_to_date(house: FeedHouse, feed: Feed):
    since = feed.cursor()
    leases = house.catalogue.leases
    assert leases.take(f"feed/{feed.name}", "somebody", house.at.timestamp(), 1e9)
    revoke(house.workspace, feed.name, [house.ids["city"]])
    assert feed.events(since) == [("withdraw", "city", "approval_withdrawn")]
    assert feed.shown() == "abdf"
    assert feed.get(f"items/{house.ids['city']}").status_code == 410
    house.at = END
    assert feed.events(since)[1:] == [("withdraw", "beach", "licence_expired")]
    leases.release(f"feed/{feed.name}", "somebody")
    told = feed.events(since)
    feed.refresh()
    assert feed.events(since) == told


def test_whoever_reads_pages_while_things_change_and_then_the_changes_has_all_of_it(house: FeedHouse, feed: Feed):
    first = feed.json("items?limit=2")
    held = {one["identifier"] for one in first["dataFeedElement"]}
    for name in ("alps", "forest", "city"):
        revoke(house.workspace, feed.name, [house.ids[name]])
    house.accept("dunes", "https://terms.example/refill")
    approve(house.workspace, feed.name, [house.ids["city"]])
    feed.refresh()
    following = first["next"]
    while following:
        page = feed.json(following)
        held |= {one["identifier"] for one in page["dataFeedElement"]}
        following = page.get("next")
    events = feed.json(first["changes"])["events"]
    for event in events:
        held = held | {event["asset"]} if event["type"] == "upsert" else held - {event["asset"]}
    assert held == {one["identifier"] for one in feed.items().values()}


def test_from_every_cursor_on_changes_lead_to_what_is_published(house: FeedHouse, feed: Feed):
    house.at = END
    revoke(house.workspace, feed.name, [house.ids["alps"]])
    feed.refresh()
    now = {one["identifier"] for one in feed.items().values()}
    everything = feed.json("changes")["events"]
    for place, event in enumerate(everything):
        before = {one["asset"] for one in everything[: place + 1] if one["type"] == "upsert"}
        for later in feed.json(f"changes?since={event['cursor']}")["events"]:
            before = before | {later["asset"]} if later["type"] == "upsert" else before - {later["asset"]}
        assert before == now


def test_whoever_read_too_long_ago_is_told_to_read_anew(house: FeedHouse, feed: Feed):
    since = feed.cursor()
    house.at = END
    assert feed.events(since) == [("withdraw", "beach", "licence_expired")]
    house.at += timedelta(days=85)
    assert feed.get(f"changes?since={since}").status_code == 410
    recent = feed.cursor()
    house.at += timedelta(days=6)
    feed.refresh()
    told = feed.get(f"changes?since={since}")
    assert (kind(told), "Read all of it anew" in told.json()["detail"]) == ("read-again", True)
    assert feed.events(recent) == []
    assert sorted({what for what, _, _ in feed.events()}) == ["upsert"]
    assert feed.get(f"items/{house.ids['beach']}").status_code == 404
    drop_channel(house.workspace, feed.name)
    put_channel(house.workspace, feed.channel)
    vera = house.browser()
    assert kind(vera.get(f"/feed/{feed.name}/changes?since={recent}")) == "read-again"


def test_files_are_delivered_at_addresses_that_end(house: FeedHouse, feed: Feed):
    address = feed.items()["alps"]["contentUrl"]
    told = feed.get(address, headers=OUTSIDE)
    assert (told.status_code, told.headers["content-type"]) == (200, "image/jpeg")
    assert Image.open(BytesIO(told.content)).size == (800, 600)
    assert b"Ana Lind" in told.content
    assert told.headers["content-disposition"].startswith('inline; filename="Alpine-meadow-large.jpg"')
    tag = told.headers["etag"]
    assert feed.get(address, headers={**OUTSIDE, "If-None-Match": tag}).status_code == 304
    assert house.http.head(address.removeprefix("http://testserver")).headers["etag"] == tag
    assert feed.items()["alps"]["contentUrl"] == address
    house.at += timedelta(minutes=61)
    late = feed.get(address, headers=OUTSIDE)
    assert (late.status_code, kind(late)) == (410, "address-expired")
    house.at = BEGIN + timedelta(minutes=31)
    assert feed.items()["alps"]["contentUrl"] != address
    assert feed.get(address, headers=OUTSIDE).status_code == 200


def test_no_address_lasts_beyond_the_licence_and_a_browser_keeps_no_file_longer(house: FeedHouse, feed: Feed):
    house.at = END - timedelta(seconds=90)
    address = feed.items()["beach"]["contentUrl"]
    assert feed.get(address, headers=OUTSIDE).headers["cache-control"] == "private, max-age=90"
    house.at = END
    late = feed.get(address, headers=OUTSIDE)
    assert (late.status_code, kind(late)) == (410, "address-expired")


def test_made_up_addresses_open_nothing(house: FeedHouse, feed: Feed):
    address = feed.items()["alps"]["contentUrl"]
    head, claims, seal = address.split(".")
    for wrong in (
        f"{head}.{claims}.{seal[:-4]}AAAA",
        f"{head}.{claims[:-3]}AAA.{seal}",
        "/delivery/x",
        "/delivery/" + "a" * 9000,
    ):
        told = feed.get(wrong, headers=OUTSIDE)
        assert (told.status_code, kind(told)) == (403, "forbidden")
    put_channel(house.workspace, feed.channel)
    drop_channel(house.workspace, feed.name)
    assert feed.get(address, headers=OUTSIDE).status_code == 410


def test_pictures_that_cannot_be_had_now_are_asked_for_again(
    house: FeedHouse, feed: Feed, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    address = feed.items()["alps"]["thumbnailUrl"]

    def busy(*_: object) -> None:
        raise Busy("Many pictures are being made. Ask for this one again in some seconds.")

    monkeypatch.setattr(type(house.workspace.renditions), "render", busy)
    told = feed.get(address, headers=OUTSIDE)
    assert (told.status_code, told.headers["retry-after"], kind(told)) == (503, "5", "unavailable")
    monkeypatch.setattr(type(house.workspace.renditions), "render", lambda *_: None)
    told = feed.get(address, headers=OUTSIDE)
    assert (told.status_code, kind(told)) == (404, "not-found")
    assert address.rpartition("/")[2] not in caplog.text


@pytest.mark.parametrize("asset", ["%00", "%FF", "..%2f..%2fapi", "x" * 3000, "%3Cscript%3E", "%F0%9F%8E%89"])
def test_strange_ids_are_of_nothing(feed: Feed, asset: str):
    for path in (f"items/{asset}", f"iiif/{asset}/manifest.json"):
        assert kind(feed.get(path)) == "not-found"


def test_without_a_lock_whoever_started_it_reads_and_nobody_asks_too_often(house: FeedHouse, feed: Feed):
    own = TestClient(create_app(house.workspace, per_minute=4))
    told = own.get(f"/feed/{feed.name}/items")
    assert "access-control-allow-origin" not in told.headers
    address = told.json()["dataFeedElement"][0]["contentUrl"]
    assert own.get(address).headers["content-type"] == "image/jpeg"
    statuses = [own.get(f"/feed/{feed.name}/atom.xml").status_code for _ in range(4)]
    assert statuses == [200, 200, 200, 429]


def test_what_was_taken_back_for_all_channels_is_in_none(house: FeedHouse, feed: Feed):
    other = house.feed()
    revoke(house.workspace, EVERY_CHANNEL, [house.ids["forest"]])
    try:
        assert (feed.shown(), other.shown()) == ("abcd", "abcd")
    finally:
        approve(house.workspace, EVERY_CHANNEL, [house.ids["forest"]])


def test_rights_and_assets_that_change_at_their_source_count_before_anybody_brings_the_feed_up_to_date(
    house: FeedHouse, feed: Feed
):
    since, tag = feed.cursor(), feed.get().headers["etag"]
    write(house.work.parent, dunes="Website only, FR, until 31 December 2026.", forest="", city="See contract.")
    prepared("sync", "-w", house.work)
    assert sorted(feed.events(since)) == [
        ("withdraw", "city", "rights_unknown"),
        ("withdraw", "dunes", "region_lost"),
        ("withdraw", "forest", "deleted"),
    ]
    told = feed.get(headers={"If-None-Match": tag})
    assert (told.status_code, feed.shown()) == (200, "ab")
    assert house.catalogue.feeds.counts(feed.name).withdrawn == 3
