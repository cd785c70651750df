"""Objects of a CMS that bear our reference and that no run planned: withdrawn where the feed has not their assets, or no more."""

from collections.abc import Iterable, Iterator, Sequence

from thesaury.model.connection import Connection
from thesaury.model.publication import Held, Publication
from thesaury.model.publishing import Entry, Reason
from thesaury.pipeline import connections
from thesaury.pipeline.publishing.planned import Intended, gone_since, needs_all, read_up_to
from thesaury.pipeline.publishing.targets import Bound
from thesaury.ports.workspace import Workspace
from thesaury.publishing.planning import intended, unlisted
from thesaury.publishing.systems import system_of

_STRAY = "It bears our reference, and the channel {0} does not have it."
_FOREIGN = "{0} bears the reference of an asset that is not known here. If nothing else publishes to this system, remove it there."


class Unplanned:
    """Objects of one CMS that no connection to the same system planned."""

    def __init__(self, workspace: Workspace, to: Bound) -> None:
        """Which connections lead to the same system is asked once."""
        self._workspace, self._to = workspace, to
        here = system_of(to.connection)
        self._names = [one.name for one in connections(workspace) if system_of(one) == here]

    def taken_in(self, entries: Sequence[Entry], moment: str) -> Iterator[Publication]:
        """The withdrawals of what an editor took in by himself, by the picker say, and what left the feed before it was ever planned."""
        gone = {entry.asset: entry for entry in entries if not entry.published}
        gone = {asset: gone[asset] for asset in gone.keys() - self._planned(gone)}
        held = self._to.target.held(dict.fromkeys(sorted(gone), "")) if gone else {}
        for asset, there in sorted(held.items()):
            if there.live and (new := intended(self._of(there), self._to.name, gone[asset], None, moment)):
                yield new

    def strays(self, moment: str) -> Iterator[Intended]:
        """Whatever the feed has not. What bears the reference of an asset that is not known here is named: it may be of others who publish
        there, too."""
        channel = self._to.channel.name
        for held in self._unknown():
            entry = self._workspace.catalogue.feeds.entries(channel, [held.asset]).get(held.asset)
            if entry and entry.published:
                continue
            if entry is None and not self._workspace.catalogue.records.assets([held.asset]):
                yield Intended(failures=((held.asset, _FOREIGN.format(held.address or held.external_id)),))
            elif gone := self._gone(held, _STRAY.format(channel), moment):
                yield Intended((gone,))

    def all(self, sentence: str, moment: str) -> Iterator[Publication]:
        """All that are of assets that are known here, whatever the feed says."""
        for held in self._unknown():
            known = self._workspace.catalogue.records.assets([held.asset])
            if known and (gone := self._gone(held, sentence, moment)):
                yield gone

    def _unknown(self) -> Iterator[Held]:
        return (held for held in self._to.target.every() if held.live and not self._planned([held.asset]))

    def _planned(self, assets: Iterable[str]) -> set[str]:
        """Those of these assets that some connection to this system publishes or published."""
        publications, wanted = self._workspace.catalogue.publications, list(assets)
        return {asset for name in self._names for asset in publications.of(name, wanted)}

    def _of(self, held: Held) -> Publication:
        to = self._to
        return Publication(to.name, held.asset, to.channel.name, held.external_id, wanted=held.shown, live=True)

    def _gone(self, held: Held, sentence: str, moment: str) -> Publication | None:
        return unlisted(self._of(held), self._to.channel.name, Reason.CHANNEL_LOST, sentence, moment)


def unsought(workspace: Workspace, connection: Connection, moment: str) -> list[Entry]:
    """What left the feed of a connection since objects of it were looked for that nobody planned; nothing where the next run looks at all
    of it."""
    channel = connection.setting("channel").strip()
    if needs_all(workspace, connection.name, channel, moment):
        return []
    sought = workspace.catalogue.publications.read_feed(connection.name).sought
    after = max(read_up_to(workspace, connection.name, channel), sought)
    return [entry for part in gone_since(workspace, channel, after) for entry in part]
