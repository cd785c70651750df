"""A channel published to a CMS as planned: made, changed, withdrawn, twice the same, and what editors wrote is theirs."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from time import monotonic

from tests.contract.catalogue_values import enrich, fill, record, tagged
from tests.contract.publishing_target_suite import Site
from tests.long_form import LONG
from tests.unit.publishing.house import MAIN, House
from thesaury.model.asset import Text
from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.model.connection import Connection
from thesaury.model.publishing import Reason
from thesaury.pipeline.publishing.publishing import Published

COUNTS = (60, 8, 5) if LONG else (16, 4, 3)
"""Pictures that are published, changed and withdrawn."""
TERMS = "https://terms.example/"
NAMES = {
    "nature": ("Nature", "Natur", "Nature"),
    "lake": ("Lake <deep> & still", "See", "Lac"),
    "wood": ("Forest", "Wald 🌲", "Forêt"),
    "people": ("People", "Menschen", "Personnes"),
}
ABOVE = {"lake": "nature", "wood": "nature"}
LEAVES = ("lake", "wood", "people")
LANGUAGES = ("en", "de", "fr")
EDITORS = "Words of an editor"


@dataclass
class Channelled:
    """A channel of pictures in three languages, and the CMS it is published to. `edits` are pictures that an editor changed."""

    site: Site
    connection: Connection
    house: House = field(default_factory=lambda: House(channel=replace(MAIN, languages=LANGUAGES)))
    assets: dict[int, str] = field(default_factory=dict)
    took: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """The vocabulary and the connection are known."""
        concepts = tuple(
            Concept(
                TERMS + name,
                (),
                tuple(Label(text, code) for text, code in zip(texts, LANGUAGES, strict=True)),
                broader=(TERMS + ABOVE[name],) if name in ABOVE else (),
            )
            for name, texts in NAMES.items()
        )
        catalogue = self.house.workspace.catalogue
        catalogue.vocabularies.put(Vocabulary("terms", (), concepts), "", self.house.moment)
        pairs = dict(self.connection.settings) | {"channel": "main"}
        catalogue.records.put_connection(replace(self.connection, name="web", settings=tuple(pairs.items())))

    def add(self, number: int, edition: str = "") -> None:
        """A picture with titles in three languages, and two concepts."""
        name = f"p{number:03}"
        texts = tuple(
            Text("title", f"{word} {number} {edition}".strip(), code)
            for word, code in zip(("Picture", "Bild", "Image <i>"), LANGUAGES, strict=True)
        )
        made = replace(
            record(name, digest=name, etag=edition), texts=texts, properties=(("creator", ("Ana Example",)),)
        )
        [asset] = fill(self.house.workspace.catalogue, made)
        self.house.workspace.renditions.colours[asset] = "red"
        enrich(self.house.workspace.catalogue, asset, *(tagged(iri) for iri in sorted(self.concepts(number))))
        self.house.license(name, None)
        self.assets[number] = asset

    def concepts(self, number: int) -> set[str]:
        """The concepts of a picture."""
        return {TERMS + LEAVES[number % 3], f"{TERMS}people"}

    def publish(self, name: str) -> Published:
        """One run over the CMS, with a target opened anew; its time is kept under this name."""
        self.house.workspace.targets["web"] = self.site.target()
        began = monotonic()
        done = self.house.publish()
        self.took[name] = round(monotonic() - began, 1)
        return done

    def titles(self, number: int, edition: str = "") -> Mapping[str, str]:
        """The titles a picture is to have there, by the names of the target."""
        able = self.site.target().able
        words = dict(zip(LANGUAGES, ("Picture", "Bild", "Image <i>"), strict=True))
        told = {code: f"{word} {number} {edition}".strip() for code, word in words.items()}
        return (
            {f"title@{code}": text for code, text in told.items()}
            if "title" in able.localized
            else {"title": told["en"]}
        )

    def held(self) -> dict[str, str]:
        """By asset the id of what is live there."""
        return {one.asset: one.external_id for one in self.site.target().every() if one.live}


def as_planned(there: Channelled, many: int, changed: int, gone: int) -> None:
    """The whole of it, with so many pictures."""
    _published(there, many)
    _changed_and_withdrawn(there, many, changed, gone)


def _published(there: Channelled, many: int) -> None:
    site = there.site
    for number in range(many):
        there.add(number)
    done = there.publish("published")
    assert (done.counts["created"], done.failures) == (many, ())
    held = there.held()
    assert set(held) == set(there.assets.values())
    for number, asset in there.assets.items():
        texts = site.texts(held[asset]) or {}
        assert there.titles(number).items() <= texts.items()
        assert site.carried(held[asset]) == there.concepts(number)
    for name, words in NAMES.items():
        labels = site.labels(TERMS + name) or {}
        assert labels == (dict(zip(LANGUAGES, words, strict=True)) if site.languages else {"": words[0]})
        assert site.above(TERMS + name) == (TERMS + ABOVE[name] if name in ABOVE else "")
    before = site.writes()
    again = there.publish("again")
    assert (sum(again.counts.values()), again.failures, site.writes()) == (0, (), before)


def _changed_and_withdrawn(there: Channelled, many: int, changed: int, gone: int) -> None:
    site, held = there.site, there.held()
    edited, name = there.assets[0], next(iter(there.titles(0)))
    site.write_as_editor(held[edited], {name: EDITORS})
    page = site.page(held[there.assets[changed]], "A page that shows what is to go")
    there.house.collect()
    for number in range(changed):
        there.add(number, "anew")
    leaving = [there.assets[number] for number in range(changed, changed + gone)]
    for number in range(changed, changed + gone):
        there.house.license(f"p{number:03}", date(2026, 11, 30))
    served = {asset: site.served(held[asset]) for asset in leaving}
    assert all(served.values())
    done = there.publish("changed and withdrawn")
    assert (done.counts["withdrawn"], done.failures) == (gone, ())
    after = there.held()
    assert set(held) - set(after) == set(leaving)
    for number in range(changed):
        wanted = dict(there.titles(number, "anew")) | ({name: EDITORS} if number == 0 else {})
        assert wanted.items() <= (site.texts(after[there.assets[number]]) or {}).items()
    for asset in leaving:
        assert site.served(held[asset]) == []
        known = there.house.known(asset)
        assert (known.live, known.reason) == (False, Reason.LICENCE_EXPIRED)
    [stood] = there.house.workspace.catalogue.publications.uses(leaving, ended=True)
    assert (stood.use.page, stood.use.asset) == (page, leaving[0])
    before = site.writes()
    again = there.publish("again after changes")
    assert (sum(again.counts.values()), again.failures, site.writes()) == (0, (), before)
