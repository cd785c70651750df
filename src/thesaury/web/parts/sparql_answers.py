"""The answer to a question in SPARQL as pages show it: a table that leads to concepts, a yes or no, or statements; and as a chart where
its columns fit."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlencode

from thesaury.ports.graph_questions import GraphAnswer, SolutionForm, StatementForm
from thesaury.vocabulary.thesaurus import Thesaurus
from thesaury.web.desk import concept_url

SHOWN = 200
"""Rows, or lines of statements, that a page shows."""
MIB = 4
"""Of those rows: reading them takes some ten times as much."""
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of a row: what it says, its language, and where it leads."""

    text: str
    language: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer as the page shows it: `verdict` of a yes or no, rows below their columns, or statements as Turtle."""

    count: int
    downloads: tuple[tuple[str, str], ...]
    verdict: bool | None = None
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    statements: str = ""
    more: bool = False


def shown(query: str, answer: GraphAnswer, thesaurus: Callable[[], Thesaurus]) -> Shown:
    """The answer as it is shown, concepts of the thesaurus with where they lead; its content is closed, whatever fails."""
    with answer.content as content:
        known = thesaurus()
        if isinstance(answer.form, StatementForm):
            lines = [line.decode("utf-8", "replace") for line in islice(content, SHOWN + 1)]
            return Shown(
                answer.count,
                _downloads(query, [form.value for form in StatementForm]),
                statements="".join(lines[:SHOWN]),
                more=answer.count > SHOWN or len(lines) > SHOWN,
            )
        found = json.load(content)
    downloads = _downloads(query, [form.value for form in SolutionForm])
    if "boolean" in found:
        return Shown(1, downloads, verdict=found["boolean"])
    columns = tuple(found["head"]["vars"])
    rows = tuple(tuple(_cell(row.get(name), known) for name in columns) for row in found["results"]["bindings"])
    return Shown(answer.count, downloads, columns=columns, rows=rows, more=answer.count > SHOWN)


def _cell(value: dict[str, str] | None, known: Thesaurus) -> Cell:
    if value is None:
        return Cell("")
    text = value["value"]
    told = text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"
    leads = value["type"] == "uri" and known.concept(text) is not None
    return Cell(told, value.get("xml:lang", ""), concept_url(text) if leads else "")


def _downloads(query: str, forms: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple((form, f"/sparql?{urlencode({'query': query, 'format': form})}") for form in forms)
