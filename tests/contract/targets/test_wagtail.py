"""The Wagtail connector over a real Wagtail, with our app and without."""

import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.contract.publishing_target_suite import (
    BLUE,
    GREY,
    RED,
    TOPICS,
    Pictures,
    PublishingTargetSuite,
    colour_of,
    picture,
)
from tests.contract.targets.samples import check_samples
from tests.contract.targets.wagtail_site import AppBench, BareBench, opened, told
from tests.hosts.between import Between, between
from tests.hosts.wagtail import Wagtail, running
from thesaury.connectors.manifest import manifests
from thesaury.connectors.pacing import forget_circuits
from thesaury.connectors.wagtail import mapping
from thesaury.model.errors import LostReply, NeedsLogin, Refused
from thesaury.model.publishing import Withdrawal
from thesaury.ports.publishing_target import Edit


@pytest.fixture(scope="module")
def wagtail() -> Iterator[Wagtail]:
    with running() as site:
        yield site


@pytest.fixture(scope="module")
def way(wagtail: Wagtail) -> Iterator[Between]:
    with between(wagtail.address) as there:
        yield there


class TestWagtail(PublishingTargetSuite):
    @pytest.fixture
    def site(self, wagtail: Wagtail, way: Between) -> AppBench:
        return AppBench(wagtail, way)


@pytest.fixture(scope="module")
def bare() -> Iterator[Wagtail]:
    with running("bare") as site:
        yield site


@pytest.fixture(scope="module")
def bare_way(bare: Wagtail) -> Iterator[Between]:
    with between(bare.address) as there:
        yield there


class TestWagtailWithoutTheApp(PublishingTargetSuite):
    @pytest.fixture
    def site(self, bare: Wagtail, bare_way: Between) -> BareBench:
        return BareBench(bare, bare_way)

    def test_concepts_are_there_with_their_labels_and_places_and_once(self, site: BareBench):
        before = site.writes()
        assert (site.target().put_concepts(TOPICS), site.writes()) == (0, before)

    def test_a_concept_that_is_called_otherwise_now_is_renamed_and_stays_the_same(self, site: BareBench):
        pytest.skip("Without the app there is no place for what concepts are called.")

    test_what_is_above_itself_or_not_there_does_no_harm = test_a_concept_it_does_not_have_is_not_said_to_be_there = (
        test_a_concept_that_is_called_otherwise_now_is_renamed_and_stays_the_same
    )


def test_samples_become_what_lies_beside_them():
    check_samples("wagtail", lambda payload: mapping.held(payload, "https://www.example.com"))


@pytest.fixture
def clean(wagtail: Wagtail) -> Wagtail:
    wagtail.do("reset")
    forget_circuits()
    return wagtail


def checked(wagtail: Wagtail, key: str = "", **more: str) -> tuple[str, ...]:
    connection, tools = told(wagtail, key=key, **more)
    said: tuple[str, ...] = manifests()["wagtail"].factory("check")(connection, tools)
    return said


def test_a_look_says_who_the_token_is_and_what_the_site_has(clean: Wagtail, bare: Wagtail):
    said = " ".join(checked(clean))
    assert all(words in said for words in ("admin", "thesaury_wagtail 0.1.0", "collection Root", "language en"))
    said = " ".join(checked(bare))
    assert all(words in said for words in ("is not there", "credit, title", "withdrawal=unpublish cannot be done"))
    assert "cannot be done" not in " ".join(checked(bare, withdrawal="delete"))


def test_a_look_says_what_the_user_may_not(clean: Wagtail):
    with pytest.raises(Refused, match="may not add images, change images, delete images, add and change concepts"):
        checked(clean, clean.do("user", name="nobody"))
    with pytest.raises(Refused, match=r"may not .*concepts"):
        checked(clean, clean.do("user", name="erika", group="Editors"))


@pytest.mark.parametrize("kind", ["wagtail", "bare"])
def test_a_dead_token_is_said_where_anybody_may_read(kind: str, request: pytest.FixtureRequest):
    site: Wagtail = request.getfixturevalue(kind)
    target = opened(site, key="wagtail_revoked")
    for ask in (lambda: target.held({"a1": ""}), lambda: list(target.every()), lambda: list(target.uses())):
        with pytest.raises(NeedsLogin, match="thesaury secret set cms"):
            ask()


def test_users_change_only_what_they_may_and_anybody_nothing(clean: Wagtail):
    made = opened(clean).create(Pictures().package("a1", opened(clean).able))
    stranger = opened(clean, key=clean.do("user", name="nobody"))
    for ask in (lambda: stranger.every(), lambda: stranger.uses()):
        with pytest.raises(Refused, match="403"):
            list(ask())
    with pytest.raises(Refused):
        stranger.update(made, Edit((("title@en", "Mine"),)))
    for path in ("images/", "uses/", "concepts/", ""):
        assert clean.get(f"/api/v3/thesaury/{path}").status_code == 401
    assert (
        clean.asking.post(f"/api/v3/thesaury/images/{made.external_id}/withdraw/", data={"how": "delete"}).status_code
        == 401
    )
    assert clean.do("image", id=made.external_id)["title"] == "Title of a1"


def test_an_editor_brings_nothing_back_by_the_api_that_was_withdrawn(clean: Wagtail):
    """Who may add and change images is an editor; who may write concepts, too, is Thesaury's own user."""
    target = opened(clean)
    package = Pictures().package("a1", target.able)
    made = target.create(package)
    target.withdraw(made, Withdrawal.UNPUBLISH, package)
    editor = opened(clean, key=clean.do("user", name="erika", group="Editors"))
    revive = Edit((("allowed_until", ""),), file=package, revive=True)
    for ask in (
        lambda: editor.update(made, revive),
        lambda: editor.withdraw(made, Withdrawal.PLACEHOLDER, package),
        lambda: editor.create(Pictures().package("a2", target.able)),
    ):
        with pytest.raises(Refused, match=r"for Thesaury's user: .* add and change concepts"):
            ask()
    clean.do("own_image", id=made.external_id, user="erika")
    with pytest.raises(Refused, match="403"):
        editor.update(made, revive)
    assert not target.held({"a1": ""})["a1"].live


def test_a_file_that_cannot_be_deleted_is_no_withdrawal(clean: Wagtail):
    target = opened(clean)
    made = target.create(Pictures().package("a1", target.able))
    placeholder = Pictures().package("a1", target.able, colour=GREY)
    clean.do("stubborn", on=True)
    with pytest.raises(LostReply, match=r"did not delete original_images/.* See that this site may delete files there"):
        target.withdraw(made, Withdrawal.UNPUBLISH, placeholder)
    assert target.held({"a1": ""})["a1"].live
    clean.do("stubborn", on=False)
    left = target.withdraw(made, Withdrawal.UNPUBLISH, placeholder)
    assert left is not None
    assert not left.live


@pytest.mark.parametrize("specs", [["max-160x160"], ["max-160x160", "max-90x90", "fill-50x50"]], ids=["one", "several"])
@pytest.mark.parametrize("how", ["withdraw", "alter"])
def test_what_a_visitor_had_made_meanwhile_shows_the_picture_to_nobody(clean: Wagtail, how: str, specs: list[str]):
    target = opened(clean)
    made = target.create(Pictures().package("a1", target.able))
    found = clean.do("race", id=made.external_id, how=how, specs=specs)
    assert len(found["files"]) == 1 + len(specs)
    assert {colour_of(clean.get(address).content) for address in found["files"]} == {BLUE if how == "alter" else None}
    assert [clean.get(address).status_code for address in found["visitor"]] == [200] * len(specs)


def test_withdrawn_once_more_what_was_left_of_the_picture_goes(clean: Wagtail):
    target = opened(clean)
    made = target.create(Pictures().package("a1", target.able))
    package = Pictures().package("a1", target.able, colour=GREY)
    target.withdraw(made, Withdrawal.UNPUBLISH, package)
    late = clean.do("leave_rendition", id=made.external_id, content=b64encode(picture(RED)).decode())
    assert colour_of(clean.get(late).content) == RED
    target.withdraw(made, Withdrawal.UNPUBLISH, package)
    assert clean.get(late).status_code == 404


def test_what_pages_protect_from_deletion_is_withdrawn_all_the_same(clean: Wagtail):
    target = opened(clean)
    made = target.create(Pictures().package("a1", target.able))
    address = clean.do("image", id=made.external_id)["files"][0]
    clean.do("protect", id=made.external_id)
    left = target.withdraw(made, Withdrawal.DELETE, Pictures().package("a1", target.able))
    assert left is not None
    assert not left.live
    assert clean.get(address).status_code == 404


def test_a_page_keeps_its_shape_without_the_picture_and_shows_it_again(clean: Wagtail):
    target = opened(clean)
    package = Pictures().package("a1", target.able, {"title": "T", "alt": "A <tent>"})
    made = target.create(package)
    page = clean.do("page", title="Story", lead=made.external_id)
    address = clean.do("page_url", id=page)
    assert 'alt="A &lt;tent&gt;"' in clean.get(address).text
    left = target.withdraw(made, Withdrawal.UNPUBLISH, package)
    assert left is not None
    shown = clean.get(address).text
    assert 'alt=""' in shown
    assert 'width="200"' in shown
    [picture] = re.findall(r'src="([^"]+)"', shown)
    assert Image.open(BytesIO(clean.get(picture).content)).convert("RGBA").getextrema()[3] == (0, 0)
    assert clean.do("choosable") == []
    target.update(left, Edit(file=package, revive=True))
    assert "A &lt;tent&gt;" in clean.get(address).text
    assert clean.do("choosable") == [int(made.external_id)]


def test_it_is_withdrawn_by_its_last_day_also_while_nothing_comes_from_us(clean: Wagtail):
    target = opened(clean)
    for asset, day in (("a1", "2020-01-31"), ("a2", "2999-01-31"), ("a3", "2020-01-31")):
        target.create(Pictures().package(asset, target.able, {"title": "T", "allowed_until": day}))
    assert "a1 ended on 2020-01-31" in clean.do("expire")
    assert {held.asset: held.live for held in target.every()} == {"a1": False, "a2": True, "a3": False}
    assert clean.do("expire") == "0 withdrawn\n"


def test_a_page_never_shows_what_is_past_its_last_day(clean: Wagtail):
    target = opened(clean)
    made = target.create(
        Pictures().package("a1", target.able, {"title": "T", "alt": "A", "allowed_until": "2999-01-31"})
    )
    address = clean.do("page_url", id=clean.do("page", title="Story", lead=made.external_id))
    [before] = re.findall(r'src="([^"]+)"', clean.get(address).text)
    target.update(made, Edit((("allowed_until", "2020-01-31"),)))
    shown = clean.get(address).text
    [after] = re.findall(r'src="([^"]+)"', shown)
    assert 'alt=""' in shown
    assert clean.get(before).status_code == 404
    assert Image.open(BytesIO(clean.get(after).content)).convert("RGBA").getextrema()[3] == (0, 0)
    assert not target.held({"a1": ""})["a1"].live


def test_uses_are_found_in_streams_rich_text_drafts_and_snippets(clean: Wagtail):
    target = opened(clean)
    one, two = (target.create(Pictures().package(asset, target.able)) for asset in ("a1", "a2"))
    id, other = one.external_id, two.external_id
    embed = f'<p>x <embed alt="a" embedtype="image" format="left" id="{id}"/></p>'
    page = clean.do("page", title="Live", body=[{"type": "image", "value": int(id)}, {"type": "text", "value": embed}])
    clean.do("edit_page", id=page, lead=other, live=False)
    found = {(use.asset, use.page, use.place, use.live) for use in target.uses()}
    assert found == {("a1", page, "body.image", True), ("a1", page, "body.text", True), ("a2", page, "lead", False)}
    by_live = {use.live: use for use in target.uses()}
    assert by_live[True].address == f"{clean.address}/story-0/"
    assert by_live[False].address == f"{clean.address}/admin/pages/{page}/edit/"
    assert all(use.language == "en" and use.since.endswith("+00:00") for use in by_live.values())


def test_without_the_app_uses_are_read_from_the_pages(bare: Wagtail):
    bare.do("reset")
    forget_circuits()
    target = opened(bare)
    made = target.create(Pictures().package("a1", target.able))
    id = made.external_id
    embed = f'<p>x <embed alt="a" embedtype="image" format="left" id="{id}"/></p>'
    page = bare.do("page", title="Live", body=[{"type": "image", "value": int(id)}, {"type": "text", "value": embed}])
    bare.do("edit_page", id=page, lead=id, live=False)
    assert {(use.page, use.place, use.live) for use in target.uses()} == {(page, "body", True), (page, "lead", False)}
    assert next(iter(opened(bare, page_fields="lead").uses())).place == "lead"


def test_an_image_model_without_a_reference_is_refused_with_a_sentence(bare: Wagtail, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("thesaury.connectors.wagtail.client.Api.image_fields", lambda self: {"title": {}})
    with pytest.raises(Refused, match="Install the app, or add the field"):
        opened(bare).held({"a1": ""})


def test_nonsense_is_refused_and_nothing_is_half_written(clean: Wagtail):
    target = opened(clean)
    broken = replace(Pictures().package("a1", target.able), content=lambda: b"no picture")
    with pytest.raises(Refused, match="422"):
        target.create(broken)
    with pytest.raises(Refused, match="day such as"):
        target.create(Pictures().package("a1", target.able, {"title": "T", "allowed_until": "soon"}))
    with pytest.raises(Refused, match="422"):
        target.create(replace(Pictures().package("a1", target.able), asset="a" * 501))
    assert clean.do("images") == []
    made = target.create(Pictures().package("a1", target.able))
    target.withdraw(made, Withdrawal.UNPUBLISH, Pictures().package("a1", target.able))
    with pytest.raises(Refused, match="its file only"):
        target.update(made, Edit(revive=True))


@pytest.mark.parametrize(
    ("told", "base", "address"),
    [
        ("http://localhost/a/", "https://www.example.com", "https://www.example.com/a/"),
        ("https://other.example/a/?b=1", "https://www.example.com", "https://other.example/a/?b=1"),
        ("/admin/pages/1/edit/", "https://www.example.com", "https://www.example.com/admin/pages/1/edit/"),
        ("#home.Advert:1", "https://www.example.com", "https://www.example.com/#home.Advert:1"),
    ],
)
def test_addresses_are_those_of_the_site(told: str, base: str, address: str):
    assert mapping.address(told, base) == address


def test_the_migrations_of_the_app_are_those_of_its_models(wagtail: Wagtail):
    assert wagtail.do("migrations") == "No changes detected\n"


def test_the_app_comes_as_a_wheel_that_can_be_installed(tmp_path: Path):
    name, content = manifests()["wagtail"].factory("plugin")()
    assert manifests()["wagtail"].factory("plugin")() == (name, content)
    (tmp_path / name).write_bytes(content)
    command = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--disable-pip-version-check"]
    subprocess.run([*command, "--target", str(tmp_path / "site"), str(tmp_path / name)], check=True, timeout=120)
    for part in (
        "static/thesaury_wagtail/picker.js",
        "templates/wagtailimages/images/edit.html",
        "migrations/0001_initial.py",
    ):
        assert (tmp_path / "site" / "thesaury_wagtail" / part).is_file()


def test_made_by_several_at_once_it_is_there_once_and_so_is_its_file(clean: Wagtail):
    targets = [opened(clean) for _ in range(6)]
    assert targets[0].able.fields
    with ThreadPoolExecutor(6) as pool:
        made = list(pool.map(lambda target: target.create(Pictures().package("a1", target.able)), targets))
    assert len({held.external_id for held in made}) == 1
    assert [image["asset_ref"] for image in clean.do("images")] == ["a1"]
    assert len(list((clean.folder / "media" / "original_images").iterdir())) == 1
