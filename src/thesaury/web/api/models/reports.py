"""Advice, forecasts, scheduled reports, and the tables that a warehouse loads."""

from typing import Annotated, Any

from pydantic import Field

from thesaury.analytics.advice import Advises
from thesaury.model.report import Frequency, SendingState, Span, Way
from thesaury.web.api.models.shapes import Moment, Next, Number, Reachable, Sent, Told, Whole, example, sent_example

_AT = "2026-11-30T06:00:00+00:00"
_SCHEDULE = {
    "name": "brand",
    "frequency": "monthly",
    "way": "email",
    "recipients": ["ada@example.org"],
    "span": "month",
    "market": "all",
    "language": "en",
    "made_at": _AT,
    "by": "ada@example.org",
    "sendings": [
        {"turn": "2026-12", "state": "sent", "at": _AT, "attempts": 1, "next_at": "", "message": ""},
    ],
}


class Rows(Told):
    """Where the rows behind a figure are: a named question with its parameters."""

    question: str
    parameters: dict[str, str]


class AdviceFigure(Told):
    """One figure of a piece of advice."""

    name: str
    value: str | Whole | Number | None
    kind: str = Field(description="As the kind of a column: count, share, ratio, money, day, text.")
    rows: Rows | None


class Piece(Told):
    """One piece of advice with its arithmetic."""

    advises: Advises
    about: str = Field(description="A concept, an asset, a campaign or a purchase.")
    label: str
    sentence: str
    formula: str = Field(description="How its figures go together, with the numbers put in.")
    figures: list[AdviceFigure]


class Silence(Told):
    """Why nothing of a kind is advised."""

    advises: Advises
    sentence: str
    have: int
    need: int


class Advice(Told):
    """All advice: what to produce, license, renew and retire, the most worth of each kind first."""

    model_config = example(
        period="2026-Q4",
        market="all",
        as_of=_AT,
        currency="EUR",
        advice=[
            {
                "advises": "produce",
                "about": "https://terms.example/refill",
                "label": "refill pack",
                "sentence": "Produce assets of refill pack: ...",
                "formula": "39 × (1 − 5% ÷ 40%) = 34.1",
                "figures": [
                    {
                        "name": "demand",
                        "value": 39,
                        "kind": "count",
                        "rows": {
                            "question": "searches-of-concept",
                            "parameters": {"concept": "https://terms.example/refill", "period": "2026-Q4"},
                        },
                    }
                ],
            }
        ],
        silences=[],
    )

    period: str
    market: str
    as_of: Moment
    currency: str
    advice: list[Piece]
    silences: list[Silence]


class EndingQuarter(Told):
    """What ends in a quarter; in the running one, from this day on."""

    quarter: str
    first: str
    last: str
    licences: int
    cost: Number = Field(description="What they cost when they were bought.")
    unpriced: int = Field(description="How many of them have no known cost.")
    at_rate: Number | None = Field(description="Their cost at the rate of renewal so far; null where none is told.")


class Renewals(Told):
    """Licences of single assets that ended so far, and how many were renewed; a rate is told from `least` on."""

    ended: int
    renewed: int
    rate: Number | None
    least: int


class QuarterCost(Told):
    """What was bought in a whole quarter."""

    quarter: str
    cost: Number
    unpriced: int = Field(description="How many purchases have no known cost and are left out.")


class ExpectedQuarter(Told):
    """What is expected to be bought in a quarter, between bounds."""

    quarter: str
    cost: Number
    low: Number
    high: Number


class Forecast(Told):
    """What licences will cost; `expected` is empty where fewer than eight whole quarters are known."""

    model_config = example(
        day="2026-11-30",
        as_of=_AT,
        currency="EUR",
        endings=[],
        renewals={"ended": 4, "renewed": 1, "rate": None, "least": 10},
        history=[],
        expected=[],
        method="Licences that end are counted from their terms ...",
    )

    day: str
    as_of: Moment = Field(
        description="When the graph was brought up to date; empty where it never was: no figure is one then."
    )
    currency: str
    endings: list[EndingQuarter]
    renewals: Renewals
    history: list[QuarterCost]
    expected: list[ExpectedQuarter]
    method: str


class ReportSending(Told):
    """One report. `uncertain`: nobody knows whether it went out."""

    turn: str = Field(description="The day, week or month it is for: 2026-11-30, 2026-W49, 2026-12.")
    state: SendingState
    at: Moment
    attempts: int
    next_at: Moment
    message: str


class Schedule(Told):
    """A report that goes out again and again, with its newest reports."""

    model_config = example(**_SCHEDULE)

    name: str
    frequency: Frequency
    way: Way
    recipients: list[str] = Field(description="Addresses of e-mail, or the id of one webhook.")
    span: Span
    market: str
    language: str
    made_at: Moment
    by: str
    sendings: list[ReportSending]


class Schedules(Told):
    """All of them, by name."""

    model_config = example(reports=[_SCHEDULE])

    reports: list[Schedule]


class AddSchedule(Sent):
    """Who is told how often of what."""

    model_config = sent_example(
        name="brand", frequency="monthly", way="email", recipients=["ada@example.org"], span="month", market="all"
    )

    name: Reachable
    frequency: Frequency
    way: Way = Way.EMAIL
    recipients: Annotated[list[Annotated[str, Field(max_length=400)]], Field(min_length=1, max_length=50)]
    span: Span = Span.MONTH
    market: str = Field("all", max_length=50)
    language: str = Field("en", max_length=20)


class TableNames(Told):
    """The tables, each with the columns that name a row; `grows`: only what is new or changed can be asked for."""

    model_config = example(tables=[{"name": "uses", "key": ["source", "event"], "grows": True}])

    tables: list[dict[str, Any]]


class TablePage(Told):
    """A page of a table."""

    model_config = example(
        table="campaigns",
        key=["campaign"],
        rows=[{"campaign": "summer", "name": "Summer", "markets": ["DE"], "first_day": "2026-06-01"}],
        next=None,
        mark=None,
    )

    table: str
    key: list[str] = Field(description="The columns that name a row: a later row takes the place of an earlier one.")
    rows: list[dict[str, Any]]
    next: Next
    mark: str | None = Field(
        description="`cursor` to go on with another time, for what came or changed since; null: read it anew."
    )
