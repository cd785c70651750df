"""Publishing to a CMS in memory: once and no more, nothing lost of what editors wrote, and whatever fails is done later."""

from dataclasses import replace
from datetime import date

import pytest

from tests.fakes.publishing_target import MemoryCms, MemoryTarget
from tests.unit.publishing.house import GEAR, TENT, House
from thesaury.dispatch import publishing
from thesaury.dispatch.stages import Kind, Position, Stage
from thesaury.model.connection import Connection
from thesaury.model.errors import BadInput, Usage
from thesaury.model.publication import Held, PublicationState
from thesaury.model.publishing import Reason, Withdrawal
from thesaury.pipeline.publishing.publishing import publish
from thesaury.ports.progress import unheard
from thesaury.ports.publications import FeedRead
from thesaury.ports.publishing_target import Package, PublishingTarget
from thesaury.publishing.planning import Deed


@pytest.fixture
def house() -> House:
    made = House()
    made.site("web")
    return made


def test_what_qualifies_is_created_with_its_concepts_and_a_second_run_writes_nothing(house: House):
    asset, other = house.add("a"), house.add("b", until=date(2027, 1, 31))
    done = house.publish()
    assert (done.counts, done.failures) == ({"concepts": 2, "created": 2}, ())
    cms = house.sites["web"]
    kept = cms.of(other)
    assert kept is not None
    assert kept.texts["title"] == "Title b"
    assert kept.texts["allowed_until"] == "2027-01-31"
    assert kept.concepts == {TENT}
    assert cms.concepts[TENT].broader == GEAR
    assert len(kept.content) > 100
    writes = list(cms.writes)
    assert house.publish().counts == {}
    assert house.publish(whole=True).counts == {}
    assert cms.writes == writes
    assert (house.known(asset).state, house.known(asset).live) == (PublicationState.DONE, True)
    assert house.steps() == ["created", "created"]


def test_only_what_changed_is_changed_and_editors_keep_their_words(house: House):
    asset = house.add("a")
    house.publish()
    kept = house.sites["web"].of(asset)
    assert kept
    kept.texts["alt@en"] = "An editor's words"
    house.add("a", title="Another title")
    assert house.publish().counts == {"changed": 1}
    assert (kept.texts["title"], kept.texts["alt@en"]) == ("Another title", "An editor's words")
    assert house.known(asset).kept == ("alt@en",)
    assert house.publish(whole=True).counts == {}
    kept.texts["caption@de"] = "Mehr Worte"
    house.publish(whole=True)
    assert kept.texts["caption@de"] == "Mehr Worte"


def test_a_preview_that_was_sent_while_the_dam_was_away_is_replaced_once_the_original_is_there(house: House):
    asset, cms = house.add("a"), house.sites["web"]
    house.workspace.renditions.away = True
    assert house.publish().counts == {"concepts": 2, "created": 1}
    known = house.known(asset)
    assert known.wanted
    assert known.wanted.file.endswith("-preview")
    house.workspace.renditions.away = False
    assert house.publish(whole=True).counts == {"changed": 1}
    known = house.known(asset)
    assert known.wanted
    assert not known.wanted.file.endswith("-preview")
    writes = list(cms.writes)
    assert house.publish(whole=True).counts == {}
    assert cms.writes == writes


def test_where_the_same_picture_comes_again_it_is_not_sent_again(house: House):
    asset, other = house.add("a"), house.add("b")
    house.publish()
    cms = house.sites["web"]
    writes = list(cms.writes)
    house.workspace.renditions.unseen |= {asset, other}
    house.add("b", title="Another title")
    assert house.publish(whole=True).counts == {"changed": 1, "unchanged": 1}
    assert [what for what, _ in cms.writes[len(writes) :]] == ["update"]
    assert house.publish(whole=True).counts == {}
    assert house.workspace.renditions.unseen == set()


def test_what_ends_is_withdrawn_before_anything_is_created(house: House):
    asset = house.add("a", until=date(2026, 12, 3))
    house.publish()
    house.wait(days=3)
    house.add("b")
    house.add("c")
    done = house.publish()
    assert done.counts == {"created": 2, "withdrawn": 1}
    assert [what for what, _ in house.sites["web"].writes[-3:]] == ["withdraw", "create", "create"]
    known = house.known(asset)
    assert (known.live, known.reason, known.state) == (False, Reason.LICENCE_EXPIRED, PublicationState.DONE)
    assert known.needed_at == "2026-12-03T23:00:00+00:00"
    _, step = house.workspace.catalogue.publications.log(asset=asset)[0]
    assert (step.run, step.at, step.needed_at, bool(step.message)) == (7, house.moment, known.needed_at, True)
    house.license("a")
    assert house.publish().counts == {"changed": 1}
    kept = house.sites["web"].of(asset)
    assert kept
    assert kept.live


def test_rights_that_end_between_feed_and_sending_send_nothing(house: House):
    asset = house.add("a", until=date(2026, 12, 3))
    house.refresh()
    house.wait(days=5)
    publish(house.workspace, house.connection("web"), clock=house.clock)
    assert house.sites["web"].objects == {}
    assert (house.known(asset).live, house.known(asset).wanted) == (False, None)


def test_a_lost_reply_is_read_back_and_nothing_is_doubled(house: House):
    asset = house.add("a")
    cms = house.sites["web"]
    cms.lose = 3  # after two concepts the object
    assert house.publish().counts == {"concepts": 2, "uncertain": 1}
    assert house.known(asset).state is PublicationState.UNCERTAIN
    house.add("a", title="Meanwhile another")
    house.wait(seconds=10)
    house.publish()
    house.wait(minutes=1)
    house.publish()
    assert len(cms.objects) == 1
    kept = cms.of(asset)
    assert kept
    assert kept.texts["title"] == "Meanwhile another"
    assert (house.known(asset).state, house.known(asset).kept) == (PublicationState.DONE, ())


def test_a_system_that_is_down_is_asked_again_and_others_are_served(house: House):
    house.site("shop")
    assets = [house.add(str(number)) for number in range(6)]
    house.sites["web"].reachable = False
    done = house.publish("web")
    assert [asset for asset, _ in done.failures] == [""]
    assert house.publish("shop").counts["created"] == 6
    waiting = house.known(assets[0])
    assert (waiting.state, waiting.message) == (PublicationState.PENDING, "The CMS does not answer.")
    house.sites["web"].reachable = True
    house.wait(hours=1)
    assert house.due("web").counts["created"] == 6
    assert house.known(assets[0]).message == ""


def test_a_moment_of_trouble_costs_one_asset_a_minute(house: House):
    house.add("a")
    house.publish()
    asset = house.add("b")
    house.refresh()
    cms = house.sites["web"]
    held = MemoryTargetTrouble(cms)
    house.workspace.targets["web"] = held
    assert house.publish().counts == {"waiting": 1}
    assert house.known(asset).due_at == "2026-12-01T08:01:00+00:00"
    assert house.due().counts == {}
    house.wait(minutes=1)
    assert house.due().counts == {"created": 1}


def test_what_is_refused_is_said_and_tried_again_once_it_is_another(house: House):
    asset = house.add("a")
    cms = house.sites["web"]
    cms.refuses[asset] = "This file is too large."
    done = house.publish()
    assert done.failures == ((asset, "This file is too large."),)
    assert (house.known(asset).state, house.known(asset).message) == (
        PublicationState.REFUSED,
        "This file is too large.",
    )
    house.wait(days=1)
    assert house.publish().failures == ()
    cms.refuses.clear()
    assert house.publish(whole=True).counts == {"created": 1}
    assert house.steps() == ["failed", "created"]


@pytest.mark.parametrize("error", [BadInput("Its text is none."), KeyError("documentId")])
def test_an_asset_that_nobody_can_make_sense_of_keeps_no_other_from_being_withdrawn(house: House, error: Exception):
    assets = sorted(house.add(name) for name in "abcd")
    house.publish()
    for asset in assets:
        house.approve(asset, approved=False)
    cms = house.sites["web"]
    house.workspace.targets["web"] = Strange(cms, assets[0], error)
    assert house.publish().counts["withdrawn"] == 3
    assert [kept.asset for kept in cms.objects.values() if kept.live] == assets[:1]
    known = house.known(assets[0])
    assert (known.withdrawing, bool(known.message), known.due_at > house.moment) == (True, True, True)
    house.workspace.targets["web"] = MemoryTarget(cms)
    house.wait(minutes=1)
    assert house.due().counts == {"withdrawn": 1}


def test_a_withdrawal_that_is_refused_is_asked_for_again_and_again(house: House):
    asset = house.add("a", until=date(2026, 12, 3))
    house.publish()
    house.sites["web"].refuses[asset] = "You may not."
    house.wait(days=3)
    assert house.publish().failures == ((asset, "You may not."),)
    for _ in range(20):
        house.wait(minutes=10)
        assert house.due().failures == ((asset, "You may not."),)
    assert house.known(asset).withdrawing
    assert house.steps(asset) == ["created", "failed"]
    house.sites["web"].refuses.clear()
    house.wait(minutes=10)
    assert house.due().counts == {"withdrawn": 1}


def test_a_picture_that_cannot_be_made_just_now_is_sent_later_and_one_that_cannot_be_had_is_said(house: House):
    busy, missing = house.add("a"), house.add("b")
    del house.workspace.renditions.colours[missing]
    house.workspace.renditions.busy = True
    assert house.publish().counts["waiting"] == 2
    house.workspace.renditions.busy = False
    house.wait(seconds=5)
    done = house.due()
    assert (done.counts, [asset for asset, _ in done.failures]) == ({"created": 1, "refused": 1}, [missing])
    assert house.sites["web"].of(busy)
    house.workspace.renditions.colours[missing] = "green"
    house.touch("b")
    house.publish(whole=True)
    assert house.sites["web"].of(missing)


def test_fields_that_the_system_drops_are_said_and_not_sent_again(house: House):
    house.sites["web"].drops = {"alt"}
    asset = house.add("a")
    house.publish()
    assert house.known(asset).dropped == ("alt@en",)
    writes = len(house.sites["web"].writes)
    house.publish(whole=True)
    assert len(house.sites["web"].writes) == writes


def test_what_an_editor_removed_or_hid_or_showed_again(house: House):
    removed, hidden, shown = house.add("a"), house.add("b"), house.add("c", until=date(2026, 12, 3))
    house.publish()
    house.wait(days=3)
    house.publish()
    cms = house.sites["web"]
    cms.objects = {id: kept for id, kept in cms.objects.items() if kept.asset != removed}
    for kept in cms.objects.values():
        kept.live = kept.asset == shown
    done = house.publish(whole=True)
    assert done.counts == {"created": 1, "withdrawn": 1}
    assert "live" in house.known(hidden).kept
    assert not house.known(shown).live


def test_objects_nobody_knows_are_withdrawn_and_those_of_others_are_named(house: House):
    asset = house.add("a")
    house.publish()
    cms = house.sites["web"]
    house.workspace.catalogue.publications.drop("web")
    other = house.add("not for this channel", concepts=())
    [kept] = cms.objects.values()
    cms.objects["900"] = replace(kept, asset=other)
    cms.objects["901"] = replace(kept, asset="of another workspace")
    done = house.publish()
    assert done.counts == {"unchanged": 1, "withdrawn": 1}
    assert [asset for asset, _ in done.failures] == ["of another workspace"]
    assert (cms.objects["900"].live, cms.objects["901"].live) == (False, True)
    assert house.known(asset).external_id == "1"


def test_what_an_editor_took_in_leaves_with_its_rights_though_no_run_ever_planned_it(house: House):
    house.add("a")
    house.publish()
    [kept] = house.sites["web"].objects.values()
    taken = house.add("b")
    house.refresh()
    house.sites["web"].objects["900"] = replace(kept, asset=taken)
    house.approve(taken, approved=False)
    house.refresh()
    assert house.publish().counts == {"withdrawn": 1}
    assert not house.sites["web"].objects["900"].live
    known = house.known(taken)
    assert (known.reason, known.live, known.external_id) == (Reason.APPROVAL_WITHDRAWN, False, "900")


def test_another_channel_withdraws_what_it_does_not_have(house: House):
    asset = house.add("a")
    house.publish()
    house.workspace.catalogue.channels.put(replace(house.channel, name="other", concepts=3))
    house.workspace.catalogue.records.put_connection(Connection("web", "fake", (("channel", "other"),)))
    assert house.publish().counts == {"withdrawn": 1}
    assert house.known(asset).reason is Reason.CHANNEL_LOST
    asked = len(house.sites["web"].asked)
    house.publish()
    house.publish()
    assert house.steps(asset) == ["created", "withdrawn"]
    assert [what for what, _ in house.sites["web"].asked[asked:]].count("every") <= 2
    house.workspace.catalogue.records.put_connection(Connection("web", "fake", (("channel", "main"),)))
    assert house.publish().counts == {"changed": 1}
    assert (house.known(asset).external_id, house.known(asset).live) == ("1", True)


def test_what_takes_long_goes_on_in_the_next_chunk(house: House):
    gone = house.add("a", until=date(2026, 12, 3))
    house.publish()
    house.wait(days=3)
    for number in range(6):
        house.add(f"n{number}")
    house.refresh()
    done = publish(house.workspace, house.connection("web"), clock=house.clock, enough=lambda: True)
    assert done.counts == {"withdrawn": 1}
    assert not house.known(gone).live
    run = house.workspace.catalogue.runs.begin(["web"], house.moment)
    stage, position = Stage(Kind.PUBLISH, "web"), Position()
    chunks, position = publishing.chunks(house.workspace, run.id, stage, position, house.clock)
    assert [chunk.connection for chunk in chunks] == ["web"]
    assert publishing.chunks(house.workspace, run.id, stage, position, house.clock)[0] != []
    assert house.publish().counts == {"created": 6}
    assert publishing.chunks(house.workspace, run.id, stage, position, house.clock)[0] == []


def test_what_failed_in_a_run_is_tried_again(house: House):
    asset, cms = house.add("a"), house.sites["web"]
    cms.refuses[asset] = "This file is too large."
    house.refresh()
    run = house.workspace.catalogue.runs.begin(["web"], house.moment)
    publishing.publish_chunk(house.workspace, run.id, "web", unheard)
    [failure] = house.workspace.catalogue.runs.failures(run.id)
    assert (failure.stage, failure.item, failure.reason) == ("publish", asset, "This file is too large.")
    assert publishing.again(house.workspace, run.id, failure) == failure
    cms.refuses.clear()
    assert publishing.again(house.workspace, run.id, failure) is None
    assert cms.of(asset)
    cms.reachable = False
    whole = replace(failure, item="")
    house.workspace.catalogue.publications.note_feed("web", FeedRead())
    assert publishing.again(house.workspace, run.id, whole) == replace(whole, reason="The CMS does not answer.")


def test_a_dry_run_is_what_is_done(house: House):
    house.add("a", until=date(2026, 12, 3))
    changed = house.add("b")
    house.publish()
    house.wait(days=3)
    house.add("b", title="Another")
    house.add("c")
    for whole in (False, True):
        plan = house.plan(whole=whole)
        assert plan.deeds[0].deed is Deed.WITHDRAW
        [change] = [what for what in plan.deeds if what.deed is Deed.CHANGE]
        assert change.publication.asset == changed
        assert ("title", "Title b", "Another") in change.changes
    before = list(house.sites["web"].writes)
    done = house.publish()
    deeds = [what.deed.value for what in plan.deeds]
    words = {"created": "create", "changed": "change", "withdrawn": "withdraw"}
    assert sorted(deeds) == sorted(
        words[name] for name, count in done.counts.items() if name in words for _ in range(count)
    )
    assert [what for what, _ in house.sites["web"].writes[len(before) :] if what != "concept"] == [
        {"create": "create", "change": "update", "withdraw": "withdraw"}[deed] for deed in deeds
    ]
    assert house.plan(whole=True).deeds == ()


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"channel": ""}, "needs the setting channel"),
        ({"channel": "nowhere"}, "no channel"),
        ({"withdrawal": "forget"}, "unpublish, placeholder, delete"),
        ({"rendition": "enormous"}, "thumbnail"),
    ],
)
def test_settings_that_are_wrong_are_named(house: House, settings: dict[str, str], words: str):
    house.site("bad", **settings)
    with pytest.raises(Usage, match=words):
        house.publish("bad")


class Strange(MemoryTarget):
    """A target that stumbles over one asset."""

    def __init__(self, cms: MemoryCms, asset: str, error: Exception) -> None:
        super().__init__(cms)
        self._asset, self._error = asset, error

    def withdraw(self, held: Held, how: Withdrawal, placeholder: Package) -> Held | None:
        if held.asset == self._asset:
            raise self._error
        return super().withdraw(held, how, placeholder)


class MemoryTargetTrouble:
    """The target of a CMS that is in trouble at its next write, and then is not."""

    def __init__(self, cms: object) -> None:
        from tests.fakes.publishing_target import MemoryCms, MemoryTarget

        assert isinstance(cms, MemoryCms)
        self._cms, self._target = cms, MemoryTarget(cms)
        self._left = 1

    def __getattr__(self, name: str) -> object:
        if name == "create" and self._left:
            self._left, self._cms.failing = 0, 1
        return getattr(self._target, name)


def _is_a_target(trouble: MemoryTargetTrouble) -> PublishingTarget:
    return trouble  # type: ignore[return-value]


def test_what_loses_its_rights_while_its_batch_is_sent_is_not_sent(house: House):
    ids = [house.add(name) for name in "abc"]
    house.publish()
    for name in "abc":
        house.license(name, regions=("AT",))
    house.publish()
    first, cms = [], house.sites["web"]
    assert [cms.of(asset).live for asset in ids] == [False] * 3
    ids += [house.add(name) for name in "def"]
    for name in "abc":
        house.license(name)
    house.refresh()

    class Slow(MemoryTarget):
        """While the first picture is under way, all others lose their rights."""

        def create(self, package):
            self._others_end(package.asset)
            return super().create(package)

        def update(self, held, edit):
            self._others_end(held.asset)
            return super().update(held, edit)

        def _others_end(self, asset: str) -> None:
            if not first:
                first.append(asset)
                for id, name in zip(ids, "abcdef", strict=True):
                    if id != asset:
                        house.license(name, until=date(2026, 11, 1))

    house.workspace.targets["web"] = Slow(cms)
    done = publish(house.workspace, house.connection("web"), clock=house.clock)
    assert [kept.asset for kept in cms.objects.values() if kept.live] == first
    assert done.counts.get("created", 0) + done.counts.get("changed", 0) == 1
    assert {house.known(asset).live for asset in ids if asset not in first} == {False}
    assert {house.known(asset).wanted for asset in ids if asset not in first} == {None}
