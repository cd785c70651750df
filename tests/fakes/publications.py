"""Publications in memory."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from thesaury.model.publication import LONGEST_WAIT, KnownUse, PageUse, Publication, PublicationState, PublicationStep
from thesaury.ports.publications import FeedRead, WantedPublications

_SETTLED = (PublicationState.DONE, PublicationState.REFUSED)


class FakePublications:
    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], Publication] = {}
        self.steps: list[PublicationStep] = []
        self.read: dict[str, FeedRead] = {}
        self.places: list[KnownUse] = []

    def put(self, publications: Sequence[Publication], steps: Sequence[PublicationStep] = ()) -> None:
        self.kept |= {(one.connection, one.asset): one for one in publications}
        self.steps += steps

    def of(self, connection: str, assets: Sequence[str]) -> Mapping[str, Publication]:
        return {asset: self.kept[connection, asset] for asset in assets if (connection, asset) in self.kept}

    def page(self, wanted: WantedPublications, after: str = "", limit: int = 100) -> list[Publication]:
        place = tuple(after.split("/", 1)) if after else ()
        found = [self.kept[key] for key in sorted(self.kept) if key > place]
        return [one for one in found if _is(one, wanted)][:limit]

    def due(self, connection: str, moment: str, limit: int = 100) -> list[Publication]:
        found = [
            one
            for one in self.kept.values()
            if one.connection == connection
            and one.state not in _SETTLED
            and not moment < one.due_at <= _longest(moment)
        ]
        return sorted(found, key=lambda one: (not one.withdrawing, one.needed_at, one.asset))[:limit]

    def counts(self, connection: str) -> Mapping[str, int]:
        here = [one for one in self.kept.values() if one.connection == connection]
        states = Counter(str(one.state) for one in here)
        flags = {"live": sum(one.live for one in here), "withdrawing": sum(one.withdrawing for one in here)}
        return states | {name: count for name, count in flags.items() if count}

    def forget(self, connection: str, assets: Sequence[str]) -> None:
        for asset in assets:
            self.kept.pop((connection, asset), None)

    def log(
        self, connection: str = "", asset: str = "", limit: int = 100, before: int = 0
    ) -> list[tuple[int, PublicationStep]]:
        found = [
            (number, step)
            for number, step in enumerate(self.steps, 1)
            if connection in ("", step.connection) and asset in ("", step.asset) and (not before or number < before)
        ]
        return found[::-1][:limit]

    def read_feed(self, connection: str) -> FeedRead:
        return self.read.get(connection, FeedRead())

    def note_feed(self, connection: str, read: FeedRead) -> None:
        self.read[connection] = read

    def found(self, connection: str, uses: Sequence[PageUse], at: str) -> tuple[int, int]:
        given = {_place(use): use for use in uses}
        known = {_place(one.use) for one in self.places if one.connection == connection and not one.ended_at}
        self.places = [self._after(one, given, at) if one.connection == connection else one for one in self.places]
        self.places += [KnownUse(connection, use, at) for key, use in given.items() if key not in known]
        return len(set(given) - known), len(known - set(given))

    def uses(self, assets: Sequence[str], ended: bool = False) -> list[KnownUse]:
        found = [one for one in self.places if one.use.asset in assets and (ended or not one.ended_at)]
        return sorted(found, key=lambda one: (one.connection, one.use.page, one.use.place))

    def uses_page(self, connection: str = "", after: int = 0, limit: int = 100) -> list[tuple[int, KnownUse]]:
        found = [
            (number, one)
            for number, one in enumerate(self.places, 1)
            if number > after and not one.ended_at and connection in ("", one.connection)
        ]
        return found[:limit]

    def drop(self, connection: str) -> None:
        self.kept = {key: one for key, one in self.kept.items() if key[0] != connection}
        self.places = [one for one in self.places if one.connection != connection]
        self.read.pop(connection, None)

    def _after(self, one: KnownUse, given: Mapping[tuple[str, ...], PageUse], at: str) -> KnownUse:
        if one.ended_at:
            return one
        use = given.get(_place(one.use))
        return replace(one, use=use) if use else replace(one, ended_at=at)


def _longest(moment: str) -> str:
    return (datetime.fromisoformat(moment) + timedelta(seconds=LONGEST_WAIT)).isoformat(timespec="seconds")


def _place(use: PageUse) -> tuple[str, ...]:
    return use.asset, use.page, use.place, use.external_id


def _is(one: Publication, wanted: WantedPublications) -> bool:
    return (
        wanted.connection in ("", one.connection)
        and wanted.asset in ("", one.asset)
        and (not wanted.states or one.state in wanted.states)
        and (one.withdrawing or not wanted.withdrawing)
    )
