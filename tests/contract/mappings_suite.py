"""What the mappings of every catalogue promise."""

from dataclasses import replace

import pytest

from thesaury.model.concept import MappingRelation
from thesaury.model.errors import Outdated
from thesaury.model.mapping import Justification, MappingStatus
from thesaury.model.onboarding import (
    KeptMapping,
    Meaning,
    OnboardingRound,
    Said,
    SourceKind,
    Subject,
    SubjectKind,
    counted,
)
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.mappings import WantedMappings

AT = "2026-12-01T03:04:05+00:00"
CHAIR = Said(
    Meaning.CONCEPT,
    "https://c.example/chair",
    "chair",
    MappingRelation.CLOSE,
    0.75,
    Justification.LEXICAL,
    "They are called alike.",
    "fr",
)
OWN = Said(Meaning.OWN, author="ada@example.org", status=MappingStatus.ACCEPTED, at=AT)
FIELD = Subject(SubjectKind.FIELD, "tags")
VALUES = tuple(Subject(SubjectKind.VALUE, "tags", value) for value in ("Chaise", "Sel_1", "Été"))
ROUND = OnboardingRound("dam", SourceKind.CONNECTION, "dam", "shared", AT)


def proposals() -> list[KeptMapping]:
    choices = (CHAIR, replace(CHAIR, target="https://c.example/stool", confidence=None))
    return [KeptMapping(value, CHAIR, 3 + at, "called so", choices) for at, value in enumerate(VALUES)]


def field() -> KeptMapping:
    return KeptMapping(FIELD, Said(Meaning.ROLE, "tags", "Tags", status=MappingStatus.ACCEPTED), 7)


class MappingsSuite:
    def test_rounds_and_what_is_proposed_in_them_come_back_as_they_were(self, catalogue: Catalogue):
        mappings = catalogue.mappings
        assert (mappings.rounds(), mappings.page("dam"), mappings.counts("dam")) == ([], [], {})
        other = replace(ROUND, name="bam")
        for round in (ROUND, other, replace(ROUND, done_at=AT)):
            mappings.put_round(round)
        assert mappings.rounds() == [other, replace(ROUND, done_at=AT)]
        mappings.propose("dam", (SubjectKind.FIELD,), [field()])
        mappings.propose("dam", (SubjectKind.VALUE,), proposals())
        assert [replace(one, place=0) for one in mappings.page("dam")] == [field(), *proposals()]
        first = mappings.page("dam", limit=2)
        assert [one.subject for one in mappings.page("dam", after=first[-1].place)] == list(VALUES[1:])
        assert mappings.page("bam") == []
        assert dict(mappings.counts("dam")) == {
            (SubjectKind.FIELD, MappingStatus.ACCEPTED): 1,
            (SubjectKind.VALUE, MappingStatus.PROPOSED): 3,
        }
        assert set(mappings.of("dam", [FIELD, VALUES[2], Subject(SubjectKind.FIELD, "none")])) == {FIELD, VALUES[2]}

    def test_of_all_of_a_round_as_much_is_told_as_counts(self, catalogue: Catalogue):
        mappings = catalogue.mappings
        for name in ("dam", "other"):
            mappings.put_round(replace(ROUND, name=name))
            mappings.propose(name, (SubjectKind.FIELD,), [field()])
            mappings.propose(name, (SubjectKind.VALUE,), proposals())
        yes = replace(CHAIR, author="ada@example.org", status=MappingStatus.ACCEPTED)
        assert mappings.counted("none") == []
        mappings.decide("dam", {VALUES[0]: yes, VALUES[1]: replace(yes, target="https://c.example/sofa")}, "ada", AT)
        told = mappings.counted("dam")
        assert told == [counted(one) for one in mappings.page("dam")]
        assert [one.subject for one in told] == [FIELD, *VALUES]
        assert [one.as_proposed for one in told] == [False, True, False, False]
        assert [one.target for one in told] == ["tags", CHAIR.target, "https://c.example/sofa", ""]
        mappings.undo("dam")
        mappings.decide("dam", {VALUES[2]: replace(yes, status=MappingStatus.REJECTED)}, "ada", AT)
        assert mappings.counted("dam") == [counted(one) for one in mappings.page("dam")]

    def test_pages_are_narrowed_by_kind_status_field_and_words(self, catalogue: Catalogue):
        mappings = catalogue.mappings
        mappings.propose("dam", (SubjectKind.FIELD, SubjectKind.VALUE), [field(), *proposals()])

        def found(**wanted) -> list[str]:
            return [one.subject.value for one in mappings.page("dam", WantedMappings(**wanted))]

        assert found(kinds=(SubjectKind.FIELD,)) == found(statuses=(MappingStatus.ACCEPTED,)) == [""]
        assert found(kinds=(SubjectKind.VALUE,), words="l_") == found(words="SEL") == ["Sel_1"]
        assert found(words="%") == found(field="none") == []
        assert found(field="tags", words="called") == ["Chaise", "Sel_1", "Été"]

    def test_what_a_person_decided_outlives_what_is_proposed_anew(self, catalogue: Catalogue):
        mappings = catalogue.mappings
        mappings.propose("dam", (SubjectKind.FIELD, SubjectKind.VALUE), [field(), *proposals()])
        assert [step.after for step in mappings.decide("dam", {VALUES[0]: OWN}, "ada@example.org", AT)] == [OWN]
        again = replace(proposals()[0], assets=40)
        mappings.propose("dam", (SubjectKind.VALUE,), [again])
        found = {one.subject: one for one in mappings.page("dam")}
        assert set(found) == {FIELD, VALUES[0]}
        assert (found[VALUES[0]].said, found[VALUES[0]].assets) == (OWN, 40)
        mappings.propose("dam", (SubjectKind.VALUE,), [])
        assert {one.subject for one in mappings.page("dam")} == {FIELD, VALUES[0]}

    def test_what_a_person_left_open_is_touched_and_not_decided(self, catalogue: Catalogue):
        mappings = catalogue.mappings
        mappings.propose("dam", (SubjectKind.VALUE,), proposals())
        left = replace(CHAIR, author="ada")
        mappings.decide("dam", {VALUES[0]: left, VALUES[1]: OWN}, "ada", AT)
        bare = mappings.page("dam", WantedMappings(bare=True))
        assert bare == [replace(one, choices=()) for one in mappings.page("dam")] != mappings.page("dam")
        untouched = mappings.page("dam", WantedMappings(untouched=True))
        assert [one.subject for one in untouched] == [VALUES[2]]
        kept = mappings.of("dam", VALUES)
        assert [(kept[one].by_person, kept[one].decided) for one in VALUES] == [
            (True, False),
            (True, True),
            (False, False),
        ]

    def test_of_one_batch_is_taken_back_what_nobody_decided_anew_since(self, catalogue: Catalogue):
        mappings = catalogue.mappings
        mappings.propose("dam", (SubjectKind.VALUE,), proposals())
        mappings.decide("dam", {VALUES[0]: OWN, VALUES[1]: OWN}, "ada", AT)
        rejected = replace(OWN, status=MappingStatus.REJECTED)
        mappings.decide("dam", {VALUES[1]: rejected, VALUES[2]: OWN}, "bob", AT)
        assert [step.subject for step in mappings.undo("dam", batch=1)] == [VALUES[0]]
        assert [mappings.of("dam", VALUES)[one].said for one in VALUES] == [CHAIR, rejected, OWN]
        assert mappings.undo("dam", batch=1) == []
        assert [step.subject for step in mappings.undo("dam", batch=2)] == [VALUES[1], VALUES[2]]
        assert mappings.of("dam", VALUES)[VALUES[1]].said == OWN

    def test_a_batch_is_taken_back_whole_and_its_history_stays(self, catalogue: Catalogue):
        mappings = catalogue.mappings
        mappings.propose("dam", (SubjectKind.VALUE,), proposals())
        unknown = Subject(SubjectKind.VALUE, "tags", "never")
        first = mappings.decide("dam", {VALUES[0]: OWN, VALUES[1]: OWN, unknown: OWN}, "ada", AT)
        assert [step.subject for step in first] == list(VALUES[:2])
        assert mappings.decide("dam", {VALUES[0]: OWN}, "ada", AT) == []
        rejected = replace(OWN, status=MappingStatus.REJECTED)
        mappings.decide("dam", {VALUES[1]: rejected}, "bob", AT)
        assert [step.before for step in mappings.undo("dam", VALUES[1])] == [OWN]
        undone = mappings.undo("dam")
        assert [(step.subject, step.undone) for step in undone] == [(VALUES[0], True), (VALUES[1], True)]
        assert {one.said for one in mappings.page("dam")} == {CHAIR}
        mappings.propose("dam", (SubjectKind.VALUE,), proposals()[:1])
        assert [one.subject for one in mappings.page("dam")] == [VALUES[0]]
        assert mappings.undo("dam") == mappings.undo("dam", unknown) == mappings.undo("bam") == []
        steps = mappings.steps("dam")
        assert [(step.batch, step.subject.value, step.by, step.undone) for step in steps] == [
            (2, "Sel_1", "bob", True),
            (1, "Chaise", "ada", True),
            (1, "Sel_1", "ada", True),
        ]
        assert mappings.steps("dam", before=2) == steps[1:]
        assert mappings.steps("dam", limit=1) == steps[:1]
        assert [mappings.steps("dam", behind=(step.batch, step.subject)) for step in steps] == [
            steps[1:],
            steps[2:],
            [],
        ]

    def test_what_somebody_decided_since_it_was_seen_is_not_overwritten(self, catalogue: Catalogue):
        mappings = catalogue.mappings
        mappings.propose("dam", (SubjectKind.VALUE,), proposals())
        seen = {value: one.said for value, one in mappings.of("dam", VALUES).items()}
        rejected = replace(OWN, status=MappingStatus.REJECTED)
        mappings.decide("dam", {VALUES[0]: rejected}, "bob", AT, seen)
        gone = Subject(SubjectKind.VALUE, "tags", "gone")
        for said in ({VALUES[0]: CHAIR, VALUES[1]: CHAIR}, {gone: CHAIR}):
            with pytest.raises(Outdated, match="meanwhile"):
                mappings.decide("dam", {VALUES[0]: OWN, VALUES[1]: OWN}, "ada", AT, said)
        assert [one.said for one in mappings.of("dam", VALUES).values()] == [rejected, CHAIR, CHAIR]
        assert len(mappings.steps("dam")) == 1
        assert len(mappings.decide("dam", {VALUES[1]: OWN}, "ada", AT, {VALUES[0]: rejected, VALUES[1]: CHAIR})) == 1

    def test_somebodys_last_batch_is_found_however_much_others_decided_since(self, catalogue: Catalogue):
        mappings = catalogue.mappings
        mappings.propose("dam", (SubjectKind.VALUE,), proposals())
        assert mappings.last_of("dam", "ada") == []
        first = mappings.decide("dam", {VALUES[2]: OWN}, "ada", AT)
        second = mappings.decide("dam", {VALUES[0]: OWN, VALUES[1]: OWN}, "ada", AT)
        rejected = replace(OWN, status=MappingStatus.REJECTED)
        mappings.decide("dam", {VALUES[1]: rejected}, "bob", AT)
        assert mappings.last_of("dam", "ada") == second[:1], "what somebody decided anew since is no longer hers"
        assert mappings.undo("dam", batch=2) == [replace(second[0], undone=True)]
        assert mappings.last_of("dam", "ada") == first
        mappings.undo("dam", batch=3)
        assert mappings.last_of("dam", "ada") == second[1:]
        assert mappings.last_of("dam", "bob") == mappings.last_of("bam", "ada") == []

    def test_a_round_goes_with_everything_of_it_and_others_stay(self, catalogue: Catalogue):
        mappings = catalogue.mappings
        for name in ("dam", "bam"):
            mappings.put_round(OnboardingRound(name, SourceKind.CONNECTION, name, "shared", AT))
            mappings.propose(name, (SubjectKind.VALUE,), proposals())
            mappings.decide(name, {VALUES[0]: OWN}, "ada", AT)
        mappings.remove_round("dam")
        mappings.remove_round("none")
        assert [one.name for one in mappings.rounds()] == ["bam"]
        assert (mappings.page("dam"), mappings.steps("dam"), dict(mappings.counts("dam"))) == ([], [], {})
        assert (len(mappings.page("bam")), len(mappings.steps("bam"))) == (3, 1)
        mappings.propose("dam", (SubjectKind.VALUE,), proposals())
        assert mappings.of("dam", VALUES)[VALUES[0]].said == CHAIR
