"""Gradient-boosted trees (LightGBM) over the columns of candidates, kept as text."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from thesaury.enrichment.learning.arrays import Flags, Floats
from thesaury.model.errors import Stop

if TYPE_CHECKING:
    from types import ModuleType

    from lightgbm import Booster

_SHAPE = {
    "objective": "binary",
    "num_leaves": 31,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "path_smooth": 20.0,
    "max_bin": 127,
    "seed": 20_260,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbose": -1,
}
"""Chosen once on parts of the training records of four public sets that were held back; the same for every vocabulary."""

# Candidates that a leaf has to stand for; fewer where there are few in all.
_LEAF, _SMALLEST_LEAF = 40, 5
# Of fewer candidates than this a bag could be empty.
_BAGGED = 10
_END = "\nend of trees\n"
_COLUMNS = re.compile(r"^max_feature_idx=(\d+)$", re.MULTILINE)


@dataclass(frozen=True)
class Forest:
    """Trees that give each candidate a likelihood between 0 and 1; `text` is LightGBM's own form."""

    text: str

    @cached_property
    def _booster(self) -> "Booster":
        booster: Booster = _lightgbm().Booster(model_str=self.text)
        return booster

    @property
    def columns(self) -> int:
        """How many columns a row has to have, by the head of the text: to know it needs no LightGBM."""
        found = _COLUMNS.search(self.text)
        return int(found[1]) + 1 if found else 0

    def __getstate__(self) -> dict[str, str]:
        """Another process gets the text alone."""
        return {"text": self.text}

    def likelihoods(self, rows: Floats) -> Floats:
        """One likelihood for each row; one thread, so that several processes do not stand in each other's way."""
        if not len(rows):
            return np.zeros(0, np.float32)
        return np.asarray(self._booster.predict(rows, num_threads=1), np.float32)


def grow(rows: Floats, right: Flags, trees: int, rate: float) -> Forest:
    """The forest of this many trees and this learning rate that tells right rows from wrong ones; there has to be one."""
    lightgbm = _lightgbm()
    leaf = min(_LEAF, max(_SMALLEST_LEAF, len(rows) // 200))
    data = lightgbm.Dataset(rows, right.astype(np.float32), free_raw_data=True)
    bagging = _SHAPE["bagging_fraction"] if len(rows) >= _BAGGED else 1.0
    shape = {**_SHAPE, "min_data_in_leaf": leaf, "bagging_fraction": bagging, "learning_rate": rate}
    grown = lightgbm.train(shape, data, trees)
    return Forest(grown.model_to_string())


def read_forest(text: str, columns: int) -> Forest:
    """The forest in a text, for rows with this many columns. Raises ValueError where it is another one, or none."""
    if not text.startswith("tree\n") or _END not in text:
        raise ValueError("its trees are incomplete")  # LightGBM itself would crash
    forest = Forest(text)
    if forest.columns != columns:
        raise ValueError(f"its trees read {forest.columns} columns, and candidates have {columns}")
    return forest


def _lightgbm() -> "ModuleType":
    """LightGBM, loaded when it is first needed. Raises Stop where the library it is built on is missing."""
    try:
        import lightgbm
    except OSError as missing:
        raise Stop(
            f"LightGBM cannot be loaded ({missing}). It needs libgomp: apt-get install libgomp1 "
            "(macOS: brew install libomp)."
        ) from missing
    return lightgbm
