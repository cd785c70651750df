"""The check of a document: every picture in it, for the use it is in, with what to do and what may take its place."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from thesaury.model.asset import Asset
from thesaury.model.errors import BadInput
from thesaury.model.standing import Standing, standing
from thesaury.model.use import Use
from thesaury.pipeline.checking_documents.found import SOON, Checked, Found, State
from thesaury.pipeline.checking_documents.judging import Judged, from_now, judged
from thesaury.pipeline.checking_documents.recognising import Recognised, recognised
from thesaury.pipeline.checking_documents.replacing import instead, newer_version
from thesaury.pipeline.placing.recording import use_named, use_of
from thesaury.pipeline.rights.clearing import Clearing
from thesaury.pipeline.rights.facets import today
from thesaury.ports.workspace import Workspace
from thesaury.rights.deciding.wording import shown
from thesaury.rights.vocabulary import Tables
from thesaury.rights.vocabulary.client import tables_of
from thesaury.search.finding import Sources

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
_WITHOUT_USE = "Nobody said for which use it stands here. Name a channel and a region."
_TO_REPLACE = frozenset({State.GONE, State.DENIED, State.ENDED, State.REPLACED, State.ENDS_SOON, State.REVIEW})


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
    was last placed for, in the `document` of this name before others. Of its days those from today on count, today alone where they are
    over. What may be used for less than `soon` more days ends soon. Raises BadInput for more than 500 pictures and for days that cannot
    be read, Usage for names that are in no table.
    """
    if len(found) > MOST:
        raise BadInput(f"A document is checked for at most {MOST} pictures at once. Send them in several calls.")
    if not 0 <= soon <= LONGEST:
        raise BadInput(f"The days before an end are a number from 0 to {LONGEST:,}.")
    known, tables = recognised(workspace, found, document), tables_of(workspace.root)
    uses = {n: asked for n, one in enumerate(found) if (asked := _use(one, known, use, tables))}
    rights = _rights(workspace, found, known, uses, soon)
    inside = {asset.id for asset in known.assets.values()}
    told = [_told(workspace, one, known, rights.get(n)) for n, one in enumerate(found)]
    return tuple(
        replace(one, instead=instead(workspace, one.asset, newer, uses[n], sources, clearing, inside))
        if one.asset and n in uses and one.state in _TO_REPLACE
        else one
        for n, (one, newer) in enumerate(told)
    )


def _use(found: Found, known: Recognised, use: Use | None, tables: Tables) -> Use | None:
    """What is left of the use a picture is in."""
    asked = use
    if asked is None and (placed := known.placed.get(found.named)):
        asked = use_of(placed, tables)
    if use is None and found.channel and found.regions:
        asked = use_named(found.channel, found.regions, found.first_day, found.last_day, tables)
    return from_now(asked, today()) if asked else None


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


def _told(workspace: Workspace, found: Found, known: Recognised, rights: Judged | None) -> tuple[Checked, Asset | None]:
    """What is said of a picture, and its newer version where there is one."""
    asset = known.assets.get(found.named)
    if asset is None:
        return _unknown(found, known), None
    newer, said = newer_version(workspace, asset), standing(asset)
    if newer and said is None:
        said = Standing.SUPERSEDED
    if said and said is not Standing.SUPERSEDED:
        return _checked(found, State.GONE, _STANDING[said], asset), newer
    if rights is None:
        return _checked(found, State.REVIEW, _WITHOUT_USE, asset), newer
    changed = bool(_rights_then(found, known)) and _rights_then(found, known) != rights.digest
    state, sentence = rights.state, rights.sentence
    if said and state in (State.FINE, State.ENDS_SOON):
        state, sentence = State.REPLACED, f"{_STANDING[said]} {sentence}"
    made = _checked(found, state, sentence, asset)
    by, axis = rights.by, rights.axis
    return replace(made, axis=axis, by=by, changed=changed, todo=made.todo.format(by=shown(by) if by else "")), newer


def _rights_then(found: Found, known: Recognised) -> str:
    """The digest of the decision under which it was placed."""
    placed = known.placed.get(found.named)
    return found.rights or (placed.rights if placed else "")


def _unknown(found: Found, known: Recognised) -> Checked:
    if found.named in known.gone:
        return _checked(found, State.GONE, "No system has it any more.", None)
    if found.named in known.several:
        return _checked(found, State.UNKNOWN, "Several assets have a file of this name.", None)
    return _checked(found, State.UNKNOWN, "Nothing of this name is known here.", None)


def _checked(found: Found, state: State, sentence: str, asset: Asset | None) -> Checked:
    return Checked(found, state, sentence, _TODO[state], asset)
