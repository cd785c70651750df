"""The pages of a CMS in which our assets stand: remembered, recorded as placements, and over when they are there no more."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from thesaury.model.connection import Connection
from thesaury.model.errors import BadInput, ThesauryError, Usage
from thesaury.model.placement import Placement
from thesaury.model.publication import PageUse
from thesaury.model.time import now
from thesaury.pipeline.placing.pages import lasting, live_in_pages, placement_id
from thesaury.pipeline.placing.recording import place
from thesaury.pipeline.placing.reporting import report_again, wants_placements
from thesaury.pipeline.publishing.targets import Bound, bound
from thesaury.ports.workspace import Workspace

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Collected:
    """What a look at the pages of a CMS found: uses there are, how many of them are new, and how many ended."""

    connection: str
    uses: int = 0
    new: int = 0
    ended: int = 0


def collect(workspace: Workspace, connection: Connection, at: str = "") -> Collected:
    """Ask a CMS where our assets stand, and remember it; each use on a page that is live is a placement of its asset, too.

    Systems that were told of uses that are over by now are told again. Raises what the target raises; then nothing is taken to have ended.
    """
    to, moment = bound(workspace, connection), at or now()
    uses = [use for use in to.target.uses() if use.asset]
    before = _live(to, (one.use for one in lasting(workspace, to.name)))
    new, ended = workspace.catalogue.publications.found(to.name, uses, moment)
    for use in uses:
        if use.live:
            _place(workspace, to, use, moment)
    now_there = _live(to, uses)
    if over := sorted({address for id, address in before.items() if id not in now_there}):
        _tell(workspace, to, over)
    return Collected(to.name, len(uses), new, ended)


def _live(to: Bound, uses: Iterable[PageUse]) -> dict[str, str]:
    """The placements that those of these uses are which are live, with the addresses of their pages."""
    return {placement_id(to.name, use): use.address for use in uses if use.live}


def _place(workspace: Workspace, to: Bound, use: PageUse, moment: str) -> None:
    """Record a use that was not recorded yet; one of an asset that is not here any more is left."""
    id = placement_id(to.name, use)
    if workspace.catalogue.placements.get(id):
        return
    channel = to.channel
    made = Placement(
        id,
        use.asset,
        use.since or moment,
        to.connection.connector,
        use.address,
        rendition=to.form.name,
        channel=channel.use,
        regions=channel.markets,
    )
    try:
        place(workspace, made)
    except (Usage, BadInput) as error:
        _log.info("a use on %s is not recorded: %s", use.address, error.message)


def _tell(workspace: Workspace, to: Bound, addresses: Sequence[str]) -> None:
    documents = [(to.connection.connector, address) for address in addresses]
    for connection in workspace.catalogue.records.connections():
        if wants_placements(workspace, connection):
            try:
                report_again(workspace, connection, documents, live_in_pages(workspace))
            except ThesauryError as error:
                _log.warning("%s was not told of uses that are over: %s", connection.name, error.message)
