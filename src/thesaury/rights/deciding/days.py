"""A period is judged day by day: what one term leaves open from July on, another term may cover."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from thesaury.model.licensing import Statement
from thesaury.model.policy import Verdict
from thesaury.model.use import Use
from thesaury.rights.deciding.assets import Held
from thesaury.rights.deciding.changes import turning_days
from thesaury.rights.deciding.composing import intersection, judge_held, verdict_of
from thesaury.rights.deciding.findings import Basis
from thesaury.rights.deciding.judging import Judgement
from thesaury.rights.deciding.moments import days_of

T = TypeVar("T")


def judge_days(rights: Held, statements: tuple[Statement, ...], use: Use, basis: Basis) -> Judgement:
    """Whether every day is permitted: the first stretch of days that is not decides, else all stretches together."""
    return _by_stretch(statements, use, basis, lambda part: judge_held(rights, part, basis), intersection, _verdict)


def verdict_of_days(rights: Held, statements: tuple[Statement, ...], use: Use, basis: Basis) -> Verdict:
    """The verdict of `judge_days` alone."""
    return _by_stretch(statements, use, basis, lambda part: verdict_of(rights, part, basis), _worst, lambda v: v)


def _by_stretch(
    statements: tuple[Statement, ...],
    use: Use,
    basis: Basis,
    judging: Callable[[Use], T],
    together: Callable[[list[T]], T],
    verdict: Callable[[T], Verdict],
) -> T:
    """All at once, and stretch by stretch only where that does not permit and there are terms that may take turns."""
    found = judging(use)
    if verdict(found) is Verdict.PERMIT or use.last_day is None or sum(len(s.terms) for s in statements) < 2:
        return found
    parts = stretches(use, statements, basis)
    return found if len(parts) < 2 else together([judging(part) for part in parts])


def stretches(use: Use, statements: tuple[Statement, ...], basis: Basis) -> list[Use]:
    """The use cut at every day on which an answer may turn.

    Whether a later stretch was in use in time for another term's first-use date is not guessed from the first one.
    """
    first, last = days_of(use)
    turns = [day for day in turning_days(use, statements, basis) if first < day <= last]
    starts = [use.first_day, *turns]
    ends = [*(day - timedelta(days=1) for day in turns), use.last_day]
    return [replace(use, first_day=start, last_day=end) for start, end in zip(starts, ends, strict=True)]


def _worst(verdicts: list[Verdict]) -> Verdict:
    return next((v for v in (Verdict.DENY, Verdict.NEEDS_REVIEW) if v in verdicts), Verdict.PERMIT)


def _verdict(judged: Judgement) -> Verdict:
    return judged.verdict
