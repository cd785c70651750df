"""Local editing of vocabularies on a real workspace: drafts, what they would touch, and drafts over new versions."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.journeys.governance.drafts.drafting import (
    ECO,
    PACKAGING,
    REFILL,
    ROOT,
    SEASON,
    SUSTAINABLE,
    TERMS,
    WINTER,
    carriers,
    imported,
    now_of,
)
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.model.acceptance import AcceptRule
from thesaury.model.annotation import Decision, Review
from thesaury.model.concept import Label, LabelKind, Vocabulary
from thesaury.model.connection import Connection
from thesaury.model.draft import DraftState, Seen
from thesaury.model.edit import AddConcept, AddLabel, Deprecate, Merge, Move, RemoveConcept, Rename, Restore
from thesaury.model.errors import Outdated, Usage
from thesaury.model.flow import Flow, Step
from thesaury.model.profile import Profile, SchemeRule
from thesaury.model.saved_search import SavedSearch
from thesaury.model.time import now
from thesaury.pipeline import editing, keep_vocabulary
from thesaury.ports.audit import Sought
from thesaury.ports.enrichments import Decisions
from thesaury.ports.vocabularies import Pulled
from thesaury.vocabulary.editing import EditRefused


def test_edits_wait_in_the_draft_and_hold_once_they_are_published(workspace: EmbeddedWorkspace):
    view = editing.draft_of(workspace, TERMS)
    assert (view.draft, view.version, str(view.seen)) == (None, 1, "1.0.0")
    done = editing.edit(
        workspace,
        TERMS,
        [
            AddConcept("", (Label("deposit jar", "en"),), broader=(PACKAGING,)),
            Rename(REFILL, Label("refill bag", "en"), keep=True),
        ],
        view.seen,
        "ada",
    )
    jar = done.subjects[0]
    assert jar.startswith("urn:thesaury:vocabulary:terms:")
    assert (
        workspace.catalogue.vocabularies.get(TERMS).concepts == workspace.catalogue.vocabularies.get(TERMS, 1).concepts
    )
    view, found = editing.difference(workspace, TERMS)
    assert [concept.iri for concept in found.added] == [jar]
    assert [(c.after.iri, [field.field for field in c.fields]) for c in found.changed] == [
        (REFILL, ["preferred", "alternative"])
    ]
    published = editing.publish(workspace, TERMS, "ben", "autumn", view.seen)
    assert (published.version, published.edits) == (2, 2)
    kept = workspace.catalogue.vocabularies.versions(TERMS)[-1]
    assert kept.source == "edited by ada: autumn"
    assert editing.draft_of(workspace, TERMS).draft is None
    deeds = [one.deed.action for one in workspace.catalogue.audit.deeds(Sought(subject="vocabulary:terms"))]
    assert deeds[:3] == ["vocabulary.publish", "vocabulary.import", "vocabulary.edit"]
    with pytest.raises(Usage, match="nothing to publish"):
        editing.publish(workspace, TERMS, "ben")


def test_of_two_who_change_one_concept_the_second_is_told_who_and_what_and_nothing_is_overwritten(
    workspace: EmbeddedWorkspace,
):
    saw = editing.draft_of(workspace, TERMS).seen
    mark = editing.mark_of(now_of(workspace, WINTER))
    editing.edit(workspace, TERMS, [Rename(WINTER, Label("wintertime", "en"))], saw, "ada")
    editing.edit(workspace, TERMS, [Rename(SEASON, Label("time of year", "en"))], saw, "ben")
    for stale in (saw, {WINTER: mark}):
        with pytest.raises(editing.EditConflict) as conflict:
            editing.edit(workspace, TERMS, [Move(WINTER, (PACKAGING,))], stale, "ben")
        assert (conflict.value.concept, conflict.value.who, conflict.value.what) == (WINTER, "ada", "rename")
        assert "“wintertime” was changed since you looked at it, by ada (rename, " in conflict.value.message
    assert now_of(workspace, WINTER).broader == (SEASON,)
    editing.edit(
        workspace, TERMS, [Move(WINTER, (PACKAGING,))], {WINTER: editing.mark_of(now_of(workspace, WINTER))}, "ben"
    )
    assert now_of(workspace, WINTER).preferred == (Label("Winter", "de"), Label("wintertime", "en"))
    with pytest.raises(Usage, match="what you saw"):
        editing.edit(workspace, TERMS, [Move(WINTER)], {}, "ben")


def test_who_looked_before_others_published_is_told_of_what_they_changed_and_of_nothing_else(
    workspace: EmbeddedWorkspace,
):
    saw = editing.draft_of(workspace, TERMS).seen
    editing.edit(workspace, TERMS, [Rename(WINTER, Label("wintertime", "en"))], saw, "ada")
    within = editing.draft_of(workspace, TERMS).seen
    editing.publish(workspace, TERMS, "ada")
    with pytest.raises(editing.EditConflict) as conflict:
        editing.edit(workspace, TERMS, [Move(WINTER)], saw, "ben")
    assert conflict.value.what == "version"
    editing.edit(workspace, TERMS, [Rename(SEASON, Label("time of year", "en"))], saw, "ben")
    editing.edit(workspace, TERMS, [Move(WINTER)], within, "ben")
    with pytest.raises(editing.EditConflict, match="ben"):
        editing.edit(workspace, TERMS, [Rename(SEASON, Label("x", "en"))], within, "ada")


def test_an_edit_is_undone_alone_or_with_those_that_rest_on_it(workspace: EmbeddedWorkspace):
    new = editing.edit(
        workspace, TERMS, [AddConcept("", (Label("jar", "en"),), broader=(SEASON,))], None, "ada"
    ).subjects[0]
    editing.edit(workspace, TERMS, [Rename(ECO, Label("green box", "en"))], None, "ada")
    editing.edit(workspace, TERMS, [Move(WINTER, (new,))], None, "ben")
    saw = editing.draft_of(workspace, TERMS).seen
    with pytest.raises(editing.RestsOnIt) as resting:
        editing.undo(workspace, TERMS, 1, "cem")
    assert [entry.number for entry in resting.value.entries] == [3]
    undone = editing.undo(workspace, TERMS, 1, "cem", with_others=True, saw=saw)
    assert [entry.number for entry in undone.view.counting] == [2]
    assert {entry.undone_by for entry in undone.entries} == {"cem"}
    assert now_of(workspace, WINTER).broader == (SEASON,)
    with pytest.raises(editing.EditConflict, match=r"cem \(undo"):
        editing.edit(workspace, TERMS, [Move(WINTER)], saw, "ben")
    with pytest.raises(Usage):
        editing.undo(workspace, TERMS, 1, "cem")
    with pytest.raises(Outdated):
        editing.discard(workspace, TERMS, "cem", saw)
    discarded = editing.discard(workspace, TERMS, "cem")
    assert (discarded.state, editing.draft_of(workspace, TERMS).draft) == (DraftState.DISCARDED, None)
    assert workspace.catalogue.vocabularies.versions(TERMS)[-1].number == 1


def test_a_version_that_comes_in_underneath_keeps_what_fits_and_holds_what_does_not(workspace: EmbeddedWorkspace):
    edits = [
        Rename(WINTER, Label("wintertime", "en")),
        Rename(ECO, Label("green box", "en")),
        AddLabel(REFILL, LabelKind.ALTERNATIVE, Label("doypack", "en")),
        Deprecate(REFILL, ECO),
    ]
    editing.edit(workspace, TERMS, edits, None, "ada")
    winter, refill = now_of(workspace, WINTER), workspace.catalogue.vocabularies.history(TERMS, REFILL)[0][1]
    assert refill
    imported(
        workspace,
        replace(winter, preferred=(Label("Winter", "de"), Label("cold season", "en"))),
        replace(refill, notes=(Label("new", "en"),)),
        without=ECO,
    )
    view = editing.draft_of(workspace, TERMS)
    assert (view.version, [e.number for e in view.counting], [e.number for e in view.held]) == (2, [3], [1, 2, 4])
    assert "says something else" in view.held[0].held
    assert "There is no concept" in view.held[1].held
    assert now_of(workspace, WINTER).preferred[1] == Label("cold season", "en")
    with pytest.raises(Outdated, match="1, 2, 4"):
        editing.publish(workspace, TERMS, "ada")
    confirmed = editing.confirm(workspace, TERMS, 1, "ben")
    assert now_of(workspace, WINTER).preferred[1] == Label("wintertime", "en")
    assert confirmed.view.entries[0].undone_by == "ben"
    with pytest.raises(EditRefused):
        editing.confirm(workspace, TERMS, 4, "ben")
    for number in (2, 4):
        editing.undo(workspace, TERMS, number, "ben")
    assert editing.publish(workspace, TERMS, "ada").version == 3
    kept = {c.iri: c for c in workspace.catalogue.vocabularies.get(TERMS).concepts}
    assert kept[REFILL].notes == (Label("new", "en"),)
    assert Label("doypack", "en") in kept[REFILL].alternative


def test_what_it_would_touch_is_shown_before_and_accepted_concepts_follow_a_merge(workspace: EmbeddedWorkspace):
    before = carriers(workspace, REFILL)
    assert before
    editing.edit(workspace, TERMS, [Merge(REFILL, SUSTAINABLE)], None, "ada")
    told = editing.impact(workspace, TERMS)
    assert (told.added, told.removed, told.changed, told.deprecated) == (0, 0, 2, 1)
    assert told.carrying >= before
    assert told.touched >= told.carrying
    published = editing.publish(workspace, TERMS, "ada")
    assert published.annotated >= before
    assert (carriers(workspace, REFILL), carriers(workspace, SUSTAINABLE) >= before) == (0, True)


def test_flows_searches_feeds_rules_and_profiles_that_it_would_touch_are_named(
    workspace: EmbeddedWorkspace, tmp_path: Path
):
    catalogue = workspace.catalogue
    catalogue.records.put_connection(Connection("photos", "folder", (("path", str(tmp_path)),)))
    for flow in (
        Flow("writes", ("photos",)),
        Flow("reads", ("photos",), (Step.PULL, Step.ENRICH)),
        Flow("elsewhere", ("photos",), filters=(("scheme", ("https://elsewhere.example/",)),)),
        Flow("no sink", ("assets",)),
    ):
        catalogue.flows.put(flow, "")
    for name, words, filters, digest in (
        ("by filter", "", (("concept", (WINTER,)),), "d"),
        ("by words", "Winter coats", (), ""),
        ("other", "winterly", (("concept", (REFILL,)),), "e"),
    ):
        catalogue.saved_searches.put(SavedSearch(name, name, words, filters, now()), [], digest)
    catalogue.accept_rules.put(AcceptRule(f"{ROOT}scheme", 0.9, 0.5, 1, 1.0, "a", now(), "ada", ""))
    catalogue.profiles.put(Profile("press", schemes=(SchemeRule(f"{ROOT}scheme", 1),)))
    catalogue.profiles.put(Profile("free"))
    editing.edit(workspace, TERMS, [AddLabel(WINTER, LabelKind.HIDDEN, Label("wntr", "en"))], None, "ada")
    told = editing.impact(workspace, TERMS)
    assert told.flows == ("writes",)
    assert (told.searches, told.feeds) == (("by filter", "by words"), ("by filter",))
    assert (told.rules, told.profiles) == ((f"{ROOT}scheme",), ("press",))
    assert (told.carrying, told.changed) == (carriers(workspace, WINTER), 1)


def test_what_people_accepted_of_a_concept_holds_for_its_replacement_with_who_accepted_it(workspace: EmbeddedWorkspace):
    enrichments = workspace.catalogue.enrichments
    asset, waiting = next(one for one in enrichments.queue(9) if one[1].concept == ECO)
    enrichments.review([Review(asset, waiting.concept, Decision.ACCEPTED, "rita", now())])
    editing.edit(workspace, TERMS, [Deprecate(ECO, REFILL)], None, "ada")
    editing.publish(workspace, TERMS, "ada")
    held = {one.concept for one in enrichments.findings([asset])[asset].annotations}
    assert (ECO in held, REFILL in held) == (False, True)
    said = [made for _, made in enrichments.latest(Decisions(asset=asset, concept=REFILL))]
    assert [made.reason for made in said] == [f"in place of {ECO}, accepted by rita"]


def test_going_back_to_an_earlier_version_works_after_a_draft_was_published(workspace: EmbeddedWorkspace):
    first = workspace.catalogue.vocabularies.get(TERMS)
    editing.edit(workspace, TERMS, [RemoveConcept(WINTER)], None, "ada")
    editing.publish(workspace, TERMS, "ada")
    editing.edit(workspace, TERMS, [Rename(ECO, Label("green box", "en"))], None, "ben")
    keep_vocabulary(workspace, first, "terms@1")
    view = editing.draft_of(workspace, TERMS)
    assert (view.version, len(view.counting), view.held) == (3, 1, ())
    editing.publish(workspace, TERMS, "ben")
    assert WINTER in {concept.iri for concept in workspace.catalogue.vocabularies.get(TERMS).concepts}


def test_what_comes_from_a_server_is_edited_there(workspace: EmbeddedWorkspace):
    workspace.catalogue.records.put_connection(Connection("words", "poolparty"))
    workspace.catalogue.vocabularies.pulled(Pulled("words", "server"), Vocabulary("server", (), ()))
    assert editing.editable(workspace, TERMS) == ""
    for asked in (
        lambda: editing.draft_of(workspace, "server"),
        lambda: editing.edit(workspace, "server", [Restore(ECO)], None, "ada"),
    ):
        with pytest.raises(Usage, match=r"comes from the connection 'words'\. Edit it there"):
            asked()
    with pytest.raises(Usage, match="There is no vocabulary 'nope'"):
        editing.draft_of(workspace, "nope")


def test_what_proposals_add_is_in_the_draft(workspace: EmbeddedWorkspace):
    iri = editing.add_concept(workspace, TERMS, [Label("jar", "en")], SEASON, "", "ada")
    assert editing.add_label(workspace, TERMS, iri, Label("Glas", "de"), LabelKind.ALTERNATIVE, "ada") == iri
    assert now_of(workspace, iri).broader == (SEASON,)
    assert Seen.of("1.1.2") == editing.draft_of(workspace, TERMS).seen
