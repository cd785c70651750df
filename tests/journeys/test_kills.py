"""`kill -9` at any moment of pull, enrich and push: nothing lost, nothing applied twice, cursor and data agree."""

import random
import signal
import subprocess
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.journeys.systems import CONCEPT, Systems, content, served_apart, started
from tests.long_form import LONG
from tests.patience import PATIENCE
from thesaury import dispatch
from thesaury.bootstrap import open_workspace
from thesaury.connectors.pacing import forget_circuits
from thesaury.model.flow import Flow, Step

WORDS = (
    "wind turbine",
    "soap bar",
    "paper bottle",
    "refill station",
    "sorting waste",
    "lavender",
    "compost",
    "school bag",
)
SLOW = {
    "/setAssetConceptsAsync": 0.1,
    "/getAssetConceptsAsync": 0.05,
    "/IAssetsRead/": 0.03,
    "/sync/licensePurchaseTransactions": 0.03,
    "/searchAssetsAsync": 0.03,
}
"""Seconds the server takes longer, so that kills hit every stage and not only the start of a process."""


@dataclass
class Tally:
    """What a round of kills did: how many hit, at which stage as far as the log tells,
    how often a run came to its end, and how often somebody logged in again."""

    hits: int = 0
    ends: int = 0
    logins: int = 0
    stages: Counter[str] = field(default_factory=Counter)


KILLS = 4 if LONG else 2
"""`./run drill kills` has two hundred."""


def test_killed_again_and_again_it_ends_like_an_undisturbed_one(tmp_path: Path):
    with served_apart("demo") as systems:
        tally = survives(systems, tmp_path, KILLS, seed=3)
    assert tally.hits == KILLS


def test_a_kill_between_a_new_token_and_our_note_of_it_asks_for_a_login_and_loses_nothing(tmp_path: Path):
    with served_apart("tiny") as systems:
        systems.workspace(tmp_path, only=["bought"]).close()
        systems.smintio.fault("hang_after:5", "/connect/token")
        process = started(tmp_path, "flow", "run", "all", "--quiet")
        try:
            assert held_back(systems)
        finally:
            process.kill()
            process.communicate()
        assert logged_out(tmp_path)
        systems.log_in(tmp_path)
        undisturbed(tmp_path)
        assert content(tmp_path)["assets"]


def held_back(systems: Systems) -> bool:
    """Wait until the server holds back an answer that it has already acted upon."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if any(rule["fired"] for rule in systems.smintio.control("faults")["faults"]):
            time.sleep(0.5)
            return True
        time.sleep(0.05)
    return False


def survives(systems: Systems, folder: Path, kills: int, seed: int, most: float = 5.0) -> Tally:
    """Kill `thesaury flow run` until it was hit so often; whenever one comes to its end, people edit at the servers.

    A second workspace reads the same content undisturbed, and both are compared in the end. Refresh tokens rotate: a kill
    between the authority's answer and our note of it loses the login, which no client can prevent. The next run has to
    say so, and somebody logs in again.
    """
    chance = random.Random(seed)
    killed, calm = folder / "killed", folder / "calm"
    systems.workspace(killed).close()
    made = systems.workspace(calm)
    everything = made.catalogue.flows.get("all").flow
    made.catalogue.flows.put(
        Flow("all", everything.connections, (Step.PULL, Step.ENRICH, Step.REVIEW), accept_above=0.3), ""
    )
    made.close()
    for route, seconds in SLOW.items():
        systems.smintio.fault(f"slow:{seconds}", route, times=None)
    tally = Tally()
    while tally.hits < kills:
        process = started(killed, "flow", "run", "all", "--quiet", THESAURY_SETTLE_SECONDS="0.2")
        try:
            process.wait(1.2 + chance.uniform(0.0, most))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            tally.hits += 1
            tally.stages[stage(killed)] += 1
        _, words = process.communicate()
        if "Log in" in words:
            systems.log_in(killed)
            tally.logins += 1
        elif process.returncode != -signal.SIGKILL:
            assert process.returncode == 0, words
            if not tally.ends:
                systems.log_in(calm)  # by now the first workspace spent the tokens that were given to both
            tally.ends += 1
            undisturbed(calm)
            edit(systems, killed, chance)
    systems.smintio.calm()
    if logged_out(killed):
        systems.log_in(killed)
        tally.logins += 1
    undisturbed(killed)
    if not tally.ends:
        systems.log_in(calm)
    undisturbed(calm)
    compare(systems, killed, calm)
    return tally


def stage(root: Path) -> str:
    """How far the run under way had come."""
    workspace = open_workspace(root)
    try:
        runs = workspace.catalogue.runs.open()
        done = [name for run in runs for name, _ in run.timings]
        return f"after {done[-1]}" if done else "at the beginning"
    finally:
        workspace.close()


def logged_out(root: Path) -> bool:
    """Whether a run ends with the sentence that asks for a new login."""
    forget_circuits()
    workspace = open_workspace(root)
    try:
        return "Log in" in dispatch.run_now(workspace, "all", patience=0.2).message
    finally:
        workspace.close()


def edit(systems: Systems, root: Path, chance: random.Random) -> None:
    """Other people change descriptions, and now and then a label."""
    workspace = open_workspace(root)
    try:
        for name in ("portal", "bought"):
            ids = [record.external_id for _, record in workspace.catalogue.records.records(name, "", 1000)]
            raws = workspace.catalogue.records.raws(name, ids)
            for id in chance.sample(ids, 30 if name == "portal" else 3):
                words = {"en": ", ".join(chance.sample(WORDS, 3))}
                if name == "portal":
                    systems.smintio.edit(asset={"id": id, "name": words})
                else:
                    (uuid, *_) = raws[id]["transactions"]
                    systems.smintio.edit(purchase={"uuid": uuid, "description": words})
    finally:
        workspace.close()
    if chance.random() < 0.3:
        label = f"moving air {chance.randrange(10**6)}"
        systems.poolparty.edit(do="label", concept=f"{CONCEPT}wind-power", label=label, language="en")


def undisturbed(root: Path) -> None:
    """Run it to its end in this process; what others left is taken up first."""
    forget_circuits()
    workspace = open_workspace(root)
    try:
        for _ in range(2):
            run = dispatch.run_now(workspace, "all", patience=0.2)
            assert run.message == "", run
        assert workspace.catalogue.runs.open() == []
    finally:
        workspace.close()


def compare(systems: Systems, killed: Path, calm: Path) -> None:
    """The same assets with the same findings, every write settled, and at the server each of them once."""
    ends, expected = content(killed), content(calm)
    differing = differences(ends["assets"], expected["assets"])
    assert not differing, f"{len(differing)} differ, such as {differing[:5]}"
    assert (ends["open"], ends["projected"], any(ends["cursors"])) == (0, 0, False)
    assert ends["indexed"] == expected["indexed"] == len(ends["assets"])
    written = systems.smintio.effects("setAssetConcepts")
    assert written["repeated"] == {}
    assert len(written["effects"]) == done(killed)


def differences(ends: list[dict[str, Any]], expected: list[dict[str, Any]]) -> list[tuple[str, str, Any, Any]]:
    """Asset, what of it differs, and both values; assets that only one side has differ as a whole."""
    ours, theirs = ({asset["id"]: asset for asset in side} for side in (ends, expected))
    found: list[tuple[str, str, Any, Any]] = []
    for id in sorted(ours.keys() | theirs.keys()):
        one, other = ours.get(id, {}), theirs.get(id, {})
        names = sorted(one.keys() | other.keys())
        found += [(id, name, one.get(name), other.get(name)) for name in names if one.get(name) != other.get(name)]
    return found


def done(root: Path) -> int:
    """The writes the outbox calls done, without those that only noted that nothing was to do."""
    from thesaury.model.outbox import WriteState

    workspace = open_workspace(root)
    try:
        rows = workspace.catalogue.outbox.rows((WriteState.DONE,), None, "", 100_000)
        return sum(row.attempts > 0 for row in rows)
    finally:
        workspace.close()
