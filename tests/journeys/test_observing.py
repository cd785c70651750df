"""What is kept when somebody searches, looks and places, over pages, interface and command: nothing twice, nobody by name."""

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.journeys.api.conftest import TestClient
from tests.journeys.conftest import prepared
from tests.journeys.test_search_rights import told, work, write
from tests.journeys.test_sync_commands import Told
from thesaury.bootstrap import EmbeddedWorkspace, open_workspace
from thesaury.web.app import create_app

__all__ = ["told", "work"]

FREE = "Website only, DACH, until 30 June 2026."


@pytest.fixture
def opened(work: Path) -> Iterator[EmbeddedWorkspace]:
    with closing(open_workspace(work)) as workspace:
        yield workspace


def test_searches_looks_and_placements_of_a_day_are_kept(opened: EmbeddedWorkspace):
    with TestClient(create_app(opened), base_url="http://127.0.0.1") as client:
        for address in ("/search?q=Bottle", "/search?q=bottle&f=source:assets", "/search?q=bottle&page=2", "/search"):
            assert client.get(address).status_code == 200
        use = "channel=website&region=JP&date=2026-07-01"
        first = client.get(f"/api/v1/search?q=bottle&{use}&usable=1&limit=1").json()
        client.get(f"/api/v1/search?q=bottle&{use}&usable=1&limit=1&cursor={first['next']}")
        asset = first["hits"][0]["asset"]
        for _ in range(2):
            assert client.get(f"/assets/{asset}").status_code == 200
        placed = {"id": "placing-1", "asset": asset, "host": "indesign", "channel": "website", "regions": ["DE"]}
        client.post("/api/v1/placements", json={**placed, "at": "2026-06-30T10:00:00Z"}).raise_for_status()
    portal, api = sorted(opened.catalogue.search_log.page(), key=lambda one: one.where, reverse=True)
    assert (portal.where, portal.results, portal.usable, portal.session) == ("portal", 7, None, api.session)
    assert (api.where, api.results, api.usable, api.channel, api.regions) == ("api", 7, 3, "website", ("JP",))
    assert re.fullmatch("[0-9a-f]{20}", portal.session)
    [event] = [one for one in opened.catalogue.usage.events("assets") if one.kind == "view"]
    [use_of_it] = [one for one in opened.catalogue.usage.events("assets") if one.kind == "use"]
    assert (event.where, event.external_id) == ("portal", use_of_it.external_id)
    assert dict(event.properties)["session"] == dict(use_of_it.properties)["session"] == portal.session


def test_where_nothing_may_be_used_it_is_kept_why(told: Told, work: Path):
    write(work, **dict.fromkeys(("logo", "collage", "poster", "unclear", "nobody"), FREE))
    prepared("sync", "-w", work)
    search = ("search", "bottle", "--channel", "print", "--region", "DE", "--date", "2026-06-01")
    assert told(*search, "--json", "-w", work)[0] == 0
    with closing(open_workspace(work)) as opened:
        [kept] = opened.catalogue.search_log.page()
    assert (kept.where, kept.results, kept.usable, kept.blocked) == ("command", 7, 0, (("channel", 7),))
