"""Onboarding: rounds, what their fields and values are proposed to be, and what is decided of them."""

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response

from thesaury.dispatch.onboarding import drop, let_propose, stop_proposing
from thesaury.model.access import Permission
from thesaury.model.errors import Usage
from thesaury.model.mapping import MappingStatus
from thesaury.model.onboarding import MappingStep, SourceKind, Subject, SubjectKind
from thesaury.pipeline.onboarding import begin, standing, undo
from thesaury.pipeline.onboarding.telling import mapping_dict, standing_dict, step_dict
from thesaury.ports.mappings import WantedMappings
from thesaury.web.api.etags import agreed, etag_of
from thesaury.web.api.models import onboarding as models
from thesaury.web.api.paging import Cursor, Limit, cursor_of, linked, place_of
from thesaury.web.api.problems import ApiProblem
from thesaury.web.api.rounds_told import decided, known, round_told, subject_of
from thesaury.web.api.routing import Operation
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller, may

_LEFT = 200
_Kind = Annotated[list[SubjectKind] | None, Query(max_length=3, description="Only fields, values or concepts.")]
_Status = Annotated[list[MappingStatus] | None, Query(max_length=3, description="Only those that stand so.")]
_Field = Annotated[str, Query(max_length=10_000, description="Only this field and its values.")]
_Words = Annotated[str, Query(max_length=400, description="Only where these letters stand.")]


def router(desk: Desk) -> APIRouter:
    """Rounds, mappings and decisions; proposing is done by workers."""
    routes = APIRouter(
        prefix="/onboarding", route_class=Operation, dependencies=[may(Permission.READ)], tags=["onboarding"]
    )
    _rounds(routes, desk)
    _mappings(routes, desk)
    return routes


def _rounds(routes: APIRouter, desk: Desk) -> None:
    decides = [may(Permission.VOCABULARY)]

    @routes.get("/rounds", response_model=models.Rounds)
    def list_rounds() -> dict[str, Any]:
        """List all rounds, by name."""
        return {"rounds": [round_told(desk, one) for one in desk.workspace.catalogue.mappings.rounds()]}

    @routes.post("/rounds", response_model=models.Round, status_code=202, dependencies=decides)
    def begin_round(response: Response, body: models.BeginRound) -> dict[str, Any]:
        """Begin a round of the records of a connection, or of a vocabulary of the client's own; a worker proposes what everything is.

        A round of this name that is there is proposed anew, and what was decided stands.
        """
        if bool(body.connection) is bool(body.concepts):
            raise Usage("Name one source: `connection` or `concepts`. A table is sent to /api/v1/onboarding/tables.")
        kind = SourceKind.CONNECTION if body.connection else SourceKind.VOCABULARY
        round = begin(desk.workspace, kind, body.connection or body.concepts, body.name, body.vocabulary)
        let_propose(desk.workspace, round)
        response.headers["Location"] = f"/api/v1/onboarding/rounds/{quote(round.name, safe='')}"
        return round_told(desk, round)

    @routes.get("/rounds/{round}", response_model=models.Round)
    def get_round(response: Response, round: str) -> dict[str, Any]:
        """Read one round and how far it is; its `ETag` is what removing it has to name."""
        found = round_told(desk, known(desk, round))
        response.headers["ETag"] = etag_of(found)
        return found

    @routes.delete("/rounds/{round}", status_code=204, dependencies=decides)
    def remove_round(request: Request, round: str) -> None:
        """Remove a round with its mappings, its history and the table that was sent. Send its `ETag` as `If-Match`.

        What proposes it is stopped. Where a connection reads that table, the answer is 400: remove the connection first.
        """
        there = known(desk, round)
        agreed(request, etag_of(round_told(desk, there)))
        drop(desk.workspace, there, caller().called)

    @routes.post("/rounds/{round}/propose", response_model=models.Round, status_code=202, dependencies=decides)
    def propose_round(round: str) -> dict[str, Any]:
        """Let a round be proposed again: after decisions on fields, after a new sync, or where it was cut off. What was decided stands."""
        there = known(desk, round)
        let_propose(desk.workspace, there)
        return round_told(desk, there)

    @routes.post("/rounds/{round}/stop", response_model=models.Round, dependencies=decides)
    def stop_round(round: str) -> dict[str, Any]:
        """End what proposes a round; what was kept before stays."""
        there = known(desk, round)
        stop_proposing(desk.workspace, there, caller().called)
        return round_told(desk, there)


def _mappings(routes: APIRouter, desk: Desk) -> None:
    decides = [may(Permission.VOCABULARY)]

    @routes.get("/rounds/{round}/mappings", response_model=models.ClientMappings)
    def list_mappings(
        request: Request,
        response: Response,
        round: str,
        kind: _Kind = None,
        status: _Status = None,
        field: _Field = "",
        words: _Words = "",
        limit: Limit = 50,
        cursor: Cursor = "",
    ) -> dict[str, Any]:
        """List what the fields, values and concepts of a round are said to be, with what was proposed and why."""
        question = ["mappings", round, kind, status, field, words]
        place = place_of(cursor, question, int)
        wanted = WantedMappings(tuple(kind or ()), tuple(status or ()), field, words)
        name, after = known(desk, round).name, int(place[0]) if place else 0
        found = desk.workspace.catalogue.mappings.page(name, wanted, limit + 1, after)
        following = cursor_of(question, (found[limit - 1].place,)) if len(found) > limit else None
        return {"mappings": [mapping_dict(one) for one in found[:limit]], "next": linked(request, response, following)}

    @routes.post("/rounds/{round}/decisions", response_model=models.DecidedMappings, dependencies=decides)
    def decide_mappings(round: str, body: models.DecideMappings) -> dict[str, Any]:
        """Decide on fields, values and concepts, as one batch: all of it or nothing.

        Where somebody else decides at the same moment, the answer is 409 and nothing is kept: look again, then decide.
        """
        return decided(desk, known(desk, round), body)

    @routes.post("/rounds/{round}/undo", response_model=models.UndoneMappings, dependencies=decides)
    def undo_decisions(round: str, body: models.UndoMappings) -> dict[str, Any]:
        """Take back what was decided last at once, the last decision on one subject, or a batch."""
        there = known(desk, round)
        named = body.field or body.value or body.concept
        if named and body.batch:
            raise Usage("Name a subject or a `batch`, not both. Nothing was taken back.")
        return {"undone": len(undo(desk.workspace, there, subject_of(body) if named else None, body.batch))}

    @routes.get("/rounds/{round}/history", response_model=models.MappingHistory)
    def list_round_decisions(
        request: Request, response: Response, round: str, limit: Limit = 50, cursor: Cursor = ""
    ) -> dict[str, Any]:
        """List what was decided, the newest batch first, taken back or not."""
        question = ["decisions", round]
        place = place_of(cursor, question, int, str, str, str)
        found = desk.workspace.catalogue.mappings.steps(
            known(desk, round).name, limit + 1, behind=_behind(*place) if place else None
        )
        last = found[limit - 1] if len(found) > limit else None
        following = cursor_of(question, _place(last)) if last else None
        return {"steps": [step_dict(one) for one in found[:limit]], "next": linked(request, response, following)}

    @routes.get("/rounds/{round}/coverage", response_model=models.RoundCoverage)
    def get_coverage(round: str) -> dict[str, Any]:
        """Read how much of a round is decided, what is left, what contradicts itself, and how often the first proposal was right."""
        told = standing_dict(standing(desk.workspace, known(desk, round)), desk.workspace.languages[0])
        return told | {"left": told["left"][:_LEFT]}


def _place(step: MappingStep) -> tuple[int, str, str, str]:
    return step.batch, step.subject.kind.value, step.subject.field, step.subject.value


def _behind(batch: Any, kind: Any, field: Any, value: Any) -> tuple[int, Subject]:
    """The batch and the subject at this place."""
    if kind not in set(SubjectKind):
        raise ApiProblem("bad-cursor", "This is no cursor. Take the one that `next` of the page before says, or none.")
    return batch, Subject(SubjectKind(kind), field, value)
