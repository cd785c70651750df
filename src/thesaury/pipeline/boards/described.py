"""Boards as plain data of a stable shape, the same for the interface, the command line and the panel."""

from collections.abc import Sequence
from typing import Any

from thesaury.model.board import Board, Share
from thesaury.model.brief_json import brief_shape
from thesaury.pipeline.boards.looked import Looked, LookedItem
from thesaury.pipeline.boards.marks import ContentMark
from thesaury.ports.boards import BoardLine
from thesaury.rights.deciding.telling import asked


def line_dict(line: BoardLine) -> dict[str, Any]:
    """A board in a list."""
    names = ("id", "title", "revision", "items", "comments", "shares")
    told = {name: getattr(line, name) for name in names}
    return told | {"made_by": line.by, "made_at": line.at, "changed_at": line.changed, "cover": list(line.cover)}


def board_dict(board: Board) -> dict[str, Any]:
    """A board with all that is on it; of a link everything but its token, which is kept nowhere."""
    return {
        "id": board.id,
        "title": board.title,
        "revision": board.revision,
        "made_by": board.by,
        "made_at": board.at,
        "changed_at": board.changed,
        "brief": brief_shape(board.brief),
        "items": [
            {
                "asset": item.asset,
                "section": item.section,
                "note": item.note,
                "added_by": item.by,
                "added_at": item.at,
            }
            for item in board.items
        ],
        "comments": [
            {"id": said.id, "text": said.text, "asset": said.asset, "by": said.by, "at": said.at}
            for said in board.comments
        ],
        "shares": [share_dict(share) for share in board.shares],
    }


def share_dict(share: Share) -> dict[str, Any]:
    """A link, without its token."""
    return {"id": share.id, "until": share.until, "made_by": share.by, "made_at": share.at}


def look_dict(looked: Looked, languages: Sequence[str]) -> dict[str, Any]:
    """A board as it stands today."""
    return {
        "id": looked.board.id,
        "revision": looked.board.revision,
        "looked_at": looked.at,
        "uses": [asked(use) for use in looked.uses],
        "notes": [{"code": code, "about": about} for code, about in looked.notes],
        "changed": len(looked.news),
        "items": [_item(one, tuple(languages)) for one in looked.items],
    }


def _item(one: LookedItem, languages: tuple[str, ...]) -> dict[str, Any]:
    mark = ContentMark.of(one.item.content)
    return {
        "asset": one.item.asset,
        "title": one.asset.title(languages) if one.asset else mark.record if mark else "",
        "section": one.item.section,
        "state": one.state.value,
        "verdict": one.verdict.value if one.verdict else None,
        "until": one.until.isoformat() if one.until else None,
        "why": one.why,
        "obligations": list(one.duties),
        "changes": [change.value for change in one.changes],
        "before": one.before,
        "replacement": one.replacement,
        "mark": one.mark,
    }
