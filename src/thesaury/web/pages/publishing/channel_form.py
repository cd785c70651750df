"""A channel as the fields of a form, and read from them again."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from thesaury.model.concept import Label
from thesaury.model.errors import BadInput
from thesaury.model.publishing import Channel
from thesaury.rights.vocabulary.regions import Regions
from thesaury.web.lexicon import Lexicon
from thesaury.web.parts.rights import words
from thesaury.web.texts import phrase


@dataclass(frozen=True, slots=True)
class ChannelForm:
    """What stands in the form; `topics` are those of the channel, each with whether it stays, `further` is what is typed beside them, one
    a line. `seen` is the stamp of the channel that was shown, empty for a new one."""

    name: str = ""
    title: str = ""
    use: str = "website"
    purpose: str = "commercial_promotion"
    markets: str = ""
    languages: str = "en"
    media: tuple[str, ...] = ("image",)
    audiences: str = ""
    topics: tuple[tuple[str, Label, bool], ...] = ()
    further: str = ""
    concepts: str = "1"
    by_approval: bool = False
    seen: str = ""


def stamp(channel: Channel | None) -> str:
    """Another one for every change of a channel; empty for none."""
    return sha256(repr(channel).encode("utf-8", "surrogatepass")).hexdigest()[:16] if channel else ""


def form_of(channel: Channel, lexicon: Lexicon) -> ChannelForm:
    """The form that shows a channel."""
    return ChannelForm(
        channel.name,
        channel.title,
        channel.use,
        channel.purpose,
        ", ".join(channel.markets),
        ", ".join(channel.languages),
        channel.media,
        ", ".join(channel.audiences),
        tuple((iri, lexicon.name(iri), True) for iri in channel.topics),
        "",
        str(channel.concepts),
        channel.by_approval,
        stamp(channel),
    )


def typed(fields: Sequence[tuple[str, str]], lexicon: Lexicon, before: Channel | None = None) -> ChannelForm:
    """The form as somebody filled it in, right or wrong; of a channel that is there, name and topics are its own."""
    sent = dict(fields)
    kept = {value for key, value in fields if key == "topic"}
    text = {key: sent.get(key, "").strip() for key in ("title", "use", "purpose", "markets", "languages", "audiences")}
    return ChannelForm(
        name=before.name if before else sent.get("name", "").strip() or _slug(text["title"]),
        **text,
        media=tuple(value for key, value in fields if key == "media"),
        topics=tuple((iri, lexicon.name(iri), iri in kept) for iri in (before.topics if before else ())),
        further=sent.get("further", ""),
        concepts=sent.get("concepts", "").strip(),
        by_approval="by_approval" in sent,
        seen=sent.get("seen", ""),
    )


def data_of(form: ChannelForm, regions: Regions) -> Mapping[str, Any]:
    """What the form says, as `read_channel` takes it. Raises BadInput with a sentence for what cannot be read."""
    if not form.title:
        raise BadInput(phrase("channel.wrong.title"))
    if not form.concepts.isdecimal() or len(form.concepts) > 3:
        raise BadInput(phrase("channel.wrong.concepts"))
    return {
        "title": form.title,
        "use": form.use,
        "purpose": form.purpose,
        "markets": [_market(one, regions) for one in _listed(form.markets)],
        "languages": _listed(form.languages),
        "media": list(form.media),
        "audiences": _listed(form.audiences),
        "topics": [*(iri for iri, _, kept in form.topics if kept), *form.further.splitlines()],
        "concepts": int(form.concepts),
        "by_approval": form.by_approval,
    }


def _listed(text: str) -> list[str]:
    return [one.strip() for one in re.split(r"[,;\n]", text) if one.strip()]


def _market(written: str, regions: Regions) -> str:
    if code := words.region_code(written, regions):
        return code
    raise BadInput(phrase("channel.wrong.market", market=written[:100]))


def _slug(title: str) -> str:
    """A name for addresses made from a title: Website, Österreich is website-osterreich."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:50].strip("-")
