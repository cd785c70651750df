"""One hit of a search as a card: picture, title, sources and why it is there."""

from dataclasses import dataclass

from thesaury.model.asset import Asset
from thesaury.model.concept import Label
from thesaury.search.finding import Hit
from thesaury.search.reasons import Reason
from thesaury.web.lexicon import Lexicon
from thesaury.web.texts import named, phrase

_REASONS = 2
_ALT = 240


@dataclass(frozen=True, slots=True)
class Because:
    """One reason for a hit: a path of concept names, or words with the field they stand in."""

    path: tuple[Label, ...] = ()
    accepted: bool = True
    words: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """Where the pictures of an asset are, as a path without the width, its mark of version, and its shape in tenths."""

    path: str
    version: str
    shape: int
    alt: str

    @property
    def cell(self) -> int:
        """The shape in a wall of pictures, where very wide and very tall ones are cropped."""
        return min(max(self.shape, 6), 18)

    def at(self, width: int) -> str:
        """The address of the picture at this width."""
        return f"{self.path}/{width}?v={self.version}" if self.version else f"{self.path}/{width}"


@dataclass(frozen=True, slots=True)
class Card:
    """One hit as it is shown."""

    id: str
    title: Label
    picture: Picture
    sources: tuple[str, ...]
    because: tuple[Because, ...]


def card(hit: Hit, lexicon: Lexicon) -> Card:
    """One hit with its best reasons."""
    asset = hit.asset
    because = tuple(_because(reason, lexicon) for reason in hit.reasons[:_REASONS])
    sources = tuple(dict.fromkeys(record.connection for record in asset.records))
    return Card(asset.id, title(asset, lexicon.languages), picture(asset, lexicon.languages), sources, because)


def title(asset: Asset, languages: tuple[str, ...]) -> Label:
    """The asset's title with its language."""
    text = asset.title(languages)
    found = (t.language for t in asset.texts() if t.field == "title" and t.value == text)
    return Label(text, next(found, ""))


def picture(asset: Asset, languages: tuple[str, ...]) -> Picture:
    """Where the asset's picture is; its alternative text is a description, or else the title."""
    file = asset.picture()
    tenths = round(10 * file.width / file.height) if file and file.width > 0 and file.height > 0 else 15
    version = file.digest[:12] if file else ""
    return Picture(
        f"/pictures/{asset.id}", version, min(max(tenths, 2), 60), _alt(asset, languages) or asset.title(languages)
    )


def _because(reason: Reason, lexicon: Lexicon) -> Because:
    if reason.path:
        return Because(path=tuple(lexicon.name(iri) for iri in reason.path), accepted=reason.accepted)
    words = ", ".join(phrase("search.quote", word=word) for word in reason.words)
    return Because(words=words, field=named("field", reason.field))


def _alt(asset: Asset, languages: tuple[str, ...]) -> str:
    """The description in the first language that has one, else nothing; cut at a word."""
    descriptions = [text for text in asset.texts() if text.field == "description"]
    descriptions.sort(key=lambda text: languages.index(text.language) if text.language in languages else len(languages))
    whole = " ".join(descriptions[0].value.split()) if descriptions else ""
    return whole if len(whole) <= _ALT else whole[:_ALT].rsplit(" ", 1)[0] + " …"
