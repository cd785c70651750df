"""Embedding models by the folder they lie in, and where their vectors are kept."""

import os
import re
import sys
from pathlib import Path

from thesaury.model.errors import Usage
from thesaury.ports.embedder import Embedder

_HUB_NAME = re.compile(r"[\w.-]+/[\w.-]+")


def embedder_at(folder: Path, kept: Path | None, named: str = "") -> Embedder:
    """The embedding model in a folder; `kept` is where its vectors are kept, None for nowhere, `named` what somebody called it.

    Raises Usage where there is no model or its packages are missing, BadInput and Unreachable for its files.
    """
    from thesaury.engines.embedding import KeptVectors, OnnxEmbedder

    if not folder.exists() and _HUB_NAME.fullmatch(named or str(folder)):
        raise Usage(
            f"{named or folder} is no folder here. If it is a name on a model hub: Thesaury fetches no models. Download it, with its "
            "ONNX file, and name the folder it lies in."
        )
    model = OnnxEmbedder(folder)
    return KeptVectors(model, kept) if kept else model


def user_cache() -> Path:
    """Where vectors are kept that belong to no workspace: the cache folder of this user, by the custom of the platform."""
    if sys.platform == "darwin":
        usual = "~/Library/Caches"
    else:
        usual = os.environ.get("LOCALAPPDATA") if sys.platform == "win32" else None
        usual = os.environ.get("XDG_CACHE_HOME") or usual or "~/.cache"
    return Path(usual).expanduser() / "thesaury" / "vectors"
