"""The page of pictures that look alike as values: two sides, how close they are, and what they say differently."""

from dataclasses import dataclass
from urllib.parse import urlencode

from thesaury.model.asset import Asset, Record
from thesaury.model.concept import Label
from thesaury.model.likeness import Likeness
from thesaury.ports.catalogue import Catalogue
from thesaury.web.parts.cards import Picture, picture, title
from thesaury.web.parts.disagreements import Disagreement, disagreements
from thesaury.web.texts import phrase

MOST = 20
"""Pairs on the page: each shows two pictures, and the closest come first."""

_VERY_CLOSE = 3


@dataclass(frozen=True, slots=True)
class Side:
    """One asset of a pair."""

    id: str
    title: Label
    picture: Picture
    has_picture: bool
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two assets that may be one, and the addresses that take the answer: `one_url` and `two_url`."""

    sides: tuple[Side, Side]
    closeness: str
    distance: int
    disagreements: tuple[Disagreement, ...]
    one_url: str
    two_url: str


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs to show, and whether there are more."""

    shown: tuple[Pair, ...]
    more: bool


def waiting_pairs(catalogue: Catalogue, languages: tuple[str, ...]) -> Pairs:
    """The closest pairs nobody decided on; one that lost an asset since it was listed is left out."""
    found = catalogue.identities.likenesses(limit=MOST + 1)
    ids = {id for likeness in found for id in (likeness.left, likeness.right)}
    assets = {asset.id: asset for asset in catalogue.records.assets(sorted(ids))}
    whole = [likeness for likeness in found[:MOST] if likeness.left in assets and likeness.right in assets]
    shown = tuple(_pair(one, assets[one.left], assets[one.right], languages) for one in whole)
    return Pairs(shown, len(found) > MOST)


def _pair(likeness: Likeness, left: Asset, right: Asset, languages: tuple[str, ...]) -> Pair:
    return Pair(
        (_side(left, languages), _side(right, languages)),
        _closeness(likeness.distance),
        likeness.distance,
        disagreements((*left.records, *right.records)),
        _url(likeness, "yes"),
        _url(likeness, "no"),
    )


def _side(asset: Asset, languages: tuple[str, ...]) -> Side:
    shown = picture(asset, languages)
    return Side(asset.id, title(asset, languages), shown, asset.picture() is not None, asset.records)


def _closeness(distance: int) -> str:
    if distance == 0:
        return phrase("alike.same")
    return phrase("alike.very_close") if distance <= _VERY_CLOSE else phrase("alike.close")


def _url(likeness: Likeness, same: str) -> str:
    return f"/alike?{urlencode({'one': likeness.left, 'other': likeness.right, 'same': same})}"
