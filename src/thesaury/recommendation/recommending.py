"""A recommendation made.

expand      expanding     what the brief means, and what stands near it
ask         candidates    the index for each section, the filters of rights and standing before ranking
judge       pool          what the catalogue knows of the candidates, and what each is worth to each section
vary        grouping      near duplicates folded, the next best that is unlike those before
tell        explaining    why each, what needs review, what is denied, what is missing
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from thesaury.model.brief import Brief, Wanting
from thesaury.model.policy import Verdict
from thesaury.model.standing import Standing
from thesaury.ports.index import IndexQuery
from thesaury.recommendation.candidates import EACH, POOL, Asked, Channels, asked, found
from thesaury.recommendation.clearance import Clearance
from thesaury.recommendation.counting import carried_counts
from thesaury.recommendation.doubles import folds
from thesaury.recommendation.expanding import Expanded, expand, wanted
from thesaury.recommendation.explaining import Words, because
from thesaury.recommendation.gaps import Looking, gaps
from thesaury.recommendation.grouping import chosen, fitting
from thesaury.recommendation.needs import SECTIONS, Need, needs_of
from thesaury.recommendation.past import Past
from thesaury.recommendation.pool import Judging, Scored, read, scored
from thesaury.recommendation.reading import CONCEPTS, current, vectors
from thesaury.recommendation.recommended import Group, Pick, Recommendation, Step
from thesaury.recommendation.scoring.coverage import telling
from thesaury.recommendation.weighing import weights_of
from thesaury.search.cleared import Cleared, RightsLine
from thesaury.search.documents import REPLACES, RIGHTS_KEY, STANDING
from thesaury.search.finding import Sources

_AGAIN = 4
"""So often others are chosen in the place of some whose rights changed since they were indexed."""
_KEYS = 500
"""Of so many keys of equal rights, those that most denied assets have, it is said why they deny."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked: a brief, where, by which rights (None: not asked about), with which past, how many, and on which day."""

    brief: Brief
    sources: Sources
    clearance: Clearance | None
    past: Past
    limit: int
    day: date
    notes: tuple[tuple[str, str], ...] = ()
    server: tuple[Expanded, ...] = ()
    """What a taxonomy server says stands near the concepts of the brief."""
    widen: bool = True
    """Whether what stands near the concepts of the brief counts; without it only what it means."""
    vary: bool = True
    """Whether what is unlike those before comes first; without it the best do."""


def recommended(asking: Asking) -> Recommendation:
    """The assets for this brief: those that may be used, in sections, with reasons; and what is not among them, and why."""
    return _Recommending(asking).made()


class _Recommending:
    """One recommendation on its way."""

    def __init__(self, asking: Asking) -> None:
        self._asking, self._sources = asking, asking.sources
        self._index, self._clearance = asking.sources.index, asking.clearance
        self._notes = list(asking.notes)
        self._brief = current(asking.brief, asking.sources.thesaurus)
        self._expansion = expand(self._brief, asking.sources.thesaurus, asking.server, widen=asking.widen)
        self._needs = needs_of(self._brief)
        self._excluded = tuple(one.concept for one in self._brief.of(Wanting.EXCLUDED))
        self._weights = weights_of(asking.past)
        self._judging = self._judged_by()

    def made(self) -> Recommendation:
        """The whole answer."""
        found_vectors, missing, notes = vectors(self._needs, self._sources.embedder, self._sources.thesaurus)
        self._notes += notes
        if len(wanted(self._asking.brief)) > CONCEPTS:
            self._notes.append(("concepts-cut", str(CONCEPTS)))
        if len(self._asking.brief.sections) > SECTIONS:
            self._notes.append(("sections-joined", str(SECTIONS)))
        if not self._expansion.by_root:
            self._notes.append(("no-concept", ""))
        each = [
            asked(need, self._expansion, vector, self._index, self._excluded)
            for need, vector in zip(self._needs, found_vectors, strict=True)
        ]
        whole = each[0] if len(each) == 1 else asked(self._whole(), self._expansion, None, self._index, self._excluded)
        fits, denied = self._verdicts(whole)
        permitted = self._clearance.permitted if self._clearance else None
        told = self._told(each, permitted)
        kept, withheld = self._judged(told)
        picks = self._chosen(kept, Verdict.PERMIT, self._asking.limit)
        groups = self._groups(picks)
        served = sorted({one.need for one in kept})
        looking = Looking(self._index, self._clearance, whole.query.without)
        for candidate in {one.id: one.candidate for one in kept}.values():
            for root in candidate.carries(self._sources.thesaurus) & self._expansion.by_root.keys():
                looking.met(root, candidate.format)
        return Recommendation(
            self._asking.brief,
            tuple(pick for _, pick in picks),
            groups,
            self._steps([one for one, _ in picks]),
            gaps(self._needs, served, looking),
            self._reviewed(whole),
            denied,
            self._withheld(whole, withheld),
            fits,
            missing,
            tuple(dict.fromkeys(self._notes)),
        )

    def _judged_by(self) -> Judging:
        counts: Mapping[str, int] = {}
        if self._expansion.by_root:
            counts = carried_counts(self._index)
        total = self._index.count()
        return Judging(
            self._expansion,
            self._needs,
            self._weights,
            {root: telling(root, counts, total) for root in self._expansion.by_root},
            tuple(said.value for said in self._brief.channels),
            frozenset(self._excluded),
            self._asking.day,
            self._sources.thesaurus,
        )

    def _whole(self) -> Need:
        """The brief as one need: what any of its sections asks for."""
        forces: dict[str, float] = {}
        for need in self._needs:
            for concept, force in need.forces:
                forces[concept] = max(force, forces.get(concept, 0.0))
        words = "" if forces else " ".join(need.words for need in self._needs)
        return Need("", tuple(forces), tuple(forces.items()), (), words)

    def _verdicts(self, whole: Asked) -> tuple[int, dict[str, int]]:
        """How many usable assets there are, and how many are denied by each axis; verdicts are brought up to what the index holds."""
        if self._clearance is None:
            return self._index.search(whole.of(None)).total, {}
        keys = self._index.search(whole.of(None), [RIGHTS_KEY]).facets[RIGHTS_KEY]
        if any(key not in self._clearance.cleared.verdicts for key in keys):
            self._clearance = self._clearance.again(tuple(keys))
        verdicts = self._clearance.cleared.verdicts
        fits = sum(count for key, count in keys.items() if verdicts.get(key) is Verdict.PERMIT)
        most = sorted((k for k in keys if verdicts.get(k) is Verdict.DENY), key=lambda key: (-keys[key], key))
        if len(most) > _KEYS:
            self._notes.append(("denied-in-part", f"{sum(keys[key] for key in most[:_KEYS]):,}"))
        denied: dict[str, int] = {}
        for key, axis in self._clearance.axes(most[:_KEYS]).items():
            denied[axis] = denied.get(axis, 0) + keys[key]
        return fits, denied

    def _told(self, each: Sequence[Asked], permitted: Cleared | None) -> list[Mapping[str, Channels]]:
        """The candidates of each section: together at least `POOL` times as many as are asked for, where there are so many. Sections that
        ask for the same find the same, and then each is asked for all of them."""
        enough = POOL * self._asking.limit
        most = max(EACH, -(-enough // len(each)))
        told = [found(one, permitted, most, self._index) for one in each]
        if len({id for one in told for id in one}) >= enough or all(len(one) < most for one in told):
            return told
        return [found(one, permitted, enough, self._index) for one in each]

    @cached_property
    def _replaced(self) -> Collection[str]:
        """The names of assets whose place others took that may take one: a draft, or what was withdrawn, does not."""
        if not (names := self._index.examples(REPLACES)):
            return names
        held_back = tuple(sorted(name for name in self._index.examples(STANDING) if name != Standing.SUPERSEDED))
        asked = IndexQuery(without=((STANDING, held_back),) if held_back else (), most=0)
        return self._index.search(asked, [REPLACES]).facets[REPLACES].keys()

    def _judged(self, told: Sequence[Mapping[str, Channels]]) -> tuple[list[Scored], dict[Standing, int]]:
        """Those of these candidates that fit, by section, near duplicates folded away later; and how many are withheld."""
        ids = tuple(dict.fromkeys(id for one in told for id in one))
        campaign = self._brief.campaign
        candidates, withheld = read(
            ids,
            self._sources.catalogue,
            self._judging,
            lambda ids: self._asking.past.usage(ids, campaign),
            self._replaced,
        )
        rows = [
            scored(candidate, number, channels[candidate.id], self._judging)
            for candidate in candidates
            for number, channels in enumerate(told)
            if candidate.id in channels
        ]
        return fitting(rows, self._needs), withheld

    def _chosen(self, kept: Sequence[Scored], verdict: Verdict, limit: int) -> list[tuple[Scored, Pick]]:
        """The choice as picks. Rights are decided once more as they are now: what is otherwise by now makes room for others."""
        first = list({one.id: one.candidate.asset for one in kept}.values())
        fold = folds(first, self._sources.catalogue.identities)
        left = [one for one in kept if one.id in set(fold.ids)]
        lines: dict[str, RightsLine] = {}
        made: list[Scored] = []
        for _ in range(_AGAIN):
            made = chosen(left, limit, len(self._needs), self._index, vary=self._asking.vary)
            if self._clearance is None:
                break
            assets = [one.candidate.asset for one in made if one.id not in lines]
            lines |= self._clearance.cleared.decide(assets)
            gone = {one.id for one in made if lines[one.id].verdict is not verdict}
            made = [one for one in made if one.id not in gone]
            if not gone:
                break
            left = [one for one in left if one.id not in gone]
        words = [Words(need.words, self._brief.language, self._index) for need in self._needs]
        return [
            (one, self._pick(one, lines.get(one.id), fold.doubles.get(one.id, ()), words[one.need])) for one in made
        ]

    def _pick(self, one: Scored, line: RightsLine | None, doubles: tuple[str, ...], words: Words) -> Pick:
        brief = {concept.concept: concept for concept in wanted(self._brief)}
        ways = (way for reach in one.candidate.reached.values() for way in reach.ways)
        carried = (concept for _, concept in sorted(ways, key=lambda way: (-way[0], way[1])))
        return Pick(
            one.candidate.asset,
            one.score,
            tuple(one.parts.items()),
            because(one, brief, self._expansion, self._weights, words),
            line,
            one.candidate.usage,
            one.candidate.format,
            doubles,
            tuple(dict.fromkeys(carried)),
        )

    def _groups(self, picks: Sequence[tuple[Scored, Pick]]) -> tuple[Group, ...]:
        return tuple(
            Group(need.title, tuple(pick for one, pick in picks if one.need == number))
            for number, need in enumerate(self._needs)
        )

    def _reviewed(self, whole: Asked) -> tuple[Pick, ...]:
        """Those that need a person's eye, in the same order; they are looked for in the whole brief at once, and are fewer."""
        if self._clearance is None:
            return ()
        most = max(EACH, 2 * self._asking.limit)
        kept, _ = self._judged([found(whole, self._clearance.review, most, self._index)] * len(self._needs))
        return tuple(pick for _, pick in self._chosen(kept, Verdict.NEEDS_REVIEW, self._asking.limit))

    def _withheld(self, whole: Asked, fresh: Mapping[Standing, int]) -> dict[str, int]:
        """What is left out for its standing: what the index knows of, and what only the catalogue does."""
        told = {str(standing): count for standing, count in fresh.items()}
        if any(name == STANDING for name, _ in whole.query.without):
            without = tuple(one for one in whole.query.without if one[0] != STANDING)
            counts = self._index.search(replace(whole.of(None), without=without), [STANDING]).facets[STANDING]
            for standing, count in counts.items():
                told[standing] = told.get(standing, 0) + count
        return told

    def _steps(self, made: Sequence[Scored]) -> tuple[Step, ...]:
        """The steps of the expansion, and those down to what the picks carry."""
        down = (
            step
            for one in made
            for root, reach in one.candidate.reached.items()
            for _, concept in reach.ways
            if (step := self._expansion.stepped(root, concept))
        )
        return tuple(dict.fromkeys((*self._expansion.steps, *down)))
