"""Findings to clauses, and clauses to grants: which of them speak of the same use, and what they share."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from thesaury.rights.parsing.drafts import Draft, names
from thesaury.rights.parsing.meanings import Found, Kind

_EDGES = frozenset({Kind.PLAIN, Kind.COLON, Kind.COMMA})


def clauses_of(found: Sequence[Found]) -> Iterator[list[Found]]:
    """The findings between two ends of clauses; one that names channels with dates twice is two. Of a picture that is composed of
    several, each bracket ends the clause of one of them."""
    clause: list[Found] = []
    composed = any(each.kind is Kind.PARTS for each in found)
    for each in found:
        if each.kind is Kind.BREAK or (composed and each.kind is Kind.CLOSE):
            yield from _split(clause)
            clause = []
        else:
            clause.append(each)
    yield from _split(clause)


def _split(clause: list[Found]) -> Iterator[list[Found]]:
    """ "Website until June, packaging until August": a new channel after a date, with a date of its own."""
    start = 0
    for at, each in enumerate(clause):
        if each.kind is not Kind.COMMA or at + 1 >= len(clause):
            continue
        before, rest = clause[start:at], clause[at + 1 :]
        first = next((f for f in rest if f.kind not in _EDGES and f.kind is not Kind.JOIN), None)
        last = next((f for f in reversed(before) if f.kind not in _EDGES), None)
        ended = last is not None and last.kind in (Kind.DATE, Kind.PERPETUAL)
        if ended and first is not None and first.kind is Kind.CHANNEL and _granted(before) and _dated(rest):
            yield before
            start = at + 1
    if clause[start:]:
        yield clause[start:]


def _granted(findings: Sequence[Found]) -> bool:
    return any(f.kind is Kind.CHANNEL for f in findings) and _dated(findings)


def _dated(findings: Sequence[Found]) -> bool:
    return any(f.kind in (Kind.DATE, Kind.PERPETUAL) for f in findings)


def grants_of(drafts: Sequence[Draft]) -> list[Draft]:
    """Clauses put together: a clause with channels and bounds of its own is a grant of its own beside another such; what only
    denies, or has no channel, holds for all of them."""
    alone = [draft for draft in drafts if draft.grants and draft.bounded]
    separate = len(alone) > 1
    grants: list[Draft] = []
    shared: list[Draft] = []
    for draft in drafts:
        if separate and draft in alone:
            grants.append(draft)
        elif separate:
            shared.append(draft)
        else:
            shared.append(draft)
    if not separate:
        return [together(shared)] if shared else []
    return [_beside(grant, shared) for grant in grants]


def together(drafts: Sequence[Draft]) -> Draft:
    """One grant of several clauses; a cap in a clause of its own holds for the channels of that clause."""
    whole = Draft()
    granting = [draft for draft in drafts if draft.grants]
    for draft in drafts:
        if draft.limits and draft.grants and len(granting) > 1:
            channels = names(draft.parts[Kind.CHANNEL].allow)
            draft.limits = [(found, channels) for found, _ in draft.limits]
        whole.add(draft)
    return whole


def _beside(grant: Draft, shared: Sequence[Draft]) -> Draft:
    """A grant with what the other clauses say of all; what they allow where the grant says something itself does not widen it."""
    whole = Draft()
    whole.add(grant)
    for other in shared:
        extra = Draft()
        extra.add(other)
        for kind, part in extra.parts.items():
            if whole.parts[kind].allow or kind is Kind.CHANNEL:
                part.allow, part.included = [], []
        if any(times.ends for times in grant.times):
            extra.times = [replace(times, perpetual=[]) for times in extra.times]
        whole.add(extra)
    return whole
