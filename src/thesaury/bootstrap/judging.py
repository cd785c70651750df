"""Who answers judged briefs: the recommender of a workspace, whole or without one of its parts, or a plain search for the brief's text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, cast

from thesaury.evaluation.briefs import JudgedBrief, JudgedBriefs
from thesaury.evaluation.leaving import Left, Way
from thesaury.evaluation.permitted import WORLD, Planned
from thesaury.evaluation.recommending import BOARD, Answered, Ask
from thesaury.model.asset import Asset
from thesaury.model.brief import Brief, Wanting
from thesaury.model.errors import BadInput, Usage
from thesaury.model.licensing import WORLD as EVERYWHERE
from thesaury.ports.index import Found, IndexQuery, SearchIndex
from thesaury.ports.workspace import Workspace

if TYPE_CHECKING:
    from thesaury.pipeline.rights.clearing import Clearing
    from thesaury.pipeline.searching import Understanding
    from thesaury.search.cleared import Cleared
    from thesaury.search.finding import Sources
    from thesaury.vocabulary.thesaurus import Thesaurus


_ALL = 1_000
"""Judged sets are smaller than this."""


@dataclass(frozen=True, eq=False)
class Respondents:
    """Answers judged briefs out of one workspace; made once, for it keeps what rights have been read."""

    workspace: Workspace
    judged: JudgedBriefs
    understanding: "Understanding"
    thesaurus: "Thesaurus"
    sources: "Sources"
    clearing: "Clearing"

    def asked(self, way: Way, left: Left = Left.NOTHING) -> Ask:
        """Who answers in this way. Raises Usage where something is left out of what is no recommendation."""
        if way is Way.RECOMMENDER:
            return self.recommender(left)
        if left is not Left.NOTHING:
            raise Usage(
                f"Only a recommendation can do without {left}; a search has no such part. Leave one of the two out."
            )
        others = {Way.ANY_WORD: self.any_word, Way.BEST: self.best}
        return others[way]() if way in others else self.searcher(usable=way is Way.USABLE_SEARCH)

    def recommender(self, left: Left = Left.NOTHING) -> Ask:
        """Reads the brief as anybody's, and recommends, without what is left out."""
        from thesaury.pipeline.briefs import read_brief
        from thesaury.pipeline.recommending import recommend

        sources = self._sources(left)

        def ask(judged: JudgedBrief) -> Answered:
            read = read_brief(self.workspace, self.understanding, self.thesaurus, judged.text)
            brief = _without(read, left)
            day = _day(judged)
            made = recommend(
                self.workspace,
                brief,
                sources,
                self.clearing,
                limit=BOARD,
                day=day,
                widen=left is not Left.EXPANSION,
                vary=left is not Left.VARIETY,
            )
            gaps = tuple(gap.concept for gap in made.gaps if gap.concept)
            return Answered(self._ids(pick.asset for pick in made.picks), gaps, self._read(read, day))

        return ask

    def _sources(self, left: Left) -> "Sources":
        if left is Left.VECTORS:
            return replace(self.sources, embedder=None)
        if left is Left.WORDS:
            return replace(self.sources, index=cast("SearchIndex", _Wordless(self.sources.index)))
        return self.sources

    def searcher(self, *, usable: bool) -> Ask:
        """Searches for the text of the brief as plain words: operators in it mean nothing. With `usable` only for what the engine permits
        for the use that people read in the brief: every channel of it in every region."""
        from thesaury.search.finding import find
        from thesaury.search.ranking import Question

        def ask(judged: JudgedBrief) -> Answered:
            cleared = self._cleared(judged) if usable else None
            question = Question(_plain(judged.text), limit=BOARD, facets=(), cleared=cleared)
            return Answered(self._ids(hit.asset for hit in find(question, self.sources).hits))

        return ask

    def any_word(self) -> Ask:
        """Ranks what the engine permits by the words of the brief, of which one is enough."""

        def ask(judged: JudgedBrief) -> Answered:
            query = IndexQuery(words=_plain(judged.text), filters=self._cleared(judged).filters, most=_ALL)
            found = self.sources.index.search(query)
            best = sorted(zip((-found.words).tolist(), found.ids, strict=True))[:BOARD]
            assets = self.sources.catalogue.records.assets([name for _, name in best])
            return Answered(self._ids(assets))

        return ask

    def best(self) -> Ask:
        """Puts what the engine permits in the order of its grades."""

        def ask(judged: JudgedBrief) -> Answered:
            found = self.sources.index.search(IndexQuery(filters=self._cleared(judged).filters, most=_ALL))
            names = self._ids(self.sources.catalogue.records.assets(found.ids))
            grades = self.judged.grades(judged)
            return Answered(tuple(sorted(names, key=lambda name: (-grades.get(name, 0.0), name))[:BOARD]))

        return ask

    def _cleared(self, judged: JudgedBrief) -> "Cleared":
        from thesaury.model.policy import Verdict
        from thesaury.pipeline.recommending.clearance import clearance
        from thesaury.rights.stating.asking import question
        from thesaury.rights.vocabulary.client import tables_of

        tables, use = tables_of(self.workspace.root), judged.use
        regions = [EVERYWHERE if region == WORLD else region for region in use.regions]
        days = ("", use.first_day, use.last_day)
        uses = [question(channel, regions, days, tables=tables) for channel in use.channels]
        return replace(clearance(uses, self.clearing).cleared, wanted=(Verdict.PERMIT,))

    def _read(self, brief: Brief, day: date) -> Planned:
        """The use as it was read, over or not: groups as what is in them, worldwide and this day where nothing is named."""
        from thesaury.pipeline.recommending.uses import planned
        from thesaury.rights.vocabulary.client import tables_of

        tables = tables_of(self.workspace.root)
        uses = planned(brief, tables, day)
        if not uses:
            return Planned((), (), "", "")
        first, last = uses[0].first_day, uses[0].last_day or uses[0].first_day
        channels = (leaf for use in uses for leaf in tables.channels.groups.get(use.channel, (use.channel,)))
        places = (
            place
            for region in uses[0].regions
            for place in sorted({WORLD} if region == EVERYWHERE else tables.regions.places(region, day) or ())
        )
        return Planned(
            tuple(dict.fromkeys(channels)), tuple(dict.fromkeys(places)), first.isoformat(), last.isoformat()
        )

    def _ids(self, assets: Iterable[Asset]) -> tuple[str, ...]:
        """Ids of the set by the records of assets; one the set does not know keeps its own."""
        named: Mapping[str, str] = self.judged.by_record
        return tuple(
            next((named[record.key] for record in asset.records if record.key in named), asset.id) for asset in assets
        )


class _Wordless:
    """An index that is told no words."""

    def __init__(self, index: SearchIndex) -> None:
        self._index = index

    def __getattr__(self, name: str) -> object:
        return getattr(self._index, name)

    def search(self, query: IndexQuery, facets: Sequence[str] = ()) -> Found:
        return self._index.search(replace(query, words=""), facets)


def respondents(workspace: Workspace, judged: JudgedBriefs) -> Respondents:
    """What answers briefs out of this workspace, with the model its settings name, or without one."""
    from thesaury.pipeline import thesaurus_of
    from thesaury.pipeline.rights.clearing import Clearing
    from thesaury.pipeline.searching import in_full
    from thesaury.search.text.known_words import speller

    thesaurus = thesaurus_of(workspace)
    understanding = in_full(workspace, thesaurus)
    sources = replace(understanding.sources(workspace, thesaurus), speller=speller(thesaurus, workspace.index))
    return Respondents(workspace, judged, understanding, thesaurus, sources, Clearing(workspace))


def _day(judged: JudgedBrief) -> date:
    """Today, or the first day of a use that has begun: what is judged is the whole of it, whenever it is measured."""
    from thesaury.pipeline.rights.facets import today

    try:
        return min(today(), date.fromisoformat(judged.use.first_day or "9999-12-31"))
    except ValueError:
        raise BadInput(f"{judged.id}: {judged.use.first_day!r} is no day. Write it as 2026-12-31.") from None


def _without(brief: Brief, left: Left) -> Brief:
    if left is Left.SECTIONS:
        return replace(brief, sections=())
    if left is Left.EXCLUSIONS:
        return replace(brief, concepts=brief.of(Wanting.REQUIRED, Wanting.WISHED))
    return brief


def _plain(text: str) -> str:
    """The words of a text: quotes, colons and signs would be operators of a search."""
    return " ".join("".join(sign if sign.isalnum() else " " for sign in text).split())
