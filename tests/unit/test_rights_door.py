"""What all surfaces ask of rights: decisions for many assets and what they were made from, and what a person's word is worth."""

from dataclasses import replace

import pytest

from tests.fakes.source import FakeSource
from tests.fakes.workspace import FakeWorkspace
from tests.unit.rights.licences import DENY, PERMIT, REVIEW, USE, capped, licence, use
from thesaury.model.annotation import Enrichment
from thesaury.model.asset import Asset, Record
from thesaury.model.errors import Outdated, Usage, WorkspaceBusy
from thesaury.model.licensing import Axis, Selection, Span, Statement, Term, Unresolved
from thesaury.model.policy import PolicyStatus, Verdict
from thesaury.model.rights_record import Purchase, RightsRecord, RightsSource
from thesaury.model.use import Use
from thesaury.pipeline.rights.asking import (
    ask,
    asset_named,
    assets_named,
    history_of,
    record_named,
    records_of,
)
from thesaury.pipeline.rights.confirming import confirm
from thesaury.pipeline.rights.policies import as_odrl, as_smintio
from thesaury.ports.index import IndexQuery
from thesaury.ports.source import Page

AT = "2026-11-28T10:00:00+00:00"
FREE = licence()
STOP = Statement(prohibit_all=True)
SPAN = Span(Axis.CHANNEL, 0, 3, "Web", "website")
UNSAID = Statement(terms=(Term(unclear_axes=(Axis.OTHER, Axis.CHANNEL)),))
HALF = Statement(terms=licence(channels="website", spans=(SPAN,)).terms, unresolved=(Unresolved("empty", 4, 9, "tbd"),))


def workspace(**made_from: str) -> FakeWorkspace:
    """Assets `dam/NAME`, each made from those named."""
    opened = FakeWorkspace(dam=FakeSource([]), archive=FakeSource([]))
    for name, sources in made_from.items():
        keep(opened, "dam", name, *sources.split())
    return opened


def keep(opened: FakeWorkspace, connection: str, name: str, *sources: str) -> None:
    record = Record(connection, name, "e", properties=(("derived_from", sources),) if sources else ())
    opened.catalogue.records.store_page(connection, Page((record,), "", True))


def state(
    opened: FakeWorkspace, record: str, statement: Statement, place: str = "0", used: float = 0.0
) -> RightsRecord:
    status = PolicyStatus.COMPLETE if statement.complete else PolicyStatus.NEEDS_REVIEW
    bought = Purchase(used=(("copies", used),) if used else ())
    made = RightsRecord(RightsSource(record, place, "Web tbd"), 1, statement, status, "p", AT, bought)
    opened.catalogue.rights.put([made])
    return made


def asset(opened: FakeWorkspace, reference: str) -> Asset:
    return asset_named(opened, reference)


def verdict(opened: FakeWorkspace, reference: str, asked: Use = USE) -> Verdict:
    [answered] = ask(opened, [asset(opened, reference)], asked)
    return answered.decision.verdict


def test_each_asset_is_answered_in_its_order_by_its_own_records():
    opened = workspace(a="", b="", c="")
    stop, free = state(opened, "dam/a", STOP), state(opened, "dam/c", FREE)
    answers = ask(opened, [asset(opened, name) for name in ("dam/c", "dam/b", "dam/a", "dam/c")], USE)
    assert [one.decision.verdict for one in answers] == [PERMIT, REVIEW, DENY, PERMIT]
    assert [one.records for one in answers] == [(free,), (), (stop,), (free,)]
    assert len({one.evaluated_at for one in answers}) == 1


def test_nothing_asked_is_nothing_answered():
    assert ask(workspace(), [], USE) == []


@pytest.mark.parametrize(("of_source", "expected"), [(FREE, PERMIT), (STOP, DENY), (HALF, REVIEW), (None, REVIEW)])
def test_a_derived_asset_without_records_of_its_own_has_the_rights_of_its_source(of_source, expected):
    opened = workspace(source="", collage="source")
    if of_source:
        state(opened, "dam/source", of_source)
    assert verdict(opened, "dam/collage") is expected


def test_every_source_near_and_far_has_to_permit():
    opened = workspace(far="", near="far", other="", collage="near dam/other")
    for name in ("far", "near", "other", "collage"):
        state(opened, f"dam/{name}", FREE)
    assert verdict(opened, "dam/collage") is PERMIT
    opened.catalogue.rights.put(
        [replace(opened.catalogue.rights.history("dam/far", "0")[0], version=2, statement=STOP)]
    )
    assert verdict(opened, "dam/collage") is DENY
    assert verdict(opened, "dam/other") is PERMIT


def test_a_circle_is_gone_round_once():
    opened = workspace(a="b", b="c", c="a b c")
    for name in "abc":
        state(opened, f"dam/{name}", FREE)
    assert verdict(opened, "dam/a") is PERMIT
    opened.catalogue.rights.put([replace(opened.catalogue.rights.history("dam/c", "0")[0], version=2, statement=STOP)])
    assert [verdict(opened, f"dam/{name}") for name in "abc"] == [DENY, DENY, DENY]


def test_a_source_nobody_knows_needs_review():
    opened = workspace(collage="lost")
    state(opened, "dam/collage", FREE)
    assert verdict(opened, "dam/collage") is REVIEW


def test_a_source_is_the_one_of_its_own_system_or_named_whole():
    opened = workspace(collage="7", whole="archive/7")
    keep(opened, "archive", "7")
    state(opened, "archive/7", FREE)
    for name in ("collage", "whole"):
        state(opened, f"dam/{name}", FREE)
    assert (verdict(opened, "dam/collage"), verdict(opened, "dam/whole")) == (REVIEW, PERMIT)
    keep(opened, "dam", "7")
    state(opened, "dam/7", STOP)
    assert (verdict(opened, "dam/collage"), verdict(opened, "dam/whole")) == (DENY, PERMIT)
    by_id = workspace(source="")
    keep(by_id, "archive", "made", asset(by_id, "dam/source").id)
    state(by_id, "dam/source", FREE)
    assert verdict(by_id, "archive/made") is PERMIT


def test_a_path_in_its_own_system_goes_before_a_key_of_another():
    opened = workspace(collage="archive/7", **{"archive/7": ""})
    keep(opened, "archive", "7")
    for record, statement in (("dam/collage", FREE), ("dam/archive/7", STOP), ("archive/7", FREE)):
        state(opened, record, statement)
    assert verdict(opened, "dam/collage") is DENY


def test_assets_with_the_same_licence_and_other_use_of_it_are_answered_apart():
    opened = workspace(fresh="", worn="")
    capped_ = licence(limits=(capped("copies", 100.0),))
    state(opened, "dam/fresh", capped_)
    state(opened, "dam/worn", capped_, used=90.0)
    both = [asset(opened, name) for name in ("dam/fresh", "dam/worn")]
    told = [one.decision.verdict for one in ask(opened, both, use(quantity=(("copies", 20.0),)))]
    assert told == [PERMIT, DENY]


def test_what_was_used_of_a_source_counts_against_its_cap():
    opened = workspace(source="", collage="source")
    state(opened, "dam/source", licence(limits=(capped("copies", 100.0),)), used=90.0)
    asked = use(quantity=(("copies", 20.0),))
    assert verdict(opened, "dam/collage", asked) is verdict(opened, "dam/source", asked) is DENY


def test_a_thousand_assets_are_answered_as_one_by_one():
    names = [f"n{number}" for number in range(1_000)]
    opened = workspace(**{name: "n0" if number % 7 == 1 else "" for number, name in enumerate(names)})
    for number, name in enumerate(names):
        state(opened, f"dam/{name}", STOP if number % 3 == 0 else licence(channels="website" if number % 2 else "tv"))
    assets = [asset(opened, f"dam/{name}") for name in names]
    told = [one.decision.verdict for one in ask(opened, assets, USE)]
    assert told[:9] == [DENY, DENY, DENY, DENY, DENY, PERMIT, DENY, PERMIT, DENY]
    assert told[-50:] == [ask(opened, [one], USE)[0].decision.verdict for one in assets[-50:]]


def test_an_asset_that_is_not_there():
    with pytest.raises(Usage, match="no asset 'dam/9'"):
        asset_named(workspace(), "dam/9")


def test_many_names_are_looked_up_in_their_order():
    opened = workspace(a="", b="")
    one, other = asset(opened, "dam/a"), asset(opened, "dam/b")
    assert assets_named(opened, ["dam/b", one.id, "dam/9", "b", one.id]) == [other, one, None, other, one]


def test_what_was_read_is_confirmed_and_then_decides():
    opened = workspace(a="")
    state(opened, "dam/a", HALF)
    assert verdict(opened, "dam/a") is REVIEW
    made = confirm(opened, "dam/a", "0", 1, " ana ")
    assert (made.version, made.status, made.confirmed_by) == (2, PolicyStatus.CONFIRMED, "ana")
    assert made.statement == replace(HALF, unresolved=())
    assert records_of(opened, asset(opened, "dam/a")) == [made]
    assert [one.version for one in history_of(opened, asset(opened, "dam/a"))] == [1, 2]
    assert verdict(opened, "dam/a") is PERMIT


def test_a_confirmed_asset_is_looked_at_again():
    opened = workspace(a="")
    state(opened, "dam/a", HALF)
    found = asset(opened, "dam/a")
    opened.catalogue.enrichments.store([Enrichment(found.id, found.content_digest(), "line")])
    assert opened.catalogue.enrichments.outdated("line", "", 9) == []
    confirm(opened, "dam/a", "0", 1, "ana")
    assert opened.catalogue.enrichments.outdated("line", "", 9) == [found]


def test_what_a_person_says_is_kept_with_the_words_of_what_he_left():
    opened = workspace(a="")
    state(opened, "dam/a", HALF)
    says = licence(channels="website", regions="DE")
    kept = confirm(opened, "dam/a", "0", 1, "ana", says).statement
    assert kept == licence(channels="website", regions="DE", spans=(SPAN,))
    other = confirm(opened, "dam/a", "0", 2, "ana", licence(channels="tv")).statement
    assert other == licence(channels="tv")


def test_an_old_version_is_refused_and_nothing_is_kept():
    opened = workspace(a="")
    state(opened, "dam/a", HALF)
    confirmed = confirm(opened, "dam/a", "0", 1, "ana")
    with pytest.raises(Outdated, match="read version 2"):
        confirm(opened, "dam/a", "0", 1, "bo")
    assert records_of(opened, asset(opened, "dam/a")) == [confirmed]


def test_the_same_is_not_confirmed_twice_but_may_be_corrected():
    opened = workspace(a="")
    state(opened, "dam/a", HALF)
    confirm(opened, "dam/a", "0", 1, "ana")
    with pytest.raises(Usage, match="confirmed by ana"):
        confirm(opened, "dam/a", "0", 2, "bo")
    assert confirm(opened, "dam/a", "0", 2, "bo", STOP).statement.prohibit_all
    assert verdict(opened, "dam/a") is DENY


@pytest.mark.parametrize(
    ("by", "says", "sentence"),
    [(" ", FREE, "name"), ("ana", Statement(), "nothing to confirm"), ("ana", UNSAID, "nothing to confirm")],
)
def test_a_confirmation_has_a_name_and_something_to_say(by, says, sentence):
    opened = workspace(a="")
    state(opened, "dam/a", Statement())
    with pytest.raises(Usage, match=sentence):
        confirm(opened, "dam/a", "0", 1, by, says)
    assert len(opened.catalogue.rights.history("dam/a", "0")) == 1


def test_a_busy_workspace_says_so():
    opened = workspace(a="")
    state(opened, "dam/a", HALF)
    opened.busy = True
    with pytest.raises(WorkspaceBusy):
        confirm(opened, "dam/a", "0", 1, "ana")


def test_a_record_that_is_not_there_tells_which_are():
    opened = workspace(a="")
    state(opened, "dam/a", HALF)
    with pytest.raises(Usage, match="There are: dam/a#0"):
        confirm(opened, "dam/a", "9", 1, "ana")
    with pytest.raises(Usage, match="rights show"):
        confirm(opened, "dam/b", "0", 1, "ana")


def test_a_record_is_named_with_its_place_or_without_where_there_is_one():
    opened = workspace(a="", b="")
    odd = [state(opened, "dam/a", HALF, "odrl urn:x#y"), state(opened, "dam/a#odrl urn:x", HALF, "z")]
    other = state(opened, "dam/b", HALF)
    assert record_named(opened, "dam/a#odrl urn:x#y") == odd[0]
    assert record_named(opened, "dam/a#odrl urn:x#z") == odd[1]
    assert record_named(opened, "dam/b") == record_named(opened, "dam/b#0") == other
    with pytest.raises(Usage, match=r"no rights record .dam/b#1.\. There are: dam/b#0"):
        record_named(opened, "dam/b#1")
    state(opened, "dam/b", HALF, "1")
    with pytest.raises(Usage, match="dam/b#0, dam/b#1"):
        record_named(opened, "dam/b")


def test_a_term_that_leaves_an_axis_unclear_stays_unclear_when_it_is_confirmed():
    opened = workspace(a="")
    state(opened, "dam/a", Statement(terms=(Term(Selection(("website",)), unclear_axes=(Axis.DATE,)),)))
    confirm(opened, "dam/a", "0", 1, "ana")
    assert verdict(opened, "dam/a") is REVIEW


def test_words_that_restrict_nothing_leave_only_what_was_understood_as_unclear():
    opened = workspace(a="", b="")
    doubtful = replace(FREE.terms[0], unclear_axes=(Axis.OTHER,))
    for name, term in (("a", doubtful), ("b", replace(doubtful, unclear_axes=(Axis.DATE, Axis.OTHER)))):
        state(opened, f"dam/{name}", Statement(terms=(term,), unresolved=HALF.unresolved))
        confirm(opened, f"dam/{name}", "0", 1, "ana", nothing_else=True)
    assert (verdict(opened, "dam/a"), verdict(opened, "dam/b")) == (PERMIT, REVIEW)


def test_index_and_graph_have_a_confirmation_at_once():
    opened = workspace(a="")
    state(opened, "dam/a", FREE)
    confirm(opened, "dam/a", "0", 1, "ana")
    found = opened.index.search(IndexQuery(filters=(("rights", ("confirmed",)),)))
    assert found.ids == (asset(opened, "dam/a").id,)


@pytest.mark.parametrize("embedded", [False, True])
def test_a_policy_that_goes_out_permits_no_more_than_the_record_does(embedded: bool):
    opened = workspace(a="")
    status = PolicyStatus.COMPLETE if embedded else PolicyStatus.NEEDS_REVIEW
    source = RightsSource("dam/a", "0", "Web", embedded=embedded)
    opened.catalogue.rights.put([RightsRecord(source, 1, FREE, status, "p", AT)])
    [policy] = as_odrl(opened, asset(opened, "dam/a")).parts
    assert policy["obligation"] == [{"@type": "Duty", "action": "reviewPolicy"}]
    assert any("unresolved" in str(one["rightOperand"]) for one in policy["permission"][0]["constraint"])


def test_several_records_and_names_that_are_no_iris_are_told():
    opened = workspace(a="far", far="")
    bought = Purchase(licensor="Agency", licensee="urn:client:7")
    source = RightsSource("dam/a", "1")
    opened.catalogue.rights.put([RightsRecord(source, 1, FREE, PolicyStatus.COMPLETE, "p", AT, bought)])
    state(opened, "dam/a", FREE)
    told = as_odrl(opened, asset(opened, "dam/a"))
    assert told.parts[1]["permission"][0]["assignee"] == "urn:client:7"
    for words in ("'Agency', which is no IRI", "There are 2 records", f"made from {asset(opened, 'dam/far').id}"):
        assert any(words in loss for loss in told.losses)
    with pytest.raises(Usage, match="writes no licences"):
        as_smintio(opened, asset(opened, "dam/a"))
