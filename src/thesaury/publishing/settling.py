"""What becomes of an entry: from what stands in the feed and what a look at the asset found."""

from dataclasses import replace

from thesaury.model.publishing import Channel, Entry, Reason
from thesaury.publishing.qualifying import Refusal


def settled(
    channel: Channel, fresh: Entry | None, refused: Refusal | None, held: Entry | None, at: str
) -> Entry | None:
    """The entry to keep: `fresh` where the asset qualifies, that it left where it was in, else None: nothing changes.

    Why something left stays what was said first. A paused channel takes nothing in and changes nothing; what has to leave it leaves, and
    until when the rest may be shown is known.
    """
    shown = held if held is not None and held.published else None
    if refused is not None:
        return withdrawn(shown, refused, at) if shown else None
    if fresh is None or not channel.paused:
        return fresh
    if shown is None:
        return None
    return replace(shown, allowed_until=fresh.allowed_until, turns_at=fresh.turns_at, changed_at=at)


def withdrawn(held: Entry, refused: Refusal, at: str) -> Entry:
    """The entry that says since when, and why, the asset is to be shown no more.

    A licence that ended before the asset came in ended later in truth: somebody said so afterwards.
    """
    since = refused.since if held.published_at <= refused.since <= at else ""
    return replace(
        held,
        changed_at=at,
        allowed_until="",
        turns_at="",
        reason=refused.reason,
        since=since or at,
        sentence=refused.sentence,
    )


def turned(held: Entry, at: str, why: str) -> Refusal | None:
    """Why an entry is to be withdrawn where nobody can tell its rights: they were known up to a moment that is over."""
    if not held.turns_at or held.turns_at > at:
        return None
    sentence = f"Its rights were known up to this day only, and what they are now cannot be told: {why}"
    return Refusal(Reason.RIGHTS_UNKNOWN, sentence, held.turns_at)
