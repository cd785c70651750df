"""What is asked, and the state of the world in which it is asked."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from thesaury.model.statement import DCTERMS, ODRL, Literal
from thesaury.rights.odrl.graph import Graph
from thesaury.rights.odrl.hierarchy import Hierarchy
from thesaury.rights.odrl.policy import Condition, Constraint, Logic, LogicalConstraint, Policy, Value

NOW = f"{ODRL}dateTime"
"""The left operand that is the time of the request."""

_CURRENT_TIME = "http://example.com/request/currentTime"
_REPORT = "https://w3id.org/force/compliance-report#"
_FACTS = frozenset(f"{ODRL}{name}" for name in ("eq", "isA", "isAnyOf", "isAllOf", "isPartOf"))


@dataclass(frozen=True, slots=True)
class Request:
    """Who wants to do what with which asset; empty: not said. `facts` are values by what constraints ask (left operand, and unit)."""

    action: str
    target: str
    assignee: str
    facts: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class World:
    """Values of left operands, who and what is part of which collection, and the deontic state of duties by their IRI."""

    facts: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    parts: Hierarchy = field(default_factory=Hierarchy)
    duties: Mapping[str, str] = field(default_factory=dict)

    def values(self, operand: str, request: Request) -> tuple[Value, ...]:
        """What the request, or else the world, says of the operand; none where nobody says anything."""
        return request.facts.get(operand) or self.facts.get(operand, ())


def requests(policy: Policy) -> tuple[Request, ...]:
    """What a policy of class Request asks for: each rule with each of its actions, targets and assignees."""
    return tuple(
        Request(action, target, assignee, _facts(rule.constraints))
        for rule in policy.rules
        for action in [each.iri for each in rule.actions] or [""]
        for target in [each.iri for each in rule.targets] or [""]
        for assignee in [each.iri for each in rule.assignees] or [""]
    )


def world(graph: Graph) -> World:
    """The world a document describes: the current time, memberships, and compliance reports of duties."""
    now = [value for value in graph.objects(_CURRENT_TIME, f"{DCTERMS}issued") if isinstance(value, Literal)]
    states = {
        rule: graph.first_iri(report, f"{_REPORT}deonticState").removeprefix(_REPORT)
        for report, rule in graph.links(f"{_REPORT}rule")
        if graph.iris(report, f"{_REPORT}deonticState")
    }
    return World({NOW: tuple(now)} if now else {}, Hierarchy().with_links(graph.links(f"{ODRL}partOf")), states)


def _facts(constraints: Iterable[Condition]) -> dict[str, tuple[Value, ...]]:
    """What a request says of its use by equality; other operators of a request say nothing definite and are no facts."""
    found: dict[str, list[Value]] = defaultdict(list)
    for each in _conjuncts(constraints):
        if each.operator in _FACTS:
            found[each.asks].extend(each.right)
    return {left: tuple(values) for left, values in found.items()}


def _conjuncts(constraints: Iterable[Condition]) -> Iterable[Constraint]:
    for each in constraints:
        if isinstance(each, LogicalConstraint):
            if each.logic in (Logic.AND, Logic.AND_SEQUENCE):
                yield from _conjuncts(each.parts)
        else:
            yield each
