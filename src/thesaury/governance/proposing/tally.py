"""What speaks for one term, counted asset by asset: who uses it where, how it is spelled, and which concepts keep it company."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log2

from thesaury.governance.grouping import PROPERTIES, groups
from thesaury.governance.proposing.forms import by_count, form_of
from thesaury.governance.proposing.near import MOST, Near
from thesaury.governance.proposing.ranking import worth
from thesaury.governance.proposing.standing import places, widened
from thesaury.model.asset import Asset, Record
from thesaury.model.candidate import Example
from thesaury.model.proposal import Closeness, Gathered, Neighbour, Use

EXAMPLES = 5
_MOST_USES = 50


@dataclass(frozen=True, slots=True)
class Company:
    """How many assets carry each concept, of how many in all."""

    carried: Mapping[str, int]
    assets: int

    def of(self, beside: Counter[str], assets: int, near: Near) -> list[Neighbour]:
        """The concepts that keep a term company more than by chance: best local mutual information first, n log2(n N / (a b)) for n
        assets with both, a and b with each, N in all (Evert 2005, The Statistics of Word Cooccurrences)."""
        told: list[tuple[float, str]] = []
        for concept, both in beside.items():
            lift = both * self.assets / (assets * max(self.carried.get(concept, 0), both))
            if both > 1 and lift > 1:
                told.append((-both * log2(lift), concept))
        return [
            Neighbour(concept, *near.name(concept), Closeness.COMPANY, round(beside[concept] / assets, 2))
            for _, concept in sorted(told)[:MOST]
        ]


class Tally:
    """Counts for one term with these forms; assets come one by one, each once."""

    def __init__(self, forms: Iterable[str]) -> None:
        """More forms than one where other proposals were merged into it."""
        self._forms = frozenset(forms)
        self._assets = self._tagged = 0
        self._spellings: Counter[str] = Counter()
        self._languages: Counter[str] = Counter()
        self._uses: Counter[tuple[str, str]] = Counter()
        self._groups: Counter[tuple[str, ...]] = Counter()
        self._beside: Counter[str] = Counter()
        self._examples: dict[str, Example] = {}

    def add(self, asset: Asset, concepts: Iterable[str]) -> bool:
        """Count an asset that carries these concepts, if one of its tags or texts has the term; whether it does."""
        users = [record for record in asset.records if self._used_by(record)]
        if not users:
            return False
        self._assets += 1
        tags = {tag for record in users for tag in record.tags if form_of(tag) in self._forms}
        self._tagged += bool(tags)
        self._spellings.update(tags)
        uses = {use for record in users for use in groups(record)}
        self._uses.update(uses)
        self._groups[_group(uses)] += 1
        self._beside.update(set(concepts))
        self._languages.update({text.language for record in users for text in record.texts if text.language})
        self._note_examples(asset, users, tags)
        return True

    def gathered(self, at: str) -> Gathered:
        """What was counted, without neighbours."""
        uses = sorted(self._uses.items(), key=lambda counted: (counted[0][0], -counted[1], counted[0][1]))
        kept = [Use(*use, count) for kind in ("source", *PROPERTIES) for use, count in _first(uses, kind)]
        return Gathered(
            self._assets,
            self._tagged,
            worth(self._groups.values()),
            by_count(self._spellings),
            by_count(self._languages),
            tuple(kept),
            tuple(self._chosen()),
            at=at,
        )

    def surrounded(self, term: str, language: str, near: Near, company: Company, at: str) -> Gathered:
        """The same, and the concepts near the term."""
        alike = near.alike(term)
        beside = company.of(self._beside, self._assets, near)
        return replace(
            self.gathered(at), neighbours=(*alike, *beside), broader=tuple(near.above(term, language, alike))
        )

    def language(self, otherwise: str) -> str:
        """The language of most assets that use it."""
        return next((language for language, _ in by_count(self._languages)), otherwise)

    def _used_by(self, record: Record) -> bool:
        if any(form_of(tag) in self._forms for tag in record.tags):
            return True
        return any(next(places(text.value, self._forms), None) for text in record.texts)

    def _note_examples(self, asset: Asset, users: Sequence[Record], tags: Iterable[str]) -> None:
        """One of each asset, a text where there is one: it says more than a tag. Texts push tags out."""
        spoken = [one for one in self._examples.values() if one.field != "tag"]
        if len(spoken) >= EXAMPLES:
            return
        found = next(_quotes(asset.id, users, self._forms), None)
        if found or len(self._examples) < EXAMPLES:
            tag = min(tags, default="")
            self._examples[asset.id] = found or Example(asset.id, "tag", 0, len(tag), tag)

    def _chosen(self) -> list[Example]:
        said: dict[str, Example] = {}
        for one in sorted(self._examples.values(), key=lambda one: one.field == "tag"):
            said.setdefault(f"{one.field == 'tag'}{one.quote}", one)
        return list(said.values())[:EXAMPLES]


def _quotes(asset: str, users: Sequence[Record], forms: frozenset[str]) -> Iterator[Example]:
    for text in (text for record in users for text in record.texts):
        for place in places(text.value, forms):
            start, end = widened(text.value, *place)
            yield Example(asset, text.field, start, end, text.value[start:end])


def _group(uses: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Who speaks: the source, and the team or agency where a record names one."""
    return tuple(sorted(value for kind, value in uses if kind in ("source", "team", "agency")))


def _first(uses: Sequence[tuple[tuple[str, str], int]], kind: str) -> list[tuple[tuple[str, str], int]]:
    return [counted for counted in uses if counted[0][0] == kind][:_MOST_USES]
