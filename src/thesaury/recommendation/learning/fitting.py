"""Weights that put pairs in order: logistic regression over the differences of the parts (Bradley and Terry's model), near those of the
house, each with the sign it has there and within bounds."""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit

from thesaury.recommendation.learning.pairs import Floats, Preferences

STRETCH = 3.0
"""No part comes to weigh more than so many times its default, nor less than that part of it: what a brief is about goes on to decide."""
SMALL = 0.25
"""Nor is a part held below this share of all that speaks for an asset: a small default says that we did not know, not that it is small."""
HOLD = 2.0
"""How firmly the weights are held at the defaults, in lists: so many have to speak for it before a weight moves by `STEP`."""
STEP = 0.1
"""A share of all that speaks for an asset; for a large weight it is half of its own size."""

_STEEPEST = 4.0
"""The logarithm of how surely a difference of scores is told at most, and where the search begins: scores differ by tenths."""


def fitted(lists: Sequence[Preferences], defaults: Mapping[str, float]) -> dict[str, float]:
    """Weights for the parts of `defaults`, in their order, whose positive ones add up to what they do there.

    A list counts 1, however many pairs it has. What is a plain good by default never counts against an asset, and what counts against
    it never for it; a part of weight 0 keeps it. How surely people tell two scores apart is fitted along with the weights. The penalty is
    (HOLD / 2) times the sum of ((weight - default) / step) squared.
    """
    names, start = list(defaults), np.array(list(defaults.values()))
    whole = start[start > 0].sum()
    rows = np.concatenate([one.differences for one in lists])
    counts = np.concatenate([np.full(len(one.differences), 1 / len(one.differences)) for one in lists])
    step = np.maximum(STEP * whole, np.abs(start) / 2)

    def loss(sought: Floats) -> tuple[float, Floats]:
        steepness, weights = np.exp(sought[0]), sought[1:]
        margins, away = steepness * (rows @ weights), (weights - start) / step
        told = float(counts @ np.logaddexp(0.0, -margins)) + HOLD / 2 * float(away @ away)
        wrong = counts * expit(-margins)
        return told, np.concatenate([[-(wrong @ margins)], -steepness * (wrong @ rows) + HOLD * away / step])

    bounds = [(0.0, _STEEPEST), *(_bounds(one, whole) for one in start)]
    # Defaults that people do not share at all tell nothing apart, and the search would stay there: it begins at what was chosen, too.
    chosen = np.clip(counts @ rows / np.abs(counts @ rows).max(initial=1e-9) * whole, *np.array(bounds[1:]).T)
    begun = (np.concatenate([[_STEEPEST / 2], weights]) for weights in (start, chosen))
    tried = [minimize(loss, one, jac=True, method="L-BFGS-B", bounds=bounds) for one in begun]
    found = min(tried, key=lambda one: float(one.fun)).x[1:]
    return dict(zip(names, (found * (whole / found[found > 0].sum())).tolist(), strict=True))


def _bounds(default: float, whole: float) -> tuple[float, float]:
    size = abs(default)
    least, most = size / STRETCH, max(size * STRETCH, SMALL * whole)
    if not size:
        return 0.0, 0.0
    return (least, most) if default > 0 else (-most, -least)
