"""A channel published to Strapi: to the sandbox; where THESAURY_STRAPI names a folder for it, two hundred pictures to a real one."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from tests.contract.targets.sandboxed import Sandboxed
from tests.contract.targets.strapi_site import StrapiSite
from tests.hosts import strapi as host
from tests.journeys.publishing.planned import COUNTS, Channelled, as_planned
from thesaury.sandbox.strapi.server import TOKEN, create

REAL = os.environ.get("THESAURY_STRAPI", "")


def test_what_is_planned_stands_there_and_editors_keep_their_words():
    site = StrapiSite(*_sandbox())
    as_planned(Channelled(site, site.connection(page_size="100")), *COUNTS)
    site.close()


def test_the_file_of_an_entry_that_an_editor_deleted_is_gone_when_the_licence_ends():
    site = StrapiSite(*_sandbox())
    there = Channelled(site, site.connection())
    there.add(0)
    there.publish("first")
    [id] = there.held().values()
    assert site.served(id)
    site.remove_as_editor(id)
    there.house.license("p000", date(2026, 11, 30))
    there.publish("after")
    assert (site.served(id), there.house.known(there.assets[0]).live) == ([], False)
    before = site.writes()
    there.publish("again")
    assert site.writes() == before
    site.close()


@pytest.mark.skipif(not REAL, reason="a real Strapi is for the drill: ./run drill strapi")
def test_two_hundred_pictures_in_a_real_one(tmp_path: Path):
    with host.running(host.installed(Path(REAL)), tmp_path / "site") as running:
        site = StrapiSite(running.url, running.token)
        there = Channelled(site, site.connection(page_size="100"))
        with site.counting():
            as_planned(there, 200, 20, 10)
        site.close()
    print(json.dumps({"seconds": there.took, "writes": site.sent}))


def _sandbox() -> tuple[str, str, Sandboxed]:
    server = Sandboxed(create())
    return server.url, TOKEN, server
