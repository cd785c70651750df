"""Many assets over several processes: by every command the same content as with one."""

import csv
import gc
import json
import os
import signal
import subprocess
import sys
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from tests.contract.engines.pooled import gone, lives
from tests.journeys.conftest import Command, prepared
from tests.long_form import usually
from tests.unit.evaluation.gold_sets import document, written
from thesaury import dispatch, pipeline
from thesaury.bootstrap import open_workspace
from thesaury.dispatch import flow_work
from thesaury.engines.pool import annotator as pool
from thesaury.engines.pool.crew import Crew
from thesaury.model.connection import RunState
from thesaury.sandbox.brand.portal import COLUMNS, row
from thesaury.sandbox.brand.shoots import pictures

hand = Crew.hand

ROWS, CHUNK, MANY = 190, 100, 80
"""Two chunks, and each is large enough for several processes where so many are: a fifth of the usual figures."""
VOCABULARY = resources.files("thesaury.sandbox.brand") / "vocabulary.ttl"


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The portal of the demo brand again and again, each time as other assets, without their pictures."""
    path = tmp_path_factory.mktemp("bulk") / "assets.csv"
    known = [row(picture) for picture in pictures() if picture.in_dam("portal")]
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.DictWriter(file, [name for name in COLUMNS if name != "file"], extrasaction="ignore")
        out.writeheader()
        for number in range(ROWS):
            one = known[number % len(known)]
            out.writerow({**one, "id": f"{one['id']}-{number}", "name": f"{one['name']} {number // len(known)}"})
    return path


@pytest.fixture(autouse=True)
def _many_are_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chunks are small, few assets are many, and processes start at once."""
    monkeypatch.setattr(pool, "START", 0.0)
    monkeypatch.setattr(pool, "MANY", MANY)
    for module in (flow_work, pipeline):
        monkeypatch.setattr(module, "CHUNK", CHUNK)


@pytest.fixture(scope="module")
def one(table: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, list[Any]]:
    """What one process finds."""
    found = content(table, tmp_path_factory.mktemp("one") / "work", 1, ("sync", "--quiet"))
    assert found[0].count(b"\n") == ROWS
    assert len(found[1]) > ROWS
    return found


def content(table: Path, work: Path, processes: int, *commands: tuple[str, ...]) -> tuple[bytes, list[Any]]:
    """What a workspace exports and what waits there for review, after its assets were read by these commands."""
    prepared("init", work)
    prepared("vocabulary", "import", VOCABULARY, "-w", work)
    prepared("connect", "table", table, "-w", work)
    with (work / "thesaury.toml").open("a") as settings:
        settings.write(f"processes = {processes}\n")
    for command in commands:
        prepared(*command, "-w", work)
    prepared("export", "jsonl", work / "all.jsonl", "--quiet", "-w", work)
    workspace = open_workspace(work)
    try:
        return (work / "all.jsonl").read_bytes(), workspace.catalogue.enrichments.queue(10_000)
    finally:
        workspace.close()


def test_sync_finds_over_two_processes_what_one_finds(
    table: Path, one: tuple[bytes, list[Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    started: list[int] = []
    monkeypatch.setattr(Crew, "hand", lambda crew, parts: started.append(len(parts)) or hand(crew, parts))
    assert one == content(table, tmp_path / "two", 2, ("sync", "--quiet"))
    assert started == [2, 2]


def test_a_worker_hears_that_it_has_to_stop_and_another_one_goes_on_and_finds_the_same(
    table: Path, one: tuple[bytes, list[Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    crews: list[Crew] = []
    monkeypatch.setattr(Crew, "hand", lambda crew, parts: crews.append(crew) or hand(crew, parts))
    work = tmp_path / "work"
    wanted = content(table, work, 2, ("flow", "add", "all", "assets", "--steps", "pull,enrich"))
    assert wanted[1] == []
    workspace = open_workspace(work)
    try:
        run = dispatch.trigger(workspace.catalogue, "all").id
        dispatch.work(workspace, lambda: bool(crews and crews[0].pids))
        assert workspace.catalogue.runs.get(run).state in (RunState.RUNNING, RunState.FINISHED)
        readers = crews[0].pids
        crews.clear()
        dispatch.work(workspace, lambda: workspace.catalogue.runs.get(run).state is RunState.FINISHED)
        assert workspace.catalogue.enrichments.count_unprojected() == 0
        assert workspace.catalogue.enrichments.queue(10_000) == one[1]
    finally:
        workspace.close()
    gc.collect()
    assert gone(readers)


def gold(table: Path, times: int, path: Path) -> Path:
    with table.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    told = (
        document(f"{row['id']}-{n}", row["name"], text=row["description"], language=row["language"])
        for n in range(times)
        for row in rows
    )
    return written(path, *told)


def test_evaluate_writes_the_same_file(table: Path, thesaury: Command, tmp_path: Path):
    documents = gold(table, 1, tmp_path / "gold.jsonl")
    common = ("evaluate", "tagging", "--vocabulary", VOCABULARY, "--documents", documents, "--quiet")
    one, two = (
        json.loads(thesaury(*common, "--out", tmp_path / f"{n}.jsonl", "--processes", n).stdout) for n in (1, 2)
    )
    predictions = (tmp_path / "1.jsonl").read_bytes()
    assert predictions == (tmp_path / "2.jsonl").read_bytes()
    assert b'"score"' in predictions
    assert two["peak_mib"] > one["peak_mib"] + 60  # two more processes, none of which is smaller than 30
    cost = ("documents_per_second", "documents_per_second_elapsed", "peak_mib")
    assert all(one[name] > 0 and two[name] > 0 for name in cost)
    assert {name: one[name] for name in one if name not in cost} == {
        name: two[name] for name in two if name not in cost
    }


@pytest.mark.parametrize("end", usually([signal.SIGINT, signal.SIGKILL], [signal.SIGTERM]))
def test_a_stopped_command_leaves_no_process_behind(table: Path, tmp_path: Path, end: signal.Signals):
    documents = gold(table, 100, tmp_path / "gold.jsonl")
    command = [sys.executable, "-m", "thesaury", "evaluate", "tagging", "--vocabulary", VOCABULARY]
    with subprocess.Popen(
        [*command, "--documents", documents, "--processes", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as running:
        assert running.stderr
        assert '"evaluate"' in running.stderr.readline()
        readers = children(running.pid)
        assert len(readers) == 2
        assert all(map(lives, readers))
        os.killpg(running.pid, end)
        _, said = running.communicate(timeout=60)
    assert running.returncode == (130 if end == signal.SIGINT else -end)
    assert "Traceback" not in said
    assert gone(readers)


def children(parent: int) -> list[int]:
    """The ids of the processes that this one started and that are still there."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, ppid, *_ = stat.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(ppid) == parent and state != "Z":
            found.append(int(stat.parent.name))
    return found
