"""How many assets qualify for a channel, and why the others do not: looked at anew, and nothing of it is kept."""

from collections import Counter
from dataclasses import dataclass

from thesaury.model.publishing import Channel, Reason
from thesaury.pipeline.publishing.looking import Look, Seen
from thesaury.ports.workspace import Workspace

MOST = 2_000
"""So many assets are looked at: ids are scattered, so those that come first are like the others."""
_CHUNK = 500
_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Survey:
    """Of `looked` assets (of `total` there are) how many qualify, and how many do not for which reason, the most frequent first, each with
    the ids of a few and the sentence of the first."""

    looked: int
    total: int
    qualifying: int
    reasons: tuple[tuple[Reason, int, tuple[str, ...], str], ...] = ()


def survey(workspace: Workspace, channel: Channel, most: int = MOST) -> Survey:
    """Look at so many assets for a channel. Raises Usage and BadInput where the tables of rights do not know its use."""
    look = Look(workspace, channel)
    counts: Counter[Reason] = Counter()
    examples: dict[Reason, list[Seen]] = {}
    after, looked, qualifying = "", 0, 0
    while looked < most and (assets := workspace.catalogue.records.asset_page(after, min(_CHUNK, most - looked))):
        for seen in look.at([asset.id for asset in assets]).values():
            if seen.refusal is None:
                qualifying += 1
                continue
            counts[seen.refusal.reason] += 1
            few = examples.setdefault(seen.refusal.reason, [])
            if len(few) < _EXAMPLES:
                few.append(seen)
        after, looked = assets[-1].id, looked + len(assets)
    reasons = tuple(_told(reason, count, examples[reason]) for reason, count in counts.most_common())
    return Survey(looked, workspace.catalogue.enrichments.counts().assets, qualifying, reasons)


def refused(
    workspace: Workspace, channel: Channel, reason: Reason | None, after: str = "", limit: int = 50, most: int = MOST
) -> tuple[list[Seen], str]:
    """Assets by id after this one that do not qualify for this reason (None: that do qualify), at most so many of as many as are looked
    at; and the id after which to go on, empty at the end. Raises as `survey`."""
    look, found, looked = Look(workspace, channel), list[Seen](), 0
    while looked < most and (assets := workspace.catalogue.records.asset_page(after, min(_CHUNK, most - looked))):
        seen = look.at([asset.id for asset in assets])
        for asset in assets:
            one, after, looked = seen[asset.id], asset.id, looked + 1
            if (one.refusal.reason if one.refusal else None) is reason:
                found.append(one)
                if len(found) == limit:
                    return found, after
    return found, after if looked >= most else ""


def _told(reason: Reason, count: int, few: list[Seen]) -> tuple[Reason, int, tuple[str, ...], str]:
    first = few[0].refusal
    return reason, count, tuple(one.asset for one in few), first.sentence if first else ""
