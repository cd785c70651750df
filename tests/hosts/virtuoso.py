"""A Virtuoso of its own on this machine, from Debian's virtuoso-opensource-7-bin: a new database in an empty folder, ended with the block.

Nothing of an installed service is touched: it has its own ini, its own ports of 127.0.0.1 and small buffers, and starts in two seconds.
"""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx

PROGRAM = "virtuoso-t"
USER, PASSWORD = "dba", "dba"
ROWS = 2_000
"""The server gives no more rows than these to one question; Debian's own ini has 10,000."""
_SECONDS_TO_START = 120.0
_INI = """
[Database]
DatabaseFile = {place}/virtuoso.db
ErrorLogFile = {place}/virtuoso.log
LockFile = {place}/virtuoso.lck
TransactionFile = {place}/virtuoso.trx
xa_persistent_file = {place}/virtuoso.pxa
FileExtend = 200
MaxCheckpointRemap = 2000

[TempDatabase]
DatabaseFile = {place}/virtuoso-temp.db
TransactionFile = {place}/virtuoso-temp.trx
MaxCheckpointRemap = 2000

[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
ServerThreads = 20
CheckpointInterval = {checkpoints}
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
ThreadsPerQuery = 2
AsyncQueueMaxThreads = 2
DirsAllowed = {place}

[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {place}
ServerThreads = 10
MaxClientConnections = 10

[SPARQL]
ResultSetMaxRows = {rows}
"""


@dataclass(frozen=True, slots=True)
class Virtuoso:
    """Where it answers, and its process. `query` may be asked without a login; the others ask for one by Digest."""

    url: str
    process: int

    @property
    def query(self) -> str:
        return f"{self.url}/sparql"

    @property
    def update(self) -> str:
        return f"{self.url}/sparql-auth"

    @property
    def store(self) -> str:
        return f"{self.url}/sparql-graph-crud-auth"


def absent() -> str:
    """Why there can be none here; empty where there can."""
    if shutil.which(PROGRAM):
        return ""
    return "A real Virtuoso is not here. To have it: apt-get install --no-install-recommends virtuoso-opensource-7-bin"


@contextmanager
def running(place: Path, buffers: int = 10_000, rows: int = ROWS) -> Iterator[Virtuoso]:
    """A new one in an empty place, served for the time of the block. A buffer is 8 KiB."""
    http, sql = _free_ports()
    ini = place / "virtuoso.ini"
    given = {"place": place, "sql": sql, "http": http, "rows": rows, "buffers": buffers, "dirty": buffers * 3 // 4}
    ini.write_text(_INI.format(**given, checkpoints=60), "utf-8")
    command = [PROGRAM, "+foreground", "+configfile", str(ini)]
    with (place / "output.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=place, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            site = Virtuoso(f"http://127.0.0.1:{http}", process.pid)
            _awaited(process, site, place)
            yield site
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(5)
            process.kill()
            process.wait()


def _awaited(process: "subprocess.Popen[bytes]", site: Virtuoso, place: Path) -> None:
    until = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < until and process.poll() is None:
        with suppress(httpx.HTTPError):
            if httpx.get(site.query, params={"query": "ASK {}"}, timeout=10, trust_env=False).is_success:
                return
        time.sleep(0.1)
    said = [path.read_text("utf-8", "replace")[-1000:] for path in place.glob("*.log")]
    raise RuntimeError("Virtuoso did not start: " + "\n".join(said))


def _free_ports() -> tuple[int, int]:
    with closing(socket.socket()) as one, closing(socket.socket()) as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1]
