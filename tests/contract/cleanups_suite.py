"""What the clean-ups of every catalogue promise."""

from dataclasses import replace

import pytest

from thesaury.model.cleanup import (
    Cleanup,
    CleanupState,
    Entry,
    Replaced,
    Ruling,
    Scope,
    Step,
    StepState,
    Tallies,
    Treatment,
)
from thesaury.model.concept import Label
from thesaury.model.errors import Usage
from thesaury.model.validation import Standing, Use
from thesaury.ports.catalogue import Catalogue

AT = "2026-12-01T03:04:05+00:00"
SCOPE = Scope(("dam", "öther"), (("team", ("Brand", "Kampagne")),), 3, ("eco friendly",))
SPRING = Cleanup("c1", "spring", SCOPE, "Mara", AT)
USE = Use(
    "https://terms.example/öko", Label("eco-friendly", "en"), 0.93, ("s", "t"), (Label("Umwelt", "de"), Label("x"))
)
ECO = Entry(
    *("e1", ("eco friendly", "Ecofriendly"), 41, (("dam", 40), ("öther", 2)), Standing.SYNONYM, (USE,)),
    suggested=Treatment.REPLACE,
    certainty=0.97,
)
IMG = Entry("e2", ("IMG_0001",), 2, (("dam", 2),), Standing.UNKNOWN)
STEP = Step("c1", "dam", "1", "asset", (Replaced("Ecofriendly", USE.concept, "Mara"), Replaced("x", "", "Jo", AT)), AT)


def ruling(entry: Entry, treatment: Treatment | None, concept: str = "") -> Ruling:
    return Ruling(entry.id, treatment, concept, "Mara", AT)


class CleanupsSuite:
    def test_a_plan_is_kept_as_it_is_until_it_is_dropped(self, catalogue: Catalogue):
        cleanups = catalogue.cleanups
        other = Cleanup("c2", "Äcker", Scope(), "Jo", AT)
        cleanups.put(SPRING, [ECO, IMG])
        cleanups.put(other, [])
        assert cleanups.all() == [other, SPRING]
        assert (cleanups.get("c1"), cleanups.get("spring"), cleanups.get("c3")) == (SPRING, SPRING, None)
        assert cleanups.entries("c1") == [(1, ECO), (2, IMG)]
        with pytest.raises(Usage):
            cleanups.put(replace(other, id="c3"), [])
        cleanups.keep_steps([STEP])
        cleanups.drop("c1")
        cleanups.drop("c1")
        assert (cleanups.all(), cleanups.entries("c1"), cleanups.steps("c1", "dam")) == ([other], [], [])

    def test_decisions_may_be_taken_back_and_a_plan_is_reviewed_once_all_are_made(self, catalogue: Catalogue):
        cleanups = catalogue.cleanups
        cleanups.put(SPRING, [ECO, IMG])
        assert cleanups.decide("c1", [ruling(ECO, Treatment.REPLACE, USE.concept), Ruling("?", None, "", "", "")]) == 1
        decided = replace(ECO, treatment=Treatment.REPLACE, concept=USE.concept, decided_by="Mara", decided_at=AT)
        assert cleanups.entries("c1") == [(1, decided), (2, IMG)]
        assert cleanups.get("c1") == SPRING
        assert cleanups.decide("c1", [ruling(IMG, Treatment.DROP, "not kept")]) == 1
        assert cleanups.entries("c1", ids=["e2"])[0][1].concept == ""
        assert cleanups.get("c1") == replace(SPRING, state=CleanupState.REVIEWED)
        assert cleanups.tallies("c1") == Tallies(2, 0, ((Treatment.REPLACE, 1), (Treatment.DROP, 1)))
        assert cleanups.decide("c1", [ruling(ECO, None)]) == 1
        assert cleanups.entries("c1", 0, 1) == [(1, ECO)]
        assert cleanups.get("c1") == SPRING
        assert (cleanups.decide("c9", [ruling(ECO, None)]), cleanups.tallies("c9")) == (0, Tallies())

    def test_entries_come_by_place_and_may_be_narrowed(self, catalogue: Catalogue):
        cleanups = catalogue.cleanups
        many = [replace(IMG, id=f"e{number}") for number in range(1, 1_203)]
        cleanups.put(SPRING, many)
        cleanups.decide("c1", [ruling(many[4], Treatment.KEEP)])
        assert cleanups.entries("c1", 1_200) == [(1_201, many[1_200]), (1_202, many[1_201])]
        assert [place for place, _ in cleanups.entries("c1", 3, 2)] == [4, 5]
        assert [place for place, _ in cleanups.entries("c1", 3, 2, [None])] == [4, 6]
        assert [place for place, _ in cleanups.entries("c1", treatments=[Treatment.KEEP, Treatment.DROP])] == [5]
        ids = [entry.id for entry in reversed(many[:1_100])]
        assert [place for place, _ in cleanups.entries("c1", 1, 600, ids=ids)] == list(range(2, 602))

    def test_a_plan_moves_only_from_where_it_is(self, catalogue: Catalogue):
        cleanups = catalogue.cleanups
        cleanups.put(SPRING, [ECO])
        assert not cleanups.move("c1", [CleanupState.REVIEWED], CleanupState.RUNNING, 7)
        assert cleanups.move("c1", [CleanupState.DRAFT, CleanupState.REVIEWED], CleanupState.RUNNING, 7)
        assert not cleanups.move("c1", [CleanupState.DRAFT], CleanupState.RUNNING, 8)
        assert cleanups.decide("c1", [ruling(ECO, Treatment.KEEP)]) == 0
        assert cleanups.move("c1", [CleanupState.RUNNING], CleanupState.PARTLY)
        assert cleanups.decide("c1", [ruling(ECO, Treatment.KEEP)]) == 1
        assert cleanups.get("c1") == replace(SPRING, state=CleanupState.PARTLY, run=7)
        assert cleanups.move("c1", [CleanupState.PARTLY], CleanupState.REVERTING, 9)
        assert cleanups.move("c1", [CleanupState.REVERTING], CleanupState.REVERTED)
        assert cleanups.get("c1") == replace(SPRING, state=CleanupState.REVERTED, run=7, revert_run=9)
        assert cleanups.decide("c1", [ruling(ECO, None)]) == 0

    def test_steps_are_kept_by_record_and_the_newest_word_counts(self, catalogue: Catalogue):
        cleanups = catalogue.cleanups
        cleanups.put(SPRING, [ECO])
        many = [replace(STEP, external_id=f"{number:04}") for number in range(900)]
        cleanups.keep_steps([*many, replace(STEP, connection="öther")])
        left = replace(many[7], state=StepState.LEFT, message="Somebody took it away.")
        cleanups.keep_steps([left])
        assert cleanups.steps("c1", "dam", "0005", 3) == [many[6], left, many[8]]
        assert cleanups.steps("c1", "dam", states=[StepState.LEFT, StepState.DONE]) == [left]
        assert cleanups.steps_of("c1", "dam", [*(step.external_id for step in many[::-1]), "?"])[6:8] == [many[6], left]
        assert cleanups.steps_of("c1", "öther", ["1"]) == [replace(STEP, connection="öther")]
        assert cleanups.tallies("c1").steps == ((StepState.BEGUN, 900), (StepState.LEFT, 1))
        assert cleanups.steps("c2", "dam") == []
