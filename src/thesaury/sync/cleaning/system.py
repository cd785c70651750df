"""One connection as a clean-up sees it: what its records carry now, what of it is ours, and rows for what is to change."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from thesaury.model.asset import Asset, Record
from thesaury.model.connection import Connection
from thesaury.model.outbox import FREE_TAGS, Base, Change, ConceptTag, OutboxRow, WriteState, change_key
from thesaury.model.time import now
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.sink import AssetSink, FreeTagSink
from thesaury.sync.pushing import Pushing
from thesaury.sync.wanting import Wanted, Wanting

Tags = Mapping[str, frozenset[str] | None]
"""Plain tags by external id; None where they cannot be read, and nothing for a record that is not there."""


class System:
    """Reads and plans; the only writes are those `pushing` makes."""

    def __init__(
        self,
        catalogue: Catalogue,
        sink: AssetSink,
        connection: Connection,
        wanting: Wanting,
        tag: Callable[[str], ConceptTag],
    ) -> None:
        """`wanting` says which field a concept goes to and which assets are written, `tag` gives a concept with its labels."""
        self.catalogue, self.sink, self.name, self.wanting, self.tag = catalogue, sink, connection.name, wanting, tag
        self.tagger = sink if isinstance(sink, FreeTagSink) else None
        self.pushing = Pushing(catalogue.outbox, sink, connection, tag)

    def records(self, external_ids: Sequence[str]) -> dict[str, tuple[str, Record]]:
        """The live records with these ids, each with the id of its asset."""
        named = self.catalogue.records.named(self.name, external_ids)
        return {record.external_id: (asset, record) for asset, record in named}

    def assets(self, ids: Iterable[str]) -> dict[str, Asset]:
        """These assets by id."""
        return {asset.id: asset for asset in self.catalogue.records.assets(list(dict.fromkeys(ids)))}

    def tags(self, records: Sequence[Record]) -> Tags:
        """The plain tags of these records as the system has them now; where it does not tell, as they were read last."""
        if not records:
            return {}
        if self.tagger is None:
            return {record.external_id: frozenset(record.tags) for record in records}
        return self.tagger.free_tags(records)

    def bases(self, field: str, external_ids: Sequence[str]) -> Mapping[str, Base]:
        """What is ours in this field."""
        return self.catalogue.outbox.base(self.name, field, external_ids)

    def held(self, asked: Mapping[str, Sequence[tuple[Record, Sequence[ConceptTag]]]]) -> dict[str, frozenset[str]]:
        """Which of the concepts asked about, field by field, each record holds now; what is ours where the field cannot be read."""
        found: dict[str, frozenset[str]] = {}
        for field, places in asked.items():
            records = [record for record, _ in places]
            among = tuple(dict.fromkeys(tag for _, tags in places for tag in tags))
            shown = self.sink.held(records, field, among)
            bases = self.bases(field, [record.external_id for record in records])
            for record in records:
                there = shown.get(record.external_id, frozenset())
                iris = bases[record.external_id].concepts if there is None else there
                found[record.external_id] = found.get(record.external_id, frozenset()) | iris
        return found

    def shown(self, tags: Iterable[str] | None, concept: ConceptTag) -> bool:
        """Whether one of these plain tags is the concept's own: somebody's, for which this sink writes nothing of its own."""
        return self.tagger is not None and any(self.tagger.stands_for(tag, concept) for tag in tags or ())

    def called(self, base: Base) -> dict[str, ConceptTag]:
        """What is ours or wanted there already, as it was written."""
        tags = {tag.iri: tag for tag in base.written}
        return {iri: tags.get(iri) or self.tag(iri) for iri in sorted(base.concepts | base.wanted)}

    def with_more(self, record: Record, by_field: Mapping[str, Sequence[ConceptTag]]) -> list[Wanted]:
        """What is to be in each field: all that is ours there already, and these."""
        wanted: list[Wanted] = []
        for field, more in by_field.items():
            kept = self.called(self.bases(field, [record.external_id])[record.external_id])
            wanted.append(Wanted(record, field, tuple((kept | {tag.iri: tag for tag in more}).values())))
        return wanted

    def without(self, record: Record, by_field: Mapping[str, Iterable[str]]) -> list[Wanted]:
        """What is to be in each field: all that is ours there already, but these."""
        wanted: list[Wanted] = []
        for field, iris in by_field.items():
            kept = self.called(self.bases(field, [record.external_id])[record.external_id])
            wanted.append(Wanted(record, field, tuple(tag for iri, tag in kept.items() if iri not in set(iris))))
        return wanted

    def retagging(
        self, external_id: str, clear: Sequence[str], restore: Sequence[str], wanted: Sequence[ConceptTag], run: int
    ) -> OutboxRow | None:
        """The row that takes plain tags away or gives them back; None where there are none."""
        if not clear and not restore:
            return None
        revision = self.bases(FREE_TAGS, [external_id])[external_id].revision
        key = change_key(self.name, external_id, FREE_TAGS, revision, restore, clear, ())
        place = (key, self.name, external_id, FREE_TAGS)
        change = Change(*place, (), (), tuple(wanted), tuple(clear), tuple(restore))
        return OutboxRow(change, WriteState.PENDING, created_at=now(), run=run)

    def done_since(self, external_id: str, moment: str) -> list[Change]:
        """What was written to this record from this moment on and took effect, the oldest first."""
        rows = self.catalogue.outbox.of_record(self.name, external_id)
        # Rows are dated to the second.
        since = [row for row in rows if row.state is WriteState.DONE and row.created_at[:19] >= moment[:19]]
        return [row.change for row in sorted(since, key=lambda row: (row.created_at, row.run)) if not row.change.empty]
