"""The steps that turn an asset into what is known of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from thesaury.enrichment.accept_rules import RulesInForce, schemes_of
from thesaury.enrichment.client_words import ClientWords, with_spoken
from thesaury.enrichment.meant_words import with_meanings
from thesaury.governance.normalise import ApprovedTerms, Ours, stated
from thesaury.model.annotation import Enrichment, Origin, Suggestion
from thesaury.model.asset import Asset
from thesaury.model.connection import Failure
from thesaury.model.errors import AskPerson, Unreachable
from thesaury.model.policy import Policy
from thesaury.model.rights_record import RightsRecord
from thesaury.model.time import now
from thesaury.pipeline.accepting import InForce
from thesaury.pipeline.words import Vocabularies, brand_of, client_words_of, stamp_with, vocabularies_with
from thesaury.ports.annotator import Annotator, Unread
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.workspace import Workspace
from thesaury.rights.derive import derive
from thesaury.rights.vocabulary.client import own_regions, tables_of
from thesaury.vocabulary.brand.words import BrandWords


@dataclass(frozen=True, slots=True)
class Enriched:
    """What was found out about assets, the rights records that are new, and what could not be read: it stays to be done."""

    enrichments: tuple[Enrichment, ...]
    failures: tuple[Failure, ...] = ()
    rights: tuple[RightsRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reviewed:
    """The concepts of one asset that were accepted and rejected on it."""

    accepted: frozenset[str] = frozenset()
    rejected: frozenset[str] = frozenset()


_UNDECIDED = _Reviewed()


class EnrichmentLine:
    """The line over the current vocabularies; `stamp` says which versions it works with."""

    def __init__(
        self, workspace: Workspace, progress: Progress = unheard, client_words: ClientWords | None = None
    ) -> None:
        """Read the current vocabularies once, and the client's words in force; they hold for the life of this line. `progress` hears of
        what is prepared at its first assets, `client_words` are others than those in force."""
        brand = brand_of(workspace)
        self._words = client_words_of(workspace) if client_words is None else client_words
        vocabularies = vocabularies_with(workspace, brand)
        self._annotator = with_meanings(workspace.chosen_annotator(vocabularies, progress), brand)
        # A second annotator over the same words costs memory and time, so it is made only when it has to help out.
        self._own = partial(_meanwhile, workspace, vocabularies, brand)
        self._terms = ApprovedTerms(
            ((version.key, concept) for version, kept in vocabularies for concept in kept.concepts),
            [scheme for _, kept in vocabularies for scheme in kept.schemes],
            brand,
        )
        self._outbox, self._accept_rules = workspace.catalogue.outbox, workspace.catalogue.accept_rules
        self.in_force = InForce(self._annotator.version, schemes_of(kept for _, kept in vocabularies), brand)
        self._enrichments, self._rights = workspace.catalogue.enrichments, workspace.catalogue.rights
        self._readers = workspace.licence_readers()
        self._tables, self._own_regions = tables_of(workspace.root), own_regions(workspace.root)
        self.stamp = stamp_with(self._annotator, self._readers, self._own_regions, brand, self._words)

    def enrich(self, assets: Sequence[Asset]) -> Enriched:
        """Everything found out about these assets, in their order. What an accept rule takes is annotated; the rest waits for people.

        While an annotator elsewhere is away, our own takes its place; what it found bears another stamp, so that these assets are
        read again when the other is back.
        """
        read = [self._words.read(asset) for asset in assets]
        try:
            suggestions, stamp, failures = self._annotator.suggest(read), self.stamp, list[Failure]()
        except (Unreachable, AskPerson) as error:
            suggestions, stamp = self._own().suggest(read), f"{self.stamp} meanwhile"
            words = f"{error.message} Meanwhile our own annotator read {len(assets)} assets; they are read again later."
            failures = [Failure("enrich", "", "", words)]
        ours, rules = (
            self._ours(assets),
            RulesInForce(self._accept_rules.all(), self.in_force.schemes, self.in_force.brand),
        )
        reviewed = self._reviewed(assets)
        known = {one.key: one for one in self._rights.current([r.key for asset in assets for r in asset.records])}
        found: list[Enrichment] = []
        rights: list[RightsRecord] = []
        for asset, suggested in zip(assets, suggestions, strict=True):
            if isinstance(suggested, Unread):
                failures.append(Failure("enrich", "", asset.id, suggested.reason))
            else:
                derived = derive(asset, known, now(), self._readers, self._tables, self._own_regions)
                rights += derived.renewed
                decided = reviewed.get(asset.id, _UNDECIDED)
                found.append(self._enrichment(asset, suggested, derived.policies, stamp, ours, rules, decided))
        return Enriched(tuple(found), tuple(failures), tuple(rights))

    def keep(self, found: Enriched) -> None:
        """Keep what was found out; after a crash between the two, rights that are kept already are found unchanged."""
        self._rights.put(found.rights)
        self._enrichments.store(found.enrichments)

    def _reviewed(self, assets: Sequence[Asset]) -> Mapping[str, _Reviewed]:
        """By asset id what people decided on it; they are asked for where concepts of the client's own are mapped."""
        if not self._words.concepts:
            return {}
        ids = [asset.id for asset in assets]
        rejected: dict[str, set[str]] = {}
        for id, concept in self._enrichments.rejected(ids):
            rejected.setdefault(id, set()).add(concept)
        return {
            id: _Reviewed(
                frozenset(one.concept for one in found.annotations if one.origin is Origin.REVIEW),
                frozenset(rejected.get(id, ())),
            )
            for id, found in self._enrichments.findings(ids).items()
        }

    def _ours(self, assets: Sequence[Asset]) -> dict[str, frozenset[str]]:
        """What stands in the records of these assets because we wrote it, by record key."""
        ids: dict[str, list[str]] = {}
        for record in (record for asset in assets for record in asset.records):
            ids.setdefault(record.connection, []).append(record.external_id)
        return {
            f"{name}/{external_id}": concepts
            for name, named in ids.items()
            for external_id, concepts in self._outbox.ours(name, named).items()
        }

    def _enrichment(
        self,
        asset: Asset,
        suggestions: tuple[Suggestion, ...],
        policies: tuple[Policy, ...],
        stamp: str,
        ours: Ours,
        rules: RulesInForce,
        decided: _Reviewed,
    ) -> Enrichment:
        words = self._words
        normalised = self._terms.normalise(words.labelled(asset), words.refused)
        mapped = words.said_of(asset, self._terms.living)
        suggestions = with_spoken(words.kept(asset, suggestions), mapped) if words else suggestions
        by_word = [one.annotation for one in mapped if one.annotation]
        said = (*by_word, *stated(asset, self.in_force.schemes, ours), *normalised.annotations)
        annotations = {a.concept: a for a in (*rules.annotations(suggestions), *said)}
        followed = words.follow(sorted((annotations.keys() | decided.accepted) - decided.rejected), self._terms.living)
        annotations = {one.concept: one.annotation for one in followed if one.annotation} | annotations
        suggestions = with_spoken(suggestions, followed) if followed else suggestions
        return Enrichment(
            asset=asset.id,
            content=asset.content_digest(),
            stamp=stamp,
            annotations=tuple(annotations[concept] for concept in sorted(annotations)),
            suggestions=suggestions,
            unknown_tags=words.unexplained(asset, normalised.unknown),
            policies=policies,
        )


def _meanwhile(workspace: Workspace, vocabularies: Vocabularies, brand: BrandWords) -> Annotator:
    return with_meanings(workspace.annotator(vocabularies, tagging=True), brand)
