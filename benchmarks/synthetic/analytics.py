"""A workspace of any size with something in it for every question: nothing of it is anybody's data, and all of it comes out the same again.

Assets carry three accepted concepts of a tree (ten children to a concept, four levels), few of them are used much and many little; each has
one of 500 licences, and every tenth was bought. Uses and searches are spread over three years.
"""

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from thesaury.model.annotation import Annotation, Enrichment, Origin
from thesaury.model.asset import Record, Text
from thesaury.model.concept import Concept, ConceptScheme, Label, Vocabulary
from thesaury.model.connection import Connection
from thesaury.model.licensing import Selection, Statement, Term
from thesaury.model.policy import PolicyStatus
from thesaury.model.rights_record import Purchase, RightsRecord, RightsSource
from thesaury.model.search_log import KeptSearch, SearchKind
from thesaury.model.time import now
from thesaury.model.usage import CAMPAIGN, CHANNEL, REGIONS, UsageEvent, UsageKind
from thesaury.ports.source import Page
from thesaury.ports.usage import UsagePage
from thesaury.ports.workspace import Workspace

MARKETS = ("DE", "AT", "CH", "FR", "GB", "US", "NL", "IT", "ES", "SE")
CHANNELS = ("website", "social_organic", "social_paid", "email", "print_ad", "display_ads", "ooh", "packaging")
DAM, TERMS = "dam", "https://terms.example/"
_FIRST, _DAYS = date(2023, 12, 1), 3 * 365
_LICENCES, _LICENSORS, _CHILDREN, _PAGE, _EVENTS = 500, 40, 10, 2_000, 10_000
_BOUGHT = 10
"""Every so manieth asset was bought."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is of everything."""

    assets: int = 100_000
    uses: int = 1_000_000
    searches: int = 100_000
    campaigns: int = 300
    concepts: int = 2_000


def fill(opened: Workspace, size: Size) -> None:
    """Put all of it into the catalogue of an empty workspace."""
    vocabulary = Vocabulary("terms", (ConceptScheme(TERMS, (), ()),), tuple(_concepts(size.concepts)))
    opened.catalogue.vocabularies.put(vocabulary, "", now())
    opened.catalogue.records.put_connection(Connection(DAM, "folder"))
    _fill_campaigns(opened, size)
    _fill_assets(opened, size)
    uses = iter(_uses(size))
    for start in range(0, size.uses, _EVENTS):
        events = tuple(next(uses) for _ in range(min(_EVENTS, size.uses - start)))
        opened.catalogue.usage.store_page(DAM, UsagePage(events, str(start), False))
    searches = list(_searches(size))
    for start in range(0, len(searches), _PAGE):
        opened.catalogue.search_log.add(searches[start : start + _PAGE])


def concept(number: int) -> str:
    """The IRI of this concept of the tree; 0 to 9 are at its top."""
    return f"{TERMS}{number}"


def _concepts(count: int) -> Iterator[Concept]:
    for number in range(count):
        broader = (concept(number // _CHILDREN - 1),) if number >= _CHILDREN else ()
        yield Concept(concept(number), (TERMS,), (Label(f"thing {number}", "en"),), broader=broader)


def _fill_campaigns(opened: Workspace, size: Size) -> None:
    chance = random.Random(1)
    with opened.campaigns_file.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(("id", "name", "markets", "channels", "from", "to"))
        for number in range(size.campaigns):
            first = _FIRST + timedelta(chance.randrange(_DAYS))
            last = first + timedelta(chance.randrange(30, 400)) if number % 20 else ""
            markets, channels = chance.sample(MARKETS, 3), chance.sample(CHANNELS, 2)
            table.writerow((f"c{number}", f"Campaign {number}", " ".join(markets), " ".join(channels), first, last))


def _fill_assets(opened: Workspace, size: Size) -> None:
    records, enrichments = opened.catalogue.records, opened.catalogue.enrichments
    chance = random.Random(2)
    for start in range(0, size.assets, _PAGE):
        numbers = range(start, min(start + _PAGE, size.assets))
        made = tuple(Record(DAM, str(one), "1", (Text("title", f"Picture {one}", "en"),)) for one in numbers)
        records.store_page(DAM, Page(made, str(start), False))
        held = records.assets([id for id, _ in records.named(DAM, [one.external_id for one in made])])
        found = [Enrichment(one.id, one.content_digest(), "s", _annotations(chance, size.concepts)) for one in held]
        enrichments.store(found)
        opened.catalogue.rights.put([_licence(chance, number) for number in numbers])


def _annotations(chance: random.Random, concepts: int) -> tuple[Annotation, ...]:
    named = sorted({concept(_few(chance, concepts)) for _ in range(3)})
    return tuple(Annotation(iri, Origin.TAG, "tags/1", 1.0, (), "terms@1") for iri in named)


def _few(chance: random.Random, count: int) -> int:
    """A number below this count, the lower ones more often."""
    return int(count * chance.random() ** 2)


def _licence(chance: random.Random, number: int) -> RightsRecord:
    kind = number % _LICENCES
    from_here = random.Random(kind)
    first = _FIRST + timedelta(from_here.randrange(_DAYS))
    term = Term(
        Selection(tuple(sorted(from_here.sample(CHANNELS, 4)))),
        Selection(tuple(sorted(from_here.sample(MARKETS, 5)))),
        first,
        first + timedelta(from_here.randrange(200, 1500)),
    )
    source = RightsSource(f"{DAM}/{number}", "0", f"Licence {kind}")
    bought = _purchase(chance, number, first) if number % _BOUGHT == 0 else Purchase()
    return RightsRecord(source, 1, Statement(terms=(term,)), PolicyStatus.COMPLETE, "p", now(), bought)


def _purchase(chance: random.Random, number: int, day: date) -> Purchase:
    price = float(chance.randrange(20, 2_000))
    return Purchase(
        f"House {number % _LICENSORS}", "Fennmoor", f"T{number}", f"{day.isoformat()}T09:00:00Z", (price, "EUR")
    )


def _moment(chance: random.Random) -> str:
    begins = datetime(_FIRST.year, _FIRST.month, _FIRST.day, tzinfo=UTC)
    return f"{begins + timedelta(seconds=chance.randrange(_DAYS * 86_400)):%Y-%m-%dT%H:%M:%SZ}"


def _uses(size: Size) -> Iterator[UsageEvent]:
    chance = random.Random(3)
    for number in range(size.uses):
        kind = UsageKind.USE if number % 10 else UsageKind.DOWNLOAD
        told = [(CHANNEL, chance.choice(CHANNELS)), (REGIONS, " ".join(chance.sample(MARKETS, 1 + (number % 5 == 0))))]
        if number % 3:
            told.append((CAMPAIGN, f"c{chance.randrange(size.campaigns)}"))
        asset = str(_few(chance, size.assets))
        yield UsageEvent(f"{number:09}", kind, _moment(chance), asset, f"/page/{number % 1000}", properties=tuple(told))


def _searches(size: Size) -> Iterator[KeptSearch]:
    chance = random.Random(4)
    for number in range(size.searches):
        at = _moment(chance)
        results = chance.randrange(40) if number % 6 else 0
        asked = number % 2 == 0
        usable = chance.randrange(results + 1) if results and number % 8 else 0
        yield KeptSearch(
            f"{number:09}",
            at,
            SearchKind.SEARCH if number % 10 else SearchKind.RECOMMENDATION,
            f"{at[:10]}-{number % 200}",
            "portal",
            ("Retail", "Brand", "")[number % 3],
            f"{number % 5_000:064x}",
            ("de", "en", "fr")[number % 3],
            tuple(sorted({concept(_few(chance, size.concepts)) for _ in range(1 + number % 2)})),
            results,
            usable if asked else None,
            chance.choice(CHANNELS) if asked else "",
            tuple(chance.sample(MARKETS, 1)) if asked else (),
            (("region", results), ("date", 1)) if asked and results and not usable else (),
            f"c{chance.randrange(size.campaigns)}" if asked else "",
        )
