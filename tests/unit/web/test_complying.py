"""The compliance report in the background: given while it is old, told when it fails, and made again when asked."""

from time import monotonic, sleep

from tests.fakes.workspace import FakeWorkspace
from tests.patience import PATIENCE
from thesaury.model.compliance import Compliance, Share
from thesaury.model.errors import Unreachable
from thesaury.web.complying import ComplianceKeeper

REPORT = Compliance("2026-11-29T10:00:00+00:00", Share(1, 1, 1, 1), {}, {}, (), ())


def rested(keeper: ComplianceKeeper) -> None:
    end = monotonic() + PATIENCE
    while keeper.progress is not None:
        assert monotonic() < end
        sleep(0.005)


def test_a_failure_is_told_and_the_next_attempt_is_made_when_somebody_asks_for_it():
    answers: list[Compliance | Exception] = [Unreachable("The disk is away."), REPORT]

    def measure(*_: object) -> Compliance:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    keeper = ComplianceKeeper(FakeWorkspace(), measure)
    assert keeper.report() is None
    rested(keeper)
    assert (keeper.report(), keeper.failed) == (None, "The disk is away.")
    assert len(answers) == 1, "nobody asked for another attempt"
    keeper.again()
    keeper.report()
    rested(keeper)
    assert (keeper.report(), keeper.failed) == (REPORT, "")
    assert answers == []


def test_what_nobody_foresaw_is_told_too():
    def broken(*_: object) -> Compliance:
        raise ZeroDivisionError("division by zero")

    keeper = ComplianceKeeper(FakeWorkspace(), broken)
    keeper.report()
    rested(keeper)
    assert "division by zero" in keeper.failed
