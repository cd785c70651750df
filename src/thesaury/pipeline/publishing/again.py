"""Entries of a feed looked at once more right before they are sent: rights and approvals may have ended since it was brought up to date."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from thesaury.model.publishing import Channel, Entry
from thesaury.pipeline.publishing.deciding import day_of
from thesaury.pipeline.publishing.looking import Look
from thesaury.pipeline.words import thesaurus_of
from thesaury.ports.workspace import Workspace
from thesaury.publishing.settling import withdrawn

if TYPE_CHECKING:
    from thesaury.vocabulary.thesaurus import Thesaurus


class Again:
    """Looks at entries of one channel; the vocabularies are read once."""

    def __init__(self, workspace: Workspace, channel: Channel) -> None:
        """Nothing is read before there is something to look at."""
        self._workspace, self._channel = workspace, channel
        self._look: Look | None = None

    @cached_property
    def thesaurus(self) -> "Thesaurus":
        """The vocabularies as they were when they were first asked for."""
        return thesaurus_of(self._workspace)

    def entries(self, assets: Sequence[str], moment: str) -> Mapping[str, Entry]:
        """The entries of these assets as they hold at this moment: one that qualifies no more is withdrawn, whatever the feed says."""
        entries = self._workspace.catalogue.feeds.entries(self._channel.name, assets)
        published = [entry.asset for entry in entries.values() if entry.published]
        if not published:
            return entries
        seen = self._look_on(day_of(moment)).at(published, moment)
        for asset in published:
            if why := seen[asset].refusal:
                entries[asset] = withdrawn(entries[asset], why, moment)
        return entries

    def _look_on(self, day: date) -> Look:
        if self._look is None or self._look.day != day:
            self._look = Look(self._workspace, self._channel, day, self.thesaurus)
        return self._look
