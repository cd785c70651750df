"""Replaced concepts: what people accepted of a concept that was merged or deprecated holds for what replaces it, as long as it does."""

from collections.abc import Iterator

from thesaury.model.annotation import BY_RULE, Decision, Review
from thesaury.model.time import now
from thesaury.pipeline.keeping import decide
from thesaury.pipeline.words import thesaurus_of
from thesaury.ports.enrichments import Decisions, Enrichments
from thesaury.ports.workspace import Workspace
from thesaury.vocabulary.thesaurus import Thesaurus

REPLACED = f"{BY_RULE}replaced"
"""Who decides: a rule, so that nobody learns from it and a person's own word on the other concept comes first."""

_BY, _FOR, _SAID = "replaced by ", "in place of ", ", accepted by "
"""What the reasons of the two decisions say: on the concept that was left, and on its successor; then who had accepted the first."""

_PAGE = 1_000


def follow_replacements(workspace: Workspace) -> int:
    """Carry decisions over to the concepts that replace theirs, and back where a replaced concept is in use again; returns how many.

    Doing it again changes nothing, so that a line that was cut off anywhere makes it whole the next time.
    """
    thesaurus, enrichments = thesaurus_of(workspace), workspace.catalogue.enrichments
    back = _taken_back(enrichments, thesaurus)
    taken = len(enrichments.withdraw(back)) if back else 0
    made = list(_carried_over(enrichments, thesaurus))
    if made:
        decide(workspace.catalogue, made)
    return taken + len(made)


def _carried_over(enrichments: Enrichments, thesaurus: Thesaurus) -> Iterator[Review]:
    """For each accepted decision on a replaced concept: no more of that one, and its successor where nobody decided on that yet."""
    at, held = now(), {iri for iri, one in enrichments.carried().items() if one.accepted}
    for concept in thesaurus:
        successor = thesaurus.successor(concept.iri)
        if successor == concept.iri or concept.iri not in held or not thesaurus.approved(successor):
            continue
        decided = _newest(enrichments, Decisions(concept=successor))
        for asset, review in _newest(enrichments, Decisions(concept=concept.iri)).items():
            if review.decision is Decision.ACCEPTED:
                said = f"{_SAID}{review.reviewer}"
                yield Review(asset, concept.iri, Decision.REJECTED, REPLACED, at, f"{_BY}{successor}{said}")
                if asset not in decided:
                    yield Review(asset, successor, Decision.ACCEPTED, REPLACED, at, f"{_FOR}{concept.iri}{said}")


def _taken_back(enrichments: Enrichments, thesaurus: Thesaurus) -> list[Review]:
    """What was carried over to concepts that replace theirs no more, with what was carried on from there, newest first.

    What people decided since lies above it in the log and stays: only the newest decisions are withdrawn.
    """
    moved = {said for said in enrichments.grounds(REPLACED) if _moved(thesaurus, *said)}
    if not moved:
        return []
    ours = list(_log(enrichments, Decisions(reviewer=REPLACED)))[::-1]
    left = [one for one in ours if one.decision is Decision.REJECTED]
    standing = {_step(one) for one in left if (one.concept, one.reason) not in moved}
    adrift: set[tuple[str, str]] = set()
    back: list[Review] = []
    for one in ours:
        held, step = (one.asset, one.concept), _step(one)
        if one.decision is Decision.REJECTED:
            if (one.concept, one.reason) in moved or (held in adrift and one.reason.endswith(f"{_SAID}{REPLACED}")):
                standing.discard(step)
                back.append(one)
        elif step in standing:
            adrift.discard(held)
        else:
            adrift.add(held)
            back.append(one)
    return back[::-1]


def _moved(thesaurus: Thesaurus, concept: str, reason: str) -> bool:
    """Whether what holds for a concept now lies elsewhere than on the way that its decisions were carried."""
    holds = thesaurus.successor(concept)
    on_the_way = holds != concept and holds == thesaurus.successor(_other(reason))
    return thesaurus.approved(holds) and not on_the_way


def _step(review: Review) -> tuple[str, str, str]:
    """The asset, and from which concept to which one it was carried: the same of both decisions that say so."""
    pair = review.concept, _other(review.reason)
    return (review.asset, *(pair if review.decision is Decision.REJECTED else pair[::-1]))


def _other(reason: str) -> str:
    return reason.removeprefix(_BY).removeprefix(_FOR).partition(_SAID)[0]


def _newest(enrichments: Enrichments, sought: Decisions) -> dict[str, Review]:
    """The newest decision on one concept of each asset that has any."""
    found: dict[str, Review] = {}
    for review in _log(enrichments, sought):
        found.setdefault(review.asset, review)
    return found


def _log(enrichments: Enrichments, sought: Decisions) -> Iterator[Review]:
    before = 0
    while rows := enrichments.latest(sought, _PAGE, before):
        yield from (review for _, review in rows)
        before = rows[-1][0]
