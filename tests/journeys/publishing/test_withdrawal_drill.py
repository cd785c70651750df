"""A drill: rights that end, go elsewhere or are taken back leave the feed and every CMS in one run, and what is down is asked again.

The CMS are two sandbox servers of Strapi, spoken to over HTTP.
"""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.contract.targets.sandboxed import QUICK, Sandboxed
from tests.contract.targets.strapi_site import ASSETS, CONCEPTS, StrapiSite
from tests.fakes.jobs import FakeJobs, FakeQueue
from tests.journeys.conftest import Command, prepared
from tests.journeys.publishing.feed_house import WEB, FeedHouse, TestClient, furnish, write
from tests.long_form import usually
from tests.patience import PATIENCE
from thesaury import dispatch
from thesaury.dispatch import publishing_now
from thesaury.dispatch.publishing import Rounds
from thesaury.model.access import Role
from thesaury.model.connection import Connection, Run, RunState
from thesaury.model.errors import Unreachable, Usage
from thesaury.model.flow import Flow
from thesaury.model.publication import Step
from thesaury.model.publishing import Reason
from thesaury.pipeline.accounts import people
from thesaury.pipeline.accounts.signing_in import open_session
from thesaury.pipeline.disconnecting import disconnect, parting
from thesaury.pipeline.keeping import keep_flow
from thesaury.pipeline.publishing import revoke
from thesaury.pipeline.publishing.channels import put_channel
from thesaury.pipeline.publishing.withdrawing import withdrawals
from thesaury.ports.publications import WantedPublications
from thesaury.sandbox.strapi.server import TOKEN, create

ECO = "https://terms.example/eco"
YEAR = date.today().year


@pytest.fixture
def sites() -> Iterator[dict[str, StrapiSite]]:
    made = {}
    for name in ("shop", "website"):
        server = Sandboxed(create())
        made[name] = StrapiSite(server.url, TOKEN, server)
    yield made
    for site in made.values():
        site.close()


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace that has read its table, made once."""
    folder = tmp_path_factory.mktemp("furnished")
    work = furnish(folder)
    permitted(folder)
    prepared("sync", "-w", work)
    return folder


@pytest.fixture
def house(furnished: Path, tmp_path: Path, sites: dict[str, StrapiSite]) -> Iterator[FeedHouse]:
    """A workspace whose flow reads a table, and publishes the channel to both sites; its queue is in memory."""
    folder = Path(shutil.copytree(furnished, tmp_path / "copy"))
    made = FeedHouse(folder / "work")
    queued = lambda work: FakeJobs(FakeQueue(), work, work.abandon)  # noqa: E731
    made.workspace.jobs = queued  # type: ignore[method-assign]
    settings = (("path", str(folder / "assets.csv")),)
    made.catalogue.records.put_connection(Connection("assets", "table", settings))
    put_channel(made.workspace, WEB)
    for name, site in sites.items():
        settings = {"base_url": site.url, "channel": WEB.name, "types": "articles=cover,gallery,asset,blocks.*"}
        ways = {"shop": "delete", "website": "unpublish"}
        told = tuple({**settings, **QUICK, "withdrawal": ways[name]}.items())
        made.catalogue.records.put_connection(Connection(name, "strapi", told))
        made.catalogue.secrets.put(name, {"token": TOKEN})
    made.accept("alps", ECO)
    made.accept("city", ECO)
    keep_flow(made.catalogue, Flow("nightly", ("assets", "shop", "website")), "")
    yield made
    made.close()


def permitted(folder: Path, **licences: str) -> None:
    """Say in the table what may be shown until next year, but for these."""
    free = f"Website only, DE, AT, CH, until 31 December {YEAR + 1}."
    write(folder, **{"beach": free, "dunes": free} | licences)


def run(house: FeedHouse) -> Run:
    return dispatch.run_now(house.workspace, "nightly", patience=0)


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def shown(site: StrapiSite) -> set[str]:
    """The assets that visitors may see."""
    return {entry["asset"] for entry in site.all(ASSETS, status="published")}


def test_one_run_withdraws_everywhere_and_what_is_down_is_asked_again(
    house: FeedHouse, sites: dict[str, StrapiSite], thesaury: Command
):
    first = run(house)
    assert (first.state, dict(first.counts)["published"]) == (RunState.FINISHED, 10)
    names = ("alps", "beach", "city", "dunes", "forest")
    ids = {name: house.ids[name] for name in names}
    assert shown(sites["shop"]) == shown(sites["website"]) == set(ids.values())

    objects = {
        (connection, name): house.catalogue.publications.of(connection, [ids[name]])[ids[name]].external_id
        for connection in sites
        for name in names
    }
    page = sites["website"].page(objects["website", "city"], "City & <lights>")
    sites["website"].page(objects["website", "forest"], "A draft", live=False)
    assert all(sites[name].served(object) for (name, _), object in objects.items())
    before = {name: site.server.writes for name, site in sites.items() if site.server}
    second = run(house)
    assert dict(second.counts)["page_uses"] == 2
    assert {name: site.server.writes for name, site in sites.items() if site.server} == before
    [placed] = house.catalogue.placements.page()
    assert (placed.host, placed.asset, placed.channel) == ("strapi", ids["city"], "website")

    # A licence ended, a region was lost, an approval is taken back; and one of the two sites is down.
    over = date.today() - timedelta(days=10)
    ended = f"Website only, DE, AT, CH, until {over.day} {over:%B} {over.year}."
    permitted(house.work.parent, beach=ended, dunes=f"Website only, FR, until 31 December {YEAR + 1}.")
    revoke(house.workspace, WEB.name, [ids["city"]], note="The city asked for it.")
    shop = sites["shop"].server
    assert shop
    shop.answer(503, 100_000)
    third = run(house)
    assert (third.state, dict(third.counts)["withdrawn"]) == (RunState.FAILED, 3)
    assert third.message
    shop.answer(503, 0)

    gone = {"beach": Reason.LICENCE_EXPIRED, "dunes": Reason.REGION_LOST, "city": Reason.APPROVAL_WITHDRAWN}
    assert shown(sites["website"]) == {ids["alps"], ids["forest"]}
    assert all(sites["website"].served(objects["website", name]) == [] for name in gone)
    assert sites["website"].served(objects["website", "alps"])
    assert shown(sites["shop"]) == set(ids.values())
    entries = house.catalogue.feeds.entries(WEB.name, list(ids.values()))
    assert {name: entries[id].reason for name, id in ids.items()} == {name: gone.get(name) for name in names}

    late = house.catalogue.publications.page(WantedPublications(withdrawing=True))
    assert {one.asset for one in late} == {ids[name] for name in gone}
    assert {one.connection for one in late} == {"shop"}
    assert all(one.message and one.live for one in late)
    listed = json.loads(thesaury("withdrawals", "--overdue", "--json", "-w", house.work).stdout)
    assert {(one["asset"], cms["connection"]) for one in listed for cms in one["cms"] if cms["overdue"]} == {
        (ids[name], "shop") for name in gone
    }
    [city] = [one for one in listed if one["asset"] == ids["city"]]
    assert [(use["page"], use["title"], use["live"]) for use in city["pages"]] == [(page, "City & <lights>", True)]
    assert city["instead"][0]["asset"] == ids["alps"]
    assert city["sentence"].endswith("The city asked for it.")

    # It answers again: a worker does what is left without any run.
    later = (datetime.now(UTC) + timedelta(minutes=2)).isoformat(timespec="seconds")
    [done] = Rounds(house.workspace, lambda: later).look()
    assert (done.connection, done.counts) == ("shop", {"withdrawn": 3})
    assert shown(sites["shop"]) == {ids["alps"], ids["forest"]}
    assert all(sites["shop"].served(objects["shop", name]) == [] for name in gone)
    told = {one.entry.asset: one for one in withdrawals(house.workspace)}
    assert not any(one.overdue for one in told.values())
    beach = {cms.connection: cms for cms in told[ids["beach"]].cms}
    assert beach["website"].needed_at == beach["shop"].needed_at
    assert beach["shop"].seconds - beach["website"].seconds >= 100
    assert beach["website"].needed_at == entries[ids["beach"]].since
    steps = [step.step for _, step in house.catalogue.publications.log("shop", ids["beach"])]
    assert steps == [Step.WITHDRAWN, Step.CREATED]

    # Its licence is renewed: it comes back, where it was and as one object.
    permitted(house.work.parent)
    fourth = run(house)
    assert fourth.state is RunState.FINISHED
    assert shown(sites["website"]) == shown(sites["shop"]) == set(ids.values()) - {ids["city"]}
    assert sites["website"].objects(ids["beach"]) == sites["shop"].objects(ids["beach"]) == 1
    assert sites["website"].served(house.catalogue.publications.of("website", [ids["beach"]])[ids["beach"]].external_id)


def test_a_licence_ends_while_nobody_runs_anything(house: FeedHouse, sites: dict[str, StrapiSite]):
    run(house)
    ids = house.ids
    assert ids["beach"] in shown(sites["website"])
    midnight = datetime(YEAR + 1, 12, 31, 23, tzinfo=UTC)
    house.at = midnight - timedelta(seconds=1)
    assert Rounds(house.workspace, house.now).look() == []
    house.at = midnight + timedelta(seconds=40)
    Rounds(house.workspace, house.now).look()
    for site in sites.values():
        assert shown(site) == {ids["alps"], ids["city"], ids["forest"]}
    found = [one for one in withdrawals(house.workspace, moment=house.now()) if one.cms]
    assert {one.entry.asset for one in found} == {ids["beach"], ids["dunes"]}
    assert {cms.seconds for one in found for cms in one.cms} == {40.0}


def test_people_publish_by_command_and_over_the_interface(
    house: FeedHouse, sites: dict[str, StrapiSite], thesaury: Command
):
    plans = json.loads(thesaury("publish", "--dry-run", "--json", "-w", house.work).stdout)
    assert {plan["connection"]: len(plan["deeds"]) for plan in plans} == {"shop": 5, "website": 5}
    assert {deed["deed"] for plan in plans for deed in plan["deeds"]} == {"create"}
    assert {one["iri"] for one in plans[0]["concepts"]} >= {ECO, "https://terms.example/packaging"}
    assert shown(sites["shop"]) == set()
    done = json.loads(thesaury("publish", "shop", "--json", "-w", house.work).stdout)
    assert done["counts"]["published"] == 5
    assert len(shown(sites["shop"])) == 5
    text = thesaury("published", "assets/alps", "-w", house.work).stdout
    assert "shop" in text
    assert "created" in text
    assert "Nothing would be sent" in thesaury("publish", "shop", "--dry-run", "-w", house.work).stderr
    with pytest.raises(Usage, match="publishes nothing"):
        publishing_now.plans(house.workspace, ["assets"])

    browser = house.browser()
    listed = browser.get("/api/v1/publications", params={"limit": 3}).json()
    rest = browser.get("/api/v1/publications", params={"limit": 3, "cursor": listed["next"]}).json()
    assert len({one["asset"] for one in (*listed["publications"], *rest["publications"])}) == 5
    assert browser.get("/api/v1/withdrawals").json()["overdue"] == 0
    assert browser.get("/api/v1/page-uses").json() == {"uses": [], "next": None}
    assert browser.get("/api/v1/publications/plan", params={"connection": "website"}).status_code == 403
    assert browser.post("/api/v1/publications/run", json={}).status_code == 403

    people.add(house.access, "ed@example.org", "Ed", [Role.EDITOR])
    key = open_session(house.access, people.member(house.access, "ed@example.org").person, "127.0.0.1")
    editor = TestClient(house.app, cookies={"thesaury-w": key}, headers={"Sec-Fetch-Site": "same-origin"})
    planned = editor.get("/api/v1/publications/plan", params={"connection": "website"}).json()
    assert [deed["deed"] for deed in planned["deeds"]] == ["create"] * 5
    assert editor.get("/api/v1/publications/plan", params={"connection": "assets"}).status_code == 400
    assert editor.post("/api/v1/publications/run", json={"connections": ["nowhere"]}).status_code == 400
    begun = editor.post("/api/v1/publications/run", json={"connections": ["website"]})
    assert (begun.status_code, begun.headers["location"]) == (202, f"/api/v1/runs/{begun.json()['run']}")
    until(lambda: editor.get(begun.headers["location"]).json()["state"] == "finished")
    assert len(shown(sites["website"])) == 5
    sites["website"].page(sites["website"].all(ASSETS)[0]["documentId"], "A page")
    publishing_now.publish_now(house.workspace, ["website"])
    [use] = editor.get("/api/v1/page-uses").json()["uses"]
    assert (use["connection"], use["title"], use["live"]) == ("website", "A page", True)
    assert editor.get("/api/v1/page-uses", params={"asset": use["asset"]}).json()["uses"] == [use]


def test_nothing_is_left_in_a_cms_that_is_disconnected_unless_somebody_says_so(
    house: FeedHouse, sites: dict[str, StrapiSite]
):
    run(house)
    disconnect(house.workspace, "shop", leave=True)
    assert len(shown(sites["shop"])) == 5
    website = sites["website"].server
    assert website
    website.answer(503, 100_000)
    with pytest.raises(Unreachable, match="5 published assets"):
        disconnect(house.workspace, "website")
    website.answer(503, 0)
    assert parting(house.catalogue, "website").published == 5
    assert disconnect(house.workspace, "website").published == 5
    assert shown(sites["website"]) == set()
    assert house.catalogue.publications.page(WantedPublications()) == []


PUBLISH_AND_DIE = """
import os, sys
from pathlib import Path
from thesaury.bootstrap import open_workspace
from thesaury.connectors.http import HttpClient
from thesaury.dispatch.publishing_now import publish_now
left = int(sys.argv[2])
once = HttpClient._once
def counted(client, ask, used):
    global left
    reply = once(client, ask, used)
    left -= ask.method != "GET"
    if not left:
        os.kill(os.getpid(), 9)  # the write took effect, and nobody hears of it
    return reply
HttpClient._once = counted
publish_now(open_workspace(Path(sys.argv[1])), ["shop"])
"""


@pytest.mark.parametrize("writes", usually([9], [1, 2, 3, 5, 7, 11, 13, 16]))
def test_a_process_that_is_killed_in_the_middle_loses_and_doubles_nothing(
    house: FeedHouse, sites: dict[str, StrapiSite], writes: int
):
    dead = subprocess.run(
        [sys.executable, "-c", PUBLISH_AND_DIE, house.work, str(writes)], check=False, timeout=120, capture_output=True
    )
    assert dead.returncode == -9, dead.stderr
    done = publishing_now.publish_now(house.workspace, ["shop"])
    assert done.state is RunState.FINISHED
    names = ("alps", "beach", "city", "dunes", "forest")
    assert [sites["shop"].objects(house.ids[name]) for name in names] == [1] * 5
    assert shown(sites["shop"]) == {house.ids[name] for name in names}
    known = house.catalogue.publications.of("shop", [house.ids[name] for name in names])
    assert all(one.live and not one.kept and not one.dropped for one in known.values())
    concepts = sites["shop"].all(CONCEPTS, status="draft")
    assert len(concepts) == len({one["uri"] for one in concepts})
    server = sites["shop"].server
    assert server
    before = server.writes
    publishing_now.publish_now(house.workspace, ["shop"], whole=True)
    assert server.writes == before
