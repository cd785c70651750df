"""Sessions: from the first search to what was found."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from thesaury.analytics.activity import Activity, day_of
from thesaury.analytics.tallying.facts import Visit
from thesaury.model.search_log import KeptSearch, SearchKind
from thesaury.model.usage import UsageKind

FINDS = (UsageKind.DOWNLOAD, UsageKind.USE)
"""What ends a search: a download, or putting something to use."""


@dataclass(slots=True)
class _Session:
    searches: list[tuple[datetime, str, str]] = field(default_factory=list)
    finds: list[datetime] = field(default_factory=list)
    team: str = ""


class Sessions:
    """What happened in each session, whatever the order in which it is told."""

    def __init__(self) -> None:
        """Nothing has happened."""
        self._sessions: dict[str, _Session] = {}

    def searched(self, search: KeptSearch) -> None:
        """Somebody searched; requests for recommendations are no searches."""
        if search.session and search.kind is SearchKind.SEARCH:
            told = _moment(search.at), search.at, search.team
            self._sessions.setdefault(search.session, _Session()).searches.append(told)

    def did(self, activity: Activity) -> None:
        """Somebody did something."""
        if activity.session and activity.kind in FINDS:
            session = self._sessions.setdefault(activity.session, _Session())
            session.finds.append(_moment(activity.at))
            session.team = session.team or activity.team

    def visits(self, zone: str) -> Iterator[Visit]:
        """The sessions in which anybody searched."""
        for session in self._sessions.values():
            if session.searches:
                began, at, _ = min(session.searches)
                team = next((named for _, _, named in sorted(session.searches) if named), session.team)
                after = min((moment for moment in session.finds if moment >= began), default=None)
                yield Visit(day_of(at, zone), team, _seconds(after - began) if after else None)


def _moment(at: str) -> datetime:
    moment = datetime.fromisoformat(at)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _seconds(span: timedelta) -> Decimal:
    return Decimal(span // timedelta(microseconds=1)) / 1_000_000
