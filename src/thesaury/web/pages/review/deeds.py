"""What a reviewer does at the queue, and what he is shown then: the next suggestion, or what somebody else did meanwhile."""

from collections.abc import Sequence

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from starlette.background import BackgroundTask

from thesaury.model.annotation import Decision, RejectReason
from thesaury.pipeline.keeping import give_reason, take_back
from thesaury.pipeline.reviewing import Deed, SearchFollows, Shown, choose_instead, decide_shown
from thesaury.ports.enrichments import Decisions
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller
from thesaury.web.failures import NotHere
from thesaury.web.pages.review.asked import Asked
from thesaury.web.pages.review.batch import Batch, batch
from thesaury.web.pages.review.desk_view import QueueView, by_script
from thesaury.web.pages.review.telling import MOST, Notice, conflict_told, decided_said
from thesaury.web.texts import phrase

_WORDS = 200
"""Letters of a reason in the reviewer's own words."""


class Deeds:
    """Deeds on the assets of one desk; each is answered as script or form asked for it."""

    def __init__(self, desk: Desk, view: QueueView, search: SearchFollows) -> None:
        """Answers are shown by this view; search follows once they are sent."""
        self._desk, self._view, self._search = desk, view, search

    def decide(
        self,
        request: Request,
        asked: Asked,
        asset: str,
        shown: Sequence[str],
        wanted: Sequence[str],
        decision: Decision,
    ) -> Response:
        """Decide the same on these concepts of an asset; `shown` are the suggestions that were to be seen, each as mark and IRI."""
        marks = {one.concept: one for one in (shown_as(asset, text) for text in shown)}
        known = [marks[iri] for iri in wanted if iri in marks]
        if not known:
            return self._refused(request, asked, asset, "review.none_selected")
        before = self._before(asked, asset)
        deed = decide_shown(self._desk.workspace.catalogue, known, decision, caller().name)
        place = str(list(marks).index(known[0].concept) + 1)
        return self._done(request, asked, asset, place, before, deed, conflict_told(self._desk, deed.conflicts))

    def choose(self, request: Request, asked: Asked, one: Shown, chosen: str, anyway: bool) -> Response:
        """Another concept in the place of a suggestion; to choose the very same accepts it."""
        if self._desk.lexicon().thesaurus.concept(chosen) is None:
            return self._refused(request, asked, one.asset, "review.other.unknown")
        before, who = self._before(asked, one.asset), caller().name
        catalogue = self._desk.workspace.catalogue
        if chosen == one.concept:
            deed = decide_shown(catalogue, [one], Decision.ACCEPTED, who)
        else:
            deed = choose_instead(catalogue, one, chosen, who, anyway)
        rejected_before = any(conflict.shown.concept == chosen != one.concept for conflict in deed.conflicts)
        notice = conflict_told(self._desk, deed.conflicts, rejected_before)
        return self._done(request, asked, one.asset, one.concept, before, deed, notice)

    def undo(self, request: Request, asked: Asked, sought: Decisions, asset: str, back: str) -> Response:
        """Take these decisions back and show the asset of the first; `back` is where a form came from."""
        desk = self._desk
        made = [one for _, one in desk.workspace.catalogue.enrichments.latest(sought, MOST)]
        taken = take_back(desk.workspace.catalogue, made)
        if not taken:
            return self._view.show(request, asked, asset, notice=Notice(phrase("review.undo.late")), status=409)
        first = taken[-1]
        if by_script(request):
            said = phrase("review.undone", count=len(taken))
            return self._followed(self._view.show(request, asked, first.asset, first.concept, said=said))
        return self._followed(RedirectResponse(back or asked.url(asset=first.asset, at=first.concept), 303))

    def explain(
        self, request: Request, asked: Asked, at: str, asset: str, place: str, reason: str, words: str
    ) -> Response:
        """Say why the deed of this moment was done: by one of the reasons that are offered, or in words."""
        given = reason if reason in set(RejectReason) else words.strip()[:_WORDS]
        said = give_reason(self._desk.workspace.catalogue, caller().name, at, given) if given else []
        if by_script(request):
            return self._view.show(request, asked, asset, place, said=phrase("review.reason.kept") if said else "")
        return RedirectResponse(asked.url(asset=asset, at=place), 303)

    def _before(self, asked: Asked, asset: str) -> Batch:
        if self._desk.asset(asset) is None:
            raise NotHere("asset")
        return batch(self._desk, asked)

    def _refused(self, request: Request, asked: Asked, asset: str, key: str) -> Response:
        return self._view.show(request, asked, asset, notice=Notice(phrase(key)), status=422)

    def _done(
        self, request: Request, asked: Asked, asset: str, place: str, before: Batch, deed: Deed, notice: Notice | None
    ) -> Response:
        """Go on with the next suggestion of the asset, or with the next asset."""
        after = batch(self._desk, asked)
        upcoming = asset if asset in after.waiting else self._following(before, after, asset)
        at = place if upcoming == asset else ""
        if not by_script(request) and not notice:
            return self._followed(RedirectResponse(asked.url(asset=upcoming, at=at), 303))
        said = decided_said(self._desk, deed, after.left, self._view.name_at(after, upcoming, at)) if deed.made else ""
        status = 409 if deed.conflicts else 200
        return self._followed(self._view.show(request, asked, upcoming, at, notice, said, status))

    def _followed(self, answer: Response) -> Response:
        """The answer goes out at once; index and graph are brought up right after."""
        answer.background = BackgroundTask(self._search.follow)
        return answer

    def _following(self, before: Batch, after: Batch, asset: str) -> str:
        """The next asset in the order there was, that waits still."""
        ids = list(before.waiting)
        place = ids.index(asset) if asset in before.waiting else 0
        return next((id for id in (*ids[place:], *ids[:place]) if id in after.waiting), "")


def shown_as(asset: str, text: str) -> Shown:
    """A suggestion as a form names it: its mark, a space and the IRI."""
    mark, _, concept = text.partition(" ")
    return Shown(asset, concept, mark)
