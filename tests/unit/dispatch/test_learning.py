"""When a worker has a model trained."""

from datetime import UTC, datetime, timedelta

from thesaury.dispatch.learning import ENOUGH, due
from thesaury.model.annotation import Decision, Review

START = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)


def reviews(count: int, seconds: float) -> list[Review]:
    """Decisions, one every so many seconds."""
    moments = [(START + timedelta(seconds=number * seconds)).isoformat() for number in range(count)]
    return [Review(f"a{number}", "c", Decision.ACCEPTED, "ana", at) for number, at in enumerate(moments)]


def test_a_few_decisions_are_not_enough():
    assert not due(reviews(ENOUGH - 1, 1), START + timedelta(days=1))
    assert not due([], START)


def test_enough_decisions_and_a_pause():
    made = reviews(ENOUGH, 1)
    last = datetime.fromisoformat(made[-1].at)
    assert not due(made, last + timedelta(seconds=59))
    assert due(made, last + timedelta(seconds=60))


def test_a_reviewer_who_never_pauses():
    made = reviews(100, 7)
    assert due(made, datetime.fromisoformat(made[-1].at))
    assert not due(made[:80], datetime.fromisoformat(made[79].at))
