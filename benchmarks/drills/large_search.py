"""The search index with a million documents: figures as those of `./run bench search`. About ten minutes, and 3 GB of disk."""

from benchmarks import search


def run() -> dict[str, object]:
    return search.run(search.LARGE)
