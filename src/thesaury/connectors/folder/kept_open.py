"""One ExifTool process kept open for many calls: starting it takes a hundred times as long as reading a picture."""

import contextlib
import logging
import os
import signal
import subprocess
import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from random import randrange
from tempfile import TemporaryFile
from threading import Event, Lock, Timer
from typing import IO

from thesaury.model.errors import Unreachable

# No configuration file of the user may add code to the calls.
_OPTIONS = ("-config", "", "-stay_open", "True", "-@", "-")
_ENOUGH = "-stay_open\nFalse\n"
# At the end of its input ExifTool waits for more for ever; so when we are killed, the shell tells it that it is enough. The shell lets
# go of all pipes, so that the end of ExifTool is the end of its output.
_SHELL = (
    "/bin/sh",
    "-c",
    'exec 3<&0; { cat <&3; printf "\\n-stay_open\\nFalse\\n"; } | "$0" "$@" 3<&- & exec 0<&- 1>&- 3<&-; wait',
)
_FAREWELL = 5.0
_POSIX = os.name == "posix"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Said:
    """What a call printed, and its complaints."""

    out: bytes
    complaints: str = ""


class KeptOpen:
    """Starts the program at the first call and again when it died; it ends with this object."""

    def __init__(self, program: str, wall: float) -> None:
        """`wall` is the longest a call may take, in seconds."""
        self._command = (*(_SHELL if _POSIX else ()), program, *_OPTIONS)
        self._wall = wall
        self._turn = Lock()
        self._running: _Running | None = None

    def call(self, arguments: Sequence[str], repeat: bool = True) -> Said:
        """Carry one command out; where the program was killed since the last call, in a new one if it may be repeated.

        An argument holds no line break: `line` spells those that do. Raises Unreachable when there is no answer in time.
        """
        with self._turn:
            again = repeat and self._running is not None
            said = self._said(arguments)
            if said is None and again:
                _log.info("ExifTool had ended; it is started again")
                said = self._said(arguments)
        if said is None:
            raise Unreachable("ExifTool ended before it had answered. Run this again.")
        return said

    def close(self) -> None:
        """End the program; the next call starts it again."""
        if self._running:
            self._running.end()
            self._running = None

    def _said(self, arguments: Sequence[str]) -> Said | None:
        """The answer, or None where the program ended without one."""
        running = self._running = self._running or _Running(self._command)
        late = Event()

        def too_late() -> None:
            late.set()
            running.kill()

        clock = Timer(self._wall, too_late)
        clock.start()
        try:
            said = running.answer(arguments)
        finally:
            clock.cancel()
            clock.join()
        if said is None or late.is_set():
            self.close()
        if late.is_set():
            raise Unreachable(f"ExifTool took longer than {self._wall:g} seconds. Run this again.")
        return said


class _Running:
    """The program while it runs; `end` is called at the latest when nobody holds it any more."""

    def __init__(self, command: Sequence[str]) -> None:
        self._errors: IO[bytes] = TemporaryFile()  # noqa: SIM115 - it is closed with the program
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                start_new_session=_POSIX,
            )
        except OSError as error:
            self._errors.close()
            raise Unreachable(f"ExifTool cannot be started ({error.strerror}). Install it anew.") from error
        self.end = weakref.finalize(self, _end, self._process, self._errors)

    def answer(self, arguments: Sequence[str]) -> Said | None:
        """What it says to one command, or None where it ended."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        # A number nobody can guess, so that no picture can hold the end of an answer.
        number = randrange(10**8, 10**9)
        ready = f"{{ready{number}}}".encode()
        try:
            self._process.stdin.write("".join(f"{text}\n" for text in (*arguments, f"-execute{number}")).encode())
            self._process.stdin.flush()
            out = b""
            for piece in self._process.stdout:
                out += piece
                if piece.rstrip(b"\r\n").endswith(ready):
                    return Said(out.rstrip(b"\r\n").removesuffix(ready), self._complaints())
        except OSError as error:
            _log.info("ExifTool does not listen: %s", error)
        return None

    def kill(self) -> None:
        """End it at once."""
        _kill(self._process)

    def _complaints(self) -> str:
        """What it wrote to its error output during this call; program and we share the place in that file."""
        self._errors.seek(0)
        text = self._errors.read().decode(errors="replace")
        self._errors.seek(0)
        self._errors.truncate()
        return text.strip()


def line(argument: str) -> str:
    """The argument as a line of the program's input. Raises ValueError for one that cannot be spelled there."""
    if not any(character in argument for character in "\n\r"):
        return argument
    if "$" in argument or "@" in argument:
        # Between these and a line break ExifTool 12 and 13 get the escapes wrong.
        raise ValueError("a line break beside $ or @")
    return "#[CSTR]" + argument.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")


def _end(process: subprocess.Popen[bytes], errors: IO[bytes]) -> None:
    """Let the program finish, at the latest after some seconds, and leave nothing of it."""
    with contextlib.suppress(OSError), process.stdin or contextlib.nullcontext() as stdin:
        if stdin and not _POSIX:
            stdin.write(_ENOUGH.encode())
    try:
        process.wait(_FAREWELL)
    except subprocess.TimeoutExpired:
        _kill(process)
        process.wait()
    if process.stdout:
        process.stdout.close()
    errors.close()


def _kill(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    if not _POSIX:
        process.kill()
        return
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
