"""Activities, searches, briefs and annotations gathered into columns, one after another, in any order."""

from array import array
from collections.abc import Callable, Iterable
from datetime import date

import numpy as np

from thesaury.analytics.activity import Activity, day_of
from thesaury.analytics.tallying.facts import ASKED, AXES, BRIEF, KINDS, NOBODY, Asked, Codes, Done, Facts, Pairs, Wish
from thesaury.analytics.tallying.sessions import Sessions
from thesaury.model.search_log import KeptSearch
from thesaury.model.use import TIME_ZONE
from thesaury.vocabulary.languages import canonical

_KIND = {kind: code for code, kind in enumerate(KINDS)}
_ASKED = {kind: code for code, kind in enumerate(ASKED)}
_AXIS = {axis: code for code, axis in enumerate(AXES)}
_MOST = 2**31 - 1


class Names:
    """Codes of names, in the order in which they are first asked for."""

    def __init__(self) -> None:
        """No name has a code."""
        self._codes: dict[str, int] = {}

    def code(self, name: str) -> int:
        """The code of a name, `NOBODY` of an empty one."""
        return self._codes.setdefault(name, len(self._codes)) if name else NOBODY

    def names(self) -> tuple[str, ...]:
        """All names by their codes."""
        return tuple(self._codes)


class _Pairs:
    def __init__(self) -> None:
        self._rows, self._values = array("i"), array("i")

    def add(self, row: int, values: Iterable[int]) -> None:
        for value in dict.fromkeys(values):
            self._rows.append(row)
            self._values.append(value)

    def told(self) -> Pairs:
        return Pairs(_codes(self._rows), _codes(self._values))


class _Columns:
    def __init__(self, *names: str) -> None:
        self._columns = {name: array("i") for name in names}

    def add(self, *values: int) -> int:
        """Add a row; returns its place."""
        columns = self._columns.values()
        for column, value in zip(columns, values, strict=True):
            column.append(value)
        return len(next(iter(columns))) - 1

    def told(self) -> dict[str, Codes]:
        return {name: _codes(column) for name, column in self._columns.items()}


class Gathering:
    """Gathers what was done and asked for. Each activity and each search has to be given once, in its newest form."""

    def __init__(self, zone: str = TIME_ZONE) -> None:
        """Nothing is gathered; days of searches are counted in this zone."""
        self._zone = zone
        self._sessions = Sessions()
        self._assets, self._concepts, self._languages = Names(), Names(), Names()
        self._markets, self._channels, self._campaigns = Names(), Names(), Names()
        self._done = _Columns("kinds", "assets", "days", "channels", "campaigns", "quantities")
        self._done_markets, self._annotated = _Pairs(), _Pairs()
        self._asked = _Columns("kinds", "days", "languages", "results", "usable", "quantities")
        self._asked_pairs = {name: _Pairs() for name in ("markets", "channels", "concepts", "axes")}
        self._live: set[int] = set()

    def asset(self, asset: str, concepts: Iterable[str], live: bool) -> None:
        """An asset with its accepted concepts, and whether it is there."""
        code = self._assets.code(asset)
        self._annotated.add(code, map(self._concepts.code, concepts))
        if live:
            self._live.add(code)

    def activity(self, one: Activity) -> None:
        """Something that was done; uploads and searches are not counted here."""
        if (kind := _KIND.get(one.kind)) is None:
            return
        self._sessions.did(one)
        codes = self._assets.code(one.asset), one.day.toordinal(), self._channels.code(one.channel)
        row = self._done.add(kind, *codes, self._campaigns.code(one.campaign), _bounded(one.quantity))
        if one.markets:
            self._done_markets.add(row, map(self._markets.code, one.markets))

    def search(self, one: KeptSearch, counted: bool = True) -> None:
        """A search or a request; where its results were not `counted`, it is neither one that found something nor one that did not."""
        self._sessions.searched(one)
        usable = NOBODY if one.usable is None or not counted else one.usable
        results = one.results if counted else NOBODY
        day, language = day_of(one.at, self._zone), self._languages.code(canonical(one.language))
        row = self._asked.add(
            _ASKED[one.kind.value], day.toordinal(), language, results, usable, _bounded(one.quantity)
        )
        self._name(row, one.concepts, one.regions, (one.channel,) if one.channel else ())
        axes = (_AXIS[axis] for axis, denied in one.blocked if denied and axis in _AXIS)
        self._asked_pairs["axes"].add(row, axes)

    def wish(self, one: Wish) -> None:
        """A brief."""
        row = self._asked.add(_ASKED[BRIEF], one.day.toordinal(), NOBODY, NOBODY, NOBODY, 1)
        self._name(row, one.concepts, one.markets, one.channels)

    def _name(self, row: int, concepts: Iterable[str], markets: Iterable[str], channels: Iterable[str]) -> None:
        self._asked_pairs["concepts"].add(row, map(self._concepts.code, concepts))
        self._asked_pairs["markets"].add(row, map(self._markets.code, markets))
        self._asked_pairs["channels"].add(row, map(self._channels.code, channels))

    def facts(self, day: date, above: Callable[[str], Iterable[str]]) -> Facts:
        """The columns; `above` tells everything broader than a concept, near and far."""
        upward = _Pairs()
        for concept in self._concepts.names():
            upward.add(self._concepts.code(concept), map(self._concepts.code, (concept, *above(concept))))
        assets = self._assets.names()
        live = np.zeros(len(assets), np.bool_)
        live[list(self._live)] = True
        return Facts(
            day,
            assets,
            concepts=self._concepts.names(),
            markets=self._markets.names(),
            channels=self._channels.names(),
            campaigns=self._campaigns.names(),
            languages=self._languages.names(),
            annotated=self._annotated.told(),
            above=upward.told(),
            live=live,
            done=self._done_told(),
            asked=self._asked_told(),
            visits=tuple(self._sessions.visits(self._zone)),
        )

    def _done_told(self) -> Done:
        told = self._done.told()
        quantities = told.pop("quantities").astype(np.int64)
        return Done(**told, quantities=quantities, markets=self._done_markets.told())

    def _asked_told(self) -> Asked:
        columns = self._asked.told()
        named = {name: pairs.told() for name, pairs in self._asked_pairs.items()}
        return Asked(
            columns["kinds"],
            columns["days"],
            columns["languages"],
            columns["results"],
            columns["usable"],
            columns["quantities"].astype(np.int64),
            named["markets"],
            named["channels"],
            named["concepts"],
            named["axes"],
        )


def _bounded(quantity: int) -> int:
    return min(max(quantity, 0), _MOST)


def _codes(column: "array[int]") -> Codes:
    return np.array(column, np.int32)
