"""The pool: what the catalogue knows of the candidates, and what each is worth to each section."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thesaury.model.asset import Asset
from thesaury.model.brief import Format
from thesaury.model.standing import Standing, standing
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.enrichments import Findings
from thesaury.recommendation.candidates import HELD, Channels
from thesaury.recommendation.expanding import Expansion
from thesaury.recommendation.needs import Need
from thesaury.recommendation.recommended import UsageLine
from thesaury.recommendation.scoring import coverage, freshness, habits, matching, quality
from thesaury.recommendation.weighing import MATTER
from thesaury.search.formats import format_of
from thesaury.vocabulary.thesaurus import Thesaurus

_SURELY = 0.5
"""What is suggested with such a score keeps an asset out where the concept is excluded; what is accepted always does."""
_WORDS_ALONE = 0.25
"""What all but the matter counts where a brief has no concept: words and likeness weigh little beside what a concept does, and a picture is
not to come first for being new."""


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """An asset of the pool: its concepts with their weights, what each concept of the brief reaches in it (how surely, and by which), and
    those parts of its score that are the same for every section."""

    asset: Asset
    held: Mapping[str, float]
    reached: Mapping[str, coverage.Reach]
    format: Format | None
    usage: UsageLine
    steady: Mapping[str, float]

    @property
    def id(self) -> str:
        """The id of the asset."""
        return self.asset.id

    def carries(self, thesaurus: Thesaurus) -> set[str]:
        """The concepts it carries surely enough to be a candidate for them, and all above them."""
        held = [concept for concept, weight in self.held.items() if weight >= HELD]
        return {name for concept in held for name in (concept, *thesaurus.ancestors(concept))}


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """A candidate for one section: its score, the parts of it in 0 to 1, and how far each concept of the brief fills its coverage."""

    candidate: Candidate
    need: int
    score: float
    matter: float
    parts: Mapping[str, float]
    filled: Mapping[str, float]
    cosine: float

    @property
    def id(self) -> str:
        """The id of the asset."""
        return self.candidate.id


@dataclass(frozen=True, slots=True, eq=False)
class Judging:
    """What candidates are judged by, the same for the whole brief."""

    expansion: Expansion
    needs: Sequence[Need]
    weights: Mapping[str, float]
    tells: Mapping[str, float]
    """How much each concept of the brief tells, in 0 to 1."""
    channels: tuple[str, ...]
    excluded: frozenset[str]
    day: date
    thesaurus: Thesaurus


def read(
    ids: Sequence[str],
    catalogue: Catalogue,
    judging: Judging,
    used: Callable[[Sequence[str]], Mapping[str, UsageLine]],
    replaced: Iterable[str],
) -> tuple[list[Candidate], dict[Standing, int]]:
    """These assets as candidates, and how many of them are withheld for their standing; those that carry what is excluded are left out."""
    assets = catalogue.records.assets(ids)
    findings = catalogue.enrichments.findings(ids)
    usage, gone = used(ids), frozenset(replaced)
    candidates, withheld = [], dict[Standing, int]()
    for asset in assets:
        if kept_back := standing(asset, gone):
            withheld[kept_back] = withheld.get(kept_back, 0) + 1
        elif not _shuns(findings[asset.id], judging):
            line = usage.get(asset.id, UsageLine())
            candidates.append(_candidate(asset, findings[asset.id], line, judging))
    return candidates, withheld


def _candidate(asset: Asset, findings: Findings, usage: UsageLine, judging: Judging) -> Candidate:
    held = coverage.carried(findings)
    steady = {
        "quality": quality.quality(asset, findings, judging.channels),
        "freshness": freshness.freshness(asset, judging.day),
        "success": habits.success(usage),
        "fatigue": habits.fatigue(usage),
    }
    return Candidate(asset, held, coverage.reached(held, judging.expansion), format_of(asset), usage, steady)


def _shuns(findings: Findings, judging: Judging) -> bool:
    surely = {one.concept for one in findings.annotations}
    surely |= {one.concept for one in findings.suggestions if one.score >= _SURELY}
    over = {name for concept in surely for name in (concept, *judging.thesaurus.ancestors(concept))}
    return not over.isdisjoint(judging.excluded)


def scored(candidate: Candidate, number: int, told: Channels, judging: Judging) -> Scored:
    """What a candidate is worth to one section."""
    need = judging.needs[number]
    filled = {
        root: need.force.get(root, 0.0) * judging.tells[root] * reach.sure
        for root, reach in candidate.reached.items()
        if need.force.get(root, 0.0) > 0
    }
    parts = {
        "coverage": coverage.coverage(filled),
        "words": told.words,
        "likeness": matching.likeness(told.cosine),
        "format": matching.form(candidate.format, need.formats),
        **candidate.steady,
    }
    matter = sum(judging.weights[name] * parts[name] for name in MATTER)
    rest = sum(judging.weights[name] * part for name, part in parts.items() if name not in MATTER)
    score = matter + rest * (1.0 if need.forces else _WORDS_ALONE)
    return Scored(candidate, number, max(0.0, score), matter, parts, filled, told.cosine)
