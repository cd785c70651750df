"""A period is judged day by day: what one term leaves open from July on, another term may cover."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from thesaury.model.policy import Verdict
from thesaury.model.use import Use
from thesaury.rights.deciding.assets import Held
from thesaury.rights.deciding.changes import Turns
from thesaury.rights.deciding.composing import intersection
from thesaury.rights.deciding.judging import Judgement
from thesaury.rights.deciding.moments import days_of
from thesaury.rights.deciding.remembering import Memory


def judge_days(rights: Held, use: Use, turns: Turns, memory: Memory) -> Judgement:
    """Whether every day is permitted: the first stretch of days that is not decides, else all stretches together.

    All days at once, and stretch by stretch only where that does not permit and there are terms that may take turns.
    """
    found = memory.judge(rights, use)
    if found.verdict is Verdict.PERMIT or not (starts := _turning(use, turns)):
        return found
    return intersection([memory.judge(rights, part) for part in stretches(use, starts)])


def permitted(rights: Held, use: Use, turns: Turns, memory: Memory) -> bool:
    """Whether `judge_days` permits, in a fraction of the time."""
    if memory.permits(rights, use):
        return True
    starts = _turning(use, turns)
    return bool(starts) and all(memory.permits(rights, part) for part in stretches(use, starts))


def verdict_of_days(rights: Held, use: Use, turns: Turns, memory: Memory, turning: bool) -> Verdict:
    """The verdict of `judge_days` alone; `turning`: whether there are terms that may take turns."""
    found = memory.verdict(rights, use)
    if found is Verdict.PERMIT or not turning or not (starts := _within(use, turns)):
        return found
    parts = [memory.verdict(rights, part) for part in stretches(use, starts)]
    return next((one for one in (Verdict.DENY, Verdict.NEEDS_REVIEW) if one in parts), Verdict.PERMIT)


def stretches(use: Use, starts: Sequence[date]) -> Iterator[Use]:
    """The use cut before each of these days.

    Whether a later stretch was in use in time for another term's first-use date is not guessed from the first one.
    """
    ends = [*(day - timedelta(days=1) for day in starts), use.last_day]
    for start, end in zip((use.first_day, *starts), ends, strict=True):
        yield replace(use, first_day=start, last_day=end)


def _turning(use: Use, turns: Turns) -> list[date]:
    """The days within a period on which the answer may turn; none where there is one term alone."""
    return _within(use, turns) if len(turns.terms) > 1 else []


def _within(use: Use, turns: Turns) -> list[date]:
    if use.last_day is None:
        return []
    first, last = days_of(use)
    return [day for day in turns.days(use) if first < day <= last]
