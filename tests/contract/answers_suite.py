"""What the log of answers and the intakes of every catalogue promise."""

from dataclasses import replace

import pytest

from thesaury.model.answer_log import KeptAnswer, Wanted
from thesaury.model.intake import Intake, IntakeState
from thesaury.model.policy import Verdict
from thesaury.ports.catalogue import Catalogue

FIRST, SECOND, THIRD = (f"2026-12-0{day}T03:04:05+00:00" for day in (1, 2, 3))
ONE = KeptAnswer(
    FIRST, "ana", "page", "a1", "Lake Ü", '{"channel":"website"}', Verdict.PERMIT, "No end.", ("dam/1#0 v2",), "d1"
)
TWO = replace(ONE, at=SECOND, who="token:cms", where="api", asset="a2", verdict=Verdict.DENY, records=())
THREE = replace(ONE, at=THIRD, verdict=Verdict.NEEDS_REVIEW)
DRAFT = Intake("i1", "ana", FIRST, "Web, DACH.\n\x00ß", "Vertrag 7")


class AnswersSuite:
    def test_answers_are_told_newest_first_page_after_page(self, catalogue: Catalogue):
        log = catalogue.answers
        log.add([])
        log.add([ONE, TWO])
        log.add([THREE])
        assert [(one.number, one.answer) for one in log.every()] == [(3, THREE), (2, TWO), (1, ONE)]
        assert [one.number for one in log.page(limit=2)] == [3, 2]
        assert [one.number for one in log.page(limit=2, before=2)] == [1]
        assert log.page(before=1) == ()

    @pytest.mark.parametrize(
        ("wanted", "numbers"),
        [
            (Wanted(verdict=Verdict.DENY), [2]),
            (Wanted(who="ana"), [3, 1]),
            (Wanted(asset="a2"), [2]),
            (Wanted(where="page", until=THIRD), [1]),
            (Wanted(since=SECOND), [3, 2]),
            (Wanted(who="nobody"), []),
        ],
    )
    def test_answers_are_narrowed(self, catalogue: Catalogue, wanted: Wanted, numbers: list[int]):
        catalogue.answers.add([ONE, TWO, THREE])
        assert [one.number for one in catalogue.answers.page(wanted)] == numbers
        assert [one.number for one in catalogue.answers.every(wanted)] == numbers
        assert catalogue.answers.count(wanted) == len(numbers)

    def test_old_answers_are_forgotten_and_their_numbers_are_not_given_again(self, catalogue: Catalogue):
        log = catalogue.answers
        log.add([ONE, TWO])
        assert log.forget(FIRST) == 0
        assert log.forget(THIRD) == 2
        log.add([THREE])
        assert [one.number for one in log.every()] == [3]


class IntakesSuite:
    def test_an_intake_is_kept_as_it_is_until_it_is_dropped(self, catalogue: Catalogue):
        intakes = catalogue.intakes
        intakes.put(DRAFT)
        assert intakes.get("i1") == DRAFT
        full = replace(
            DRAFT,
            at=SECOND,
            state=IntakeState.CONFIRMED,
            fields=(("t0", "shown"), ("t0.until", "2026-12-31")),
            assets=("a1", "a2"),
            kept=(("dam/1", "intake i1", 2),),
        )
        intakes.put(full)
        assert intakes.get("i1") == full
        intakes.drop("i1")
        intakes.drop("i1")
        assert intakes.get("i1") is None

    def test_intakes_are_listed_by_state_and_person_the_last_changed_first(self, catalogue: Catalogue):
        others = [replace(DRAFT, id="i3", at=SECOND), replace(DRAFT, id="i2", at=SECOND)]
        for one in (
            DRAFT,
            *others,
            replace(DRAFT, id="i4", who="ben"),
            replace(DRAFT, id="i5", state=IntakeState.CONFIRMED),
        ):
            catalogue.intakes.put(one)
        recent = catalogue.intakes.recent
        assert [one.id for one in recent(IntakeState.DRAFT, "ana")] == ["i2", "i3", "i1"]
        assert [one.id for one in recent(IntakeState.DRAFT, "ana", 1)] == ["i2"]
        assert [one.id for one in recent(IntakeState.DRAFT)] == ["i2", "i3", "i1", "i4"]
        assert [one.id for one in recent(IntakeState.CONFIRMED)] == ["i5"]
