"""Mappings of a client as rows and as JSON of a stable shape."""

from typing import Annotated, Any

import typer

from thesaury.model.onboarding import KeptMapping, MappingStep, Meaning, Said, Subject

RoundOption = Annotated[str, typer.Option(help="The round; otherwise the only one.")]


def kept_told(one: KeptMapping) -> dict[str, Any]:
    """A mapping as JSON."""
    return {
        **_subject(one.subject),
        "label": one.label,
        "assets": one.assets,
        "place": one.place,
        **_said(one.said),
        "author": one.said.author,
        "at": one.said.at,
        "choices": [_said(choice) for choice in one.choices],
    }


def kept_row(one: KeptMapping, spoken: str) -> tuple[object, ...]:
    """A mapping as a row; roles are called as in the language that is spoken."""
    from thesaury.onboarding.fields import FieldRole, role_name

    said = one.said
    is_ = role_name(FieldRole(said.target), spoken) if said.meaning is Meaning.ROLE else said.label or said.target
    language = f" ({said.language})" if said.language else ""
    relation = said.relation.value if said.meaning is Meaning.CONCEPT else ""
    sure = "" if said.confidence is None else f"{said.confidence:.2f}"
    subject = one.subject
    value = one.label or subject.value
    return subject.field, value, one.assets, said.status.value, said.meaning.value, f"{is_}{language}", relation, sure


def step_told(step: MappingStep) -> dict[str, Any]:
    """A decision as JSON."""
    told = {"batch": step.batch, **_subject(step.subject), "before": _said(step.before), "after": _said(step.after)}
    return told | {"by": step.by, "at": step.at, "undone": step.undone}


def step_row(step: MappingStep) -> tuple[object, ...]:
    """A decision as a row."""
    told = (
        f"{said.status.value} {said.meaning.value} {said.label or said.target}".strip()
        for said in (step.before, step.after)
    )
    undone = "taken back" if step.undone else ""
    return step.batch, step.at, step.by, step.subject.field, step.subject.value, *told, undone


def _subject(subject: Subject) -> dict[str, Any]:
    return {"kind": subject.kind.value, "field": subject.field, "value": subject.value}


def _said(said: Said) -> dict[str, Any]:
    return {
        "status": said.status.value,
        "meaning": said.meaning.value,
        "target": said.target,
        "target_label": said.label,
        "relation": said.relation.value if said.meaning is Meaning.CONCEPT else "",
        "language": said.language,
        "confidence": said.confidence,
        "justification": said.justification.value,
        "explanation": said.explanation,
    }
