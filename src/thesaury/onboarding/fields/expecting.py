"""What the values of each role look like, how far they tell the role without its name, and how far they speak against it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from thesaury.onboarding.fields.looks import Look, Looks
from thesaury.onboarding.profiling import FieldProfile
from thesaury.onboarding.roles import FieldRole

_FEW, _HALF = 0.3, 0.5
"""Below the first share values speak against a role that expects them; from the second on they speak for it."""
_UNLIKE = 0.35
"""What is left of the surest name where most values are what the role never has: less than is proposed."""
_UNIQUE = 0.97


@dataclass(frozen=True, slots=True)
class Expectation:
    """The looks of which one is expected. `tells`: how surely the values alone mean the role; `against`: what is left of it where they do
    not look so. `unlike` are looks that speak against it as well. `unique`: every row has its own value."""

    looks: tuple[Look, ...] = ()
    tells: float = 0.0
    against: float = 0.5
    unlike: tuple[Look, ...] = ()
    unique: bool = False


_NO_WORDS = (Look.DAYS, Look.SWITCHES, Look.DIMENSIONS, Look.FILES, Look.ADDRESSES)
_NAMES = (*_NO_WORDS, Look.PROSE)
_WORDED = Expectation((Look.SHORT, Look.CODES, Look.LABELS), 0.0, 0.5, _NAMES)
_DAY = Expectation((Look.DAYS,), 0.0, 0.1)
_RELEASE = Expectation((Look.SHORT, Look.SWITCHES, Look.CODES, Look.FILES), 0.0, 0.6, (Look.DAYS,))

EXPECTED: Mapping[FieldRole, Expectation] = MappingProxyType(
    {
        FieldRole.ID: Expectation(
            (Look.CODES, Look.FILES, Look.ADDRESSES), 0.55, 0.4, (Look.DAYS, Look.PROSE, Look.SWITCHES), unique=True
        ),
        FieldRole.TITLE: Expectation(
            (Look.SHORT,), 0.0, 0.6, (Look.DAYS, Look.SWITCHES, Look.DIMENSIONS, Look.ADDRESSES)
        ),
        FieldRole.DESCRIPTION: Expectation((Look.PROSE,), 0.5, 0.7, (*_NO_WORDS, Look.CODES)),
        FieldRole.ALTERNATIVE_TEXT: Expectation((Look.PROSE, Look.SHORT), 0.0, 0.4, (*_NO_WORDS, Look.CODES)),
        FieldRole.TAGS: Expectation((Look.SHORT, Look.LABELS), 0.0, 0.5, _NAMES),
        FieldRole.CONCEPTS: Expectation((Look.ADDRESSES,), 0.0, 0.2),
        FieldRole.LANGUAGE: Expectation((Look.LANGUAGES,), 0.7, 0.4, _NAMES),
        FieldRole.CAMPAIGN: _WORDED,
        FieldRole.SHOOT: _WORDED,
        FieldRole.MARKET: Expectation((Look.REGIONS,), 0.6, 0.6, (*_NAMES, Look.LANGUAGES)),
        FieldRole.TERRITORY: Expectation((Look.REGIONS, Look.RIGHTS), 0.0, 0.4, _NO_WORDS),
        FieldRole.CHANNEL: Expectation((Look.CHANNELS,), 0.55, 0.6, _NAMES),
        FieldRole.LICENSED_CHANNELS: Expectation((Look.CHANNELS, Look.RIGHTS), 0.0, 0.5, _NO_WORDS),
        FieldRole.LICENCE: Expectation(
            (Look.RIGHTS, Look.PROSE, Look.CHANNELS, Look.REGIONS), 0.0, 0.6, (*_NO_WORDS, Look.COPYRIGHT)
        ),
        FieldRole.LICENCE_MODEL: Expectation((Look.SHORT, Look.CODES), 0.0, 0.6, _NAMES),
        FieldRole.VALID_FROM: _DAY,
        FieldRole.VALID_UNTIL: _DAY,
        FieldRole.LICENSOR: _WORDED,
        FieldRole.LICENSEE: _WORDED,
        FieldRole.MODEL_RELEASE: _RELEASE,
        FieldRole.PROPERTY_RELEASE: _RELEASE,
        FieldRole.PURCHASED: _DAY,
        FieldRole.CREATOR: Expectation((Look.PEOPLE, Look.SHORT), 0.0, 0.4, _NAMES),
        FieldRole.CREDIT: Expectation((Look.SHORT, Look.PEOPLE, Look.COPYRIGHT, Look.PROSE), 0.0, 0.4, _NO_WORDS),
        FieldRole.COPYRIGHT: Expectation((Look.COPYRIGHT,), 0.55, 0.8, _NO_WORDS),
        FieldRole.BRAND: _WORDED,
        FieldRole.PRODUCT: _WORDED,
        FieldRole.ARTICLE_NUMBER: Expectation((Look.CODES,), 0.0, 0.4, (Look.DAYS, Look.PROSE)),
        FieldRole.AUDIENCE: _WORDED,
        FieldRole.PEOPLE: Expectation((Look.PEOPLE, Look.SHORT), 0.0, 0.4, _NAMES),
        FieldRole.PLACE: _WORDED,
        FieldRole.SEASON: _WORDED,
        FieldRole.MATERIAL: _WORDED,
        FieldRole.ASSET_TYPE: _WORDED,
        FieldRole.STATUS: Expectation((Look.SWITCHES, Look.SHORT, Look.CODES), 0.0, 0.4, (Look.DAYS, Look.PROSE)),
        FieldRole.CREATED: _DAY,
        FieldRole.MODIFIED: _DAY,
        FieldRole.UPLOADED: _DAY,
        FieldRole.FILE: Expectation((Look.FILES, Look.ADDRESSES), 0.75, 0.3, (Look.DAYS, Look.PROSE)),
        FieldRole.FILE_TYPE: Expectation((Look.SHORT, Look.CODES), 0.0, 0.5, _NAMES),
        FieldRole.FILE_SIZE: Expectation((Look.NUMBERS,), 0.0, 0.3),
        FieldRole.DIMENSIONS: Expectation((Look.DIMENSIONS, Look.NUMBERS), 0.0, 0.3),
        FieldRole.ORIENTATION: _WORDED,
        FieldRole.COLOUR: _WORDED,
        FieldRole.PRICE: Expectation((Look.NUMBERS,), 0.0, 0.3),
        FieldRole.PROVIDER: _WORDED,
        FieldRole.USAGE_CONTEXT: Expectation((Look.PROSE, Look.SHORT, Look.CHANNELS), 0.0, 0.6, _NO_WORDS),
        FieldRole.NOTE: Expectation((Look.PROSE, Look.SHORT), 0.0, 0.6, ()),
        FieldRole.COLLECTION: _WORDED,
        FieldRole.DEPARTMENT: _WORDED,
        FieldRole.RATING: Expectation((Look.NUMBERS,), 0.0, 0.5),
    }
)
_SURE_BY_ONE: Mapping[FieldRole, tuple[Look, float]] = MappingProxyType(
    {
        FieldRole.LICENCE: (Look.RIGHTS, 0.65),
        FieldRole.TAGS: (Look.LABELS, 0.6),
        FieldRole.DIMENSIONS: (Look.DIMENSIONS, 0.9),
        FieldRole.CREATOR: (Look.PEOPLE, 0.3),
    }
)
"""Roles that one of their looks tells, and the others do not."""


CUED: Mapping[FieldRole, Look] = MappingProxyType(
    {
        FieldRole.VALID_FROM: Look.DAYS,
        FieldRole.VALID_UNTIL: Look.DAYS,
        FieldRole.TERRITORY: Look.REGIONS,
        FieldRole.LICENSED_CHANNELS: Look.CHANNELS,
        FieldRole.LICENCE: Look.RIGHTS,
        FieldRole.CREATOR: Look.PEOPLE,
        FieldRole.MODEL_RELEASE: Look.SWITCHES,
    }
)
"""Roles that a single word of the name means where the values have the look."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How surely the values alone mean a role, what is left of a name's sureness before them, and the look that decided either."""

    tells: float = 0.0
    left: float = 1.0
    look: Look | None = None


def fit(role: FieldRole, profile: FieldProfile, looks: Looks) -> Fit:
    """How the values of a field fit a role; a field without values, or with objects for values, fits as well as its name says."""
    expected = EXPECTED.get(role)
    if expected is None or not profile.values or 2 * profile.structured > profile.filled:
        return Fit()
    against = max(expected.unlike, key=lambda look: looks.share(look), default=None)
    if against is not None and looks.share(against) > max(_HALF, looks.share(*expected.looks)):
        return Fit(0.0, min(expected.against, _UNLIKE), against)
    if expected.unique and not _unique(profile):
        return Fit(0.0, expected.against)
    best = max(expected.looks, key=lambda look: looks.share(look))
    if looks.share(best) < _FEW:
        return Fit(0.0, expected.against)
    return Fit(_told(role, expected, looks, profile), 1.0, best)


def borne_out(role: FieldRole, looks: Looks) -> bool:
    """Whether the values have the look with which a word of the name means the role; terms of a licence name regions and channels too."""
    if role not in CUED or looks.share(CUED[role]) < _HALF:
        return False
    return role is FieldRole.LICENCE or looks.share(CUED[role]) > looks.share(Look.RIGHTS)


def _told(role: FieldRole, expected: Expectation, looks: Looks, profile: FieldProfile) -> float:
    look, tells = _SURE_BY_ONE.get(role, (None, 0.0))
    share = looks.share(look) if look else looks.share(*expected.looks)
    by_looks = (tells or expected.tells) * share if share >= _HALF else 0.0
    return max(by_looks, _FORMS[role](profile)) if role in _FORMS else by_looks


def _like_tags(profile: FieldProfile) -> float:
    """Many short values in each cell are tags more often than anything else."""
    return 0.45 if profile.values >= 2.5 * profile.filled and profile.words <= 2.5 else 0.0


def _like_a_title(profile: FieldProfile) -> float:
    """A few words that nearly every row has, and each its own."""
    several = profile.different >= 0.9 * profile.values and profile.fill_rate >= 0.9
    return 0.35 if several and 1.5 < profile.words < 9 else 0.0


_FORMS = {FieldRole.TAGS: _like_tags, FieldRole.TITLE: _like_a_title}


def _unique(profile: FieldProfile) -> bool:
    """Whether every row has one value of its own."""
    return profile.filled >= _UNIQUE * profile.rows and profile.values == profile.filled <= profile.different / _UNIQUE
