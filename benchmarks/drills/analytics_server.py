"""The graph of analysis with 100,000 assets and 1,000,000 uses on a real Virtuoso.

Figures as those of `./run bench analytics_server`; no named question is to take more than a second, and the dashboard no more than two.
Half an hour, and 10 GB of disk.
"""

from benchmarks import analytics_server
from benchmarks.synthetic.analytics import Size


def run() -> dict[str, object]:
    return analytics_server.run(Size())
