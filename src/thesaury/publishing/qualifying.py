"""Whether an asset may stand in a channel: approved, with the rights for exactly this use, enriched, and what the channel is for.

Nothing else decides this, neither when a feed is brought up to date nor when it is read.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field

from thesaury.model.asset import Asset
from thesaury.model.licensing import Axis
from thesaury.model.policy import Verdict
from thesaury.model.publishing import EVERY_CHANNEL, Approval, Channel, Reason
from thesaury.model.standing import Standing, standing
from thesaury.model.use import Decision, Fit
from thesaury.publishing.files import file_of, kind_names, shown_record


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of an asset that a channel looks at.

    `asset` is None where it is in no system any more. `concepts` are those it carries, `above` everything broader than these.
    `replaced` are names that other assets say they took the place of (`model.standing`). `decision` answers the use of the channel on
    this day, and is None where nobody asked.
    """

    channel: Channel
    asset: Asset | None
    concepts: tuple[str, ...] = ()
    above: frozenset[str] = frozenset()
    approvals: tuple[Approval, ...] = ()
    replaced: Collection[str] = field(default=frozenset())
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an asset does not qualify, in a sentence; `since` is when somebody said so, empty where nobody did."""

    reason: Reason
    sentence: str
    since: str = ""


def refusal(case: Case) -> Refusal | None:
    """Why the asset is not to be published, the gravest reason first; None where it qualifies. Rights nobody asked about do not permit."""
    return next((found for check in _CHECKS if (found := check(case))), None)


def refusal_beside_rights(case: Case) -> Refusal | None:
    """The same where nobody asked about rights yet: those who do not qualify anyway need not be asked for."""
    return next((found for check in _CHECKS if check is not _rights and (found := check(case))), None)


def _gone(case: Case) -> Refusal | None:
    if case.asset is None or not case.asset.records:
        return Refusal(Reason.DELETED, "No system has it any more, or it became a part of another asset.")
    return None


def _standing(case: Case) -> Refusal | None:
    found = standing(case.asset, case.replaced) if case.asset else None
    return Refusal(Reason.APPROVAL_WITHDRAWN, _STANDING[found]) if found else None


def _approval(case: Case) -> Refusal | None:
    """What was taken back for all channels stays so until it is approved for all again."""
    if taken := next((one for one in case.approvals if not one.approved), None):
        for_all = " for every channel" if taken.channel == EVERY_CHANNEL else ""
        by = f" by {taken.by}" if taken.by else ""
        note = f": {taken.note}" if taken.note else "."
        return Refusal(Reason.APPROVAL_WITHDRAWN, f"Its approval{for_all} was taken back{by}{note}", taken.at)
    if case.channel.by_approval and not case.approvals:
        return Refusal(Reason.APPROVAL_WITHDRAWN, "Nobody has approved it for this channel.")
    return None


def _rights(case: Case) -> Refusal | None:
    decision = case.decision
    if decision is None or decision.verdict is Verdict.NEEDS_REVIEW:
        return Refusal(
            Reason.RIGHTS_UNKNOWN, _said(decision, Fit.UNKNOWN) or "Nobody knows whether its rights cover this use."
        )
    if decision.verdict is Verdict.PERMIT:
        return None
    denied = [one.axis for one in decision.axes if one.fit is Fit.NO]
    reason = next((reason for axis, reason in _AXES if axis in denied), Reason.CHANNEL_LOST)
    axis = next((axis for axis, _ in _AXES if axis in denied), None)
    return Refusal(reason, _said(decision, Fit.NO, axis) or "Its rights do not permit this use.")


def _media(case: Case) -> Refusal | None:
    if case.asset and shown_record(case.asset, case.channel.media) is None:
        kinds = kind_names(case.channel.media) or "file"
        held = file_of(case.asset)
        sentence = f"It has no {kinds}" if held is None else f"It is no {kinds}"
        return Refusal(Reason.CHANNEL_LOST, f"{sentence}, which is what this channel is for.")
    return None


def _enriched(case: Case) -> Refusal | None:
    wanted, there = case.channel.concepts, len(case.concepts)
    if there >= wanted:
        return None
    least = "one accepted concept" if wanted == 1 else f"{wanted} accepted concepts"
    return Refusal(Reason.CHANNEL_LOST, f"It needs at least {least} to count as enriched and has {there or 'none'}.")


def _topics(case: Case) -> Refusal | None:
    topics = case.channel.topics
    if not topics or any(topic in case.above or topic in case.concepts for topic in topics):
        return None
    return Refusal(Reason.CHANNEL_LOST, "It carries none of the topics of this channel, and nothing narrower.")


def _audience(case: Case) -> Refusal | None:
    wanted = {name.casefold() for name in case.channel.audiences}
    named = audiences_of(case.asset) if case.asset else ()
    if not wanted or not named or any(name.casefold() in wanted for name in named):
        return None
    return Refusal(Reason.CHANNEL_LOST, f"It is for another audience: {', '.join(named[:3])}.")


def audiences_of(asset: Asset) -> tuple[str, ...]:
    """For whom an asset is, as its records say; nobody said so where there is none."""
    return tuple(dict.fromkeys(_named(asset, ("audience", "audiences", "target_group", "target_audience"))))


def _named(asset: Asset, names: Collection[str]) -> Iterator[str]:
    for record in asset.records:
        for name, values in record.properties:
            if name.casefold().replace(" ", "_") in names:
                yield from (text for value in values if (text := value.strip()))


def _said(decision: Decision | None, fit: Fit, axis: Axis | None = None) -> str:
    """The sentence of the first axis that fits so, of this one where it is named."""
    axes = decision.axes if decision else ()
    return next((one.sentence for one in axes if one.fit is fit and axis in (None, one.axis)), "")


_Check = Callable[[Case], Refusal | None]
_CHECKS: tuple[_Check, ...] = (_gone, _standing, _approval, _rights, _media, _enriched, _topics, _audience)
_AXES = ((Axis.DATE, Reason.LICENCE_EXPIRED), (Axis.REGION, Reason.REGION_LOST))
_STANDING = {
    Standing.UNAPPROVED: "The system it comes from says that it is not approved.",
    Standing.DRAFT: "The system it comes from says that it is a draft.",
    Standing.REJECTED: "The system it comes from says that it was rejected.",
    Standing.ARCHIVED: "The system it comes from says that it is archived.",
    Standing.EXPIRED: "The system it comes from says that it has expired.",
    Standing.WITHDRAWN: "The system it comes from says that it was withdrawn.",
    Standing.SUPERSEDED: "Another asset has taken its place.",
}
