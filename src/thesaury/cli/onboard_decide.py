"""`onboard decide` and `onboard undo`: what holds, what does not, what is something else; and taking that back."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from thesaury.cli.onboard_shown import RoundOption, round_at, step_row
from thesaury.cli.output import DryRunOption, JsonOption, WorkspaceOption, print_json, print_table, say
from thesaury.model.concept import MappingRelation
from thesaury.model.errors import Usage
from thesaury.model.mapping import MappingStatus
from thesaury.model.onboarding import Meaning, Reading, Subject, SubjectKind

if TYPE_CHECKING:
    from thesaury.bootstrap import EmbeddedWorkspace
    from thesaury.pipeline.onboarding import Ruling

FieldArgument = Annotated[str, typer.Argument(help="The field.")]
ValuesArgument = Annotated[list[str] | None, typer.Argument(help="Values of it; without any the field itself.")]
ConceptOption = Annotated[str, typer.Option(help="In the place of a field: a concept of the client's, by IRI.")]


def register(group: typer.Typer) -> None:
    """Add the commands of this module."""
    group.command()(decide)
    group.command()(undo)
    group.command()(history)


def decide(
    field: FieldArgument = "",
    values: ValuesArgument = None,
    accept: Annotated[bool, typer.Option("--accept", help="What is said now holds.")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="It does not hold, and is not proposed again.")] = False,
    to: Annotated[str, typer.Option(help="It is this concept of the shared model, by IRI or label.")] = "",
    own: Annotated[bool, typer.Option("--own", help="It stays the client's own.")] = False,
    nothing: Annotated[bool, typer.Option("--nothing", help="It is nothing to be mapped.")] = False,
    role: Annotated[str, typer.Option(help="The field has this role.")] = "",
    relation: Annotated[MappingRelation | None, typer.Option(help="How it corresponds to the concept.")] = None,
    language: Annotated[str | None, typer.Option(help="The language of the field's texts.")] = None,
    separator: Annotated[
        str | None, typer.Option(help="The sign between the values of a cell; empty for none.")
    ] = None,
    dates: Annotated[str | None, typer.Option(help="How its days are written: dmy, mdy or ymd.")] = None,
    decimal: Annotated[str | None, typer.Option(help="The sign before decimals: a comma or a point.")] = None,
    sure: Annotated[
        float | None, typer.Option(min=0, max=1, help="Accept everything proposed that is at least so sure.")
    ] = None,
    kind: Annotated[SubjectKind | None, typer.Option(help="With --sure: only fields, values or concepts.")] = None,
    concept: ConceptOption = "",
    round: RoundOption = "",
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Decide on a field, on values of it, or on everything that is sure enough. Each call is taken back as one.

    Examples:

      thesaury onboard decide Légende --role description --language fr

      thesaury onboard decide Indexation jardin nappe --accept

      thesaury onboard decide Indexation "petit-déjeuner" --to breakfast --relation exactMatch

      thesaury onboard decide Échéance --accept --dates dmy

      thesaury onboard decide --sure 0.9 --kind value
    """
    from thesaury.pipeline.onboarding import Ruling, ready
    from thesaury.pipeline.onboarding import decide as decide_all
    from thesaury.pipeline.onboarding.telling import step_dict
    from thesaury.ports.mappings import WantedMappings

    given = {"accept": accept, "reject": reject, "to": to, "own": own, "nothing": nothing, "role": role}
    chosen, reading = [name for name, value in given.items() if value], Reading(separator, dates, decimal)
    with round_at(workspace, round) as (opened, called):
        if sure is not None:
            if chosen or values or concept or reading != Reading():
                raise Usage(
                    "--sure accepts what is proposed: it goes with a field, --kind, --relation and --language alone."
                )
            seen = ready(opened, called.name, sure, WantedMappings((kind,) if kind else (), (), field))
            rulings = dict.fromkeys(seen, Ruling(relation=relation, language=language))
        else:
            seen = {}
            ruling = replace(_ruling(opened, chosen, to, role, relation, language), reading=reading)
            rulings = dict.fromkeys(_subjects(field, values or [], concept), ruling)
        steps = [] if dry_run else decide_all(opened, called, rulings, seen)
    if as_json:
        done = {"round": called.name, "asked": len(rulings), "decided": len(steps), "dry_run": dry_run}
        print_json(done | {"steps": [step_dict(step) for step in steps]})
    say(f"{len(rulings)} would be decided." if dry_run else f"{len(steps)} of {len(rulings)} decided.")


def undo(
    field: FieldArgument = "",
    values: ValuesArgument = None,
    concept: ConceptOption = "",
    round: RoundOption = "",
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take back what was decided last, at once, or what was decided last on one field or value.

    Examples:

      thesaury onboard undo

      thesaury onboard undo Indexation nappe
    """
    from thesaury.pipeline.onboarding import undo as undo_last
    from thesaury.pipeline.onboarding.telling import step_dict

    subjects = _subjects(field, values or [], concept) if field or concept else []
    if len(subjects) > 1:
        raise Usage("One value at a time is taken back, or without a name everything that was decided at once.")
    with round_at(workspace, round) as (opened, called):
        steps = undo_last(opened, called, subjects[0] if subjects else None)
    if as_json:
        print_json({"round": called.name, "undone": [step_dict(step) for step in steps]})
    say(f"{len(steps)} taken back.")


def history(
    limit: Annotated[int, typer.Option(min=1, help="How many decisions at most.")] = 50,
    before: Annotated[int, typer.Option(min=0, help="Only batches before this one, of the page before.")] = 0,
    round: RoundOption = "",
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """List what was decided, the last first, taken back or not.

    Example: thesaury onboard history --limit 10
    """
    from thesaury.pipeline.onboarding.telling import step_dict

    with round_at(workspace, round) as (opened, called):
        steps = opened.catalogue.mappings.steps(called.name, limit, before)
    if as_json:
        print_json({"round": called.name, "steps": [step_dict(step) for step in steps]})
        return
    print_table(("batch", "when", "who", "field", "value", "before", "after", ""), [step_row(step) for step in steps])
    if not steps:
        say(
            "Nothing was decided yet. Decide with: thesaury onboard decide"
            if not before
            else "Nothing was decided before that."
        )


def _subjects(field: str, values: list[str], concept: str) -> list[Subject]:
    if bool(field) is bool(concept):
        raise Usage("Name a field, a field and values of it, or a concept with --concept IRI.")
    if concept:
        return [Subject(SubjectKind.CONCEPT, "", concept)]
    return [Subject(SubjectKind.VALUE, field, value) for value in values] or [Subject(SubjectKind.FIELD, field)]


def _ruling(
    opened: "EmbeddedWorkspace",
    chosen: list[str],
    to: str,
    role: str,
    relation: MappingRelation | None,
    language: str | None,
) -> "Ruling":
    from thesaury.pipeline.brand.naming import concept_called
    from thesaury.pipeline.onboarding import Ruling

    if len(chosen) != 1:
        raise Usage("Say one of --accept, --reject, --to CONCEPT, --own, --nothing and --role ROLE.")
    status = MappingStatus.REJECTED if chosen == ["reject"] else MappingStatus.ACCEPTED
    meanings = {"to": Meaning.CONCEPT, "own": Meaning.OWN, "nothing": Meaning.NOTHING, "role": Meaning.ROLE}
    target = concept_called(opened, to) if to else role
    return Ruling(status, meanings.get(chosen[0]), target, relation, language)
