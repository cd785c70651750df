"""A rebuild while others search: they always get an answer, whenever the rebuild ends or breaks off."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

from tests.journeys.conftest import Command
from thesaury.bootstrap import open_workspace
from thesaury.pipeline import rebuild
from thesaury.ports.index import IndexQuery

READER = """
import sys
from pathlib import Path
from thesaury.bootstrap import open_workspace
from thesaury.ports.index import IndexQuery
index = open_workspace(Path(sys.argv[1])).index
counts = []
print("reading", flush=True)
sys.stdin.close()
while not Path(sys.argv[2]).exists():
    counts.append((index.search(IndexQuery("packaging")).total, index.count()))
print(len(counts), sorted(set(counts)), flush=True)
"""
KILLED = """
import os, signal, sys
from pathlib import Path
from thesaury.bootstrap import open_workspace
from thesaury.pipeline import rebuild
rebuild(open_workspace(Path(sys.argv[1])), lambda stage, done, total: os.kill(os.getpid(), signal.SIGKILL))
"""


def counted(root: Path) -> tuple[int, int]:
    with closing(open_workspace(root)) as workspace:
        return workspace.index.search(IndexQuery("packaging")).total, workspace.index.count()


def test_a_reader_in_another_process_finds_the_same_at_every_moment_of_a_rebuild(synced: Path, tmp_path: Path):
    before, over = counted(synced), tmp_path / "over"
    assert before[1] == 6
    reading = subprocess.Popen(
        [sys.executable, "-c", READER, str(synced), str(over)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with reading, closing(open_workspace(synced)) as workspace:
        assert reading.stdout
        assert reading.stdout.readline() == "reading\n"
        for _ in range(5):
            assert rebuild(workspace) == 6
        over.touch()
        times, found = reading.stdout.readline().split(" ", 1)
    assert (int(times) > 5, found.strip()) == (True, str([before]))


def test_a_rebuild_killed_in_the_middle_leaves_the_old_index(synced: Path):
    before = counted(synced)
    done = subprocess.run([sys.executable, "-c", KILLED, str(synced)], check=False)
    assert done.returncode == -9
    assert (synced / "index.new").exists()
    assert counted(synced) == before
    with closing(open_workspace(synced)) as workspace:
        assert workspace.catalogue.enrichments.count_unprojected() == 0
        assert rebuild(workspace) == 6
    assert counted(synced) == before
    assert not (synced / "index.new").exists()


def test_an_index_of_the_old_kind_says_what_to_do_and_goes_with_the_rebuild(synced: Path, thesaury: Command):
    before = counted(synced)
    for found in (synced / "index").iterdir():
        found.unlink()
    (synced / "index" / "meta.json").write_text('{"segments": []}')
    failed = thesaury("search", "packaging", cwd=synced, ok=False)
    assert "thesaury reindex" in failed.stderr
    thesaury("reindex", cwd=synced)
    assert counted(synced) == before
    assert not (synced / "index" / "meta.json").exists()


def test_a_graph_taken_away_by_a_process_that_then_ended_is_put_back(synced: Path):
    (synced / "graph").rename(synced / "graph.old")
    with closing(open_workspace(synced)) as workspace, workspace.writing():
        assert next(iter(workspace.graph.select("SELECT ?s { GRAPH ?g { ?s ?p ?o } } LIMIT 1")), None)
