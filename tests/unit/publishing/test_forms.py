"""Forms of the feed: each says what is known of an item, by the rules of its form, whatever the words are."""

import feedparser
import pytest
from hypothesis import given, settings

from tests.unit.publishing.atom_rules import faults
from tests.unit.publishing.feed_rules import check
from tests.unit.publishing.feed_values import CHANNEL, ENTRY, GONE, ITEM, PLACES, entries, page_of, pages
from thesaury.model.publishing import Channel, Entry
from thesaury.publishing.forms import atom, iiif, json_feed
from thesaury.publishing.forms.changes import ChangesPage, changes
from thesaury.publishing.forms.told import FeedPage


@settings(max_examples=25, deadline=None)
@given(pages())
def test_every_page_is_a_json_feed(page: FeedPage) -> None:
    check("json_feed.schema.json", json_feed.feed(page, PLACES))


@settings(max_examples=25, deadline=None)
@given(pages())
def test_every_page_is_an_atom_feed(page: FeedPage) -> None:
    document = atom.feed(page, PLACES)
    assert faults(document) == []
    read = feedparser.parse(document)
    assert not read.bozo
    assert len(read.entries) == len(page.entries)


@settings(max_examples=25, deadline=None)
@given(pages())
def test_every_picture_has_a_manifest_and_every_page_a_collection(page: FeedPage) -> None:
    check("iiif.schema.json", iiif.collection(page, PLACES))
    for entry in page.entries:
        check("iiif.schema.json", iiif.manifest(entry, PLACES, "en"))


@settings(max_examples=25, deadline=None)
@given(entries(), entries(published=False))
def test_every_change_is_told_by_our_own_rules(came: Entry, left: Entry) -> None:
    page = ChangesPage(
        CHANNEL, (came, left), "Y3Vyc29y", "https://assets.example/feed/web/changes?since=Y3Vyc29y", False
    )
    check("changes.schema.json", changes(page, PLACES, lambda entry: f"n{entry.number}"))


def test_a_json_feed_says_what_is_known() -> None:
    page = page_of(ENTRY, gone=(GONE,), language="de")
    told = json_feed.feed(page, PLACES)
    item = told["items"][0]
    assert (told["title"], told["next_url"], told["language"]) == ("Website", page.following, "de")
    assert (item["title"], item["content_text"], item["language"]) == ("Eine Flasche", "A bottle on a table", "de")
    assert item["authors"] == [{"name": "Eva Maier"}]
    assert item["tags"] == ["Glas"]
    assert [one["url"].rpartition("-")[2] for one in item["attachments"]] == ["large", "thumbnail"]
    own = item["_thesaury"]
    assert (own["allowed_until"], own["next_change"]) == ("2027-03-31", "2027-03-31T22:00:00+00:00")
    assert own["concepts"][0]["labels"] == {"en": ["Glass"], "de": ["Glas"]}
    assert own["focus"] == [0.3, 0.6]
    assert told["_thesaury"]["withdrawn"] == [
        {"id": "urn:thesaury:asset:a-2", "reason": "licence_expired", "at": GONE.changed_at, "since": GONE.since}
    ]


def test_an_empty_feed_is_one() -> None:
    page = FeedPage(Channel("web", ""), "", "2026-11-03T00:00:05+00:00", "https://a.example/x", "https://a.example/x")
    check("json_feed.schema.json", json_feed.feed(page, PLACES))
    assert faults(atom.feed(page, PLACES)) == []
    check("iiif.schema.json", iiif.collection(page, PLACES))


def test_readers_of_atom_find_the_picture_and_its_rights() -> None:
    read = feedparser.parse(atom.feed(page_of(ENTRY, gone=(GONE,), language="de"), PLACES))
    one = read.entries[0]
    assert (one.title, one.author, one.summary) == ("Eine Flasche", "Eva Maier", "A bottle on a table")
    assert one.summary_detail.language == "en"
    assert [link.href for link in one.links if link.rel == "enclosure"] == [
        f"https://assets.example/delivery/{ITEM.asset}-large"
    ]
    assert [link.href for link in one.links if link.rel == "license"] == [ITEM.licence]
    assert [(tag.term, tag.scheme, tag.label) for tag in one.tags] == [
        ("https://words.example/glass", "https://words.example/", "Glas")
    ]
    assert one.rights == "© Example Eva Maier / Example Only with credit."
    assert {link.rel: link.href for link in read.feed.links}["next"].endswith("cursor=b")


def test_a_tombstone_says_when_and_why() -> None:
    document = atom.feed(page_of(gone=(GONE,)), PLACES).decode()
    assert 'ref="urn:thesaury:asset:a-2" when="2026-11-03T00:00:05+00:00"' in document
    assert "licence_expired: The licence ended on 2 November 2026." in document


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", "http://creativecommons.org/licenses/by/4.0/"),
        (
            "http://creativecommons.org/licenses/by-nc-nd/3.0/de/deed.de",
            "http://creativecommons.org/licenses/by-nc-nd/3.0/de/",
        ),
        (
            "https://creativecommons.org/publicdomain/zero/1.0/legalcode",
            "http://creativecommons.org/publicdomain/zero/1.0/",
        ),
        ("https://rightsstatements.org/page/InC/1.0/?language=en", "http://rightsstatements.org/vocab/InC/1.0/"),
        ("https://example.org/licence", ""),
        ("https://creativecommons.org.evil.example/licenses/by/4.0/", ""),
        ("https://creativecommons.org/licenses/by/4.0/../../x", ""),
        ("", ""),
    ],
)
def test_a_manifest_names_only_licences_that_iiif_allows(licence: str, allowed: str) -> None:
    assert iiif.rights(licence) == allowed


def test_a_manifest_says_whom_to_credit_and_how_long_it_may_be_shown() -> None:
    told = iiif.manifest(ENTRY, PLACES, "de")
    assert told["requiredStatement"]["value"] == {"none": ["Eva Maier / Example", "© Example"]}
    assert told["label"] == {"en": ["A bottle"], "de": ["Eine Flasche"]}
    by_name = {one["label"]["en"][0]: one["value"] for one in told["metadata"]}
    assert by_name["May be shown until"] == {"none": ["2027-03-31"]}
    assert by_name["Concepts"] == {"de": ["Glas"]}
    canvas = told["items"][0]
    assert (canvas["width"], canvas["height"]) == (1280, 853)
    assert told["thumbnail"][0]["width"] == 320


def test_changes_say_why_something_left() -> None:
    page = ChangesPage(CHANNEL, (ENTRY, GONE), "c", "https://assets.example/next", True)
    came, left = changes(page, PLACES, lambda entry: f"n{entry.number}")["events"]
    assert (came["type"], came["cursor"], came["item"]["identifier"]) == ("upsert", "n7", ITEM.asset)
    assert (came["allowed_until"], came["next_change"]) == ("2027-03-31", "2027-03-31T22:00:00+00:00")
    assert (left["type"], left["reason"], left["since"]) == ("withdraw", "licence_expired", GONE.since)
