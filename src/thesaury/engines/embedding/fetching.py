"""Fetching a model from a hub: only what an embedding model needs, checked, and in its place only when it is whole.

Files come into a hidden folder beside that place, named after the commit, so that a later try goes on with the very same content.
"""

import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import file_digest, sha256
from pathlib import Path

from filelock import FileLock, Timeout

from thesaury.engines.embedding.downloading import downloaded, left_to_fetch
from thesaury.engines.embedding.fetched import LATEST, fetched_at, fetched_model, place_of, remember
from thesaury.engines.embedding.folder import NETWORKS, TOKENIZER
from thesaury.engines.embedding.hub import Hub, HubModel
from thesaury.model.errors import NoSpace, Usage, WorkspaceBusy
from thesaury.ports.embedder import FetchedModel
from thesaury.ports.files import file_error
from thesaury.ports.progress import Progress, unheard

HEEDED = (
    "config.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "sentence_bert_config.json",
    "config_sentence_transformers.json",
    "1_Pooling/config.json",
    "modules.json",
)
"""What a network may have beside it, fetched where it is there."""

_NAME = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*", re.ASCII)
_DIGITS = 12
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Fetch:
    """What is to be fetched: `name` as owner/name, `revision` a branch, tag or commit, `to` a folder of its own (else its place in the
    store), `prompts` for `query` and `document` where the model does not state them itself."""

    name: str
    revision: str = LATEST
    to: Path | None = None
    prompts: Mapping[str, str] | None = None


def fetch(hub: Hub, store: Path, wanted: Fetch, progress: Progress = unheard) -> tuple[FetchedModel, bool]:
    """The model, whole and checked, and whether anything had to be fetched for it.

    Raises Usage for what is not there, WorkspaceBusy while another process fetches the same, NoSpace, BadInput for content that is not
    what the hub says, and what `Hub` raises. Cut off at any moment, it goes on where it stopped.
    """
    if not _NAME.fullmatch(wanted.name):
        raise Usage(f"{wanted.name} is no name on a model hub. Write it as owner/name, as its page there does.")
    model = hub.model(wanted.name, wanted.revision)
    paths = needed(model, hub.host)
    place = wanted.to.resolve() if wanted.to else place_of(store, model.name, model.commit)
    with _alone(store, place):
        kept = _kept(place, model)
        whole = _noted(kept or _brought(hub, model, paths, place, progress), store, wanted)
        remember(whole)
        if not kept:
            _settle(whole.folder, place)
    return replace(whole, folder=place), not kept


def needed(model: HubModel, host: str) -> tuple[str, ...]:
    """The paths that make an embedding model. Raises Usage, naming what is missing and what to do about it."""
    network = next((path for path in NETWORKS if path in model.files), None)
    if network is None:
        others = sorted(path for path in model.files if path.endswith(".onnx"))[:_SHOWN]
        instead = f" (it has {', '.join(others)}, which may want more than is known here)" if others else ""
        raise Usage(
            f"{model.name} on {host} has no {' and no '.join(NETWORKS)}{instead}. Choose another repository of this model, with its ONNX "
            "form, or export it with optimum-cli export onnx and name the folder in embedding_model."
        )
    if TOKENIZER not in model.files:
        raise Usage(
            f"{model.name} on {host} has no {TOKENIZER}, without which its model cannot read. Choose another repository of this model."
        )
    outside = sorted(path for path in model.files if path.startswith((f"{network}_data", f"{network}.data")))
    return (*(path for path in HEEDED if path in model.files), TOKENIZER, *outside, network)


def _kept(place: Path, model: HubModel) -> FetchedModel | None:
    """What lies there of this very model; None where there is room for it. Raises Usage where something else lies."""
    kept = fetched_at(place)
    if kept and (kept.name, kept.commit) == (model.name, model.commit):
        if lost := next((path for path in kept.files if not (place / path).is_file()), None):
            raise Usage(f"{place} has lost its {lost}. Delete that folder and fetch the model again.")
        return kept
    if kept or (place.exists() and (not place.is_dir() or any(place.iterdir()))):
        holds = f"{kept.name} at {kept.commit[:_DIGITS]}" if kept else "something else"
        raise Usage(f"{place} holds {holds}. Name an empty or new folder with --to.")
    return None


def _noted(model: FetchedModel, store: Path, wanted: Fetch) -> FetchedModel:
    """With the revision it was fetched as now, and the prompts: those given, else those it had, else those of the one before."""
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    before = fetched_model(store, wanted.name, wanted.revision)
    prompts = wanted.prompts or model.prompts or (before.prompts if before else {})
    return replace(model, revisions={**model.revisions, wanted.revision: now}, prompts=prompts)


def _brought(hub: Hub, model: HubModel, paths: tuple[str, ...], place: Path, progress: Progress) -> FetchedModel:
    """The model in its hidden folder, each file checked."""
    staging = place.with_name(f".{place.name}.{model.commit[:_DIGITS]}.part")
    files = [hub.file(model, path) for path in paths]
    total = None if any(file.size is None for file in files) else sum(file.size or 0 for file in files)
    try:
        staging.mkdir(parents=True, exist_ok=True)
        left = sum(left_to_fetch(file, staging) for file in files)
        free = shutil.disk_usage(staging).free
    except OSError as error:
        raise file_error(error, staging) from error
    if left > free:
        raise NoSpace(
            f"{model.name} needs {left >> 20} MiB more in {place.parent}, which has {free >> 20} MiB free. Make room and run again."
        )
    done = 0
    for file in files:
        for here in downloaded(hub, model, file, staging):
            progress(f"fetch {model.name}", done + here, total)
        done += (staging / file.path).stat().st_size
        progress(f"fetch {model.name}", done, total)
    return FetchedModel(
        staging, model.name, hub.host, model.commit, model.licence, {}, {}, _digests(staging, paths), done
    )


def _digests(folder: Path, paths: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for path in paths:
        with (folder / path).open("rb") as file:
            found[path] = file_digest(file, "sha256").hexdigest()
    return found


def _settle(staging: Path, place: Path) -> None:
    """Put the whole folder in its place at once."""
    try:
        if place.exists():
            place.rmdir()  # an empty one, or this fails
        staging.rename(place)
    except OSError as error:
        raise file_error(error, place) from error


@contextmanager
def _alone(store: Path, place: Path) -> Iterator[None]:
    """Hold this place against other processes. Raises WorkspaceBusy."""
    lock = store / ".locks" / f"{sha256(str(place).encode()).hexdigest()[:_DIGITS]}.lock"
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(lock, timeout=0):
            yield
    except Timeout as error:
        raise WorkspaceBusy("Another process fetches this model now. Wait for it, or run this again later.") from error
