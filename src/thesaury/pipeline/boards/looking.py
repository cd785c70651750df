"""A look at a board: every item as it stands today, held against what it was."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from thesaury.model.asset import Asset
from thesaury.model.board import Board, Item
from thesaury.model.brief import Brief
from thesaury.model.errors import Usage
from thesaury.model.policy import Verdict
from thesaury.model.standing import Standing, standing
from thesaury.model.time import now
from thesaury.pipeline.boards.asking import Answer, asked
from thesaury.pipeline.boards.looked import BARRED, ENDING_DAYS, Change, Looked, LookedItem, State
from thesaury.pipeline.boards.marks import ContentMark, RightsMark, content_mark, digest
from thesaury.pipeline.boards.replacing import Heirs
from thesaury.pipeline.rights.facets import today
from thesaury.ports.workspace import Workspace

_SAYS = {None: Change.RESTORED, Standing.SUPERSEDED: Change.REPLACED}
"""What it means that an asset stands so now, and did not."""
_SAID = {Verdict.PERMIT: "permitted", Verdict.DENY: "not permitted", Verdict.NEEDS_REVIEW: "in need of review"}


def looked(workspace: Workspace, board: Board) -> Looked:
    """This board as it stands today."""
    assets = {asset.id: asset for asset in workspace.catalogue.records.assets([item.asset for item in board.items])}
    found = asked(workspace, board.brief, list(assets.values()))
    heirs = Heirs(workspace, list(assets.values()))
    items = (_item(heirs, item, assets.get(item.asset), found.answers.get(item.asset)) for item in board.items)
    return Looked(board, tuple(items), found.uses, now(), found.notes)


def barred(workspace: Workspace, brief: Brief, asset: Asset) -> bool:
    """Whether no picture of this asset is to be shown to strangers today; asks of it alone, and not what took its place."""
    return _state(asked(workspace, brief, [asset]).answers[asset.id], standing(asset)) in BARRED


def marked(workspace: Workspace, brief: Brief, ids: Sequence[str]) -> Mapping[str, tuple[str, str]]:
    """What items remember of these assets now: rights and content. Raises Usage for one that nobody knows."""
    assets = workspace.catalogue.records.assets(ids)
    if missing := sorted(set(ids) - {asset.id for asset in assets}):
        raise Usage(f"There is no asset {missing[0][:100]!r}. Look for it anew.")
    board = Board("", "", brief, tuple(Item(asset.id) for asset in assets))
    return {one.item.asset: one.marks for one in looked(workspace, board).items}


def refreshed(board: Board, look: Looked) -> Board:
    """The board whose items remember what this look saw; what is gone keeps what it was, for it may come back."""
    new = {one.item.asset: one for one in look.items}
    return replace(board, items=tuple(_remembering(item, new.get(item.asset)) for item in board.items))


def _remembering(item: Item, one: LookedItem | None) -> Item:
    if one is None:
        return item
    if one.asset is None:
        return replace(item, rights=GONE_MARK)
    rights, content = one.marks
    return replace(item, rights=rights, content=content)


GONE_MARK = "gone"
"""Kept in the place of rights where somebody has seen that the asset is gone."""


def _item(heirs: Heirs, item: Item, asset: Asset | None, answer: Answer | None) -> LookedItem:
    old = ContentMark.of(item.content)
    if asset is None or answer is None:
        heir = heirs.holder(old.record, item.asset) if old else ""
        told = (Change.GONE, *((Change.REPLACED,) if heir else ())) if item.rights != GONE_MARK else ()
        why = "No system shows it any more." if not heir else "It became part of another asset."
        return LookedItem(item, None, State.GONE, why=why, changes=told, replacement=heir)
    new, heir = content_mark(asset), heirs.of(asset)
    if heir and new.standing in (None, Standing.SUPERSEDED):
        new = replace(new, standing=Standing.SUPERSEDED, heir=digest([heir]))
    changes, before = _changes(old, new), ""
    if item.rights and (was := RightsMark.of(item.rights)) != answer.mark:
        changes, before = (Change.RIGHTS, *changes), _said(was) if was else ""
    state = _state(answer, new.standing)
    why = f"Its system says: {new.standing.value}." if state is State.WITHDRAWN and new.standing else answer.why
    marks = (str(answer.mark), str(new))
    return LookedItem(
        item, asset, state, answer.verdict, answer.until, why, changes, before, heir, marks, answer.duties
    )


def _changes(old: ContentMark | None, new: ContentMark) -> tuple[Change, ...]:
    if old is None:
        return ()
    found = [
        change
        for change, same in ((Change.PICTURE, old.picture == new.picture), (Change.WORDS, old.words == new.words))
        if not same
    ]
    if old.standing is not new.standing:
        found.append(_SAYS.get(new.standing, Change.WITHDRAWN))
    elif new.heir and old.heir != new.heir:
        found.append(Change.REPLACED)
    return tuple(found)


def _state(answer: Answer, said: Standing | None) -> State:
    """What is worst of it."""
    if answer.now is Verdict.DENY or (answer.verdict is Verdict.DENY and answer.now is not Verdict.PERMIT):
        return State.DENIED
    if said is not None and said is not Standing.SUPERSEDED:
        return State.WITHDRAWN
    if answer.now is Verdict.NEEDS_REVIEW:
        return State.REVIEW
    if said is Standing.SUPERSEDED:
        return State.REPLACED
    if answer.now is None:
        return State.UNASKED
    return State.ENDING if answer.verdict is not Verdict.PERMIT or _soon(answer.until) else State.USABLE


def _soon(until: date | None) -> bool:
    return until is not None and until <= today() + timedelta(days=ENDING_DAYS)


def _said(mark: RightsMark) -> str:
    """What the rights were, in a few words."""
    if mark.verdict is None:
        return ""
    return f"{_SAID[mark.verdict]} until {mark.until.isoformat()}" if mark.until else _SAID[mark.verdict]
