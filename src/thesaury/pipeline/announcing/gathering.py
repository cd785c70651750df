"""Events become messages that are kept: each stream of each endpoint has its cursor, which moves only together with the messages.

Cut off anywhere, the next round finds the same events behind the same cursor, and the messages it made already are left as they are:
nothing is lost, and nothing has two ids.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime

from thesaury.model.errors import AskPerson, Retry
from thesaury.model.webhook import Endpoint, EndpointState
from thesaury.pipeline.announcing import of_feeds, of_review, of_rights, of_words
from thesaury.pipeline.announcing.events import Event, message, moment_of
from thesaury.pipeline.publishing.refreshing import settle_due
from thesaury.ports.workspace import Workspace

_log = logging.getLogger(__name__)


def gather(workspace: Workspace, clock: datetime, stopped: Callable[[], bool]) -> int:
    """Make the messages of whatever happened since the last time; returns how many are new. For an endpoint that is paused they are made
    once it goes on."""
    found = 0
    _settle(workspace, moment_of(clock))
    for endpoint in workspace.catalogue.webhooks.endpoints():
        if endpoint.state is not EndpointState.PAUSED and not stopped():
            found += _Gathering(workspace, endpoint, moment_of(clock)).all()
    return found


def _settle(workspace: Workspace, moment: str) -> None:
    """A licence that ended since the last refresh is told now, and not only with the next one."""
    for channel in workspace.catalogue.channels.all():
        try:
            settle_due(workspace, channel, moment)
        except (Retry, AskPerson) as error:
            _log.warning("what turned in the channel %s is not told yet: %s", channel.name, error.message)


def begin(workspace: Workspace, endpoint: Endpoint) -> None:
    """Let an endpoint be told of what happens from now on, in every stream there is."""
    catalogue = workspace.catalogue
    cursors = {of_feeds.stream(one.name): of_feeds.head(catalogue.feeds, one.name) for one in catalogue.channels.all()}
    cursors |= {of_words.stream(one.name): str(one.number) for one in catalogue.vocabularies.current()}
    cursors |= {of_rights.STREAM: of_rights.head(catalogue.rights)}
    cursors |= {of_review.STREAM: of_review.head(catalogue.enrichments)}
    for stream, cursor in cursors.items():
        catalogue.webhooks.enqueue(endpoint.id, stream, cursor, [])


class _Gathering:
    """The streams of one endpoint."""

    def __init__(self, workspace: Workspace, endpoint: Endpoint, moment: str) -> None:
        self._catalogue, self._workspace = workspace.catalogue, workspace.id
        self._endpoint, self._moment = endpoint, moment

    def all(self) -> int:
        """How many messages are new; a stream that cannot be read now keeps nothing from the others, and is read the next time."""
        found = 0
        for stream in (self._feeds, self._notices, self._rights, self._words, self._review):
            try:
                found += stream()
            except (Retry, AskPerson) as error:
                _log.warning("not all of it is told to the webhook %s yet: %s", self._endpoint.id, error.message)
        return found

    def _feeds(self) -> int:
        found, feeds = 0, self._catalogue.feeds
        for channel in of_feeds.channels_of(self._catalogue, self._endpoint):
            stream = of_feeds.stream(channel.name)
            for cursor, events in of_feeds.pages(feeds, channel.name, self._cursor(stream)):
                found += self._keep(stream, cursor, events)
        return found

    def _notices(self) -> int:
        found, way = 0, of_rights.way(self._endpoint.id)
        while waiting := self._catalogue.notices.waiting(way) if of_rights.wants_notices(self._endpoint) else ():
            found += self._keep("", "", map(of_rights.expiring, waiting))
            self._catalogue.notices.told([one.key for one in waiting], way, self._moment)
        return found

    def _rights(self) -> int:
        if not of_rights.wants_changes(self._endpoint):
            return 0
        pages = of_rights.pages(self._catalogue, self._cursor(of_rights.STREAM) or "0", self._moment)
        return sum(self._keep(of_rights.STREAM, cursor, events) for cursor, events in pages)

    def _words(self) -> int:
        found, vocabularies = 0, self._catalogue.vocabularies
        for version in vocabularies.current() if of_words.wants(self._endpoint) else ():
            told = int(self._cursor(of_words.stream(version.name)) or 0)
            if version.number != told:
                events = of_words.events(vocabularies, version, told)
                found += self._keep(of_words.stream(version.name), str(version.number), events)
        return found

    def _review(self) -> int:
        if not of_review.wants(self._endpoint):
            return 0
        before = self._cursor(of_review.STREAM)
        after, events = of_review.turned(self._catalogue.enrichments, before, self._moment)
        return self._keep(of_review.STREAM, after, events) if after != before else 0

    def _cursor(self, stream: str) -> str:
        return self._catalogue.webhooks.cursor(self._endpoint.id, stream)

    def _keep(self, stream: str, cursor: str, events: Iterable[Event]) -> int:
        wanted = [one for one in events if not self._endpoint.kinds or one.kind in self._endpoint.kinds]
        made = [message(one, self._workspace, self._endpoint.id, self._moment) for one in wanted]
        return self._catalogue.webhooks.enqueue(self._endpoint.id, stream, cursor, made)
