"""The parent's side: starts the child, decodes what it tells, watches the clock and explains how it ended."""

import json
import logging
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from threading import Event, Timer
from typing import IO

from thesaury.engines.confining import started, used_up
from thesaury.engines.rdf.wire import LINE_LIMIT, Limits, told
from thesaury.model.errors import BadInput, Stop, ThesauryError, Unreachable
from thesaury.model.statement import Statement
from thesaury.ports.rdf import Mended

_START = "from thesaury.engines.rdf.child import start; start()"
_logger = logging.getLogger(__name__)


class SafeRdfReader:
    """Implements `ports.rdf.RdfReader` by a child process with limits on memory, processor and wall time.

    `unpacked_mib` bounds what the file may hold once unpacked, `statements` how many statements it may have. Where
    the system knows no limits for processes, the wall clock alone holds.
    """

    def __init__(
        self,
        memory_mib: int = 2048,
        cpu_seconds: int = 300,
        wall_seconds: float = 600,
        unpacked_mib: int = 2048,
        statements: int = 10_000_000,
    ) -> None:
        """Take the limits; nothing is started yet."""
        self._limits = Limits(memory_mib, cpu_seconds, unpacked_mib << 20, statements)
        self._wall_seconds = wall_seconds

    def read(self, path: Path) -> Iterator[Statement | Mended]:
        """Every statement and mend, streaming. Raises Unreachable or BadInput as the port says; the child never outlives it."""
        name = path.name.encode(errors="backslashreplace").decode()
        with _opened(path) as file, self._child(name, file) as (child, late):
            assert child.stdout is not None
            while (line := child.stdout.readline(LINE_LIMIT)).endswith(b"\n"):
                content = json.loads(line)
                if isinstance(content, list):
                    yield from told(content)
                elif "refused" in content:
                    raise BadInput(content["refused"])
                else:
                    return
            child.kill()
            raise self._ended(name, child.wait(), late.is_set())

    @contextmanager
    def _child(self, name: str, file: IO[bytes]) -> Iterator[tuple[subprocess.Popen[bytes], Event]]:
        given = json.dumps({"name": name, "limits": asdict(self._limits)})
        child = started(_START, given, file)
        late = Event()
        clock = Timer(self._wall_seconds, _stop, (child, late))
        clock.daemon = True
        clock.start()
        try:
            with child:
                try:
                    yield child, late
                finally:
                    child.kill()
        finally:
            clock.cancel()
            clock.join()

    def _ended(self, name: str, code: int, late: bool) -> ThesauryError:
        """Why the child stopped before it was done, and what to do."""
        _logger.info("the RDF child ended with code %d", code)
        wall = self._wall_seconds if late else None
        limits, deep = self._limits, ", or is nested too deeply"
        if not (used := used_up(code, wall, limits.cpu_seconds, limits.memory_mib, deep)):
            return Stop(f"The reader of {name} broke down (code {code}). Check the installation of Thesaury.")
        return BadInput(f"{name} needs {used}. Split it, or raise the limits of the import.")


def _stop(child: subprocess.Popen[bytes], late: Event) -> None:
    late.set()
    child.kill()


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    try:
        file = path.open("rb")
    except OSError as error:
        raise Unreachable(f"{path} cannot be opened: {error.strerror}. Check the path and its permissions.") from error
    with file:
        yield file
