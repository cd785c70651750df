"""Embedding models by the folder they lie in or the name they were fetched by, and where they and their vectors are kept."""

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from thesaury.bootstrap.finding import find_workspace
from thesaury.model.errors import Usage
from thesaury.ports.embedder import Embedder, FetchedModel
from thesaury.ports.progress import Progress, unheard

if TYPE_CHECKING:
    from thesaury.engines.embedding import OnnxEmbedder

# owner/name or owner/name@revision, as hubs have it.
_HUB_NAME = re.compile(r"([A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*)(?:@([\w./-]+))?", re.ASCII)

_opening = Lock()
_models: "WeakValueDictionary[tuple[Path, object], OnnxEmbedder]" = WeakValueDictionary()


def embedder_at(folder: Path, kept: Path | None, named: str = "") -> Embedder:
    """The embedding model in a folder, or else the fetched one of that name on a hub; no network is used.

    `kept` is where its vectors are kept, None for nowhere, `named` what somebody called it. Raises Usage where there is no model or its
    packages are missing, BadInput and Unreachable for its files.
    """
    from thesaury.engines.embedding import KeptVectors

    on_hub = None if folder.exists() else _HUB_NAME.fullmatch(named or folder.as_posix())
    model = _model(_fetched(on_hub[1], on_hub[2]) if on_hub else folder)
    return KeptVectors(model, kept) if kept else model


def _model(folder: Path) -> Embedder:
    """The model in a folder, the same for all workspaces of this process that use it now: it holds nothing of theirs, and some take
    hundreds of MiB. Files that were exchanged are another model."""
    from thesaury.engines.embedding import OnnxEmbedder

    at = folder.resolve()
    files = sorted(path for path in at.rglob("*") if path.is_file()) if at.is_dir() else []
    key = at, tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files)
    with _opening:
        found = _models.get(key)
        if found is None:
            found = _models[key] = OnnxEmbedder(folder)
        return found


def fetch_model(
    name: str,
    revision: str = "",
    to: Path | None = None,
    prompts: Mapping[str, str] | None = None,
    workspace: Path | None = None,
    progress: Progress = unheard,
) -> tuple[FetchedModel, bool]:
    """Fetch a model from the hub that the settings or HF_ENDPOINT name, and say whether it was new.

    `revision` is empty for the newest state, `to` None for the folder of fetched models, `prompts` for `query` and `document`. Raises
    Usage, NeedsLogin, Refused, BadInput, Unreachable, NoSpace, WorkspaceBusy.
    """
    from thesaury.engines.embedding.fetched import LATEST
    from thesaury.engines.embedding.fetching import Fetch, fetch
    from thesaury.engines.embedding.hub import Hub

    hub = Hub(_hub_address(workspace), os.environ.get("HF_TOKEN", "").strip())
    return fetch(hub, kept_models(), Fetch(name, revision or LATEST, to, prompts), progress)


def fetched_embedding_models() -> tuple[FetchedModel, ...]:
    """The models that were fetched to the user's cache folder."""
    from thesaury.engines.embedding import fetched_models

    return fetched_models(kept_models())


def user_cache() -> Path:
    """Where vectors are kept that belong to no workspace: the cache folder of this user, by the custom of the platform."""
    return _cache() / "vectors"


def kept_models() -> Path:
    """Where fetched models lie: in the cache folder of this user."""
    return _cache() / "models"


def _cache() -> Path:
    if sys.platform == "darwin":
        usual = "~/Library/Caches"
    else:
        usual = os.environ.get("LOCALAPPDATA") if sys.platform == "win32" else None
        usual = os.environ.get("XDG_CACHE_HOME") or usual or "~/.cache"
    return Path(usual).expanduser() / "thesaury"


def _fetched(name: str, revision: str | None) -> Path:
    from thesaury.engines.embedding.fetched import LATEST, fetched_model

    found = fetched_model(kept_models(), name, revision or LATEST)
    if found is None:
        at, option = (f"@{revision}", f" --revision {revision}") if revision else ("", "")
        raise Usage(
            f"{name}{at} is no folder here, and no model of that name was fetched. Fetch it first with: "
            f"thesaury models fetch {name}{option}"
        )
    return found.folder


def _hub_address(workspace: Path | None) -> str:
    """The setting of the workspace, or of the environment where there is no workspace; else HF_ENDPOINT; else empty."""
    from thesaury.config import read_settings

    try:
        root = workspace or find_workspace(Path.cwd())
    except Usage:
        root = Path.cwd()
    return read_settings(root).model_hub or os.environ.get("HF_ENDPOINT", "")
