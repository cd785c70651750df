"""A channel published to a real WordPress: made, changed and withdrawn as planned, twice the same, and what editors wrote is theirs."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html import unescape
from time import monotonic
from typing import Any

import pytest

from tests.contract.catalogue_values import enrich, fill, record, tagged
from tests.contract.targets.wordpress_site import WordPressSite
from tests.hosts.between import between
from tests.hosts.wordpress import wordpress
from tests.long_form import LONG
from tests.unit.publishing.house import MAIN, House
from thesaury.model.asset import Text
from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.model.publishing import Reason

MANY, CHANGED, GONE = (200, 20, 10) if LONG else (40, 8, 4)
TERMS = "https://terms.example/"
NAMES = {
    "nature": ("Nature", "Natur", "Nature"), "lake": ("Lake <deep> & still", "See", "Lac"), "wood": ("Forest", "Wald 🌲", "Forêt"),
    "people": ("People", "Menschen", "Personnes"),
}  # fmt: skip
ABOVE = {"lake": "nature", "wood": "nature"}
WORDS = Vocabulary(
    "terms",
    (),
    tuple(
        Concept(TERMS + name, (), tuple(Label(text, code) for text, code in zip(texts, ("en", "de", "fr"), strict=True)),
                broader=(TERMS + ABOVE[name],) if name in ABOVE else ())
        for name, texts in NAMES.items()
    ),
)  # fmt: skip
LEAVES = ("lake", "wood", "people")


class Site:
    """What is published from, and the WordPress it is published to."""

    def __init__(self, site: WordPressSite) -> None:
        self.site = site
        self.house = House(channel=replace(MAIN, languages=("en", "de", "fr")))
        self.house.workspace.catalogue.vocabularies.put(WORDS, "", self.house.moment)
        self.house.workspace.catalogue.records.put_connection(
            replace(site.connection(channel="main", rendition="thumbnail"), name="web")
        )
        self.assets: dict[int, str] = {}

    def add(self, number: int, edition: str = "", until: date | None = None) -> str:
        """A picture with texts in three languages and two concepts."""
        name = f"p{number:03}"
        texts = [Text("title", f"Picture {number} {edition}".strip(), "en"), Text("title", f"Bild {number}", "de"),
                 Text("title", f"Image {number} <i>", "fr")]  # fmt: skip
        made = replace(
            record(name, digest=name, etag=edition), texts=tuple(texts), properties=(("creator", ("Ana Example",)),)
        )
        [asset] = fill(self.house.workspace.catalogue, made)
        self.house.workspace.renditions.colours[asset] = "red"
        enrich(self.house.workspace.catalogue, asset, tagged(TERMS + LEAVES[number % 3]), tagged(f"{TERMS}people"))
        self.house.license(name, until)
        self.assets[number] = asset
        return asset

    def publish(self) -> Any:
        self.house.workspace.targets["web"] = self.site.target()
        return self.house.publish()

    def media(self) -> dict[str, dict[str, Any]]:
        """By asset what WordPress itself says stands there for visitors."""
        return {one["meta"]["thesaury_asset"]: one for one in self.site.running.all("/wp/v2/media")}


@pytest.fixture(scope="module")
def there() -> Iterator[Site]:
    with wordpress() as running, between(running.address) as way:
        yield Site(WordPressSite(running, way))


def test_what_is_planned_stands_there_and_a_second_run_writes_nothing(there: Site):
    for number in range(MANY):
        there.add(number)
    began = monotonic()
    done = there.publish()
    print(f"published {MANY} seconds {monotonic() - began:.1f}")
    assert (done.counts["created"], done.failures) == (MANY, ())
    media, terms = there.media(), there.site.running.all("/wp/v2/concepts")
    assert set(media) == set(there.assets.values())
    known = {term["id"]: term for term in terms}
    for number, asset in there.assets.items():
        one = media[asset]
        assert unescape(one["title"]["raw"]) == f"Picture {number}"
        texts = one["meta"]["thesaury_texts"]
        assert (texts["title@de"], texts["title@fr"]) == (f"Bild {number}", f"Image {number} <i>")
        assert {known[id]["meta"]["concept_uri"] for id in one["concepts"]} == {
            TERMS + LEAVES[number % 3],
            f"{TERMS}people",
        }
    assert there.site.running.get(next(iter(media.values()))["source_url"]).headers["content-type"] == "image/jpeg"
    by_iri = {term["meta"]["concept_uri"]: term for term in terms}
    for name, (english, german, french) in NAMES.items():
        term = by_iri[TERMS + name]
        assert term["meta"]["concept_labels"] == {"en": english, "de": german, "fr": french}
        assert unescape(term["name"]) == english
        above = known[term["parent"]]["meta"]["concept_uri"] if term["parent"] else ""
        assert above == (TERMS + ABOVE[name] if name in ABOVE else "")
    writes = there.site.running.writes()
    assert there.house.plan("web", whole=True).deeds == ()
    again = there.publish()
    assert (sum(again.counts.values()), again.failures) == (0, ())
    assert there.site.running.writes() == writes


def test_changes_and_withdrawals_are_made_and_editors_keep_their_words(there: Site):
    running, before = there.site.running, there.media()
    edited = there.assets[0]
    words = {"title": "Title of an editor", "alt_text": "Alt of an editor"}
    assert running.rest("POST", f"/wp/v2/media/{before[edited]['id']}", "erika", json=words).status_code == 200
    for number in range(CHANGED):
        there.add(number, "anew")
    gone = list(range(CHANGED, CHANGED + GONE))
    for number in gone:
        there.house.license(f"p{number:03}", date(2026, 11, 30))
    began, writes = monotonic(), running.writes()
    done = there.publish()
    print(f"changed {CHANGED + GONE} seconds {monotonic() - began:.1f}")
    assert done.failures == ()
    assert done.counts["withdrawn"] == GONE
    assert running.writes() - writes <= CHANGED + GONE
    media = there.media()
    assert set(before) - set(media) == {there.assets[number] for number in gone}
    for number in range(CHANGED):
        wanted = words["title"] if number == 0 else f"Picture {number} anew"
        assert media[there.assets[number]]["title"]["raw"] == wanted
    assert media[edited]["alt_text"] == words["alt_text"]
    same = there.assets[MANY - 1]
    assert media[same]["modified_gmt"] == before[same]["modified_gmt"]
    for number in gone:
        asset = there.assets[number]
        sizes = before[asset]["media_details"]["sizes"].values()
        assert {running.get(one["source_url"]).status_code for one in (before[asset], *sizes)} == {404}
        known = there.house.known(asset, "web")
        assert (known.live, known.reason) == (False, Reason.LICENCE_EXPIRED)
    writes = running.writes()
    assert sum(there.publish().counts.values()) == 0
    assert running.writes() == writes
    assert json.dumps(running.complaints()).count("thesaury") == 0
