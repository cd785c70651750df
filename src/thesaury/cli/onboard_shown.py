"""Mappings of a client as rows."""

from typing import Annotated

import typer

from thesaury.model.onboarding import KeptMapping, MappingStep, Meaning

RoundOption = Annotated[str, typer.Option(help="The round; otherwise the only one.")]


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


def step_row(step: MappingStep) -> tuple[object, ...]:
    """A decision as a row."""
    told = (
        f"{said.status.value} {said.meaning.value} {said.label or said.target}".strip()
        for said in (step.before, step.after)
    )
    undone = "taken back" if step.undone else ""
    return step.batch, step.at, step.by, step.subject.field, step.subject.value, *told, undone
