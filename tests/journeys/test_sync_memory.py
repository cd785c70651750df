"""The memory of a process that pulls does not grow with what it pulls; `./run bench sync` shows it over 100,000 assets."""

from pathlib import Path

from benchmarks.sync import pulled_apart

ASSETS = 2_000
GROWTH = 16
"""MiB between the first quarter and the last: caches fill, and an allocator takes what it likes."""
LIMIT = 300


def test_pulling_four_times_as_much_takes_no_more_memory(tmp_path: Path):
    figures = pulled_apart(tmp_path / "work", ASSETS)
    first, *_, last = figures["MiB_at_each_quarter"]
    assert figures["assets"] == ASSETS
    assert last - first <= GROWTH
    assert figures["MiB_at_most"] < LIMIT
