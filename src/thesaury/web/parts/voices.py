"""Who spoke for a concept beside the words, as sentences with a link in them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from textwrap import shorten

from thesaury.enrichment.explaining import worth_reading
from thesaury.model.annotation import Reason, Voice
from thesaury.model.asset import Asset
from thesaury.model.concept import Label, MappingRelation
from thesaury.web.lexicon import Lexicon
from thesaury.web.parts.cards import title
from thesaury.web.parts.spoken_days import spoken_day
from thesaury.web.texts import hundredths, phrase

_GAP = "\0"
_LETTERS = 80
_STEPS = ("broader", "narrower", "related", "sibling")


@dataclass(frozen=True, slots=True)
class Spoken:
    """One sentence around a name; the name leads to an asset (by id), to a concept (by IRI), or nowhere."""

    before: str
    name: Label
    after: str
    asset: str = ""
    concept: str = ""


def spoken(reasons: Iterable[Reason], near: Mapping[str, Asset], lexicon: Lexicon) -> tuple[Spoken, ...]:
    """The reasons worth reading; `near` are the neighbours that are still here, by id."""
    return tuple(_spoken(reason, near, lexicon) for reason in worth_reading(reasons))


def _spoken(reason: Reason, near: Mapping[str, Asset], lexicon: Lexicon) -> Spoken:
    if reason.voice is Voice.NEIGHBOUR:
        return _neighbour(reason, near.get(reason.subject), lexicon)
    if reason.voice is Voice.GRAPH:
        key = f"voice.{reason.step}" if reason.step in _STEPS else "voice.graph"
        return _around(key, lexicon.name(reason.subject), concept=reason.subject)
    words = Label(shorten(reason.subject, _LETTERS, placeholder=" …"))
    if reason.voice is Voice.MAPPING:
        return _around(_mapped(reason), words, by=reason.by, day=spoken_day(reason.at))
    if reason.voice is Voice.MEANING:
        return _around("voice.meaning", words, weight=hundredths(reason.weight))
    return _around("voice.experience", words)


def _mapped(reason: Reason) -> str:
    """Which sentence tells a mapping; who decided is left out where the page says it elsewhere."""
    if not reason.at:
        return "voice.mapping.safe"
    key = "voice.mapping.broad" if reason.step == MappingRelation.BROAD else "voice.mapping"
    return key if reason.by else f"{key}.unsaid"


def _neighbour(reason: Reason, asset: Asset | None, lexicon: Lexicon) -> Spoken:
    weight = hundredths(reason.weight)
    if asset is None:
        return Spoken(phrase("voice.gone", weight=weight), Label(""), "")
    known = title(asset, lexicon.languages)
    name = Label(shorten(known.text, _LETTERS, placeholder=" …"), known.language)
    return _around("voice.neighbour", name, asset=asset.id, weight=weight)


def _around(key: str, name: Label, asset: str = "", concept: str = "", **gaps: object) -> Spoken:
    before, _, after = phrase(key, name=_GAP, **gaps).partition(_GAP)
    return Spoken(before, name, after, asset, concept)
