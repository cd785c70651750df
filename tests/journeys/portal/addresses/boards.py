"""Addresses of boards, for people with an account and without one."""

from tests.journeys.portal.addresses.words import concept
from thesaury.bootstrap import EmbeddedWorkspace as Workspace
from thesaury.model.board_edit import AddComment, SetNote
from thesaury.model.brief import Brief, BriefConcept, Quote, Said, Wanting
from thesaury.pipeline import boards


def board(workspace: Workspace) -> str:
    """A board with pictures, words, a link, and a brief that asks about rights."""
    if not (known := boards.boards(workspace, 1)):
        text = "Sustainable packaging for the website in Germany, July 2027. No Christmas."
        concepts = (BriefConcept(concept(workspace), Wanting.REQUIRED, 1.0, (Quote(0, 21, text[:21]),)),)
        use = {"regions": (Said("DE"),), "channels": (Said("website"),), "first_day": Said("2027-07-01")}
        brief = Brief(text, "Summer of less", "en", concepts, formats=(Said("portrait"),), **use)
        assets = [one.id for one in workspace.catalogue.records.asset_page("", 3)]
        made = boards.create(workspace, "Summer of less", brief, assets)
        boards.change(workspace, made.id, made.revision, SetNote(assets[0], "The first one for the poster."))
        boards.change(workspace, made.id, made.revision, AddComment("Do we have a wider one?", assets[1]))
        known = boards.boards(workspace, 1)
    return f"/boards/{known[0].id}"


def shared_board(workspace: Workspace) -> str:
    """The address of a board for people without an account."""
    _, token = boards.share(workspace, board(workspace).rpartition("/")[2], 7)
    return f"/shared/boards/{token}"
