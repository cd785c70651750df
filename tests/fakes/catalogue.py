"""A catalogue in memory, written the plain way: every answer is worked out anew from everything there is."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from tests.fakes.accept_rules import FakeAcceptRules
from tests.fakes.flows import FakeFlows
from tests.fakes.hints import FakeHints
from tests.fakes.identities import FakeIdentities
from tests.fakes.leases import FakeLeases
from tests.fakes.outbox import FakeOutbox
from tests.fakes.rights_records import FakeRightsRecords
from tests.fakes.runs import FakeRuns
from tests.fakes.secrets import FakeSecrets
from tests.fakes.usage import FakeUsage
from thesaury.model.annotation import BY_RULE, Annotation, Decision, Enrichment, Origin, QueueOrder, Review, Suggestion
from thesaury.model.asset import Asset, Record
from thesaury.model.concept import Vocabulary, VocabularyVersion
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage
from thesaury.ports.catalogue import Counts, Findings, Pulled, Stored
from thesaury.ports.source import Page

Key = tuple[str, str]


@dataclass
class Kept:
    record: Record
    asset: str
    gone: bool = False
    look: str | None = None
    compared: bool = False


def look_after(before: Kept | None, record: Record) -> str | None:
    """The look of a record as it is stored: none without a file, what the source says, else what was found out before."""
    if record.file is None:
        return ""
    earlier = before.record.file if before else None
    pictures = [(f.digest, f.bytes, f.width, f.height) for f in (earlier, record.file) if f]
    kept = before.look if before and len(pictures) == 2 and pictures[0] == pictures[1] else None
    return record.file.look or kept


@dataclass
class State:
    revision: int = 0
    projected: int = 0
    content: str = ""
    stamp: str = ""
    annotations: dict[str, Annotation] = field(default_factory=dict)
    suggestions: dict[str, Suggestion] = field(default_factory=dict)
    rejected: dict[str, Annotation] = field(default_factory=dict)
    decided: set[str] = field(default_factory=set)
    findings: Findings = field(default_factory=Findings)


class FakeRecords:
    def __init__(self) -> None:
        self.known: dict[str, Connection] = {}
        self.cursors: dict[str, str] = {}
        self.under_way: set[str] = set()
        self.swept: dict[str, str] = {}
        self.kept: dict[Key, Kept] = {}
        self.states: dict[str, State] = {}
        self.apart: set[frozenset[str]] = set()
        self.moved: Callable[[str, str], None] = lambda one, other: None
        self.log: list[Review] = []

    def put_connection(self, connection: Connection) -> None:
        self.known[connection.name] = connection

    def connections(self) -> tuple[Connection, ...]:
        return tuple(self.known.values())

    def cursor(self, connection: str) -> str:
        return self.cursors.get(connection, "")

    def passing(self, connection: str) -> bool:
        return connection in self.under_way

    def swept_at(self, connection: str) -> str:
        return self.swept.get(connection, "")

    def reset(self, connection: str) -> None:
        self._require(connection)
        self.cursors.pop(connection, None)
        self.under_way.discard(connection)

    def etags(self, connection: str, external_ids: Sequence[str]) -> Mapping[str, str]:
        found = {i: self.kept.get((connection, i)) for i in external_ids}
        return {i: kept.record.etag for i, kept in found.items() if kept and not kept.gone}

    def raws(self, connection: str, external_ids: Sequence[str]) -> Mapping[str, Mapping[str, Any]]:
        found = {i: self.kept.get((connection, i)) for i in external_ids}
        return {i: kept.record.raw for i, kept in found.items() if kept}

    def records(self, connection: str, after: str, limit: int) -> list[tuple[str, Record]]:
        live = {key[1]: kept for key, kept in self.kept.items() if key[0] == connection and not kept.gone}
        return [(live[i].asset, replace(live[i].record, raw={})) for i in sorted(live) if i > after][:limit]

    def named(self, connection: str, external_ids: Sequence[str]) -> list[tuple[str, Record]]:
        return [
            (asset, r) for asset, r in self.records(connection, "", len(self.kept)) if r.external_id in external_ids
        ]

    def store_page(self, connection: str, page: Page) -> Stored:
        stored = self.store_read(connection, page)
        self.cursors[connection] = page.cursor
        (self.under_way.discard if page.last else self.under_way.add)(connection)
        return stored

    def store_read(self, connection: str, page: Page) -> Stored:
        self._require(connection)
        if any(record.connection != connection for record in page.records):
            raise Usage(f"A record is not one of the connection {connection!r}.")
        before = set(self.states)
        ends = [(record, self._store(record)) for record in page.records]
        counts = Counter(end for _, end in ends)
        for passing in set(self.states) - before - {kept.asset for kept in self.kept.values()}:
            del self.states[passing]
        counts["gone"] = sum(self._drop((connection, external_id)) for external_id in page.gone)
        self._refer(list({record.key: record for record, end in ends if end != "unchanged"}.values()))
        return Stored(counts["new"], counts["changed"], counts["unchanged"], counts["gone"])

    def reconcile(self, connection: str, present: Iterable[str], at: str) -> Stored:
        there = set(present)
        self.swept[connection] = at
        return Stored(gone=sum(self._drop(key) for key in self.kept if key[0] == connection and key[1] not in there))

    def assets(self, ids: Sequence[str]) -> list[Asset]:
        return [asset for asset in map(self._asset, ids) if asset.records]

    def asset_page(self, after: str, limit: int) -> list[Asset]:
        return self.assets(sorted(id for id in self.states if id > after))[:limit]

    def find(self, reference: str) -> Asset | None:
        live = [kept for kept in self.kept.values() if not kept.gone]
        for names in ({k.asset for k in live}, {k.record.key: k.asset for k in live}):
            if reference in names:
                return self._asset(names[reference] if isinstance(names, dict) else reference)
        bearing = {kept.asset for kept in live if kept.record.external_id == reference}
        return self._asset(bearing.pop()) if len(bearing) == 1 else None

    def _require(self, connection: str) -> None:
        if connection not in self.known:
            raise Usage(f"There is no connection {connection!r}.")

    def _store(self, record: Record) -> str:
        key = record.connection, record.external_id
        before = self.kept.get(key)
        if before and not before.gone and before.record.etag == record.etag:
            return "unchanged"
        own = before.asset if before else record.asset_id
        sharing = {k.asset for k in self.kept.values() if record.digest and k.record.digest == record.digest}
        sharing = {asset for asset in sharing if frozenset((asset, own)) not in self.apart}
        asset = own if own in sharing or not sharing else min(sharing)
        self.states.setdefault(asset, State())
        self.kept[key] = Kept(record, asset, look=look_after(before, record))
        if before is None:
            self._revise(asset)
        elif (replace(before.record, etag=""), before.asset, before.gone) != (replace(record, etag=""), asset, False):
            self._revise(before.asset, asset)
        return "changed" if before and not before.gone else "new"

    def _refer(self, records: Sequence[Record]) -> None:
        """Make one of the assets that these records and those they name, or that name them, belong to."""
        by_key = {kept.record.key: kept for kept in self.kept.values()}
        names = {record.key for record in records}
        pairs = [(record.key, key) for record in records for key in record.same_as]
        pairs += [
            (kept.record.key, named)
            for _, kept in sorted(self.kept.items(), key=lambda item: item[0])
            for named in sorted(kept.record.same_as)
            if named in names
        ]
        for source, target in pairs:
            if target in by_key:
                self.move(by_key[source].asset, by_key[target].asset)

    def move(self, one: str, other: str) -> None:
        if one == other or frozenset((one, other)) in self.apart:
            return
        for kept in [kept for kept in self.kept.values() if kept.asset == one]:
            kept.asset, kept.compared = other, False
        source, target = self.states[one], self.states[other]
        for concept in source.decided - target.decided:
            target.decided.add(concept)
            target.suggestions.pop(concept, None)
            for mine, theirs in ((source.annotations, target.annotations), (source.rejected, target.rejected)):
                theirs.pop(concept, None)
                if concept in mine:
                    theirs[concept] = mine[concept]
        for concept in source.decided:
            source.annotations.pop(concept, None)
            source.rejected.pop(concept, None)
        source.decided = set()
        self.log[:] = [replace(made, asset=other) if made.asset == one else made for made in self.log]
        self.moved(one, other)
        self._revise(one, other)

    def place(self, leaving: "list[Kept]", asset: str) -> None:
        old = leaving[0].asset
        self.states.setdefault(asset, State())
        for kept in leaving:
            kept.asset, kept.compared = asset, False
        self._revise(old, asset)

    def _drop(self, key: Key) -> bool:
        kept = self.kept.get(key)
        if kept is None or kept.gone:
            return False
        kept.gone = True
        self._revise(kept.asset)
        return True

    def _revise(self, *assets: str) -> None:
        for asset in assets:
            self.states[asset].revision += 1

    def _asset(self, id: str) -> Asset:
        places = {name: place for place, name in enumerate(self.known)}
        records = [kept.record for kept in self.kept.values() if kept.asset == id and not kept.gone]
        records.sort(key=lambda r: (r.asset_id != id, places[r.connection], r.external_id))
        return Asset(id, tuple(records))


def taught(waiting: Sequence[tuple[str, Suggestion]], decisions: Mapping[str, int]) -> dict[Key, float]:
    """The worth of a decision on each of these suggestions, by asset and concept."""
    unsure = {(id, s.concept): 1 - abs(2 * s.score - 1) for id, s in waiting}
    worth: dict[Key, float] = {}
    for place, key in numbered(unsure, by=1, then=0):
        worth[key] = unsure[key] / (decisions.get(key[1], 0) + place)
    return {key: worth[key] / place for place, key in numbered(worth, by=0, then=1)}


def numbered(values: Mapping[Key, float], by: int, then: int) -> Iterator[tuple[int, Key]]:
    """Every key with its place, from 1, among those that share one of its parts, by falling value, then by the other part."""
    for shared in {key[by] for key in values}:
        keys = sorted((key for key in values if key[by] == shared), key=lambda key: (-values[key], key[then]))
        yield from enumerate(keys, 1)


def decision_of(state: State, one: Annotation | Suggestion) -> Decision | None:
    """What a person decided on this; rules are no persons."""
    decided = isinstance(one, Annotation) and one.concept in state.decided
    if not decided or one.attributed_to.startswith(BY_RULE):
        return None
    return Decision.REJECTED if one.concept in state.rejected else Decision.ACCEPTED


class FakeEnrichments:
    def __init__(self, records: FakeRecords, vocabularies: "FakeVocabularies") -> None:
        self._records = records
        self._vocabularies = vocabularies
        self._log = records.log

    def outdated(self, stamp: str, after: str, limit: int) -> list[Asset]:
        states = self._records.states
        assets = self._records.asset_page(after, len(states))
        current = {a.id for a in assets if (states[a.id].content, states[a.id].stamp) == (a.content_digest(), stamp)}
        return [asset for asset in assets if asset.id not in current][:limit]

    def count_outdated(self, stamp: str) -> int:
        return len(self.outdated(stamp, "", len(self._records.states)))

    def store(self, enrichments: Sequence[Enrichment]) -> None:
        self._require(enrichment.asset for enrichment in enrichments)
        for enrichment in {e.asset: e for e in enrichments}.values():
            self._store(self._records.states[enrichment.asset], enrichment)

    def advance(self, ids: Sequence[str], stamp: str) -> None:
        for id in set(ids) & set(self._records.states):
            self._records.states[id].stamp = stamp

    def review(self, reviews: Sequence[Review], waiting: bool = False) -> int:
        self._require(review.asset for review in reviews)
        if waiting:
            reviews = [r for r in reviews if r.concept in self._records.states[r.asset].suggestions]
        self._log += reviews
        changed = [review.asset for review in reviews if self._decide(self._records.states[review.asset], review)]
        for asset in set(changed):
            self._records.states[asset].revision += 1
        return len(changed)

    def reviews(self, after: str = "") -> list[Review]:
        return [made for made in self._log if made.at > after]

    def queue(
        self, limit: int, minimum: float = 0.0, order: QueueOrder = QueueOrder.SUREST
    ) -> list[tuple[str, Suggestion]]:
        waiting = [(id, s) for id, state in self._live() for s in state.suggestions.values() if s.score >= minimum]
        worth = {(id, s.concept): s.score for id, s in waiting}
        if order is QueueOrder.TEACHING:
            worth = taught(waiting, Counter(r.concept for r in self._log if not r.reviewer.startswith(BY_RULE)))
        return sorted(waiting, key=lambda one: (-worth[one[0], one[1].concept], one[0], one[1].concept))[:limit]

    def scored(self, annotator: str) -> list[tuple[str, float, Decision | None]]:
        found: list[tuple[str, float, Decision | None]] = []
        for state in self._records.states.values():
            kept: list[Annotation | Suggestion] = [*state.annotations.values(), *state.rejected.values()]
            for one in [*kept, *state.suggestions.values()]:
                if one.annotator == annotator:
                    found.append((one.concept, one.score, decision_of(state, one)))
        return sorted(found, key=lambda row: (row[0], row[1], row[2] or ""))

    def findings(self, ids: Sequence[str]) -> Mapping[str, Findings]:
        return {id: self._findings(self._records.states.get(id, State())) for id in ids}

    def unknown_tags(self, limit: int) -> list[tuple[str, int]]:
        counts = Counter(tag for _, state in self._live() for tag in state.findings.unknown_tags)
        return sorted(counts.items(), key=lambda counted: (-counted[1], counted[0]))[:limit]

    def unprojected(self, limit: int) -> list[tuple[str, int]]:
        states = sorted(self._records.states.items())
        return [(id, state.revision) for id, state in states if state.projected < state.revision][:limit]

    def count_unprojected(self) -> int:
        return len(self.unprojected(len(self._records.states)))

    def mark_projected(self, revisions: Sequence[tuple[str, int]]) -> None:
        for id, revision in revisions:
            state = self._records.states.get(id)
            if state and state.projected < revision:
                state.projected = revision

    def forget_projections(self) -> None:
        for state in self._records.states.values():
            state.projected = 0

    def counts(self) -> Counts:
        live = [state for _, state in self._live()]
        return Counts(
            assets=len(live),
            records=sum(not kept.gone for kept in self._records.kept.values()),
            concepts=sum(version.concepts for version in self._vocabularies.current()),
            suggestions=sum(len(state.suggestions) for state in live),
            accepted=sum(len(state.annotations) for state in live),
            rejected=sum(len(state.rejected) for state in live),
        )

    def _live(self) -> list[tuple[str, State]]:
        living = {kept.asset for kept in self._records.kept.values() if not kept.gone}
        return [(id, state) for id, state in self._records.states.items() if id in living]

    def _require(self, ids: Iterable[str]) -> None:
        if unknown := set(ids) - set(self._records.states):
            raise Usage(f"There is no asset {min(unknown)!r}.")

    def _store(self, state: State, found: Enrichment) -> None:
        reviewed = {concept: a for concept, a in state.annotations.items() if concept in state.decided}
        given = {a.concept: a for a in reversed(found.annotations) if a.concept not in state.decided}
        taken = {a.concept for a in found.annotations} | state.decided
        state.annotations = reviewed | given
        state.suggestions = {s.concept: s for s in reversed(found.suggestions) if s.concept not in taken}
        policies = tuple(sorted(found.policies, key=lambda policy: policy.record))
        state.findings = Findings(policies=policies, unknown_tags=tuple(sorted(set(found.unknown_tags))))
        state.content, state.stamp = found.content, found.stamp
        state.revision += 1

    def _decide(self, state: State, review: Review) -> bool:
        before = state.annotations.pop(review.concept, None)
        waiting = state.suggestions.pop(review.concept, None)
        base = before or state.rejected.pop(review.concept, None) or waiting
        after = Annotation(review.concept, Origin.REVIEW, review.reviewer)
        if base:
            found = {name: getattr(base, name) for name in ("score", "evidence", "vocabulary", "reasons", "annotator")}
            after = replace(after, **found)
        state.decided.add(review.concept)
        accepted = review.decision is Decision.ACCEPTED
        (state.annotations if accepted else state.rejected)[review.concept] = after
        return waiting is not None or before != (after if accepted else None)

    def _findings(self, state: State) -> Findings:
        return replace(
            state.findings,
            annotations=tuple(sorted(state.annotations.values(), key=lambda a: a.concept)),
            suggestions=tuple(sorted(state.suggestions.values(), key=lambda s: (-s.score, s.concept))),
        )


class FakeVocabularies:
    def __init__(self) -> None:
        self._kept: dict[str, list[tuple[VocabularyVersion, Vocabulary]]] = {}
        self._pulls: dict[str, Pulled] = {}

    def put(self, vocabulary: Vocabulary, source: str, at: str) -> VocabularyVersion:
        kept = self._kept.setdefault(vocabulary.name, [])
        content = Vocabulary(
            vocabulary.name,
            tuple(sorted(vocabulary.schemes, key=lambda scheme: scheme.iri)),
            tuple(sorted(vocabulary.concepts, key=lambda concept: concept.iri)),
        )
        if not kept or kept[-1][1] != content:
            digest = f"{abs(hash((content.schemes, content.concepts))):064x}"
            concepts = len(content.concepts)
            kept.append((VocabularyVersion(content.name, len(kept) + 1, digest, concepts, at, source), content))
        return kept[-1][0]

    def pulled(self, pulled: Pulled, vocabulary: Vocabulary | None = None) -> VocabularyVersion | None:
        self._pulls[pulled.connection] = pulled
        return self.put(vocabulary, pulled.connection, pulled.at) if vocabulary else None

    def pulls(self) -> list[Pulled]:
        return [self._pulls[connection] for connection in sorted(self._pulls)]

    def versions(self, name: str | None = None) -> list[VocabularyVersion]:
        return [version for kept in sorted(self._kept) if name in (None, kept) for version, _ in self._kept[kept]]

    def current(self) -> list[VocabularyVersion]:
        return [self._kept[name][-1][0] for name in sorted(self._kept)]

    def get(self, name: str, number: int | None = None) -> Vocabulary:
        kept = self._kept.get(name, [])
        if not kept or (number is not None and not 1 <= number <= len(kept)):
            raise Usage(f"There is no vocabulary {name!r}, or no version {number} of it.")
        return kept[(number or len(kept)) - 1][1]


class FakeCatalogue:
    """All stores over dictionaries; gone when the process is."""

    def __init__(self) -> None:
        self.records = FakeRecords()
        self.vocabularies = FakeVocabularies()
        self.enrichments = FakeEnrichments(self.records, self.vocabularies)
        self.accept_rules = FakeAcceptRules()
        self.rights = FakeRightsRecords()
        self.runs = FakeRuns()
        self.flows = FakeFlows()
        self.outbox = FakeOutbox()
        self.leases = FakeLeases()
        self.secrets = FakeSecrets()
        self.hints = FakeHints(self.records)
        self.usage = FakeUsage(self.records)
        self.identities = FakeIdentities(self)

    def close(self) -> None:
        """Nothing to release."""
