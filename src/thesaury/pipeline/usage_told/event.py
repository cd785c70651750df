"""One event as it is told, and what is wrong with it before anybody looks for its asset."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from thesaury.model.errors import BadInput
from thesaury.model.usage import CAMPAIGN, CHANNEL, REGIONS, TEAM, UsageEvent, UsageKind
from thesaury.rights.vocabulary import Tables

TOLD = "told:"
"""How the ids of these events begin, so that they never meet those that systems give."""

_KINDS = tuple(kind.value for kind in UsageKind)
_MOST = 1_000_000_000
_DAY = 10
_NOON = "T12:00:00+00:00"
_AHEAD = timedelta(days=1)
_SIGNS = 24
_LONGEST = {"id": 200, "external_id": 1_000, "asset": 1_000, "campaign": 200, "where": 2_000, "team": 100}
_MOST_WORDS, _MOST_REGIONS = 300, 30
"""What is in many markets at once, and in many months, is counted in each of each: areas and groups say it in one."""
_FIRST = datetime(1990, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """An event as somebody tells it, each value as it was written.

    It names its record by `connection` and `external_id`, or an asset; a search names the connection it was made in. `at` has an offset,
    or is a day alone. What is empty, or None, was not told.
    """

    kind: str
    at: str
    id: str = ""
    connection: str = ""
    external_id: str = ""
    asset: str = ""
    quantity: int = 1
    channel: str = ""
    regions: tuple[str, ...] = ()
    campaign: str = ""
    where: str = ""
    terms: tuple[str, ...] = ()
    results: int | None = None
    team: str = ""


COLUMNS = tuple(field.name for field in fields(ToldEvent))
"""What a table of usage may have; `kind` and `at` it has to."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with an event: its place (the line of a table, or the index in a list), the field, and a sentence."""

    place: int
    field: str
    sentence: str


def faults(told: ToldEvent, tables: Tables, now: datetime) -> Iterator[tuple[str, str]]:
    """Fields with what is wrong with them, by themselves and by the tables of rights."""
    if told.kind not in _KINDS:
        yield "kind", f"There is no kind {told.kind[:50]!r}. There are: {', '.join(_KINDS)}."
    try:
        at = moment(told.at)
        if at > now + _AHEAD:
            yield "at", "This lies in the future. Usage has happened."
        if at < _FIRST:
            yield "at", f"Usage is counted from {_FIRST.year} on, and this is of {at.year}. Is the year right?"
    except BadInput as error:
        yield "at", error.message
    for name, most in _LONGEST.items():
        text = getattr(told, name)
        if len(text) > most or not text.isprintable():
            yield name, f"This has at most {most:,} readable signs."
    if not 1 <= told.quantity <= _MOST:
        yield "quantity", f"A quantity is a whole number from 1 to {_MOST:,}."
    if told.results is not None and not 0 <= told.results <= _MOST:
        yield "results", f"Results are a whole number from 0 to {_MOST:,}."
    if told.channel and told.channel not in tables.channels.leaves:
        yield (
            "channel",
            f"There is no channel {told.channel[:50]!r} in the tables of rights: website, social_paid, print ...",
        )
    strange = [name for name in told.regions if not tables.regions.known(tables.regions.canonical(name))]
    if strange:
        yield (
            "regions",
            f"There is no region {strange[0][:50]!r}. Name countries (DE), parts (DE-BY), areas (150) or groups (DACH).",
        )
    if len(told.regions) > _MOST_REGIONS:
        yield (
            "regions",
            f"There are at most {_MOST_REGIONS} of them. Name an area (150: Europe) or a group (DACH), or none for everywhere.",
        )
    if len(told.terms) > _MOST_WORDS:
        yield "terms", f"There are at most {_MOST_WORDS} of them."


def moment(written: str) -> datetime:
    """The moment that is written, as UTC; a day alone is its noon, which lies on that day nearly everywhere. Raises BadInput, also for a
    time of which nobody knows in which zone it is."""
    try:
        read = datetime.fromisoformat(f"{written}{_NOON}" if len(written) == _DAY else written)
        known = read.astimezone(UTC) if read.tzinfo else None
    except (ValueError, OverflowError):
        raise BadInput(f"{written[:50]!r} is no moment. Write it as 2026-12-31T18:00:00Z, or the day alone.") from None
    if known is None:
        raise BadInput(
            f"{written!r} does not say in which time zone. Add it, as 2026-12-31T18:00:00+01:00, or Z for UTC."
        )
    return known


def event_of(told: ToldEvent, external_id: str, tables: Tables) -> UsageEvent:
    """The event of the record with this external id; `told` has no fault. Without an id of its own it is named by all that it says."""
    regions = dict.fromkeys(tables.regions.canonical(name) for name in told.regions)
    properties = {CHANNEL: told.channel, REGIONS: " ".join(regions), CAMPAIGN: told.campaign, TEAM: told.team}
    said = (
        UsageKind(told.kind),
        moment(told.at).isoformat(timespec="seconds"),
        external_id,
        told.where,
        told.terms,
        told.results,
        told.quantity,
        tuple((name, value) for name, value in properties.items() if value),
    )
    named = told.id or sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()[:_SIGNS]
    return UsageEvent(f"{TOLD}{named}", *said)
