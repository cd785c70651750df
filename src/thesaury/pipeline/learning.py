"""Learning from reviews: what people decided becomes a new model, which speaks if it knows better than the old one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from thesaury.enrichment.learning.annotator import LearnedAnnotator
from thesaury.enrichment.learning.batch import Lookout
from thesaury.enrichment.learning.comparison import Comparison, compared
from thesaury.enrichment.learning.default import default_model
from thesaury.enrichment.learning.examples import Example
from thesaury.enrichment.learning.model import HeldBack, Model, read_model
from thesaury.enrichment.learning.training import FEWEST, train
from thesaury.model.annotation import BY_RULE, Decision, Origin, Review
from thesaury.model.asset import Asset
from thesaury.model.time import now
from thesaury.pipeline.accepting import renew_rules
from thesaury.pipeline.words import current_vocabularies
from thesaury.ports.annotator import Annotator, Unread
from thesaury.ports.models import KeptModel, ModelNote
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.workspace import Workspace

_CHUNK = 500
Decided = Mapping[str, Mapping[str, bool]]
"""For each asset the concepts that a person decided on, and whether each holds."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A model that was trained, whether it took the old one's place, and what was compared."""

    kept: KeptModel
    comparison: Comparison


def learn(workspace: Workspace, progress: Progress = unheard) -> Lesson:
    """Train a model on everything people decided, and let it speak if it is better on decisions that neither it nor the old one had
    seen; else it is kept with the reason, and the old one speaks on.

    Raises BadInput where there are too few decisions to learn from. Assets are read with a new model by the next sync.
    """
    at = now()
    decided = decisions(workspace)
    lookout = Lookout(
        current_vocabularies(workspace),
        workspace.detector,
        workspace.languages,
        embedder=workspace.embedder,
        progress=progress,
    )
    examples = _examples(workspace, decided)
    trained = train(examples, lookout, progress)
    told = trained.judged
    held_back = HeldBack(told.assets, told.concepts, told.scores, told.right)
    model = Model(trained.ranker, trained.experience, held_back, trained.embedder)
    comparison = _compared(workspace, model, decided, examples, lookout)
    note = ModelNote(
        model.version,
        lookout.table.version,
        len(examples),
        at,
        _figures(model, comparison, decided),
        _reason(comparison),
    )
    kept = workspace.models.put(model.content, note, choose=comparison.better)
    if comparison.better:
        renew_rules(workspace)
    return Lesson(kept, comparison)


def decisions(workspace: Workspace) -> Decided:
    """What people decided last on each concept of each asset; what a rule accepted is no evidence."""
    return _decided(workspace.catalogue.enrichments.reviews())


def new_decisions(workspace: Workspace) -> list[Review]:
    """People's decisions since a model was last trained, oldest first."""
    last = max((kept.note.trained_at for kept in workspace.models.all()), default="")
    reviews = workspace.catalogue.enrichments.reviews(last)
    return [review for review in reviews if not review.reviewer.startswith(BY_RULE)]


def enough(workspace: Workspace) -> bool:
    """Whether people accepted something on so many assets that a model can be trained."""
    return sum(any(said.values()) for said in decisions(workspace).values()) >= FEWEST


def _decided(reviews: Iterable[Review]) -> Decided:
    found: dict[str, dict[str, bool]] = defaultdict(dict)
    for review in reviews:
        if not review.reviewer.startswith(BY_RULE):
            found[review.asset][review.concept] = review.decision is Decision.ACCEPTED
    return found


def _examples(workspace: Workspace, decided: Decided) -> list[Example]:
    """One example for each asset that somebody looked at: what holds, and what waits still. What its source or its tags say holds too."""
    found = []
    ids = sorted(decided)
    for start in range(0, len(ids), _CHUNK):
        part = ids[start : start + _CHUNK]
        findings = workspace.catalogue.enrichments.findings(part)
        for asset in workspace.catalogue.records.assets(part):
            known, said = findings[asset.id], decided[asset.id]
            stated = {
                one.concept for one in known.annotations if one.origin in (Origin.TAG, Origin.SOURCE, Origin.MAPPING)
            }
            by_rule = {one.concept for one in known.annotations if one.origin is Origin.RULE}
            right = frozenset(stated | {concept for concept, holds in said.items() if holds})
            waiting = {one.concept for one in known.suggestions} | by_rule
            found.append(Example(asset, right, frozenset(waiting - right - said.keys())))
    return found


def _compared(
    workspace: Workspace, model: Model, decided: Decided, examples: Sequence[Example], lookout: Lookout
) -> Comparison:
    """New against old on decisions of assets for which both have a score they gave before they knew."""
    mine = _held_back(model)
    chosen = workspace.models.chosen()
    old = read_model(workspace.models.content(chosen.number)) if chosen else default_model()
    theirs = _held_back(old)
    seen = set(old.experience.assets) if old.experience else set[str]()
    unseen = [example.asset for example in examples if example.asset.id not in seen]
    theirs |= _scores(LearnedAnnotator(lookout, old), [asset for asset in unseen if asset.id in mine])
    pairs = [
        (mine[asset].get(concept, 0.0), theirs[asset].get(concept, 0.0), holds)
        for asset in sorted(mine.keys() & theirs.keys())
        for concept, holds in sorted(decided.get(asset, {}).items())
    ]
    return compared(*zip(*pairs, strict=True)) if pairs else compared((), (), ())


def _held_back(model: Model) -> dict[str, dict[str, float]]:
    """The scores a model gave before it had seen the answers, by asset and concept."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    if model.held_back and model.experience:
        told = model.held_back
        for asset, concept, score in zip(told.assets, told.concepts, told.scores, strict=True):
            found[model.experience.assets[asset]][model.experience.iris[concept]] = float(score)
    return found


def _scores(annotator: Annotator, assets: Sequence[Asset]) -> dict[str, dict[str, float]]:
    answers = zip(assets, annotator.suggest(assets), strict=True)
    return {
        asset.id: {one.concept: one.score for one in answer}
        for asset, answer in answers
        if not isinstance(answer, Unread)
    }


def _figures(model: Model, comparison: Comparison, decided: Decided) -> dict[str, float]:
    figures = {"decisions": float(sum(map(len, decided.values())))}
    if comparison.decisions:
        figures |= {
            "compared": float(comparison.decisions),
            "average precision": comparison.new,
            "average precision before": comparison.old,
        }
    return figures


def _reason(comparison: Comparison) -> str:
    if not comparison.decisions:
        return (
            "Not taken: too few decisions on assets that neither model had seen; accept and reject some more, of both."
        )
    told = f"average precision {comparison.new:.3f} against {comparison.old:.3f} on {comparison.decisions} decisions that neither had seen"
    return f"Taken: {told}." if comparison.better else f"Not taken: {told}."
