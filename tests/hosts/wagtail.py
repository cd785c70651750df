"""A real Wagtail, on this machine alone: made in a folder, served by a process of its own, and ended by its id."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from time import time
from typing import Any

import httpx
import pytest
from filelock import FileLock

from tests.patience import PATIENCE

ROOT = Path(__file__).parents[2]
APP = ROOT / "clients" / "wagtail" / "src"
SITE = Path(__file__).with_name("wagtail_site")


@dataclass
class Wagtail:
    """A running site. `key` is the token of its administrator (admin, admin-pw)."""

    address: str
    folder: Path
    key: str
    asking: httpx.Client

    def do(self, what: str, **told: Any) -> Any:
        """Something done or read in the site's own process, as somebody who knows nothing of our connector."""
        reply = self.asking.post("/_test/", json={"do": what, **told})
        assert reply.status_code == 200, (reply.text or (self.folder / "log").read_text("utf-8"))[-3000:]
        return reply.json()["is"]

    def get(self, path: str) -> httpx.Response:
        """What a visitor gets."""
        return self.asking.get(path)


@contextmanager
def running(kind: str = "home") -> Iterator[Wagtail]:
    """A site of this kind (`home` with our app, `bare` without); skips where Wagtail is not installed."""
    try:
        made = _made((version("wagtail"), version("django")))
    except PackageNotFoundError:
        pytest.skip("needs Wagtail and Django, which ./run test installs")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        shutil.copyfile(made / "site.sqlite3", folder / "site.sqlite3")
        shutil.copyfile(made / "site.sqlite3", folder / "site.sqlite3.made")
        log = folder / "log"
        with log.open("w") as errors:
            process = subprocess.Popen(
                _command("0"), stdout=subprocess.PIPE, stderr=errors, text=True, env=_environ(folder, kind), cwd=ROOT
            )
        try:
            assert process.stdout is not None
            line = process.stdout.readline().strip()
            assert line.isdecimal(), log.read_text("utf-8")[-3000:]
            address = f"http://127.0.0.1:{line}"
            with httpx.Client(base_url=address, timeout=60, verify=False, trust_env=False) as asking:
                yield Wagtail(address, folder, (made / "token").read_text(), asking)
        finally:
            process.kill()
            process.wait(PATIENCE)
            if process.stdout:
                process.stdout.close()


def _made(made_with: tuple[str, ...]) -> Path:
    """A site as it was migrated once, kept for other processes of pytest: that takes longer than all that is done with it."""
    sources = [*sorted(SITE.rglob("*.py")), *sorted(APP.rglob("migrations/*.py"))]
    marks = [*made_with, sys.version, *(path.read_text("utf-8") for path in sources)]
    name = sha256("\0".join(marks).encode()).hexdigest()[:16]
    kept = Path(tempfile.gettempdir()) / f"thesaury-wagtail-{os.getuid()}-{name}"
    with FileLock(f"{kept}.lock"):
        if not kept.exists():
            folder = Path(tempfile.mkdtemp(dir=kept.parent))
            subprocess.run(_command("make"), check=True, env=_environ(folder, "home"), cwd=ROOT, timeout=240)
            folder.rename(kept)
            _forget(kept)
    return kept


def _forget(kept: Path) -> None:
    """Of sites that were made of other sources nothing is left after a day."""
    for other in kept.parent.glob(f"{kept.name.rpartition('-')[0]}-*"):
        if not other.name.startswith(kept.name) and other.stat().st_mtime < time() - 86_400:
            shutil.rmtree(other, ignore_errors=True) if other.is_dir() else other.unlink(missing_ok=True)


def _command(word: str) -> list[str]:
    return [sys.executable, "-m", "tests.hosts.wagtail_site.serve", word]


def _environ(folder: Path, kind: str) -> dict[str, str]:
    paths = os.pathsep.join([str(ROOT), *([str(APP)] if kind == "home" else [])])
    return {"PATH": os.environ["PATH"], "PYTHONPATH": paths, "SITE_FOLDER": str(folder), "SITE_KIND": kind}
