"""The brand's shoots and pictures, read from the data files that people wrote."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

LANGUAGES = ("en", "de", "fr")
DAMS = ("studio", "portal", "licensed")


@dataclass(frozen=True, slots=True)
class Words:
    """What a record says of a picture: (title, description) by language, the main language first, and raw tags."""

    texts: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    tags: tuple[str, ...] = ()

    @property
    def language(self) -> str:
        """The main language; English where nothing is said."""
        return next(iter(self.texts), "en")


@dataclass(frozen=True, slots=True)
class Shoot:
    """Pictures made or bought together. `author` is the photographer, or the provider of bought pictures;
    `day` is that of the shoot or the first purchase, `limited` the last day of use where the rights name one."""

    dam: str
    name: str
    title: str
    brand: str
    campaign: str
    context: str
    author: str
    day: date
    markets: tuple[str, ...] = ()
    country: str = ""
    rights: str = ""
    limited: date | None = None
    project: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Purchase:
    """How a picture was bought: the licence's id, the price in euro, the day, the provider."""

    licence: str
    price: float
    bought: date
    provider: str


@dataclass(frozen=True, slots=True)
class Picture:
    """One asset: its scene (motif, palette, seed, shape) and what each system says of it.

    `portal` holds the words of a second record in the portal, `sidecar` those of an .xmp file beside the picture; a `bare` file
    carries no metadata at all.
    """

    asset: str
    shoot: Shoot
    number: int
    scene: tuple[str, str, int, str]
    words: Words
    product: str = ""
    use: str = ""
    bare: bool = False
    portal: Words | None = None
    sidecar: Words | None = None
    purchase: Purchase | None = None

    def in_dam(self, dam: str) -> bool:
        """Whether the DAM holds a record of this picture."""
        return dam == self.shoot.dam or (dam == "portal" and self.portal is not None)


@cache
def pictures() -> tuple[Picture, ...]:
    """All pictures of the brand, in the order of their asset ids."""
    return tuple(sorted((picture for dam in DAMS for picture in _of_dam(dam)), key=lambda picture: picture.asset))


def data() -> Traversable:
    """The folder of the brand's data files, also inside an installed wheel."""
    return files("thesaury.sandbox.brand") / "data"


def _of_dam(dam: str) -> Iterator[Picture]:
    for file in sorted((data() / "shoots" / dam).iterdir(), key=lambda file: file.name):
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        shoot = _shoot(dam, file.name.removesuffix(".toml"), content)
        yield from (_picture(shoot, number, entry) for number, entry in enumerate(content["picture"], 1))


def _shoot(dam: str, name: str, content: Mapping[str, Any]) -> Shoot:
    bought = [entry["bought"] for entry in content["picture"] if "bought" in entry]
    return Shoot(
        dam,
        name,
        content["title"],
        content["brand"],
        content["campaign"],
        content["context"],
        author=content.get("photographer") or content["provider"],
        day=content.get("date") or min(bought),
        markets=tuple(content.get("markets", ())),
        country=content.get("country", ""),
        rights=content.get("rights", ""),
        limited=content.get("limited"),
        project=content.get("project", {}),
    )


def _picture(shoot: Shoot, number: int, entry: Mapping[str, Any]) -> Picture:
    motif, palette, seed, shape = entry["scene"].split()
    return Picture(
        entry["id"],
        shoot,
        number,
        (motif, palette, int(seed), shape),
        _words(entry),
        product=entry.get("product", ""),
        use=entry.get("use", ""),
        bare=entry.get("bare", False),
        portal=_words(entry["portal"]) if "portal" in entry else None,
        sidecar=_words(entry["sidecar"]) if "sidecar" in entry else None,
        purchase=_purchase(shoot, entry) if "licence" in entry else None,
    )


def _words(entry: Mapping[str, Any]) -> Words:
    texts = {language: (entry[language][0], entry[language][1]) for language in entry if language in LANGUAGES}
    return Words(texts, tuple(entry["tags"]))


def _purchase(shoot: Shoot, entry: Mapping[str, Any]) -> Purchase:
    return Purchase(entry["licence"], entry["price"], entry["bought"], entry.get("provider", shoot.author))
