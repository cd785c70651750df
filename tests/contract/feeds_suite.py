"""What the feeds of every catalogue promise."""

from dataclasses import replace

import pytest

from tests.contract.catalogue_values import AT
from thesaury.model.concept import Label
from thesaury.model.errors import Usage
from thesaury.model.publishing import Channel, Entry, Item, Reason, Topic
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.feeds import FeedCounts, WantedEntries

LATER = "2026-01-03T03:04:05+00:00"
WEB = Channel("web", "Web")
ITEM = Item(
    "x",
    "dam/1",
    "video",
    "video/mp4",
    10,
    20,
    "etag",
    (Label("Titel <b>‮\x07\udc80", "de"), Label("🎉" * 5000)),
    (Label("c"),),
    (Label("a", "en"),),
    "Ana",
    "Foto: Ana",
    "© Ana",
    "https://licence.example/",
    "https://buy.example/",
    "web only",
    (Topic("https://v.example/2", "https://v.example/", "2", (Label("zwei", "de"),), "https://v.example/1"),),
    ("https://v.example/1",),
    ("zwei", "frei"),
    ("DE",),
    ("b2b",),
    AT,
    (0.25, 0.5),
)


def entry(asset: str, reason: Reason | None = None, at: str = AT, turns_at: str = "", **item: object) -> Entry:
    shown = replace(Item(asset, f"dam/{asset}"), **item)  # type: ignore[arg-type]
    return Entry("", asset, shown, published_at=at, changed_at=at, turns_at=turns_at, reason=reason)


def about(*topics: str, above: tuple[str, ...] = ()) -> dict[str, object]:
    return {"topics": tuple(Topic(iri) for iri in topics), "above": above}


class FeedsSuite:
    def test_an_entry_is_read_again_as_it_was(self, catalogue: Catalogue):
        catalogue.channels.put(WEB)
        full = Entry("web", "x", ITEM, 0, AT, LATER, "2026-12-31", "2026-12-31T23:00:00+00:00")
        gone = Entry("web", "y", Item("y", ""), 0, AT, LATER, "", "", Reason.REGION_LOST, AT, "Not in DE. ü")
        kept = catalogue.feeds.settle("web", [full, gone])
        assert kept == [replace(full, number=1), replace(gone, number=2)]
        assert catalogue.feeds.entries("web", ["y", "x", "z", "x"]) == {"x": kept[0], "y": kept[1]}
        assert catalogue.feeds.changes("web") == kept
        assert catalogue.feeds.page(WantedEntries("web")) == kept[:1]
        assert catalogue.feeds.counts("web") == FeedCounts(1, 1, 2)

    def test_what_is_the_same_takes_no_number_and_what_changed_the_next(self, catalogue: Catalogue):
        feeds = catalogue.feeds
        catalogue.channels.put(WEB)
        feeds.settle("web", [entry("x"), entry("y"), entry("z")])
        assert feeds.settle("web", [entry("x", at=LATER), replace(entry("y"), sentence="other words")]) == []
        [kept] = feeds.settle("web", [entry("x"), entry("y", at=LATER, creator="Ana"), entry("z")])
        assert (kept.number, kept.published_at, kept.changed_at) == (4, AT, LATER)
        [out] = feeds.settle("web", [entry("y", Reason.DELETED, LATER)])
        [back] = feeds.settle("web", [entry("y", at=LATER)])
        assert (out.number, back.number, back.published_at) == (5, 6, LATER)
        assert [(one.asset, one.number) for one in feeds.changes("web")] == [("x", 1), ("z", 3), ("y", 6)]
        assert feeds.counts("web") == FeedCounts(3, 0, 6)
        assert feeds.counts("nowhere") == FeedCounts()
        with pytest.raises(Usage, match="nowhere"):
            feeds.settle("nowhere", [entry("x")])
        assert feeds.settle("web", []) == []

    def test_of_several_words_on_one_asset_the_last_one_counts(self, catalogue: Catalogue):
        catalogue.channels.put(WEB)
        [kept] = catalogue.feeds.settle("web", [entry("x", creator="a"), entry("x", creator="b")])
        assert (kept.item.creator, catalogue.feeds.counts("web").head) == ("b", 1)

    def test_channels_number_their_changes_each_for_itself(self, catalogue: Catalogue):
        for name in ("b", "a"):
            catalogue.channels.put(replace(WEB, name=name))
        catalogue.feeds.settle("b", [entry("x"), entry("y")])
        catalogue.feeds.settle("a", [entry("y")])
        assert [(one.channel, one.number) for one in catalogue.feeds.of_asset("y")] == [("a", 1), ("b", 2)]

    def test_pages_and_changes_go_on_where_they_ended(self, catalogue: Catalogue):
        feeds = catalogue.feeds
        catalogue.channels.put(WEB)
        feeds.settle("web", [entry(id) for id in "cabed"] + [entry("f", Reason.DELETED)])
        page = feeds.page(WantedEntries("web"), "", 2)
        assert [one.asset for one in page] == ["a", "b"]
        assert [one.asset for one in feeds.page(WantedEntries("web"), "b", 9)] == ["c", "d", "e"]
        assert [one.asset for one in feeds.newest(WantedEntries("web"), 0, 2)] == ["d", "e"]
        assert [one.asset for one in feeds.newest(WantedEntries("web"), 4, 9)] == ["b", "a", "c"]
        assert [one.number for one in feeds.changes("web", 2, 2)] == [3, 4]
        assert [one.asset for one in feeds.changes("web", 4)] == ["d", "f"]

    def test_a_feed_is_narrowed_by_topic_audience_and_kind(self, catalogue: Catalogue):
        feeds = catalogue.feeds
        catalogue.channels.put(WEB)
        feeds.settle(
            "web",
            [
                entry("a", **about("t1", "t2", above=("t0",))),
                entry("b", **about("t0"), audiences=("b2b",)),
                entry("c", **about("t3"), kind="video", audiences=("b2c", "b2b")),
                entry("d", Reason.DELETED, **about("t0")),
            ],
        )

        def found(**wanted: object) -> str:
            sought = WantedEntries("web", **wanted)  # type: ignore[arg-type]
            newest = feeds.newest(sought)
            assert sorted(newest, key=lambda one: one.asset) == feeds.page(sought)
            return "".join(one.asset for one in feeds.page(sought))

        assert found(topic="t0") == "ab"
        assert found(topic="t0", narrower=False) == "b"
        assert found(topic="t9") == ""
        assert found(audience="b2b") == "abc"
        assert found(audience="b2c") == "ac"
        assert found(audience="") == "abc"
        assert found(topic="t0", audience="b2c") == "a"
        assert found(kind="video") == found(kind="video", audience="b2b", topic="t3") == "c"
        assert [one.asset for one in feeds.page(WantedEntries("web", "t0"), "a")] == ["b"]
        feeds.settle("web", [entry("a", **about("t3"), audiences=("press",)), entry("b", Reason.DELETED)])
        assert (found(topic="t0"), found(topic="t3"), found(audience="b2b")) == ("", "ac", "c")

    def test_withdrawals_are_told_the_last_first_until_they_are_forgotten(self, catalogue: Catalogue):
        feeds = catalogue.feeds
        for name in ("a", "b"):
            catalogue.channels.put(replace(WEB, name=name))
        feeds.settle("a", [entry("x", Reason.DELETED), entry("y", Reason.DELETED, LATER), entry("z")])
        feeds.settle("b", [entry("x", Reason.REGION_LOST, LATER), entry("w", Reason.DELETED)])
        both = [(one.channel, one.asset) for one in feeds.withdrawn()]
        assert both == [("a", "y"), ("b", "x"), ("a", "x"), ("b", "w")]
        assert [one.asset for one in feeds.withdrawn("a", LATER)] == ["y"]
        assert len(feeds.withdrawn(limit=1)) == 1
        assert feeds.forget("a", LATER) == 1
        assert [one.asset for one in feeds.changes("a")] == ["y", "z"]
        assert feeds.counts("a") == FeedCounts(1, 1, 3)

    def test_what_is_gone_from_a_channel_is_read_the_last_change_first(self, catalogue: Catalogue):
        feeds = catalogue.feeds
        for name in ("web", "print"):
            catalogue.channels.put(replace(WEB, name=name))
        feeds.settle("web", [entry("a", Reason.DELETED), entry("b"), entry("c", Reason.REGION_LOST), entry("d")])
        feeds.settle("print", [entry("a", Reason.DELETED)])
        feeds.settle("web", [entry("d", Reason.DELETED)])
        assert [(one.asset, one.number) for one in feeds.gone("web")] == [("d", 5), ("c", 3), ("a", 1)]
        assert [one.asset for one in feeds.gone("web", 5, 1)] == ["c"]
        assert [feeds.head(name) for name in ("web", "print", "nowhere")] == [5, 1, 0]
        assert feeds.gone("nowhere") == []

    def test_what_may_turn_is_due_the_earliest_first_whether_published_or_not(self, catalogue: Catalogue):
        feeds = catalogue.feeds
        catalogue.channels.put(WEB)
        assert feeds.due("web", LATER) == []
        feeds.settle(
            "web",
            [
                entry("a", turns_at=LATER),
                entry("b", turns_at=AT),
                entry("c"),
                entry("d", Reason.DELETED, turns_at=AT),
                entry("e", turns_at="2027-01-01T00:00:00+00:00"),
            ],
        )
        feeds.wait("web", {"f": "2026-01-01T00:00:00+00:00", "g": "2027-01-01T00:00:00+00:00", "h": ""})
        assert feeds.due("web", LATER) == ["f", "b", "a"]
        assert feeds.due("web", LATER, 2) == ["f", "b"]
        assert feeds.due("web", AT) == ["f", "b"]
        feeds.wait("web", {"f": "", "g": LATER})
        assert feeds.due("web", LATER) == ["b", "a", "g"]
        feeds.settle("web", [entry("b"), entry("g")])
        assert feeds.due("web", LATER) == ["a"]

    def test_touches_are_read_in_their_order_and_each_channel_knows_how_far_it_is(self, catalogue: Catalogue):
        feeds = catalogue.feeds
        feeds.touch(["a"])
        assert (feeds.touched(0, 9), feeds.last_touch()) == ([], 0)
        catalogue.channels.put(WEB)
        assert (feeds.seen("web"), feeds.basis("web"), feeds.seen("nowhere")) == (-1, "", -1)
        feeds.touch(["b", "a", "b"])
        feeds.touch([])
        feeds.touch(["c", "b"])
        assert feeds.touched(0, 9) == [("a", 2), ("c", 3), ("b", 4)]
        assert feeds.touched(2, 1) == [("c", 3)]
        assert feeds.last_touch() == 4
        feeds.see("web", 4, "by this")
        feeds.see("web", 5)
        assert (feeds.seen("web"), feeds.basis("web")) == (5, "by this")
        catalogue.channels.put(replace(WEB, title="x"))
        assert feeds.seen("web") == 5
        with pytest.raises(Usage, match="nowhere"):
            feeds.see("nowhere", 1)
