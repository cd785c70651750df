"""Rights: questions and answers, what texts state, and records. None of it is legal advice."""

from typing import Any, Literal

from pydantic import ConfigDict, Field

from thesaury.web.api.models.shapes import Flag, Moment, Next, Sent, Told, Whole, example, sent_example

Decision = Literal["permit", "deny", "needs_review"]
Status = Literal["complete", "needs_review", "confirmed", "conflict", "no_terms"]


class RightsQuestion(Sent):
    """A planned use of an asset, of up to 1,000 assets, or of what a text permits: exactly one of `asset`, `assets` and `text`."""

    model_config = sent_example(asset="dam/77", channel="website", region="DE", date="2026-12-01")

    asset: str | None = Field(None, description="Id, or connection/external id.")
    assets: list[str] | None = Field(None, min_length=1, max_length=1000)
    text: str | None = Field(None, max_length=20_000)
    locale: str | None = Field(None, description="How dates of the text are read, as en-GB; with `text` alone.")
    anchors: dict[str, str] | None = Field(None, description="Days that the text counts from; with `text` alone.")
    channel: str = Field(min_length=1, description="As the tables name channels: website, social_paid, print ...")
    region: str | None = Field(None, description="A country (DE), a part (DE-BY), an area (150) or a group (DACH).")
    regions: list[str] | None = Field(None, min_length=1)
    date: str | None = Field(None, description="The day, or a moment; today without one.")
    from_: str | None = Field(None, alias="from")
    to: str | None = None
    purpose: str | None = None
    party: str | None = None
    time_zone: str | None = Field(None, description="As the IANA list names it.")
    quantity: dict[str, Any] | None = Field(None, description='`{"kind": "copies", "value": 20000}`.')
    scope: dict[str, Any] | None = None
    campaign: str | list[str] | None = None
    brand: str | list[str] | None = None
    product: str | list[str] | None = None
    event: str | list[str] | None = None
    publication: str | list[str] | None = None
    language: str | list[str] | None = None
    industry: str | list[str] | None = None
    page: str | list[str] | None = None
    modify: Flag | None = None
    approved: Flag | None = None
    already_in_use: Flag | None = None


class ParseText(Sent):
    """A licence text to read."""

    model_config = sent_example(text="Web, DACH, until 31/12/2027", locale="en-GB")

    text: str = Field(max_length=20_000)
    locale: str | None = None
    anchors: dict[str, str] | None = None


class Confirm(Sent):
    """What a person confirms of a rights record: the version that was read, and what it says if that is something else."""

    model_config = sent_example(record="dam/77", place="0", version=1, by="Ana Roe")

    record: str = Field(min_length=1, pattern=r"\S")
    place: str = Field(min_length=1, pattern=r"\S")
    version: Whole
    by: str | None = Field(None, min_length=1, pattern=r"\S", description="Who read it; the caller without one.")
    says: dict[str, Any] | None = Field(None, description="A statement, in the shape that `parse` answers.")
    nothing_else: Flag | None = Field(None, description="The text grants nothing else.")


class Open(Told):
    """Something told as it is in docs/rights.md; there may be more in it than stands here."""

    model_config = ConfigDict(extra="allow")


class RightsAnswer(Open):
    """The answer for an asset or a text, or `answers` for a list of assets."""

    model_config = ConfigDict(
        extra="allow",
        json_schema_extra={
            "examples": [
                {
                    "asset": "a3f81c09d2",
                    "decision": "permit",
                    "axes": [
                        {"axis": "channel", "result": "yes", "term": 0, "span": None, "sentence": "website is granted."}
                    ],
                    "obligations": [],
                    "caps": [],
                    "next_change": "2027-12-31",
                    "alternatives": [],
                    "records": [{"record": "dam/77#0", "version": 1}],
                    "notice": "This is what the licence says as far as rules can read it. It is not legal advice.",
                }
            ]
        },
    )

    decision: Decision | None = None
    asset: str | None = None
    answers: list[dict[str, Any]] | None = None
    notice: str | None = None


class Span(Told):
    """Words of a text that a value was read from, in code points."""

    axis: str
    start: int
    end: int
    words: str
    rule: str


class Unresolved(Told):
    """Words that a person has to read, and why."""

    reason: str
    start: int
    end: int
    span: str


class Statement(Told):
    """What a licence states: terms, what nobody understood, and the words each value was read from."""

    license_model: str
    prohibit_all: bool
    terms: list[dict[str, Any]]
    unresolved: list[Unresolved]
    spans: list[Span]


class Parsed(Statement):
    """What a text states, and whether a person has to read it."""

    model_config = example(
        status="complete", license_model="rights_managed", prohibit_all=False, terms=[], unresolved=[], spans=[],
        parser={"version": "1"}, notice="It is not legal advice.",
    )  # fmt: skip

    status: Literal["complete", "needs_review"]
    parser: dict[str, Any]
    notice: str


class SourceField(Told):
    """A field of the source."""

    name: str
    value: str


class RightsRecord(Told):
    """One version of what a source states of rights."""

    model_config = example(
        record="dam/77",
        place="0",
        version=2,
        status="confirmed",
        text="Web, DACH",
        fields=[],
        embedded=False,
        captured_at=None,
        statement={"license_model": "unknown", "prohibit_all": False, "terms": [], "unresolved": [], "spans": []},
        purchase={},
        parser="confirmed",
        at="2026-11-28T10:00:00Z",
        confirmed_by="Ana Roe",
        confirmed_at="2026-11-28T10:00:00Z",
    )

    record: str
    place: str
    version: int
    status: str
    text: str
    fields: list[SourceField]
    embedded: bool
    captured_at: str | None
    statement: Statement
    purchase: dict[str, Any]
    parser: str
    at: Moment
    confirmed_by: str | None
    confirmed_at: str | None


class AssetRights(Told):
    """The rights records of an asset, or all their versions; `made_from` names what it was made from."""

    model_config = example(
        asset="a3f81c09d2", made_from=[], records=[], standing="9d2f", notice="It is not legal advice."
    )

    asset: str
    made_from: list[str]
    records: list[RightsRecord]
    standing: str = Field(description="A digest of what is recorded now; whoever confirms a licence text names it.")
    notice: str


class SystemRights(Told):
    """Rights as one system states them (`format=smintio`), and what that cannot say."""

    records: list[dict[str, Any]]
    losses: list[str]


class ListedRecord(Told):
    """A rights record in a list, with the beginning of its text."""

    record: str
    place: str
    version: int
    status: str
    asset: str
    title: str
    reasons: list[str]
    text: str


class RightsRecords(Told):
    """A page of rights records, by record and place."""

    model_config = example(records=[], next=None)

    records: list[ListedRecord]
    next: Next


class CalendarEntry(Told):
    """A day on which a licence begins or ends, or the last one for a first use."""

    day: str
    occasion: str
    title: str
    in_use: bool
    last_used: str
    goes_on: str
    status: str
    campaign: str
    asset: str
    record: str
    place: str
    version: int
    words: str
    time_zone: str


class Calendar(Told):
    """Days of licences, in order."""

    model_config = example(
        entries=[],
        time_zone="Europe/Berlin",
        evaluated_at="2026-11-28T10:00:00Z",
        notice="It is not legal advice.",
        next=None,
    )

    entries: list[CalendarEntry]
    time_zone: str
    evaluated_at: Moment
    notice: str
    next: Next


class Notice(Told):
    """One thing to know of rights that end or change."""

    model_config = example(
        key="end/dam/77#0/2026-12-31/30",
        kind="end",
        stage=30,
        asset="a3f81c09d2",
        title="Refill pouches on a shelf",
        record="dam/77",
        place="0",
        version=1,
        sentence="The licence ends on 31 December 2026.",
        at="2026-12-01T06:00:00Z",
        day="2026-12-31",
        campaign="Green Spring",
        owner="",
        in_use=True,
        acknowledged_by="",
        acknowledged_at="",
    )

    key: str
    kind: str
    stage: int
    asset: str
    title: str
    record: str
    place: str
    version: int
    sentence: str
    at: Moment
    day: str
    campaign: str
    owner: str
    in_use: bool
    acknowledged_by: str
    acknowledged_at: Moment


class Notices(Told):
    """A page of notices, by key."""

    model_config = example(notices=[], next=None)

    notices: list[Notice]
    next: Next


class Acknowledge(Sent):
    """The notice that somebody has taken note of."""

    model_config = sent_example(key="end/dam/77#0/2026-12-31/30")

    key: str = Field(min_length=1, max_length=1000)
