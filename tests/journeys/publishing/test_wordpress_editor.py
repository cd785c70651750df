"""An editor writes a page in a real WordPress, finds what may be used there, puts it in and saves; the use is known afterwards."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.fakes.accounts import FakeAccounts
from tests.hosts.wordpress import Site as Running
from tests.hosts.wordpress import wordpress
from tests.journeys.conftest import TERMS, prepared
from tests.journeys.pages.browsing import chromium, served_at, until
from tests.patience import PATIENCE
from thesaury.bootstrap.workspace import open_workspace
from thesaury.model.access import Permission, Role
from thesaury.model.annotation import Decision, Review
from thesaury.model.publishing import EVERY_CHANNEL, Approval, Channel
from thesaury.pipeline.accounts import Access, people, tokens
from thesaury.pipeline.accounts.access import utc_now
from thesaury.pipeline.accounts.passwords import Passwords
from thesaury.pipeline.panels import origins
from thesaury.pipeline.publishing import refresh
from thesaury.pipeline.publishing.channels import make_key, put_channel
from thesaury.pipeline.publishing.publishing import publish
from thesaury.pipeline.publishing.uses import collect
from thesaury.pipeline.reviewing import show_in_search
from thesaury.ports.placements import WantedPlacements
from thesaury.web.app import create_app

BUILT = Path(__file__).parents[3] / "src/thesaury/web/static/built/thesaury-picker.js"
FREE = "All media, worldwide, perpetual."
ROWS = (
    ("pouch", "Refill pouches on a shelf", "Nachfüllbeutel im Regal", FREE, ("refill",)),
    ("box", "Box of <paper>", "Schachtel aus Papier", "Website only, DACH, until 31 December 2030.", ("eco",)),
    ("snow", "Snow in the yard", "Schnee im Hof", FREE, ("winter",)),
    ("paris", "Recycling in Paris", "Recycling in Paris", "Website only, FR, until 31 December 2030.", ("eco",)),
    ("unknown", "Green box", "Grüne Schachtel", "", ("eco",)),
)
CREATORS = {"box": "Ana & <b>Co</b> [audio src='https://evil.example/x.mp3']"}
T = "https://terms.example/"


class House:
    """Thesaury behind its lock, over pictures of packaging, with a WordPress it publishes to."""

    def __init__(self, folder: Path, running: Running) -> None:
        self.running = running
        (folder / "pictures").mkdir()
        with (folder / "assets.csv").open("w", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(("id", "title@en", "title@de", "licence", "creator", "file"))
            for number, (name, english, german, licence, _) in enumerate(ROWS):
                Image.new("RGB", (900, 600), (40 * number, 120, 90)).save(folder / "pictures" / f"{name}.jpg")
                rows.writerow((name, english, german, licence, CREATORS.get(name, "Ana Lind"), f"pictures/{name}.jpg"))
        (folder / "terms.ttl").write_text(TERMS)
        work = folder / "work"
        prepared("init", work)
        prepared("vocabulary", "import", folder / "terms.ttl", "-w", work)
        prepared("connect", "table", folder / "assets.csv", "-w", work)
        prepared("sync", "-w", work)
        asked = [
            "--name",
            "wp",
            "--set",
            "user=erika",
            "--set",
            "channel=web",
            "--set",
            "rendition=small",
            "--secret",
            "password",
        ]
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("THESAURY_SECRET_PASSWORD", running.keys["erika"])
            prepared("connect", "wordpress", running.address, *asked, "-w", work)
        self.workspace = open_workspace(work)
        catalogue = self.catalogue = self.workspace.catalogue
        self.access = Access(FakeAccounts(), "w", catalogue.audit, Passwords(64, 1), utc_now, catalogue.panels)
        people.add(self.access, "ana@example.org", "Ana", [Role.ADMIN])
        found = catalogue.records.assets([asset for asset, _ in catalogue.enrichments.revisions("", 100)])
        self.ids = {asset.records[0].external_id: asset.id for asset in found}
        concepts = [(self.ids[name], T + iri) for name, _, _, _, iris in ROWS for iri in iris]
        at = "2026-11-30T08:00:00+00:00"
        catalogue.enrichments.review([Review(asset, iri, Decision.ACCEPTED, "ana", at) for asset, iri in concepts])
        assert show_in_search(self.workspace)
        put_channel(self.workspace, Channel("web", "Website", markets=("DE",), languages=("de", "en")))
        [self.connection] = [one for one in catalogue.records.connections() if one.name == "wp"]
        member = people.member(self.access, "ana@example.org")
        self.token = tokens.create(self.access, member, "wordpress", [Permission.READ, Permission.EDIT])[1]
        self.key = make_key(self.workspace, "web", "wordpress")
        self.app = create_app(self.workspace, access=self.access)

    def publish(self, whole: bool = False) -> dict[str, int]:
        refresh(self.workspace)
        done = publish(self.workspace, self.connection, whole=whole)
        assert done.failures == ()
        return done.counts

    def titles(self, *names: str) -> set[str]:
        return {german for name, _, german, _, _ in ROWS if name in names}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    if not BUILT.exists():
        pytest.skip("needs the script of clients/picker, which ./run test makes where there is npm")
    with wordpress() as running:
        made = House(tmp_path_factory.mktemp("editor"), running)
        yield made
        made.workspace.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as launched:
        yield launched


def signed_in(browser: Any, running: Running, name: str) -> Any:
    """A page of somebody who is signed in to WordPress; nothing but this machine is asked."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000}, locale="en-GB")
    context.route(lambda url: not url.startswith(("http://127.0.0.1", "data:", "blob:")), lambda route: route.abort())
    page = context.new_page()
    page.goto(f"{running.address}/wp-login.php")
    page.fill("#user_login", name)
    page.fill("#user_pass", f"{name}-pw")
    page.click("#wp-submit")
    page.wait_for_url("**/wp-admin/**")
    return page


class Writing:
    """Somebody who writes a new page, with the sidebar open."""

    def __init__(self, page: Any, running: Running, title: str, text: str, concepts: list[int]) -> None:
        self.page = page
        self.wrong: list[str] = []
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.goto(f"{running.address}/wp-admin/post-new.php")
        page.wait_for_function("window.wp?.data?.select('core/editor')?.getCurrentPostId()")
        page.evaluate(
            """([title, content, concepts]) => {
              wp.data.dispatch("core/edit-post").toggleFeature("welcomeGuide");
              wp.data.dispatch("core/editor").editPost({ title, concepts });
              wp.data.dispatch("core/block-editor").insertBlocks(wp.blocks.createBlock("core/paragraph", { content }));
            }""",
            [title, text, concepts],
        )
        # An editor that is still being drawn may open its own sidebar in place of the one that was asked for.
        asked = "wp.data.dispatch('core/edit-post').openGeneralSidebar('thesaury/thesaury')"
        until(page, f"!!document.querySelector('.thesaury-sidebar') || ({asked}, false)")
        self.inside = page.frame_locator(".thesaury-sidebar iframe")

    def shows(self, wanted: set[str]) -> None:
        """Wait until exactly these titles are there to be chosen."""
        titles = self.inside.locator(".hit h3")
        for _ in range(int(PATIENCE) * 20):
            if set(titles.all_inner_texts()) == wanted:
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"{titles.all_inner_texts()} and not {wanted}")

    def choose(self, title: str) -> None:
        self.inside.locator(".hit", has_text=title).get_by_role("button", name="Auswählen").first.click()

    def says(self, text: str) -> None:
        self.page.locator(".components-snackbar", has_text=text).first.wait_for()

    def pictures(self) -> list[dict[str, Any]]:
        blocks = "wp.data.select('core/block-editor').getBlocks()"
        found: list[dict[str, Any]] = self.page.evaluate(
            f"{blocks}.filter((b) => b.name === 'core/image').map((b) => b.attributes)"
        )
        return found

    def publish(self) -> int:
        self.page.evaluate(
            "wp.data.dispatch('core/editor').editPost({ status: 'publish' }); wp.data.dispatch('core/editor').savePost()"
        )
        self.page.wait_for_function("wp.data.select('core/editor').didPostSaveRequestSucceed()")
        assert self.wrong == []
        return int(self.page.evaluate("wp.data.select('core/editor').getCurrentPostId()"))


def set_up(house: House, browser: Any, server: str) -> None:
    """An administrator sets the plugin up; the token is kept, and never shown."""
    admin = signed_in(browser, house.running, "admin")
    admin.goto(f"{house.running.address}/wp-admin/options-general.php?page=thesaury")
    for name, value in (
        ("server", "http://elsewhere.example"),
        ("token", "wrong"),
        ("channel", "web"),
        ("feed_key", "wrong"),
    ):
        admin.fill(f"#thesaury-{name}", value)
    admin.click("#submit")
    admin.locator(".notice-error", has_text="https://").wait_for()
    assert admin.input_value("#thesaury-server") == ""
    admin.fill("#thesaury-server", f"{server}/")
    admin.click("#submit")
    admin.locator(".notice-error", has_text="does not work yet").wait_for()
    admin.fill("#thesaury-token", house.token)
    admin.click("#submit")
    admin.locator(".notice-error", has_text="does not work yet: Thesaury says").wait_for()
    origins.allow(house.catalogue, house.running.address, "ana")
    admin.reload()
    admin.locator(".notice-error", has_text="does not work yet: Thesaury says").wait_for()
    admin.fill("#thesaury-feed_key", house.key)
    admin.click("#submit")
    admin.locator(".notice-success", has_text="gave a token").wait_for()
    assert not any(secret in admin.content() for secret in (house.token, house.key))
    admin.context.close()


def test_an_editor_finds_what_may_be_used_and_it_leaves_the_page_when_its_rights_do(house: House, browser: Any):
    running, pouch, box = house.running, house.ids["pouch"], house.ids["box"]
    with served_at(house.app) as server:
        assert house.publish()["created"] == 3
        media = {one["meta"]["thesaury_asset"]: one["id"] for one in running.all("/wp/v2/media")}
        running.rest("DELETE", f"/wp/v2/media/{media[box]}", params={"force": "true"})
        set_up(house, browser, server)
        origins.forbid(house.catalogue, running.address)
        terms = {term["meta"]["concept_uri"]: term["id"] for term in running.all("/wp/v2/concepts")}
        text = "Unsere Nachfüllbeutel sparen Kunststoff: nachhaltige Verpackung für Deutschland."
        page = signed_in(browser, running, "erika")
        writing = Writing(page, running, "Nachhaltige Verpackung", text, [terms[f"{T}sustainable"]])
        page.locator(".thesaury-sidebar .components-notice", has_text="erlaubt dieser Website").wait_for()
        origins.allow(house.catalogue, running.address, "ana")
        page.get_by_role("button", name="Erneut versuchen").click()
        page.get_by_label("Markt", exact=True).fill("DE")
        page.get_by_label("Sprache", exact=True).fill("de")
        writing.shows(house.titles("pouch", "box", "snow"))
        assert house.token not in page.content()
        page.get_by_role("button", name="Nach dieser Seite filtern").click()
        writing.shows(house.titles("pouch", "box"))
        page.get_by_role("button", name="Für diese Seite vorschlagen").click()
        writing.inside.locator("#tab-brief[aria-selected=true]").wait_for()
        writing.shows(house.titles("pouch", "box"))
        writing.choose("Nachfüllbeutel")
        writing.says("Eingefügt: Nachfüllbeutel im Regal")
        writing.choose("Schachtel")
        writing.says("Eingefügt: Schachtel aus Papier")
        there, taken = writing.pictures()
        assert (there["id"], there["alt"], there["caption"]) == (media[pouch], "Nachfüllbeutel im Regal", "Ana Lind")
        assert taken["caption"].count("&#091;audio") == 1
        assert taken["id"] not in media.values()
        assert running.read(f"/wp/v2/media/{taken['id']}")["meta"]["thesaury_asset"] == box
        post = writing.publish()
        page.context.close()
    assert collect(house.workspace, house.connection).new == 2
    for asset in (pouch, box):
        [use] = house.catalogue.publications.uses([asset])
        assert (use.use.page, use.use.live, use.use.language) == (f"post:{post}", True, "de")
        placed = house.catalogue.placements.page(WantedPlacements(asset=asset), 10)
        assert {(one.host, one.document) for one in placed} >= {("browser", f"{running.address}/?p={post}")}
    visited = running.get(f"{running.address}/?p={post}").text
    assert visited.count("<figure") == 2
    assert ("<audio" in visited, "Ana &amp; &lt;b>Co&lt;/b> &#091;audio" in visited) == (False, True)
    # What the editor took in is the object of its asset from now on, with the file and the texts that are published.
    assert house.publish(whole=True).get("created", 0) == 0
    assert house.catalogue.publications.of("wp", [box])[box].external_id == str(taken["id"])
    at = "2026-11-30T09:00:00+00:00"
    house.catalogue.channels.approve([Approval(EVERY_CHANNEL, asset, False, at, "ana") for asset in (pouch, box)])
    house.catalogue.feeds.touch([pouch, box])
    assert house.publish()["withdrawn"] == 2
    visited = running.get(f"{running.address}/?p={post}").text
    assert ("<figure" in visited, "sparen Kunststoff" in visited) == (False, True)
    assert {running.get(one["url"]).status_code for one in (there, taken)} == {404}
    assert "thesaury" not in running.complaints()
