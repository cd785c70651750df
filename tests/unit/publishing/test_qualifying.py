"""What qualifies for a channel: the gravest reason first, and never anything that nobody knows."""

from dataclasses import replace

import pytest

from thesaury.model.asset import Asset, File, Record
from thesaury.model.licensing import Axis
from thesaury.model.policy import Verdict
from thesaury.model.publishing import EVERY_CHANNEL, Approval, Channel, Entry, Item, Reason
from thesaury.model.use import AxisAnswer, Decision, Fit
from thesaury.publishing.qualifying import Case, Refusal, refusal, refusal_beside_rights
from thesaury.publishing.settling import settled

AT, LATER = "2026-12-01T08:00:00+00:00", "2026-12-02T08:00:00+00:00"
WEB = Channel("web", "Web")
PICTURE = Record("dam", "1", "e", file=File("1.jpg", "image/jpeg"))
PERMIT = Decision(Verdict.PERMIT)


def denied(*axes: Axis) -> Decision:
    return Decision(Verdict.DENY, tuple(AxisAnswer(axis, Fit.NO, 0, f"Not by its {axis}.") for axis in axes))


def with_properties(**properties: str) -> Asset:
    told = tuple((name, (value,)) for name, value in properties.items())
    return Asset("a", (replace(PICTURE, properties=told),))


GOOD = Case(WEB, Asset("a", (PICTURE,)), ("t",), frozenset({"above"}), decision=PERMIT)


def reason(**changed: object) -> Reason | None:
    found = refusal(replace(GOOD, **changed))  # type: ignore[arg-type]
    assert found is None or found.sentence.endswith((".", "!"))
    return found.reason if found else None


def test_what_is_approved_permitted_enriched_and_on_topic_qualifies():
    assert reason() is None


@pytest.mark.parametrize("gone", [None, Asset("a", ())])
def test_what_no_system_holds_is_deleted(gone):
    assert reason(asset=gone, decision=None) is Reason.DELETED


@pytest.mark.parametrize("said", ["draft", "rejected", "archived", "expired", "in review", "zurückgezogen", "replaced"])
def test_what_a_system_holds_back_is_not_approved(said):
    assert reason(asset=with_properties(status=said)) is Reason.APPROVAL_WITHDRAWN


def test_what_another_asset_took_the_place_of_is_not_offered():
    assert reason(replaced={"dam/1"}) is Reason.APPROVAL_WITHDRAWN
    assert reason(replaced={"dam/2"}) is None


def test_an_approval_taken_back_counts_whoever_approved_it_elsewhere():
    given, taken = Approval("web", "a", True, LATER, "jo"), Approval(EVERY_CHANNEL, "a", False, AT, "ana", "No release")
    found = refusal(replace(GOOD, approvals=(taken, given)))
    assert found == Refusal(
        Reason.APPROVAL_WITHDRAWN, "Its approval for every channel was taken back by ana: No release", AT
    )
    assert reason(approvals=(given,)) is None
    assert reason(approvals=(replace(given, approved=False),)) is Reason.APPROVAL_WITHDRAWN


def test_a_channel_by_approval_takes_nothing_nobody_approved():
    strict = replace(WEB, by_approval=True)
    assert reason(channel=strict) is Reason.APPROVAL_WITHDRAWN
    assert reason(channel=strict, approvals=(Approval("web", "a", True, AT),)) is None
    assert reason(channel=strict, approvals=(Approval(EVERY_CHANNEL, "a", True, AT),)) is None


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        (None, Reason.RIGHTS_UNKNOWN),
        (Decision(Verdict.NEEDS_REVIEW), Reason.RIGHTS_UNKNOWN),
        (denied(Axis.DATE), Reason.LICENCE_EXPIRED),
        (denied(Axis.REGION), Reason.REGION_LOST),
        (denied(Axis.REGION, Axis.DATE), Reason.LICENCE_EXPIRED),
        (denied(Axis.CHANNEL), Reason.CHANNEL_LOST),
        (denied(Axis.PURPOSE), Reason.CHANNEL_LOST),
        (denied(), Reason.CHANNEL_LOST),
    ],
)
def test_rights_that_do_not_permit_say_why(decision, expected):
    assert reason(decision=decision) is expected


def test_the_sentence_is_that_of_the_axis_that_names_the_reason():
    found = refusal(replace(GOOD, decision=denied(Axis.REGION, Axis.DATE)))
    assert found is not None
    assert found.sentence == "Not by its date."


def test_media_enrichment_topics_and_audience_are_what_the_channel_is_for():
    film = Asset("a", (replace(PICTURE, file=File("1.mp4", "video/mp4")),))
    assert reason(asset=film) is Reason.CHANNEL_LOST
    assert reason(asset=film, channel=replace(WEB, media=("image", "video"))) is None
    assert (
        reason(asset=Asset("a", (replace(PICTURE, file=None),)), channel=replace(WEB, media=())) is Reason.CHANNEL_LOST
    )
    assert reason(concepts=()) is Reason.CHANNEL_LOST
    assert reason(concepts=(), channel=replace(WEB, concepts=0)) is None
    assert reason(channel=replace(WEB, concepts=2)) is Reason.CHANNEL_LOST
    assert reason(channel=replace(WEB, topics=("x",))) is Reason.CHANNEL_LOST
    assert [reason(channel=replace(WEB, topics=("x", topic))) for topic in ("t", "above")] == [None, None]
    for_makers = replace(WEB, audiences=("Makers",))
    assert reason(channel=for_makers) is None
    assert reason(channel=for_makers, asset=with_properties(audience="makers")) is None
    assert reason(channel=for_makers, asset=with_properties(Audience="press")) is Reason.CHANNEL_LOST


def test_the_order_of_reasons():
    worst = replace(
        GOOD,
        asset=with_properties(status="draft"),
        approvals=(Approval("web", "a", False, AT),),
        decision=denied(Axis.DATE),
        concepts=(),
    )
    found = refusal(worst)
    assert found is not None
    assert "draft" in found.sentence
    found = refusal(replace(worst, asset=GOOD.asset))
    assert found is not None
    assert "taken back" in found.sentence
    assert refusal(replace(worst, asset=GOOD.asset, approvals=())) == Refusal(
        Reason.LICENCE_EXPIRED, "Not by its date."
    )


def test_beside_rights_nothing_is_said_of_rights():
    assert refusal_beside_rights(replace(GOOD, decision=None)) is None
    found = refusal_beside_rights(replace(GOOD, decision=None, concepts=()))
    assert found is not None
    assert found.reason is Reason.CHANNEL_LOST


ENTRY = Entry("web", "a", Item("a", "dam/1"), 1, AT, AT, "2026-12-31", "2026-12-31T23:00:00+00:00")
NO = Refusal(Reason.REGION_LOST, "Not there.", "")


def test_what_never_was_in_a_feed_is_not_told_to_have_left_it():
    assert settled(WEB, None, NO, None, LATER) is None
    gone = settled(WEB, None, NO, ENTRY, LATER)
    assert gone is not None
    assert (gone.reason, gone.since, gone.changed_at, gone.allowed_until, gone.turns_at) == (
        NO.reason,
        LATER,
        LATER,
        "",
        "",
    )
    assert settled(WEB, None, replace(NO, reason=Reason.DELETED), gone, LATER) is None


@pytest.mark.parametrize(
    ("since", "told"),
    [
        (AT, AT),
        ("2026-12-01T23:00:00+00:00",) * 2,
        ("2025-01-01T00:00:00+00:00", LATER),
        ("2027-01-01T00:00:00+00:00", LATER),
    ],
)
def test_a_reason_arises_while_it_was_published(since, told):
    gone = settled(WEB, None, replace(NO, since=since), ENTRY, LATER)
    assert gone is not None
    assert gone.since == told


def test_a_paused_channel_takes_nothing_and_changes_nothing_but_lets_go():
    paused = replace(WEB, paused=True)
    fresh = replace(
        ENTRY, item=Item("a", "dam/1", creator="Ana"), allowed_until="2026-12-15", turns_at="x", changed_at=LATER
    )
    assert settled(paused, fresh, None, None, LATER) is None
    kept = settled(paused, fresh, None, ENTRY, LATER)
    assert kept == replace(ENTRY, allowed_until="2026-12-15", turns_at="x", changed_at=LATER)
    assert settled(WEB, fresh, None, ENTRY, LATER) == fresh
    gone = settled(paused, None, NO, ENTRY, LATER)
    assert gone is not None
    assert not gone.published
