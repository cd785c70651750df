"""Reading feeds: nothing is given that is not permitted at that moment, and whoever follows the changes has exactly what is given."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.unit.publishing.house import GEAR, TENT, House
from thesaury.model.errors import BadInput, Usage, WorkspaceBusy
from thesaury.model.publishing import Entry, Reason
from thesaury.pipeline.publishing import reading
from thesaury.pipeline.publishing.deciding import day_of
from thesaury.pipeline.publishing.holding import FeedAsked
from thesaury.pipeline.publishing.looking import Look
from thesaury.pipeline.publishing.reading import FeedReader, ReadTooLongAgo
from thesaury.publishing.cursors import BadCursor, Read, changes_cursor

EVERYTHING = FeedAsked()


@pytest.fixture
def house() -> House:
    made = House()
    for name in "abcde":
        made.add(name)
    made.refresh()
    return made


def reader_of(house: House) -> FeedReader:
    return FeedReader(house.workspace)


def everything(house: House, reader: FeedReader, asked: FeedAsked = EVERYTHING, limit: int = 2) -> list[str]:
    """Every asset of every page."""
    found, cursor = list[str](), ""
    while True:
        page = reader.page(house.channel, asked, cursor, limit, house.moment)
        found += [entry.asset for entry in page.entries]
        if not (cursor := page.following):
            return found


def test_what_nobody_may_show_is_in_no_page_and_every_page_goes_on(house: House, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reading, "_SCANNED", 4)
    names = [house.add(f"f{number}", until=date(2027, 1, 1) if number < 15 else None) for number in range(20)]
    house.refresh()
    reader, asked = reader_of(house), FeedAsked(as_of="2027-06-01")
    page = reader.page(house.channel, asked, "", 2, house.moment)
    assert page.following
    assert set(everything(house, reader, asked)) & set(names) == set(names[15:])
    assert len(everything(house, reader)) == 25


def test_a_short_page_knows_that_it_is_the_last_one(house: House):
    reader = reader_of(house)
    for limit, pages in ((2, 3), (5, 1), (4, 2), (200, 1)):
        cursor, count = "", 0
        while True:
            page = reader.page(house.channel, EVERYTHING, cursor, limit, house.moment)
            count += 1
            if not (cursor := page.following):
                break
        assert count == pages


def test_what_holds_no_more_gets_a_number_as_soon_as_somebody_reads(house: House):
    reader, head = reader_of(house), house.workspace.catalogue.feeds.head("main")
    [asset] = [one for one in everything(house, reader) if one == house.add("b")]
    house.approve(asset, False)
    page = reader.news(house.channel, EVERYTHING, "", 10, house.moment)
    assert [(entry.asset, entry.number, entry.reason) for entry in page.gone] == [
        (asset, head + 1, Reason.APPROVAL_WITHDRAWN)
    ]
    assert asset not in [entry.asset for entry in page.entries]


def test_the_state_is_another_one_whenever_an_answer_may_be(house: House):
    reader = reader_of(house)
    asset = house.add("a", until=date(2026, 12, 31))

    def state() -> str:
        return reader.state(house.channel, house.moment)

    house.refresh()
    seen = [state()]
    assert state() == seen[0]
    house.approve(asset, False)
    seen.append(state())
    house.approve(asset, True)
    seen.append(state())
    house.license("b", date(2026, 12, 24))
    seen.append(state())
    house.refresh()
    seen.append(state())
    house.wait(hours=20)
    seen.append(state())
    house.moment = "2026-12-31T22:59:59+00:00"
    seen.append(state())
    house.wait(seconds=1)
    seen.append(state())
    seen.append(reader.state(replace(house.channel, title="Another"), house.moment))
    assert len(set(seen)) == len(seen)


def test_busy_stores_keep_nothing_in_the_feed_that_has_to_leave(house: House, monkeypatch: pytest.MonkeyPatch):
    def busy(*_: object) -> None:
        raise WorkspaceBusy("Somebody writes.")

    monkeypatch.setattr(house.workspace.catalogue.feeds, "settle", busy)
    reader = reader_of(house)
    before = everything(house, reader)
    house.approve(before[1], False)
    assert everything(house, reader) == [before[0], *before[2:]]
    told = reader.item(house.channel, before[1], house.moment)
    assert told
    assert told.reason is Reason.APPROVAL_WITHDRAWN
    changes = reader.changes(house.channel, "", 100, house.moment)
    assert [entry.asset for entry in changes.entries if not entry.published] == [before[1]]


def test_what_cannot_be_asked_is_refused(house: House):
    reader = reader_of(house)
    for asked, kind in (
        (FeedAsked(region="FR"), BadInput),
        (FeedAsked(region="nowhere"), BadInput),
        (FeedAsked(use="smoke signals"), Usage),
        (FeedAsked(as_of="2026-11-30"), BadInput),
        (FeedAsked(as_of="soon"), BadInput),
    ):
        with pytest.raises(kind):
            reader.page(house.channel, asked, "", 10, house.moment)
    with pytest.raises(BadCursor):
        reader.page(house.channel, EVERYTHING, "nonsense", 10, house.moment)
    with pytest.raises(ReadTooLongAgo, match="begun anew"):
        reader.changes(house.channel, changes_cursor("main", Read(99, house.moment)), 10, house.moment)


def test_a_topic_narrows_with_what_lies_below_it_or_without(house: House):
    reader = reader_of(house)
    house.add("g", concepts=(GEAR,))
    house.refresh()
    assert len(everything(house, reader, FeedAsked(topic=GEAR))) == 6
    assert len(everything(house, reader, FeedAsked(topic=GEAR, narrower=False))) == 1
    assert len(everything(house, reader, FeedAsked(topic=TENT, region="DE-BY"))) == 5


class Following(RuleBasedStateMachine):
    """Assets come, end and are taken back while one reader follows the changes and others read pages."""

    def __init__(self) -> None:
        super().__init__()
        self.house = House()
        self.reader = FeedReader(self.house.workspace)
        self.assets: dict[str, str] = {}
        self.cursor, self.held, self.leased = "", set[str](), False

    @rule(name=st.sampled_from("abcd"), days=st.sampled_from((None, 0, 1, 3)))
    def come(self, name: str, days: int | None) -> None:
        day = day_of(self.house.moment)
        self.assets[name] = self.house.add(name, None if days is None else day + timedelta(days=days))

    @rule(name=st.sampled_from("abcd"), regions=st.sampled_from((("DE",), ("FR",), ("DE", "AT"))))
    def state_rights(self, name: str, regions: tuple[str, ...]) -> None:
        if name in self.assets:
            self.house.license(name, None, regions)

    @rule(name=st.sampled_from("abcd"), approved=st.booleans())
    def decide(self, name: str, approved: bool) -> None:
        if name in self.assets:
            self.house.approve(self.assets[name], approved)

    @rule(hours=st.sampled_from((1, 12, 30)))
    def wait(self, hours: int) -> None:
        self.house.wait(hours=hours)

    @rule()
    def refresh(self) -> None:
        if not self.leased:
            self.house.refresh()

    @rule(held=st.booleans())
    def lease(self, held: bool) -> None:
        """Somebody else brings the feed up to date, and takes his time."""
        leases = self.house.workspace.catalogue.leases
        if held and not self.leased:
            self.leased = leases.take("feed/main", "somebody", 0.0, 1e12)
        if not held and self.leased:
            leases.release("feed/main", "somebody")
            self.leased = False

    @rule(limit=st.sampled_from((1, 2, 50)))
    def follow(self, limit: int) -> None:
        """One page of changes."""
        read = self.reader.changes(self.house.channel, self.cursor, limit, self.house.moment)
        self.apply(read.entries)
        self.cursor = read.cursor

    @invariant()
    def pages_give_what_is_permitted(self) -> None:
        given = everything(self.house, self.reader)
        assert len(set(given)) == len(given)
        assert set(given) <= self.permitted()
        news = self.reader.news(self.house.channel, EVERYTHING, "", 50, self.house.moment)
        assert {entry.asset for entry in news.entries} == set(given)

    @invariant()
    def whoever_follows_has_what_is_given(self) -> None:
        held, cursor = set(self.held), self.cursor
        while True:
            read = self.reader.changes(self.house.channel, cursor, 3, self.house.moment)
            for entry in read.entries:
                held = held | {entry.asset} if entry.published else held - {entry.asset}
            cursor = read.cursor
            if not read.more:
                break
        assert held == set(everything(self.house, self.reader))

    def apply(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            self.held = self.held | {entry.asset} if entry.published else self.held - {entry.asset}

    def permitted(self) -> set[str]:
        look = Look(self.house.workspace, self.house.channel, day_of(self.house.moment))
        seen = look.at(list(self.assets.values()), self.house.moment)
        return {asset for asset, one in seen.items() if one.refusal is None}


TestFollowing = Following.TestCase
TestFollowing.settings = settings(
    max_examples=12, stateful_step_count=20, deadline=None, phases=(Phase.generate, Phase.shrink)
)
