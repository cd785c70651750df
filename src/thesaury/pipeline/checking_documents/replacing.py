"""What may stand in the place of a picture: its newer version, else assets like it, permitted for the same use."""

from collections.abc import Collection, Iterable, Iterator

from thesaury.model.asset import Asset
from thesaury.model.policy import Verdict
from thesaury.model.standing import REPLACED_BY, names_of, replaces, standing
from thesaury.model.use import Use
from thesaury.pipeline.checking_documents.found import Instead
from thesaury.pipeline.rights.clearing import Clearing
from thesaury.pipeline.rights.lookup import by_name
from thesaury.ports.index import IndexQuery
from thesaury.ports.workspace import Workspace
from thesaury.search.alike.similar import similar
from thesaury.search.documents import REPLACES
from thesaury.search.finding import Sources

MOST = 3
_NEAR = 24
"""So many that are alike are looked at: some are no current version, and some stand in the document."""
_GENERATIONS = 10


def newer_version(workspace: Workspace, asset: Asset) -> Asset | None:
    """The newest version that a system says took the place of this asset; None where none did."""
    seen, newest = {asset.id}, None
    for _ in range(_GENERATIONS):
        following = next((one for one in _next(workspace, newest or asset) if one.id not in seen), None)
        if following is None:
            break
        seen.add(following.id)
        newest = following
    return newest


def instead(
    workspace: Workspace,
    asset: Asset,
    newer: Asset | None,
    use: Use,
    sources: Sources,
    clearing: Clearing,
    inside: Collection[str],
) -> tuple[Instead, ...]:
    """At most three assets that are permitted for this use and not `inside` the document, the newer version first."""
    cleared = clearing.cleared(use, (Verdict.PERMIT,))
    near = similar(asset, sources, _NEAR, cleared.filters).hits
    scores = {hit.asset.id: hit.score for hit in near}
    first = [newer] if newer else []
    others = [hit.asset for hit in near if hit.asset.id != (newer.id if newer else "") and standing(hit.asset) is None]
    wanted = [one for one in (*first, *others) if one.id not in inside and one.id != asset.id]
    lines = cleared.decide(wanted)
    found = [
        Instead(one, lines[one.id], scores.get(one.id, 0.0), newer is not None and one.id == newer.id)
        for one in wanted
        if lines[one.id].verdict is Verdict.PERMIT
    ]
    return tuple(found[:MOST])


def _next(workspace: Workspace, asset: Asset) -> Iterator[Asset]:
    """What took its place: named by its own records, or naming it."""
    named = [
        name
        for record in asset.records
        for property, values in record.properties
        if property.casefold().replace(" ", "_") in REPLACED_BY
        for value in values
        for name in (value.strip(), f"{record.connection}/{value.strip()}")
        if value.strip()
    ]
    yield from _sorted(by_name(workspace, named).values())
    query = IndexQuery(filters=((REPLACES, tuple(sorted(names_of(asset)))),), most=_NEAR)
    naming = workspace.catalogue.records.assets(list(workspace.index.search(query).ids))
    yield from _sorted(one for one in naming if not names_of(asset).isdisjoint(replaces(one)))


def _sorted(assets: Iterable[Asset]) -> list[Asset]:
    return sorted(assets, key=lambda one: one.id)
