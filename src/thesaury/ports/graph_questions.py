"""Questions of strangers to the graph, in SPARQL: asked where they can do no harm, answered whole or not at all."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import IO, Protocol


class SolutionForm(StrEnum):
    """How solutions and yes or no are written: the four forms of SPARQL 1.1."""

    JSON = "json"
    XML = "xml"
    CSV = "csv"
    TSV = "tsv"


class StatementForm(StrEnum):
    """How statements that were constructed or described are written."""

    TURTLE = "ttl"
    N_TRIPLES = "nt"
    RDF_XML = "rdf"
    JSON_LD = "jsonld"


@dataclass(frozen=True, slots=True)
class GraphQuestion:
    """A question, and in which form either kind of answer is taken (None: that kind is not). Without graphs it is asked of all
    graphs together; what is named here counts more than what the question itself says.

    Who shows only a part has only so many `rows` written (all are counted), and refused what has more than so many `mib` then. `asker` is
    whoever asks, where several do: nobody keeps all others from asking."""

    sparql: str
    solutions: SolutionForm | None = SolutionForm.JSON
    statements: StatementForm | None = StatementForm.TURTLE
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    rows: int | None = None
    mib: int | None = None
    asker: str = ""


@dataclass(frozen=True, slots=True)
class GraphAnswer:
    """A whole answer, or what was wanted of it: `count` rows or statements in all, to be read from `content`, which whoever has it closes.

    `form` is None, and the content empty, where the answer is of a kind that was not taken.
    """

    form: SolutionForm | StatementForm | None
    count: int
    content: IO[bytes]


def staying() -> bool:
    """Nobody leaves: the answer is waited for."""
    return False


class GraphQuestions(Protocol):
    """Answers what is read only, within limits of time, memory, rows and size."""

    def ask(self, question: GraphQuestion, left: Callable[[], bool] = staying) -> GraphAnswer:
        """The answer from the graph as it was when the question came; while nothing is in it, an empty one.

        Raises BadInput, with what to change, for text that is broken or no question, fetches from elsewhere or writes, is nested too
        deeply, or takes more than the limits; WorkspaceBusy when too many questions are asked at once, the graph is being written
        without a pause, or (asked all the while) whoever asked has `left`.
        """
