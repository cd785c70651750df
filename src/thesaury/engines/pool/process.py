"""The parent's side of one process: starts it, asks it, and says how it ended."""

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, cast

from thesaury.engines.pool.wire import Reply
from thesaury.model.asset import Asset

_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from thesaury.engines.pool.child import start; start()"
)
# One thread and one heap in each process: more threads would only stand in each other's way.
_ALONE = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "1",
}
_PATIENCE = 5.0


class Gone(Exception):
    """The process ended before it answered."""


class Process:
    """A process with an annotator, for one caller at a time."""

    def __init__(self, annotator: bytes) -> None:
        """Start it and send it a pickled annotator. Raises OSError where the system starts no more, Gone where it ends at once."""
        # Started anew and never forked, for there are threads and open databases here; in a group of its own, out of Ctrl-C's reach.
        self._child = subprocess.Popen(
            [sys.executable, "-I", "-c", _START, json.dumps([part or str(Path.cwd()) for part in sys.path])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **_ALONE},
            process_group=0,
        )
        self.pid = self._child.pid
        try:
            self._send(annotator)
        except Gone:
            self.end()
            raise

    def ask(self, part: Sequence[Asset]) -> Reply:
        """The reply to a part. Raises Gone."""
        self._send(pickle.dumps(part, pickle.HIGHEST_PROTOCOL))
        try:
            return cast(Reply, pickle.load(cast(IO[bytes], self._child.stdout)))
        except (EOFError, OSError, ValueError, pickle.UnpicklingError) as cut_short:
            raise Gone(self._how()) from cut_short

    def kill(self) -> None:
        """End it at once; whoever asks it just now meets Gone."""
        self._child.kill()

    def end(self) -> None:
        """End it, wait for its end, and release what it was spoken to by."""
        self._child.kill()
        with suppress(OSError):  # what was not sent any more
            cast(IO[bytes], self._child.stdin).close()
        with self._child:  # closes the other pipe and waits
            pass

    def _send(self, content: bytes) -> None:
        pipe = cast(IO[bytes], self._child.stdin)
        try:
            pipe.write(content)
            pipe.flush()
        except (OSError, ValueError) as closed:
            raise Gone(self._how()) from closed

    def _how(self) -> str:
        try:
            code = self._child.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            return "it answers no more"
        return f"signal {-code}" if code < 0 else f"exit code {code}"
