"""A ranker from candidates whose answers are known."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from thesaury.enrichment.learning.arrays import Flags, Floats, Ints
from thesaury.enrichment.learning.calibration import calibrated
from thesaury.enrichment.learning.candidates import Candidates
from thesaury.enrichment.learning.company import Company
from thesaury.enrichment.learning.folds import FOLDS
from thesaury.enrichment.learning.forest import grow
from thesaury.enrichment.learning.ranker import Ranker, second_look
from thesaury.model.errors import BadInput

_FIRST = (40, 0.15)
_SECOND = (140, 0.08)
# With so many answers two folds are enough to calibrate on; the time of the other three is saved.
_MANY = 100_000
_TRIALS = 2
_NOTHING_LEADS = (
    "Nothing in these examples leads to any of their concepts: neither labels nor words that two of them share. "
    "Check that assets have texts, and that the vocabulary has labels in their language."
)


@dataclass(frozen=True, eq=False)
class Taught:
    """Candidates of one group of assets, all judged by the same company: the fold of each, whether it held, and whether that is known."""

    candidates: Candidates
    fold: Ints
    right: Flags
    known: Flags
    company: Company


@dataclass(frozen=True, eq=False)
class Judged:
    """Scores of a ranker for candidates it had not seen, of which it is known whether they held."""

    assets: Ints
    concepts: Ints
    scores: Floats
    right: Flags


def learn_ranker(groups: Sequence[Taught], step: Callable[[], None] = lambda: None) -> tuple[Ranker, Judged]:
    """The ranker of these candidates, and what it said of those of the trial folds before it had seen them.

    The first look's likelihoods that the second is made with are out of fold, and so are the second's that calibrate.
    Raises BadInput where no candidate is known to be right.
    """
    if not any(group.right.any() for group in groups):
        raise BadInput(_NOTHING_LEADS)
    rows = np.concatenate([group.candidates.rows for group in groups])
    fold, right, known = (
        np.concatenate(parts) for parts in zip(*((g.fold, g.right, g.known) for g in groups), strict=True)
    )
    likelihoods = np.zeros(len(rows), np.float32)
    for number in np.unique(fold):
        held = fold == number
        learned = known & ~held
        if learned.any():
            likelihoods[held] = grow(rows[learned], right[learned], *_FIRST).likelihoods(rows[held])
        step()
    first = grow(rows[known], right[known], *_FIRST)
    kept, closer = _second_looks(groups, likelihoods)
    fold, right, known = fold[kept], right[kept], known[kept]
    if not known.any():
        raise BadInput(_NOTHING_LEADS)
    second = grow(closer[known], right[known], *_SECOND)
    step()
    said, trial = _held_back(closer, fold, right, known, step)
    calibration = calibrated(said[trial], right[trial])
    assets, concepts = (
        np.concatenate([getattr(group.candidates, name) for group in groups])[kept][trial]
        for name in ("assets", "concepts")
    )
    judged = Judged(assets, concepts, calibration.scores(said[trial]), right[trial])
    return Ranker(first, second, calibration), judged


def steps_of(folds: int = FOLDS) -> int:
    """How often `learn_ranker` calls `step` at most."""
    return 2 * folds + 1


def _second_looks(groups: Sequence[Taught], likelihoods: Floats) -> tuple[Ints, Floats]:
    places, looks, start = [], [], 0
    for group in groups:
        size = len(group.candidates)
        kept, rows = second_look(group.candidates, likelihoods[start : start + size], group.company)
        places.append(kept + start)
        looks.append(rows)
        start += size
    return np.concatenate(places), np.concatenate(looks)


def _held_back(rows: Floats, fold: Ints, right: Flags, known: Flags, step: Callable[[], None]) -> tuple[Floats, Flags]:
    """For known rows of the trial folds the likelihoods of forests that had not seen them; which rows these are."""
    numbers = np.unique(fold)
    said, trial = np.zeros(len(rows), np.float32), np.zeros(len(rows), bool)
    for number in numbers[: _TRIALS if known.sum() > _MANY else len(numbers)]:
        held, learned = (fold == number) & known, (fold != number) & known
        if learned.any():
            said[held] = grow(rows[learned], right[learned], *_SECOND).likelihoods(rows[held])
            trial |= held
        step()
    return said, trial
