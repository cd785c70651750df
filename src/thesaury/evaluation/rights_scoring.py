"""How good readings of licences and decisions are: unsafe permits first, then accuracy, over-review and the stated values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

LABELS = ("permit", "deny", "needs_review")
AXES = ("channels", "regions", "purposes", "parties")
FIELDS = (
    *(f"{axis}.{side}" for axis in AXES for side in ("allow", "deny")),
    "dates",
    "limits",
    "duties",
    "unresolved_reasons",
)

Groups = Mapping[str, Mapping[str, Iterable[str]]]
"""Members of groups by axis and name of the group."""


@dataclass(slots=True)
class RightsScoring:
    """Counts as records are added; `figures` gives the object that the gold sets' own scorer prints."""

    groups: Groups
    records: int = 0
    status: int = 0
    model: int = 0
    stop: int = 0
    unsafe: list[str] = field(default_factory=list)
    table: dict[str, dict[str, int]] = field(
        default_factory=lambda: {label: dict.fromkeys((*LABELS, "missing"), 0) for label in LABELS}
    )
    counts: dict[str, list[int]] = field(default_factory=lambda: {name: [0, 0, 0] for name in FIELDS})

    def add(self, record: Mapping[str, Any], prediction: Mapping[str, Any]) -> None:
        """Compare what was predicted for a labelled record."""
        self.records += 1
        for number, (question, answer) in enumerate(zip(record["questions"], prediction["decisions"], strict=True), 1):
            self.table[question["expect"]][answer] += 1
            if answer == "permit" and question["expect"] != "permit":
                self.unsafe.append(f"{record['id']}#{number}")
        expected = record["expected"]
        self.status += prediction["status"] == expected["status"]
        self.model += prediction["license_model"] == expected["license_model"]
        self.stop += prediction["prohibit_all"] == bool(expected["prohibit_all"])
        mine, gold = stated(prediction, self.groups), stated(expected, self.groups)
        for name, count in self.counts.items():
            count[0] += len(mine[name] & gold[name])
            count[1] += len(mine[name])
            count[2] += len(gold[name])

    def figures(self) -> dict[str, Any]:
        """All figures; rates of nothing are None."""
        total = sum(sum(row.values()) for row in self.table.values())
        sure = sum(sum(self.table[label].values()) for label in ("permit", "deny"))
        reviewed = self.table["permit"]["needs_review"] + self.table["deny"]["needs_review"]
        return {
            "records": self.records,
            "records_without_prediction": 0,
            "questions": total,
            "unsafe_permits": len(self.unsafe),
            "decision_accuracy": _rate(sum(self.table[label][label] for label in LABELS), total),
            "over_review_rate": _rate(reviewed, sure),
            "missed_review": self.table["needs_review"]["permit"] + self.table["needs_review"]["deny"],
            "missing_answers": 0,
            "status_accuracy": _rate(self.status, self.records),
            "license_model_accuracy": _rate(self.model, self.records),
            "prohibit_all_accuracy": _rate(self.stop, self.records),
            "fields": {name: _f1(*count) for name, count in self.counts.items()},
            "decisions_by_label": self.table,
            "unsafe": self.unsafe,
        }


def stated(record: Mapping[str, Any], groups: Groups) -> dict[str, set[Any]]:
    """The values a record states, by field: those of all its terms pooled, groups replaced by their members."""
    found: dict[str, set[Any]] = {name: set() for name in FIELDS}
    for term in record.get("terms") or ():
        for axis in AXES:
            for side in ("allow", "deny"):
                for value in (term.get(axis) or {}).get(side) or ():
                    found[f"{axis}.{side}"].update(groups.get(axis, {}).get(value, (value,)))
        for key in ("valid_from", "valid_until", "first_use_by"):
            if term.get(key):
                found["dates"].add((key, term[key]))
        if term.get("perpetual"):
            found["dates"].add(("perpetual", True))
        found["limits"].update((limit.get("kind"), _number(limit.get("max"))) for limit in term.get("limits") or ())
        found["duties"].update(term.get("duties") or ())
    found["unresolved_reasons"].update(each.get("reason") for each in record.get("unresolved") or ())
    return found


def _number(value: Any) -> Any:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _rate(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _f1(both: int, mine: int, gold: int) -> dict[str, float | int | None]:
    return {
        "precision": _rate(both, mine),
        "recall": _rate(both, gold),
        "F1": round(2 * both / (mine + gold), 4) if mine + gold else None,
        "gold": gold,
    }
