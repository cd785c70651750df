"""What exports say of each item: its number, title, state, rights, concepts, and what is new."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from thesaury.model.brief import Wanting
from thesaury.pipeline.boards.looked import Looked, LookedItem
from thesaury.pipeline.boards.marks import ContentMark, RightsMark
from thesaury.pipeline.boards.wording import Wording
from thesaury.pipeline.words import thesaurus_of
from thesaury.ports.workspace import Workspace
from thesaury.vocabulary.thesaurus import Thesaurus

_NAME = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")
MOST_CONCEPTS = 6
"""So many concepts of a picture are told: those that the brief wants, then the others."""


@dataclass(frozen=True, slots=True)
class Line:
    """One item in words; `number` counts from 1 in the order of the board, `section` is the title it stands under."""

    number: int
    one: LookedItem
    title: str
    section: str
    state: str
    news: str
    concepts: tuple[str, ...]

    @property
    def rights(self) -> str:
        """Why, and what is to be done in return."""
        return " ".join((self.why, *self.one.duties)).strip()

    @property
    def why(self) -> str:
        """The reason, with the names of tables as words: commercial_promotion becomes commercial promotion."""
        return _NAME.sub(lambda found: found[0].replace("_", " "), self.one.why)


class Telling:
    """Tells a looked-at board in one language."""

    def __init__(self, workspace: Workspace, looked: Looked, language: str, thesaurus: Thesaurus | None) -> None:
        """`thesaurus` has the labels of concepts; without one the current words of the workspace are read."""
        self.words = Wording(language)
        self.looked = looked
        self._workspace = workspace
        self._thesaurus = thesaurus or thesaurus_of(workspace)
        self._languages = (self.words.language, *workspace.languages)

    def lines(self) -> Iterator[Line]:
        """Every item in the board's order."""
        ids = [one.asset.id for one in self.looked.items if one.asset]
        findings = self._workspace.catalogue.enrichments.findings(ids)
        carried = {id: [made.concept for made in found.annotations] for id, found in findings.items()}
        for number, one in enumerate(self.looked.items, 1):
            state, news = self.words(one.state), self._news(one)
            yield Line(number, one, self.title(one), one.item.section, state, news, self._concepts(one, carried))

    def title(self, one: LookedItem) -> str:
        """The title of an item; of one that is gone the name of its record, which people may know."""
        if one.asset:
            return " ".join(one.asset.title(self._languages).split())
        mark = ContentMark.of(one.item.content)
        return mark.record if mark else one.item.asset

    def labels(self, concepts: Sequence[str]) -> str:
        """These concepts by their names."""
        return ", ".join(self._thesaurus.label(iri, self._languages) for iri in concepts)

    def _concepts(self, one: LookedItem, carried: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
        held = carried.get(one.item.asset, ())
        wanted = {each.concept for each in self.looked.board.brief.of(Wanting.REQUIRED, Wanting.WISHED)}
        first = sorted(held, key=lambda iri: iri not in wanted)[:MOST_CONCEPTS]
        return tuple(self._thesaurus.label(iri, self._languages) for iri in first)

    def _news(self, one: LookedItem) -> str:
        if not one.changes:
            return ""
        what = ", ".join(self.words(f"change.{change}") for change in one.changes)
        before = self._before(one) if one.before else ""
        return self.words("changed", what=what) + (f" ({self.words('was', before=before)})" if before else "")

    def _before(self, one: LookedItem) -> str:
        """What its rights were when somebody last looked."""
        was = RightsMark.of(one.item.rights)
        if was is None or was.verdict is None:
            return ""
        until = f" {self.words('until', day=self.words.day(was.until.isoformat()))}" if was.until else ""
        return self.words(f"was.{was.verdict}") + until
