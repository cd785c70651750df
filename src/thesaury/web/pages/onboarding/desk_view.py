"""The desk as a page, or (for a script that asks) as the piece of it that changes."""

from dataclasses import dataclass
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from thesaury.model.access import Permission
from thesaury.model.concept import MappingRelation
from thesaury.model.mapping import MappingStatus
from thesaury.model.onboarding import Meaning, OnboardingRound, SubjectKind
from thesaury.onboarding.fields import FieldRole
from thesaury.pipeline.onboarding import fields_of
from thesaury.ports.mappings import WantedMappings
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller
from thesaury.web.pages.onboarding.asked import Asked, round_url
from thesaury.web.pages.onboarding.deeds import Outcome, latest
from thesaury.web.pages.onboarding.examples import ExamplesKeeper
from thesaury.web.pages.onboarding.queue import Front, Queue, queue
from thesaury.web.pages.onboarding.shown import Teller, languages, roles
from thesaury.web.pages.onboarding.telling import batch_told, conflict_told, last_told
from thesaury.web.pages.review.desk_view import by_script
from thesaury.web.texts import phrase

_RELATIONS = tuple(zip(MappingRelation, ("=", "c", "b", "w", "t"), strict=True))
"""Each with its key: exactly, close, broader, narrower, related."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How much of one kind was looked over by a person, of all."""

    done: int
    total: int

    @property
    def left(self) -> int:
        """What waits."""
        return self.total - self.done


class DeskView:
    """Shows the desk of a round."""

    def __init__(self, desk: Desk, examples: ExamplesKeeper) -> None:
        """Over this desk; examples come from this keeper."""
        self._desk, self._examples = desk, examples

    def show(
        self, request: Request, round: OnboardingRound, asked: Asked, outcome: Outcome = Outcome(), status: int = 200
    ) -> HTMLResponse:
        """What is in front, and what a deed did that led here."""
        waiting = queue(self._desk.workspace, round.name, asked.kind)
        front = self._at(round, asked) or self._next(round, asked, waiting)
        lexicon, teller = self._desk.lexicon(), self.teller(round)
        last = latest(self._desk.workspace, round.name)
        conflict = self._conflict(round, outcome)
        values = {
            "round": round,
            "round_url": round_url(round.name),
            "asked": asked,
            "counted": self._counted(round, asked.kind, waiting),
            "sure": len(waiting.sure),
            "front": front,
            "rows": [teller.row(one) for one in front.rows] if front.listed else [],
            "card": teller.card(front.rows[0]) if front.rows and not front.listed else None,
            "field": front.rows[0].subject.field if front.rows and asked.kind is SubjectKind.VALUE else "",
            "holding": sum(one.said.status is MappingStatus.ACCEPTED for one in front.rows),
            "following": Asked(
                asked.kind, after=front.last, alone=_is_alone(front, waiting), back=asked.back, place=front.first
            ),
            "skip": self._skip(round, asked, front, waiting),
            "previous": self._previous(round, asked, front, waiting),
            "last": last_told(last, lexicon),
            "said": self._said(outcome, waiting),
            "notice": outcome.wrong or conflict,
            "relations": _RELATIONS,
            "roles": list(roles()),
            "languages": languages(),
            "may_decide": caller().may(Permission.VOCABULARY),
        }
        return self._answered(request, round, asked, values, status)

    def teller(self, round: OnboardingRound) -> Teller:
        """Who puts the mappings of this round into words."""
        title = ""
        for one in fields_of(self._desk.workspace, round):
            if (one.said.meaning, one.said.target) == (Meaning.ROLE, FieldRole.TITLE):
                title = title or one.subject.field
        return Teller(round, self._desk.lexicon(), self._examples.examples(round), title)

    def _at(self, round: OnboardingRound, asked: Asked) -> Front | None:
        """The one whose place is named, whether it waits or not."""
        if not asked.at:
            return None
        found = self._desk.workspace.catalogue.mappings.page(round.name, WantedMappings((asked.kind,)), 1, asked.at - 1)
        return Front((found[0],)) if found and found[0].place == asked.at else None

    def _next(self, round: OnboardingRound, asked: Asked, waiting: Queue) -> Front:
        """What comes next; what stands alone is shown with its choices, which nothing has that only waits."""
        front = waiting.front(asked.after, asked.alone)
        if front.listed or not front.rows:
            return front
        whole = self._desk.workspace.catalogue.mappings.of(round.name, [front.rows[0].subject])
        return Front(tuple(whole.values()) or front.rows)

    def _counted(self, round: OnboardingRound, kind: SubjectKind, waiting: Queue) -> Counted:
        counts = self._desk.workspace.catalogue.mappings.counts(round.name)
        total = sum(count for (of, _), count in counts.items() if of is kind)
        return Counted(total - waiting.left, total)

    def _skip(self, round: OnboardingRound, asked: Asked, front: Front, waiting: Queue) -> str:
        if not front.rows or waiting.left <= len(front.rows):
            return ""
        return Asked(asked.kind, after=front.last, alone=_is_alone(front, waiting)).url(round.name)

    def _previous(self, round: OnboardingRound, asked: Asked, front: Front, waiting: Queue) -> str:
        before = waiting.before(front.first) if front.rows and not front.listed else None
        if before is None or before.place == front.first:
            return ""
        return Asked(asked.kind, at=before.place, alone=True).url(round.name)

    def _conflict(self, round: OnboardingRound, outcome: Outcome) -> str:
        kept = self._desk.workspace.catalogue.mappings.of(round.name, tuple(outcome.conflicts))
        return conflict_told(outcome.conflicts, kept, self._desk.lexicon())

    def _said(self, outcome: Outcome, waiting: Queue) -> str:
        """What is read aloud after a deed: what was done and what is left."""
        if not outcome.steps:
            return ""
        undone = outcome.steps[0].undone
        told = batch_told(outcome.steps, self._desk.lexicon())
        told = phrase("onboard.undone", count=len(outcome.steps)) if undone else told
        return f"{told} {phrase('onboard.left', count=waiting.left)}"

    def _answered(
        self, request: Request, round: OnboardingRound, asked: Asked, values: dict[str, Any], status: int
    ) -> HTMLResponse:
        piece = by_script(request)
        page = self._desk.bare_page("onboarding_desk.html" if piece else "onboarding_deciding.html", status, **values)
        page.headers["Vary"] = "HX-Request"
        if piece:
            page.headers["HX-Replace-Url"] = asked.url(round.name)
        return page


def _is_alone(front: Front, waiting: Queue) -> bool:
    """Whether lists are over: what is in front is none, nor the only row of one."""
    return not front.listed and all(one.place != front.first for one in waiting.sure)
