"""Publishing: channels and what qualifies for them, and the entries of their feeds.

A channel is what contract `cms` calls a feed profile. Nothing here is about one system: that is `model.publication`.
"""

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from thesaury.model.concept import Label
from thesaury.model.licensing import WORLD

EVERY_CHANNEL = ""
"""Stands for all channels where somebody approves an asset, or takes an approval back."""
KEPT_DAYS = 90
"""So long at least a feed says that an asset was withdrawn."""


class Withdrawal(StrEnum):
    """What becomes in a CMS of an asset that is withdrawn: it is shown to nobody any more, a placeholder takes its place, or it is gone."""

    UNPUBLISH = "unpublish"
    PLACEHOLDER = "placeholder"
    DELETE = "delete"


class Reason(StrEnum):
    """Why an asset left a channel (contract: cms, change feed)."""

    LICENCE_EXPIRED = "licence_expired"
    REGION_LOST = "region_lost"
    CHANNEL_LOST = "channel_lost"
    """Its rights cover this use no more, or it is no longer what the channel is for."""
    APPROVAL_WITHDRAWN = "approval_withdrawn"
    DELETED = "deleted"
    RIGHTS_UNKNOWN = "rights_unknown"


@dataclass(frozen=True, slots=True)
class Channel:
    """A publishing channel: for whom and where something is published, and what may be.

    `use` and `purpose` are a channel and a purpose of the tables of rights, `markets` their regions: an asset has to be permitted in all
    of them. `media` are the first parts of media types (image, video), `languages` tags of BCP 47, the first one for what has one text
    only. `topics` are concept IRIs: an asset carries one of them or something narrower; `audiences` are values of the property of that
    name: an asset that names others is not for this channel. What is empty asks for nothing. `concepts` is how many accepted concepts an
    asset has at least, to count as enriched. With `by_approval` nothing is published that nobody approved for this channel.
    """

    name: str
    title: str
    use: str = "website"
    markets: tuple[str, ...] = (WORLD,)
    purpose: str = "commercial_promotion"
    audiences: tuple[str, ...] = ()
    media: tuple[str, ...] = ("image",)
    languages: tuple[str, ...] = ("en",)
    topics: tuple[str, ...] = ()
    concepts: int = 1
    by_approval: bool = False
    paused: bool = False


@dataclass(frozen=True, slots=True)
class Approval:
    """What somebody said last of one asset for one channel (or EVERY_CHANNEL): it may be published, or may no more. `at` is UTC."""

    channel: str
    asset: str
    approved: bool
    at: str
    by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """A concept as it is published: with its labels in the languages of the channel, and the IRI of what is next above it."""

    iri: str
    scheme: str = ""
    notation: str = ""
    labels: tuple[Label, ...] = ()
    broader: str = ""

    def label(self, language: str = "") -> str:
        """The label in this language, else the first one, else the IRI."""
        best = next((one.text for one in self.labels if one.language == language), "")
        return best or (self.labels[0].text if self.labels else self.iri)


@dataclass(frozen=True, slots=True)
class Item:
    """What is published of one asset. `record` is the key of the record whose file is shown, `file` a text that changes with the picture.

    `kind` is image, video, audio or document. Texts are one for each language that has one, in the order of the channel. `licence` and
    `acquire` are addresses. `topics` are the accepted concepts, `above` the IRIs of everything broader than these, `focus` the point of
    the picture that has to be seen, as shares of width and height from the upper left corner (None where nobody says).
    """

    asset: str
    record: str
    kind: str = "image"
    media_type: str = ""
    width: int = 0
    height: int = 0
    file: str = ""
    titles: tuple[Label, ...] = ()
    captions: tuple[Label, ...] = ()
    alts: tuple[Label, ...] = ()
    creator: str = ""
    credit: str = ""
    copyright: str = ""
    licence: str = ""
    acquire: str = ""
    usage: str = ""
    topics: tuple[Topic, ...] = ()
    above: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    markets: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    created: str = ""
    focus: tuple[float, float] | None = None

    @property
    def digest(self) -> str:
        """A SHA-256 that changes with anything that is published of it."""
        return sha256(repr(self).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Entry:
    """One asset in the feed of one channel, published or withdrawn: `reason` is why, None while it is published.

    `number` is its place in the order of changes of its channel, from 1; each change takes the next one. Moments are UTC in ISO 8601:
    `published_at` when it came in (again), `changed_at` its last change. `allowed_until` is the last day on which it may be shown, empty
    where no end is in sight; `turns_at` the moment from which the answer of the rights may be another one. `since` is when the reason
    arose, which is before `changed_at` where a licence ended earlier; `sentence` says more of it to people.
    """

    channel: str
    asset: str
    item: Item
    number: int = 0
    published_at: str = ""
    changed_at: str = ""
    allowed_until: str = ""
    turns_at: str = ""
    reason: Reason | None = None
    since: str = ""
    sentence: str = ""

    @property
    def published(self) -> bool:
        """Whether it is in the feed, and not only said to have left it."""
        return self.reason is None

    @property
    def told(self) -> tuple[str, str, str, Reason | None]:
        """What makes it another entry: the same of it needs no new number."""
        return self.item.digest, self.allowed_until, self.turns_at, self.reason
