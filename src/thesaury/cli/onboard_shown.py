"""What the commands of onboarding share: the round they are about, and mappings and decisions of it as rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from thesaury.cli.output import workspace_at
from thesaury.model.onboarding import KeptMapping, MappingStep, Meaning, OnboardingRound

if TYPE_CHECKING:
    from thesaury.bootstrap import EmbeddedWorkspace

RoundOption = Annotated[str, typer.Option(help="The round; otherwise the only one.")]


@contextmanager
def round_at(workspace: Path | None, name: str) -> Iterator[tuple["EmbeddedWorkspace", OnboardingRound]]:
    """The workspace as `workspace_at` finds it, and the round of this name, or without one the only one that there is."""
    from thesaury.pipeline.onboarding import round_named

    with workspace_at(workspace) as opened:
        yield opened, round_named(opened, name)


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
    at = datetime.fromisoformat(step.at).isoformat(timespec="seconds")
    return step.batch, at, step.by, step.subject.field, step.subject.value, *told, undone
