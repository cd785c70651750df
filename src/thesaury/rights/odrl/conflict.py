"""Whether two policies can be kept at once: Conflict, Compatible, or Unknown. And whether one keeps within the other.

Compatible is only said where a use is known that both allow, and where both speak about the same things: what one policy does not
mention may be limited elsewhere, so silence is not consent.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from thesaury.model.use import Fit
from thesaury.rights.odrl.axes import satisfiable
from thesaury.rights.odrl.branches import Branch, both, branches, sequence
from thesaury.rights.odrl.hierarchy import Hierarchy
from thesaury.rights.odrl.kleene import all_of, any_of, negated
from thesaury.rights.odrl.known import within
from thesaury.rights.odrl.meeting import covers, meets
from thesaury.rights.odrl.policy import Condition, Constraint, Logic, Policy, Rule, RuleKind
from thesaury.rights.odrl.wording import short


class Verdict(StrEnum):
    """The three answers about two policies."""

    CONFLICT = "Conflict"
    COMPATIBLE = "Compatible"
    UNKNOWN = "Unknown"


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict and a sentence that says why."""

    verdict: Verdict
    sentence: str


def compare(one: Policy, other: Policy, hierarchy: Hierarchy) -> Finding:
    """Whether a use can keep to both. Raises BadInput where the constraints can hold in too many ways."""
    stops = [rule for rule in (*one.rules, *other.rules) if rule.kind is RuleKind.PROHIBITION]
    pairs = [(mine, theirs) for mine in _permissions(one) for theirs in _permissions(other)]
    if not pairs:
        return Finding(Verdict.UNKNOWN, "One of them permits nothing, so there is no use to compare.")
    fit = any_of(_together(mine, theirs, stops, hierarchy) for mine, theirs in pairs)
    if fit is Fit.NO:
        return Finding(Verdict.CONFLICT, "No use keeps to both.")
    return _finding(fit, _silence(one, other), "A use that both permit is known.")


def consistent(policy: Policy, hierarchy: Hierarchy) -> Finding:
    """Whether a policy permits any use at all: Conflict where its own constraints and prohibitions leave none."""
    found = compare(policy, policy, hierarchy)
    if found.verdict is Verdict.CONFLICT:
        return Finding(Verdict.CONFLICT, "It permits no use: its constraints shut each other out.")
    if found.verdict is Verdict.COMPATIBLE:
        return Finding(Verdict.COMPATIBLE, "A use that it permits is known.")
    return found


def refines(one: Policy, other: Policy, hierarchy: Hierarchy) -> Finding:
    """Whether every use the first permits is permitted by the second (Compatible), or one is not (Conflict)."""
    mine, theirs = _permissions(one), _permissions(other)
    if (
        len(mine) != 1
        or len(theirs) != 1
        or any(rule.kind is RuleKind.PROHIBITION for rule in (*one.rules, *other.rules))
    ):
        return Finding(Verdict.UNKNOWN, "Only policies of one permission each can be compared so.")
    if meets(mine[0], theirs[0]) is not Fit.YES or not (_is_plain(mine[0]) and _is_plain(theirs[0])):
        return Finding(Verdict.UNKNOWN, "They speak of other actions, assets or parties.")
    outside = both(branches(_conditions(mine[0])), branches(_conditions(theirs[0]), hold=False))
    fit = negated(any_of(satisfiable(branch, hierarchy) for branch in outside))
    if silent := _silence(one, other):
        return Finding(Verdict.UNKNOWN, silent)
    if fit is Fit.NO:
        return Finding(Verdict.CONFLICT, "The first permits a use that the second does not.")
    return _finding(fit, "", "The second permits whatever the first does.")


def _finding(fit: Fit, silent: str, sentence: str) -> Finding:
    if silent or fit is Fit.UNKNOWN:
        return Finding(Verdict.UNKNOWN, silent or "What is known of the things they name does not decide it.")
    return Finding(Verdict.COMPATIBLE, sentence)


def _permissions(policy: Policy) -> list[Rule]:
    return [rule for rule in policy.rules if rule.kind is RuleKind.PERMISSION]


def _conditions(rule: Rule) -> tuple[Condition, ...]:
    """The constraints of a rule, with what narrows its only action or asset."""
    narrowed = [each[0].refinements for each in (rule.actions, rule.targets, rule.assignees) if len(each) == 1]
    return (*rule.constraints, *(condition for refinements in narrowed for condition in refinements))


def _together(one: Rule, other: Rule, stops: Iterable[Rule], hierarchy: Hierarchy) -> Fit:
    """Whether a use fits two permissions and no prohibition."""
    ways = both(branches(_conditions(one)), branches(_conditions(other)))
    sure = [meets(one, other), *(Fit.UNKNOWN for rule in (one, other) if not _is_plain(rule))]
    for stop in stops:
        stopped, shuts_out = _conditions(stop), all_of([covers(stop, one), covers(stop, other)])
        if shuts_out is Fit.YES and _is_plain(stop) and stopped:
            ways = both(ways, branches(stopped, hold=False))
        elif shuts_out is not Fit.NO:
            sure.append(Fit.NO if shuts_out is Fit.YES and _is_plain(stop) else Fit.UNKNOWN)
    return all_of([*sure, _any_way(ways, hierarchy)])


def _is_plain(rule: Rule) -> bool:
    """Whether what narrows its actions, assets and parties is all among its conditions."""
    return all(
        len(each) < 2 or not any(one.refinements for one in each)
        for each in (rule.actions, rule.targets, rule.assignees)
    )


def _any_way(ways: Iterable[Branch], hierarchy: Hierarchy) -> Fit:
    """Yes at the first way that works."""
    found = Fit.NO
    for way in ways:
        fit = satisfiable(way, hierarchy)
        if fit is Fit.YES:
            return fit
        found = any_of((found, fit))
    return found


def _silence(one: Policy, other: Policy) -> str:
    """What only one of them speaks about, as a sentence; empty where they speak about the same."""
    mine, theirs = _spoken(one), _spoken(other)
    if not mine and not theirs:
        return "Neither states a constraint, so nothing shows whether they fit."
    only = sorted(short(operand) for operand in mine ^ theirs)
    return f"Only one of them speaks about {', '.join(only)}." if only else ""


def _spoken(policy: Policy) -> frozenset[str]:
    bounding = within()
    found = (operand for rule in policy.rules for each in _conditions(rule) for operand in _operands(each))
    return frozenset(bounding.get(operand, operand) for operand in found)


def _operands(condition: Condition) -> Iterable[str]:
    if isinstance(condition, Constraint):
        return [condition.asks]
    parts = sequence(condition) if condition.logic is Logic.AND_SEQUENCE else condition.parts
    return [operand for part in parts for operand in _operands(part)]
