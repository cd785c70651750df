"""Assets as a dry run shows them: each with its concepts, and what speaks for these; who mapped most of the words is not said each time."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from thesaury.enrichment.explaining import line
from thesaury.model.annotation import Annotation, Enrichment, Reason, Suggestion, Voice
from thesaury.model.asset import Asset
from thesaury.model.concept import MappingRelation
from thesaury.pipeline.onboarding.rehearsal import ShownAsset, ShownConcept
from thesaury.vocabulary.thesaurus import Thesaurus


def shown(asset: Asset, found: Enrichment, thesaurus: Thesaurus, languages: tuple[str, ...]) -> ShownAsset:
    """An asset with what was found out about it, in the best of these languages."""
    described = [text for text in asset.texts() if text.field == "description"]
    spoken = [text for language in languages for text in described if text.language == language]
    every: list[tuple[Annotation | Suggestion, bool]] = [
        *((one, True) for one in found.annotations),
        *((one, False) for one in suggested_besides(found)),
    ]
    return ShownAsset(
        asset.records[0].key,
        asset.title(languages),
        (spoken or described)[0].value if described else "",
        asset.tags(),
        tuple(
            ShownConcept(
                one.concept,
                thesaurus.label(one.concept, languages),
                accepted,
                line(one, {}, thesaurus, languages),
                one,
            )
            for one, accepted in every
        ),
    )


def suggested_besides(found: Enrichment) -> list[Suggestion]:
    """What would wait: what is annotated is not suggested too."""
    held = {one.concept for one in found.annotations}
    return [one for one in found.suggestions if one.concept not in held]


def usual_mapper(found: Iterable[Enrichment]) -> str:
    """Who mapped most of the words that these say; empty where nobody did."""
    kept = list(found)
    reasons = [reason for one in kept for annotation in one.annotations for reason in annotation.reasons]
    reasons += [reason for one in kept for suggestion in one.suggestions for reason in suggestion.reasons]
    by = Counter(reason.by for reason in reasons if _by_person(reason))
    return max(by, key=lambda name: (by[name], name), default="")


def unsaid(found: Enrichment, by: str) -> Enrichment:
    """It without this name on what is mapped."""
    annotations = [replace(one, reasons=tuple(_left(one, by))) for one in found.annotations]
    suggestions = [replace(one, reasons=tuple(_left(one, by))) for one in found.suggestions]
    return replace(found, annotations=tuple(annotations), suggestions=tuple(suggestions))


def _left(one: Annotation | Suggestion, by: str) -> Iterator[Reason]:
    """The reasons without this name; that a word was mapped is nothing new beside the word itself, unless to something broader."""
    quoted = {evidence.quote for evidence in one.evidence}
    for reason in one.reasons:
        if not _by_person(reason) or reason.by != by:
            yield reason
        elif reason.subject not in quoted or reason.step == MappingRelation.BROAD:
            yield replace(reason, by="")


def _by_person(reason: Reason) -> bool:
    return reason.voice is Voice.MAPPING and bool(reason.at)
