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


def _told(reason: Reason, count: int, few: list[Seen]) -> tuple[Reason, int, tuple[str, ...], str]:
    first = few[0].refusal
    return reason, count, tuple(one.asset for one in few), first.sentence if first else ""
