"""What people change of a workspace, each with its deed in the audit log: the one way for pages and commands alike."""

from collections.abc import Mapping, Sequence
from typing import Any

from thesaury.model.acceptance import AcceptRule
from thesaury.model.annotation import Decision, Review
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage
from thesaury.model.flow import Flow, FlowState
from thesaury.model.likeness import Verdict
from thesaury.model.notice import Notice
from thesaury.model.time import now
from thesaury.ports.audit import deed, note
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.enrichments import Decisions
from thesaury.publishing.systems import system_of
from thesaury.sync.describing import flow_dict

_STANDING = ("live", "withdrawing", "sending", "uncertain")
"""As these is counted what a CMS shows, or may."""
_REVIEWED = "reviewed"
"""The stamp of what was found out about an asset before a person decided on it: that of no line."""
_VERBS = {Decision.ACCEPTED: "suggestion.accept", Decision.REJECTED: "suggestion.reject"}


def keep_connection(catalogue: Catalogue, connection: Connection) -> None:
    """Add a connection or replace its settings, which hold no secret.

    Raises Usage for settings that lead to another system than the one that shows what was published: nobody would withdraw it there.
    """
    before = next((kept for kept in catalogue.records.connections() if kept.name == connection.name), None)
    elsewhere = before is not None and system_of(before) != system_of(connection)
    if before and elsewhere:
        _require_left(catalogue, before)
    catalogue.records.put_connection(connection)
    if elsewhere:
        catalogue.publications.drop(connection.name)
    told = _connection(before) if before else None
    note(catalogue.audit, "connection.set", f"connection:{connection.name}", told, _connection(connection))


def _require_left(catalogue: Catalogue, before: Connection) -> None:
    counts = catalogue.publications.counts(before.name)
    if any(counts.get(name) for name in _STANDING):
        shown = counts.get("live") or counts.get("withdrawing") or 1
        raise Usage(
            f"The system of {before.name} has {shown:,} published assets still, and nobody would withdraw them there. Disconnect it first, "
            "which withdraws them, or connect the other system under a name of its own."
        )


def keep_secrets(catalogue: Catalogue, connection: str, given: Mapping[str, str]) -> None:
    """Keep the secrets of a connection, and forget those that are empty; the log has their names alone."""
    catalogue.secrets.put(connection, given)
    for verb, names in (
        ("set", [n for n, v in given.items() if v]),
        ("forget", [n for n, v in given.items() if not v]),
    ):
        if names:
            note(catalogue.audit, f"secret.{verb}", f"connection:{connection}", None, {"names": names})


def keep_flow(catalogue: Catalogue, flow: Flow, due: str) -> None:
    """Add a flow or replace the one of this name."""
    before = _flow(catalogue, flow.name)
    catalogue.flows.put(flow, due)
    note(catalogue.audit, "flow.set", f"flow:{flow.name}", before, _flow(catalogue, flow.name))


def exchange_flow(catalogue: Catalogue, name: str, before: FlowState | None, flow: Flow | None, due: str) -> bool:
    """Put this flow (or none) in the place of the one that was read; false where that is no more what is kept."""
    if not catalogue.flows.exchange(name, before, flow, due):
        return False
    told = flow_dict(before) if before else None
    note(catalogue.audit, "flow.set" if flow else "flow.remove", f"flow:{name}", told, _flow(catalogue, name))
    return True


def drop_flow(catalogue: Catalogue, name: str) -> None:
    """Remove a flow. Raises Usage where there is none."""
    before = _flow(catalogue, name)
    catalogue.flows.drop(name)
    note(catalogue.audit, "flow.remove", f"flow:{name}", before)


def drop_search(catalogue: Catalogue, name: str) -> None:
    """Forget a saved search with all it found. Raises Usage where there is none."""
    before = catalogue.saved_searches.get(name)
    catalogue.saved_searches.drop(name)
    told = {"words": before.words, "filters": dict(before.filters)} if before else None
    note(catalogue.audit, "search.remove", f"search:{name}", told)


def take_note(catalogue: Catalogue, key: str, by: str) -> Notice:
    """Acknowledge a notice; the first one stands. Raises Usage where there is none of this key."""
    noted = catalogue.notices.acknowledge(key, by, now())
    note(catalogue.audit, "notice.acknowledge", f"notice:{key}", None, {"by": noted.acknowledged_by})
    return noted


def tell_apart(catalogue: Catalogue, one: str, other: str, verdict: Verdict, by: str) -> str:
    """Say whether two assets are one; returns the asset that is left. Hold the workspace for writing."""
    left = catalogue.identities.decide(one, other, verdict, by, now())
    said = {"other": other, "verdict": verdict.value, "left": left}
    note(catalogue.audit, "identity.join" if verdict is Verdict.SAME else "identity.differ", f"asset:{one}", None, said)
    return left


def part(catalogue: Catalogue, record: str, by: str) -> str:
    """Take a record out of an asset; returns the asset it is of now. Hold the workspace for writing."""
    asset = catalogue.identities.part(record, by, now())
    note(catalogue.audit, "identity.part", f"record:{record}", None, {"asset": asset})
    return asset


def decide(catalogue: Catalogue, reviews: Sequence[Review], waiting: bool = False) -> int:
    """Record decisions on suggestions as `enrichments.review` does; returns how many changed something."""
    changed = catalogue.enrichments.review(reviews, waiting=waiting)
    if waiting and changed < len(reviews):
        reviews = _logged(catalogue, reviews)
    _read_again(catalogue, reviews)
    _note_decisions(catalogue, [(_VERBS[made.decision], made) for made in reviews])
    return changed


def decide_waiting(catalogue: Catalogue, reviews: Sequence[Review]) -> list[Review]:
    """Record the decisions of one deed (one reviewer, one moment) on what waits still; returns these: with the others somebody was
    quicker."""
    changed = decide(catalogue, reviews, waiting=True)
    return list(reviews) if changed == len(reviews) else _logged(catalogue, reviews)


def take_back(catalogue: Catalogue, reviews: Sequence[Review]) -> list[Review]:
    """Take decisions back; returns those that were: what somebody decided otherwise since stays."""
    taken = catalogue.enrichments.withdraw(reviews)
    _read_again(catalogue, taken)
    _note_decisions(catalogue, [("suggestion.undo", made) for made in taken], undone=True)
    return taken


def give_reason(catalogue: Catalogue, reviewer: str, at: str, reason: str) -> list[Review]:
    """Say why a reviewer decided as he did at this moment; returns the decisions this is said of."""
    said = catalogue.enrichments.explain(reviewer, at, reason)
    _note_decisions(catalogue, [("suggestion.explain", made) for made in said])
    return said


def _read_again(catalogue: Catalogue, reviews: Sequence[Review]) -> None:
    """Let assets be annotated again at the next run where a concept of the client's own that is mapped was decided on: its target follows
    it."""
    mapped = catalogue.client_words.concepts()
    if mapped and (assets := sorted({made.asset for made in reviews if made.concept in mapped})):
        catalogue.enrichments.advance(assets, _REVIEWED)


def _logged(catalogue: Catalogue, reviews: Sequence[Review]) -> list[Review]:
    """Those of these decisions that stand in the log."""
    moments = {(made.reviewer, made.at) for made in reviews}
    kept = {
        made
        for who, at in moments
        for _, made in catalogue.enrichments.latest(Decisions(reviewer=who, at=at), len(reviews))
    }
    return [made for made in reviews if made in kept]


def _note_decisions(catalogue: Catalogue, made: Sequence[tuple[str, Review]], undone: bool = False) -> None:
    told = [
        {"concept": one.concept, "reviewer": one.reviewer}
        | ({"decision": one.decision.value} if undone else {})
        | ({"reason": one.reason} if one.reason else {})
        for _, one in made
    ]
    deeds = [
        deed(action, f"asset:{one.asset}", *((said, None) if undone else (None, said)))
        for (action, one), said in zip(made, told, strict=True)
    ]
    catalogue.audit.add(deeds)


def keep_rule(catalogue: Catalogue, rule: AcceptRule, made: Sequence[Review]) -> int:
    """Keep a rule that accepts without a person, and carry it out on what waits; returns how many suggestions that accepted."""
    before = _rule(catalogue, rule.scheme)
    catalogue.accept_rules.put(rule)
    changed = catalogue.enrichments.review(made, waiting=True)
    after = {"precision": rule.precision, "threshold": rule.threshold, "accepted": changed}
    note(catalogue.audit, "accept-rule.set", f"scheme:{rule.scheme}", before, after)
    return changed


def drop_rule(catalogue: Catalogue, scheme: str) -> None:
    """Drop the rule of a scheme. Raises Usage where there is none."""
    before = _rule(catalogue, scheme)
    catalogue.accept_rules.drop(scheme)
    note(catalogue.audit, "accept-rule.remove", f"scheme:{scheme}", before)


def _connection(connection: Connection) -> dict[str, Any]:
    return {"connector": connection.connector, "settings": dict(connection.settings)}


def _flow(catalogue: Catalogue, name: str) -> dict[str, Any] | None:
    state = catalogue.flows.get(name)
    return flow_dict(state) if state else None


def _rule(catalogue: Catalogue, scheme: str) -> dict[str, Any] | None:
    kept = next((rule for rule in catalogue.accept_rules.all() if rule.scheme == scheme), None)
    return {"precision": kept.precision, "threshold": kept.threshold} if kept else None
