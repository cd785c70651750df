"""Where assets were placed and whether a document is still fine, by the real commands."""

import csv
import json
from contextlib import closing
from pathlib import Path

from thesaury.bootstrap import open_workspace
from thesaury.model.placement import Placement
from thesaury.pipeline.placing import place


def test_placements_are_listed_and_a_document_is_checked(thesaury, synced, tmp_path: Path):
    assert "Nothing was placed yet" in thesaury("placements", "list", cwd=synced).stderr
    with closing(open_workspace(synced)) as opened:
        asset = opened.catalogue.records.find("1")
        assert asset
        place(
            opened,
            Placement("p1", asset.id, "", "figma", "Poster", channel="website", regions=("DE",), campaign="summer"),
        )
    listed = json.loads(thesaury("placements", "list", "--asset", "1", "--json", cwd=synced).stdout)
    assert (listed["total"], listed["placements"][0]["document"]) == (1, "Poster")
    assert "Poster" in thesaury("placements", "list", cwd=synced).stdout
    assert "that fits" in thesaury("placements", "list", "--host", "express", cwd=synced).stderr
    assert "no moment" in thesaury("placements", "list", "--since", "lately", cwd=synced, ok=False).stderr
    assert "No connection here takes reports" in thesaury("placements", "report", cwd=synced).stderr
    assert "takes no reports" in thesaury("placements", "report", "assets", cwd=synced, ok=False).stderr
    assert "weights are learned from 30 on" in thesaury("feedback", cwd=synced).stderr
    assert json.loads(thesaury("feedback", "--json", cwd=synced).stdout)["used"] is False

    (tmp_path / "poster.csv").write_text("file,placed\n1,2026-01-01\n=1+1,\n")
    out = tmp_path / "out.csv"
    done = thesaury("check-document", tmp_path / "poster.csv", "--csv", out, cwd=synced, ok=False)
    assert done.returncode == 4
    assert "review" in done.stdout
    assert "not legal advice" in done.stderr
    rows = list(csv.DictReader(out.read_text("utf-8-sig").splitlines()))
    assert [row["state"] for row in rows] == ["review", "unknown"]
    assert rows[1]["named"] == "'=1+1"
    (tmp_path / "empty.json").write_text('{"found": []}')
    assert "Nothing stands in this document" in thesaury("check-document", tmp_path / "empty.json", cwd=synced).stderr
    for wrong in ("missing.json", "poster.csv --to 2030-01-01", "poster.csv --channel smoke --region DE"):
        name, *further = wrong.split()
        refused = thesaury("check-document", tmp_path / name, *further, cwd=synced, ok=False)
        assert refused.returncode not in (0, 3, 4)
        assert refused.stderr.strip()
