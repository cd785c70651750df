"""Rounds over fakes: the records of a connection, what stands when proposing is cut off, and whose decisions count."""

from collections.abc import Iterator

import pytest

from tests.fakes.workspace import FakeWorkspace
from thesaury.model.asset import Record, Text
from thesaury.model.audit import acting
from thesaury.model.concept import Concept, ConceptScheme, Label, Vocabulary
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage
from thesaury.model.mapping import MappingStatus
from thesaury.model.onboarding import KeptMapping, Meaning, OnboardingRound, SourceKind, Subject, SubjectKind
from thesaury.onboarding.fields import FieldRole
from thesaury.pipeline.onboarding import Ruling, decide, every, propose, round_named, standing
from thesaury.pipeline.onboarding.exchanging import mapping_set
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.source import Page

SCHEME = ConceptScheme("https://s.example/scheme")
SHIP, LAKE = (
    Concept(f"https://s.example/{name}", (SCHEME.iri,), (Label(name, "en"),)) for name in ("shipping", "lake")
)
TAGS = ("shipping", "lake", "Halyard Nine")
LAKES = Subject(SubjectKind.VALUE, "tags", "lake")


@pytest.fixture
def workspace() -> Iterator[FakeWorkspace]:
    """A connection of 40 records, and somebody who acts."""
    made = FakeWorkspace()
    made.catalogue.vocabularies.put(Vocabulary("shared", (SCHEME,), (LAKE, SHIP)), "here", "")
    made.catalogue.records.put_connection(Connection("dam", "fake"))
    for number in range(40):
        text = Text("title", f"Picture {number}", "en")
        record = Record("dam", f"{number:02}", str(number), (text,), (TAGS[number % 2], TAGS[number % 3]))
        made.catalogue.records.store_page("dam", Page((record,), "", True))
    before = acting.set("ada")
    yield made
    acting.reset(before)


def brought_in(workspace: FakeWorkspace, progress: Progress = unheard) -> OnboardingRound:
    return propose(workspace, SourceKind.CONNECTION, "dam", progress=progress).round


def kept(workspace: FakeWorkspace) -> dict[Subject, KeptMapping]:
    return {one.subject: one for one in every(workspace, "dam")}


def test_records_of_a_connection_are_brought_in_by_fields_and_values(workspace: FakeWorkspace):
    round = brought_in(workspace)
    found = kept(workspace)
    assert (round.kind, round.vocabulary, bool(round.done_at)) == ("connection", "shared", True)
    assert found[Subject(SubjectKind.FIELD, "tags")].said.target == FieldRole.TAGS
    assert (found[LAKES].said.target, found[LAKES].said.label) == (LAKE.iri, "lake")
    assert {subject.value for subject in found if subject.kind is SubjectKind.VALUE} == set(TAGS)


def test_a_file_of_mappings_explains_in_english_what_is_kept_in_the_language_of_the_client(workspace: FakeWorkspace):
    workspace.languages = ("de", "en")
    marked = Record("dam", "99", "1", (Text("title", "Picture 99", "en"),), ("Halyard®", "lake"))
    workspace.catalogue.records.store_page("dam", Page((marked,), "", True))
    round = brought_in(workspace)
    own = Subject(SubjectKind.VALUE, "tags", "Halyard®")
    told = {one.subject_label: one.explanation for one in mapping_set(workspace, round, proposals=True).mappings}
    assert "Es ist als Marke geschrieben." in kept(workspace)[own].said.explanation
    assert "It is written as a trade mark." in told["Halyard®"]
    assert told["lake"] == "Both are called “lake”."


def test_cut_off_fields_and_decisions_stand_and_the_rest_comes_by_proposing_again(workspace: FakeWorkspace):
    brought_in(workspace)
    decide(workspace, round_named(workspace), {LAKES: Ruling(meaning=Meaning.OWN)})
    before = kept(workspace)

    def cut(stage: str, done: int, total: int | None) -> None:
        if stage == "values":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        brought_in(workspace, cut)
    assert round_named(workspace).done_at == ""
    assert {one.said for one in kept(workspace).values()} == {one.said for one in before.values()}
    assert brought_in(workspace).done_at
    assert kept(workspace)[LAKES].said.meaning is Meaning.OWN


def test_how_far_values_are_is_told_while_they_are_compared_and_never_goes_back(workspace: FakeWorkspace):
    told = list[int]()
    brought_in(workspace, lambda stage, done, total: told.append(done) if stage == "values" else None)
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0, len(TAGS))
    assert 0 < told[-2] < len(TAGS)  # what comes then is not done yet


def test_what_is_refused_is_open_and_a_field_without_its_role_has_no_values(workspace: FakeWorkspace):
    round = brought_in(workspace)
    decide(workspace, round, {LAKES: Ruling(MappingStatus.REJECTED)})
    found = standing(workspace, round)
    assert [use.value for use in found.coverage.left if use.value == "lake"] == ["lake"]
    assert (found.decided[SubjectKind.VALUE].by_person, found.decided[SubjectKind.VALUE].as_proposed) == (1, 0)
    decide(workspace, round, {Subject(SubjectKind.FIELD, "tags"): Ruling(MappingStatus.REJECTED)})
    brought_in(workspace)
    assert {subject.value for subject in kept(workspace) if subject.kind is SubjectKind.VALUE} == {"lake"}


def test_one_wrong_decision_keeps_none_and_a_crowded_role_is_told(workspace: FakeWorkspace):
    round = brought_in(workspace)
    before = kept(workspace)
    with pytest.raises(Usage, match="no concept"):
        decide(workspace, round, {LAKES: Ruling(meaning=Meaning.CONCEPT, target="urn:none"), **_titled("tags")})
    assert kept(workspace) == before
    decide(workspace, round, {**_titled("title"), **_titled("tags")})
    (conflict,) = standing(workspace, round).conflicts
    assert (conflict.role, set(conflict.fields)) == (FieldRole.TITLE, {"title", "tags"})


def test_a_round_needs_one_shared_model(workspace: FakeWorkspace):
    workspace.catalogue.vocabularies.put(Vocabulary("own", (SCHEME,), (LAKE,)), "here", "")
    with pytest.raises(Usage, match="Several vocabularies"):
        brought_in(workspace)
    with pytest.raises(Usage, match="Nothing was brought in"):
        round_named(workspace)


def _titled(field: str) -> dict[Subject, Ruling]:
    ruling = Ruling(meaning=Meaning.ROLE, target=FieldRole.TITLE.value, language="en")
    return {Subject(SubjectKind.FIELD, field): ruling}
