"""The cube `time-to-find`: how long it takes from the first search of a session to the first download or use after it."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from statistics import median

from thesaury.analytics.naming import ALL, UNKNOWN
from thesaury.analytics.tallying.cube import Observation, Slice, Told
from thesaury.analytics.tallying.facts import Facts, Visit
from thesaury.analytics.tallying.periods import periods_of

CUBE = "time-to-find"
_THOUSANDTH = Decimal("0.001")


def time_to_find(facts: Facts) -> Iterator[Slice]:
    """The slices of periods with sessions in which anybody searched; sessions in which nothing was found are no part of the median."""
    teams: dict[str, dict[str, list[Visit]]] = {}
    for visit in facts.visits:
        for period in periods_of(visit.day):
            for team in (ALL, _named(visit.team)):
                teams.setdefault(period, {}).setdefault(team, []).append(visit)
    for period, visits in teams.items():
        yield Slice(CUBE, (("period", period),), observations=partial(_observations, visits))


def _named(team: str) -> str:
    """A team that is called as all together, or as those of whom nobody knows, is told apart from them."""
    return f"{team} (team)" if team in (ALL, UNKNOWN) else team or UNKNOWN


def _observations(teams: dict[str, list[Visit]]) -> Iterable[Observation]:
    for team in sorted(teams):
        yield Observation((team,), (("team", team), *_measures(teams[team])))


def _measures(visits: Sequence[Visit]) -> Told:
    found = [visit.seconds for visit in visits if visit.seconds is not None]
    counted: Told = (("sessions", len(visits)), ("found", len(found)))
    return (*counted, ("medianSeconds", median(found).quantize(_THOUSANDTH))) if found else counted
