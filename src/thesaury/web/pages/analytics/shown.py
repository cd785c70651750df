"""An answer as pages show it: a sentence of what is in it, a chart, and the table beside it, from which one goes on to what is behind."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from thesaury.analytics.answers import behind
from thesaury.analytics.definitions import questions
from thesaury.model.question import Answer, Cell, ChartKind, Column, ColumnKind, Question
from thesaury.web.lexicon import Lexicon
from thesaury.web.pages.analytics.charts import as_json, chart
from thesaury.web.pages.analytics.saying import said
from thesaury.web.pages.analytics.values import NUMBERS, Naming, Value
from thesaury.web.texts import ENGLISH, named, phrase

QUESTIONS = "/analytics/questions"


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: its words, what it means, and whether it has numbers."""

    name: str
    meaning: str
    number: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells, and where what is behind it is listed; empty where nothing is."""

    cells: tuple[Value, ...]
    behind: str


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer: `said` says what is in it, `chart` is JSON for the script (empty: nothing to draw), `rows` are the first of `count`; with
    `cut` there are more than are counted; `noted`: what is said is why there are none."""

    id: str
    title: str
    sentence: str
    said: str
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]
    count: int
    chart: str
    url: str
    table: str
    as_of: str
    cut: bool
    noted: bool

    @property
    def has_behind(self) -> bool:
        """Whether any row leads to what is behind it."""
        return any(row.behind for row in self.rows)


def shown(answer: Answer, lexicon: Lexicon, limit: int | None = None, id: str = "") -> Shown:
    """The answer, with the first so many rows."""
    question, naming = answer.question, Naming(answer, lexicon)
    columns = [one for one in question.columns if one.name not in BESIDE and one.kind is not ColumnKind.USE]
    links = [_behind(answer, row) for row in answer.rows]
    name = title(question)
    headings = {one.name: heading(one, answer.given) for one in question.columns}
    spec = chart(answer, naming, links, headings, name)
    told = list(zip(answer.rows, links, strict=True))
    if question.chart.kind is ChartKind.LINE:
        told.reverse()  # what is newest is read first
    return Shown(
        id or question.name,
        name,
        sentence(question),
        said(answer, naming, headings),
        tuple(Heading(headings[one.name], meaning(one), one.kind in NUMBERS) for one in columns),
        tuple(Row(tuple(naming.value(row, one) for one in columns), link) for row, link in told[:limit]),
        len(answer.rows),
        as_json(spec) if spec else "",
        address(question, answer.given),
        address(question, answer.given, ".csv"),
        answer.as_of,
        answer.cut,
        bool(answer.notes),
    )


BESIDE = ("currency", "priceCurrency", "number", "search", "title")
"""Written with what they are the currency, the number or the title of, or names that only programs read, as those of uses are; the table
to take along has them."""


def title(question: Question) -> str:
    """What the question is called in the language of the reader."""
    key = f"analytics.ask.{question.name}"
    return phrase(key) if key in ENGLISH else question.title


def sentence(question: Question) -> str:
    """What it answers, in the language of the reader."""
    key = f"analytics.ask.{question.name}.says"
    return phrase(key) if key in ENGLISH else question.sentence


def heading(column: Column, given: Mapping[str, str]) -> str:
    """What a column is called; one whose kind depends on a choice is called by that."""
    if column.name == "subject" and given.get("by"):
        return named("analytics.choice", given["by"])
    if column.name == "asked" and column.kind is ColumnKind.COUNT:
        return phrase("analytics.column.asked.count")
    return named("analytics.column", column.name)


def meaning(column: Column) -> str:
    """What a column means, in the language of the reader."""
    key = f"analytics.means.{column.meaning}"
    return phrase(key) if key in ENGLISH else column.meaning


def terms(question: Question) -> list[tuple[str, str]]:
    """The terms of the question with what they mean, in the language of the reader."""
    keys = [f"analytics.term.{question.name}.{term}" for term, _ in question.terms]
    return [(phrase(key), phrase(f"{key}.means")) for key in keys]


def address(question: Question, given: Mapping[str, str], ending: str = "") -> str:
    """The page of the question with these parameters, those that are as they are anyway left out."""
    told = {one.name: given[one.name] for one in question.parameters if given.get(one.name, one.default) != one.default}
    path = f"{QUESTIONS}/{question.name}{ending}"
    return f"{path}?{urlencode(told)}" if told else path


def _behind(answer: Answer, row: Mapping[str, Cell]) -> str:
    """Where the rows are listed that this row counts; empty where nobody lists them."""
    found = behind(answer, row)
    return address(questions()[found[0]], found[1]) if found else ""
