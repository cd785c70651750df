"""The interface under ten minutes of schemathesis, over a real workspace: questions, answers by status, and what was wrong."""

import tempfile
from contextlib import closing
from pathlib import Path
from time import monotonic
from typing import Any

from tests.journeys.api.conftest import filled
from tests.journeys.api.contract_check import checked
from tests.journeys.conftest import TABLE, TERMS, prepared
from thesaury.bootstrap import open_workspace
from thesaury.web.api import events
from thesaury.web.app import create_app

EXAMPLES, SECONDS = 200, 600


def run() -> dict[str, Any]:
    """Ask until the time is over; what failed stands in the answer."""
    events.LONGEST_SECONDS = 0.0
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        (base / "terms.ttl").write_text(TERMS)
        (base / "assets.csv").write_text(TABLE)
        work, began = base / "work", monotonic()
        prepared("init", work)
        prepared("vocabulary", "import", base / "terms.ttl", "-w", work)
        prepared("connect", "table", base / "assets.csv", "--name", "assets", "-w", work)
        prepared("sync", "-w", work)
        with closing(open_workspace(work)) as workspace:
            filled(workspace)
            found = checked(create_app(workspace, per_minute=10**9), EXAMPLES, SECONDS)
    return {
        "seconds": round(monotonic() - began, 1),
        "answers": dict(sorted(found.answers.items())),
        "checks": dict(found.checks),
        "failures": found.failures,
    }
