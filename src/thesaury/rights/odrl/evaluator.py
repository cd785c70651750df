"""A request against a policy in a state of the world: which rules are in force, and why.

For a permission every planned value has to fit (all regions, all channels); a prohibition is in force where any of them does. A duty
of a permission that was violated takes it out of force; one that is open or fulfilled does not.
"""

from collections.abc import Iterable, Mapping
from itertools import product
from math import prod

from thesaury.model.statement import ODRL
from thesaury.model.use import Fit
from thesaury.rights.odrl.hierarchy import Hierarchy, Relation
from thesaury.rights.odrl.kleene import all_of, any_of, exactly_one
from thesaury.rights.odrl.known import actions
from thesaury.rights.odrl.matching import all_hold, holds
from thesaury.rights.odrl.policy import Condition, Constraint, Logic, Policy, Refined, Rule, RuleKind, Value
from thesaury.rights.odrl.report import Activation, Part, Premise, RuleReport
from thesaury.rights.odrl.wording import of_constraint, of_thing
from thesaury.rights.odrl.world import Request, World

USE_LIMIT = 10_000
"""Uses that one constraint is tried for: as many regions times channels; what asks for more is not decided."""

_VIOLATED = "Violated"
_JOINED = {Logic.AND: all_of, Logic.AND_SEQUENCE: all_of, Logic.OR: any_of, Logic.XONE: exactly_one}
_STATES = {Fit.YES: Activation.ACTIVE, Fit.NO: Activation.INACTIVE, Fit.UNKNOWN: Activation.UNDETERMINED}
_INCLUDED = {Relation.SAME: Fit.YES, Relation.BELOW: Fit.YES, Relation.APART: Fit.NO, Relation.ABOVE: Fit.NO}


def evaluate(policy: Policy, request: Request, world: World, hierarchy: Hierarchy) -> tuple[RuleReport, ...]:
    """A report for every rule of the policy, in its order; `hierarchy` is what is known of places, purposes and so on."""
    return tuple(_report(rule, _Asked(request, world, hierarchy)) for rule in policy.rules)


def _report(rule: Rule, asked: "_Asked") -> RuleReport:
    premises = (
        *asked.things(Part.TARGET, rule.targets, asked.request.target, rule.kind),
        *asked.things(Part.PARTY, rule.assignees, asked.request.assignee, rule.kind),
        *asked.actions(rule),
        *(asked.condition(each, rule.kind) for each in rule.constraints),
        *(asked.duty(each) for each in rule.duties if rule.kind is RuleKind.PERMISSION),
    )
    return RuleReport(rule, _STATES[all_of(premise.fit for premise in premises)], premises)


class _Asked:
    """The request in its world."""

    def __init__(self, request: Request, world: World, hierarchy: Hierarchy) -> None:
        self.request, self._world, self._hierarchy = request, world, hierarchy

    def things(self, part: Part, named: Iterable[Refined], asked: str, kind: RuleKind) -> tuple[Premise, ...]:
        """Who or what is meant: one of those named, or a part of a collection that is."""
        all_named = tuple(named)
        if not all_named:
            return ()
        fit = any_of(all_of([self._is(each.iri, asked), *self._narrowed(each, kind)]) for each in all_named)
        nodes = ", ".join(each.iri for each in all_named)
        return (Premise(part, fit, nodes, of_thing(asked, nodes, fit)),)

    def actions(self, rule: Rule) -> tuple[Premise, ...]:
        """What is meant to be done: one of the actions named, or one that is included in it."""
        if not rule.actions:
            return ()
        fit = any_of(
            all_of([self._acts(each.iri, rule.kind), *self._narrowed(each, rule.kind)]) for each in rule.actions
        )
        nodes = ", ".join(each.iri for each in rule.actions)
        return (Premise(Part.ACTION, fit, nodes, of_thing(self.request.action, f"included in {nodes}", fit)),)

    def condition(self, condition: Condition, kind: RuleKind) -> Premise:
        """Whether a constraint holds."""
        fit = self._holds(condition, kind)
        return Premise(Part.CONSTRAINT, fit, condition.uid, of_constraint(condition, fit))

    def duty(self, duty: Rule) -> Premise:
        """Whether a duty still lets the permission stand."""
        state = self._world.duties.get(duty.uid, "")
        return Premise(
            Part.DUTY, Fit.NO if state == _VIOLATED else Fit.YES, duty.uid, f"The duty is {state or 'open'}."
        )

    def _is(self, named: str, asked: str) -> Fit:
        """Things of different names are different ones: a part of a collection is stated as such in the world."""
        if not asked:
            return Fit.UNKNOWN
        return Fit.YES if named in self._world.parts.up(asked) else Fit.NO

    def _acts(self, named: str, kind: RuleKind) -> Fit:
        """The wider action is not permitted with the narrower one; whether it is prohibited with it depends on what will be done."""
        asked = self.request.action
        known = actions().of_names(asked, named)
        relation = known if known is not Relation.UNKNOWN else self._hierarchy.of_names(asked, named)
        if relation is Relation.ABOVE and kind is RuleKind.PROHIBITION:
            return Fit.UNKNOWN
        if relation is Relation.UNKNOWN and asked in actions().wider and named in actions().wider:
            return Fit.NO
        return _INCLUDED.get(relation, Fit.UNKNOWN)

    def _narrowed(self, named: Refined, kind: RuleKind) -> Iterable[Fit]:
        return (self._holds(each, kind) for each in named.refinements)

    def _holds(self, condition: Condition, kind: RuleKind) -> Fit:
        """Whether it holds for every use that is planned (in each region, on each channel); a prohibition for any of them."""
        asked = sorted(_asked(condition))
        values = [self._world.values(each, self.request) or (None,) for each in asked]
        if prod(len(each) for each in values) > USE_LIMIT:
            return Fit.UNKNOWN
        each = (self._at(condition, dict(zip(asked, use, strict=True)), kind) for use in product(*values))
        return any_of(each) if kind is RuleKind.PROHIBITION else all_of(each)

    def _at(self, condition: Condition, use: Mapping[str, Value | None], kind: RuleKind) -> Fit:
        if not isinstance(condition, Constraint):
            return _JOINED[condition.logic](self._at(part, use, kind) for part in condition.parts)
        value = use[condition.asks]
        if value is None:
            return Fit.UNKNOWN
        if condition.operator == f"{ODRL}isAllOf":
            return all_hold(condition, self._world.values(condition.asks, self.request), self._hierarchy)
        return holds(condition, value, self._hierarchy, partly=kind is RuleKind.PROHIBITION)


def _asked(condition: Condition) -> frozenset[str]:
    """All that a condition asks about."""
    if isinstance(condition, Constraint):
        return frozenset({condition.asks})
    return frozenset().union(*(_asked(part) for part in condition.parts))
