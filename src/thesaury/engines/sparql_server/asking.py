"""Questions of strangers to a server: read here first, asked of this workspace's graphs alone, within limits of time, rows and size."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from tempfile import TemporaryFile
from time import monotonic
from traceback import clear_frames
from typing import IO, TypeVar, cast

from pyoxigraph import Triple, serialize

from thesaury.engines.oxigraph.asking import Bounds, SafeGraphQuestions, late
from thesaury.engines.oxigraph.counting import Counted
from thesaury.engines.oxigraph.files import PREFIXES
from thesaury.engines.oxigraph.questions import check, check_reads, kind
from thesaury.engines.oxigraph.solutions import verdict, written
from thesaury.engines.oxigraph.statement_forms import FORMATS
from thesaury.engines.oxigraph.terms import predicate
from thesaury.engines.oxigraph.turns import LOOK, QuestionTurns
from thesaury.engines.sparql_server.answers import Rows, statements
from thesaury.engines.sparql_server.dataset import addressed, check_standard
from thesaury.engines.sparql_server.limits import check_limit, says_no_limit
from thesaury.engines.sparql_server.register import Register
from thesaury.engines.sparql_server.server import SOLUTIONS, STATEMENTS, Address, Limits, SparqlServer
from thesaury.model.errors import BadInput, WorkspaceBusy
from thesaury.ports.graph_questions import GraphAnswer, GraphQuestion, SolutionForm, StatementForm, staying

_Found = TypeVar("_Found")
_MORE = 1.0
"""Seconds that the server has beyond its limit to say that it stopped, before it is not waited for any longer."""


class ServerGraphQuestions:
    """Implements `ports.graph_questions.GraphQuestions` over a server. Memory is the server's own to limit."""

    def __init__(self, address: Address, workspace: str, bounds: Bounds = Bounds()) -> None:
        """Nothing is asked yet."""
        self._address, self._workspace, self._bounds = address, workspace, bounds
        self._turns = QuestionTurns(bounds.at_once, bounds.patience)
        self._grammar = SafeGraphQuestions(Path(), Path(), bounds)  # which reads, and is asked nothing

    def ask(self, question: GraphQuestion, left: Callable[[], bool] = staying) -> GraphAnswer:
        """The answer, as a file that is gone when it is closed. Raises BadInput and WorkspaceBusy as the port says, and Unreachable,
        NeedsLogin or Refused as the server answers."""
        check_reads(question.sparql)
        check(question.sparql)
        check_standard(question.sparql)
        for graph in (*question.default_graphs, *question.named_graphs):
            predicate(graph)
        with self._turns.taken(question.asker, left):
            self._grammar.read(addressed(question.sparql, {}, "")[0], left)  # as the server will see it
            return self._watched(_Asking(self._address, self._workspace, question, self._bounds), left)

    def _watched(self, asking: "_Asking", left: Callable[[], bool]) -> GraphAnswer:
        """The answer, if it comes in time and while somebody waits; else the connection is cut."""
        until = monotonic() + self._bounds.seconds + _MORE
        with ThreadPoolExecutor(1) as thread:
            answer = thread.submit(asking.answer)
            while not wait([answer], LOOK).done:
                gone = left()
                if gone or monotonic() > until:
                    asking.abandon()
                    answer.add_done_callback(_thrown_away)
                    raise (
                        WorkspaceBusy("Whoever asked has left before there was an answer.")
                        if gone
                        else late(self._bounds)
                    )
            return answer.result()


class _Asking:
    """One question being asked, by a connection of its own."""

    def __init__(self, address: Address, workspace: str, question: GraphQuestion, bounds: Bounds) -> None:
        self._server = SparqlServer(address)
        self._register = Register(self._server, workspace)
        self._question, self._bounds = question, bounds
        self._abandoned = False

    def answer(self) -> GraphAnswer:
        """The answer. Raises what it comes to."""
        content = TemporaryFile()  # noqa: SIM115  # whoever has the answer closes it
        try:
            form, count = self._answered(_Sized(content, self._mib()))
            content.seek(0)
        except BaseException as error:
            content.close()
            _let_go(error)
            raise
        finally:
            self._server.close()
        return GraphAnswer(form, count, content)

    def abandon(self) -> None:
        """From another thread: nobody waits any more."""
        self._abandoned = True
        self._server.cut()

    def _answered(self, sink: "_Sized") -> tuple[SolutionForm | StatementForm | None, int]:
        asked, places = self._question, self._register.read()
        told = kind(asked.sparql) in ("construct", "describe")
        text, dataset = addressed(
            asked.sparql, places.of, self._register.nowhere, asked.default_graphs, asked.named_graphs
        )
        limits = Limits(self._bounds.seconds, self._bounds.rows + 1)
        with self._server.asked(text, dataset, STATEMENTS if told else SOLUTIONS, limits) as response:
            if not told:
                return self._solutions(asked.solutions, Rows(response, places.graphs), sink)
            form, count = self._statements(asked.statements, self._counted(statements(response, places.graphs)), sink)
        if says_no_limit(response):
            check_limit(self._server, dataset, count)
        return form, count

    def _statements(
        self, form: StatementForm | None, found: Counted[Triple], sink: "_Sized"
    ) -> tuple[StatementForm | None, int]:
        if form is None:
            return None, 0
        serialize(found, cast(IO[bytes], sink), FORMATS[form], prefixes=PREFIXES)
        return form, found.count

    def _solutions(self, form: SolutionForm | None, rows: Rows, sink: "_Sized") -> tuple[SolutionForm | None, int]:
        if form is None:
            return None, 0
        if rows.verdict is not None:
            sink.write(verdict(form, rows.verdict).encode())
            return form, 1
        found = self._counted(rows)
        for piece in written(form, rows.names, found):
            sink.write(piece.encode("utf-8", "replace"))
        return form, found.count

    def _counted(self, found: Iterable[_Found]) -> Counted[_Found]:
        wanted = self._bounds.rows if self._question.rows is None else self._question.rows
        return Counted(self._alive(found), wanted, self._bounds.rows)

    def _alive(self, found: Iterable[_Found]) -> Iterator[_Found]:
        """What is found, as long as somebody waits for it."""
        for each in found:
            if self._abandoned:
                return
            yield each

    def _mib(self) -> int:
        return self._bounds.mib if self._question.mib is None else min(self._bounds.mib, self._question.mib)


class _Sized:
    """A file that takes so many MiB and no more."""

    def __init__(self, sink: IO[bytes], mib: int) -> None:
        self._sink, self._mib, self._room = sink, mib, mib << 20

    def write(self, piece: bytes) -> int:
        self._room -= len(piece)
        if self._room < 0:
            raise BadInput(f"The answer is larger than {self._mib:,} MiB: ask for a part of it with LIMIT and OFFSET.")
        return self._sink.write(piece)

    def flush(self) -> None:
        self._sink.flush()


def _let_go(error: BaseException | None) -> None:
    """Whoever hears of a failure is in another thread, and only this one may let go of what the engine has been reading."""
    while error is not None:
        clear_frames(error.__traceback__)
        error = error.__cause__ or error.__context__


def _thrown_away(answer: Future[GraphAnswer]) -> None:
    """Close an answer that came after all."""
    if not answer.cancelled() and not answer.exception():
        answer.result().content.close()
