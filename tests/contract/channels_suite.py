"""What the publishing channels of every catalogue promise."""

from dataclasses import replace

import pytest

from tests.contract.catalogue_values import AT
from tests.contract.feeds_suite import entry
from thesaury.model.errors import Usage
from thesaury.model.publishing import EVERY_CHANNEL, Approval, Channel
from thesaury.ports.audit import deed
from thesaury.ports.catalogue import Catalogue

LATER = "2026-01-03T03:04:05+00:00"
FULL = Channel(
    "web",
    "Webseite – ‮طويل",
    "website",
    ("DE", "AT"),
    "editorial",
    ("b2b",),
    ("image", "video"),
    ("de", "fr"),
    ("https://v.example/1",),
    2,
    True,
    True,
)


class ChannelsSuite:
    def test_a_channel_is_read_again_as_it_was_and_replaced_by_its_name(self, catalogue: Catalogue):
        catalogue.channels.put(FULL)
        catalogue.channels.put(Channel("a", "A"))
        assert catalogue.channels.all() == [Channel("a", "A"), FULL]
        catalogue.channels.put(replace(FULL, title="x"))
        assert catalogue.channels.get("web") == replace(FULL, title="x")
        assert catalogue.channels.get("b") is None

    def test_a_channel_takes_the_place_of_the_one_that_was_read_and_of_no_other(self, catalogue: Catalogue):
        channels, other = catalogue.channels, replace(FULL, title="x")
        assert channels.exchange("web", None, FULL)
        assert not channels.exchange("web", None, other)
        assert not channels.exchange("web", other, None)
        assert channels.get("web") == FULL
        assert channels.exchange("web", FULL, other)
        assert (channels.get("web"), catalogue.feeds.seen("web")) == (other, -1)
        assert channels.exchange("web", other, None)
        assert (channels.get("web"), channels.exchange("web", None, None)) == (None, True)

    def test_a_dropped_channel_takes_all_with_it_that_is_its_own(self, catalogue: Catalogue):
        channels, feeds = catalogue.channels, catalogue.feeds
        for name in ("web", "other"):
            channels.put(replace(FULL, name=name))
            channels.put_key(name, "site", f"digest {name}", AT)
            channels.approve([Approval(name, "x", True, AT)])
            feeds.settle(name, [entry("x")])
            feeds.wait(name, {"y": AT})
            feeds.see(name, 7, "basis")
        channels.drop("web")
        with pytest.raises(Usage, match="web"):
            channels.drop("web")
        channels.put(FULL)
        assert (channels.keys("web"), channels.by_key("digest web"), channels.approved("web", "", 9)) == ([], "", [])
        assert (feeds.changes("web"), feeds.due("web", LATER), feeds.seen("web"), feeds.basis("web")) == (
            [],
            [],
            -1,
            "",
        )
        assert (feeds.floor("web"), feeds.head("web"), feeds.floor("other")) == (2, 2, 0)
        assert [one.number for one in feeds.settle("web", [entry("x")])] == [3]
        channels.put(replace(FULL, title="x"))
        assert (feeds.floor("web"), feeds.head("web")) == (2, 3)
        channels.drop("web")
        with pytest.raises(Usage, match="web"):
            feeds.settle("web", [entry("x")])
        with pytest.raises(Usage, match="web"):
            feeds.see("web", 1)
        assert channels.by_key("digest other") == "other"
        assert [one.channel for one in feeds.of_asset("x")] == ["other"]
        assert (feeds.seen("other"), feeds.due("other", LATER)) == (7, ["y"])

    def test_a_key_opens_one_channel_until_it_is_made_anew_or_dropped(self, catalogue: Catalogue):
        channels = catalogue.channels
        for name in ("a", "b"):
            channels.put(replace(FULL, name=name))
            channels.put_key(name, "site", f"d{name}", AT)
        channels.put_key("a", "app", "d3", LATER)
        assert channels.keys("a") == [("app", LATER), ("site", AT)]
        assert [channels.by_key(digest) for digest in ("da", "db", "d3", "")] == ["a", "b", "a", ""]
        channels.put_key("a", "site", "d4", LATER)
        channels.drop_key("a", "app")
        assert [channels.by_key(digest) for digest in ("da", "d3", "d4")] == ["", "", "a"]
        with pytest.raises(Usage, match="app"):
            channels.drop_key("a", "app")
        with pytest.raises(Usage, match="nowhere"):
            channels.put_key("nowhere", "site", "d5", AT)

    def test_the_last_words_on_an_asset_count_for_its_channel_and_for_all(self, catalogue: Catalogue):
        channels = catalogue.channels
        channels.put(FULL)
        said = [
            Approval("web", "x", True, AT, "ana", "schön 🎉"),
            Approval(EVERY_CHANNEL, "x", False, AT, "jo"),
            Approval("web", "y", True, AT),
            Approval("other", "z", True, AT),
        ]
        channels.approve(said)
        channels.approve([Approval("web", "y", True, AT), Approval("web", "y", False, LATER, "jo", "no")])
        taken = Approval("web", "y", False, LATER, "jo", "no")
        assert channels.approvals("web", ["z", "x", "y"]) == {"x": (said[1], said[0]), "y": (taken,)}
        assert channels.approvals("web", []) == {}
        assert channels.approved("web", "", 1) == [said[0]]
        assert channels.approved("web", "x", 9) == [taken]
        assert channels.approved(EVERY_CHANNEL, "", 9) == [said[1]]
        channels.approve([])

    def test_what_is_said_is_kept_with_its_deed_and_channels_look_again(self, catalogue: Catalogue):
        catalogue.channels.put(FULL)
        done = deed("channel.revoke", "asset:y")
        catalogue.channels.approve([Approval("web", "y", False, AT), Approval("web", "x", True, AT)], [done])
        assert [asset for asset, _ in catalogue.feeds.touched(0, 9)] == ["y", "x"]
        assert [kept.deed for kept in catalogue.audit.deeds()] == [done]
