"""Raw matching of the labels of STW and YSO over 10 MB of English: our matcher beside spaCy's PhraseMatcher, each in its own process.

Both give word positions and the label's identity for every match. Times are processor time, the best of three passes. Memory is the
peak of the process less what it had when library, labels and texts were loaded. spaCy matches letters regardless of case; ours
matches inflected, unaccented and hyphenated forms too.
"""

import gc
import gzip
import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from itertools import cycle
from pathlib import Path

from benchmarks import Skipped, needs_shared

MEGABYTES = 10
PASSES = 3
LABEL = r'skos:(?:pref|alt)Label "((?:[^"\\]|\\.)*)"@{} '

Match = Callable[[str], int]


def run() -> dict[str, object]:
    """MB/s, seconds to build and MiB of each side, and how they compare. Raises Skipped without ../shared or spaCy."""
    needs_shared()
    if find_spec("spacy") is None:
        raise Skipped("needs spaCy, which the lock `bench` names")
    ours, theirs = (_measured(side) for side in ("thesaury", "spacy"))
    speed, memory = ours["mb_per_second"] / theirs["mb_per_second"], ours["mib"] / theirs["mib"]
    return {"thesaury": ours, "spacy": theirs, "speed_ratio": round(speed, 1), "memory_ratio": round(memory, 3)}


def _measured(side: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.matching", side], check=True, capture_output=True, text=True
    )
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def labels(shared: Path) -> list[str]:
    """Every different label of STW in English and of the YSO lists in their three languages."""
    data = shared / "data"
    pattern = LABEL.format("en")
    named = (re.search(pattern, line) for line in _lines(data / "tagging" / "vocab" / "stw-descriptors.ttl.gz"))
    kept = [json.loads(f'"{label[1]}"') for label in named if label]
    lists = (data / "vocab" / "yso" / f"yso-{language}.tsv.gz" for language in ("en", "fi", "sv"))
    return list(dict.fromkeys([*kept, *(line.rstrip("\n").split("\t")[1] for path in lists for line in _lines(path))]))


def _lines(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from lines


def texts(shared: Path) -> list[str]:
    """The English abstracts, over and over, up to ten megabytes."""
    with gzip.open(shared / "data" / "tagging" / "tibstw-en" / "train.jsonl.gz", "rt", encoding="utf-8") as lines:
        abstracts = [json.loads(line)["text"] for line in lines]
    given, size = [], 0
    for abstract in cycle(abstracts):
        given.append(abstract)
        size += len(abstract.encode())
        if size >= MEGABYTES * 1_000_000:
            return given
    return given


def thesaury_side() -> Callable[[Iterable[str]], Match]:
    from thesaury.enrichment.matcher import Matcher
    from thesaury.enrichment.terms import Entry
    from thesaury.enrichment.tokens import units
    from thesaury.model.concept import LabelKind

    def build(wanted: Iterable[str]) -> Match:
        matcher = Matcher((Entry(label, LabelKind.PREFERRED, label) for label in wanted), "en")
        return lambda text: len(matcher.spans(text, units(text)))

    return build


def spacy_side() -> Callable[[Iterable[str]], Match]:
    import spacy
    from spacy.matcher import PhraseMatcher

    def build(wanted: Iterable[str]) -> Match:
        language = spacy.blank("en")
        matcher = PhraseMatcher(language.vocab, attr="LOWER")
        for label, made in zip(wanted, language.pipe(wanted), strict=True):
            matcher.add(label, [made])
        return lambda text: len(matcher(language.make_doc(text)))

    return build


def measure(side: str) -> dict[str, float]:
    """Build and match in this process."""
    library = {"thesaury": thesaury_side, "spacy": spacy_side}[side]()
    shared = needs_shared()
    wanted, given = labels(shared), texts(shared)
    at_first = _peak()
    started = time.process_time()
    match = library(wanted)
    gc.collect()
    gc.freeze()  # for both sides: what was built stays, and collections while matching need not look at it again
    built = time.process_time()
    passes = [_timed(match, given) for _ in range(PASSES)]
    seconds, matches = min(passes)
    return {
        "labels": len(wanted),
        "mb_per_second": round(sum(len(text.encode()) for text in given) / 1e6 / seconds, 2),
        "build_seconds": round(built - started, 2),
        "matches": matches,
        "mib": round(_peak() - at_first, 1),
        "process_mib": round(_peak(), 1),
    }


def _timed(match: Match, given: Iterable[str]) -> tuple[float, int]:
    started = time.process_time()
    matches = sum(map(match, given))
    return time.process_time() - started, matches


def _peak() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1024 if sys.platform == "linux" else 1024 * 1024)


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))
