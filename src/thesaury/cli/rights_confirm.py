"""`rights confirm`: a person read a licence and says what it states."""

import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from thesaury.cli.output import JsonOption, WorkspaceOption, print_json, workspace_at
from thesaury.cli.rights_question import root_of
from thesaury.model.errors import BadInput, Unreachable

if TYPE_CHECKING:
    from thesaury.model.licensing import Statement

_MOST = 1 << 20


def register(group: typer.Typer) -> None:
    """Add the command to the group `rights`."""
    group.command()(confirm)


def confirm(
    record: Annotated[str, typer.Argument(metavar="RECORD#PLACE", help="As rights show and rights list name it.")],
    version: Annotated[int, typer.Option(help="The version that was read; a newer one is refused.")],
    by: Annotated[str, typer.Option(help="Who read it; otherwise you.")] = "",
    says: Annotated[
        Path | None, typer.Option(metavar="FILE", help="What it states, as JSON; - is standard input.")
    ] = None,
    nothing_else: Annotated[
        bool, typer.Option("--nothing-else", help="The words that were not understood restrict nothing.")
    ] = False,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Confirm what was read in a licence, or say what it states instead. A confirmation is void as soon as the source says
    something else.

    FILE holds a statement in the shape that rights show --json and rights parse --json print: license_model, prohibit_all, terms.

    Examples:

      thesaury rights confirm dam/4711#0 --version 1

      thesaury rights confirm dam/4711#0 --version 1 --by "Ana Roe" --says licence.json
    """
    from thesaury.pipeline.rights.asking import record_named
    from thesaury.pipeline.rights.confirming import confirm as keep
    from thesaury.rights.stating.shape import record_shape

    statement = _said(says, root_of(workspace)) if says else None
    with workspace_at(workspace) as opened:
        named = record_named(opened, record)
        made = keep(opened, *named.key, version, by or getpass.getuser(), statement, nothing_else)
    if as_json:
        print_json(record_shape(made))
        return
    print(f"{made.source.record}#{made.source.place} is confirmed by {made.confirmed_by}, as version {made.version}.")
    if unclear := list(dict.fromkeys(axis.value for term in made.statement.terms for axis in term.unclear_axes)):
        print(
            f"Left unclear: {', '.join(unclear)}. Such uses still need review; say what the licence states of them with --says"
            f"{', or that it is nothing with --nothing-else' if 'other' in unclear else ''}."
        )


def _said(path: Path, root: Path | None) -> "Statement":
    from thesaury.rights.stating.parts import whole
    from thesaury.rights.stating.reading import statement_of
    from thesaury.rights.vocabulary.client import tables_of

    return statement_of(whole(_bytes(path), path.name), tables_of(root))


def _bytes(path: Path) -> bytes:
    import sys

    try:
        with sys.stdin.buffer if str(path) == "-" else path.open("rb") as file:
            content = file.read(_MOST + 1)
    except OSError as error:
        raise Unreachable(f"{path} cannot be opened: {error.strerror}. Check the path and its permissions.") from error
    if len(content) > _MOST:
        raise BadInput(f"{path.name} has more than {_MOST >> 20} MiB, which is no statement of one licence.")
    return content
