"""Publishing a channel to a CMS: what is intended is kept first, then carried out, withdrawals before everything else.

Whatever cuts a run off, the next one goes on with what is intended: an object is found again by its reference, and never made twice.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from uuid import uuid4

from thesaury.model.connection import Connection
from thesaury.model.publication import Publication, PublicationState
from thesaury.model.time import now
from thesaury.pipeline.publishing.running import Published, PublishingRun, never
from thesaury.pipeline.publishing.targets import bound
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.publications import WantedPublications
from thesaury.ports.workspace import Workspace
from thesaury.publishing.planning import Plan
from thesaury.sync.leasing import holding, this_process

__all__ = [
    "Published",
    "alone",
    "hurry",
    "never",
    "plan",
    "publish",
    "publish_again",
    "publish_due",
    "withdraw_all",
]


def alone(workspace: Workspace, name: str) -> AbstractContextManager[None]:
    """Hold the publishing to a CMS, as runs, workers and people do it in turn. It is another lease than that of the connection, which a
    long run holds from its first asset to its last: what has to go cannot wait for that. Raises WorkspaceBusy."""
    return holding(workspace.catalogue.leases, [f"publish/{name}"], f"{this_process()}-{uuid4().hex[:8]}")


def publish(
    workspace: Workspace,
    connection: Connection,
    run: int = 0,
    progress: Progress = unheard,
    clock: Callable[[], str] = now,
    whole: bool = False,
    enough: Callable[[], bool] = never,
) -> Published:
    """Bring a CMS to what the feed of its channel says; `whole`: look at all of the feed and at all that stands there. Once it is `enough`
    what is not withdrawals is left for the next time.

    Failures of single assets, and a system that does not answer, are among the failures. Raises Usage for settings that are missing or
    wrong, WorkspaceBusy where somebody else is at it, and what a system that cannot be opened raises.
    """
    with alone(workspace, connection.name):
        return PublishingRun(workspace, bound(workspace, connection), run, clock).all(whole, progress, enough)


def publish_due(
    workspace: Workspace,
    connection: Connection,
    clock: Callable[[], str] = now,
    run: int = 0,
    enough: Callable[[], bool] = never,
) -> Published:
    """Carry out what is due in a CMS without planning anything but withdrawals: what its feed lost since is withdrawn at once. Once it is
    `enough` what is not withdrawals is left for the next time."""
    with alone(workspace, connection.name):
        return PublishingRun(workspace, bound(workspace, connection), run, clock).due(enough)


def publish_again(workspace: Workspace, connection: Connection, asset: str, run: int = 0) -> Published:
    """Try again at once what was refused, or waits."""
    publications, moment = workspace.catalogue.publications, now()
    known = publications.of(connection.name, [asset]).values()
    publications.put([_at_once(one, moment) for one in known if one.state is not PublicationState.DONE])
    return publish_due(workspace, connection, run=run)


def withdraw_all(workspace: Workspace, connection: Connection, clock: Callable[[], str] = now) -> Published:
    """Withdraw everything that stands in a CMS, whatever the feed says; hold it `alone` meanwhile. Raises as `publish`; what fails is among
    the failures."""
    return PublishingRun(workspace, bound(workspace, connection), 0, clock).leave()


def hurry(workspace: Workspace, connection: Connection, clock: Callable[[], str] = now) -> None:
    """Let everything that waits for its turn be due now, for a person asks."""
    publications, moment, after = workspace.catalogue.publications, clock(), ""
    wanted = WantedPublications(connection.name, states=(PublicationState.PENDING,))
    while page := publications.page(wanted, after, 500):
        after = f"{page[-1].connection}/{page[-1].asset}"
        publications.put([replace(one, due_at=moment) for one in page if one.due_at > moment])


def plan(workspace: Workspace, connection: Connection, whole: bool = False, clock: Callable[[], str] = now) -> Plan:
    """What a run would do now; it is not done, and nothing is kept of it. Raises as `publish`, and Unreachable."""
    return PublishingRun(workspace, bound(workspace, connection), 0, clock).plan(whole)


def _at_once(known: Publication, moment: str) -> Publication:
    """What was refused is pending again; what nobody knows the end of is read back now."""
    refused = known.state is PublicationState.REFUSED
    return replace(known, state=PublicationState.PENDING if refused else known.state, due_at=moment)
