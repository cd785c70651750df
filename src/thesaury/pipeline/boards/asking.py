"""What the rights say today of assets for a brief: over all its channels, from today to its end, and on this day alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from thesaury.model.asset import Asset
from thesaury.model.brief import Brief
from thesaury.model.errors import BadInput, Usage
from thesaury.model.policy import Verdict
from thesaury.model.use import Decision, Use
from thesaury.pipeline.boards.marks import RightsMark, digest
from thesaury.pipeline.recommending.uses import uses_of
from thesaury.pipeline.rights.asking import ask
from thesaury.pipeline.rights.facets import rights_facets, today
from thesaury.pipeline.rights.lines import sentence
from thesaury.ports.workspace import Workspace
from thesaury.rights.vocabulary.client import tables_of

UNREADABLE = "use-unreadable"
"""The code of the note on a use that cannot be asked about, with the sentence that says why."""
_STRICT = (Verdict.DENY, Verdict.NEEDS_REVIEW, Verdict.PERMIT)


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer for one asset.

    `verdict` is the strictest over all uses, None where none was asked about; `now` the same on their first day alone. `until` is the last
    day that is permitted, counted from that one, None where no end is known. `why` is the reason of the strictest answer.
    """

    verdict: Verdict | None
    now: Verdict | None
    until: date | None
    why: str
    mark: RightsMark
    duties: tuple[str, ...] = ()
    """What is to be done in return, in sentences."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The answers by asset, and the uses that were asked about."""

    answers: Mapping[str, Answer]
    uses: tuple[Use, ...]
    notes: tuple[tuple[str, str], ...]


def asked(workspace: Workspace, brief: Brief, assets: Sequence[Asset]) -> Asked:
    """The answers for these assets. Of a brief that names what no table has (any more) nothing is asked, and a note says why."""
    day = today()
    uses, notes = _left(workspace, brief, day)
    if not uses:
        # Nothing is asked, but a licence that is another one is told all the same.
        facets = rights_facets(workspace, assets, day) if assets else {}
        marks = {id: RightsMark(None, None, digest([one.key])) for id, one in facets.items()}
        return Asked({id: Answer(None, None, None, "", mark) for id, mark in marks.items()}, (), notes)
    whole = [_decisions(workspace, assets, use) for use in uses]
    at_once = [_decisions(workspace, assets, replace(use, last_day=None)) for use in uses]
    answers = {
        asset.id: _answer([one[asset.id] for one in whole], [one[asset.id] for one in at_once]) for asset in assets
    }
    return Asked(answers, uses, notes)


def _left(workspace: Workspace, brief: Brief, day: date) -> tuple[tuple[Use, ...], tuple[tuple[str, str], ...]]:
    try:
        return uses_of(brief, tables_of(workspace.root), day)
    except (Usage, BadInput) as error:
        return (), ((UNREADABLE, error.message),)


def _decisions(workspace: Workspace, assets: Sequence[Asset], use: Use) -> dict[str, Decision]:
    return {answered.asset.id: answered.decision for answered in ask(workspace, assets, use)}


def _answer(whole: Sequence[Decision], at_once: Sequence[Decision]) -> Answer:
    verdict, now = _strictest(whole), _strictest(at_once)
    last = min((day for one in at_once if (day := _last(one))), default=None)
    until = last if now is Verdict.PERMIT else None
    worst = next(one for one in whole if one.verdict is verdict)
    if verdict is Verdict.PERMIT:
        worst = min(whole, key=lambda one: _last(one) or date.max)
    duties = tuple(dict.fromkeys(duty for one in whole for duty in one.obligations))
    return Answer(verdict, now, until, sentence(worst), RightsMark(verdict, until, digest(duties)), duties)


def _strictest(decisions: Sequence[Decision]) -> Verdict:
    return min((one.verdict for one in decisions), key=_STRICT.index)


def _last(decision: Decision) -> date | None:
    """The last day before the answer is another one."""
    return _day(decision.next_change) - timedelta(days=1) if decision.next_change else None


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
