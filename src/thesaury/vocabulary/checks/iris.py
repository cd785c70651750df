"""Whether IRIs are IRIs that can be kept."""

import re
from dataclasses import replace

from thesaury.model.concept import Concept, Vocabulary
from thesaury.vocabulary.checks.rule import Checked, with_concepts, without
from thesaury.vocabulary.report import Finding, mended, refused

_UNFIT = '\x00-\x20\x7f-\x9f<>"{}|\\\\^`\ud800-\udfff'
_IRI = re.compile(rf"(?:https?://[^{_UNFIT}/][^{_UNFIT}]*|urn:[a-z0-9][a-z0-9-]{{0,31}}:[^{_UNFIT}]+)", re.IGNORECASE)
_LONGEST = 2048


def fit(iri: str) -> bool:
    """Whether this is an http, https or urn IRI of at most 2,048 characters, without characters no IRI has."""
    return len(iri) <= _LONGEST and _IRI.fullmatch(iri) is not None


def iris(vocabulary: Vocabulary) -> Checked:
    """Concepts and schemes with another kind of IRI are refused, and everything that points to them goes too."""
    concepts = [concept.iri for concept in vocabulary.concepts if not fit(concept.iri)]
    schemes = [scheme.iri for scheme in vocabulary.schemes if not fit(scheme.iri)]
    findings = [_refused(iri, "concept") for iri in concepts] + [_refused(iri, "scheme") for iri in schemes]
    kept = without(vocabulary, set(concepts))
    kept = replace(kept, schemes=tuple(scheme for scheme in kept.schemes if scheme.iri not in schemes))
    return with_concepts(kept, lambda concept: _pointing_well(concept, findings)), findings


def _refused(iri: str, what: str) -> Finding:
    shown = iri if len(iri) <= 200 else f"{iri[:200]}..."
    return refused("iri", shown, f"The {what} {shown!r} is refused: its IRI is not a whole http, https or urn IRI.")


def _pointing_well(concept: Concept, findings: list[Finding]) -> Concept:
    """The concept without schemes, mappings and successors that have no fit IRI; of schemes another rule speaks."""
    pointing = sorted({*(match.target for match in concept.matches), concept.replaced_by or ""} - {""})
    unfit = [iri for iri in pointing if not fit(iri)]
    schemes = tuple(iri for iri in concept.schemes if fit(iri))
    if not unfit and len(schemes) == len(concept.schemes):
        return concept
    findings += [
        mended("iri", concept.iri, f"{concept.iri} points to {iri[:200]!r}, which is no such IRI.") for iri in unfit
    ]
    return replace(
        concept,
        schemes=schemes,
        matches=tuple(match for match in concept.matches if match.target not in unfit),
        replaced_by=None if concept.replaced_by in unfit else concept.replaced_by,
    )
