"""`/onboarding/{name}/coverage` and `/history`: how much is settled, what contradicts itself, and who decided what."""

from itertools import groupby

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from thesaury.model.access import Permission
from thesaury.model.onboarding import SourceKind
from thesaury.pipeline.onboarding import standing
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller, may
from thesaury.web.pages.onboarding.asked import round_url
from thesaury.web.pages.onboarding.covering import WIDTH, bars, contradicting, left, round_down
from thesaury.web.pages.onboarding.known import known
from thesaury.web.pages.onboarding.telling import Batch, batch_of

_STEPS = 400
"""Decisions on one page of the history; a batch that is cut by its end begins the next."""


def add(routes: APIRouter, desk: Desk) -> None:
    """Add both pages."""
    reads = [may(Permission.READ)]

    @routes.get("/onboarding/{name}/coverage", dependencies=reads)
    def coverage(name: str) -> HTMLResponse:
        round = known(desk, name)
        stands = standing(desk.workspace, round)
        found = contradicting(desk, round, stands)
        shown, waiting = bars(stands.coverage.fields), left(desk, round, stands)
        return desk.page(
            "onboarding_coverage.html",
            round=round,
            round_url=round_url(name),
            total=stands.coverage.total,
            covered=round_down(stands.coverage.total.values.covered),
            on_assets=round_down(stands.coverage.total.assets.covered),
            bars=shown,
            width=WIDTH,
            decided=stands.decided,
            conflicts=[one for one in found if not one.settled],
            settled=[one for one in found if one.settled],
            makes=round.kind is not SourceKind.VOCABULARY,
            left=waiting,
            more=len(stands.coverage.left) - len(waiting),
        )

    @routes.get("/onboarding/{name}/history", dependencies=reads)
    def history(name: str, before: int = 0, undone: int = 0) -> HTMLResponse:
        round, lexicon = known(desk, name), desk.lexicon()
        found = desk.workspace.catalogue.mappings.steps(round.name, _STEPS, max(before, 0))
        batches: list[Batch] = [batch_of(list(steps), lexicon) for _, steps in groupby(found, lambda one: one.batch)]
        cut = len(found) == _STEPS
        if cut and len(batches) > 1:
            batches.pop()
        return desk.page(
            "onboarding_history.html",
            round=round,
            round_url=round_url(name),
            batches=batches,
            more=batches[-1].number if cut else 0,
            before=before,
            undone=undone,
            may_decide=caller().may(Permission.VOCABULARY),
        )
