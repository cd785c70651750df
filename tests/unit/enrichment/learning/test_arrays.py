"""Rows of different lengths, against plain Python."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from thesaury.enrichment.learning.arrays import at, entries, flags, highest, rounded, unit_rows

grids = st.integers(1, 6).flatmap(
    lambda width: st.lists(
        st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), min_size=width, max_size=width), min_size=1, max_size=6
    )
)


def matrix(grid: list[list[float]]) -> sparse.csr_array:
    return sparse.csr_array(np.array(grid, np.float32))


@given(grids, st.data())
def test_entries_are_the_places_of_rows(grid: list[list[float]], data: st.DataObject):
    made = matrix(grid)
    rows = np.array(data.draw(st.lists(st.integers(0, len(grid) - 1), max_size=5)), np.int64)
    place, counts = entries(made.indptr, rows)
    assert made.data[place].tolist() == [value for row in rows for value in grid[row] if value]
    assert counts.tolist() == [sum(value > 0 for value in grid[row]) for row in rows]


@given(grids, st.integers(1, 8))
def test_highest_are_the_highest_of_each_row(grid: list[list[float]], most: int):
    values = np.array(grid, np.float32)
    rows, columns = highest(values, most)
    for number, row in enumerate(grid):
        best = sorted((-value, column) for column, value in enumerate(row) if value > 0)[:most]
        assert columns[rows == number].tolist() == [column for _, column in best]
    assert (np.diff(rows) >= 0).all()


@given(st.integers(0, 1_000), st.integers(1, 8), st.integers(1, 400))
def test_highest_of_wide_rows_too(seed: int, most: int, width: int):
    values = np.random.default_rng(seed).integers(-20, 20, (3, width)).astype(np.float32)
    rows, columns = highest(values, most)
    for number, row in enumerate(values.tolist()):
        best = sorted((-value, column) for column, value in enumerate(row) if value > 0)[:most]
        assert columns[rows == number].tolist() == [column for _, column in best]


def test_highest_of_nothing_is_nothing():
    for shape in ((3, 0), (0, 3)):
        rows, columns = highest(np.zeros(shape, np.float32), 5)
        assert len(rows) == len(columns) == 0


@given(grids, st.data())
def test_values_at_places(grid: list[list[float]], data: st.DataObject):
    places = data.draw(st.lists(st.tuples(st.integers(0, len(grid) - 1), st.integers(0, len(grid[0]) - 1)), max_size=8))
    rows, columns = (np.array(part, np.int64) for part in (zip(*places, strict=True) if places else ([], [])))
    found = at(matrix(grid), rows, columns)
    assert found.tolist() == [grid[row][column] for row, column in places]
    assert found.dtype == np.float32


def test_values_at_places_of_a_matrix_that_is_not_sorted():
    unsorted = sparse.csr_array((np.array([5.0, 3.0]), np.array([2, 0]), np.array([0, 2])), shape=(1, 3))
    assert at(unsorted, np.zeros(3, np.int64), np.arange(3)).tolist() == [3, 0, 5]
    assert unsorted.indices.tolist() == [2, 0]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=10))
def test_flags_are_one_however_often_they_are_named(places: list[tuple[int, int]]):
    rows, columns = np.array(places, np.int64).reshape(-1, 2).T
    found = flags(rows, columns, (4, 4)).toarray()
    assert {(int(row), int(column)) for row, column in np.argwhere(found)} == set(places)
    assert set(found.ravel().tolist()) <= {0.0, 1.0}


@given(grids)
def test_unit_rows(grid: list[list[float]]):
    lengths = np.linalg.norm(unit_rows(matrix(grid)).toarray(), axis=1)
    assert np.allclose(lengths, [1 if any(row) else 0 for row in grid], atol=1e-6)


def test_rounded_sums_do_not_depend_on_their_order():
    draw = np.random.default_rng(1)
    values = draw.standard_normal((40, 200)).astype(np.float32)
    unit = rounded(values / np.linalg.norm(values, axis=1, keepdims=True), 1 << 11).astype(np.float32)
    order = draw.permutation(200)
    assert (unit @ unit.T == unit[:, order] @ unit[:, order].T).all()
    assert (unit[3:4] @ unit.T == (unit @ unit.T)[3]).all()
    assert ((unit @ unit.T).astype(np.float64) == unit.astype(np.float64) @ unit.T.astype(np.float64)).all()
