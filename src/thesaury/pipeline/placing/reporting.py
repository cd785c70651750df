"""Placements told to the systems that want to know where their assets are used, each once; to say it again is harmless."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from thesaury.model.asset import Asset
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage
from thesaury.model.placement import Placement
from thesaury.model.placement_usage import address_of, document_name
from thesaury.model.time import now
from thesaury.pipeline.placing.pages import live_in_pages, over
from thesaury.ports.catalogue import chunked
from thesaury.ports.usage import Publication, Reported, UsageReport
from thesaury.ports.workspace import Workspace

_log = logging.getLogger(__name__)

_MOST = 10_000
"""So many placements are told in one go; what is left is told in the next."""
_DOCUMENTS = 50
"""Documents of one call to a system."""


@dataclass(frozen=True, slots=True)
class ToldPlacements:
    """What a system was told: how many placements in how many documents, and (id of the placement, sentence) for each it did not take."""

    connection: str
    placements: int = 0
    documents: int = 0
    refused: tuple[tuple[str, str], ...] = ()


def wants_placements(workspace: Workspace, connection: Connection) -> bool:
    """Whether the system of a connection takes reports of where its assets are used."""
    return "report" in workspace.helps(connection)


def report(workspace: Workspace, connection: Connection, again: bool = False) -> ToldPlacements:
    """Tell a system of the placements of its assets that it was not told of yet; `again`: also of those it did not take.

    A document is told whole, for a system drops what is not named of an address. Whatever the call raises, what it was told before is
    noted, and the rest is told next time. Raises Usage where the system takes no reports, NeedsLogin, Refused, LostReply or Unreachable.
    """
    placements = workspace.catalogue.placements
    waiting = placements.unreported(connection.name, again, _MOST)
    if not waiting:
        return ToldPlacements(connection.name)
    reporter = workspace.usage_report(connection)
    by_address: dict[str, list[Placement]] = {}
    for one in waiting:
        by_address.setdefault(address_of(one), []).append(one)
    refused: list[tuple[str, str]] = []
    for addresses in chunked(list(by_address), _DOCUMENTS):
        fresh = [one for address in addresses for one in by_address[address]]
        refused += _tell(workspace, connection.name, reporter, fresh, live_in_pages(workspace))
    return ToldPlacements(connection.name, len(waiting) - len(refused), len(by_address), tuple(refused))


def report_again(
    workspace: Workspace, connection: Connection, documents: Sequence[tuple[str, str]], live: frozenset[str]
) -> None:
    """Tell a system once more what stands in these documents, given as (host, document), where something is over. Raises as `report`."""
    reporter = workspace.usage_report(connection)
    for some in chunked(documents, _DOCUMENTS):
        _told(workspace, connection.name, reporter, workspace.catalogue.placements.in_documents(some), live)


def report_if_wanted(workspace: Workspace, connection: Connection) -> ToldPlacements:
    """As `report`; a system that is not set up to be told is left in peace."""
    try:
        return report(workspace, connection)
    except Usage as error:
        _log.info("placements are not told to %s: %s", connection.name, error.message)
        return ToldPlacements(connection.name)


def _tell(
    workspace: Workspace, name: str, reporter: UsageReport, fresh: Sequence[Placement], live: frozenset[str]
) -> list[tuple[str, str]]:
    documents = list({(one.host, one.document) for one in fresh if one.document})
    ids = {one.id for one in fresh}
    whole = [*fresh, *(one for one in workspace.catalogue.placements.in_documents(documents) if one.id not in ids)]
    told, records = _told(workspace, name, reporter, whole, live)
    why = {_plain(external_id): sentence for external_id, sentence in told.refused}
    refused = [(one.id, why[_plain(records[one.id])]) for one in fresh if _plain(records.get(one.id, "")) in why]
    at, amiss = now(), {id for id, _ in refused}
    workspace.catalogue.placements.note_reported(name, [one.id for one in fresh if one.id not in amiss], at)
    for id, sentence in refused:
        workspace.catalogue.placements.note_reported(name, [id], at, sentence or "It was not taken.")
    return refused


def _told(
    workspace: Workspace, name: str, reporter: UsageReport, whole: Sequence[Placement], live: frozenset[str]
) -> tuple[Reported, dict[str, str]]:
    """Tell of all these but for those that are over; returns the answer, and by placement the external id that was told."""
    assets = {one.id: one for one in workspace.catalogue.records.assets([one.asset for one in whole])}
    standing = [one for one in whole if not over(one.id, live)]
    records = {one.id: held for one in standing if (held := _record(assets.get(one.asset), one, name))}
    shown = {
        (external_id, address_of(one)): Publication(external_id, address_of(one), _note(one))
        for one in standing
        if (external_id := records.get(one.id))
    }
    told = reporter.report(list(dict.fromkeys(address_of(one) for one in whole)), list(shown.values()))
    return told, records


def _record(asset: Asset | None, placement: Placement, connection: str) -> str:
    """The external id under which the system knows the asset: that of the record that was placed, else of its first one."""
    held = [record for record in asset.records if record.connection == connection] if asset else []
    placed = next((record for record in held if record.key == placement.record), None)
    return (placed or held[0]).external_id if held else ""


def _note(placement: Placement) -> str:
    """ "indesign: brochure.indd, print in DE AT, for summer": what a person sees in the other system."""
    use = f"{placement.channel} in {' '.join(placement.regions)}" if placement.channel else ""
    campaign = f"for {placement.campaign}" if placement.campaign else ""
    said = ", ".join(part for part in (document_name(placement), use, campaign) if part)
    return f"{placement.host}: {said}" if said else placement.host


def _plain(id: str) -> str:
    """An id as it is compared: systems spell theirs in several ways."""
    return id.replace("-", "").casefold()
