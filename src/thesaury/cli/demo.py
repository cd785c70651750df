"""`demo` and `serve`: Thesaury in the browser, with the demo brand or with a workspace of your own."""

import os
import signal
import sys
import time
import webbrowser
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from thesaury.cli.beside import worker_beside
from thesaury.cli.output import QuietOption, WorkspaceOption, print_json, progress_shown, say, workspace_at
from thesaury.cli.stopping import ended_by_suspension
from thesaury.model.errors import Usage

if TYPE_CHECKING:
    from thesaury.bootstrap import EmbeddedWorkspace
    from thesaury.pipeline import Summary
    from thesaury.ports.progress import Progress
    from thesaury.sandbox.brand.pack import BrandPack

_PORT = 8520

Serve = Callable[["EmbeddedWorkspace", int, Callable[[str], None]], None]
"""Shows the pages of a workspace at a port until stopped; says the address when they are ready."""

PortOption = Annotated[int, typer.Option(help="The port on this machine; 0 takes a free one.", min=0, max=65535)]
OpenOption = Annotated[bool, typer.Option("--open/--no-open", help="Open the browser where there is a desktop.")]

WorkerOption = Annotated[
    bool, typer.Option("--worker/--no-worker", help="Run flows too, in a process beside; else leave that to `worker`.")
]


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
        _serve(context.obj, opened, port, open_browser, for_demo=True)


def serve(
    context: typer.Context,
    workspace: WorkspaceOption = None,
    port: PortOption = _PORT,
    open_browser: OpenOption = False,
    worker: WorkerOption = True,
) -> None:
    """Show the workspace in the browser, on this machine only. The first start prints a one-time link for the administrator."""
    with workspace_at(workspace) as opened:
        _serve(context.obj, opened, port, open_browser, worker=worker)


def load_demo(root: Path, progress: "Progress") -> None:
    """Bring the demo brand into the workspace at this directory, with its files in the folder `demo` there.

    Cut off, the next call goes on where it stopped. Raises what a sync raises.
    """
    from thesaury.bootstrap import open_workspace

    _brought(open_workspace(root), root / "demo", progress)


def _load(folder: Path, progress: "Progress") -> dict[str, Any]:
    from thesaury.bootstrap import init_workspace, open_workspace
    from thesaury.cli.line import summary_dict

    root = folder / "workspace"
    workspace = open_workspace(root) if (root / "thesaury.toml").exists() else init_workspace(root)
    return summary_dict(_brought(workspace, folder / "fennmoor", progress))


def _brought(workspace: "EmbeddedWorkspace", files: Path, progress: "Progress") -> "Summary":
    """Write the files of the brand, bring them in, and close the workspace."""
    from thesaury.cli.demo_usage import bring_usage
    from thesaury.pipeline import keep_vocabulary, sync
    from thesaury.pipeline.measuring.running import measure
    from thesaury.sandbox.brand.pack import write_brand
    from thesaury.vocabulary.importing import import_vocabulary

    try:
        pack = write_brand(files, lambda done, total: progress("draw pictures", done, total))
        vocabulary, _ = import_vocabulary(pack.vocabulary, "fennmoor", workspace.rdf, workspace.handed_tables)
        if not workspace.campaigns_file.exists():
            workspace.campaigns_file.write_bytes(pack.campaigns.read_bytes())
        with workspace.writing():
            keep_vocabulary(workspace, vocabulary, pack.vocabulary.name, progress)
            _connect(workspace, pack)
            summary = sync(workspace, (), progress)
            _publish(workspace, progress)
            bring_usage(workspace, pack.usage, pack.searches)
        measure(workspace, progress)
        return summary
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


def _publish(workspace: "EmbeddedWorkspace", progress: "Progress") -> None:
    """Two channels with what may be used in them; those that are there already stay as they are."""
    from thesaury.model.publishing import Channel
    from thesaury.pipeline.publishing import refresh
    from thesaury.pipeline.publishing.channels import exchange_channel

    for channel in (
        Channel("website-de", "Website, Germany", "website", ("DE",), languages=("de", "en")),
        Channel("newsletter-eu", "Newsletter, European Union", "email", ("EU",), languages=("en",)),
    ):
        exchange_channel(workspace, channel.name, None, channel)
    refresh(workspace, ["website-de", "newsletter-eu"], progress)


def _serve(
    run: Serve | None,
    workspace: "EmbeddedWorkspace",
    port: int,
    open_browser: bool,
    for_demo: bool = False,
    worker: bool = True,
) -> None:
    """Show the pages until stopped; the worker beside them starts once they are ready and ends before this does."""
    if run is None:
        raise Usage("There are no pages to serve here. Start Thesaury by its own command, thesaury.")

    beside = ExitStack()

    def ready(address: str) -> None:
        if worker:
            beside.enter_context(worker_beside(workspace.root))
        print(f"Thesaury is at {address}  (Ctrl-C stops it)", flush=True)
        way_in = _way_in(workspace, for_demo)
        if way_in:
            print(f"Come in by this link, once and within 24 hours: {address}{way_in}", flush=True)
        if open_browser and has_desktop():
            webbrowser.open(address + way_in)

    # A service manager's end is one in good order, too.
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with beside, ended_by_suspension(workspace):
            run(workspace, port, ready)
    finally:
        signal.signal(signal.SIGTERM, before)
    say("stopped")


def _way_in(workspace: "EmbeddedWorkspace", for_demo: bool) -> str:
    """The path of a one-time link: for the demo always, else for the first person; empty where people can sign in."""
    from thesaury.pipeline.accounts import people

    if for_demo:
        return f"/sign-in/link/{people.demo_link(workspace.access)}"
    return "" if workspace.access.begun() else f"/sign-in/link/{people.first_link(workspace.access)}"


def has_desktop() -> bool:
    """Whether a browser can be opened here for somebody to see."""
    return sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
