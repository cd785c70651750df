"""The feed of a channel: what it costs to look at every asset, to follow what was touched, and to read it page by page.

10,000 assets in a real workspace; `./run drill large_feed` does the same with 100,000. Nine of ten have a licence that permits the use of
the channel, by one of 500 different ones; each carries three of 400 concepts in four levels. Nothing of it is anybody's data.
`items` are pages as a consumer reads them, with rights and approvals looked at again. Seconds are those of the processor, because others
may work on the machine; memory is by how much the peak of the process rose meanwhile.
"""

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from thesaury.bootstrap import init_workspace
from thesaury.model.annotation import Annotation, Enrichment, Origin
from thesaury.model.asset import File, Record, Text
from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.model.connection import Connection
from thesaury.model.licensing import Selection, Statement, Term
from thesaury.model.policy import PolicyStatus
from thesaury.model.publishing import Channel
from thesaury.model.rights_record import RightsRecord, RightsSource
from thesaury.model.time import now
from thesaury.pipeline import project
from thesaury.pipeline.publishing import refresh
from thesaury.pipeline.publishing.holding import FeedAsked
from thesaury.pipeline.publishing.reading import FeedReader
from thesaury.ports.feeds import WantedEntries
from thesaury.ports.source import Page
from thesaury.ports.workspace import Workspace

ASSETS, BATCH, PAGE, TOUCHED = 10_000, 1_000, 100, 100
WEB = Channel("web", "Web", markets=("DE", "AT"), languages=("en", "de"))
_TERMS = "https://terms.example/"
_LICENCES, _CONCEPTS = 500, 400


def run(assets: int = ASSETS, indexed: bool = True) -> dict[str, object]:
    """Every figure. Without `indexed` the assets are in no index, which saves most of the time of filling, and no look needs it."""
    with tempfile.TemporaryDirectory() as scratch, closing(init_workspace(Path(scratch, "work"))) as opened:
        filled, _ = _spent(lambda: fill(opened, assets))
        projected, _ = _spent(lambda: project(opened) if indexed else None)
        opened.catalogue.channels.put(WEB)
        full, memory = _spent(lambda: refresh(opened))
        published = opened.catalogue.feeds.counts("web").published
        again, _ = _spent(lambda: _anew(opened))
        touched = [_spent(lambda place=place: _touch(opened, place))[0] for place in range(3)]
        idle = [_spent(lambda: refresh(opened))[0] for _ in range(3)]
        return {
            "load_of_the_machine": round(os.getloadavg()[0], 1),
            "assets": assets,
            "published": published,
            "fill_s": round(filled, 1),
            "project_s": round(projected, 1),
            "full_look_s": round(full, 1),
            "full_look_mib": round(memory, 1),
            "full_look_unchanged_s": round(again, 1),
            f"touched_{TOUCHED}_s": round(median(touched), 3),
            "nothing_touched_s": round(median(idle), 4),
            **_read(opened),
        }


def _read(opened: Workspace) -> dict[str, object]:
    feeds, reader = opened.catalogue.feeds, FeedReader(opened)
    first, _ = _spent(lambda: reader.page(WEB, FeedAsked(), "", PAGE, now()))
    items = [_spent(lambda: reader.page(WEB, FeedAsked(), "", PAGE, now()))[0] for _ in range(5)]
    topic = [_spent(lambda: reader.page(WEB, FeedAsked(topic=f"{_TERMS}1"), "", PAGE, now()))[0] for _ in range(5)]
    stored, memory = _spent(lambda: sum(1 for _ in _pages(opened)))
    whole, whole_memory = _spent(lambda: _through(reader))
    head = feeds.counts("web").head
    changes = [_spent(lambda: feeds.changes("web", head - TOUCHED, TOUCHED))[0] for _ in range(5)]
    return {
        "items_first_page_cold_ms": _ms(first),
        "items_first_page_ms": _ms(median(items)),
        "items_first_page_of_a_topic_ms": _ms(median(topic)),
        "items_all_pages_s": round(whole, 1),
        "items_all_pages_mib": round(whole_memory, 1),
        "store_all_pages_s": round(stored, 1),
        "store_all_pages_mib": round(memory, 1),
        f"store_last_{TOUCHED}_changes_ms": _ms(median(changes)),
    }


def fill(opened: Workspace, assets: int) -> None:
    """Records with texts in two languages, three accepted concepts and a licence each."""
    opened.catalogue.vocabularies.put(Vocabulary("terms", (), tuple(_concepts())), "", now())
    opened.catalogue.records.put_connection(Connection("dam", "folder"))
    for start in range(0, assets, BATCH):
        made = [_record(number) for number in range(start, min(start + BATCH, assets))]
        opened.catalogue.records.store_page("dam", Page(tuple(made), str(start), False))
        found = opened.catalogue.records.named("dam", [one.external_id for one in made])
        held = opened.catalogue.records.assets([id for id, _ in found])
        opened.catalogue.enrichments.store(
            [
                Enrichment(one.id, one.content_digest(), "s", _annotations(int(one.records[0].external_id)))
                for one in held
            ]
        )
        opened.catalogue.rights.put([_licence(number) for number in range(start, start + len(made))])


def _concepts() -> Iterator[Concept]:
    for number in range(_CONCEPTS):
        broader = (f"{_TERMS}{number // 7}",) if number >= 7 else ()
        yield Concept(
            f"{_TERMS}{number}", (), (Label(f"Ding {number}", "de"), Label(f"Thing {number}", "en")), broader=broader
        )


def _record(number: int) -> Record:
    texts = (
        Text("title", f"A thing by the lake, number {number}", "en"),
        Text("title", f"Ein Ding am See, Nummer {number}", "de"),
        Text("description", f"What is to be seen in picture {number}, in a sentence of some length.", "en"),
    )
    told = (("creator", (f"Ana {number % 50}",)), ("created", ("2026-05-01",)))
    file = File(f"{number}.jpg", "image/jpeg", f"{number:064x}", 1_000 + number, 4_000, 3_000)
    return Record("dam", str(number), "1", texts, properties=told, file=file)


def _annotations(number: int) -> tuple[Annotation, ...]:
    concepts = sorted({f"{_TERMS}{number * step % _CONCEPTS}" for step in (1, 7, 31)})
    return tuple(Annotation(iri, Origin.TAG, "tags/1", 1.0, (), "terms@1") for iri in concepts)


def _licence(number: int) -> RightsRecord:
    kind = number % _LICENCES
    regions = ("FR",) if kind % 10 == 0 else ("DE", "AT")
    until = date.today() + timedelta(days=30 + kind)
    term = Term(Selection(("website",)), Selection(regions), date(2020, 1, 1), until)
    source = RightsSource(f"dam/{number}", "0", f"Licence {kind}")
    return RightsRecord(source, 1, Statement(terms=(term,)), PolicyStatus.COMPLETE, "p", now())


def _anew(opened: Workspace) -> None:
    opened.catalogue.feeds.see("web", -1)
    refresh(opened)


def _touch(opened: Workspace, place: int) -> None:
    assets = opened.catalogue.feeds.page(WantedEntries("web"), "", TOUCHED * (place + 1))[-TOUCHED:]
    opened.catalogue.feeds.touch([one.asset for one in assets])
    refresh(opened)


def _pages(opened: Workspace) -> Iterator[str]:
    after = ""
    while page := opened.catalogue.feeds.page(WantedEntries("web"), after, PAGE):
        after = page[-1].asset
        yield after


def _through(reader: FeedReader) -> int:
    cursor, read = "", 0
    while True:
        page = reader.page(WEB, FeedAsked(), cursor, PAGE, now())
        read += len(page.entries)
        if not (cursor := page.following):
            return read


def _spent(deed: Callable[[], object]) -> tuple[float, float]:
    """Seconds of the processor, and by how many MiB the peak of the process rose."""
    before, began = _peak(), time.process_time()
    deed()
    return time.process_time() - began, _peak() - before


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)


if __name__ == "__main__":
    import json

    print(json.dumps(run(int(sys.argv[1]), indexed=False), indent=2))
