"""`kill -9` at any moment of reading a folder and writing back into it: pictures and sidecars stay whole, nothing is written twice."""

import json
import random
import shutil
import signal
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from PIL import Image

from tests.journeys.dams import FEW_WORDS
from tests.journeys.systems import started
from tests.long_form import LONG
from thesaury import dispatch
from thesaury.bootstrap import init_workspace, open_workspace
from thesaury.connectors.folder.sidecar import opened
from thesaury.connectors.folder.walk import sidecars
from thesaury.connectors.image_data import image_digest
from thesaury.model.connection import Connection, RunState
from thesaury.model.flow import Flow
from thesaury.model.outbox import WriteState
from thesaury.pipeline import keep_vocabulary
from thesaury.vocabulary.importing import import_vocabulary

THINGS = ("paper cup", "wooden brush", "steel bottle", "soap bar", "kitchen")
PICTURES, KILLS = (60, 2) if LONG else (30, 1)


def pictures(folder: Path) -> dict[str, str]:
    """So many pictures named after what they show, with the digest of their image data."""
    folder.mkdir()
    for number in range(PICTURES):
        one, other = THINGS[number % 5], THINGS[(number + 2) % 5]
        Image.new("RGB", (40, 30), (number * 4, 90, 200 - number)).save(folder / f"{one} and {other} {number:02}.jpg")
    return {path.name: image_digest(path) for path in sorted(folder.glob("*.jpg"))}


@pytest.mark.parametrize("write", ["sidecar", "embed"])
def test_killed_again_and_again_everything_is_whole_and_written_once(tmp_path: Path, write: str):
    if write == "embed" and not shutil.which("exiftool"):
        pytest.skip("needs ExifTool, which is not installed")
    digests = pictures(tmp_path / "photos")
    root = tmp_path / "work"
    made = init_workspace(root)
    kept, _ = import_vocabulary(FEW_WORDS, "words", made.rdf, made.tables)
    keep_vocabulary(made, kept, FEW_WORDS.name)
    settings = (("path", str(tmp_path / "photos")), ("write", write))
    made.catalogue.records.put_connection(Connection("photos", "folder", settings))
    made.catalogue.flows.put(Flow("all", ("photos",), accept_above=0.01), "")
    made.close()
    killed(root, KILLS)
    accepted = ended(root)
    assert set(accepted) == set(digests)
    assert all(accepted.values())
    for name, concepts in accepted.items():
        path = tmp_path / "photos" / name
        assert image_digest(path) == digests[name]
        assert Counter(written(path, write)) == Counter(concepts)
    listed = {path.name for path in (tmp_path / "photos").iterdir() if not path.name.startswith(".")}
    assert {name for name in listed if not name.endswith((".jpg", ".xmp"))} == set()


def killed(root: Path, times: int) -> None:
    """So many kills at random moments of a run; one that came to its end meanwhile counts for nothing."""
    chance, hits, tries = random.Random(5), 0, 0
    while hits < times and tries < 3 * times:
        tries += 1
        process = started(root, "flow", "run", "all", "--quiet", THESAURY_SETTLE_SECONDS="0")
        try:
            process.wait(1.2 + chance.uniform(0, 1.2))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            hits += 1
        _, words = process.communicate()
        assert process.returncode in (0, -signal.SIGKILL), words
    assert hits


def ended(root: Path) -> dict[str, list[str]]:
    """Run to the end; what is accepted of each picture then."""
    workspace = open_workspace(root)
    try:
        for _ in range(2):
            run = dispatch.run_now(workspace, "all", 0)
        assert (run.state, run.message) == (RunState.FINISHED, "")
        rows = workspace.catalogue.outbox.rows((), "photos", "", 10_000)
        assert {row.state for row in rows} <= {WriteState.DONE, WriteState.SUPERSEDED}
        found = workspace.catalogue.records.records("photos", "", 1000)
        findings = workspace.catalogue.enrichments.findings([asset for asset, _ in found])
        return {record.external_id: [a.concept for a in findings[asset].annotations] for asset, record in found}
    finally:
        workspace.close()


def written(path: Path, write: str) -> list[str]:
    """The concepts in the sidecars of a picture, or in the picture itself as a second program reads them."""
    if write == "sidecar":
        return [iri for sidecar in sidecars(path) for iri in opened(sidecar).concepts()]
    command = ["exiftool", "-j", "-struct", "-XMP-iptcExt:AboutCvTerm", str(path)]
    [told] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return [term["CvTermId"] for term in told.get("AboutCvTerm", [])]
