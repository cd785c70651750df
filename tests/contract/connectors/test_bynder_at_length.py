"""The short form of the drill over 100,000 assets: a rate policy that bites, on a clock that nobody waits for."""

from pathlib import Path

import pytest

from tests.contract.connectors.bynder_at_length import KnownEtags, changed, portal
from thesaury.connectors.budget import Policy
from thesaury.model.errors import Unreachable


def test_a_full_read_keeps_to_the_rate_policy_and_the_next_needs_few_requests(tmp_path: Path):
    with portal(600, tmp_path, Policy(40, 300.0, 300.0), takes=1.0) as place:
        whole = place.read(5)
        assert whole.assets == 599  # the archived one is left out
        assert whole.requests > 120
        assert place.clock.waited > 600  # three windows full of requests
        changed(place.bench, 50)
        place.clock.sleep(301)
        again = place.read(500, whole.cursor, KnownEtags(whole.etags))
        assert again.assets == 50
        assert again.requests <= 5
        assert place.bench.violations() == []


def test_a_request_too_many_silences_everybody_until_the_silence_is_over(tmp_path: Path):
    with portal(20, tmp_path, Policy(1000, 300.0, 300.0), takes=0.0) as place:
        place.bench.fault("status:429", "/api/v4/media")
        with pytest.raises(Unreachable, match="nothing is sent"):
            place.read(5)
        for _ in range(2):
            with pytest.raises(Unreachable, match="silence"):
                place.read(5)
        before = len(place.bench.asked())
        place.clock.sleep(301)
        assert place.read(5).assets == 19
        assert len(place.bench.asked()) > before
        assert place.bench.violations() == []
