"""Feeds follow what happens to assets, rights and approvals; whatever the way it is heard of, a full look would say the same."""

import contextlib
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.contract.catalogue_values import decide, enrich, fill, record, suggested, tagged
from tests.fakes.workspace import FakeWorkspace
from tests.unit.publishing.house import GEAR, MAIN, TENT, WORDS, House
from thesaury.model.asset import Text
from thesaury.model.concept import Concept, Label
from thesaury.model.errors import BadInput, Usage, WorkspaceBusy
from thesaury.model.likeness import Verdict
from thesaury.model.publishing import EVERY_CHANNEL, Channel, Entry, Reason
from thesaury.pipeline import project, rebuild
from thesaury.pipeline.disconnecting import disconnect
from thesaury.pipeline.publishing import Counted, approve, channel_of, refresh, revoke, scope, settle_due
from thesaury.pipeline.publishing.holding import FeedAsked
from thesaury.pipeline.publishing.reading import FeedReader, ReadTooLongAgo
from thesaury.pipeline.rights.confirming import confirm
from thesaury.pipeline.words import thesaurus_of
from thesaury.ports.feeds import FeedCounts, WantedEntries
from thesaury.ports.index import IndexQuery
from thesaury.ports.source import Page
from thesaury.vocabulary.thesaurus import Thesaurus


def entries(house: House, channel: str = "main") -> dict[str, Entry]:
    return {entry.asset: entry for entry in house.workspace.catalogue.feeds.changes(channel, 0, 1000)}


def published(house: House, channel: str = "main") -> list[str]:
    return [entry.asset for entry in house.workspace.catalogue.feeds.page(WantedEntries(channel), "", 1000)]


def refreshed(house: House) -> Counted:
    return refresh(house.workspace, now=house.clock).total


@pytest.fixture
def house() -> House:
    return House()


def test_a_new_channel_looks_at_all_and_then_only_at_what_was_touched(house: House, monkeypatch: pytest.MonkeyPatch):
    a, b, poor = house.add("a"), house.add("b"), house.add("poor", concepts=())
    assert refreshed(house) == Counted(published=2)
    assert published(house) == sorted([a, b])
    assert poor not in entries(house)
    looked: list[str] = []
    assets = house.workspace.catalogue.records.assets
    monkeypatch.setattr(house.workspace.catalogue.records, "assets", lambda ids: looked.extend(ids) or assets(ids))
    assert refreshed(house) == Counted()
    assert looked == []
    enrich(house.workspace.catalogue, poor, tagged(TENT))
    house.touch("poor")
    assert refreshed(house) == Counted(published=1)
    assert set(looked) == {poor}


def test_a_licence_that_ends_takes_the_asset_out_by_itself_and_says_since_when(house: House):
    a = house.add("a", date(2026, 12, 24))
    house.refresh()
    entry = entries(house)[a]
    assert (entry.allowed_until, entry.turns_at) == ("2026-12-24", "2026-12-24T23:00:00+00:00")
    house.moment = "2026-12-24T22:59:59+00:00"
    assert settle_due(house.workspace, MAIN, house.moment) == Counted()
    house.moment = "2026-12-26T10:00:00+00:00"
    assert settle_due(house.workspace, MAIN, house.moment) == Counted(withdrawn=1)
    gone = entries(house)[a]
    assert (gone.reason, gone.since) == (Reason.LICENCE_EXPIRED, "2026-12-24T23:00:00+00:00")
    assert (gone.number, gone.changed_at, gone.item) == (2, house.moment, entry.item)
    assert gone.sentence
    assert settle_due(house.workspace, MAIN, house.moment) == Counted()


def test_a_licence_that_begins_lets_it_in_by_itself(house: House):
    a = house.add("a", date(2027, 12, 31))
    house.moment = "2025-12-30T08:00:00+00:00"
    assert refreshed(house) == Counted()
    house.moment = "2026-01-01T08:00:00+00:00"
    assert settle_due(house.workspace, MAIN, house.moment) == Counted(published=1)
    assert published(house) == [a]


def test_a_region_that_is_lost_is_told_with_the_moment_somebody_said_so(house: House):
    a = house.add("a")
    house.refresh()
    house.wait(hours=2)
    house.license("a", None, ("AT",))
    said = house.moment
    house.wait(hours=1)
    assert refreshed(house) == Counted(withdrawn=1)
    assert (entries(house)[a].reason, entries(house)[a].since) == (Reason.REGION_LOST, said)
    house.license("a", None, ("DE",))
    assert refreshed(house) == Counted(published=1)
    assert entries(house)[a].published_at == house.moment


def test_a_licence_that_ended_before_it_was_published_ended_when_somebody_said_so(house: House):
    a = house.add("a")
    house.refresh()
    house.wait(hours=2)
    house.license("a", date(2026, 2, 1))
    house.wait(hours=1)
    house.refresh()
    assert (entries(house)[a].reason, entries(house)[a].since) == (Reason.LICENCE_EXPIRED, house.moment)


def test_rights_nobody_knows_are_never_published(house: House):
    [a] = fill(house.workspace.catalogue, record("a", "a"))
    enrich(house.workspace.catalogue, a, tagged(TENT))
    assert refreshed(house) == Counted()


@pytest.mark.parametrize(
    "change",
    [
        {"markets": ("DE", "FR")},
        {"use": "print_ad"},
        {"concepts": 2},
        {"media": ("video",)},
        {"by_approval": True},
        {"topics": ("https://terms.example/other",)},
    ],
)
def test_a_channel_that_becomes_another_looks_at_all_again(house: House, change: dict[str, object]):
    a = house.add("a")
    house.refresh()
    house.workspace.catalogue.channels.put(replace(MAIN, **change))  # type: ignore[arg-type]
    assert refreshed(house) == Counted(withdrawn=1)
    assert not entries(house)[a].published
    house.workspace.catalogue.channels.put(MAIN)
    assert refreshed(house) == Counted(published=1)


def test_labels_that_change_change_what_is_published(house: House):
    a = house.add("a")
    house.refresh()
    renamed = replace(WORDS, concepts=(WORDS.concepts[0], replace(WORDS.concepts[1], preferred=(Label("Tipi", "en"),))))
    house.workspace.catalogue.vocabularies.put(renamed, "", house.moment)
    assert refreshed(house) == Counted(changed=1)
    assert entries(house)[a].item.keywords == ("Tipi",)
    house.workspace.catalogue.vocabularies.put(replace(renamed, concepts=(Concept(GEAR),)), "", house.moment)
    assert refreshed(house) == Counted(withdrawn=1)


def test_a_topic_that_is_merged_into_another_is_followed_by_its_channel_and_its_readers():
    new = f"{GEAR}-new"
    house = House(channel=replace(MAIN, topics=(GEAR,)))
    asset = house.add("a")
    house.add("b", concepts=())
    house.refresh()
    merged = (
        Concept(GEAR, (), (Label("Gear", "en"),), deprecated=True, replaced_by=new),
        Concept(new, (), (Label("Equipment", "en"),)),
        Concept(TENT, (), (Label("Tent", "en"),), broader=(new,)),
    )
    house.workspace.catalogue.vocabularies.put(replace(WORDS, concepts=merged), "", house.moment)
    house.refresh()
    assert [one.asset for one in house.workspace.catalogue.feeds.page(WantedEntries("main"))] == [asset]
    read = FeedReader(house.workspace).page(house.channel, FeedAsked(topic=GEAR), "", 9, house.moment)
    assert [one.asset for one in read.entries] == [asset]


def test_words_that_change_while_they_are_read_are_not_missed(house: House, monkeypatch: pytest.MonkeyPatch):
    house.add("a")
    renamed = replace(WORDS, concepts=(WORDS.concepts[0], replace(WORDS.concepts[1], preferred=(Label("Tipi", "en"),))))

    def read_late(opened: FakeWorkspace) -> Thesaurus:
        read = thesaurus_of(opened)
        opened.catalogue.vocabularies.put(renamed, "", house.moment)
        return read

    with monkeypatch.context() as patch:
        patch.setattr("thesaury.pipeline.publishing.refreshing.thesaurus_of", read_late)
        assert refreshed(house) == Counted(published=1)
    assert refreshed(house) == Counted(changed=1)


def test_own_regions_that_change_are_another_reason_to_look_at_all(house: House, tmp_path):
    house.workspace.root = tmp_path
    (tmp_path / "regions.toml").write_text('[NEAR]\nmembers = ["DE"]\n')
    house.workspace.catalogue.channels.put(replace(MAIN, markets=("NEAR",)))
    house.add("a")
    assert refreshed(house) == Counted(published=1)
    (tmp_path / "regions.toml").write_text('[NEAR]\nmembers = ["DE", "FR"]\n')
    assert refreshed(house) == Counted(withdrawn=1)
    (tmp_path / "regions.toml").unlink()
    with pytest.raises(Usage, match="NEAR"):
        refreshed(house)


def test_a_paused_channel_lets_nothing_in_and_lets_go_of_what_must_leave(house: House):
    a, b = house.add("a"), house.add("b", date(2026, 12, 24))
    house.refresh()
    paused = replace(MAIN, paused=True)
    house.workspace.catalogue.channels.put(paused)
    c = house.add("c")
    assert refreshed(house).published == 0
    house.moment = "2026-12-26T10:00:00+00:00"
    settle_due(house.workspace, paused, house.moment)
    assert published(house) == [a]
    house.workspace.catalogue.channels.put(MAIN)
    house.refresh()
    assert published(house) == sorted([a, c])
    assert not entries(house)[b].published


def test_withdrawals_are_forgotten_after_their_time(house: House):
    a = house.add("a", date(2026, 12, 24))
    house.refresh()
    house.wait(days=60)
    house.refresh()
    house.wait(days=89)
    house.refresh()
    assert a in entries(house)
    house.wait(days=2)
    house.refresh()
    assert a not in entries(house)


@pytest.mark.parametrize("method", ["settle", "wait", "see", "due"])
def test_a_killed_refresh_loses_nothing_and_doubles_nothing(house: House, monkeypatch: pytest.MonkeyPatch, method: str):
    monkeypatch.setattr("thesaury.pipeline.publishing.refreshing.CHUNK", 2)
    assets = [house.add(name) for name in "abcdef"]
    feeds = house.workspace.catalogue.feeds
    real, left = getattr(feeds, method), 0

    def dying(*given: object) -> object:
        nonlocal left
        left -= 1
        if left < 0:
            raise KeyboardInterrupt
        return real(*given)

    for lives in range(5):
        feeds.touch(assets)
        left = lives
        with monkeypatch.context() as patch, contextlib.suppress(KeyboardInterrupt):
            patch.setattr(feeds, method, dying)
            house.refresh()
    house.refresh()
    assert published(house) == sorted(assets)
    assert feeds.counts("main") == FeedCounts(6, 0, 6)
    assert feeds.touched(feeds.seen("main"), 9) == []


def test_a_reader_of_a_dropped_channel_has_to_read_the_new_one_from_its_start(house: House):
    house.add("a")
    house.refresh()
    reader = FeedReader(house.workspace)
    read = reader.changes(MAIN, "", 10, house.moment)
    house.workspace.catalogue.channels.drop("main")
    house.workspace.catalogue.channels.put(MAIN)
    house.add("b")
    house.refresh()
    with pytest.raises(ReadTooLongAgo):
        reader.changes(MAIN, read.cursor, 10, house.moment)
    anew = reader.changes(MAIN, "", 10, house.moment)
    assert len(anew.entries) == 2
    assert reader.changes(MAIN, anew.cursor, 10, house.moment).entries == ()


def test_one_refresh_of_a_channel_at_a_time(house: House):
    house.add("a", date(2026, 12, 24))
    house.refresh()
    leases = house.workspace.catalogue.leases
    assert leases.take("feed/main", "somebody", 0.0, 2**40)
    with pytest.raises(WorkspaceBusy, match="somebody"):
        house.refresh()
    assert settle_due(house.workspace, MAIN, "2027-01-01T00:00:00+00:00") == Counted()
    leases.release("feed/main", "somebody")
    house.refresh()
    assert leases.held("feed/") == []


def test_a_channel_that_fails_keeps_no_other_from_letting_go(house: House):
    catalogue = house.workspace.catalogue
    for name in ("a", "z"):
        catalogue.channels.put(replace(MAIN, name=name, markets=("NOWHERE",)))
    a = house.add("a", date(2026, 12, 24))
    with pytest.raises(Usage, match="NOWHERE"):
        house.refresh()
    assert published(house) == [a]
    house.moment = "2026-12-26T10:00:00+00:00"
    with pytest.raises(Usage):
        house.refresh()
    assert published(house) == []


def test_unknown_channels_are_named_with_the_right_ones(house: House):
    with pytest.raises(Usage, match=r"'maim'.*There are: main"):
        refresh(house.workspace, ["maim"])
    with pytest.raises(Usage, match="none yet"):
        channel_of(House(channel=Channel("x", "x")).workspace.__class__(), "web")  # an empty workspace
    assert refresh(House().workspace, []).channels == ()


# Every way by which what is published changes, with the projection that each of them brings about.


def settled(house: House) -> House:
    project(house.workspace)
    house.refresh()
    return house


def test_touched_by_a_decision_of_a_reviewer(house: House):
    a = house.add("a", concepts=())
    enrich(house.workspace.catalogue, a, suggested(TENT))
    settled(house)
    decide(house.workspace.catalogue, a, TENT)
    settled(house)
    assert published(house) == [a]
    decide(house.workspace.catalogue, a, TENT, accept=False)
    settled(house)
    assert entries(house)[a].reason is Reason.CHANNEL_LOST


def test_touched_by_other_texts_and_another_file(house: House):
    a = house.add("a")
    settled(house)
    before = entries(house)[a].item
    made = replace(record("a", digest="a", etag="2"), texts=(Text("title", "Ganz neu", "de"),))
    fill(house.workspace.catalogue, made)
    settled(house)
    assert entries(house)[a].item.titles == (Label("Ganz neu", "de"),)
    fill(house.workspace.catalogue, replace(made, etag="3", file=replace(made.file, digest="other")))
    settled(house)
    assert entries(house)[a].item.file == "other" != before.file


def test_touched_by_a_record_that_is_gone_and_by_its_return(house: House):
    a = house.add("a")
    settled(house)
    records = house.workspace.catalogue.records
    records.store_page("dam", Page((), "", True, gone=("a",)))
    settled(house)
    assert entries(house)[a].reason is Reason.DELETED
    house.add("a", title="back")
    settled(house)
    assert published(house) == [a]
    records.reconcile("dam", (), house.moment)
    settled(house)
    assert entries(house)[a].reason is Reason.DELETED


def test_touched_by_a_connection_that_is_removed(house: House):
    a = house.add("a")
    settled(house)
    disconnect(house.workspace, "dam")
    settled(house)
    assert entries(house)[a].reason is Reason.DELETED


def test_touched_by_a_licence_that_a_person_confirms(house: House):
    a = house.add("a", date(2026, 2, 1))
    settled(house)
    assert published(house) == []
    [newest] = house.workspace.catalogue.rights.current(["dam/a"])
    longer = replace(newest.statement.terms[0], valid_until=date(2027, 12, 31))
    confirm(house.workspace, "dam/a", "0", newest.version, "ana", replace(newest.statement, terms=(longer,)))
    house.refresh()
    assert published(house) == [a]


def test_touched_by_the_rights_of_what_it_was_made_from(house: House):
    house.add("source")
    collage = house.add("collage")
    made = replace(record("collage", "collage", "2"), properties=(("derived_from", ("source",)),))
    fill(house.workspace.catalogue, made)
    settled(house)
    assert collage in published(house)
    house.license("source", None, ("AT",))
    house.workspace.catalogue.enrichments.touch([house.workspace.catalogue.records.find("dam/source").id])
    settled(house)
    assert entries(house)[collage].reason is Reason.REGION_LOST


def test_touched_by_assets_that_are_joined_and_parted(house: House):
    a, b = house.add("a"), house.add("b")
    settled(house)
    house.workspace.catalogue.identities.decide(a, b, Verdict.SAME, "ana", house.moment)
    settled(house)
    assert published(house) == [a]
    assert entries(house)[b].reason is Reason.DELETED
    back = house.workspace.catalogue.identities.part("dam/b", "ana", house.moment)
    enrich(house.workspace.catalogue, back, tagged(TENT))
    settled(house)
    assert published(house) == sorted([a, back])


def test_touched_where_the_index_is_built_anew(house: House):
    a = house.add("a")
    settled(house)
    house.workspace.catalogue.records.store_page("dam", Page((), "", True, gone=("a",)))
    rebuild(house.workspace)
    house.refresh()
    assert entries(house)[a].reason is Reason.DELETED


def test_touched_by_what_takes_its_place_and_gives_it_back(house: House):
    a = house.add("a")
    settled(house)
    heir = replace(record("heir", "heir"), properties=(("replaces", ("a",)),))
    fill(house.workspace.catalogue, heir)
    settled(house)
    assert entries(house)[a].reason is Reason.APPROVAL_WITHDRAWN
    house.workspace.catalogue.records.store_page("dam", Page((), "", True, gone=("heir",)))
    project(house.workspace)
    house.wait(days=1)
    assert settle_due(house.workspace, MAIN, house.moment) == Counted(published=1)
    assert published(house) == [a]


def test_touched_by_a_status_its_system_gives_it(house: House):
    a = house.add("a")
    settled(house)
    fill(house.workspace.catalogue, replace(record("a", "a", "2"), properties=(("status", ("archived",)),)))
    settled(house)
    assert entries(house)[a].reason is Reason.APPROVAL_WITHDRAWN


# Approvals


def test_what_is_taken_back_is_out_of_the_feed_with_that_call_and_audited(house: House):
    a, b = house.add("a"), house.add("b")
    house.refresh()
    [said] = revoke(house.workspace, "main", ["dam/a"], "The model withdrew her release", by="ana")
    gone = entries(house)[a]
    assert (gone.reason, gone.since) == (Reason.APPROVAL_WITHDRAWN, said.at)
    assert gone.sentence == "Its approval was taken back by ana: The model withdrew her release"
    [deed] = [one.deed for one in house.workspace.catalogue.audit.deeds()]
    assert (deed.action, deed.subject) == ("channel.revoke", f"asset:{a}")
    approve(house.workspace, "main", [a])
    assert published(house) == sorted([a, b])
    revoke(house.workspace, EVERY_CHANNEL, [a, b])
    assert published(house) == []
    approve(house.workspace, "main", [a])
    assert published(house) == []
    approve(house.workspace, EVERY_CHANNEL, [a])
    assert published(house) == [a]


def test_what_was_said_of_an_asset_holds_for_what_it_becomes_a_part_of(house: House):
    a, b = house.add("a"), house.add("b")
    settled(house)
    revoke(house.workspace, "main", [b])
    house.workspace.catalogue.identities.decide(a, b, Verdict.SAME, "ana", house.moment)
    settled(house)
    assert published(house) == []
    assert entries(house)[a].reason is Reason.APPROVAL_WITHDRAWN
    assert [one.asset for one in approve(house.workspace, "main", [a])] == [a]
    assert published(house) == [a]


def test_what_is_taken_back_is_said_although_a_channel_cannot_be_looked_at(house: House):
    a = house.add("a")
    house.workspace.catalogue.channels.put(replace(MAIN, name="broken"))
    house.refresh()
    house.workspace.catalogue.channels.put(replace(MAIN, name="broken", markets=("NOWHERE",)))
    revoke(house.workspace, EVERY_CHANNEL, [a])
    assert published(house) == []
    assert published(house, "broken") == []
    assert house.workspace.catalogue.feeds.touched(house.workspace.catalogue.feeds.seen("broken"), 9) != []


def test_of_approvals_that_cannot_be_said_none_is(house: House):
    house.add("a")
    for bad in (["dam/a", "dam/none"], []):
        with pytest.raises(Usage):
            revoke(house.workspace, "main", bad)
    with pytest.raises(Usage, match="main"):
        approve(house.workspace, "other", ["dam/a"])
    with pytest.raises(BadInput):
        approve(house.workspace, "main", ["dam/a"], "x" * 1001)
    assert house.workspace.catalogue.channels.approved("main", "", 9) == []
    assert house.workspace.catalogue.audit.deeds() == ()


def test_an_approval_of_what_was_deleted_can_be_taken_back(house: House):
    a = house.add("a")
    settled(house)
    house.workspace.catalogue.records.store_page("dam", Page((), "", True, gone=("a",)))
    revoke(house.workspace, "main", [a])
    assert not entries(house)[a].published


def test_the_scope_of_a_channel_finds_what_it_may_publish(house: House):
    channel = replace(MAIN, topics=(GEAR,))
    a = house.add("a")
    house.add("b", concepts=())
    fill(house.workspace.catalogue, replace(record("c", "c"), properties=(("status", ("draft",)),)))
    project(house.workspace)
    kept = scope(house.workspace, channel)
    found = house.workspace.index.search(IndexQuery(filters=kept.filters, without=kept.without)).ids
    assert list(found) == [a]
    assert (kept.use.channel, kept.use.regions) == ("website", ("DE",))


NAMES = st.sampled_from("abcd")
DAYS = st.sampled_from([None, date(2026, 11, 1), date(2026, 12, 2), date(2026, 12, 5)])
CHANNELS = (
    MAIN,
    replace(MAIN, name="strict", by_approval=True, markets=("DE", "AT")),
    replace(MAIN, name="topic", topics=(GEAR,), concepts=2),
)


class AnySequence(RuleBasedStateMachine):
    """Whatever happens to assets in whatever order: looking at what was touched comes to the same as looking at all."""

    def __init__(self) -> None:
        super().__init__()
        self.house = House()
        self.copies: dict[str, dict[str, Entry]] = {}
        self.read: dict[str, int] = {}
        for channel in CHANNELS:
            self.house.workspace.catalogue.channels.put(channel)
            self.copies[channel.name], self.read[channel.name] = {}, 0

    @rule(name=NAMES, until=DAYS, concepts=st.sampled_from([(), (TENT,), (TENT, GEAR)]), title=st.sampled_from("xy"))
    def add(self, name: str, until: date | None, concepts: tuple[str, ...], title: str) -> None:
        self.house.add(name, until, title, concepts)

    @rule(name=NAMES, until=DAYS, regions=st.sampled_from([("DE",), ("DE", "AT"), ("FR",)]))
    def license(self, name: str, until: date | None, regions: tuple[str, ...]) -> None:
        if found := self.house.workspace.catalogue.records.find(f"dam/{name}"):
            self.house.license(name, until, regions)
            self.house.workspace.catalogue.enrichments.touch([found.id])

    @rule(name=NAMES, channel=st.sampled_from(["", "main", "strict"]), approved=st.booleans())
    def say(self, name: str, channel: str, approved: bool) -> None:
        if self.house.workspace.catalogue.records.find(f"dam/{name}"):
            (approve if approved else revoke)(self.house.workspace, channel, [f"dam/{name}"])

    @rule(name=NAMES)
    def remove(self, name: str) -> None:
        if self.house.workspace.catalogue.records.find(f"dam/{name}"):
            self.house.workspace.catalogue.records.store_page("dam", Page((), "", True, gone=(name,)))

    @rule(hours=st.integers(1, 40))
    def wait(self, hours: int) -> None:
        self.house.wait(hours=hours)

    @rule()
    def refresh(self) -> None:
        settled(self.house)

    @rule(channel=st.sampled_from(CHANNELS))
    def read_on(self, channel: Channel) -> None:
        """A consumer replays what changed since it read last."""
        for entry in self.house.workspace.catalogue.feeds.changes(channel.name, self.read[channel.name], 1000):
            self.copies[channel.name][entry.asset] = entry
            self.read[channel.name] = entry.number

    @invariant()
    def numbers_are_given_once(self) -> None:
        for channel in CHANNELS:
            numbers = [one.number for one in self.house.workspace.catalogue.feeds.changes(channel.name, 0, 1000)]
            assert numbers == sorted(set(numbers))

    def teardown(self) -> None:
        settled(self.house)
        for channel in CHANNELS:
            feeds = self.house.workspace.catalogue.feeds
            known = {one.asset: one.told for one in feeds.page(WantedEntries(channel.name), "", 1000)}
            self.read_on(channel)
            replayed = {id: one.told for id, one in self.copies[channel.name].items() if one.published}
            assert replayed == known
            feeds.see(channel.name, -1)
            assert refresh(self.house.workspace, [channel.name], now=self.house.clock).total == Counted(
                unchanged=len(known)
            )


TestAnySequence = AnySequence.TestCase
TestAnySequence.settings = settings(
    max_examples=40, stateful_step_count=20, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate]
)
