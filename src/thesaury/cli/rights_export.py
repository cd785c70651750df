"""`rights export` and `rights import`: rights records out, and policies of ODRL in; what is lost on the way is told."""

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from thesaury.cli.output import JsonOption, WorkspaceOption, print_json, print_table, say, workspace_at
from thesaury.model.errors import Unreachable

if TYPE_CHECKING:
    from thesaury.bootstrap import EmbeddedWorkspace
    from thesaury.model.asset import Asset
    from thesaury.pipeline.rights.policies import Told


class Format(StrEnum):
    """What rights can be written as."""

    ODRL = "odrl"
    SMINTIO = "smintio"
    XMP = "xmp"


def register(group: typer.Typer) -> None:
    """Add the commands to the group `rights`."""
    group.command()(export)
    group.command(name="import")(import_)


def export(
    asset: Annotated[str, typer.Argument(help="The asset's id, connection/id, or the id in its system.")],
    as_: Annotated[
        Format, typer.Option("--format", help="odrl: JSON-LD; smintio: licence terms; xmp: PLUS in a packet.")
    ],
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Where to; otherwise standard output.")] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Write the rights records of an asset in another form. What that form cannot say is told on standard error.

    Example: thesaury rights export dam/4711 --format odrl --out policy.jsonld
    """
    from thesaury.pipeline.rights.asking import asset_named

    with workspace_at(workspace) as opened:
        found = asset_named(opened, asset)
        told = _told(opened, found, as_)
    for loss in told.losses:
        say(loss)
    if not told.parts:
        say(f"Nothing is recorded of the rights in {found.title()}.")
    text = "".join(told.parts) if as_ is Format.XMP else json.dumps(list(told.parts), ensure_ascii=False, indent=2)
    print(text) if out is None else _write(out, text)


def import_(
    file: Annotated[Path, typer.Argument(help="A policy of ODRL 2.2, in any form of RDF (.jsonld, .ttl, .rdf ...).")],
    asset: Annotated[str, typer.Option(help="The asset it is about.")],
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take a policy of ODRL in as a rights record of an asset; what is not understood of it waits for a person.

    Example: thesaury rights import policy.jsonld --asset dam/4711
    """
    from thesaury.pipeline.rights.asking import asset_named
    from thesaury.pipeline.rights.policies import take_in
    from thesaury.rights.stating.shape import record_shape

    with workspace_at(workspace) as opened:
        taken = take_in(opened, file, asset_named(opened, asset))
    if as_json:
        print_json([{**record_shape(one.record), "new": one.new, "losses": list(one.losses)} for one in taken])
        return
    rows = [
        (f"{r.source.record}#{r.source.place}", r.version, r.status.value, "new" if one.new else "known already")
        for one in taken
        for r in [one.record]
    ]
    print_table(("record", "version", "status", ""), rows)
    for loss in dict.fromkeys(loss for one in taken for loss in one.losses):
        say(loss)


def _told(opened: "EmbeddedWorkspace", asset: "Asset", as_: Format) -> "Told":
    from thesaury.pipeline.rights import policies

    writers = {
        Format.ODRL: policies.as_odrl,
        Format.SMINTIO: policies.as_smintio,
        Format.XMP: policies.as_xmp,
    }
    return writers[as_](opened, asset)


def _write(path: Path, text: str) -> None:
    """Whole or not at all: what stood there before stays until the new text is written."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(f"{text}\n", encoding="utf-8")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Unreachable(f"{path} cannot be written: {error.strerror}. Name a place you may write to.") from error
