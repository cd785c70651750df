"""The suite of publishing targets over a real WordPress with the plugin, asked as an editor is."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from PIL import Image

from tests.contract.publishing_target_suite import EQUIPMENT, GREY, RED, PublishingTargetSuite, colour_of
from tests.contract.targets.wordpress_site import WordPressSite
from tests.fakes.secrets import FakeSecrets
from tests.fakes.tools import lent
from tests.hosts.between import Between, between
from tests.hosts.wordpress import Site as Running
from tests.hosts.wordpress import wordpress
from thesaury.connectors.wordpress import checking
from thesaury.model.errors import NeedsLogin, Refused, Unreachable
from thesaury.model.publication import Held, Shown
from thesaury.model.publishing import Withdrawal
from thesaury.ports.publishing_target import Edit, Package


@pytest.fixture(scope="module")
def running() -> Iterator[tuple[Running, Between]]:
    with wordpress() as site, between(site.address) as way:
        yield site, way


@pytest.fixture
def site(running: tuple[Running, Between]) -> WordPressSite:
    return WordPressSite(*running)


class TestWordPress(PublishingTargetSuite):
    pass


def large(colour: tuple[int, int, int] = RED, width: int = 1400) -> bytes:
    """A picture of which WordPress makes several sizes."""
    file = BytesIO()
    Image.new("RGB", (width, width // 2), colour).save(file, "JPEG")
    return file.getvalue()


def package(asset: str, texts: dict[str, str] | None = None, content: bytes | None = None, name: str = "") -> Package:
    shown = Shown.of({"title@en": f"Title of {asset}", **(texts or {})}, (), "tag-1")
    return Package(asset, shown, name or f"thesaury-{asset}.jpg", "image/jpeg", lambda: content or large())


def addresses(site: WordPressSite, held: Held) -> dict[str, str]:
    """The file and its sizes, by name."""
    one = site.media(held.external_id)
    assert one
    return {"": one["source_url"]} | {name: size["source_url"] for name, size in one["media_details"]["sizes"].items()}


def shown_in(site: WordPressSite, page: str) -> str:
    return site.running.get(f"{site.running.address}/?p={page.partition(':')[2]}").text


def picture_block(held: Held, address: str) -> str:
    figure = f'<figure class="wp-block-image size-large"><img src="{address}" alt="A" class="wp-image-{held.external_id}"/></figure>'
    return f'<!-- wp:image {{"id":{held.external_id},"sizeSlug":"large"}} -->{figure}<!-- /wp:image -->'


def test_no_size_of_a_withdrawn_picture_can_be_had_and_its_pages_stay_whole(site: WordPressSite):
    target = site.target()
    held = target.create(package("a1"))
    sizes = addresses(site, held)
    assert len(sizes) >= 5
    page = site.made(
        "posts", title="P", status="publish", content=f"Before {picture_block(held, sizes['large'])} after",
        featured_media=int(held.external_id),
    )  # fmt: skip
    assert "<img" in shown_in(site, page)
    target.withdraw(held, Withdrawal.UNPUBLISH, package("a1"))
    assert {site.running.get(address).status_code for address in sizes.values()} == {404}
    uploads = site.running.folder / "site" / "wp-content" / "uploads"
    assert not list(uploads.rglob("thesaury-a1*"))
    html = shown_in(site, page)
    assert ("Before" in html, "after" in html, "thesaury-a1" in html) == (True, True, False)
    assert [one["id"] for one in site.running.all("/wp/v2/media")] == []
    back = target.update(target.held({"a1": ""})["a1"], Edit(file=package("a1"), revive=True))
    assert (back.live, back.address) == (True, held.address)
    assert {colour_of(site.running.get(address).content) for address in sizes.values()} == {RED}
    assert "thesaury-a1" in shown_in(site, page)


def test_a_placeholder_stands_at_every_address_whatever_its_shape(site: WordPressSite):
    target = site.target()
    held = target.create(package("a1"))
    sizes = addresses(site, held)
    file = BytesIO()
    Image.new("RGB", (300, 300), GREY).save(file, "JPEG")
    left = target.withdraw(held, Withdrawal.PLACEHOLDER, package("a1", content=file.getvalue()))
    assert left
    assert not left.live
    assert {colour_of(site.running.get(address).content) for address in sizes.values()} == {GREY}
    uploads = site.running.folder / "site" / "wp-content" / "uploads"
    assert {colour_of(path.read_bytes()) for path in uploads.rglob("thesaury-a1*")} == {GREY}


def test_what_an_editor_cut_from_a_picture_counts_as_its_use_and_goes_with_it(site: WordPressSite):
    target = site.target()
    held = target.create(package("a1"))
    crop = {"src": held.address, "x": 10, "y": 10, "width": 50, "height": 50}
    cut = site.running.rest("POST", f"/wp/v2/media/{held.external_id}/edit", "erika", json=crop)
    assert cut.status_code == 201, cut.text
    page = site.page(str(cut.json()["id"]), "With a cutting")
    assert [(use.asset, use.external_id, use.page) for use in target.uses()] == [("a1", held.external_id, page)]
    target.withdraw(held, Withdrawal.UNPUBLISH, package("a1"))
    assert site.running.get(cut.json()["source_url"]).status_code == 404
    assert "<img" not in shown_in(site, page)


def test_doubles_for_other_languages_are_one_object_and_go_with_it(site: WordPressSite):
    target = site.target()
    held = target.create(package("a1"))
    double = int(held.external_id) + 500
    names = "post_author, post_date, post_date_gmt, post_modified, post_modified_gmt, post_content, post_title, post_excerpt, post_status"
    names += ", to_ping, pinged, post_content_filtered, post_type, post_mime_type"
    site.running.query(
        f"INSERT INTO wp_posts (ID, {names}) SELECT {double}, {names} FROM wp_posts WHERE ID = {held.external_id};"
        f" INSERT INTO wp_postmeta (post_id, meta_key, meta_value) SELECT {double}, meta_key, meta_value FROM wp_postmeta"
        f" WHERE post_id = {held.external_id}"
    )
    page = site.page(str(double), "In another language")
    assert (
        [one.external_id for one in target.every()] == [held.external_id] == [target.held({"a1": ""})["a1"].external_id]
    )
    assert [(use.external_id, use.page) for use in target.uses()] == [(held.external_id, page)]
    left = target.withdraw(held, Withdrawal.UNPUBLISH, package("a1"))
    assert left
    assert "<img" not in shown_in(site, page)
    assert target.update(left, Edit(file=package("a1"), revive=True)).live
    assert "<img" in shown_in(site, page)
    assert target.withdraw(held, Withdrawal.DELETE, package("a1")) is None
    assert site.objects("a1") == 0


def test_a_page_leaves_a_picture_out_once_its_last_day_is_over(site: WordPressSite):
    target = site.target()
    today = datetime.now(UTC).date()
    over, holds = ((today + timedelta(days=days)).isoformat() for days in (-1, 1))
    late = target.create(package("late", {"allowed_until": over}))
    good = target.create(package("good", {"allowed_until": holds}))
    blocks = [picture_block(held, held.address) for held in (late, good)]
    html = shown_in(site, site.made("posts", title="P", status="publish", content="".join(blocks)))
    assert ("thesaury-late" in html, "thesaury-good" in html) == (False, True)


def test_pictures_are_found_in_every_place_of_a_page(site: WordPressSite):
    target = site.target()
    held = {
        name: target.create(package(name))
        for name in ("cover", "block", "gallery", "shared", "classic", "address", "logo", "none")
    }
    id = {name: one.external_id for name, one in held.items()}
    shared = site.made(
        "blocks", title="S", status="publish", content=picture_block(held["shared"], held["shared"].address)
    )
    inner = picture_block(held["gallery"], "x")
    content = (
        f'<!-- wp:cover {{"id":{id["block"]}}} --><div></div><!-- /wp:cover -->'
        f'<!-- wp:gallery --><figure class="wp-block-gallery">{inner}</figure><!-- /wp:gallery -->'
        f'<!-- wp:block {{"ref":{shared.partition(":")[2]}}} /-->'
        f'<a href="{addresses(site, held["address"])["medium"]}">here</a> [gallery ids="{id["classic"]},999999"]'
    )
    page = site.made("posts", title="Draft", content=content, featured_media=int(id["cover"]), status="draft")
    site.running.query(
        f"REPLACE INTO wp_options (option_name, option_value, autoload) VALUES ('site_icon', '{id['logo']}', 'yes')"
    )
    found = {(use.asset, use.page, use.place, use.live) for use in target.uses()}
    assert found == {
        ("cover", page, "cover", False), ("logo", "site", "icon", True),
        *((name, page, "body", False) for name in ("block", "gallery", "shared", "classic", "address")),
    }  # fmt: skip
    site.running.query("DELETE FROM wp_options WHERE option_name = 'site_icon'")


def test_more_pages_than_one_answer_holds_are_all_looked_at(site: WordPressSite):
    held = site.target().create(package("a1"))
    day, image = "'2026-11-01'", f'<img class="wp-image-{held.external_id}">'
    rows = ", ".join(
        f"({id}, 'post', 'publish', {day}, {day}, {day}, {day}, 'T', '{image}', '', '', '', '')"
        for id in range(5001, 5451)
    )
    columns = "ID, post_type, post_status, post_date, post_date_gmt, post_modified, post_modified_gmt, post_title, post_content"
    site.running.query(
        f"INSERT INTO wp_posts ({columns}, post_excerpt, to_ping, pinged, post_content_filtered) VALUES {rows}"
    )
    uses = list(site.target().uses())
    assert len({use.page for use in uses}) == len(uses) == 450
    assert {use.since for use in uses} == {"2026-11-01T00:00:00+00:00"}


def test_only_editors_publish_and_only_pictures(site: WordPressSite):
    site.target().create(package("a1"))
    assert site.running.rest("GET", "/thesaury/v1/media", "").status_code == 401
    assert site.running.rest("GET", "/thesaury/v1/media", "anton").status_code == 403
    for content, name in ((b"<?php phpinfo();", "x.jpg"), (large(), "x.php"), (large(), "x.png"), (b"", "x.jpg")):
        with pytest.raises(Refused) as error:
            site.target().create(package("a2", content=content or b" ", name=name))
        assert error.value.status in (413, 415)
    assert site.objects("a2") == 0
    site.user = "anton"
    with pytest.raises(Refused):
        site.target().create(package("a2"))
    [said, *lacks] = check_of(site)
    assert "Demo: WordPress 6" in said
    assert any("edit what others made" in one and "Editor" in one for one in lacks)


def test_a_site_without_the_plugin_says_what_to_install_and_is_written_to_later(site: WordPressSite):
    switched = site.running.query("SELECT option_value FROM wp_options WHERE option_name = 'active_plugins'")
    site.running.option("active_plugins", "a:0:{}")
    try:
        for ask in (
            lambda: check_of(site),
            lambda: site.target().create(package("a1")),
            lambda: list(site.target().every()),
        ):
            with pytest.raises(Unreachable, match=r"plugin Thesaury .* thesaury plugin wordpress"):
                ask()
    finally:
        site.running.option("active_plugins", switched)
    assert site.target().create(package("a1")).live
    assert any("no sidebar" in said for said in check_of(site))


def test_a_wrong_password_needs_another_one_and_addresses_may_be_of_any_form(site: WordPressSite):
    site.running.option("permalink_structure", "/%postname%/")
    assert site.target().create(package("a1")).live
    site.running.option("permalink_structure", "")
    secrets = FakeSecrets()
    secrets.put(site.name, {"password": "aaaa bbbb cccc"})
    with pytest.raises(NeedsLogin):
        checking.check(site.connection(), lent(secrets))


def test_a_term_that_people_made_by_hand_becomes_the_concept_of_its_name(site: WordPressSite):
    by_hand = site.running.rest("POST", "/wp/v2/concepts", "erika", json={"name": "Equipment"}).json()["id"]
    target = site.target()
    target.put_concepts((EQUIPMENT,))
    assert [(one["id"], one["meta"]["concept_uri"]) for one in site.running.all("/wp/v2/concepts")] == [
        (by_hand, EQUIPMENT.iri)
    ]
    site.running.rest("POST", f"/wp/v2/concepts/{by_hand}", "erika", json={"name": "Renamed"})
    assert site.target().put_concepts((EQUIPMENT,)) == 1
    assert site.running.read(f"/wp/v2/concepts/{by_hand}")["name"] == "Equipment"


def test_php_complains_of_nothing(site: WordPressSite):
    assert "thesaury" not in site.running.complaints()


def check_of(site: WordPressSite) -> tuple[str, ...]:
    secrets = FakeSecrets()
    secrets.put(site.name, {"password": site.running.keys[site.user]})
    return checking.check(site.connection(), lent(secrets))
