"""What the licences of assets name, for the index; and which assets a new day makes say something else."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from thesaury.model.asset import Asset
from thesaury.model.rights_record import RightsRecord
from thesaury.model.use import TIME_ZONE
from thesaury.ports.index import IndexQuery, LexicalIndex
from thesaury.ports.workspace import Workspace
from thesaury.rights.facets import RightsFacets, facets
from thesaury.rights.vocabulary.client import tables_of
from thesaury.search.documents import RIGHTS_CHANGE


def today() -> date:
    """This day where licences begin and end if they do not say."""
    return datetime.now(ZoneInfo(TIME_ZONE)).date()


def rights_facets(workspace: Workspace, assets: Iterable[Asset], day: date) -> Mapping[str, RightsFacets]:
    """What the current rights records of each of these assets name on this day, by the tables of the workspace."""
    owners = {record.key: asset.id for asset in assets for record in asset.records}
    told: dict[str, list[RightsRecord]] = {owner: [] for owner in owners.values()}
    for record in workspace.catalogue.rights.current(list(owners)):
        told[owners[record.source.record]].append(record)
    tables = tables_of(workspace.root)
    return {asset: facets(records, day, tables) for asset, records in told.items()}


def turned(index: LexicalIndex, day: date, limit: int) -> list[str]:
    """The next assets, by id, in whose entry licences stand as they were before this day.

    The index itself knows: each entry has the day on which its facets change. After that day nothing it names may be over.
    """
    days = index.search(IndexQuery(limit=0), [RIGHTS_CHANGE]).facets[RIGHTS_CHANGE]
    due = tuple(sorted(name for name in days if name <= day.isoformat()))
    if not due:
        return []
    found = index.search(IndexQuery(filters=((RIGHTS_CHANGE, due),), limit=limit))
    return [hit.id for hit in found.hits]
