"""From labelled assets to a ranker, with every judgement made by something that had not seen the answer."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np

from thesaury.enrichment.learning.arrays import Floats, Ints, Sparse
from thesaury.enrichment.learning.batch import BATCH, Lookout, part
from thesaury.enrichment.learning.candidates import Candidates, Learned, candidates, joined, recollect
from thesaury.enrichment.learning.company import Company
from thesaury.enrichment.learning.examples import Example
from thesaury.enrichment.learning.experience import Experience
from thesaury.enrichment.learning.folds import FOLDS
from thesaury.enrichment.learning.lessons import Lessons, lessons
from thesaury.enrichment.learning.model import ANY
from thesaury.enrichment.learning.ranker import Ranker
from thesaury.enrichment.learning.taught import Judged, Taught, learn_ranker, steps_of
from thesaury.enrichment.learning.words import WordSpace, word_space
from thesaury.model.errors import BadInput
from thesaury.ports.progress import Progress, unheard

MOST_RANKED = 5_000
"""Examples the ranker learns from, drawn by chance where there are more; memory and trust learn from all."""

FEWEST = 20
"""Examples with a concept that there have to be."""

_SEED = 20_260


@dataclass(frozen=True, eq=False)
class Trained:
    """A ranker with its experience (none: it knows how labels are found, and no assets), and what it said of candidates before it
    had seen their answers; there concepts are numbered as in the lookout, assets as in the examples. `embedder` names the embedding
    model it learned with, if any."""

    ranker: Ranker
    experience: Experience | None
    judged: Judged
    embedder: str = ""


def train(examples: Sequence[Example], lookout: Lookout, progress: Progress = unheard) -> Trained:
    """Learn from examples.

    The columns of a training candidate come from the other folds' examples only; folds are made by origin (`folds.PROVENANCE`).
    Raises BadInput where fewer than `FEWEST` examples have a concept of the vocabulary, or nothing leads to any of their concepts.
    """
    told = lessons(examples, lookout)
    _enough(told)
    step = _steps(progress, FOLDS + 1)
    step()
    space = word_space(told.batch.readings)
    vectors = space.vectors(told.batch.readings)
    latent = space.latent(vectors)
    drawn = _drawn(len(examples))
    groups = []
    for fold in np.unique(told.fold):
        learned = told.learned(vectors, latent, np.flatnonzero(told.fold != fold))
        if inside := _candidates(told, lookout, drawn[told.fold[drawn] == fold], learned, vectors, latent):
            groups.append(_taught(inside, told, Company(lookout.table, learned.memory)))
        step()
    ranker, judged = learn_ranker(groups, step)
    everything = told.learned(vectors, latent, np.arange(len(examples)))
    experience = _experience(examples, told, lookout, vectors, space, everything)
    return Trained(ranker, experience, judged, lookout.meaning.embedder if lookout.meaning else "")


def train_cold(collections: Sequence[tuple[Sequence[Example], Lookout]], progress: Progress = unheard) -> Trained:
    """Learn from several collections how labels are to be believed, whatever the vocabulary: a ranker without experience.

    Where one of them is looked at with an embedding model, it also learns what closeness in meaning is worth, by any such model; it sees
    every example of that collection once with and once without it, so that it knows both.
    Raises BadInput where no label leads to a concept of an example.
    """
    step = _steps(progress, len(collections))
    groups = []
    sees = any(lookout.meaning for _, lookout in collections)
    for examples, lookout in collections:
        told = lessons([examples[number] for number in _drawn(len(examples))], lookout)
        for looked in (lookout, lookout.blind()) if lookout.meaning else (lookout,):
            if made := _candidates(told, looked, np.arange(len(told.fold))):
                if sees:
                    made = made.relative() if looked.meaning else made.unmeant()
                groups.append(_taught(made, told, Company(lookout.table, None)))
        step()
    ranker, judged = learn_ranker(groups, step)
    return Trained(ranker, None, judged, ANY if sees else "")


def _candidates(
    told: Lessons,
    lookout: Lookout,
    examples: Ints,
    learned: Learned | None = None,
    vectors: Sparse | None = None,
    latent: Floats | None = None,
) -> Candidates | None:
    """The candidates of these examples, before what was learned from others; None where there are no examples."""
    made = []
    for inside in _batches(examples):
        batch = part(told.batch, inside, len(lookout.table))
        recalled = None
        if learned is not None and vectors is not None and latent is not None:
            recalled = recollect(learned, batch, vectors[inside], latent[inside])
        made.append(candidates(lookout, batch, recalled, lookout.likeness(batch)).of(inside))
    return joined(made) if made else None


def _taught(made: Candidates, told: Lessons, company: Company) -> Taught:
    right, known = told.answers(made.assets, made.concepts)
    return Taught(made, told.fold[made.assets], right, known, company)


def _enough(told: Lessons) -> None:
    useful = int((np.asarray(told.right.sum(axis=1)).ravel() > 0).sum())
    if useful < FEWEST or len(np.unique(told.fold)) < 2:
        raise BadInput(
            f"There are {useful} examples with a concept of the vocabulary; learning takes at least {FEWEST}. "
            "Review some more, or check that concepts and vocabulary belong together."
        )


def _experience(
    examples: Sequence[Example], told: Lessons, lookout: Lookout, vectors: Sparse, space: WordSpace, learned: Learned
) -> Experience:
    ids = tuple(example.asset.id for example in examples)
    iris = tuple(concept.iri for concept in lookout.table.concepts)
    return Experience(space, ids, iris, vectors, told.right, told.batch.found, learned.trust.rates)


def _steps(progress: Progress, before: int) -> Callable[[], None]:
    """Tells progress, one step at a call; `before` steps come before those of the ranker."""
    total = before + steps_of()
    done = count(1)
    return lambda: progress("learn", min(next(done), total), total)


def _drawn(examples: int) -> Ints:
    """The examples the ranker learns from, in order."""
    if examples <= MOST_RANKED:
        return np.arange(examples)
    return np.sort(np.random.default_rng(_SEED).choice(examples, MOST_RANKED, replace=False))


def _batches(examples: Ints) -> Iterator[Ints]:
    return (examples[start : start + BATCH] for start in range(0, len(examples), BATCH))
