"""Mappings of a client and decisions on them as rows and back, exactly."""

import json
from dataclasses import asdict
from typing import Any

from sqlalchemy import Row

from thesaury.model.concept import MappingRelation
from thesaury.model.mapping import BY_MATCHING, Justification, MappingStatus
from thesaury.model.onboarding import (
    Counted,
    KeptMapping,
    MappingStep,
    Meaning,
    OnboardingRound,
    Reading,
    Said,
    SourceKind,
    Subject,
    SubjectKind,
)

_DECODER = json.JSONDecoder()
_KINDS, _STATUSES = {one.value: one for one in SubjectKind}, {one.value: one for one in MappingStatus}
"""To look a name up takes a fifth of what asking the class does, and thousands are read for one figure."""


def round_row(round: OnboardingRound) -> dict[str, Any]:
    """A round as a row."""
    return {**asdict(round), "kind": round.kind.value}


def read_round(row: Row[Any]) -> OnboardingRound:
    """The round of a row."""
    return OnboardingRound(**{**row._mapping, "kind": SourceKind(row.kind)})


def mapping_row(round: str, one: KeptMapping) -> dict[str, Any]:
    """A mapping as a row of its round."""
    return {
        "round": round,
        **asdict(one.subject),
        "kind": one.subject.kind.value,
        "place": one.place,
        "assets": one.assets,
        "label": one.label,
        **said_columns(one.said),
        "choices": json.dumps([asdict(choice) for choice in one.choices]),
    }


def said_columns(said: Said) -> dict[str, Any]:
    """The columns that say it; people are named in a column of their own, where an export finds them."""
    decided = said.author != BY_MATCHING
    return {"said": said_text(said), "status": said.status.value, "author": said.author, "decided": decided}


def read_mapping(row: Row[Any]) -> KeptMapping:
    """The mapping of a row."""
    choices = tuple(_of_dict(choice, BY_MATCHING) for choice in json.loads(row.choices))
    return KeptMapping(read_subject(row), read_said(row.said, row.author), row.assets, row.label, choices, row.place)


def read_counted(row: Row[Any]) -> Counted:
    """As much of the mapping of a row as counts. Most of a row are reasons and choices: of these the first alone is looked at, where
    a person decided."""
    subject, status = Subject(_KINDS[row.kind], row.field, row.value), _STATUSES[row.status]
    if status is MappingStatus.PROPOSED:
        return Counted(subject, row.assets, status, row.author)
    said = json.loads(row.said)
    meaning, target = said["meaning"], said["target"]
    as_proposed = False
    if row.decided and status is MappingStatus.ACCEPTED and row.choices != "[]":
        first, _ = _DECODER.raw_decode(row.choices, 1)
        as_proposed = (first["meaning"], first["target"]) == (meaning, target)
    return Counted(subject, row.assets, status, row.author, Meaning(meaning), target, said["label"], as_proposed)


def read_subject(row: Row[Any]) -> Subject:
    """What a row says something of."""
    return Subject(SubjectKind(row.kind), row.field, row.value)


def said_text(said: Said) -> str:
    """What is said as JSON, without its author: people are named in columns of their own."""
    return json.dumps({**asdict(said), "author": ""})


def read_said(told: str, author: str) -> Said:
    """What is said again, with its author."""
    return _of_dict(json.loads(told), author)


def step_row(round: str, step: MappingStep) -> dict[str, Any]:
    """A decision as a row of its round."""
    return {
        "round": round,
        "batch": step.batch,
        **asdict(step.subject),
        "kind": step.subject.kind.value,
        "before": said_text(step.before),
        "before_author": step.before.author,
        "after": said_text(step.after),
        "after_author": step.after.author,
        "by": step.by,
        "at": step.at,
        "undone": step.undone,
    }


def read_step(row: Row[Any]) -> MappingStep:
    """The decision of a row."""
    before, after = read_said(row.before, row.before_author), read_said(row.after, row.after_author)
    return MappingStep(row.batch, read_subject(row), before, after, row.by, row.at, row.undone)


def _of_dict(told: dict[str, Any], author: str) -> Said:
    named = {
        "meaning": Meaning(told["meaning"]),
        "relation": MappingRelation(told["relation"]),
        "justification": Justification(told["justification"]),
        "status": MappingStatus(told["status"]),
        "reading": Reading(**told.get("reading", {})),
    }
    return Said(**{**told, **named, "author": author})
