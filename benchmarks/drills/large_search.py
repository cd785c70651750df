"""Search with a million documents: the index by itself, and the whole of a search with the model.

Figures as those of `./run bench search` and `./run bench search_whole`. About twenty minutes, and 3 GB of disk at a time.
"""

from benchmarks import search, search_whole


def run() -> dict[str, object]:
    return {"index": search.run(search.LARGE), "whole": search_whole.run(search.LARGE)}
