"""`agency worker`: every active client is worked for, and the agency itself, each turn in a process of its own."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from thesaury.cli.agency_at import AgencyOption, agency_at
from thesaury.cli.beside import FAREWELL, WITH_PARENT, parent_watched
from thesaury.cli.output import QuietOption, say
from thesaury.model.errors import ThesauryError

if TYPE_CHECKING:
    from thesaury.bootstrap.agency import Agency

LOG = "worker.log"
_COMMAND = (sys.executable, "-m", "thesaury", "worker", "--quiet", WITH_PARENT, "--workspace")
_LOOK = 2.0
_ANYWAY = 900.0
"""Seconds after which a client has a turn although nothing changed in it: days pass, and licences end."""
_PAUSES = (5.0, 300.0)
"""The first and the longest pause of a client whose worker failed."""
_MOST_LOGGED = 4 << 20


def register(group: typer.Typer) -> None:
    """Add the command of this module to the group `agency`."""
    group.command()(worker)


def worker(
    at_once: Annotated[
        int,
        typer.Option(help="How many clients are worked for at the same time; each takes some 200 MiB.", min=1, max=64),
    ] = 2,
    agency: AgencyOption = None,
    quiet: QuietOption = False,
    with_parent: Annotated[bool, typer.Option("--with-parent", hidden=True)] = False,
) -> None:
    """Run the flows of all active clients, and those of the agency's own workspace, as they fall due, until stopped.

    Where there is room for all at once each has a worker that stays; otherwise they take turns, those first that waited longest.
    What a worker logs is in worker.log of its client.

    Example: thesaury agency worker --agency studio --at-once 3
    """
    from thesaury.cli.stopping import stop_asked

    opened = agency_at(agency)
    watched = parent_watched() if with_parent else nullcontext(lambda: False)
    with watched as left_alone, stop_asked() as stopped:
        say("working; Ctrl-C stops, and what is under way is taken up again", quiet)
        turns = Turns(opened, at_once, quiet)

        def over() -> bool:
            return stopped() or left_alone()

        try:
            while not over():
                turns.look()
                _slept(_LOOK, over)
        finally:
            turns.stop()
    say("stopped", quiet)


@dataclass(slots=True)
class _Had:
    """The last turn of a client."""

    ended: float = 0.0
    files: tuple[int, ...] = ()
    pause: float = 0.0


class Turns:
    """Who is worked for now, and who is next."""

    def __init__(self, agency: "Agency", at_once: int, quiet: bool = False) -> None:
        """Nobody is worked for yet."""
        self._agency, self._at_once, self._quiet = agency, at_once, quiet
        self._working: dict[Path, subprocess.Popen[bytes]] = {}
        self._staying: set[Path] = set()
        self._had: dict[Path, _Had] = {}

    @property
    def working(self) -> tuple[str, ...]:
        """Who is worked for, by name."""
        return tuple(sorted(folder.name for folder in self._working))

    def look(self) -> None:
        """See who is done, and give free seats to those who want one."""
        self._ended()
        active = self._agency.at_work()
        stays = len(active) <= self._at_once
        if not stays:
            self._release()
        for folder in sorted(active, key=lambda folder: self._had.setdefault(folder, _Had()).ended):
            if len(self._working) >= self._at_once:
                return
            if folder not in self._working and self._wants(folder, stays):
                self._start(folder, stays)

    def _release(self) -> None:
        """Ask those to end that were to stay: a client came, or is open again, and they take turns from now on."""
        for folder in self._staying:
            self._working[folder].terminate()
        self._staying.clear()

    def stop(self) -> None:
        """Ask all to end, and wait until they have."""
        for working in self._working.values():
            working.terminate()
        until = time.monotonic() + FAREWELL
        for working in self._working.values():
            try:
                working.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                working.kill()
                working.wait()
            _closed(working)
        self._working.clear()

    def _ended(self) -> None:
        for folder, working in list(self._working.items()):
            code = working.poll()
            if code is None:
                continue
            _closed(self._working.pop(folder))
            self._staying.discard(folder)
            had = self._had[folder]
            had.ended, had.files = time.monotonic(), _state(folder)
            first, longest = _PAUSES
            failed = code not in (0, -signal.SIGTERM)  # asked to end before it could answer for itself is no failure
            had.pause = min(had.pause * 2 or first, longest) if failed else 0.0
            if failed:
                say(f"The worker of {folder.name} ended by itself (code {code}); see {LOG} in its folder.", self._quiet)

    def _wants(self, folder: Path, stays: bool) -> bool:
        from thesaury.bootstrap import open_workspace
        from thesaury.dispatch.turns import wants_turn

        had = self._had[folder]
        passed = time.monotonic() - had.ended
        if had.ended and passed < had.pause:
            return False
        if stays or not had.ended or passed > _ANYWAY or _state(folder) != had.files:
            return True
        try:
            with closing(open_workspace(folder)) as workspace:
                return wants_turn(workspace, datetime.now(UTC))
        except ThesauryError:  # its own worker says what is wrong, in its own log, and nobody else waits for it
            return True

    def _start(self, folder: Path, stays: bool) -> None:
        command = (*_COMMAND, str(folder), *(() if stays else ("--until-idle",)))
        if stays:
            self._staying.add(folder)
        # It has the log open itself, and a session of its own, for Ctrl-C is for its parent.
        with _log(folder) as log:
            self._working[folder] = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=log, start_new_session=True
            )


def _state(folder: Path) -> tuple[int, ...]:
    """What changes whenever something was written to the catalogue, by whomever."""
    found: list[int] = []
    for name in ("catalogue.db", "catalogue.db-wal"):
        path = folder / name
        told = path.stat() if path.exists() else None
        found += (told.st_mtime_ns, told.st_size) if told and told.st_size else (0, 0)
    return tuple(found)


def _log(folder: Path) -> IO[bytes]:
    """The log of a client's workers, which begins anew once it is long; the one before is kept."""
    path = folder / LOG
    if path.exists() and path.stat().st_size > _MOST_LOGGED:
        path.replace(folder / f"{LOG}.1")
    return path.open("ab")


def _closed(working: subprocess.Popen[bytes]) -> None:
    if working.stdin:
        working.stdin.close()


def _slept(seconds: float, stopped: Callable[[], bool]) -> None:
    until = time.monotonic() + seconds
    while not stopped() and time.monotonic() < until:
        time.sleep(0.1)
