"""The sums of a corrected table: rows, tags by standing, and each different tag with what became of it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from thesaury.governance.correcting.rows import ADDED, Corrected, Correction, offers
from thesaury.model.validation import Standing

DISTINCT_LIMIT = 100_000
"""Different tags that are listed; those that come first after them are counted and not listed, so that memory stays bounded."""

ROWS_LISTED = 1000
"""Rows about which somebody has to do something that are named."""

COLUMNS = ("tag", "times", "standing", "write", "concept", "suggestions", "suggested")
"""The columns of the list of tags; `suggested` are the IRIs of the `suggestions`, best first."""


@dataclass(slots=True)
class Tally:
    """Counts while rows are corrected."""

    rows: int = 0
    complete: int = 0
    tags: int = 0
    changed: int = 0
    standings: Counter[Standing] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)
    unlisted: int = 0
    incomplete: list[dict[str, str]] = field(default_factory=list)
    """The first `ROWS_LISTED` rows that need a hand, by id, each with its worst answer and what is said of it."""
    _distinct: dict[tuple[str, Standing], tuple[int, Correction]] = field(default_factory=dict)

    def add(self, row: Corrected, id: str = "") -> None:
        """Count one row; without an id it is called by its number."""
        self.rows += 1
        if not row.answer.complete and len(self.incomplete) < ROWS_LISTED:
            told = {name.partition(": ")[2]: row.cells[name] for name in ADDED[1:]}
            self.incomplete.append({"id": id or str(self.rows), **told})
        self.complete += row.answer.complete
        self.missing.update({one.scheme for one in row.answer.missing})
        for one in row.corrections:
            self._add(one)

    def distinct(self) -> Iterator[dict[str, Any]]:
        """Each different tag, those that need a hand first, the commonest of them first."""
        order = list(Standing)
        ranked = sorted(self._distinct.values(), key=lambda held: (-order.index(held[1].answer.standing), -held[0]))
        return (_listed(count, one) for count, one in ranked)

    def shape(self) -> dict[str, Any]:
        """The sums as plain data of a stable shape."""
        return {
            "rows": self.rows,
            "complete": self.complete,
            "tags": self.tags,
            "changed": self.changed,
            "distinct": len(self._distinct),
            "unlisted": self.unlisted,
            "standings": {standing.value: self.standings[standing] for standing in Standing},
            "missing": dict(self.missing.most_common()),
        }

    def _add(self, one: Correction) -> None:
        self.tags += 1
        self.changed += one.changed
        self.standings[one.answer.standing] += 1
        key = one.answer.tag, one.answer.standing
        if key in self._distinct or len(self._distinct) < DISTINCT_LIMIT:
            self._distinct[key] = self._distinct.get(key, (0, one))[0] + 1, one
        else:
            self.unlisted += 1


def _listed(count: int, one: Correction) -> dict[str, Any]:
    written = one.text if one.concept else ""
    may_be = offers(one)
    labels, iris = [use.label.text for use in may_be], [use.concept for use in may_be]
    found = (one.answer.tag, count, one.answer.standing.value, written, one.concept, labels, iris)
    return dict(zip(COLUMNS, found, strict=True))
