"""A model as it is kept: one archive of arrays, trees and names, and nothing that could be run."""

import json
import zlib
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from io import BytesIO
from zipfile import BadZipFile, ZipFile

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from thesaury.enrichment.learning.arrays import Flags, Floats, Ints, Sparse
from thesaury.enrichment.learning.calibration import Calibration
from thesaury.enrichment.learning.candidates import MEANT, READ, RECALLED
from thesaury.enrichment.learning.company import NAMES as COMPANY
from thesaury.enrichment.learning.experience import Experience
from thesaury.enrichment.learning.forest import read_forest
from thesaury.enrichment.learning.ranker import Ranker
from thesaury.enrichment.learning.words import WordSpace
from thesaury.model.errors import BadInput

NAME = "learned/1"
"""The annotator and the version of what its columns mean: raise it when they change, for older trees would misread them."""

ANY = "any"
"""The embedder of a model that learned to use whichever embedding model is there, or none."""

_MARK = 12
_HELD_BACK = ("assets", "concepts", "scores", "right")
_Arrays = dict[str, NDArray[np.generic]]
# What zipfile, numpy, scipy and json raise over an archive that is none of ours; NotImplementedError and encryption are RuntimeErrors.
_BROKEN = (BadZipFile, zlib.error, ValueError, KeyError, OSError, EOFError, TypeError, RuntimeError, AttributeError)


@dataclass(frozen=True, eq=False)
class HeldBack:
    """What the ranker said of candidates before it had seen their answers: numbers of assets and concepts of the experience, scores,
    and whether each held."""

    assets: Ints
    concepts: Ints
    scores: Floats
    right: Flags


@dataclass(frozen=True, eq=False)
class Model:
    """A ranker and, where assets were learned from, the experience it draws on, and what shows how good it is.

    `embedder` names the embedding model it was trained with, or is `ANY`; without one it reads none of the columns of `MEANT`.
    """

    ranker: Ranker
    experience: Experience | None = None
    held_back: HeldBack | None = None
    embedder: str = ""

    @cached_property
    def content(self) -> bytes:
        """The archive; equal models give equal bytes."""
        buffer = BytesIO()
        np.savez_compressed(buffer, allow_pickle=False, **self._arrays())
        return buffer.getvalue()

    @cached_property
    def version(self) -> str:
        """Name, version and the first digits of the digest of what it learned: `learned/1#0f3a...`.

        The digest is of the arrays: an archive of the same ones may be packed otherwise elsewhere.
        """
        digest = sha256()
        for name, array in sorted(self._arrays().items()):
            digest.update(f"{name} {array.dtype.str} {array.shape}\n".encode())
            digest.update(array.tobytes())
        return f"{NAME}#{digest.hexdigest()[:_MARK]}"

    def _arrays(self) -> _Arrays:
        arrays: _Arrays = {"name": _text(NAME), **_ranker(self.ranker)}
        if self.embedder:
            arrays["embedder"] = _text(self.embedder)
        if self.experience:
            arrays |= _experience(self.experience)
        if self.held_back:
            arrays |= {f"held back.{name}": getattr(self.held_back, name) for name in _HELD_BACK}
        return arrays


def read_model(content: bytes) -> Model:
    """The model in an archive. Raises BadInput when it is none, damaged, or of another version."""
    try:
        arrays = _unpacked(content)
        if (name := _string(arrays["name"])) != NAME:
            raise BadInput(f"This model is of {name}, but this Thesaury reads {NAME}. Train a new one: thesaury learn")
        experience = _read_experience(arrays) if "iris" in arrays else None
        embedder = _string(arrays["embedder"]) if "embedder" in arrays else ""
        ranker = _read_ranker(arrays, experience is not None, bool(embedder))
        return Model(ranker, experience, _read_held_back(arrays), embedder)
    except _BROKEN as broken:
        raise BadInput(f"This is no whole model ({broken}). Choose another one: thesaury models list") from broken


def _unpacked(content: bytes) -> _Arrays:
    with ZipFile(BytesIO(content)) as archive:
        if damaged := archive.testzip():
            raise ValueError(f"{damaged} is damaged")
    with np.load(BytesIO(content), allow_pickle=False) as file:
        return {name: file[name] for name in file.files}


def _ranker(ranker: Ranker) -> _Arrays:
    return {
        "first": _text(ranker.first.text),
        "second": _text(ranker.second.text),
        "said": ranker.calibration.said,
        "held": ranker.calibration.held,
    }


def _read_ranker(arrays: _Arrays, experienced: bool, sees_meaning: bool) -> Ranker:
    said, held = arrays["said"].astype(np.float32), arrays["held"].astype(np.float32)
    if not len(said) or len(said) != len(held):
        raise ValueError("its calibration is incomplete")
    columns = len(READ) + (len(RECALLED) if experienced else 0) + (len(MEANT) if sees_meaning else 0)
    first = read_forest(_string(arrays["first"]), columns)
    second = read_forest(_string(arrays["second"]), columns + len(COMPANY))
    return Ranker(first, second, Calibration(said, held))


def _experience(experience: Experience) -> _Arrays:
    return {
        "words": _text(json.dumps(experience.space.words, ensure_ascii=False)),
        "weights": experience.space.weights,
        "basis": experience.space.basis.astype(np.float16),
        "assets": _text(json.dumps(experience.assets, ensure_ascii=False)),
        "iris": _text(json.dumps(experience.iris, ensure_ascii=False)),
        "rates": experience.rates,
        **_matrix("vectors", experience.vectors),
        **_matrix("carried", experience.carried),
        **_matrix("found", experience.found),
    }


def _read_experience(arrays: _Arrays) -> Experience:
    words, assets, iris = (tuple(json.loads(_string(arrays[name]))) for name in ("words", "assets", "iris"))
    space = WordSpace(words, arrays["weights"].astype(np.float32), arrays["basis"].astype(np.float32))
    if (
        space.weights.shape != (len(words),)
        or len(space.basis) != len(words)
        or arrays["rates"].shape != (len(iris), 4)
    ):
        raise ValueError("its words or concepts do not fit together")
    return Experience(
        space,
        assets,
        iris,
        _read_matrix("vectors", arrays, (len(assets), len(words))),
        _read_matrix("carried", arrays, (len(assets), len(iris))),
        _read_matrix("found", arrays, (len(assets), len(iris))),
        arrays["rates"].astype(np.float32),
    )


def _read_held_back(arrays: _Arrays) -> HeldBack | None:
    if f"held back.{_HELD_BACK[0]}" not in arrays:
        return None
    assets, concepts, scores, right = (arrays[f"held back.{name}"] for name in _HELD_BACK)
    return HeldBack(assets.astype(np.int64), concepts.astype(np.int64), scores.astype(np.float32), right.astype(bool))


def _matrix(name: str, matrix: Sparse) -> _Arrays:
    return {
        f"{name}.data": matrix.data.astype(np.float16),
        f"{name}.indices": matrix.indices.astype(np.int32),
        f"{name}.indptr": matrix.indptr.astype(np.int32),
    }


def _read_matrix(name: str, arrays: _Arrays, shape: tuple[int, int]) -> Sparse:
    parts = (arrays[f"{name}.data"].astype(np.float32), arrays[f"{name}.indices"], arrays[f"{name}.indptr"])
    matrix: Sparse = sparse.csr_array(parts, shape=shape)
    matrix.check_format(full_check=True)
    return matrix


def _text(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode(), np.uint8)


def _string(array: NDArray[np.generic]) -> str:
    return array.tobytes().decode()
