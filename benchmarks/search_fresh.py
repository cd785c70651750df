"""How soon a change is found: a picture is written into a watched folder, and asked for until a search has it.

The whole way is real: a folder of 1,000 pictures, a flow that waits for changes, `thesaury worker` in a process of its own, and another
process that searches. `seconds` go from the moment the file is there to the first search that has it; 0.4 of them the watch waits for a
burst to settle. `new` pictures are written, `changed` ones get another description in a sidecar, `gone` ones are removed.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import median

from PIL import Image

from tests.journeys.conftest import TERMS, prepared
from thesaury.bootstrap import open_workspace
from thesaury.pipeline.searching import by_words
from thesaury.pipeline.words import thesaurus_of
from thesaury.search.finding import Sources, find
from thesaury.search.ranking import Question

PICTURES, GOES, MOST = 1_000, 12, 60.0
_SIDECAR = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description><rdf:Alt>'
    '<rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:description></rdf:Description></rdf:RDF></x:xmpmeta>'
)


def run(pictures: int = PICTURES, goes: int = GOES) -> dict[str, object]:
    """Seconds of each kind of change: median, most, and all of them. Raises AssertionError where a change is never found."""
    with tempfile.TemporaryDirectory() as scratch:
        folder, work = Path(scratch, "pictures"), Path(scratch, "work")
        folder.mkdir()
        for number in range(pictures):
            _picture(folder / f"Lake number {number}.jpg", number)
        Path(scratch, "terms.ttl").write_text(TERMS)
        prepared("init", work)
        prepared("vocabulary", "import", Path(scratch, "terms.ttl"), "-w", work)
        prepared("connect", "folder", folder, "--name", "folder", "-w", work)
        prepared("sync", "-w", work)
        prepared("flow", "add", "fresh", "folder", "--schedule", "changes", "-w", work)
        worker = subprocess.Popen([sys.executable, "-m", "thesaury", "worker", "-q", "-w", str(work)])
        try:
            return {"pictures": pictures, "load_of_the_machine": os.getloadavg()[0], **_measured(work, folder, goes)}
        finally:
            worker.terminate()
            worker.wait()


def _measured(work: Path, folder: Path, goes: int) -> dict[str, object]:
    with closing(open_workspace(work)) as opened:
        thesaurus = thesaurus_of(opened)
        sources: Sources = by_words(opened, thesaurus).sources(opened, thesaurus)

        def found(word: str) -> bool:
            return bool(find(Question(word, limit=5), sources).hits)

        _picture(folder / "Warming.jpg", 1)
        _until(lambda: found("warming"))  # the worker stands
        _idle(work)
        times: dict[str, list[float]] = {"new": [], "changed": [], "gone": []}
        for go in range(goes):
            named, told = f"zander{go}", f"heron{go}"
            path = folder / f"{named}.jpg"
            _picture(path, go)
            times["new"].append(_until(lambda named=named: found(named)))
            _idle(work)
            path.with_suffix(".xmp").write_text(_SIDECAR.format(f"A {told} at dusk"))
            times["changed"].append(_until(lambda told=told: found(told)))
            _idle(work)
            path.unlink()
            times["gone"].append(_until(lambda told=told: not found(told)))
            _idle(work)
    return {name: _shown(seconds) for name, seconds in times.items()}


def _idle(work: Path) -> None:
    """Wait until no run is under way: each change is one that somebody makes on a quiet day."""
    with closing(open_workspace(work)) as opened:
        _until(lambda: not opened.catalogue.runs.open())


def _until(there: Callable[[], bool]) -> float:
    began = time.perf_counter()
    while not there():
        assert time.perf_counter() - began < MOST, "a change was not found within a minute"
        time.sleep(0.01)
    return time.perf_counter() - began


def _shown(seconds: list[float]) -> dict[str, object]:
    return {
        "median": round(median(seconds), 2),
        "most": round(max(seconds), 2),
        "all": [round(one, 2) for one in seconds],
    }


def _picture(path: Path, number: int) -> None:
    part = path.with_name(f"{path.name}.part")
    Image.new("RGB", (64, 48), (number % 256, number // 256 % 256, 90)).save(part, "jpeg")
    part.replace(path)


if __name__ == "__main__":
    print(run())
