"""The suite of publishing targets over the sandbox of Drupal, and what of Drupal in particular could go wrong."""

from collections.abc import Iterator

import pytest

from tests.contract.publishing_target_suite import (
    BLUE,
    GREY,
    PACK,
    RED,
    Pictures,
    PublishingTargetSuite,
    colour_of,
    colours,
    picture,
)
from tests.contract.targets.drupal_site import DrupalSite
from tests.contract.targets.samples import check_samples
from tests.contract.targets.sandboxed import Sandboxed
from tests.fakes.secrets import FakeSecrets
from tests.fakes.tools import lent
from thesaury.connectors.drupal.client import Page
from thesaury.connectors.drupal.mapping import held, media_id
from thesaury.connectors.drupal.settings import settings_of
from thesaury.connectors.manifest import manifests
from thesaury.model.connection import Connection
from thesaury.model.errors import NeedsLogin, Refused, Usage
from thesaury.model.publishing import Withdrawal
from thesaury.ports.publishing_target import Able, Edit
from thesaury.sandbox.drupal.server import TOKEN, create
from thesaury.sandbox.drupal.site import Site


@pytest.fixture
def site() -> Iterator[DrupalSite]:
    site = DrupalSite(Sandboxed(create()))
    yield site
    site.close()


@pytest.fixture
def pictures() -> Pictures:
    return Pictures()


class TestDrupal(PublishingTargetSuite):
    @pytest.fixture
    def site(self, site: DrupalSite) -> DrupalSite:
        return site


def test_unpublished_media_alone_would_leave_the_file_in_reach(site: DrupalSite, pictures: Pictures):
    target = site.target()
    made = target.create(pictures.package("a1", target.able))
    assert colours(site, made.external_id) == {RED}
    site.patch("media/image", made.external_id, {"attributes": {"status": False}})
    assert colours(site, made.external_id) == {RED}
    assert target.withdraw(made, Withdrawal.UNPUBLISH, pictures.package("a1", target.able))
    assert colours(site, made.external_id) == set()


def test_another_file_leaves_no_old_one_behind(site: DrupalSite, pictures: Pictures):
    target = site.target()
    made = target.create(pictures.package("a1", target.able, {"title": "T", "alt": "An editor's alt"}))
    target.update(made, Edit(file=pictures.package("a1", target.able)))
    assert len(site.all("file/file")) == 1
    assert (site.texts(made.external_id) or {})["alt"] == "An editor's alt"


def test_withdrawn_after_an_editor_deleted_the_media_the_file_is_gone_too(site: DrupalSite, pictures: Pictures):
    target = site.target()
    package = pictures.package("a1", target.able)
    made, other = target.create(package), target.create(pictures.package("a2", target.able))
    site.served(made.external_id)
    site.remove_as_editor(made.external_id)
    assert colours(site, made.external_id) == {RED}
    assert target.withdraw(made, Withdrawal.UNPUBLISH, package) is None
    assert colours(site, made.external_id) == set()
    assert colours(site, other.external_id) == {RED}


@pytest.mark.parametrize("how", list(Withdrawal))
def test_a_file_that_an_editor_put_another_in_the_place_of_goes_and_his_stays(
    site: DrupalSite, pictures: Pictures, how: Withdrawal
):
    target, package = site.target(), pictures.package("a1", Able(frozenset()), colour=GREY)
    made, other = (
        target.create(pictures.package("a1", target.able)),
        target.create(pictures.package("a10", target.able)),
    )
    ours = site.file_url(made.external_id)
    [file] = [one for one in site.all("file/file") if one["attributes"]["uri"]["url"] == ours]
    site.patch("file/file", file["id"], {"attributes": {"filename": "thesaury-a1_0.jpg"}})
    his = site.swap_as_editor(made.external_id, picture(BLUE))
    left = target.withdraw(made, how, package)
    assert (site.bare.get(ours).status_code, colour_of(site.bare.get(his).content)) == (404, BLUE)
    assert left is None or not left.live
    assert colours(site, other.external_id) == {RED}
    assert how is not Withdrawal.PLACEHOLDER or colours(site, made.external_id) == {GREY}


def test_another_file_costs_no_file_of_an_editors_own(site: DrupalSite, pictures: Pictures):
    target = site.target()
    made = target.create(pictures.package("a1", target.able))
    ours, his = site.file_url(made.external_id), site.swap_as_editor(made.external_id, picture(GREY))
    target.update(made, Edit(file=pictures.package("a1", target.able, colour=BLUE)))
    assert (site.bare.get(ours).status_code, colour_of(site.bare.get(his).content)) == (404, GREY)
    assert colours(site, made.external_id) == {BLUE}


@pytest.mark.parametrize("how", list(Withdrawal))
def test_a_file_that_the_account_may_not_see_is_no_withdrawal(
    site: DrupalSite, pictures: Pictures, how: Withdrawal, monkeypatch: pytest.MonkeyPatch
):
    target = site.target()
    made = target.create(pictures.package("a1", target.able))
    included, matching = Site.included, Site.matching
    monkeypatch.setattr(Site, "included", lambda *told: [o for o in included(*told) if o["type"] != "file--file"])
    monkeypatch.setattr(Site, "matching", lambda *told: [o for o in matching(*told) if o["type"] != "file--file"])
    with pytest.raises(Refused, match=f"may not see the file of the media {made.external_id}"):
        target.withdraw(made, how, pictures.package("a1", target.able, colour=GREY))
    there = target.held({"a1": ""})["a1"]
    assert (there.live, colours(site, made.external_id)) == (True, {RED})
    monkeypatch.undo()
    left = target.withdraw(made, how, pictures.package("a1", target.able, colour=GREY))
    assert (left is not None and left.live, RED in colours(site, made.external_id)) == (False, False)


def test_a_file_that_is_there_after_it_was_deleted_is_no_withdrawal(
    site: DrupalSite, pictures: Pictures, monkeypatch: pytest.MonkeyPatch
):
    target = site.target()
    made = target.create(pictures.package("a1", target.able))
    monkeypatch.setattr(Site, "delete", lambda *told: None)
    with pytest.raises(Refused, match="of a1 is in Drupal still"):
        target.withdraw(made, Withdrawal.DELETE, pictures.package("a1", target.able))


def test_the_id_of_media_is_always_the_same_and_media_made_by_hand_are_found(site: DrupalSite, pictures: Pictures):
    target = site.target()
    made = target.create(pictures.package("a1", target.able))
    assert made.external_id == media_id("a1")
    other = site.all("file/file")[0]["id"]
    by_hand = {
        "type": "media--image",
        "attributes": {"name": "By hand", "field_thesaury_asset": "a2"},
        "relationships": {"field_media_image": {"data": {"type": "file--file", "id": other, "meta": {"alt": "x"}}}},
    }
    site.http.post("media/image", json={"data": by_hand}).raise_for_status()
    found = target.create(pictures.package("a2", target.able))
    assert found.external_id != media_id("a2")
    assert site.objects("a2") == 1


def test_every_way_to_show_media_is_found(site: DrupalSite, pictures: Pictures):
    target = site.target()
    made = target.create(pictures.package("a1", target.able))
    file = site.all("file/file")[0]["id"]
    media = {"type": "media--image", "id": made.external_id}
    embedded = (
        f'<p>Words <drupal-media data-entity-type="media" data-entity-uuid="{made.external_id}"></drupal-media></p>'
    )
    pages = {
        "field_hero": site.article({"title": "A", "path": {"alias": "/a"}}, {"field_hero": {"data": media}}),
        "field_gallery": site.article({"title": "B"}, {"field_gallery": {"data": [media, media]}}),
        "field_image": site.article({"title": "C"}, {"field_image": {"data": {"type": "file--file", "id": file}}}),
        "body": site.article({"title": "D", "body": {"value": embedded, "format": "full_html"}}),
    }
    found = list(target.uses())
    assert {use.place: use.page for use in found} == pages
    assert len(found) == 4
    assert found[0].address == f"{site.url}/a"
    assert "/node/" in found[1].address
    assert list(site.target(types="").uses()) == []


def test_a_token_takes_the_place_of_a_password(site: DrupalSite, pictures: Pictures):
    site.secrets.put("site", {"token": TOKEN, "password": ""})
    target = site.target(username="")
    assert target.create(pictures.package("a1", target.able)).live


def test_a_site_that_takes_no_writes_says_where_to_switch_them_on(site: DrupalSite, pictures: Pictures):
    site.bare.post("/__sandbox__/data", json={"writable": False}).raise_for_status()
    target = site.target()
    with pytest.raises(Refused, match="only read operations"):
        target.create(pictures.package("a1", target.able))
    with pytest.raises(Refused, match="admin/config/services/jsonapi"):
        target.put_concepts((PACK,))


def test_a_look_at_the_connection_says_which_fields_are_missing(site: DrupalSite):
    look = manifests()["drupal"].factory("check")
    said = " ".join(look(site.connection(), lent(site.secrets)))
    assert "The media of the type image have every field that is needed." in said
    assert "The terms of the vocabulary thesaury have every field that is needed." in said
    told = {"tag_field": "field_tag", "fields": "credit=field_by", "types": "news", "vocabulary": "subjects"}
    said = " ".join(look(site.connection(**told), lent(site.secrets)))
    assert "lack the fields field_tag, field_by" in said
    assert "no terms of the vocabulary subjects" in said
    assert "no content type news" in said
    assert "set types" in " ".join(look(site.connection(types=""), lent(site.secrets)))
    for settings, what in (({}, "has no password"), ({"username": ""}, "has no username")):
        with pytest.raises(NeedsLogin, match=what):
            look(site.connection(**settings), lent(FakeSecrets()))


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("media_type", "Image", "machine name"),
        ("fields", "artist=field_artist", "no text of an asset"),
        ("fields", "credit", "machine name"),
        ("types", "article, ../x", "machine name"),
        ("page_size", "100", "from 1 to 50"),
    ],
)
def test_wrong_settings_are_named(site: DrupalSite, name: str, value: str, said: str):
    with pytest.raises(Usage, match=said):
        site.target(**{name: value})


def test_samples():
    fields = "credit=field_credit; caption=field_caption; licence=field_licence"
    told = {"base_url": "https://www.example.com", "channel": "web", "fields": fields}
    settings = settings_of(Connection("c", "drupal", tuple(told.items())))

    def mapped(answer):  # type: ignore[no-untyped-def]
        page = Page(answer)
        return held(page.items[0], page.included, settings)

    check_samples("drupal", mapped)
