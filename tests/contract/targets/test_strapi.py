"""The suite of publishing targets over the sandbox of Strapi; over a real one, too, where THESAURY_STRAPI names a folder for it."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.contract.publishing_target_suite import (
    BLUE,
    GREY,
    RED,
    Pictures,
    PublishingTargetSuite,
    colour_of,
    colours,
    picture,
)
from tests.contract.targets.samples import check_samples
from tests.contract.targets.sandboxed import Sandboxed
from tests.contract.targets.strapi_site import ARTICLES, ASSETS, StrapiSite
from tests.fakes.secrets import FakeSecrets
from tests.fakes.tools import lent
from tests.hosts import strapi as host
from thesaury.connectors.http import HttpClient
from thesaury.connectors.manifest import manifests
from thesaury.connectors.strapi.mapping import held
from thesaury.model.errors import NeedsLogin, Refused, Unreachable, Usage
from thesaury.model.publishing import Withdrawal
from thesaury.ports.publishing_target import Edit
from thesaury.sandbox.strapi.server import TOKEN, create

REAL = os.environ.get("THESAURY_STRAPI", "")


@pytest.fixture
def sandboxed() -> Iterator[StrapiSite]:
    server = Sandboxed(create())
    site = StrapiSite(server.url, TOKEN, server)
    yield site
    site.close()


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[host.Site]:
    with host.running(host.installed(Path(REAL)), tmp_path_factory.mktemp("strapi")) as site:
        yield site


class Traps:
    """What of Strapi in particular could go wrong."""

    def test_nothing_is_live_before_it_has_its_file(self, site: StrapiSite, pictures: Pictures):
        def content() -> bytes:
            assert len(site.all(ASSETS, status="draft")) == 1
            assert site.all(ASSETS) == []
            return package.content()

        target = site.target()
        package = pictures.package("a1", target.able)
        made = target.create(replace(package, content=content))
        [live] = site.all(ASSETS, **{"populate[file]": "true"})
        assert (live["documentId"], bool(live["file"])) == (made.external_id, True)

    def test_words_beside_the_file_follow_until_an_editor_changes_them(self, site: StrapiSite, pictures: Pictures):
        target = site.target()
        made = target.create(pictures.package("a1", target.able, {"title": "T", "alt": "first", "caption": "c"}))
        file = (site.entry(made.external_id) or {})["file"]
        assert (file["alternativeText"], file["caption"]) == ("first", "c")
        made = target.update(made, Edit((("alt@en", "second"),)))
        site.describe(file["id"], caption="An editor's")
        target.update(made, Edit((("alt@en", "third"), ("caption@en", "ours"))))
        file = (site.entry(made.external_id) or {})["file"]
        assert (file["alternativeText"], file["caption"]) == ("third", "An editor's")
        target.update(made, Edit(file=pictures.package("a1", target.able, colour=BLUE)))
        file = (site.entry(made.external_id) or {})["file"]
        assert (file["alternativeText"], file["caption"]) == ("third", "An editor's")

    def test_a_file_that_lost_its_entry_is_taken_again_and_keeps_its_address(
        self, site: StrapiSite, pictures: Pictures
    ):
        target = site.target()
        made = target.create(pictures.package("a1", target.able))
        page = site.page(made.external_id, "A page")
        site.remove_as_editor(made.external_id)
        again = target.create(pictures.package("a1", target.able, colour=BLUE))
        assert (again.address, again.external_id != made.external_id) == (made.address, True)
        assert colours(site, again.external_id) == {BLUE}
        assert [use.page for use in target.uses()] == [page]

    def test_withdrawn_after_an_editor_deleted_the_entry_the_file_is_gone_too(
        self, site: StrapiSite, pictures: Pictures
    ):
        target = site.target()
        package = pictures.package("a1", target.able)
        made = target.create(package)
        site.served(made.external_id)
        site.remove_as_editor(made.external_id)
        assert target.withdraw(made, Withdrawal.UNPUBLISH, package) is None
        assert site.served(made.external_id) == []

    @pytest.mark.parametrize("own", [False, True], ids=["cleared", "own file"])
    @pytest.mark.parametrize("how", list(Withdrawal))
    def test_what_an_editor_does_to_the_draft_keeps_no_picture_and_costs_no_file_of_his(
        self, site: StrapiSite, pictures: Pictures, how: Withdrawal, own: bool
    ):
        target = site.target()
        package = pictures.package("a1", target.able, colour=GREY)
        made = target.create(pictures.package("a1", target.able))
        site.served(made.external_id)
        page = site.page(made.external_id, "A page")
        his = site.upload("his.jpg", picture(BLUE)) if own else None
        site.describe((site.entry(made.external_id) or {})["file"]["id"], name="renamed.jpg")
        site.put(ASSETS, made.external_id, {"file": his["id"] if his else None}, "draft")
        assert target.held({"a1": ""})["a1"].live
        left = target.withdraw(made, how, package)
        seen = {colour_of(content) for content in site.served(made.external_id)} - {BLUE}
        assert (seen, left is not None and left.live) == ({GREY} if how is Withdrawal.PLACEHOLDER else set(), False)
        assert his is None or colour_of(site.bare.get(f"{site.url}{his['url']}").content) == BLUE
        [article] = site.all(
            ARTICLES, **{"filters[documentId][$eq]": page.partition(":")[0], "populate[cover]": "true"}
        )
        assert bool(article["cover"]) is (how is Withdrawal.PLACEHOLDER)

    def test_an_update_never_overwrites_an_editors_own_file(self, site: StrapiSite, pictures: Pictures):
        target = site.target()
        made = target.create(pictures.package("a1", target.able))
        his = site.upload("his.jpg", picture(GREY))
        site.put(ASSETS, made.external_id, {"file": his["id"]}, "draft")
        assert target.update(made, Edit(file=pictures.package("a1", target.able, colour=BLUE))).address == made.address
        assert colour_of(site.bare.get(f"{site.url}{his['url']}").content) == GREY
        assert colours(site, made.external_id) == {BLUE}

    def test_every_way_to_show_an_asset_is_found(self, site: StrapiSite, pictures: Pictures):
        target = site.target()
        made = target.create(pictures.package("a1", target.able))
        file = (site.entry(made.external_id) or {})["file"]
        shown = {
            "cover": file["id"],
            "gallery": [file["id"]],
            "asset": {"connect": [made.external_id]},
            "body": f"words ![a picture]({file['formats']['thumbnail']['url']}) and more",
            "blocks": [{"text": "t", "image": file["id"]}],
        }
        pages = {place: site.article({"title": place, place: value}) for place, value in shown.items()}
        wide = site.target(types="articles=cover,gallery,asset,blocks.*")
        assert {(use.place, use.page, use.live) for use in wide.uses()} == {
            (place, page, True) for place, page in pages.items()
        }
        flat = {use.place for use in site.target(types="articles").uses()}
        assert flat == set(pages) - {"blocks"}
        assert list(site.target(types="").uses()) == []
        addressed = next(iter(site.target(page_address="https://www.example.com/{type}/{id}").uses()))
        assert addressed.address == f"https://www.example.com/articles/{addressed.page.partition(':')[0]}"

    def test_pages_show_the_placeholder_under_the_same_address(self, site: StrapiSite, pictures: Pictures):
        target = site.target()
        made = target.create(pictures.package("a1", target.able))
        left = target.withdraw(
            made, Withdrawal.PLACEHOLDER, pictures.package("a1", target.able, {"title": "Gone"}, colour=GREY)
        )
        assert left
        assert (left.address, left.shown.texts) == (made.address, made.shown.texts)
        assert colour_of(site.bare.get(made.address).content) == GREY
        before = site.writes()
        target.withdraw(left, Withdrawal.PLACEHOLDER, pictures.package("a1", target.able, colour=GREY))
        assert site.writes() == before
        back = target.update(left, Edit(file=pictures.package("a1", target.able), revive=True))
        assert back.live
        assert colour_of(site.bare.get(made.address).content) == RED

    def test_a_withdrawn_entry_can_be_corrected_and_stays_away(self, site: StrapiSite, pictures: Pictures):
        target = site.target()
        left = target.withdraw(
            target.create(pictures.package("a1", target.able)),
            Withdrawal.UNPUBLISH,
            pictures.package("a1", target.able),
        )
        assert left
        changed = target.update(left, Edit((("credit", "Somebody"),)))
        assert (changed.live, changed.shown.texts["credit"]) == (False, "Somebody")
        assert site.all(ASSETS) == []

    def test_a_look_at_the_connection_says_what_is_there_and_what_is_missing(self, site: StrapiSite):
        look = manifests()["strapi"].factory("check")
        said = " ".join(look(site.connection(types="articles; newsletters"), lent(site.secrets)))
        assert "0 assets" in said
        assert "Pages of the type articles: 0." in said
        assert "The site has no type newsletters" in said
        assert "set types" in " ".join(look(site.connection(types=""), lent(site.secrets)))
        wrong = FakeSecrets()
        with pytest.raises(NeedsLogin, match="thesaury secret set site token"):
            look(site.connection(), lent(wrong))
        wrong.put("site", {"token": "nonsense"})
        with pytest.raises(NeedsLogin, match="invalid credentials"):
            look(site.connection(), lent(wrong))


class TestStrapiSandbox(PublishingTargetSuite, Traps):
    @pytest.fixture
    def site(self, sandboxed: StrapiSite) -> StrapiSite:
        return sandboxed


@pytest.mark.skipif(not REAL, reason="a real Strapi is for the drill: ./run drill strapi")
class TestStrapiItself(PublishingTargetSuite, Traps):
    @pytest.fixture
    def site(self, real: host.Site) -> Iterator[StrapiSite]:
        site = StrapiSite(real.url, real.token)
        site.clear()
        with site.counting():
            yield site
        site.close()

    def test_pages_in_several_languages_are_told_apart(self, site: StrapiSite, pictures: Pictures):
        target = site.target()
        one, two = (target.create(pictures.package(asset, target.able)) for asset in ("a1", "a2"))
        page = site.page(one.external_id, "A page").partition(":")[0]
        cover = (site.entry(two.external_id) or {})["file"]["id"]
        data = {"data": {"title": "Eine Seite", "cover": cover}}
        german = {"locale": "de", "status": "published"}
        site.http.put(f"articles/{page}", params=german, json=data).raise_for_status()
        found = {(use.asset, use.page, use.language, use.title) for use in target.uses()}
        assert found == {("a1", f"{page}:en", "en", "A page"), ("a2", f"{page}:de", "de", "Eine Seite")}


def test_a_site_without_the_route_to_unpublish_is_told_what_to_copy_and_the_picture_is_gone(sandboxed: StrapiSite):
    pictures, target = Pictures(), sandboxed.target()
    made = target.create(pictures.package("a1", target.able))
    sandboxed.served(made.external_id)
    assert sandboxed.server
    sandboxed.server.sandbox.faults.add("status:404", "/actions/unpublish$")
    with pytest.raises(Refused, match="src/api/thesaury-asset"):
        target.withdraw(made, Withdrawal.UNPUBLISH, pictures.package("a1", target.able))
    assert sandboxed.served(made.external_id) == []


def test_a_file_that_is_there_after_it_was_deleted_is_no_withdrawal(sandboxed: StrapiSite):
    pictures, target = Pictures(), sandboxed.target()
    made = target.create(pictures.package("a1", target.able))
    assert sandboxed.server
    sandboxed.server.sandbox.faults.add("status:404", "/api/upload/files/[0-9]+$")
    with pytest.raises(Refused, match=r"thesaury-a1\.jpg is in Strapi's media library still"):
        target.withdraw(made, Withdrawal.UNPUBLISH, pictures.package("a1", target.able))
    assert target.held({"a1": ""})["a1"].live


@pytest.mark.parametrize("answer", [{"error": "x"}, [{"name": "thesaury-a1.jpg"}], [None]])
def test_files_that_cannot_be_read_are_not_said_to_be_gone(
    sandboxed: StrapiSite, monkeypatch: pytest.MonkeyPatch, answer: object
):
    pictures, target = Pictures(), sandboxed.target()
    made = target.create(pictures.package("a1", target.able))
    sandboxed.remove_as_editor(made.external_id)
    read = HttpClient.json
    monkeypatch.setattr(HttpClient, "json", lambda self, ask: answer if ask.path == "upload/files" else read(self, ask))
    with pytest.raises(Unreachable, match="no list of files"):
        target.withdraw(made, Withdrawal.UNPUBLISH, pictures.package("a1", target.able))


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("types", "Articles!", "no type"),
        ("types", "articles=cover..x", "no type"),
        ("page_address", "https://x.example/{page}", "may name"),
        ("base_url", "http://cms.example.com", "https address"),
        ("page_size", "500", "from 1 to 100"),
        ("withdrawl", "delete", "no setting 'withdrawl'"),
    ],
)
def test_wrong_settings_are_named(sandboxed: StrapiSite, name: str, value: str, said: str):
    with pytest.raises(Usage, match=said):
        sandboxed.target(**{name: value})


def test_samples():
    check_samples("strapi", lambda payload: held(payload, payload, "https://cms.example"))
