"""A folder as model hubs lay it out: which of its files make an embedding model, and what they say of it."""

import json
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

from thesaury.engines.embedding.fetched import fetched_at
from thesaury.model.errors import BadInput, Usage
from thesaury.ports.files import file_error

NETWORKS = ("onnx/model.onnx", "model.onnx")
TOKENIZER = "tokenizer.json"
_MARK = 12
# What sentence models are trained with where they say nothing of it themselves.
_USUAL_TOKENS = 256
# These families count positions from behind the number of their padding token, so that many fewer tokens find room.
_OFFSET_FAMILIES = frozenset({"camembert", "mpnet", "roberta", "xlm-roberta", "xlm-roberta-xl"})
_USUAL_PADDING = 1
# As sentence-transformers names what stands before a document.
_OF_DOCUMENTS = ("document", "passage", "corpus")


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """The files of one model: its network, its tokenizer, how many tokens it reads, whether the first token's vector is that of
    the text (`first_token`; else the mean of all), and what it was taught to read before a query and before a document."""

    folder: Path
    network: Path
    tokenizer: Path
    most_tokens: int
    first_token: bool
    query_prompt: str = ""
    document_prompt: str = ""

    def name(self) -> str:
        """The folder's name, and the first digits of a digest of all that the vectors depend on. Raises Unreachable."""
        digest = sha256(f"{self.most_tokens} {self.first_token}".encode())
        if self.query_prompt or self.document_prompt:
            digest.update(json.dumps([self.query_prompt, self.document_prompt]).encode())
        for file in (self.network, *self._outside(), self.tokenizer):
            try:
                with file.open("rb") as content:
                    digest.update(file_digest(content, "sha256").digest())
            except OSError as error:
                raise file_error(error, file) from error
        return f"{self.folder.resolve().name}#{digest.hexdigest()[:_MARK]}"

    def _outside(self) -> list[Path]:
        """Files with what was too large for the network's own."""
        own = self.network.name
        return sorted(
            file for file in self.network.parent.glob(f"{own}*") if file.name.startswith((f"{own}_data", f"{own}.data"))
        )


def model_folder(folder: Path) -> ModelFolder:
    """The model in a folder. Raises Usage where there is none, BadInput where its files are no JSON, Unreachable."""
    if not folder.is_dir():
        raise Usage(f"{folder} is no folder. {_WANTED}")
    network = next((folder / name for name in NETWORKS if (folder / name).is_file()), None)
    if network is None:
        raise Usage(f"{folder} has no {' and no '.join(NETWORKS)}. {_WANTED}")
    if not (folder / TOKENIZER).is_file():
        raise Usage(f"{folder} has no {TOKENIZER}, without which its model cannot read. {_WANTED}")
    pooling = _said(folder / "1_Pooling" / "config.json")
    first_token = pooling.get("pooling_mode_cls_token") is True
    return ModelFolder(folder, network, folder / TOKENIZER, _most_tokens(folder), first_token, *_prompts(folder))


def _prompts(folder: Path) -> tuple[str, str]:
    """What stands before a query and before a document: what was said when the model was fetched, else what it says itself."""
    said = _said(folder / "config_sentence_transformers.json")
    own = said.get("prompts")
    prompts: dict[str, Any] = own if isinstance(own, dict) else {}
    fetched = fetched_at(folder)
    if fetched and fetched.prompts:
        prompts = dict(fetched.prompts)
    usual = prompts.get(str(said.get("default_prompt_name")), "")
    document = next((prompts[name] for name in _OF_DOCUMENTS if name in prompts), usual)
    found = (prompts.get("query", usual), document)
    return found[0] if isinstance(found[0], str) else "", found[1] if isinstance(found[1], str) else ""


def _most_tokens(folder: Path) -> int:
    """What the sentence model says; else the usual number, or fewer where network or tokenizer have no room for them."""
    own = _count(_said(folder / "sentence_bert_config.json").get("max_seq_length"), _USUAL_TOKENS)
    config = _said(folder / "config.json")
    positions = _count(config.get("max_position_embeddings"), own + _offset(config)) - _offset(config)
    return min(own, positions, _count(_said(folder / "tokenizer_config.json").get("model_max_length"), own))


def _offset(config: dict[str, Any]) -> int:
    """How many positions are never used."""
    if config.get("model_type") not in _OFFSET_FAMILIES:
        return 0
    padding = config.get("pad_token_id")
    return (padding if isinstance(padding, int) else _USUAL_PADDING) + 1


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


_WANTED = "Name a folder with onnx/model.onnx, tokenizer.json and config.json, or what was fetched from a model hub: docs/models.md."
_AGAIN = "Download the model again."
