"""All figures of a gold set: each document is scored as it comes, and only what the figures need is kept."""

from collections.abc import Collection, Iterable, Mapping

from thesaury.evaluation.calibration import CalibrationError
from thesaury.evaluation.measures import MEASURES, measures
from thesaury.evaluation.thresholds import Thresholds
from thesaury.model.annotation import Suggestion

PRECISION, FEWEST = 0.8, 50
"""The precision at which recall is reported, and how many suggestions have to lie above such a threshold."""

_SHOWN = 4
Figure = float | None


class Scoring:
    """Gathers the figures by which gold sets are compared, under the names of their own scorer."""

    def __init__(self) -> None:
        self._totals = dict.fromkeys(MEASURES, 0.0)
        self._documents = self._silent = self._gold = 0
        self._thresholds = Thresholds()
        self._calibration, self._calibration_of_five = CalibrationError(), CalibrationError()

    def add(self, gold: Collection[str], suggestions: Iterable[Suggestion]) -> None:
        """One document with at least one gold concept; equal scores keep their order, a repeated concept counts once."""
        ranked = _ranked(suggestions)
        for name, value in measures(list(ranked), gold).items():
            self._totals[name] += value
        self._documents += 1
        self._silent += not ranked
        self._gold += len(gold)
        for place, (concept, score) in enumerate(ranked.items()):
            right = concept in gold
            self._thresholds.add(score, right)
            self._calibration.add(score, right)
            if place < 5:
                self._calibration_of_five.add(score, right)

    def figures(self) -> Mapping[str, Figure]:
        """The figures, to four decimals; none where no document was added."""
        if not self._documents:
            return {}
        best = self._thresholds.best_f1(self._gold)
        sure = self._thresholds.best_recall(self._gold, PRECISION, FEWEST)
        named = f"recall_at_precision_{PRECISION:g}"
        figures: dict[str, Figure] = {
            "documents": self._documents,
            "documents_without_prediction": self._silent,
            "gold_per_document": self._gold / self._documents,
            "suggestions": self._thresholds.suggestions,
            **{name: total / self._documents for name, total in self._totals.items()},
            "best_micro_F1": best.f1 if best else 0.0,
            "best_micro_F1_threshold": best.threshold if best else None,
            named: sure.recall if sure else 0.0,
            f"{named}_threshold": sure.threshold if sure else None,
            "expected_calibration_error": self._calibration.error,
            "expected_calibration_error@5": self._calibration_of_five.error,
        }
        return {name: round(value, _SHOWN) if isinstance(value, float) else value for name, value in figures.items()}


def _ranked(suggestions: Iterable[Suggestion]) -> dict[str, float]:
    """The score of each concept, by falling score."""
    ranked: dict[str, float] = {}
    for suggestion in sorted(suggestions, key=lambda suggestion: -suggestion.score):
        ranked.setdefault(suggestion.concept, float(suggestion.score))
    return ranked
