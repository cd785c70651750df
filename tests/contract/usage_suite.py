"""What the hints and usage events of every catalogue promise."""

import pytest

from tests.contract.catalogue_values import AT, fill, record
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage
from thesaury.model.usage import UsageEvent, UsageKind
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.hints import Hint, Waiting
from thesaury.ports.usage import UsageCount, UsagePage, Uses

LATER = "2026-02-02T03:04:05+00:00"


def known(catalogue: Catalogue, *names: str) -> None:
    for name in names:
        catalogue.records.put_connection(Connection(name, "table"))


class HintsSuite:
    def test_hints_wait_once_until_they_are_seen(self, catalogue: Catalogue):
        hints = catalogue.hints
        assert hints.put("dam", [Hint("2"), Hint("1"), Hint("2"), Hint("")], AT) == 3
        assert hints.put("dam", [Hint("1")], AT) == 0
        assert hints.put("other", [Hint("1")], AT) == 1
        assert hints.waiting("dam", 2) == [Waiting("", AT), Waiting("1", AT)]
        hints.seen("dam", hints.waiting("dam", 2))
        assert hints.waiting("dam") == [Waiting("2", AT)]
        assert hints.waiting("other") == [Waiting("1", AT)]
        assert hints.put("dam", [], AT) == 0

    def test_one_that_came_again_meanwhile_goes_on_waiting(self, catalogue: Catalogue):
        catalogue.hints.put("dam", [Hint("1")], AT)
        waiting = catalogue.hints.waiting("dam")
        catalogue.hints.put("dam", [Hint("1")], LATER)
        catalogue.hints.seen("dam", waiting)
        assert catalogue.hints.waiting("dam") == [Waiting("1", LATER)]

    def test_a_connection_is_found_by_its_hook(self, catalogue: Catalogue):
        known(catalogue, "dam", "other")
        catalogue.hints.set_hook("dam", "abc")
        assert [catalogue.hints.by_hook(digest) for digest in ("abc", "ab", "")] == ["dam", "", ""]
        catalogue.hints.set_hook("dam", "")
        assert catalogue.hints.by_hook("abc") == ""
        with pytest.raises(Usage):
            catalogue.hints.set_hook("unheard of", "abc")


class UsageSuite:
    def test_an_event_is_kept_once_in_its_newest_form(self, catalogue: Catalogue):
        known(catalogue, "dam", "other")
        usage = catalogue.usage
        full = UsageEvent("1", UsageKind.SEARCH, AT, "", "portal", ("süße", "b"), 0, 2, (("market", "DE"),))
        view = UsageEvent("2", UsageKind.VIEW, LATER, "a")
        assert usage.store_page("dam", UsagePage((full, view), "c1", False)) == 2
        corrected = UsageEvent("2", UsageKind.VIEW, AT, "a", quantity=3)
        assert usage.store_page("dam", UsagePage((corrected, corrected), "c2", True)) == 0
        assert usage.events("dam") == [full, corrected]
        assert usage.events("dam", after="1") == [corrected]
        assert usage.events("dam", limit=1) == [full]
        assert usage.events("dam", kind=UsageKind.VIEW) == [corrected]
        assert (usage.cursor("dam"), usage.cursor("other"), usage.events("other")) == ("c2", "", [])

    def test_analysis_goes_on_where_it_stood_by_revisions(self, catalogue: Catalogue):
        known(catalogue, "dam", "other")
        usage, late = catalogue.usage, UsageEvent("1", UsageKind.VIEW, AT, "a")
        use, view = UsageEvent("2", UsageKind.USE, LATER, "a"), UsageEvent("1", UsageKind.VIEW, LATER, "a")
        usage.store_page("dam", UsagePage((use, view), "c", True))
        usage.add("other", [view])
        assert usage.changed() == [(1, "dam", use), (2, "dam", view), (3, "other", view)]
        usage.store_page("dam", UsagePage((use, late), "d", True))
        assert usage.changed(1, 1) == [(3, "other", view)]
        assert usage.changed(3) == [(4, "dam", late)]
        assert usage.changed(4) == []
        assert usage.last_change() == 4

    def test_what_happened_to_a_record_comes_oldest_first(self, catalogue: Catalogue):
        known(catalogue, "dam")
        events = (UsageEvent("1", UsageKind.VIEW, LATER, "a"), UsageEvent("2", UsageKind.USE, AT, "a", "https://x"))
        catalogue.usage.store_page("dam", UsagePage((*events, UsageEvent("3", UsageKind.VIEW, AT, "b")), "", True))
        assert catalogue.usage.of_record("dam", "a") == [events[1], events[0]]

    def test_counts_go_by_connection_and_kind(self, catalogue: Catalogue):
        known(catalogue, "dam", "other")
        assert catalogue.usage.counts() == []
        first, second = (
            UsageEvent("1", UsageKind.VIEW, LATER, "a"),
            UsageEvent("2", UsageKind.VIEW, AT, "a", quantity=4),
        )
        catalogue.usage.store_page("other", UsagePage((first, second), "", True))
        catalogue.usage.store_page("dam", UsagePage((UsageEvent("9", UsageKind.SHARE, AT),), "", True))
        assert catalogue.usage.counts() == [
            UsageCount("dam", UsageKind.SHARE, 1, 1, AT, AT),
            UsageCount("other", UsageKind.VIEW, 2, 5, AT, LATER),
        ]

    def test_what_we_know_ourselves_leaves_the_cursor_where_it_is(self, catalogue: Catalogue):
        known(catalogue, "dam")
        catalogue.usage.store_page("dam", UsagePage((UsageEvent("1", UsageKind.VIEW, AT, "a"),), "c1", True))
        ours = UsageEvent("placement:1", UsageKind.USE, AT, "a", "brochure")
        assert [catalogue.usage.add("dam", [ours]) for _ in range(2)] == [1, 0]
        assert (catalogue.usage.cursor("dam"), catalogue.usage.of_record("dam", "a")[1]) == ("c1", ours)
        with pytest.raises(Usage):
            catalogue.usage.add("nobody", [ours])

    def test_uses_are_counted_by_asset_over_all_its_records(self, catalogue: Catalogue):
        one, two, _ = fill(catalogue, record("1", "d"), record("2"), record("9", "d", connection="other"))
        use = [UsageEvent("1", UsageKind.USE, AT, "1", quantity=2), UsageEvent("2", UsageKind.USE, LATER, "1")]
        view = UsageEvent("3", UsageKind.VIEW, LATER, "2")
        catalogue.usage.store_page("dam", UsagePage((*use, view), "", True))
        catalogue.usage.add("other", [UsageEvent("1", UsageKind.USE, AT, "9")])
        assert catalogue.usage.uses([one, two, "nobody"], LATER) == {one: Uses(4, 1, LATER)}
        assert catalogue.usage.uses([two], AT) == {}

    def test_an_event_is_found_by_its_id_in_every_connection(self, catalogue: Catalogue):
        known(catalogue, "dam", "other")
        use, view = UsageEvent("1", UsageKind.USE, AT, "a"), UsageEvent("2", UsageKind.VIEW, AT, "b")
        catalogue.usage.add("dam", [use, view])
        catalogue.usage.add("other", [view])
        found = sorted(catalogue.usage.kept(["2", "2", "9"]), key=lambda pair: pair[0])
        assert (found, catalogue.usage.kept([])) == ([("dam", view), ("other", view)], [])

    def test_old_searches_lose_all_that_was_said_and_those_who_follow_revisions_see_it(self, catalogue: Catalogue):
        known(catalogue, "dam", "other")
        old, new = (UsageEvent(at, UsageKind.SEARCH, at, terms=("erika",), results=3) for at in (AT, LATER))
        use = UsageEvent("1", UsageKind.USE, AT, "a")
        catalogue.usage.add("dam", [old, new, use])
        catalogue.usage.add("other", [old])
        assert [catalogue.usage.forget_words(LATER) for _ in range(2)] == [2, 0]
        emptied = UsageEvent(AT, UsageKind.SEARCH, AT, quantity=0)
        assert catalogue.usage.changed(4) == [(5, "dam", emptied), (6, "other", emptied)]
        assert catalogue.usage.events("dam") == [use, emptied, new]
        assert [(one.connection, one.kind, one.events) for one in catalogue.usage.counts()] == [
            ("dam", UsageKind.SEARCH, 1),
            ("dam", UsageKind.USE, 1),
        ]

    def test_a_page_for_nobody_is_refused(self, catalogue: Catalogue):
        with pytest.raises(Usage):
            catalogue.usage.store_page("dam", UsagePage((), "", True))
