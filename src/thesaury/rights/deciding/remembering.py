"""What was judged stays known while one question is answered: assets share licences and sources, and days are asked about twice."""

from thesaury.model.licensing import Axis
from thesaury.model.policy import Verdict
from thesaury.model.use import Use
from thesaury.rights.deciding.assets import Held, Right
from thesaury.rights.deciding.composing import intersection, judge_right, judge_right_briefly, lacking_of
from thesaury.rights.deciding.findings import Basis
from thesaury.rights.deciding.judging import Judgement

_MOST = 200_000
"""Judgements remembered, some dozens of MiB; then all of them are forgotten. A thousand assets need about half of it."""

Lacking = list[frozenset[Axis]]
_OF_DAYS = frozenset({Axis.DATE, Axis.REGION})


class Memory:
    """Judges rights on one basis, each right once for each use."""

    def __init__(self, basis: Basis) -> None:
        """Nothing is judged yet."""
        self.basis = basis
        self._whole: dict[Use, dict[Right | None, Judgement]] = {}
        self._brief: dict[Use, dict[Right | None, Verdict]] = {}
        self._lacking: dict[Use, dict[Right | None, Lacking]] = {}
        self._count = 0

    def judge(self, rights: Held, use: Use) -> Judgement:
        """Whether all rights permit the use: the first that denies, else the first that needs review, else the permits together."""
        known = self._whole.setdefault(use, {})
        for right in rights:
            if right not in known:
                self._counted()
                known[right] = judge_right(right, use, self.basis)
        return intersection([known[right] for right in rights])

    def verdict(self, rights: Held, use: Use) -> Verdict:
        """The verdict of `judge` alone, in a fraction of the time."""
        known, worst = self._brief.setdefault(use, {}), Verdict.PERMIT
        for right in rights:
            if (verdict := known.get(right)) is None:
                self._counted()
                verdict = known[right] = judge_right_briefly(right, use, self.basis)
            if verdict is Verdict.DENY:
                return verdict
            worst = verdict if verdict is Verdict.NEEDS_REVIEW else worst
        return worst if rights else Verdict.NEEDS_REVIEW

    def permits(self, rights: Held, use: Use) -> bool:
        """Whether `judge` permits; the first right that does not is enough to know."""
        known = self._brief.setdefault(use, {})
        for right in rights:
            if (verdict := known.get(right)) is None:
                self._counted()
                verdict = known[right] = judge_right_briefly(right, use, self.basis)
            if verdict is not Verdict.PERMIT:
                return False
        return bool(rights)

    def lacking(self, right: Right | None, use: Use) -> Lacking:
        """For each term of a right the axes that do not fit on any day: where each of them lacks one, the right does not permit.

        Dates, and regions, whose groups change from day to day, are left out.
        """
        known = self._lacking.setdefault(use, {})
        if right not in known:
            self._counted()
            known[right] = [axes - _OF_DAYS for axes in lacking_of(right, use, self.basis)]
        return known[right]

    def _counted(self) -> None:
        self._count += 1
        if self._count > _MOST:
            self._count = 0
            self._whole.clear()
            self._brief.clear()
            self._lacking.clear()
