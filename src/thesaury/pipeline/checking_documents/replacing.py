"""What may stand in the place of a picture: its newer version, else assets like it, permitted for the same use."""

from collections.abc import Collection, Iterable, Iterator

from thesaury.model.asset import Asset
from thesaury.model.policy import Verdict
from thesaury.model.standing import REPLACED_BY, Standing, names_of, replaces, standing, takes_over
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
_NAMING = 1_000
"""So many that say they took a place are looked at."""
_GENERATIONS = 10
_RANK = {None: 0, Standing.SUPERSEDED: 1}
"""Of several that name one asset as replaced, one that stands is followed first, then one that was replaced itself, then others."""


def newer_version(workspace: Workspace, asset: Asset) -> Asset | None:
    """The newest version that a system says took the place of this asset; None where none did.

    A draft takes no place, nor does what was withdrawn; what took the place of such a one is found beyond it.
    """
    seen, newest, here = {asset.id}, None, asset
    for _ in range(_GENERATIONS):
        following = [one for one in _next(workspace, here) if one.id not in seen]
        if not following:
            break
        here = min(following, key=lambda one: _RANK.get(standing(one), len(_RANK)))
        seen.add(here.id)
        newest = here if takes_over(here) else newest
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
    """At most three assets that are permitted for this use, approved, current and not `inside` the document, the newer version first."""
    cleared = clearing.cleared(use, (Verdict.PERMIT,))
    near = similar(asset, sources, _NEAR, cleared.filters).hits
    scores = {hit.asset.id: hit.score for hit in near}
    candidates = {one.id: one for one in (*([newer] if newer else []), *(hit.asset for hit in near))}
    replaced = _replaced(workspace, candidates.values())
    wanted = [
        one
        for one in candidates.values()
        if standing(one, replaced) is None and one.id not in inside and one.id != asset.id
    ]
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
    yield from _sorted(_naming(workspace, names_of(asset)))


def _replaced(workspace: Workspace, assets: Iterable[Asset]) -> frozenset[str]:
    """Those of the names of these assets whose place another one took."""
    names = frozenset(name for one in assets for name in names_of(one))
    heirs = [heir for heir in _naming(workspace, names) if takes_over(heir)]
    return frozenset(name for heir in heirs for name in replaces(heir) if name not in names_of(heir))


def _naming(workspace: Workspace, names: frozenset[str]) -> list[Asset]:
    """The assets that say they took the place of one of these names."""
    if not names:
        return []
    query = IndexQuery(filters=((REPLACES, tuple(sorted(names))),), most=_NAMING)
    naming = workspace.catalogue.records.assets(list(workspace.index.search(query).ids))
    return [one for one in naming if not names.isdisjoint(replaces(one))]


def _sorted(assets: Iterable[Asset]) -> list[Asset]:
    return sorted(assets, key=lambda one: one.id)
