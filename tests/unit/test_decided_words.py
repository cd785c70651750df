"""What is decided of a client's words comes into force with the next line, for the assets that it touches and no others."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.fakes.source import FakeSource
from tests.fakes.workspace import FakeWorkspace
from thesaury import pipeline
from thesaury.model.annotation import Annotation, Decision, Origin, Review
from thesaury.model.asset import Record, Text
from thesaury.model.audit import acting
from thesaury.model.concept import Concept, Label, MappingRelation, Vocabulary
from thesaury.model.mapping import MappingStatus
from thesaury.model.onboarding import KeptMapping, Meaning, OnboardingRound, Said, SourceKind, Subject, SubjectKind
from thesaury.pipeline.keeping import decide as review
from thesaury.pipeline.keeping import take_back
from thesaury.pipeline.onboarding import Ruling, decide, rehearse, undo
from thesaury.ports.mappings import WantedMappings

GARDEN, HERB, OWN = "urn:garden", "urn:herb", "urn:own:plot"
WHEN = "2026-11-30T10:00:00+00:00"
ROUND = OnboardingRound("dam", SourceKind.CONNECTION, "dam", "shared", WHEN, WHEN)
CONCEPTS = OnboardingRound("own", SourceKind.VOCABULARY, "own", "shared", WHEN, WHEN)


def concept(iri: str, label: str) -> Concept:
    return Concept(iri, preferred=(Label(label, "en"),))


def record(external_id: str, *tags: str, title: str = "Nothing", **properties: tuple[str, ...]) -> Record:
    return Record("dam", external_id, "1", (Text("title", title, "en"),), tags, properties=tuple(properties.items()))


RECORDS = [record("1", "Grün"), record("2", "garden"), record("3", season=("Grün",)), record("4", title="My plot")]
TAG = Subject(SubjectKind.VALUE, "tags", "Grün")


@pytest.fixture(autouse=True)
def _ada() -> Iterator[None]:
    """A person decides."""
    said = acting.set("ada")
    yield
    acting.reset(said)


@pytest.fixture
def workspace() -> FakeWorkspace:
    """Everything is annotated, and nothing decided yet."""
    made = FakeWorkspace(dam=FakeSource(RECORDS))
    pipeline.keep_vocabulary(made, Vocabulary("shared", (), (concept(GARDEN, "garden"), concept(HERB, "herb"))), "s")
    pipeline.keep_vocabulary(made, Vocabulary("own", (), (concept(OWN, "plot"),)), "o")
    mappings = made.catalogue.mappings
    values = [TAG, Subject(SubjectKind.VALUE, "tags", "garden"), Subject(SubjectKind.VALUE, "season", "Grün")]
    for round, subjects in ((ROUND, values), (CONCEPTS, [Subject(SubjectKind.CONCEPT, "", OWN)])):
        mappings.put_round(round)
        proposed = [KeptMapping(one, Said(Meaning.NOTHING)) for one in subjects]
        mappings.propose(round.name, (SubjectKind.VALUE, SubjectKind.CONCEPT), proposed)
    fields = [
        KeptMapping(Subject(SubjectKind.FIELD, name), Said(Meaning.ROLE, role))
        for name, role in (("tags", "tags"), ("season", "season"))
    ]
    mappings.propose(ROUND.name, (SubjectKind.FIELD,), fields)
    pipeline.sync(made)
    return made


def held(workspace: FakeWorkspace, external_id: str) -> dict[str, Annotation]:
    asset = workspace.catalogue.records.find(f"dam/{external_id}")
    assert asset
    found = workspace.catalogue.enrichments.findings([asset.id])[asset.id]
    return {one.concept: one for one in found.annotations}


def to(target: str, **further: MappingRelation) -> Ruling:
    return Ruling(meaning=Meaning.CONCEPT, target=target, **further)


def test_a_decision_reaches_the_assets_with_the_word_at_the_next_line_and_leaves_them_with_it(
    workspace: FakeWorkspace,
):
    decide(workspace, ROUND, {TAG: to(GARDEN)})
    assert held(workspace, "1") == {}
    assert pipeline.enrich(workspace) == (1, ())
    assert held(workspace, "1")[GARDEN].origin is Origin.MAPPING
    assert held(workspace, "3") == {}
    assert pipeline.enrich(workspace) == (0, ())
    undo(workspace, ROUND)
    assert pipeline.enrich(workspace) == (1, ())
    assert held(workspace, "1") == {}


def test_of_two_writings_of_one_word_the_last_word_counts_also_within_a_second(workspace: FakeWorkspace):
    again = OnboardingRound("again", SourceKind.CONNECTION, "dam", "shared", WHEN, WHEN)
    decomposed = Subject(SubjectKind.VALUE, "tags", "Gru\u0308n")
    workspace.catalogue.mappings.put_round(again)
    fields = [KeptMapping(Subject(SubjectKind.FIELD, "tags"), Said(Meaning.ROLE, "tags"))]
    workspace.catalogue.mappings.propose("again", (SubjectKind.FIELD,), fields)
    workspace.catalogue.mappings.propose(
        "again", (SubjectKind.VALUE,), [KeptMapping(decomposed, Said(Meaning.NOTHING))]
    )
    for first, last in (((ROUND, TAG), (again, decomposed)), ((again, decomposed), (ROUND, TAG))):
        for (round, subject), target in ((first, HERB), (last, GARDEN), (first, HERB), (last, GARDEN)):
            decide(workspace, round, {subject: to(target)})
        pipeline.enrich(workspace)
        assert held(workspace, "1").keys() == {GARDEN}


def test_what_was_decided_and_undone_in_between_costs_nothing(workspace: FakeWorkspace):
    decide(workspace, ROUND, {TAG: to(GARDEN)})
    undo(workspace, ROUND)
    assert pipeline.enrich(workspace) == (0, ())


def test_a_word_that_a_person_said_something_of_is_no_label_any_more(workspace: FakeWorkspace):
    assert held(workspace, "2")[GARDEN].origin is Origin.TAG
    label = Subject(SubjectKind.VALUE, "tags", "garden")
    for ruling in (Ruling(meaning=Meaning.OWN), Ruling(meaning=Meaning.NOTHING), to(HERB)):
        decide(workspace, ROUND, {label: ruling})
        assert pipeline.enrich(workspace) == (1, ())
        assert held(workspace, "2").keys() == ({HERB} if ruling.target else set())
    decide(workspace, ROUND, {label: replace(to(GARDEN), status=MappingStatus.REJECTED)})
    pipeline.enrich(workspace)
    assert held(workspace, "2") == {}


@pytest.mark.parametrize("tag", ["garden; herb", "garden/herb", "garden, herb"])
def test_what_is_rejected_for_a_tag_that_is_read_in_parts_is_not_found_in_a_part_but_by_another_tag(tag: str):
    made = FakeWorkspace(dam=FakeSource([record("1", tag), record("2", tag, "Garden")]))
    pipeline.keep_vocabulary(made, Vocabulary("shared", (), (concept(GARDEN, "garden"), concept(HERB, "herb"))), "s")
    parted = Subject(SubjectKind.VALUE, "tags", tag)
    made.catalogue.mappings.put_round(ROUND)
    fields = [KeptMapping(Subject(SubjectKind.FIELD, "tags"), Said(Meaning.ROLE, "tags"))]
    made.catalogue.mappings.propose(ROUND.name, (SubjectKind.FIELD,), fields)
    made.catalogue.mappings.propose(ROUND.name, (SubjectKind.VALUE,), [KeptMapping(parted, Said(Meaning.NOTHING))])
    pipeline.sync(made)
    assert held(made, "1").keys() == {GARDEN, HERB}
    decide(made, ROUND, {parted: replace(to(GARDEN), status=MappingStatus.REJECTED)})
    pipeline.enrich(made)
    assert held(made, "1").keys() == {HERB}
    again = held(made, "2")
    assert (again.keys(), again[GARDEN].evidence[0].quote) == ({GARDEN, HERB}, "Garden")


def test_what_a_person_said_of_the_asset_itself_stays(workspace: FakeWorkspace):
    asset = workspace.catalogue.records.find("dam/1")
    assert asset
    decide(workspace, ROUND, {TAG: to(GARDEN)})
    pipeline.enrich(workspace)
    review(workspace.catalogue, [Review(asset.id, GARDEN, Decision.REJECTED, "ben", WHEN)])
    decide(workspace, ROUND, {TAG: to(GARDEN, relation=MappingRelation.CLOSE)})
    pipeline.enrich(workspace)
    assert held(workspace, "1") == {}


def test_a_new_version_that_brings_the_target_back_brings_it_to_the_assets_with_the_word(workspace: FakeWorkspace):
    decide(workspace, ROUND, {TAG: to(HERB)})
    pipeline.enrich(workspace)
    many = tuple(concept(f"urn:{number}", f"word{number}") for number in range(20))
    with_it = Vocabulary("shared", (), (concept(GARDEN, "garden"), concept(HERB, "herb"), *many))
    pipeline.keep_vocabulary(workspace, replace(with_it, concepts=with_it.concepts[:1] + many), "s")
    pipeline.enrich(workspace)
    assert held(workspace, "1") == {}
    pipeline.keep_vocabulary(workspace, with_it, "s")
    pipeline.enrich(workspace)
    assert held(workspace, "1").keys() == {HERB}


def test_the_target_of_a_concept_of_the_clients_own_follows_a_review_and_goes_with_it(workspace: FakeWorkspace):
    decide(workspace, CONCEPTS, {Subject(SubjectKind.CONCEPT, "", OWN): to(GARDEN, relation=MappingRelation.BROAD)})
    pipeline.enrich(workspace)
    assert held(workspace, "4") == {}
    asset = workspace.catalogue.records.find("dam/4")
    assert asset
    made = Review(asset.id, OWN, Decision.ACCEPTED, "ben", WHEN)
    review(workspace.catalogue, [made])
    assert pipeline.enrich(workspace) == (1, ())
    assert held(workspace, "4").keys() == {OWN, GARDEN}
    assert take_back(workspace.catalogue, [made]) == [made]
    assert pipeline.enrich(workspace) == (1, ())
    assert GARDEN not in held(workspace, "4")


def test_a_concept_of_the_clients_own_that_was_rejected_on_an_asset_brings_its_target_there_no_more(
    workspace: FakeWorkspace,
):
    workspace.sources["dam"].records["4"] = replace(record("4", "plot"), etag="2")
    decide(workspace, CONCEPTS, {Subject(SubjectKind.CONCEPT, "", OWN): to(GARDEN)})
    pipeline.sync(workspace)
    assert held(workspace, "4").keys() == {OWN, GARDEN}
    asset = workspace.catalogue.records.find("dam/4")
    assert asset
    review(workspace.catalogue, [Review(asset.id, OWN, Decision.REJECTED, "ben", WHEN)])
    assert pipeline.enrich(workspace) == (1, ())
    assert held(workspace, "4") == {}


def test_the_target_of_a_concept_of_the_clients_own_comes_back_with_a_new_version(workspace: FakeWorkspace):
    workspace.sources["dam"].records["4"] = replace(record("4", "plot"), etag="2")
    decide(workspace, CONCEPTS, {Subject(SubjectKind.CONCEPT, "", OWN): to(HERB)})
    pipeline.sync(workspace)
    many = tuple(concept(f"urn:{number}", f"word{number}") for number in range(20))
    without = Vocabulary("shared", (), (concept(GARDEN, "garden"), *many))
    pipeline.keep_vocabulary(workspace, without, "s")
    pipeline.enrich(workspace)
    assert held(workspace, "4").keys() == {OWN}
    with_it = replace(without, concepts=(*without.concepts, concept(HERB, "herb")))
    assert pipeline.would_touch(workspace, without, with_it) == 1
    pipeline.keep_vocabulary(workspace, with_it, "s")
    assert pipeline.enrich(workspace) == (1, ())
    assert held(workspace, "4").keys() == {OWN, HERB}


def test_a_dry_run_over_what_is_here_keeps_nothing_and_counts_words_that_come_to_nothing(workspace: FakeWorkspace):
    decide(workspace, ROUND, {TAG: to(GARDEN)})
    before = workspace.catalogue.client_words.in_force()
    found = rehearse(workspace, ROUND, most=1)
    assert (found.rows, found.assets, found.carrying, found.waiting, found.bare) == (4, 4, 2, 1, 1)
    assert (found.concepts[0].iri, found.concepts[0].carried) == (GARDEN, 2)
    assert (found.unfound, len(found.shown), found.whole) == ((("Grün", 1),), 1, True)
    assert rehearse(workspace, ROUND, limit=1).whole is False
    assert workspace.catalogue.client_words.in_force() == before == []
    assert held(workspace, "1") == {}
    statuses = WantedMappings(statuses=(MappingStatus.ACCEPTED,))
    assert len(workspace.catalogue.mappings.page(ROUND.name, statuses)) == 1
