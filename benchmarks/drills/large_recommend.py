"""Recommendations among a million documents, with the model and without one. About twenty minutes, and 3 GB of disk.

Figures as those of `./run bench recommend`.
"""

from benchmarks import recommend

LARGE = 1_000_000


def run() -> dict[str, object]:
    return recommend.run(LARGE)
