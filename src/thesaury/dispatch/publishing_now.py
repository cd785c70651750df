"""Publishing that somebody asks for at once, as a run in the log."""

from collections.abc import Callable, Sequence
from contextvars import copy_context
from queue import Queue
from threading import Thread

from thesaury.dispatch.publishing import collect_uses, noted, patiently, qualify
from thesaury.dispatch.stages import Kind
from thesaury.model.connection import Connection, Failure, Run, RunProgress
from thesaury.model.errors import ThesauryError, Usage
from thesaury.model.time import now
from thesaury.pipeline import logged
from thesaury.pipeline.publishing.publishing import hurry, plan, publish, publish_again, publish_due
from thesaury.pipeline.publishing.refreshing import refresh
from thesaury.pipeline.publishing.targets import publishing
from thesaury.ports.audit import note
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.workspace import Workspace
from thesaury.publishing.planning import Plan

NOBODY = "No connection here publishes anything. Add one for your CMS, with the setting channel: thesaury connect"


def plans(workspace: Workspace, names: Sequence[str] = (), whole: bool = False) -> list[Plan]:
    """What publishing to these connections (all without names) would do now: their feeds are brought up to date, and nothing is sent.

    Raises Usage for a name that does not publish and for settings that are wrong, and Unreachable.
    """
    chosen = publishing(workspace, names)
    if chosen:
        refresh(workspace, sorted({one.setting("channel").strip() for one in chosen} - {""}))
    return [plan(workspace, one, whole) for one in chosen]


def publish_now(
    workspace: Workspace,
    names: Sequence[str] = (),
    whole: bool = False,
    due: bool = False,
    progress: Progress = unheard,
    begun: Callable[[Run], None] | None = None,
) -> Run:
    """Publish to these connections, or all that publish; returns the run as the log has it, which names what failed. `due`: only what is
    to be withdrawn, or was to be tried by now. `begun` hears of the run before anything is done.

    Raises Usage where nothing publishes, WorkspaceBusy where another run uses one of the connections.
    """
    chosen = publishing(workspace, names)
    if not chosen:
        raise Usage(NOBODY)
    runs = workspace.catalogue.runs
    with logged(workspace, [one.name for one in chosen]) as run:
        told = {"connections": [one.name for one in chosen], "all": whole, "due": due}
        note(workspace.catalogue.audit, "publish.start", f"run:{run.id}", None, told)
        if begun:
            begun(run)
        _tried(workspace, run, Kind.QUALIFY, "", lambda: qualify(workspace, progress))
        for step, one in enumerate(chosen):
            runs.stand(run.id, RunProgress(Kind.PUBLISH.value, one.name, step, len(chosen), 0, None, now()))
            _publish(workspace, run, one, whole, due, progress)
    return runs.get(run.id) or run


def begin(workspace: Workspace, names: Sequence[str] = (), whole: bool = False) -> Run:
    """Publish in a thread of its own, in the name of whoever asks; returns the run as soon as it has begun.

    Raises what keeps it from beginning, as `publish_now` does.
    """
    told: Queue[Run | BaseException] = Queue()

    def work() -> None:
        try:
            publish_now(workspace, names, whole, begun=told.put)
        except BaseException as error:  # noqa: BLE001 - whoever waits for the beginning hears of it
            told.put(error)

    # Not a daemon: what is being sent when the server is stopped comes to its end.
    Thread(target=copy_context().run, args=(work,), name="publish").start()
    begun = told.get()
    if isinstance(begun, BaseException):
        raise begun
    return begun


def again_now(workspace: Workspace, name: str, asset: str) -> str:
    """Try at once what was refused, or waits, of one asset in a CMS, as a run of its own; returns a sentence where it fails again.

    Raises Usage for a name that does not publish and for settings that are wrong, WorkspaceBusy where another run uses the connection.
    """
    (connection,) = publishing(workspace, [name])
    with logged(workspace, [name]) as run:
        note(workspace.catalogue.audit, "publish.retry", f"run:{run.id}", None, {"connection": name, "asset": asset})
        done = patiently(lambda: publish_again(workspace, connection, asset, run.id))
        workspace.catalogue.runs.add(run.id, noted(workspace, run.id, done))
    reasons = dict(done.failures)
    return reasons.get(asset) or reasons.get("", "")


def _publish(
    workspace: Workspace, run: Run, connection: Connection, whole: bool, due: bool, progress: Progress
) -> None:
    def send() -> dict[str, int]:
        if due:
            return noted(workspace, run.id, patiently(lambda: publish_due(workspace, connection, run=run.id)))
        hurry(workspace, connection)
        done = patiently(lambda: publish(workspace, connection, run.id, progress, whole=whole))
        return noted(workspace, run.id, done)

    answered = _tried(workspace, run, Kind.PUBLISH, connection.name, send)
    if answered and not due:
        _tried(workspace, run, Kind.USES, connection.name, lambda: collect_uses(workspace, connection.name))


def _tried(workspace: Workspace, run: Run, kind: Kind, connection: str, do: Callable[[], dict[str, int]]) -> bool:
    """Do a part of the run; a failure is noted, and the others go on."""
    runs = workspace.catalogue.runs
    try:
        runs.add(run.id, {name: count for name, count in do().items() if count})
    except ThesauryError as error:
        runs.fail(run.id, [Failure(kind, connection, "", error.message)])
        return False
    return not any((one.connection, one.item) == (connection, "") for one in runs.failures(run.id))
