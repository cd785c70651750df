"""Judgements put together: sources of a licence, licences of a right, rights of an asset."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from thesaury.model.licensing import ANY, WORLD, Axis, Modification, Statement, Term
from thesaury.model.policy import Verdict
from thesaury.model.use import AxisAnswer, Cap, Fit, Use
from thesaury.rights.deciding.assets import Right, Source
from thesaury.rights.deciding.findings import Basis
from thesaury.rights.deciding.judging import NOTHING_KNOWN, WHOLE, Judgement, judge, judge_briefly, misfits

SILENT = frozenset(
    {"empty", "no_grant_stated", "not_a_grant", "placeholder_text", "region_not_stated", "term_not_stated"}
)
"""Reasons that say nothing against a use: metadata in a file that only names an owner restricts nothing."""


Judge = Callable[[Statement], Judgement]


def judge_right(right: Right | None, use: Use, basis: Basis) -> Judgement:
    """Whether one right permits the use; one that nobody knows needs review."""
    return _right(right, lambda statement: judge(statement, use, basis), basis)


def judge_right_briefly(right: Right | None, use: Use, basis: Basis) -> Verdict:
    """The verdict of `judge_right` alone, in a fraction of the time."""
    return _right(right, lambda statement: judge_briefly(statement, use, basis), basis).verdict


def lacking_of(right: Right | None, use: Use, basis: Basis) -> list[frozenset[Axis]]:
    """For each term of a right, of whichever licence, the axes that do not fit; what stands in the file alone is never enough."""
    licences = right.licences if right else ()
    told = (source.statement for licence in licences for source in licence if not source.embedded)
    return [axes for statement in told for axes in misfits(statement, use, basis)]


def intersection(found: Sequence[Judgement]) -> Judgement:
    """Every one of them has to permit; obligations and caps add up. None at all needs review."""
    if len(found) == 1:
        return found[0]
    for verdict in (Verdict.DENY, Verdict.NEEDS_REVIEW):
        if first := next((one for one in found if one.verdict is verdict), None):
            return replace(first, stopped=any(one.stopped for one in found))
    if not found:
        return NOTHING_KNOWN
    axes = tuple(axis for one in found for axis in one.axes)
    duties = tuple(dict.fromkeys(duty for one in found for duty in one.obligations))
    return Judgement(Verdict.PERMIT, axes, duties, _caps(cap for one in found for cap in one.caps))


def union(found: Sequence[Judgement]) -> Judgement:
    """One that permits is enough, unless another of them is a stop: whether that one holds here too, a person has to say."""
    for verdict in (Verdict.PERMIT, Verdict.NEEDS_REVIEW, Verdict.DENY):
        if first := next((one for one in found if one.verdict is verdict), None):
            stopped = any(one.stopped for one in found)
            if stopped and verdict is Verdict.PERMIT:
                return _doubted(
                    first, "Another licence of the same right forbids every use: a person has to say which holds."
                )
            return replace(first, stopped=stopped)
    return NOTHING_KNOWN


def together(found: Sequence[Judgement]) -> Judgement:
    """What several sources tell of one licence: the strictest wins, and where they disagree the answer says so."""
    strict = intersection(found)
    if len({one.verdict for one in found}) < 2:
        return strict
    return replace(
        strict, axes=(*strict.axes, _note("The sources of this licence disagree: a person has to settle it."))
    )


def as_restriction(statement: Statement, basis: Basis) -> Statement | None:
    """What metadata in the file forbids, with everything it is silent about left to the other sources; None where it forbids nothing."""
    unresolved = tuple(one for one in statement.unresolved if one.reason not in SILENT)
    if statement.prohibit_all:
        return statement
    if not statement.terms and not unresolved:
        return None
    terms = tuple(_filled(term, basis) for term in statement.terms or (Term(),))
    return replace(statement, terms=terms, unresolved=unresolved)


def _filled(term: Term, basis: Basis) -> Term:
    """The term with what it does not say given freely: only what it says restricts."""
    channels, regions, purposes, parties = term.channels, term.regions, term.purposes, term.parties
    return replace(
        term,
        channels=channels if channels.allow else replace(channels, allow=(ANY,)),
        regions=regions if regions.allow else replace(regions, allow=(WORLD,)),
        purposes=purposes if purposes.allow else replace(purposes, allow=tuple(sorted(basis.tables.purposes))),
        parties=parties if parties.allow else replace(parties, allow=(ANY,)),
        perpetual=term.perpetual or term.valid_until is None,
        modification=term.modification or Modification.ALLOWED,
    )


def _right(right: Right | None, judging: Judge, basis: Basis) -> Judgement:
    if right is None:
        return NOTHING_KNOWN
    found = [_licence(licence, judging, basis) for licence in right.licences]
    judged = found[0] if len(found) == 1 else union(found)
    return _named(judged, right.kind) if right.kind else judged


def _licence(sources: Iterable[Source], judging: Judge, basis: Basis) -> Judgement:
    """What the sources tell together; metadata in the file takes part where it does not permit, and is not enough alone."""
    told = list(sources)
    found = [judging(source.statement) for source in told if not source.embedded]
    limits = (as_restriction(source.statement, basis) for source in told if source.embedded)
    restricting = (judging(limit) for limit in limits if limit is not None)
    found += [one for one in restricting if one.verdict is not Verdict.PERMIT]
    return found[0] if len(found) == 1 else together(found)


def _named(judged: Judgement, kind: str) -> Judgement:
    axes = tuple(replace(axis, sentence=f"{kind}: {axis.sentence}") for axis in judged.axes)
    return replace(judged, axes=axes)


def _doubted(judged: Judgement, sentence: str) -> Judgement:
    return replace(judged, verdict=Verdict.NEEDS_REVIEW, axes=(*judged.axes, _note(sentence)), stopped=True)


def _note(sentence: str) -> AxisAnswer:
    return AxisAnswer(Axis.OTHER, Fit.UNKNOWN, WHOLE, sentence)


def _caps(caps: Iterable[Cap]) -> tuple[Cap, ...]:
    return tuple(dict.fromkeys(caps))
