"""From the feed of a channel to what is intended in a CMS: read from the last change that was planned, or all of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from thesaury.model.connection import Connection
from thesaury.model.publication import Publication, PublicationState, Shown
from thesaury.model.publishing import Entry, Reason
from thesaury.pipeline.publishing.again import Again
from thesaury.pipeline.publishing.planned import Intended, gone_since, read_up_to
from thesaury.pipeline.publishing.targets import Bound, wanted
from thesaury.pipeline.publishing.unplanned import Unplanned
from thesaury.ports.publications import WantedPublications
from thesaury.ports.workspace import Workspace
from thesaury.publishing.planning import LIVE, Deed, intended, planned, unlisted

_CHUNK = 100
NOT_LISTED = "It is not in the channel {0} any more."
_SETTLED = (PublicationState.DONE, PublicationState.REFUSED)


def intentions(workspace: Workspace, to: Bound, whole: bool, moment: str, again: Again) -> Iterator[Intended]:
    """What the changes of the feed ask for that is not intended yet; `whole`: of all of it, looked at `again` and compared with what the
    CMS holds."""
    feeds, head = workspace.catalogue.feeds, workspace.catalogue.feeds.head(to.channel.name)
    number = 0 if whole else workspace.catalogue.publications.read_feed(to.name).number
    unplanned = Unplanned(workspace, to)
    while entries := feeds.changes(to.channel.name, number, _CHUNK):
        number = entries[-1].number
        yield Intended(tuple(_asked(workspace, to, entries, moment)), tuple(entries), number)
        if not whole and (taken := tuple(unplanned.taken_in(entries, moment))):
            yield Intended(taken)
    if whole:
        yield from _standing(workspace, to, moment, again)
        yield from unplanned.strays(moment)
    yield Intended(number=max(number, head))


def lost(workspace: Workspace, connection: Connection, moment: str) -> Iterator[Publication]:
    """The withdrawals of what the feed of a connection lost since it was planned last; the CMS is not asked, nor what the feed gained."""
    publications, channel = workspace.catalogue.publications, connection.setting("channel").strip()
    for new in gone_since(workspace, channel, read_up_to(workspace, connection.name, channel)):
        known = publications.of(connection.name, [entry.asset for entry in new])
        for entry in new:
            if asked := intended(known.get(entry.asset), connection.name, entry, None, moment):
                yield asked


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


def _standing(workspace: Workspace, to: Bound, moment: str, again: Again) -> Iterator[Intended]:
    """What is known to stand there: withdrawn where the feed has it no more, put right where somebody removed it or showed it again."""
    last = ""
    publications = workspace.catalogue.publications
    while page := publications.page(WantedPublications(to.name), last, _CHUNK):
        last = f"{page[-1].connection}/{page[-1].asset}"
        entries = again.entries([one.asset for one in page], moment)
        sentence = NOT_LISTED.format(to.channel.name)
        gone = [one for one in page if one.asset not in entries]
        over = tuple(one.asset for one in gone if one.wanted is None and one.state is PublicationState.DONE)
        new = [unlisted(one, to.channel.name, Reason.CHANNEL_LOST, sentence, moment) for one in gone]
        settled = [one for one in page if one.asset in entries and one.state in _SETTLED]
        over_now = [one for one in settled if one.wanted is not None and not entries[one.asset].published]
        new += [intended(one, to.name, entries[one.asset], None, moment) for one in over_now]
        ending = {one.asset for one in over_now}
        rest = [one for one in settled if one.asset not in ending]
        found = (*(one for one in new if one), *_amiss(to, rest, moment))
        yield Intended(found, tuple(entries[one.asset] for one in found if one.asset in entries), over=over)


def _amiss(to: Bound, settled: Sequence[Publication], moment: str) -> Iterator[Publication]:
    """What is not there as it was left, or was refused; what an editor changed is noted."""
    held = to.target.held({one.asset: one.external_id for one in settled}) if settled else {}
    for one in settled:
        what = planned(one, held.get(one.asset), to.target.able)
        if what.deed is not Deed.NOTHING or one.state is PublicationState.REFUSED:
            yield replace(one, state=PublicationState.PENDING, due_at=moment, attempts=0)
        elif what.held and one.wanted is not None and one.kept != what.kept:
            yield replace(one, kept=what.kept, hidden=LIVE in what.kept)
