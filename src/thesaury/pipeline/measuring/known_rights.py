"""The rights of all assets, as verdicts read them: each different one once, with a code for every asset that has it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thesaury.analytics.activity import day_of
from thesaury.model.asset import Asset, Record
from thesaury.model.rights_record import RightsRecord
from thesaury.model.use import TIME_ZONE
from thesaury.pipeline.rights.held import held_rights
from thesaury.pipeline.rights.keys import bare_rights
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.workspace import Workspace
from thesaury.rights.deciding.bare import Bare

_PAGE = 1_000


@dataclass(frozen=True, slots=True)
class KnownRights:
    """All different rights, their codes by asset, and which assets are there. `first_use_by` has the earliest day by which an asset has to
    be first used, of those that have one, `stopped` the first day on which a licence of an asset, which had granted something until then,
    forbade every use: purchases are cancelled."""

    rights: Sequence[Bare]
    codes: Mapping[str, int]
    live: frozenset[str]
    first_use_by: Mapping[str, date]
    stopped: Mapping[str, date]


def known_rights(
    workspace: Workspace, owners: Mapping[str, str], used: Collection[str], progress: Progress = unheard
) -> KnownRights:
    """The rights of assets that are there and of those of the `used` ones that are gone: what licences said of them is still known.

    `owners` are the assets of all records by key.
    """
    total = workspace.catalogue.enrichments.counts().assets
    gathering, live = _Gathering(workspace), set[str]()
    after = ""
    while assets := workspace.catalogue.records.asset_page(after, _PAGE):
        gathering.take(assets)
        live.update(asset.id for asset in assets)
        after = assets[-1].id
        progress("rights of assets", min(len(live), total), total)
    for page in _gone(owners, frozenset(used) - live):
        gathering.take(page)
    return KnownRights(
        tuple(gathering.rights), gathering.codes, frozenset(live), gathering.first_use_by, gathering.stopped
    )


class _Gathering:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._places: dict[str, int] = {}
        self.rights: list[Bare] = []
        self.codes: dict[str, int] = {}
        self.first_use_by: dict[str, date] = {}
        self.stopped: dict[str, date] = {}

    def take(self, assets: Sequence[Asset]) -> None:
        held = held_rights(self._workspace, assets)
        for asset, one in bare_rights(held, assets).items():
            if one.key not in self._places:
                self._places[one.key] = len(self.rights)
                self.rights.append(one)
            self.codes[asset] = self._places[one.key]
        for asset, records in held.own.items():
            if days := list(_first_uses(records)):
                self.first_use_by[asset] = min(days)
            if days := list(self._stops(records)):
                self.stopped[asset] = min(days)

    def _stops(self, records: Sequence[RightsRecord]) -> Iterator[date]:
        for record in records:
            if record.statement.prohibit_all and record.version > 1:
                versions = self._workspace.catalogue.rights.history(*record.key)
                ordered = sorted(versions, key=lambda one: one.version)
                granted = [one.version for one in ordered if not one.statement.prohibit_all]
                if granted:
                    yield day_of(next(one.at for one in ordered if one.version > granted[-1]), TIME_ZONE)


def _first_uses(records: Sequence[RightsRecord]) -> Iterator[date]:
    for record in records:
        for term in record.statement.terms:
            if term.first_use_by:
                yield date.fromisoformat(term.first_use_by.isoformat()[:10])


def _gone(owners: Mapping[str, str], wanted: frozenset[str]) -> Iterator[list[Asset]]:
    """Assets without live records, by the names of their records: rights are known by these alone."""
    records: dict[str, list[Record]] = {}
    for key, asset in owners.items():
        if asset in wanted:
            connection, _, external_id = key.partition("/")
            records.setdefault(asset, []).append(Record(connection, external_id, ""))
    found = [Asset(asset, tuple(records[asset])) for asset in sorted(records)]
    for start in range(0, len(found), _PAGE):
        yield found[start : start + _PAGE]
