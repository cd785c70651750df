"""Figures that reconcile in more than a thousand random workspaces, and the graph of analysis with 100,000 assets and 1,000,000 uses.

Figures as those of `./run bench analytics`; no named question is to take more than a second, and the dashboard no more than two. About an
hour, and 10 GB of disk.
"""

import os
import subprocess
import sys

from benchmarks import analytics
from benchmarks.synthetic.analytics import Size

_RECONCILED = "tests/unit/analytics/test_reconciliation.py", "tests/unit/analytics/test_questions_of_worlds.py"


def run() -> dict[str, object]:
    return {"reconciled": _reconciled(), **analytics.run(Size())}


def _reconciled() -> str:
    """What the tests of reconciliation have to say at their end in the long form; what falls is printed in full."""
    command = [sys.executable, "-m", "pytest", "-q", *_RECONCILED]
    made = subprocess.run(command, env={**os.environ, "THESAURY_LONG": "1"}, capture_output=True, text=True)
    if made.returncode:
        print(made.stdout, file=sys.stderr)
    return made.stdout.strip().splitlines()[-1]
