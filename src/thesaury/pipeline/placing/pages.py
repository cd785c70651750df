"""Placements that were found in pages of a CMS: those count which are found there still."""

from collections.abc import Iterator
from hashlib import sha256

from thesaury.model.placement_usage import PAGE
from thesaury.model.publication import KnownUse, PageUse
from thesaury.ports.workspace import Workspace

_PAGE = 500


def lasting(workspace: Workspace, connection: str = "") -> Iterator[KnownUse]:
    """Every use of a page that lasts, of this connection or of all."""
    after = 0
    while page := workspace.catalogue.publications.uses_page(connection, after, _PAGE):
        after = page[-1][0]
        yield from (one for _, one in page)


def live_in_pages(workspace: Workspace) -> frozenset[str]:
    """The ids of the placements that stand in pages which are live now, of assets that are not withdrawn there."""
    live = [one for one in lasting(workspace) if one.use.live]
    assets: dict[str, list[str]] = {}
    for one in live:
        assets.setdefault(one.connection, []).append(one.use.asset)
    hidden = {
        (name, asset)
        for name, ids in assets.items()
        for asset, known in workspace.catalogue.publications.of(name, ids).items()
        if not known.live
    }
    return frozenset(
        placement_id(one.connection, one.use) for one in live if (one.connection, one.use.asset) not in hidden
    )


def over(id: str, live: frozenset[str]) -> bool:
    """Whether a placement was found in a page and is there no more, by those that are."""
    return id.startswith(PAGE) and id not in live


def placement_id(connection: str, use: PageUse) -> str:
    """The id of the placement that a use is, the same whenever it is found again."""
    told = "\n".join((connection, use.page, use.place, use.external_id, use.asset, use.address))
    return PAGE + sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]
