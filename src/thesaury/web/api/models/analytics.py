"""Named questions and their answers."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from thesaury.web.api.models.shapes import Moment, Name, Number, Told, Whole, example

_Given = Annotated[str | None, Field(max_length=2000)]


class Asked(BaseModel):
    """The parameters that questions take; which of them a question has is told with it."""

    model_config = ConfigDict(extra="forbid")

    period: Annotated[_Given, Field(description="`all`, or as 2026, 2026-Q4, 2026-11.", examples=["2026-Q4"])] = None
    market: Annotated[_Given, Field(description="A market by its code; `all` or `unknown`.", examples=["DE"])] = None
    channel: Annotated[_Given, Field(description="A channel of the tables of rights; `all` or `unknown`.")] = None
    language: Annotated[_Given, Field(description="A language by its tag; `all` or `unknown`.")] = None
    concept: Annotated[_Given, Field(description="A concept by its IRI.")] = None
    below: Annotated[_Given, Field(description="A concept, shown with those directly below it.")] = None
    asset: Annotated[_Given, Field(description="An asset by its id.")] = None
    of: Annotated[_Given, Field(description="Of which asset, by its id; `all` for any.")] = None
    campaign: Annotated[_Given, Field(description="A campaign by its id.")] = None
    day: Annotated[_Given, Field(description="A day, as 2026-11-30, or `today`.")] = None
    within: Annotated[_Given, Field(description="How many days are looked ahead.")] = None
    axis: Annotated[_Given, Field(description="What denies a use: channel, region, date ...; `all` for any.")] = None
    kind: Annotated[_Given, Field(description="What was asked: search, request (for recommendations) or any.")] = None
    outcome: Annotated[_Given, Field(description="What came of searches: any, nothing or blocked.")] = None
    by: Annotated[_Given, Field(description="What the figures are for.")] = None
    across: Annotated[_Given, Field(description="What there is a column for: market or channel.")] = None
    subject: Annotated[_Given, Field(description="The provider, campaign or concept a figure is for.")] = None
    team: Annotated[_Given, Field(description="A team; `all` for all together.")] = None


class QuestionParameter(Told):
    """One parameter of a question."""

    name: Name
    kind: str = Field(description="What it takes: period, market, channel, concept, asset, campaign, day, number ...")
    default: str | None = Field(description="Its value where none is given; null: one has to be given.")
    choices: list[str] = Field(description="Its possible values, where only these are possible.")
    meaning: str


class QuestionColumn(Told):
    """One column of an answer."""

    name: Name
    kind: str = Field(
        description="concept, asset, campaign, purchase, use, text, day, count, share, ratio, money, seconds"
    )
    meaning: str


class Question(Told):
    """A named question."""

    model_config = example(
        name="found-nothing",
        title="Searches that found nothing",
        sentence="Which concepts were recognised in searches without a result, by language.",
        parameters=[
            {"name": "period", "kind": "period", "default": "all", "choices": [], "meaning": "all, or as 2026, 2026-Q4"}
        ],
        columns=[{"name": "withoutResults", "kind": "count", "meaning": "those that found nothing"}],
        terms={"zero-result rate": "Searches without a result, divided by searches."},
        rows_behind="searches-of-concept",
        sparql="SELECT ...",
    )

    name: Name
    title: str
    sentence: str = Field(description="What it answers.")
    parameters: list[QuestionParameter]
    columns: list[QuestionColumn]
    terms: dict[str, str] = Field(description="What its words mean.")
    rows_behind: str | None = Field(description="The question that lists what a row counts.")
    sparql: str = Field(description="Its text; a name with a dollar sign stands for a parameter.")


class Questions(Told):
    """All named questions: the twelve first, then those that list what is behind them."""

    model_config = example(questions=[])

    questions: list[Question]


class AnswerNote(Told):
    """What to know of an answer; `code` stays the same."""

    code: str
    message: str


class QuestionAnswer(Told):
    """The answer to a question: names are ids (concepts: IRIs), which `labels` names."""

    model_config = example(
        question="found-nothing",
        title="Searches that found nothing",
        sentence="Which concepts were recognised in searches without a result, by language.",
        given={"period": "2026-Q4", "language": "all"},
        as_of="2026-11-30T06:00:00Z",
        columns=[{"name": "withoutResults", "kind": "count", "meaning": "those that found nothing"}],
        rows=[{"concept": "https://terms.example/refill", "searches": 40, "withoutResults": 12, "rate": 0.3}],
        labels={"https://terms.example/refill": "refill pack"},
        cut=False,
        notes=[],
    )

    question: Name
    title: str
    sentence: str
    given: dict[str, str] = Field(description="The value of every parameter.")
    as_of: Moment = Field(description="When the graph was brought up to date; empty where it never was.")
    columns: list[QuestionColumn]
    rows: list[dict[str, str | Whole | Number | None]]
    labels: dict[str, str] = Field(description="What concepts, assets and campaigns in the rows are called.")
    cut: bool = Field(description="Whether there are more rows than these.")
    notes: list[AnswerNote] = Field(
        description="`left-out`: there are no rows because concepts are not told so finely."
    )


Form = Literal["json", "csv"]
