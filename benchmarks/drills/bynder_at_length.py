"""100,000 assets of a Bynder portal read within its rate policy on a simulated clock, then 50 changes: requests, waits and memory."""

import resource
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.contract.connectors.bynder_at_length import KnownEtags, changed, portal
from thesaury.connectors.budget import Policy

ASSETS = 100_000
POLICY = Policy(requests=4500, window=300.0, silence=300.0)
SMALL_PAGE = 20
"""So small that the policy bites: with pages of 500 the whole portal takes 200 requests."""


def run() -> dict[str, Any]:
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch, portal(ASSETS, Path(scratch), POLICY, takes=0.02) as place:
        quick = place.read(500)
        read_in = time.monotonic() - started
        place.clock.waited = 0.0
        slow = place.read(SMALL_PAGE)
        waited = place.clock.waited
        changed(place.bench, 50)
        place.clock.sleep(301)
        again = place.read(500, quick.cursor, KnownEtags(quick.etags))
        assert again.assets == 50, again
        assert again.requests <= 5, again
        violations = len(place.bench.violations())
        assert violations == 0, violations
    return {
        "assets": quick.assets,
        "requests_with_pages_of_500": quick.requests,
        "seconds_really_taken": round(read_in, 1),
        f"requests_with_pages_of_{SMALL_PAGE}": slow.requests,
        "simulated_seconds_waited_for_the_rate_policy": round(waited),
        "requests_for_50_changes": again.requests,
        "requests_too_many": violations,
        "MiB_at_most": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
