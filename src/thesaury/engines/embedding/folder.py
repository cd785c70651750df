"""A folder as model hubs lay it out: which of its files make an embedding model, and what they say of it."""

import json
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

from thesaury.model.errors import BadInput, Usage
from thesaury.ports.files import file_error

_MODELS = ("onnx/model.onnx", "model.onnx")
_TOKENIZER = "tokenizer.json"
_MARK = 12
# What sentence models are trained with where they say nothing of it themselves.
_USUAL_TOKENS = 256


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """The files of one model: its network, its tokenizer, how many tokens it reads, and whether the first token's vector is that of
    the text (`first_token`; else the mean of all)."""

    folder: Path
    network: Path
    tokenizer: Path
    most_tokens: int
    first_token: bool

    def name(self) -> str:
        """The folder's name, and the first digits of a digest of all that the vectors depend on. Raises Unreachable."""
        digest = sha256(f"{self.most_tokens} {self.first_token}".encode())
        for file in (self.network, self.tokenizer):
            try:
                with file.open("rb") as content:
                    digest.update(file_digest(content, "sha256").digest())
            except OSError as error:
                raise file_error(error, file) from error
        return f"{self.folder.resolve().name}#{digest.hexdigest()[:_MARK]}"


def model_folder(folder: Path) -> ModelFolder:
    """The model in a folder. Raises Usage where there is none, BadInput where its files are no JSON, Unreachable."""
    if not folder.is_dir():
        raise Usage(f"{folder} is no folder. {_WANTED}")
    network = next((folder / name for name in _MODELS if (folder / name).is_file()), None)
    if network is None:
        raise Usage(f"{folder} has no {' and no '.join(_MODELS)}. {_WANTED}")
    if not (folder / _TOKENIZER).is_file():
        raise Usage(f"{folder} has no {_TOKENIZER}, without which its model cannot read. {_WANTED}")
    pooling = _said(folder / "1_Pooling" / "config.json")
    return ModelFolder(
        folder, network, folder / _TOKENIZER, _most_tokens(folder), pooling.get("pooling_mode_cls_token") is True
    )


def _most_tokens(folder: Path) -> int:
    """What the sentence model says; else the usual number, or fewer where network or tokenizer have no room for them."""
    own = _count(_said(folder / "sentence_bert_config.json").get("max_seq_length"), _USUAL_TOKENS)
    positions = _count(_said(folder / "config.json").get("max_position_embeddings"), own)
    return min(own, positions, _count(_said(folder / "tokenizer_config.json").get("model_max_length"), own))


def _count(value: object, otherwise: int) -> int:
    """A number of tokens; tokenizers without a bound name one with thirty digits."""
    return int(value) if isinstance(value, int | float) and value >= 1 else otherwise


def _said(file: Path) -> dict[str, Any]:
    """What a file of settings says; nothing where it is not there."""
    try:
        said = json.loads(file.read_bytes())
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise file_error(error, file) from error
    except ValueError as error:
        raise BadInput(f"{file} is no JSON ({error}). {_AGAIN}") from error
    return said if isinstance(said, dict) else {}


_WANTED = "Name a folder with onnx/model.onnx, tokenizer.json and config.json, as model hubs offer them for download: docs/tagging.md."
_AGAIN = "Download the model again."
