"""The briefs of boards in the graph."""

from collections.abc import Iterator
from hashlib import sha256

from thesaury.analytics.graph.briefs import brief_statements
from thesaury.model.statement import Statement
from thesaury.ports.boards import BoardLine
from thesaury.ports.workspace import Workspace

_PAGE = 500


def briefs_state(workspace: Workspace) -> str:
    """Another text whenever a board came, changed or went."""
    told = sha256()
    for line in _lines(workspace):
        told.update(f"{line.id} {line.revision}\n".encode("utf-8", "surrogatepass"))
    return told.hexdigest()


def all_briefs(workspace: Workspace) -> Iterator[Statement]:
    """The statements of every brief."""
    for line in _lines(workspace):
        if board := workspace.catalogue.boards.get(line.id):
            yield from brief_statements(board)


def campaigns_of_briefs(workspace: Workspace) -> set[str]:
    """The ids of the campaigns that briefs name."""
    boards = (workspace.catalogue.boards.get(line.id) for line in _lines(workspace))
    return {board.brief.campaign for board in boards if board and board.brief.campaign}


def _lines(workspace: Workspace) -> Iterator[BoardLine]:
    after: tuple[str, str] | None = None
    while lines := workspace.catalogue.boards.lines(_PAGE, after):
        yield from lines
        after = lines[-1].changed, lines[-1].id
