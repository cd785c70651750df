"""What stands in CMS, what had to go, and the pages that use it."""

from typing import Annotated, Literal

from pydantic import Field

from thesaury.model.publication import PublicationState
from thesaury.model.publishing import Reason
from thesaury.web.api.models.shapes import Flag, Moment, Name, Next, Number, Sent, Told, Whole, example, sent_example

_ASSET, _AT = "a3f81c09d2", "2026-12-04T00:00:12+00:00"
_WHY = Annotated[Reason | Literal[""], Field(description="Why it had to go; empty where it is to stand there.")]

_PUBLICATION = {
    "connection": "website",
    "asset": _ASSET,
    "channel": "main",
    "state": "done",
    "live": True,
    "withdrawing": False,
    "reason": "",
    "needed_at": "2026-11-28T10:00:00+00:00",
    "due_at": "",
    "done_at": "2026-11-28T10:00:03+00:00",
    "attempts": 0,
    "message": "",
    "kept": ["alt"],
    "dropped": [],
    "external_id": "41",
    "address": "https://cms.example/media/41",
    "fields": {"title": "Tent by the lake"},
    "concepts": ["https://terms.example/tent"],
}
_USE = {
    "connection": "website",
    "asset": _ASSET,
    "page": "7",
    "address": "https://cms.example/camping",
    "title": "Camping",
    "language": "en",
    "place": "cover",
    "since": "2026-11-28T11:00:00+00:00",
    "live": True,
    "ended_at": "",
}
_CMS = {
    "connection": "website",
    "needed_at": "2026-12-03T23:00:00+00:00",
    "done_at": _AT,
    "overdue": False,
    "seconds": 3612.0,
    "attempts": 0,
    "due_at": "",
    "message": "",
    "shown": False,
}
_INSTEAD = {"asset": "b71d", "title": "Tent in the snow", "allowed_until": "", "heir": False, "score": 0.83}
_DEED = {
    "asset": _ASSET,
    "deed": "change",
    "reason": "",
    "needed_at": "2026-11-28T10:00:00+00:00",
    "changes": [{"field": "title", "before": "Tent", "after": "Tent by the lake"}],
    "add": [],
    "remove": [],
    "file": False,
    "again": False,
    "kept": ["alt"],
    "dropped": [],
}


class Publication(Told):
    """One asset in one CMS. `kept` names fields that an editor changed there, and which are left alone for that, `dropped` those that the
    CMS does not keep. `needed_at` is when what is wanted arose, `due_at` when it is tried (next)."""

    model_config = example(**_PUBLICATION)

    connection: str
    asset: str
    channel: str
    state: PublicationState
    live: bool
    withdrawing: bool
    reason: _WHY
    needed_at: Moment
    due_at: Moment
    done_at: Moment
    attempts: int
    message: str
    kept: list[str]
    dropped: list[str]
    external_id: str
    address: str
    fields: dict[str, str]
    concepts: list[str]


class Publications(Told):
    """A page of publications, by connection and asset."""

    model_config = example(publications=[_PUBLICATION], next=None)

    publications: list[Publication]
    next: Next


class FieldChange(Told):
    """A field, with its text before and after."""

    model_config = example(field="title", before="Tent", after="Tent by the lake")

    field: str
    before: str
    after: str


class Deed(Told):
    """What would be done with one asset; `again`: it was withdrawn, and would be seen again."""

    model_config = example(**_DEED)

    asset: str
    deed: Literal["withdraw", "create", "change", "nothing"]
    reason: _WHY
    needed_at: Moment
    changes: list[FieldChange]
    add: list[str]
    remove: list[str]
    file: bool
    again: bool
    kept: list[str]
    dropped: list[str]


class PlannedConcept(Told):
    """A concept that the CMS is to have."""

    model_config = example(iri="https://terms.example/tent", label="Tent", broader="https://terms.example/gear")

    iri: str
    label: str
    broader: str


class UnknownThere(Told):
    """An object there that cannot be told what it is."""

    model_config = example(asset="c09d", sentence="It bears the reference of an asset that is not known here.")

    asset: str
    sentence: str


class PublishingPlan(Told):
    """What publishing would do in one CMS, withdrawals first."""

    model_config = example(
        connection="website",
        channel="main",
        concepts=[{"iri": "https://terms.example/tent", "label": "Tent", "broader": ""}],
        deeds=[_DEED],
        failures=[],
    )

    connection: str
    channel: str
    concepts: list[PlannedConcept]
    deeds: list[Deed]
    failures: list[UnknownThere]


class Publish(Sent):
    """Where to publish, everywhere without names; `all`: look at whole feeds, and compare them with what stands there."""

    model_config = sent_example(connections=["website"], all=False)

    connections: list[Name] = Field(default_factory=list, max_length=100)
    all: Flag = False


class PageUse(Told):
    """A place in a page where an asset stands, or stood until `ended_at`. A page that is not `live` is a draft."""

    model_config = example(**_USE)

    connection: str
    asset: str
    page: str
    address: str
    title: str
    language: str
    place: str
    since: Moment
    live: bool
    ended_at: Moment


class PageUses(Told):
    """A page of uses."""

    model_config = example(uses=[_USE], next=None)

    uses: list[PageUse]
    next: Next


class InCms(Told):
    """How a withdrawal stands in one CMS: `seconds` are from when it was needed until it was through, or until now while it is overdue;
    `shown`: visitors may see it still."""

    model_config = example(**_CMS)

    connection: str
    needed_at: Moment
    done_at: Moment
    overdue: bool
    seconds: Number
    attempts: int
    due_at: Moment
    message: str
    shown: bool


class Instead(Told):
    """What may take its place on a page: `heir`: it took the place of the other asset; `score` in 0 to 1 says how alike it is."""

    model_config = example(**_INSTEAD)

    asset: str
    title: str
    allowed_until: str
    heir: bool
    score: Number


class Withdrawal(Told):
    """An asset that had to leave a channel: `since` is when the reason arose, `detected_at` when the feed said so."""

    model_config = example(
        asset=_ASSET,
        title="Tent by the lake",
        channel="main",
        reason="licence_expired",
        sentence="The licence ended on 3 December 2026.",
        since="2026-12-03T23:00:00+00:00",
        detected_at=_AT,
        overdue=False,
        cms=[_CMS],
        pages=[_USE],
        instead=[_INSTEAD],
    )

    asset: str
    title: str
    channel: str
    reason: _WHY
    sentence: str
    since: Moment
    detected_at: Moment
    overdue: bool
    cms: list[InCms]
    pages: list[PageUse]
    instead: list[Instead]


class Withdrawals(Told):
    """What had to leave, the last one first; `overdue` are withdrawals of all channels that some CMS has not carried out."""

    model_config = example(withdrawals=[], overdue=0)

    withdrawals: list[Withdrawal]
    overdue: Whole
