"""Publishing channels: what they are for, who reads their feeds, what people approved, and what stands in them."""

from typing import Annotated

from pydantic import Field

from thesaury.model.publishing import Reason
from thesaury.web.api.models.shapes import AssetId, Flag, Moment, Name, Next, Sent, Told, Whole, example, sent_example

_AT, _ASSET = "2026-11-28T10:00:00+00:00", "a3f81c09-d2b4-5c6d-8e7f-001122334455"
_CHANNEL = {
    "title": "Website",
    "use": "website",
    "markets": ["DE", "AT"],
    "purpose": "commercial_promotion",
    "audiences": [],
    "media": ["image"],
    "languages": ["de", "en"],
    "topics": ["https://terms.example/refill"],
    "concepts": 1,
    "by_approval": False,
    "paused": False,
}
_COUNTS = {"published": 412, "withdrawn": 9, "changes": 471}
_ENTRY = {
    "asset": _ASSET,
    "record": "studio/12",
    "title": "Refill station",
    "kind": "image",
    "number": 471,
    "published": False,
    "published_at": _AT,
    "changed_at": "2026-11-30T23:00:12+00:00",
    "allowed_until": "",
    "reason": "licence_expired",
    "since": "2026-11-30T23:00:00+00:00",
    "sentence": "The licence ended on 30 November 2026.",
}
_APPROVAL = {
    "channel": "website",
    "asset": _ASSET,
    "approved": False,
    "at": _AT,
    "by": "ada@example.org",
    "note": "The model withdrew her release.",
}

_USE = Field(description="A channel of the tables of rights, or a group of them: website, social ...")
_MARKETS = Field(description="Regions in all of which an asset has to be permitted: DE, DACH, 150, 001 (the world) ...")
_PURPOSE = Field(description="A purpose of the tables of rights.")
_AUDIENCES = Field(description="An asset that names others is not for this channel; empty for everybody.")
_MEDIA = Field(description="image, video, audio, document; empty for all.")
_LANGUAGES = Field(description="Languages of texts and labels as BCP 47 tags, the first one for texts of no language.")
_TOPICS = Field(description="IRIs of concepts: an asset carries one of them or something narrower; empty for any.")
_CONCEPTS = Field(description="So many accepted concepts an asset needs at least.")
_BY_APPROVAL = Field(description="Nothing is published that nobody approved for this channel.")
_PAUSED = Field(description="Nothing comes in or changes; what has to leave leaves.")

Names = Annotated[list[str], Field(max_length=100)]


class Channel(Told):
    """A publishing channel with how much stands in its feed; `changes` is the number of its last change."""

    model_config = example(name="website", **_CHANNEL, **_COUNTS)

    name: str
    title: str
    use: str = _USE
    markets: list[str] = _MARKETS
    purpose: str = _PURPOSE
    audiences: list[str] = _AUDIENCES
    media: list[str] = _MEDIA
    languages: list[str] = _LANGUAGES
    topics: list[str] = _TOPICS
    concepts: Whole = _CONCEPTS
    by_approval: Flag = _BY_APPROVAL
    paused: Flag = _PAUSED
    published: Whole
    withdrawn: Whole
    changes: Whole


class Channels(Told):
    """All channels, by name."""

    model_config = example(channels=[{"name": "website", **_CHANNEL, **_COUNTS}])

    channels: list[Channel]


class PutChannel(Sent):
    """What the channel is for; what is left out is as usual. Topics may be named by IRI or by label."""

    model_config = sent_example(**_CHANNEL)

    title: str = Field("", max_length=200, description="The name, where it is empty.")
    use: str = Field("website", max_length=100, description=_USE.description)
    markets: Names = Field(["001"], description=_MARKETS.description)
    purpose: str = Field("commercial_promotion", max_length=100, description=_PURPOSE.description)
    audiences: Names = Field([], description=_AUDIENCES.description)
    media: Names = Field(["image"], description=_MEDIA.description)
    languages: Names = Field(["en"], description=_LANGUAGES.description)
    topics: Names = Field([], description=_TOPICS.description)
    concepts: Whole = Field(1, ge=0, le=100, description=_CONCEPTS.description)
    by_approval: Flag = Field(False, description=_BY_APPROVAL.description)
    paused: Flag = Field(False, description=_PAUSED.description)


class ChannelReason(Told):
    """Why some assets do not qualify: how many, a few of them, and the sentence for the first."""

    model_config = example(reason="licence_expired", assets=31, examples=[_ASSET], sentence=_ENTRY["sentence"])

    reason: Reason
    assets: Whole
    examples: list[str]
    sentence: str


class ChannelSurvey(Told):
    """Of `looked` assets (there are `total`) how many qualify today, and why the others do not, the most frequent reason first."""

    model_config = example(
        looked=2000,
        total=9120,
        qualifying=412,
        reasons=[{"reason": "licence_expired", "assets": 31, "examples": [_ASSET], "sentence": _ENTRY["sentence"]}],
    )

    looked: Whole
    total: Whole
    qualifying: Whole
    reasons: list[ChannelReason]


class ChannelRefreshed(Told):
    """What a refresh did: assets that came in, changed, left, and stayed as they were among those that were looked at."""

    model_config = example(published=12, changed=3, withdrawn=1, unchanged=0)

    published: Whole
    changed: Whole
    withdrawn: Whole
    unchanged: Whole


class ChannelEntry(Told):
    """An asset in a feed. `number` is its place in the order of changes; a withdrawn one says why, since when, and in a sentence."""

    model_config = example(**_ENTRY)

    asset: str
    record: str
    title: str
    kind: str
    number: Whole
    published: Flag
    published_at: Moment
    changed_at: Moment
    allowed_until: str = Field(description="The last day on which it may be shown; empty where no end is in sight.")
    reason: Reason | None
    since: Moment
    sentence: str


class ChannelEntries(Told):
    """A page of entries: published ones by asset, withdrawn ones the last first."""

    model_config = example(entries=[_ENTRY], next=None)

    entries: list[ChannelEntry]
    next: Next


class ChannelStanding(Told):
    """How an asset stands in a channel: its entry, and whether it qualifies now; if not, why."""

    model_config = example(
        asset=_ASSET, qualifies=False, reason="region_lost", sentence="FR is not covered.", since="", entry=None
    )

    asset: str
    qualifies: Flag
    reason: Reason | None
    sentence: str
    since: Moment
    entry: ChannelEntry | None


class NewChannelKey(Sent):
    """What the key is for."""

    model_config = sent_example(name="shop")

    name: Name


class ChannelKey(Told):
    """A key by which the feed of a channel is read."""

    model_config = example(name="shop", made_at=_AT)

    name: str
    made_at: Moment


class ChannelKeyMade(ChannelKey):
    """The new key: it is told once."""

    model_config = example(name="shop", made_at=_AT, key="thf_...")

    key: str


class ChannelKeys(Told):
    """The keys of a channel, by name."""

    model_config = example(keys=[{"name": "shop", "made_at": _AT}])

    keys: list[ChannelKey]


class ApproveAssets(Sent):
    """Assets, by id or `connection/external id`, and whether they may be published."""

    model_config = sent_example(assets=["studio/12"], approved=False, note="The model withdrew her release.")

    assets: list[AssetId] = Field(min_length=1, max_length=1000)
    approved: Flag
    note: str = Field("", max_length=1000)


class AssetApproval(Told):
    """What somebody said last of one asset; an empty channel is every one."""

    model_config = example(**_APPROVAL)

    channel: str
    asset: str
    approved: Flag
    at: Moment
    by: str
    note: str


class AssetApprovals(Told):
    """A page of approvals and of those taken back, by asset."""

    model_config = example(approvals=[_APPROVAL], next=None)

    approvals: list[AssetApproval]
    next: Next


class AssetsApproved(Told):
    """What was said just now, in the order of the assets."""

    model_config = example(approvals=[_APPROVAL])

    approvals: list[AssetApproval]
