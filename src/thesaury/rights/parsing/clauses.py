"""Findings to clauses, and clauses to grants: which of them speak of the same use, and what they share."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from thesaury.rights.parsing.drafts import Draft, names
from thesaury.rights.parsing.meanings import Found, Kind

_MOST = 40_000
"""Grants times clauses of the largest text that is read: two hundred licences in one text."""
_DATES = frozenset({Kind.DATE, Kind.PERPETUAL})
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
    dated = [at for at, f in enumerate(clause) if f.kind in _DATES]
    latest = dated[-1] if dated else 0
    for at, each in enumerate(clause[:latest]):
        if each.kind is not Kind.COMMA:
            continue
        last = next((clause[index] for index in range(at - 1, start - 1, -1) if clause[index].kind not in _EDGES), None)
        if last is None or last.kind not in _DATES:
            continue
        behind = (clause[index] for index in range(at + 1, len(clause)))
        first = next((f for f in behind if f.kind not in _EDGES and f.kind is not Kind.JOIN), None)
        if first is not None and first.kind is Kind.CHANNEL and _granted(clause[start:at]):
            yield clause[start:at]
            start = at + 1
    if clause[start:]:
        yield clause[start:]


def _granted(findings: Sequence[Found]) -> bool:
    return any(f.kind is Kind.CHANNEL for f in findings) and _dated(findings)


def _dated(findings: Sequence[Found]) -> bool:
    return any(f.kind in _DATES for f in findings)


def too_many(drafts: Sequence[Draft]) -> bool:
    """Whether clauses are so many grants, and so many hold for each of them, that a person has to read them."""
    alone = sum(map(_alone, drafts))
    return alone * len(drafts) > _MOST and alone > 1


def _alone(draft: Draft) -> bool:
    return draft.grants and draft.bounded and not draft.waits


def grants_of(drafts: Sequence[Draft]) -> list[Draft]:
    """Clauses put together: a clause with channels and bounds of its own is a grant of its own beside another such; what only
    denies, or has no channel, holds for all of them."""
    alone = [draft for draft in drafts if _alone(draft)]
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


def by_paragraph(drafts: Sequence[Draft], paragraphs: Sequence[int]) -> list[Draft]:
    """The drafts, where no clause but several paragraphs are whole grants (a channel, a place and a time, each on a line of its own):
    one draft of each of them. Otherwise as they are."""
    if len(set(paragraphs)) < 2 or any(_whole(draft) for draft in drafts):
        return list(drafts)
    blocks: dict[int, list[Draft]] = {}
    for draft, paragraph in zip(drafts, paragraphs, strict=True):
        blocks.setdefault(paragraph, []).append(draft)
    whole = {number: draft for number, block in blocks.items() if _whole(draft := _copied(block))}
    if len(whole) < 2:
        return list(drafts)
    return [draft for number, block in blocks.items() for draft in ([whole[number]] if number in whole else block)]


def _copied(drafts: Sequence[Draft]) -> Draft:
    made = Draft()
    for draft in drafts:
        made.add(draft)
    return made


def _whole(draft: Draft) -> bool:
    """Whether it says by itself how, where and until when, and nothing of that twice."""
    said = [times for times in draft.times if times.said()]
    return draft.grants and bool(draft.parts[Kind.REGION].allow) and len(said) == 1 and not draft.crossed


def together(drafts: Sequence[Draft]) -> Draft:
    """One grant of several clauses; a cap in a clause of its own holds for the channels of that clause."""
    if len(drafts) == 1:
        return drafts[0]
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
