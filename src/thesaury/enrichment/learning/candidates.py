"""The candidates of a batch of assets, and what speaks for each as a row of numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from thesaury.enrichment.learning import sighted
from thesaury.enrichment.learning.arrays import Floats, Ints, Sparse, at, highest
from thesaury.enrichment.learning.batch import Batch, Lookout
from thesaury.enrichment.learning.concept_table import STEPS, ConceptTable
from thesaury.enrichment.learning.likeness import COSINES, NAMES, Likeness
from thesaury.enrichment.learning.memory import CHANNELS, Memory
from thesaury.enrichment.learning.trust import Trust

READ = (
    *sighted.NAMES,
    *(f"found {step}" for step in STEPS),
    "covered in title", "covered anywhere", "depth", "narrower concepts", "labels", "shortest label", "concepts found",
    "letters of title", "letters",
)  # fmt: skip
"""The columns that need no learned assets: what the default ranker reads."""

# Candidates of each channel; those of words come all.
_FROM = {"neighbours": 18, "centroid": 15, "company": 6, "latent neighbours": 8, "regression": 18}
_COMPARED = ("neighbours", "nearest", "centroid", "company", "regression")
_NOTHING = 1e-6
_NEAREST = CHANNELS.index("nearest")
RECALLED = (
    *CHANNELS,
    *(f"{name} of best" for name in _COMPARED),
    *(f"recalled {step}" for step in STEPS),
    "carriers", "trust", "trust longest", "trust title", "found in",
)  # fmt: skip
"""The columns that labelled assets bring."""

MEANT = NAMES
"""The columns that an embedding model brings."""


@dataclass(frozen=True, eq=False)
class Candidates:
    """Pairs of asset (its place in the batch) and concept, by asset, then concept, each with the columns of `READ`, then
    `RECALLED` where assets were learned from, then `MEANT` where there is an embedding model."""

    assets: Ints
    concepts: Ints
    rows: Floats

    def __len__(self) -> int:
        return len(self.assets)

    def of(self, numbers: Ints) -> "Candidates":
        """The same with the assets numbered otherwise: the first of the batch is `numbers[0]`."""
        return Candidates(numbers[self.assets], self.concepts, self.rows)

    def unmeant(self) -> "Candidates":
        """The same with the columns of `MEANT`, of which nothing is known."""
        unknown = np.full((len(self), len(MEANT)), np.nan, np.float32)
        return Candidates(self.assets, self.concepts, np.concatenate([self.rows, unknown], axis=1))

    def relative(self) -> "Candidates":
        """The same without the columns that say something of one embedding model only."""
        rows = self.rows.copy()
        rows[:, -len(MEANT) : len(COSINES) - len(MEANT)] = np.nan
        return Candidates(self.assets, self.concepts, rows)


def joined(parts: Sequence[Candidates]) -> Candidates:
    """The candidates of several batches one after another."""
    return Candidates(
        np.concatenate([made.assets for made in parts]),
        np.concatenate([made.concepts for made in parts]),
        np.concatenate([made.rows for made in parts]),
    )


@dataclass(frozen=True, eq=False)
class Learned:
    """What labelled assets brought: memory, and trust in labels."""

    memory: Memory
    trust: Trust


@dataclass(frozen=True, eq=False)
class Recollection:
    """A batch of assets before what was learned: their vectors, and for each of `CHANNELS` a matrix assets × learned concepts.

    `near` and `likeness` are the rows of the assets most like each, and how much (see `Memory.neighbours`).
    """

    learned: Learned
    vectors: Sparse
    near: Ints
    likeness: Floats
    channels: tuple[Floats, ...]


def recollect(learned: Learned, batch: Batch, vectors: Sparse, latent: Floats, own: Ints | None = None) -> Recollection:
    """What these assets bring to mind; `own` is the row of each asset itself (see `Memory.neighbours`)."""
    near, likeness = learned.memory.neighbours(vectors, own)
    channels = learned.memory.recall(vectors, latent, batch.found, near, likeness, own)
    return Recollection(learned, vectors, near, likeness, tuple(channels))


def candidates(
    lookout: Lookout, batch: Batch, recollection: Recollection | None = None, likeness: Likeness | None = None
) -> Candidates:
    """The candidates of a batch: what its words name, what it brings to mind, and what is close to it in meaning."""
    width = len(lookout.table)
    present = lookout.labels.present(batch.readings)
    rows, concepts = lookout.labels.complete(present)
    keys = [batch.key, rows * width + concepts]
    if likeness:
        keys.append(likeness.candidates())
    if recollection:
        keys += [_best(recollection, name, most, width) for name, most in _FROM.items()]
    pairs = np.unique(np.concatenate(keys))
    rows, concepts = pairs // width, pairs % width
    read = _read(lookout.table, lookout.labels.shares(present, rows, concepts), batch, rows, concepts)
    more = _recalled(lookout.table, recollection, rows, concepts) if recollection else []
    more += [likeness.columns(rows, concepts)] if likeness else []
    return Candidates(rows, concepts, np.concatenate([read, *more], axis=1))


def _best(recollection: Recollection, name: str, most: int, width: int) -> Ints:
    channel = recollection.channels[CHANNELS.index(name)]
    rows, columns = highest(channel, most)
    said = channel[rows, columns] > _NOTHING
    return np.asarray(rows[said] * width + recollection.learned.memory.learned[columns[said]], np.int64)


def _read(table: ConceptTable, shares: Floats, batch: Batch, rows: Ints, concepts: Ints) -> Floats:
    pairs = rows * len(table) + concepts
    words = np.full((len(pairs), len(sighted.NAMES)), np.nan, np.float32)
    if len(batch.key):
        place = np.minimum(np.searchsorted(batch.key, pairs), len(batch.key) - 1)
        seen = batch.key[place] == pairs
        words[seen] = batch.columns[place[seen]]
    counts = np.asarray(batch.found.sum(axis=1)).ravel()
    columns = (
        words,
        _steps(table, batch.found, rows, concepts),
        shares,
        table.traits[concepts],
        counts[rows, None],
        batch.readings.letters[rows],
    )
    return np.concatenate(columns, axis=1, dtype=np.float32, casting="unsafe")


def _recalled(table: ConceptTable, recollection: Recollection, rows: Ints, concepts: Ints) -> list[Floats]:
    memory, channels = recollection.learned.memory, recollection.channels
    place = memory.place_of(concepts, len(table))
    known = place >= 0
    said = [np.where(known, channel[rows, place], 0) for channel in channels]
    best = [channel.max(axis=1, initial=_NOTHING) for channel in channels]
    compared = [said[number] / best[number][rows] for number in map(CHANNELS.index, _COMPARED)]
    nearest = sparse.csr_array((said[_NEAREST], (rows, concepts)), shape=(len(recollection.near), len(table)))
    nearest.eliminate_zeros()
    carriers = np.where(known, memory.carriers[place], 0)
    return [
        np.stack([*said, *compared], axis=1).astype(np.float32),
        _steps(table, nearest, rows, concepts),
        carriers[:, None].astype(np.float32),
        recollection.learned.trust.rates[concepts],
    ]


def _steps(table: ConceptTable, found: Sparse, rows: Ints, concepts: Ints) -> Floats:
    """How much of what was found has each candidate for a broader, narrower or related concept or sibling: pairs × steps."""
    columns = [
        at(sparse.csr_array(found @ step), rows, concepts) if step.nnz else np.zeros(len(rows), np.float32)
        for step in table.steps
    ]
    return np.stack(columns, axis=1)
