"""Systems and withdrawals on pages, over a CMS that is spoken to by HTTP: what would be done, is done, is refused, late, and gone."""

import csv
import io
import shutil
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.contract.targets.sandboxed import QUICK, Sandboxed
from tests.contract.targets.strapi_site import StrapiSite
from tests.journeys.conftest import prepared
from tests.journeys.pages.connected import pages_for, pages_of, text
from tests.journeys.publishing.feed_house import WEB, FeedHouse, furnish, write
from tests.patience import PATIENCE
from thesaury.connectors.pacing import forget_circuits
from thesaury.dispatch.publishing_now import publish_now
from thesaury.model.access import Role
from thesaury.model.connection import Connection, RunState
from thesaury.pipeline.publishing import refresh, revoke
from thesaury.pipeline.publishing.channels import put_channel
from thesaury.sandbox.strapi.server import TOKEN, create

ECO = "https://terms.example/eco"
SHOP, HERE = "/publishing/targets/shop", "/publishing/withdrawals"
SETTINGS = {"channel": WEB.name, "types": "articles=cover,gallery,asset,blocks.*", "withdrawal": "unpublish"}
HOSTILE = "<script>window.ran = 1</script> שלום"


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with five assets that may be published, made once."""
    folder = tmp_path_factory.mktemp("furnished")
    work = furnish(folder)
    free = f"Website only, DE, AT, CH, until 31 December {date.today().year + 1}."
    write(folder, beach=free, dunes=free)
    prepared("sync", "-w", work)
    return folder


@pytest.fixture
def shop() -> Iterator[StrapiSite]:
    server = Sandboxed(create())
    site = StrapiSite(server.url, TOKEN, server)
    yield site
    site.close()


@pytest.fixture
def house(furnished: Path, tmp_path: Path, shop: StrapiSite) -> Iterator[FeedHouse]:
    folder = Path(shutil.copytree(furnished, tmp_path / "copy"))
    made = FeedHouse(folder / "work")
    put_channel(made.workspace, WEB)
    connect(made, shop)
    made.accept("alps", ECO)
    made.accept("city", ECO)
    yield made
    made.close()


@pytest.fixture
def pages(house: FeedHouse) -> Iterator[TestClient]:
    with pages_of(house.workspace) as client:
        yield client


def connect(house: FeedHouse, site: StrapiSite, **other: str) -> None:
    settings = {"base_url": site.url, **SETTINGS, **QUICK, **other}
    house.catalogue.records.put_connection(Connection("shop", "strapi", tuple(settings.items())))
    house.catalogue.secrets.put("shop", {"token": TOKEN})


def publish(house: FeedHouse) -> None:
    assert publish_now(house.workspace, ["shop"]).state is RunState.FINISHED


def ended(house: FeedHouse, address: str) -> RunState:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        run = house.catalogue.runs.get(int(address.rpartition("/")[2]))
        if run and run.finished_at:
            return run.state
        time.sleep(0.02)
    raise AssertionError("the run does not end")


def held(house: FeedHouse, name: str) -> str:
    asset = house.ids[name]
    return house.catalogue.publications.of("shop", [asset])[asset].external_id


def test_what_would_be_done_is_shown_before_and_after_and_a_run_does_it(
    house: FeedHouse, shop: StrapiSite, pages: TestClient
):
    assert "Nothing was published here yet." in text(pages.get(SHOP).text)
    plan = pages.get(f"{SHOP}/plan")
    said = text(plan.text)
    assert plan.status_code == 200
    assert "to withdraw 0 new 5 to change 0" in said
    assert "Alpine meadow" in said
    assert "<b>Wiese</b>" not in plan.text  # it is a title, and no markup
    assert shop.writes() == 0
    assert house.catalogue.publications.counts("shop") == {}
    begun = pages.post(f"{SHOP}/run")
    assert begun.status_code == 303
    assert ended(house, begun.headers["location"]) is RunState.FINISHED
    page = text(pages.get(SHOP).text)
    assert "live 5 should be gone 0" in page
    assert page.count("visitors see it") == 5
    assert page.count("Open it there") == 5
    assert "Every asset there is as it should be." in text(pages.get(f"{SHOP}/plan").text)
    assert text(pages.get(f"{SHOP}/log").text).count("published Alpine meadow") == 1
    shown = text(pages.get(SHOP, params={"asset": house.ids["city"]}).text)
    assert "Only one asset is shown." in shown
    assert "Nothing there stands like this." in text(pages.get(f"{SHOP}?show=refused").text)
    german = text(pages.get(SHOP, headers={"Accept-Language": "de"}).text)
    assert "Besucher sehen es" in german
    actions = [kept.deed.action for kept in house.catalogue.audit.every()]
    assert actions[-1] == "publish.start"


def test_the_words_of_an_editor_are_shown_and_stay(house: FeedHouse, shop: StrapiSite, pages: TestClient):
    publish(house)
    shop.write_as_editor(held(house, "city"), {"alt@en": HOSTILE})
    plan = pages.get(f"{SHOP}/plan?all=yes")
    assert "An editor changed these there, and they stay as they are:" in text(plan.text)
    assert "&lt;script&gt;window.ran" in plan.text
    assert "<script>window" not in plan.text
    assert ended(house, pages.post(f"{SHOP}/run", data={"all": "yes"}).headers["location"]) is RunState.FINISHED
    page = text(pages.get(SHOP).text)
    assert "which is left alone: Alternative text (en)" in page
    texts = shop.texts(held(house, "city"))
    assert texts is not None
    assert texts["alt@en"] == HOSTILE


def test_what_should_be_gone_is_said_first_and_goes_by_a_button(house: FeedHouse, shop: StrapiSite, pages: TestClient):
    assert "Nothing was withdrawn" in text(pages.get(HERE).text)
    publish(house)
    shop.page(held(house, "city"), HOSTILE)
    publish(house)
    assert shop.server
    revoke(house.workspace, WEB.name, [house.ids["city"]], note="The city asked for it.")
    refresh(house.workspace, [WEB.name])
    for address in ("/publishing/targets", SHOP, f"{SHOP}?show=leaving", HERE):
        page = text(pages.get(address).text)
        assert "1 asset should be gone from shop since" in page, address
    assert "not tried yet" in text(pages.get(HERE).text)
    assert "Nobody works just now." in text(pages.get(HERE).text)
    assert "as it should be" not in text(pages.get(f"{SHOP}?show=leaving").text)

    shop.server.answer(503, 100_000)
    failed = pages.post(f"{SHOP}/again", data={"asset": house.ids["city"]})
    assert failed.status_code == 422
    assert "503" in text(failed.text)
    waiting = pages.get(HERE)
    assert "tried once" in text(waiting.text)
    assert "not gone yet" in text(waiting.text)
    assert "uses it still" in text(waiting.text)
    assert f'href="{shop.url}' in waiting.text
    assert "<script>window" not in waiting.text
    shop.server.answer(503, 0)
    forget_circuits()
    done = pages.post(f"{SHOP}/again", data={"asset": house.ids["city"]})
    assert done.status_code == 303
    assert "That is done now." in text(pages.get(done.headers["location"]).text)
    assert shop.served(held(house, "city")) == []
    page = text(pages.get(HERE).text)
    assert "Nothing is overdue" in page
    assert "How soon each CMS lets go" in page
    assert "Its approval was taken back" in page
    told = pages.get(f"{HERE}.csv")
    assert told.headers["content-type"].startswith("text/csv")
    [row] = list(csv.DictReader(io.StringIO(told.text)))
    assert (row["asset"], row["reason"], row["cms"], row["overdue"]) == (
        house.ids["city"],
        "approval_withdrawn",
        "shop",
        "no",
    )
    assert row["gone_at"] >= row["needed_at"]
    assert "publish.retry" in [kept.deed.action for kept in house.catalogue.audit.every()]


def test_what_may_take_its_place_is_proposed_with_its_id(house: FeedHouse, shop: StrapiSite, pages: TestClient):
    publish(house)
    shop.page(held(house, "alps"), "Mountains")
    publish(house)
    revoke(house.workspace, WEB.name, [house.ids["alps"]])
    publish(house)
    page = pages.get(HERE).text
    assert "What may take its place" in text(page)
    assert house.ids["city"] in page  # it carries the same concept


def test_a_system_that_is_down_or_set_up_wrongly_says_so(house: FeedHouse, shop: StrapiSite, pages: TestClient):
    assert shop.server
    shop.server.answer(503, 100_000)
    plan = pages.get(f"{SHOP}/plan")
    assert plan.status_code == 422
    assert "503" in text(plan.text)
    assert ended(house, pages.post(f"{SHOP}/run").headers["location"]) is RunState.FAILED
    assert "503" in text(pages.get(SHOP).text)
    connect(house, shop, channel="gone")
    for address in ("/publishing/targets", SHOP):
        assert "There is no channel gone." in text(pages.get(address).text)
    assert pages.get(f"{SHOP}/plan").status_code == 422
    connect(house, shop, channel="")
    assert "It has no channel yet." in text(pages.get(SHOP).text)
    for address in ("/publishing/targets/nobody", "/publishing/targets/assets", f"{SHOP}x/plan", f"{SHOP}x/log"):
        assert pages.get(address).status_code == 404, address
    assert pages.post(f"{SHOP}/again", data={"asset": "nobody"}).status_code == 404


def test_who_only_reads_sees_all_and_changes_nothing(house: FeedHouse):
    publish(house)
    with pages_for(house.workspace, Role.VIEWER) as viewer:
        page = viewer.get(SHOP)
        assert "live 5 should be gone 0" in text(page.text)
        assert "Publish now" not in page.text
        assert viewer.get(HERE).status_code == 200
        assert "/publishing/webhooks" not in page.text
        assert viewer.get(f"{SHOP}/plan").status_code == 403
        assert viewer.post(f"{SHOP}/run").status_code == 403
        assert viewer.post(f"{SHOP}/again", data={"asset": house.ids["city"]}).status_code == 403


def test_without_a_cms_the_pages_say_what_to_do(furnished: Path, tmp_path: Path):
    folder = Path(shutil.copytree(furnished, tmp_path / "copy"))
    house = FeedHouse(folder / "work")
    with pages_of(house.workspace) as pages:
        assert "No CMS is connected yet" in text(pages.get("/publishing/targets").text)
        assert "Nothing was withdrawn" in text(pages.get(HERE).text)
    house.close()
