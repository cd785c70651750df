"""What a reviewer is told: what was done last, what somebody else did meanwhile, and what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass

from thesaury.model.annotation import BY_RULE, Decision, RejectReason, Review
from thesaury.model.time import now
from thesaury.pipeline.reviewing import Conflict, Deed
from thesaury.ports.enrichments import Decisions
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller
from thesaury.web.pages.review.when import ago, hours_since
from thesaury.web.parts.cards import title
from thesaury.web.texts import phrase

MOST = 2000
"""Decisions of one deed that are looked at."""
_SHOWN = 24.0
"""Hours after which the last deed is no longer offered for undoing on the page of the queue: it stands among what was decided."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a reviewer has to know: `manner` as in the pieces. `anyway` is the concept that may be chosen all the same."""

    text: str
    manner: str = "warn"
    anyway: str = ""


@dataclass(frozen=True, slots=True)
class Last:
    """The newest deed of whoever looks: `asks` is whether it may be asked why, `reason` what was said."""

    text: str
    at: str
    asks: bool
    reason: str


def last_deed(desk: Desk) -> Last | None:
    """What the caller did last, None where that is long ago or nothing."""
    latest = desk.workspace.catalogue.enrichments.latest
    newest = latest(Decisions(reviewer=caller().name), 1) if caller().name else []
    if not newest or hours_since(newest[0][1].at, now()) > _SHOWN:
        return None
    at = newest[0][1].at
    made = [one for _, one in latest(Decisions(reviewer=caller().name, at=at), MOST)][::-1]
    only_rejected = all(one.decision is Decision.REJECTED for one in made)
    return Last(deed_told(desk, made), at, only_rejected, reason_told(made[0].reason))


def deed_told(desk: Desk, made: Sequence[Review]) -> str:
    """A deed in a sentence."""
    name = named_concept(desk, made[0].concept)
    verbs = [one.decision.value for one in made]
    if verbs == ["rejected", "accepted"] and made[0].asset == made[1].asset:
        return phrase("review.last.instead", name=named_concept(desk, made[1].concept), other=name)
    if len(made) == 1:
        return phrase(f"review.last.{verbs[0]}", name=name, title=named_asset(desk, made[0].asset))
    concepts = {one.concept for one in made}
    what = name if len(concepts) == 1 else named_asset(desk, made[0].asset)
    return phrase(f"review.last.{verbs[0]}.many", count=len(made), name=what)


def conflict_told(desk: Desk, conflicts: Sequence[Conflict], taken_over: bool = False) -> Notice | None:
    """What somebody else did meanwhile, in a sentence; None where nobody did."""
    if not conflicts:
        return None
    first = conflicts[0]
    name = named_concept(desk, first.shown.concept)
    if len(conflicts) > 1:
        return Notice(phrase("review.conflict.many", count=len(conflicts), who=_who(first.newest), name=name))
    if first.newest is None:
        return Notice(phrase("review.conflict.changed", name=name))
    key = f"review.conflict.{'before' if taken_over else first.newest.decision.value}"
    text = phrase(key, who=_who(first.newest), name=name, ago=ago(first.newest.at))
    return Notice(text, anyway=first.shown.concept if taken_over else "")


def decided_said(desk: Desk, deed: Deed, left: int, upcoming: str) -> str:
    """What is read aloud after a deed: what was done, what is left, what comes next."""
    said = [deed_told(desk, deed.made)] if deed.made else []
    said.append(phrase("review.left", count=left))
    if upcoming:
        said.append(phrase("review.next", name=upcoming))
    return " ".join(said)


def reason_told(reason: str) -> str:
    """A reason in the reader's language; a reviewer's own words as they are."""
    return phrase(f"review.reason.{reason}") if reason in set(RejectReason) else reason


def named_concept(desk: Desk, iri: str) -> str:
    """What to call a concept."""
    return desk.lexicon().name(iri).text


def named_asset(desk: Desk, asset_id: str) -> str:
    """What to call an asset that may be gone."""
    asset = desk.asset(asset_id)
    return title(asset, desk.workspace.languages).text if asset else phrase("review.gone")


def _who(newest: Review | None) -> str:
    if newest is None:
        return phrase("review.nobody")
    if newest.reviewer.startswith(BY_RULE):
        return phrase("review.rule")
    return phrase("review.you") if newest.reviewer == caller().name else newest.reviewer
