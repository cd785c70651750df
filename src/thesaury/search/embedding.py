"""The vector of a query, or the reason why there is none: a model that breaks takes neither words nor concepts with it."""

import logging
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from thesaury.model.errors import ThesauryError
from thesaury.ports.embedder import Embedder

Floats = NDArray[np.float32]

_log = logging.getLogger(__name__)
_told: set[tuple[str, str]] = set()


def vector_of(words: str, embedder: Embedder | None) -> tuple[Floats | None, str]:
    """The vector of these words and "", or None and a sentence where the model broke; None and "" without a model or words.

    A failure is logged once for each model and sentence, however often it comes back.
    """
    if embedder is None or not words:
        return None, ""
    try:
        vector = embedder.embed_query(words)
        broken = "" if np.isfinite(vector).all() else _logged(embedder, _sentence(embedder, "no numbers came"))
        return (None, broken) if broken else (vector, "")
    except ThesauryError as error:
        return None, _logged(embedder, error.message)
    except Exception as error:  # noqa: BLE001 - a model is somebody else's code, and may raise anything
        return None, _logged(embedder, _sentence(embedder, type(error).__name__), error)


def taught(embedder: Embedder | None) -> Callable[[str], bool]:
    """Whether the model was taught a word; no word where there is no model, or where it breaks."""

    def knows(word: str) -> bool:
        try:
            return embedder.knows(word) if embedder else False
        except Exception:  # noqa: BLE001 - told of by `vector_of`, which asks the same model
            return False

    return knows


def _sentence(embedder: Embedder, what: str) -> str:
    name = embedder.name.partition("#")[0]
    return f"The embedding model {name} broke on this query ({what}). Try again, or fetch the model anew."


def _logged(embedder: Embedder, sentence: str, error: Exception | None = None) -> str:
    if (embedder.name, sentence) not in _told:
        _told.add((embedder.name, sentence))
        _log.warning("searches go on by words and concepts alone: %s", sentence, exc_info=error)
    return sentence
