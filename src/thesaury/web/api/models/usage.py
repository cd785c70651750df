"""Usage that programs tell, and how much is known of it."""

from typing import Annotated, Any, Literal

from pydantic import Field

from thesaury.web.api.models.shapes import Moment, Sent, Told, Whole, example, sent_example

MOST = 1_000
"""Events in one request."""
_BIG = 1_000_000_000

Kind = Literal["view", "download", "use", "share", "upload", "search"]
_Region = Annotated[str, Field(min_length=1, max_length=100)]
_Words = Annotated[str, Field(min_length=1, max_length=400)]

_EVENT: dict[str, Any] = {
    "id": "shop-2026-11-28-77",
    "kind": "use",
    "at": "2026-11-28T10:00:00Z",
    "asset": "dam/77",
    "channel": "website",
    "regions": ["DE", "AT"],
    "campaign": "winter-2026",
    "where": "https://shop.example/winter",
}


class SentEvent(Sent):
    """Something that was done with an asset. `id` is the teller's own, and the same when it is told again, or corrected."""

    model_config = sent_example(**_EVENT)

    kind: Kind
    at: Annotated[str, Field(max_length=40, description="In ISO 8601 with its offset, or the day alone.")]
    id: Annotated[str, Field(max_length=200, description="Without one it is named by all that it says.")] = ""
    connection: Annotated[str, Field(max_length=200, description="Of the record, or in which a search was made.")] = ""
    external_id: Annotated[str, Field(max_length=1_000)] = ""
    asset: Annotated[
        str, Field(max_length=1_000, description="Instead of the record: id, or connection/external id.")
    ] = ""
    quantity: Whole = Field(1, ge=1, le=_BIG, description="How often, where it is told in sum.")
    channel: Annotated[str, Field(max_length=100, description="A channel of the tables of rights.")] = ""
    regions: list[_Region] = Field(default_factory=list, max_length=300)
    campaign: Annotated[str, Field(max_length=200)] = ""
    where: Annotated[str, Field(max_length=2_000, description="The page or document; no person.")] = ""
    terms: list[_Words] = Field(default_factory=list, max_length=300, description="The words of a search.")
    results: Whole | None = Field(None, ge=0, le=_BIG, description="How many a search found.")
    team: Annotated[str, Field(max_length=100)] = ""


class SentUsage(Sent):
    """Several events at once: all of them are kept, or none."""

    model_config = sent_example(events=[_EVENT])

    events: Annotated[list[SentEvent], Field(min_length=1, max_length=MOST)]


class TakenUsage(Told):
    """How many events were told, and how many of them were not known before."""

    model_config = example(events=1, new=1)

    events: int
    new: int


class KnownUsage(Told):
    """What one connection reported of one kind: events, how often in all, the first and the last moment."""

    connection: str
    kind: Kind
    events: int
    quantity: int
    first: Moment
    last: Moment


class UsageCounts(Told):
    """How much usage is known, by connection and kind."""

    model_config = example(
        usage=[
            {"connection": "dam", "kind": "use", "events": 2, "quantity": 5}
            | {"first": "2026-11-01T08:00:00+00:00", "last": "2026-11-28T10:00:00+00:00"}
        ]
    )

    usage: list[KnownUsage]
