"""Analytics are brought up to date and taken along, by the real commands."""

import json
from contextlib import closing
from pathlib import Path

import pyoxigraph

from tests.contract.catalogue_values import AT
from thesaury.analytics.naming import TALLIES_GRAPH, USES_GRAPH
from thesaury.bootstrap import open_workspace
from thesaury.model.usage import UsageEvent, UsageKind


def test_what_was_done_reaches_the_graph_and_all_of_it_a_file(thesaury, synced, tmp_path: Path):
    before = json.loads(thesaury("analytics", "state", "--json", cwd=synced).stdout)
    assert (before["read"], before["behind"]) == (0, False)  # the sync did it
    with closing(open_workspace(synced)) as opened:
        opened.catalogue.usage.add("assets", [UsageEvent("a", UsageKind.USE, AT, "1", "https://x.example")])
    assert "Something came since" in thesaury("analytics", "state", cwd=synced).stderr
    done = json.loads(thesaury("analytics", "refresh", "--json", "-q", cwd=synced).stdout)
    assert (done["events"], done["tallied"], done["failed"]) == (1, True, [])
    assert "Nothing else changed" in thesaury("analytics", "refresh", cwd=synced).stderr

    out = tmp_path / "all.nq"
    count = json.loads(thesaury("analytics", "export", out, "--json", cwd=synced).stdout)["count"]
    store = pyoxigraph.Store()
    store.load(path=out)
    graphs = {graph.value for graph in store.named_graphs()}
    assert count == len(store)
    assert {USES_GRAPH, TALLIES_GRAPH} <= graphs
    merged = pyoxigraph.Store()
    thesaury("analytics", "export", tmp_path / "all.ttl", cwd=synced)
    merged.load(path=tmp_path / "all.ttl")
    assert len(merged) == len({quad.triple for quad in store})
    refused = thesaury("analytics", "export", tmp_path / "all.docx", cwd=synced, ok=False)
    assert (refused.returncode, ".trig" in refused.stderr, (tmp_path / "all.docx").exists()) == (2, True, False)

    (synced / "campaigns.csv").write_text("name\nSpring\n")
    broken = thesaury("analytics", "refresh", cwd=synced, ok=False)
    assert "campaigns.csv has no column id" in broken.stderr
    (synced / "campaigns.csv").unlink()
    thesaury("reindex", cwd=synced)
    assert not json.loads(thesaury("analytics", "state", "--json", cwd=synced).stdout)["behind"]
    thesaury("analytics", "export", tmp_path / "again.nq", cwd=synced)
    lines = [
        {line for line in path.read_text().splitlines() if "versionInfo" not in line}
        for path in (out, tmp_path / "again.nq")
    ]
    assert lines[0] == lines[1]
