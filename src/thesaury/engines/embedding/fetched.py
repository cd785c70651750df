"""Models that were fetched from a hub: where they lie, what is remembered of each, and which one a name means."""

import json
from pathlib import Path
from typing import Any

from thesaury.model.errors import BadInput
from thesaury.ports.embedder import FetchedModel
from thesaury.ports.files import file_error, written_whole

RECORD = "thesaury-model.json"
"""The small file beside a fetched model; a folder without it was not fetched, or not to the end."""

LATEST = "main"
"""The revision that is meant where none is named, as hubs call it."""

_FEWEST_DIGITS = 7


def remember(model: FetchedModel) -> None:
    """Write down beside a model where it is from. Raises NoSpace or Unreachable."""
    said: dict[str, Any] = {name: getattr(model, name) for name in _TEXTS} | {"bytes": model.bytes}
    said |= {name: dict(getattr(model, name)) for name in _TABLES}
    with written_whole(model.folder / RECORD) as file:
        file.write(json.dumps(said, indent=2, ensure_ascii=False).encode() + b"\n")


_TEXTS = ("name", "hub", "commit", "licence")
_TABLES = ("revisions", "prompts", "files")


def fetched_at(folder: Path) -> FetchedModel | None:
    """What is remembered of the model in a folder; None where nothing is. Raises BadInput and Unreachable."""
    record = folder / RECORD
    try:
        said = json.loads(record.read_bytes())
        name, hub, commit, licence = (str(said[key]) for key in _TEXTS)
        revisions, prompts, files = (_texts(said[key]) for key in _TABLES)
        return FetchedModel(folder, name, hub, commit, licence, revisions, prompts, files, int(said["bytes"]))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise file_error(error, record) from error
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise BadInput(f"{record} is broken. Delete {folder} and fetch the model again.") from error


def _texts(said: dict[str, Any]) -> dict[str, str]:
    return {str(key): str(value) for key, value in said.items()}


def place_of(store: Path, name: str, commit: str) -> Path:
    """Where this state of a model lies below the folder of all; its last part is the model's name, as an `Embedder` tells it."""
    owner, _, own = name.partition("/")
    return store / owner / commit / own


def fetched_models(store: Path) -> tuple[FetchedModel, ...]:
    """All that were fetched to this folder, by name and commit. Raises BadInput and Unreachable."""
    found = (fetched_at(record.parent) for record in sorted(store.glob(f"*/*/*/{RECORD}")))
    return tuple(sorted((model for model in found if model), key=lambda model: (model.name, model.commit)))


def fetched_model(store: Path, name: str, revision: str = LATEST) -> FetchedModel | None:
    """The one of this name that was fetched last as this revision. Raises BadInput and Unreachable."""
    owner, _, own = name.partition("/")
    known = [model for record in store.glob(f"{owner}/*/{own}/{RECORD}") if (model := fetched_at(record.parent))]
    fitting = [model for model in known if _since(model, revision)]
    return max(fitting, key=lambda model: _since(model, revision), default=None)


def _since(model: FetchedModel, revision: str) -> str:
    """When it was fetched as this revision, or as a commit of these first digits; "" for never."""
    if len(revision) >= _FEWEST_DIGITS and model.commit.startswith(revision):
        return max(model.revisions.values(), default="")
    return model.revisions.get(revision, "")
