"""Wild statements and uses for property tests: names that are known, overlapping, disputed and made up, around days that matter."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis import strategies as st

from thesaury.model.licensing import ANY, WORLD, Axis, Limit, Modification, Selection, Statement, Term, Unresolved
from thesaury.model.use import Use

asked_often = settings(max_examples=40, deadline=None)
"""How often each law is tried in a run: together a few seconds, and no limit of time, which a busy machine would break."""

CHANNELS = ("website", "social_paid", "tv", "social", "digital", "paid_media", ANY, "hologram")
REGIONS = (
    "DE",
    "DE-BY",
    "FR",
    "RE",
    "GB",
    "GB-ENG",
    "GB-LND",
    "EU",
    "EEA",
    "DACH",
    "150",
    WORLD,
    "LI",
    "CN",
    "HK",
    "XX",
)
PURPOSES = ("commercial_promotion", "editorial", "resale", "resale_unmodified", "ai_training", ANY, "mischief")
PARTIES = ("licensee", "affiliates", "dealers", "retailers", "third_parties", "martians")
ZONES = ("Europe/Berlin", "Asia/Tokyo", "America/New_York", "Pacific/Kiritimati")
KINDS = ("copies", "circulation", "width_px", "souls")

FIRST, LAST = date(2020, 1, 20), date(2020, 2, 12)
"""Around the day on which a country left the European Union."""

days = st.dates(FIRST, LAST)
moments = st.datetimes(
    datetime(2020, 1, 20), datetime(2020, 2, 12), timezones=st.sampled_from([ZoneInfo(name) for name in ZONES])
).map(lambda moment: moment.replace(second=0, microsecond=0))
any_days = st.one_of(st.none(), days, moments)


def some(names: tuple[str, ...], most: int = 3, least: int = 0) -> st.SearchStrategy[tuple[str, ...]]:
    """A few of the names, perhaps none."""
    return st.lists(st.sampled_from(names), min_size=least, max_size=most).map(
        lambda found: tuple(dict.fromkeys(found))
    )


def selections(names: tuple[str, ...], free: tuple[str, ...]) -> st.SearchStrategy[Selection]:
    """What is allowed, denied and unclear; often everything is allowed, so that permits are not rare."""
    allow = st.one_of(st.just(free), st.none(), some(names))
    return st.builds(Selection, allow, st.one_of(st.just(()), some(names, 2)), st.one_of(st.just(()), some(names, 1)))


limits = st.builds(
    Limit,
    st.sampled_from(KINDS),
    st.one_of(st.none(), st.integers(0, 100).map(float)),
    st.one_of(st.none(), some(CHANNELS, 2)),
)
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "channels": selections(CHANNELS, (ANY,)),
    "regions": selections(REGIONS, (WORLD,)),
    "valid_from": any_days,
    "valid_until": any_days,
    "perpetual": st.booleans(),
    "first_use_by": days,
    "purposes": selections(PURPOSES, (ANY,)),
    "parties": selections(PARTIES, ("licensee",)),
    "limits": st.lists(limits, max_size=2).map(tuple),
    "duties": some(("attribution", "prior_approval", "no_archive", "sing"), 2),
    "modification": st.sampled_from(Modification),
    "scope": st.just((("campaign", ("Spring",)),)),
    "unclear_axes": st.lists(st.sampled_from(Axis), max_size=1).map(tuple),
}


@st.composite
def tame_terms(draw: st.DrawFn) -> Term:
    """A term that permits everything ordinary but for up to three things, so that permits are common."""
    changed = draw(st.lists(st.sampled_from(sorted(FIELDS)), max_size=3))
    told = {name: draw(FIELDS[name]) for name in dict.fromkeys(changed)}
    return replace(Term(Selection((ANY,)), Selection((WORLD,)), perpetual="valid_until" not in told), **told)


terms = st.one_of(tame_terms(), tame_terms(), st.builds(Term, **FIELDS))
statements = st.builds(
    Statement,
    prohibit_all=st.sampled_from([False] * 9 + [True]),
    terms=st.lists(terms, min_size=1, max_size=3).map(tuple) | st.just(()),
    unresolved=st.sampled_from([()] * 9 + [(Unresolved("contradiction", 0, 1, "x"),)]),
)


@st.composite
def uses(draw: st.DrawFn, period: bool | None = None, zone: str | None = None) -> Use:
    """A use of names that are known; for one day, or where asked for, a period."""
    first = draw(days)
    longer = draw(st.booleans()) if period is None else period
    return Use(
        draw(st.sampled_from(("website", "social_paid", "tv", "social"))),
        draw(some(("DE", "DE-BY", "FR", "GB", "GB-LND", "HK", "RE", "DACH", "LI"), 2, 1)),
        first,
        first + timedelta(days=draw(st.integers(0, 12))) if longer else None,
        draw(st.sampled_from(("commercial_promotion",) * 4 + ("editorial", "resale", "ai_training"))),
        draw(st.sampled_from(("licensee",) * 6 + ("dealers", "affiliates"))),
        draw(st.one_of(st.just(()), st.tuples(st.tuples(st.sampled_from(KINDS), st.integers(0, 120).map(float))))),
        draw(st.one_of(st.just(()), st.just((("campaign", ("Spring",)),)))),
        draw(st.sampled_from((False, False, False, True))),
        draw(st.booleans()),
        draw(st.booleans()),
        zone or draw(st.sampled_from(("Europe/Berlin", *ZONES))),
    )
