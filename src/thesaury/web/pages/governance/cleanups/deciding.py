"""The desk on which the entries of a plan are decided: which are shown, which is in front, and what may be undone."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from thesaury.model.access import Permission
from thesaury.model.cleanup import Treatment
from thesaury.model.errors import Usage
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller
from thesaury.web.pages.governance.cleanups.shown import Plan, Row, rows_of
from thesaury.web.texts import phrase

PAGE = 25
"""Entries of one desk."""
SURE = 0.95
"""From here on a suggestion counts as certain: only what a label says is."""
SHOWS = ("undecided", "all", *(one.value for one in Treatment))


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to see: entries decided so, behind a place; `front` is the place in front, `last` the entry just decided."""

    show: str = "undecided"
    after: int = 0
    front: int = 0
    last: str = ""

    @staticmethod
    def of(form: Mapping[str, str]) -> "Asked":
        """From the fields of a form or an address; what is none has its usual value."""
        show, after, front = form.get("show", ""), form.get("after", ""), form.get("front", "")
        return Asked(
            show if show in SHOWS else "undecided",
            int(after) if after.isdecimal() and len(after) < 10 else 0,
            int(front) if front.isdecimal() and len(front) < 10 else 0,
            form.get("last", "")[:40],
        )

    def following(self, place: int, entry: str, stays: bool) -> "Asked":
        """After a decision on this entry: the next one in front, or the same where it stays."""
        return replace(self, front=place if stays else place + 1, last="" if stays else entry)

    def url(self, id: str) -> str:
        """The address of the page that shows this."""
        told = {"show": self.show, "after": self.after}
        query = urlencode({name: value for name, value in told.items() if value not in ("undecided", 0)})
        return f"/governance/cleanups/{id}{'?' if query else ''}{query}"

    @property
    def treatments(self) -> tuple[Treatment | None, ...]:
        """How the entries are decided that are shown; nothing for all."""
        if self.show == "all":
            return ()
        return (None,) if self.show == "undecided" else (Treatment(self.show),)


def desk_values(desk: Desk, plan: Plan, asked: Asked) -> dict[str, Any]:
    """What the desk shows."""
    cleanups = desk.workspace.catalogue.cleanups
    found = cleanups.entries(plan.cleanup.id, asked.after, PAGE + 1, asked.treatments)
    lexicon = desk.lexicon()
    rows = rows_of(found[:PAGE], lexicon)
    last = rows_of(cleanups.entries(plan.cleanup.id, ids=[asked.last]), lexicon) if asked.last else []
    sure = [entry for _, entry in cleanups.entries(plan.cleanup.id, treatments=[None]) if entry.certainty >= SURE]
    return {
        "plan": plan,
        "rows": rows,
        "asked": asked,
        "front": _front(rows, asked.front),
        "more": found[PAGE - 1][0] if len(found) > PAGE else 0,
        "last": last[0] if last else None,
        "sure": len(sure),
        "shows": SHOWS,
        "may_plan": caller().may(Permission.VOCABULARY) and plan.decidable,
    }


def chosen(desk: Desk, concept: str, words: str) -> str:
    """The concept that was chosen from the list; else the one whose label was typed out. Raises Usage where not exactly one has it."""
    if concept or not words.strip():
        return concept
    typed = " ".join(words.split()).casefold()
    having = {
        one.iri
        for _, vocabulary in desk.lexicon().vocabularies
        for one in vocabulary.concepts
        if not one.deprecated and any(label.text.casefold() == typed for _, label in one.labels())
    }
    if len(having) != 1:
        raise Usage(phrase("cleanup.other.unknown", words=words))
    return having.pop()


def _front(rows: list[Row], place: int) -> int:
    """The place of the row in front: the first from this place on, else the last."""
    places = [row.place for row in rows]
    return next((one for one in places if one >= place), places[-1] if places else 0)
