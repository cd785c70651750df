"""One asset: its details with the table of its rights, its files at signed addresses, and the files themselves."""

import os
from http import HTTPStatus
from time import monotonic
from typing import Any, BinaryIO

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from thesaury.model.access import Permission
from thesaury.model.asset import Asset
from thesaury.model.errors import ThesauryError
from thesaury.model.policy import Verdict
from thesaury.model.use import Use
from thesaury.pipeline.accounts import Access
from thesaury.pipeline.observing import Asker
from thesaury.pipeline.panels.holding import holder_of
from thesaury.pipeline.placing.recording import decision_digest
from thesaury.pipeline.rights.asking import Answered, ask
from thesaury.pipeline.rights.told import reason
from thesaury.ports.opening import name_of
from thesaury.ports.renditions import Busy
from thesaury.web.api.etags import named_by
from thesaury.web.api.limits import Budget
from thesaury.web.api.problems import KINDS, ApiProblem, problem
from thesaury.web.api.routing import Operation
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.failures import NotHere
from thesaury.web.panel.door import program_here
from thesaury.web.panel.kept import Keeping, kept_by
from thesaury.web.panel.locales import LOCALES
from thesaury.web.panel.renditions import ORIGINAL, TO_KEEP, Content, content_of, renditions_of
from thesaury.web.panel.told import Shape, Teller, creator, last_day, record, rendition_shape, standing_words
from thesaury.web.panel.uses import PlannedUse, asked_use
from thesaury.web.parts.observed import asker
from thesaury.web.parts.rights import words
from thesaury.web.parts.rights.answer import answer
from thesaury.web.sealing import Expired, Forged
from thesaury.web.texts import phrase

_KEPT = "private, max-age=600"
_MOST_CONCEPTS = 40
_PER_MINUTE = 1_200
"""Files that one session may fetch within a minute: a list has dozens, and is scrolled through."""


class AboutAsset(Keeping):
    """Which asset, and what it is wanted for. What is not for the channel of the panel is not to be had."""

    asset: str
    use: PlannedUse


def router(desk: Desk, teller: Teller) -> APIRouter:
    """The operations on one asset."""
    routes = APIRouter(route_class=Operation, dependencies=[may(Permission.READ), LOCALES])

    @routes.post("/assets")
    def details(body: AboutAsset) -> dict[str, Any]:
        """The details of an asset, with what its rights say of this use on each axis. It changes nothing."""
        lexicon, asset, kept = desk.lexicon(), known(desk, body.asset), kept_by(desk, body)
        use = asked_use(desk, kept.use(body.use))
        if not kept.passing([asset.id]):
            raise ApiProblem("not-permitted", phrase("panel.not-published"))
        [answered] = ask(desk.workspace, [asset], use)
        desk.observer.viewed(asker(program_here()), asset)
        found = desk.workspace.catalogue.enrichments.findings([asset.id])[asset.id]
        texts = [text for text in asset.texts() if text.field == "description"]
        concepts = [one.concept for one in found.annotations][:_MOST_CONCEPTS]
        return {
            **teller.asset(asset, lexicon, answered.decision.verdict is Verdict.DENY),
            "description": texts[0].value if texts else "",
            "sources": list(dict.fromkeys(one.connection for one in asset.records)),
            "concepts": [{"iri": iri, "label": lexicon.thesaurus.label(iri, lexicon.languages)} for iri in concepts],
            "rights": rights_shape(answered, use),
        }

    @routes.post("/renditions")
    def renditions(body: AboutAsset) -> dict[str, Any]:
        """The files of an asset that may be used so now, at signed addresses that are good for a quarter of an hour at most.

        Rights are asked anew: where they permit it no more, the answer is 403 with a sentence, and no address.
        """
        asset, kept = known(desk, body.asset), kept_by(desk, body)
        [answered] = ask(desk.workspace, [asset], asked_use(desk, kept.use(body.use)))
        if answered.decision.verdict is not Verdict.PERMIT:
            raise ApiProblem("not-permitted", words.in_words(reason(answered.decision)))
        if said := standing_words(asset):
            raise ApiProblem("not-permitted", said)
        if not kept.passing([asset.id]):
            raise ApiProblem("not-permitted", phrase("panel.not-published"))
        files = renditions_of(asset, desk.workspace.opened)
        return {
            "id": asset.id,
            "title": asset.title(desk.lexicon().languages),
            "creator": creator(asset),
            "record": record(asset),
            "rights": decision_digest(answered),
            "renditions": [rendition_shape(one, teller.address(asset.id, one.name)) for one in files],
        }

    return routes


def media(desk: Desk, access: Access, teller: Teller, per_minute: int = _PER_MINUTE) -> APIRouter:
    """`/media/{ticket}`: files, so many a minute of a session, to whoever has a ticket.

    Failures are bare statuses, for a picture is no place for a sentence, but for those after which to ask again.
    """
    routes, budget = APIRouter(), Budget(per_minute)

    @routes.api_route("/media/{ticket}", methods=["GET", "HEAD"])
    def file(request: Request, ticket: str) -> Response:
        try:
            opened = teller.signer.ticket_of(ticket)
            if not (spent := budget.spend(opened.session, monotonic())).admitted:
                said = f"That were more than {per_minute} files in a minute. Ask again in {spent.seconds} s."
                return problem(KINDS["too-many-requests"], said, {"Retry-After": str(spent.seconds)})
            holder = holder_of(access, desk.workspace.catalogue.panels, opened.session)
            if holder is None or Permission.READ not in holder.permissions:
                return Response(status_code=401)
            asset, workspace = desk.asset(opened.asset), desk.workspace
            content = (
                content_of(asset, opened.rendition, workspace.previews, workspace.renditions, workspace.opened)
                if asset
                else None
            )
            if asset is None or content is None:
                return Response(status_code=404)
            answer = _sent(request, content, opened.rendition)
            if opened.rendition in TO_KEEP and request.method == "GET" and answer.status_code == HTTPStatus.OK:
                desk.observer.downloaded(Asker(holder.name, holder.session.host), asset, opened.rendition)
            return answer
        except Expired:
            return Response(status_code=410)
        except Forged:
            return Response(status_code=403)
        except Busy as error:
            return problem(KINDS["unavailable"], error.message)
        except ThesauryError:
            return Response(status_code=503)
        except ValueError:
            return Response(status_code=404)

    return routes


def _sent(request: Request, content: Content, rendition: str) -> Response:
    headers = {"Cache-Control": _KEPT, "ETag": f'"{content.etag}"'}
    if named_by(request.headers.get("if-none-match", ""), headers["ETag"]):
        if content.file:
            content.file.close()
        return Response(status_code=304, headers=headers)
    if content.file:
        headers["Content-Disposition"] = "attachment" if rendition == ORIGINAL else "inline"
        return _whole(content.file, headers, content.type)
    return Response(content.made(), 200, headers, content.type)


def _whole(file: BinaryIO, headers: dict[str, str], media_type: str) -> FileResponse:
    """The open file itself, whatever lies at its path by now."""
    place, state = name_of(file), os.fstat(file.fileno())
    return FileResponse(place, 200, headers, media_type, BackgroundTask(file.close), stat_result=state)


def known(desk: Desk, name: str) -> Asset:
    """The asset of this name. Raises NotHere."""
    if (found := desk.workspace.catalogue.records.find(name)) is None:
        raise NotHere("asset")
    return found


def rights_shape(answered: Answered, use: Use) -> Shape:
    """What the table of rights shows: the verdict in a word, one row for each axis, duties, caps, and when the answer changes."""
    decision = answered.decision
    shown = answer(decision, use, answered.records, answered.evaluated_at, "")
    change = decision.next_change.isoformat() if decision.next_change else None
    return {
        "decision": shown.verdict,
        "word": shown.word,
        "asked": shown.asked,
        "sentence": words.in_words(reason(decision)),
        "until": last_day(change) if decision.verdict is Verdict.PERMIT else None,
        "digest": decision_digest(answered),
        "axes": [
            {"axis": one.axis, "result": one.fit, "word": one.word, "sentence": one.sentence} for one in shown.axes
        ],
        "obligations": [words.in_words(one) for one in shown.obligations],
        "caps": list(shown.caps),
        "change": shown.change,
        "alternatives": [one.text for one in shown.alternatives],
        "notice": shown.notice,
    }
