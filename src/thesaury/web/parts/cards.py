"""One hit of a search as a card: picture, title, sources and why it is there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from thesaury.model.asset import Asset
from thesaury.model.concept import Label
from thesaury.search.finding import Hit
from thesaury.search.reasons import Reason
from thesaury.web.lexicon import Lexicon
from thesaury.web.parts.field_names import field_name
from thesaury.web.parts.search_use import Badge, badge
from thesaury.web.texts import hundredths, phrase

_REASONS = 3
"""So many reasons a card has room for: the strongest, and how alike the meaning is, where a model can tell."""
_ALIKE = 0.3
"""Texts that are less alike have nothing in common; below this the likeness is told only where there is no other reason."""
_ALT = 240


@dataclass(frozen=True, slots=True)
class Because:
    """One reason for a hit: a path of concept names, to one that is `related` to what was asked for where there is such a name; or words
    with the field they stand in; or how alike the meaning is."""

    path: tuple[Label, ...] = ()
    accepted: bool = True
    words: str = ""
    field: str = ""
    likeness: str = ""
    related: Label | None = None


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
    doubles: tuple[str, ...] = ()
    """The assets that look the same and are shown here."""
    rights: Badge | None = None


def card(hit: Hit, lexicon: Lexicon) -> Card:
    """One hit with its best reasons."""
    asset = hit.asset
    told = list(_told(hit.reasons))
    alike = [reason for reason in hit.reasons if reason.likeness >= _ALIKE or (reason.likeness and not told)]
    because = tuple(_because(reason, lexicon) for reason in (*told[: _REASONS - len(alike)], *alike))
    sources = tuple(dict.fromkeys(record.connection for record in asset.records))
    shown = picture(asset, lexicon.languages)
    return Card(
        asset.id,
        title(asset, lexicon.languages),
        shown,
        sources,
        because,
        hit.doubles,
        badge(hit.rights) if hit.rights else None,
    )


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


def _told(reasons: Iterable[Reason]) -> Iterator[Reason]:
    """The reasons but the likeness; each concept of the asset leads one way up, its first."""
    seen: set[str] = set()
    for reason in reasons:
        if reason.words or (reason.path and reason.path[0] not in seen):
            yield reason
        seen.update(reason.path[:1])


def _because(reason: Reason, lexicon: Lexicon) -> Because:
    if reason.path:
        way = tuple(lexicon.name(iri) for iri in reason.path)
        beside = lexicon.name(reason.related) if reason.related else None
        return Because(path=way, accepted=reason.accepted, related=beside)
    if reason.likeness:
        return Because(likeness=hundredths(reason.likeness))
    words = ", ".join(phrase("search.quote", word=word) for word in reason.words)
    return Because(words=words, field=field_name(reason.field))


def _alt(asset: Asset, languages: tuple[str, ...]) -> str:
    """The description in the first language that has one, else nothing; cut at a word."""
    descriptions = [text for text in asset.texts() if text.field == "description"]
    descriptions.sort(key=lambda text: languages.index(text.language) if text.language in languages else len(languages))
    whole = " ".join(descriptions[0].value.split()) if descriptions else ""
    return whole if len(whole) <= _ALT else whole[:_ALT].rsplit(" ", 1)[0] + " …"
