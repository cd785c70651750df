"""Pictures on disk: drawn two at a time, whole or not at all, and drawn again only when something about them has changed."""

import json
import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import astuple, dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from multiprocessing import connection, get_context, parent_process
from pathlib import Path
from threading import Thread

from thesaury.sandbox.scenes.metadata import EmbeddedMetadata

log = logging.getLogger(__name__)
Progress = Callable[[int, int], None]
MARKER = ".pictures.json"
_WORKERS = 2
_WORTH_A_POOL = 8  # below that, starting processes takes longer than drawing


@dataclass(frozen=True, slots=True)
class Target:
    """A picture file to be: its path below the pack's folder, and what is embedded in it (None: nothing)."""

    path: str
    metadata: EmbeddedMetadata | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """One scene (motif, palette, seed, shape) and every file that shows it."""

    scene: tuple[str, str, int, str]
    targets: tuple[Target, ...]


def draw_all(root: Path, jobs: Iterable[Job], progress: Progress | None = None) -> None:
    """Makes every target of the jobs exist below `root` and removes earlier pictures that no job names any more.

    Interrupted, it leaves only finished pictures and goes on from there at the next call. `progress` hears of finished jobs and all jobs.
    """
    plan = list(jobs)
    _forget_stale(root, {target.path: _key(job, target) for job in plan for target in job.targets})
    missing = [job for job in plan if not all((root / target.path).exists() for target in job.targets)]
    before = len(plan) - len(missing)
    log.info("%d pictures of %d are to be drawn", len(missing), len(plan))
    for done in _drawn(root, missing, before):
        if progress:
            progress(done, len(plan))


def draw_one(root: Path, job: Job) -> None:
    """Draws one scene and writes its files, each by a temporary file and a rename."""
    from thesaury.sandbox.scenes import Scene, embed, render

    picture = render(Scene(*job.scene))
    for target in job.targets:
        write_whole(root / target.path, embed(picture, target.metadata) if target.metadata else picture)


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file so that nobody ever sees half of it; a file that already says the same is left alone."""
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content)
    part.replace(path)


def _drawn(root: Path, jobs: list[Job], before: int) -> Iterator[int]:
    """Draws the jobs; after each it gives the number of pictures done, counted on from `before`."""
    if len(jobs) < _WORTH_A_POOL:
        for done, job in enumerate(jobs, before + 1):
            draw_one(root, job)
            yield done
        return
    with ProcessPoolExecutor(_WORKERS, get_context("spawn"), _end_with_parent) as pool:
        waiting = [pool.submit(draw_one, root, job) for job in jobs]
        try:
            for done, future in enumerate(as_completed(waiting), before + 1):
                future.result()
                yield done
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _end_with_parent() -> None:
    """Makes a worker end when its parent is gone, which a killed parent cannot ask for any more."""
    Thread(target=_wait_and_leave, daemon=True).start()


def _wait_and_leave() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _forget_stale(root: Path, keys: Mapping[str, str]) -> None:
    marker = root / MARKER
    earlier: dict[str, str] = json.loads(marker.read_text(encoding="utf-8")) if marker.exists() else {}
    for path in earlier:
        if keys.get(path) != earlier[path]:
            (root / path).unlink(missing_ok=True)
    for path in keys.keys() - earlier.keys():
        (root / path).unlink(missing_ok=True)
    write_whole(marker, json.dumps(keys, indent=0, sort_keys=True).encode())


def _key(job: Job, target: Target) -> str:
    words = repr(astuple(target.metadata)) if target.metadata else ""
    return sha256(f"{_code()} {job.scene} {words}".encode()).hexdigest()[:16]


@cache
def _code() -> str:
    """A digest of the code that draws: when it changes, every picture is stale."""
    sources = sorted(files("thesaury.sandbox.scenes").iterdir(), key=lambda file: file.name)
    return sha256(b"".join(file.read_bytes() for file in sources if file.name.endswith(".py"))).hexdigest()
