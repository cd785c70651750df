"""The feed of a channel with 100,000 assets. About ten minutes.

Figures as those of `./run bench feed`.
"""

from benchmarks import feed

LARGE = 100_000


def run() -> dict[str, object]:
    return feed.run(LARGE, indexed=False)
