"""`/onboarding/{name}/dry-run` and `/start`: what the first flow would do, and starting it."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from thesaury.enrichment.explaining import neighbours
from thesaury.model.access import Permission
from thesaury.model.errors import ThesauryError
from thesaury.model.onboarding import OnboardingRound, SourceKind
from thesaury.pipeline.onboarding import Obstacles, Rehearsal, fields_of, obstacles, rehearse, start
from thesaury.pipeline.onboarding.rehearsing import ROWS
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller, may
from thesaury.web.door.forms import form_of
from thesaury.web.door.origin import from_here
from thesaury.web.pages.onboarding.asked import round_url
from thesaury.web.pages.onboarding.files_of_table import files_asked, files_from
from thesaury.web.pages.onboarding.known import known
from thesaury.web.pages.onboarding.rehearsed import Teller, fields, unread
from thesaury.web.pages.onboarding.steps import connection_started
from thesaury.web.texts import phrase, speaking

SHOWN = 12
"""Assets that a dry run shows as they would be."""
_CONCEPTS = 30
_WORDS = 30
_REFUSED = 50
_Form = Annotated[Mapping[str, str], Depends(form_of)]


def add(routes: APIRouter, desk: Desk) -> None:
    """Add both pages."""

    @routes.get("/onboarding/{name}/dry-run", dependencies=[may(Permission.VOCABULARY)])
    def dry_run(name: str, root: str = "") -> HTMLResponse:
        """Read the source, enrich it in memory, keep nothing. Only who administers names another folder for its files."""
        return _dry_run_page(desk, known(desk, name), root)

    @routes.get("/onboarding/{name}/start", dependencies=[may(Permission.VOCABULARY)])
    def ask(name: str, root: str = "") -> HTMLResponse:
        return _start_page(desk, known(desk, name), {"root": root} if root else {})

    @routes.post("/onboarding/{name}/start", dependencies=[may(Permission.ADMINISTER), Depends(from_here)])
    def begin(name: str, form: _Form) -> Response:
        """Make the connection and the flow, and lead to its run."""
        round = known(desk, name)
        try:
            root = form["root"].strip() if "root" in form else None
            started = start(desk.workspace, round, name=form.get("called", "").strip(), root=root)
        except ThesauryError as error:
            return _start_page(desk, round, form, error.message, 422)
        return RedirectResponse(f"/runs/{started.run.id}" if started.run else round_url(name), 303)


def _dry_run_page(desk: Desk, round: OnboardingRound, root: str) -> HTMLResponse:
    missing, found, wrong = obstacles(desk.workspace, round), None, ""
    asked = root.strip() if caller().may(Permission.ADMINISTER) else ""
    try:
        found = None if missing else rehearse(desk.workspace, round, SHOWN, limit=ROWS, root=asked or None)
    except ThesauryError as error:
        wrong = error.message
    return desk.bare_page(
        "onboarding_dry_run.html",
        422 if wrong else 200,
        round=round,
        round_url=round_url(round.name),
        found=found,
        **(_told(desk, round, found) if found else {}),
        unfound=found.unfound[:_WORDS] if found else (),
        refused=found.refused[:_REFUSED] if found else (),
        wrong=wrong,
        missing=_missing(missing),
        may_start=caller().may(Permission.ADMINISTER) and round.kind is not SourceKind.VOCABULARY,
        files=files_asked(desk, round),
        root=asked or files_from(desk, round),
    )


def _start_page(
    desk: Desk, round: OnboardingRound, typed: Mapping[str, str], wrong: str = "", status: int = 200
) -> HTMLResponse:
    missing = obstacles(desk.workspace, round)
    return desk.bare_page(
        "onboarding_start.html",
        status,
        round=round,
        round_url=round_url(round.name),
        started=connection_started(desk, round),
        makes=round.kind is not SourceKind.VOCABULARY,
        connects=round.kind is SourceKind.TABLE,
        missing=_missing(missing),
        undecided=missing.undecided,
        wrong=wrong,
        may_start=caller().may(Permission.ADMINISTER),
        files=files_asked(desk, round),
        root=typed.get("root", files_from(desk, round)),
        called=typed.get("called", ""),
    )


def _told(desk: Desk, round: OnboardingRound, found: Rehearsal) -> dict[str, Any]:
    """A dry run in the reader's words: fields, cells that cannot be read, and the assets with their concepts."""
    near = neighbours(one.found for asset in found.shown for one in asset.concepts)
    by_id = {one.id: one for one in desk.workspace.catalogue.records.assets(near)} if near else {}
    teller = Teller(found, desk.lexicon(), by_id)
    shown = [(one, teller.concepts(one)) for one in found.shown]
    told = {"shown": shown, "concepts": teller.used(_CONCEPTS)}
    places = {one.subject.field: one.place for one in fields_of(desk.workspace, round)}
    return told | {"fields": list(fields(found)), "unread": list(unread(found, places))}


def _missing(missing: Obstacles) -> list[str]:
    """What has to be decided first, as sentences of a page."""
    nameless = [phrase("onboard.missing.nameless")] if missing.nameless else []
    return [*nameless, *(one.sentence(speaking.get()) for one in missing.conflicts)]
