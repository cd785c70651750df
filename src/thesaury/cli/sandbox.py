"""`sandbox`: the protocol test servers, started by hand, so that any client can be pointed at them."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from thesaury.cli.output import print_json, say
from thesaury.model.errors import Usage

if TYPE_CHECKING:
    from thesaury.sandbox.serving.kernel import Sandbox
    from thesaury.sandbox.serving.server import Tls


class System(StrEnum):
    """The systems there is a sandbox server of."""

    SMINTIO = "smintio"
    POOLPARTY = "poolparty"
    BYNDER = "bynder"
    BRANDFOLDER = "brandfolder"
    STRAPI = "strapi"
    CONTENTFUL = "contentful"
    DRUPAL = "drupal"


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(sandbox)


def sandbox(
    system: Annotated[System, typer.Argument(help="Which system.")],
    port: Annotated[int, typer.Option(help="The port on this machine; 0 takes a free one.", min=0, max=65535)] = 0,
    state: Annotated[
        Path | None, typer.Option(help="Keep its state in this file, so that it survives a restart.")
    ] = None,
    size: Annotated[str, typer.Option(help="A DAM's data: tiny, demo or large.")] = "demo",
    assets: Annotated[int, typer.Option(help="How many purchases or assets a large one has.", min=1)] = 10_000,
    edges: Annotated[bool, typer.Option("--edges", help="Add Smint.io's edge cases.")] = False,
    vocabulary: Annotated[
        Path | None, typer.Option(help="A SKOS file for PoolParty, in place of the demo brand's.")
    ] = None,
    dialect: Annotated[
        str,
        typer.Option(
            help="PoolParty's dialect, 10 or 6; Bynder's, wire or spec; Brandfolder's, strict or lenient. The first is usual."
        ),
    ] = "",
    tls: Annotated[
        Path | None, typer.Option(help="Speak TLS; the certificate for localhost is written into this folder.")
    ] = None,
) -> None:
    """Serve a pretend Smint.io, PoolParty, Bynder or Brandfolder with the demo brand, or an empty Strapi, Contentful or Drupal, on this
    machine only, until stopped.

    It speaks the documented protocol and shows its documented faults; where it answers, with which credentials, is printed as one
    JSON document. Faults are switched on below /__sandbox__/.

    Examples:

      thesaury sandbox smintio --port 8601

      thesaury sandbox poolparty --dialect 6

      thesaury sandbox bynder --port 8603

      thesaury sandbox brandfolder --port 8604

      thesaury sandbox strapi --port 8605
    """
    from thesaury.sandbox.serving.server import serve

    match system:
        case System.SMINTIO:
            made = _smintio(size, assets, edges, state)
        case System.POOLPARTY:
            made = _poolparty(dialect or "10", vocabulary, state)
        case System.BYNDER:
            made = _bynder(dialect or "wire", size, assets, state)
        case System.BRANDFOLDER:
            made = _brandfolder(dialect or "strict", size, assets, state)
        case System.STRAPI | System.CONTENTFUL | System.DRUPAL:
            made = _cms(system, state)
    say("starting; Ctrl-C stops it")
    serve(made, port, _certificate(tls), ready=lambda url: print_json(made.hooks.where(url)))


def _certificate(folder: Path | None) -> "Tls | None":
    from thesaury.sandbox.serving.certificate import self_signed

    if folder is None:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    return self_signed(folder)


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


def _bynder(dialect: str, size: str, assets: int, state: Path | None) -> "Sandbox":
    from thesaury.sandbox.bynder.server import create
    from thesaury.sandbox.bynder.setup import DIALECTS, SIZES, Setup, Switches

    if size not in SIZES or dialect not in DIALECTS:
        raise Usage(f"The sizes are {', '.join(SIZES)}, the dialects {', '.join(DIALECTS)}.")
    return create(Setup(size, assets, state, switches=Switches(dialect=dialect)))


def _brandfolder(dialect: str, size: str, assets: int, state: Path | None) -> "Sandbox":
    from thesaury.sandbox.brandfolder.content import SIZES
    from thesaury.sandbox.brandfolder.server import Setup, create
    from thesaury.sandbox.brandfolder.switches import DIALECTS, Switches

    if size not in SIZES or dialect not in DIALECTS:
        raise Usage(f"The sizes are {', '.join(SIZES)}, the dialects {', '.join(DIALECTS)}.")
    # on one machine there is no public https address to call back
    return create(Setup(size, assets, state, switches=Switches(dialect=dialect, https_only=False)))


def _cms(system: System, state: Path | None) -> "Sandbox":
    from importlib import import_module

    if state is not None:
        raise Usage(f"The sandbox of {system.value} begins empty each time and keeps no state: leave --state out.")
    made: Sandbox = import_module(f"thesaury.sandbox.{system.value}.server").create()
    return made
