"""A segment: some documents as columns, never changed once they are written."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from thesaury.engines.columns.arrays import Array, Ints, Keys, Places, Strings
from thesaury.engines.columns.facets import Facet
from thesaury.engines.columns.postings import Postings
from thesaury.engines.columns.vectors import Vectors

_SMALL = 50_000


@dataclass(frozen=True, eq=False)
class Ids:
    """`texts` by row; `keys` sorted, each with its row; `order` are the rows by id."""

    texts: Strings
    keys: Keys
    rows: Ints
    order: Ints

    def of(self, rows: Array) -> list[str]:
        """The ids of rows; those of a small segment are read once."""
        if len(self.order) > _SMALL:
            return self.texts.chosen(rows).texts()
        return [self._all[row] for row in rows.tolist()]

    @cached_property
    def _all(self) -> list[str]:
        return self.texts.texts()

    @cached_property
    def rank(self) -> Ints:
        """The place of each row in that order."""
        made = np.empty(len(self.order), np.int32)
        made[self.order] = np.arange(len(self.order), dtype=np.int32)
        return made


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Words:
    """The words as they were written, in small letters, and every text as a row of them.

    `keys` (sorted), `texts`, `folds` (the keys of the words without accents) and `counts` (how many rows hold it) go by word.
    `tokens[starts[row]:starts[row + 1]]` are the words of a row's texts and tags, each text followed by -1.
    """

    keys: Keys
    texts: Strings
    folds: Keys
    counts: Ints
    tokens: Ints
    starts: Places


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """`lengths`: how many words each row has. `languages`: those its texts are in."""

    name: str
    ids: Ids
    lengths: Ints
    terms: Postings
    concepts: Postings
    words: Words
    facets: Mapping[str, Facet]
    vectors: Vectors
    languages: tuple[str, ...]

    @property
    def rows(self) -> int:
        """How many documents it was written with."""
        return len(self.lengths)


def apart(segment: Segment) -> tuple[dict[str, object], dict[str, Array]]:
    """What is not an array, and the arrays by name."""
    ids, words, vectors = segment.ids, segment.words, segment.vectors
    arrays: dict[str, Array] = {
        "ids.blob": ids.texts.blob, "ids.starts": ids.texts.starts, "ids.keys": ids.keys, "ids.rows": ids.rows,
        "ids.order": ids.order, "lengths": segment.lengths, "words.keys": words.keys, "words.blob": words.texts.blob,
        "words.at": words.texts.starts, "words.folds": words.folds, "words.counts": words.counts,
        "words.tokens": words.tokens, "words.starts": words.starts, "vectors.codes": vectors.codes,
        "vectors.scales": vectors.scales, "vectors.signs": vectors.signs,
    }  # fmt: skip
    arrays |= _of("terms", segment.terms) | _of("concepts", segment.concepts)
    for number, facet in enumerate(segment.facets.values()):
        arrays |= _of(f"facet{number}", facet.postings)
        arrays |= {
            f"facet{number}.blob": facet.values.blob, f"facet{number}.at": facet.values.starts, f"facet{number}.bits": facet.bits,
            f"facet{number}.places": facet.places,
        }  # fmt: skip
    return {"languages": segment.languages, "facets": list(segment.facets), "model": vectors.model}, arrays


def together(name: str, said: Mapping[str, object], arrays: Mapping[str, Array]) -> Segment:
    """The segment that was taken apart."""
    ids = Ids(
        Strings(arrays["ids.blob"], arrays["ids.starts"]), *(arrays[f"ids.{n}"] for n in ("keys", "rows", "order"))
    )
    texts = Strings(arrays["words.blob"], arrays["words.at"])
    rest = (arrays[f"words.{n}"] for n in ("folds", "counts", "tokens", "starts"))
    vectors = (arrays[f"vectors.{n}"] for n in ("codes", "scales", "signs"))
    names, languages = said["facets"], said["languages"]
    assert isinstance(names, list)
    assert isinstance(languages, list | tuple)
    return Segment(
        name,
        ids,
        arrays["lengths"],
        _postings("terms", arrays),
        _postings("concepts", arrays),
        Words(arrays["words.keys"], texts, *rest),
        {facet: _facet(f"facet{number}", arrays) for number, facet in enumerate(names)},
        Vectors(str(said["model"]), *vectors),
        tuple(languages),
    )


def _of(name: str, postings: Postings) -> dict[str, Array]:
    return {f"{name}.{part}": getattr(postings, part) for part in ("keys", "starts", "rows", "weights")}


def _postings(name: str, arrays: Mapping[str, Array]) -> Postings:
    return Postings(*(arrays[f"{name}.{part}"] for part in ("keys", "starts", "rows", "weights")))


def _facet(name: str, arrays: Mapping[str, Array]) -> Facet:
    values = Strings(arrays[f"{name}.blob"], arrays[f"{name}.at"])
    return Facet(_postings(name, arrays), values, arrays[f"{name}.bits"], arrays[f"{name}.places"])
