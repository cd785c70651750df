"""The edge cases of the rights contract that concern assets as a whole: licences, rights, sources, derivation, batches."""

from dataclasses import replace
from datetime import date

from tests.unit.rights.licences import DENY, PERMIT, REVIEW, licence, term, use
from thesaury.model.licensing import ANY, Selection, Statement, Term, Unresolved
from thesaury.model.policy import PolicyStatus
from thesaury.model.rights_record import Purchase, RightsRecord, RightsSource
from thesaury.rights.deciding import AssetRights, Basis, Right, Source, decide, decide_all, decide_asset
from thesaury.rights.deciding.records import rights_in, used_in

FREE, WEB, PRINT, TV = licence(), licence(channels="website"), licence(channels="print"), licence(channels="tv")
UNCLEAR = licence(perpetual=False)
STOP = Statement(prohibit_all=True)
EXPIRED = licence(valid_until=date(2026, 5, 31))
COPYRIGHT_LINE = Statement(unresolved=(Unresolved("no_grant_stated", 0, 19, "All rights reserved"),))


def one(*statements: Statement, kind: str = "") -> Right:
    """One right with a licence for each statement."""
    return Right(kind, tuple((Source(statement),) for statement in statements))


def told(*sources: Source) -> Right:
    """One right with one licence of which these sources tell."""
    return Right("", (sources,))


def verdict(*rights: Right, **changed):
    return decide_asset("a", {"a": AssetRights(rights)}, use(**changed)).verdict


def test_several_licences_are_a_union():
    assert verdict(one(PRINT, WEB)) is PERMIT
    assert verdict(one(PRINT, TV)) is DENY
    assert verdict(one(PRINT, UNCLEAR)) is REVIEW


def test_two_licences_may_take_turns_in_a_period():
    first, second = licence(valid_until=date(2026, 6, 30)), licence(valid_from=date(2026, 7, 1))
    assert verdict(one(first, second), last_day=date(2026, 8, 31)) is PERMIT
    assert verdict(one(first), last_day=date(2026, 8, 31)) is DENY


def test_a_licence_beside_a_stop_of_the_same_right_needs_a_person():
    assert verdict(one(FREE, STOP)) is REVIEW
    assert verdict(one(TV, STOP)) is DENY


def test_several_rights_are_an_intersection():
    image, music = one(FREE, kind="image"), one(licence(regions="EU", valid_until=date(2026, 12, 31)), kind="music")
    assert verdict(image, music) is PERMIT
    assert verdict(image, music, regions="US") is DENY
    decision = decide_asset("a", {"a": AssetRights((image, music))}, use(regions="US"))
    assert any(axis.sentence.startswith("music: US is not in") for axis in decision.axes)
    assert verdict(image, one(UNCLEAR, kind="person")) is REVIEW
    assert verdict(one(STOP, kind="person"), image) is DENY


def test_obligations_and_caps_of_all_rights_come_together():
    image = one(licence(duties=("attribution",), attribution_text="A"))
    music = one(licence(duties=("attribution",), attribution_text="B"))
    decision = decide_asset("a", {"a": AssetRights((image, music))}, use())
    assert [duty.split(": ")[1] for duty in decision.obligations] == ["A.", "B."]


def test_conflicting_sources():
    conflict = told(Source(FREE, "purchase"), Source(EXPIRED, "DAM field"))
    decision = decide_asset("a", {"a": AssetRights((conflict,))}, use())
    assert decision.verdict is DENY
    assert "disagree" in decision.axes[-1].sentence
    assert verdict(told(Source(FREE), Source(UNCLEAR))) is REVIEW
    assert verdict(told(Source(FREE), Source(licence(channels="website")))) is PERMIT


def test_embedded_metadata_restricts_and_never_widens():
    assert verdict(told(Source(FREE), Source(licence(channels="print"), embedded=True))) is DENY
    assert verdict(told(Source(TV), Source(FREE, embedded=True))) is DENY
    assert verdict(told(Source(UNCLEAR), Source(FREE, embedded=True))) is REVIEW
    assert verdict(told(Source(FREE, embedded=True))) is REVIEW
    assert verdict(told(Source(FREE), Source(STOP, embedded=True))) is DENY


def test_embedded_metadata_that_would_permit_is_no_contradiction():
    asset = AssetRights((told(Source(TV), Source(FREE, embedded=True)),))
    decision = decide_asset("a", {"a": asset}, use())
    assert decision.verdict is DENY
    assert not any("disagree" in axis.sentence for axis in decision.axes)


def test_embedded_metadata_that_is_silent_restricts_nothing():
    assert verdict(told(Source(FREE), Source(COPYRIGHT_LINE, embedded=True))) is PERMIT
    no_ai = Statement(terms=(Term(purposes=Selection(None, ("ai_training",))),))
    assert verdict(told(Source(FREE), Source(no_ai, embedded=True))) is PERMIT
    trained = licence(purposes=Selection((ANY, "ai_training")))
    assert verdict(told(Source(trained), Source(no_ai, embedded=True)), purpose="ai_training") is DENY
    asks = Statement(unresolved=(Unresolved("permission_on_request", 0, 3, "ask"),))
    assert verdict(told(Source(FREE), Source(asks, embedded=True))) is REVIEW


def test_derivation_graph_with_cycle():
    known = {
        "collage": AssetRights((one(FREE),), ("photo", "clip")),
        "photo": AssetRights((one(FREE),), ("collage",)),
        "clip": AssetRights((one(FREE),), ("music",)),
        "music": licence(regions="EU"),
    }
    assert decide_asset("collage", known, use()).verdict is PERMIT
    assert decide_asset("collage", known, use(regions=("US",))).verdict is DENY
    assert decide_asset("photo", known, use(regions=("US",))).verdict is DENY
    assert decide_asset("music", known, use(regions=("US",))).verdict is DENY


def test_what_is_made_from_something_unknown_needs_a_person():
    assert decide_asset("a", {"a": AssetRights((one(FREE),), ("lost",))}, use()).verdict is REVIEW
    assert decide_asset("a", {}, use()).verdict is REVIEW
    assert decide_asset("a", {"a": AssetRights((), ("a",))}, use()).verdict is REVIEW
    assert decide_asset("a", {"a": AssetRights((), ("b",)), "b": FREE}, use()).verdict is PERMIT


def test_newly_expired_source_changes_all_descendants():
    known = {"part": FREE, "made": AssetRights((one(FREE),), ("part",)), "again": AssetRights((), ("made",))}
    assert {d.verdict for d in decide_all(known, use()).values()} == {PERMIT}
    after = decide_all(known | {"part": EXPIRED}, use())
    assert {d.verdict for d in after.values()} == {DENY}
    before = decide_all(known | {"part": EXPIRED}, use(first_day=date(2026, 5, 1)))
    assert {d.next_change for d in before.values()} == {date(2026, 6, 1)}


def test_a_right_without_a_licence_and_an_asset_without_a_right_need_a_person():
    assert verdict(Right("image", ())) is REVIEW
    assert verdict(Right("image", ((),))) is REVIEW
    assert verdict() is REVIEW


def record(statement: Statement, place: str, system: str = "dam/1", transaction: str = "", **changed) -> RightsRecord:
    source = RightsSource(system, place, "text")
    made = RightsRecord(
        source, 1, statement, PolicyStatus.COMPLETE, "1", "2026-01-01", Purchase(transaction=transaction)
    )
    return replace(made, **changed)


def of_records(*records: RightsRecord, **changed):
    return decide_asset("a", {"a": rights_in(records)}, use(**changed), Basis(used=used_in(records))).verdict


def test_records_of_different_transactions_are_licences_and_of_one_are_sources():
    assert of_records(record(TV, "0", transaction="t1"), record(WEB, "1", transaction="t2")) is PERMIT
    assert of_records(record(TV, "0", transaction="t1"), record(WEB, "1", transaction="t1")) is DENY
    assert of_records(record(TV, "0"), record(WEB, "1")) is DENY
    assert of_records(record(WEB, "0", transaction="t1"), record(TV, "text")) is DENY
    assert of_records(record(WEB, "0"), record(TV, "0", "other/1")) is DENY


def test_a_record_that_waits_for_a_person_permits_nothing():
    assert of_records(record(FREE, "0", status=PolicyStatus.NEEDS_REVIEW)) is REVIEW
    assert of_records(record(TV, "0", status=PolicyStatus.NEEDS_REVIEW)) is DENY
    assert of_records(record(FREE, "0", status=PolicyStatus.CONFIRMED)) is PERMIT
    assert of_records() is REVIEW


def test_what_a_purchase_counts_as_used_is_used():
    from thesaury.model.licensing import Limit

    capped = licence(limits=(Limit("copies", 100, None),))
    assert of_records(record(capped, "0", purchase=Purchase(used=(("copies", 100.0),)))) is DENY
    assert of_records(record(capped, "0", purchase=Purchase(used=(("copies", 99.0),)))) is PERMIT


def test_cap_reached_by_current_downloads():
    def bought(used: float, most: float | None) -> RightsRecord:
        return record(FREE, "0", purchase=Purchase(used=(("downloads", used),), caps=(("downloads", most),)))

    assert of_records(bought(4, 5)) is PERMIT
    assert of_records(bought(5, 5)) is REVIEW
    assert of_records(bought(500, None)) is PERMIT
    decision = decide_asset("a", {"a": rights_in([bought(5, 5)])}, use())
    assert "downloads: 5 of 5" in decision.axes[-1].sentence


def test_a_batch_answers_as_one_by_one_and_shares_decisions():
    known = {
        "a": FREE,
        "b": licence(),
        "c": None,
        "d": TV,
        "e": AssetRights((), ("d",)),
        "f": licence(term(regions="FR")),
    }
    answers = decide_all(known, use())
    assert answers == {asset: decide_asset(asset, known, use()) for asset in known}
    assert answers["a"] is answers["b"]
    assert answers["d"] == decide(TV, use())
    assert list(answers) == list(known)
