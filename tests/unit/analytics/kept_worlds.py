"""Workspaces in memory that hold a random world."""

from collections.abc import Iterator
from pathlib import Path

from tests.fakes.workspace import FakeWorkspace
from tests.unit.analytics.worlds import World, WorldReview
from thesaury.engines.tables import Tables
from thesaury.model.annotation import Annotation, Decision, Enrichment, Evidence, Origin, Review, Suggestion
from thesaury.model.asset import File, Record, Text
from thesaury.model.board import Board
from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.model.connection import Connection
from thesaury.model.licensing import ANY, WORLD, Selection, Statement, Term
from thesaury.model.policy import PolicyStatus
from thesaury.model.rights_record import Purchase, RightsRecord, RightsSource
from thesaury.ports.source import Page


def workspace_of(one: World, folder: Path) -> FakeWorkspace:
    """A workspace in memory that holds this world; its tables are written into the folder."""
    workspace = FakeWorkspace()
    workspace.tables, workspace.campaigns_file, workspace.rates_file = (
        Tables(),
        folder / "campaigns.csv",
        folder / "rates.csv",
    )
    _write_tables(one, workspace)
    concepts = tuple(Concept(iri, preferred=(Label(iri[-1], "en"),), broader=above) for iri, above in one.above.items())
    workspace.catalogue.vocabularies.put(Vocabulary("v", (), concepts), "file", "2026-01-01T00:00:00+00:00")
    ids = _store_assets(one, workspace)
    workspace.catalogue.rights.put(list(_records(one)))
    for connection, event in one.events:
        workspace.catalogue.usage.add(connection, [event])
    for search in one.searches:
        workspace.catalogue.search_log.add([search])
    for number, (at, brief) in enumerate(one.briefs):
        workspace.catalogue.boards.put(Board(f"b{number}", "Board", brief, at=at, changed=at))
    reviews = [_review(review, ids) for review in one.reviews]
    workspace.catalogue.enrichments.review(reviews)
    return workspace


def _write_tables(one: World, workspace: FakeWorkspace) -> None:
    lines = [f"{id},{' '.join(markets)},{last or ''}" for id, (markets, last) in one.campaigns.items()]
    workspace.campaigns_file.write_text("\n".join(["id,markets,end", *lines]) + "\n")
    rates = [f"{day},{currency},{rate}" for day, currency, rate in one.rates]
    workspace.rates_file.write_text("\n".join(["day,currency,rate", *rates]) + "\n")


def _store_assets(one: World, workspace: FakeWorkspace) -> list[str]:
    records = workspace.catalogue.records
    for name in ("dam", "shop"):
        records.put_connection(Connection(name, "table"))
    ids = []
    for place, asset in enumerate(one.assets):
        for connection, external_id in asset.records:
            file = File(f"{place}.jpg", "image/jpeg", f"digest{place}")
            records.store_page(
                connection, Page((Record(connection, external_id, "1", (Text("title", "x"),), file=file),), "", True)
            )
        found = records.find("/".join(asset.records[0]))
        assert found is not None
        ids.append(found.id)
        workspace.catalogue.enrichments.store([_enrichment(one, place, found.id)])
    for name in ("dam", "shop"):
        live = [id for asset in one.assets if asset.live for connection, id in asset.records if connection == name]
        records.reconcile(name, live, "2026-01-01T00:00:00+00:00")
    return ids


def _enrichment(one: World, place: int, id: str) -> Enrichment:
    tags = tuple(Annotation(concept, Origin.TAG, "tags/1") for concept in one.assets[place].concepts)
    waiting = tuple(
        Suggestion(review.concept, 0.5, (Evidence(review.field, 0, 1, "x", "x"),), review.annotator, "v@1")
        for review in one.reviews
        if review.asset == place and review.annotator
    )
    return Enrichment(id, "content", "stamp", tags, waiting)


def _review(review: WorldReview, ids: list[str]) -> Review:
    decision = Decision.ACCEPTED if review.accepted else Decision.REJECTED
    return Review(ids[review.asset], review.concept, decision, review.reviewer, review.at)


def _records(one: World) -> Iterator[RightsRecord]:
    for number, licence in enumerate(one.licences):
        term = Term(
            Selection((licence.channel or ANY,)),
            Selection((licence.market or WORLD,)),
            licence.first,
            licence.last,
            perpetual=licence.last is None,
        )
        cost = (float(licence.price), licence.currency) if licence.price is not None else None
        bought = licence.bought.isoformat() if licence.bought else ""
        purchase = Purchase(licence.licensor, "", licence.transaction, bought, cost)
        for asset in licence.assets:
            source = RightsSource("/".join(one.assets[asset].records[0]), str(number))
            yield RightsRecord(source, 1, Statement(terms=(term,)), PolicyStatus.COMPLETE, "p", "", purchase)
