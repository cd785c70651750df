"""What qualifies for channels and why the rest does not, looked at when a page asks, and again only where something changed since."""

from dataclasses import dataclass
from threading import Lock

from thesaury.model.errors import ThesauryError
from thesaury.model.publishing import Channel, Reason
from thesaury.pipeline.publishing.surveying import Survey, survey
from thesaury.pipeline.rights.facets import today
from thesaury.pipeline.words import current_versions
from thesaury.ports.workspace import Workspace
from thesaury.rights.vocabulary.client import own_regions


@dataclass(frozen=True, slots=True)
class Bar:
    """So many assets that qualify (without a reason), or that do not for this reason; `share` is of those that were looked at, 0 to 1."""

    reason: Reason | None
    count: int
    share: float
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Surveyed:
    """A survey for a page; `wrong` says why there is none."""

    looked: int = 0
    total: int = 0
    bars: tuple[Bar, ...] = ()
    wrong: str = ""


class Surveys:
    """Surveys of one workspace; threads may share it."""

    def __init__(self, workspace: Workspace) -> None:
        """Nothing is looked at yet."""
        self._workspace, self._lock = workspace, Lock()
        self._held: dict[str, tuple[object, Surveyed]] = {}

    def of(self, channel: Channel) -> Surveyed:
        """The survey of this channel as things are now."""
        state = self._state(channel)
        with self._lock:  # the same page may be asked for twice: one look serves both
            known, found = self._held.get(channel.name, (None, Surveyed()))
            if known != state:
                found = self._looked(channel)
                self._held[channel.name] = (state, found)
        return found

    def _looked(self, channel: Channel) -> Surveyed:
        try:
            return _surveyed(survey(self._workspace, channel))
        except ThesauryError as error:
            return Surveyed(wrong=error.message)

    def _state(self, channel: Channel) -> object:
        """Another one whenever the survey may be."""
        catalogue = self._workspace.catalogue
        versions = tuple(version.key + version.digest for version in current_versions(self._workspace))
        changes = catalogue.feeds.last_touch(), catalogue.rights.last_change(), catalogue.enrichments.counts()
        return channel, today(), versions, changes, own_regions(self._workspace.root).digest


def _surveyed(found: Survey) -> Surveyed:
    whole = max(1, found.looked)
    refused = (Bar(reason, count, count / whole, sentence) for reason, count, _, sentence in found.reasons)
    return Surveyed(
        found.looked,
        found.total,
        (Bar(None, found.qualifying, found.qualifying / whole), *refused) if found.looked else (),
    )
