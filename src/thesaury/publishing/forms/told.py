"""What every form is made of: entries, where their files and descriptions lie, and words that are fit to be written."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import quote

from thesaury.model.concept import Label
from thesaury.model.publishing import Channel, Entry, Item
from thesaury.model.rendition import BY_NAME, RenditionForm

CONTENT, SHOWN, THUMBNAIL = BY_NAME["large"], BY_NAME["medium"], BY_NAME["thumbnail"]
"""The renditions that feeds name: the one to publish, the one to show, and the small one."""
IMAGE = "image"
"""The kind of asset whose own file is delivered; of all others there is a small picture alone."""

_WEB = re.compile(r"[hH][tT][tT][pP][sS]?://[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20\x7f-\xa0\ud800-\udfff\ufffe\uffff]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Places(Protocol):
    """Where things lie, as full addresses."""

    def item(self, asset: str) -> str:
        """The description of an item; it stays the same."""

    def file(self, entry: Entry, form: RenditionForm) -> str:
        """A file of an item, which can be had there for a short while."""

    def manifest(self, asset: str) -> str:
        """The IIIF manifest of an item."""


@dataclass(frozen=True, slots=True)
class FeedPage:
    """A page of a channel's feed: `own` is its address, `first` and `following` (empty at the end) those of others, `changes` where what
    changed since it was begun is told. `at` is when anything in it changed last, UTC in ISO 8601; `language` the one of single texts."""

    channel: Channel
    language: str
    at: str
    own: str
    first: str
    following: str = ""
    changes: str = ""
    entries: tuple[Entry, ...] = ()
    gone: tuple[Entry, ...] = ()
    """What was withdrawn meanwhile, for forms that say so."""


def asset_iri(asset: str) -> str:
    """The IRI of an asset, the same in every channel and in the graph."""
    return f"urn:thesaury:asset:{quote(asset.encode('utf-8', 'replace'), safe='')}"


def web_address(text: str) -> str:
    """This text where it is an address of the web that can stand anywhere, else an empty one."""
    return text if _WEB.fullmatch(text) else ""


def iri(text: str) -> str:
    """This text where it is an IRI, else an empty one."""
    return text if _IRI.fullmatch(text) else ""


def language_tag(text: str) -> str:
    """This text where it has the form of a language tag, else an empty one."""
    return text if _LANGUAGE.fullmatch(text) else ""


def xml_text(text: str) -> str:
    """The same text, with a sign of replacement for each character that XML forbids."""
    return _NO_XML.sub("\ufffd", text)


def full(**members: Any) -> dict[str, Any]:
    """Those members that say something."""
    return {name: value for name, value in members.items() if value not in ("", None, [], {}, ())}


def by_language(labels: Sequence[Label]) -> Mapping[str, list[str]]:
    """Texts by language tag, in their order; under an empty one where the language is not known."""
    found: dict[str, list[str]] = {}
    for label in labels:
        if label.text:
            found.setdefault(language_tag(label.language), []).append(label.text)
    return found


def size_as(form: RenditionForm, item: Item) -> tuple[int, int]:
    """Width and height in pixels of an item that lies within a form; (0, 0) where its size is not known."""
    if item.width <= 0 or item.height <= 0:
        return 0, 0
    share = min(1.0, form.width / item.width, form.height / item.height if form.height else 1.0)
    return max(1, round(item.width * share)), max(1, round(item.height * share))
