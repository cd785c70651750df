"""Uses that no licence covers any more, and uses in campaigns that one covers only until a day.

A use is late where its rights deny it on its day and did not before, or from the day on which a licence that had granted something was
cancelled. So a licence bought later covers it only if its term does, and one of
two licences is enough. What was not reported of a use denies nothing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from thesaury.analytics.tallying.facts import Ending, LateUse
from thesaury.model.campaign import Campaign
from thesaury.model.policy import Verdict
from thesaury.pipeline.measuring.known_rights import KnownRights
from thesaury.pipeline.measuring.over_time import Stretches, Timelines
from thesaury.pipeline.measuring.used import Ints, Place, UsesKept, asked_at

_NEVER = -1


class Lasting:
    """Judges the uses that were kept."""

    def __init__(self, kept: UsesKept, rights: KnownRights, timelines: Timelines) -> None:
        """Stand on these uses and on these rights."""
        self._kept, self._rights, self._timelines = kept, rights, timelines
        self._assets, self._places = tuple(kept.assets), tuple(kept.places)
        self._campaigns, self._sources = tuple(kept.campaigns), tuple(kept.sources)
        codes = (rights.codes.get(asset, _NEVER) for asset in self._assets)
        self._codes = np.fromiter(codes, np.int64, len(self._assets))
        self._in_time = np.zeros(len(self._assets), np.int64)
        for asset, last in rights.first_use_by.items():
            if (code := kept.assets.get(asset)) is not None:
                self._in_time[code] = kept.began[code] <= last.toordinal()
        self._stopped = np.full(len(self._assets), date.max.toordinal(), np.int64)
        for asset, day in rights.stopped.items():
            if (code := kept.assets.get(asset)) is not None:
                self._stopped[code] = day.toordinal()
        began = (kept.began[code] for code in range(len(self._assets)))
        self._began = np.fromiter(began, np.int64, len(self._assets))

    def late(self) -> list[LateUse]:
        """Every late use, in the order in which they were kept."""
        assets, days = self._kept.column("assets"), self._kept.column("days")
        in_use = self._in_time[assets] * (days > self._began[assets])
        ended = np.full(len(days), _NEVER, np.int64)
        for rows, stretches in self._alike(self._codes[assets], self._kept.column("places"), in_use):
            if len(stretches.verdicts) > 1 and Verdict.DENY in stretches.verdicts:
                table = np.array([stretches.ended(start) or _NEVER for start in stretches.starts], np.int64)
                ended[rows] = table[np.searchsorted(stretches.starts, days[rows], side="right") - 1]
            elif Verdict.DENY in stretches.verdicts:
                stopped = self._stopped[assets[rows]]
                ended[rows] = np.where(days[rows] >= stopped, stopped - 1, _NEVER)
        return [self._late(int(row), int(ended[row])) for row in np.flatnonzero(ended != _NEVER)]

    def endings(
        self, day: date, campaigns: Mapping[str, Campaign], owner: Callable[[str], str], over: Callable[[str], bool]
    ) -> Iterator[Ending]:
        """The assets in use in a campaign that goes on, and their last permitted day, where that comes before the last day of the campaign
        or the campaign has none. `over` says of an event whether that use has ended, `owner` who put the asset there."""
        last_days = [_last_day(campaigns.get(name)) for name in self._campaigns]
        for (asset, campaign), used in self._in_use(day, last_days, over).items():
            until, last = self._until(asset, used, day), last_days[campaign]
            if until is not None and (last is None or until < last):
                put_by = owner(self._kept.events[used.row])
                yield Ending(self._assets[asset], self._campaigns[campaign], until, last, used.uses, put_by)

    def _in_use(
        self, day: date, last_days: Sequence[date | None], over: Callable[[str], bool]
    ) -> "dict[tuple[int, int], _InUse]":
        """The assets in use in each campaign that goes on, by both."""
        going_on = np.array([*(last is None or last >= day for last in last_days), False], np.bool_)  # -1: no campaign
        columns = [self._kept.column(name) for name in ("assets", "campaigns", "places", "quantities")]
        rows = np.flatnonzero(going_on[columns[1]] & (self._codes[columns[0]] != _NEVER))
        groups: dict[tuple[int, int], _InUse] = {}
        told = zip(rows.tolist(), *(column[rows].tolist() for column in columns), strict=True)
        for row, asset, campaign, place, quantity in told:
            if not over(self._kept.events[row]):
                used = groups.setdefault((asset, campaign), _InUse({}, 0, row))
                used.places[place], used.uses, used.row = None, used.uses + quantity, row
        return groups

    def _until(self, asset: int, used: "_InUse", day: date) -> date | None:
        code, in_time = int(self._codes[asset]), bool(self._in_time[asset])
        ends = (self._stretches(code, place, in_time).until(day.toordinal()) for place in used.places)
        first = min((end for end in ends if end is not None), default=None)
        return date.fromordinal(first) if first else None

    def _alike(self, codes: Ints, places: Ints, in_use: Ints) -> Iterator[tuple[Ints, Stretches]]:
        """Rows with the same stretches: those of uses that their rights do not tell apart."""
        known = np.flatnonzero(codes != _NEVER)
        if not len(known):
            return
        width = 2 * max(len(self._places), 1)
        cases, case = np.unique(codes[known] * width + places[known] * 2 + in_use[known], return_inverse=True)
        lines: dict[int, tuple[int, Stretches]] = {}
        line = np.zeros(len(cases), np.int64)
        for number, told in enumerate(cases.tolist()):
            code, place = divmod(told, width)
            found = self._stretches(code, place // 2, bool(place % 2))
            line[number] = lines.setdefault(id(found), (len(lines), found))[0]
        order = np.argsort(line[case], kind="stable")
        ends = np.cumsum(np.bincount(line[case], minlength=len(lines)))
        for (_, found), rows in zip(lines.values(), np.split(known[order], ends[:-1]), strict=True):
            yield rows, found

    def _stretches(self, code: int, place: int, in_time: bool) -> Stretches:
        use, left_out = asked_at(self._places[place], in_time)
        return self._timelines.of(self._rights.rights[code], use, left_out)

    def _late(self, row: int, ended: int) -> LateUse:
        kept = self._kept
        told = {
            name: int(kept.cell(name, row))
            for name in ("assets", "places", "campaigns", "days", "quantities", "sources")
        }
        place: Place = self._places[told["places"]]
        return LateUse(
            self._sources[told["sources"]],
            kept.events[row],
            self._assets[told["assets"]],
            date.fromordinal(told["days"]),
            date.fromordinal(ended),
            told["quantities"],
            self._campaigns[told["campaigns"]] if told["campaigns"] >= 0 else "",
            place[1],
        )


@dataclass(slots=True)
class _InUse:
    """An asset in a campaign: where it is used, how often, and the row of the last one that was kept."""

    places: dict[int, None]
    uses: int
    row: int


def _last_day(campaign: Campaign | None) -> date | None:
    return date.fromisoformat(campaign.last_day) if campaign and campaign.last_day else None
