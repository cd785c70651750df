"""The graph of analysis with 100,000 assets and 1,000,000 uses. About half an hour, and 10 GB of disk.

Figures as those of `./run bench analytics`; no named question may take more than a second, and the dashboard no more than two.
"""

from benchmarks import analytics
from benchmarks.synthetic.analytics import Size


def run() -> dict[str, object]:
    return analytics.run(Size())
