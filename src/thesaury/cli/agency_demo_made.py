"""Making the demo agency: its shared model, a client who is on board, one who has only delivered a table, and people.

Each step looks at what is there already, so that a call that was cut off goes on with the next one.
"""

import logging
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from thesaury.cli.agency_demo_people import let_in

if TYPE_CHECKING:
    from thesaury.bootstrap import EmbeddedWorkspace
    from thesaury.bootstrap.agency import Agency
    from thesaury.model.connection import Connection
    from thesaury.ports.progress import Progress
    from thesaury.sandbox.agency import FirstPack

SHARED_MODEL = "northlight"
"""What the vocabulary that the clients have in common is called."""
DELIVERED = "delivered"
"""The folder in a client's workspace in which lies what it sent."""
_LATE, _NIGHTLY = "archive", "archive-nightly"
"""A connection whose file never came, and the flow that reads it."""
_PROPOSED, _LANGUAGE = "shell fabric", "en"


def made(root: Path, progress: "Progress", pictures: bool = True) -> "Agency":
    """The demo agency at this directory, made as far as it is not there yet, by its administrator.

    Raises Usage where another workspace is there.
    """
    from thesaury.model.audit import acting_as
    from thesaury.pipeline.accounts.people import DEMO

    with acting_as(DEMO):
        return _made(root, progress, pictures)


def _made(root: Path, progress: "Progress", pictures: bool) -> "Agency":
    from thesaury.bootstrap.agency import init_agency, open_agency
    from thesaury.bootstrap.allowing import allow
    from thesaury.bootstrap.settings_file import change_settings
    from thesaury.bootstrap.standing import MARK, SHARED
    from thesaury.sandbox.agency import CLIENT, FIRST

    if (root / MARK).exists():
        agency = open_agency(root)
    else:
        agency = init_agency(root, ("en", "de", "fr"))
        allow(root, hosts=["127.0.0.1", "localhost"])  # sandbox servers of other systems are there
        change_settings(root / SHARED, {"brand_name": "Northlight"})
    there = {client.name for client in agency.clients()}
    for name, languages, accent in ((FIRST, ("en", "de"), "#a3441f"), (CLIENT, ("fr", "en"), "#2f4f8f")):
        if name not in there:
            agency.create(name, languages).close()
            change_settings(agency.folder(name), {"brand_name": name.capitalize(), "brand_accent": accent})
    _shared_model(agency, progress)
    _first(agency, progress, pictures)
    _second(agency, progress, pictures)
    _next_version(agency, progress)
    let_in(agency)
    return agency


def _shared_model(agency: "Agency", progress: "Progress") -> None:
    from thesaury.sandbox.agency import write_shared

    with closing(agency.open_own()) as own:
        _words(own, SHARED_MODEL, write_shared(own.root / DELIVERED), progress)


def _first(agency: "Agency", progress: "Progress", pictures: bool) -> None:
    from thesaury.pipeline import sync
    from thesaury.sandbox.agency import FIRST, write_first

    folder = agency.folder(FIRST) / DELIVERED
    pack = write_first(folder, _bought_on(folder), lambda done, total: progress("draw pictures", done, total), pictures)
    with closing(agency.open(FIRST)) as client:
        _words(client, FIRST, pack.vocabulary, progress)
        _take_over(agency, client, progress)
        _brand_terms(client, pack)
        with client.writing():
            sync(client, _connected(client, pack), progress)
        _proposed(client)
        _failed_run(client)


def _second(agency: "Agency", progress: "Progress", pictures: bool) -> None:
    from thesaury.sandbox.agency import CLIENT, write_delivery

    write_delivery(
        agency.folder(CLIENT) / DELIVERED, lambda done, total: progress("draw pictures", done, total), pictures
    )
    with closing(agency.open(CLIENT)) as client:
        _take_over(agency, client, progress)


def _next_version(agency: "Agency", progress: "Progress") -> None:
    """The agency goes on with its words, and the first client is asked whether it takes them over."""
    from thesaury.bootstrap.agency.offering import offer
    from thesaury.sandbox.agency import FIRST, write_shared

    with closing(agency.open_own()) as own:
        _words(own, SHARED_MODEL, write_shared(own.root / DELIVERED, later=True), progress, versions=2)
    with closing(agency.open(FIRST)) as client:
        if not client.catalogue.offers.all():
            offer(agency, SHARED_MODEL, [FIRST], said="Two concepts more, for pictures that play outdoors.")


def _words(workspace: "EmbeddedWorkspace", name: str, path: Path, progress: "Progress", versions: int = 1) -> None:
    """Keep what is in this file, unless so many versions are there already."""
    from thesaury.pipeline import keep_vocabulary
    from thesaury.vocabulary.importing import import_vocabulary

    current = {version.name: version.number for version in workspace.catalogue.vocabularies.current()}
    if current.get(name, 0) >= versions:
        return
    vocabulary, _ = import_vocabulary(path, name, workspace.rdf, workspace.tables)
    with workspace.writing():
        keep_vocabulary(workspace, vocabulary, path.name, progress)


def _take_over(agency: "Agency", client: "EmbeddedWorkspace", progress: "Progress") -> None:
    """The client's copy of the shared model, offered by the agency as any version is."""
    from thesaury.bootstrap.agency.offering import offer
    from thesaury.pipeline.shared_model import shared, take

    if shared(client, SHARED_MODEL) is None:
        offer(agency, SHARED_MODEL, [client.root.name])
        take(client, SHARED_MODEL, progress=progress)


def _brand_terms(client: "EmbeddedWorkspace", pack: "FirstPack") -> None:
    from thesaury.pipeline.brand import keep_terms, read_table

    if not client.catalogue.brand_terms.all():
        terms, _ = read_table(client, client.tables, pack.brand_terms)
        keep_terms(client, terms)


def _connected(client: "EmbeddedWorkspace", pack: "FirstPack") -> list[str]:
    """The names of the client's connections; what people changed of them stays."""
    wanted = {"dam": pack.assets, "bought": pack.bought}
    for name, path in wanted.items():
        _connect(client, _table(name, path))
    return [*wanted]


def _connect(client: "EmbeddedWorkspace", connection: "Connection") -> None:
    from thesaury.pipeline.keeping import keep_connection

    if connection.name not in {one.name for one in client.catalogue.records.connections()}:
        keep_connection(client.catalogue, connection)


def _table(name: str, path: Path) -> "Connection":
    from thesaury.model.connection import Connection

    return Connection(name, "table", (("path", str(path.absolute())),))


def _proposed(client: "EmbeddedWorkspace") -> None:
    from thesaury.pipeline.proposals.deciding import propose

    if not client.catalogue.proposals.counts():
        propose(client, _PROPOSED, _LANGUAGE, "The workshop writes it on every label.")


def _failed_run(client: "EmbeddedWorkspace") -> None:
    """A flow over a file that never came: what went wrong is to be seen, too."""
    from thesaury.dispatch import run_now
    from thesaury.model.flow import Flow
    from thesaury.pipeline.keeping import keep_flow

    _connect(client, _table(_LATE, client.root / DELIVERED / "archive.csv"))
    if client.catalogue.flows.get(_NIGHTLY) is None:
        keep_flow(client.catalogue, Flow(_NIGHTLY, (_LATE,)), "")
    if not client.catalogue.runs.recent(1, _NIGHTLY):
        logging.disable(logging.WARNING)  # it is meant to fail, and nobody is to wonder about it here
        try:
            run_now(client, _NIGHTLY, client.settings.settle_seconds)
        finally:
            logging.disable(logging.NOTSET)


def _bought_on(folder: Path) -> date:
    """When the demo was made, from which on its licences are counted."""
    table = folder / "bought" / "assets.csv"
    return date.fromtimestamp(table.stat().st_mtime) if table.exists() else date.today()
