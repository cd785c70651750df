"""Annif as it is compared: with fixed settings, and with the settings its own search finds on a part held back from training."""

from collections.abc import Callable
from pathlib import Path

from benchmarks.annif_project.processes import Cost, GivenUp
from benchmarks.annif_project.projects import MLLM, OMIKUJI, Projects, Settings
from benchmarks.annif_project.records import Written

TRIALS = 15
# Set beforehand, not on dev; equal weights reach 0.352 F1@5 on STW English, these 0.365.
WEIGHTS = "mllm:1,omikuji:2"

Scored = Callable[[Path], dict[str, object]]


def ensemble(sources: str) -> Settings:
    """A weighted mean of other projects."""
    return {"backend": "ensemble", "sources": sources}


def variants(projects: Projects, written: Written, scored: Scored) -> dict[str, object]:
    """The rows of Annif: both parts, their ensemble, and the tuned ensemble; a row that takes too long says so instead."""
    projects.define(mllm=MLLM, omikuji=OMIKUJI, ensemble=ensemble(WEIGHTS))
    vocabulary = projects.load_vocabulary(written.vocabulary)
    rows: dict[str, object] = {"annif vocabulary": vocabulary.figures()}
    training: dict[str, Cost] = {}
    for part in ("mllm", "omikuji"):
        try:
            cost = projects.train(part, written.train)
            rows[f"annif {part}"] = _row(projects, part, written, {part: cost}, scored)
            training[part] = cost
        except GivenUp as reason:
            rows[f"annif {part}"] = {"skipped": str(reason)}
    if len(training) < 2:
        return {**rows, "annif": {"skipped": "one of its parts was given up"}}
    rows["annif"] = {"weights": WEIGHTS, **_row(projects, "ensemble", written, training, scored)}
    try:
        rows["annif tuned"] = _tuned(projects, written, training["omikuji"], scored)
    except GivenUp as reason:
        rows["annif tuned"] = {"skipped": str(reason)}
    return rows


def _tuned(projects: Projects, written: Written, omikuji: Cost, scored: Scored) -> dict[str, object]:
    settings, fitted, search = _searched(projects, written)
    weights = fitted.replace("mllm-fitted", "mllm-tuned").replace("omikuji-fitted", "omikuji")
    projects.define(**{"mllm-tuned": {**MLLM, **settings}, "ensemble-tuned": ensemble(weights)})
    training = {"mllm": projects.train("mllm-tuned", written.train), "omikuji": omikuji}
    found = {"mllm": dict(settings), "weights": weights, "trials": TRIALS, "search": search.figures()}
    return {**found, **_row(projects, "ensemble-tuned", written, training, scored)}


def _searched(projects: Projects, written: Written) -> tuple[Settings, str, Cost]:
    """MLLM's settings, the weights of the fitted projects, and what all of the search cost, its trainings included.

    Annif has no search for Omikuji. The weights are searched with MLLM trained anew with its settings found.
    """
    parts = {"mllm-fitted": MLLM, "omikuji-fitted": OMIKUJI}
    projects.define(**parts, **{"ensemble-fitted": ensemble("mllm-fitted:1,omikuji-fitted:1")})
    trained = [projects.train(part, written.fitted) for part in parts]
    settings, searched = projects.tuned("mllm-fitted", written.held_back, TRIALS)
    projects.define(**{"mllm-fitted": {**MLLM, **settings}})
    again = projects.train("mllm-fitted")
    sources, weighed = projects.tuned("ensemble-fitted", written.held_back, TRIALS)
    return settings, sources["sources"], sum([*trained, searched, again, weighed], Cost(0, 0, 0))


def _row(
    projects: Projects, project: str, written: Written, training: dict[str, Cost], scored: Scored
) -> dict[str, object]:
    suggested, trained = projects.suggest(project, written.dev), sum(training.values(), Cost(0, 0, 0))
    parts = {part: cost.figures() for part, cost in training.items()} if len(training) > 1 else {}
    return {
        **scored(suggested.predictions),
        "training": {**parts, **trained.figures()},
        **suggested.figures(),
        "peak_mib": round(max(trained.mib, suggested.cost.mib)),
    }
