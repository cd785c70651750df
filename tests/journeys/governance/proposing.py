"""A small workspace whose assets use words that no vocabulary knows, with the words of a file or of a PoolParty."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from shutil import copytree

from tests.journeys.conftest import TERMS
from tests.journeys.systems import Systems
from thesaury.bootstrap import EmbeddedWorkspace, init_workspace, open_workspace
from thesaury.cli.app import run
from thesaury.model.connection import Connection
from thesaury.model.proposal import Proposal
from thesaury.pipeline import sync
from thesaury.pipeline.proposals.gathering import GatherWanted, gather

TABLE = """id,title,description,tags,language,team,market
1,Parcel at the door,With carbon-neutral shipping to the door,"carbon-neutral shipping; winter",en,Retail,DE
2,Van,,"Carbon_neutral shipping; winter",en,Retail,DE
3,Ship at sea,A ship,"carbonneutral shipping; eco fiendly",en,Press,FR
4,Box,We offer carbon neutral shipping.,DSC_0042,en,Press,UK
5,Lake,Nothing but water,"DSC_0042; eco fiendly",en,Press,UK
"""


def with_table(root: Path) -> EmbeddedWorkspace:
    """A workspace with the five pictures, not yet read."""
    root.mkdir(exist_ok=True)
    (root / "assets.csv").write_text(TABLE)
    made = init_workspace(root / "work", ("en", "de"))
    made.catalogue.records.put_connection(Connection("dam", "table", (("path", str(root / "assets.csv")),)))
    return made


def with_file(root: Path) -> EmbeddedWorkspace:
    """The words are a file's; everything is read and gathered."""
    made = with_table(root)
    (root / "terms.ttl").write_text(TERMS)
    assert run(["vocabulary", "import", str(root / "terms.ttl"), "-w", str(root / "work")]) == 0
    return read(made)


def with_server(root: Path, systems: Systems) -> EmbeddedWorkspace:
    """The words are the server's; everything is read and gathered."""
    made = with_table(root)
    [(server, secrets)] = [one for one in systems.connections() if one[0].name == "words"]
    made.catalogue.records.put_connection(server)
    made.catalogue.secrets.put("words", secrets)
    return read(made)


@contextmanager
def copied(kept: Path, to: Path) -> Iterator[EmbeddedWorkspace]:
    """A copy of a workspace that nobody opens, for one test."""
    copytree(kept, to)
    with closing(open_workspace(to)) as opened:
        yield opened


def read(workspace: EmbeddedWorkspace) -> EmbeddedWorkspace:
    assert sync(workspace).failed == ()
    gather(workspace, GatherWanted(2, texts=False))
    return workspace


def term(workspace: EmbeddedWorkspace, text: str) -> Proposal:
    """The proposal of this term, as it stands now."""
    return next(one for one in workspace.catalogue.proposals.page(limit=500) if one.term == text)


def concepts(workspace: EmbeddedWorkspace, number: int) -> set[str]:
    """The concepts that one of the pictures is annotated with."""
    asset = workspace.catalogue.records.find(f"dam/{number}")
    assert asset is not None
    return {one.concept for one in workspace.catalogue.enrichments.findings([asset.id])[asset.id].annotations}
