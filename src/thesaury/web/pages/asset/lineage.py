"""What an asset was made from, what was made from it, and where it is used."""

from collections.abc import Sequence
from dataclasses import dataclass

from thesaury.model.asset import Asset
from thesaury.model.concept import Label
from thesaury.model.placement_usage import OURS
from thesaury.model.usage import UsageEvent
from thesaury.pipeline.rights.family import family_of
from thesaury.pipeline.rights.keys import descendants
from thesaury.ports.workspace import Workspace
from thesaury.web.parts.cards import Picture, picture, title
from thesaury.web.texts import named

_MOST = 24


@dataclass(frozen=True, slots=True)
class Relative:
    """An asset this one was made from or the other way round; without an id nobody knows more than its name."""

    id: str
    name: Label
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Lineage:
    """One step back, and everything that came of it, near or far; `more` are left out."""

    made_from: tuple[Relative, ...]
    made_of_it: tuple[Relative, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Used:
    """Uses of one kind in one place: how many, the first and the last day, and the system that reported them, or the
    program in which it was placed."""

    kind: str
    where: str
    times: int
    first: str
    last: str
    connection: str

    @property
    def link(self) -> str:
        """The address where it is used, where the place is one."""
        return self.where if self.where.startswith(("http://", "https://")) else ""


def lineage(workspace: Workspace, asset: Asset) -> Lineage:
    """The relatives of an asset."""
    family = family_of(workspace, [asset])
    known = {one.id: one for one in family.assets}
    back = tuple(_relative(name, known.get(name), workspace.languages) for name in family.made_from(asset))
    ids = descendants(workspace.index, [asset.id], [asset])
    forth = workspace.catalogue.records.assets(ids[:_MOST])
    of_it = tuple(_relative(one.id, one, workspace.languages) for one in forth)
    return Lineage(back, of_it, max(0, len(ids) - _MOST))


def usage(workspace: Workspace, asset: Asset) -> tuple[Used, ...]:
    """Where the asset is used, the latest first."""
    grouped: dict[tuple[str, str, str], list[UsageEvent]] = {}
    for record in asset.records:
        for event in workspace.catalogue.usage.of_record(record.connection, record.external_id):
            grouped.setdefault((*_kind_and_place(event), _reporter(event, record.connection)), []).append(event)
    found = [_used(kind, where, name, events) for (kind, where, name), events in grouped.items()]
    return tuple(sorted(found, key=lambda one: (one.last, one.where), reverse=True))


def _kind_and_place(event: UsageEvent) -> tuple[str, str]:
    return ("placed" if _placed(event) else event.kind.value), event.where


def _reporter(event: UsageEvent, connection: str) -> str:
    """The system that reported it, or the program in which it was placed."""
    return dict(event.properties).get("host", connection) if _placed(event) else connection


def _placed(event: UsageEvent) -> bool:
    return event.id.startswith(OURS)


def _used(kind: str, where: str, connection: str, events: Sequence[UsageEvent]) -> Used:
    times = sum(event.quantity for event in events)
    days = sorted(event.at[:10] for event in events)
    return Used(named("usage", kind), where, times, days[0], days[-1], connection)


def _relative(name: str, asset: Asset | None, languages: tuple[str, ...]) -> Relative:
    if asset is None:
        return Relative("", Label(name))
    return Relative(asset.id, title(asset, languages), picture(asset, languages) if asset.picture() else None)
