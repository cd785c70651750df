"""How it stands with one picture for the use it is in: from today on to the end of that use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from thesaury.model.asset import Asset
from thesaury.model.licensing import Axis
from thesaury.model.policy import Verdict
from thesaury.model.use import Decision, Fit, Use
from thesaury.pipeline.checking_documents.found import State
from thesaury.pipeline.rights.asking import ask
from thesaury.pipeline.rights.told import reason
from thesaury.ports.workspace import Workspace
from thesaury.rights.deciding.wording import shown
from thesaury.search.usable import place_of


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rights say: the state, why, which axis denies, and the last good day where that is near."""

    state: State
    sentence: str
    axis: str = ""
    by: date | None = None


def from_now(use: Use, today: date) -> Use:
    """What is left of a use: its days from today on; today alone where they are over, for the picture still stands there."""
    first, last = _day(use.first_day), _day(use.last_day or use.first_day)
    if last < today:
        return replace(use, first_day=today, last_day=None)
    begin = max(first, today)
    return replace(use, first_day=begin, last_day=last if last > begin else None)


def judged(workspace: Workspace, assets: Sequence[Asset], use: Use, soon: int) -> Mapping[str, Judged]:
    """By id how it stands with each of these assets for what is left of a use (see `from_now`)."""
    at_once = ask(workspace, assets, replace(use, last_day=None))
    whole = ask(workspace, assets, use) if use.last_day else at_once
    return {
        now.asset.id: _judged(now.decision, then.decision, use, soon) for now, then in zip(at_once, whole, strict=True)
    }


def _judged(now: Decision, whole: Decision, use: Use, soon: int) -> Judged:
    if now.verdict is Verdict.DENY:
        return _denied(now, use)
    if now.verdict is Verdict.NEEDS_REVIEW or whole.verdict is Verdict.NEEDS_REVIEW:
        told = now if now.verdict is Verdict.NEEDS_REVIEW else whole
        return Judged(State.REVIEW, reason(told), _axis(told, Fit.UNKNOWN))
    last = _day(now.next_change) - timedelta(days=1) if now.next_change else None
    if whole.verdict is Verdict.DENY:
        good = last or _day(use.first_day)
        said = f"Permitted until {shown(good)}, and the use goes on to {_end(use)}."
        return Judged(State.ENDS_SOON, said, _axis(whole), good)
    if last and last < use.first_day + timedelta(days=soon) and (use.last_day is None or last < use.last_day):
        return Judged(State.ENDS_SOON, f"The rights end on {shown(last)}.", Axis.DATE.value, last)
    until = f" until {shown(last)}" if last else ""
    return Judged(State.FINE, f"Permitted {place_of(use)}." if use.last_day else f"Permitted{until}.")


def _denied(now: Decision, use: Use) -> Judged:
    """Ended where nothing but the days is amiss, and no later day mends it."""
    denying = [answer.axis for answer in now.axes if answer.fit is Fit.NO]
    state = State.ENDED if denying == [Axis.DATE] and now.next_change is None else State.DENIED
    return Judged(state, reason(now), _axis(now))


def _axis(decision: Decision, fit: Fit = Fit.NO) -> str:
    return next((answer.axis.value for answer in decision.axes if answer.fit is fit), Axis.OTHER.value)


def _end(use: Use) -> str:
    return shown(use.last_day or use.first_day)


def _day(day: date) -> date:
    return day.date() if isinstance(day, datetime) else day
