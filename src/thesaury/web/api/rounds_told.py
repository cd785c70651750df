"""Rounds of onboarding as programs see them, and the decisions that they send."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from thesaury.dispatch.onboarding import proposing
from thesaury.model.errors import Usage
from thesaury.model.mapping import MappingStatus
from thesaury.model.onboarding import (
    KeptMapping,
    MappingStep,
    Meaning,
    OnboardingRound,
    Reading,
    SourceKind,
    Subject,
    SubjectKind,
)
from thesaury.pipeline.onboarding import Ruling, decide, ready
from thesaury.ports.mappings import WantedMappings, round_called
from thesaury.web.api.models import onboarding as models
from thesaury.web.desk import Desk
from thesaury.web.failures import NotHere

_STATUSES = {"reject": MappingStatus.REJECTED, "open": MappingStatus.PROPOSED}


def known(desk: Desk, name: str) -> OnboardingRound:
    """The round of exactly this name. Raises NotHere."""
    found = round_called(desk.workspace.catalogue.mappings, name)
    if found is None:
        raise NotHere("round")
    return found


def round_told(desk: Desk, round: OnboardingRound) -> dict[str, Any]:
    """A round with how far it is; of a table the name of its file alone, for where that lies is the server's own business."""
    at, counts = proposing(desk.workspace.catalogue, round), desk.workspace.catalogue.mappings.counts(round.name)
    told: dict[str, dict[str, int]] = {}
    for (kind, status), count in counts.items():
        told.setdefault(kind.value, {})[status.value] = count
    return {
        "name": round.name,
        "kind": round.kind,
        "source": Path(round.source).name if round.kind is SourceKind.TABLE else round.source,
        "vocabulary": round.vocabulary,
        "begun_at": round.begun_at,
        "done_at": round.done_at,
        "state": at.state.value,
        "run": at.run,
        "stage": at.stage,
        "done": at.done,
        "total": at.total,
        "message": at.message,
        "counts": told,
    }


def decided(desk: Desk, round: OnboardingRound, body: models.DecideMappings) -> dict[str, Any]:
    """Keep what is sent, as one batch: all of it or nothing. Raises Usage that says which decision cannot be kept, and Outdated
    where somebody else decides at the same moment."""
    rulings: dict[Subject, Ruling] = {}
    found: dict[Subject, KeptMapping] = {}
    if body.sure is not None:
        wanted = WantedMappings((body.kind,) if body.kind else (), (), body.field)
        found = ready(desk.workspace, round.name, float(body.sure), wanted)
        rulings = dict.fromkeys(found, Ruling())
    rulings |= {subject_of(one): _ruling(one) for one in body.decisions}
    steps = decide(desk.workspace, round, rulings, found)
    return {"batch": _batch(steps), "asked": len(rulings), "decided": len(steps)}


def subject_of(said: models.MappingDecision | models.UndoMappings) -> Subject:
    """What is decided on. Raises Usage where that is not one thing."""
    if bool(said.field) is bool(said.concept) or (said.value and said.concept):
        raise Usage("Name a `field`, a `field` and a `value` of it, or a `concept`. Nothing was kept.")
    if said.concept:
        return Subject(SubjectKind.CONCEPT, "", said.concept)
    return Subject(SubjectKind.VALUE if said.value else SubjectKind.FIELD, said.field, said.value)


def _ruling(said: models.MappingDecision) -> Ruling:
    needed = {"role": said.role, "concept": said.to}
    for name, target in needed.items():
        if (said.decision == name) is not bool(target):
            raise Usage("`role` goes with the decision `role`, and `to` with `concept`. Nothing was kept.")
    status = _STATUSES.get(said.decision, MappingStatus.ACCEPTED)
    target = str(needed.get(said.decision, ""))
    reading = Reading(said.separator, said.dates, said.decimal)
    meaning = Meaning(said.decision) if said.decision in set(Meaning) else None
    return Ruling(status, meaning, target, said.relation, said.language, reading)


def _batch(steps: Sequence[MappingStep]) -> int:
    return steps[0].batch if steps else 0
