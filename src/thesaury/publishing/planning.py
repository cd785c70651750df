"""Plans of publishing: what is intended for an asset in a CMS, and what has to be done there for it. A dry run shows what a run does."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from thesaury.model.publication import Held, Publication, PublicationState, Shown
from thesaury.model.publishing import Entry, Item, Reason, Topic
from thesaury.ports.publishing_target import Able
from thesaury.publishing.merging import FILE, Left, Merged, differences, merge, settled

LIVE = "live"
"""What it is called among kept fields that an editor hid an object himself."""
UNSETTLED = (PublicationState.SENDING, PublicationState.UNCERTAIN)
"""Nobody knows whether what is wanted is there: it is read back first."""


class Deed(StrEnum):
    """What is to be done with an asset in a CMS, the most pressing first."""

    WITHDRAW = "withdraw"
    CREATE = "create"
    CHANGE = "change"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Planned:
    """What is to be done with one asset: `merged` is what is written to the object that is `held`.

    `left` is what counts as ours there; `revive`: it was withdrawn, and is to be seen again. `kept` names what an editor changed, `dropped`
    what the system cannot take.
    """

    publication: Publication
    deed: Deed
    held: Held | None = None
    left: Left = field(default_factory=Left)
    merged: Merged = field(default_factory=Merged)
    revive: bool = False
    kept: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()

    @property
    def changes(self) -> tuple[tuple[str, str, str], ...]:
        """The fields that change, each with the text before and after."""
        if self.deed is Deed.CREATE and self.publication.wanted:
            return tuple((name, "", text) for name, text in self.publication.wanted.fields)
        return differences(self.merged, self.held.shown) if self.held else ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run would do in one CMS: see that it has these concepts, and these deeds. `failures` are (asset, sentence)."""

    connection: str
    channel: str
    topics: tuple[Topic, ...] = ()
    deeds: tuple[Planned, ...] = ()
    failures: tuple[tuple[str, str], ...] = ()


def intended(
    known: Publication | None, connection: str, entry: Entry, shown: Shown | None, moment: str
) -> Publication | None:
    """The publication that an entry of the feed asks for, None where it stands as that already, or is on its way.

    `shown` is what is to be shown of it, None where it was withdrawn; nothing is intended for what never was there.
    """
    if known is None:
        return _pending(Publication(connection, entry.asset), entry, shown, moment) if shown else None
    if (known.wanted, known.channel) == (shown, entry.channel) or (shown is None and known.wanted is None):
        return None
    return _pending(known, entry, shown, moment)


def unlisted(known: Publication, channel: str, reason: Reason, sentence: str, moment: str) -> Publication | None:
    """The withdrawal of what stands in a CMS and is in its feed no more; None where that is intended already."""
    if known.wanted is None:
        return None
    entry = Entry(channel, known.asset, Item(known.asset, ""), reason=reason, since=moment, sentence=sentence)
    return _pending(known, entry, None, moment)


def renewed(known: Publication, held: Held | None, entry: Entry, shown: Shown | None, moment: str) -> Publication:
    """The publication as its entry asks for it now; what was unsettled is settled by the object that was found there."""
    if known.state in UNSETTLED and known.wanted is not None:
        written = left_of(known, held).written if held else known.written
        known = replace(known, written=written, state=PublicationState.PENDING)
    return intended(known, known.connection, entry, shown, moment) or known


def planned(known: Publication, held: Held | None, able: Able) -> Planned:
    """What is to be done, where this object was found there."""
    if known.wanted is None:
        held = held or _last_seen(known)
        return Planned(known, Deed.WITHDRAW if held and not _gone(known, held) else Deed.NOTHING, held)
    if held is None:
        return Planned(known, Deed.CREATE)
    left = left_of(known, held)
    merged = merge(left, held.shown, known.wanted)
    hidden = _hidden(known, held)
    revive = not held.live and not hidden
    dropped: tuple[str, ...] = ()
    if revive:
        merged = replace(merged, file=True)
    elif merged.file and not able.replaces_files:
        merged, dropped = replace(merged, file=False), (FILE,)
    kept = (*merged.kept, *([LIVE] if hidden else []))
    deed = Deed.NOTHING if merged.empty and not revive else Deed.CHANGE
    return Planned(known, deed, held, left, merged, revive, kept, dropped)


def left_of(known: Publication, held: Held) -> Left:
    """What counts as ours of an object: of a write that nobody knows the end of, whatever of it is there."""
    if known.wanted is None or known.state is PublicationState.PENDING:
        return Left(None, known.written)
    if known.state not in UNSETTLED:
        return Left(known.wanted, known.written)
    left = Left(None, known.written)
    return Left(None, settled(left, merge(left, held.shown, known.wanted), held.shown, held.shown, known.wanted))


def _last_seen(known: Publication) -> Held | None:
    """What was live there when we looked last: whoever deleted it may have left its file, which the target looks for."""
    if not (known.external_id and known.live):
        return None
    return Held(known.asset, known.external_id, known.written, address=known.address)


def _hidden(known: Publication, held: Held) -> bool:
    """Whether an editor hid it: what is not seen there, and nobody withdrew."""
    if held.live or held.withdrawn:
        return False
    return known.hidden or (known.live and known.state not in UNSETTLED)


def _gone(known: Publication, held: Held) -> bool:
    """Whether an object that is there still was withdrawn by us, and nobody showed it again."""
    return not held.live and not known.live and known.state is PublicationState.DONE


def _pending(known: Publication, entry: Entry, shown: Shown | None, moment: str) -> Publication:
    """The same publication with another intention, to be carried out at once.

    What is unsettled stays so until it was read back: only then is it known what of it is ours.
    """
    unsettled = shown is not None and known.wanted is not None and known.state in UNSETTLED
    # Nobody knows whether a withdrawal that was tried took effect: if it is hidden there, then by us and not by an editor.
    tried = known.state in UNSETTLED or known.attempts > 0
    back = shown is not None and known.wanted is None and known.state is not PublicationState.DONE and tried
    return replace(
        known,
        live=known.live and not back,
        channel=entry.channel,
        wanted=known.wanted if unsettled else shown,
        reason=entry.reason,
        needed_at=(entry.since if shown is None else "") or entry.changed_at or moment,
        due_at=moment,
        attempts=0,
        message="",
        state=PublicationState.UNCERTAIN if unsettled else PublicationState.PENDING,
    )
