"""Writes what a query means in the search language of another system."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Term:
    """A wording to look for: a label, or what was typed, with a weight in 0 to 1; `concept` is empty for what was typed."""

    text: str
    language: str = ""
    weight: float = 1.0
    concept: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """One question to a system: the text, and the parameter of its interface that takes it (empty: any search box)."""

    text: str
    parameter: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A query as another system takes it.

    requests: what any one of them finds belongs to the answer. There are several where the system knows no OR: who asks joins the
        answers by asset id.
    left_out: terms that did not fit its limits, best first.
    notes: sentences on what the system cannot be asked.
    """

    requests: tuple[Request, ...] = ()
    left_out: tuple[Term, ...] = ()
    notes: tuple[str, ...] = ()


class QueryWriter(Protocol):
    """The search language of one system."""

    def write(self, terms: Sequence[Term], excluded: Sequence[str] = ()) -> Written:
        """A query for any of these terms, best first, and for none of the words and phrases that are excluded.

        Within the limits of the system; no term can break its syntax. Without a term there is no request. One that was opened with a
        connection may ask the system what it calls a concept, and raises what that raises.
        """
