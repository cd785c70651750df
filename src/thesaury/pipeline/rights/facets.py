"""What the licences of assets name, for the index; and which assets a new day makes say something else."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from thesaury.model.asset import Asset
from thesaury.model.use import TIME_ZONE
from thesaury.pipeline.rights.family import names_behind
from thesaury.pipeline.rights.held import HeldRights, held_rights
from thesaury.pipeline.rights.keys import bare_rights
from thesaury.ports.index import IndexQuery, SearchIndex
from thesaury.ports.workspace import Workspace
from thesaury.rights.facets import RightsFacets, facets
from thesaury.search.documents import RIGHTS_CHANGE


def today() -> date:
    """This day where licences begin and end if they do not say."""
    return datetime.now(ZoneInfo(TIME_ZONE)).date()


def rights_facets(
    workspace: Workspace, assets: Iterable[Asset], day: date, held: HeldRights | None = None
) -> Mapping[str, RightsFacets]:
    """What the current rights records of each of these assets name on this day, by the tables of the workspace, with their keys; `held`
    are the rights of these assets where they are known already."""
    shown = list(assets)
    rights = held or held_rights(workspace, shown)
    keys, behind = bare_rights(rights, shown), names_behind(rights.family, shown)
    return {
        one.id: replace(facets(rights.own[one.id], day, rights.tables), key=keys[one.id].key, made_from=behind[one.id])
        for one in shown
    }


def turned(index: SearchIndex, day: date, limit: int) -> list[str]:
    """The next assets, by id, in whose entry licences stand as they were before this day.

    The index itself knows: each entry has the day on which its facets change. After that day nothing it names may be over.
    """
    days = index.search(IndexQuery(most=0), [RIGHTS_CHANGE]).facets[RIGHTS_CHANGE]
    due = tuple(sorted(name for name in days if name <= day.isoformat()))
    if not due:
        return []
    return list(index.search(IndexQuery(filters=((RIGHTS_CHANGE, due),), most=limit)).ids)
