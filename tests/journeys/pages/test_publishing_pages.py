"""Channels on pages: made and changed, what is in them and why the rest is not, approvals, keys, and what an asset's page says of it."""

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests.journeys.pages.connected import hidden, pages_for, pages_of, text
from tests.journeys.publishing.feed_house import FeedHouse, furnish
from thesaury.model.access import Role
from thesaury.model.connection import Connection
from thesaury.model.publication import PageUse, Publication, PublicationState, Shown
from thesaury.ports.audit import Sought

FORM = {
    "title": "Website, Österreich",
    "use": "website",
    "purpose": "commercial_promotion",
    "markets": "Austria, DE",
    "languages": "de, en",
    "media": "image",
    "concepts": "0",
}
HOSTILE = "<script>window.ran = 1</script> שלום \u202eback"
EVERYWHERE = {"alps", "city", "forest"}
"""The assets of the house that may be used everywhere, for ever."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FeedHouse]:
    made = FeedHouse(furnish(tmp_path_factory.mktemp("channels")))
    yield made
    made.close()


@pytest.fixture(scope="module")
def pages(house: FeedHouse) -> Iterator[TestClient]:
    with pages_of(house.workspace) as client:
        yield client


def made(pages: TestClient, name: str, **other: object) -> str:
    """The address of a new channel, with its feed up to date."""
    answer = pages.post("/publishing/new", data=FORM | {"name": name} | other)
    assert answer.status_code == 303, text(answer.text)
    return str(answer.headers["location"]).partition("?")[0]


def shown(pages: TestClient, house: FeedHouse, address: str) -> set[str]:
    """The names of the assets a page lists."""
    names = {asset: name for name, asset in house.ids.items()}
    page = pages.get(address).text
    return {names[asset] for asset in re.findall(r'name="asset" value="([^"]+)"', page)}


def deeds(house: FeedHouse, action: str) -> int:
    return len(house.catalogue.audit.deeds(Sought(action=action), 100))


def test_without_a_channel_the_page_says_what_one_is_for(house: FeedHouse, pages: TestClient):
    """The first test of the house: nobody has made one yet."""
    assert house.catalogue.channels.all() == []
    page = pages.get("/publishing")
    assert "No channel yet" in text(page.text)
    assert 'href="/publishing/new"' in page.text
    assert "there is no channel yet" in text(pages.get(f"/assets/{house.ids['alps']}").text).lower()


def test_a_channel_is_made_from_words_that_people_use_and_is_filled_at_once(house: FeedHouse, pages: TestClient):
    before = deeds(house, "channel.put")
    answer = pages.post("/publishing/new", data=FORM)
    assert answer.headers["location"] == "/publishing/channels/website-osterreich?said=made"
    channel = house.catalogue.channels.get("website-osterreich")
    assert channel
    assert (channel.markets, channel.languages) == (("AT", "DE"), ("de", "en"))
    assert shown(pages, house, "/publishing/channels/website-osterreich") >= EVERYWHERE
    page = text(pages.get(answer.headers["location"]).text)
    assert "The channel is there." in page
    assert "Austria (AT), Germany (DE)" in page
    assert "Website, Österreich" in text(pages.get("/publishing").text)
    assert deeds(house, "channel.put") == before + 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "Give the channel a title."),
        ({"title": "日本語"}, "cannot be the name of a channel"),
        ({"markets": "Atlantis"}, "Nobody knows the market “Atlantis”."),
        ({"markets": ""}, "A channel needs at least one market."),
        ({"languages": "nonsense!"}, "is no language"),
        ({"concepts": "many"}, "a number between 0 and 100"),
        ({"concepts": "101"}, "Between 0 and 100"),
        ({"further": "no such concept"}, "There is no concept"),
        ({"use": "carrier_pigeon"}, "carrier_pigeon"),
        ({"name": "Not Possible"}, "cannot be the name of a channel"),
    ],
)
def test_what_cannot_be_read_is_said_and_what_was_typed_stays(
    house: FeedHouse, pages: TestClient, wrong: dict[str, str], sentence: str
):
    before = house.catalogue.channels.all()
    answer = pages.post("/publishing/new", data=FORM | {"audiences": "families & friends"} | wrong)
    assert answer.status_code == 422
    assert sentence in text(answer.text).replace("&#39;", "'")
    assert 'value="families &amp; friends"' in answer.text
    assert house.catalogue.channels.all() == before


def test_nobodys_channel_is_overwritten(house: FeedHouse, pages: TestClient):
    url = made(pages, "mine")
    assert pages.post("/publishing/new", data=FORM | {"name": "mine"}).status_code == 409
    seen = hidden(pages.get(f"{url}/edit").text, "seen")
    changed = FORM | {"seen": seen, "title": "Changed", "further": "eco-friendly packaging"}
    assert pages.post(f"{url}/edit", data=changed).headers["location"] == f"{url}?said=changed"
    late = pages.post(f"{url}/edit", data=changed | {"title": "Too late"})
    assert late.status_code == 409
    assert "Somebody changed this channel meanwhile." in text(late.text)
    channel = house.catalogue.channels.get("mine")
    assert channel
    assert (channel.title, channel.topics) == ("Changed", ("https://terms.example/eco",))
    form = pages.get(f"{url}/edit").text
    assert re.search(r'name="topic" value="https://terms.example/eco" checked', form)
    assert pages.post(f"{url}/edit", data=FORM | {"seen": hidden(form, "seen")}).status_code == 303
    assert house.catalogue.channels.get("mine").topics == ()


def test_what_is_taken_back_is_gone_when_the_page_answers_and_comes_back_approved(house: FeedHouse, pages: TestClient):
    url = made(pages, "taken")
    before = deeds(house, "channel.revoke")
    taken = {"asset": house.ids["city"], "approved": "no", "note": f"Model asks for it {HOSTILE}", "state": "published"}
    answer = pages.post(f"{url}/approvals", data=taken)
    page = pages.get(answer.headers["location"])
    assert "The approval of one asset is taken back; it has left the feed." in text(page.text)
    assert "city" not in shown(pages, house, url)
    assert deeds(house, "channel.revoke") == before + 1
    gone = pages.get(f"{url}?state=withdrawn")
    assert "<script>window" not in gone.text
    assert "Model asks for it" in text(gone.text)
    assert shown(pages, house, f"{url}?state=withdrawn&reason=approval_withdrawn") == {"city"}
    assert shown(pages, house, f"{url}?state=withdrawn&reason=licence_expired") == set()
    pages.post(f"{url}/approvals", data=taken | {"approved": "yes", "note": ""})
    assert "city" in shown(pages, house, url)
    assert pages.post(f"{url}/approvals", data={"approved": "no"}).status_code == 422
    assert pages.post(f"{url}/approvals", data={"approved": "no", "asset": "nobody"}).status_code == 422


def test_every_asset_has_a_reason_and_all_that_wait_for_an_approval_are_approved_at_once(
    house: FeedHouse, pages: TestClient
):
    url = made(pages, "by-approval", by_approval="yes")
    part = pages.get(f"{url}/qualifying/part")
    assert "Not approved" in text(part.text)
    counts = [int(count) for count in re.findall(r'class="count">(\d+)<', part.text)]
    assert sum(counts) == len(house.ids)
    waiting = f"{url}/qualifying?reason=approval_withdrawn"
    assert shown(pages, house, waiting) == set(house.ids)
    assert "Nobody has approved it for this channel." in text(pages.get(waiting).text)
    asked = re.findall(r'name="shown" value="([^"]+)"', pages.get(waiting).text)
    sent = {"shown": asked, "approved": "all", "reason": "approval_withdrawn"}
    answer = pages.post(f"{url}/approvals", data=sent)
    assert answer.headers["location"] == f"{waiting}&said=approved&count={len(house.ids)}"
    assert shown(pages, house, url) >= EVERYWHERE
    unclear = pages.get(f"{url}/qualifying?reason=rights_unknown").text
    assert f'href="/assets/{house.ids["unknown"]}"' in unclear
    assert shown(pages, house, f"{url}/qualifying?reason=qualifies") == shown(pages, house, url)


def test_a_key_is_shown_once_reads_the_feed_and_can_be_ended(house: FeedHouse, pages: TestClient):
    url = made(pages, "read")
    answer = pages.post(f"{url}/keys", data={"key": "shop <b>"})
    assert answer.headers["cache-control"] == "no-store"
    [key] = re.findall(r"thf_[\w-]+", answer.text)
    address = text(re.findall(r'id="feed-json">([^<]+)<', answer.text)[0])
    asked = {"Authorization": f"Bearer {key}"}
    assert house.http.get(address.removeprefix("http://127.0.0.1"), headers=asked).status_code == 200
    page = pages.get(url).text
    assert key not in page
    assert "shop &lt;b&gt;" in page
    assert pages.post(f"{url}/keys", data={"key": " "}).status_code == 422
    assert pages.post(f"{url}/keys/end", data={"key": "shop <b>"}).status_code == 303
    assert house.http.get("/feed/read/feed.json", headers=asked).status_code == 401
    assert pages.post(f"{url}/keys/end", data={"key": "shop <b>"}).status_code == 422


def test_a_channel_rests_and_goes_and_does_not_go_while_a_cms_shows_it(house: FeedHouse, pages: TestClient):
    url = made(pages, "resting")
    stale = hidden(pages.get(url).text, "seen")
    assert pages.post(f"{url}/pause", data={"seen": stale, "on": "yes"}).headers["location"] == f"{url}?said=paused"
    assert "Nothing new comes into a paused channel." in text(pages.get(url).text)
    assert pages.post(f"{url}/drop", data={"seen": stale}).status_code == 409
    seen = hidden(pages.get(url).text, "seen")
    assert pages.post(f"{url}/pause", data={"seen": seen, "on": "no"}).status_code == 303
    house.catalogue.records.put_connection(Connection("cms", "strapi", (("channel", "resting"),)))
    refused = pages.post(f"{url}/drop", data={"seen": stale})
    assert refused.status_code == 409
    assert "cms publishes the channel" in text(refused.text)
    house.catalogue.records.put_connection(Connection("cms", "strapi", (("channel", "other"),)))
    assert pages.post(f"{url}/drop", data={"seen": stale}).headers["location"] == "/publishing?said=dropped"
    assert pages.get(url).status_code == 404
    assert "There is no such channel." in text(pages.get(url).text)


def test_what_should_be_gone_from_a_cms_is_said_first_on_every_page_of_it(house: FeedHouse, pages: TestClient):
    url = made(pages, "shopped", title=HOSTILE)
    asset = house.ids["forest"]
    house.catalogue.records.put_connection(Connection("shop", "strapi", (("channel", "shopped"),)))
    there = Shown.of({"title": "Forest"})
    late = Publication(
        "shop",
        asset,
        "shopped",
        "7",
        PublicationState.PENDING,
        None,
        there,
        live=True,
        needed_at="2026-05-01T08:00:00+00:00",
        attempts=3,
        message="The site does not answer.",
    )
    house.catalogue.publications.put([late])
    use = PageUse(asset, "7", "41", "https://shop.example/spring", HOSTILE, place="cover")
    other = PageUse(asset, "7", "42", "javascript:alert(1)", "Odd", live=False)
    house.catalogue.publications.found("shop", [use, other], "2026-05-02T08:00:00+00:00")
    for address in ("/publishing", url):
        page = pages.get(address).text
        assert "1 asset should be gone from shop" in text(page).replace("One asset", "1 asset")
        assert "<script>window" not in page
    assert "1 overdue" in text(pages.get(url).text)
    page = pages.get(f"/assets/{asset}").text
    assert 'href="https://shop.example/spring"' in page
    assert "javascript:" not in page
    assert "<script>window" not in page
    said = text(page)
    assert "The site does not answer." in said
    assert "should be gone" in said


def test_the_page_of_an_asset_says_where_it_is_why_it_is_not_and_takes_approvals(house: FeedHouse, pages: TestClient):
    made(pages, "for-asset", title="For this asset")
    page = f"/assets/{house.ids['elsewhere']}"
    assert "Why not? For this asset" in text(pages.get(page).text)
    assert "not in the regions of the licence" in text(pages.get(f"{page}?why=for-asset").text)
    free = f"/assets/{house.ids['alps']}"
    taken = pages.post(f"{free}/approval", data={"channel": "for-asset", "approved": "no", "note": "Only in May"})
    assert taken.headers["location"] == f"{free}?published=revoked#published"
    said = text(pages.get(taken.headers["location"]).text)
    assert "The approval is taken back; the asset has left the feed." in said
    assert "Only in May" in said
    assert "alps" not in shown(pages, house, "/publishing/channels/for-asset")
    pages.post(f"{free}/approval", data={"channel": "for-asset", "approved": "yes"})
    assert "alps" in shown(pages, house, "/publishing/channels/for-asset")
    pages.post(f"{free}/approval", data={"channel": "", "approved": "no"})
    assert "approval for every channel taken back" in text(pages.get(free).text)
    pages.post(f"{free}/approval", data={"channel": "", "approved": "yes"})
    assert pages.post("/assets/nobody/approval", data={"approved": "yes"}).status_code == 404


def test_each_sees_and_does_what_he_may(house: FeedHouse, pages: TestClient):
    url = made(pages, "seen-by")
    with pages_for(house.workspace, Role.VIEWER) as viewer:
        page = viewer.get(url).text
        assert "Alpine meadow" in page
        assert not re.search(r"/(keys|approvals|pause|drop|edit|refresh)\"", page)
        refused = [viewer.post(f"{url}/{deed}", data={}) for deed in ("keys", "approvals", "pause", "drop", "refresh")]
        assert {answer.status_code for answer in refused} == {403}
        assert "published-say" not in viewer.get(f"/assets/{house.ids['alps']}").text


def test_addresses_nobody_made_are_answered_in_sentences(pages: TestClient):
    url = made(pages, "odd")
    for odd in (
        "?before=-1",
        "?before=99999999999999999999",
        "?reason=x&state=y",
        "?said=made<",
        "?count=x&said=approved",
    ):
        assert pages.get(url + odd).status_code == 200
    assert pages.get(f"{url}/qualifying?reason=%00&after=%ff").status_code == 200
    assert pages.get("/publishing/channels/%2e%2e").status_code == 404
    strange = pages.post(
        f"{url}/approvals", data={"asset": "x\ud800".encode("utf-8", "replace").decode(), "approved": "yes"}
    )
    assert strange.status_code == 422
