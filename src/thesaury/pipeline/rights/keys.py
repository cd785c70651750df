"""Assets with equal rights share a key, so that a search decides each key once, however many assets have it."""

from collections.abc import Iterable, Sequence

from thesaury.model.asset import Asset
from thesaury.pipeline.rights.held import HeldRights
from thesaury.ports.index import IndexQuery, SearchIndex
from thesaury.rights.deciding.alike import Alike
from thesaury.rights.deciding.assets import held
from thesaury.rights.deciding.bare import Bare, bare
from thesaury.rights.deciding.records import used_in
from thesaury.search.documents import MADE_FROM


def bare_rights(rights: HeldRights, assets: Sequence[Asset]) -> dict[str, Bare]:
    """By asset all that a verdict on any use of it reads, the rights of what it was made from and what was used of them among it.

    The same rights as `asking.ask` decides on.
    """
    alike = Alike()
    known = {name: alike.asset(of) for name, of in rights.known().items()}
    made = dict[object, Bare]()
    found = dict[str, Bare]()
    for asset in assets:
        carried = held(asset.id, known)
        used = used_in([record for name in rights.family.line(asset) for record in rights.own.get(name, ())])
        same = tuple(map(id, carried)), tuple(sorted(used.items()))
        if (one := made.get(same)) is None:
            one = made[same] = bare(carried, used)
        found[asset.id] = one
    return found


def descendants(index: SearchIndex, ids: Sequence[str], assets: Iterable[Asset]) -> list[str]:
    """The assets in whose entries these stand as something they were made from, near or far: with the rights of these theirs change.

    `assets` are those of `ids` that are still there.
    """
    names = {*ids, *(record.key for asset in assets for record in asset.records)}
    query = IndexQuery(filters=((MADE_FROM, tuple(sorted(names))),), most=index.count())
    return [found for found in index.search(query).ids if found not in names]
