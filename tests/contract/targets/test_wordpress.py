"""The suite of publishing targets over a real WordPress with the plugin, asked as an editor is."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from threading import Thread

import httpx
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


def left_by_plugins(site: WordPressSite, held: Held) -> dict[str, str]:
    """Addresses of what plugins leave beside a picture: its medium size of once, and both in a newer format, named or not."""
    once = addresses(site, held)["medium"]
    site.running.php(
        f"$id = {held.external_id}; $main = get_attached_file($id); $folder = dirname($main); $about = wp_get_attachment_metadata($id);"
        "update_option('medium_size_w', 411); update_option('medium_size_h', 411);"
        "wp_update_attachment_metadata($id, $about = wp_generate_attachment_metadata($id, $main));"
        "update_option('medium_size_w', 300); update_option('medium_size_h', 300);"
        "$whole = str_replace('.jpg', '-jpg.webp', basename($main)); copy($main, \"$folder/$whole\");"
        "$size = str_replace('.jpg', '-jpg.webp', $about['sizes']['medium']['file']); copy($main, \"$folder/$size\");"
        'copy($main, "$folder/told-elsewhere.webp"); copy($main, "$main.avif");'
        "$about['sizes']['medium']['sources'] = ['image/webp' => ['file' => $size]];"
        "$about['sources'] = ['image/webp' => ['file' => 'told-elsewhere.webp']]; wp_update_attachment_metadata($id, $about);"
    )
    folder, now = held.address.rpartition("/")[0], addresses(site, held)["medium"]
    assert once != now
    found = {
        "once": once,
        "now": now,
        "webp": held.address.replace(".jpg", "-jpg.webp"),
        "size": now.replace(".jpg", "-jpg.webp"),
    }
    found |= {"told": f"{folder}/told-elsewhere.webp", "beside": f"{held.address}.avif"}
    assert {site.running.get(address).status_code for address in found.values()} == {200}
    return found


@pytest.mark.parametrize("how", list(Withdrawal))
def test_what_plugins_left_beside_a_picture_goes_with_it_and_what_is_of_others_stays(
    site: WordPressSite, how: Withdrawal
):
    target = site.target()
    held = target.create(package("a1"))
    left = left_by_plugins(site, held)
    others = []
    for name in ("thesaury-a1-64x64.jpg", "thesaury-a1-2.jpg", "thesaury-a1.png"):
        kind = name[-3:].replace("jpg", "jpeg")
        file = BytesIO()
        Image.new("RGB", (400, 200)).save(file, kind)
        headers = {"Content-Type": f"image/{kind}", "Content-Disposition": f"attachment; filename={name}"}
        made = site.running.rest("POST", "/wp/v2/media", "erika", content=file.getvalue(), headers=headers).json()
        others += [made["source_url"], *(size["source_url"] for size in made["media_details"]["sizes"].values())]
    assert len(others) >= 9
    grey = BytesIO()
    Image.new("RGB", (300, 300), GREY).save(grey, "JPEG")
    target.withdraw(held, how, package("a1", content=grey.getvalue()))
    seen = {name: site.running.get(address) for name, address in left.items()}
    if how is Withdrawal.PLACEHOLDER:
        assert {colour_of(seen.pop(name).content) for name in ("once", "now")} == {GREY}
    assert {name: reply.status_code for name, reply in seen.items()} == dict.fromkeys(seen, 404)
    assert {site.running.get(address).status_code for address in others} == {200}


def copied(site: WordPressSite, held: Held, ending: str) -> tuple[str, str]:
    """What importers and those who duplicate media make: another attachment with a file of its own, and all fields."""
    told = site.running.php(
        f"$from = {held.external_id}; $made = wp_tempnam() . '.{ending}'; wp_get_image_editor(get_attached_file($from))->save($made);"
        f"$id = media_handle_sideload(['name' => 'copy.{ending}', 'tmp_name' => $made], 0);"
        "foreach (get_post_meta($from) as $name => $values)"
        " if (strpos($name, 'thesaury') !== false) add_post_meta($id, $name, maybe_unserialize($values[0]));"
        "echo $id, ' ', wp_get_attachment_url($id);"
    )
    id, _, address = told.partition(" ")
    return id, address


def test_copies_with_files_of_their_own_go_with_the_picture_and_come_back_with_it(site: WordPressSite):
    target = site.target()
    held = target.create(package("a1"))
    (first, same), (second, other) = copied(site, held, "jpg"), copied(site, held, "png")
    pages = [site.page(id, "With a copy") for id in (first, second)]
    assert all("<img" in shown_in(site, page) for page in pages)
    target.withdraw(held, Withdrawal.UNPUBLISH, package("a1"))
    assert [site.running.get(address).status_code for address in (held.address, same, other)] == [404] * 3
    assert not any("<img" in shown_in(site, page) for page in pages)
    back = target.update(target.held({"a1": ""})["a1"], Edit(file=package("a1"), revive=True))
    assert [colour_of(site.running.get(address).content) for address in (back.address, same)] == [RED, RED]
    assert ["<img" in shown_in(site, page) for page in pages] == [True, False], (
        "a copy of another type has no file any more"
    )
    grey = BytesIO()
    Image.new("RGB", (300, 300), GREY).save(grey, "JPEG")
    second, other = copied(site, held, "png")
    target.withdraw(back, Withdrawal.PLACEHOLDER, package("a1", content=grey.getvalue()))
    assert [colour_of(site.running.get(address).content) for address in (held.address, same)] == [GREY, GREY]
    assert site.running.get(other).status_code == 404
    assert "<img" not in shown_in(site, site.page(second, "With the other copy"))


def test_a_cutting_in_the_trash_goes_too_and_its_maker_cannot_hide_where_it_is_from(site: WordPressSite):
    target = site.target()
    held = target.create(package("a1"))
    crop = {"src": held.address, "x": 10, "y": 10, "width": 50, "height": 50}
    cut = site.running.rest("POST", f"/wp/v2/media/{held.external_id}/edit", "erika", json=crop).json()
    author = "(SELECT ID FROM wp_users WHERE user_login = 'anton')"
    site.running.query(f"UPDATE wp_posts SET post_author = {author} WHERE ID = {cut['id']}")
    may = site.running.php(
        f"wp_set_current_user(get_user_by('login', 'anton')->ID); foreach (array_keys(get_post_meta({cut['id']})) as $name)"
        f" if (strpos($name, 'cut_from') && current_user_can('delete_post_meta', {cut['id']}, $name)) echo $name;"
        f" wp_trash_post({cut['id']}); echo get_post_status({cut['id']});"
    )
    assert may == "trash"
    assert site.running.get(cut["source_url"]).status_code == 200
    target.withdraw(held, Withdrawal.UNPUBLISH, package("a1"))
    assert site.running.get(cut["source_url"]).status_code == 404


def test_an_author_neither_brings_back_nor_withdraws_what_he_took_in(site: WordPressSite):
    target = site.target()
    held = target.create(package("a1"))
    author = "(SELECT ID FROM wp_users WHERE user_login = 'anton')"
    site.running.query(f"UPDATE wp_posts SET post_author = {author} WHERE ID = {held.external_id}")
    target.withdraw(held, Withdrawal.UNPUBLISH, package("a1"))
    change = {"edit": '{"revive": true, "fields": {"allowed_until": "2099-01-01"}, "file": "t"}'}
    route = f"/thesaury/v1/media/{held.external_id}"
    sent = {"data": change, "files": {"file": ("x.jpg", large(), "image/jpeg")}}
    assert site.running.rest("POST", route, "anton", **sent).status_code == 403
    assert site.running.rest("POST", f"{route}/withdraw", "anton", data={"how": "delete"}).status_code == 403
    assert site.running.get(held.address).status_code == 404
    assert site.running.rest("POST", route, "erika", **sent).status_code == 200


def test_references_that_differ_in_case_are_of_different_assets(site: WordPressSite):
    target = site.target()
    upper, lower = target.create(package("AbC")), target.create(package("abc"))
    assert upper.external_id != lower.external_id
    assert {name: held.external_id for name, held in target.held({"abc": "", "AbC": ""}).items()} == {
        "AbC": upper.external_id, "abc": lower.external_id,
    }  # fmt: skip
    assert {one.asset for one in target.every()} == {"AbC", "abc"}
    target.withdraw(lower, Withdrawal.UNPUBLISH, package("abc"))
    assert site.running.get(upper.address).status_code == 200


def test_visitors_are_not_told_whose_a_picture_is_nor_on_what_terms(site: WordPressSite):
    held = site.target().create(package("a1", {"usage": "internal terms", "credit": "Ana Lind"}))
    route = f"/wp/v2/media/{held.external_id}"
    told = site.running.rest("GET", route, "").json()["meta"]
    assert told["thesaury_credit"] == "Ana Lind"
    assert not {"thesaury_usage", "thesaury_asset", "thesaury_file", "thesaury_withdrawn"} & set(told)
    assert site.running.read(route)["meta"]["thesaury_usage"] == "internal terms"


def test_past_its_last_day_a_picture_is_found_by_its_address_too(site: WordPressSite):
    target, day = site.target(), (datetime.now(UTC).date() - timedelta(days=1)).isoformat()
    late, good = target.create(package("late", {"allowed_until": day})), target.create(package("good"))
    content = ""
    for held in (late, good):
        id, whole = held.external_id, held.address
        size = addresses(site, held)["medium"]
        content += (
            f'<!-- wp:cover {{"url":"{whole}","id":{id},"hasParallax":true}} --><div class="wp-block-cover has-parallax"><div role="img"'
            f' class="wp-block-cover__image-background wp-image-{id}" style="background-image:url({whole})"></div></div><!-- /wp:cover -->'
            f'<p><img src="{size}"> <img src="{whole.removeprefix(site.running.address)}"> <a href="{whole}">large > here</a></p>'
        )
    html = shown_in(site, site.made("posts", title="P", status="publish", content=content))
    assert "thesaury-late" not in html
    assert (html.count("thesaury-good"), html.count("large > here") + html.count("large &gt; here")) == (4, 2)


def test_shortcodes_in_texts_of_assets_are_not_run(site: WordPressSite):
    evil = '[audio src="https://evil.example/x.mp3"]'
    held = site.target().create(
        package("a1", {"title@en": f"T {evil}", "caption@en": f"C {evil}", "alt@en": f"A {evil}"})
    )
    shown = site.media(held.external_id)
    assert shown
    kinds = (shown["title"]["raw"], shown["caption"]["raw"], shown["alt_text"])
    assert not any("[" in text for text in kinds)
    block = picture_block(held, held.address).replace("</figure>", f"<figcaption>Ana {evil}</figcaption></figure>")
    block = block.replace('alt="A"', "alt='[audio src=https://evil.example/y.mp3]'")
    html = shown_in(site, site.made("posts", title="P", status="publish", content=f"{kinds[1]} {block}"))
    assert ("<audio" in html, html.count("&#091;audio")) == (False, 3)


ASSET, OTHER = "4a84b237-3992-5c17-ade9-6b8ded5e453a", "0d84b237-3992-5c17-ade9-6b8ded5e4500"


class Answering(BaseHTTPRequestHandler):
    """As much of Thesaury as the picker's end asks: tokens, one item of a feed, and the file of it."""

    asked: list[tuple[str, str, bytes]]
    port: int

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers["Content-Length"])))

    def _answer(self, body: bytes) -> None:
        self.asked.append((self.path, self.headers.get("Authorization", ""), body))
        item = {
            "contentUrl": f"http://127.0.0.1:{self.port}/delivery/right", "expires": "2030-12-31", "creator": {"name": "Ana Lind"},
            "name": [{"@value": "Lake", "@language": "en"}, {"@value": "See", "@language": "de"}], "caption": "Still",
            "about": {"@type": "DefinedTerm", "@id": EQUIPMENT.iri}, "usageInfo": {"text": "Terms"},
        }  # fmt: skip
        told = {
            "/api/v1/picker/tokens": (201, b'{"token": "picker-token"}'),
            f"/feed/web/items/{ASSET}": (200, json.dumps(item).encode()),
            "/delivery/right": (200, large()),
            "/delivery/wrong": (200, large(GREY)),
        }
        status, content = told.get(self.path, (410, b"{}"))
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def thesaury() -> Iterator[type[Answering]]:
    """A stand-in of Thesaury at an address of its own."""
    kind = type("Here", (Answering,), {"asked": []})
    with ThreadingHTTPServer(("127.0.0.1", 0), kind) as server:
        kind.port = server.server_port
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield kind
        server.shutdown()


def test_what_an_editor_takes_in_is_what_the_channel_publishes_whatever_his_browser_says(site: WordPressSite):
    site.target().put_concepts((EQUIPMENT,))
    with thesaury() as server:
        address = f"http://127.0.0.1:{server.port}"
        kept = f"['server' => '{address}', 'token' => 'T', 'channel' => 'web', 'feed_key' => 'K', 'market' => '']"
        site.running.php(f"update_option('thesaury_settings', {kept});")

        def take(asset: str, **more: str) -> httpx.Response:
            return site.running.rest("POST", "/thesaury/v1/picker/take", "anton", json={"asset": asset, **more})

        assert site.running.rest("POST", "/thesaury/v1/picker/token", "anton").json() == {"token": "picker-token"}
        assert json.loads(server.asked[-1][2])["profile"] == "web"
        for wrong in (ASSET.upper(), "permitted-asset", "", f"{ASSET}/../x"):
            assert take(wrong).status_code == 400
        refused = take(OTHER, url=f"{address}/delivery/right")
        assert (refused.status_code, "does not publish" in refused.json()["message"]) == (410, True)
        made = take(ASSET, url=f"{address}/delivery/wrong", title="Another", creator="Nobody", language="de")
        assert (made.status_code, made.json()["title"], made.json()["credit"]) == (200, "See", "Ana Lind")
        assert take(ASSET).json()["id"] == made.json()["id"]
        feeds = {(path, key) for path, key, _ in server.asked if path.startswith("/feed/")}
        assert feeds == {(f"/feed/web/items/{asset}", "Bearer K") for asset in (ASSET, OTHER)}
        assert not any("wrong" in path for path, _, _ in server.asked)
    held = site.target().held({ASSET: ""})[ASSET]
    assert colour_of(site.running.get(held.address).content) == RED
    texts = {
        "title@en": "Lake",
        "title@de": "See",
        "caption": "Still",
        "allowed_until": "2030-12-31",
        "credit": "Ana Lind",
        "usage": "Terms",
    }
    assert (dict(held.shown.fields), held.shown.concepts, site.objects(OTHER)) == (texts, (EQUIPMENT.iri,), 0)


def test_php_complains_of_nothing(site: WordPressSite):
    assert "thesaury" not in site.running.complaints()


def check_of(site: WordPressSite) -> tuple[str, ...]:
    secrets = FakeSecrets()
    secrets.put(site.name, {"password": site.running.keys[site.user]})
    return checking.check(site.connection(), lent(secrets))
