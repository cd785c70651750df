"""Annif's projects: their settings, and the commands that load, train, tune and ask them."""

import json
import re
from collections.abc import Mapping
from configparser import RawConfigParser
from dataclasses import dataclass
from pathlib import Path

from benchmarks.annif_project.installation import Installation
from benchmarks.annif_project.processes import Cost, measured
from benchmarks.annif_project.records import GoldSet

Settings = Mapping[str, str]

MLLM: Settings = {"backend": "mllm", "min_samples_leaf": "20", "max_leaf_nodes": "1000"}
# The tree of Bonsai: shallow, wide and unbalanced.
OMIKUJI: Settings = {
    "backend": "omikuji",
    "cluster_balanced": "False",
    "cluster_k": "100",
    "max_depth": "3",
    "ngram": "2",
    "min_df": "2",
}
VOCABULARY = "words"


@dataclass(frozen=True)
class Suggested:
    """What suggesting cost: the whole process, and within it the CPU seconds of loading and of suggesting alone."""

    documents: int
    loading: float
    suggesting: float
    cost: Cost
    predictions: Path

    def figures(self) -> dict[str, float]:
        return {
            "documents_per_cpu_second": round(self.documents / self.suggesting, 1),
            "documents_per_cpu_second_with_loading": round(self.documents / (self.loading + self.suggesting), 1),
            "suggesting_cpu_seconds": round(self.suggesting, 2),
            "loading_cpu_seconds": round(self.loading, 2),
            "suggesting_process_cpu_seconds": round(self.cost.cpu, 2),
            "suggesting_peak_mib": round(self.cost.mib),
        }


class Projects:
    """The projects of one gold set in one folder, all over the same vocabulary."""

    def __init__(self, installation: Installation, gold_set: GoldSet, folder: Path) -> None:
        self._annif, self._python, self._folder = installation.annif, installation.python, folder
        self._file = folder / "projects.cfg"
        self._environment = installation.environment(folder / "data", self._file)
        self._every = {"language": gold_set.language, "analyzer": f"snowball({gold_set.stemmer})", "vocab": VOCABULARY}
        self._defined: dict[str, Settings] = {}

    def define(self, **projects: Settings) -> None:
        """Add projects or change their settings; takes effect with the next command."""
        self._defined.update(projects)
        config = RawConfigParser()
        config.optionxform = str  # type: ignore[assignment,method-assign]
        config.read_dict({name: {"name": name, **self._every, **own} for name, own in self._defined.items()})
        with self._file.open("w", encoding="utf-8") as written:
            config.write(written)

    def load_vocabulary(self, file: Path) -> Cost:
        return self._run("load-vocab", VOCABULARY, file)

    def train(self, project: str, *documents: Path) -> Cost:
        """Train; without documents, again on the features that are kept from the last training."""
        return self._run("train", "-j", "1", project, *(documents or ("--cached",)))

    def tuned(self, project: str, documents: Path, trials: int) -> tuple[Settings, Cost]:
        """The settings Annif's own search finds best (by its NDCG) for these documents."""
        cost = self._run("hyperopt", "-j", "1", "--trials", str(trials), project, documents)
        report = (self._folder / f"hyperopt-{project}.log").read_text(errors="replace")
        between = re.search(r"^---\n(.*?)^---$", report, re.MULTILINE | re.DOTALL)
        assert between, f"Annif's hyperopt ended without a recommendation: {report[-500:]}"
        return dict(line.split("=", 1) for line in between[1].splitlines()), cost

    def suggest(self, project: str, documents: Path) -> Suggested:
        """Suggest for every document in one process that loads the project once."""
        predictions, spent = (self._folder / f"{project}.{ending}" for ending in ("predictions.jsonl", "spent.json"))
        script = Path(__file__).with_name("suggest.py")
        log = self._folder / f"suggest-{project}.log"
        cost = measured([self._python, script, project, documents, predictions, spent], self._environment, log)
        return Suggested(**json.loads(spent.read_text()), cost=cost, predictions=predictions)

    def _run(self, command: str, *arguments: str | Path) -> Cost:
        projects = [str(argument) for argument in arguments if argument in self._defined]
        log = self._folder / f"{'-'.join([command, *projects])}.log"
        return measured([self._annif, command, *arguments], self._environment, log)
