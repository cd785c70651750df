"""A catalogue in memory, written the plain way: every answer is worked out anew from everything there is."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from tests.fakes.accept_rules import FakeAcceptRules
from tests.fakes.answer_log import FakeAnswerLog
from tests.fakes.audit import FakeAudit
from tests.fakes.boards import FakeBoards
from tests.fakes.brand_terms import FakeBrandTerms
from tests.fakes.channels import FakeChannels
from tests.fakes.cleanups import FakeCleanups
from tests.fakes.client_words import FakeClientWords
from tests.fakes.compliance import FakeComplianceDays
from tests.fakes.drafts import FakeDrafts
from tests.fakes.feeds import FakeFeeds
from tests.fakes.flows import FakeFlows
from tests.fakes.graph_puts import FakeGraphPuts
from tests.fakes.hints import FakeHints
from tests.fakes.identities import FakeIdentities
from tests.fakes.intakes import FakeIntakes
from tests.fakes.leases import FakeLeases
from tests.fakes.mappings import FakeMappings
from tests.fakes.measuring import FakeMeasuring
from tests.fakes.notices import FakeCalendarFeeds, FakeNotices
from tests.fakes.offers import FakeOffers
from tests.fakes.outbox import FakeOutbox
from tests.fakes.panels import FakePanels
from tests.fakes.placements import FakeFeedbacks, FakePlacements
from tests.fakes.profiles import FakeProfiles
from tests.fakes.proposals import FakeProposals
from tests.fakes.publications import FakePublications
from tests.fakes.quality import FakeQualityScores
from tests.fakes.records import FakeRecords, Key, State
from tests.fakes.replies import FakeReplies
from tests.fakes.reports import FakeReports
from tests.fakes.rights_records import FakeRightsRecords
from tests.fakes.runs import FakeRuns
from tests.fakes.saved_questions import FakeSavedQuestions
from tests.fakes.saved_searches import FakeSavedSearches
from tests.fakes.search_log import FakeSearchLog
from tests.fakes.secrets import FakeSecrets
from tests.fakes.service_keys import FakeServiceKeys
from tests.fakes.usage import FakeUsage
from tests.fakes.vocabularies import FakeVocabularies
from tests.fakes.webhooks import FakeWebhooks
from thesaury.model.annotation import BY_RULE, Annotation, Decision, Enrichment, Origin, QueueOrder, Review, Suggestion
from thesaury.model.asset import Asset
from thesaury.model.errors import Usage
from thesaury.ports.enrichments import Carried, Counts, Decided, Decisions, Findings


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
    def __init__(self, records: FakeRecords, vocabularies: FakeVocabularies) -> None:
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

    def touch(self, ids: Sequence[str]) -> None:
        for id in set(ids) & set(self._records.states):
            self._records.states[id].revision += 1

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

    def latest(self, sought: Decisions = Decisions(), limit: int = 50, before: int = 0) -> list[tuple[int, Review]]:
        wanted = {name: getattr(sought, name) for name in ("reviewer", "at", "asset", "concept")}
        found = [
            (number, made)
            for number, made in enumerate(self._log, 1)
            if (not before or number < before)
            and all(not value or getattr(made, name) == value for name, value in wanted.items())
        ]
        return found[::-1][:limit]

    def grounds(self, reviewer: str) -> list[tuple[str, str]]:
        rejected = (made for made in self._log if (made.reviewer, made.decision) == (reviewer, Decision.REJECTED))
        return sorted({(made.concept, made.reason) for made in rejected})

    def withdraw(self, reviews: Sequence[Review]) -> list[Review]:
        return [made for made in reviews if self._withdrawn(made)]

    def explain(self, reviewer: str, at: str, reason: str) -> list[Review]:
        said = []
        for place, made in enumerate(self._log):
            if (made.reviewer, made.at) == (reviewer, at):
                self._log[place] = replace(made, reason=reason)
                said.append(self._log[place])
        return said

    def lineup(self, order: QueueOrder = QueueOrder.SUREST) -> list[tuple[str, str]]:
        return [(id, s.concept) for id, s in self.queue(2**62, 0.0, order)]

    def settled(self) -> list[tuple[str, str]]:
        found = [
            (id, one.concept)
            for id, state in self._live()
            for one in (*state.annotations.values(), *state.rejected.values())
            if one.concept in state.decided and not one.attributed_to.startswith(BY_RULE)
        ]
        return sorted(found)

    def queue(
        self, limit: int, minimum: float = 0.0, order: QueueOrder = QueueOrder.SUREST
    ) -> list[tuple[str, Suggestion]]:
        waiting = [(id, s) for id, state in self._live() for s in state.suggestions.values() if s.score >= minimum]
        worth = {(id, s.concept): s.score for id, s in waiting}
        if order is QueueOrder.TEACHING:
            worth = taught(waiting, Counter(r.concept for r in self._log if not r.reviewer.startswith(BY_RULE)))
        return sorted(waiting, key=lambda one: (-worth[one[0], one[1].concept], one[0], one[1].concept))[:limit]

    def decided(self) -> list[Decided]:
        last = {(made.asset, made.concept): made for made in self._log}
        found = []
        for (id, concept), made in sorted(last.items()):
            state = self._records.states[id]
            if concept in state.decided:
                held = state.annotations.get(concept) or state.rejected[concept]
                fields = tuple(dict.fromkeys(one.field for one in held.evidence))
                decision = Decision.REJECTED if concept in state.rejected else Decision.ACCEPTED
                found.append(Decided(id, concept, decision, made.reviewer, made.at, held.annotator, fields))
        return found

    def accepted(self, after: tuple[str, str] = ("", ""), limit: int = 10_000) -> list[tuple[str, str]]:
        held = sorted((id, concept) for id, state in self._records.states.items() for concept in state.annotations)
        return [pair for pair in held if pair > after][:limit]

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

    def rejected(self, ids: Sequence[str]) -> frozenset[tuple[str, str]]:
        states = ((id, self._records.states.get(id, State())) for id in ids)
        return frozenset((id, concept) for id, state in states for concept in state.rejected)

    def unknown_tags(self, limit: int) -> list[tuple[str, int]]:
        counts = Counter(tag for _, state in self._live() for tag in state.findings.unknown_tags)
        return sorted(counts.items(), key=lambda counted: (-counted[1], counted[0]))[:limit]

    def bearing(self, tags: Sequence[str]) -> list[tuple[str, str]]:
        return sorted((tag, id) for id, state in self._live() for tag in state.findings.unknown_tags if tag in tags)

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

    def revisions(self, after: str, limit: int) -> list[tuple[str, int]]:
        return [(id, state.revision) for id, state in sorted(self._records.states.items()) if id > after][:limit]

    def projected(self) -> str:
        return repr([(id, state.projected) for id, state in sorted(self._records.states.items())])

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

    def carried(self) -> Mapping[str, Carried]:
        live = [state for _, state in self._live()]
        accepted, suggested, rejected = (
            Counter(concept for state in live for concept in getattr(state, kind))
            for kind in ("annotations", "suggestions", "rejected")
        )
        return {
            concept: Carried(accepted[concept], suggested[concept], rejected[concept])
            for concept in sorted(accepted.keys() | suggested.keys() | rejected.keys())
        }

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

    def _withdrawn(self, made: Review) -> bool:
        places = [n for n, one in enumerate(self._log) if (one.asset, one.concept) == (made.asset, made.concept)]
        if not places or self._log[places[-1]] != made:
            return False
        state = self._records.states[made.asset]
        held = state.annotations.pop(made.concept, None) or state.rejected.pop(made.concept)
        del self._log[places[-1]]
        state.revision += 1
        if places[:-1]:
            earlier = self._log[places[-2]]
            accepted = earlier.decision is Decision.ACCEPTED
            (state.annotations if accepted else state.rejected)[made.concept] = replace(
                held, attributed_to=earlier.reviewer
            )
            return True
        state.decided.discard(made.concept)
        if held.annotator:
            found = {
                name: getattr(held, name)
                for name in ("concept", "score", "evidence", "annotator", "vocabulary", "reasons")
            }
            state.suggestions[made.concept] = Suggestion(**found)
        else:
            state.stamp = ""
        return True

    def _findings(self, state: State) -> Findings:
        return replace(
            state.findings,
            annotations=tuple(sorted(state.annotations.values(), key=lambda a: a.concept)),
            suggestions=tuple(sorted(state.suggestions.values(), key=lambda s: (-s.score, s.concept))),
        )


class FakeCatalogue:
    """All stores over dictionaries; gone when the process is."""

    def __init__(self) -> None:
        self.records = FakeRecords()
        self.vocabularies = FakeVocabularies()
        self.offers = FakeOffers(self.vocabularies)
        self.brand_terms = FakeBrandTerms()
        self.audit = FakeAudit()
        self.mappings = FakeMappings(self.audit)
        self.client_words = FakeClientWords()
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
        self.search_log = FakeSearchLog()
        self.notices = FakeNotices()
        self.calendar_feeds = FakeCalendarFeeds()
        self.service_keys = FakeServiceKeys()
        self.panels = FakePanels()
        self.identities = FakeIdentities(self)
        self.drafts = FakeDrafts()
        self.saved_searches = FakeSavedSearches()
        self.saved_questions = FakeSavedQuestions()
        self.cleanups = FakeCleanups()
        self.boards = FakeBoards()
        self.replies = FakeReplies()
        self.profiles = FakeProfiles()
        self.proposals = FakeProposals()
        self.answers = FakeAnswerLog()
        self.intakes = FakeIntakes()
        self.compliance = FakeComplianceDays()
        self.quality = FakeQualityScores()
        self.placements = FakePlacements(self.records, self.audit, self.answers)
        self.feedback = FakeFeedbacks()
        self.publications = FakePublications()
        self.reports = FakeReports()
        self.measuring = FakeMeasuring()
        self.graph_puts = FakeGraphPuts()
        self.feeds = FakeFeeds()
        self.channels = FakeChannels(self.feeds, self.audit)
        self.webhooks = FakeWebhooks()

    def close(self) -> None:
        """Nothing to release."""
