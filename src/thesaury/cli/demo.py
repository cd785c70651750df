"""`demo` and `serve`: Thesaury in the browser, with the demo brand or with a workspace of your own."""

import os
import sys
import time
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from thesaury.cli.output import QuietOption, WorkspaceOption, print_json, progress_shown, say, workspace_at
from thesaury.model.errors import Usage

if TYPE_CHECKING:
    from thesaury.bootstrap import EmbeddedWorkspace
    from thesaury.ports.progress import Progress
    from thesaury.sandbox.brand.pack import BrandPack

_PORT = 8520

Serve = Callable[["EmbeddedWorkspace", int, Callable[[str], None]], None]
"""Shows the pages of a workspace at a port until stopped; says the address when they are ready."""

PortOption = Annotated[int, typer.Option(help="The port on this machine; 0 takes a free one.", min=0, max=65535)]
OpenOption = Annotated[bool, typer.Option("--open/--no-open", help="Open the browser where there is a desktop.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(demo)
    app.command()(serve)


def demo(
    context: typer.Context,
    headless: Annotated[
        bool, typer.Option("--headless", help="Do the whole job, print one JSON summary, and stop.")
    ] = False,
    folder: Annotated[Path, typer.Option(help="Where the demo lives; made on first use.")] = Path("thesaury-demo"),
    port: PortOption = _PORT,
    open_browser: OpenOption = True,
    quiet: QuietOption = False,
) -> None:
    """Load the demo brand and show it: pictures of three pretend DAMs, a marketing vocabulary, concepts found.

    Examples:

      thesaury demo

      thesaury demo --headless
    """
    started = time.monotonic()
    with progress_shown(quiet) as progress:
        summary = _load(folder, progress)
    if headless:
        print_json(summary | {"seconds": round(time.monotonic() - started, 2)})
        return
    with workspace_at(folder / "workspace") as opened:
        _serve(context.obj, opened, port, open_browser)


def serve(
    context: typer.Context,
    workspace: WorkspaceOption = None,
    port: PortOption = _PORT,
    open_browser: OpenOption = False,
) -> None:
    """Show the workspace in the browser, on this machine only."""
    with workspace_at(workspace) as opened:
        _serve(context.obj, opened, port, open_browser)


def _load(folder: Path, progress: "Progress") -> dict[str, Any]:
    from thesaury.bootstrap import init_workspace, open_workspace
    from thesaury.cli.line import summary_dict
    from thesaury.pipeline import keep_vocabulary, sync
    from thesaury.sandbox.brand.pack import write_brand
    from thesaury.vocabulary.importing import import_vocabulary

    pack = write_brand(folder / "fennmoor", lambda done, total: progress("draw pictures", done, total))
    root = folder / "workspace"
    workspace = open_workspace(root) if (root / "thesaury.toml").exists() else init_workspace(root)
    try:
        vocabulary, _ = import_vocabulary(pack.vocabulary, "fennmoor", workspace.rdf, workspace.tables)
        with workspace.writing():
            keep_vocabulary(workspace, vocabulary, pack.vocabulary.name, progress)
            _connect(workspace, pack)
            return summary_dict(sync(workspace, (), progress))
    finally:
        workspace.close()


def _connect(workspace: "EmbeddedWorkspace", pack: "BrandPack") -> None:
    from thesaury.model.connection import Connection

    for name, connector, path, further in (
        ("studio", "folder", pack.studio, (("licences_in_files", "purchase"),)),
        ("portal", "table", pack.portal, ()),
        ("licensed", "smintio", pack.licensed, (("content", "export"),)),
    ):
        settings = (("path", str(path.absolute())), *further)
        workspace.catalogue.records.put_connection(Connection(name, connector, settings))


def _serve(run: Serve | None, workspace: "EmbeddedWorkspace", port: int, open_browser: bool) -> None:
    if run is None:
        raise Usage("There are no pages to serve here. Start Thesaury by its own command, thesaury.")

    def ready(address: str) -> None:
        print(f"Thesaury is at {address}  (Ctrl-C stops it)", flush=True)
        if open_browser and _desktop():
            webbrowser.open(address)

    run(workspace, port, ready)
    say("stopped")


def _desktop() -> bool:
    return sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
