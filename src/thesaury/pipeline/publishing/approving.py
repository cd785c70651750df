"""People approve assets for a channel, or for every one, and take it back; what was taken back leaves the feed at once."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace

from thesaury.model.audit import acting
from thesaury.model.errors import BadInput, ThesauryError, Usage
from thesaury.model.publishing import EVERY_CHANNEL, Approval, Channel
from thesaury.model.time import now
from thesaury.pipeline.publishing.channels import channel_of
from thesaury.pipeline.publishing.refreshing import settle_in
from thesaury.pipeline.publishing.said import named
from thesaury.ports.audit import deed
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.workspace import Workspace

_log = logging.getLogger(__name__)

_LONGEST = 1_000


def approve(workspace: Workspace, channel: str, assets: Sequence[str], note: str = "", by: str = "") -> list[Approval]:
    """Say that these assets may be published in this channel, or wherever no channel is asked for by name (EVERY_CHANNEL).

    `by` is whoever acts, without one. Approved is not published: rights and enrichment count all the same. Raises Usage for an unknown
    channel or asset; then nobody said anything.
    """
    return _say(workspace, channel, assets, note, by, True)


def revoke(workspace: Workspace, channel: str, assets: Sequence[str], note: str = "", by: str = "") -> list[Approval]:
    """Take it back: these assets leave the feed of the channel, or of every one, with this call. Raises as `approve`."""
    return _say(workspace, channel, assets, note, by, False)


def _say(
    workspace: Workspace, channel: str, assets: Sequence[str], note: str, by: str, approved: bool
) -> list[Approval]:
    if len(note) > _LONGEST:
        raise BadInput(f"Say it in at most {_LONGEST:,} characters.")
    catalogue = workspace.catalogue
    told = catalogue.channels.all() if channel == EVERY_CHANNEL else [channel_of(workspace, channel)]
    ids = _ids(workspace, assets)
    at, who = now(), by or acting.get()
    said = [Approval(channel, id, approved, at, who, note.strip()) for id in ids]
    action = "channel.approve" if approved else "channel.revoke"
    after = {"channel": channel or "every", "note": note.strip()}
    deeds = [deed(action, f"asset:{id}", None, after) for id in ids]
    catalogue.channels.approve([*said, *_earlier(catalogue, channel, said)], deeds)
    _settled(workspace, told, ids, at)
    return said


def _settled(workspace: Workspace, channels: Sequence[Channel], ids: Sequence[str], at: str) -> None:
    """Let the feeds have it now.

    Where a channel was never looked at, or cannot be just then, the touch sees to it: it is said all the same, and no reader is given it.
    """
    try:
        settle_in(workspace, [one for one in channels if workspace.catalogue.feeds.seen(one.name) >= 0], ids, at)
    except ThesauryError as error:
        _log.warning("feeds follow with the next refresh: %s", error.message)


def _earlier(catalogue: Catalogue, channel: str, said: Sequence[Approval]) -> Iterator[Approval]:
    """The same of the assets that became a part of these, where somebody spoke of them before: the last words count for the whole."""
    words_on = {one.asset: one for one in said}
    for asset in catalogue.records.assets(list(words_on)):
        parts = [id for id in named(asset) if id != asset.id]
        for id, words in catalogue.channels.approvals(channel, parts).items():
            if any(word.channel == channel for word in words):
                yield replace(words_on[asset.id], asset=id)


def _ids(workspace: Workspace, references: Sequence[str]) -> list[str]:
    """The ids of assets by id or `connection/external id`; one that is gone by its id alone, for its approval can be taken back still."""
    found: dict[str, None] = {}
    for reference in dict.fromkeys(references):
        asset = workspace.catalogue.records.find(reference)
        if asset is None and not workspace.catalogue.feeds.of_asset(reference):
            raise Usage(f"There is no asset {reference!r}. Find assets with: thesaury search")
        found[asset.id if asset else reference] = None
    if not found:
        raise Usage("Name at least one asset.")
    return list(found)
