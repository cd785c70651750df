"""What the notices and calendar feeds of every catalogue promise."""

from dataclasses import replace

import pytest

from tests.contract.catalogue_values import AT
from thesaury.model.errors import Usage
from thesaury.model.notice import Notice, NoticeEvent, NoticeKind
from thesaury.ports.catalogue import Catalogue

LATER = "2026-12-02T03:04:05+00:00"
ONE = Notice(
    "dam/1 0 end 2027-01-01 90", NoticeKind.END, 90, "a1", "Süße Birnen", "dam/1", "0", 3, "It ends.", AT,
    "2027-01-01", "Clear Water", "brand team",
)  # fmt: skip
USED = replace(ONE, key="dam/2 0 end 2027-02-01 90", day="2027-02-01", in_use=True)
SOONER = replace(ONE, key="dam/3 0 end 2026-12-01 7", day="2026-12-01", stage=7, at=LATER)


class NoticesSuite:
    def test_a_notice_is_kept_once_and_goes_its_ways(self, catalogue: Catalogue):
        notices = catalogue.notices
        assert notices.put([ONE, USED, ONE], ["webhook", "email"]) == [ONE, USED]
        assert notices.put([replace(ONE, sentence="told otherwise"), SOONER], ["webhook"]) == [SOONER]
        assert notices.waiting("webhook") == [USED, SOONER, ONE]
        assert notices.waiting("webhook", limit=1) == [USED]
        assert notices.waiting("email") == [USED, ONE]
        assert notices.waiting("other") == []

    def test_what_was_told_by_one_channel_waits_for_the_other(self, catalogue: Catalogue):
        notices = catalogue.notices
        notices.put([ONE, USED], ["webhook", "email"])
        assert notices.last_told("webhook") == ""
        notices.failed([ONE.key], "webhook", AT, "no answer")
        assert notices.waiting("webhook") == [USED, ONE]
        notices.told([ONE.key], "webhook", LATER)
        assert (notices.waiting("webhook"), notices.waiting("email")) == ([USED], [USED, ONE])
        assert (notices.last_told("webhook"), notices.last_told("email")) == (LATER, "")
        assert notices.log(ONE.key) == [
            NoticeEvent(ONE.key, AT, "failed", "webhook", "no answer"),
            NoticeEvent(ONE.key, LATER, "told", "webhook"),
        ]
        assert notices.log(USED.key) == []

    def test_the_first_who_takes_note_stands_and_is_logged(self, catalogue: Catalogue):
        notices = catalogue.notices
        notices.put([ONE, SOONER], [])
        noted = replace(ONE, acknowledged_by="ana", acknowledged_at=LATER)
        assert notices.acknowledge(ONE.key, "ana", LATER) == noted
        assert notices.acknowledge(ONE.key, "ben", LATER) == noted
        assert notices.log() == [NoticeEvent(ONE.key, LATER, "acknowledged", "ana")]
        assert notices.page() == [SOONER]
        assert notices.page(acknowledged=True) == [noted, SOONER]
        assert notices.put([ONE], ["webhook"]) == []
        with pytest.raises(Usage):
            notices.acknowledge("unheard of", "ana", AT)

    def test_notices_come_in_pages(self, catalogue: Catalogue):
        catalogue.notices.put([SOONER, USED, ONE], [])
        assert catalogue.notices.page(limit=2) == [ONE, USED]
        assert catalogue.notices.page(after=USED.key) == [SOONER]
        assert catalogue.notices.page(since=LATER) == [SOONER]

    def test_many_notices_at_once(self, catalogue: Catalogue):
        many = [replace(ONE, key=f"{number:04}") for number in range(1_200)]
        assert catalogue.notices.put(many, ["webhook"]) == many
        catalogue.notices.told([one.key for one in many], "webhook", AT)
        assert catalogue.notices.waiting("webhook") == []
        assert catalogue.notices.put(many, ["webhook"]) == []


class CalendarFeedsSuite:
    def test_a_feed_is_found_by_its_digest_until_it_is_made_anew_or_dropped(self, catalogue: Catalogue):
        feeds = catalogue.calendar_feeds
        feeds.put("team", "d1", AT)
        feeds.put("ana", "d2", LATER)
        assert feeds.all() == [("ana", LATER), ("team", AT)]
        assert [feeds.by_digest(digest) for digest in ("d1", "d2", "")] == ["team", "ana", ""]
        feeds.put("team", "d3", LATER)
        assert [feeds.by_digest(digest) for digest in ("d1", "d3")] == ["", "team"]
        feeds.drop("team")
        assert feeds.by_digest("d3") == ""
        with pytest.raises(Usage):
            feeds.drop("team")
