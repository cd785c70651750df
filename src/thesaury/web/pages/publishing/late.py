"""What should be gone from CMS and is not yet: planned already or only known from the feed, in sentences and as rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from thesaury.bootstrap import connectors
from thesaury.model.connection import Connection
from thesaury.model.publication import Publication
from thesaury.model.time import now
from thesaury.pipeline.publishing.intending import lost
from thesaury.pipeline.publishing.targets import publishes
from thesaury.pipeline.publishing.withdrawing import overdue
from thesaury.ports.publications import WantedPublications
from thesaury.ports.workspace import Workspace
from thesaury.web.pages.publishing.faces import since_words
from thesaury.web.texts import phrase

_MOST = 10_000
"""Of so many it is known that they are late."""


@dataclass(frozen=True, slots=True)
class Late:
    """One CMS that has not let go what it should: a sentence about all of it, and the publications, the longest overdue first."""

    connection: str
    sentence: str
    publications: tuple[Publication, ...]


def targets(workspace: Workspace) -> list[Connection]:
    """The connections that publish, but for those whose connector is not installed any more."""
    known, here = connectors(), workspace.catalogue.records.connections()
    return [one for one in here if one.connector in known and publishes(workspace, one)]


def late(workspace: Workspace, connections: Sequence[Connection]) -> list[Late]:
    """Those of these that are late."""
    found = ((one.name, overdue_in(workspace, one)) for one in connections)
    return [late_in(name, publications) for name, publications in found if publications]


def overdue_in(workspace: Workspace, connection: Connection) -> list[Publication]:
    """What should be gone from a CMS, the longest overdue first; what only its feed knows of is among it."""
    if not workspace.catalogue.publications.page(WantedPublications(connection.name), limit=1):
        return []
    found = {one.asset: one for one in lost(workspace, connection, now())}
    found |= {one.asset: one for one in overdue(workspace, connection.name, _MOST)}
    return sorted(found.values(), key=lambda one: (one.needed_at, one.asset))


def late_in(name: str, publications: Sequence[Publication]) -> Late:
    """The sentence about what should be gone from one CMS, which is something."""
    since = since_words(publications[0].needed_at)
    told = phrase("withdrawals.late", count=len(publications), name=name, since=since)
    return Late(name, told, tuple(publications))
