"""Accept rules of a workspace: what people's decisions support, what waits for a rule, and rules worked out again."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from thesaury.enrichment.accept_rules import RulesInForce, Schemes, made, schemes_of
from thesaury.enrichment.acceptance import Pair, support
from thesaury.model.acceptance import AcceptRule
from thesaury.model.annotation import Decision, Review
from thesaury.pipeline.words import brand_of, vocabularies_with
from thesaury.ports.workspace import Workspace
from thesaury.vocabulary.brand.words import NO_BRAND, BrandWords

T = TypeVar("T")

EVERYTHING = 2**62
"""More suggestions than any queue holds."""


@dataclass(frozen=True, slots=True)
class InForce:
    """What the assets are read with now: the version of the annotator, the schemes of each concept, and the brand terms."""

    annotator: str
    schemes: Schemes
    brand: BrandWords = NO_BRAND


def in_force(workspace: Workspace) -> InForce:
    """What a line begun now would work with. It costs loading the vocabularies: ask once and hand it on."""
    brand = brand_of(workspace)
    vocabularies = vocabularies_with(workspace, brand)
    version = workspace.chosen_annotator(vocabularies).version
    return InForce(version, schemes_of(vocabulary for _, vocabulary in vocabularies), brand)


def judged(workspace: Workspace, current: InForce | None = None) -> Mapping[str, list[Pair]]:
    """By scheme what people decided on suggestions of the annotator in force, each with a score it gave before it knew the decision:
    when it suggested it, or, for what it was trained on, held back from it. A concept in several schemes counts for each, one in
    none for the empty IRI."""
    current = current or in_force(workspace)
    scored = workspace.catalogue.enrichments.scored(current.annotator)
    pairs = ((concept, (score, decision is Decision.ACCEPTED)) for concept, score, decision in scored if decision)
    return _by_scheme(current, chain(_held_back(workspace, current.annotator), pairs))


def _held_back(workspace: Workspace, annotator: str) -> Iterator[tuple[str, Pair]]:
    """What the chosen model said in its training of candidates before it had seen their answers; nothing where another one speaks."""
    chosen = workspace.models.chosen()
    if chosen is None or chosen.note.annotator != annotator:
        return
    from thesaury.enrichment.learning.model import read_model  # numpy and scipy, which most commands do without

    model = read_model(workspace.models.content(chosen.number))
    if (told := model.held_back) and (experience := model.experience):
        for concept, score, right in zip(told.concepts, told.scores, told.right, strict=True):
            yield experience.iris[concept], (float(score), bool(right))


def undecided(workspace: Workspace, current: InForce) -> Mapping[str, list[float]]:
    """By scheme the scores of the annotator's suggestions that no person decided on: they wait, or a rule took them."""
    scored = workspace.catalogue.enrichments.scored(current.annotator)
    return _by_scheme(current, ((concept, score) for concept, score, decision in scored if not decision))


def worked_out(workspace: Workspace, wanted: Iterable[tuple[str, float, str]], current: InForce) -> list[AcceptRule]:
    """A rule for each (scheme, precision, who asks), as the decisions so far support it; nothing is stored."""
    pairs, others = judged(workspace, current), undecided(workspace, current)
    return [
        made(
            scheme, precision, support(pairs.get(scheme, ()), precision, others.get(scheme, ())), current.annotator, by
        )
        for scheme, precision, by in wanted
    ]


def waiting_for(workspace: Workspace, rule: AcceptRule, current: InForce) -> list[Review]:
    """The rule's decisions on what waits now; none while it has no threshold."""
    if rule.threshold is None:
        return []
    waiting = workspace.catalogue.enrichments.queue(EVERYTHING, rule.threshold)
    return RulesInForce([rule], current.schemes, current.brand).decisions(waiting)


def renew_rules(workspace: Workspace, current: InForce | None = None) -> list[AcceptRule]:
    """Work every rule out again for the annotator in force, and keep it.

    One that the decisions do not support any more stays with its reason, and accepts nothing. To be called when another model comes
    into force: the scores of the old one mean nothing for the new one.
    """
    rules = workspace.catalogue.accept_rules
    wanted = [(rule.scheme, rule.precision, rule.by) for rule in rules.all()]
    renewed = worked_out(workspace, wanted, current or in_force(workspace)) if wanted else []
    for rule in renewed:
        rules.put(rule)
    return renewed


def renew_outdated(workspace: Workspace, current: InForce) -> None:
    """Work the rules out again if one of them was made for another annotator than the one in force."""
    if any(rule.annotator != current.annotator for rule in workspace.catalogue.accept_rules.all()):
        renew_rules(workspace, current)


def _by_scheme(current: InForce, found: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    """Each value under every scheme of its concept; concepts that no vocabulary holds any more are left out."""
    grouped: dict[str, list[T]] = defaultdict(list)
    for concept, value in found:
        for scheme in current.schemes.get(concept, ()):
            grouped[scheme].append(value)
    return dict(grouped)
