"""Links that show a board to people without an account: they always end, and can be ended at once."""

import re
import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from thesaury.model.asset import Asset
from thesaury.model.audit import acting
from thesaury.model.board import Board, Comment, Share
from thesaury.model.errors import BadInput, Refused, Usage
from thesaury.model.time import now
from thesaury.pipeline.boards.changing import exchanged
from thesaury.pipeline.boards.editing import commented, text_of
from thesaury.pipeline.boards.looking import barred
from thesaury.ports.audit import note
from thesaury.ports.workspace import Workspace

MOST_DAYS = 90
MOST_SHARES = 50
MOST_SAID = 200
"""So many comments may come by links: who has one shall not take the place that colleagues need."""
LONGEST_NAME = 100
BY_LINK = "link: "
"""Stands before the name that somebody without an account gave himself."""

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_UNKNOWN = "This link shows nothing: it was ended, or it is not complete. Ask whoever sent it for a new one."
_ENDED = "This link ended on {day}. Ask whoever sent it for a new one."


def share(workspace: Workspace, id: str, days: int) -> tuple[Share, str]:
    """A new link to the board for 1 to 90 days, and its token, which is told once and kept nowhere.

    Raises BadInput for another number of days, Usage where there is no such board or it has too many links.
    """
    if not 1 <= days <= MOST_DAYS:
        raise BadInput(f"A link holds for 1 to {MOST_DAYS} days. Name how many.")
    token, moment = secrets.token_urlsafe(32), datetime.now(UTC)
    until = (moment + timedelta(days=days)).isoformat(timespec="seconds")
    new = Share(secrets.token_hex(6), _digest(token), until, acting.get(), moment.isoformat(timespec="seconds"))

    def made(newest: Board) -> tuple[Board, frozenset[str]]:
        living = [one for one in newest.shares if not _over(one)]
        if len(living) >= MOST_SHARES:
            raise Usage(f"This board has {MOST_SHARES} links that hold. End one of them first.")
        kept = (one for one in newest.shares if not _over(one, days=MOST_DAYS))
        return replace(newest, shares=(*kept, new)), frozenset()

    exchanged(workspace, id, made)
    note(workspace.catalogue.audit, "board.share", f"board:{id}", None, {"share": new.id, "until": until})
    return new, token


def revoke(workspace: Workspace, id: str, share: str) -> Board:
    """End a link at once. Raises Usage where the board has none of this id."""

    def made(newest: Board) -> tuple[Board, frozenset[str]]:
        left = tuple(one for one in newest.shares if one.id != share)
        if len(left) == len(newest.shares):
            raise Usage(f"This board has no link {share[:100]!r} (any more).")
        return replace(newest, shares=left), frozenset()

    _, after = exchanged(workspace, id, made)
    note(workspace.catalogue.audit, "board.revoke", f"board:{id}", {"share": share})
    return after


def shared(workspace: Workspace, token: str) -> Board:
    """The board of a link. Raises Refused with a sentence where the link has ended, was revoked, or never was; status 410 or 404."""
    return _behind(token, workspace.catalogue.boards.by_share)[0]


def shared_picture(workspace: Workspace, token: str, asset: str) -> Asset | None:
    """The asset of this id, where whoever has the link may look at it; None where it may not be used, was withdrawn, or is gone.

    Raises Refused as `shared`, and where it is not on the board.
    """
    found, _ = _behind(token, lambda digest: workspace.catalogue.boards.shows(digest, asset))
    if not found.items:
        raise Refused(_UNKNOWN, 404)
    assets = workspace.catalogue.records.assets([asset])
    return next((one for one in assets if not barred(workspace, found.brief, one)), None)


def comment_shared(workspace: Workspace, token: str, name: str, text: str, asset: str = "") -> tuple[Board, Comment]:
    """Let whoever has a link say something, of the board or of an asset on it, under a name he gives himself.

    Raises Refused as `shared`, BadInput for a name or text that is empty or too long, Usage for an asset that is not on the board.
    """
    found, link = _behind(token, workspace.catalogue.boards.by_share)
    who = BY_LINK + " ".join(text_of(name, LONGEST_NAME, "A name").split())
    at, said = now(), Comment("", "", "", "")

    def made(newest: Board) -> tuple[Board, frozenset[str]]:
        nonlocal said
        if link.id not in {one.id for one in newest.shares}:
            raise Refused(_UNKNOWN, 404)
        if asset and asset not in {item.asset for item in newest.items}:
            raise Usage("This picture is not on the board any more. Say it of the board.")
        if sum(one.by.startswith(BY_LINK) for one in newest.comments) >= MOST_SAID:
            raise Usage(
                f"This board has {MOST_SAID} comments by links, and takes no more. Tell whoever sent you the link."
            )
        after = commented(newest, text, who, at, asset)
        said = after.comments[-1]
        return after, frozenset()

    _, after = exchanged(workspace, found.id, made, by=who)
    note(workspace.catalogue.audit, "board.comment", f"board:{found.id}", None, {"share": link.id, "by": who})
    return after, said


def _behind(token: str, by_digest: Callable[[str], Board | None]) -> tuple[Board, Share]:
    """The board of a token, and its link."""
    digest = _digest(token) if _TOKEN.fullmatch(token) else ""
    found = by_digest(digest) if digest else None
    link = next((one for one in found.shares if one.digest == digest), None) if found else None
    if found is None or link is None:
        raise Refused(_UNKNOWN, 404)
    if _over(link):
        raise Refused(_ENDED.format(day=link.until[:10]), 410)
    return found, link


def _over(link: Share, days: int = 0) -> bool:
    """Whether it ended, so many days ago or more."""
    return datetime.fromisoformat(link.until) + timedelta(days=days) <= datetime.now(UTC)


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
