"""One statement and one use: axis by axis, term by term, to a verdict with its reasons."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from thesaury.model.licensing import Axis, Span, Statement, Term
from thesaury.model.policy import Verdict
from thesaury.model.use import AxisAnswer, Cap, Fit, Use
from thesaury.rights.deciding.choices import channel, party, purpose
from thesaury.rights.deciding.conditions import modification, obligations_of, other, scope
from thesaury.rights.deciding.findings import Basis, Finding
from thesaury.rights.deciding.period import period
from thesaury.rights.deciding.places import region, region_briefly
from thesaury.rights.deciding.quantity import caps_of, quantity
from thesaury.rights.deciding.quoting import quoted, unresolved

WHOLE = -1
"""The term of an answer that is about the whole statement."""

_AXES: Mapping[Axis, Callable[[Term, Use, Basis], Finding]] = {
    Axis.CHANNEL: channel,
    Axis.REGION: region,
    Axis.DATE: period,
    Axis.PURPOSE: purpose,
    Axis.PARTY: party,
    Axis.QUANTITY: quantity,
    Axis.SCOPE: scope,
    Axis.MODIFICATION: modification,
}

_CHEAPEST_FIRST = (channel, purpose, party, scope, modification, quantity, region_briefly, period)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its reasons, without a look at other days and other uses; `stopped`: the statement forbids every use."""

    verdict: Verdict
    axes: tuple[AxisAnswer, ...] = ()
    obligations: tuple[str, ...] = ()
    caps: tuple[Cap, ...] = ()
    stopped: bool = False


def judge(statement: Statement | None, use: Use, basis: Basis) -> Judgement:
    """Any term that fits permits; else any that may fit needs review; else it is denied. A stop denies, silence needs review."""
    if statement is None:
        return NOTHING_KNOWN
    if statement.prohibit_all:
        span = next(iter(statement.spans), None)
        return _about(Verdict.DENY, Fit.NO, "The licence forbids every use.", span, stopped=True)
    if not statement.terms:
        return _unstated(statement)
    best: tuple[tuple[int, int], int, list[Finding]] | None = None
    for place, term in enumerate(statement.terms):
        findings = _findings(statement, term, use, basis)
        rank = (sum(f.fit is Fit.NO for f in findings), sum(f.fit is Fit.UNKNOWN for f in findings))
        if best is None or rank < best[0]:
            best = rank, place, findings
    assert best is not None
    return _judged(statement, best[1], best[2], use, basis)


def judge_briefly(statement: Statement | None, use: Use, basis: Basis) -> Judgement:
    """The verdict of `judge` without its reasons, for the many days and uses near the one that is asked about."""
    if statement is not None and statement.prohibit_all:
        return _STOP
    return _BRIEF[_verdict(statement, use, basis)]


def _verdict(statement: Statement | None, use: Use, basis: Basis) -> Verdict:
    if statement is None or not statement.terms:
        return Verdict.NEEDS_REVIEW
    best = Verdict.DENY
    for term in statement.terms:
        fit = _fit(statement, term, use, basis)
        if fit is Fit.YES:
            return Verdict.PERMIT
        best = Verdict.NEEDS_REVIEW if fit is Fit.UNKNOWN else best
    return best


def _fit(statement: Statement, term: Term, use: Use, basis: Basis) -> Fit:
    worst = other(statement, term, use, basis).fit
    for look in _CHEAPEST_FIRST:
        fit = look(term, use, basis).fit
        if fit is Fit.NO:
            return fit
        worst = fit if fit is Fit.UNKNOWN else worst
    return worst


def misfits(statement: Statement, use: Use, basis: Basis) -> list[frozenset[Axis]]:
    """For each term the axes that do not fit: another use has to differ on all of them to be permitted by it."""
    axes = (*_AXES, Axis.OTHER)
    found = (_findings(statement, term, use, basis) for term in statement.terms)
    return [frozenset(axis for axis, one in zip(axes, row, strict=True) if one.fit is not Fit.YES) for row in found]


def _findings(statement: Statement, term: Term, use: Use, basis: Basis) -> list[Finding]:
    return [*(look(term, use, basis) for look in _AXES.values()), other(statement, term, use, basis)]


def _judged(statement: Statement, place: int, findings: list[Finding], use: Use, basis: Basis) -> Judgement:
    """The judgement by the term that fits best: fewest axes that say no, then fewest that nobody knows."""
    term, fits = statement.terms[place], {finding.fit for finding in findings}
    axes = tuple(
        AxisAnswer(axis, finding.fit, place, finding.sentence, quoted(statement, term, axis, finding.about))
        for axis, finding in zip((*_AXES, Axis.OTHER), findings, strict=True)
    )
    if Fit.NO in fits:
        return Judgement(Verdict.DENY, axes)
    verdict = Verdict.NEEDS_REVIEW if Fit.UNKNOWN in fits else Verdict.PERMIT
    return Judgement(verdict, axes, obligations_of(term, basis), caps_of(term, use, basis))


def _unstated(statement: Statement) -> Judgement:
    span = unresolved(statement)
    sentence = f"Nothing is granted in words that are understood: {span.rule.replace('_', ' ')}." if span else ""
    return _about(
        Verdict.NEEDS_REVIEW, Fit.UNKNOWN, sentence or "The licence grants nothing: a person has to read it.", span
    )


def _about(verdict: Verdict, fit: Fit, sentence: str, span: Span | None = None, *, stopped: bool = False) -> Judgement:
    return Judgement(verdict, (AxisAnswer(Axis.OTHER, fit, WHOLE, sentence, span),), stopped=stopped)


NOTHING_KNOWN = _about(
    Verdict.NEEDS_REVIEW, Fit.UNKNOWN, "Nothing is known of the licence: a person has to look for it."
)
"""The judgement where there is no statement."""
_BRIEF = {verdict: Judgement(verdict) for verdict in Verdict}
_STOP = Judgement(Verdict.DENY, stopped=True)
