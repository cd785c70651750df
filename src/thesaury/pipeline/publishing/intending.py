"""From the feed of a channel to what is intended in a CMS: read from the last change that was planned, or all of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from thesaury.model.connection import Connection
from thesaury.model.publication import Publication, PublicationState, Shown
from thesaury.model.publishing import Entry, Reason
from thesaury.pipeline.publishing.targets import Bound, wanted
from thesaury.ports.publications import WantedPublications
from thesaury.ports.workspace import Workspace
from thesaury.publishing.planning import Deed, intended, planned, unlisted

_CHUNK = 100
NOT_LISTED = "It is not in the channel {0} any more."
_STRAY = "It bears our reference, and the channel {0} does not have it."
_FOREIGN = "{0} bears the reference of an asset that is not known here. If nothing else publishes to this system, remove it there."
_SETTLED = (PublicationState.DONE, PublicationState.REFUSED)


@dataclass(frozen=True, slots=True)
class Intended:
    """A stretch of what is intended: the publications that are to be kept, the entries that are behind it, and the number of the last
    change that is in it. `over` are assets that are gone from the CMS and from its feed: only the log knows them from now on. `failures`
    are (asset, sentence)."""

    publications: tuple[Publication, ...] = ()
    entries: tuple[Entry, ...] = ()
    number: int = 0
    over: tuple[str, ...] = ()
    failures: tuple[tuple[str, str], ...] = ()


def needs_all(workspace: Workspace, to: Bound) -> bool:
    """Whether the whole feed has to be looked at: nothing of it was planned yet, it was begun anew, or the channel is another one."""
    publications = workspace.catalogue.publications
    read = publications.read_feed(to.name)
    first = publications.page(WantedPublications(to.name), limit=1)
    other = any(one.channel != to.channel.name for one in first)
    return other or not 0 < read <= workspace.catalogue.feeds.head(to.channel.name)


def intentions(workspace: Workspace, to: Bound, whole: bool, moment: str) -> Iterator[Intended]:
    """What the changes of the feed ask for that is not intended yet; `whole`: of all of it, compared with what the CMS holds."""
    feeds, head = workspace.catalogue.feeds, workspace.catalogue.feeds.head(to.channel.name)
    number = 0 if whole else workspace.catalogue.publications.read_feed(to.name)
    while entries := feeds.changes(to.channel.name, number, _CHUNK):
        number = entries[-1].number
        yield Intended(tuple(_asked(workspace, to, entries, moment)), tuple(entries), number)
        if not whole and (taken := tuple(_taken_in(workspace, to, entries, moment))):
            yield Intended(taken)
    if whole:
        yield from _standing(workspace, to, moment)
        yield from _strays(workspace, to, moment)
    yield Intended(number=max(number, head))


def lost(workspace: Workspace, connection: Connection, moment: str) -> Iterator[Publication]:
    """The withdrawals of what the feed of a connection lost since it was planned last; the CMS is not asked, nor what the feed gained."""
    publications, channel = workspace.catalogue.publications, connection.setting("channel").strip()
    read, before = publications.read_feed(connection.name), 0
    while gone := workspace.catalogue.feeds.gone(channel, before, _CHUNK):
        before = gone[-1].number
        new = [entry for entry in gone if entry.number > read]
        known = publications.of(connection.name, [entry.asset for entry in new])
        for entry in new:
            if asked := intended(known.get(entry.asset), connection.name, entry, None, moment):
                yield asked
        if len(new) < len(gone):
            return


def _asked(workspace: Workspace, to: Bound, entries: Sequence[Entry], moment: str) -> Iterable[Publication]:
    """What these entries ask for."""
    known = workspace.catalogue.publications.of(to.name, [entry.asset for entry in entries])
    shown = all_wanted(workspace, to, entries)
    for entry in entries:
        if new := intended(known.get(entry.asset), to.name, entry, shown.get(entry.asset), moment):
            yield new


def all_wanted(workspace: Workspace, to: Bound, entries: Iterable[Entry]) -> dict[str, Shown]:
    """What is to be shown of each of these entries that is published."""
    published = [entry for entry in entries if entry.published]
    assets = {asset.id: asset for asset in workspace.catalogue.records.assets([entry.asset for entry in published])}
    return {entry.asset: wanted(workspace, to, entry, assets.get(entry.asset)) for entry in published}


def _standing(workspace: Workspace, to: Bound, moment: str) -> Iterator[Intended]:
    """What is known to stand there: withdrawn where the feed has it no more, put right where somebody removed it or showed it again."""
    last = ""
    publications = workspace.catalogue.publications
    while page := publications.page(WantedPublications(to.name), last, _CHUNK):
        last = f"{page[-1].connection}/{page[-1].asset}"
        entries = workspace.catalogue.feeds.entries(to.channel.name, [one.asset for one in page])
        sentence = NOT_LISTED.format(to.channel.name)
        gone = [one for one in page if one.asset not in entries]
        over = tuple(one.asset for one in gone if one.wanted is None and one.state is PublicationState.DONE)
        new = [unlisted(one, to.channel.name, Reason.CHANNEL_LOST, sentence, moment) for one in gone]
        settled = [one for one in page if one.asset in entries and one.state in _SETTLED]
        found = (*(one for one in new if one), *_amiss(to, settled, moment))
        yield Intended(found, tuple(entries[one.asset] for one in found if one.asset in entries), over=over)


def _amiss(to: Bound, settled: Sequence[Publication], moment: str) -> Iterator[Publication]:
    """What is not there as it was left, or was refused; what an editor changed is noted."""
    held = to.target.held({one.asset: one.external_id for one in settled}) if settled else {}
    for one in settled:
        what = planned(one, held.get(one.asset), to.target.able)
        if what.deed is not Deed.NOTHING or one.state is PublicationState.REFUSED:
            yield replace(one, state=PublicationState.PENDING, due_at=moment, attempts=0)
        elif what.held and one.wanted is not None and one.kept != what.kept:
            yield replace(one, kept=what.kept)


def _taken_in(workspace: Workspace, to: Bound, entries: Sequence[Entry], moment: str) -> Iterator[Publication]:
    """The withdrawals of what an editor took in by himself, by the picker say, and what left the feed before it was ever planned."""
    gone = [entry for entry in entries if not entry.published and not _planned(workspace, entry.asset)]
    held = to.target.held({entry.asset: "" for entry in gone}) if gone else {}
    for entry in gone:
        if (there := held.get(entry.asset)) and there.live:
            stray = Publication(to.name, entry.asset, to.channel.name, there.external_id, wanted=there.shown, live=True)
            if new := intended(stray, to.name, entry, None, moment):
                yield new


def _planned(workspace: Workspace, asset: str) -> bool:
    """Whether a connection here publishes the asset: there may be others to the same CMS."""
    return bool(workspace.catalogue.publications.page(WantedPublications(asset=asset), limit=1))


def _strays(workspace: Workspace, to: Bound, moment: str) -> Iterator[Intended]:
    """Objects with our reference that no connection here knows: withdrawn, unless the feed has them. Those of assets that are not known
    here may be of others who publish there, too."""
    sentence = _STRAY.format(to.channel.name)
    for held in to.target.every():
        if not held.live or _planned(workspace, held.asset):
            continue
        entry = workspace.catalogue.feeds.entries(to.channel.name, [held.asset]).get(held.asset)
        if entry and entry.published:
            continue
        if entry is None and not workspace.catalogue.records.assets([held.asset]):
            yield Intended(failures=((held.asset, _FOREIGN.format(held.address or held.external_id)),))
            continue
        stray = Publication(to.name, held.asset, to.channel.name, held.external_id, wanted=held.shown, live=True)
        if gone := unlisted(stray, to.channel.name, Reason.CHANNEL_LOST, sentence, moment):
            yield Intended((gone,))
