"""An ODRL policy as what a licence states: all that our profile says without loss, and of others what is certain.

What cannot be read is never left out in silence: the term gets an unclear axis, which no decision passes, and a sentence says why.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from thesaury.model.licensing import LicenceModel, Modification, Statement, Term, Unresolved
from thesaury.model.statement import ODRL, Iri
from thesaury.rights.odrl.graph import Graph
from thesaury.rights.odrl.losses import Reading
from thesaury.rights.odrl.policy import Constraint, Policy, Rule, RuleKind
from thesaury.rights.odrl.profile import AXES, END, MODEL, PASSAGE, PROFILE, REASON, START, WORDS, name_in
from thesaury.rights.odrl.reading import policies
from thesaury.rights.odrl.selections import names_of, selections, with_selection
from thesaury.rights.odrl.terms import term_of, text_of

_CHANGING = frozenset({f"{ODRL}modify", f"{ODRL}derive"})


@dataclass(frozen=True, slots=True)
class Imported:
    """What one policy states, its IRI, whom it is about, and a sentence for everything that was not understood."""

    uid: str
    statement: Statement
    asset: str = ""
    assigner: str = ""
    assignee: str = ""
    losses: tuple[str, ...] = ()


def imported(graph: Graph) -> tuple[Imported, ...]:
    """Every policy of a document. Raises BadInput where one is broken, nested too deeply or goes in a circle."""
    return tuple(_imported(graph, policy) for policy in policies(graph))


def _imported(graph: Graph, policy: Policy) -> Imported:
    reading = Reading(graph)
    if PROFILE not in policy.profiles:
        reading.lose(f"{policy.uid} is not of our profile: only what is surely the same was read.")
    if policy.profiles not in ((), (PROFILE,)):
        reading.lose(f"{policy.uid} is of another profile, too. A person has to read it.", policy.uid)
    if policy.kind == f"{ODRL}Request":
        reading.lose(f"{policy.uid} is a request, which grants nothing.", policy.uid)
    if policy.kind == f"{ODRL}Offer":
        reading.lose(f"{policy.uid} is an offer: nobody has agreed to it yet.", policy.uid)
    if not _is_of_one(policy):
        reading.lose(f"{policy.uid} permits several assets or parties. Split it into a policy for each.", policy.uid)
    if policy.inherits:
        reading.lose(f"{policy.uid} inherits from another policy, which is not at hand.", policy.uid)
    terms = [term_of(rule, reading) for rule in policy.rules if rule.kind is RuleKind.PERMISSION]
    stops = [rule for rule in policy.rules if rule.kind is RuleKind.PROHIBITION]
    prohibit_all = any(_is_whole(rule) for rule in stops)
    for rule in stops:
        if not _is_whole(rule):
            terms = [_stopped(term, rule, reading) for term in terms]
    for rule in policy.rules:
        if rule.kind is RuleKind.DUTY and {each.iri for each in rule.actions} != {f"{ODRL}reviewPolicy"}:
            reading.lose(f"The obligation {rule.uid} was not understood.", rule.uid)
    unresolved = (*_passages(graph, policy.uid), *reading.unresolved())
    statement = Statement(_model(graph, policy.uid), prohibit_all, tuple(terms), unresolved)
    return Imported(policy.uid, statement, *_about(policy), reading.losses())


def _about(policy: Policy) -> tuple[str, str, str]:
    """The asset, the assigner and the assignee, where all rules name the same."""
    found = []
    for field in ("targets", "assigners", "assignees"):
        names = {each.iri for rule in policy.rules for each in getattr(rule, field)}
        found.append(names.pop() if len(names) == 1 else "")
    return found[0], found[1], found[2]


def _is_of_one(policy: Policy) -> bool:
    """Whether its permissions are all for the same asset and the same party."""
    granted = [rule for rule in policy.rules if rule.kind is RuleKind.PERMISSION]
    return all(
        len({tuple(each.iri for each in getattr(rule, field)) for rule in granted}) < 2
        and all(len(getattr(rule, field)) < 2 for rule in granted)
        for field in ("targets", "assignees")
    )


def _is_whole(rule: Rule) -> bool:
    """Whether a prohibition forbids every use."""
    return not rule.constraints and any(each.iri == f"{ODRL}use" and not each.refinements for each in rule.actions)


def _stopped(term: Term, rule: Rule, reading: Reading) -> Term:
    """The term without what a prohibition takes out of it."""
    acts = {each.iri for each in rule.actions}
    narrowed = any(each.refinements for each in (*rule.actions, *rule.targets, *rule.assignees))
    if not narrowed and not rule.constraints and acts and acts <= _CHANGING:
        return replace(term, modification=Modification.PROHIBITED)
    denied = _denied(rule) if not narrowed and acts == {f"{ODRL}use"} else None
    if denied is None:
        return reading.unclear(term, f"The prohibition {rule.uid} was not understood.")
    axis, names = denied
    found = selections(term)[axis]
    more = tuple(name for name in names if name not in found.deny)
    return with_selection(term, axis, replace(found, deny=(*found.deny, *more)))


def _denied(rule: Rule) -> tuple[str, tuple[str, ...]] | None:
    """The axis and the names of it that a prohibition of ours denies."""
    if len(rule.constraints) != 1 or not isinstance(constraint := rule.constraints[0], Constraint):
        return None
    axis = next((axis for axis, left in AXES.items() if constraint.left == left), "")
    names = names_of(axis, constraint.right)
    return (axis, names) if axis and names is not None and constraint.operator == f"{ODRL}isAnyOf" else None


def _model(graph: Graph, uid: str) -> LicenceModel:
    name = name_in("model", graph.first_iri(uid, MODEL)) or ""
    return LicenceModel(name) if name in set(LicenceModel) else LicenceModel.UNKNOWN


def _passages(graph: Graph, uid: str) -> Iterable[Unresolved]:
    for node in graph.objects(uid, PASSAGE):
        if isinstance(node, Iri):
            text = [text_of(graph, node.value, name) for name in (REASON, START, END, WORDS)]
            start, end = (int(number) if number.isdecimal() else 0 for number in text[1:3])
            yield Unresolved(text[0], start, end, text[3])
