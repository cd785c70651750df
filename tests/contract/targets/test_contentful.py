"""The suite of publishing targets over the sandbox of Contentful, and what of Contentful in particular could go wrong."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.contract.publishing_target_suite import PACK, PEACE, RED, Pictures, PublishingTargetSuite, colours
from tests.contract.targets.contentful_site import ContentfulSite
from tests.contract.targets.samples import check_samples
from tests.contract.targets.sandboxed import Sandboxed
from tests.fakes.secrets import FakeSecrets
from tests.fakes.tools import lent
from thesaury.connectors.contentful.ids import asset_id, asset_of
from thesaury.connectors.contentful.mapping import held
from thesaury.connectors.manifest import manifests
from thesaury.model.errors import NeedsLogin, Refused, Unreachable, Usage
from thesaury.model.publishing import Withdrawal
from thesaury.ports.publishing_target import Edit
from thesaury.sandbox.contentful.server import create


@pytest.fixture
def site() -> Iterator[ContentfulSite]:
    site = ContentfulSite(Sandboxed(create()))
    yield site
    site.close()


@pytest.fixture
def pictures() -> Pictures:
    return Pictures()


class TestContentful(PublishingTargetSuite):
    @pytest.fixture
    def site(self, site: ContentfulSite) -> ContentfulSite:
        return site


def test_without_entries_beside_assets_it_keeps_titles_alternative_texts_and_concepts(pictures: Pictures):
    site = ContentfulSite(Sandboxed(create()), beside=False)
    target = site.target()
    assert target.able.fields == target.able.localized == {"title", "alt"}
    assert "set content_type" in target.describes
    target.put_concepts((PACK,))
    package = pictures.package("a1", target.able, {"title": "T", "alt": "A", "credit": "nowhere"}, (PACK.iri,))
    made = target.create(package)
    assert made.shown == package.shown
    changed = target.update(made, Edit((("alt@de", "Zelt"),)))
    assert changed.shown.texts["alt@de"] == "Zelt"
    left = target.withdraw(changed, Withdrawal.UNPUBLISH, package)
    assert left
    assert target.update(left, Edit(file=package, revive=True)).live
    assert target.withdraw(left, Withdrawal.DELETE, package) is None
    site.close()


def test_nothing_is_published_before_its_file_was_processed(site: ContentfulSite, pictures: Pictures):
    site.http.post("/__sandbox__/data", json={"polls": 5}).raise_for_status()
    made = site.target().create(pictures.package("a1", site.target().able))
    assert made.live
    site.http.post("/__sandbox__/data", json={"polls": 10_000}).raise_for_status()
    hurried = site.target(process_seconds="0.1")
    with pytest.raises(Unreachable, match="has not processed"):
        hurried.create(pictures.package("a2", hurried.able))
    assert [one.asset for one in site.target().every() if one.live] == ["a1"]


def test_an_editor_who_is_quicker_loses_nothing(site: ContentfulSite, pictures: Pictures):
    target = site.target()
    made = target.create(pictures.package("a1", target.able))
    site.server.sandbox.faults.add("status:409", "/assets/[^/]+$", "PUT")
    changed = target.update(made, Edit((("title@en", "Ours"),)))
    assert changed.shown.texts["title@en"] == "Ours"
    site.server.sandbox.faults.add("status:409", "/assets/[^/]+$", "PUT", times=None)
    with pytest.raises(Unreachable, match="changed by others"):
        target.update(made, Edit((("title@en", "Theirs"),)))


def test_clients_of_one_organisation_never_touch_each_other(site: ContentfulSite, pictures: Pictures):
    ours, theirs = site.target(), site.target(prefix="fennmoor-2")
    for target in (ours, theirs):
        assert target.put_concepts((PACK, PEACE)) == 3  # two concepts and the scheme
    mine = ours.create(pictures.package("a1", ours.able, concepts=(PACK.iri,)))
    other = theirs.create(pictures.package("a1", theirs.able, concepts=(PEACE.iri,)))
    assert mine.external_id != other.external_id
    assert ([one.external_id for one in ours.every()], [one.external_id for one in theirs.every()]) == (
        [mine.external_id],
        [other.external_id],
    )
    for refused in (
        lambda: ours.update(other, Edit((("title@en", "X"),))),
        lambda: ours.withdraw(other, Withdrawal.DELETE, pictures.package("a1", ours.able)),
    ):
        with pytest.raises(Refused, match="somebody else's"):
            refused()
    assert theirs.held({"a1": ""})["a1"] == other
    site.tag_as_editor(mine.external_id, add=PEACE.iri)  # the other client's, for all an editor knows
    links = (site.thing("assets", mine.external_id) or {})["metadata"]["concepts"]
    changed = ours.update(mine, Edit(remove=(PACK.iri,)))
    kept = (site.thing("assets", mine.external_id) or {})["metadata"]["concepts"]
    assert (len(links), len(kept)) == (2, 1)
    assert changed.shown.concepts in ((), (PEACE.iri,))


def test_a_prefix_that_is_somebody_elses_is_refused(site: ContentfulSite):
    site.target(prefix="tidewell").put_concepts((PACK,))
    foreign = next(one for one in site.http.get(_concepts()).json()["items"])
    link = {"sys": {"type": "Link", "linkType": "TaxonomyConcept", "id": foreign["sys"]["id"]}}
    scheme = {"prefLabel": {"en": "Somebody"}, "concepts": [link]}
    site.http.put(f"{_concepts('concept-schemes')}/fennmoor", json=scheme).raise_for_status()
    with pytest.raises(Refused, match=r"holds the concept tidewell\..*prefix of its own"):
        site.target().put_concepts((PEACE,))


def test_a_concept_under_our_id_with_another_iri_is_refused(site: ContentfulSite):
    target = site.target()
    target.put_concepts((PACK,))
    there = site.by_iri(PACK.iri) or {}
    headers = {"X-Contentful-Version": str(there["sys"]["version"])}
    told = {name: value for name, value in there.items() if name != "sys"} | {"uri": "https://other.example/x"}
    site.http.put(f"{_concepts()}/{there['sys']['id']}", json=told, headers=headers).raise_for_status()
    with pytest.raises(Refused, match="belongs to somebody else"):
        site.target().put_concepts((PACK,))


def test_what_people_wrote_at_a_concept_stays(site: ContentfulSite):
    site.target().put_concepts((PACK,))
    there = site.by_iri(PACK.iri) or {}
    headers = {"X-Contentful-Version": str(there["sys"]["version"])}
    told = {name: value for name, value in there.items() if name != "sys"}
    told["altLabels"] = {"en": ["Rucksack"]}
    site.http.put(f"{_concepts()}/{there['sys']['id']}", json=told, headers=headers).raise_for_status()
    renamed = replace(PACK, labels=PACK.labels[1:])
    assert site.target().put_concepts((renamed,)) == 1
    found = site.by_iri(PACK.iri) or {}
    assert (found["altLabels"], found["prefLabel"]["de"]) == ({"en": ["Rucksack"]}, "Rucksack")


def test_links_in_rich_texts_lists_and_to_the_entry_beside_are_found(site: ContentfulSite, pictures: Pictures):
    target = site.target()
    made = target.create(pictures.package("a1", target.able))
    asset, entry = ({"sys": {"type": "Link", "linkType": kind, "id": made.external_id}} for kind in ("Asset", "Entry"))
    block = {"nodeType": "embedded-asset-block", "data": {"target": asset}, "content": []}
    body = {"en": {"nodeType": "document", "data": {}, "content": [block]}}
    site.article({"title": {"en": "A"}, "body": body, "slug": {"en": "a"}})
    site.article({"title": {"en": "B"}, "gallery": {"en": [entry]}}, live=False)
    told = {(use.title, use.place, use.live) for use in target.uses()}
    assert told == {("A", "body", True), ("B", "gallery", False)}
    addressed = {use.address for use in site.target(page_address="https://www.example.com/{slug}").uses()}
    assert "https://www.example.com/a" in addressed
    assert list(site.target(types="newsletter").uses()) == []


def test_unpublished_the_file_is_out_of_reach_and_links_hold(site: ContentfulSite, pictures: Pictures):
    target = site.target()
    made = target.create(pictures.package("a1", target.able))
    page = site.page(made.external_id, "A page")
    assert colours(site, made.external_id) == {RED}
    site.http.delete(site.path("assets", made.external_id, "published")).raise_for_status()
    assert colours(site, made.external_id) == {RED}  # unpublishing alone takes nothing out of reach
    left = target.withdraw(made, Withdrawal.UNPUBLISH, pictures.package("a1", target.able))
    assert left
    assert colours(site, made.external_id) == set()
    assert [use.page for use in target.uses()] == [page]


def test_a_file_that_an_editor_gave_another_locale_stays_until_the_asset_is_withdrawn(
    site: ContentfulSite, pictures: Pictures
):
    target = site.target()
    package = pictures.package("a1", target.able)
    made = target.create(package)
    thing = site.thing("assets", made.external_id) or {}
    raw = {"Content-Type": "application/octet-stream"}
    upload = site.http.post("/spaces/fennmoorspace/uploads", content=b"theirs", headers=raw).json()["sys"]["id"]
    link = {"sys": {"type": "Link", "linkType": "Upload", "id": upload}}
    thing["fields"]["file"]["de"] = {"contentType": "image/jpeg", "fileName": "de.jpg", "uploadFrom": link}
    site.put("assets", made.external_id, thing)
    again = target.update(made, Edit(file=package))
    assert set((site.thing("assets", again.external_id) or {})["fields"]["file"]) == {"en", "de"}
    left = target.withdraw(again, Withdrawal.PLACEHOLDER, package)
    assert left
    assert set((site.thing("assets", left.external_id) or {})["fields"]["file"]) == {"en"}


def test_an_archived_asset_comes_back_when_it_is_to_be_seen_again(site: ContentfulSite, pictures: Pictures):
    target = site.target()
    package = pictures.package("a1", target.able)
    left = target.withdraw(target.create(package), Withdrawal.UNPUBLISH, package)
    assert left
    site.http.put(site.path("assets", left.external_id, "archived")).raise_for_status()
    back = target.update(left, Edit(file=package, revive=True))
    assert back.live


def test_a_look_at_the_connection_says_what_is_there_and_what_is_missing(site: ContentfulSite):
    look = manifests()["contentful"].factory("check")
    said = " ".join(look(site.connection(locales="en,it", content_type="nothing"), lent(site.secrets)))
    for part in ("locales en, de, fr", "no locale it", "Pages in fr get none", "no content type nothing", "0 concepts"):
        assert part in said, part
    assert "lacks the fields name" in " ".join(look(site.connection(content_type="article"), lent(site.secrets)))
    assert "not published" in " ".join(look(site.connection(content_type=""), lent(site.secrets)))
    assert "is not the default" in " ".join(look(site.connection(locales="de"), lent(site.secrets)))
    with pytest.raises(NeedsLogin, match="thesaury secret set site token"):
        look(site.connection(), lent(FakeSecrets()))


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("prefix", "Fenn.Moor", "prefix"),
        ("prefix", "", "needs the setting 'prefix'"),
        ("space", "a/b", "space"),
        ("locales", "englisch!", "no locale"),
        ("page_address", "{nothing}", "may name"),
    ],
)
def test_wrong_settings_are_named(site: ContentfulSite, name: str, value: str, said: str):
    with pytest.raises(Usage, match=said):
        site.target(**{name: value})


@pytest.mark.parametrize("asset", ["a1", "6b1f5f0e-33c5-5f0a-9a8e-2f1f7f2a7c11", "ü_ 🎒/.", "_5f"])
def test_an_id_tells_its_asset(asset: str):
    assert asset_of("fennmoor", asset_id("fennmoor", asset)) == asset


def test_an_asset_with_too_long_an_id_is_refused(site: ContentfulSite, pictures: Pictures):
    target = site.target()
    with pytest.raises(Refused, match="too long"):
        target.create(pictures.package("x" * 60, target.able))


def test_samples():
    iris = {"fennmoor.7c9e": "https://terms.example/pack"}
    check_samples("contentful", lambda told: held(told["asset"], told["entry"], "fennmoor", ("en-US", "de"), iris))


def _concepts(kind: str = "concepts") -> str:
    return f"/organizations/fennmoororganization/taxonomy/{kind}"
