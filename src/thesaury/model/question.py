"""Named questions to the graph: what they ask, with which parameters, what their answer holds and how it is drawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class ParameterKind(StrEnum):
    """What a parameter takes."""

    PERIOD = "period"
    """`all`, a year (2026), a quarter (2026-Q4) or a month (2026-11)."""
    MARKET = "market"
    CHANNEL = "channel"
    LANGUAGE = "language"
    CONCEPT = "concept"
    ASSET = "asset"
    CAMPAIGN = "campaign"
    DAY = "day"
    NUMBER = "number"
    CHOICE = "choice"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: its name in the question's text, what it takes, its value where none is given (None: one has to be given), the values
    of a choice, and what it means."""

    name: str
    kind: ParameterKind
    default: str | None = None
    choices: tuple[str, ...] = ()
    meaning: str = ""


class ColumnKind(StrEnum):
    """What a column holds."""

    CONCEPT = "concept"
    ASSET = "asset"
    CAMPAIGN = "campaign"
    PURCHASE = "purchase"
    USE = "use"
    TEXT = "text"
    DAY = "day"
    COUNT = "count"
    SHARE = "share"
    """A ratio in 0 to 1."""
    RATIO = "ratio"
    """Any other quotient."""
    MONEY = "money"
    """In the currency of the workspace."""
    SECONDS = "seconds"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an answer, by the variable of the question, and what it means."""

    name: str
    kind: ColumnKind
    meaning: str = ""


class ChartKind(StrEnum):
    """How an answer is drawn."""

    BARS = "bars"
    LINE = "line"
    MATRIX = "matrix"
    GRAPH = "graph"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Chart:
    """How an answer is drawn: `along` is the column of its categories, `height` those of its values, `across` the second dimension of
    a matrix."""

    kind: ChartKind
    along: str = ""
    height: tuple[str, ...] = ()
    across: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A named question: `sentence` says what it answers, `terms` define its words, `sparql` is its text, in which parameters are written
    with a dollar sign. `rows_behind` names the question that lists what a row counts, with the column that gives each of its parameters."""

    name: str
    title: str
    sentence: str
    sparql: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    chart: Chart
    terms: tuple[tuple[str, str], ...] = ()
    rows_behind: tuple[str, tuple[tuple[str, str], ...]] | None = None


Cell = str | int | Decimal | date | None
"""Names (an IRI, an id, a text), counts, quotients and money, days; None where there is nothing to say."""


LEFT_OUT = "left-out"
"""The note that concepts are left out of this slice of the tallies, for there would be too many: that there are no rows says nothing."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a named question: its rows by columns, with the parameters it was asked with, and when the graph was brought up to date
    (UTC, ISO 8601, empty where that never happened). `labels` name concepts, assets and campaigns that stand in the rows. `cut`: there are
    more rows than these. `notes` are the codes of what whoever reads it has to know."""

    question: Question
    given: Mapping[str, str]
    rows: tuple[Mapping[str, Cell], ...]
    labels: Mapping[str, str]
    as_of: str = ""
    cut: bool = False
    notes: tuple[str, ...] = ()
