"""Which assets a brief's planned use permits by a person's reading of the rights: small on purpose, and nothing of the rights engine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

WORLD = "*"
_ALWAYS = "9999-12-31"


class Permitted(StrEnum):
    """What the reading says of one asset for one use."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Term:
    """One permission: channels, countries (`*`: everywhere, `-CN`: but not there), and days in ISO 8601, both ends included, empty where
    none is named. A use that begins until `begin_by` may go on."""

    channels: tuple[str, ...]
    regions: tuple[str, ...]
    first_day: str = ""
    last_day: str = ""
    begin_by: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What somebody read in a licence. `doubt` says why nobody can tell, empty where it is clear; nothing permitted means no."""

    terms: tuple[Term, ...] = ()
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """The use a brief plans: all of the channels, in all of the regions (`*`: worldwide), on every day."""

    channels: tuple[str, ...]
    regions: tuple[str, ...]
    first_day: str
    last_day: str


def permitted(reading: Reading, use: Planned) -> Permitted:
    """Yes where one term or another covers each channel in each region for the whole period, and no doubt is left."""
    covered = bool(reading.terms) and all(
        any(_covers(term, channel, region, use) for term in reading.terms)
        for channel in use.channels
        for region in use.regions
    )
    if reading.doubt:
        return Permitted.UNCLEAR if covered or not reading.terms else Permitted.NO
    return Permitted.YES if covered else Permitted.NO


def reading_of(fields: Mapping[str, object]) -> Reading:
    """A reading from plain data: `terms` with `channels`, `regions`, `from`, `until`, `begin_by`, and `doubt`. Raises KeyError and
    TypeError."""
    terms = fields["terms"]
    if not isinstance(terms, list):
        raise TypeError("terms is no list")
    return Reading(tuple(_term(term) for term in terms), str(fields.get("doubt", "")))


def _term(fields: Mapping[str, Sequence[str]]) -> Term:
    first, last, begin = (str(fields.get(name, "")) for name in ("from", "until", "begin_by"))
    return Term(tuple(fields["channels"]), tuple(fields["regions"]), first, last, begin)


def _covers(term: Term, channel: str, region: str, use: Planned) -> bool:
    return (
        channel in term.channels
        and _there(term.regions, region)
        and term.first_day <= use.first_day <= (term.begin_by or _ALWAYS)
        and use.last_day <= (term.last_day or _ALWAYS)
    )


def _there(regions: Sequence[str], region: str) -> bool:
    if region == WORLD:
        return WORLD in regions and not any(name.startswith("-") for name in regions)
    return region in regions or (WORLD in regions and f"-{region}" not in regions)
