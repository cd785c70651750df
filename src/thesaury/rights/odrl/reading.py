"""RDF statements to ODRL policies; what cannot be read is refused with a sentence, never left out."""

from collections.abc import Iterable

from thesaury.model.errors import BadInput
from thesaury.model.statement import ODRL, RDF, THY, Iri, Literal, Statement
from thesaury.rights.odrl.graph import Graph
from thesaury.rights.odrl.policy import Condition, Constraint, Logic, LogicalConstraint, Policy, Refined, Rule, RuleKind

KINDS = ("Set", "Offer", "Agreement", "Request", "Policy", "Assertion", "Ticket", "Privacy")
"""Classes of policies in the ODRL vocabulary."""

DEPTH_LIMIT = 32
"""Constraints and duties inside each other; licences need three."""

ANCHORS = (f"{THY}anchor", "http://w3id.org/drk/ontology/anchor")
"""Where a time interval is counted from: ODRL has no term for it, so profiles bring one."""

_RULES = {
    f"{ODRL}permission": RuleKind.PERMISSION,
    f"{ODRL}prohibition": RuleKind.PROHIBITION,
    f"{ODRL}obligation": RuleKind.DUTY,
}
_DUTIES = (f"{ODRL}duty", f"{ODRL}remedy", f"{ODRL}consequence")


def policies(statements: Iterable[Statement] | Graph) -> tuple[Policy, ...]:
    """Every policy of a document, in its order. Raises BadInput where one is nested too deeply, goes in a circle or lacks an operand."""
    graph = statements if isinstance(statements, Graph) else Graph(statements)
    named = (uid for kind in KINDS for uid in graph.of_type(f"{ODRL}{kind}"))
    ruled = (uid for predicate in _RULES for uid, _ in graph.links(predicate))
    return tuple(_policy(graph, uid) for uid in dict.fromkeys((*named, *ruled)))


def _policy(graph: Graph, uid: str) -> Policy:
    rules = tuple(_rule(graph, node, kind, _Path()) for name, kind in _RULES.items() for node in graph.iris(uid, name))
    return Policy(
        (graph.first_iri(uid, f"{ODRL}uid") or uid) if uid.startswith("_:") else uid,
        graph.first_iri(uid, f"{RDF}type"),
        rules,
        graph.iris(uid, f"{ODRL}profile"),
        graph.first_iri(uid, f"{ODRL}conflict"),
        graph.iris(uid, f"{ODRL}inheritFrom"),
    )


class _Path:
    """The nodes on the way to where we read, so that circles and bottomless nesting are seen."""

    def __init__(self, nodes: tuple[str, ...] = ()) -> None:
        self._nodes = nodes

    def to(self, node: str) -> "_Path":
        if node in self._nodes:
            raise BadInput(f"{node} contains itself. Take it out of the rule or constraint it stands in.")
        if len(self._nodes) >= DEPTH_LIMIT:
            raise BadInput(f"More than {DEPTH_LIMIT} constraints or duties stand inside each other. Nest less deeply.")
        return _Path((*self._nodes, node))


def _rule(graph: Graph, node: str, kind: RuleKind, path: _Path) -> Rule:
    path = path.to(node)
    return Rule(
        kind,
        node,
        _refined(graph, node, "action", path),
        _refined(graph, node, "target", path) + _refined(graph, node, "output", path),
        _refined(graph, node, "assignee", path),
        _refined(graph, node, "assigner", path),
        tuple(_condition(graph, part, path) for part in graph.iris(node, f"{ODRL}constraint")),
        tuple(_rule(graph, duty, RuleKind.DUTY, path) for duty in graph.iris(node, *_DUTIES)),
    )


def _refined(graph: Graph, node: str, name: str, path: _Path) -> tuple[Refined, ...]:
    return tuple(_narrowed(graph, each, path) for each in graph.iris(node, f"{ODRL}{name}"))


def _narrowed(graph: Graph, node: str, path: _Path) -> Refined:
    """The thing itself: a blank node names it by `rdf:value` (actions), `odrl:source` (collections) or `odrl:uid`."""
    conditions = graph.iris(node, f"{ODRL}refinement")
    iri = node
    if node.startswith("_:"):
        iri = graph.first_iri(node, f"{RDF}value", f"{ODRL}source", f"{ODRL}uid") or node
    if not conditions:
        return Refined(iri)
    path = path.to(node)
    return Refined(iri, tuple(_condition(graph, part, path) for part in conditions))


def _condition(graph: Graph, node: str, path: _Path) -> Condition:
    path = path.to(node)
    joined = [(logic, graph.iris(node, f"{ODRL}{logic}")) for logic in Logic]
    stated = [(logic, parts) for logic, parts in joined if parts]
    if not stated:
        return _constraint(graph, node)
    if len(stated) > 1 or graph.iris(node, f"{ODRL}leftOperand"):
        raise BadInput(f"The constraint {node} has several operands at once. Give each a constraint of its own.")
    logic, parts = stated[0]
    return LogicalConstraint(logic, tuple(_condition(graph, part, path) for part in parts), node)


def _constraint(graph: Graph, node: str) -> Constraint:
    left = graph.iris(node, f"{ODRL}leftOperand")
    operator = graph.iris(node, f"{ODRL}operator")
    right = graph.objects(node, f"{ODRL}rightOperand", f"{ODRL}rightOperandReference")
    if len(left) != 1 or len(operator) != 1 or not right:
        raise BadInput(f"The constraint {node} needs one leftOperand, one operator and a rightOperand. Complete it.")
    anchors = [value for value in graph.objects(node, *ANCHORS) if isinstance(value, Literal)]
    unit = next(iter(graph.objects(node, f"{ODRL}unit")), Iri("")).value
    return Constraint(left[0], operator[0], right, unit, anchors[0] if anchors else None, node)
