"""Forests: kept as text, and clear when their library is missing."""

import pickle
import sys
from importlib.abc import MetaPathFinder

import numpy as np
import pytest

from thesaury.enrichment.learning.forest import Forest, grow, read_forest
from thesaury.model.errors import Stop

DRAW = np.random.default_rng(1)
ROWS = DRAW.random((400, 3)).astype(np.float32)
RIGHT = ROWS[:, 0] + 0.2 * ROWS[:, 1] > 0.6


def test_it_tells_right_from_wrong():
    said = grow(ROWS, RIGHT, 40, 0.15).likelihoods(ROWS)
    assert said[RIGHT].mean() > 0.8
    assert said[~RIGHT].mean() < 0.2
    assert ((said >= 0) & (said <= 1)).all()


def test_the_same_rows_grow_the_same_forest_and_text_keeps_it():
    one, other = grow(ROWS, RIGHT, 20, 0.1), grow(ROWS, RIGHT, 20, 0.1)
    assert one.text == other.text
    read = read_forest(one.text, 3)
    assert read.columns == 3
    assert read.likelihoods(ROWS).tolist() == one.likelihoods(ROWS).tolist()
    assert Forest(read._booster.model_to_string()).likelihoods(ROWS).tolist() == one.likelihoods(ROWS).tolist()


def test_a_row_alone_gets_what_it_gets_among_others():
    forest = grow(ROWS, RIGHT, 20, 0.1)
    together = forest.likelihoods(ROWS)
    assert [float(forest.likelihoods(row[None])[0]) for row in ROWS[:50]] == together[:50].tolist()


def test_another_process_gets_the_text_alone():
    forest = grow(ROWS, RIGHT, 20, 0.1)
    said = forest.likelihoods(ROWS)
    assert pickle.loads(pickle.dumps(forest)).likelihoods(ROWS).tolist() == said.tolist()


@pytest.mark.parametrize("rows", [1, 3, 30])
@pytest.mark.parametrize("right", [False, True])
def test_few_rows_of_one_kind_are_enough(rows: int, right: bool):
    said = grow(ROWS[:rows], np.full(rows, right), 10, 0.1).likelihoods(ROWS[:2])
    assert np.allclose(said, float(right), atol=0.01)


def test_no_rows_no_likelihoods():
    assert grow(ROWS, RIGHT, 5, 0.1).likelihoods(ROWS[:0]).shape == (0,)


def test_text_that_is_no_whole_forest_is_refused_before_it_can_crash():
    text = grow(ROWS, RIGHT, 5, 0.1).text
    for broken in ("", "garbage", text[: len(text) // 3], text[: text.index("end of trees")], text[5:]):
        with pytest.raises(ValueError, match="its trees are incomplete"):
            read_forest(broken, 3)
    with pytest.raises(ValueError, match="read 3 columns, and candidates have 4"):
        read_forest(text, 4)


class Bare(MetaPathFinder):
    """A machine on which LightGBM's wheel is installed, but not the system library it needs."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        if name.split(".")[0] == "lightgbm":
            raise OSError("libgomp.so.1: cannot open shared object file: No such file or directory")


def test_without_libgomp_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    text = grow(ROWS, RIGHT, 5, 0.1).text
    monkeypatch.delitem(sys.modules, "lightgbm")
    monkeypatch.setattr(sys, "meta_path", [Bare(), *sys.meta_path])
    with pytest.raises(Stop, match="apt-get install libgomp1"):
        grow(ROWS, RIGHT, 5, 0.1)
    with pytest.raises(Stop, match="apt-get install libgomp1"):
        Forest(text).likelihoods(ROWS)
