"""The review queue in pages, and decisions on what waits."""

from collections.abc import Sequence
from typing import Any

from thesaury.enrichment.explaining import phrases, titles
from thesaury.enrichment.review import Waiting, waiting
from thesaury.model.annotation import Decision, Evidence, QueueOrder, Review
from thesaury.model.errors import Outdated, Usage
from thesaury.model.time import instant
from thesaury.pipeline import project
from thesaury.pipeline.keeping import decide, decide_waiting, give_reason, take_back
from thesaury.pipeline.reviewing import show_in_search
from thesaury.ports.enrichments import Decisions
from thesaury.web.api.paging import cursor_of, place_of
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller
from thesaury.web.failures import NotHere

MOST = 500
"""Decisions of one request."""

_FARTHEST = 100_000
"""Suggestions that a cursor can lead past; who has not decided on any of those looks at a higher score."""

_Key = tuple[float, str, str]


def queue(desk: Desk, order: QueueOrder, minimum: float, limit: int, cursor: str) -> dict[str, Any]:
    """A page of suggestions. Those after a cursor come behind its last one by score, asset and concept, whatever was decided since."""
    catalogue = desk.workspace.catalogue
    question = ["review", order.value, minimum]
    place = place_of(cursor, question, int, float, str, str)
    passed, behind = (int(place[0]), _key(float(place[1]), str(place[2]), str(place[3]))) if place else (0, None)
    found = waiting(catalogue, min(passed, _FARTHEST) + limit + 1, minimum, order)
    rest = [one for one in found if behind is None or _key_of(one) > behind]
    page = rest[:limit]
    following = None
    if order is QueueOrder.SUREST and len(rest) > limit:
        last = page[-1]
        place_of_last = (passed + limit, last.suggestion.score, last.asset.id, last.suggestion.concept)
        following = cursor_of(question, place_of_last)
    return {"waiting": catalogue.enrichments.counts().suggestions, "suggestions": _told(desk, page), "next": following}


def decided(desk: Desk, wanted: Sequence[tuple[str, str, str, str]]) -> dict[str, Any]:
    """Decide on those of these suggestions that wait; the others are conflicts. What was decided stays, though search may show it
    only when whoever writes to it is done. Raises NotHere for an asset that is not there, Usage for a suggestion that is named twice."""
    pairs = [(asset, concept) for asset, concept, _, _ in wanted]
    if twice := next((pair for pair in pairs if pairs.count(pair) > 1), None):
        raise Usage(f"The concept {twice[1]} of asset {twice[0]} stands twice in these decisions. Keep one of the two.")
    ids = list(dict.fromkeys(asset for asset, _ in pairs))
    if len(desk.workspace.catalogue.records.assets(ids)) < len(ids):
        raise NotHere("asset")
    at, who = instant(), caller().name
    reviews = [
        Review(*pair, Decision(said), who, at, why.strip())
        for pair, (_, _, said, why) in zip(pairs, wanted, strict=True)
    ]
    made = {(one.asset, one.concept) for one in decide_waiting(desk.workspace.catalogue, reviews)}
    if made:
        show_in_search(desk.workspace)
    outcomes = [{"asset": a, "concept": c, "outcome": "decided" if (a, c) in made else "conflict"} for a, c in pairs]
    return {"decisions": outcomes, "changed": len(made), "at": at if made else ""}


def standing(desk: Desk, asset: str, concept: str) -> dict[str, Any]:
    """How a concept stands with an asset: waiting, accepted, rejected or none. Raises NotHere."""
    if desk.asset(asset) is None:
        raise NotHere("asset")
    findings = desk.workspace.catalogue.enrichments.findings([asset])[asset]
    found = desk.workspace.catalogue.enrichments.latest(Decisions(asset=asset, concept=concept), 1)
    newest = found[0][1] if found else None
    state = newest.decision.value if newest else "none"
    if any(one.concept == concept for one in findings.suggestions):
        state = "waiting"
    elif any(one.concept == concept for one in findings.annotations):
        state = "accepted"
    who, at = (newest.reviewer, newest.at) if newest else ("", "")
    return {
        "asset": asset,
        "concept": concept,
        "state": state,
        "reviewer": who,
        "at": at,
        "reason": newest.reason if newest else "",
    }


def overruled(desk: Desk, asset: str, concept: str, decision: str, reason: str) -> dict[str, Any]:
    """Decide on a concept whatever was decided before. Hold the workspace for writing. Raises NotHere where the concept has nothing to do
    with the asset."""
    if standing(desk, asset, concept)["state"] == "none":
        raise NotHere("suggestion")
    decide(
        desk.workspace.catalogue, [Review(asset, concept, Decision(decision), caller().name, instant(), reason.strip())]
    )
    project(desk.workspace)
    return standing(desk, asset, concept)


def history(desk: Desk, sought: Decisions, limit: int, before: int) -> tuple[list[dict[str, Any]], int]:
    """The newest decisions below a number of the log (0: all), and the number the next page begins below; 0 on the last one."""
    latest = desk.workspace.catalogue.enrichments.latest
    found = latest(sought, limit + 1, before)
    told = [
        _decision(one)
        | {"number": number, "stands": latest(Decisions(asset=one.asset, concept=one.concept), 1)[0][0] == number}
        for number, one in found[:limit]
    ]
    return told, found[limit - 1][0] if len(found) > limit else 0


def withdrawn(desk: Desk, sought: Decisions) -> list[dict[str, Any]]:
    """Take back what one reviewer decided at one moment; what somebody decided otherwise since stays. Raises Outdated where nothing is
    left to take back."""
    made = [one for _, one in desk.workspace.catalogue.enrichments.latest(sought, MOST)]
    taken = take_back(desk.workspace.catalogue, made)
    if not taken:
        raise Outdated("There is nothing to take back: nobody decided so, or somebody decided otherwise since.")
    show_in_search(desk.workspace)
    return [_decision(one) for one in taken]


def explained(desk: Desk, at: str, reason: str) -> list[dict[str, Any]]:
    """Say why the caller decided as he did at this moment. Raises Outdated where he decided nothing then."""
    said = give_reason(desk.workspace.catalogue, caller().name, at, reason.strip())
    if not said:
        raise Outdated(
            "You decided nothing at this moment that stands still. `at` of a decision says when it was made."
        )
    return [_decision(one) for one in said]


def _decision(one: Review) -> dict[str, Any]:
    said = {name: getattr(one, name) for name in ("asset", "concept", "reviewer", "at", "reason")}
    return said | {"decision": one.decision.value}


def _told(desk: Desk, waits: Sequence[Waiting]) -> list[dict[str, Any]]:
    lexicon = desk.lexicon()
    near = titles(desk.workspace.catalogue, (one.suggestion for one in waits), desk.workspace.languages)
    return [
        {
            "asset": one.asset.id,
            "title": one.asset.title(desk.workspace.languages),
            "concept": one.suggestion.concept,
            "label": lexicon.thesaurus.label(one.suggestion.concept, lexicon.languages),
            "score": one.suggestion.score,
            "evidence": [_evidence(evidence) for evidence in one.suggestion.evidence],
            "reasons": list(phrases(one.suggestion, near, lexicon.thesaurus, lexicon.languages)),
        }
        for one in waits
    ]


def _evidence(one: Evidence) -> dict[str, Any]:
    return {name: getattr(one, name) for name in ("field", "start", "end", "quote", "label")}


def _key(score: float, asset: str, concept: str) -> _Key:
    return -score, asset, concept


def _key_of(one: Waiting) -> _Key:
    return _key(one.suggestion.score, one.asset.id, one.suggestion.concept)
