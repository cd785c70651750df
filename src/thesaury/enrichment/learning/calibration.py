"""From what a forest says to how often it is right: 0.9 is to mean nine in ten."""

from dataclasses import dataclass

import numpy as np

from thesaury.enrichment.learning.arrays import Flags, Floats

# Isotonic regression gives many the same score; this little of the forest's own keeps them in order.
_OWN = 1e-3
_FEW = 30


@dataclass(frozen=True, eq=False)
class Calibration:
    """A rising line through `said` and `held`: what a forest said, and the share that held."""

    said: Floats
    held: Floats

    def scores(self, likelihoods: Floats) -> Floats:
        """Scores between 0 and 1 in the same order."""
        return np.asarray(
            (1 - _OWN) * np.interp(likelihoods, self.said, self.held) + _OWN * likelihoods, np.float32
        ).clip(0, 1)


AS_SAID = Calibration(np.array([0, 1], np.float32), np.array([0, 1], np.float32))


def calibrated(likelihoods: Floats, right: Flags) -> Calibration:
    """Isotonic regression (Zadrozny and Elkan 2002) on likelihoods of candidates the forest had not seen, and whether each held.

    Each step of the regression becomes one point at its mean likelihood; with hardly any right ones the forest is taken at its word.
    """
    from scipy.optimize import isotonic_regression

    if right.sum() < _FEW:
        return AS_SAID
    order = np.argsort(likelihoods, kind="stable")
    fitted = isotonic_regression(right[order].astype(np.float64))
    edges = fitted.blocks
    sizes = np.diff(edges)
    said = np.add.reduceat(likelihoods[order].astype(np.float64), edges[:-1]) / sizes
    held = fitted.x[edges[:-1]]
    return Calibration(
        np.concatenate(([0], said, [1])).astype(np.float32),
        np.concatenate(([0], held, [max(held[-1], said[-1])])).astype(np.float32),
    )
