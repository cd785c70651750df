"""Withdrawals: within a minute while somebody works, overdue where a CMS is down, with the pages and what may take its place there."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from threading import Event

import pytest

from tests.fakes.publishing_target import MemoryCms, MemoryTarget
from tests.patience import PATIENCE
from tests.unit.publishing.house import GEAR, House
from thesaury.dispatch.publishing import Rounds
from thesaury.model.connection import Connection
from thesaury.model.errors import Unreachable, WorkspaceBusy
from thesaury.model.likeness import Verdict
from thesaury.model.publication import Held, PageUse
from thesaury.model.publishing import Reason, Withdrawal
from thesaury.pipeline import project
from thesaury.pipeline.placing import report
from thesaury.pipeline.placing.pages import live_in_pages
from thesaury.pipeline.publishing.publishing import alone
from thesaury.pipeline.publishing.replacing import Replacing
from thesaury.pipeline.publishing.withdrawing import Withdrawn, late, overdue, withdrawals
from thesaury.pipeline.searching import by_words
from thesaury.pipeline.watch.uses import uses
from thesaury.pipeline.words import thesaurus_of
from thesaury.ports.publishing_target import Package
from thesaury.ports.usage import Publication, Reported
from thesaury.sync.leasing import connection_lease, holding

END = date(2026, 12, 3)


@pytest.fixture
def house() -> House:
    made = House()
    made.site("web")
    return made


def told(house: House, replacing: Replacing | None = None) -> list[Withdrawn]:
    return withdrawals(house.workspace, replacing=replacing, moment=house.moment)


def test_a_worker_withdraws_what_ends_without_any_run(house: House):
    ends, other = house.add("a", until=END), house.add("b")
    house.publish()
    assert house.look() == []
    house.wait(days=2, hours=15, seconds=30)
    [done] = house.look()
    assert done.counts == {"withdrawn": 1}
    [one] = told(house)
    [cms] = one.cms
    assert (one.entry.asset, one.entry.reason, one.title) == (ends, Reason.LICENCE_EXPIRED, "Title a")
    assert (cms.needed_at, cms.done_at, cms.seconds, cms.overdue) == (
        "2026-12-03T23:00:00+00:00",
        "2026-12-03T23:00:30+00:00",
        30.0,
        False,
    )
    house.approve(other, False)
    assert house.look()[0].counts == {"withdrawn": 1}
    assert [what.entry.reason for what in told(house)] == [Reason.APPROVAL_WITHDRAWN, Reason.LICENCE_EXPIRED]
    assert house.look() == []


def test_a_worker_creates_nothing_that_no_run_planned(house: House):
    house.add("a")
    house.publish()
    house.add("b")
    house.refresh()
    assert house.look() == []
    assert len(house.sites["web"].objects) == 1


def test_one_cms_is_down_the_other_is_served_and_the_first_is_shown_as_overdue_until_it_is_done(house: House):
    house.site("shop", withdrawal="delete")
    asset = house.add("a", until=END)
    house.publish("web")
    house.publish("shop")
    house.sites["web"].reachable = False
    house.wait(days=3)
    house.look()
    [one] = told(house)
    standing = {cms.connection: cms for cms in one.cms}
    assert {name: cms.overdue for name, cms in standing.items()} == {"shop": False, "web": True}
    assert standing["web"].message == "The CMS does not answer."
    assert (standing["web"].shown, standing["web"].attempts) == (True, 1)
    assert one.overdue
    assert [late.asset for late in overdue(house.workspace)] == [asset]
    assert house.sites["shop"].objects == {}
    for _ in range(10):
        house.wait(minutes=10)
        house.look()
    assert told(house)[0].cms[1].attempts > 5
    house.sites["web"].reachable = True
    house.wait(minutes=10)
    assert [done.counts for done in house.look()] == [{"withdrawn": 1}]
    [one] = told(house)
    assert not one.overdue
    assert max(cms.seconds for cms in one.cms) > 100 * 60
    assert overdue(house.workspace) == []


def test_one_that_hangs_keeps_the_others_from_nothing_not_even_in_the_next_round(house: House):
    house.site("shop")
    house.add("a", until=END)
    house.publish("web")
    house.publish("shop")
    free, started = Event(), Event()
    house.workspace.targets["web"] = Hanging(house.sites["web"], started, free)
    house.wait(days=3)
    rounds = Rounds(house.workspace, house.clock)
    try:
        rounds.look(patience=0.1)
        assert started.wait(PATIENCE)
        assert (until(lambda: not live(house, "shop")), live(house, "web")) == (True, 1)
        house.add("b")
        house.publish("shop")
        house.license("b", regions=("AT",))
        rounds.look(patience=0.1)
        assert (until(lambda: not live(house, "shop")), live(house, "web")) == (True, 1)
    finally:
        free.set()
        rounds.wait()
    assert live(house, "web") == 0


def test_a_long_run_that_holds_the_connection_keeps_nothing_from_being_withdrawn(house: House):
    house.add("a", until=END)
    house.publish()
    house.wait(days=3)
    with holding(house.workspace.catalogue.leases, [connection_lease("web")], "a long run"):
        assert house.look()[0].counts == {"withdrawn": 1}
    with alone(house.workspace, "web"), pytest.raises(WorkspaceBusy):
        house.publish()


class Hanging(MemoryTarget):
    """Answers once it is let."""

    def __init__(self, cms: MemoryCms, started: Event, free: Event) -> None:
        super().__init__(cms)
        self._started, self._free = started, free

    def held(self, known: Mapping[str, str]) -> dict[str, Held]:
        self._started.set()
        assert self._free.wait(PATIENCE)
        return super().held(known)


def live(house: House, name: str) -> int:
    return sum(kept.live for kept in house.sites[name].objects.values())


def until(true: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE
    while not true() and time.monotonic() < end:
        time.sleep(0.01)
    return true()


def test_what_a_cms_shows_still_after_it_was_told_is_overdue(house: House):
    asset = house.add("a", until=END)
    house.publish()
    house.wait(days=3)
    house.workspace.targets["web"] = Deaf(house.sites["web"])
    [done] = house.look()
    assert done.counts == {"refused": 1}
    assert "shows it still" in house.known(asset).message
    assert told(house)[0].overdue
    house.workspace.targets["web"] = MemoryTarget(house.sites["web"])
    house.wait(minutes=1)
    assert house.look()[0].counts == {"withdrawn": 1}


class Deaf(MemoryTarget):
    """Says that all is well, and hides nothing."""

    def withdraw(self, held: Held, how: Withdrawal, placeholder: Package) -> Held | None:
        return self.held({held.asset: held.external_id})[held.asset]


def test_what_is_overdue_is_told_however_many_left_since(house: House):
    stays, *others = (house.add(f"n{number}") for number in range(5))
    house.publish()
    house.sites["web"].refuses[stays] = "You may not."
    house.approve(stays, False)
    house.publish()
    house.wait(hours=1)
    for one in others:
        house.approve(one, False)
    house.publish()
    found = withdrawals(house.workspace, limit=2, moment=house.moment)
    assert len(found) == 3
    assert [one.entry.asset for one in found if one.overdue] == [stays]
    assert found[-1].cms[0].message == "You may not."


def test_what_no_run_has_planned_yet_is_overdue_too(house: House):
    asset, other = house.add("a"), house.add("b")
    house.publish()
    house.approve(asset, False)
    house.refresh()
    house.approve(other, False)
    house.wait(seconds=1)
    house.refresh()
    assert {one.entry.asset for one in withdrawals(house.workspace, limit=1, moment=house.moment)} == {asset, other}
    assert {one.asset for one in late(house.workspace, house.moment)} == {asset, other}


def test_what_its_channel_does_not_know_is_overdue_by_the_title_it_had(house: House):
    asset = house.add("a")
    house.publish()
    channels = house.workspace.catalogue.channels
    channels.put(replace(house.channel, name="other", concepts=3))
    house.workspace.catalogue.records.put_connection(Connection("web", "fake", (("channel", "other"),)))
    house.sites["web"].refuses[asset] = "You may not."
    house.publish()
    [one] = [one for one in told(house) if one.overdue]
    assert (one.entry.channel, one.title, one.cms[0].shown) == ("other", "Title a", True)
    assert "not in the channel other" in one.entry.sentence
    assert told(house)[0].overdue
    assert withdrawals(house.workspace, channel="main", moment=house.moment) == []


def test_a_region_that_is_lost(house: House):
    house.add("a")
    house.publish()
    house.license("a", regions=("AT",))
    house.look()
    assert told(house)[0].entry.reason is Reason.REGION_LOST
    assert not told(house)[0].overdue


def test_what_never_stood_in_a_cms_was_not_withdrawn_there(house: House):
    house.add("a", until=END)
    house.refresh()
    house.wait(days=3)
    house.publish()
    assert [one.cms for one in told(house)] == [()]


def test_the_pages_it_stood_in_and_what_may_take_its_place(house: House):
    gone, like, other = house.add("a", until=END), house.add("b"), house.add("c", concepts=(GEAR,))
    house.add("d", until=END - timedelta(days=1))
    with house.workspace.projecting():
        project(house.workspace)
    house.publish()
    house.sites["web"].page(gone, "p1", "Tents & <more>", since=house.moment)
    house.sites["web"].page(gone, "p2", "A draft", live=False)
    assert (house.collect().uses, house.collect().new) == (2, 0)
    house.wait(days=3)
    house.publish()
    thesaurus = thesaurus_of(house.workspace)
    sources = by_words(house.workspace, thesaurus).sources(house.workspace, thesaurus)
    found = {one.entry.asset: one for one in told(house, Replacing(house.workspace, sources, house.moment))}
    one = found[gone]
    assert [(use.use.page, use.use.title, use.use.live) for use in one.pages] == [
        ("p1", "Tents & <more>", True),
        ("p2", "A draft", False),
    ]
    assert [(what.entry.asset, what.heir) for what in one.instead] == [(like, False), (other, False)]
    assert one.instead[0].score > one.instead[1].score > 0
    assert all(what.instead == () for asset, what in found.items() if asset != gone)


def test_what_became_a_part_of_another_is_replaced_by_the_whole(house: House):
    whole, part = house.add("a"), house.add("b")
    house.publish()
    house.sites["web"].page(part, "p", "Tents")
    house.collect()
    house.workspace.catalogue.identities.decide(whole, part, Verdict.SAME, "ana", house.moment)
    with house.workspace.projecting():
        project(house.workspace)
    house.publish()
    [one] = told(house, Replacing(house.workspace, None, house.moment))
    assert (one.entry.reason, [use.use.title for use in one.pages]) == (Reason.DELETED, ["Tents"])
    assert [(what.entry.asset, what.heir) for what in one.instead] == [(whole, True)]


def test_what_took_its_place_comes_first(house: House):
    gone, near = house.add("a", until=END), house.add("b")
    heir = house.add("c", concepts=(GEAR,))
    house.say("c", replaces="dam/a")
    with house.workspace.projecting():
        project(house.workspace)
    house.wait(days=3)
    house.refresh()
    thesaurus = thesaurus_of(house.workspace)
    sources = by_words(house.workspace, thesaurus).sources(house.workspace, thesaurus)
    found = Replacing(house.workspace, sources, house.moment).of(house.channel, gone)
    assert [(what.entry.asset, what.heir) for what in found] == [(heir, True), (near, False)]
    assert [what.heir for what in Replacing(house.workspace, None, house.moment).of(house.channel, gone)] == [True]
    assert Replacing(house.workspace, sources, house.moment).of(house.channel, "unheard of") == ()


def test_uses_of_live_pages_are_placements_and_count_while_they_last(house: House):
    asset = house.add("a")
    house.publish()
    cms = house.sites["web"]
    cms.page(asset, "p1", since="2026-11-30T10:00:00+00:00")
    cms.page(asset, "p2", live=False)
    found = house.collect()
    assert (found.uses, found.new, found.ended) == (2, 2, 0)
    [placed] = house.workspace.catalogue.placements.page()
    assert (placed.asset, placed.host, placed.document, placed.at, placed.channel, placed.regions) == (
        asset, "fake", "https://cms.example/p1", "2026-11-30T10:00:00+00:00", "website", ("DE",),
    )  # fmt: skip
    [known] = house.workspace.catalogue.records.assets([asset])
    assert [use.where for use in uses(house.workspace).of(known)] == ["https://cms.example/p1"]
    house.collect()
    assert len(house.workspace.catalogue.placements.page()) == 1
    del cms.pages["p1"]
    assert house.collect().ended == 1
    assert uses(house.workspace).of(known) == ()
    cms.page(asset, "p1", since="2026-11-30T10:00:00+00:00")
    house.collect()
    assert len(uses(house.workspace).of(known)) == 1
    house.approve(asset, False)
    house.look()
    assert live_in_pages(house.workspace) == frozenset()


class Told:
    """A DAM that is told where its assets are."""

    def __init__(self) -> None:
        self.shown: dict[str, list[str]] = {}

    def report(self, uris: Sequence[str], publications: Sequence[Publication]) -> Reported:
        self.shown |= {uri: [one.external_id for one in publications if one.uri == uri] for uri in uris}
        return Reported(len(publications))


def test_a_dam_that_was_told_of_a_use_is_told_when_it_is_over(house: House):
    asset, other = house.add("a"), house.add("b")
    house.publish()
    house.workspace.reports["dam"] = dam = Told()
    cms = house.sites["web"]
    cms.page(asset, "p1")
    cms.pages["p1 too"] = replace(cms.pages["p1"], asset=other, external_id="2", place="body")
    house.collect()
    report(house.workspace, house.connection("dam"))
    address = "https://cms.example/p1#thesaury"
    assert {uri: sorted(ids) for uri, ids in dam.shown.items()} == {address: ["a", "b"]}
    del cms.pages["p1 too"]
    house.collect()
    assert dam.shown == {address: ["a"]}
    del cms.pages["p1"]
    house.collect()
    assert dam.shown == {address: []}


def test_a_cms_that_fails_while_it_is_asked_ends_no_use(house: House):
    asset = house.add("a")
    house.publish()
    house.sites["web"].page(asset, "p1")
    house.collect()
    house.workspace.targets["web"] = Failing(house.sites["web"])
    with pytest.raises(Unreachable):
        house.collect()
    assert len(house.workspace.catalogue.publications.uses([asset])) == 1


class Failing(MemoryTarget):
    """Fails in the middle of its pages."""

    def __init__(self, cms: MemoryCms) -> None:
        super().__init__(cms)

    def uses(self):  # type: ignore[no-untyped-def]
        yield replace(next(iter(self.cms.pages.values())), page="p0")
        raise Unreachable("The CMS went away.")


def test_a_use_of_what_is_not_here_does_no_harm(house: House):
    house.sites["web"].pages["p"] = PageUse("unheard of", "1", "p", "https://cms.example/p")
    assert house.collect().uses == 1
    assert house.workspace.catalogue.placements.page() == []


class Strange(MemoryTarget):
    """Of one asset it answers what no mapping knows: when it is looked for, or when it is told to withdraw it."""

    def __init__(self, cms: MemoryCms, asset: str, when: str) -> None:
        super().__init__(cms)
        self.asset, self.when = asset, when

    def held(self, known: Mapping[str, str]) -> dict[str, Held]:
        found = super().held(known)
        if self.when == "held" and self.asset in known:
            raise KeyError("edit")
        return found

    def withdraw(self, held: Held, how: Withdrawal, placeholder: Package) -> Held | None:
        if self.when == "withdraw" and held.asset == self.asset:
            raise TypeError("string indices must be integers")
        return super().withdraw(held, how, placeholder)


@pytest.mark.parametrize("when", ["held", "withdraw"])
def test_one_strange_object_keeps_no_other_from_being_withdrawn_and_is_said(
    house: House, when: str, caplog: pytest.LogCaptureFixture
):
    ids = [house.add(name, until=END) for name in "abc"]
    house.publish()
    house.workspace.targets["web"] = Strange(house.sites["web"], ids[1], when)
    house.wait(days=3)
    house.look()
    assert [kept.asset for kept in house.sites["web"].objects.values() if kept.live] == [ids[1]]
    assert "answered in a way that cannot be read" in house.known(ids[1]).message
    assert ("could not be read" in caplog.text, ids[1] in [one.entry.asset for one in told(house)]) == (True, True)
    house.workspace.targets["web"] = MemoryTarget(house.sites["web"])
    house.wait(minutes=11)
    house.look()
    assert live(house, "web") == 0


def test_a_look_that_fails_as_nobody_foresaw_is_in_the_log(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    house.add("a", until=END)
    house.publish()
    house.wait(days=3)

    def broken(connection: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(house.workspace, "publishing_target", broken)
    assert house.look() == []
    assert "a bug" in caplog.text
    monkeypatch.undo()
    house.look()
    assert live(house, "web") == 0
