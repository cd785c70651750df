"""Annif in a virtual environment of its own, made once, since it pins libraries that Thesaury wants in other versions."""

import os
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from benchmarks import Skipped

VERSION = "1.4.3"
REQUIRED = (f"annif[omikuji]=={VERSION}",)
# Annif's analyzers need NLTK's sentence model and fetch it on first use; this package carries the same files, so that pip is enough.
SENTENCES = ("--no-deps", "llama-index-core==0.14.25")
# Every library that starts threads of its own is told to stay with one.
ONE_THREAD = {
    f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "NUMEXPR", "VECLIB_MAXIMUM", "RAYON", "LOKY")
}


@dataclass(frozen=True)
class Installation:
    """An environment that holds Annif, and what its processes have to be told."""

    folder: Path

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"

    @property
    def annif(self) -> Path:
        return self.folder / "bin" / "annif"

    def environment(self, data: Path, projects: Path) -> dict[str, str]:
        """The variables of a process that works on these data and projects, single-threaded."""
        packages = sysconfig.get_path("purelib", "venv", {"base": str(self.folder)})
        sentences = Path(packages, "llama_index", "core", "_static", "nltk_cache")
        named = {"ANNIF_DATADIR": str(data), "ANNIF_PROJECTS": str(projects), "NLTK_DATA": str(sentences)}
        return {**os.environ, **ONE_THREAD, **named}


def installed(folder: Path) -> Installation:
    """The environment in this folder, made where it is not there yet. Raises Skipped where pip cannot fill it."""
    installation, stamp = Installation(folder), folder / ".installed"
    wanted = "\n".join((*REQUIRED, *SENTENCES))
    if not stamp.is_file() or stamp.read_text() != wanted:
        print(f"installing Annif {VERSION} into an environment of its own (once) ...", file=sys.stderr)
        folder.parent.mkdir(parents=True, exist_ok=True)
        _logged(folder, sys.executable, "-m", "venv", "--clear", str(folder))
        pip = (
            str(installation.python),
            "-m",
            "pip",
            "install",
            "--disable-pip-version-check",
            "--only-binary",
            ":all:",
        )
        _logged(folder, *pip, *REQUIRED)
        _logged(folder, *pip, *SENTENCES)
        stamp.write_text(wanted)
    return installation


def _logged(folder: Path, *command: str) -> None:
    log = folder.with_suffix(".log")
    with log.open("w") as written:
        failed = subprocess.run(command, stdout=written, stderr=subprocess.STDOUT, check=False).returncode
    if failed:
        raise Skipped(f"Annif {VERSION} could not be installed with pip; {log.name} in .bench/annif says why")
