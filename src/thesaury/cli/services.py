"""`vocabulary service`: keys with which OpenRefine and other tools match their tables with the vocabularies."""

from typing import TYPE_CHECKING, Annotated

import typer

from thesaury.cli.output import JsonOption, WorkspaceOption, print_json, print_table, say, workspace_at
from thesaury.model.errors import Usage

if TYPE_CHECKING:
    from collections.abc import Sequence


def register(group: typer.Typer) -> None:
    """Add the command to those of vocabularies."""
    group.command()(service)


def service(
    name: Annotated[str, typer.Argument(help="Whom the key is for; without it all keys are listed.")] = "",
    drop: Annotated[bool, typer.Option("--revoke", help="Addresses with the key answer no more.")] = False,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Give somebody addresses at which OpenRefine matches tables with the vocabularies; an earlier key of the name opens nothing any more.

    Examples:

      thesaury vocabulary service openrefine

      thesaury vocabulary service openrefine --revoke
    """
    from thesaury.dispatch.keying import ALL, VERSIONS, end_key, new_key, service_path

    with workspace_at(workspace) as opened:
        catalogue = opened.catalogue
        if not name:
            if drop:
                raise Usage("Name the key that shall open nothing any more: thesaury vocabulary service NAME --revoke")
            _list(catalogue.service_keys.all(), as_json)
            return
        if drop:
            end_key(catalogue, name)
            say(f"Addresses with the key of {name} answer no more.")
            return
        key, vocabularies = new_key(catalogue, name), [one.name for one in catalogue.vocabularies.current()]
    for vocabulary in vocabularies if len(vocabularies) == 1 else (*vocabularies, ALL):
        for version in VERSIONS:
            print(service_path(key, version, vocabulary))
    say("These paths of thesaury serve hold the key; it is not shown again. OpenRefine speaks version 0.2.")


def _list(keys: "Sequence[tuple[str, str]]", as_json: bool) -> None:
    if as_json:
        print_json([{"name": name, "made_at": at} for name, at in keys])
        return
    print_table(("name", "made"), keys)
    if not keys:
        say("There is no key yet. Make one with: thesaury vocabulary service NAME")
