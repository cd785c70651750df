"""What has to leave a feed leaves it when somebody reads, even while somebody else brings the feed up to date, or nobody does.

A refresh of a large channel takes minutes, and a flow may come once a day. Readers of changes learn of nothing that has no number yet: so
whatever ended, or was touched since, is looked at before anything is read, and what holds no more is withdrawn with a number of its own.
Nothing comes in that way; that is for the refresh.
"""

from collections.abc import Mapping, Sequence

from thesaury.model.errors import Retry
from thesaury.model.publishing import Channel
from thesaury.pipeline.publishing.holding import Holding
from thesaury.pipeline.publishing.refreshing import settle, settle_due
from thesaury.ports.workspace import Workspace
from thesaury.publishing.qualifying import Refusal
from thesaury.publishing.settling import withdrawn

_AT_ONCE = 500
"""So many touched or due assets are looked at for one reader; those after him look at the next ones."""


class CatchingUp:
    """Withdraws from the feeds of one workspace what holds no more; threads may share it. It remembers how far it has looked."""

    def __init__(self, workspace: Workspace, holding: Holding) -> None:
        """Nothing is looked at yet."""
        self._workspace, self._feeds, self._holding = workspace, workspace.catalogue.feeds, holding
        self._looked: dict[str, int] = {}

    def up_to(self, channel: Channel, at: str) -> None:
        """Withdraw what ended by itself up to this moment, and what was touched since the feed was brought up to date. Costs next to
        nothing where there is neither."""
        settle_due(self._workspace, channel, at)
        # There is some left only where somebody else holds the channel.
        self._look(channel, self._feeds.due(channel.name, at, _AT_ONCE), at)
        after = max(self._feeds.seen(channel.name), self._looked.get(channel.name, 0))
        touched = self._feeds.touched(after, _AT_ONCE)
        if touched and self._look(channel, [asset for asset, _ in touched], at):
            self._looked[channel.name] = touched[-1][1]

    def settle(self, channel: Channel, refused: Mapping[str, Refusal], at: str) -> bool:
        """Withdraw these assets, each with a number. False where the store is busy: then whoever reads next tries again."""
        try:
            settle(self._workspace, channel, list(refused), at)
            self._withdraw(channel, refused, at)
        except Retry:
            return False
        return True

    def _withdraw(self, channel: Channel, refused: Mapping[str, Refusal], at: str) -> None:
        """Those that are in the feed still: somebody holds the channel, and will look at them again, for they are touched."""
        held = self._feeds.entries(channel.name, list(refused))
        left = [withdrawn(entry, refused[asset], at) for asset, entry in held.items() if entry.published]
        if left:
            self._feeds.settle(channel.name, left)
            self._feeds.touch([entry.asset for entry in left])

    def _look(self, channel: Channel, assets: Sequence[str], at: str) -> bool:
        """Look at these; false where something has to leave and could not."""
        held = self._feeds.entries(channel.name, assets) if assets else {}
        shown = [entry for entry in held.values() if entry.published]
        refused = self._holding.refused(channel, shown, at)
        return self.settle(channel, refused, at) if refused else True
