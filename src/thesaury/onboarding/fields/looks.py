"""What the values of a field speak of: days, regions, channels, rights, names of people, concepts of the client's vocabulary."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from thesaury.model.remembering import remembered
from thesaury.onboarding.fields.name_table import SPOKEN
from thesaury.onboarding.profiling import FieldProfile, Shape
from thesaury.rights.parsing.meanings import Found, Kind
from thesaury.rights.parsing.reading import read
from thesaury.rights.vocabulary import shipped
from thesaury.rights.vocabulary.labels import territories
from thesaury.vocabulary.words.folding import folded

KnownLabel = Callable[[str], bool]
"""Whether a text is a label of a vocabulary that the client has already."""

_LOOKED_AT = 100
"""The most frequent values that are read: more of them tell the same."""
_LONGEST = 600
_RIGHTS = frozenset(
    {
        *(
            Kind.CHANNEL,
            Kind.REGION,
            Kind.PURPOSE,
            Kind.PARTY,
            Kind.MODEL,
            Kind.UNTIL,
            Kind.DURATION,
            Kind.PERPETUAL,
            Kind.LIMIT,
        ),
        *(
            Kind.CONSENT,
            Kind.CREDIT,
            Kind.MODIFICATION,
            Kind.EXCLUSIVE,
            Kind.NO_PUBLICATION,
            Kind.STOP,
            Kind.EMBARGO,
            Kind.FIRST_USE,
        ),
        *(Kind.NEGATION, Kind.ONLY, Kind.ALLOWED),
    }
)
_TELLING = 3
"""So many different kinds of words of a licence in one text are no chance; fewer do where they are half of its words."""
_SOME = 0.15
_BETWEEN = frozenset({Kind.COMMA, Kind.BREAK, Kind.JOIN, Kind.CELL, Kind.PLAIN})


class Look(StrEnum):
    """What values may look like; several may fit one value."""

    DAYS = "days"
    NUMBERS = "numbers"
    SWITCHES = "switches"
    DIMENSIONS = "dimensions"
    LANGUAGES = "languages"
    FILES = "files"
    ADDRESSES = "addresses"
    CODES = "codes"
    COPYRIGHT = "copyright"
    PEOPLE = "people"
    PROSE = "prose"
    SHORT = "short"
    REGIONS = "regions"
    CHANNELS = "channels"
    RIGHTS = "rights"
    LABELS = "labels"


_BY_SHAPE: Mapping[Look, tuple[Shape, ...]] = {
    Look.DAYS: (Shape.DAY, Shape.MOMENT, Shape.YEAR),
    Look.NUMBERS: (Shape.NUMBER, Shape.YEAR),
    Look.SWITCHES: (Shape.SWITCH,),
    Look.DIMENSIONS: (Shape.DIMENSIONS,),
    Look.LANGUAGES: (Shape.LANGUAGE,),
    Look.FILES: (Shape.FILE,),
    Look.ADDRESSES: (Shape.URL,),
    Look.CODES: (Shape.CODE, Shape.NUMBER, Shape.YEAR),
    Look.COPYRIGHT: (Shape.COPYRIGHT,),
    Look.PEOPLE: (Shape.PERSON,),
    Look.PROSE: (Shape.PROSE,),
    Look.SHORT: (Shape.WORDS, Shape.PERSON, Shape.CAPITALS, Shape.LANGUAGE),
}


_WORDED = (Shape.WORDS, Shape.PROSE, Shape.PERSON, Shape.CAPITALS, Shape.LANGUAGE, Shape.COPYRIGHT)
"""Shapes of values that are words, and may name a region, a channel or what is permitted."""


@dataclass(frozen=True, slots=True)
class Looks:
    """The share of a field's values that have each look; `unique` is the number of different values over all of them."""

    shares: Mapping[Look, float]
    unique: float

    def share(self, *looks: Look) -> float:
        """The largest share of these looks."""
        return max((self.shares.get(look, 0.0) for look in looks), default=0.0)


def looks_of(profile: FieldProfile, known: KnownLabel | None = None) -> Looks:
    """What the values of a field look like; with `known` it is also asked which are labels of the client's vocabulary."""
    shares = {look: profile.share(*shapes) for look, shapes in _BY_SHAPE.items()}
    worded = profile.share(*_WORDED) >= _SOME
    values = [value for value, _ in profile.common[:_LOOKED_AT]] if worded else []
    regions, channels = _share(values, is_region), _share(values, _channel)
    mixed = (
        regions + channels if min(regions, channels) >= _SOME else 0.0
    )  # lists that name channels and regions are terms
    shares |= {
        Look.REGIONS: regions,
        Look.CHANNELS: channels,
        Look.RIGHTS: max(_share(values, _rights), min(mixed, 1.0)),
        Look.LABELS: _share(values, known) if known else 0.0,
    }
    return Looks(shares, profile.different / profile.values if profile.values else 0.0)


def _share(values: list[str], holds: KnownLabel) -> float:
    return sum(map(holds, values)) / len(values) if values else 0.0


def is_region(value: str) -> bool:
    """A country, area or group by name or code, or nothing but several of them; a code in small letters is a language."""
    if value.isupper() and all(shipped().regions.known(part) for part in value.replace("/", " ").split()):
        return True
    return folded(value) in _places() or _nothing_but(value, Kind.REGION)


def _channel(value: str) -> bool:
    return shipped().channels.known(value) or _nothing_but(value, Kind.CHANNEL)


def _rights(value: str) -> bool:
    """Words of several parts of a licence, or of one part and hardly anything else."""
    found = [each for each in _read(value) if each.kind not in _BETWEEN]
    telling = {each.kind for each in found if each.kind in _RIGHTS}
    if len(telling) < 2 or telling <= {Kind.NEGATION, Kind.ONLY, Kind.ALLOWED}:
        return False
    said = sum(each.kind is not Kind.UNKNOWN for each in found)
    return 2 * said >= len(found) or (len(telling) >= _TELLING and len(found) <= 4 * said)


def _nothing_but(value: str, kind: Kind) -> bool:
    found = _read(value)
    return any(each.kind is kind for each in found) and all(
        each.kind is kind or each.kind in _BETWEEN for each in found
    )


@remembered(1024)
def _read(value: str) -> tuple[Found, ...]:
    """What the words of licences mean in a value; it is asked for with several questions."""
    return tuple(read(value[:_LONGEST], "")[1])


@cache
def _places() -> frozenset[str]:
    """Countries and areas by their names in five languages, folded; the words of licences know three of them."""
    return frozenset(folded(name) for language in SPOKEN for name in territories(language).values())
