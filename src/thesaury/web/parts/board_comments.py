"""Who may take away what was said of a board."""

from starlette.exceptions import HTTPException

from thesaury.model.access import Permission
from thesaury.model.board import Board, Comment
from thesaury.pipeline.boards import BY_LINK
from thesaury.web.door.caller import caller
from thesaury.web.texts import phrase


def removable(board: Board, said: Comment) -> bool:
    """Whether the caller, who may edit, may take this comment away: his own, any on a board he made, and what came by a link;
    administrators any."""
    who = caller()
    return who.name in (said.by, board.by) or said.by.startswith(BY_LINK) or who.may(Permission.ADMINISTER)


def may_remove(board: Board, id: str) -> None:
    """Raises 403 where the caller may not take away the comment of this id; one that is gone already is nobody's."""
    if not all(removable(board, said) for said in board.comments if said.id == id):
        raise HTTPException(403, phrase("boards.comment.others"))
