"""Running the matching of two vocabularies through the product, and comparing it with a gold set."""

from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Figures
from pathlib import Path
from time import monotonic, process_time

from thesaury.evaluation.mapping_scoring import mapping_figures
from thesaury.evaluation.written import write_lines
from thesaury.model.concept import Vocabulary
from thesaury.model.mapping import Mapping, MappingSet, MappingStatus
from thesaury.onboarding.matching.knowledge import Knowledge
from thesaury.onboarding.matching.matching import match
from thesaury.onboarding.sssom.writing import sssom_lines
from thesaury.ports.progress import Progress

_TOOL = "Thesaury"


def evaluate_mapping(
    source: Vocabulary,
    target: Vocabulary,
    knowledge: Knowledge,
    gold: Sequence[Mapping] | None,
    out: Path,
    progress: Progress,
) -> Figures[str, object]:
    """Match, write the mappings as SSSOM/TSV, and say how many there are, how long it took, and how they compare with gold.

    Raises BadInput where the model or the dictionary is broken or gold has no pair, Unreachable where the file cannot be written.
    """
    began, worked = monotonic(), process_time()
    mappings = match(source, target, knowledge, progress)
    spent = {"seconds": round(monotonic() - began, 1), "cpu_seconds": round(process_time() - worked, 1)}
    figures = {} if gold is None else mapping_figures(mappings, gold)
    write_lines(out, sssom_lines(_set(source, target, mappings)))
    return {**_counted(source, target, mappings), **figures, **spent}


def _set(source: Vocabulary, target: Vocabulary, mappings: tuple[Mapping, ...]) -> MappingSet:
    schemes = [next((scheme.iri for scheme in vocabulary.schemes), "") for vocabulary in (source, target)]
    return MappingSet(
        mappings, title=f"{source.name} to {target.name}", source=schemes[0], target=schemes[1], tool=_TOOL
    )


def _counted(source: Vocabulary, target: Vocabulary, mappings: Iterable[Mapping]) -> dict[str, object]:
    found = [one for one in mappings if one.object is not None]
    return {
        "source_concepts": sum(not concept.deprecated for concept in source.concepts),
        "target_concepts": sum(not concept.deprecated for concept in target.concepts),
        "candidates": len(found),
        "subjects_with_candidates": len({one.subject for one in found}),
        "accepted": sum(one.status is MappingStatus.ACCEPTED for one in found),
    }
