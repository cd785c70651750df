"""What a licence states as an ODRL policy in JSON-LD, in our profile.

One permission per term, with all that the term says as constraints. What the licence leaves open is written as a constraint no use
fits, so that a reader who does not know our profile never permits more than we would. What every term denies is a prohibition too.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from thesaury.model.errors import BadInput
from thesaury.model.licensing import Modification, Selection, Statement, Term, Unresolved
from thesaury.model.statement import ODRL
from thesaury.rights.odrl.constraints import Node, compared, limited, listed, marked, one
from thesaury.rights.odrl.context import CONTEXT
from thesaury.rights.odrl.profile import (
    AXES,
    CREDIT,
    DUTIES,
    EXCLUSIVITY,
    FIRST_USE,
    MODEL,
    MODIFICATION,
    PASSAGE,
    PERPETUAL,
    PROFILE,
    SCOPES,
    TERM,
    UNCLEAR,
    UNRESOLVED,
    UNSTATED,
    UNSTATED_BY_AXIS,
    named,
    resource,
)
from thesaury.rights.odrl.selections import selections

CHANGES = {
    Modification.ALLOWED: ("none", "minor", "major"),
    Modification.MINOR: ("none", "minor"),
    Modification.PROHIBITED: ("none",),
    None: ("none", "unstated"),
}
"""How far a picture may be changed, by the changes a use may make."""


_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]+")


@dataclass(frozen=True, slots=True)
class Parties:
    """Whom and what the policy is about, as IRIs; empty: not named."""

    asset: str = ""
    assigner: str = ""
    assignee: str = ""


@dataclass(frozen=True, slots=True)
class Exported:
    """The JSON-LD document, and a sentence for everything the profile does not say."""

    document: dict[str, Any]
    losses: tuple[str, ...] = ()


def exported(statement: Statement, uid: str, parties: Parties | None = None) -> Exported:
    """The policy with this IRI. It is complete ODRL: its context is in it, and it always has a rule. Raises BadInput for what is no IRI."""
    about = _about(parties or Parties())
    waits = [one(UNCLEAR, "eq", resource(UNRESOLVED))] if statement.unresolved else []
    permissions = [{**about, **_permission(term, waits)} for term in statement.terms]
    prohibitions = [{**about, **node} for node in _prohibitions(statement)]
    document: dict[str, Any] = {
        "@context": CONTEXT,
        "@id": uid,
        "@type": "Agreement" if parties and parties.assigner and parties.assignee else "Set",
        "uid": uid,
        "profile": PROFILE,
        "conflict": "prohibit",
        MODEL: resource(named("model", statement.model)),
        **({"permission": permissions} if permissions else {}),
        **({"prohibition": prohibitions} if prohibitions else {}),
    }
    if not statement.complete:
        document["obligation"] = [{"@type": "Duty", "action": "reviewPolicy"}]
    if statement.unresolved:
        document[PASSAGE] = {"@list": [_passage(part) for part in statement.unresolved]}
    return Exported(document, _losses(statement))


def _passage(part: Unresolved) -> Node:
    name = {"reason": part.reason, "start": part.start, "end": part.end, "words": part.words}
    return {f"{PROFILE}#{key}": {"@value": value} for key, value in name.items()}


def _about(parties: Parties) -> Node:
    told = {"target": parties.asset, "assigner": parties.assigner, "assignee": parties.assignee}
    for name in (iri for iri in told.values() if iri and not _IRI.fullmatch(iri)):
        raise BadInput(f"{name!r} is no IRI. Name assets and parties of a policy by IRIs, such as urn:asset:7.")
    return {key: iri for key, iri in told.items() if iri}


def _permission(term: Term, waits: list[Node]) -> Node:
    constraints = [*_lists(term), *_times(term), *_rest(term), *waits]
    duties: list[Node] = [{"@type": "Duty", "action": DUTIES.get(duty) or named("duty", duty)} for duty in term.duties]
    if term.exclusivity:
        duties.append({"@type": "Duty", "action": "ensureExclusivity"})
    said = {PERPETUAL: term.perpetual, CREDIT: term.attribution_text, EXCLUSIVITY: term.exclusivity}
    return {
        "@type": "Permission",
        "action": "use",
        "constraint": constraints,
        **({"duty": duties} if duties else {}),
        **{key: value for key, value in said.items() if value},
    }


def _lists(term: Term) -> Iterable[Node]:
    for axis, selection in selections(term).items():
        yield from _list(axis, selection)


def _list(axis: str, selection: Selection) -> Iterable[Node]:
    left = AXES[axis]
    if selection.allow is None:
        yield one(left, "isAnyOf", resource(UNSTATED_BY_AXIS[axis]))
    else:
        yield listed(left, "isAnyOf", [resource(named(axis, name)) for name in selection.allow])
    if selection.deny:
        yield listed(left, "isNoneOf", [resource(named(axis, name)) for name in selection.deny])
    if selection.unclear:
        yield marked(listed(left, "isNoneOf", [resource(named(axis, name)) for name in selection.unclear]))


def _times(term: Term) -> Iterable[Node]:
    if term.valid_from:
        yield compared(f"{ODRL}dateTime", "gteq", term.valid_from)
    if term.valid_until:
        yield compared(f"{ODRL}dateTime", "lteq", term.valid_until)
    elif not term.perpetual:
        yield one(TERM, "eq", resource(UNSTATED))
    if term.first_use_by:
        yield compared(FIRST_USE, "lteq", term.first_use_by)


def _rest(term: Term) -> Iterable[Node]:
    changes = [resource(named("change", change)) for change in CHANGES[term.modification]]
    yield listed(MODIFICATION, "isAnyOf", changes)
    yield from (limited(limit) for limit in term.limits)
    for kind, names in term.scope:
        yield listed(SCOPES.get(kind) or named("scope", kind), "isAnyOf", [{"@value": name} for name in names])
    yield from (one(UNCLEAR, "eq", resource(named("axis", axis))) for axis in term.unclear_axes)


def _prohibitions(statement: Statement) -> Iterable[Node]:
    if statement.prohibit_all:
        yield {"@type": "Prohibition", "action": "use"}
    if not statement.terms:
        return
    for axis in AXES:
        denials = [selections(term)[axis].deny for term in statement.terms]
        if denied := [name for name in denials[0] if all(name in deny for deny in denials)]:
            names = [resource(named(axis, name)) for name in denied]
            yield {"@type": "Prohibition", "action": "use", "constraint": [listed(AXES[axis], "isAnyOf", names)]}
    if all(term.modification is Modification.PROHIBITED for term in statement.terms):
        yield {"@type": "Prohibition", "action": ["modify", "derive"]}


def _losses(statement: Statement) -> tuple[str, ...]:
    count = len(statement.spans) + sum(len(term.spans) for term in statement.terms)
    if not count:
        return ()
    return (f"The words from which {count} values were read are not in the policy. They stay with the record.",)
