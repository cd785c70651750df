"""A channel published to a real Wagtail: made, changed and withdrawn as planned, twice the same, and what editors wrote is theirs."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from time import monotonic
from typing import Any

import pytest

from tests.contract.catalogue_values import enrich, fill, record, tagged
from tests.contract.targets.wagtail_site import opened, told
from tests.hosts.between import Between, between
from tests.hosts.wagtail import Wagtail, running
from tests.long_form import LONG
from tests.unit.publishing.house import MAIN, House
from thesaury.connectors.pacing import forget_circuits
from thesaury.model.asset import Text
from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.ports.placements import WantedPlacements

MANY, CHANGED, GONE = (200, 20, 10) if LONG else (32, 6, 3)
TERMS = "https://terms.example/"
CODES = ("en", "de", "fr")
NAMES = {
    "nature": ("Nature", "Natur", "Nature"), "lake": ("Lake <deep> & still", "See", "Lac"), "wood": ("Forest", "Wald 🌲", "Forêt"),
    "people": ("People", "Menschen", "Personnes"),
}  # fmt: skip
ABOVE = {"lake": "nature", "wood": "nature"}
LEAVES = ("lake", "wood", "people")


def concept(name: str) -> Concept:
    labels = tuple(Label(text, code) for text, code in zip(NAMES[name], CODES, strict=True))
    return Concept(TERMS + name, (), labels, broader=(TERMS + ABOVE[name],) if name in ABOVE else ())


class Site:
    """What is published from, and the Wagtail it is published to."""

    def __init__(self, wagtail: Wagtail, way: Between) -> None:
        self.wagtail, self.way = wagtail, way
        self.house = House(channel=replace(MAIN, languages=CODES))
        words = Vocabulary("terms", (), tuple(concept(name) for name in NAMES))
        self.house.workspace.catalogue.vocabularies.put(words, "", self.house.moment)
        connection, _ = told(wagtail, way.address)
        bound = {**dict(connection.settings), "channel": "main"}
        self.house.workspace.catalogue.records.put_connection(
            replace(connection, name="web", settings=tuple(bound.items()))
        )
        self.assets: dict[int, str] = {}

    def add(self, number: int, edition: str = "") -> None:
        """A picture with texts in three languages and two concepts."""
        name = f"p{number:03}"
        titles = (f"Picture {number} {edition}".strip(), f"Bild {number}", f"Image {number} <i>")
        texts = tuple(Text("title", text, code) for text, code in zip(titles, CODES, strict=True))
        made = replace(
            record(name, digest=name, etag=edition), texts=texts, properties=(("creator", ("Ana Example",)),)
        )
        [asset] = fill(self.house.workspace.catalogue, made)
        self.house.workspace.renditions.colours[asset] = "red"
        enrich(self.house.workspace.catalogue, asset, tagged(TERMS + LEAVES[number % 3]), tagged(f"{TERMS}people"))
        self.house.license(name)
        self.assets[number] = asset

    def publish(self, named: str = "") -> Any:
        self.house.workspace.targets["web"] = opened(self.wagtail, self.way.address)
        began = monotonic()
        done = self.house.publish()
        if named:
            print(f"{named} {sum(done.counts.values())} seconds {monotonic() - began:.1f}")
        return done

    def images(self) -> dict[str, dict[str, Any]]:
        """By asset what Wagtail's own database holds."""
        return {one["asset_ref"]: one for one in self.wagtail.do("images")}


@pytest.fixture(scope="module")
def there() -> Iterator[Site]:
    with running() as wagtail, between(wagtail.address) as way:
        forget_circuits()
        yield Site(wagtail, way)


def test_what_is_planned_stands_there_and_a_second_run_writes_nothing(there: Site):
    for number in range(MANY):
        there.add(number)
    done = there.publish("published")
    assert (done.counts["created"], done.failures) == (MANY, ())
    images = there.images()
    assert set(images) == set(there.assets.values())
    for number, asset in there.assets.items():
        image = images[asset]
        assert image["title"] == f"Picture {number}"
        wanted = {"title@en": f"Picture {number}", "title@de": f"Bild {number}", "title@fr": f"Image {number} <i>"}
        assert {name: image["texts"].get(name) for name in wanted} == wanted
        assert set(image["concepts"]) == {TERMS + LEAVES[number % 3], f"{TERMS}people"}
    for name, labels in NAMES.items():
        kept = there.wagtail.do("concept", uri=TERMS + name)
        assert kept["labels"] == dict(zip(CODES, labels, strict=True))
        assert kept["parent"] == (TERMS + ABOVE[name] if name in ABOVE else "")
    assert there.wagtail.get(images[there.assets[0]]["files"][0]).headers["content-type"] == "image/jpeg"
    writes = there.way.writes
    again = there.publish()
    assert (sum(again.counts.values()), again.failures, there.way.writes) == (0, (), writes)


def test_changes_and_withdrawals_are_made_and_editors_keep_their_words(there: Site):
    before, wagtail = there.images(), there.wagtail
    edited = before[there.assets[0]]
    wagtail.do("write_image", id=edited["id"], title="Title of an editor", description="Alt of an editor")
    gone = range(CHANGED, CHANGED + GONE)
    page = wagtail.do("page", title="A page", lead=before[there.assets[CHANGED]]["id"])
    for number in range(CHANGED):
        there.add(number, "anew")
    for number in gone:
        there.house.license(f"p{number:03}", date(2026, 11, 30))
    writes = there.way.writes
    done = there.publish("changed")
    assert (done.counts["withdrawn"], done.failures) == (GONE, ())
    assert there.way.writes - writes <= CHANGED + GONE
    images = there.images()
    for number in range(CHANGED):
        assert images[there.assets[number]]["title"] == (f"Picture {number} anew" if number else "Title of an editor")
    assert images[there.assets[0]]["description"] == "Alt of an editor"
    for number in gone:
        was, now = before[there.assets[number]], images[there.assets[number]]
        assert now["asset_withdrawn"]
        assert all(wagtail.get(path).status_code == 404 for path in was["files"])
    assert images[there.assets[MANY - 1]] == before[there.assets[MANY - 1]]
    assert 'alt=""' in wagtail.get(wagtail.do("page_url", id=page)).text
    writes = there.way.writes
    again = there.publish()
    assert (sum(again.counts.values()), again.failures, there.way.writes) == (0, (), writes)


def test_what_may_be_shown_again_comes_back_where_it_was(there: Site):
    before = there.images()
    number = CHANGED
    there.house.license(f"p{number:03}")
    assert there.publish().failures == ()
    image = there.images()[there.assets[number]]
    assert (image["id"], image["asset_withdrawn"]) == (before[there.assets[number]]["id"], None)
    assert there.wagtail.get(image["files"][0]).headers["content-type"] == "image/jpeg"


def test_pages_that_use_an_asset_are_known_and_forgotten(there: Site):
    image = there.images()[there.assets[MANY - 1]]
    page = there.wagtail.do("page", title="Another page", lead=image["id"])
    there.house.collect()
    asset = there.assets[MANY - 1]
    [known] = there.house.workspace.catalogue.publications.uses([asset])
    assert (known.use.page, known.use.title, known.use.live) == (page, "Another page", True)
    placed = there.house.workspace.catalogue.placements.page(WantedPlacements(), 50)
    assert any(one.asset == asset and one.document.endswith(known.use.address) for one in placed)
    there.wagtail.do("edit_page", id=page)
    there.house.collect()
    assert there.house.workspace.catalogue.publications.uses([asset]) == []
