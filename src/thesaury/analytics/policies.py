"""The policies of an asset as ODRL names them, with the terms of the rights records they come from as far as these are days, markets and
channels."""

from collections.abc import Iterator, Sequence

from thesaury.analytics.terms import calendar_day, fragment, text, typed
from thesaury.model.licensing import Selection, Term
from thesaury.model.policy import Policy
from thesaury.model.rights_record import RightsRecord
from thesaury.model.statement import ODRL, THY, Iri, Literal, Statement
from thesaury.rights.keeping import is_withdrawn


def policy_statements(
    asset: str, policies: Sequence[Policy], rights: Sequence[RightsRecord] = ()
) -> Iterator[Statement]:
    """Every policy of the asset with this IRI. A rights record that still states something is one, whether or not the line found it."""
    stated = {_same(_policy_of(record)): record for record in rights if not is_withdrawn(record)}
    for policy in policies:
        record = stated.pop(_same(policy), None)
        yield from _policy(asset, policy, record.statement.terms if record else ())
    for record in stated.values():
        yield from _policy(asset, _policy_of(record), record.statement.terms)


def _policy_of(record: RightsRecord) -> Policy:
    unresolved = tuple(one.words for one in record.statement.unresolved if one.words)
    return Policy(record.source.record, record.status, record.source.text, record.source.fields, unresolved)


def _same(policy: Policy) -> tuple[object, ...]:
    """What stays the same when a person confirms what the line found."""
    return policy.record, policy.text, policy.fields


def _policy(asset: str, policy: Policy, terms: Sequence[Term]) -> Iterator[Statement]:
    node = fragment(asset, "policy", repr(policy))
    yield Statement(asset, f"{ODRL}hasPolicy", Iri(node))
    yield from typed(node, f"{ODRL}Policy")
    yield Statement(node, f"{THY}status", Literal(policy.status.value))
    yield Statement(node, f"{THY}rightsRecord", Iri(fragment(asset, "record", policy.record)))
    if policy.text:
        yield Statement(node, f"{THY}text", text(policy.text))
    for name, value in policy.fields:
        yield Statement(node, f"{THY}stated", text(f"{name}: {value}"))
    for passage in policy.unresolved:
        yield Statement(node, f"{THY}unresolved", text(passage))
    for number, term in enumerate(terms, start=1):
        yield from _term(node, f"{node}-term-{number}", term)


def _term(policy: str, node: str, term: Term) -> Iterator[Statement]:
    """One grant, as far as it is days, markets and channels; what else it asks for is in the rights record alone."""
    yield Statement(policy, f"{THY}term", Iri(node))
    yield from typed(node, f"{THY}Term")
    for name, day in (("validFrom", term.valid_from), ("validUntil", term.valid_until)):
        if day:
            yield Statement(node, f"{THY}{name}", calendar_day(day))
    yield from _selected(node, "market", "deniedMarket", term.regions)
    yield from _selected(node, "channel", "deniedChannel", term.channels)


def _selected(node: str, allowed: str, denied: str, selection: Selection) -> Iterator[Statement]:
    for name in selection.allow or ():
        yield Statement(node, f"{THY}{allowed}", text(name))
    for name in selection.deny:
        yield Statement(node, f"{THY}{denied}", text(name))
