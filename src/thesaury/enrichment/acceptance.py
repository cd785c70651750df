"""From which score on suggestions are right often enough to be accepted unseen, and whether the decisions so far can show it."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import ceil

from thesaury.enrichment.confidence import DOUBT, lower_bound, needed

_STEP = 0.8
"""Each cut keeps about this share of the decisions of the one below it: nearer ones would hardly differ, and every look has its price."""
_FURTHEST = 1000.0
"""More than so many times the decisions there are is no advice."""
_HALVINGS = 12

Pair = tuple[float, bool]
"""The score of a suggestion, by a model that had not seen the decision, and whether a person found it right."""


@dataclass(frozen=True, slots=True)
class Support:
    """What the decisions show.

    `threshold` is the lowest score from which on at least the wanted share is right, None where no score is shown to be. `bound` is
    the share that is shown to be right and `coverage` the share of suggestions with such scores: at the threshold, or (without one)
    where the bound is best. `pairs` decisions there are, `above` of them at or above that score, `right` of these right. `more` is
    about how many more decisions like these it takes, None where more like these would not do.
    """

    threshold: float | None
    bound: float
    coverage: float
    pairs: int
    above: int
    right: int
    more: int | None


@dataclass(frozen=True, slots=True)
class _Cut:
    """Everything with at least one score: the decisions there as they are, and as they count."""

    threshold: float
    coverage: float
    above: int
    above_right: int
    counted: float
    right: float

    def bound(self, doubt: float) -> float:
        return lower_bound(self.right, self.counted, doubt)


def support(judged: Sequence[Pair], precision: float, others: Sequence[float] = ()) -> Support:
    """The lowest threshold at which the decisions show, with 95 % confidence, that at least `precision` of what lies at or above it is
    right; 0 < precision < 1. `others` are the scores of the suggestions that nobody decided on.

    Looking at m cuts and taking the best would promise too much, so cuts are chosen by the scores alone and share the doubt: each has
    1/m of 5 %, and hands it to the next lower one once it has passed (the fallback procedure of Wiens and Dmitrienko 2005, J. Biopharm.
    Stat. 15(6), which keeps the chance of any wrong pass below 5 %).

    Decisions are seldom a fair sample: who decides on the surest first has judged the easy ones. So high scores count only as often as
    they occur among all suggestions, and a threshold that reaches into scores hardly anybody judged finds itself with little evidence.
    """
    cuts = _cuts(judged, precision, others)
    passed: _Cut | None = None
    doubt = bound = 0.0
    for cut in cuts:
        doubt += DOUBT / len(cuts)
        if cut.bound(doubt) >= precision:
            passed, bound = cut, cut.bound(doubt)
        else:
            doubt = 0.0
    if passed:
        return _told(passed, passed.threshold, bound, len(judged), 0)
    if not cuts:
        return Support(None, 0.0, 0.0, 0, 0, 0, needed(precision))
    best = max(cuts, key=lambda cut: cut.bound(DOUBT / len(cuts)))
    return _told(best, None, best.bound(DOUBT / len(cuts)), len(judged), _more(cuts, len(judged), precision))


def _cuts(judged: Sequence[Pair], precision: float, others: Sequence[float]) -> list[_Cut]:
    """The cuts by falling threshold, only between different scores."""
    held = sorted(Counter(score for score, _ in judged).items(), reverse=True)
    reaching = list(accumulate(count for _, count in held))
    places = sorted(_places(reaching, precision))
    thresholds, above = [held[place][0] for place in places], [reaching[place] for place in places]
    right = _counted((score for score, good in judged if good), thresholds)
    offered = [sum(counts) for counts in zip(above, _counted(others, thresholds), strict=True)]
    total = len(judged) + len(others)

    def cut(k: int) -> _Cut:
        weighed = _weighed(above[: k + 1], right[: k + 1], offered[: k + 1])
        return _Cut(thresholds[k], offered[k] / total, above[k], right[k], *weighed)

    return [cut(k) for k in range(len(thresholds))]


def _places(reaching: Sequence[int], precision: float) -> Iterator[int]:
    """Which scores become cuts, lowest first, where so many decisions reach each score: as many cuts as could still pass with their part
    of the doubt, were all decisions right."""
    place, looks = len(reaching) - 1, 1
    while place >= 0 and (looks == 1 or reaching[place] >= needed(precision, DOUBT / looks)):
        yield place
        place, looks = min(bisect_left(reaching, reaching[place] * _STEP), place - 1), looks + 1


def _counted(scores: Iterable[float], thresholds: Sequence[float]) -> list[int]:
    """How many scores lie at or above each threshold."""
    rising = sorted(scores)
    return [len(rising) - bisect_left(rising, threshold) for threshold in thresholds]


def _weighed(above: Sequence[int], right: Sequence[int], offered: Sequence[int]) -> tuple[float, float]:
    """How many decisions count at the last of these cuts, and how many of them right.

    All three count what lies at or above each cut, by falling threshold: decisions, those that are right, all suggestions. As many
    decisions count as can be chosen so that at or above each cut there lies no greater share of them than of the suggestions: while
    higher scores are no worse, what counts is then never better than what is accepted. High decisions in excess count in part.
    """
    shares = [count / offered[-1] for count in offered]
    higher = zip((0, *above[:-1]), (0.0, *shares[:-1]), strict=True)
    counts = min((above[-1] - count) / (1 - share) for count, share in higher)
    kept = found = 0.0
    for held, good, share in zip(_slices(above), _slices(right), shares, strict=True):
        before, kept = kept, min(counts * share, kept + held)
        found += good * (kept - before) / held
    return counts, found


def _slices(above: Sequence[int]) -> Iterator[int]:
    """What lies between each cut and the one above it."""
    return (after - before for before, after in pairwise((0, *above)))


def _told(cut: _Cut, threshold: float | None, bound: float, pairs: int, more: int | None) -> Support:
    return Support(threshold, bound, cut.coverage, pairs, cut.above, cut.above_right, more)


def _more(cuts: Sequence[_Cut], pairs: int, precision: float) -> int | None:
    """About how many more decisions would do, were they as right as those so far at the cut where that takes fewest."""
    doubt = DOUBT / len(cuts)
    growths = [growth for cut in cuts if (growth := _growth(cut, precision, doubt)) is not None]
    more = ceil(pairs * (min(growths) - 1)) if growths else None
    least = needed(precision) - pairs
    return more if least <= 0 else max(least, more or 0)


def _growth(cut: _Cut, precision: float, doubt: float) -> float | None:
    """How many times the decisions of a cut would do; None where too few are right, or so just enough that it takes too many."""
    if cut.right <= precision * cut.counted:
        return None

    def short(times: float) -> bool:
        return lower_bound(times * cut.right, times * cut.counted, doubt) < precision

    times = 1.0
    while short(times):
        times *= 2
        if times > _FURTHEST:
            return None
    few = times / 2
    for _ in range(_HALVINGS):
        middle = (few + times) / 2
        few, times = (middle, times) if short(middle) else (few, middle)
    return times
