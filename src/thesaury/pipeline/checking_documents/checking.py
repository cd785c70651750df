"""The check of a document: every picture in it, for the use it is in, with what to do and what may take its place."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from thesaury.model.asset import Asset
from thesaury.model.errors import BadInput
from thesaury.model.standing import Standing, standing
from thesaury.model.use import Use
from thesaury.pipeline.checking_documents.changing import changed
from thesaury.pipeline.checking_documents.found import SOON, Checked, Found, Instead, State
from thesaury.pipeline.checking_documents.judging import Judged, judged
from thesaury.pipeline.checking_documents.recognising import Recognised, recognised
from thesaury.pipeline.checking_documents.replacing import instead, newer_version
from thesaury.pipeline.checking_documents.uses import Asked, asked_in
from thesaury.pipeline.rights.clearing import Clearing
from thesaury.ports.workspace import Workspace
from thesaury.rights.deciding.wording import shown
from thesaury.rights.vocabulary.client import tables_of
from thesaury.search.finding import Sources
from thesaury.search.usable import place_of

MOST = 500
"""Pictures of one document."""
LONGEST = 3_650
"""Days: `soon` is no more than ten years."""

_STANDING = {
    Standing.SUPERSEDED: "A newer version took its place.",
    Standing.WITHDRAWN: "It was withdrawn.",
    Standing.ARCHIVED: "It lies in the archive.",
    Standing.EXPIRED: "Its system says that it has expired.",
    Standing.REJECTED: "It was rejected.",
    Standing.DRAFT: "It is a draft.",
    Standing.UNAPPROVED: "It is not approved.",
}
_TODO = {
    State.UNKNOWN: "Find out where it comes from, or place it anew from here.",
    State.GONE: "Replace it.",
    State.DENIED: "Replace it, or have this use licensed.",
    State.ENDED: "Replace it, or have its licence prolonged.",
    State.REVIEW: "Ask whoever decides on rights before it goes out.",
    State.REPLACED: "Put the newer version in its place.",
    State.ENDS_SOON: "Replace it by {by}, or have its licence prolonged.",
    State.FINE: "",
}
_BY_NAME = "Only its name tells which asset it is."
_NAMED = 3
"""So many assets that a picture may be are named."""
_WITHOUT_USE = "Nobody said for which use it stands here. Name a channel and a region."
_TO_REPLACE = frozenset({State.GONE, State.DENIED, State.ENDED, State.REPLACED, State.ENDS_SOON, State.REVIEW})
_Newer = Mapping[str, Asset | None]
"""The newer version of each asset by its id, where there is one."""


def check(
    workspace: Workspace,
    found: Sequence[Found],
    use: Use | None,
    sources: Sources,
    clearing: Clearing,
    *,
    document: str = "",
    soon: int = SOON,
) -> tuple[Checked, ...]:
    """What is to be said of each picture found in a document, in their order.

    `use` is that of the whole document; without one each picture is asked about in the use the document has for it, else in the one it
    was last placed for in the `document` of this name; what was placed elsewhere says nothing of it, and counts only where no document is
    named. Of its days those from today on count, today alone where they are over. What may be used for less than `soon` more days ends
    soon. Raises BadInput for more than 500 pictures, for half a use and for days that cannot be read, Usage for names that are in no table.
    """
    if len(found) > MOST:
        raise BadInput(f"A document is checked for at most {MOST} pictures at once. Send them in several calls.")
    if not 0 <= soon <= LONGEST:
        raise BadInput(f"The days before an end are a number from 0 to {LONGEST:,}.")
    known, tables = recognised(workspace, found, document), tables_of(workspace.root)
    asked = {n: each for n, one in enumerate(found) if (each := asked_in(one, known, use, tables, document))}
    rights = _rights(workspace, found, known, {n: one.use for n, one in asked.items()}, soon)
    others = changed(workspace, found, known, use, tables)
    newer = {id: newer_version(workspace, asset) for id, asset in _once(known).items()}
    told = [
        replace(_told(one, known, newer, asked.get(n), rights.get(n)), changed=n in others)
        for n, one in enumerate(found)
    ]
    return _with_instead(workspace, told, newer, sources, clearing)


def _once(known: Recognised) -> dict[str, Asset]:
    """The assets by their ids."""
    return {asset.id: asset for asset in known.assets.values()}


def _with_instead(
    workspace: Workspace, told: Sequence[Checked], newer: _Newer, sources: Sources, clearing: Clearing
) -> tuple[Checked, ...]:
    """The same with what may take a place; it is looked for once for each asset and use, however often they stand there."""
    inside = {one.asset.id for one in told if one.asset}
    found: dict[tuple[str, Use], tuple[Instead, ...]] = {}
    for one in told:
        if one.asset and one.use and one.state in _TO_REPLACE and (one.asset.id, one.use) not in found:
            heir = newer.get(one.asset.id)
            others = instead(workspace, one.asset, heir, one.use, sources, clearing, inside)
            found[one.asset.id, one.use] = others
    return tuple(
        replace(one, instead=found.get((one.asset.id, one.use), ())) if one.asset and one.use else one for one in told
    )


def _rights(
    workspace: Workspace, found: Sequence[Found], known: Recognised, uses: Mapping[int, Use], soon: int
) -> dict[int, Judged]:
    """What the rights say, by the place among the pictures; equal uses are asked about together."""
    by_use: dict[Use, dict[str, Asset]] = {}
    for n, use in uses.items():
        if asset := known.assets.get(found[n].named):
            by_use.setdefault(use, {})[asset.id] = asset
    answers = {use: judged(workspace, list(assets.values()), use, soon) for use, assets in by_use.items()}
    return {
        n: answers[use][known.assets[found[n].named].id] for n, use in uses.items() if found[n].named in known.assets
    }


def _told(found: Found, known: Recognised, newer: _Newer, asked: Asked | None, rights: Judged | None) -> Checked:
    """What is said of a picture, and of how its asset and its use are known where nobody told them for sure."""
    asset = known.assets.get(found.named)
    if asset is None:
        return _unknown(found, known)
    by_name = found.named in known.by_name
    told = replace(
        _judged(found, asset, newer.get(asset.id), rights), by_name=by_name, use=asked.use if asked else None
    )
    guessed = f"Asked for a use {place_of(asked.use)}: it was last placed for that." if asked and asked.guessed else ""
    said = told.sentence, guessed, _BY_NAME if by_name else ""
    return replace(told, sentence=" ".join(one for one in said if one))


def _judged(found: Found, asset: Asset, newer: Asset | None, rights: Judged | None) -> Checked:
    said = standing(asset) or (Standing.SUPERSEDED if newer else None)
    if said and said is not Standing.SUPERSEDED:
        return _checked(found, State.GONE, _STANDING[said], asset)
    if rights is None:
        return _checked(found, State.REVIEW, _WITHOUT_USE, asset)
    state, sentence = rights.state, rights.sentence
    if said and state in (State.FINE, State.ENDS_SOON):
        state, sentence = State.REPLACED, f"{_STANDING[said]} {sentence}"
    made, by = _checked(found, state, sentence, asset), rights.by
    return replace(made, axis=rights.axis, by=by, todo=made.todo.format(by=shown(by) if by else ""))


def _unknown(found: Found, known: Recognised) -> Checked:
    if found.named in known.gone:
        return _checked(found, State.GONE, "No system has it any more.", None)
    if found.named in known.several:
        return _checked(found, State.UNKNOWN, "Several assets have a file of this name.", None)
    if maybe := known.maybe.get(found.named):
        return _checked(found, State.UNKNOWN, _may_be(maybe), None)
    return _checked(found, State.UNKNOWN, "Nothing of this name is known here.", None)


def _may_be(assets: Sequence[Asset]) -> str:
    """ "It may be dam/4711 (Team), but nothing here is surely the one of this name." """
    named = [f"{asset.records[0].key} ({asset.title()})" for asset in assets[:_NAMED]]
    more = " or another" if len(assets) > _NAMED else ""
    return f"It may be {' or '.join(named)}{more}, but nothing here is surely the one of this name."


def _checked(found: Found, state: State, sentence: str, asset: Asset | None) -> Checked:
    return Checked(found, state, sentence, _TODO[state], asset)
