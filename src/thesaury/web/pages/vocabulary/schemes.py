"""The schemes of all current vocabularies as values: size, coverage, warnings; and the lists of labels by letter and by what is typed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from thesaury.model.concept import Label, VocabularyVersion
from thesaury.web.pages.vocabulary.outline import Outline, Spoken
from thesaury.web.pages.vocabulary.tree import browse_url
from thesaury.web.pages.vocabulary.usage import Usage, UsageKeeper

LISTED = 100


@dataclass(frozen=True, slots=True)
class SchemeCard:
    """One scheme: how many concepts it has, how many assets carry one of them, and how many notices of quality there are (None
    while nobody knows yet)."""

    iri: str
    title: Label
    url: str
    size: int
    covered: int
    assets: int
    warnings: int | None
    first: tuple[Label, ...]

    @property
    def share(self) -> int:
        """How many assets of a hundred carry one of its concepts."""
        return round(100 * self.covered / self.assets) if self.assets else 0


@dataclass(frozen=True, slots=True)
class Shelf:
    """One vocabulary with its schemes; one that no asset is tagged with has none here."""

    version: VocabularyVersion
    versions: int
    schemes: tuple[SchemeCard, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A label in a list that leads to its concept; `meant` is the concept's name where the label is another one."""

    label: Label
    kind: str
    iri: str
    url: str
    meant: Label | None
    under: Label | None
    count: int
    deprecated: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """A stretch of a list of labels."""

    total: int
    start: int
    shown: tuple[Listed, ...]

    @property
    def end(self) -> int:
        """Where the next stretch begins."""
        return self.start + len(self.shown)


def shelves(
    outline: Outline,
    keeper: UsageKeeper,
    kept: Sequence[VocabularyVersion],
    warned: Callable[[VocabularyVersion], dict[str, int] | None],
) -> tuple[Shelf, ...]:
    """Every vocabulary by name, those without schemes to browse last."""
    counts = {name: sum(v.name == name for v in kept) for name in {v.name for v in kept}}
    current = {version.name: version for version in kept}
    shown = {version.name: vocabulary for version, vocabulary in outline.lexicon.vocabularies}
    made = [
        Shelf(
            version,
            counts[name],
            tuple(
                _card(scheme.iri, outline.lexicon.scheme_title(scheme), outline, keeper, warned(version))
                for scheme in (shown[name].schemes if name in shown else ())
            ),
        )
        for name, version in sorted(current.items())
    ]
    return tuple(sorted(made, key=lambda shelf: not shelf.schemes))


def listing(found: Sequence[Spoken], start: int, outline: Outline, usage: Usage, scheme: str) -> Listing:
    """A stretch of these labels; links lead into the tree of the scheme, or of the concept's own."""
    start = max(0, min(start, len(found)))
    return Listing(
        len(found), start, tuple(_listed(one, outline, usage, scheme) for one in found[start : start + LISTED])
    )


def list_url(scheme: str, letter: str = "", start: int = 0) -> str:
    """The alphabetical list of a scheme, at a letter."""
    asked = {"scheme": scheme} | ({"letter": letter} if letter else {}) | ({"start": str(start)} if start else {})
    return f"/vocabulary/alphabet?{urlencode(asked)}"


def _card(iri: str, title: Label, outline: Outline, keeper: UsageKeeper, warnings: dict[str, int] | None) -> SchemeCard:
    roots = outline.roots(iri)
    return SchemeCard(
        iri=iri,
        title=title,
        url=browse_url(iri),
        size=outline.lexicon.sizes[iri],
        covered=keeper.carrying(roots),
        assets=keeper.usage().assets,
        warnings=None if warnings is None else warnings.get(iri, 0),
        first=tuple(outline.name(root) for root in roots[:4]),
    )


def _listed(spoken: Spoken, outline: Outline, usage: Usage, scheme: str) -> Listed:
    iri, name = spoken.iri, outline.name(spoken.iri)
    concept = outline.thesaurus.concept(iri)
    over = outline.thesaurus.path(iri)[-2:-1]
    return Listed(
        spoken.label,
        spoken.kind.value,
        iri,
        browse_url(outline.home(iri, scheme), iri),
        None if name == spoken.label else name,
        outline.name(over[0]) if over else None,
        usage.total(iri),
        bool(concept and concept.deprecated),
    )
