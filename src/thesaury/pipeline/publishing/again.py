"""Entries of a feed looked at once more right before they are sent: rights and approvals may have ended since it was brought up to date."""

import logging
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from thesaury.model.errors import ThesauryError
from thesaury.model.publishing import Channel, Entry
from thesaury.pipeline.publishing.catching_up import CatchingUp
from thesaury.pipeline.publishing.deciding import day_of
from thesaury.pipeline.publishing.holding import Holding
from thesaury.pipeline.publishing.looking import Look
from thesaury.pipeline.words import thesaurus_of
from thesaury.ports.workspace import Workspace
from thesaury.publishing.qualifying import Refusal
from thesaury.publishing.settling import withdrawn

if TYPE_CHECKING:
    from thesaury.vocabulary.thesaurus import Thesaurus

_log = logging.getLogger(__name__)


class Again:
    """Looks at entries of one channel; the vocabularies are read once."""

    def __init__(self, workspace: Workspace, channel: Channel) -> None:
        """Nothing is read before there is something to look at."""
        self._workspace, self._channel = workspace, channel
        self._look: Look | None = None
        self._refused: dict[str, Refusal] = {}

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
                self._refused[asset] = why
                entries[asset] = withdrawn(entries[asset], why, moment)
        return entries

    def settle(self, moment: str) -> None:
        """Withdraw from the feed, too, what was found to qualify no more since this was called last: whoever reads it hears of it, and what
        qualifies again comes in again."""
        refused, self._refused = self._refused, {}
        try:
            if refused:
                CatchingUp(self._workspace, Holding(self._workspace)).settle(self._channel, refused, moment)
        except ThesauryError as error:
            _log.warning("the feed of %s follows with its next refresh: %s", self._channel.name, error.message)

    def _look_on(self, day: date) -> Look:
        if self._look is None or self._look.day != day:
            self._look = Look(self._workspace, self._channel, day, self.thesaurus)
        return self._look
