"""`sandbox`: the protocol test servers, started by hand, so that any client can be pointed at them."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from thesaury.cli.output import print_json, say
from thesaury.model.errors import Usage

if TYPE_CHECKING:
    from thesaury.sandbox.serving.kernel import Sandbox


class System(StrEnum):
    """The systems there is a sandbox server of."""

    SMINTIO = "smintio"
    POOLPARTY = "poolparty"


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(sandbox)


def sandbox(
    system: Annotated[System, typer.Argument(help="Which system.")],
    port: Annotated[int, typer.Option(help="The port on this machine; 0 takes a free one.", min=0, max=65535)] = 0,
    state: Annotated[
        Path | None, typer.Option(help="Keep its state in this file, so that it survives a restart.")
    ] = None,
    size: Annotated[str, typer.Option(help="Smint.io's data: tiny, demo or large.")] = "demo",
    assets: Annotated[int, typer.Option(help="How many purchases a large one has.", min=1)] = 10_000,
    edges: Annotated[bool, typer.Option("--edges", help="Add Smint.io's edge cases.")] = False,
    vocabulary: Annotated[
        Path | None, typer.Option(help="A SKOS file for PoolParty, in place of the demo brand's.")
    ] = None,
    dialect: Annotated[str, typer.Option(help="PoolParty's dialect: 6 or 10.")] = "10",
) -> None:
    """Serve a pretend Smint.io or PoolParty with the demo brand, on this machine only, until stopped.

    It speaks the documented protocol and shows its documented faults; where it answers, with which credentials, is printed as one
    JSON document. Faults are switched on below /__sandbox__/.

    Examples:

      thesaury sandbox smintio --port 8601

      thesaury sandbox poolparty --dialect 6
    """
    from thesaury.sandbox.serving.server import serve

    made = _smintio(size, assets, edges, state) if system is System.SMINTIO else _poolparty(dialect, vocabulary, state)
    say("starting; Ctrl-C stops it")
    serve(made, port, ready=lambda url: print_json(made.hooks.where(url)))


def _smintio(size: str, assets: int, edges: bool, state: Path | None) -> "Sandbox":
    from thesaury.sandbox.smintio.content import SIZES
    from thesaury.sandbox.smintio.server import Setup, create

    if size not in SIZES:
        raise Usage(f"There is no size {size!r}. The sizes are {', '.join(SIZES)}.")
    return create(Setup(size, assets, edges, state))


def _poolparty(dialect: str, vocabulary: Path | None, state: Path | None) -> "Sandbox":
    from thesaury.sandbox.poolparty.options import DIALECTS
    from thesaury.sandbox.poolparty.server import create

    if dialect not in DIALECTS:
        raise Usage(f"There is no dialect {dialect!r}. The dialects are {', '.join(sorted(DIALECTS))}.")
    return create(state, dialect, vocabulary)
