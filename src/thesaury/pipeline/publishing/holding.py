"""What holds of a feed at the moment it is read: by rights, approvals and the assets themselves, as they can have changed since its entries
were settled."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock

from thesaury.model.errors import BadInput
from thesaury.model.policy import Verdict
from thesaury.model.publishing import Channel, Entry
from thesaury.model.use import Use
from thesaury.pipeline.publishing.channels import use_of
from thesaury.pipeline.publishing.deciding import Deciding, day_of
from thesaury.pipeline.publishing.said import approvals_of
from thesaury.ports.workspace import Workspace
from thesaury.publishing.qualifying import Case, Refusal, refusal
from thesaury.rights.vocabulary.client import tables_of
from thesaury.rights.vocabulary.regions import Cover

_USES = 32
"""So many uses stay decided: those of all channels, and what a few readers narrow them to."""


@dataclass(frozen=True, slots=True)
class FeedAsked:
    """What a reader narrows a feed to; what is empty narrows nothing.

    `topic` is a concept IRI, `narrower`: also what carries a narrower one. `region` lies within the markets of the channel, `use` is a
    further channel of the tables of rights, for which an asset is permitted, too; `as_of` a day from today on, on which all of it holds.
    """

    topic: str = ""
    narrower: bool = True
    audience: str = ""
    region: str = ""
    use: str = ""
    as_of: str = ""
    kind: str = ""


class Holding:
    """Looks once more at entries of one workspace; equal rights are decided once. Threads may share it."""

    def __init__(self, workspace: Workspace) -> None:
        """Nothing is decided yet."""
        self._workspace = workspace
        self._decided: OrderedDict[Use, tuple[object, Deciding]] = OrderedDict()
        self._lock = Lock()

    def refused(self, channel: Channel, entries: Sequence[Entry], at: str) -> dict[str, Refusal]:
        """Which of these published entries hold no more at this moment, and why: by what can have come up since they were settled."""
        if not entries:
            return {}
        ids, catalogue = [entry.asset for entry in entries], self._workspace.catalogue
        assets = {asset.id: asset for asset in catalogue.records.assets(ids)}
        approvals = approvals_of(catalogue, channel.name, list(assets.values()))
        rulings = self._deciding(use_of(self._workspace, channel, day_of(at))).of(
            self._workspace, list(assets.values())
        )
        # What a channel is for is looked at when feeds are brought up to date.
        bare = replace(channel, media=(), topics=(), audiences=(), concepts=0)
        found = {}
        for id in ids:
            decision = rulings[id].decision if id in rulings else None
            case = Case(bare, assets.get(id), approvals=approvals.get(id, ()), decision=decision)
            if why := refusal(case):
                found[id] = why
        return found

    def permitted(self, ids: Sequence[str], uses: Sequence[Use]) -> set[str]:
        """Those of these assets for which all these uses are permitted."""
        assets, held = self._workspace.catalogue.records.assets(ids), set(ids)
        for use in uses:
            rulings = self._deciding(use).of(self._workspace, assets)
            held &= {one for one, ruling in rulings.items() if ruling.decision.verdict is Verdict.PERMIT}
        return held

    def narrowed(self, channel: Channel, asked: FeedAsked, at: str) -> list[Use]:
        """The further use that has to be permitted, where one is asked for. Raises BadInput for a region outside the channel's markets and
        for a day that is past or none, Usage for what no table names."""
        if not (asked.region or asked.use or asked.as_of):
            return []
        day = _day(asked.as_of, day_of(at)) if asked.as_of else day_of(at)
        use = use_of(self._workspace, replace(channel, use=asked.use) if asked.use else channel, day)
        return [replace(use, regions=(self._region(channel, asked.region, day),)) if asked.region else use]

    def _region(self, channel: Channel, name: str, day: date) -> str:
        """The region by its name in the tables. Raises BadInput where the channel is not for all of it."""
        regions = tables_of(self._workspace.root).regions
        places = (regions.places(name, day) or frozenset()) | regions.disputed(name, day)
        if not places or any(regions.cover(channel.markets, place, day) is not Cover.WHOLE for place in places):
            markets = ", ".join(channel.markets)
            raise BadInput(
                f"The region {name!r} does not lie within the markets of this channel ({markets}). Name one that does."
            )
        return regions.canonical(name)

    def _deciding(self, use: Use) -> Deciding:
        tables = tables_of(self._workspace.root)
        with self._lock:
            known = self._decided.get(use)
            if known is None or known[0] is not tables:
                known = self._decided[use] = tables, Deciding(use, tables)
            self._decided.move_to_end(use)
            if len(self._decided) > _USES:
                self._decided.popitem(last=False)
            return known[1]


def _day(said: str, today: date) -> date:
    try:
        day = date.fromisoformat(said)
    except ValueError as error:
        raise BadInput(f"{said!r} is no day. Write it as {today.isoformat()}.") from error
    if day < today:
        raise BadInput(f"{day.isoformat()} is past: a feed tells what may be shown, today or on a later day.")
    return day
