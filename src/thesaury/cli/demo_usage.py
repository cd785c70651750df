"""What the people of the demo brand did in two years: uses, searches and what was taken at their end, as systems would report them."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from thesaury.model.search_log import KeptSearch
from thesaury.model.usage import CAMPAIGN, CHANNEL, REGIONS, SESSION, TEAM, UsageEvent, UsageKind

if TYPE_CHECKING:
    from thesaury.bootstrap import EmbeddedWorkspace

_CONCEPTS = "https://vocabulary.fennmoor.example/concept/"
_LICENSED = "2:0:6101"
"""Before the number of a purchase: as the licensing platform names the content that was bought."""


def bring_usage(workspace: "EmbeddedWorkspace", uses: Path, searches: Path) -> None:
    """Keep the events of these tables; what is kept already stays one event."""
    rows = list(_rows(searches))
    for connection, events in _by_connection([*_uses(_rows(uses)), *_taken(rows)]).items():
        workspace.catalogue.usage.add(connection, events)
    workspace.catalogue.search_log.add([_search(row) for row in rows])


def _rows(path: Path) -> Iterator[Mapping[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _uses(rows: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, UsageEvent]]:
    """Each row is one use, however many people saw it."""
    for row in rows:
        told = {CHANNEL: row["channel"], REGIONS: row["market"], CAMPAIGN: row["campaign"]}
        yield (
            row["system"],
            UsageEvent(
                row["event"],
                UsageKind.USE,
                f"{row['date']}T10:00:00+00:00",
                _external_id(row),
                row["where"],
                properties=_properties(told),
            ),
        )


def _taken(rows: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, UsageEvent]]:
    for row in rows:
        if row["asset"]:
            told = {SESSION: row["session"], TEAM: row["team"]}
            event = UsageEvent(
                f"{row['search']}-taken",
                UsageKind.DOWNLOAD,
                row["taken"],
                _external_id(row),
                properties=_properties(told),
            )
            yield row["system"], event


def _search(row: Mapping[str, str]) -> KeptSearch:
    denied = (entry.split(":") for entry in row["denied"].split())
    return KeptSearch(
        row["search"],
        row["at"],
        session=row["session"],
        where="portal",
        team=row["team"],
        digest=sha256(row["concepts"].encode()).hexdigest(),
        language=row["language"],
        concepts=tuple(f"{_CONCEPTS}{name}" for name in row["concepts"].split()),
        results=int(row["results"]),
        usable=int(row["usable"]) if row["usable"] else None,
        channel=row["channel"],
        regions=(row["market"],) if row["market"] else (),
        blocked=tuple((axis, int(times)) for axis, times in denied),
    )


def _external_id(row: Mapping[str, str]) -> str:
    return f"{_LICENSED}{row['asset']}" if row["system"] == "licensed" else row["asset"]


def _properties(told: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in sorted(told.items()) if value)


def _by_connection(events: Iterable[tuple[str, UsageEvent]]) -> dict[str, list[UsageEvent]]:
    found: dict[str, list[UsageEvent]] = {}
    for connection, event in events:
        found.setdefault(connection, []).append(event)
    return found
