"""Looks vocabularies through, and keeps the scores of their versions: of each version once, of earlier ones when a trend is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass

from thesaury.model.concept import Vocabulary, VocabularyVersion
from thesaury.model.quality import VersionScores
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.progress import Progress, unheard
from thesaury.vocabulary.quality import FORMULA, Beside, Notices, notices, scored

TREND = 12
"""So many versions a trend looks back: older ones are not worked out."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What is worth a second look in one version, and the scores that come of it."""

    version: VocabularyVersion
    notices: Notices
    scores: VersionScores


def look_through(version: VocabularyVersion, content: Vocabulary, beside: Beside) -> Looked:
    """What is worth a second look in a version. Takes a second for some tens of thousands of concepts.

    Mappings are judged by what lies beside it now: the scores of a version change when a vocabulary it maps to does.
    """
    found = notices(content, beside)
    return Looked(version, found, VersionScores(version.name, version.number, tuple(scored(content, found))))


def keep_scores(catalogue: Catalogue, scores: VersionScores) -> None:
    """Keep the scores of a version, unless it is kept with the same ones. Raises WorkspaceBusy while others write for long."""
    if catalogue.quality.of(scores.vocabulary, [scores.number]) != [scores]:
        catalogue.quality.put(scores)


def trend(catalogue: Catalogue, name: str) -> list[VersionScores]:
    """The kept scores of the last `TREND` versions, oldest first; those of another formula are left out."""
    kept = catalogue.quality.of(name, [version.number for version in _last(catalogue, name)])
    return [one for one in kept if all(score.formula == FORMULA for score in one.schemes)]


def missing_in_trend(catalogue: Catalogue, name: str) -> list[VocabularyVersion]:
    """Those of the last `TREND` versions whose scores are not worked out, newest first."""
    known = {one.number for one in trend(catalogue, name)}
    return [version for version in reversed(_last(catalogue, name)) if version.number not in known]


def fill_trend(catalogue: Catalogue, name: str, beside: Beside, progress: Progress = unheard) -> None:
    """Work out the scores of the last `TREND` versions that have none, newest first."""
    missing = missing_in_trend(catalogue, name)
    for done, version in enumerate(missing):
        progress("quality", done, len(missing))
        content = catalogue.vocabularies.get(name, version.number)
        keep_scores(catalogue, look_through(version, content, beside).scores)


def _last(catalogue: Catalogue, name: str) -> Sequence[VocabularyVersion]:
    return catalogue.vocabularies.versions(name)[-TREND:]
