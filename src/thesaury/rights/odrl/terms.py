"""A permission as a term; what is not understood makes an axis of the term unclear."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from thesaury.model.licensing import Axis, Modification, Term
from thesaury.model.statement import ODRL, Iri, Literal
from thesaury.rights.odrl.caps import limit_elsewhere, limit_of
from thesaury.rights.odrl.exporting import CHANGES
from thesaury.rights.odrl.graph import Graph
from thesaury.rights.odrl.losses import Reading
from thesaury.rights.odrl.policy import Condition, Constraint, LogicalConstraint, Rule, Value
from thesaury.rights.odrl.profile import (
    AXES,
    CC,
    CREDIT,
    DUTIES,
    EXCLUSIVITY,
    FIRST_USE,
    MODIFICATION,
    NOTHING,
    PASSAGE,
    PERPETUAL,
    SCOPES,
    TERM,
    UNCLEAR,
    UNCLEAR_LIST,
    UNRESOLVED,
    UNSTATED,
    UNSTATED_BY_AXIS,
    is_mark,
    name_in,
)
from thesaury.rights.odrl.selections import names_of, selections, with_selection
from thesaury.rights.odrl.times import day_of

_TRUE = ("true", "1")
_ALLOWS = ("isAnyOf", "eq", "isPartOf", "isA")
_DENIES = ("isNoneOf", "neq")
_AXES_BY_OPERAND = {left: axis for axis, left in AXES.items()}
_SAID_ONCE = frozenset((*AXES.values(), MODIFICATION, TERM, FIRST_USE))
_DUTY_NAMES = {**{action: name for name, action in DUTIES.items()}, f"{CC}Attribution": "attribution"}
_SCOPE_KINDS = {left: kind for kind, left in SCOPES.items()}


def term_of(rule: Rule, reading: Reading) -> Term:
    """What a permission grants."""
    said = {name: text_of(reading.graph, rule.uid, name) for name in (PERPETUAL, CREDIT, EXCLUSIVITY)}
    term = Term(perpetual=said[PERPETUAL] in _TRUE, attribution_text=said[CREDIT], exclusivity=said[EXCLUSIVITY])
    if not any(each.iri == f"{ODRL}use" and not each.refinements for each in rule.actions):
        term = reading.unclear(term, f"The permission {rule.uid} is not for every kind of use.")
    if any(each.refinements for each in (*rule.targets, *rule.assignees)):
        term = reading.unclear(term, f"The permission {rule.uid} narrows its asset or party.")
    for condition in rule.constraints:
        changed = _with(term, condition, reading.graph)
        term = changed or reading.unclear(term, f"The constraint {condition.uid} was not understood.")
    for left in sorted(_doubled(rule, term.perpetual)):
        term = reading.unclear(term, f"The permission {rule.uid} has several constraints on {left}.")
    for duty in rule.duties:
        changed = _with_duty(term, duty)
        term = changed or reading.unclear(term, f"The duty {duty.uid} was not understood.")
    return term


def _doubled(rule: Rule, perpetual: bool) -> set[str]:
    """What is said twice of things that can be said once: read one after the other, the second would widen the first."""
    plain = [each for each in rule.constraints if isinstance(each, Constraint)]
    said = [each.left for each in plain if each.left in _SAID_ONCE and each.operator.removeprefix(ODRL) not in _DENIES]
    ended = perpetual or any((each.left, each.operator) == (f"{ODRL}dateTime", f"{ODRL}lteq") for each in plain)
    return {left for left in said if said.count(left) > 1} | ({TERM} if ended and TERM in said else set())


def text_of(graph: Graph, node: str, name: str) -> str:
    """The first text stated of the node, or none."""
    return next((value.value for value in graph.objects(node, name) if isinstance(value, Literal)), "")


def _with_duty(term: Term, duty: Rule) -> Term | None:
    actions = [each.iri for each in duty.actions if not each.refinements]
    if len(actions) != 1 or len(duty.actions) != 1 or duty.constraints or duty.duties:
        return None
    if actions[0] == f"{ODRL}ensureExclusivity" and term.exclusivity:
        return term
    name = _DUTY_NAMES.get(actions[0], name_in("duty", actions[0]))
    return None if name is None else replace(term, duties=(*term.duties, name))


def _with(term: Term, condition: Condition, graph: Graph) -> Term | None:
    """The term with what the condition says; None where it is not understood."""
    limit = limit_elsewhere(condition) if isinstance(condition, LogicalConstraint) else limit_of(condition)
    if limit:
        return replace(term, limits=(*term.limits, limit))
    if isinstance(condition, LogicalConstraint):
        return None
    operator = condition.operator.removeprefix(ODRL)
    if axis := _AXES_BY_OPERAND.get(condition.left):
        unclear = text_of(graph, condition.uid, UNCLEAR_LIST) in _TRUE
        return _with_list(term, axis, condition, unclear)
    match condition.left:
        case left if left == UNCLEAR:
            return _with_unclear(term, operator, condition.right, graph)
        case left if left == TERM:
            return term if operator == "eq" and is_mark(condition.right[0], UNSTATED) else None
        case left if left == MODIFICATION:
            return _with_changes(term, operator, condition.right)
        case left if left in (f"{ODRL}dateTime", FIRST_USE):
            return _with_time(term, left, operator, condition.right)
    return _with_scope(term, operator, condition)


def _with_list(term: Term, axis: str, constraint: Constraint, unclear: bool) -> Term | None:
    found, operator = selections(term)[axis], constraint.operator.removeprefix(ODRL)
    if operator == "isAnyOf" and len(constraint.right) == 1 and is_mark(constraint.right[0], UNSTATED_BY_AXIS[axis]):
        return term if found.allow is None else None
    names = names_of(axis, constraint.right)
    if names is None or (len(constraint.right) > 1 and not operator.endswith("Of")):
        return None
    if operator in _ALLOWS and found.allow is None and not (operator == "isPartOf" and len(names) > 1):
        return with_selection(term, axis, replace(found, allow=names))
    if operator in _DENIES and unclear:
        return with_selection(term, axis, replace(found, unclear=found.unclear + names))
    if operator in _DENIES:
        return with_selection(term, axis, replace(found, deny=found.deny + names))
    return None


def _with_unclear(term: Term, operator: str, right: Sequence[Value], graph: Graph) -> Term | None:
    """An axis that waits for a person; a statement that waits has to bring the passages it waits for."""
    if operator != "eq":
        return None
    if is_mark(right[0], UNRESOLVED):
        return term if graph.has(PASSAGE) else None
    name = name_in("axis", right[0].value)
    return replace(term, unclear_axes=(*term.unclear_axes, Axis(name))) if name in set(Axis) else None


def _with_changes(term: Term, operator: str, right: Sequence[Value]) -> Term | None:
    names = names_of("change", right)
    known: Mapping[tuple[str, ...], Modification | None] = {changes: how for how, changes in CHANGES.items()}
    if operator != "isAnyOf" or names is None or names not in known or term.modification is not None:
        return None
    return replace(term, modification=known[names])


def _with_time(term: Term, left: str, operator: str, right: Sequence[Value]) -> Term | None:
    when = day_of(right[0]) if len(right) == 1 else None
    if when is None:
        return None
    if left == FIRST_USE:
        return replace(term, first_use_by=when) if operator == "lteq" and not term.first_use_by else None
    if operator == "gteq" and not term.valid_from:
        return replace(term, valid_from=when)
    return replace(term, valid_until=when) if operator == "lteq" and not term.valid_until else None


def _with_scope(term: Term, operator: str, constraint: Constraint) -> Term | None:
    kind = _SCOPE_KINDS.get(constraint.left, name_in("scope", constraint.left))
    meant = [value for value in constraint.right if not is_mark(value, NOTHING)]
    if kind is None or operator != "isAnyOf" or any(isinstance(value, Iri) for value in meant):
        return None
    return replace(term, scope=(*term.scope, (kind, tuple(value.value for value in meant))))
