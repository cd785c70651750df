"""The parent's side of a question: one child for each, so many at once, watched until it has answered, is late or nobody waits."""

import json
import logging
import signal
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from tempfile import TemporaryFile
from time import monotonic
from typing import IO, Any

from thesaury.engines.confining import command, surroundings
from thesaury.engines.oxigraph.questions import check, check_reads
from thesaury.engines.oxigraph.snapshot import snapshot
from thesaury.engines.oxigraph.terms import predicate
from thesaury.engines.oxigraph.turns import LOOK, QuestionTurns
from thesaury.model.errors import BadInput, Stop, ThesauryError, WorkspaceBusy
from thesaury.ports.graph_questions import GraphAnswer, GraphQuestion, SolutionForm, StatementForm, staying

_START = "from thesaury.engines.oxigraph.answering import start; start()"
_TOLD = 65_536
"""Bytes of what a child says of itself that are read."""
_ONE_ARENA = {"MALLOC_ARENA_MAX": "1"}
"""Each thread of the engine would else set an arena aside, and the limit of memory would be gone before a question is read."""
_NO_THREAD = 127
"""How the system's library ends a process in which a thread got no memory."""
_SLOW = "ask for less at once, or narrow the patterns"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one question may use and give: seconds, MiB of memory, rows, MiB of answer; how many are answered at once, and for how many
    seconds others wait for their turn."""

    seconds: float = 30
    memory_mib: int = 1024
    rows: int = 100_000
    mib: int = 64
    at_once: int = 2
    patience: float = 5


class SafeGraphQuestions:
    """Implements `ports.graph_questions.GraphQuestions` over the store in a directory, which another process may be writing."""

    def __init__(self, store: Path, place: Path, bounds: Bounds = Bounds()) -> None:
        """`place` is where copies of the store are made, on the same disk; nothing is opened yet."""
        self._store, self._place, self._bounds = store, place, bounds
        self._turns = QuestionTurns(bounds.at_once, bounds.patience)

    def ask(self, question: GraphQuestion, left: Callable[[], bool] = staying) -> GraphAnswer:
        """The answer, as a file that is gone when it is closed. Raises BadInput, WorkspaceBusy or Unreachable as the port says."""
        check_reads(question.sparql)
        check(question.sparql)
        for graph in (*question.default_graphs, *question.named_graphs):
            predicate(graph)
        with self._turns.taken(question.asker, left), snapshot(self._store, self._place) as copy:
            content = TemporaryFile()  # noqa: SIM115  # whoever has the answer closes it
            try:
                ended = self._ended(self._given(question, copy), content, left)
                content.seek(0)
            except BaseException:
                content.close()
                raise
        return GraphAnswer(_form(ended["form"]), ended["count"], content)

    def read(self, sparql: str, left: Callable[[], bool] = staying) -> None:
        """Raises BadInput, with what to change, for what is no question in SPARQL 1.1, and as `ask` does; nothing is answered."""
        with TemporaryFile() as nothing:
            self._ended(self._given(GraphQuestion(sparql, None, None), None), nothing, left)

    def _given(self, question: GraphQuestion, copy: Path | None) -> bytes:
        bounds = self._bounds
        return json.dumps(
            {
                "sparql": question.sparql,
                "store": str(copy) if copy else "",
                "solutions": question.solutions,
                "statements": question.statements,
                "default": question.default_graphs,
                "named": question.named_graphs,
                "rows": bounds.rows,
                "written": bounds.rows if question.rows is None else question.rows,
                "mib": bounds.mib if question.mib is None else min(bounds.mib, question.mib),
                "memory": bounds.memory_mib,
                "cpu": ceil(bounds.seconds) + 1,
            }
        ).encode()

    def _ended(self, given: bytes, content: IO[bytes], left: Callable[[], bool]) -> dict[str, Any]:
        """How the child ended that answers into `content`. Raises what that comes to."""
        with TemporaryFile() as asked, TemporaryFile() as told:
            asked.write(given)
            asked.seek(0)
            child = subprocess.Popen(
                command(_START), stdin=asked, stdout=content, stderr=told, env={**surroundings(), **_ONE_ARENA}
            )
            try:
                code = self._waited(child, left)
            finally:
                child.kill()
                child.wait()
            told.seek(0)
            said = told.read(_TOLD).decode(errors="replace").strip().rpartition("\n")[2]
        if code:
            raise self._broken(code, said)
        ended: dict[str, Any] = json.loads(said)
        if "refused" in ended:
            raise BadInput(ended["refused"])
        if "unreadable" in ended:
            _log.warning("the graph could not be asked: %s", ended["unreadable"])
            raise WorkspaceBusy("The graph cannot be read now: ask again, and if it stays so run `thesaury reindex`.")
        return ended

    def _waited(self, child: subprocess.Popen[bytes], left: Callable[[], bool]) -> int:
        until = monotonic() + self._bounds.seconds
        while True:
            try:
                return child.wait(LOOK)
            except subprocess.TimeoutExpired:
                if left():
                    raise WorkspaceBusy("Whoever asked has left before there was an answer.") from None
                if monotonic() > until:
                    raise late(self._bounds) from None

    def _broken(self, code: int, said: str) -> ThesauryError:
        """Why the child ended before it was done."""
        _log.info("the child that answers a question ended with code %d: %s", code, said[:300])
        if code == -getattr(signal, "SIGXCPU", 0):
            return late(self._bounds)
        if code < 0 or code == _NO_THREAD:
            return BadInput(f"The question needs more than {self._bounds.memory_mib:,} MiB of memory: {_SLOW}.")
        return Stop(f"What answers questions broke down (code {code}). Check the installation of Thesaury.")


def late(bounds: Bounds) -> ThesauryError:
    """What a question that takes too long comes to."""
    return BadInput(f"The question takes more than {bounds.seconds:g} seconds: {_SLOW}.")


def _form(name: str | None) -> SolutionForm | StatementForm | None:
    if name is None:
        return None
    return SolutionForm(name) if name in list(SolutionForm) else StatementForm(name)
