"""`vocabulary edit NAME label`, `text`, `relate`, `map`, `scheme`, `file`: what is said of concepts, and edits from a file."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from thesaury.cli.editing_done import ConceptArgument, LabelArgument, carried_out, edited, label_of
from thesaury.cli.output import DryRunOption, JsonOption, WorkspaceOption
from thesaury.model import edit as edits
from thesaury.model.concept import LabelKind, MappingRelation
from thesaury.model.edit import Edit, TextField
from thesaury.model.edit_json import edit_of
from thesaury.model.errors import BadInput, Unreachable, Usage

_KINDS = {"preferred": LabelKind.PREFERRED, "alternative": LabelKind.ALTERNATIVE, "hidden": LabelKind.HIDDEN}
_RELATIONS = {relation.value.removesuffix("Match"): relation for relation in MappingRelation}
_FIELDS = {"definition": TextField.DEFINITION, "note": TextField.NOTE}


def register(group: typer.Typer) -> None:
    """Add the commands of this module."""
    for command in (label, text, relate, scheme):
        group.command()(command)
    group.command(name="map")(map_to)
    group.command(name="file")(from_file)


def label(
    context: typer.Context,
    concept: ConceptArgument,
    text: LabelArgument,
    kind: Annotated[str, typer.Option(help=f"{', '.join(_KINDS)}.")] = "alternative",
    away: Annotated[bool, typer.Option("--remove", help="Take the label away.")] = False,
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Add a label, or take one away."""
    held = _one_of(kind, _KINDS, "kind of label")
    making = edits.RemoveLabel if away else edits.AddLabel
    edited(context, lambda find: making(find(concept), held, label_of(text)), workspace, dry_run, as_json)


def text(
    context: typer.Context,
    concept: ConceptArgument,
    field: Annotated[str, typer.Argument(help=f"{' or '.join(_FIELDS)}.")],
    texts: Annotated[list[str] | None, typer.Argument(help="What to write; nothing takes away what is there.")] = None,
    language: Annotated[str, typer.Option(help="Its language, such as en.")] = "",
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Write the definition or the notes of a concept in one language."""
    held, written = _one_of(field, _FIELDS, "text"), tuple(texts or [])
    edited(context, lambda find: edits.SetTexts(find(concept), held, language, written), workspace, dry_run, as_json)


def relate(
    context: typer.Context,
    concept: ConceptArgument,
    other: ConceptArgument,
    away: Annotated[bool, typer.Option("--remove", help="Take that back.")] = False,
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Say that two concepts have to do with each other."""
    making = edits.Unrelate if away else edits.Relate
    edited(context, lambda find: making(find(concept), find(other)), workspace, dry_run, as_json)


def map_to(
    context: typer.Context,
    concept: ConceptArgument,
    relation: Annotated[str, typer.Argument(help=f"{', '.join(_RELATIONS)}.")],
    target: Annotated[str, typer.Argument(help="The IRI of a concept elsewhere.")],
    away: Annotated[bool, typer.Option("--remove", help="Take the mapping back.")] = False,
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Map a concept to one elsewhere."""
    held, making = _one_of(relation, _RELATIONS, "relation"), edits.Unmap if away else edits.Map
    edited(context, lambda find: making(find(concept), held, target), workspace, dry_run, as_json)


def scheme(
    context: typer.Context,
    titles: Annotated[list[str], typer.Argument(help="Titles as text@language.")],
    iri: Annotated[str, typer.Option(help="The IRI; otherwise one is made.")] = "",
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Add a concept scheme."""
    edited(context, lambda _: edits.AddScheme(iri, tuple(map(label_of, titles))), workspace, dry_run, as_json)


def from_file(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A JSON array of edits, as the interface takes them.")],
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Carry out the edits of a file, all or none."""
    carried_out(context, lambda _: _read(file), workspace, dry_run, as_json)


def _read(file: Path) -> list[Edit]:
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise Unreachable(f"{file} cannot be opened: {error.strerror}. Check the path and its permissions.") from error
    except ValueError as error:
        raise BadInput(f"{file} is no JSON: {error}. Write an array of edits.") from error
    if not isinstance(told, list) or not all(isinstance(one, dict) for one in told):
        raise BadInput(f"{file} is no JSON array of edits.")
    return [edit_of(one) for one in told]


def _one_of(given: str, known: dict[str, Any], what: str) -> Any:
    if given not in known:
        raise Usage(f"There is no {what} {given!r}. There are: {', '.join(known)}.")
    return known[given]
