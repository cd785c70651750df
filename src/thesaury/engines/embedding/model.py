"""Text to vector by an ONNX network: tokens in, the mean of their vectors out, at length 1."""

from collections.abc import Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from thesaury.engines.embedding.folder import ModelFolder, model_folder
from thesaury.model.errors import BadInput, Usage

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

Floats = NDArray[np.float32]

_PACKAGES = ("onnxruntime", "tokenizers")
# Letters that are read of a text: far more than any model has room for, and tokenizing 10 MB takes seconds.
_MOST_LETTERS = 20_000
# Read in place of a text in which a tokenizer finds nothing at all.
_NOTHING = "?"
_SILENT = 4
_NOT_SENT = ("_network", "_tokenizer")
_LEAST = 1e-9


class OnnxEmbedder:
    """Implements `ports.embedder.Embedder` over one folder; network and tokenizer are read when the first text comes."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        """One thread, unless more are asked for: several processes are not to stand in each other's way.

        Raises Usage where there is no model or the packages are missing, BadInput and Unreachable for the folder's files.
        """
        self._files: ModelFolder = model_folder(folder)
        self._threads = threads
        if missing := [package for package in _PACKAGES if find_spec(package) is None]:
            raise Usage(f"An embedding model needs {' and '.join(missing)}. Install: pip install thesaury[vectors]")

    def __getstate__(self) -> dict[str, Any]:
        """Another process reads network and tokenizer itself."""
        return {name: value for name, value in vars(self).items() if name not in _NOT_SENT}

    @cached_property
    def name(self) -> str:
        """Folder name and digest of the files."""
        return self._files.name()

    @cached_property
    def dimensions(self) -> int:
        """Found out with a first text. Raises BadInput."""
        return len(self._vector(""))

    def embed(self, texts: Sequence[str]) -> Floats:
        """One text at a time, without padding, so that no text changes the vector of another. Raises BadInput."""
        if not texts:
            return np.zeros((0, self.dimensions), np.float32)
        return np.stack([self._vector(self._files.document_prompt + text) for text in texts])

    def embed_query(self, text: str) -> Floats:
        """With the words before it that the model was taught to read before a query. Raises BadInput."""
        return self._vector(self._files.query_prompt + text)

    def knows(self, word: str) -> bool:
        """The tokenizer reads it in one piece. Raises BadInput."""
        return len(self._tokenizer.encode(_readable(word), add_special_tokens=False).ids) == 1

    def _vector(self, text: str) -> Floats:
        tokens = self._tokenizer.encode(_readable(text)).ids or self._tokenizer.encode(_NOTHING).ids
        if not tokens:
            raise BadInput(f"The tokenizer in {self._files.folder} finds no token in {_NOTHING!r}. {_AGAIN}")
        ids = np.array([tokens], np.int64)
        given = {
            "input_ids": ids,
            "attention_mask": np.ones_like(ids),
            "token_type_ids": np.zeros_like(ids),
        }
        try:
            found = self._network.run(None, {name: given[name] for name in self._inputs})[self._output]
        except Exception as error:  # onnxruntime has no error of its own to name
            raise self._broken(error) from error
        return _at_length_1(self._pooled(np.asarray(found, np.float32)))

    def _pooled(self, found: Floats) -> Floats:
        """The vector of the text: what the network gives for it, or the mean (or the first) of what it gives for the tokens.

        There is no padding, so all tokens are under the attention mask.
        """
        if found.ndim == 2:
            return np.asarray(found[0], np.float32)
        return np.asarray(found[0, 0] if self._files.first_token else found[0].mean(axis=0), np.float32)

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        from tokenizers import Tokenizer

        try:
            tokenizer = Tokenizer.from_file(str(self._files.tokenizer))
        except Exception as error:  # tokenizers raises plain Exceptions
            raise BadInput(f"{self._files.tokenizer} is no tokenizer ({_short(error)}). {_AGAIN}") from error
        tokenizer.no_padding()
        tokenizer.enable_truncation(self._files.most_tokens)
        return tokenizer

    @cached_property
    def _network(self) -> "InferenceSession":
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = self._threads, 1
        options.log_severity_level = _SILENT
        try:
            return onnxruntime.InferenceSession(str(self._files.network), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime has no error of its own to name
            raise self._broken(error) from error

    @cached_property
    def _inputs(self) -> tuple[str, ...]:
        """What the network wants to be given. Raises BadInput where that is more than tokens."""
        names = tuple(wanted.name for wanted in self._network.get_inputs())
        if strange := sorted(set(names) - {"input_ids", "attention_mask", "token_type_ids"}):
            raise BadInput(f"The model in {self._files.folder} wants {', '.join(strange)}: it is none for texts alone.")
        return names

    @cached_property
    def _output(self) -> int:
        """Which output counts: a vector for the text if there is one, else the first one, the vectors of the tokens."""
        names = [given.name for given in self._network.get_outputs()]
        return names.index("sentence_embedding") if "sentence_embedding" in names else 0

    def _broken(self, error: Exception) -> BadInput:
        return BadInput(f"The model {self._files.network} cannot be run ({_short(error)}). {_AGAIN}")


def _at_length_1(vector: Floats) -> Floats:
    return np.asarray(vector / max(float(np.linalg.norm(vector)), _LEAST), np.float32)


def _readable(text: str) -> str:
    """The beginning of a text; half a character, which no tokenizer takes, becomes a mark for it."""
    return text[:_MOST_LETTERS].encode("utf-8", "replace").decode()


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:200]


_AGAIN = "Download the model again, in its ONNX form."
